"""The head of a report: title, byline and date lines above the body, lifted out of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.intake.characters import squeezed
from dragoman.intake.dateline import is_dateline
from dragoman.intake.dates import find_date, without_time
from dragoman.intake.metadata import Claims, Origin
from dragoman.intake.names import byline_in, is_name, is_paper
from dragoman.intake.notes import warning
from dragoman.intake.paragraphs import ends_sentence
from dragoman.records import Note

# A head is rarely longer: label, title, deck, byline, date, credit, a few buttons.
_LONGEST_HEAD = 14
_LONGEST_LINE = 200
_LONGEST_TITLE = (250, 32)
_DECK_WORDS = 60
_SEPARATORS = re.compile(r"\s+[–—/]\s+|\s*[|•·\n]\s*")
_LABEL = re.compile(
    r"^(?:(?:first |originally |article )?(?P<given>published|posted|date|issued|released|created|written|"
    r"publication date|date of publication)|(?P<changed>(?:last )?(?:updated|modified|edited|revised|update)))"
    r"(?:\s+(?:on|at))?\s*:?\s*(?=[\dA-Za-z])", re.I)  # fmt: skip
_FIELD = re.compile(
    r"^(title|headline|source|outlet|publication|url|link|author|authors|by|date|published)\s*:\s*(\S.*)$", re.I
)
_ADDRESS = re.compile(r"https?://\S+$")
_READING_TIME = re.compile(r"\d+\s*-?\s*min(?:ute)?s?\.?(?:\s+read)?|\d+ words?", re.I)
_BUTTON = re.compile(r"(?:follow|listen|share|save|subscribe|\d+ comments?)?\s*(?:(?:published )?in [^.]{2,60})?", re.I)
_PLACE = re.compile(r"(?:[^\W\d_][\w’'.-]*[, ]*){1,4}")
_NUMBER = re.compile(
    r"(?:(?:press release|statement|communiqu[eé])?\s*(?:no|nr|№|number)?\.?\s*:?\s*[\d/-]+\s*[,:–-]?\s*)?", re.I
)
_LETTERHEAD = re.compile(
    r"\b(?:ministry|embassy|department|office|government|republic|council|mission|secretariat|organi[sz]ation|commission|"
    r"presidency|consulate|delegation|agency|press service|press office)\b", re.I)  # fmt: skip
_AGO = re.compile(
    r"\b(?:(?:last )?updated )?(?:(?:an?|\d+) (?:minute|hour|day|week|month|year)s?|just now|moments) ago\b|\bupdated$",
    re.I,
)
_FILLER = re.compile(r"^(?:on|at|in|the|of)\b|\b(?:on|at|in)$", re.I)


@dataclass(frozen=True, slots=True)
class _Line:
    """What a line that is not body says: names, a date as written, whether the date is that of a change, a paper."""

    byline: str | None = None
    date: str | None = None
    changed: bool = False
    outlet: str | None = None


def lift_head(paragraphs: list[str], claims: Claims) -> tuple[list[str], list[Note]]:
    """The paragraphs without the lines of the head; what these say goes into the claims."""
    dated = [index for index, text in enumerate(paragraphs) if len(text) <= 60 and _is_date_line(text)]
    chronology = len(dated) > 2 or any(index >= _LONGEST_HEAD for index in dated)
    notes: list[Note] = []
    if chronology and dated[0] < _LONGEST_HEAD:
        why = "Several lines hold nothing but a date, so none is taken as the day of publication."
        notes.append(warning(paragraphs[dated[0]], why))
    kept: list[str] = []
    body = 0
    for index, text in enumerate(paragraphs[:_LONGEST_HEAD]):
        if body > 1 or (body == 1 and len(kept[-1].split()) > _DECK_WORDS):
            kept += paragraphs[index:_LONGEST_HEAD]
            break
        if (chronology and index in dated) or not _lifted(text, paragraphs[index + 1 :], claims, body):
            kept.append(text)
            body += ends_sentence(text)
    return kept + paragraphs[_LONGEST_HEAD:], notes


def _dated_title(title: str, claims: Claims) -> None:
    """A title that begins with its date, as communiqués do: "No: 12, 4 May 2021, Press Release on …"."""
    found = find_date(title[:80])
    if found and _NUMBER.fullmatch(title[: found.start]) and title[found.end :].startswith((",", ":", " –", " -")):
        claims.date(title[found.start : found.end], Origin.TEXT, "the beginning of the title")


def lift_name(paragraphs: list[str], claims: Claims) -> list[str]:
    """The paragraphs without a bare line with the author's name, told by the note about the author at the end."""
    named = [text for text in paragraphs[:4] if any(title_match(text, claim.value) for claim in claims.bylines)]
    return [text for text in paragraphs if text not in named] if named else paragraphs


def title_match(text: str, title: str) -> bool:
    """Whether two lines are the same title, whatever their case and punctuation."""
    one, other = squeezed(text), squeezed(title)
    return one != "" and one == other


