"""Plain English for a question: the sentence that says what would count as an answer."""

from __future__ import annotations

import datetime

from dragoman.codes import QuestionKind
from dragoman.questions.asked import SUBJECTS, WH, Asked
from dragoman.questions.lexicon import asking
from dragoman.reading.reading import Reading
from dragoman.records import When

# A quarter: long enough for most political acts, short enough to be scored; stated with the criterion.
DEFAULT_DAYS = 90
IRREGULAR = {"have": "has", "be": "is", "do": "does", "go": "goes"}
PLURAL_FORMS = {"be": "are"}
PLURAL = frozenset(("they", "we", "both", "some", "many", "these", "those", "all", "several"))


def criterion_of(reading: Reading, asked: Asked, horizon: When | None) -> str:
    """What would count as an answer, in one sentence."""
    words = reading.span(asked.first, asked.last).text_of(reading.text)
    if asked.kind is QuestionKind.EXPLANATORY:
        return f"Answered as far as evidence singles out one of the explanations offered for: {_one_line(words)}"
    told = clause_told(reading, asked)
    window = _window(reading, horizon)
    if told is None:
        return f"Yes if a source reports {window} what is asked here: {_one_line(words)}"
    if reading.lower[asked.opener] in WH:
        return f"Answered once a source reports, {window}, {told}."
    return f"Yes if a source reports that {told}, {window}."


def clause_told(reading: Reading, asked: Asked) -> str | None:
    """The clause asked about, as it would be told: "Would Russia continue …" gives "Russia continues …"."""
    verb = asked.verb
    subject = reading.child(verb, *SUBJECTS)
    copula = verb == asked.opener and act_under_way(reading, verb) is None
    if (
        subject is None
        or (not reading.is_nominal(subject) and reading.tags[subject] not in ("EX", "JJ"))
        or copula
        or reading.tags[verb] not in ("VB", "VBP", "VBZ", "VBG", "JJ", "NN")
    ):
        return None
    named = reading.subtree(subject)
    phrase = _phrase(reading, named[0], named[-1])
    auxiliaries = {c for c in reading.children_by(verb, "aux", "auxpass", "neg") if c < verb}
    opening = _opening(reading, asked, verb, named, auxiliaries)
    rest = _phrase(reading, verb + 1, _end(reading, asked))
    passive = next((c for c in auxiliaries if reading.deps[c] == "auxpass"), None)
    denied = "not " if any(reading.deps[c] == "neg" for c in auxiliaries) else ""
    plural = _is_plural(reading, subject)
    going = act_under_way(reading, verb)
    if going is not None:
        rest, verb = _phrase(reading, going + 1, _end(reading, asked)), going
    if passive is not None or reading.tags[verb] == "VBG":
        acting = ("are " if plural else "is ") + denied + reading.words[verb]
    elif denied:
        acting = ("do not " if plural else "does not ") + reading.words[verb]
    else:
        acting = (
            PLURAL_FORMS.get(reading.words[verb], reading.words[verb]) if plural else third_person(reading.words[verb])
        )
    pieces = [opening, "" if asked.opener in named and opening else phrase, acting, rest]
    return _one_line(" ".join(piece for piece in pieces if piece))


def act_under_way(reading: Reading, verb: int) -> int | None:
    """The act of "is going to close", "is likely to close"."""
    bound = asking().bound
    holder = next((j for j in (verb, *reading.children_by(verb, "acomp")) if reading.lower[j] in bound), None)
    act = reading.child(holder, "xcomp") if holder is not None else None
    return act if act is not None and reading.tags[act] == "VB" else None


def third_person(verb: str) -> str:
    """The third person singular of a base form: "step" gives "steps", "try" gives "tries"."""
    if verb in IRREGULAR:
        return IRREGULAR[verb]
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


def _opening(reading: Reading, asked: Asked, verb: int, subject: list[int], auxiliaries: set[int]) -> str:
    """The question word with its phrase ("how long"), and adverbs between subject and verb."""
    if reading.lower[asked.opener] not in WH:
        return ""
    last = asked.opener
    while last + 1 < verb and last + 1 not in auxiliaries and last + 1 not in subject:
        last += 1
    return _phrase(reading, asked.opener, last)[:1].lower() + _phrase(reading, asked.opener, last)[1:]


def _end(reading: Reading, asked: Asked) -> int:
    last = asked.last
    while (
        last > asked.verb and not reading.words[last][-1].isalnum() and reading.words[last] not in ("”", '"', ")", "%")
    ):
        last -= 1
    return last


def _is_plural(reading: Reading, subject: int) -> bool:
    return (
        reading.tags[subject] in ("NNS", "NNPS")
        or reading.lower[subject] in PLURAL
        or len(reading.conjuncts(subject)) > 1
    )


def _window(reading: Reading, horizon: When | None) -> str:
    published = reading.document.published
    start = published.first if published is not None else None
    since = f"on or after {start.isoformat()}" if start is not None else "on or after the day of publication"
    if horizon is not None and horizon.last is not None:
        return f"{since} and before {(horizon.last + datetime.timedelta(days=1)).isoformat()}"
    if start is None:
        return f"{since} and within {DEFAULT_DAYS} days (no horizon is stated)"
    end = start + datetime.timedelta(days=DEFAULT_DAYS)
    return f"{since} and before {end.isoformat()} ({DEFAULT_DAYS} days, as no horizon is stated)"


def _phrase(reading: Reading, first: int, last: int) -> str:
    return reading.span(first, last).text_of(reading.text) if first <= last else ""


def _one_line(words: str) -> str:
    return " ".join(words.split())
