"""The coder: what event a word names, and who did it to whom."""

from __future__ import annotations

from dragoman.actors.cast import Cast
from dragoman.codes import EventType
from dragoman.events.arguments import measured, objects
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
        if frame.mode == "withdraw" and o is None and not self._is_moved(v):
            return None
        sources, targets = self.casting.of_verb(v, frame, o)
        if frame.type is EventType.ASSAULT and not sources and self._is_accident(v):
            return None
        words = self.reading.words[v] if o is None else f"{self.reading.words[v]} … {self.reading.words[o]}"
        if frame.type is EventType.ACCUSE and not sources and self.reading.deps[v] == "acl":
            return None
        why = f"“{words}” names {_named(frame)}"
        rule = "verb" if o is None else "verb-object"
        trigger = [v] if o is None else [v, o]
        inner = [] if o is None else [o, *measured(self.reading, o)]
        return Coding(v, frame.type, frame.mode, sources, targets, frame.mutual, frame.needs, rule, why, trigger, inner)

    def _is_accident(self, v: int) -> bool:
        """Whether harm done by nobody is told together with a mishap ("killed when a tree fell")."""
        accidents = self.lexicon.words["accidents"]
        nouns = (i for i in self.reading.subtree(v) if self.reading.tags[i][0] == "N")
        return any(self.reading.lemma(i).lower() in accidents for i in nouns)

    def _is_moved(self, v: int) -> bool:
        """Whether what is withdrawn, if anything is named, are people or arms, not a claim or a bid."""
        things = objects(self.reading, v)
        if any(
            a.evidence.rule == "country"
            for t in things
            if self.reading.words[t][0].isupper()
            for a in self.roles.of([t])
        ):
            # A country is withdrawn from a bloc, not from a field.
            return False
        arms = self.lexicon.words["arms"]
        return not things or any(
            self.roles.of([t]) or self.reading.lemma(t).lower() in arms or self.reading.tags[t][:3] == "PRP"
            for t in things
        )

    def _noun(self, n: int) -> Coding | None:
        frame = self.matcher.noun_frame(n)
        if frame is None or (frame.type is EventType.PROTEST and self._is_purpose(n)):
            return None
        sources, targets = nominal_roles(self.reading, self.roles, n, frame)
        if not sources:
            sources = self.casting.makers(n)
            targets = without(targets, sources)
        why = f"“{self.reading.words[n]}” names {_named(frame)}"
        return Coding(n, frame.type, frame.mode, sources, targets, frame.mutual, frame.needs, "noun", why, [n], [])

    def _is_purpose(self, n: int) -> bool:
        """ "In protest of": why something is done, and no protest of its own."""
        reading = self.reading
        return reading.deps[n] == "pobj" and reading.lower[reading.heads[n]] == "in" and n == reading.heads[n] + 1


def _named(frame: Frame) -> str:
    return f"{frame.type} ({frame.mode})" if frame.mode else str(frame.type)
