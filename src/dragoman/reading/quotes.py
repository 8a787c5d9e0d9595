"""Quote spans: which stretches of a text stand in quotation marks, nested ones included.

The matcher walks the text once, paragraph by paragraph, with a stack of open marks. It never raises: a mark that
does not fit its surroundings is left alone, and one that is never closed ends with its paragraph, or runs on only
where the next paragraph opens with the same mark (the convention for quotes of several paragraphs).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.records import Span

# opener -> the marks that may close it. „ is closed by “ in German and by ” in Polish; ” opens in Swedish.
PAIRS = {
    "“": "”",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "「": "」",
    "『": "』",
    "‘": "’",
    "‚": "‘’",
    "``": "''",
    "''": "''",
    '"': '"',
    "”": "”",
}
CLOSERS = frozenset(mark for closers in PAIRS.values() for mark in closers) - {"'"} | {"''"}
# Marks that look the same at both ends; the spaces around them tell which end it is.
STRAIGHT = ('"', "''")
MARK = re.compile(r"``|''|[“”„‟«»‹›「」『』‘’‚\"]")
PARAGRAPH = re.compile(r"\n[ \t]*\n+")
# A quotation longer than this without a close is taken for a stray mark rather than for speech.
LONGEST_UNCLOSED = 2_000
# Quotes inside quotes inside quotes: deeper than this the marks are noise.
DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch in quotation marks: ``span`` with its marks, ``inner`` without.

    ``depth`` is 0 for outermost quotes. ``closed`` is false where the closing mark is missing; ``continues`` is
    true where the quote carries on one that its preceding paragraph left open.
    """

    span: Span
    inner: Span
    depth: int
    closed: bool
    continues: bool


def paragraphs_of(text: str) -> list[Span]:
    """The paragraphs of a text: runs of text between blank lines, outer white space left out."""
    spans = []
    start = 0
    for gap in [*PARAGRAPH.finditer(text), None]:
        end = gap.start() if gap else len(text)
        piece = text[start:end]
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            spans.append(Span(start + lead, start + len(piece.rstrip())))
        if gap:
            start = gap.end()
    return spans


def find_quotes(text: str, paragraphs: list[Span]) -> list[Quote]:
    """Every quotation of a text in order of its opening mark."""
    quotes: list[Quote] = []
    carried = ""
    for index, paragraph in enumerate(paragraphs):
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        found, carried = _quotes_of_paragraph(text, paragraph, following, carried)
        quotes.extend(found)
    return sorted(quotes, key=lambda quote: (quote.span.start, -quote.span.end))


def _quotes_of_paragraph(text: str, paragraph: Span, following: Span | None, carried: str) -> tuple[list[Quote], str]:
    quotes: list[Quote] = []
    stack: list[tuple[str, int]] = []
    for match in MARK.finditer(text, paragraph.start, paragraph.end):
        mark, at = match.group(), match.start()
        if _is_apostrophe(text, mark, at, stack):
            continue
        depth = _depth_closed_by(mark, at, text, stack)
        if depth is not None:
            opener, start = stack[depth]
            del stack[depth:]
            quotes.append(_quote(start, len(opener), at, match.end(), depth, carried, paragraph))
        elif mark in PAIRS and _may_open(text, mark, at, match.end(), stack):
            stack.append((mark, at))
    left_open = ""
    if stack:
        opener, start = stack[0]
        runs_on = following is not None and text.startswith(opener, following.start)
        if runs_on:
            left_open = opener
        if runs_on or paragraph.end - start <= LONGEST_UNCLOSED:
            quote = _quote(start, len(opener), paragraph.end, paragraph.end, 0, carried, paragraph)
            quotes.append(Quote(quote.span, quote.inner, 0, False, quote.continues))
    return quotes, left_open


def _quote(start: int, width: int, inner_end: int, end: int, depth: int, carried: str, paragraph: Span) -> Quote:
    continues = bool(carried) and start == paragraph.start
    return Quote(Span(start, end), Span(start + width, max(start + width, inner_end)), depth, True, continues)


def _depth_closed_by(mark: str, at: int, text: str, stack: list[tuple[str, int]]) -> int | None:
    """How deep in the stack the quote lies that this mark closes; outer ones may close over stray inner marks."""
    if mark not in CLOSERS:
        return None
    if mark in STRAIGHT and _opens_by_its_spaces(text, at, mark) and not any(PAIRS[o] == mark for o, _ in stack):
        return None
    for depth in range(len(stack) - 1, -1, -1):
        opener = stack[depth][0]
        if mark == PAIRS[opener] or (len(mark) == 1 and mark in PAIRS[opener]):
            return depth
    return None


def _opens_by_its_spaces(text: str, at: int, mark: str) -> bool:
    end = at + len(mark)
    before = text[at - 1] if at else " "
    after = text[end] if end < len(text) else " "
    return (before.isspace() or before in "([{—–-…‘'") and not after.isspace()


def _may_open(text: str, mark: str, at: int, end: int, stack: list[tuple[str, int]]) -> bool:
    if end >= len(text) or text[end].isspace() or len(stack) == DEEPEST:
        return False
    if any(opener == mark for opener, _ in stack):
        # “The … “Another: a fresh opener of the same kind is nested only after a space.
        return text[at - 1].isspace() and mark not in (*STRAIGHT, "”", "»")
    if mark in (*STRAIGHT, "”"):
        return _opens_by_its_spaces(text, at, mark)
    if mark == "‘":
        return at == 0 or not text[at - 1].isalnum()
    return True


def _is_apostrophe(text: str, mark: str, at: int, stack: list[tuple[str, int]]) -> bool:
    """Whether ’ stands for an elision or a possessive rather than for the end of a quote."""
    if mark != "’":
        return False
    if not any(opener in "‘‚" for opener, _ in stack):
        return True
    return at + 1 < len(text) and text[at + 1].isalnum()
