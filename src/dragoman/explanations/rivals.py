"""A board of rival answers: hypotheses in rows, evidence in columns, ratings in the cells, and who or what rated.

Evidence is a record with its origin and source grade. Ratings by the machine are marked and count only where a board is
asked to count them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from dragoman.codes import SourceGrade
from dragoman.explanations.bands import LEAST, MOST, rating_of
from dragoman.records import Argument, Explanation, Statement, make_id

SOMETHING_ELSE = "something else"
AUTHOR = "the author"
MACHINE = "machine"
# Reports that share so many of their words are taken to be told from one another.
COPY = 0.8


@dataclass(frozen=True, slots=True)
class Proposition:
    """A hypothesis of a board; without a prior all are held equally likely (a factor: as likely as not)."""

    id: str
    text: str
    prior: float | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of evidence: what it says, the record it is, whose it is, how well the source is known.

    Copies share ``content`` and ``origin`` and count once; other items of one origin share its reliability.
    ``seen`` is false for what should be seen if a hypothesis were true, and has not been.
    """

    id: str
    text: str
    record: str | None
    origin: str
    grade: SourceGrade
    content: str
    document: str | None = None
    seen: bool = True


@dataclass(frozen=True, slots=True)
class Rating:
    """How consistent a piece of evidence is with a hypothesis: 1 (very inconsistent) to 5 (very consistent).

    ``by`` is a person's name, or "machine"; ``words`` are those of the text that carry it, where they do.
    """

    hypothesis: str
    evidence: str
    value: float
    by: str
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """A question with its rival answers; without ``exclusive`` each is a factor, true or not by itself."""

    id: str
    question: str
    hypotheses: tuple[Proposition, ...]
    evidence: tuple[Item, ...]
    ratings: tuple[Rating, ...]
    exclusive: bool

    def cells(self, *, with_machine: bool = False) -> dict[tuple[str, str], list[Rating]]:
        """The ratings by hypothesis and evidence; the machine's only where asked for, and never beside a person's."""
        people: dict[tuple[str, str], list[Rating]] = {}
        machine: dict[tuple[str, str], list[Rating]] = {}
        for rating in self.ratings:
            into = machine if rating.by == MACHINE else people
            into.setdefault((rating.hypothesis, rating.evidence), []).append(rating)
        return {**machine, **people} if with_machine else people

    def matrix(self, *, with_machine: bool = False) -> list[list[list[float]]]:
        """The ratings by hypothesis (rows) and evidence (columns), for the classic view."""
        cells = self.cells(with_machine=with_machine)
        return [[[r.value for r in cells.get((h.id, e.id), ())] for e in self.evidence] for h in self.hypotheses]

    # -- editing: every change gives a new board --------------------------------------------------------------------

    def with_hypothesis(self, text: str, prior: float | None = None) -> Board:
        """The board with another answer, before "something else", which is always there, and stays last."""
        if text.strip().casefold() == SOMETHING_ELSE:
            return self
        added = Proposition(make_id("hy", self.id, text), text, prior)
        others = [h for h in self.hypotheses if h.id != added.id]
        last = [h for h in others if h.text == SOMETHING_ELSE]
        return replace(self, hypotheses=(*(h for h in others if h not in last), added, *last))

    def with_evidence(
        self, text: str, origin: str, grade: SourceGrade, *, record: str | None = None, seen: bool = True
    ) -> Board:
        """The board with another piece of evidence, or with what is expected but missing (``seen=False``)."""
        name = make_id("it", self.id, text, origin)
        added = Item(name, text, record, origin, grade, name, seen=seen)
        return replace(self, evidence=(*(e for e in self.evidence if e.id != name), added))

    def rated(self, hypothesis: str, evidence: str, value: float, by: str) -> Board:
        """The board with a rating, in place of the same person's older one. Raises ValueError for one not in 1 to 5."""
        if not LEAST <= value <= MOST:
            raise ValueError(f"A rating lies between 1 (very inconsistent) and 5 (very consistent), not {value}.")
        kept = (r for r in self.ratings if (r.hypothesis, r.evidence, r.by) != (hypothesis, evidence, by))
        return replace(self, ratings=(*kept, Rating(hypothesis, evidence, float(value), by)))

    def without(self, id: str) -> Board:
        """The board without a hypothesis or a piece of evidence, and without what was rated of it."""
        return replace(
            self,
            hypotheses=tuple(h for h in self.hypotheses if h.id != id or h.text == SOMETHING_ELSE),
            evidence=tuple(e for e in self.evidence if e.id != id),
            ratings=tuple(r for r in self.ratings if id not in (r.hypothesis, r.evidence)),
        )

    def without_origin(self, origin: str) -> Board:
        """The board as it would be if that source were false: without all that comes from it."""
        return replace(self, evidence=tuple(e for e in self.evidence if e.origin != origin))


def board_of(explanation: Explanation, text: str, statements: Iterable[Statement] = (), question: str = "") -> Board:
    """The board that a document gives: its candidate answers, and the arguments it makes, rated by the machine.

    ``text`` is that of the document, ``question`` the words of the question. An argument that serves two answers is one
    piece of evidence.
    """
    grades = {s.id: s.source_grade for s in statements}
    items: dict[str, Item] = {}
    rows, ratings = [], []
    for hypothesis in explanation.hypotheses:
        row = Proposition(make_id("hy", explanation.id, hypothesis.text), hypothesis.text)
        rows.append(row)
        for argument in hypothesis.arguments:
            item = _item(argument, explanation.document, text, grades)
            items.setdefault(item.id, item)
            value = rating_of(argument.strength, argument.supports)
            ratings.append(Rating(row.id, item.id, value, MACHINE, argument.strength))
    return Board(
        id=make_id("bo", explanation.id),
        question=question or explanation.question,
        hypotheses=tuple(rows),
        evidence=tuple(items.values()),
        ratings=tuple(ratings),
        exclusive=explanation.exclusive,
    )


def _item(argument: Argument, document: str, text: str, grades: dict[str, SourceGrade]) -> Item:
    name = make_id("it", document, argument.span)
    by_author = argument.origin is None and argument.statement is None
    grade = SourceGrade.NAMED if by_author else grades.get(argument.statement or "", SourceGrade.NONE)
    origin = argument.origin.name if argument.origin is not None else AUTHOR if by_author else "unnamed source"
    words = " ".join(argument.span.text_of(text).split())
    return Item(name, words, argument.statement, origin, grade, name, document)


def with_copies_merged(board: Board, story_of: Callable[[Item], str | None] | None = None) -> Board:
    """The board with copies given the content and origin of the first that tells it.

    ``story_of`` names what an item is a copy of (the archive's links); else reports that share their words are copies.
    """
    first: dict[str, Item] = {}
    merged: list[Item] = []
    for item in board.evidence:
        story = story_of(item) if story_of is not None else None
        if story is not None:
            twin: Item | None = first.setdefault(story, item)
        else:
            # What is expected and what is seen are no copies of one another, whatever their words.
            twin = next((o for o in merged if o.seen == item.seen and _alike(item.text, o.text)), None)
        merged.append(replace(item, content=twin.content, origin=twin.origin) if twin is not None else item)
    return replace(board, evidence=tuple(merged))


_WORDS = re.compile(r"\w+")


def _alike(a: str, b: str) -> bool:
    one, two = (set(_WORDS.findall(text.lower())) for text in (a, b))
    return bool(one | two) and len(one & two) / len(one | two) >= COPY
