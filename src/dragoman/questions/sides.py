"""Who would do it, and to whom: by the words of a question, else by what the text has told before."""

from __future__ import annotations

from dragoman.actors.cast import Cast
from dragoman.actors.nationality import country_of, government_of
from dragoman.codes import EventType
from dragoman.events.coding import Coding
from dragoman.events.setting import Setting
from dragoman.places.countries import country
from dragoman.questions.acts import is_kind
from dragoman.questions.asked import Asked
from dragoman.questions.earlier import Earlier, is_state
from dragoman.questions.lexicon import things
from dragoman.reading.reading import Reading
from dragoman.records import Actor, Evidence, make_id

Actors = tuple[Actor, ...]
# What two sides do together, and the words that name the two.
TOGETHER = frozenset((EventType.CONSULT, EventType.AGREE, EventType.COOPERATE, EventType.SUPPORT))
SIDES = frozenset(
    ("side", "party", "state", "country", "government", "capital", "neighbour", "neighbor", "leader", "army")
)
PAIRS = frozenset(("two", "both", "either", "neither"))
# "Some of the supporters": who is meant stands behind "of".
QUANTIFIERS = frozenset(
    ("some", "many", "most", "all", "any", "both", "either", "none", "one", "several", "few", "neither")
)
PRONOUNS = frozenset(("it", "they", "them"))
MEANS = frozenset(("force", "time", "place", "way"))
NOBODY = frozenset(("anyone", "anybody", "somebody", "someone", "nobody", "who", "whom", "there", "what", "which"))
# What is sent, given or shown is no one it is done to.
HANDED = {
    EventType.MOBILIZE: ("forces", "arms", "tested", "ways"),
    EventType.AID: ("forces", "arms", "money", "peacekeepers"),
    EventType.COOPERATE: ("words", "arms", "money", "trade", "forces"),
    EventType.AGREE: ("words", "pacts"),
}
OF = frozenset(("between", "of", "by", "among"))
# Prepositions behind which stands to whom it is done; a place behind the first of them stands for who is there.
TOWARDS = frozenset(("with", "to", "on", "upon", "against", "for", "from", "at", "into", "towards", "inside"))
LINKS = TOWARDS | {"between", "over", "in"}
# What is asked for, and where a protest is held, is no one it is done to.
ASIDE = {EventType.REQUEST: frozenset(("for",)), EventType.PROTEST: frozenset(("in",))}
OWN = frozenset(("its", "their", "his", "her", "our"))


