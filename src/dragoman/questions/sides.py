"""Who would do it, and to whom: by the words of a question, else by what the text has told before."""

from __future__ import annotations

from dragoman.codes import EventType
from dragoman.events.coding import Coding
from dragoman.events.setting import Setting
from dragoman.questions.acts import asked_for, is_kind
from dragoman.questions.asked import Asked
from dragoman.questions.earlier import Actors, Earlier, is_state, without
from dragoman.questions.meant import MEANS, NOBODY, Meant, named
from dragoman.reading.reading import Reading
from dragoman.records import Actor

Found = tuple[Actors, Actors]
# What two sides do together.
TOGETHER = frozenset((EventType.CONSULT, EventType.AGREE, EventType.COOPERATE, EventType.SUPPORT))
# What is sent, given or shown is no one it is done to.
HANDED = {
    EventType.MOBILIZE: ("forces", "arms", "tested", "ways"),
    EventType.AID: ("arms", "money", "peacekeepers"),
    EventType.COOPERATE: ("words", "arms", "money", "trade", "forces"),
    EventType.AGREE: ("words", "pacts"),
}
# Types whose reports name whom it is done to.
DONE_TO = frozenset(
    EventType(name) for name in ("RETREAT", "CONCEDE", "ASSAULT", "REQUEST", "REJECT", "THREATEN", "AID", "SUPPORT")
)
# Types whose target may be people known by their words alone.
UPON = DONE_TO | {EventType.COERCE, EventType.ACCUSE, EventType.SANCTION, EventType.THREATEN}
# Prepositions behind which stands to whom it is done; a place behind the first of them stands for who is there.
TOWARDS = frozenset(("with", "to", "on", "upon", "against", "for", "from", "at", "into", "towards", "inside"))
LINKS = TOWARDS | {"between", "over", "in"}
# What is asked for, and where a protest is held, is no one it is done to.
ASIDE = {EventType.REQUEST: frozenset(("for",)), EventType.PROTEST: frozenset(("in",))}
# Deeds done on the ground reach the country in which they are done.
ON_THE_GROUND = frozenset((EventType.ASSAULT, EventType.AID, EventType.COERCE))
FIGHTS = ("fighting", "attacks")
# Of these a capital that is given something, or whose thing it is about, stands for its government.
TO_STATES = frozenset(
    EventType(name) for name in ("AID", "SUPPORT", "REJECT", "SANCTION", "REQUEST", "AGREE", "THREATEN", "COOPERATE")
)
OWN_PEOPLE = ("envoys", "ambassadors", "forces")
OWN = frozenset(("its", "their", "his", "her", "our"))


