"""The cast of a document: who is meant by each name, title, nominal and pronoun in it."""

from __future__ import annotations

from functools import cached_property

from dragoman.actors.agents import without_office
from dragoman.actors.names import NamedActor, chosen, names_in
from dragoman.actors.nationality import country_of, government_of
from dragoman.actors.nominals import Nominal, nominal_at
from dragoman.actors.people import People, Person, office_of
from dragoman.actors.tables import fold
from dragoman.places.countries import country
from dragoman.reading.coreference import antecedent_of, mention_head
from dragoman.reading.reading import Mention, Reading
from dragoman.records import Actor, Evidence, Place, Sense, Span, make_id

NAMES = frozenset(("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"))
MODIFIERS = frozenset(("amod", "compound", "nmod", "poss"))
LOCATIVE = frozenset(("in", "at", "across", "near", "inside", "into", "within", "throughout", "outside", "around", "through", "over"))
PRONOUNS = frozenset(("PRP", "PRP$", "WP", "WDT", "WP$"))
ARTICLES = frozenset(("the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your"))
# Bodies that one country has one of: "Russian troops" and "the Russian army" are one actor.
ONE_EACH = frozenset(("force", "institution"))


class Cast:
    """Answers who acts or speaks where a noun phrase stands. Built once for a reading; answers lazily."""

    def __init__(self, reading: Reading, places: list[Place]) -> None:
        self.reading = reading
        self.places = places
        published = reading.document.published
        self.day = published.first if published else None
        self._answers: dict[int, Actor | None] = {}

    def mentions(self) -> list[Actor]:
        """Every named actor of the document, a record for each mention, in text order."""
        reading = self.reading
        heads = {mention_head(reading, m) for m in reading.mentions if m.label in NAMES}
        heads.update(end - 1 for end in (start_end[1] for start_end in self._names.values()))
        heads.update(self._people.heads)
        found: dict[Span | None, Actor] = {}
        for head in sorted(heads):
            above = reading.heads[head]
            if reading.deps[head] in MODIFIERS and above != head and head not in self._people.at and self.one(above):
                head = above
            actor = self.one(head)
            if actor is not None:
                found.setdefault(actor.span, actor)
        return [found[span] for span in sorted(found, key=lambda s: s or Span(0, 0))]

    def at(self, i: int) -> tuple[Actor, ...]:
        """The actors meant by the noun phrase that token ``i`` heads, what is coordinated with it included."""
        actors = (actor for j in self.reading.conjuncts(i) if (actor := self.one(j)) is not None)
        return tuple({actor.id: actor for actor in actors}.values())

    def one(self, i: int) -> Actor | None:
        """The actor meant by token ``i`` alone, or ``None`` where it names a thing, or nobody one can tell."""
        if i not in self._answers:
            self._answers[i] = None  # An antecedent that leads back here answers nothing.
            self._answers[i] = self._find(i)
        return self._answers[i]

    def described(self, i: int) -> Actor:
        """An actor known by the words alone ("a senior official", "the report"), never resolved further."""
        span = self.reading.noun_phrase(i)
        name = span.text_of(self.reading.text)
        evidence = Evidence(span, "described", "named by these words alone")
        return Actor(make_id("ac", name.lower()), name, None, None, None, None, None, False, evidence)

    # -- finding ---------------------------------------------------------------------------------------------------

    @cached_property
    def _people(self) -> People:
        return People(self.reading, self.day)

    @cached_property
    def _names(self) -> dict[int, tuple[int, int, NamedActor]]:
        """Token → start, end and actor of the name from our tables that it stands in."""
        found = {}
        for name in names_in(self.reading.words):
            actor = chosen(name.actors, self.day)
            if actor is not None:
                for i in range(name.start, name.end):
                    found[i] = (name.start, name.end, actor)
        return found

    @cached_property
    def _place_at(self) -> dict[int, Place]:
        found = {}
        for place in self.places:
            if place.span is not None:
                for i in self.reading.tokens_in(place.span):
                    found[i] = place
        return found

    def _find(self, i: int) -> Actor | None:
        reading = self.reading
        if reading.tags[i] in PRONOUNS:
            return self._referred(i)
        mention = reading.mention_of[i]
        person = self._people.at.get(i)
        if person is not None:
            return self._person(i, person, mention)
        if i in self._names:
            return self._named(*self._names[i])
        if mention is not None and mention.label in NAMES:
            i = mention_head(reading, mention)
            known = self._country(i, mention)
            if known is not None:
                return known
        elif reading.tags[i] in ("NNP", "NNPS", "JJ") and reading.words[i][0].isupper():
            known = self._country(i, Mention(i, i + 1, "GPE"))
            if known is not None:
                return known
        if reading.deps[i] in ("compound", "amod", "nmod") and (mention is None or mention.label not in NAMES):
            above = reading.heads[i]
            return self.one(above) if above in self._people.heads else None
        nominal = nominal_at(reading, i, self.day)
        if nominal is not None:
            return self._nominal(i, nominal)
        return self._unknown_name(i, mention)

    def _referred(self, i: int) -> Actor | None:
        j = antecedent_of(self.reading, i)
        actor = self.one(j) if j is not None and j != i else None
        if actor is None or j is None:
            return None
        span = self.reading.span(i, i)
        why = f"“{self.reading.words[i]}” refers to “{self.reading.words[j]}”; {actor.evidence.why}"
        return _at(actor, Evidence(span, "coreference", why))

    def _person(self, i: int, person: Person, mention: Mention | None) -> Actor:
        country, sector, office, since, until, why = office_of(person)
        name = person.standing.person if person.standing and len(person.pieces) == 1 else person.name
        start, end = (mention.start, mention.end) if mention else (i, i + 1)
        key = fold(name)
        span = self.reading.span(start, end - 1)
        return Actor(
            make_id("ac", "person", key), name, country, sector, office, since, until, True, Evidence(span, "person", why)
        )

    def _named(self, start: int, end: int, actor: NamedActor) -> Actor:
        span = self.reading.span(start, end - 1)
        why = f"{actor.name} is listed as {actor.country or 'of no country'} {actor.sector or ''}".strip()
        if actor.since or actor.until:
            why += f" from {actor.since or '…'} to {actor.until or 'today'}"
        evidence = Evidence(span, "listed-name", f"{why} ({actor.source})")
        identity = make_id("ac", "name", actor.name)
        return Actor(identity, actor.name, actor.country, actor.sector, None, None, None, False, evidence)

    def _country(self, i: int, mention: Mention) -> Actor | None:
        reading = self.reading
        text = reading.span(mention.start, mention.end - 1).text_of(reading.text)
        known, seat = country_of(text), government_of(text)
        if known is None and seat is None:
            return None
        place = self._place_at.get(i)
        if reading.deps[i] == "pobj" and reading.lower[reading.heads[i]] in LOCATIVE:
            return None
        span = reading.span(mention.start, mention.end - 1)
        if known is not None:
            iso3 = known[0]
            state = country(iso3)
            name = state.name if state else text
            why = f"“{text}” {'are people of' if known[1] else 'is'} {name}"
            return Actor(make_id("ac", iso3), name, iso3, None, None, None, None, False, Evidence(span, "country", why))
        assert seat is not None
        literal = place is not None and place.sense is Sense.LITERAL
        if literal or (place is None and reading.deps[i] not in ("nsubj", "nsubjpass", "poss", "conj", "pobj", "dobj")):
            return None
        why = f"“{text}” stands for the {seat[2]}"
        evidence = Evidence(span, "seat-of-government", why)
        identity = make_id("ac", seat[0]) if seat[1] == "GOV" else make_id("ac", seat[0], seat[1])
        return Actor(identity, seat[2], seat[0], seat[1], None, None, None, False, evidence)

    def _nominal(self, i: int, nominal: Nominal) -> Actor | None:
        reading = self.reading
        person = self._introduced(i)
        if person is not None:
            return person
        if nominal.kind == "site" and reading.deps[i] not in ("nsubj", "agent"):
            return None
        span = reading.noun_phrase(i)
        name = span.text_of(reading.text)
        words = name.split()
        while len(words) > 1 and words[0].lower() in ARTICLES:
            words = words[1:]
        name = " ".join(words)
        sector = without_office(nominal.sector) if nominal.former else nominal.sector
        iso3, why = nominal.country, nominal.why
        owner = reading.child(i, "poss") if iso3 is None and nominal.kind != "relation" else None
        if owner is not None and (whose := self.one(owner)) is not None:
            iso3, why = whose.country, f"{why}; “{reading.words[owner]}” is {whose.name}"
        one = nominal.kind in ONE_EACH and iso3 is not None
        key = (iso3, sector) if one else (name.lower(), iso3)
        identity = make_id("ac", iso3) if one and sector == "GOV" else make_id("ac", *key)
        evidence = Evidence(span, "agent-phrase", why)
        return Actor(identity, name, iso3, sector, None, None, None, False, evidence)

    def _introduced(self, i: int) -> Actor | None:
        """The person named in apposition to this noun, or met before with that title."""
        reading = self.reading
        for c in reading.children[i]:
            if reading.deps[c] == "appos" and c in self._people.at:
                return self.one(c)
        if reading.deps[i] == "appos" and reading.heads[i] in self._people.at:
            return self.one(reading.heads[i])
        j = antecedent_of(reading, i)
        if j is None or j not in self._people.at:
            return None
        return self._referred(i)

    def _unknown_name(self, i: int, mention: Mention | None) -> Actor | None:
        if mention is None or mention.label not in ("ORG", "PERSON", "NORP"):
            return None
        text = self.reading.span(mention.start, mention.end - 1).text_of(self.reading.text)
        if text in self._people.places or mention.start in self._place_at:
            return None
        span = self.reading.span(mention.start, mention.end - 1)
        name = span.text_of(self.reading.text)
        evidence = Evidence(span, "unknown-name", "a name that no table of ours holds")
        return Actor(make_id("ac", "name", fold(name)), name, None, None, None, None, None, False, evidence)


def _at(actor: Actor, evidence: Evidence) -> Actor:
    """The same actor at another place in the text."""
    return Actor(
        actor.id,
        actor.name,
        actor.country,
        actor.sector,
        actor.office,
        actor.office_since,
        actor.office_until,
        actor.person,
        evidence,
    )
