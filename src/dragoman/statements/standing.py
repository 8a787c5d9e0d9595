"""Standing: whether the text says that a statement was made, was not made, or may be or will be made."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.codes import Status
from dragoman.reading.clauses import status_of
from dragoman.reading.reading import Reading
from dragoman.statements.cues import Kind
from dragoman.statements.decode import Attribution
from dragoman.statements.sources import FINITE

# Contents before or around their cue: what governs them there is the parser's slip.
SET_APART = frozenset(("quote-before", "clause-before", "clause-around"))
# Verbs that deny what they govern: who refuses to say has not said.
UNSAID = frozenset(("refuse", "decline", "fail", "avoid", "neglect", "forget", "hesitate"))


@dataclass(frozen=True, slots=True)
class Standing:
    """A status and the sentence that says why."""

    status: Status
    why: str


def standing_of(reading: Reading, found: Attribution) -> Standing:
    """The status of one statement by the words around its cue."""
    i = found.cue.head
    if found.cue.kind in (Kind.COLON, Kind.ACCORDING, Kind.VIEW):
        return Standing(Status.ASSERTED, "")
    for above in _control(reading, i):
        if reading.lemma(above) in UNSAID and not reading.is_negated(above):
            return Standing(Status.NEGATED, f"“{reading.words[above]}” says that it was not said")
    hung = found.covers(reading.heads[i]) and reading.heads[i] != i
    if (hung or found.content.rule in SET_APART) and reading.tags[i] in FINITE:
        # "“It will come,” he said": hung on its own content, the verb is not governed by it.
        return Standing(Status.NEGATED if reading.is_negated(i) else Status.ASSERTED, "")
    clause = status_of(reading, i)
    if clause.rule == "question" and (_asks_within_quote(reading, i) or _is_taken_as_given(reading, i)):
        status = Status.NEGATED if reading.is_negated(i) else Status.ASSERTED
        return Standing(status, "")
    if clause.status in (Status.ASSERTED, Status.HISTORICAL, Status.RETRACTED):
        return Standing(Status.ASSERTED, "")
    return Standing(clause.status, clause.why)


def _control(reading: Reading, i: int) -> list[int]:
    found = []
    while reading.deps[i] == "xcomp" and reading.heads[i] != i:
        i = reading.heads[i]
        found.append(i)
    return found


def _asks_within_quote(reading: Reading, i: int) -> bool:
    """Whether the question mark of the sentence belongs to words that the cue only introduces."""
    if reading.quote_of[i] >= 0:
        return False
    sentence = reading.sentence_of(i)
    marks = [j for j in sentence if reading.words[j][-1] == "?"]
    return bool(marks) and all(reading.quote_of[j] >= 0 for j in marks)


def _is_taken_as_given(reading: Reading, i: int) -> bool:
    """Whether the cue stands in a relative clause, which a question does not ask about ("what she has called …")."""
    if reading.deps[i] == "relcl":
        return True
    what = any(reading.tags[c] == "WP" and reading.deps[c] in ("dobj", "pobj") for c in reading.children[i])
    return what and reading.deps[i] in ("pcomp", "csubj", "ccomp") and reading.heads[i] < i
