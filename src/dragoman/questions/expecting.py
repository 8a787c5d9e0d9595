"""Questions about what is to come that take no "will": "how long before they attack?", "is it a matter of time?"."""

from __future__ import annotations

from dragoman.codes import QuestionKind
from dragoman.questions.acts import is_kind
from dragoman.questions.asked import FORESEEN, IN_TIME, SUBJECTS, Asked
from dragoman.questions.lexicon import asking
from dragoman.reading.reading import Reading

# Questions without a verb are short.
SHORT = 9
# Kinds of things whose bare naming asks whether they will come.
COMING = ("pacts", "truces", "talks", "attacks", "fighting", "sanctions", "coups", "protests", "elections", "exercises")
UNTIL = frozenset(("before", "until", "till"))
ASKS = frozenset(("is", "would", "could", "will", "might", "may", "can", "should", "do", "does"))
EXPECTING = frozenset(("expect", "count", "rely"))
DENIALS = frozenset(("n't", "n’t", "not"))
# Verbs before a chance: "is there …", "does it stand …", "have they …".
HOLDING = frozenset(("is", "are", "does", "do", "has", "have"))
# "Has it any plans to …": these are followed by what is planned.
AIMING = frozenset(("plan", "intention", "hope", "chance", "inclination"))
IDLE = frozenset(("there", "it", "what"))
CLAUSES = frozenset(("acl", "ccomp", "csubj", "advcl", "relcl", "xcomp"))
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
    """ "Should one expect Bishkek to …?", "shouldn't we expect them to …?", "can we look forward to joint patrols?"."""
    anyone = first + 1 + (reading.lower[first + 1] in DENIALS)
    if reading.lower[first] not in ASKS or reading.lower[anyone] not in ANYONE or anyone + 2 >= last:
        return None
    verb = anyone + 1
    looks = reading.lower[verb : verb + 3] == ["look", "forward", "to"]
    if reading.lemma(verb) not in EXPECTING and not looks:
        return None
    act = reading.child(verb, "ccomp", "xcomp")
    why = f"“{reading.words[verb]}” asks what will happen"
    if act is not None and reading.child(act, "nsubj") is not None and reading.is_verb(act):
        return Asked(first, last, act, first, QuestionKind.PREDICTIVE, "expected", why)
    if looks or reading.child(verb, "dobj", "prep") is not None:
        return Asked(first, last, verb, first, QuestionKind.PREDICTIVE, FORESEEN, why)
    return None


def by_chance(reading: Reading, first: int, last: int) -> Asked | None:
    """ "How likely is it that they will …?", "is there any chance of …?", "is an election on the cards?"."""
    opener = reading.lower[first]
    if opener in ("what", "how"):
        opener = next((reading.lower[j] for j in range(first + 1, min(first + 4, last)) if reading.is_verb(j)), "")
    if opener not in HOLDING:
        return None
    table = asking()
    for j in range(first + 1, last):
        if reading.lemma(j) not in table.chances and reading.lower[j] not in table.chances:
            continue
        act = _hanging(reading, j, last)
        if act is None:
            continue
        why = f"“{reading.words[j]}” asks what will happen"
        if reading.child(act, *SUBJECTS) is not None and act > j:
            return Asked(first, last, act, first, QuestionKind.PREDICTIVE, IN_TIME, why)
        return Asked(
            first, last, act, first, QuestionKind.PREDICTIVE, FORESEEN, why, doer=_holder(reading, first, j, act)
        )
    return _in_the_offing(reading, first, last)


