"""What a position is about, in the text's own words: the phrase of its object without conditions and reasons."""

from __future__ import annotations

from dragoman.codes import Stance
from dragoman.positions.conditions import REASONS
from dragoman.positions.grammar import FINITE, SUBJECTS
from dragoman.positions.stances import Held
from dragoman.reading.reading import Reading

# What marks a listed thing as one of its own.
OWN = ("det", "nummod", "poss")
# What stands before the verb of a clause that is told whole.
WITHIN = frozenset((*SUBJECTS, "aux", "auxpass", "neg", "advmod"))
OPENERS = frozenset(("to", "that", "for", "on", "in", "of", "which"))


def object_heads(reading: Reading, held: Held) -> list[int]:
    """The heads of what a stance is about: of things listed with an article or number each, every one."""
    if held.head == held.trigger or not reading.is_nominal(held.head):
        return [held.head]
    listed = _list_from(reading, held.head)
    if len(listed) == 2 and _is_pair(reading, *listed):
        return [held.head]
    each = all(reading.is_nominal(j) and reading.child(j, *OWN) is not None for j in listed)
    return listed if each and held.head in listed else [held.head]


def _is_pair(reading: Reading, first: int, second: int) -> bool:
    """Whether two nouns are told in one breath ("forty oxen and two tractors"), so that they are one thing asked."""
    return reading.heads[second] == first and "," not in reading.words[first:second]


def _list_from(reading: Reading, head: int) -> list[int]:
    """A noun and what is listed with it; the parser takes the second of three for an apposition."""
    found = [head]
    for i in found:
        found.extend(j for j in _beside(reading, i) if j not in found)
    return found


def _beside(reading: Reading, i: int) -> list[int]:
    """What is listed right behind noun ``i``."""
    label, above = reading.deps[i], reading.heads[i]
    near = reading.children_by(i, "conj")
    near += [c for c in reading.children_by(i, "appos") if reading.child(c, "conj") is not None]
    if label == "pobj":
        # "Calls for an inquiry and for a new trial"
        others = (*reading.children_by(above, "conj"), *reading.children_by(reading.heads[above], "conj"))
        alike = (c for c in others if reading.lower[c] == reading.lower[above])
        near += [p for c in alike if (p := reading.child(c, "pobj")) is not None]
    if label == "dobj":
        # The parser may hang a thing listed on the verb ("demanded a judge by May, and a bench by June").
        near += [c for c in reading.children_by(above, "conj") if reading.tags[c] in ("NN", "NNS")]
    return near


def object_tokens(reading: Reading, held: Held, conditions: list[range]) -> range | None:
    """The unbroken run of tokens around the head of the object, or ``None`` where nothing is left of it."""
    cut = {j for tokens in conditions for j in tokens}
    kept = _kept(reading, held, cut)
    first = last = held.head
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept:
        last += 1
    rules_out = held.stance is Stance.RULE_OUT
    while first < held.head and (
        (reading.lower[first] in OPENERS and not _is_of_clause(reading, first, held.head))
        or (rules_out and reading.lower[first] == "not")
        or not _is_word(reading, first)
    ):
        first += 1
    if reading.deps[first] == "aux":
        first = held.head
    while last > held.head and (not _is_word(reading, last) or reading.lower[last] in ("and", "or", "but", "only")):
        last -= 1
    return range(first, last + 1) if held.head not in cut else None


def _is_of_clause(reading: Reading, first: int, head: int) -> bool:
    """Whether a preposition belongs to the clause that is asked for ("pledged that in May it would go")."""
    own = reading.deps[first] == "prep" and reading.heads[first] == head and reading.is_verb(head)
    return own and reading.lower[first + 1] != "which"


def _kept(reading: Reading, held: Held, cut: set[int]) -> set[int]:
    """The tokens of the object: the subtree of its head, and what is coordinated with it one level up."""
    acts = held.head == held.trigger
    kept: set[int] = set()
    stack = [held.head, *_stranded(reading, held)]
    while stack:
        i = stack.pop()
        if i in cut or i in kept:
            continue
        kept.add(i)
        stack.extend(c for c in reading.children[i] if not _is_left_out(reading, held, i, c, acts))
    return kept


def _is_left_out(reading: Reading, held: Held, i: int, child: int, acts: bool) -> bool:
    label = reading.deps[child]
    if child == held.trigger:
        return True
    if i == held.head and acts:
        impersonal = held.rule == "obligation" and held.counterpart is None
        if held.whole and child < i:
            return label not in WITHIN
        if child < i:
            return not impersonal
        if label == "conj" and reading.child(child, *SUBJECTS) is not None:
            return True
    if label == "conj" and reading.tags[child] in FINITE and reading.tags[i] == "VB":
        return True
    if label == "conj" and _has_modal(reading, child) and not _has_modal(reading, i):
        return True
    if label == "parataxis" and child > i and reading.child(child, "nsubj") is not None:
        # "Admit the team, two diplomats say"
        return True
    if reading.lower[child] == "according":
        return True
    if label == "advcl":
        return any(reading.deps[c] == "mark" and reading.lower[c] in REASONS for c in reading.children[child])
    return label in ("parataxis", "cc") and child < held.head


def _has_modal(reading: Reading, verb: int) -> bool:
    return any(reading.tags[c] == "MD" for c in reading.children_by(verb, "aux"))


def _stranded(reading: Reading, held: Held) -> list[int]:
    """Bare verbs hung beside the stance that belong to its infinitive ("called upon X to cease … and withdraw")."""
    if held.head == held.trigger or reading.tags[held.head] != "VB" or reading.tags[held.trigger] == "VB":
        return []
    stray = [c for c in reading.children_by(held.trigger, "conj") if reading.tags[c] == "VB" and c > held.head]
    between = [c for c in reading.children[held.trigger] if stray and held.head < c < stray[-1]]
    return [c for c in (*stray, *between) if reading.child(c, *SUBJECTS) is None]


def _is_word(reading: Reading, i: int) -> bool:
    return reading.words[i][-1].isalnum() or reading.words[i][0].isalnum()
