"""What a text asks: a question by its tokens, and what the readers of direct and indirect questions share."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.codes import QuestionKind
from dragoman.reading.reading import Reading

SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
WH = frozenset(("who", "whom", "whose", "what", "which", "when", "where", "how", "why"))
# Longer "sentences" are lists and tables; the bound also keeps the walk linear.
LONGEST_SENTENCE = 400


@dataclass(frozen=True, slots=True)
class Asked:
    """A question by its tokens: ``verb`` is its main verb, ``opener`` the auxiliary or question word that asks."""

    first: int
    last: int
    verb: int
    opener: int
    kind: QuestionKind
    rule: str
    why: str
    asker: int | None = None


@dataclass(frozen=True, slots=True)
class Unasked:
    """Something in the form of a question that was left out, and why."""

    first: int
    last: int
    rule: str
    why: str


def is_counterfactual(reading: Reading, verb: int) -> bool:
    auxiliaries = [reading.lower[c] for c in reading.children_by(verb, "aux", "auxpass")]
    return "have" in auxiliaries and any(a in ("would", "could", "might", "should") for a in auxiliaries)
