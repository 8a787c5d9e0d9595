"""The mark-up of the corpus: ``{S1q|said}`` in the text, ``S1 act=deny speaker=A2`` below it.

A mark is a brace, a label, a bar, the marked words and a closing brace. Marks nest and never cross. A label is a
letter for the layer, a number for the record, and a suffix for the role (``S1c`` content, ``N2k1`` first condition);
places and times carry their fields in the mark (``{P1:lit|Accra}``, ``{T2:DATE:2022-11-11|last Friday}``). The same
label twice means one record told in two places, or a span in fragments.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass

from dragoman.errors import DragomanError
from dragoman.records import Span

LABEL = re.compile(r"\{([A-Z]\d+[a-z0-9+-]*(?::[A-Za-z0-9_:.+-]*)?)\|")
RECORD = re.compile(r"([A-Z]\d+)(.*)", re.S)


class MarkError(DragomanError):
    """A document of the corpus is marked up wrongly."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked words: the record's label (``S1``), the role (``c``), fields in the mark, and where in the plain text."""

    record: str
    role: str
    fields: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Marked:
    """A text without its marks, the marks in the order they open, and the attributes of each record."""

    text: str
    marks: tuple[Mark, ...]
    attributes: dict[str, dict[str, str]]

    def spans(self, record: str, role: str = "") -> tuple[Span, ...]:
        """The spans of a record in one role, in text order."""
        return tuple(sorted(m.span for m in self.marks if m.record == record and m.role == role))


def read_marked(marked: str, lines: str) -> Marked:
    """Parses a marked text and its attribute lines. Raises MarkError with the place of the first fault."""
    text, marks = strip_marks(marked)
    return Marked(text, marks, read_attributes(lines))


def strip_marks(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """The plain text and its marks."""
    pieces: list[str] = []
    length = at = 0
    open_marks: list[tuple[str, int, int]] = []
    found: list[tuple[int, Mark]] = []
    for brace in re.finditer(r"[{}]", marked):
        plain = marked[at : brace.start()]
        if brace.start() < at:
            continue
        pieces.append(plain)
        length += len(plain)
        if brace.group() == "{":
            label = LABEL.match(marked, brace.start())
            if label is None:
                raise MarkError(f"A brace opens no mark: {_near(marked, brace.start())}")
            open_marks.append((label.group(1), length, len(open_marks) + len(found)))
            at = label.end()
        else:
            if not open_marks:
                raise MarkError(f"A brace closes nothing: {_near(marked, brace.start())}")
            name, start, order = open_marks.pop()
            found.append((order, _mark(name, Span(start, length))))
            at = brace.end()
    if open_marks:
        raise MarkError(f"The mark {open_marks[-1][0]} is never closed.")
    pieces.append(marked[at:])
    found.sort(key=lambda pair: (pair[1].span.start, -pair[1].span.end, pair[0]))
    return "".join(pieces), tuple(mark for _, mark in found)


def read_attributes(lines: str) -> dict[str, dict[str, str]]:
    """``S1 act=deny speaker=A2`` line by line; values with spaces stand in double quotes."""
    found: dict[str, dict[str, str]] = {}
    for line in lines.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            record, *pairs = shlex.split(line)
            fields = dict(pair.split("=", 1) for pair in pairs)
        except ValueError as error:
            raise MarkError(f"Not an attribute line ({error}): {line}") from error
        if record in found:
            raise MarkError(f"{record} has two attribute lines.")
        found[record] = fields
    return found


def _mark(name: str, span: Span) -> Mark:
    label, *fields = name.split(":")
    match = RECORD.match(label)
    assert match is not None  # LABEL has checked it
    if span.start == span.end:
        raise MarkError(f"The mark {name} marks no words.")
    return Mark(match.group(1), match.group(2), tuple(fields), span)


def _near(text: str, at: int) -> str:
    return repr(text[max(0, at - 30) : at + 30])
