"""Names: which stretches of a reading name a place, before it is said which place they name."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.places.atlas import LONGEST_NAME, entries_named, place_of_demonym, state_of_short_form
from dragoman.places.countries import seat_named
from dragoman.places.hints import load_hints
from dragoman.places.naming import (
    LARGE_TOWN,
    LONGEST_ACRONYM,
    METROPOLIS,
    NATURAL,
    SOME_TOWN,
    Naming,
    is_dateline,
    known_part,
    naming_of,
    text_of,
    trimmed,
    widened,
)
from dragoman.reading.reading import Mention, Reading

PROPER = frozenset(("NNP", "NNPS"))
# What the parser may take a name for.
MISREAD = frozenset(("NN", "NNS", "JJ"))
PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
# Labels under which the model hides places it has not recognised.
MISTAKEN_LABELS = frozenset(("ORG", "PERSON", "PRODUCT", "EVENT", "WORK_OF_ART", "NORP"))
SURELY_LOCATIVE = frozenset(
    ("in", "near", "outside", "around", "towards", "toward", "across", "throughout", "inside", "into")
)
LOCATIVE = SURELY_LOCATIVE | {"at", "from", "to"}
# What nobody's name goes before.
NATURAL_KINDS = {"bridge", "dam", "crossing", "river", "strait", "island", "lake", "mountain", "pass", "camp"}
BREAKS = frozenset((",", "/", ";", "(", ")"))
LONGEST_RUN = 40
# First and last words of the full names of persons.
FullNames = tuple[frozenset[str], frozenset[str]]


def names_in(reading: Reading) -> list[Naming]:
    """Every stretch that names a place or a people of a place, in text order, none inside another."""
    persons = _full_names(reading)
    sure = [naming for mention in reading.mentions for naming in _of_mention(reading, mention)]
    sure = [naming for naming in sure if not _is_person(reading, naming, persons)]
    known = {naming.name.lower() for naming in sure if naming.entries and naming.label in ("GPE", "LOC")}
    others = [naming for mention in reading.mentions for naming in _mistaken(reading, mention, known)]
    taken = {i for naming in (*sure, *others) for i in range(naming.first, naming.last + 1)}
    others += _outside_mentions(reading, taken, known)
    found = [*sure, *(naming for naming in others if not _is_person(reading, naming, persons))]
    return sorted(found, key=lambda naming: naming.first)


# -- what the model calls a place or a people ---------------------------------------------------------------------


def _of_mention(reading: Reading, mention: Mention) -> Iterator[Naming]:
    if mention.label == "NORP":
        yield from _of_people(reading, mention)
    elif mention.label in PLACE_LABELS:
        for first, last in _pieces(reading, mention):
            naming = _place_naming(reading, first, last, mention.label)
            if naming is not None:
                yield naming


def _pieces(reading: Reading, mention: Mention) -> Iterator[tuple[int, int]]:
    """The parts of a mention between commas and brackets ("Odesa, Texas" may be marked as one)."""
    start = mention.start
    for i in range(mention.start, mention.end + 1):
        if i == mention.end or reading.words[i] in BREAKS:
            first, last = trimmed(reading, start, i - 1)
            if first <= last:
                yield first, last
            start = i + 1


def _place_naming(reading: Reading, first: int, last: int, label: str) -> Naming | None:
    naming = naming_of(reading, first, last, label)
    if naming is None or naming.entries:
        return naming
    part = known_part(reading, first, last) if first < last else None
    if part is not None:
        return widened(reading, part, first, last, label)
    return naming if _may_be_unknown(reading, naming) else None


def _may_be_unknown(reading: Reading, naming: Naming) -> bool:
    """Whether a name that no gazetteer holds is still read as a place: something beside the label must say so."""
    hints = load_hints()
    words = naming.name.lower().split()
    if words[-1] in hints.ends or words[0] in hints.starts or naming.kinds:
        return True
    if naming.label == "FAC":
        return len(words) > 1 and all(word[0].isupper() or word in ("of", "the") for word in naming.name.split())
    if naming.name.isupper() and len(naming.name) < LONGEST_ACRONYM:
        return False
    before = reading.lower[naming.first - 1] if naming.first else ""
    return before in LOCATIVE or bool(_next_unit(reading, naming))


def _of_people(reading: Reading, mention: Mention) -> Iterator[Naming]:
    first, last = trimmed(reading, mention.start, mention.end - 1)
    if first > last:
        return
    name = text_of(reading, first, last)
    entries = place_of_demonym(name)
    if entries:
        yield Naming(first, last, name, "NORP", True, entries, frozenset())
        return
    named = entries_named(name)
    if named and named[0].kind == "country":
        yield Naming(first, last, name, "GPE", False, named, frozenset())
    elif first < last:
        for i in range(first, last + 1):
            entries = place_of_demonym(reading.words[i])
            if entries:
                yield Naming(i, i, reading.words[i], "NORP", True, entries, frozenset())


# -- what the model calls something else --------------------------------------------------------------------------


def _mistaken(reading: Reading, mention: Mention, known: set[str]) -> Iterator[Naming]:
    if mention.label not in MISTAKEN_LABELS:
        return
    for first, last in _pieces(reading, mention):
        naming = naming_of(reading, first, last, "")
        if naming is None or (mention.label == "NORP" and naming.demonym):
            continue
        if naming.entries:
            if _is_mislabelled(reading, naming, mention.label, known):
                yield naming
        elif _is_unknown_place(reading, naming, mention.label):
            yield naming
        elif mention.label == "ORG" and first < last:
            yield from _in_organisation(reading, first, last, known)


def _is_mislabelled(reading: Reading, naming: Naming, label: str, known: set[str]) -> bool:
    """Whether a name that the model took for an organisation, a person or a people is a place here."""
    if naming.name.lower() in known or naming.is_country or naming.demonym:
        return label != "PERSON" or _stands_alone(reading, naming)
    if naming.kinds & {entry.kind for entry in naming.entries} or _lies_in_next(reading, naming):
        return True
    if _is_water(reading, naming):
        return True
    before = reading.lower[naming.first - 1] if naming.first else ""
    if _is_gone_to(reading, naming) or (before == "at" and naming.population >= SOME_TOWN):
        return True
    if label == "PERSON":
        surely = before in SURELY_LOCATIVE or _has_office(reading, naming)
        return surely or _is_no_person(reading, naming)
    if naming.is_own or before in SURELY_LOCATIVE or is_dateline(reading, naming):
        return True
    return naming.population >= LARGE_TOWN or _is_unit(naming)


def _is_unit(naming: Naming) -> bool:
    """Whether the whole name is that of a unit ("Barren County"), not only what is left of one ("Lane")."""
    return any(entry.kind in ("admin1", "admin2") and entry.preferred for entry in naming.entries)


def _is_unknown_place(reading: Reading, naming: Naming, label: str) -> bool:
    """Whether a name no gazetteer holds, taken for somebody's, is a place: "at Espungabera", "the Halfaya pass"."""
    if not naming.kinds.isdisjoint(NATURAL_KINDS):
        return not naming.name.isupper()
    before = reading.lower[naming.first - 1] if naming.first else ""
    alone = naming.first == naming.last and reading.lower[min(naming.last + 1, len(reading) - 1)] not in ("'s", "’s")
    return label == "PERSON" and alone and before in ("at", "near", "outside", "towards") and not naming.name.isupper()