def _lifted(text: str, following: list[str], claims: Claims, body: int) -> bool:
    if len(text) > _LONGEST_TITLE[0]:
        return False
    if any(title_match(text, claim.value) for claim in claims.titles):
        claims.title(text, Origin.VISIBLE, "the heading of the text")
        _dated_title(text, claims)
        return True
    if not body and _field_line(text, claims):
        return True
    if _name_line(text, following, claims, body):
        return True
    line = _read_line(text, after_title=bool(claims.titles))
    if line and (not body or line.byline or line.date):
        if line.byline:
            claims.byline(line.byline, Origin.VISIBLE, f"the byline “{text}”")
        claims.outlet(line.outlet, Origin.VISIBLE, f"the date line “{text}”")
        if line.date and not line.changed:
            claims.date(line.date, Origin.VISIBLE, f"the date line “{text}”")
        return True
    if not body and not claims.titles and _can_be_title(text, following):
        if (
            _LETTERHEAD.search(text)
            and len(text.split()) <= 12
            and following
            and _can_be_title(following[0], following[1:])
        ):
            claims.outlet(text, Origin.TEXT, "the letterhead above the title")
        else:
            claims.title(text, Origin.TEXT, "the first line of the text")
            _dated_title(text, claims)
        return True
    return False


def _name_line(text: str, following: list[str], claims: Claims, body: int) -> bool:
    """A bare name: known as the author's, or between title and text next to the date."""
    if any(title_match(text, claim.value) for claim in claims.bylines):
        return True
    by_date = any(claim.origin is Origin.VISIBLE for claim in claims.dates) or _is_date_line("".join(following[:1]))
    if body or not claims.titles or not by_date or not is_name(text):
        return False
    claims.byline(text, Origin.VISIBLE, f"the line “{text}” beside the date")
    return True


def _can_be_title(text: str, following: list[str]) -> bool:
    line = _read_line(text, after_title=False)
    if line is not None or is_dateline(text):
        return False
    if len(text.split()) > _LONGEST_TITLE[1] or "\n" in text or not any(map(str.isalpha, text)):
        return False
    # A question or an exclamation can be a title; what ends in a full stop or a colon is a sentence, unless its words
    # are written as those of a title are.
    if ends_sentence(text) and text.rstrip("\"'”’»)")[-1:] not in "?!" and not _in_title_case(text):
        return False
    return any(ends_sentence(other) for other in following[:_LONGEST_HEAD])


def _in_title_case(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return len(words) >= 4 and text.endswith(".") and sum(word[0].isupper() for word in words) >= 0.9 * len(words)


def _field_line(text: str, claims: Claims) -> bool:
    """A line such as "Title: …" or a bare address, as people paste them above a text."""
    if _ADDRESS.match(text):
        return True
    found = _FIELD.match(text)
    if not found:
        return False
    name, value = found.group(1).lower(), found.group(2)
    where = f"the line “{found.group(1)}:” at the head of the text"
    if name in ("title", "headline"):
        claims.title(value, Origin.FIELD, where)
    elif name in ("source", "outlet", "publication"):
        claims.outlet(value, Origin.FIELD, where)
    elif name in ("author", "authors", "by"):
        claims.byline(value, Origin.FIELD, where)
    elif name in ("date", "published"):
        if not find_date(value):
            return False
        claims.date(value, Origin.FIELD, where)
    return True


def _is_date_line(text: str) -> bool:
    line = _read_line(text, after_title=False)
    return line is not None and line.date is not None and line.byline is None and not line.changed


def _read_line(text: str, *, after_title: bool) -> _Line | None:
    """The line as byline, date line or both; ``None`` when a part of it is neither."""
    if len(text) > _LONGEST_LINE:
        return None
    byline, outlet, dates = None, None, []
    names = []
    for piece in filter(None, (part.strip() for part in _SEPARATORS.split(text))):
        label = _LABEL.match(piece)
        piece = piece[label.end() :] if label else piece
        written = find_date(piece)
        if written:
            dates.append((piece[written.start : written.end], bool(label and label.group("changed"))))
            piece = f"{piece[: written.start]} {piece[written.end :]}"
        rest = _bare(_AGO.sub(" ", without_time(piece)))
        if not rest or _READING_TIME.fullmatch(rest) or _BUTTON.fullmatch(rest):
            continue
        found = byline_in(rest)
        if found:
            byline = byline or found
        elif is_paper(paper := piece.strip(" ,;:.-–—()[]")):
            outlet = paper
        elif is_name(rest):
            names.append(rest)
        elif not (written and _PLACE.fullmatch(rest) and rest[0].isupper()):
            first, _, place = rest.partition(", ")
            if not (after_title and is_name(first) and place[:1].isupper() and _PLACE.fullmatch(place)):
                return None
            names.append(first)
    given = next((date for date in dates if not date[1]), dates[0] if dates else (None, False))
    if byline is None and names and (dates or (after_title and ", " in text)):
        byline = ", ".join(names)
    elif (names or outlet) and byline is None and not dates:
        return None
    return _Line(byline, given[0], given[1], outlet) if byline or given[0] else None


def _bare(text: str) -> str:
    """The text without separators and small words at its ends."""
    while True:
        stripped = _FILLER.sub("", text.strip(" ,;:.-–—()[]")).strip(" ,;:-–—()[]")
        if stripped == text:
            return text
        text = stripped
