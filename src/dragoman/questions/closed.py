"""Indirect questions by what does not close them: what no listed word leaves open, and nothing settles."""

from __future__ import annotations

from dragoman.questions.lexicon import asking
from dragoman.questions.openness import Open, doer_of, is_denied_before, is_first, is_present
from dragoman.reading.reading import Reading

PREPOSITIONS = frozenset(("about", "over", "of", "on", "upon", "as", "to", "around", "at", "into", "for", "by", "in"))
ADVERBS = frozenset(("just", "exactly", "precisely", "only", "even", "and", "or", "but", "rather", "than", "indeed"))
JOINED = ADVERBS | {"when", "if", "how", "who", "whether"}
PERSONAL = frozenset(("you", "your", "i", "my"))
HELPING = frozenset(("do", "does", "did", "will", "would", "can", "could"))


def not_closed(reading: Reading, i: int, verb: int) -> Open | None:
    """What the clause of ``verb``, opened by the word at token ``i``, hangs on, where that does not close it."""
    if any(reading.lower[j] in PERSONAL for j in range(i + 1, verb)):
        return None
    linked, over = _governor(reading, i, verb)
    if over is None or _is_indifferent(reading, over):
        return None
    table = asking()
    if reading.deps[verb] in ("csubj", "csubjpass") and _is_settled(reading, over):
        return None
    found = Open(over, doer=doer_of(reading, over), is_unlisted=True)
    if is_wanted(reading, over) or _is_left_unanswered(reading, over):
        return found
    lemma = reading.lemma(over)
    if lemma in table.telling and not linked:
        return found if is_denied_before(reading, i) else None
    if reading.lower[i] == "if":
        return found if lemma in table.disputes and not linked and is_denied_before(reading, i) else None
    if reading.lower[i] != "whether":
        if lemma in table.disputes:
            return found if linked or is_denied_before(reading, i) else None
        return found if linked and lemma in table.turning else None
    if reading.deps[verb] == "advcl" and not linked and (lemma not in table.disputes or is_first(reading, i)):
        return None
    if not linked and reading.is_verb(over) and not _is_now(reading, over):
        return None
    return found if _takes_questions(reading, over, linked) else None


def is_wanted(reading: Reading, verb: int) -> bool:
    """Whether somebody would like to know it: "waiting to hear", "are anxious to find out", "would like to know"."""
    table = asking()
    if reading.lemma(verb) not in table.telling | table.asking:
        return False
    if not any(reading.lower[c] == "to" for c in reading.children_by(verb, "aux")):
        return False
    above = reading.heads[verb]
    if not reading.is_verb(above) and reading.deps[verb] in ("relcl", "acl"):
        above = reading.heads[above]
    if above != verb and any(reading.lower[c] in ("would", "'d", "’d") for c in reading.children_by(above, "aux")):
        # "Would give a lot to know".
        return True
    if any(reading.lower[c] in table.wanting for c in reading.children_by(above, "acomp")):
        above = next(c for c in reading.children_by(above, "acomp") if reading.lower[c] in table.wanting)
    return above != verb and (reading.lemma(above) in table.wanting or reading.lower[above] in table.wanting)


def _governor(reading: Reading, i: int, verb: int) -> tuple[bool, int | None]:
    """The word that an indirect question hangs on, and whether it does so by a preposition or a form of "to be"."""
    start = reading.sentence_of(i).start
    before = i - 1
    while before > start and (reading.lower[before] in JOINED or not reading.words[before][0].isalnum()):
        before -= 1
    if before < start:
        above = reading.heads[verb]
        return (reading.deps[verb] in ("csubj", "csubjpass")), above if above != verb else None
    if reading.deps[verb] in ("csubj", "csubjpass"):
        return True, reading.heads[verb]
    if reading.lower[before] in PREPOSITIONS and reading.tags[before] in ("IN", "TO", "RP", "RB"):
        above = reading.heads[before]
        if above == before or above > i or reading.tags[before - 1][0] == "N":
            above = max(before - 1, start)
        while above > start and (reading.lower[above] in PREPOSITIONS or reading.lower[above] in JOINED):
            above -= 1
        return True, _noun_of(reading, above)
    if reading.lemma(before) == "be":
        subject = reading.child(before, "nsubj")
        return True, subject if subject is not None else before
    if reading.tags[before][0] in "NJ" or reading.is_verb(before):
        return False, before
    above = reading.heads[verb]
    return False, above if above < i else None


def _noun_of(reading: Reading, verb: int) -> int:
    """ "All eyes are on whether …": the noun that a form of "to be" says it of."""
    if reading.lemma(verb) != "be":
        return verb
    below = reading.children_by(verb, "attr", "acomp", "nsubj")
    return below[0] if below else verb


def _is_indifferent(reading: Reading, over: int) -> bool:
    """ "Regardless of whether", "no matter whether", "does not matter whether"."""
    word = reading.lower[over]
    if word in asking().indifferent:
        return True
    is_of = over + 1 < len(reading) and reading.lower[over + 1] == "of"
    return reading.lemma(over) in ("matter", "care") and not is_of


def _is_settled(reading: Reading, over: int) -> bool:
    """ "Whether he will go was decided on Monday"."""
    table = asking()
    said = [over, *reading.children_by(over, "acomp", "attr")]
    closes = any(reading.lemma(j) in table.telling | table.settled or reading.lower[j] in table.settled for j in said)
    return closes and not reading.is_negated(over)


def _is_left_unanswered(reading: Reading, over: int) -> bool:
    """ "Asked whether they will meet, he declined to answer"."""
    if reading.lower[over] not in ("asked", "pressed", "quizzed") or reading.deps[over] not in ("advcl", "acl"):
        return False
    above = reading.heads[over]
    if reading.lemma(above) in asking().declining or reading.lemma(above) in ("shrug", "demur"):
        return True
    return reading.lemma(above) in asking().telling and any(
        reading.lower[c] in asking().denying for c in reading.children[above] if reading.deps[c] != "nsubj"
    )


def _is_now(reading: Reading, verb: int) -> bool:
    """Whether a verb tells of the present or of what is to come, or is denied."""
    if is_present(reading, verb) or reading.is_negated(verb):
        return True
    auxiliaries = {reading.lower[c] for c in reading.children_by(verb, "aux", "auxpass")}
    if reading.tags[verb] in ("VBG", "VB") and reading.heads[verb] != verb:
        return True
    return bool(auxiliaries & {"will", "would", "must", "to", "should", "is", "are"})


def _takes_questions(reading: Reading, over: int, linked: bool) -> bool:
    """Whether a "whether" can hang on a word otherwise than as an aside ("sails whether it rains or shines")."""
    table = asking()
    if linked:
        return reading.lemma(over) not in table.answering
    lemma = reading.lemma(over)
    return lemma in table.disputes or lemma in table.wondering or lemma in table.asking or lemma in table.weighing
