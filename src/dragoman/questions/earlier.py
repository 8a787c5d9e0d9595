"""What a text has told before it asks: whose border it is that may open, and who the two are that may meet."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import islice

from dragoman.actors.cast import Cast
from dragoman.codes import EventType, Status
from dragoman.questions.acts import is_kind
from dragoman.reading.reading import Reading
from dragoman.records import Actor, Event

Actors = tuple[Actor, ...]
Found = tuple[Actors, Actors]
NOBODY: Found = ((), ())
# So many sentences back somebody may still be meant.
REMEMBERED = 3
# So many sentences back lies what a question takes up in general words ("will it respond?").
FURTHER_BACK = 6
# Events told longer ago than the last so many are of another matter.
MOST = 60
SAYING = frozenset(("say", "tell", "report", "believe", "think", "fear", "describe", "add", "note", "doubt"))
ONE, MANY = ("NN", "NNP"), ("NNS", "NNPS", "NN")
STATE = (None, "GOV", "MIL")
GROUPS = ("IGO", "NGO", "IMG")
# What an act takes back, grants or goes on with: events of these types that the text tells say whose act it would be.
# "x": the sides change places (who was asked would give).
UNDONE: dict[str, dict[str, str]] = {
    "RETREAT": {"COERCE": "", "SANCTION": "", "MOBILIZE": "", "ASSAULT": "", "RETREAT": "", "REQUEST": "x"},
    "CONCEDE": {"REQUEST": "x", "PROTEST": "x", "REJECT": "", "COERCE": "", "THREATEN": "x", "CONCEDE": ""},
    "COOPERATE": {"COOPERATE": "", "REQUEST": "x", "SANCTION": ""},
    "AID": {"AID": "", "AGREE": "", "REQUEST": "x"},
    "SUPPORT": {"SUPPORT": "", "REQUEST": "x"},
    "AGREE": {"AGREE": "", "SUPPORT": "", "CONSULT": "", "REQUEST": "x"},
    "CONSULT": {"CONSULT": "", "AGREE": "", "REQUEST": "x"},
    "ASSAULT": {"ASSAULT": "", "THREATEN": ""},
    "MOBILIZE": {"MOBILIZE": "", "THREATEN": ""},
    "COERCE": {"COERCE": "", "THREATEN": ""},
    "SANCTION": {"SANCTION": "", "THREATEN": ""},
    "PROTEST": {"PROTEST": ""},
    "ACCUSE": {"ACCUSE": ""},
    "REJECT": {"REJECT": "", "REQUEST": "x", "AGREE": "x"},
}


class Earlier:
    """Answers what the sentences before a question tell of its sides. Built once for a reading."""

    def __init__(self, reading: Reading, cast: Cast, events: list[Event]) -> None:
        self.reading = reading
        self.cast = cast
        self.events = sorted(events, key=lambda event: event.trigger.start)

    @cached_property
    def mentions(self) -> list[Actor]:
        return self.cast.mentions()

    def _before(self, token: int) -> list[Event]:
        """The events told before a token, the latest first."""
        start = self.reading.starts[token]
        before = (event for event in reversed(self.events) if event.trigger.start < start)
        return list(islice(before, MOST))

    def joined(self, token: int, number: int) -> Actors:
        """The last actors, so many, that were named in one breath not long before a token ("Kenya and Uganda")."""
        reading = self.reading
        index = reading.sentence_index[token]
        for j in range(token - 1, reading.sentences[max(0, index - REMEMBERED)].start - 1, -1):
            if reading.deps[j] != "conj" and len(reading.conjuncts(j)) == number:
                actors = self.cast.at(j)
                if len(actors) == number:
                    return actors
        return ()

    def meant_by(self, pronoun: int, taken: Actors) -> Actors:
        """Who "it" or "they" would be: the last subject of that number that can act, else what else was named."""
        reading = self.reading
        index = reading.sentence_index[pronoun]
        is_one = reading.lower[pronoun] in ("it", "its", "itself")
        for k in range(index, max(-1, index - REMEMBERED - 1), -1):
            tokens = [j for j in reading.sentences[k] if j < pronoun and reading.tags[j] in (ONE if is_one else MANY)]
            tokens = [j for j in tokens if is_one or reading.tags[j] != "NN" or is_kind(reading, j, ("crowds",))]
            saying = [j for j in tokens if reading.lemma(reading.heads[j]) in SAYING or self._asks(j, pronoun)]
            for labels in (("nsubj", "nsubjpass", "agent"), ("dobj", "pobj", "dative", "poss", "conj")):
                # Who only tells of it comes last.
                for j in sorted(tokens, key=lambda j: j in saying):
                    found = self._acting(j, is_one) if reading.deps[j] in labels else ()
                    found = tuple(a for a in found if all(a.id != other.id for other in taken))
                    if found:
                        return found
        return ()

    def person(self, pronoun: int, taken: Actors) -> Actors:
        """Who "he" or "she" would be: the only person told of not long before, besides those taken."""
        reading = self.reading
        first = reading.sentences[max(0, reading.sentence_index[pronoun] - REMEMBERED)].start
        start, end = reading.starts[first], reading.starts[pronoun]
        near = [a for a in self.mentions if a.person and a.span is not None and start <= a.span.start < end]
        found = {a.id: a for a in near if all(a.id != other.id for other in taken)}
        return tuple(found.values()) if len(found) == 1 else ()

    def _asks(self, noun: int, pronoun: int) -> bool:
        """Whether an indirect question lies between the two: who cannot say "whether they will" is no "they"."""
        reading = self.reading
        if reading.sentence_index[noun] != reading.sentence_index[pronoun]:
            return False
        return any(reading.lower[j] in ("whether", "when", "if") for j in range(noun + 1, pronoun))

    def _acting(self, noun: int, is_one: bool) -> Actors:
        reading = self.reading
        found = self.cast.at(noun)
        if is_one and (
            len(found) > 1 or any(a.person or a.office for a in found) or is_kind(reading, noun, ("singles",))
        ):
            return ()
        if found and all(a.evidence.rule != "unknown-name" or is_one for a in found):
            return found
        return (self.cast.described(noun),) if is_kind(reading, noun, ("bodies", "forces")) else ()

    def pair(self, token: int) -> Actors:
        """The two that the text is about up to a token: those named together last, else the two countries named most
        often; none where a third is named nearly as often."""
        joined = self.joined(token, 2)
        if joined:
            return joined
        start = self.reading.starts[token]
        named = [a for a in self.mentions if a.span is not None and a.span.start < start and is_state(a)]
        counted = Counter(actor.country for actor in named).most_common(3)
        if len(counted) < 2 or (len(counted) == 3 and counted[2][1] >= counted[1][1]):
            return ()
        # The state itself, where the text names it.
        states = [_state(named, country) for country, _ in counted[:2]]
        return tuple(state for state in states if state is not None)

    def doing(self, kind: EventType | None, token: int, words: frozenset[str]) -> Found:
        """Who would do it to whom, by the latest event of its kind, or of one that it undoes.

        ``words`` are the lemmas of the things the question is about; an event told with one of them comes first.
        """
        undone = UNDONE.get(kind.value, {}) if kind is not None else {}
        related = [event for event in self._before(token) if event.type.value in undone and event.source]
        shared = [event for event in related if words & self._words(event)]
        for event in shared or related:
            if event.status is Status.NEGATED and event.type is not kind:
                continue
            turned = undone[event.type.value] == "x"
            return (event.target, event.source) if turned else (event.source, event.target)
        return NOBODY

    def last_kind(self, token: int, doers: Actors = ()) -> EventType | None:
        """The type of the latest event told not long before a token, by those doers where there are any."""
        index = self.reading.sentence_index[token]
        near = self.reading.starts[self.reading.sentences[max(0, index - REMEMBERED)].start]
        sentence = self.reading.starts[self.reading.sentence_of(token).start]
        before = (event for event in self._before(token) if near <= event.trigger.start < sentence)
        known = {actor.id for actor in doers}
        found = next((e for e in before if not known or known & {actor.id for actor in e.source}), None)
        return found.type if found is not None else None

    def tells_of(self, token: int, marks: tuple[str, ...]) -> bool:
        """Whether the text before a token tells of an event of one of those types, or names a thing of those kinds."""
        reading = self.reading
        index = reading.sentence_index[token]
        first = reading.sentences[max(0, index - FURTHER_BACK)].start
        start = reading.starts[first]
        if any(event.type.value in marks and event.trigger.start >= start for event in self._before(token)):
            return True
        kinds = tuple(mark for mark in marks if mark.islower())
        nouns = (j for j in range(first, reading.sentences[index].start) if reading.tags[j][0] == "N")
        return bool(kinds) and any(is_kind(reading, j, kinds) for j in nouns)

    def _words(self, event: Event) -> frozenset[str]:
        token = self.reading.token_at(event.trigger.start)
        if token is None:
            return frozenset()
        sentence = self.reading.sentence_of(token)
        return frozenset(self.reading.lemma(j) for j in sentence if self.reading.tags[j] in ("NN", "NNS"))

    def counterpart(self, side: Actors, token: int) -> Actors:
        """The other side of the latest event in which one of these actors was one."""
        known = {actor.id for actor in side}
        lands = {actor.country for actor in side if actor.country and is_state(actor)}
        for event in self._before(token):
            for one, other in ((event.source, event.target), (event.target, event.source)):
                is_one = any(a.id in known or (a.country in lands and is_state(a)) for a in one)
                others = tuple(a for a in other if a.id not in known and a.country not in lands)
                if is_one and others:
                    return others
        return ()


def _state(named: list[Actor], country: str | None) -> Actor | None:
    same = [actor for actor in named if actor.country == country]
    return next((actor for actor in same if not actor.sector), same[0] if same else None)


def is_state(actor: Actor) -> bool:
    """Whether an actor is a country, its government or its forces, no single person."""
    return not actor.person and actor.sector in STATE and actor.country not in (None, *GROUPS)


def without(actors: Actors, others: Actors) -> Actors:
    """The actors that are not among those others."""
    known = {actor.id for actor in others}
    return tuple(actor for actor in actors if actor.id not in known)
