"""The people named in a document: each with the fullest name, office, country and sector its mentions give together."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from dragoman.actors.agents import without_office
from dragoman.actors.names import names_in
from dragoman.actors.nationality import country_of, government_of
from dragoman.actors.nominals import Nominal, nominal_at
from dragoman.actors.offices import Standing, holders_of_surname, standing_of, tenures_of
from dragoman.actors.tables import fold
from dragoman.actors.titles import is_title_word, title_of
from dragoman.reading.coreference import mention_head
from dragoman.reading.genders import gender_of_title
from dragoman.reading.reading import Mention, Reading

SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
MISTAKEN = frozenset(("ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART"))


@dataclass(eq=False)
class Person:
    """One person of a document, gathered from all mentions."""

    pieces: tuple[str, ...]
    name: str
    offices: list[Nominal] = field(default_factory=list)
    standing: Standing | None = None
    polite: bool = False


class People:
    """Finds the people of a reading; ``at`` answers for the tokens of their names."""

    def __init__(self, reading: Reading, day: datetime.date | None) -> None:
        self.reading = reading
        self.day = day
        self.at: dict[int, Person] = {}
        self.heads: dict[int, Person] = {}
        self._by_last: dict[str, list[Person]] = {}
        self._by_first: dict[str, list[Person]] = {}
        # A name that the text uses for a place elsewhere is a place where the model takes it for a person, too.
        self.places = {self._words(m) for m in reading.mentions if m.label in ("GPE", "LOC", "FAC")}
        mentions = self._mentions()
        # Full names first, so that a surname finds its person also where the full name comes later.
        for mention in sorted(mentions, key=lambda m: (len(self._pieces(m)) < 2, m.start)):
            self._add(mention)
        for person in dict.fromkeys(self.at.values()):
            person.standing = self._standing(person)

    def _mentions(self) -> list[Mention]:
        reading = self.reading
        found = [m for m in reading.mentions if m.label == "PERSON" and self._is_person(m)]
        for i in range(1, len(reading)):
            if reading.tags[i] != "NNP" or not is_title_word(reading.words[i - 1]) or not reading.words[i - 1][0].isupper():
                continue
            mention = reading.mention_of[i]
            if mention is None and reading.words[i][:1].isupper() and reading.heads[i - 1] >= i:
                found.append(Mention(i, self._run_end(i), "PERSON"))
            elif mention is not None and mention.label in MISTAKEN and mention.start in (i, i - 1) and self._is_person(mention):
                found.append(Mention(i, mention.end, "PERSON"))
        return found

    def _words(self, mention: Mention) -> str:
        return " ".join(self.reading.words[mention.start : mention.end])

    def _run_end(self, i: int) -> int:
        stop = self.reading.sentence_of(i).stop
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
        person.offices.extend(self._offices_of(mention, head))
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
        same = self._by_last.get(pieces[-1], [])
        if len(pieces) == 1:
            same = same or self._by_first.get(pieces[0], [])
            return self._nearest(same, mention.start) if len(same) > 1 else next(iter(same), None)
        return next((p for p in same if p.pieces[0] == pieces[0] or len(p.pieces) == 1), None)

    def _nearest(self, people: list[Person], start: int) -> Person:
        """Of several of one surname the one named last before the mention."""
        places = {id(person): i for i, person in sorted(self.at.items()) if i < start}
        return max(people, key=lambda p: places.get(id(p), -1))

    def _offices_of(self, mention: Mention, head: int) -> list[Nominal]:
        """What is said right before or after the name: title, apposition, or the noun it is in apposition to."""
        reading = self.reading
        nouns = [mention.start - 1] if mention.start else []
        if is_title_word(reading.words[mention.start]) and mention.end - mention.start > 1:
            nouns.append(mention.start)
        if reading.deps[head] == "appos":
            nouns.append(reading.heads[head])
        nouns.extend(c for c in reading.children[head] if reading.deps[c] == "appos")
        after = self._after_comma(mention)
        if after is not None:
            nouns.append(after)
        found = (nominal_at(reading, j, self.day) for j in dict.fromkeys(nouns) if reading.mention_of[j] is not mention or j == mention.start)
        return [nominal for nominal in found if nominal is not None and nominal.kind != "site"]

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
            if tag[:2] not in ("NN", "JJ", "DT", "VB", "PO", "HY", "RB", "AF", "PR") or tag in ("VBD", "VBZ", "VBP", "MD"):
                return None
        return None

    def _standing(self, person: Person) -> Standing | None:
        said = _country_said(person)
        tenures = tenures_of(person.name)
        if tenures:
            standing = standing_of(tenures, self.day)
            fits = standing and (said is None or standing.country in (said, None))
            return standing if fits else None
        if len(person.pieces) > 1 or self.day is None:
            return None
        holders = holders_of_surname(person.name, self.day, said)
        return holders[0] if len(holders) == 1 and (person.offices or person.polite or said or len(person.name) > 4) else None


def _country_said(person: Person) -> str | None:
    return next((office.country for office in person.offices if office.country), None)


def office_of(person: Person) -> tuple[str | None, str | None, str | None, str | None, str | None, str]:
    """Country, sector, office, since, until and the reason, from the text first and the table after it."""
    offices = sorted(person.offices, key=lambda o: (o.sector is None, o.country is None))
    standing = person.standing
    country = _country_said(person) or (standing.country if standing else None)
    if not offices or offices[0].sector is None:
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
