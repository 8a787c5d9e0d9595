"""The page: a tree of elements walked into blocks of text, each knowing where it stands and why it may be cut."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

from lxml import etree

_BLOCKS = frozenset(
    """html body main article section div p h1 h2 h3 h4 h5 h6 blockquote ul ol li dl dt dd pre table tbody thead tfoot
    tr figure figcaption caption header footer aside nav address form fieldset details summary hr center hgroup menu
    dialog button label""".split()  # noqa: SIM905  (a list of eighty quoted names is harder to read)
)
_BOLD = ("b", "strong")
_HEADINGS = ("h1", "h2", "h3")
_BACK_LINKS = re.compile(r"\s*[↩↑⤴⮌]\ufe0e?\s*$|^\s*[\^↑]\s+")
_SPACES = re.compile(r"\s+")
_DISPLAY_NONE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_NOTE_TARGET = re.compile(r"#_?(?:ftn|edn|fn|footnote|endnote|note|cite_note|sdfootnote)[\w:.-]*$", re.I)
_NOTE_ID = re.compile(r"_?(?:ftn|edn|fn|footnote|endnote|cite_note)[-_:]?(?P<number>\d{1,3})", re.I)
_NOTE_MARK = re.compile(r"\s*[\[(]?\s*(?P<number>\d{1,3}|x{0,3}(?:ix|iv|v?i{1,3}|v|x))\s*[\])]?\s*", re.I)
_UNIT = re.compile(r"(?:^|[\d\s(/])(?:[kcmd]?m|mi|ft|yd|sq)$")
WHY_HIDDEN = "Text that a reader of the page does not see."


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the page as it stands: its text and element, the list it is an item of, its share of links."""

    text: str
    tag: str
    listed: int | None
    links: float
    heading: bool


@dataclass(frozen=True, slots=True)
class Part:
    """An element as the range of blocks in it; ``why`` tells why it may be no part of the article, if it may."""

    first: int
    end: int
    why: str | None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class _Marked:
    pattern: re.Pattern[str]
    why: str


