"""The people named in a document: each with the fullest name, office, country and sector its mentions give together."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.actors.agents import without_office
from dragoman.actors.names import names_in
from dragoman.actors.nationality import country_of, government_of
from dragoman.actors.nominals import Nominal, nominal_at
from dragoman.actors.offices import (
    Standing,
    holders_in,
    holders_of_surname,
    standing_of,
    tenures_of,
    tenures_of_surname,
)
from dragoman.actors.tables import fold
from dragoman.actors.titles import is_title_word, title_of
from dragoman.reading.coreference import mention_head
from dragoman.reading.genders import gender_of_given_name, gender_of_title
from dragoman.reading.persons import LONGEST, MISTAKEN, PLACES, named_people
from dragoman.reading.reading import Mention, Reading

SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
INSIDE = frozenset(("in", "near", "outside", "inside"))
SETTLEMENTS = frozenset(("town", "city", "village", "district", "province", "port", "region", "suburb", "island"))
# Sectors of titles that honour a person and tell no office.
HONOURS = frozenset(("REL", "EDU", "MED"))


@dataclass(eq=False)
class Person:
    """One person of a document, gathered from all mentions."""

    pieces: tuple[str, ...]
    name: str
    offices: list[Nominal] = field(default_factory=list)
    standing: Standing | None = None
    polite: bool = False
    nouns: list[int] = field(default_factory=list)
    gender: str | None = None


class People:
    """Finds the people of a reading; ``at`` answers for the tokens of their names."""

    def __init__(self, reading: Reading, day: datetime.date | None, spots: Iterable[str] = ()) -> None:
        self.reading = reading
        self.day = day
        self.at: dict[int, Person] = {}
        self.heads: dict[int, Person] = {}
        # Nouns that are put beside a name ("its envoy for Sudan, the diplomat N, …") and mean the same person.
        self.introduced: dict[int, int] = {}
        self._by_last: dict[str, list[Person]] = {}
        self._by_first: dict[str, list[Person]] = {}
        # A name that the text uses for a place elsewhere is a place where the model takes it for a person, too.
        shown = {m.start for m in named_people(reading)}
        self.places = {self._words(m) for m in reading.mentions if m.label in PLACES and m.start not in shown}
        self.places.update(self._words(m) for m in reading.mentions if m.label not in PLACES and self._is_where(m))
        self.places.update(spots)
        mentions = self._mentions()
        # Full names first, so that a surname finds its person also where the full name comes later.
        for mention in sorted(mentions, key=lambda m: (len(self._pieces(m)) < 2, m.start)):
            self._add(mention)
        for person in dict.fromkeys(self.at.values()):
            person.standing = self._standing(person)

    def _mentions(self) -> list[Mention]:
        reading = self.reading
        known = [Mention(start, end, "PERSON") for start, end in holders_in(reading.words)]
        taken = {i for m in known for i in range(m.start, m.end)}
        found = known + [
            m for m in named_people(reading) if self._is_person(m) and taken.isdisjoint(range(m.start, m.end))
        ]
        taken.update(i for m in found for i in range(m.start, m.end))
        for i in range(1, len(reading)):
            if i not in taken and (mention := self._titled(i)) is not None:
                found.append(mention)
                taken.update(range(mention.start, mention.end))
        return found

    def _titled(self, i: int) -> Mention | None:
        """The name that starts at token ``i``, right after a title of the table."""
        reading = self.reading
        before = reading.words[i - 1]
        if reading.tags[i] != "NNP" or not before[0].isupper() or not is_title_word(before):
            return None
        mention = reading.mention_of[i]
        if mention is None:
            named = reading.words[i][0].isupper() and reading.heads[i - 1] >= i
            return Mention(i, self._run_end(i), "PERSON") if named else None
        starts = (i,) if mention.label in PLACES else (i, i - 1)
        mistaken = mention.label in MISTAKEN and mention.start in starts and self._is_person(mention)
        return Mention(i, mention.end, "PERSON") if mistaken else None

    def _is_where(self, mention: Mention) -> bool:
        """ "In N", "the town of N": a single name used for a place, whatever the model calls it."""
        reading = self.reading
        i = mention.start
        if mention.end - i != 1 or reading.deps[i] != "pobj" or not reading.words[i][0].isupper():
            return False
        before = reading.heads[i]
        if reading.lower[before] == "of":
            return reading.lower[reading.heads[before]] in SETTLEMENTS
        return reading.lower[before] in INSIDE

    def _words(self, mention: Mention) -> str:
        return " ".join(self.reading.words[mention.start : mention.end])

    def _run_end(self, i: int) -> int:
        stop = min(self.reading.sentence_of(i).stop, i + LONGEST)
        while i < stop and self.reading.tags[i] == "NNP":
            i += 1
        return i

    def _is_person(self, mention: Mention) -> bool:
        words = self.reading.words[mention.start : mention.end]
        text = " ".join(words)
        if text in self.places and not (mention.start and is_title_word(self.reading.words[mention.start - 1])):
            return False
        if title_of(words) and len(words) == 1:
            return False
        if country_of(text) or government_of(text):
            return False
        found = names_in(words)
        return not (found and found[0].end - found[0].start == len(words))

    def _pieces(self, mention: Mention) -> tuple[str, ...]:
        words = self.reading.words[mention.start : mention.end]
        while len(words) > 1 and (gender_of_title(words[0]) or is_title_word(words[0])):
            words = words[1:]
        found = [fold(word) for word in words if word not in ("'s", "’s", "'", "’")]
        while len(found) > 1 and found[-1] in SUFFIXES:
            found.pop()
        return tuple(piece for piece in found if piece)

    def _add(self, mention: Mention) -> None:
        pieces = self._pieces(mention)
        if not pieces:
            return
        person = self._known(pieces, mention) or Person(pieces, self._text(mention))
        if len(pieces) > len(person.pieces):
            person.pieces, person.name = pieces, self._text(mention)
        self._register(person, pieces)
        for i in range(mention.start, mention.end):
            self.at[i] = person
        head = mention_head(self.reading, mention)
        self.heads[head] = person
        before = self._before_comma(mention)
        if before is not None:
            self.introduced[before] = head
        person.offices.extend(self._offices_of(mention, head))
        person.gender = person.gender or self._gender(mention)
        if mention.start and gender_of_title(self.reading.words[mention.start - 1]):
            person.polite = True

    def _text(self, mention: Mention) -> str:
        words = self.reading.words[mention.start : mention.end]
        first = mention.start
        while mention.end - first > 1 and is_title_word(self.reading.words[first]):
            first += 1
        last = mention.end - (1 if words[-1] in ("'s", "’s", "'", "’") else 0)
        return self.reading.span(first, max(first, last - 1)).text_of(self.reading.text)

    def _register(self, person: Person, pieces: tuple[str, ...]) -> None:
        for index, key in ((self._by_last, pieces[-1]), (self._by_first, pieces[0])):
            people = index.setdefault(key, [])
            if person not in people:
                people.append(person)

    def _known(self, pieces: tuple[str, ...], mention: Mention) -> Person | None:
        """The person already met under this surname (or, for a single word, this first name)."""
        gender = self._gender(mention)
        same = [p for p in self._by_last.get(pieces[-1], []) if gender is None or p.gender in (gender, None)]
        if len(pieces) == 1:
            same = same or self._by_first.get(pieces[0], [])
            return self._nearest(same, mention.start) if len(same) > 1 else next(iter(same), None)
        return next((p for p in same if p.pieces[0] == pieces[0] or len(p.pieces) == 1), None)

    def _gender(self, mention: Mention) -> str | None:
        """m or f, where a title or the given name tells."""
        words = self.reading.words
        title = gender_of_title(words[mention.start - 1]) if mention.start else None
        given = gender_of_given_name(words[mention.start]) if mention.end - mention.start > 1 else None
        found = title or gender_of_title(words[mention.start]) or given
        return found if found in ("m", "f") else None

    def surnamed(self, i: int) -> Person | None:
        """The one person of the document whose family name this token is."""
        same = self._by_last.get(fold(self.reading.words[i]), [])
        return same[0] if len(same) == 1 else None

    def _nearest(self, people: list[Person], start: int) -> Person:
        """Of several of one surname the one named last before the mention."""
        places = {id(person): i for i, person in sorted(self.at.items()) if i < start}
        return max(people, key=lambda p: places.get(id(p), -1))

    def _offices_of(self, mention: Mention, head: int) -> list[Nominal]:
        """What is said right before or after the name: title, apposition, or the noun it is in apposition to."""
        reading = self.reading
        nouns = self._titles_before(mention)
        if is_title_word(reading.words[mention.start]) and mention.end - mention.start > 1:
            nouns.append(mention.start)
        if reading.deps[head] == "appos":
            nouns.append(reading.heads[head])
        nouns.extend(c for c in reading.children[head] if reading.deps[c] == "appos")
        after = self._after_comma(mention)
        if after is not None:
            nouns.append(after)
        self.at[mention.start].nouns.extend((head, *nouns))
        found = (
            nominal_at(reading, j, self.day)
            for j in dict.fromkeys(nouns)
            if reading.mention_of[j] is not mention or j == mention.start
        )
        return [nominal for nominal in found if nominal is not None and nominal.kind != "site"]

    def _titles_before(self, mention: Mention) -> list[int]:
        """The noun right before the name; of "Secretary of State N" the noun that the "of" belongs to as well."""
        reading = self.reading
        before = mention.start - 1
        if before < 0:
            return []
        of = reading.heads[before]
        if reading.deps[before] == "pobj" and reading.lower[of] in ("of", "for") and of < before:
            return [reading.heads[of], before]
        return [before]

    def _before_comma(self, mention: Mention) -> int | None:
        """ "Its envoy for Sudan, the Botswanan diplomat N, …": the noun of person before the comma."""
        reading = self.reading
        start = reading.sentence_of(mention.start).start
        i = mention.start - 1
        while i > start and mention.start - i < 7 and reading.tags[i][:2] in ("NN", "JJ", "DT", "PO", "PR", "HY"):
            i -= 1
        end = mention.end
        stop = reading.sentence_of(mention.start).stop
        if i <= start or reading.words[i] != "," or end >= stop or reading.words[end] not in (",", "."):
            return None
        if end + 1 < stop and reading.lower[end + 1] in ("and", "or", "as"):
            return None
        j = i - 1
        while j > start and reading.deps[j] in ("pobj", "prep", "compound", "poss", "case") and reading.heads[j] < i:
            j = reading.heads[j]
            if reading.heads[j] == j:
                break
        if reading.tags[j] not in ("NN", "NNP") or reading.mention_of[j] is not None or j in self.at:
            return None
        nominal = nominal_at(reading, j, self.day)
        return j if nominal is not None and nominal.kind in ("person", "bare") else None

    def _after_comma(self, mention: Mention) -> int | None:
        """ "X, the head of …": the first noun after the comma that names an agent, whatever the parse says."""
        reading = self.reading
        stop = min(reading.sentence_of(mention.start).stop, mention.end + 9)
        if mention.end >= stop or reading.words[mention.end] != ",":
            return None
        for j in range(mention.end + 1, stop):
            tag = reading.tags[j]
            if tag[:2] == "NN" and (j + 1 == len(reading) or reading.tags[j + 1] not in ("NN", "NNS", "NNP", "POS")):
                if j + 1 < stop and reading.words[j + 1] == "and":
                    return None
                return j
            if tag[:2] not in ("NN", "JJ", "DT", "VB", "PO", "HY", "RB", "AF", "PR") or tag in (
                "VBD",
                "VBZ",
                "VBP",
                "MD",
            ):
                return None
        return None

    def _standing(self, person: Person) -> Standing | None:
        said = _country_said(person)
        tenures = tenures_of(person.name)
        if tenures:
            standing = standing_of(tenures, self.day)
            fits = standing and (said is None or standing.country in (said, None))
            return standing if fits else None
        if len(person.pieces) > 1:
            return None
        if self.day is None:
            return _only_holder(person, said)
        holders = holders_of_surname(person.name, self.day, said)
        return (
            holders[0]
            if len(holders) == 1 and (person.offices or person.polite or said or len(person.name) > 4)
            else None
        )


def _only_holder(person: Person, said: str | None) -> Standing | None:
    """Undated, "President N": the one person of that surname in the table who ever held such an office."""
    sectors = {office.sector for office in person.offices if office.sector}
    fitting = [t for t in tenures_of_surname(person.name) if t.sector in sectors and said in (None, t.country)]
    return standing_of(fitting, None) if len({t.person for t in fitting}) == 1 else None


def _country_said(person: Person) -> str | None:
    return next((office.country for office in person.offices if office.country), None)


def office_of(person: Person) -> tuple[str | None, str | None, str | None, str | None, str | None, str]:
    """Country, sector, office, since, until and the reason, from the text first and the table after it."""
    offices = sorted(person.offices, key=lambda o: (o.sector is None, o.country is None))
    standing = person.standing
    country = _country_said(person) or (standing.country if standing else None)
    # An ayatollah who holds an office of state acts by the office.
    if not offices or offices[0].sector is None or (standing and standing.sector and offices[0].sector in HONOURS):
        if standing:
            return country, standing.sector, standing.office, standing.since, standing.until, standing.why
        office = offices[0].phrase if offices else None
        return country, None, office or None, None, None, "named in the text without an office we know"
    first = offices[0]
    sector = without_office(first.sector) if first.former else first.sector
    office = f"former {first.phrase}" if first.former else first.phrase
    dated = standing is not None and standing.sector == sector and standing.sector is not None
    since, until = (standing.since, standing.until) if dated and standing else (None, None)
    if dated and standing:
        office = standing.office or office
    why = f"the text calls the person “{first.phrase}”" + (f"; {standing.why}" if standing else "")
    return country, sector, office, since, until, why
