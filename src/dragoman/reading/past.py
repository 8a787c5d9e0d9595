"""The past behind a report: whether a clause tells of something long over when the report was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dragoman.reading.cues import Cues
from dragoman.reading.reading import Reading

YEAR = re.compile(r"(1[0-9]|20)\d\d")
DECADE = re.compile(r"(1[0-9]|20)\d0s")
ALL_YEARS = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
# What happened less than this many years before the report belongs to its own story.
OLD = 2
# Looking for years further into a text than this would cost more than it finds.
FAR_ENOUGH = 20_000
# Labels over which a time that stands with the clause holds for the event noun in it.
CARRIERS = frozenset(("dobj", "nsubj", "nsubjpass", "conj", "pobj", "prep", "agent", "attr"))
AGES = frozenset(("year", "decade", "century", "generation"))
ONE = frozenset(("a", "an", "one", "1"))


def past_of(reading: Reading, i: int, cues: Cues) -> tuple[str, str] | None:
    """The rule and the reason by which the verb or noun at ``i`` is told as history; ``None`` where it is news."""
    at = i
    for _ in range(5):
        for holder in (at, *_told_beside(reading, at)):
            for c in _around(reading, holder):
                found = _past_words(reading, holder, c, cues)
                if found is not None:
                    return found
        head = reading.heads[at]
        if reading.lemma(head) in cues.remembrance and reading.deps[at] in CARRIERS:
            return "remembered", f"“{reading.words[head]}” looks back on it"
        if reading.deps[at] not in CARRIERS or head == at:
            return None
        at = head
    return None


def _around(reading: Reading, holder: int) -> Iterator[int]:
    """The children of a word and of its auxiliaries ("had already, back in 1987, called")."""
    yield from reading.children[holder]
    for aux in reading.children_by(holder, "aux", "auxpass"):
        yield from (g for c in reading.children[aux] for g in (c, *reading.children_by(c, "prep")))
        yield from reading.children[aux]


def _told_beside(reading: Reading, n: int) -> Iterator[int]:
    """Clauses that say of an event noun when it was ("the pact, signed in 1982")."""
    if reading.tags[n][0] == "N":
        yield from reading.children_by(n, "relcl", "acl")


def _past_words(reading: Reading, holder: int, c: int, cues: Cues) -> tuple[str, str] | None:
    year = _year_under(reading, c)
    if year is not None and _is_old(reading, year):
        return "past-year", f"{year} is well before the report"
    dep, word = reading.deps[c], reading.lower[c]
    if dep not in ("prep", "advmod", "npadvmod", "mark", "advcl"):
        return None
    if word in cues.once and dep == "advmod" and reading.tags[holder] in ("VBD", "VBN") and not _is_again(reading, c):
        return "past-age", f"“{word}” puts it in a time that is over"
    aged = _age_before(reading, c)
    if aged is not None:
        return "past-age", f"“{aged}” lies well in the past"
    if dep in ("prep", "advmod", "npadvmod"):
        phrase = " ".join(reading.lower[c : min(c + 7, len(reading))])
        past = next((words for words in cues.past if words in phrase), None)
        if past:
            return "past-age", f"“{past}” lies well in the past"
    return None


def _is_again(reading: Reading, once: int) -> bool:
    """ "once again", "once more", "at once": no time that is over."""
    following = reading.lower[once + 1] if once + 1 < len(reading) else ""
    return following in ("again", "more", "in") or (once > 0 and reading.lower[once - 1] in ("at", "than"))


def _age_before(reading: Reading, c: int) -> str | None:
    """ "thirty years ago", "decades earlier", "years before": two years or more; "a year ago" is still news."""
    last = c if reading.lower[c] in ("ago", "earlier", "before", "previously", "back") else None
    if last is None and reading.lemma(c) in AGES:
        last = c + 1 if c + 1 < len(reading) and reading.lower[c + 1] in ("ago", "earlier", "before") else None
    if last is None or last < 1 or reading.lemma(last - 1) not in AGES:
        return None
    unit = last - 1
    number = reading.lower[unit - 1] if unit else ""
    if reading.lemma(unit) == "year" and (number in ONE or reading.lower[unit] == "year"):
        return None
    first = unit - 1 if unit and reading.tags[unit - 1] in ("CD", "DT", "JJ") else unit
    return " ".join(reading.words[first : last + 1])


def _is_old(reading: Reading, year: int) -> bool:
    published = reading.document.published
    if published is not None and published.first is not None:
        return year < published.first.year - OLD + 1
    told = _years_in(reading.text[:FAR_ENOUGH])
    # Without a day of publication: a year named alone is a look back; among several the last is the story's own.
    return len(told) < 2 or year <= max(told) - OLD


@lru_cache(maxsize=8)
def _years_in(text: str) -> frozenset[int]:
    return frozenset(int(found) for found in ALL_YEARS.findall(text))


def _year_under(reading: Reading, c: int) -> int | None:
    """The year of "in 1994", "in May 1994", "on 3 May 1994", "in the 1970s", or of "the 1994 invasion"."""
    if reading.deps[c] in ("compound", "nummod", "nmod", "amod", "npadvmod", "advmod"):
        inside = [c]
    elif reading.deps[c] == "prep" and reading.lower[c] in ("in", "on", "during", "of", "back", "since"):
        objects = reading.children_by(c, "pobj")
        inner = [o for prep in reading.children_by(c, "prep") for o in reading.children_by(prep, "pobj")]
        objects = [*objects, *inner]
        inside = [*objects, *(g for o in objects for g in reading.children_by(o, "nummod", "appos"))]
    elif reading.deps[c] == "prep" and reading.lower[c] in ("after", "before", "during", "following"):
        told = [n for n in reading.children_by(c, "pobj") if not reading.mention_of[n]]
        inside = [o for n in told for of in reading.children_by(n, "prep") for o in reading.children_by(of, "pobj")]
    else:
        return None
    if reading.deps[c] == "advmod" and reading.lower[c] == "back":
        inside = [o for prep in reading.children_by(c, "prep") for o in reading.children_by(prep, "pobj")]
    dated = reading.document.published is not None
    for j in inside:
        if YEAR.fullmatch(reading.words[j]) and (dated or not _has_a_day(reading, j)):
            return int(reading.words[j])
        if DECADE.fullmatch(reading.words[j]):
            return int(reading.words[j][:4])
    return None


def _has_a_day(reading: Reading, j: int) -> bool:
    """Whether the year is part of a full date: an undated chronicle names those of its own story."""
    mention = reading.mention_of[j]
    return mention is not None and mention.end - mention.start > 1
