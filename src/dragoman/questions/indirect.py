"""Indirect questions that a text leaves open: "it remains to be seen whether …", "why … is a mystery"."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.codes import QuestionKind
from dragoman.questions.asked import LONGEST_SENTENCE, Asked, Unasked, is_counterfactual
from dragoman.questions.closed import not_closed
from dragoman.questions.lexicon import asking
from dragoman.questions.openness import BREAKS, FINITE, Open, clause_verb, is_first, left_open_by
from dragoman.reading.reading import Reading

OPENERS = frozenset(("whether", "if", "why"))
# They open a question about what is to come only where the text says that it is open: "it is unclear who will lead".
WH_OPENERS = frozenset(("who", "when", "how", "what", "which", "where"))
JOINING = frozenset((",", "and", "or", "rather", "than", "indeed", "perhaps", "even"))
SURELY = frozenset(("will", "'ll", "’ll", "shall"))
MAYBE = frozenset(("would", "might", "could", "may"))
PRESENT = frozenset(("VBZ", "VBP", "VB", "MD"))
CLAUSES = frozenset(("ccomp", "csubj", "advcl", "pcomp", "acl", "relcl", "xcomp", "csubjpass"))
SUBORDINATORS = frozenset(("if", "because", "while", "before", "after", "until", "that", "once", "unless", "though"))


def indirect_questions(reading: Reading, i: int) -> Iterator[Asked | Unasked]:
    """The question that the opener at token ``i`` begins, where the text leaves it open."""
    if len(reading.sentence_of(i)) > LONGEST_SENTENCE or reading.is_question(i):
        return
    if _is_joined_on(reading, i):
        return
    verb = clause_verb(reading, i)
    if reading.lower[min(i + 1, len(reading) - 1)] in ("any", "anything", "so", "not", "possible", "necessary", "ever"):
        # "If any", "whether or not": asides.
        verb = verb if reading.words[min(i + 2, len(reading) - 1)] not in (",", ")", ".") else None
    if verb is None or reading.lower[i - 1] == "not":
        return
    joined = _joined_to(reading, i, verb)
    if (
        reading.deps[verb] not in CLAUSES
        and not is_first(reading, i)
        and reading.lower[i + 1] not in BREAKS
        and joined is None
    ):
        return
    word = reading.lower[i]
    if word in WH_OPENERS and reading.deps[verb] in ("relcl", "acl", "xcomp") and not _is_counting(reading, i):
        return
    found = left_open_by(reading, i, verb)
    if found is None and joined is not None:
        found = left_open_by(reading, *joined) or not_closed(reading, *joined)
    if found is None and word == "whether":
        found = _opens_its_sentence(reading, i, verb)
    if found is None and word != "why":
        found = not_closed(reading, i, verb)
    if found is None:
        return
    last = _last_of(reading, i, verb)
    why = f"“{reading.words[found.by]}” leaves it open"
    if word == "why":
        yield Asked(i, last, verb, i, QuestionKind.EXPLANATORY, "indirect-why", why, found.asker)
        return
    modals = [reading.lower[c] for c in reading.children_by(verb, "aux") if reading.tags[c] == "MD"]
    if modals and modals[0] in ("should", "must"):
        yield Unasked(i, last, "ought", "it asks what ought to be, not what will be")
    elif is_counterfactual(reading, verb) or not _is_to_come(reading, i, verb, modals, found):
        return
    else:
        rule = "indirect-open" if word in WH_OPENERS else "indirect"
        yield Asked(i, last, verb, i, QuestionKind.PREDICTIVE, rule, why, found.asker, found.doer)


def _is_joined_on(reading: Reading, i: int) -> bool:
    """ "When, rather than whether, …": the first of the two opens the question."""
    j = i - 1
    while j > i - 5 and j >= 0 and reading.lower[j] in JOINING:
        j -= 1
    return j >= 0 and i - j > 1 and (reading.lower[j] in WH_OPENERS or reading.lower[j] in ("whether", "if"))


def _joined_to(reading: Reading, i: int, verb: int) -> tuple[int, int] | None:
    """The opener and the verb of the question that another is joined to: "who will lead and whether they will come"."""
    if reading.lower[i - 1] not in ("and", "or", "nor") or reading.deps[verb] != "conj":
        return None
    start = reading.sentence_of(i).start
    for j in range(i - 2, start - 1, -1):
        if reading.lower[j] in OPENERS | WH_OPENERS and reading.lower[j - 1] != ",":
            first = clause_verb(reading, j)
            return (j, first) if first is not None and j < first < i else None
    return None


def _is_counting(reading: Reading, i: int) -> bool:
    """ "How many", "which of": these open questions, and no relative clauses."""
    return reading.lower[i] == "how" or reading.lower[i + 1] == "of"


def _own_end(reading: Reading, verb: int, last: int) -> int:
    """The last word before a clause joined to it that has a subject of its own and no "will", or asks by itself."""
    for c in reading.children_by(verb, "conj"):
        asks = next((k for k in reading.children_by(c, "mark", "advmod") if reading.lower[k] in OPENERS), None)
        if asks is not None:
            return max(asks - 2, verb)
        joined = reading.child(c, "nsubj", "nsubjpass", "expl")
        if joined is not None and not any(reading.tags[a] == "MD" for a in reading.children_by(c, "aux")):
            return max(min(reading.subtree(c)) - 2, verb)
    return last


def _is_to_come(reading: Reading, i: int, verb: int, modals: list[str], found: Open) -> bool:
    """Whether the clause is about what is to come: by its auxiliary, a "to", or "is going to"."""
    word = reading.lower[i]
    if word in WH_OPENERS:
        telling = reading.lemma(found.by) in asking().denied
        # Who keeps back when he will do it leaves open whether he does.
        dated = word == "when" and (found.is_kept_back or not telling)
        known = SURELY | MAYBE if dated else SURELY if telling else SURELY | {"would"}
        future = bool(modals) and modals[0] in known
        return (future and (dated or not found.is_kept_back)) or _is_going(reading, verb, shifts=False)
    if modals or _is_going(reading, verb):
        return True
    if found.is_unlisted and (reading.lemma(verb) in asking().lasting or _is_done(reading, verb)):
        return False
    auxiliaries = reading.children_by(verb, "aux", "auxpass")
    if any(reading.lower[c] == "to" for c in auxiliaries):
        return word == "whether" and found.doer is not None
    # "It remains to be seen whether it holds" asks what will be; "he will not say whether he knows", what is.
    if [reading.lower[c] for c in auxiliaries] in (["is"], ["are"]) and reading.tags[verb] == "VBG":
        return reading.lemma(verb) not in asking().lasting
    base = reading.tags[verb] == "VBD" and reading.lower[verb] == reading.lemma(verb) and found.is_unlisted
    present = (reading.tags[verb] in PRESENT or base) and not auxiliaries
    return present and word == "whether" and reading.lemma(found.by) not in asking().denied


def _is_done(reading: Reading, verb: int) -> bool:
    """ "Whether the pact is broken" asks what is the case."""
    return reading.child(verb, "auxpass") is not None and reading.tags[verb] == "VBN"


def _is_going(reading: Reading, verb: int, *, shifts: bool = True) -> bool:
    """ "Are going to hold", "plans to consult", "is likely to fall"."""
    below = (reading.child(j, "xcomp") for j in (verb, *reading.children_by(verb, "acomp")))
    act = next((j for j in below if j is not None), None)
    words = {reading.lower[verb], reading.lemma(verb), *(reading.lower[c] for c in reading.children_by(verb, "acomp"))}
    known = asking().bound | asking().intending
    to = act is not None and any(reading.lower[c] == "to" for c in reading.children_by(act, "aux"))
    # "Would not say whether they were likely to strike": "were" only follows the tense above it.
    shifted = shifts and reading.lower[verb] in ("was", "were")
    return bool(words & known) and to and (shifted or reading.tags[verb] in ("VBZ", "VBP", "VBG"))


def _last_of(reading: Reading, i: int, verb: int) -> int:
    tokens = [j for j in reading.subtree(verb) if j >= i]
    last = min(max(tokens), _border(reading, i, verb, max(tokens)), _own_end(reading, verb, max(tokens)))
    while last > i and not reading.words[last][-1].isalnum():
        last -= 1
    return last


def _opens_its_sentence(reading: Reading, i: int, verb: int) -> Open | None:
    """ "Whether Cairo will yield is not a matter for today": what stands first as the matter of a sentence is open."""
    if not is_first(reading, i) or reading.lower[i + 1] == "or":
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
    return None if undone or (settled and not denied) else Open(i)


def _border(reading: Reading, i: int, verb: int, last: int) -> int:
    """The last token of a clause that opens its sentence: what is said of it may be misread as part of it."""
    if not is_first(reading, i):
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
