"""Arguments: how strongly, in the text's own words, a stretch speaks for or against an answer, and whose it is."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.actors.cast import Cast
from dragoman.codes import Act
from dragoman.explanations.lexicon import strengths, views
from dragoman.reading.enclosing import Enclosing
from dragoman.reading.reading import Reading
from dragoman.records import Actor, Argument, Span, Statement

# "The fear of the drivers": nobody speaks there.
NOUNS = ("noun-clause", "noun-preposition")
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
        inside = [s for s in near if any(p.covers(at) for p in s.content) and not s.evidence.rule.startswith(NOUNS)]
        return min(inside, key=lambda s: sum(p.end - p.start for p in s.content), default=None)

    def beginning_in(self, sentence: range) -> list[Statement]:
        """The statements whose content begins in a sentence."""
        start, end = self.reading.starts[sentence.start], self.reading.ends[sentence.stop - 1]
        near = self._statements.near(sentence.start)
        return [s for s in near if s.content and start <= s.content[0].start < end]

    def _head_of(self, statement: Statement) -> int | None:
        """The head of the words that name a source; none for a pronoun, which names nobody, and for hearsay."""
        words = [i for span in statement.source for i in self.reading.tokens_in(span)]
        head = next((i for i in words if self.reading.heads[i] not in words), None)
        if head is None or self.reading.tags[head] in ("PRP", "WP", "WDT"):
            return None
        return None if self.reading.lower[head] in views().ordinals else head

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

    def speaker_at(self, i: int) -> str:
        """Who speaks, by the head of the words that name a source: an id, else those words; empty for a pronoun."""
        actor = self.cast.one(i)
        if actor is not None:
            return actor.id
        return "" if self.reading.tags[i] == "PRP" else self.cast.described(i).name.lower()

    def argument(
        self,
        tokens: range,
        around: Sequence[int],
        why: str,
        against: bool | None = None,
        whose: Statement | int | None = None,
    ) -> Argument:
        """The argument made by ``tokens``; its strength and direction are read off the clause ``around`` it.

        ``whose`` is the statement it stands in, or the head of the words that name its source, where one is known.
        """
        statement = whose if isinstance(whose, Statement) else self.around(tokens.start)
        origin: Actor | None = statement.speaker if statement is not None else None
        source = whose if isinstance(whose, int) else None
        if source is None and origin is None and statement is not None:
            source = self._head_of(statement)
        if source is not None:
            origin = self.cast.one(source) or self.cast.described(source)
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
