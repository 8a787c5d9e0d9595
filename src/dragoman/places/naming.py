"""A naming: a stretch of tokens that names a place, with all the places that go by that name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from dragoman.places.atlas import entries_named, people_without_place, place_of_demonym, state_of_short_form
from dragoman.places.gazetteer import Entry
from dragoman.places.hints import load_hints
from dragoman.reading.reading import Reading

TRIMMED_FRONT = frozenset(("the", "'s", "’s", "of", "in", "from", "and", "“", '"', "(", "-", "–", "—", "'", "‘"))
TRIMMED_BACK = frozenset(("'s", "’s", "'", "’", ",", '"', "”", ")", "-", "–", "—", "(", ";", ":", "the"))
ROAD = re.compile(r"(?i)\b(?:highway|interstate|route|i|us|u\.s\.|exit)[ -]*\d")
# What lies in a town but is in no gazetteer (a street, a hospital) is within this of the edge of the town.
WITHIN_TOWN_KM = 5.0
# A town below this is believed only where something beside its name speaks for it.
LARGE_TOWN = 100_000
METROPOLIS = 500_000
LONGEST_ACRONYM = 6


@dataclass(slots=True)
class Naming:
    """Tokens ``first`` to ``last`` that name a place; ``label`` is the model's, empty where the atlas alone speaks.

    ``kinds`` are those that the words beside the name allow, empty where they say nothing.
    """

    first: int
    last: int
    name: str
    label: str
    demonym: bool
    entries: tuple[Entry, ...]
    kinds: frozenset[str]
    embedded: bool = False

    @property
    def is_own(self) -> bool:
        """Whether our own tables know the name: countries, regions, places of conflict reporting."""
        return bool(self.entries) and (self.is_country or not self.entries[0].id.isdigit())

    @property
    def is_country(self) -> bool:
        return bool(self.entries) and self.entries[0].kind == "country"

    @property
    def population(self) -> int:
        """Of the largest place that has this as its main name, or of the unit that is named after it."""
        sizes = (entry.population for entry in self.entries if entry.preferred or entry.kind == "admin1")
        return max(sizes, default=0)


def naming_of(reading: Reading, first: int, last: int, label: str) -> Naming | None:
    """The naming of exactly these tokens, or ``None`` where they cannot name a place."""
    name = text_of(reading, first, last)
    if not any(letter.isalpha() for letter in name) or ROAD.search(name) or people_without_place(name):
        return None
    if first == last and is_plain_word(reading, first):
        return None
    short = state_of_short_form(name) or state_of_short_form(name + ".")
    if short is not None:
        return _short_form(reading, first, last, short, label)
    entries = entries_named(name)
    if entries and not _is_believable(name, label, entries):
        return None
    demonym = not entries and bool(place_of_demonym(name))
    return Naming(first, last, name, label, demonym, entries or place_of_demonym(name), _hinted(reading, first, last))


def _is_believable(name: str, label: str, entries: tuple[Entry, ...]) -> bool:
    """Acronyms are no towns ("NATO" is not Nato), a rare spelling of a small place needs the model's word."""
    if not entries[0].id.isdigit() or entries[0].kind == "country":
        return True
    largest = max(entry.population for entry in entries)
    if name.isupper() and len(name) < LONGEST_ACRONYM:
        known = max((entry.population for entry in entries if entry.preferred), default=0)
        return known >= METROPOLIS or (label == "GPE" and largest >= LARGE_TOWN)
    return label in ("GPE", "LOC", "FAC") or largest >= LARGE_TOWN or any(entry.preferred for entry in entries)


def text_of(reading: Reading, first: int, last: int) -> str:
    return " ".join(reading.text[reading.starts[first] : reading.ends[last]].split())


def trimmed(reading: Reading, first: int, last: int) -> tuple[int, int]:
    """The tokens without articles, clitics and punctuation at either end; empty where the first passes the last."""
    while first <= last and reading.lower[first] in TRIMMED_FRONT:
        first += 1
    while first <= last and reading.lower[last] in TRIMMED_BACK:
        last -= 1
    return first, last


def is_plain_word(reading: Reading, i: int) -> bool:
    word = reading.words[i]
    return reading.lower[i] in load_hints().never or len(word) == 1 or word[0].islower()


def is_dateline(reading: Reading, naming: Naming) -> bool:
    """A name in capitals at the head of a sentence, set off from what follows."""
    if naming.first != reading.sentence_of(naming.first).start or not naming.name.isupper() or len(naming.name) < 4:
        return False
    return any(word in (",", "—", "–", "-", "--", "(") for word in reading.words[naming.last + 1 : naming.last + 2])


def known_part(reading: Reading, first: int, last: int) -> Naming | None:
    """The longest stretch within these tokens that the atlas knows, the leftmost of those."""
    last = min(last, first + 9)
    for size in range(last - first, 0, -1):
        for start in range(first, last + 2 - size):
            if reading.words[start][0].islower() or reading.words[start + size - 1][0].islower():
                continue
            part = naming_of(reading, start, start + size - 1, "GPE")
            if part is not None and part.entries:
                return part
    return None


def widened(reading: Reading, part: Naming, first: int, last: int, label: str) -> Naming:
    """A naming of all these tokens, placed by the part of them that is known.

    "Northern Syria" is Syria; "Kherson Airport" lies in Kherson, somewhere. Of other names ("Plymouth County
    Sheriff's Office") only the part that is a place is kept.
    """
    others = [reading.lower[i] for i in range(first, last + 1) if not part.first <= i <= part.last]
    if all(word in load_hints().directions for word in others):
        return replace(part, first=first, last=last, name=text_of(reading, first, last), label=label)
    if label == "FAC" and not part.demonym:
        name = text_of(reading, first, last)
        entries = tuple(_inside(entry, name, kind_by_words(name, "facility")) for entry in part.entries)
        return replace(part, first=first, last=last, name=name, label=label, entries=entries, kinds=frozenset())
    return replace(part, label=label, embedded=True)


def kind_by_words(name: str, otherwise: str) -> str:
    """The kind that a name's own words tell: the Kakhovka *Dam*, *Lake* Chad."""
    hints = load_hints()
    words = name.lower().replace(".", "").split()
    return hints.ends.get(words[-1]) or hints.starts.get(words[0]) or otherwise


@cache
def _inside(entry: Entry, name: str, kind: str) -> Entry:
    chain = (entry.name, *entry.chain)
    key = f"in:{entry.id}:{name.lower()}".replace(" ", "-")
    return replace(entry, id=key, name=name, kind=kind, radius_km=entry.radius_km + WITHIN_TOWN_KM, chain=chain)


def _short_form(reading: Reading, first: int, last: int, short: tuple[str, str, bool], label: str) -> Naming | None:
    full, country, alone = short
    if not (alone or (first > 1 and reading.words[first - 1] in (",", "("))):
        return None
    entries = tuple(e for e in entries_named(full) if e.country == country and e.kind in ("admin1", "city"))
    return Naming(first, last, full, label or "GPE", False, entries, frozenset(("admin1",)))


def _hinted(reading: Reading, first: int, last: int) -> frozenset[str]:
    hints = load_hints()
    if last + 1 < len(reading):
        kinds = hints.after.get(reading.lower[last + 1])
        if kinds:
            return kinds
    at = first - 1
    if at >= 0 and reading.lower[at] == "the":
        at -= 1
    if at >= 1 and reading.lower[at] == "of":
        return hints.before.get(reading.lower[at - 1], frozenset())
    return frozenset()