def _is_water(reading: Reading, naming: Naming) -> bool:
    """Whether the name has the article of a river, a range or a desert ("the Prut") and is one of nothing else."""
    article = naming.first > 0 and reading.lower[naming.first - 1] == "the"
    return article and bool(naming.entries) and all(entry.kind in NATURAL for entry in naming.entries)


def _is_gone_to(reading: Reading, naming: Naming) -> bool:
    """Whether somebody goes to, leaves or lives in what is named, or holds an office of it."""
    words = load_hints()
    label, parent = reading.deps[naming.last], reading.heads[naming.last]
    if label == "dobj":
        return reading.lemma(parent) in words.reaching
    if label != "pobj" or parent != naming.first - 1:
        return False
    governor = reading.lemma(reading.heads[parent])
    return governor in (words.offices if reading.lower[parent] in ("of", "for") else words.moving)


def _lies_in_next(reading: Reading, naming: Naming) -> bool:
    """Whether the state or country after the comma holds a place of the name ("Melville, Sask.")."""
    outer = _next_unit(reading, naming)
    return any(not outer.isdisjoint(entry.chain) for entry in naming.entries)


def _next_unit(reading: Reading, naming: Naming) -> set[str]:
    """The state or country that follows after a comma, by the names it can have in a chain."""
    after = naming.last + 2
    if after >= len(reading) or reading.words[after - 1] != "," or reading.tags[after] not in PROPER:
        return set()
    for last in (min(after + 1, len(reading) - 1), after):
        name = text_of(reading, after, last)
        short = state_of_short_form(name)
        units = entries_named(short[0] if short else name)
        outer = {unit.name for unit in units if unit.kind in ("admin1", "country")}
        if outer:
            return outer
    return set()


def _has_office(reading: Reading, naming: Naming) -> bool:
    """Whether an office or a service follows that only a place has ("Barren County Coroner", "Hornsey police")."""
    after = naming.last + 1
    return after < len(reading) and reading.lower[after] in load_hints().offices


