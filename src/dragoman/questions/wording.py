"""Plain English for a question: the sentence that says what would count as an answer."""

from __future__ import annotations

import datetime
import re

from dragoman.codes import QuestionKind
from dragoman.questions.asked import FORESEEN, IN_TIME, SUBJECTS, WH, Asked, end_of_first_half
from dragoman.questions.lexicon import asking
from dragoman.reading.reading import Reading
from dragoman.records import When

# Days from the day of the report, where a text gives no time of its own: a month, a quarter, half a year. Long enough
# for most political acts, short enough to be scored.
HORIZONS = (30, 90, 180)
IRREGULAR = {"have": "has", "be": "is", "do": "does", "go": "goes"}
RELATIVES = frozenset(("who", "which", "that", "whose", "whom"))
PLURAL = frozenset(("they", "we", "you", "i", "both", "some", "many", "these", "those", "all", "several", "few"))
DENIALS = frozenset(("not", "n't", "n’t"))
# Left out: the days of the question say when.
UNTOLD = frozenset(("ever", "now", "soon", "today", "tonight"))
# What is told of somebody says "somebody" where a question says "anybody".
TOLD_AS = {"anyone": "someone", "anybody": "somebody", "anything": "something", "anywhere": "somewhere"}
BEFORE_MARK = re.compile(r"\s+(?=[,;:.!?])")


def criterion_of(reading: Reading, asked: Asked, horizon: When | None) -> str:
    """What would count as an answer, in one sentence; a second says what would not, where the question offers it."""
    words = reading.span(asked.first, asked.last).text_of(reading.text)
    if asked.kind is QuestionKind.EXPLANATORY:
        return f"Answered as far as evidence singles out one of the explanations offered for: {_one_line(words)}"
    told = clause_told(reading, asked)
    window = _window(reading, horizon)
    if told is None and reading.lower[asked.first] in WH:
        return f"Answered once a source reports, {window}, what it asks: {_one_line(words)}"
    if told is None:
        return f"Yes if it happens {window}, and a source reports it: {_one_line(words)}"
    if reading.lower[asked.opener] in WH and asked.rule != IN_TIME:
        return f"Answered once a source reports, {window}, {told}."
    return f"Yes if a source reports that {told}, {window}.{_instead(reading, asked)}"


def _instead(reading: Reading, asked: Asked) -> str:
    """The answer a question offers in place of the one asked about counts for nothing."""
    end = end_of_first_half(reading, asked)
    rest = [j for j in range(end + 1, asked.last + 1) if reading.words[j][0].isalnum()]
    if len(rest) < 3 or reading.lower[rest[0]] != "or" or reading.lower[rest[1]] == "not":
        return ""
    return f" By itself “{_phrase(reading, rest[1], rest[-1])}” does not count."


