"""The dossier as one self-contained HTML file: opens from disk, needs no network and no JavaScript."""

from __future__ import annotations

import base64
import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from dragoman.desk.index import Entry, index_of, mentions_of
from dragoman.desk.map import Drawing, draw_map
from dragoman.desk.marks import Mark, marks_of
from dragoman.desk.matrix import matrix_in
from dragoman.desk.sections import Row, Section, sections_of
from dragoman.desk.segments import Mention, Segment, apart, paragraphs_of
from dragoman.desk.timeline import Timeline, draw_timeline
from dragoman.desk.told import STANCES
from dragoman.dossier import Dossier
from dragoman.formats.dates import when_in_words
from dragoman.formats.words import clipped, visible
from dragoman.records import Span

# A dossier is mailed and opened on telephones.
MOST_BYTES = 1_450_000
# Width and height of the drawings: for the column of a wide page and of paper, and for a telephone.
WIDE, NARROW = (720.0, 430.0), (350.0, 330.0)
# Of each kind of record; a report of a hundred pages has fewer.
MOST_RECORDS = 2000
# Marks on one letter: no script has as many, and a thousand of them cover what stands above and below.
MOST_MARKS = 8
TOWER = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{9,}")
# The ids of records begin with two letters; no other id of a page does.
SAFE_ID = re.compile(r"[a-z]{2}-[A-Za-z0-9_-]{1,64}\Z")


@dataclass(frozen=True, slots=True)
class Room:
    """How much of a dossier is shown: rows in a section, entries in the index, code points of the text."""

    rows: int
    entries: int
    text: int


# From what fits nearly every report to what fits any; the first that stays within the size is taken.
ROOMS = (Room(400, 300, 300_000), Room(200, 120, 150_000), Room(80, 50, 60_000), Room(25, 20, 15_000))


def dossier_html(dossier: Dossier, missing: Sequence[str] = ()) -> str:
    """The whole page. What does not fit is left out, and the page says so, as it does what is ``missing`` already."""
    template = environment().get_template("dossier.html")
    shown, untold = first_of(dossier)
    for room in ROOMS:
        brief = brief_of(shown, room)
        brief["left_out"] = [*missing, *untold, *brief["left_out"]]
        html = template.render(**brief, **_inlined(), live=None)
        if len(html.encode("utf-8")) <= MOST_BYTES:
            break
    return html


def first_of(dossier: Dossier) -> tuple[Dossier, list[str]]:
    """As many records as a page can be made of while its reader waits, and sentences on what is left out."""
    kept: dict[str, Any] = {}
    untold = []
    for kind in ("statements", "events", "positions", "questions", "explanations", "unsure"):
        records = getattr(dossier, kind)
        if len(records) > MOST_RECORDS:
            kept[kind] = records[:MOST_RECORDS]
            untold.append(f"Of {len(records):,} {kind} the first {MOST_RECORDS:,} are shown.")
    return replace(dossier, **kept), untold


@cache
def environment() -> Environment:
    """Jinja with autoescape always on and the templates of the package."""
    made = Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["anchor"] = anchor
    return made


def warm_templates() -> None:
    """Has all templates compiled, so that no visitor waits for it."""
    for found in (files("dragoman") / "data/desk/templates").iterdir():
        if found.name.endswith(".html"):
            environment().get_template(found.name)


def _shown(value: object) -> object:
    """Whatever a template prints: no invisible character gets through, wherever it came from, and no tower of marks."""
    if type(value) is not str or (value.isascii() and value.isprintable()):
        return value
    return TOWER.sub(_lowered, visible(value))


def _lowered(tower: re.Match[str]) -> str:
    return f"{tower[0][:MOST_MARKS]}‹{len(tower[0]) - MOST_MARKS:,} more marks›"


def _source(name: str) -> str:
    return (files("dragoman") / "data/desk/templates" / name).read_text("utf-8")


def anchor(record: str) -> str:
    """An id that is safe in HTML, in links and in lists of ids: the record's own wherever it can be."""
    if SAFE_ID.match(record):
        return record
    return f"id-{hashlib.sha256(record.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A section as far as it is shown, and how many rows it has in all."""

    section: Section
    rows: tuple[Row, ...]
    count: int


