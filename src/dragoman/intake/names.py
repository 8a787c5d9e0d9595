"""Names of authors: whether a few words can be one."""

from __future__ import annotations

import re

_PARTICLES = frozenset("de da do dos del della der den di du van von zu bin ibn al el la le abu ben bar y e ter ten af".split())
# Capitalised words that begin or hold no person's name.
_NO_NAME = frozenset(
    "the a an and or but for of in on at to by from with about this that our your we you it is are was what why how who "
    "when where no not new news press release statement office ministry department government embassy council union "
    "committee agency university institute centre center foundation republic united nations national international "
    "north south east west northern southern eastern western world war peace talks foreign policy politics opinion "
    "analysis report reports comment commentary editorial background summary introduction conclusion contents "
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday read more share related subscribe home page".split()
)
_TITLES = re.compile(
    r"^(?:(?:dr|prof|professor|amb|ambassador|sir|dame|lord|lady|gen|general|lt|col|colonel|maj|major|capt|adm|admiral|"
    r"rev|hon|mr|mrs|ms|h\.e)\.?\s+)+", re.I)  # fmt: skip
_SUFFIX = re.compile(r",?\s+(?:jr|sr|ph\.?d|esq|ii|iii|iv|\(ret\.?d?\))\.?$", re.I)
_WORD = re.compile(r"[^\W\d_][^\W\d_.’'-]*(?:[.’'-][^\W\d_]*)*")


def is_name(text: str) -> bool:
    """Whether the text has the shape of one person's full name: two to five capitalised words."""
    bare = _SUFFIX.sub("", _TITLES.sub("", text.strip()))
    words = bare.split()
    if not 2 <= len(words) <= 5 or len(bare) > 60:
        return False
    return all(map(_is_name_word, words)) and words[-1][0].isupper() and words[0].lower() not in _PARTICLES - {"al", "el", "abu"}


def names_in(text: str) -> list[str]:
    """The names of a list such as "A Example, B Example and C Example"; empty when one part is no name."""
    parts = [part.strip() for part in re.split(r",|;|&|\band\b|\bwith\b", text) if part.strip()]
    return parts if parts and all(map(is_name, parts)) else []


def _is_name_word(word: str) -> bool:
    lowered = word.lower()
    if lowered in _PARTICLES or lowered.startswith(("al-", "el-")):
        return True
    return word[0].isupper() and lowered not in _NO_NAME and _WORD.fullmatch(word) is not None