def _hanging(reading: Reading, chance: int, last: int) -> int | None:
    """The verb under a chance ("that they will …", "of arresting him"), if it tells what is to come."""
    tops = [chance]
    if reading.deps[chance] in ("acomp", "advmod", "attr", "nsubj"):
        tops.append(reading.heads[chance])
    for top in tops:
        for c in reading.children[top]:
            if not chance < c < last:
                continue
            marked = any(reading.lower[k] == "that" for k in reading.children_by(c, "mark"))
            if reading.deps[c] in CLAUSES and reading.is_verb(c) and marked:
                told = (c, *reading.children_by(c, "aux", "auxpass"))
                return None if any(reading.tags[k] == "VBD" for k in told) else c
            if reading.deps[c] in CLAUSES and reading.lemma(chance) in AIMING and reading.tags[c] == "VB":
                return c
            if top == chance and reading.lower[c] == "of":
                below = reading.child(c, "pcomp")
                noun = reading.child(c, "pobj")
                if below is None and noun is not None:
                    # "Of a truce holding", "of a truce".
                    named = noun if reading.tags[noun] == "VBG" else _above(reading, chance)
                    below = reading.child(noun, "acl") or named
                return below if below is not None and reading.is_verb(below) else None
    return None


def _above(reading: Reading, chance: int) -> int:
    above = reading.heads[chance]
    return reading.heads[above] if not reading.is_verb(above) else above


def _holder(reading: Reading, first: int, chance: int, act: int) -> int | None:
    """Who would do it: who has the chance, or what stands before the act ("of a truce holding")."""
    if reading.deps[act] == "acl":
        return reading.heads[act]
    nouns = [
        k for k in range(first + 1, chance) if reading.tags[k][:2] in ("NN", "PR") and reading.lower[k] not in IDLE
    ]
    return next((k for k in nouns if reading.deps[k] in SUBJECTS), nouns[-1] if nouns else None)


def _in_the_offing(reading: Reading, first: int, last: int) -> Asked | None:
    """ "Is a snap election on the cards?"."""
    if reading.lower[first] not in ("is", "are") or not reading.is_verb(first):
        return None
    words = tuple(reading.lower[first:last])
    if (
        "next" in (words[-1], *words[2:5])
        and len(words) < SHORT
        and words[-1] in ("next", "list", "line", "row", "fall")
    ):
        return Asked(first, last, first, first, QuestionKind.PREDICTIVE, FORESEEN, "“next” asks what will happen")
    for phrase in asking().phrases:
        for k in range(2, len(words) - len(phrase) + 1):
            if words[k : k + len(phrase)] == phrase:
                why = f"“{' '.join(phrase)}” asks what will happen"
                return Asked(first, last, first, first, QuestionKind.PREDICTIVE, FORESEEN, why)
    return None


def without_verb(reading: Reading, first: int, last: int) -> Asked | None:
    """ "A deal by Friday?", "What next for the alliance?": short questions that leave out their verb."""
    words = reading.lower[first:last]
    if len(words) > SHORT or any(reading.is_verb(j) or reading.tags[j] == "MD" for j in range(first, last)):
        return None
    root = next((j for j in range(first, last) if reading.deps[j] == "ROOT"), None)
    if words[:2] == ["what", "next"] and root is not None:
        return Asked(first, last, root, first, QuestionKind.PREDICTIVE, FORESEEN, "“next” asks what will happen")
    indefinite = words[0] in ("a", "an", "another", "more", "new", "further")
    if root is None or not indefinite or not is_kind(reading, root, COMING):
        return None
    why = f"“{reading.words[root]}” is asked about as something to come"
    return Asked(first, last, root, first, QuestionKind.PREDICTIVE, FORESEEN, why)


def what_if(reading: Reading, first: int, last: int) -> Asked | None:
    """ "What if the talks fail?": asks about what follows, should it happen."""
    if reading.lower[first : first + 2] != ["what", "if"] or first + 4 > last:
        return None
    verb = reading.heads[first + 1]
    subject = reading.child(verb, *SUBJECTS) if verb > first + 1 and verb < last and reading.is_verb(verb) else None
    helped = any(reading.lower[c] in ("had", "have", "has", "'d") for c in reading.children_by(verb, "aux"))
    if subject is None or helped or reading.lower[subject] in ("you", "i", "we", "one") or reading.lemma(verb) == "be":
        return None
    why = "“what if” asks about what may happen"
    return Asked(first, last, verb, first, QuestionKind.PREDICTIVE, IN_TIME, why)
