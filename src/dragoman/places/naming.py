"""A naming: a stretch of tokens that names a place, with all the places that go by that name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

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
NATURAL = frozenset(("river", "sea", "desert", "mountain", "strait", "region"))
# A town that "at" before its name is enough for, though the model takes it for somebody.
SOME_TOWN = 5_000
LONGEST_ACRONYM = 6


@dataclass(slots=True)
class Naming:
    """Tokens ``first`` to ``last`` that name a place; ``label`` is the model's, empty where the atlas alone speaks.

    ``kinds`` are those that the words beside the name allow, empty where they say nothing. ``within`` tells a thing
    that lies somewhere in what its name knows of (``part``).
    """

    first: int
    last: int
    name: str
    label: str
    demonym: bool
    entries: tuple[Entry, ...]
    kinds: frozenset[str]
    embedded: bool = False
    within: bool = False
    part: str = ""

    @property
    def known(self) -> str:
        """The words that the atlas knows: all of them, or the town in "Kherson Airport"."""
        return self.part or self.name

    @property
    def is_own(self) -> bool:
        """Whether our own tables know the name: countries, regions, places of conflict reporting."""
        return bool(self.entries) and self.entries[0].own

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
    if is_plain_word(reading, first) if first == last else _all_plain(reading, first, last, name):
        return None
    short = state_of_short_form(name) or state_of_short_form(name + ".")
    if short is not None:
        return _short_form(reading, first, last, short, label)
    entries = entries_named(name)
    if entries and not _is_believable(name, label, entries):
        return None
    entries = _rivers_or_towns(reading, first, last, entries)
    people = place_of_demonym(name)
    demonym = bool(people) and not any(entry.own or entry.population >= LARGE_TOWN for entry in entries)
    return Naming(first, last, name, label, demonym, people if demonym else entries, _hinted(reading, first, last))


def _rivers_or_towns(reading: Reading, first: int, last: int, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """A river goes by its bare name only with an article ("the Prut"), and a town never has one."""
    if not entries or entries[0].own:
        return entries
    article = first > 0 and reading.lower[first - 1] == "the" and reading.heads[last] <= last
    if not article and any(entry.kind == "river" and not entry.preferred for entry in entries):
        return tuple(entry for entry in entries if entry.preferred or entry.kind != "river")
    if not article or any(entry.preferred and entry.kind in ("city", "capital") for entry in entries):
        return entries
    waters = tuple(entry for entry in entries if entry.kind in NATURAL)
    return waters or entries


def _is_believable(name: str, label: str, entries: tuple[Entry, ...]) -> bool:
    """Acronyms are no towns ("NATO" is not Nato), a rare spelling of a small place needs the model's word."""
    if entries[0].own:
        return True
    largest = max(entry.population for entry in entries)
    if name.isupper() and len(name) < LONGEST_ACRONYM:
        known = max((entry.population for entry in entries if entry.preferred), default=0)
        return known >= METROPOLIS or (label == "GPE" and largest >= LARGE_TOWN)
    return (
        label in ("GPE", "LOC", "FAC")
        or largest >= LARGE_TOWN
        or any(e.preferred or e.kind in NATURAL for e in entries)
    )


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


def _all_plain(reading: Reading, first: int, last: int, name: str) -> bool:
    """Whether the words are common ones that only our own tables make a name ("Far North", "Middle East")."""
    hints = load_hints()
    plain = all(word in hints.never or word in hints.directions for word in reading.lower[first : last + 1])
    return plain and not any(entry.own for entry in entries_named(name))


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
        name = text_of(reading, first, last)
        return replace(part, first=first, last=last, name=name, label=label, part=part.name)
    if label == "FAC" and not part.demonym:
        name = text_of(reading, first, last)
        if kind_by_words(name, "facility") == "street":
            # A street is called after a place that it does not lie in.
            return Naming(first, last, name, label, False, (), frozenset())
        return replace(
            part, first=first, last=last, name=name, label=label, kinds=frozenset(), within=True, part=part.name
        )
    return replace(part, label=label, embedded=True)


def kind_by_words(name: str, otherwise: str) -> str:
    """The kind that a name's own words tell: the Kakhovka *Dam*, *Lake* Chad."""
    hints = load_hints()
    words = name.lower().replace(".", "").split()
    return hints.ends.get(words[-1]) or hints.starts.get(words[0]) or otherwise


def inside(entry: Entry, name: str) -> Entry:
    """The thing by that name, which no gazetteer knows, somewhere in or at the edge of a place."""
    chain = (entry.name, *entry.chain)
    key = f"in:{entry.id}:{name.lower()}".replace(" ", "-")
    kind = kind_by_words(name, "facility")
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
