"""Questions about what is to come that take no "will": "how long before they attack?", "is it a matter of time?"."""

from __future__ import annotations

from dragoman.codes import QuestionKind
from dragoman.questions.asked import IN_TIME, Asked
from dragoman.reading.reading import Reading

UNTIL = frozenset(("before", "until", "till"))
ASKS = frozenset(("is", "would", "could", "will", "might", "may", "can", "should", "do", "does"))
EXPECTING = frozenset(("expect", "count", "rely"))
# Who may expect it is nobody in particular.
ANYONE = frozenset(("one", "we", "anyone", "anybody", "observers", "analysts", "neighbours", "neighbors"))


def in_time(reading: Reading, first: int, last: int) -> Asked | None:
    """The question of these tokens, where it asks for the time until something happens, or whether to expect it."""
    words = reading.lower[first:last]
    if words[:2] == ["how", "long"] or words[:3] == ["how", "much", "longer"] or words[:2] == ["how", "soon"]:
        waits = words[2:5] in (
            ["will", "it", "be"],
            ["will", "it", "take"],
            ["would", "it", "be"],
            ["would", "it", "take"],
        )
        return _until(reading, first, last, first + 4 if waits else first + 1)
    time = next((k for k in range(1, min(9, len(words))) if words[k] == "time" and words[k - 1] == "of"), None)
    if time is not None and words[0] in ASKS and "it" in words[1:4]:
        return _until(reading, first, last, first + time)
    return _expected(reading, first, last)


def _until(reading: Reading, first: int, last: int, after: int) -> Asked | None:
    """What stands after "before" or "until", where no main clause comes before it."""
    for j in range(after + 1, min(after + 4, last)):
        if reading.lower[j] in UNTIL:
            verb = reading.heads[j]
            if verb <= j or not reading.is_verb(verb):
                return None
            why = f"“{reading.words[j]}” asks when it will happen"
            return Asked(first, last, verb, first, QuestionKind.PREDICTIVE, IN_TIME, why)
    return None


def _expected(reading: Reading, first: int, last: int) -> Asked | None:
    """ "Should one expect Bishkek to …?", "can we expect them to …?"."""
    if reading.lower[first] not in ASKS or reading.lower[first + 1] not in ANYONE or first + 3 >= last:
        return None
    verb = first + 2
    act = reading.child(verb, "ccomp", "xcomp")
    if reading.lemma(verb) not in EXPECTING or act is None or reading.child(act, "nsubj") is None:
        return None
    why = f"“{reading.words[verb]}” asks what will happen"
    return Asked(first, last, act, first, QuestionKind.PREDICTIVE, "expected", why)
