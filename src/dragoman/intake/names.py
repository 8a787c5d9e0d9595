"""Names of authors: whether a few words can be one, and what a byline says without its trimmings."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from dragoman.intake.characters import one_line

_TITLES = re.compile(
    r"^(?:(?:dr|prof|professor|amb|ambassador|sir|dame|lord|lady|gen|general|lt|col|colonel|maj|major|capt|adm|admiral|"
    r"rev|hon|mr|mrs|ms|h\.e)\.?\s+)+", re.I)  # fmt: skip
_SUFFIX = re.compile(r",?\s+(?:jr|sr|ph\.?d|esq|ii|iii|iv|\(ret\.?d?\))\.?$", re.I)
_WORD = re.compile(r"[^\W\d_][^\W\d_.’'-]*(?:[.’'-][^\W\d_]*)*")
_CONTACT = re.compile(r"\(?[\w.+-]+@[\w-]+\.[\w.]+\)?|https?://\S+|(?<!\w)@\w+")
_BY = re.compile(
    r"^\s*(?:(?:written|posted|published|story|reported|report|analysis|words|text)\s+by|by|authors?(?=\s*:)|byline(?=\s*:))\b\s*:?\s*",
    re.I)  # fmt: skip
_FROM_PLACE = re.compile(r"\s+(?:in|from)\s+[A-Z][\w’'.-]+(?:\s+[A-Z][\w’'.-]+){0,2}")
_BETWEEN_NAMES = re.compile(r"\s*(?:,\s*and\b|[,;&]|\band\b|\bwith\b)\s*")
_ROLE_WORDS = 8
LONGEST_BYLINE = 200


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(_table()[key].split())


@cache
def _table() -> dict[str, str]:
    return tomllib.loads((files("dragoman") / "data/intake/names.toml").read_text("utf-8"))


def is_name(text: str) -> bool:
    """Whether the text has the shape of one person's full name: two to five capitalised words."""
    bare = _SUFFIX.sub("", _TITLES.sub("", text.strip()))
    words = bare.split()
    if not 2 <= len(words) <= 5 or len(bare) > 60 or not words[-1][0].isupper():
        return False
    return words[0].lower() not in _words("place_starts") and all(map(_is_name_word, words))


def is_paper(text: str) -> bool:
    """Whether the text has the shape of a newspaper's name: up to five capitalised words, the last one telling it."""
    words = text.split()
    capitals = all(word[0].isupper() for word in words if word.lower() not in ("of", "and", "the"))
    told = _words("papers") | (_words("papers_with_article") if words[:1] == ["The"] else frozenset())
    return 2 <= len(words) <= 5 and capitals and words[-1].lower() in told


def _leading_names(text: str) -> str:
    """The list of names with which the text begins, such as "A Example, B Example and C Example"."""
    end = start = 0
    for between in [*_BETWEEN_NAMES.finditer(text), None]:
        stop = between.start() if between else len(text)
        part = text[start:stop]
        # "Jr" behind a comma belongs to the name before it.
        if not is_name(part) and not (end and _SUFFIX.fullmatch(f", {part}")):
            break
        end, start = stop, between.end() if between else stop
    return text[:end].strip()


def byline_in(line: str, marked: bool = False) -> str | None:
    """The names of a byline; unless it is marked as one, it has to begin with "By", "Author:" or the like."""
    bare = _BY.sub("", line)
    if len(line) > LONGEST_BYLINE or (bare == line and not marked):
        return None
    name = clean_byline(bare)
    if not name:
        return None
    without_places = _FROM_PLACE.sub("", name)
    if name.lower() in _collective():
        return name
    names = _leading_names(without_places)
    rest = without_places[len(names) :]
    return names if names and len(rest.split()) <= _ROLE_WORDS and not rest.endswith(".") else None


def clean_byline(written: str) -> str | None:
    """The names of a byline without "By", addresses and the names of accounts."""
    if "://" in written or len(written) > LONGEST_BYLINE:
        return None
    name = one_line(_CONTACT.sub(" ", _BY.sub("", one_line(written)))).strip(" ,;|·•-–—:")
    return None if not any(map(str.isalpha, name)) or name.lower() in _words("accounts") else name


@cache
def _collective() -> frozenset[str]:
    groups = _table()["collective"].split("|")
    return frozenset([*groups[0].split(), *(group.strip() for group in groups[1:])])


def _is_name_word(word: str) -> bool:
    lowered = word.lower()
    if lowered in _words("particles") or lowered.startswith(("al-", "el-")):
        return True
    return word[0].isupper() and lowered not in _words("not_in_names") and _WORD.fullmatch(word) is not None
