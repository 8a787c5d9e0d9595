"""Footnotes: marks taken out of the sentences, and the list of notes lifted out of the body."""

from __future__ import annotations

import re

from dragoman.codes import NoteKind
from dragoman.records import Note

_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_ROMAN = r"(?:x{0,3}(?:ix|iv|v?i{1,3}|v)|x{1,3})"
# "[i]t is": an editor's bracket around a letter, not a mark; so no letter may follow, and roman marks hang on a word.
_BRACKETED = rf"(?: ?\[(?P<number>\d{{1,3}}|(?<=\S\[){_ROMAN})\](?!\w))"
# "km²", "10²": powers, not marks.
_RAISED = rf"(?P<raised>(?<![{_SUPERSCRIPTS}⁻⁺])(?<!\d)[{_SUPERSCRIPTS}]{{1,3}}(?![{_SUPERSCRIPTS}]))"
_MARK = re.compile(rf"{_BRACKETED}|{_RAISED}")
_UNIT_BEFORE = re.compile(r"(?:^|[\d\s(/])(?:[kcmd]?m|mi|ft|yd|in|sq|CO|s|R|χ|σ)$")
# Only where a list of notes stands at the end: "(1)" and a figure right behind a full stop.
_PARENTHESISED = re.compile(r" ?\((?P<number>\d{1,2})\)(?!\w)")
_BARE = re.compile(
    r"(?<=[^\W\d_][.,;!?”’\"])(?P<number>\d{1,2})(?=\s|$)|(?<=[^\W\d_]{4})(?P<glued>\d{1,2})(?=[.,;]?(?:\s|$))"
)
_HEADING = re.compile(
    r"(?:end ?notes?|foot ?notes?|notes?|references?|sources|citations|notes and references)\s*:?", re.I
)
_LISTED = re.compile(
    rf"(?:\[(?P<bracket>\d{{1,3}}|{_ROMAN})\]|\((?P<paren>\d{{1,2}})\)|(?P<raised>[{_SUPERSCRIPTS}]{{1,3}})|(?P<plain>\d{{1,3}})[.)]?)"
    r"[:.]?\s*(?P<text>\S.*)", re.S)  # fmt: skip


def lift_footnotes(paragraphs: list[str]) -> tuple[list[str], list[Note]]:
    """The paragraphs without footnote marks and without the list of notes, and a note for each footnote."""
    body, listed = _without_list(paragraphs)
    notes: list[Note] = []
    seen: set[str] = set()
    cleaned = [_without_marks(text, listed, notes, seen) for text in body]
    unmarked = [Note(NoteKind.FOOTNOTE, text, f"Footnote {number}; its mark was not found in the text.")
                for number, text in listed.items() if number not in seen]  # fmt: skip
    if listed:
        order = {text: position for position, text in enumerate(listed.values())}
        notes.sort(key=lambda note: order.get(note.text, len(order)))
    return cleaned, notes + unmarked


def _without_list(paragraphs: list[str]) -> tuple[list[str], dict[str, str]]:
    """The paragraphs before and behind the last list of notes, and the notes by number."""
    for index in range(len(paragraphs) - 1, 0, -1):
        if _HEADING.fullmatch(paragraphs[index]):
            listed, end = _notes_from(paragraphs, index + 1, with_heading=True)
            if listed:
                return paragraphs[:index] + paragraphs[end:], listed
    for index in range(max(1, len(paragraphs) // 2), len(paragraphs)):
        listed, end = _notes_from(paragraphs, index, with_heading=False)
        if listed and _all_are_marked(listed, paragraphs[:index]):
            return paragraphs[:index] + paragraphs[end:], listed
    return paragraphs, {}


def _notes_from(paragraphs: list[str], start: int, *, with_heading: bool) -> tuple[dict[str, str], int]:
    """Notes from this paragraph on, in order; without a heading the numbers have to stand in brackets or raised."""
    listed: dict[str, str] = {}
    end = start
    while end < len(paragraphs):
        lines = [_LISTED.match(line) for line in paragraphs[end].split("\n")]
        if not all(lines):
            break
        for found in filter(None, lines):
            number = _number(found["bracket"] or found["paren"] or found["raised"] or found["plain"])
            in_order = _value(number) == (_value(next(reversed(listed))) + 1 if listed else _value(number))
            if not in_order or (found["plain"] and not (with_heading and (listed or number == "1"))):
                return listed, end
            listed[number] = found["text"].strip()
        end += 1
    return listed, end


def _all_are_marked(listed: dict[str, str], body: list[str]) -> bool:
    marks = {_number(found["number"] or found["raised"]) for text in body for found in _MARK.finditer(text)}
    marks |= {found["number"] for text in body for found in _PARENTHESISED.finditer(text)}
    return all(number in marks for number in listed)


def _without_marks(text: str, listed: dict[str, str], notes: list[Note], seen: set[str]) -> str:
    def drop(found: re.Match[str]) -> str:
        groups = found.groupdict()
        number = _number(groups.get("number") or groups.get("raised") or groups.get("glued") or "")
        guessed = "raised" not in groups
        if guessed and number not in listed:
            return found.group()
        if groups.get("raised") and _UNIT_BEFORE.search(text[max(0, found.start() - 4) : found.start()]):
            return found.group()
        if number not in seen or number not in listed:
            start = max(0, found.start() - 40)
            before = text[start : found.start()]
            before = before.split(" ", 1)[-1] if start else before
            where = f"Footnote {number}, its mark stood after “{before}”."
            notes.append(Note(NoteKind.FOOTNOTE, listed.get(number, found.group().strip()), where))
        seen.add(number)
        return ""

    cleaned = _MARK.sub(drop, text)
    if listed:
        cleaned = _BARE.sub(drop, _PARENTHESISED.sub(drop, cleaned))
    return cleaned.strip() if cleaned.strip() else text


def _number(mark: str | None) -> str:
    return (mark or "").translate(str.maketrans(_SUPERSCRIPTS, "0123456789"))


def _value(number: str) -> int:
    if number.isdigit():
        return int(number)
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in number]
    return sum(-v if i + 1 < len(values) and v < values[i + 1] else v for i, v in enumerate(values))
