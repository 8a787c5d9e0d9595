"""Which statements stand around a token: found by the sentences their contents run through."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.reading.reading import Reading
from dragoman.records import Statement


class Enclosing:
    """The statements of a reading by sentence. Built once for a reading."""

    def __init__(self, reading: Reading, statements: Iterable[Statement]) -> None:
        self._reading = reading
        self._at: dict[int, list[Statement]] = {}
        for statement in statements:
            for sentence in {reading.sentence_index[i] for p in statement.content for i in reading.tokens_in(p)}:
                self._at.setdefault(sentence, []).append(statement)

    def near(self, i: int) -> list[Statement]:
        """The statements with content in the sentence of token ``i``."""
        return self._at.get(self._reading.sentence_index[i], [])
