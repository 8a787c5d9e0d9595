"""Retractions: where a text says that something said, sent or promised was taken back."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

from dragoman.actors.cast import Cast
from dragoman.codes import Status
from dragoman.reading.clauses import status_of
from dragoman.reading.reading import Reading
from dragoman.records import Evidence, Span, Statement
from dragoman.statements.decode import Attribution
from dragoman.statements.wording import load_wording

# How many statements back a "later retracted the claim" may reach, and how many forward "withdrew … a letter saying".
REACH = 40
FORWARD = 4


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
            source = attributions[index].source
            if source is not None and source.head == retraction.taken and retraction.subject is not None:
                # "They sent, then withdrew, a letter calling for …": they speak in it, not the letter.
                subject = retraction.subject
                marked[index] = replace(marked[index], speaker=cast.one(subject) or cast.described(subject))
    return marked


def _retracted_index(
    reading: Reading, cast: Cast, attributions: list[Attribution], statements: list[Statement], retraction: Retraction
) -> int | None:
    """The statement whose own words are taken back, or the last one before by the one who takes words back."""
    near = _near(attributions, retraction)
    for index in near:
        source = attributions[index].source
        heads = (source.head, source.who) if source is not None else ()
        if retraction.taken in (attributions[index].cue.head, *heads):
            return index
    taker = cast.one(retraction.subject) if retraction.subject is not None else None
    if taker is None:
        return None
    for index in reversed(near):
        found, speaker = attributions[index], statements[index].speaker
        same = speaker is not None and speaker.id == taker.id
        if same and found.cue.head < retraction.verb and not found.covers(retraction.verb):
            return index
    return None


def _near(attributions: list[Attribution], retraction: Retraction) -> range:
    """The statements around a retraction, those after it in the same breath included."""
    at = bisect_left(attributions, retraction.verb, key=lambda found: found.cue.head)
    return range(max(0, at - REACH), min(len(attributions), at + FORWARD))


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
        if tag[0] != "V" or (
            reading.lemma(i) not in wording.retracts and reading.lemma(i) not in wording.retracts_with
        ):
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
    held = [c for c in reading.children_by(verb, "prep") if reading.lower[c] in ("on", "from")]
    objects += [p for c in held for p in reading.children_by(c, "pobj")]
    # "Sent, then quickly withdrew, a letter": the object may hang on the verb that this one is coordinated with.
    if not objects and reading.deps[verb] == "conj":
        objects = reading.children_by(reading.heads[verb], "dobj")
    taken = next((o for o in objects if reading.lemma(o) in retractable), None)
    return taken if taken is not None or objects else _set_apart_after(reading, verb)


def _set_apart_after(reading: Reading, verb: int) -> int | None:
    """ "Sent — then withdrew under pressure — a letter": the object beyond the dash, before any other verb."""
    dashed = False
    for i in range(verb + 1, reading.sentence_of(verb).stop):
        if reading.is_verb(i):
            return None
        if dashed and reading.tags[i][0] == "N":
            return i if reading.lemma(i) in load_wording().retractable else None
        dashed = dashed or reading.words[i] in ("—", "–", "--", ",")
    return None


def _subject_of(reading: Reading, verb: int) -> int | None:
    while (subject := reading.child(verb, "nsubj", "nsubjpass")) is None and reading.deps[verb] in ("conj", "xcomp"):
        verb = reading.heads[verb]
    if subject is None and (before := reading.child(verb, "ccomp", "parataxis")) is not None and before < verb:
        subject = reading.child(before, "nsubj")
    return subject
