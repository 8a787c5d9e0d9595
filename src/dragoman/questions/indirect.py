"""Indirect questions that a text leaves open: "it remains to be seen whether …", "why … is a mystery"."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.codes import QuestionKind
from dragoman.questions.asked import LONGEST_SENTENCE, Asked, Unasked, is_counterfactual
from dragoman.questions.lexicon import asking
from dragoman.reading.reading import Reading

OPENERS = frozenset(("whether", "if", "why"))
PRESENT = frozenset(("VBZ", "VBP", "VB", "MD"))
HARD = frozenset(("no", "nobody", "hard", "difficult", "impossible", "yet"))


def indirect_questions(reading: Reading, i: int) -> Iterator[Asked | Unasked]:
    """The question that the opener at token ``i`` begins, where the text leaves it open."""
    verb = reading.heads[i]
    sentence = reading.sentence_of(i)
    if verb <= i or reading.deps[verb] not in (
        "ccomp",
        "csubj",
        "advcl",
        "pcomp",
        "acl",
        "relcl",
        "xcomp",
        "csubjpass",
    ):
        return
    if len(sentence) > LONGEST_SENTENCE or reading.is_question(i):
        return
    found = _left_open_by(reading, verb, reading.lower[i])
    if found is None:
        return
    opener, asker = found
    tokens = [j for j in reading.subtree(verb) if j >= i]
    last = max(tokens)
    while last > i and not reading.words[last][-1].isalnum():
        last -= 1
    why = f"“{reading.words[opener]}” leaves it open"
    if reading.lower[i] == "why":
        yield Asked(i, last, verb, i, QuestionKind.EXPLANATORY, "indirect-why", why, asker)
        return
    auxiliaries = [c for c in reading.children_by(verb, "aux") if reading.tags[c] == "MD"]
    if auxiliaries and reading.lower[auxiliaries[0]] in ("should", "must"):
        yield Unasked(i, last, "ought", "it asks what ought to be, not what will be")
        return
    present = reading.tags[verb] in PRESENT and not reading.children_by(verb, "aux", "auxpass")
    if (auxiliaries or present) and not is_counterfactual(reading, verb):
        yield Asked(i, last, verb, i, QuestionKind.PREDICTIVE, "indirect", why, asker)


def _left_open_by(reading: Reading, verb: int, opener: str) -> tuple[int, int | None] | None:
    """The word that leaves the clause of ``verb`` open, and the token of who wonders, if somebody does."""
    table = asking()
    at = verb
    for _ in range(4):
        at = reading.heads[at]
        if reading.lower[at] not in ("about", "over", "of", "on", "as", "to", "around", "is", "was", "remains", "be"):
            break
    around = [at, *reading.children_by(at, "acomp", "attr", "nsubj", "xcomp", "oprd", "dobj")]
    denied = reading.is_negated(at) or any(reading.lower[c] in HARD for c in around)
    for j in around:
        word = reading.lower[j]
        if word in table.plain and not (word == "seen" and not _to_be_seen(reading, j)):
            return j, None
        if word in table.nouns and (opener != "if" or word in ("question", "doubt")):
            return j, None
        if reading.lemma(j) in table.denied and (denied or reading.is_negated(j)):
            return j, None
    if reading.lemma(at) in table.wondering:
        return at, reading.child(at, "nsubj")
    return None


def _to_be_seen(reading: Reading, i: int) -> bool:
    return any(reading.lower[c] in ("to", "yet") for c in reading.children[i])
