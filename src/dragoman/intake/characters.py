"""Characters: what a text is freed of before anything reads it, and nothing else; curly quotes stay as they are."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Zero-width, soft-hyphen and direction marks: invisible, yet they split words and hide text from a reader.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
)
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_DROPPED = re.compile(f"[{_INVISIBLE}\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"[^\S\n]+")
_AROUND_LINES = re.compile(r" *\n *")


def clean_characters(text: str) -> str:
    """The text in NFC with plain spaces and plain line ends, without invisible and control characters."""
    plain = _DROPPED.sub("", _LINE_ENDS.sub("\n", text))
    return _AROUND_LINES.sub("\n", _SPACES.sub(" ", unicodedata.normalize("NFC", plain))).strip()


def one_line(text: str) -> str:
    """The text on one line: every run of white space is one space."""
    return " ".join(clean_characters(text).split())


@cache
def _not_alphanumeric() -> re.Pattern[str]:
    return re.compile(r"[\W_]+")


def squeezed(text: str) -> str:
    """Letters and digits alone, in one case: what two copies of one line have in common."""
    return _not_alphanumeric().sub("", text).casefold()
