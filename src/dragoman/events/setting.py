"""The setting: the country of actors whose own words tell none, where the text speaks of one country only."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from dragoman.codes import Sense
from dragoman.events.roles import Actors
from dragoman.places.countries import country
from dragoman.reading.reading import Reading
from dragoman.records import Actor, Evidence, Place

# Those who act within their own country: a state met as the other side is most likely their own.
INSIDERS = frozenset(("REB", "OPP", "LAB", "PTY", "JUD", "COP", "CVL", "CRM", "UAF", "AGR"))
# Those who may be from anywhere.
GUESTS = frozenset(("JRN", "MED", "NGO", "IGO", "HRI", "REL", "SOC", "SPY", "BUS"))

# Doers whose deeds are mostly done at home.
AT_HOME = INSIDERS | {"GOV", "LEG"}

# Words of a phrase that points beyond one country.
FROM_ABROAD = frozenset(
    ("world", "foreign", "international", "global", "western", "european", "regional", "other", "arab", "african")
)
# An official of no named country is of the country that this share of the places of the text lies in.
MOSTLY = 0.7
# Codes of those who belong to no one country; unknown is none either.
STATELESS = frozenset(("UNO", "EUR", "IGO", "NGO", "IMG", None))


# Words for those who stand for their country in another.
ENVOYS = frozenset(
    ("diplomat", "diplomats", "ambassador", "envoy", "envoys", "consul", "embassy", "tourists", "tourist")
)
Countries = frozenset[str | None]


class Setting:
    """Answers which country the actors of an event belong to, by the countries its sentence speaks of."""

    def __init__(self, reading: Reading, places: list[Place]) -> None:
        self.reading = reading
        self._told = Counter(place.country for place in places if place.country)
        self._by_sentence: dict[int, list[Place]] = {}
        for place in places:
            if place.span is not None and place.country:
                token = reading.token_at(place.span.start)
                if token is not None:
                    self._by_sentence.setdefault(reading.sentence_index[token], []).append(place)

    def of(self, head: int, sources: Actors, targets: Actors) -> tuple[Actors, Actors]:
        """Sources and targets of the event at token ``head``, each with the country its setting gives it."""
        if all(actor.country for actor in (*sources, *targets)):
            return sources, targets
        return (
            self._settled(head, sources, targets, _senders(targets)),
            self._settled(head, targets, sources, _from_outside(sources)),
        )

    def _settled(self, head: int, actors: Actors, others: Actors, abroad: Countries) -> Actors:
        """``abroad``: countries of the other side that do not tell the country of this one."""
        return tuple(self._placed(head, actor, others, abroad) for actor in actors)

    def _placed(self, head: int, actor: Actor, others: Actors, abroad: Countries) -> Actor:
        if actor.country or actor.sector in GUESTS or (actor.sector is None and actor.person):
            return actor
        if FROM_ABROAD.intersection(actor.name.lower().split()) or self._is_unknown(actor):
            return actor
        state = self._only_country(head, actor, others)
        if state is None or (state in abroad and not self._is_scene(head, state, others)):
            return actor
        named = country(state)
        why = f"{actor.evidence.why}; the text speaks of no other country here than {named.name if named else state}"
        return replace(actor, country=state, evidence=Evidence(actor.span, actor.evidence.rule, why))

    def _is_scene(self, head: int, state: str, others: Actors) -> bool:
        """Whether the sentence names a place of the state apart from the words that name the other side."""
        theirs = [a.span for a in others if a.span is not None]
        here = self._by_sentence.get(self.reading.sentence_index[head], [])
        return any(
            p.country == state and p.sense is Sense.LITERAL and p.span and not any(t.covers(p.span) for t in theirs)
            for p in here
        )

    def _is_unknown(self, actor: Actor) -> bool:
        """Whether a name that no table holds may be anything but a body of the country ("Islam")."""
        if actor.evidence.rule != "unknown-name" or actor.span is None:
            return False
        token = self.reading.token_at(actor.span.start)
        mention = self.reading.mention_of[token] if token is not None else None
        if token is None or mention is None:
            return True
        group = "NNS" in (self.reading.tags[token], self.reading.tags[self.reading.heads[token]])
        return mention.label != "ORG" and not (mention.label == "NORP" and group)

    def _only_country(self, head: int, actor: Actor, others: Actors) -> str | None:
        """The one country of the sentence; a foreign counterpart alone does not say whose minister somebody is."""
        here = self._by_sentence.get(self.reading.sentence_index[head], [])
        countries = {place.country for place in here} | {a.country for a in others if a.country not in STATELESS}
        if not countries:
            countries = set(self._told)
        if len(countries) != 1:
            return None
        [state] = countries
        # The setting of the whole text has to be the same: elsewhere the sentence is about a foreign country.
        if state is None or (self._told and self._told[state] < max(self._told.values())):
            return None
        if actor.sector not in INSIDERS and any(a.country == state and a.sector == actor.sector for a in others):
            return None
        if actor.sector not in INSIDERS and self._told and self._told[state] < MOSTLY * sum(self._told.values()):
            return None
        if actor.sector not in INSIDERS and here:
            theirs = [a.span for a in others if a.span is not None and a.evidence.rule != "lies-in"]
            if not any(p.span is not None and not any(t.covers(p.span) for t in theirs) for p in here):
                return None
        return state


def _senders(targets: Actors) -> Countries:
    """Countries of envoys: who arrests a Cuban diplomat is hardly Cuban."""
    return frozenset(a.country for a in targets if ENVOYS.intersection(a.name.lower().split()))


def _from_outside(sources: Actors) -> Countries:
    """Countries of armies and states: whom an Israeli air raid kills is not told by it."""
    return frozenset(a.country for a in sources if a.country not in STATELESS and a.sector not in AT_HOME)
