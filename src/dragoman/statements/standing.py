"""Standing: whether the text says that a statement was made, was not made, may be or will be made, or was taken back."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.reading.clauses import status_of
from dragoman.reading.reading import Reading
from dragoman.records import Actor, Span, Status
from dragoman.statements.cues import Kind
from dragoman.statements.decode import Attribution
from dragoman.statements.wording import load_wording

# Verbs that deny what they govern: who refuses to say has not said.
UNSAID = frozenset(("refuse", "decline", "fail", "avoid", "neglect", "forget", "hesitate"))


@dataclass(frozen=True, slots=True)
class Standing:
    """A status and the sentence that says why."""

    status: Status
    why: str


@dataclass(frozen=True, slots=True)
class Retraction:
    """A verb that takes something back: what it takes back, and who does."""

    verb: int
    taken: int
    subject: int | None


def standing_of(reading: Reading, found: Attribution) -> Standing:
    """The status of one statement by the words around its cue."""
    i = found.cue.head
    if found.cue.kind in (Kind.COLON, Kind.ACCORDING, Kind.VIEW):
        return Standing(Status.ASSERTED, "")
    for above in _control(reading, i):
        if reading.lemma(above) in UNSAID and not reading.is_negated(above):
            return Standing(Status.NEGATED, f"“{reading.words[above]}” says that it was not said")
    clause = status_of(reading, i)
    if clause.rule == "question" and _asks_within_quote(reading, i):
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


def find_retractions(reading: Reading) -> list[Retraction]:
    """Every place where something said or sent is taken back."""
    wording = load_wording()
    found = []
    for i, tag in enumerate(reading.tags):
        if tag[0] != "V" or reading.lemma(i) not in wording.retracts and reading.lemma(i) not in wording.retracts_with:
            continue
        particle = wording.retracts_with.get(reading.lemma(i))
        if particle is not None and not any(reading.lower[c] == particle for c in reading.children[i]):
            continue
        taken = _taken_back(reading, i)
        if taken is not None and status_of(reading, i).status in (Status.ASSERTED, Status.HISTORICAL):
            found.append(Retraction(i, taken, _subject_of(reading, i)))
    return found


def _taken_back(reading: Reading, verb: int) -> int | None:
    """The noun that is taken back, where it names words rather than troops."""
    retractable = load_wording().retractable
    objects = reading.children_by(verb, "dobj", "nsubjpass")
    objects += [p for c in reading.children_by(verb, "prep") for p in reading.children_by(c, "pobj")]
    # "Sent, then quickly withdrew, a letter": the object may hang on the verb that this one is coordinated with.
    if not objects and reading.deps[verb] == "conj":
        objects = reading.children_by(reading.heads[verb], "dobj")
    return next((o for o in objects if reading.lemma(o) in retractable), None)


def _subject_of(reading: Reading, verb: int) -> int | None:
    while (subject := reading.child(verb, "nsubj", "nsubjpass")) is None and reading.deps[verb] in ("conj", "xcomp"):
        verb = reading.heads[verb]
    return subject


def is_taken_back_at(reading: Reading, found: Attribution, retraction: Retraction) -> bool:
    """Whether the very words that announce the statement are the object of the retraction."""
    source, cue = found.source, found.cue
    return retraction.taken == cue.head or (source is not None and retraction.taken in (source.head, source.who))


def names_words_of(reading: Reading, retraction: Retraction, speaker: Actor | None, taker: Actor | None) -> bool:
    """Whether the one who takes words back is the one who spoke."""
    return speaker is not None and taker is not None and speaker.id == taker.id


def retraction_span(reading: Reading, retraction: Retraction) -> Span:
    return reading.span(min(retraction.verb, retraction.taken), max(retraction.verb, retraction.taken))
