"""Roles: which actors stand behind the tokens of a role, and who else a noun phrase names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dragoman.actors.cast import Cast
from dragoman.events.holders import citizens, holder_of, in_sector, sector_of_thing
from dragoman.places.countries import country
from dragoman.reading.reading import Reading
from dragoman.records import Actor, Evidence, Place, make_id

Actors = tuple[Actor, ...]
# Compounds that name the doer rather than the place or the victim ("US airstrike" against "Syria airstrike").
DOERS = frozenset(
    ("us", "u.s.", "uk", "u.k.", "un", "u.n.", "eu", "e.u.", "nato", "isis", "taliban", "hamas", "hezbollah")
)

# Labels through which a clause goes on to speak of the same deed, and words that open something beside it.
BELOW = frozenset(("prep", "pobj", "pcomp", "dobj", "xcomp", "ccomp", "advcl", "acl", "dative", "attr"))
ASIDE = frozenset(
    (
        "after",
        "since",
        "before",
        "during",
        "despite",
        "citing",
        "until",
        "if",
        "unless",
        "by",
        "because",
        "as",
        "saying",
        "when",
        "while",
        "following",
        "amid",
        "according",
        "without",
    )
)
# Places whose country is known by their name.
SURE_KINDS = frozenset(("country", "capital"))
# Words looked at below another before it is given up.
WIDEST = 25


class Roles:
    """Answers who fills a role."""

    def __init__(self, reading: Reading, cast: Cast, places: list[Place]) -> None:
        self.reading = reading
        self.cast = cast
        # How often a country is spoken of, itself or by a place in it.
        self._told = Counter(place.country for place in places)
        self._place_at = {i: place for place in places if place.span is not None for i in reading.tokens_in(place.span)}

    def of(self, tokens: Iterable[int]) -> Actors:
        """The actors that noun phrases name themselves."""
        return distinct(actor for token in tokens for actor in self.named(token))

    def named(self, token: int) -> Actors:
        """The actors that one noun phrase names, with those it is coordinated with."""
        return tuple(citizens(self.reading, self._head_of(actor, token), actor) for actor in self.cast.at(token))

    def _head_of(self, actor: Actor, token: int) -> int:
        last = self.reading.token_at(actor.span.end - 1) if actor.span is not None else None
        return token if last is None else last

    def within(self, tokens: Iterable[int]) -> Actors:
        """The actors of noun phrases, or where they name things, the actors those things belong to."""
        found: list[Actor] = []
        for token in tokens:
            own = self.named(token)
            found.extend(own or self.owners(token) or self.linked(token, ("of", "by", "from")))
        return distinct(found)

    def reached(self, tokens: Iterable[int], on_the_ground: bool) -> Actors:
        """The actors of noun phrases that are done something to: themselves, whose they are, against whom they go,
        and for deeds done on the ground, the country in which they lie."""
        found: list[Actor] = []
        for token in tokens:
            own = self.within([token]) or self.linked(token, ("with", "to", "against", "on", "for"))
            if not own and on_the_ground:
                own = tuple(in_sector(a, sector_of_thing(self.reading, token), a.name) for a in self.ground(token))
            found.extend(own)
        return distinct(found)

    def ground(self, token: int) -> Actors:
        """The country in which a place lies, or the thing that stands at a place ("the town of …", "targets in …")."""
        return self.lying(token) or distinct(
            actor
            for prep in self.reading.children_by(token, "prep")
            if self.reading.lower[prep] in ("in", "of", "near")
            for pobj in self.reading.children_by(prep, "pobj")
            for actor in self.lying(pobj)
        )

    def lying(self, i: int) -> Actors:
        """The country in which the place named at token ``i`` lies; of a name that many towns share, only where the
        text speaks of that country again."""
        place = self._place_at.get(i)
        state = country(place.country) if place is not None and place.country else None
        if place is None or state is None:
            return ()
        if place.kind not in SURE_KINDS and place.evidence.rule != "only-place" and self._told[place.country] < 2:
            return ()
        why = f"“{self.reading.words[i]}” lies in {state.name}"
        evidence = Evidence(place.span, "lies-in", why)
        return (Actor(make_id("ac", state.iso3), state.name, state.iso3, None, None, None, None, False, evidence),)

    def owners(self, n: int) -> Actors:
        """Who a noun belongs to: "Russia's plan", "the Russian plan", "a US plan"."""
        reading = self.reading
        modifiers = [c for c in reading.children[n] if reading.deps[c] in ("poss", "amod", "compound", "nmod")]
        own = distinct(actor for c in modifiers for actor in self._named(c))
        # "US Predator attacks": the parser may chain the words before a noun.
        inner = [
            g for c in modifiers if reading.deps[c] == "compound" for g in reading.children_by(c, "compound", "amod")
        ]
        found = own or distinct(actor for g in inner for actor in self._named(g))
        return tuple(holder_of(reading, n, actor) for actor in found)

    def linked(self, n: int, prepositions: tuple[str, ...] | frozenset[str], depth: int = 0) -> Actors:
        """The actors after a preposition of a noun, or one noun further down ("the offices of the party of …")."""
        reading = self.reading
        found: list[Actor] = []
        for prep in reading.children_by(n, "prep"):
            if reading.lower[prep] not in prepositions:
                continue
            for pobj in reading.children_by(prep, "pobj"):
                own = self.named(pobj) or self.owners(pobj)
                if not own and depth < 1:
                    own = self.linked(pobj, ("of", "by", "from", "in", "against"), depth + 1)
                found.extend(own)
        return distinct(found)

    def below(self, head: int, taken: Actors, aside: frozenset[str] = ASIDE) -> Actors:
        """The first actors below a word who are not taken yet: whom it is about in the end ("help defend …")."""
        reading = self.reading
        waiting = [head]
        for _ in range(WIDEST):
            if not waiting:
                return ()
            at = waiting.pop(0)
            for c in reading.children[at]:
                if self._goes_on(c, at == head) and reading.lower[c] not in aside:
                    found = without(self._there(c), taken) if reading.tags[c][0] == "N" else ()
                    if found:
                        return found
                    waiting.append(c)
        return ()

    def _goes_on(self, c: int, first: bool) -> bool:
        """Whether a word below still speaks of the same deed; the subject of the deed itself does it."""
        reading = self.reading
        if reading.deps[c] in ("nsubj", "nsubjpass"):
            return not first
        if reading.deps[c] == "relcl":
            return any(reading.tags[g] == "TO" for g in reading.children_by(c, "aux"))
        return reading.deps[c] in BELOW

    def _there(self, n: int) -> Actors:
        """Whom a noun names, whose it is, or in which country it lies."""
        return self.named(n) or self.owners(n) or self.lying(n)

    def adjectives(self, n: int) -> Actors:
        """Doers named by an adjective or a short compound: "Russian shelling", "US airstrike"."""
        reading = self.reading
        return distinct(
            actor
            for c in reading.children[n]
            if reading.deps[c] in ("amod", "nmod") or (reading.deps[c] == "compound" and reading.lower[c] in DOERS)
            for actor in self._named(c)
        )

    def compounds(self, n: int) -> Actors:
        """Actors named by a compound: "Syria airstrike"."""
        reading = self.reading
        return distinct(
            actor
            for c in reading.children[n]
            if reading.deps[c] == "compound" and reading.lower[c] not in DOERS
            for actor in self._named(c)
        )

    def _named(self, c: int) -> Actors:
        if self.reading.deps[c] != "poss" and not self.reading.words[c][0].isupper():
            return ()
        return self.named(c)


def distinct(actors: Iterable[Actor]) -> Actors:
    """Each actor once, in order."""
    return tuple({actor.id: actor for actor in actors}.values())


def without(actors: Actors, others: Actors) -> Actors:
    taken = {actor.id for actor in others}
    return tuple(actor for actor in actors if actor.id not in taken)


def is_political(actor: Actor) -> bool:
    """Whether anything ties the actor to a country, an institution or a side."""
    return bool(actor.country or actor.sector)
