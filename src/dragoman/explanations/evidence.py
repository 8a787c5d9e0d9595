"""Arguments: how strongly, in the text's own words, a stretch speaks for or against an answer, and whose it is."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.actors.cast import Cast
from dragoman.codes import Act
from dragoman.explanations.lexicon import strengths
from dragoman.reading.enclosing import Enclosing
from dragoman.reading.reading import Reading
from dragoman.records import Actor, Argument, Span, Statement

POSITIONS = frozenset((Act.DEMAND, Act.PROMISE, Act.THREATEN, Act.REFUSE, Act.DECREE))


class Sources:
    """The statements of a reading by sentence: whose argument a stretch is. Built once for a reading."""

    def __init__(self, reading: Reading, cast: Cast, statements: list[Statement]) -> None:
        self.reading = reading
        self.cast = cast
        self._statements = Enclosing(reading, statements)

    def around(self, i: int) -> Statement | None:
        """The innermost statement that token ``i`` stands in."""
        at = Span(self.reading.starts[i], self.reading.ends[i])
        near = self._statements.near(i)
        inside = [s for s in near if any(piece.covers(at) for piece in s.content)]
        return min(inside, key=lambda s: sum(p.end - p.start for p in s.content), default=None)

    def beginning_in(self, sentence: range) -> list[Statement]:
        """The statements whose content begins in a sentence."""
        start, end = self.reading.starts[sentence.start], self.reading.ends[sentence.stop - 1]
        near = self._statements.near(sentence.start)
        return [s for s in near if s.content and start <= s.content[0].start < end]

    def is_a_position(self, tokens: range) -> bool:
        """Whether a stretch makes a demand, promise or threat: that tells what somebody wants, not why."""
        span = self.reading.span(tokens.start, tokens.stop - 1)
        near = self._statements.near(tokens.start)
        return any(s.act in POSITIONS and any(p.overlaps(span) for p in (*s.content, *s.cue)) for s in near)

    def names_an_actor(self, i: int) -> bool:
        """Whether a word only says who acts ("the Russian military"), not in which way."""
        if not self.reading.is_nominal(i):
            return False
        return self.cast.one(i) is not None

    def argument(self, tokens: range, around: Sequence[int], why: str, against: bool | None = None) -> Argument:
        """The argument made by ``tokens``; its strength and direction are read off the clause ``around`` it."""
        statement = self.around(tokens.start)
        origin: Actor | None = statement.speaker if statement is not None else None
        return Argument(
            span=self.reading.span(tokens.start, tokens.stop - 1),
            supports=not (speaks_against(self.reading, around) if against is None else against),
            strength=strength_in(self.reading, around),
            origin=origin,
            statement=statement.id if statement is not None else None,
            why=why,
        )


def strength_in(reading: Reading, tokens: Sequence[int]) -> str | None:
    """The words that say how strongly it is put forward, longest first; ``None`` where it is put plainly."""
    table = strengths()
    present = set(tokens)
    for i in tokens:
        for phrase in table.phrases:
            end = i + len(phrase)
            if end - 1 in present and tuple(reading.lower[i:end]) == phrase:
                return reading.span(i, end - 1).text_of(reading.text)
    return next(
        (reading.words[i] for i in tokens if reading.lower[i] in table.words and not _is_month(reading, i)), None
    )


def _is_month(reading: Reading, i: int) -> bool:
    return reading.words[i] == "May" and reading.tags[i] != "MD"


def speaks_against(reading: Reading, tokens: Sequence[int]) -> bool:
    """Whether a negation or a word of doubt turns a clause against what it speaks of."""
    table = strengths()
    present = set(tokens)
    for i in tokens:
        if reading.lower[i] in table.against:
            return True
        if reading.deps[i] == "neg" and reading.lower[i + 1 if i + 1 < len(reading) else i] not in ("only", "just"):
            return True
        for phrase in table.against_phrases:
            end = i + len(phrase)
            if end - 1 in present and tuple(reading.lower[i:end]) == phrase:
                return True
    return False
