"""The full text cut at every boundary of a record, so that overlapping and nested highlights stay well-formed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from dragoman.desk.marks import Mark
from dragoman.formats.words import UNSEEN
from dragoman.records import Span

# How many records one stretch of text can name; deeper nesting cannot be told apart by eye.
DEEPEST = 8
FRAME = "frame"
BREAK = re.compile(r"[ \t]*\r?\n\s*|[\u2028\u2029]\s*")
NAMES = {
    0x202E: "right-to-left override", 0x202D: "left-to-right override", 0x202A: "left-to-right embedding",
    0x202B: "right-to-left embedding", 0x202C: "end of embedding", 0x200B: "zero-width space",
    0x2066: "left-to-right isolate", 0x2067: "right-to-left isolate", 0x2069: "end of isolate",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, place or date in the text and the entry of the index it leads to."""

    span: Span
    target: str
    kind: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters to be shown as they are, or (``name``) one invisible character to be shown by its number and name."""

    text: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text on which the same records stand, innermost first; ``begins`` are those that start here."""

    pieces: tuple[Piece, ...]
    records: tuple[str, ...]
    styles: tuple[str, ...]
    begins: tuple[Mark, ...]
    mention: Mention | None
    opens_mention: bool


def paragraphs_of(text: str, marks: Sequence[Mark], mentions: Sequence[Mention], shown: Span) -> list[list[Segment]]:
    """A stretch of a text as paragraphs of segments."""
    shown = Span(shown.start, min(shown.end, len(text)))
    kept = [mention for mention in apart(mentions, shown.end) if mention.span.start >= shown.start]
    paragraphs: list[list[Segment]] = []
    breaks = [(match.start(), match.end()) for match in BREAK.finditer(text, shown.start, shown.end)]
    edges = [shown.start, *(edge for pair in breaks for edge in pair), shown.end]
    sweep = _Sweep(text, shown, marks, kept, {start for start, _ in breaks} | {end for _, end in breaks})
    segments = iter(sweep.segments())
    current = next(segments, None)
    for start, end in zip(edges[0::2], edges[1::2], strict=True):
        line: list[Segment] = []
        while current is not None and current[0] < end:
            if current[0] >= start:
                line.append(current[1])
            elif current[1].begins:
                # A record that starts in the white space between two paragraphs is marked where its words begin.
                line.append(Segment((), (), (), current[1].begins, None, False))
            current = next(segments, None)
        if line:
            paragraphs.append(line)
    return paragraphs


def apart(mentions: Iterable[Mention], length: int) -> list[Mention]:
    """Mentions that do not overlap, the earlier and longer first."""
    kept: list[Mention] = []
    end = 0
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        if mention.span.start >= end and mention.span.start < mention.span.end <= length:
            kept.append(mention)
            end = mention.span.end
    return kept


@dataclass(frozen=True, slots=True)
class _Open:
    """A record that stands on a stretch of text, by its substance or by its frame; how far it reaches in all."""

    mark: Mark
    kind: str
    extent: int


class _Sweep:
    """Walks over the boundaries from left to right with the records that are open at each."""

    def __init__(
        self, text: str, shown: Span, marks: Sequence[Mark], mentions: Sequence[Mention], breaks: set[int]
    ) -> None:
        self.text = text
        self.opening: dict[int, list[tuple[int, _Open]]] = defaultdict(list)
        self.closing: dict[int, list[int]] = defaultdict(list)
        self.first: dict[int, list[tuple[int, Mark]]] = defaultdict(list)
        self.mention_at = {mention.span.start: mention for mention in mentions}
        number = 0
        for mark in marks:
            # Once for each record: one may stand in ten thousand spots.
            extent = sum(span.end - span.start for span in mark.spans)
            for kind, spans in ((mark.kind, mark.spans), (FRAME, mark.frame)):
                for span in spans:
                    if span.overlaps(shown):
                        number += 1
                        self.opening[max(span.start, shown.start)].append((number, _Open(mark, kind, extent)))
                        self.closing[min(span.end, shown.end)].append(number)
            if (seen := _first_seen(mark, shown)) is not None:
                self.first[seen].append((extent, mark))
        ends = {mention.span.end for mention in mentions}
        edges = {shown.start, shown.end}
        self.bounds = sorted({*edges, *breaks, *self.opening, *self.closing, *self.mention_at, *ends})

    def segments(self) -> Iterator[tuple[int, Segment]]:
        active: dict[int, _Open] = {}
        mention: Mention | None = None
        for start, end in pairwise(self.bounds):
            for number in self.closing.get(start, ()):
                active.pop(number, None)
            # Longest first, so that the innermost record is the last to open.
            for number, opened in sorted(self.opening.get(start, ()), key=lambda pair: -pair[1].extent):
                active[number] = opened
            if mention and mention.span.end <= start:
                mention = None
            opens = self.mention_at.get(start)
            mention = opens or mention
            begins = tuple(mark for _, mark in sorted(self.first.get(start, ()), key=lambda pair: -pair[0]))
            inner = list(islice(reversed(active.values()), 4 * DEEPEST))
            records = tuple(dict.fromkeys(opened.mark.id for opened in inner))[:DEEPEST]
            pieces = tuple(_pieces(self.text[start:end]))
            yield start, Segment(pieces, records, tuple(_styles(inner)), begins, mention, opens is not None)


def _first_seen(mark: Mark, shown: Span) -> int | None:
    """Where a record begins in a stretch of the text: one that began before it, where it is seen first."""
    if mark.start is None or mark.start >= shown.end:
        return None
    if mark.start >= shown.start:
        return mark.start
    spans = (span.start for span in (*mark.spans, *mark.frame) if span.overlaps(shown))
    return max(shown.start, found) if (found := min(spans, default=None)) is not None else None


def _styles(opened: Sequence[_Open]) -> Iterator[str]:
    """One style for each kind that stands here, of its innermost record; statements also tell their depth."""
    tones: dict[str, str] = {}
    for each in opened:
        tones.setdefault(each.kind, each.mark.tone)
    for kind, tone in tones.items():
        yield f"{kind} {tone}-{kind}"
    depth = len({each.mark.id for each in opened if each.kind == "statement"})
    if depth > 1:
        yield f"deep-{min(depth, 3)}"


def _pieces(text: str) -> Iterator[Piece]:
    start = 0
    for match in UNSEEN.finditer(text):
        if match.start() > start:
            yield Piece(text[start : match.start()])
        code = ord(match[0])
        yield Piece(f"U+{code:04X}", NAMES.get(code, "invisible or control character"))
        start = match.end()
    if start < len(text):
        yield Piece(text[start:])
