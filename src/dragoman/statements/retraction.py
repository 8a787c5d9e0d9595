"""Retractions: where a text says that something said, sent or promised was taken back, there or sentences later."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from dragoman.actors.cast import Cast
from dragoman.codes import Act, Status
from dragoman.reading.clauses import status_of
from dragoman.reading.groups import is_body
from dragoman.reading.reading import Reading
from dragoman.records import Actor, Evidence, Span, Statement
from dragoman.statements.candidates import Source
from dragoman.statements.decode import Attribution

# How many statements back a "later retracted the claim" may reach, and how many forward "withdrew … a letter saying".
REACH = 40
FORWARD = 4
# How many sentences back the same voice, and a body known only by its noun ("the station"), is followed.
FAR = 30
NEAR = 3
REFLEXIVE = frozenset(("itself", "himself", "herself", "themselves"))
POINTING = frozenset(("the", "that", "this", "its", "his", "her", "their", "earlier", "first"))
DONE = (Status.ASSERTED, Status.HISTORICAL)


@dataclass(frozen=True, slots=True)
class Wordings:
    """The lists of ``data/statements/retractions.toml``; each is explained there."""

    verbs: frozenset[str]
    with_particle: dict[str, str]
    words: frozenset[str]
    replacing: frozenset[str]
    acts: dict[str, Act]
    confessing: frozenset[str]
    faults: frozenset[str]
    said_of: frozenset[str]
    triggers: frozenset[str]


@cache
def load_wordings() -> Wordings:
    """The lists, read on first use."""
    table = tomllib.loads(files("dragoman").joinpath("data/statements/retractions.toml").read_text(encoding="utf-8"))
    confessions = {key: frozenset(value.split()) for key, value in table["confessions"].items()}
    verbs, replacing = frozenset(table["verbs"].split()), frozenset(table["replacing"].split())
    return Wordings(
        verbs=verbs,
        with_particle=table["with_particle"],
        words=frozenset(table["words"].split()),
        replacing=replacing,
        acts={noun: Act(act) for noun, act in table["acts"].items()},
        confessing=confessions["verbs"],
        faults=confessions["faults"],
        said_of=confessions["said_of"],
        triggers=verbs | replacing | confessions["verbs"] | table["with_particle"].keys() | {"be"},
    )


@dataclass(frozen=True, slots=True)
class Retraction:
    """Words that take something back: the verb, the noun it takes back (or none), who does, and the last word of it."""

    verb: int
    taken: int | None
    subject: int | None
    last: int
    passive: bool = False


def retracted(
    reading: Reading, cast: Cast, attributions: list[Attribution], statements: list[Statement]
) -> list[Statement]:
    """The statements, those that the text takes back marked so, with the words that do it."""
    marked = list(statements)
    for retraction in find_retractions(reading):
        index = _retracted_index(reading, cast, attributions, marked, retraction)
        if index is None:
            _doubt(reading, retraction)
            continue
        marked[index] = _mark(reading, marked[index], retraction)
        source = attributions[index].source
        if source is not None and source.head == retraction.taken and retraction.subject is not None:
            # "They sent, then withdrew, a letter calling for …": they speak in it, not the letter.
            subject = retraction.subject
            marked[index] = replace(marked[index], speaker=cast.one(subject) or cast.described(subject))
    return marked


def _doubt(reading: Reading, retraction: Retraction) -> None:
    if retraction.taken is not None and reading.lemma(retraction.taken) in load_wordings().words:
        why = "something said is taken back here, but one cannot tell which words"
        reading.doubt("statements", _span(reading, retraction), "unknown-retraction", why)


def _retracted_index(
    reading: Reading, cast: Cast, attributions: list[Attribution], statements: list[Statement], retraction: Retraction
) -> int | None:
    """The statement whose own words are taken back, or the last one before by the one who takes words back."""
    near = _near(attributions, retraction)
    for index in near:
        source = attributions[index].source
        heads = (source.head, source.who) if source is not None else ()
        if retraction.taken is not None and retraction.taken in (attributions[index].cue.head, *heads):
            return index
    if _is_joined(reading, retraction):
        around = [index for index in near if attributions[index].covers(retraction.verb)]
        if around:
            return min(around, key=lambda index: attributions[index].size)
    taker = cast.one(retraction.subject) if retraction.subject is not None else None
    for index in reversed(near):
        found = attributions[index]
        open_still = statements[index].status is Status.ASSERTED and _fits(reading, found, retraction)
        if not open_still or found.cue.head >= retraction.verb or found.covers(retraction.verb):
            continue
        if _same_voice(reading, found, statements[index], retraction, taker):
            return index
    return None


def _fits(reading: Reading, found: Attribution, retraction: Retraction) -> bool:
    """Whether what is taken back can be this statement: a threat is no promise."""
    if retraction.taken is None:
        return True
    act = load_wordings().acts.get(reading.lemma(retraction.taken))
    return act is None or found.row.act is act


def _same_voice(
    reading: Reading, found: Attribution, statement: Statement, retraction: Retraction, taker: Actor | None
) -> bool:
    """Whether who takes words back is who said these: the same actor, the same noun, or nobody else at hand."""
    away = reading.sentence_index[retraction.verb] - reading.sentence_index[found.cue.head]
    speaker = statement.speaker
    if taker is not None and speaker is not None and taker.id == speaker.id:
        return away <= FAR
    source, subject = found.source, retraction.subject
    if retraction.passive:
        return away <= 1 and retraction.taken is not None and _points(reading, retraction.taken)
    if source is None or subject is None:
        return False
    if subject in (source.head, source.who):
        return True
    if (
        away <= FAR
        and is_body(reading, subject)
        and _points(reading, subject)
        and _named_with(reading, source, subject)
    ):
        return True
    if away > NEAR or not (_points(reading, subject) or reading.lower[subject] == "it"):
        return False
    if reading.lemma(subject) == reading.lemma(source.who):
        return True
    if reading.lower[subject] == "it":
        return away <= 1 and is_body(reading, source.who)
    return away <= 1 and is_body(reading, subject) and is_body(reading, source.who) and taker is None


def _named_with(reading: Reading, source: Source, noun: int) -> bool:
    """ "The radio", of "Radio Nodo"."""
    return reading.lower[noun] in reading.lower[source.first : source.last + 1]


def _is_joined(reading: Reading, retraction: Retraction) -> bool:
    """ "Wrote that two were held, and deleted the article": the content goes on for the parser alone."""
    verb = retraction.verb
    if retraction.taken is None or reading.deps[verb] != "conj" or reading.child(verb, "nsubj", "aux") is not None:
        return False
    if retraction.taken < verb or reading.tags[verb] not in ("VBD", "VBZ"):
        return False
    start = reading.subtree(verb)[0]
    return reading.tags[start - 1] == "CC" and reading.words[start - 2] == ","


def _points(reading: Reading, noun: int) -> bool:
    return any(reading.lower[c] in POINTING for c in reading.children[noun])


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
    ends = (retraction.verb, retraction.last, retraction.verb if retraction.taken is None else retraction.taken)
    return reading.span(min(ends), max(ends))


def find_retractions(reading: Reading) -> list[Retraction]:
    """Every place where something said or sent is taken back."""
    wordings = load_wordings()
    found = []
    met: dict[str, bool] = {}
    for i, tag in enumerate(reading.tags):
        if tag[0] != "V":
            continue
        telling = met.get(reading.lower[i])
        if telling is None:
            telling = met[reading.lower[i]] = reading.lemma(i) in wordings.triggers
        if not telling:
            continue
        for retraction in _at(reading, wordings, i):
            if status_of(reading, i).status in DONE:
                found.append(retraction)
    return found


def _at(reading: Reading, wordings: Wordings, i: int) -> Iterator[Retraction]:
    lemma = reading.lemma(i)
    particle = wordings.with_particle.get(lemma)
    if lemma in wordings.verbs or (particle is not None and _has_particle(reading, i, particle)):
        yield from _taken_back(reading, wordings, i)
    elif lemma in wordings.replacing and (lemma != "take" or _has_particle(reading, i, "down")):
        yield from _replaced(reading, wordings, i)
    if lemma in wordings.confessing or lemma == "be":
        yield from _confessed(reading, wordings, i)


def _has_particle(reading: Reading, i: int, particle: str) -> bool:
    return any(reading.lower[c] == particle for c in reading.children[i])


def _taken_back(reading: Reading, wordings: Wordings, verb: int) -> Iterator[Retraction]:
    """ "Withdrew the claim", "was corrected", "a reservation since withdrawn", "corrected itself"."""
    if reading.tags[verb] == "VBN" and reading.deps[verb] in ("ccomp", "xcomp") and not _is_finite(reading, verb):
        return  # "Wants the article withdrawn".
    objects = _objects(reading, verb)
    if any(reading.lower[o] in REFLEXIVE for o in objects) and reading.lemma(verb) == "correct":
        yield Retraction(verb, None, _subject_of(reading, verb), verb)
        return
    # "Sent, then quickly withdrew, a letter": the object may hang on the verb that this one is coordinated with.
    if not objects and reading.deps[verb] == "conj":
        objects = reading.children_by(reading.heads[verb], "dobj")
    taken = next((o for o in objects if _is_words(reading, wordings, o, verb)), None)
    if taken is None and not objects:
        taken = _set_apart_after(reading, wordings, verb)
    if taken is not None:
        passive = reading.deps[taken] == "nsubjpass" or reading.heads[verb] == taken
        yield Retraction(verb, taken, _subject_of(reading, verb) if not passive else None, taken, passive)


def _is_finite(reading: Reading, verb: int) -> bool:
    return reading.child(verb, "aux", "auxpass") is not None


def _is_words(reading: Reading, wordings: Wordings, noun: int, verb: int) -> bool:
    """Whether a noun names words rather than troops; "it" does in "said so and took it back"."""
    lemma = reading.lemma(noun)
    if lemma in wordings.words or lemma in wordings.acts:
        return True
    return reading.lower[noun] in ("it", "them", "that") and reading.deps[verb] == "conj"


def _objects(reading: Reading, verb: int) -> list[int]:
    objects = reading.children_by(verb, "dobj", "nsubjpass")
    held = [c for c in reading.children_by(verb, "prep") if reading.lower[c] in ("on", "from")]
    objects += [p for c in held for p in reading.children_by(c, "pobj")]
    if not objects and reading.deps[verb] in ("acl", "relcl") and reading.tags[verb] == "VBN":
        objects = [reading.heads[verb]]
    if not objects and reading.deps[verb] == "conj" and reading.tags[verb] == "VBN":
        # "That sentence was premature and is withdrawn": the subject of the verb before.
        objects = reading.children_by(reading.heads[verb], "nsubj", "nsubjpass")
    return objects


def _replaced(reading: Reading, wordings: Wordings, verb: int) -> Iterator[Retraction]:
    """ "The report was taken down", "deleted the post": done to words, and by those who put them out."""
    subject = reading.child(verb, "nsubjpass")
    if subject is not None and reading.lemma(subject) in wordings.words and reading.child(verb, "agent") is None:
        yield Retraction(verb, subject, None, subject, True)


def _confessed(reading: Reading, wordings: Wordings, verb: int) -> Iterator[Retraction]:
    """ "Conceded that he had misspoken", "that statement was incorrect"."""
    if reading.lemma(verb) == "be":
        yield from _said_wrongly(reading, wordings, verb)
        return
    clause = next((c for c in reading.children_by(verb, "ccomp") if c > verb), None)
    if clause is None or reading.is_negated(clause) or reading.is_negated(verb):
        return
    inner = reading.child(clause, "nsubj")
    own = inner is not None and reading.lower[inner] in ("he", "she", "they", "it", "i", "we", "this", "that")
    words = [clause, *reading.children_by(clause, "acomp", "attr")]
    fault = next((c for c in words if reading.lemma(c) in wordings.faults), None)
    if own and fault is not None:
        yield Retraction(verb, None, _subject_of(reading, verb), fault)


def _said_wrongly(reading: Reading, wordings: Wordings, verb: int) -> Iterator[Retraction]:
    subject = reading.child(verb, "nsubj")
    faults = [c for c in reading.children_by(verb, "acomp", "attr") if reading.lower[c] in wordings.faults]
    if not faults or subject is None or reading.tags[verb] != "VBD" or reading.is_negated(verb):
        return
    pointed = any(reading.lower[c] in ("that", "this") for c in reading.children[subject])
    if pointed and reading.lemma(subject) in wordings.said_of:
        yield Retraction(verb, subject, None, faults[0], True)


def _set_apart_after(reading: Reading, wordings: Wordings, verb: int) -> int | None:
    """ "Sent — then withdrew under pressure — a letter": the object beyond the dash, before any other verb."""
    dashed = False
    for i in range(verb + 1, reading.sentence_of(verb).stop):
        if reading.is_verb(i) or (dashed and reading.tags[i] == "CC"):
            return None
        if dashed and reading.tags[i][0] == "N":
            lemma = reading.lemma(i)
            return i if lemma in wordings.words or lemma in wordings.acts else None
        dashed = dashed or reading.words[i] in ("—", "–", "--", ",")
    return None


def _subject_of(reading: Reading, verb: int) -> int | None:
    while (subject := reading.child(verb, "nsubj", "nsubjpass")) is None and reading.deps[verb] in ("conj", "xcomp"):
        verb = reading.heads[verb]
    if subject is None and (before := reading.child(verb, "ccomp", "parataxis")) is not None and before < verb:
        subject = reading.child(before, "nsubj")
    return subject
