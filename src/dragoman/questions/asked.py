"""What a text asks: a question by its tokens, and what the readers of direct and indirect questions share."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.codes import QuestionKind
from dragoman.reading.reading import Reading

SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
WH = frozenset(("who", "whom", "whose", "what", "which", "when", "where", "how", "why"))
# The rule of "how long before they attack?", where what is asked about is told as it would be in a report.
IN_TIME = "in-time"
# The rule of "is there any chance of a truce?", where the clause asked about has no subject of its own.
FORESEEN = "foreseen"
# Longer "sentences" are lists and tables; the bound also keeps the walk linear.
LONGEST_SENTENCE = 400


@dataclass(frozen=True, slots=True)
class Asked:
    """A question by its tokens: ``verb`` is its main verb, ``opener`` the auxiliary or question word that asks.

    ``doer`` stands outside: "the cabinet has not decided whether to close the border".
    """

    first: int
    last: int
    verb: int
    opener: int
    kind: QuestionKind
    rule: str
    why: str
    asker: int | None = None
    doer: int | None = None


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


def end_of_first_half(reading: Reading, asked: Asked) -> int:
    """The last word of what is asked, without the answer it offers instead ("…, or merely send condolences?")."""
    last = asked.last
    for j in range(asked.verb + 1, asked.last):
        if reading.lower[j] == "or" and _parts(reading, asked, j):
            last = j - 1
            break
    while last > asked.verb and not reading.words[last][-1].isalnum() and reading.words[last] not in ENDS:
        last -= 1
    return last


ENDS = frozenset(("”", '"', "’", "''", ")", "%"))


def _parts(reading: Reading, asked: Asked, j: int) -> bool:
    """Whether the "or" at ``j`` sets another answer beside the first, rather than two names beside each other."""
    after = reading.lower[j + 1]
    if reading.words[j - 1] == "," or after in (
        "not",
        "will",
        "would",
        "could",
        "can",
        "is",
        "are",
        "merely",
        "simply",
    ):
        return True
    verb = next((c for c in reading.children[asked.verb] if c > j and reading.deps[c] == "conj"), None)
    return verb is not None and reading.is_verb(verb) and reading.heads[j] == asked.verb
