"""Indirect questions that a text leaves open: "it remains to be seen whether …", "why … is a mystery"."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.codes import QuestionKind
from dragoman.questions.asked import LONGEST_SENTENCE, Asked, Unasked, is_counterfactual
from dragoman.questions.lexicon import asking
from dragoman.reading.reading import Reading

OPENERS = frozenset(("whether", "if", "why"))
PRESENT = frozenset(("VBZ", "VBP", "VB", "MD"))
CLAUSES = frozenset(("ccomp", "csubj", "advcl", "pcomp", "acl", "relcl", "xcomp", "csubjpass"))
SUBORDINATORS = frozenset(("if", "because", "while", "before", "after", "until", "that", "once", "unless", "though"))
FINITE = frozenset(("VBZ", "VBP", "VBD", "MD"))
HARD = frozenset(("no", "nobody", "hard", "difficult", "impossible", "yet"))


def indirect_questions(reading: Reading, i: int) -> Iterator[Asked | Unasked]:
    """The question that the opener at token ``i`` begins, where the text leaves it open."""
    verb = reading.heads[i]
    sentence = reading.sentence_of(i)
    if verb <= i or (reading.deps[verb] not in CLAUSES and not _is_first(reading, i)):
        return
    if len(sentence) > LONGEST_SENTENCE or reading.is_question(i):
        return
    found = _left_open_by(reading, verb, reading.lower[i]) or _opens_its_sentence(reading, i, verb)
    if found is None:
        return
    opener, asker = found
    tokens = [j for j in reading.subtree(verb) if j >= i]
    last = min(max(tokens), _border(reading, i, verb, max(tokens)))
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
        # "Neither would say whether", "no archive can tell", "he declined to say".
        if reading.lemma(j) in table.denied and (_has_no_subject(reading, j) or _is_declined(reading, j)):
            return j, None
    if reading.lemma(at) in table.wondering:
        return at, reading.child(at, "nsubj")
    return None


def _has_no_subject(reading: Reading, verb: int) -> bool:
    """Whether it is nobody who could tell: "neither side would say", "no one can tell"."""
    subject = reading.child(verb, "nsubj")
    if subject is None:
        return False
    nobody = asking().nobody
    return reading.lower[subject] in nobody or any(reading.lower[c] in nobody for c in reading.children[subject])


def _is_declined(reading: Reading, verb: int) -> bool:
    return reading.deps[verb] == "xcomp" and reading.lemma(reading.heads[verb]) in asking().declining


def _opens_its_sentence(reading: Reading, i: int, verb: int) -> tuple[int, None] | None:
    """ "Whether Cairo will yield is not a matter for today": what stands first as the matter of a sentence is open."""
    if reading.lower[i] != "whether" or not _is_first(reading, i) or reading.lower[i + 1] == "or":
        return None
    if not any(reading.tags[c] == "MD" for c in reading.children_by(verb, "aux")):
        return None
    sentence = reading.sentence_of(i)
    border = _border(reading, i, verb, sentence.stop - 1)
    after = range(border + 1, sentence.stop)
    if not any(reading.tags[j] in FINITE for j in after):
        return None
    denied = any(reading.deps[j] == "neg" for j in after)
    settled = any(reading.lower[j] in asking().settled or reading.lemma(j) in asking().settled for j in after)
    undone = any(reading.lemma(j) == "matter" and reading.is_verb(j) for j in after)
    return None if undone or (settled and not denied) else (i, None)


def _is_first(reading: Reading, i: int) -> bool:
    """Whether a word stands first in its sentence, or after a mark that ends what came before."""
    before = i - 1
    while before >= 0 and reading.words[before] in ("“", "”", '"', "‘", "(", "—", "–"):
        before -= 1
    return before < reading.sentence_of(i).start or reading.words[before] in (";", ":", ".")


def _border(reading: Reading, i: int, verb: int, last: int) -> int:
    """The last token of a clause that opens its sentence: what is said of it may be misread as part of it."""
    if not _is_first(reading, i):
        return last
    inner = 0
    for j in range(verb + 1, last + 1):
        if reading.tags[j][0] == "W" or reading.lower[j] in SUBORDINATORS:
            inner += 1
        if reading.tags[j] not in FINITE:
            continue
        # The first verb after a "which" or a "before" is that clause's own, where it has a subject to itself.
        above = reading.heads[j] if reading.deps[j] in ("aux", "auxpass") else j
        subject = reading.child(above, "nsubj", "nsubjpass", "expl")
        if inner and subject is not None and verb < subject:
            inner -= 1
        elif subject is not None and verb < subject < j and reading.tags[subject] != "PRP":
            return max(reading.subtree(subject)[0] - 1, verb)
        else:
            return j - 1
    return last


def _to_be_seen(reading: Reading, i: int) -> bool:
    return any(reading.lower[c] in ("to", "yet") for c in reading.children[i])
