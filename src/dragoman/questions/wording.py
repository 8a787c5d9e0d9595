"""Plain English for a question: the sentence that says what would count as an answer."""

from __future__ import annotations

import datetime

from dragoman.codes import QuestionKind
from dragoman.questions.asked import SUBJECTS, WH, Asked
from dragoman.questions.lexicon import asking
from dragoman.reading.reading import Reading
from dragoman.records import When

# Days from the day of the report, where a text gives no time of its own: a month, a quarter, half a year. Long enough
# for most political acts, short enough to be scored.
HORIZONS = (30, 90, 180)
IRREGULAR = {"have": "has", "be": "is", "do": "does", "go": "goes"}
RELATIVES = frozenset(("who", "which", "that", "whose", "whom"))
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
        return f"Yes if it happens {window}, and a source reports it: {_one_line(words)}"
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


def _phrase(reading: Reading, first: int, last: int) -> str:
    return reading.span(first, last).text_of(reading.text) if first <= last else ""


def _one_line(words: str) -> str:
    return " ".join(words.split())
