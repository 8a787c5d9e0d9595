"""Retractions: where a text says that something said, sent or promised was taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.actors.cast import Cast
from dragoman.reading.clauses import status_of
from dragoman.reading.reading import Reading
from dragoman.records import Evidence, Span, Statement, Status
from dragoman.statements.decode import Attribution
from dragoman.statements.wording import load_wording


@dataclass(frozen=True, slots=True)
class Retraction:
    """A verb that takes something back: what it takes back, and who does."""

    verb: int
    taken: int
    subject: int | None


def retracted(
    reading: Reading, cast: Cast, attributions: list[Attribution], statements: list[Statement]
) -> list[Statement]:
    """The statements, those that the text takes back marked so, with the words that do it."""
    marked = list(statements)
    for retraction in find_retractions(reading):
        index = _retracted_index(reading, cast, attributions, marked, retraction)
        if index is not None:
            marked[index] = _mark(reading, marked[index], retraction)
    return marked


def _retracted_index(
    reading: Reading, cast: Cast, attributions: list[Attribution], statements: list[Statement], retraction: Retraction
) -> int | None:
    """The statement whose own words are taken back, or the last one before by the one who takes words back."""
    for index, found in enumerate(attributions):
        source = found.source
        if retraction.taken == found.cue.head or (source and retraction.taken in (source.head, source.who)):
            return index
    taker = cast.one(retraction.subject) if retraction.subject is not None else None
    if taker is None:
        return None
    for index in range(len(attributions) - 1, -1, -1):
        speaker = statements[index].speaker
        earlier = attributions[index].cue.head < retraction.verb
        if earlier and speaker is not None and speaker.id == taker.id and not attributions[index].covers(retraction.verb):
            return index
    return None


def _mark(reading: Reading, statement: Statement, retraction: Retraction) -> Statement:
    words = _span(reading, retraction).text_of(reading.text)
    old = statement.evidence
    evidence = Evidence(old.span, old.rule, f"{old.why}; taken back by “{words}”")
    return replace(statement, status=Status.RETRACTED, evidence=evidence)


def _span(reading: Reading, retraction: Retraction) -> Span:
    return reading.span(min(retraction.verb, retraction.taken), max(retraction.verb, retraction.taken))


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
