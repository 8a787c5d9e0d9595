"""Standing: whether the text says that a statement was made, was not made, or may be or will be made."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.codes import Status
from dragoman.reading.clauses import status_of
from dragoman.reading.reading import Reading
from dragoman.statements.cues import Kind
from dragoman.statements.decode import Attribution
from dragoman.statements.sources import FINITE, is_aside

# Contents before or around their cue: what governs them there is the parser's slip.
SET_APART = frozenset(("quote-before", "clause-before", "clause-around"))
JOINED = frozenset(("ccomp", "conj", "parataxis"))
# Labels over which one clause hangs on another of the same sentence.
CLIMBS = JOINED | {"xcomp", "advcl", "acl", "pcomp", "prep"}
OPENERS = frozenset(("that", "whether", "if", "unless", "what", "how", "why", "who"))
WILL = frozenset(("will", "'ll", "’ll", "shall", "wo"))
POSSIBLE = frozenset(("would", "could", "may", "might", "should", "must", "can", "ca", "’d", "'d"))
NOBODY = frozenset(("nobody", "none", "neither", "no-one", "nothing"))
EMPTY = frozenset(("no", "none", "not", "nothing", "nobody", "neither"))
GIVING = frozenset(("make", "give", "issue", "voice", "express", "offer", "utter", "repeat", "hear", "receive", "be"))


@dataclass(frozen=True, slots=True)
class Standing:
    """A status and the sentence that says why."""

    status: Status
    why: str


SAID = Standing(Status.ASSERTED, "")


@cache
def _words(kind: str) -> frozenset[str]:
    text = files("dragoman").joinpath("data/statements", "standing.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[kind].split())


def standing_of(reading: Reading, found: Attribution) -> Standing:
    """The status of one statement by the words around its cue."""
    i = found.cue.head
    if found.cue.kind in (Kind.COLON, Kind.ACCORDING, Kind.VIEW, Kind.ADVERB):
        return SAID
    unsaid = _unsaid(reading, i)
    if unsaid is not None:
        return unsaid
    if found.cue.kind is Kind.NOUN:
        return _of_noun(reading, i)
    planned = _planned(reading, i)
    if planned is not None:
        return Standing(Status.FUTURE, f"“{reading.words[planned]} to” puts it in the future")
    hung = found.covers(reading.heads[i]) and reading.heads[i] != i
    if (hung or found.content.rule in SET_APART) and reading.tags[i] in FINITE:
        # "“It will come,” he said": hung on its own content, the verb is not governed by it.
        return _by_itself(reading, i)
    if reading.heads[i] == i or reading.deps[i] not in CLIMBS or not _is_cut_off(reading, i):
        return _in_its_clause(reading, found, i)
    return _by_itself(reading, i)


def _unsaid(reading: Reading, i: int) -> Standing | None:
    """ "Refused to say", "declined to comment", "declined any comment": that nothing was said."""
    for above in _control(reading, i):
        if reading.lemma(above) in _words("unsaid") and not reading.is_negated(above):
            return Standing(Status.NEGATED, f"“{reading.words[above]}” says that it was not said")
    if not reading.is_verb(i) or reading.lemma(i) not in ("refuse", "decline") or reading.is_negated(i):
        return None
    for c in reading.children[i]:
        verb = reading.deps[c] == "xcomp" and reading.lemma(c) in _words("speaking")
        noun = reading.deps[c] == "dobj" and reading.lower[c] in _words("words")
        if verb or noun:
            return Standing(Status.NEGATED, f"“{reading.words[i]}” to “{reading.words[c]}” says that nothing was said")
    return None


def _planned(reading: Reading, i: int) -> int | None:
    """ "Is to announce": the form of "be" before an infinitive, whichever of the two is the cue."""
    if reading.lower[i] in ("is", "are") and not reading.is_negated(i):
        infinitive = reading.child(i, "xcomp")
        if infinitive is not None and any(reading.tags[c] == "TO" for c in reading.children[infinitive]):
            return i if reading.child(i, "acomp", "attr", "oprd") is None else None
    if reading.tags[i] != "VB" or i < 2 or reading.lower[i - 1] != "to":
        return None
    be = i - 2
    return be if reading.lower[be] in ("is", "are") and reading.heads[i] in (be, i) else None


def _of_noun(reading: Reading, i: int) -> Standing:
    """A claim that is tested, rejected or denied was made all the same; one that nobody made was not, nor one that a
    question only imagines ("in return for a guarantee that …?")."""
    denied = next((c for c in reading.children[i] if reading.lower[c] in ("no", "neither")), None)
    verb = reading.heads[i]
    made = reading.is_verb(verb) and reading.lemma(verb) in GIVING
    if denied is not None and (made or reading.deps[i] in ("attr", "nsubj", "ROOT")):
        return Standing(Status.NEGATED, f"“{reading.words[denied]}” says that there was none")
    clause = status_of(reading, i)
    if clause.rule == "question" and any(reading.lower[c] in ("a", "an", "any") for c in reading.children[i]):
        return Standing(clause.status, clause.why)
    if reading.deps[i] not in ("dobj", "attr", "nsubjpass") or not made:
        return SAID
    return SAID if clause.status in (Status.ASSERTED, Status.HISTORICAL) else Standing(clause.status, clause.why)


def _in_its_clause(reading: Reading, found: Attribution, i: int) -> Standing:
    """The status of the clause that the cue stands in, what governs it included."""
    clause = status_of(reading, i)
    if clause.status in (Status.ASSERTED, Status.HISTORICAL, Status.RETRACTED):
        own = _by_itself(reading, i)
        return own if own.status is Status.NEGATED else SAID
    if clause.rule == "question":
        given = _asks_within(reading, found) or is_taken_as_given(reading, i)
        return _by_itself(reading, i) if given else Standing(clause.status, clause.why)
    if is_aside(reading, i) and reading.child(i, "aux", "neg") is None:
        return SAID  # What the speaker adds is said, whatever the clause before denies.
    lead = _lead(reading, i)
    if lead is not None:
        return _in_its_clause(reading, found, lead)
    own = _by_itself(reading, i)
    if own.status is Status.ASSERTED and clause.status is Status.NEGATED and _denies_within(reading, found):
        return own
    if own.status is Status.NEGATED and clause.status is Status.HYPOTHETICAL:
        return own
    if own.status is Status.ASSERTED and (_is_told(reading, i) or _has_its_cause_beyond(reading, i, clause.why)):
        return own
    if reading.tags[i] == "VB" and _is_polite(reading, i):
        return SAID
    return Standing(clause.status, clause.why)


def _denies_within(reading: Reading, found: Attribution) -> bool:
    """ "The log shows no crossing": what is denied stands in what is said."""
    if reading.lemma(found.cue.head) not in _words("finding"):
        return False
    first, last = found.runs[0]
    return any(reading.lower[j] in EMPTY for j in range(first, min(first + 2, last + 1)))


def _by_itself(reading: Reading, i: int) -> Standing:
    """The status by the auxiliaries, the negation and the subject of the cue alone."""
    denier = denier_of(reading, i)
    if denier is not None:
        return Standing(Status.NEGATED, f"“{reading.words[denier]}” says that it was not said")
    for c in reading.children[i]:
        if reading.deps[c] == "mark" and reading.lower[c] in ("if", "unless"):
            return Standing(Status.HYPOTHETICAL, f"it hangs on “{reading.words[c]}”")
        if reading.deps[c] == "aux" and reading.lower[c] in WILL:
            return Standing(Status.FUTURE, f"“{reading.words[c]}” puts it in the future")
        if reading.deps[c] == "aux" and reading.lower[c] in POSSIBLE and not _is_polite(reading, i):
            return Standing(Status.HYPOTHETICAL, f"“{reading.words[c]}” makes it only possible")
    return SAID


def denier_of(reading: Reading, i: int) -> int | None:
    """The word that says that the cue did not happen: "not", or a subject that is nobody."""
    for c in reading.children[i]:
        if reading.deps[c] == "neg" or (reading.deps[c] == "advmod" and reading.lower[c] in ("never", "hardly")):
            return c
        if reading.deps[c] == "preconj" and reading.lower[c] == "neither":
            return c
        if reading.deps[c] in ("nsubj", "nsubjpass"):
            if reading.lower[c] in NOBODY:
                return c
            no = [d for d in reading.children[c] if reading.lower[d] in ("no", "neither")]
            if no:
                return no[0]
    return None


def _is_polite(reading: Reading, i: int) -> bool:
    """ "I would advise": said by being put so; "if asked, he would advise" is not."""
    if reading.lemma(i) not in _words("polite"):
        return False
    would = any(reading.deps[c] == "aux" and reading.lower[c] in ("would", "’d", "'d") for c in reading.children[i])
    conditional = any(reading.deps[c] == "advcl" and _opener(reading, c) == "if" for c in reading.children[i])
    return would and not conditional and not reading.is_negated(i)


def _opener(reading: Reading, clause: int) -> str | None:
    mark = reading.child(clause, "mark")
    return reading.lower[mark] if mark is not None else None


def _control(reading: Reading, i: int) -> list[int]:
    found = []
    while reading.deps[i] == "xcomp" and reading.heads[i] != i:
        i = reading.heads[i]
        found.append(i)
    return found


def _lead(reading: Reading, i: int) -> int | None:
    """ "Wrote to say", "went on to warn": the verb with which it was done."""
    above = reading.heads[i]
    infinitive = any(reading.tags[c] == "TO" for c in reading.children[i])
    if infinitive and reading.deps[i] in ("xcomp", "advcl") and reading.lemma(above) in _words("leads"):
        return above
    return None


def _is_told(reading: Reading, i: int) -> bool:
    """A finite clause with "that" and a subject of its own under a verb of telling: nested, and as told."""
    if reading.tags[i] not in FINITE or reading.deps[i] != "ccomp" or reading.child(i, "nsubj", "nsubjpass") is None:
        return False
    above = reading.heads[i]
    negated = reading.is_negated(above) or denier_of(reading, above) is not None
    return above < i and not negated and reading.lemma(above) in ("tell", "persuade", "suspect", "convince", "inform")


def _is_cut_off(reading: Reading, i: int) -> bool:
    """Whether the cue's clause is only set beside the one it hangs on: "Bern agreed; Oslo has not answered"."""
    above = reading.heads[i]
    if reading.deps[i] not in JOINED:
        return False
    between = range(min(i, above) + 1, max(i, above))
    if any(reading.words[j] == ";" for j in between):
        return True
    fronted = above > i and reading.deps[i] == "ccomp"
    return fronted and not any(reading.lower[c] in OPENERS for c in reading.children[i])