def clause_told(reading: Reading, asked: Asked) -> str | None:
    """The clause asked about, as it would be told: "Would Russia continue …" gives "Russia continues …".

    Read by position: behind the auxiliary stand the subject and then the verb, which takes the auxiliary's place.
    """
    if asked.rule == IN_TIME:
        return _one_line(_told_in_time(reading, asked))
    if asked.rule == FORESEEN:
        return None
    auxiliary = _auxiliary(reading, asked)
    if auxiliary is None:
        return None
    subject = _subject(reading, asked, auxiliary)
    if subject is None and asked.doer is not None:
        rest = _told(reading, range(asked.verb + 1, end_of_first_half(reading, asked) + 1))
        doer = reading.noun_phrase(asked.doer).text_of(reading.text)
        doing = _verb_told(reading, asked.verb, False, [], reading.tags[asked.doer] in ("NNS", "NNPS"))
        return _one_line(" ".join([doer[:1].lower() + doer[1:] if doer.startswith("The ") else doer, *doing, rest]))
    # "Would be able to help" tells of being able, "is going to help" of helping.
    act = act_under_way(reading, asked.verb) if reading.tags[auxiliary] != "MD" else None
    end = end_of_first_half(reading, asked)
    acting = _acting(reading, act if act is not None else asked.verb, auxiliary)
    fronted = subject is None or auxiliary < subject
    border = acting if act is None else _holder(reading, asked.verb)
    named = range(auxiliary + 1, border) if fronted else range(_start(reading, asked), auxiliary)
    between = range(auxiliary + 1, border) if not fronted else range(0)
    opening = _opening(reading, asked, auxiliary, named)
    while fronted and named and reading.tags[named[-1]] == "RB" and reading.deps[named[-1]] in ("advmod", "neg"):
        between = range(named[-1], border)
        named = range(named.start, named[-1])
    if not named and reading.lower[asked.opener] not in WH:
        return None
    # "Won't it sign?" asks whether it does.
    denied = any(reading.lower[j] in DENIALS for j in between if j != auxiliary + 1 or reading.lower[j] == "not")
    adverbs = [reading.words[j] for j in between if reading.lower[j] not in (*DENIALS, *UNTOLD)]
    subject_told = _told(reading, named)
    if asked.opener in named and reading.lower[asked.opener] in WH:
        subject_told = subject_told[:1].lower() + subject_told[1:]
    pieces = [opening, subject_told, *_verb_told(reading, acting, denied, adverbs, _is_plural(reading, asked))]
    joined = [] if denied or _is_plural(reading, asked) or acting != asked.verb else _joined(reading, acting, end)
    return _one_line(" ".join([*pieces, *_rest(reading, acting + 1, end, joined)]))


def _told_in_time(reading: Reading, asked: Asked) -> str:
    """The clause as it stands, without its "will": "(the chance) that they will attack" tells that they attack."""
    first, end = _first_of(reading, asked.verb), end_of_first_half(reading, asked)
    modals = [c for c in reading.children_by(asked.verb, "aux") if reading.lower[c] in asking().modals]
    if not modals or not first < modals[0]:
        return _told(reading, range(first, end + 1))
    acting = _acting(reading, asked.verb, modals[0])
    denied = reading.child(asked.verb, "neg") is not None
    doing = _verb_told(reading, acting, denied, [], _is_plural(reading, asked))
    return " ".join([_told(reading, range(first, modals[0])), *doing, _told(reading, range(acting + 1, end + 1))])


def _first_of(reading: Reading, verb: int) -> int:
    """The first word of the clause of a verb, after its "before"."""
    subject = reading.child(verb, *SUBJECTS)
    return reading.subtree(subject)[0] if subject is not None else verb


def _joined(reading: Reading, verb: int, end: int) -> list[int]:
    """The bare verbs joined to a verb, which are told as it is ("goes further and expels")."""
    joined = [j for j in reading.children_by(verb, "conj") if verb < j <= end and reading.tags[j] == "VB"]
    return [j for j in joined if not reading.children_by(j, "aux", "nsubj") and reading.lower[j] != "be"]


def _rest(reading: Reading, first: int, last: int, joined: list[int]) -> list[str]:
    """The words after the verb, those joined verbs in the form of the first."""
    pieces = []
    for j in joined:
        pieces += [_told(reading, range(first, j)), third_person(reading.words[j])]
        first = j + 1
    return [*pieces, _told(reading, range(first, last + 1))]


def _auxiliary(reading: Reading, asked: Asked) -> int | None:
    """The "will" or "is" of the question."""
    verb = asked.verb
    if reading.lower[asked.opener] in ("whether", "if", "should", "can") and asked.rule in ("expected", "indirect"):
        to = next((c for c in reading.children_by(verb, "aux") if reading.lower[c] == "to"), None)
        if to is not None:
            return to
    if reading.lower[asked.opener] not in WH and reading.lower[asked.opener] not in ("whether", "if"):
        does = reading.lemma(asked.opener) == "do"
        if not does or reading.heads[asked.opener] == verb:
            return asked.opener if asked.opener < verb or act_under_way(reading, verb) is not None else None
    found = [c for c in reading.children_by(verb, "aux") if c < verb and reading.lower[c] in asking().modals]
    if not found and act_under_way(reading, verb) is not None:
        return next((j for j in (verb, *reading.children_by(verb, "aux")) if reading.lemma(j) == "be"), None)
    return found[0] if found else None