class Sides:
    """Answers who the sides of the act of a question are. Built once for a reading."""

    def __init__(self, reading: Reading, cast: Cast, earlier: Earlier, setting: Setting) -> None:
        self.reading = reading
        self.cast = cast
        self.earlier = earlier
        self.setting = setting

    def of(
        self, asked: Asked, act: int, kind: EventType | None, coding: Coding | None, *, endured: bool = False
    ) -> tuple[Actors, Actors]:
        """Source and target of the act at token ``act``; ``endured``: its subject is the target."""
        source = self._source(asked, act)
        if endured:
            target, source = source, ()
        else:
            target = self._target(act, source, kind, coding)
        if coding is not None:
            source = source or _without(coding.sources, target)
        source, target = self.setting.of(act, source, target)
        if kind is None and not self._is_of_fighting(asked.verb):
            return source, target
        return self._completed(asked, act, kind, source, target)

    def _completed(
        self, asked: Asked, act: int, kind: EventType | None, source: Actors, target: Actors
    ) -> tuple[Actors, Actors]:
        """The sides that the words of the question leave open, by what the text has told before it."""
        if self._is_of_fighting(asked.verb) and not source and not target:
            pair = self.earlier.pair(asked.first)
            return pair[:1], pair[1:]
        if not source and not self._asks_who(asked) and not self._is_pronoun(asked):
            source, told = self.earlier.doing(kind, asked.first, self._things(asked, act))
            source = _without(source, target)
            target = target or _without(told, source)
        if (kind in TOGETHER or self._is_of_truce(asked, act)) and len(source) < 2 and not target:
            pair = self.earlier.pair(asked.first)
            if not source:
                return pair, ()
            if any(actor.country == one.country for one in pair for actor in source):
                target = tuple(one for one in pair if one.country not in {actor.country for actor in source})
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
        if subject is None and asked.doer is not None and reading.child(act, "nsubjpass") is None:
            subject = asked.doer
        if subject is None:
            return ()
        return self._meant(subject) or self._owners(subject)

    def _owners(self, thing: int) -> Actors:
        """Whose a thing is: "the truce between them", "Egypt's offensive"."""
        reading = self.reading
        owners = reading.children_by(thing, "poss")
        owners += [
            p
            for c in reading.children_by(thing, "prep")
            if reading.lower[c] in OF
            for p in reading.children_by(c, "pobj")
        ]
        return next((found for j in owners if (found := self._meant(j))), ())

    def _meant(self, noun: int) -> Actors:
        """The actors a noun phrase means: "either", "both capitals", "the North", "some of its allies"."""
        reading = self.reading
        if self._is_pair(noun):
            pair = self.earlier.pair(noun)
            if pair and (reading.lower[noun] not in ("they", "them") or all(map(is_state, pair))):
                return pair
        of = reading.child(noun, "prep")
        if reading.lower[noun] in QUANTIFIERS and of is not None and reading.lower[of] == "of":
            noun = next(iter(reading.children_by(of, "pobj")), noun)
        if reading.lower[noun] in NOBODY:
            return self._somebody_of(noun)
        if reading.lower[noun] == "three":
            return self.earlier.joined(noun, 3) or self._body(noun)
        found = self._half(noun) or self.cast.at(noun)
        if not found and reading.lower[noun] in PRONOUNS:
            return self.earlier.meant_by(noun, ())
        return _named(found) or self._power(noun) or self._body(noun)

    def _power(self, noun: int) -> Actors:
        """ "Beijing": of a capital it is asked what its government will do."""
        reading = self.reading
        mention = reading.mention_of[noun]
        span = reading.span(mention.start, mention.end - 1) if mention is not None else reading.span(noun, noun)
        text = span.text_of(reading.text)
        known, seat = country_of(text), government_of(text)
        if not reading.words[noun][:1].isupper() or (known is None and seat is None):
            return ()
        iso3, sector, name = seat if known is None and seat is not None else ((known or ("", False))[0], None, "")
        state = country(iso3)
        name = state.name if state is not None else name
        evidence = Evidence(span, "seat-of-government", f"“{text}” stands for {name}")
        is_state = sector in (None, "GOV")
        identity = make_id("ac", iso3) if is_state else make_id("ac", iso3, sector)
        return (Actor(identity, name, iso3, None if known else sector, None, None, None, False, evidence),)

    def _somebody_of(self, noun: int) -> Actors:
        """ "Anybody in Jakarta": whoever it is, it is a side of that country."""
        reading = self.reading
        where = [p for c in reading.children_by(noun, "prep") for p in reading.children_by(c, "pobj")]
        return next((actors for p in where if (actors := self.cast.at(p))), ())

    def _is_pair(self, noun: int) -> bool:
        reading = self.reading
        if reading.lower[noun] in PAIRS or (reading.lower[noun] in ("they", "them") and not self.cast.at(noun)):
            return True
        if reading.lower[noun] == "two" or (
            reading.lemma(noun) in ("men", "man", "woman") and reading.lower[noun - 1] == "two"
        ):
            return True
        words = {reading.lower[c] for c in reading.children[noun]}
        few = bool(words & PAIRS) or reading.lower[noun] in ("sides", "parties", "capitals", "neighbours", "neighbors")
        return few and reading.lemma(noun) in SIDES

    def _half(self, noun: int) -> Actors:
        """ "The North": the country of that name in the text."""
        word = self.reading.words[noun]
        if word not in ("North", "South", "East", "West"):
            return ()
        named = (a for a in self.cast.mentions() if a.name.startswith(f"{word} ") and is_state(a))
        found = next(named, None)
        return (found,) if found is not None else ()

    def _body(self, noun: int) -> Actors:
        """A body known by its words alone ("the council"); none for things and for "it"."""
        reading = self.reading
        counted = (
            reading.tags[noun] == "CD" and reading.lower[noun] in things()["persons"] and reading.lower[noun] != "two"
        )
        if reading.lower[noun] in MEANS:
            return ()
        is_body = is_kind(reading, noun, ("bodies", "forces", "captives", "protests")) and (
            reading.tags[noun][:3] != "NNP" or reading.lower[noun - 1] == "the"
        )
        return (self.cast.described(noun),) if counted or is_body else ()

    def _target(self, act: int, source: Actors, kind: EventType | None, coding: Coding | None) -> Actors:
        """The actor acted on: the object of the act or of its preposition, or whose the object is."""
        reading = self.reading
        heads = [act] if coding is None or coding.head == act else [act, coding.head]
        for head in heads:
            objects = reading.children_by(head, "dobj", "dative", "nsubjpass")
            linked = [c for o in reading.children_by(head, "dobj") for c in reading.children_by(o, "prep")]
            linked += reading.children_by(head, "prep", "dative")
            links = LINKS - ASIDE.get(kind, frozenset()) if kind is not None else LINKS
            objects += [p for c in linked if reading.lower[c] in links for p in reading.children_by(c, "pobj")]
            if kind is EventType.REQUEST:
                # "Suggest that Kyiv should …", "ask the mission to leave".
                objects += [
                    s for c in reading.children_by(head, "ccomp", "xcomp") for s in reading.children_by(c, "nsubj")
                ]
            for noun in objects:
                found = self._acted_on(noun, source, kind)
                if found:
                    return found
        if coding is not None and (found := _named(_without(coding.targets, source))):
            return tuple(a for a in found if not self._is_handed(a, kind))
        objects = reading.children_by(act, "dobj", "dative", "nsubjpass")
        objects += [p for c in reading.children_by(act, "prep") for p in reading.children_by(c, "pobj")]
        return next((body for o in objects[:1] if not self._is_of(o, kind) and (body := self._body(o))), ())

    def _acted_on(self, noun: int, source: Actors, kind: EventType | None) -> Actors:
        reading = self.reading
        below = reading.children_by(noun, "poss", "compound", "amod")
        if any(reading.lower[c] in OWN for c in below) and not is_kind(reading, noun, ("persons",)):
            below = []
        elif not self._is_of(noun, kind):
            below = [noun, *below]
        for token in below:
            if reading.lower[token] in NOBODY | OWN | MEANS:
                continue
            found = _without(self._half(token) or self._people_at(token), source)
            if not found and reading.lower[token] in PRONOUNS:
                found = self.earlier.meant_by(token, source)
            if not found and self._is_towards(token, kind):
                found = _without(self._power(token), source)
            if found:
                return found
        return ()

    def _people_at(self, token: int) -> Actors:
        """The actors there; a place whose name nobody knows for an actor is none."""
        return tuple(
            a for a in self.cast.at(token) if not (a.evidence.rule == "unknown-name" and self._is_place(token))
        )

    def _is_place(self, token: int) -> bool:
        mention = self.reading.mention_of[token]
        return mention is not None and mention.label in ("GPE", "LOC", "FAC")

    def _is_towards(self, token: int, kind: EventType | None) -> bool:
        """Whether a place stands for who is there: "suspend payments to Accra", "break with Moscow"."""
        above = self.reading.heads[token]
        return self.reading.lower[above] in TOWARDS and kind not in (None, EventType.RETREAT, EventType.MOBILIZE)

    def _is_of(self, noun: int, kind: EventType | None) -> bool:
        """Whether a noun is what is handed over, not to whom."""
        return kind in HANDED and is_kind(self.reading, noun, HANDED[kind])

    def _is_handed(self, actor: Actor, kind: EventType | None) -> bool:
        token = self.reading.token_at(actor.span.start) if actor.span is not None else None
        last = self.reading.tokens_in(actor.span)[-1:] if actor.span is not None else ()
        return token is not None and any(self._is_of(j, kind) for j in last)

    def _is_of_fighting(self, verb: int) -> bool:
        """Whether it is asked of a war or of fighting at large whether it goes on, eases or ends."""
        subject = self.reading.child(verb, "nsubj", "nsubjpass")
        return subject is not None and self.reading.lemma(subject) in things()["fighting"]

    def _is_of_truce(self, asked: Asked, act: int) -> bool:
        """Whether it is about a truce, which both sides keep or neither."""
        reading = self.reading
        about = (*reading.children_by(asked.verb, "nsubj", "nsubjpass"), *reading.children_by(act, "dobj"))
        return any(is_kind(reading, j, ("truces",)) for j in about)

    def _asks_who(self, asked: Asked) -> bool:
        subject = self.reading.child(asked.verb, "nsubj")
        return subject is not None and self.reading.lower[subject] in NOBODY

    def _is_pronoun(self, asked: Asked) -> bool:
        subject = self.reading.child(asked.verb, "nsubj")
        return subject is not None and self.reading.tags[subject] == "PRP"

    def _things(self, asked: Asked, act: int) -> frozenset[str]:
        """The lemmas of the common nouns of the question."""
        reading = self.reading
        return frozenset(
            reading.lemma(j) for j in range(asked.first, asked.last + 1) if reading.tags[j] in ("NN", "NNS")
        )


# Types whose reports name whom it is done to.
DONE_TO = frozenset(
    EventType(name) for name in ("RETREAT", "CONCEDE", "ASSAULT", "REQUEST", "REJECT", "THREATEN", "AID", "SUPPORT")
)


def _named(actors: Actors) -> Actors:
    return tuple(actor for actor in actors if actor.name.lower() not in NOBODY)


def _without(actors: Actors, others: Actors) -> Actors:
    known = {actor.id for actor in others}
    return tuple(actor for actor in actors if actor.id not in known)