def _has_its_cause_beyond(reading: Reading, i: int, why: str) -> bool:
    """Whether what makes the clause doubtful stands in another clause that this one is only set beside."""
    for _ in range(8):
        if reading.heads[i] == i or reading.deps[i] not in CLIMBS:
            return False
        if _is_cut_off(reading, i):
            return status_of(reading, i).why == why
        i = reading.heads[i]
    return False


def _asks_within(reading: Reading, found: Attribution) -> bool:
    """Whether the question marks of the sentence belong to words that the cue only introduces."""
    i = found.cue.head
    sentence = reading.sentence_of(i)
    marks = [j for j in sentence if reading.words[j][-1] == "?"]
    if reading.quote_of[i] < 0 and marks and all(reading.quote_of[j] >= 0 for j in marks):
        return True
    inner = reading.quote_of[i]
    if inner >= 0 and all(reading.quote_of[j] != inner for first, last in found.runs for j in range(first, last + 1)):
        return True  # A quotation within the quotation asks.
    return bool(marks) and all(
        found.covers(j) or (found.covers(j - 1) and reading.quote_of[j] != inner) for j in marks if j > 0
    )


def is_taken_as_given(reading: Reading, i: int) -> bool:
    """Whether the cue stands in a relative clause, which a question does not ask about ("what she has called …")."""
    if reading.deps[i] == "relcl" or (reading.deps[i] == "advcl" and _opener(reading, i) == "as"):
        return True
    what = any(reading.tags[c] == "WP" and reading.deps[c] in ("dobj", "pobj") for c in reading.children[i])
    return what and reading.deps[i] in ("pcomp", "csubj", "ccomp") and reading.heads[i] < i
