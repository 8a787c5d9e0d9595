"""The validator: everything that can be wrong with a dispatch, as sentences a person can act on."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from itertools import combinations

from dragoman.records import Span
from dragoman_corpus.dispatch import Dispatch
from dragoman_corpus.marks import Mark
from dragoman_corpus.schema import ANY, GENRES, LAYERS, REF, REGIONS, SENSES, TIMEX_KINDS, Layer

HEADERS = ("genre", "region", "countries", "topics", "title")
# TIMEX3 values: calendar dates and times with unknown digits, weeks, seasons, quarters, periods, references.
TIMEX_VALUE = re.compile(
    r"(PRESENT_REF|PAST_REF|FUTURE_REF"
    r"|P(\d+(\.\d+)?|X)(D|W|M|Y|DE|CE|Q|WE|N|DT)|PT(\d+(\.\d+)?|X)[HMS]"
    r"|[0-9X]{2}([0-9X]{2}|[0-9X])?(-[0-9X]{2}(-[0-9X]{2})?|-W[0-9X]{2}(-(\d|WE|X))?|-(SP|SU|FA|WI|Q[1-4X]|H[12X]))?"
    r"(T([0-9X]{2}(:[0-9X]{2}(:[0-9X]{2})?)?|MO|MI|AF|EV|NI|DT)([+-]\d{2}:?\d{2}|Z)?)?)"
)


def faults_of(dispatch: Dispatch) -> list[str]:
    """Every fault of a dispatch; an empty list for a sound one."""
    found = [*_header_faults(dispatch), *_text_faults(dispatch)]
    return [*(f"{dispatch.id}: {fault}" for fault in found), *record_faults(dispatch)]


def record_faults(dispatch: Dispatch) -> list[str]:
    """Every fault of the marks and attributes of a dispatch, its header and layout apart."""
    faults: list[str] = []
    for check in (
        _mark_faults,
        _attribute_faults,
        _statement_faults,
        _position_faults,
        _question_faults,
        _explanation_faults,
    ):
        faults.extend(check(dispatch))
    return [f"{dispatch.id}: {fault}" for fault in faults]


def _header_faults(dispatch: Dispatch) -> Iterator[str]:
    header = dispatch.header
    for key in HEADERS:
        if not header.get(key):
            yield f"the header lacks {key}"
    if header.get("genre") not in GENRES:
        yield f"genre is {header.get('genre')!r}, not one of {', '.join(GENRES)}"
    if header.get("region") not in REGIONS:
        yield f"region is {header.get('region')!r}, not one of {', '.join(REGIONS)}"
    published = header.get("published")
    if published and not is_day(published):
        yield f"published is {published!r}, not a day such as 2022-11-14"
    for country in header.get("countries", "").split():
        if not re.fullmatch(r"[A-Z]{3}", country):
            yield f"{country!r} is no ISO 3166-1 alpha-3 code"


def _text_faults(dispatch: Dispatch) -> Iterator[str]:
    text = dispatch.marked.text
    if re.search(r"[ \t]\n|[ \t]{2}|\n{3}", text):
        yield "the text has trailing, double or tripled white space"
    if re.search(r"[^\n]\n[^\n]", text):
        yield "a paragraph is broken over two lines; paragraphs are parted by one blank line"


def _mark_faults(dispatch: Dispatch) -> Iterator[str]:
    for mark in dispatch.marked.marks:
        layer = LAYERS.get(mark.record[0])
        words = mark.span.text_of(dispatch.marked.text)
        if layer is None:
            yield f"{mark.record} is of no layer"
            continue
        if mark.role not in layer.roles:
            yield f"{mark.record}{mark.role} has a role that a {layer.name} does not have"
        if words != words.strip():
            yield f"{mark.record} marks outer white space: {words!r}"
        yield from _field_faults(mark)


def _field_faults(mark: Mark) -> Iterator[str]:
    letter = mark.record[0]
    if letter == "P" and (len(mark.fields) != 1 or mark.fields[0] not in SENSES):
        yield f"{mark.record} needs its sense in the mark, one of {', '.join(SENSES)}"
    elif letter == "T":
        kind, value = mark.fields[0] if mark.fields else "", ":".join(mark.fields[1:])
        if kind not in TIMEX_KINDS:
            yield f"{mark.record} needs a TIMEX3 type in the mark, one of {', '.join(TIMEX_KINDS)}"
        if not TIMEX_VALUE.fullmatch(value):
            yield f"{mark.record} has the value {value!r}, which is no TIMEX3 value"
    elif letter not in "PT" and mark.fields:
        yield f"{mark.record} carries fields in its mark; they belong on its attribute line"


def _attribute_faults(dispatch: Dispatch) -> Iterator[str]:
    marked = {mark.record for mark in dispatch.marked.marks}
    lines = dispatch.marked.attributes
    for record in sorted(lines.keys() - marked):
        yield f"{record} has an attribute line but marks no words"
    for record in sorted(marked):
        layer = LAYERS.get(record[0])
        if layer is None:
            continue
        fields = lines.get(record, {})
        for name in layer.required:
            if name not in fields:
                yield f"{record} ({layer.name}) lacks {name}"
        for name, value in fields.items():
            yield from _value_faults(record, layer, name, value, marked)


def _value_faults(record: str, layer: Layer, name: str, value: str, marked: set[str]) -> Iterator[str]:
    if name not in layer.attributes:
        yield f"{record} has {name}, which a {layer.name} does not have"
        return
    allowed = layer.attributes[name]
    if allowed == REF:
        for reference in value.split(","):
            if reference not in marked:
                yield f"{record} {name}={reference} refers to nothing marked"
    elif allowed != ANY and value not in {str(item) for item in allowed}:
        yield f"{record} {name}={value} is not one of {', '.join(map(str, allowed))}"


def _statement_faults(dispatch: Dispatch) -> Iterator[str]:
    marked = dispatch.marked
    for record in sorted({mark.record for mark in marked.marks if mark.record[0] == "S"}):
        contents = marked.spans(record, "c")
        fields = marked.attributes.get(record, {})
        if not contents:
            yield f"{record} has no content"
        if any(a.overlaps(b) for a, b in combinations(contents, 2)):
            yield f"{record} has fragments of content that overlap"
        if any(content.covers(cue) for content in contents for cue in marked.spans(record, "q")):
            yield f"{record} has its cue inside its content"
        if fields.get("grade") in ("named", "office") and not marked.spans(record, "s") and "speaker" not in fields:
            yield f"{record} has grade {fields['grade']} but neither source nor speaker"
        if fields.get("status") == "retracted" and "because" not in fields:
            yield f"{record} is retracted; say by which words (because=…)"
        if fields.get("status") == "historical":
            yield f"{record} is historical; only events are"
        for name in ("speaker", "addressee"):
            yield from _reference_kind_faults(record, name, fields, "A")


def _position_faults(dispatch: Dispatch) -> Iterator[str]:
    marked = dispatch.marked
    for record in sorted({mark.record for mark in marked.marks if mark.record[0] == "N"}):
        fields = marked.attributes.get(record, {})
        if not marked.spans(record, "o"):
            yield f"{record} has no object"
        for mark in marked.marks:
            if mark.record == record and mark.role.startswith("k") and mark.role not in fields:
                yield f"{record} marks the condition {mark.role} without its kind"
        for role in [name for name in fields if re.fullmatch(r"k\d", name)]:
            if not marked.spans(record, role):
                yield f"{record} has the kind of condition {role}, but no words are marked for it"
        yield from _reference_kind_faults(record, "actor", fields, "A")


def _question_faults(dispatch: Dispatch) -> Iterator[str]:
    marked = dispatch.marked
    for record in sorted({mark.record for mark in marked.marks if mark.record[0] == "Q"}):
        by = marked.attributes.get(record, {}).get("by")
        if by is not None and not is_day(by):
            yield f"{record} by={by} is not a day such as 2022-11-14"
        for name in ("asker", "source", "target"):
            yield from _reference_kind_faults(record, name, marked.attributes.get(record, {}), "A")


def _explanation_faults(dispatch: Dispatch) -> Iterator[str]:
    marked = dispatch.marked
    for record in sorted({mark.record for mark in marked.marks if mark.record[0] == "X"}):
        roles = {mark.role for mark in marked.marks if mark.record == record}
        for role in roles:
            if role[:1] not in roles:
                yield f"{record} has evidence for the hypothesis {role[:1]}, which is not marked"
        yield from _reference_kind_faults(record, "question", marked.attributes.get(record, {}), "Q")


def _reference_kind_faults(record: str, name: str, fields: dict[str, str], letter: str) -> Iterator[str]:
    for reference in filter(None, fields.get(name, "").split(",")):
        if not reference.startswith(letter):
            yield f"{record} {name}={reference} must refer to a record {letter}…"


def is_day(value: str) -> bool:
    """Whether the words are a calendar day such as 2022-11-14."""
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def innermost(spans: dict[str, tuple[Span, ...]], around: Span) -> str | None:
    """Of records with these spans, the one whose smallest span covers ``around``."""
    found = [(s.end - s.start, record) for record, pieces in spans.items() for s in pieces if s.covers(around)]
    return min(found)[1] if found else None
