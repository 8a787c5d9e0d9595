"""Stances without a word of their own: "will not negotiate", "will only … if", "must leave", "no deal without"."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.positions.grammar import subject_of
from dragoman.positions.lexicon import lexicon
from dragoman.positions.stances import Held
from dragoman.positions.voices import FIRST_PERSON, Voices
from dragoman.reading.clauses import status_of
from dragoman.reading.reading import Reading
from dragoman.records import Act, Stance, Status

WILL = frozenset(("will", "wo", "'ll", "’ll", "would", "shall", "'d", "’d", "can", "could", "ca"))
MUST = frozenset(("must", "should", "ought", "has", "have", "needs", "need"))
MODALS = WILL | MUST
# "Cannot" refuses only where the act is one of consent.
CONSENT = frozenset(("accept", "agree", "allow", "tolerate", "recognize", "recognise", "permit", "negotiate"))
REPORTING_PAST = frozenset(("VBD", "VBN"))
OPINIONS = frozenset((Act.BELIEVE, Act.FORECAST, Act.DENY))

Ties = Callable[[int], bool]


def willed_at(reading: Reading, voices: Voices, i: int, tied: Ties) -> Held | None:
    """The stance that the auxiliary at token ``i`` puts forward; ``tied(verb)`` says if a condition hangs on a verb."""
    verb = reading.heads[i]
    if reading.deps[i] == "ROOT" or not (reading.is_verb(verb) or reading.lower[verb] == "be"):
        return None
    if reading.lower[i] in WILL and reading.deps[i] == "aux":
        if reading.child(verb, "expl") is not None:
            return _no_such_thing(reading, voices, verb, tied)
        return _will(reading, voices, i, verb, tied)
    if reading.lower[i] in MUST:
        return _must(reading, voices, i)
    return None


def _will(reading: Reading, voices: Voices, i: int, verb: int, tied: Ties) -> Held | None:
    acts = lexicon().acts
    lemma = reading.lemma(verb)
    hostile = lemma in acts["hostile"]
    if not hostile and lemma not in acts["willed"]:
        return None
    holder = reading.child(verb, "nsubj")
    holder = holder if holder is not None else subject_of(reading, verb)
    actors = voices.actors(holder) if holder is not None else ()
    if not actors or holder is None:
        return None
    stance, why = _will_stance(reading, i, verb, holder, tied(verb), hostile)
    if stance is None:
        return None
    status = _status(reading, voices, i, verb, holder)
    return Held(verb, verb, actors, None, stance, voices.status(verb, status), "willed", why)


def _will_stance(
    reading: Reading, i: int, verb: int, holder: int, tied: bool, hostile: bool
) -> tuple[Stance | None, str]:
    words = {reading.lower[c] for c in reading.children[verb]}
    act = reading.words[verb]
    refuses = reading.is_negated(verb)
    if reading.lower[i] in ("can", "could", "ca"):
        refuses = refuses and reading.lemma(verb) in CONSENT
        return (Stance.REJECT, f"“cannot {act}” is a refusal") if refuses else (None, "")
    if refuses and ("never" in words or "circumstances" in {reading.lower[j] for j in reading.subtree(verb)[:60]}):
        return Stance.RULE_OUT, f"“never {act}” rules it out"
    if refuses:
        return Stance.REJECT, f"“will not {act}” is a refusal"
    if "only" in words:
        return Stance.OFFER, f"“will only {act}” offers it on a condition"
    if tied and hostile:
        return Stance.THREATEN, f"“will {act}” is threatened on a condition"
    if tied:
        return Stance.OFFER, f"“will {act}” is offered on a condition"
    return None, ""


def _status(reading: Reading, voices: Voices, i: int, verb: int, holder: int) -> Status:
    """Asserted unless the clause itself is supposed or asked: the "will" is the stance, not a forecast."""
    governed = reading.heads[verb]
    if reading.is_question(verb):
        return Status.HYPOTHETICAL
    if any(reading.lower[c] in ("if", "whether", "unless") and reading.deps[c] == "mark" for c in reading.children[verb]):
        return Status.HYPOTHETICAL
    if reading.deps[verb] in ("ccomp", "conj", "acl", "relcl", "advcl") and governed != verb:
        above = status_of(reading, governed)
        if above.status is not Status.ASSERTED and above.rule not in ("modal", "future"):
            return above.status
    shifted = reading.deps[verb] == "ccomp" or voices.around(verb) is not None
    if reading.lower[i] in ("would", "'d", "’d") and not shifted:
        return Status.HYPOTHETICAL
    return Status.ASSERTED


def _must(reading: Reading, voices: Voices, i: int) -> Held | None:
    """What a speaker says that another must do is a demand on that other."""
    verb, owes = _obligation(reading, i)
    statement = voices.around(i)
    if verb is None or owes is None or statement is None or statement.speaker is None or statement.act in OPINIONS:
        return None
    if reading.is_question(verb) or reading.lower[owes] in FIRST_PERSON or reading.child(verb, "expl") is not None:
        return None
    patient = voices.actor(owes)
    strict = reading.lower[i] == "must"
    if (patient is None and not strict) or (patient is not None and patient.id == statement.speaker.id):
        return None
    if reading.lower[i] == "should" and reading.deps[verb] not in ("ccomp", "ROOT", "conj"):
        return None
    found = status_of(reading, verb)
    status = Status.ASSERTED if found.rule in ("modal", "plain", "negation", "future") else found.status
    why = f"the speaker says that it “{reading.words[i]}” be so"
    return Held(
        verb, verb, (statement.speaker,), patient, Stance.DEMAND, voices.status(verb, status), "obligation", why
    )


def _obligation(reading: Reading, i: int) -> tuple[int | None, int | None]:
    """The verb that is owed and who owes it, for "must", "should", "has to", "needs to"."""
    word = reading.lower[i]
    if word in ("must", "should"):
        verb = reading.heads[i]
        if reading.deps[i] != "aux" or any(reading.lower[c] in ("have", "be") and reading.tags[c] == "VB" and
                                           reading.deps[c] == "aux" for c in reading.children[verb]):
            return None, None
        return verb, reading.child(verb, "nsubj", "nsubjpass")
    verb = next((c for c in reading.children_by(i, "xcomp") if reading.tags[c] == "VB" and c <= i + 4), None)
    return verb, reading.child(i, "nsubj")


def _no_such_thing(reading: Reading, voices: Voices, verb: int, tied: Ties) -> Held | None:
    """ "There will be no talks unless …" in somebody's mouth is their refusal."""
    thing = reading.child(verb, "attr", "nsubj")
    speaker = voices.speaker(verb)
    if thing is None or speaker is None or not tied(verb):
        return None
    if not any(reading.lower[c] in ("no", "not") for c in (*reading.children[thing], *reading.children[verb])):
        return None
    why = f"the speaker makes “{reading.words[thing]}” hang on a condition"
    return Held(verb, thing, (speaker,), None, Stance.REJECT, voices.status(verb, Status.ASSERTED), "no-such-thing", why)
