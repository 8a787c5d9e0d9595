"""Quotations beside a cue: the sentences and paragraphs of one speech that the parse of one sentence cannot show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman.reading.quotes import Quote
from dragoman.reading.reading import Reading
from dragoman.statements.candidates import MARKS, Content, Run, Source
from dragoman.statements.cues import Cue, Kind
from dragoman.statements.lexicon import Row

# Paragraphs that one speech may run on for where each opens with a quotation mark.
LONGEST_SPEECH = 40
# "X stated the following on Saturday:" — the sentence may end with words between the cue and the colon.
# Contents that quotations beside them may carry on.
SPEECH = frozenset(["quote-before", "quote-after", "clause-before", "clause-after", "clause-around", "after-colon"])
CLOSING = frozenset("”\"»'’」』“")
STOPS = frozenset(",.:;?!—–…")
LEADS_ON = (":", "：")


@dataclass(eq=False)
class Quotations:
    """The outermost quotations of a reading by token, their marks included."""

    reading: Reading
    quotes: list[tuple[Quote, Run]] = field(init=False)
    at: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.quotes = []
        self.at = [-1] * len(self.reading)
        for quote in self.reading.quotes:
            tokens = self.reading.tokens_in(quote.span)
            if quote.depth or not tokens or self.at[tokens.start] >= 0:
                continue
            self.at[tokens.start : tokens.stop] = [len(self.quotes)] * len(tokens)
            self.quotes.append((quote, (tokens.start, tokens.stop - 1)))

    def run_at(self, i: int) -> Run | None:
        """The tokens of the quotation in which ``i`` stands."""
        return self.quotes[self.at[i]][1] if 0 <= i < len(self.at) and self.at[i] >= 0 else None

    def fill(self, runs: tuple[Run, ...]) -> bool:
        """Whether each of the runs begins and ends inside a quotation."""
        return all(self.at[first] >= 0 and self.at[last] >= 0 for first, last in runs)

    def _new_line_before(self, i: int) -> bool:
        return "\n" in self.reading.text[self.reading.ends[i - 1] : self.reading.starts[i]]

    def with_marks(self, run: Run, home: int) -> Run:
        """A run with the quotation marks right around it, those of the quotation ``home`` aside."""
        first, last = run
        if (index := self.at[first]) >= 0 and index != home:
            opening = self.quotes[index][1][0]
            first = opening if not any(self._is_word(t) for t in range(opening, first)) else first
        if (index := self.at[last]) >= 0 and index != home:
            closing = self.quotes[index][1][1]
            last = closing if not any(self._is_word(t) for t in range(last + 1, closing + 1)) else last
        return first, last

    def _is_word(self, i: int) -> bool:
        return any(letter.isalnum() for letter in self.reading.words[i])

    # -- candidates that need no parse -------------------------------------------------------------------------

    def contents_beside(self, cue: Cue, source: Source | None) -> Iterator[Content]:
        """Quotations that end right before the cue and its source, or begin right after them."""
        row = next((row for row in cue.rows if "quote" in row.takes), None)
        if row is None or cue.kind not in (Kind.VERB, Kind.COLON):
            return
        home = self.at[cue.head]
        first = min(cue.first, source.first) if source is not None else cue.first
        last = max(cue.last, source.last) if source is not None else cue.last
        before = self._quote_ending_at(first - 1, first)
        if before is not None and home < 0:
            start = before[0] if self._stands_alone(before) else self.reading.sentence_of(before[1]).start
            yield Content(((min(start, before[0]), before[1]),), row, 0.97, "quote-before", cue.last)
        after = self._quote_starting_at(last + 1, row, cue)
        if after is not None and home < 0:
            yield Content((after,), row, 0.96, "quote-after", cue.last)

    def _stands_alone(self, run: Run) -> bool:
        """Whether a quotation opens with a capital after a stop: what stands before it is no part of what is said."""
        first = run[0]
        inner = self.reading.words[min(first + 1, run[1])]
        return first > 0 and self.reading.words[first - 1][-1] in STOPS and inner[0].isupper()

    def _quote_ending_at(self, i: int, chunk: int) -> Run | None:
        """The quotation that ends at ``i``; across a full stop only where what follows goes on in lower case."""
        if i >= 0 and self.reading.words[i] in (",", ";"):
            i -= 1
        run = self.run_at(i)
        if run is None or run[1] != i:
            return None
        ended = self.reading.words[i - 1][-1] in ".?!" and self.reading.words[i + 1] not in (",", ";")
        asked = self.reading.words[i - 1][-1] in "?!" and self.reading.starts[i + 1] - self.reading.ends[i] <= 1
        return run if not ended or self.reading.words[chunk][0].islower() or asked else None

    def _quote_starting_at(self, i: int, row: Row, cue: Cue) -> Run | None:
        while i < len(self.reading) and self.reading.words[i] in (",", ":", "—", "that", "-"):
            i += 1
        run = self.run_at(i) if i < len(self.reading) else None
        if run is not None and run[0] == i:
            return run
        # "X told a rally in the capital: “…”" and "X stated the following on Saturday:" before a new paragraph.
        sentence = self.reading.sentence_of(cue.head)
        colon = next((j for j in range(cue.last + 1, sentence.stop) if self.reading.words[j] in LEADS_ON), None)
        if colon is None or colon + 1 >= len(self.reading):
            return None
        run = self.run_at(colon + 1)
        return run if run is not None and run[0] == colon + 1 else None

    # -- widening ----------------------------------------------------------------------------------------------

    def widened(self, cue: Cue, content: Content, source: Source | None) -> tuple[Run, ...]:
        """The runs of a content carried on to the ends of the quotations they touch, and to those that follow on."""
        if self.at[cue.head] >= 0:
            return content.runs
        runs = [self._closed(cue, run) for run in content.runs]
        if cue.kind in (Kind.VERB, Kind.COLON) and self._is_speech(content):
            runs += self._rest_of_sentence(cue, runs, source)
            runs += self._following(cue, runs)
            runs += self._preceding(runs)
        return tuple(_joined(sorted(runs)))

    def _is_speech(self, content: Content) -> bool:
        return content.rule in SPEECH

    def _closed(self, cue: Cue, run: Run) -> Run:
        first, last = run
        for end in (first, last):
            quote = self.run_at(end)
            if quote is not None and not quote[0] <= cue.head <= quote[1]:
                first, last = min(first, quote[0]), max(last, quote[1])
        opening = self.run_at(first)
        if opening is not None and opening[0] == first and opening[1] < last and self._ends_speech(opening[1]):
            last = opening[1]
        return (first, last) if not first <= cue.head <= last else run

    def _ends_speech(self, closing: int) -> bool:
        """Whether a quotation ends with a stop of its own: "“We'll see,” when asked whether …"."""
        inner = self.reading.words[closing - 1] if closing else ""
        return inner[-1:] in (",", ".", "?", "!") and self.reading.words[closing][-1:] in CLOSING

    def _rest_of_sentence(self, cue: Cue, runs: list[Run], source: Source | None) -> list[Run]:
        """ "…," he said, "…": the quotation that goes on after the cue in the same sentence."""
        if not runs or runs[-1][1] > cue.head:
            return []
        after = max(cue.last, source.last if source is not None else 0) + 1
        for j in range(after, self.reading.sentence_of(cue.head).stop):
            quote = self.run_at(j)
            if quote is not None:
                preceded = self.reading.words[j - 1] in (",", ":", ";", "—", "–", "-", "--", ".")
                return [quote] if quote[0] == j and preceded else []
        return []

    def _following(self, cue: Cue, runs: list[Run]) -> list[Run]:
        """Sentences after this one that are wholly quoted, and paragraphs that carry an unclosed quotation on."""
        found: list[Run] = []
        quoted = [run for run in runs if self.run_at(run[0]) is not None or self.run_at(run[1]) is not None]
        end = max([run[1] for run in runs] + [self.reading.sentence_of(cue.head).stop - 1])
        if not quoted:
            return []
        while end + 1 < len(self.reading) and len(found) < LONGEST_SPEECH:
            quote = self.run_at(end + 1)
            if quote is None or quote[0] != end + 1:
                break
            same = not self._new_line_before(end + 1) and self._fills_its_sentences(quote)
            if not same and not self._carries_on(end + 1):
                break
            found.append(quote)
            end = quote[1]
        return found

    def _preceding(self, runs: list[Run]) -> list[Run]:
        """The paragraphs before, left open, that the first quotation of the content carries on."""
        found: list[Run] = []
        first = min(run[0] for run in runs)
        while self.at[first] > 0 and self.quotes[self.at[first]][0].continues and len(found) < LONGEST_SPEECH:
            found.append(self.quotes[self.at[first] - 1][1])
            first = found[-1][0]
        return found

    def _fills_its_sentences(self, run: Run) -> bool:
        sentence = self.reading.sentence_of(run[1])
        if sentence.start == run[1]:
            return True
        return all(not self.reading.words[j][0].isalnum() for j in range(run[1] + 1, sentence.stop))

    def _carries_on(self, i: int) -> bool:
        index = self.at[i]
        return index > 0 and self.quotes[index][0].continues


def _joined(runs: list[Run]) -> list[Run]:
    joined: list[Run] = []
    for first, last in runs:
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def trimmed(reading: Reading, run: Run) -> Run | None:
    """A run without the commas, dashes and colons at its ends, or ``None`` where nothing is left."""
    first, last = run
    while first <= last and reading.words[first] in MARKS:
        first += 1
    while last >= first and reading.words[last] in MARKS and reading.words[last] != ".":
        last -= 1
    if not any(any(ch.isalnum() for ch in reading.words[j]) for j in range(first, last + 1)):
        return None
    return first, last
