"""The cast of a document: who is meant by each name, title, nominal and pronoun in it."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from dragoman.actors.agents import without_office
from dragoman.actors.names import NamedActor, chosen, names_in
from dragoman.actors.nationality import country_of, government_of, nationalities_in
from dragoman.actors.nominals import Nominal, nominal_at
from dragoman.actors.people import People, Person, office_of
from dragoman.actors.tables import fold
from dragoman.codes import Sense
from dragoman.places.countries import country
from dragoman.reading.coreference import antecedent_of, mention_head
from dragoman.reading.reading import Mention, Reading
from dragoman.records import Actor, Evidence, Place, Span, make_id

NAMES = frozenset(("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"))
# Those who belong to the country in which they are ("the rebels in Darfur").
LOCALS = frozenset(("REB", "OPP", "PTY", "CVL", "COP", "LAB", "AGR", "CRM", "EDU"))
HERE = ("of", "from", "in")
# Adjectives of faith say nothing of a place, though regions bear them in their names.
FAITHS = frozenset(("jewish", "muslim", "christian", "islamic", "catholic", "orthodox"))
MODIFIERS = frozenset(("amod", "compound", "nmod", "poss"))
LOCATIVE = frozenset(
    ("in", "at", "across", "near", "inside", "into", "within", "throughout", "outside", "around", "through", "over")
)
# What runs between two towns, and not between two governments.
ROUTES = frozenset(
    [
        "road",
        "highway",
        "railway",
        "border",
        "train",
        "trains",
        "flight",
        "flights",
        "bus",
        "route",
        "corridor",
        "distance",
        "halfway",
        "way",
    ]
)
BELIEVED = frozenset(
    [
        "said",
        "believed",
        "thought",
        "reported",
        "understood",
        "expected",
        "rumoured",
        "rumored",
        "accused",
        "told",
        "asked",
        "urged",
        "warned",
    ]
)
# "The aide of the aide of …": so many steps lead from one phrase to another.
DEEPEST = 20
# Whose man somebody is, is said where he is named first.
OWNED = 8
PRONOUNS = frozenset(("PRP", "PRP$", "WP", "WDT", "WP$"))
ARTICLES = frozenset(
    ("the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your")
)
# Nouns for which a name of that table may have stood before.
COLLECTIVES = dict.fromkeys(
    ("group", "movement", "faction", "militia", "insurgents", "militants", "rebels"), "groups.csv"
) | dict.fromkeys(("bloc", "alliance"), "igos.csv")
# Bodies that one country has one of: "Russian troops" and "the Russian army" are one actor.
ONE_EACH = frozenset(("force", "institution"))
# Pronouns for a human being.
OF_A_HUMAN = frozenset(("he", "him", "his", "she", "her"))


class Cast:
    """Answers who acts or speaks where a noun phrase stands. Built once for a reading; answers lazily."""

    def __init__(self, reading: Reading, places: list[Place]) -> None:
        self.reading = reading
        self.places = places
        published = reading.document.published
        self.day = published.first if published else None
        self._answers: dict[int, Actor | None] = {}
        self._depth = 0

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
        found: dict[str, Actor] = {}
        for j in self.reading.conjuncts(i):
            actor = self.one(j)
            for each in self._by_country(j, actor) if actor is not None else ():
                found.setdefault(each.id, each)
        return tuple(found.values())

    def one(self, i: int) -> Actor | None:
        """The actor meant by token ``i`` alone, or ``None`` where it names a thing, or nobody one can tell."""
        if i not in self._answers:
            if self._depth > DEEPEST:
                return None
            self._answers[i] = None  # An antecedent that leads back here answers nothing.
            self._depth += 1
            self._answers[i] = self._find(i)
            self._depth -= 1
        return self._answers[i]

    def is_town_for(self, pronoun: int, i: int) -> bool:
        """Whether "he" or "she" would stand for a place: nobody calls a town so, whatever the parser takes it for."""
        return self.reading.lower[pronoun] in OF_A_HUMAN and i in self._place_at

    def described(self, i: int) -> Actor:
        """An actor known by the words alone ("a senior official", "the report"), never resolved further."""
        span = self.reading.noun_phrase(i)
        name = span.text_of(self.reading.text)
        evidence = Evidence(span, "described", "named by these words alone")
        return Actor(make_id("ac", name.lower()), name, None, None, None, None, None, False, evidence)

    def _by_country(self, i: int, actor: Actor) -> list[Actor]:
        """ "French and German troops", "the leaders of France and Germany": one actor for each country."""
        reading = self.reading
        if actor.evidence.rule != "agent-phrase":
            return [actor]
        for c in reading.children[i]:
            of = reading.deps[c] == "prep" and reading.lower[c] == "of"
            first = reading.child(c, "pobj") if of else c if reading.deps[c] in MODIFIERS else None
            chain = reading.conjuncts(first) if first is not None else []
            countries = [known[0] for j in chain if (known := country_of(reading.words[j])) is not None]
            if len(chain) > 1 and len(countries) == len(chain):
                return [self._of_country(actor, iso3) for iso3 in dict.fromkeys(countries)]
        return [actor]

    def _of_country(self, actor: Actor, iso3: str) -> Actor:
        state = country(iso3)
        noun = actor.name.split(" of ")[0].split()[-1]
        name = f"{noun} ({state.name if state else iso3})"
        identity = make_id("ac", iso3, actor.sector)
        return replace(actor, id=identity, name=name, country=iso3)

    # -- finding ---------------------------------------------------------------------------------------------------

    @cached_property
    def _people(self) -> People:
        literal = [p for p in self.places if p.sense is Sense.LITERAL and p.lat is not None]
        spots = {self.reading.words_of(p.span) for p in literal if p.span is not None}
        return People(self.reading, self.day, spots)

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
        if reading.tags[i] in PRONOUNS and not (i in self._names and reading.words[i].isupper()):
            return self._referred(i)
        mention = reading.mention_of[i]
        person = self._people.at.get(i)
        if person is not None:
            return self._person(i, person, mention)
        if i in self._names:
            return self._named(*self._names[i])
        if mention is not None and mention.label in NAMES:
            i = mention_head(reading, mention)
            if i in self._names:
                return self._named(*self._names[i])
            known = self._country(i, mention)
            if known is not None:
                return known
        elif (reading.tags[i] in ("NNP", "NNPS", "JJ") or i in self._place_at) and reading.words[i][0].isupper():
            known = self._country(i, Mention(i, i + 1, "GPE"))
            if known is not None:
                return known
        if reading.deps[i] in ("compound", "amod", "nmod") and (mention is None or mention.label not in NAMES):
            above = reading.heads[i]
            return self.one(above) if above in self._people.heads else None
        person = self._surnamed(i, mention)
        if person is not None:
            return self._person(i, person, None)
        nominal = nominal_at(reading, i, self.day)
        if nominal is not None:
            return self._nominal(i, nominal)
        return self._unknown_name(i, mention)

    def _surnamed(self, i: int, mention: Mention | None) -> Person | None:
        """The person whose bare surname the model took for something else, or for nothing."""
        if self.reading.tags[i] != "NNP" or (mention is not None and mention.end - mention.start > 1):
            return None
        return self._people.surnamed(i) if i not in self._place_at else None

    def _referred(self, i: int) -> Actor | None:
        j = antecedent_of(self.reading, i)
        actor = self.one(j) if j is not None and j != i else None
        if actor is None or j is None or self.is_town_for(i, j):
            return None
        span = self.reading.span(i, i)
        why = f"“{self.reading.words[i]}” refers to “{self.reading.words[j]}”; {actor.evidence.why}"
        return replace(actor, evidence=Evidence(span, "coreference", why))

    def _person(self, i: int, person: Person, mention: Mention | None) -> Actor:
        country, sector, office, since, until, why = office_of(person)
        if country is None and sector is not None:
            country = self._country_of_owner(person)
        name = person.standing.person if person.standing and len(person.pieces) == 1 else person.name
        start, end = (mention.start, mention.end) if mention else (i, i + 1)
        key = fold(name)
        span = self.reading.span(start, end - 1)
        return Actor(
            make_id("ac", "person", key),
            name,
            country,
            sector,
            office,
            since,
            until,
            True,
            Evidence(span, "person", why),
        )

    def _country_of_owner(self, person: Person) -> str | None:
        """ "Prime Minister N's adviser M": M serves where N does."""
        for noun in dict.fromkeys(person.nouns[:OWNED]):
            owner = self.reading.child(noun, "poss")
            whose = self.one(owner) if owner is not None else None
            if whose is not None and whose.country is not None:
                return whose.country
        return None

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
        if mention.start and reading.words[mention.start - 1][:1].isupper():
            # A people named by two words, the second of which is another's name ("Crimean Tatars").
            known = country_of(f"{reading.words[mention.start - 1]} {text}") or known
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
            if known[1] and any(reading.lower[c] == "ethnic" for c in reading.children[i]):
                return self._people_within(i)
            why = f"“{text}” {'are people of' if known[1] else 'is'} {name}"
            return Actor(make_id("ac", iso3), name, iso3, None, None, None, None, False, Evidence(span, "country", why))
        assert seat is not None
        literal = place is not None and place.sense is Sense.LITERAL and not self._is_party(i)
        if literal or (place is None and reading.deps[i] not in ("nsubj", "nsubjpass", "poss", "conj", "pobj", "dobj")):
            return None
        why = f"“{text}” stands for the {seat[2]}"
        evidence = Evidence(span, "seat-of-government", why)
        state = country(seat[0]) if seat[1] == "GOV" else None
        identity = make_id("ac", seat[0]) if seat[1] == "GOV" else make_id("ac", seat[0], seat[1])
        name = state.name if state else seat[2]
        return Actor(identity, name, seat[0], seat[1], None, None, None, False, evidence)

    def _people_within(self, i: int) -> Actor:
        """ "Ethnic Albanians": citizens of the country they live in, which the words do not tell."""
        span = self.reading.noun_phrase(i)
        name = span.text_of(self.reading.text)
        evidence = Evidence(span, "agent-phrase", f"“{name}” are people of some country, not that country")
        return Actor(make_id("ac", name.lower()), name, None, "CVL", None, None, None, False, evidence)

    def _is_party(self, i: int) -> bool:
        """ "Talks between Ankara and Cairo", "Moscow is said to be furious": no town is meant."""
        reading = self.reading
        first = i
        while reading.deps[first] == "conj" and reading.heads[first] < first:
            first = reading.heads[first]
        above = reading.heads[first]
        if reading.deps[first] == "pobj" and reading.lower[above] in ("by", "against", "with"):
            return True
        if reading.deps[first] == "pobj" and reading.lower[above] == "between":
            return reading.lower[reading.heads[above]] not in ROUTES
        return reading.deps[i] == "nsubjpass" and reading.lower[above] in BELIEVED

    def _nominal(self, i: int, nominal: Nominal) -> Actor | None:
        reading = self.reading
        person = self._introduced(i)
        if person is not None:
            return person
        named = self._named_before(i) if nominal.country is None and nominal.body is None else None
        if named is not None:
            why = f"“{self.reading.words[i]}” refers to {named.name}; {named.evidence.why}"
            return replace(named, evidence=Evidence(reading.noun_phrase(i), "coreference", why))
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
        if iso3 is None and nominal.kind != "relation" and (shared := self._shared_country(i)) is not None:
            iso3, why = shared, f"{why}; it shares the adjective of the noun before it"
        origins = HERE if sector in LOCALS else ("of", "from")
        if iso3 is None and nominal.kind != "relation" and (place := self._place_of(i, origins)) is not None:
            iso3, why = place.country, f"{why}; {place.name} is in {place.country}"
        if sector is None and nominal.kind == "bare" and (of := self._part_of(i)) is not None:
            sector, iso3 = of.sector, iso3 or of.country
            why = f"{why}; “{of.name}” is {sector}"
        one = nominal.kind in ONE_EACH and iso3 is not None
        key = (iso3, sector) if one else (name.lower(), iso3)
        identity = make_id("ac", iso3) if one and sector == "GOV" else make_id("ac", *key)
        evidence = Evidence(span, "agent-phrase", why)
        return Actor(identity, name, iso3, sector, None, None, None, False, evidence)

    def _shared_country(self, i: int) -> str | None:
        """ "Peruvian officials and diplomats": the adjective counts for a bare noun that follows, too."""
        reading = self.reading
        first = reading.heads[i]
        bare = all(reading.deps[c] in ("cc", "conj", "punct", "prep", "relcl") for c in reading.children[i])
        if reading.deps[i] != "conj" or not bare or reading.tags[first] != "NNS":
            return None
        before = [country_of(reading.words[c]) for c in reading.children_by(first, "amod")]
        return next((known[0] for known in before if known is not None), None)

    def _named_before(self, i: int) -> Actor | None:
        """ "The group", "the paramilitary group", "the bloc": the last of its kind that was named, not long before."""
        reading = self.reading
        table = COLLECTIVES.get(reading.lower[i])
        children = reading.children[i]
        if table is None or not any(reading.lower[c] == "the" for c in children):
            return None
        if any(reading.deps[c] in ("prep", "relcl", "poss", "conj", "acl") for c in children):
            return None
        earliest = reading.sentences[max(0, reading.sentence_index[i] - 2)].start
        for j in range(i - 1, earliest - 1, -1):
            if j in self._names and self._names[j][2].table == table:
                return self._named(*self._names[j])
        return None

    def _part_of(self, i: int) -> Actor | None:
        """ "Four members of the security forces", "a group of gunmen": what they are part of."""
        of = next((c for c in self.reading.children_by(i, "prep") if self.reading.lower[c] == "of"), None)
        whole = self.reading.child(of, "pobj") if of is not None else None
        actor = self.one(whole) if whole is not None else None
        return actor if actor is not None and actor.sector is not None and not actor.person else None

    def _place_of(self, i: int, origins: tuple[str, ...]) -> Place | None:
        """The place a noun belongs to: "Rakhine rebels", "the mayor of Aleppo"."""
        reading = self.reading
        if any(
            reading.lower[c] in ("ethnic", "anti", "pro")
            for j in (i, *reading.children[i])
            for c in reading.children[j]
        ):
            return None
        for c in reading.children[i]:
            if reading.deps[c] in MODIFIERS and (place := self._place_at.get(c)) is not None:
                return place if place.country and reading.lower[c] not in FAITHS else None
            named = reading.child(c, "pobj") if reading.deps[c] == "prep" and reading.lower[c] in origins else None
            if named is not None and (place := self._place_at.get(named)) is not None:
                return place if place.country else None
        return None

    def _introduced(self, i: int) -> Actor | None:
        """The person named in apposition to this noun, or met before with that title."""
        reading = self.reading
        if i in self._people.introduced:
            return self.one(self._people.introduced[i])
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
        head = mention_head(self.reading, mention)
        if self.reading.deps[head] == "pobj" and self.reading.lower[self.reading.heads[head]] in LOCATIVE:
            return None
        span = self.reading.span(mention.start, mention.end - 1)
        name = span.text_of(self.reading.text)
        countries = {n.country for n in nationalities_in(name.replace("’s", " 's").replace("'s", " 's").split())}
        iso3 = countries.pop() if len(countries) == 1 and mention.label == "ORG" else None
        why = "a name that no table of ours holds" + (f", with the name of {iso3} in it" if iso3 else "")
        evidence = Evidence(span, "unknown-name", why)
        return Actor(make_id("ac", "name", fold(name)), name, iso3, None, None, None, None, False, evidence)
