"""Explanations of a reading: the candidate answers to each question for a reason, and what speaks for them."""

from __future__ import annotations

from dragoman.actors.cast import Cast
from dragoman.codes import QuestionKind
from dragoman.explanations.board import Board
from dragoman.explanations.evidence import Sources
from dragoman.reading.reading import Reading
from dragoman.records import Explanation, Question, Statement

ROOM = "explanations"


def find_explanations(
    reading: Reading, cast: Cast, statements: list[Statement], questions: list[Question]
) -> list[Explanation]:
    """The candidate answers to each explanatory question."""
    asked = [q for q in questions if q.kind is QuestionKind.EXPLANATORY and q.span is not None]
    if not asked:
        return []
    sources = Sources(reading, cast, statements)
    spans = [question.span for question in questions if question.span is not None]
    sentences = frozenset(reading.sentence_index[tokens.start] for span in spans if (tokens := reading.tokens_in(span)))
    found = []
    for question in asked:
        explanation = Board(reading, sources, sentences, question).explanation()
        if explanation is not None:
            found.append(explanation)
        elif question.span is not None:
            why = "it asks for a reason, but the text offers none that can be tied to it"
            reading.doubt(ROOM, question.span, "no-answer-offered", why)
    return found
