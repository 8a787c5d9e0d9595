"""The coder: what event a word names, and who did it to whom."""

from __future__ import annotations

from dragoman.actors.cast import Cast
from dragoman.codes import EventType
from dragoman.events.arguments import measured
from dragoman.events.casting import Casting
from dragoman.events.coding import Coding
from dragoman.events.frames import Frame
from dragoman.events.matching import Matcher
from dragoman.events.nominals import nominal_roles
from dragoman.events.operators import Operators
from dragoman.events.roles import Roles, without
from dragoman.reading.reading import Reading
from dragoman.records import Place

ADJECTIVES = frozenset(("JJ", "VBN", "VBD"))


class Coder:
    """Codes the verbs and nouns of one reading."""

    def __init__(self, reading: Reading, cast: Cast, places: list[Place]) -> None:
        self.reading = reading
        self.roles = Roles(reading, cast, places)
        self.matcher = Matcher(reading)
        self.casting = Casting(reading, self.roles)
        self.operators = Operators(reading, self.matcher, self.casting)
        self.lexicon = self.matcher.lexicon

    def code(self, i: int) -> Coding | None:
        """The event that verb, adjective or noun ``i`` names."""
        reading = self.reading
        tag = reading.tags[i]
        if tag[0] == "N":
            return self.operators.of_noun(i) or self._noun(i)
        lemma = reading.lemma(i)
        if lemma in self.lexicon.operators and (tag[0] == "V" or tag in ADJECTIVES):
            operated = self.operators.of_word(i, lemma)
            if operated is not None:
                return operated
        return self._verb(i, lemma) if tag[0] == "V" else None

    def _verb(self, v: int, lemma: str) -> Coding | None:
        match = self.matcher.frame_of(v, lemma)
        if match is None:
            return None
        frame, o = match
        sources, targets = self.casting.of_verb(v, frame, o)
        words = self.reading.words[v] if o is None else f"{self.reading.words[v]} … {self.reading.words[o]}"
        if frame.type is EventType.ACCUSE and not sources and self.reading.deps[v] == "acl":
            return None
        why = f"“{words}” names {_named(frame)}"
        rule = "verb" if o is None else "verb-object"
        trigger = [v] if o is None else [v, o]
        inner = [] if o is None else [o, *measured(self.reading, o)]
        return Coding(v, frame.type, frame.mode, sources, targets, frame.mutual, frame.needs, rule, why, trigger, inner)

    def _noun(self, n: int) -> Coding | None:
        frame = self.matcher.noun_frame(n)
        if frame is None:
            return None
        sources, targets = nominal_roles(self.reading, self.roles, n, frame)
        if not sources:
            sources = self.casting.makers(n)
            targets = without(targets, sources)
        why = f"“{self.reading.words[n]}” names {_named(frame)}"
        return Coding(n, frame.type, frame.mode, sources, targets, frame.mutual, frame.needs, "noun", why, [n], [])


def _named(frame: Frame) -> str:
    return f"{frame.type} ({frame.mode})" if frame.mode else str(frame.type)