def brief_of(
    dossier: Dossier, room: Room, stretch: Span | None = None, names: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """What the template of a brief needs to show as much of a dossier as there is room for.

    Of a long report a ``stretch`` is shown, in which the records go by other ``names`` than they would alone.
    """
    shown = stretch or Span(0, room.text)
    names = names or {}
    found = [replace(mark, label=names.get(mark.id, mark.label)) for mark in marks_of(dossier)]
    labels = {mark.id: mark.label for mark in found}
    sheets = [_sheet(section, room.rows) for section in sections_of(dossier, labels)]
    entries = _first_of_each(index_of(dossier), room.entries)
    carded = {record for sheet in sheets for record in _records(sheet.rows)}
    marks = [mark for mark in found if mark.id in carded]
    text = dossier.document.text
    mentions = apart(mentions_of(dossier, entries), min(len(text), shown.end))
    paragraphs = paragraphs_of(text, marks, mentions, shown)
    title = clipped(dossier.document.title or "", 300) or "A text without a title"
    return {
        "title": title,
        "byline": _byline(dossier),
        "language": _language(dossier.document.language),
        "sheets": sheets,
        "entries": _grouped(entries, mentions),
        "paragraphs": paragraphs,
        "in_text": {mark.id for mark in _begun(paragraphs)},
        "labels": {mark.id: mark.label for mark in marks},
        "kinds": {mark.id: mark.kind for mark in marks},
        "matrix": matrix_in(dossier, [r for sheet in sheets if sheet.section.key == "wants" for r in sheet.rows]),
        "stances": STANCES,
        "timelines": _timelines(dossier, labels),
        "maps": _maps(dossier),
        "left_out": _left_out(dossier, sheets, shown, stretch is not None),
        "dossier": dossier,
    }


def _sheet(section: Section, most: int) -> _Sheet:
    """The first rows of a section; nested rows count as one each, and are cut where they alone are too many."""
    left = [most]

    def cut(rows: Sequence[Row]) -> tuple[Row, ...]:
        kept = []
        for row in rows:
            if left[0] <= 0:
                break
            left[0] -= 1
            kept.append(replace(row, rows=cut(row.rows)) if row.rows else row)
        return tuple(kept)

    return _Sheet(section, cut(section.rows), sum(_size(row) for row in section.rows))


def _size(row: Row) -> int:
    return 1 + sum(_size(inner) for inner in row.rows)


def _records(rows: Iterable[Row]) -> Iterable[str]:
    for row in rows:
        if row.record:
            yield row.record
        yield from _records(row.rows)


def _begun(paragraphs: Iterable[Iterable[Segment]]) -> Iterable[Mark]:
    return (mark for line in paragraphs for segment in line for mark in segment.begins)


def _first_of_each(entries: Iterable[Entry], most: int) -> list[Entry]:
    count: dict[str, int] = {}
    kept = []
    for entry in entries:
        count[entry.kind] = count.get(entry.kind, 0) + 1
        if count[entry.kind] <= most:
            kept.append(entry)
    return kept


def _grouped(entries: Iterable[Entry], mentions: Sequence[Mention]) -> list[tuple[str, list[tuple[Entry, list[int]]]]]:
    """The index by kind; each entry with the starts of the mentions its spots can be reached at."""
    starts = [mention.span.start for mention in mentions]

    def reached(entry: Entry) -> list[int]:
        found = ((bisect_right(starts, span.start) - 1, span) for span in entry.spans[:30])
        return list(dict.fromkeys(starts[i] for i, span in found if i >= 0 and mentions[i].span.overlaps(span)))

    groups = (("Actors", "actor"), ("Places", "place"), ("Dates", "date"))
    return [
        (title, lines)
        for title, kind in groups
        if (lines := [(entry, reached(entry)) for entry in entries if entry.kind == kind])
    ]


def _byline(dossier: Dossier) -> list[str]:
    document = dossier.document
    date = when_in_words(document.published) if document.published else ""
    return [clipped(part, 160) for part in (document.byline, document.outlet, date) if part]


def _language(language: str | None) -> str:
    return language if language and re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", language) else ""


def _timelines(dossier: Dossier, labels: Mapping[str, str]) -> list[tuple[str, Timeline]]:
    drawn = (("wide", draw_timeline(dossier, WIDE[0], labels)), ("narrow", draw_timeline(dossier, NARROW[0], labels)))
    return [(name, timeline) for name, timeline in drawn if timeline]


def _maps(dossier: Dossier) -> list[tuple[str, Drawing]]:
    drawn = (("wide", draw_map(dossier, *WIDE)), ("narrow", draw_map(dossier, *NARROW)))
    return [(name, drawing) for name, drawing in drawn if drawing]


def _left_out(dossier: Dossier, sheets: Iterable[_Sheet], shown: Span, is_part: bool) -> list[str]:
    """What this page does not show, in sentences; a part tells of itself."""
    told = []
    if len(dossier.document.text) > shown.end and not is_part:
        told.append(f"Only the first {shown.end:,} of {len(dossier.document.text):,} characters of the text are shown.")
    for sheet in sheets:
        count = sum(_size(row) for row in sheet.rows)
        if count < sheet.count:
            title = sheet.section.title
            told.append(f"“{title}” shows {count:,} of {sheet.count:,} rows; the others are not marked in the text.")
    return told


@cache
def _inlined() -> dict[str, str]:
    """Style and script, and the policy that lets nothing but these two run."""
    style, script = _source("desk.css"), _source("desk.js")
    policy = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; "
        f"style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    )
    return {"style": Markup(style), "script": Markup(script), "policy": policy}


def _hash(content: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode('utf-8')).digest()).decode('ascii')}"
