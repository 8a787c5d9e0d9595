"""A time expression in place: tokens of a scan, the rule that found it, and what it means."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.records import Span
from dragoman.times.meaning import Meaning
from dragoman.times.scan import Scan


class Expression(NamedTuple):
    """Tokens ``first`` to ``stop`` (exclusive), with their meaning."""

    scan: Scan
    first: int
    stop: int
    rule: str
    meaning: Meaning

    @property
    def span(self) -> Span:
        return Span(self.scan.spans[self.first][0], self.scan.spans[self.stop - 1][1])

    @property
    def text(self) -> str:
        return self.span.text_of(self.scan.text)

    @property
    def is_possessive(self) -> bool:
        """Whether it belongs to a noun ("Thursday's ruling")."""
        return self.words_after(1) in (["'s"], ["’s"])

    def words_before(self, count: int) -> list[str]:
        """The last words before it, lower case; fewer at the start of a text."""
        return [word.lower() for word in self.scan.words[max(self.first - count, 0) : self.first]]

    def words_after(self, count: int) -> list[str]:
        return [word.lower() for word in self.scan.words[self.stop : self.stop + count]]