class Page:
    """All blocks of a page in order, and its elements as ranges of them."""

    def __init__(self, root: Any) -> None:
        self.blocks: list[Block] = []
        self.parts: list[Part] = []
        self._buffer: list[str] = []
        self._link_characters = 0
        self._links_open = 0
        self._bold_characters = 0
        self._bold_open = 0
        self._open: list[tuple[str, int, str | None, bool]] = []
        self._lists: list[list[Any]] = []
        self._lists_seen = 0
        self._item: str | None = None
        self._walk(root)

    def _walk(self, root: Any) -> None:
        walk = etree.iterwalk(root, events=("start", "end"))
        passed_over = False
        for event, element in walk:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                if tag in _silent() or self._footnote_mark(element, tag):
                    walk.skip_subtree()
                    passed_over = True
                else:
                    self._start(element, tag)
            else:
                if not passed_over:
                    self._end(tag)
                passed_over = False
                if element is not root:
                    self._part_from_next(element, tag)
                    self._add(element.tail)
        self._flush("body")

    def _part_from_next(self, element: Any, tag: str) -> None:
        """Labels set side by side without a space between them ("9 March" "18:22") are words of their own."""
        if (
            tag in ("span", "a", "time", "button")
            and not element.tail
            and len(self._buffer[-1:][0] if self._buffer else "") > 1
        ):
            following = element.getnext()
            if following is not None and following.tag in ("span", "a", "time", "button"):
                self._buffer.append(" ")

    def _start(self, element: Any, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush(self._open[-1][0] if self._open else "body")
        why, hidden = _cut_reason(element, tag)
        if tag in _BLOCKS or why:
            self._open.append((tag, len(self.blocks), why, hidden))
            if tag not in _BLOCKS:
                self._flush("span")
                self._open[-1] = (tag, len(self.blocks), why, hidden)
        if tag in ("ul", "ol"):
            self._lists_seen += 1
            self._lists.append([self._lists_seen, tag, 0])
        elif tag == "li" and self._lists:
            self._lists[-1][2] += 1
            note = _NOTE_ID.fullmatch(element.get("id") or "")
            counted = f"{self._lists[-1][2]}. " if self._lists[-1][1] == "ol" else "- "
            self._item = f"[{note['number']}] " if note else counted
        elif tag == "br":
            self._break_line()
        elif tag == "q":
            self._buffer.append("“")
        elif tag in ("td", "th") and any(text.strip() for text in self._buffer):
            self._buffer.append(" | ")
        elif tag == "a":
            self._links_open += 1
        elif tag in _BOLD:
            self._bold_open += 1
        self._add(element.text, as_written=tag == "pre")

    def _break_line(self) -> None:
        """One break is a line end, two with nothing between them part paragraphs."""
        spoken = next((text for text in reversed(self._buffer) if text == "\n" or text.strip()), "")
        if spoken == "\n":
            self._flush(self._open[-1][0] if self._open else "body")
        else:
            self._buffer.append("\n")

    def _end(self, tag: str) -> None:
        if self._open and self._open[-1][0] == tag and (tag in _BLOCKS or self._open[-1][2]):
            self._flush(tag)
            _, first, why, hidden = self._open.pop()
            self.parts.append(Part(first, len(self.blocks), why, hidden))
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._item = None
        elif tag == "q":
            self._buffer.append("”")
        elif tag == "a":
            self._links_open -= 1
        elif tag in _BOLD:
            self._bold_open -= 1

    def _add(self, text: str | None, *, as_written: bool = False) -> None:
        if text:
            plain = text if as_written else _SPACES.sub(" ", text)
            self._buffer.append(plain)
            if self._links_open:
                self._link_characters += len(plain)
            if self._bold_open:
                self._bold_characters += len(plain)

    def _flush(self, tag: str) -> None:
        text = "".join(self._buffer).strip(" |\n\t")
        if any(map(str.isalnum, text)):
            links = min(1.0, self._link_characters / len(text))
            listed = self._lists[-1][0] if self._item and self._lists else None
            heading = tag in _HEADINGS or self._bold_characters >= 0.9 * len(text)
            text = _BACK_LINKS.sub("", text)
            self.blocks.append(Block((self._item or "") + text if listed else text, tag, listed, links, heading))
            self._item = None
        self._buffer = []
        self._link_characters = self._bold_characters = 0

    def _footnote_mark(self, element: Any, tag: str) -> bool:
        """Whether the element is a footnote mark or a power; it is put into the text as such."""
        is_link = tag == "a" and _NOTE_TARGET.match(element.get("href") or "")
        if tag != "sup" and not is_link:
            return False
        found = _NOTE_MARK.fullmatch("".join(islice(element.itertext(), 6))[:20])
        if not found:
            return False
        before = "".join(self._buffer[-3:])
        number = found["number"].lower()
        power = number in ("2", "3") and _UNIT.search(before[-4:])
        self._buffer.append({"2": "²", "3": "³"}[number] if power else f"[{number}]")
        return True


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("dragoman") / "data/intake/page.toml").read_text("utf-8"))


@cache
def _silent() -> frozenset[str]:
    return frozenset(_table()["silent"].split())


@cache
def _elements() -> dict[str, str]:
    return {tag: row["why"] for row in _table()["element"] for tag in row["tags"].split()}


@cache
def _marked() -> tuple[_Marked, ...]:
    return tuple(_Marked(re.compile(row["pattern"], re.I), row["why"]) for row in _table()["marked"])


@cache
def _reason_of_word(word: str) -> _Marked | None:
    return next((row for row in _marked() if row.pattern.fullmatch(word)), None)


def _cut_reason(element: Any, tag: str) -> tuple[str | None, bool]:
    """Why the element may be no part of the article, and whether it is hidden from readers."""
    if tag in ("html", "body"):
        return None, False
    attributes = element.attrib
    if "hidden" in attributes or _DISPLAY_NONE.search(attributes.get("style", "")):
        return WHY_HIDDEN, True
    if attributes.get("aria-hidden") == "true":
        return WHY_HIDDEN, False
    if tag in _elements():
        return _elements()[tag], False
    words = f"{attributes.get('class', '')} {attributes.get('id', '')}".split()
    for word in words[:20]:
        row = _reason_of_word(word[:60])
        if row:
            return row.why, False
    return None, False