class Sides:
    """Answers who the sides of the act of a question are. Built once for a reading."""

    def __init__(self, reading: Reading, meant: Meant, earlier: Earlier, setting: Setting) -> None:
        self.reading = reading
        self.meant = meant
        self.earlier = earlier
        self.setting = setting

    def of(self, asked: Asked, act: int, kind: EventType | None, coding: Coding | None, *, endured: bool) -> Found:
        """Source and target of the act at token ``act``; ``endured``: its subject is the target."""
        source, target = self.setting.of(act, self._source(asked, act), ())
        if endured:
            source, target = (), source
        else:
            target = self._target(act, source, kind, coding)
        if coding is not None:
            source = source or without(coding.sources, target)
        source, target = self.setting.of(act, source, target)
        if not source and kind is EventType.ASSAULT:
            fights = [j for j in (*self._objects(act, kind), *self._worked_on(act)) if is_kind(self.reading, j, FIGHTS)]
            source = next((found for j in fights if (found := self.meant.subject(j))), ())
            target = without(target, source)
        fighting = self._is_about(asked, asked.verb, "fighting")
        if fighting and not source and not target:
            pair = self.earlier.pair(asked.first)
            return pair[:1], pair[1:]
        return self._completed(asked, act, kind, source, target) if kind is not None else (source, target)

    def _completed(self, asked: Asked, act: int, kind: EventType, source: Actors, target: Actors) -> Found:
        """The sides that the words of the question leave open, by what the text has told before it."""
        if not source and not self._is_left_open(asked):
            source, told = self.earlier.doing(kind, asked.first, self._things(asked))
            source = without(source, target)
            target = target or without(told, source)
        mutual = kind in TOGETHER or self._is_about(asked, act, "truces")
        if mutual and len(source) < 2 and not target:
            pair = self.earlier.pair(asked.first)
            if not source:
                return pair, ()
            own = {actor.country for actor in source}
            if any(one.country in own for one in pair):
                target = tuple(one for one in pair if one.country not in own)
        if source and not target and kind in DONE_TO:
            target = self.earlier.counterpart(source, asked.first)
        return source, target

    def _source(self, asked: Asked, act: int) -> Actors:
        reading, verb = self.reading, asked.verb
        subject = reading.child(act, "nsubj") if act != verb else None
        if subject is None:
            subject = reading.child(verb, "nsubj") if verb == act else reading.child(verb, "nsubj", "nsubjpass")
        if subject is None:
            agent = reading.child(act, "agent")
            subject = reading.child(agent, "pobj") if agent is not None else None
        if subject is not None and subject in asked_for(reading, act):
            # "How many soldiers is Nairobi prepared to send?"
            below = reading.children_by(verb, "acomp", "xcomp", "nsubj")
            doers = [j for c in below for j in (reading.child(c, "nsubj"), c if reading.deps[c] == "nsubj" else None)]
            subject = next((j for j in doers if j is not None and j != subject), subject)
        if subject is None and reading.child(act, "nsubjpass") is None:
            subject = asked.doer
        return self.meant.subject(subject) if subject is not None else ()

    def _target(self, act: int, source: Actors, kind: EventType | None, coding: Coding | None) -> Actors:
        """The actor acted on: the object of the act or of its preposition, or whose the object is."""
        for head in [act] if coding is None or coding.head == act else [act, coding.head]:
            for noun in self._objects(head, kind):
                found = self._acted_on(noun, source, kind)
                if found:
                    return found
        if coding is not None and (found := named(without(coding.targets, source))):
            own = {actor.country for actor in source}
            abroad = (actor for actor in found if not (is_state(actor) and actor.country in own))
            return tuple(actor for actor in abroad if not self._is_handed(actor, kind))
        for noun in self._objects(act, kind):
            if not self._is_of(noun, kind) and not self._is_own_man(noun) and (found := self._described(noun, kind)):
                return found
        return ()

    def _described(self, noun: int, kind: EventType | None) -> Actors:
        """A body, or people known by their words alone ("latecomers", "the tankers")."""
        found = self.meant.body(noun)
        if found or kind not in UPON:
            return found
        vessel = kind is EventType.ASSAULT and is_kind(self.reading, noun, ("vessels",))
        return (self.meant.cast.described(noun),) if vessel else self.meant.people(noun)

    def _worked_on(self, act: int) -> list[int]:
        under = [p for c in self.reading.children_by(act, "prep") for p in self.reading.children_by(c, "pobj")]
        return [*self.reading.children_by(act, "nsubj"), *under]

    def _objects(self, head: int, kind: EventType | None) -> list[int]:
        """What an act works on, nearest first: its objects, and what stands behind their prepositions and its own."""
        reading = self.reading
        objects = reading.children_by(head, "dobj", "dative", "nsubjpass")
        linked = [c for o in reading.children_by(head, "dobj") for c in reading.children_by(o, "prep")]
        linked += reading.children_by(head, "prep", "dative")
        links = LINKS - ASIDE.get(kind, frozenset()) if kind is not None else LINKS
        if reading.lemma(head) in ("go", "come"):
            links |= {"after"}
        objects += [p for c in linked if reading.lower[c] in links for p in reading.children_by(c, "pobj")]
        # "Stand in the way of its membership", "come out in favour of it".
        under = [p for c in reading.children_by(head, "prep") for p in reading.children_by(c, "pobj")]
        ofs = [c for p in under for c in reading.children_by(p, "prep") if reading.lower[c] == "of"]
        objects += [p for c in ofs for p in reading.children_by(c, "pobj") if p not in objects]
        if kind is EventType.REQUEST:
            # "Suggest that Kyiv should …", "ask the mission to leave".
            clauses = reading.children_by(head, "ccomp", "xcomp")
            objects += [subject for c in clauses for subject in reading.children_by(c, "nsubj")]
        return objects

    def _acted_on(self, noun: int, source: Actors, kind: EventType | None) -> Actors:
        reading = self.reading
        below = reading.children_by(noun, "poss", "compound", "amod")
        own = any(reading.lower[c] in OWN for c in below)
        if own and (self._is_own_man(noun) or not is_kind(reading, noun, ("persons", "bodies"))):
            below = []
        elif not self._is_of(noun, kind):
            below = [noun, *below]
        for token in below:
            if reading.lower[token] in NOBODY | OWN | MEANS:
                continue
            found = self.meant.acted_on(token, source, as_power=self._is_towards(token, kind))
            if found:
                return found
        return ()

    def _is_towards(self, token: int, kind: EventType | None) -> bool:
        """Whether a place stands for who is there: "suspend payments to Accra", "fund hospitals in Syria"."""
        if self.reading.deps[token] in ("dative", "poss"):
            # "Give Kyiv the missiles", "veto Skopje's entry".
            return kind in TO_STATES
        above = self.reading.heads[token]
        if self.reading.lower[above] == "in":
            return kind in ON_THE_GROUND
        return self.reading.lower[above] in TOWARDS and kind not in (None, EventType.RETREAT, EventType.MOBILIZE)

    def _is_of(self, noun: int, kind: EventType | None) -> bool:
        """Whether a noun is what is handed over, not to whom."""
        return kind in HANDED and is_kind(self.reading, noun, HANDED[kind])

    def _is_handed(self, actor: Actor, kind: EventType | None) -> bool:
        last = self.reading.tokens_in(actor.span)[-1:] if actor.span is not None else ()
        return any(self._is_of(j, kind) or self._is_own_man(j) for j in last)

    def _is_own_man(self, noun: int) -> bool:
        """ "Recall its envoy", "move its men": nobody does that to his own."""
        own = any(self.reading.lower[c] in OWN for c in self.reading.children[noun])
        return own and is_kind(self.reading, noun, OWN_PEOPLE)

    def _is_about(self, asked: Asked, act: int, things: str) -> bool:
        """Whether the question is about fighting at large, or a truce, which both sides keep or neither."""
        reading = self.reading
        about = (*reading.children_by(asked.verb, "nsubj", "nsubjpass"), *reading.children_by(act, "dobj"))
        return any(is_kind(reading, j, (things,)) for j in about)

    def _is_left_open(self, asked: Asked) -> bool:
        """Whether it asks who, or of somebody the text does not name ("it")."""
        subject = self.reading.child(asked.verb, "nsubj")
        return subject is not None and (self.reading.lower[subject] in NOBODY or self.reading.tags[subject] == "PRP")

    def _things(self, asked: Asked) -> frozenset[str]:
        """The lemmas of the common nouns of the question."""
        tokens = range(asked.first, asked.last + 1)
        return frozenset(self.reading.lemma(j) for j in tokens if self.reading.tags[j] in ("NN", "NNS"))
