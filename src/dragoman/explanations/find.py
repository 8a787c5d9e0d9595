"""Explanations of a reading: the candidate answers to each question for a reason, and what speaks for them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from dragoman.actors.cast import Cast
from dragoman.explanations.board import Board
from dragoman.explanations.evidence import Sources
from dragoman.explanations.matters import Matter, matters_in
from dragoman.explanations.reasons import reasons_in
from dragoman.explanations.topics import stems_of
from dragoman.reading.reading import Reading
from dragoman.records import Explanation, Question, Span, Statement

ROOM = "explanations"
# Sentences after a question within which the first of the reasons named for it stands.
SOON = 8
# The same where the words that name it are those of the question.
FAR = 60


def find_explanations(
    reading: Reading, cast: Cast, statements: list[Statement], questions: list[Question]
) -> list[Explanation]:
    """The candidate answers to what the text asks a reason for, or leaves unexplained, in text order.

    ``question`` of an Explanation is the id of the question on record that asks for it, else the words that do.
    """
    matters, groups = matters_in(reading, questions), reasons_in(reading)
    if not matters and not groups:
        return []
    sources = Sources(reading, cast, statements)
    asked = frozenset(_sentence(reading, question.span) for question in questions if question.span is not None)
    named = [Matter(group[0].sentence, "reasons-named", least=2, reasons=tuple(group)) for group in groups]
    named = sorted((*named, *(m for m in matters if m.rule == "answers-announced")), key=Matter.start)
    found = _Found(reading)
    # What is on record as a question comes first: what else the text says of its answers makes no second board.
    for matter in (m for m in matters if m.question is not None):
        explanation = Board(reading, sources, asked, matter).explanation()
        if explanation is None or explanation.evidence.rule == "causes-offered":
            others = _named_for(reading, matter, named)
            boards = (Board(reading, sources, asked, other).explanation() for other in others)
            explanation = next((board for board in boards if board is not None), explanation)
        if explanation is not None:
            found.add(explanation)
        elif matter.question is not None and matter.question.span is not None:
            why = "it asks for a reason, but the text offers none that can be tied to it"
            reading.doubt(ROOM, matter.question.span, "no-answer-offered", why)
    for matter in (*(m for m in matters if m.question is None), *(m for m in named if m.reasons)):
        explanation = Board(reading, sources, asked, matter).explanation()
        if explanation is not None and not found.repeats(explanation):
            found.add(explanation)
    return sorted(found.explanations, key=lambda explanation: explanation.evidence.span or Span(0, 0))


class _Found:
    """The explanations found so far, and which words are answers of theirs."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.explanations: list[Explanation] = []
        self._taken: set[int] = set()

    def add(self, explanation: Explanation) -> None:
        self.explanations.append(explanation)
        self._taken.update(self._tokens(explanation))

    def repeats(self, explanation: Explanation) -> bool:
        return not self._taken.isdisjoint(self._tokens(explanation))

    def _tokens(self, explanation: Explanation) -> Iterator[int]:
        for hypothesis in explanation.hypotheses:
            if hypothesis.span is not None:
                yield from self.reading.tokens_in(hypothesis.span)


def _named_for(reading: Reading, matter: Matter, named: list[Matter]) -> Iterator[Matter]:
    """The answers announced or named behind a question, as answers to it: soon after it, or in its own words."""
    here = reading.sentence_index[matter.tokens.start]
    topic = stems_of(reading, matter.tokens)
    for other in named[bisect_right(named, matter.tokens.start, key=Matter.start) :]:
        distance = reading.sentence_index[other.tokens.start] - here
        if distance > FAR:
            return
        if distance <= SOON or len(stems_of(reading, other.tokens) & topic) > 1:
            yield replace(other, question=matter.question)


def _sentence(reading: Reading, span: Span) -> int:
    tokens = reading.tokens_in(span)
    return reading.sentence_index[tokens.start] if tokens else -1
