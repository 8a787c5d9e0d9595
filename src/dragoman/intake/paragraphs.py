"""Paragraphs: lines as they were typed or wrapped, put together again to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

_LIST_ITEM = re.compile(r"(?:[-–•*▪●○·‣◦■□➢✓]|\(?\d{1,2}[.)]|\(?[a-zA-Z]\)|\(?[ivx]{1,4}[.)])\s+\S")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# Nobody wraps by hand beyond this; longer lines are whole paragraphs.
WIDEST_WRAP = 130
_NARROWEST_WRAP = 40
# The items of a list are phrases; what is longer is a numbered paragraph.
LONGEST_ITEM = 40
# First parts that keep their hyphen when a line breaks after it.
_KEEPS_HYPHEN = frozenset(
    """self ex non anti cease vice long short well high low mid pan quasi cross then second first one two three four
    five six ten twenty thirty old new far near half all""".split()  # noqa: SIM905
)


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a plain text; hard-wrapped lines are joined, the items of a list keep their line each."""
    blocks = [[line.strip() for line in block.split("\n") if line.strip()] for block in re.split(r"\n\s*\n", text)]
    width = wrap_width(blocks)
    joined = hyphen_joiner(text)
    return [paragraph for block in blocks for paragraph in _paragraphs_of_block(block, width, joined)]


def wrap_width(blocks: Iterable[list[str]]) -> int | None:
    """The width to which the text was wrapped by hand, or ``None`` where every line is a paragraph."""
    inner = [line for block in blocks for line in block[:-1]]
    lengths = sorted(map(len, inner))
    if not inner or not _NARROWEST_WRAP <= lengths[-1] <= WIDEST_WRAP:
        return None
    ended = sum(1 for line in inner if _SENTENCE_END.search(line[-8:]))
    if lengths[len(lengths) // 2] < 0.6 * lengths[-1] or ended > 0.8 * len(inner):
        return None
    return lengths[-1]


def _paragraphs_of_block(lines: list[str], width: int | None, joined: Callable[[str, str], str]) -> list[str]:
    items: list[tuple[str, bool]] = []
    previous = ""
    for line in lines:
        is_item = is_list_item(line)
        if items and not is_item and _goes_on(previous, line, width):
            items[-1] = (joined(items[-1][0], line), items[-1][1])
        else:
            items.append((line, is_item))
        previous = line
    return merge_lists(items)


def merge_lists(items: Iterable[tuple[str, bool]]) -> list[str]:
    """Neighbouring short list items become one paragraph with a line each; long ones are paragraphs as they are."""
    paragraphs: list[str] = []
    in_list = False
    for text, is_item in items:
        is_item = is_item and len(text.split()) <= LONGEST_ITEM
        if is_item and in_list:
            paragraphs[-1] += "\n" + text
        else:
            paragraphs.append(text)
        in_list = is_item
    return paragraphs


def is_list_item(line: str) -> bool:
    return _LIST_ITEM.match(line) is not None


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence (or the lead-in to a quotation) does, and a heading does not."""
    return _SENTENCE_END.search(text[-8:]) is not None


def _goes_on(line: str, following: str, width: int | None) -> bool:
    """Whether the line was broken only because its next word would not fit."""
    if following[0].islower() and not ends_sentence(line) and (width or len(line) >= _NARROWEST_WRAP):
        return True
    if width is None:
        return False
    # Ragged wrapping (proportional fonts, hyphenation) breaks up to a sixth of the line early.
    return len(line) + 1 + len(following.split(" ", 1)[0]) > 0.85 * width


def hyphen_joiner(text: str) -> Callable[[str, str], str]:
    """A function that joins two lines of this text, mending a word broken at the line end."""
    known: set[str] = set()

    def join(left: str, right: str) -> str:
        if not (left.endswith("-") and left[-2:-1].isalnum()):
            return f"{left} {right}"
        if not known:
            known.update(word.lower() for word in _WORD.findall(text))
            known.add("")
        return left + right if _keeps_hyphen(left, right, known) else left[:-1] + right

    return join


def _keeps_hyphen(left: str, right: str, known: set[str]) -> bool:
    if not right[:1].islower():
        return True
    first = re.split(r"[^\w]", left[:-1])[-1].lower()
    second = (_WORD.match(right) or [""])[0].lower()
    if first + second in known:
        return False
    if f"{first}-{second}" in known:
        return True
    return first in _KEEPS_HYPHEN