def _is_no_person(reading: Reading, naming: Naming) -> bool:
    """Whether a name taken for a person's is one of conflict reporting, or of a unit's chief town before a noun."""
    if naming.is_own:
        return _stands_alone(reading, naming)
    if naming.population >= METROPOLIS and reading.lower[naming.first] not in load_hints().given:
        return _stands_alone(reading, naming)
    qualifies = reading.deps[naming.last] == "compound" and reading.tags[reading.heads[naming.last]] in ("NN", "NNS")
    return qualifies and any(entry.kind == "admin1" for entry in naming.entries) and naming.first == naming.last


def _in_organisation(reading: Reading, first: int, last: int, known: set[str]) -> Iterator[Naming]:
    """The place an organisation is of: at the head of its name ("Kyiv City Council") or after "of"."""
    words = reading.lower[first : last + 1]
    if load_hints().not_of_place & set(words):
        return
    part = known_part(reading, first, last)
    if part is None:
        return
    heads = part.first == first or reading.lower[part.first - 1] in ("of", "for", "in", "the", "-")
    rest = reading.words[part.last + 1] if part.last < last else ""
    trusted = part.name.lower() in known or part.is_own or part.demonym or _is_unit(part)
    if heads and (trusted or part.population >= LARGE_TOWN) and rest != "'s":
        part.embedded = True
        yield part


# -- what the model has not marked --------------------------------------------------------------------------------


def _outside_mentions(reading: Reading, taken: set[int], known: set[str]) -> list[Naming]:
    found: list[Naming] = []
    tags, marked = reading.tags, reading.mention_of
    i, size = 0, len(reading)
    while i < size:
        if marked[i] is not None or i in taken or not (tags[i] in PROPER or _is_misread_seat(reading, i)):
            i += 1
            continue
        end = i + (tags[i] not in PROPER)
        while end < size and tags[end] in PROPER and marked[end] is None and end - i < LONGEST_RUN:
            end += 1
        found += _longest_matches(reading, i, end, known)
        i = end
    return found


def _is_misread_seat(reading: Reading, i: int) -> bool:
    """Whether a word that the parser takes for a common noun is a capital ("Bangui accepted the offer.")."""
    word = reading.words[i]
    return reading.tags[i] in MISREAD and word[0].isupper() and not word.isupper() and seat_named(word) is not None


def _longest_matches(reading: Reading, start: int, end: int, known: set[str]) -> Iterator[Naming]:
    i = start
    while i < end:
        for stop in range(min(end, i + LONGEST_NAME), i, -1):
            naming = naming_of(reading, i, stop - 1, "")
            if naming is not None and naming.entries and _is_unmarked_place(reading, naming, known):
                yield naming
                i = stop - 1
                break
        i += 1


def _is_unmarked_place(reading: Reading, naming: Naming, known: set[str]) -> bool:
    if naming.kinds & {entry.kind for entry in naming.entries} or is_dateline(reading, naming):
        return True
    if _lies_in_next(reading, naming) or (_has_office(reading, naming) and _is_unit(naming)):
        return True
    if _is_water(reading, naming):
        return True
    if not _stands_alone(reading, naming):
        return False
    if naming.demonym or naming.is_own or naming.name.lower() in known:
        return True
    before = reading.lower[naming.first - 1] if naming.first else ""
    return before in SURELY_LOCATIVE or naming.population >= LARGE_TOWN


def _stands_alone(reading: Reading, naming: Naming) -> bool:
    """Whether no other proper noun touches the name (as it does in "Paris Hilton" or "Bank of China")."""
    before, after = naming.first - 1, naming.last + 1
    if after < len(reading) and reading.tags[after] in PROPER and reading.words[after][0].isupper():
        return False
    if before < 0:
        return True
    if reading.tags[before] in PROPER and reading.words[before][0].isupper():
        return False
    return not (reading.lower[before] == "of" and before > 0 and reading.tags[before - 1] in PROPER)


# -- persons ------------------------------------------------------------------------------------------------------


def _is_person(reading: Reading, naming: Naming, persons: FullNames) -> bool:
    """Whether the name is somebody's: after a title, or part of a full name that the text gives elsewhere."""
    if naming.first != naming.last or naming.demonym or naming.embedded:
        return False
    hints = load_hints()
    before = reading.lower[naming.first - 1] if naming.first else ""
    if before.rstrip(".") in hints.titles and reading.words[naming.first - 1][0].isupper():
        return not naming.is_country
    if before in SURELY_LOCATIVE:
        return False
    word = reading.lower[naming.first]
    given, surnames = persons
    return (word in given and word in hints.given) or (word in surnames and not naming.is_own)


def _full_names(reading: Reading) -> FullNames:
    """First and last words of the full names of persons in the text."""
    full = [m for m in reading.mentions if m.label == "PERSON" and m.end - m.start > 1]
    return frozenset(reading.lower[m.start] for m in full), frozenset(reading.lower[m.end - 1] for m in full)
