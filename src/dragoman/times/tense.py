"""Which way a clause looks: back, ahead, or neither.

Without a parse the nearest tell-tale word of the sentence decides, those before the expression first; with a
reading, the verb the expression hangs under.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

from dragoman.reading.reading import Reading
from dragoman.times.lexicon import read_table
from dragoman.times.meaning import FUTURE, PAST, UNKNOWN
from dragoman.times.scan import PARAGRAPH, Scan

# A verb further away than this belongs to another clause as a rule.
REACH = 24
STOPS = frozenset((".", "!", "?", ";", PARAGRAPH))
AHEAD = frozenset((("as", "early", "as"), ("as", "soon", "as"), ("as", "late", "as")))


@cache
def _cues() -> dict[str, int]:
    table = read_table("tense.toml")
    cues = dict.fromkeys(table["past"], PAST)
    cues.update(dict.fromkeys(table["future"], FUTURE))
    cues.update(dict.fromkeys(table["present"], UNKNOWN))
    return cues


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(read_table("tense.toml")[kind])


@lru_cache(maxsize=1 << 15)
def _cue_of(word: str) -> int | None:
    lower = word.lower()
    cue = _cues().get(lower)
    if cue is not None:
        return cue
    return PAST if len(lower) > 4 and lower.endswith("ed") and not lower.endswith("eed") else None


def tense_of_link(scan: Scan, first: int) -> int:
    """The direction that the words right before an expression give it: "as early as Tuesday", "until Friday"."""
    if tuple(word.lower() for word in scan.words[max(first - 3, 0) : first]) in AHEAD:
        return FUTURE
    if first > 1 and scan.words[first - 1] in ("until", "till"):
        return PAST if scan.words[first - 2] in ("not", "until", "only") else FUTURE
    return UNKNOWN


def tense_in_text(scan: Scan, first: int, stop: int) -> int:
    """The direction of the clause around the tokens ``first`` to ``stop``, from words alone."""
    link = tense_of_link(scan, first)
    if link:
        return link
    before = range(first - 1, max(first - REACH, -1), -1)
    after = range(stop, min(stop + REACH, len(scan.words)))
    for direction in (before, after):
        for i in direction:
            word = scan.words[i]
            if word in STOPS and (word != "." or _ends_sentence(scan, i)):
                break
            cue = _cue_at(scan, i)
            if cue is not None:
                return cue
    return UNKNOWN


def _ends_sentence(scan: Scan, i: int) -> bool:
    """Whether a full stop ends a sentence rather than an abbreviation ("U.S.", "Mr.")."""
    return i == 0 or (len(scan.words[i - 1]) > 1 and scan.words[i - 1].lower() not in _words("title"))


def _cue_at(scan: Scan, i: int) -> int | None:
    """The direction of one word: of a participle, that of its auxiliaries."""
    if scan.words[i] == "to":
        return FUTURE if i > 0 and scan.words[i - 1].lower() in _words("plan") else None
    cue = _cue_of(scan.words[i])
    if cue != PAST:
        return cue
    for j in range(i - 1, max(i - 5, -1), -1):
        word = scan.words[j].lower()
        if word in _words("modal"):
            return FUTURE
        if word in ("is", "are") and j == i - 1:
            return UNKNOWN
        if word == "to":
            return _cue_at(scan, j) or UNKNOWN
        if word not in _words("between") and not word.endswith("ly"):
            break
    return PAST


def tense_in_reading(reading: Reading) -> Callable[[int], int]:
    """Answers, for a code point, the direction of the clause that stands there."""

    def direction(offset: int) -> int:
        i = reading.token_at(offset)
        if i is None:
            return UNKNOWN
        for j in (i, *reading.ancestors(i)):
            if reading.tags[j][0] == "V":
                return tense_of_verb(reading, j)
        return UNKNOWN

    return direction


def tense_of_verb(reading: Reading, i: int) -> int:
    """The direction of a verb with its auxiliaries; an infinitive looks ahead of the verb it hangs under."""
    tag = reading.tags[i]
    auxiliaries = [c for c in reading.children[i] if reading.deps[c] in ("aux", "auxpass")]
    words = [reading.lower[c] for c in auxiliaries]
    if any(word in _words("modal") for word in words):
        return UNKNOWN if "have" in words else FUTURE
    if "to" in words:
        return UNKNOWN if "have" in words else FUTURE
    if any(reading.tags[c] == "VBD" or reading.lower[c] in ("has", "have", "'ve", "’ve") for c in auxiliaries):
        return FUTURE if "going" in reading.lower[i : i + 1] else PAST
    if tag == "VBD":
        return PAST
    if tag == "VBN" and not auxiliaries:
        return PAST
    return UNKNOWN