def _acting(reading: Reading, verb: int, auxiliary: int) -> int:
    """The word that takes the auxiliary's place: the verb, or the "be" or "have" before it."""
    between = (c for c in reading.children_by(verb, "aux", "auxpass") if auxiliary < c < verb)
    helping = [c for c in between if reading.lower[c] != "to"]
    if not helping and reading.tags[verb] == "VBN" and reading.lower[verb - 1] == "be":
        return verb - 1
    return helping[0] if helping else verb


def _holder(reading: Reading, verb: int) -> int:
    """The "going" or "likely" over an act under way."""
    bound = asking().bound
    return next((j for j in (verb, *reading.children_by(verb, "acomp")) if reading.lower[j] in bound), verb)


def _subject(reading: Reading, asked: Asked, auxiliary: int) -> int | None:
    subject = reading.child(asked.verb, *SUBJECTS)
    if subject is None and (reading.lower[asked.opener] not in ("whether", "if") or auxiliary - 1 == asked.opener):
        return None
    return subject if subject is not None else auxiliary - 1


def _start(reading: Reading, asked: Asked) -> int:
    """The first word of a subject that stands before its auxiliary."""
    if reading.lower[asked.opener] in ("whether", "if"):
        return asked.opener + 1
    subject = reading.child(asked.verb, *SUBJECTS)
    if subject is None or reading.lower[asked.opener] in WH:
        return asked.opener
    return reading.subtree(subject)[0]


def _opening(reading: Reading, asked: Asked, auxiliary: int, named: range) -> str:
    """The question word with its phrase ("how long"), where it is not the subject itself."""
    if reading.lower[asked.opener] not in WH or asked.opener in named:
        return ""
    words = _phrase(reading, asked.opener, auxiliary - 1)
    return words[:1].lower() + words[1:]


def _verb_told(reading: Reading, acting: int, denied: bool, adverbs: list[str], plural: bool) -> list[str]:
    word = reading.lower[acting]
    if word == "be":
        return ["are" if plural else "is", *(["not"] if denied else []), *adverbs]
    if denied:
        return ["do not" if plural else "does not", *adverbs, word]
    return [*adverbs, word if plural else third_person(word)]


def act_under_way(reading: Reading, verb: int) -> int | None:
    """The act of "is going to close", "is likely to close"."""
    bound = asking().bound
    subject = reading.child(verb, *SUBJECTS)
    misread = reading.children_by(subject, "acl") if subject is not None and reading.lemma(verb) == "be" else []
    holders = (verb, *reading.children_by(verb, "acomp"), *misread)
    holder = next((j for j in holders if reading.lower[j] in bound), None)
    if holder is None and reading.lemma(verb) in asking().intending:
        holder = verb
    acts = reading.children_by(holder, "xcomp") if holder is not None else []
    # "Likely to be lifted" may be read as two; "is it prepared, for once, to criticise" as an aim.
    act = next((c for c in acts if reading.lower[c] != "be" or len(acts) == 1), None)
    if act is None and holder is not None:
        aims = reading.children_by(verb, "advcl", "xcomp")
        act = next((c for c in aims if any(reading.lower[k] == "to" for k in reading.children_by(c, "aux"))), None)
    passive = act is not None and reading.tags[act] == "VBN" and "be" in reading.lower[act - 3 : act]
    return act if act is not None and (reading.tags[act] == "VB" or passive) else None


