"""The scan: a text as tokens with their classes, read once from left to right.

It has its own tokens, finer than a parser's, so that it needs no parse: "a.m.", "10:35", "1990s" and "2022-11-14"
are one token each, hyphens stand alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from dragoman.times.holidays import holiday_names, needs_capitals
from dragoman.times.lexicon import class_of, codes, read_table
from dragoman.times.moments import zones

TOKEN = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?(?!\w|-\d)"
    r"|\d{4}-\d{1,2}-\d{1,2}(?![\w-])|\d{1,2}-\d{1,2}-\d{4}(?!\d)"
    r"|\d{1,4}/\d{1,2}/\d{1,4}(?!\w)|\d{1,2}\.\d{1,2}\.\d{4}(?!\w)|[13]/[234](?!\w)"
    r"|\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?!\d)"
    r"|\d{1,2}\.\d{2}(?=\s?[ap]\.?m\b)"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)"
    r"|\d{1,2}h\d{2}\b|(?:(?<=the )|(?<=early )|(?<=mid[ -])|(?<=late ))\d{3}0['’]s\b|(?<=\s)['’]\d\d\b(?!\d|['’])"
    r"|\d{2,4}s\b|['’]\d0s\b|\d+(?:st|nd|rd|th)\b|\d+(?:\.\d+)?"
    r"|[AaPp]\.\s?[Mm]\b\.?|[Oo]['’][Cc]lock\b|[QHqh][1-4]\b"
    r"|['’]s\b|[^\W\d_]+|\n\s*\n|[^\w\s]"
)
# A token that ends a sentence or a paragraph, as far as time expressions care: they never run over it.
PARAGRAPH = "\n"


@dataclass(slots=True)
class Scan:
    """A text, its tokens, and the string of their classes (one character a token)."""

    text: str
    spans: list[tuple[int, int]]
    words: list[str]
    classes: str
    phrases: dict[int, str] = field(default_factory=dict)

    def lower(self, first: int, stop: int) -> str:
        return " ".join(self.words[first:stop]).lower()


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    """Phrases by their first word, longest first: (words, class, what they stand for)."""
    rows = [(phrase, "PHRASE", value) for value, phrases in read_table("phrases.toml").items() for phrase in phrases]
    rows += [(name, "HOLIDAY", name) for name in holiday_names()]
    rows += [(name, "ZONE", name) for name in zones() if " " in name]
    by_first: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for phrase, name, value in rows:
        words = tuple(TOKEN.findall(phrase))
        by_first.setdefault(words[0], []).append((words, name, value))
    for entries in by_first.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return by_first


def scan(text: str) -> Scan:
    """The tokens of a text with their classes; fixed phrases are marked as such."""
    spans = [match.span() for match in TOKEN.finditer(text)]
    words = [text[start:end] if text[start] != PARAGRAPH else PARAGRAPH for start, end in spans]
    found = Scan(text, spans, words, "".join(map(class_of, words)))
    _mark_phrases(found)
    return found


def _is_written(found: Scan, name: str, value: str, first: int, count: int) -> bool:
    """A holiday has capitals at both ends ("May Day", not "a May day"), unless it can be nothing else ("easter")."""
    if name != "HOLIDAY" or not needs_capitals(value):
        return True
    return found.words[first][0].isupper() and not found.words[first + count - 1][0].islower()


def _mark_phrases(found: Scan) -> None:
    phrases = _phrases()
    lowered = [word.lower() for word in found.words]
    classes = None
    marked = 0
    for i in [i for i, word in enumerate(lowered) if word in phrases]:
        for words, name, value in phrases[lowered[i]]:
            if (
                i >= marked
                and tuple(lowered[i : i + len(words)]) == words
                and _is_written(found, name, value, i, len(words))
            ):
                classes = classes or list(found.classes)
                classes[i : i + len(words)] = [codes()[name], *[codes()["TAIL"]] * (len(words) - 1)]
                found.phrases[i] = value
                marked = i + len(words)
                break
    if classes:
        found.classes = "".join(classes)