def act_dared(reading: Reading, verb: int) -> int | None:
    """The act of "has the nerve to defy them", "finds the votes to stop it"."""
    if reading.lemma(verb) not in ("have", "find", "muster"):
        return None
    for noun in reading.children_by(verb, "dobj"):
        if reading.lemma(noun) in asking().daring:
            under = [*reading.children_by(noun, "acl", "relcl"), *reading.children_by(verb, "xcomp", "advcl")]
            return next((c for c in under if reading.tags[c] == "VB" and c > noun), None)
    return None


def direct_form(text: str) -> str:
    """A question as one asks it: "whether the army will leave" gives "Will the army leave?"."""
    words = text.rstrip(" .,;:").split()
    if words and words[0].lower() in ("whether", "if"):
        modal = next((k for k, word in enumerate(words) if word.lower() in asking().modals), None)
        # A relative clause may have brought the auxiliary: then the words stay as they are.
        if modal is not None and modal > 1 and not RELATIVES & {word.lower() for word in words[1:modal]}:
            words = [words[modal], *words[1:modal], *words[modal + 1 :]]
    told = " ".join(words)
    return told[:1].upper() + told[1:] + ("" if told[-1:] in ("?", "”") else "?")


def third_person(verb: str) -> str:
    """The third person singular of a base form: "step" gives "steps", "try" gives "tries"."""
    if verb in IRREGULAR:
        return IRREGULAR[verb]
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


def _is_plural(reading: Reading, asked: Asked) -> bool:
    subject = reading.child(asked.verb, *SUBJECTS)
    if subject is not None and reading.deps[subject] == "expl":
        subject = reading.child(asked.verb, "attr") or subject
    if subject is None or reading.lower[subject] in ("who", "what", "which"):
        return False
    quantified = [reading.lower[c] for c in reading.children_by(subject, "det", "nummod", "predet")]
    return (
        reading.tags[subject] in ("NNS", "NNPS")
        or reading.lower[subject] in PLURAL
        or (reading.tags[subject] == "CD" and reading.lower[subject] != "one")
        or "both" in quantified
        or len(reading.conjuncts(subject)) > 1
    )


def _window(reading: Reading, horizon: When | None) -> str:
    published = reading.document.published
    opens = published.first if published is not None else None
    if horizon is not None and horizon.last is not None:
        return window_told(opens, horizon.last)
    return window_left_open(opens)


def window_told(opens: datetime.date | None, closes: datetime.date) -> str:
    """The days in which an answer counts."""
    return f"from {opens} to {closes}" if opens is not None else f"by {closes}"


def window_left_open(opens: datetime.date | None) -> str:
    """The same where the text names no time: each of the default horizons makes a question of its own."""
    days = f"{', '.join(map(str, HORIZONS[:-1]))} or {HORIZONS[-1]} days"
    return f"within {days} of {opens if opens is not None else 'publication'}"


def _told(reading: Reading, tokens: range) -> str:
    """The words as a report has them: without "not", "ever" and "soon", with "somebody" for "anybody"."""
    left_out = [j for j in tokens if reading.lower[j] in (*DENIALS, *UNTOLD) and reading.words[j - 1] != ","]
    kept = [j for j in tokens if j not in left_out]
    if not kept:
        return ""
    if all(reading.lower[j] not in TOLD_AS for j in kept) and len(kept) == len(tokens):
        return _phrase(reading, kept[0], kept[-1])
    gaps = [" " if j + 1 < len(reading) and reading.starts[j + 1] > reading.ends[j] else "" for j in kept]
    words = [TOLD_AS.get(reading.lower[j], reading.words[j]) for j in kept]
    return "".join(word + gap for word, gap in zip(words, gaps, strict=True)).strip()


def _phrase(reading: Reading, first: int, last: int) -> str:
    return reading.span(first, last).text_of(reading.text) if first <= last else ""


def _one_line(words: str) -> str:
    return BEFORE_MARK.sub("", " ".join(words.split()))
