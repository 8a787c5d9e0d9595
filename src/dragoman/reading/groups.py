"""Whom "they" and "it" mean: people in the plural, and bodies that act as one.

Only what stands out is taken: the best candidate must beat the next, and where the pronoun speaks, it must be one that
can speak.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.reading.narration import SUBJECTS, tells
from dragoman.reading.reading import Reading
from dragoman.reading.roles import are_people, load_roles

# Weights on one scale, set together on the news and interview part of GUM and the training part of the dispatches.
BACK = 30
SUBJECT = 26
MAIN = 8
OBJECT = 6
SPEAKING = 20
SAME_VOICE = 12
CHAIN = 16
OTHER_SIDE = 30
MARGIN = 9
LEAST = -18
FAR = 2
# First letters of the tags of nouns and pronouns.
NAMING = "NP"
COLLECTIVE = frozenset(("ORG", "GPE", "NORP"))
QUANTITIES = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "QUANTITY", "ORDINAL"))
LOCATIVE = frozenset(("in", "at", "near", "across", "into", "outside", "inside", "through", "around", "to", "from"))
OBJECTS = frozenset(("dobj", "dative", "pobj", "agent"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A noun that may be meant, the token it goes back to, and how much speaks for it."""

    origin: int
    score: float


def plural_of(reading: Reading, steps: list[int], links: Mapping[int, int | None], i: int) -> int | None:
    """Whom the "they" at token ``i`` means."""
    return _best(reading, steps, links, i, plural=True)


def body_of(reading: Reading, steps: list[int], links: Mapping[int, int | None], i: int) -> int | None:
    """Which body, country or organisation the "it" at token ``i`` means: any near one where it speaks, else only the
    subject of this or the last clause."""
    if tells(reading, i):
        return _best(reading, steps, links, i, plural=False)
    here = reading.sentence_index[i]
    barred = co_arguments(reading, i)
    for back in range(min(1, here) + 1):
        sentence = reading.sentences[here - back]
        subjects = [
            j
            for j in range(sentence.start, i if back == 0 else sentence.stop)
            if j not in barred and reading.deps[j] in SUBJECTS and reading.tags[j] in ("NN", "NNP")
        ]
        if subjects:
            j = subjects[-1] if back == 0 else subjects[0]
            mention = reading.mention_of[j]
            named = mention is not None and mention.label in COLLECTIVE
            return j if named and not any(reading.deps[c] == "conj" for c in reading.children[j]) else None
    return None


def _best(reading: Reading, steps: list[int], links: Mapping[int, int | None], i: int, *, plural: bool) -> int | None:
    speaks = tells(reading, i)
    barred = co_arguments(reading, i)
    found: dict[int, float] = {}
    here = reading.sentence_index[i]
    back = here
    while back >= 0 and here - back <= 8 and steps[here] - steps[back] < FAR:
        sentence = reading.sentences[back]
        for j in range(sentence.start, min(sentence.stop, i)):
            if reading.tags[j][0] not in NAMING or j in barred:
                continue
            candidate = _candidate(reading, links, j, speaks, plural)
            if candidate is None or candidate.origin == i:
                continue
            score = candidate.score - BACK * (steps[here] - steps[back]) - (i - j) * 0.1
            if reading.quote_of[j] != reading.quote_of[i]:
                score -= OTHER_SIDE
            found[candidate.origin] = max(score, found.get(candidate.origin, score))
        back -= 1
    ranked = sorted(found.items(), key=lambda pair: -pair[1])
    if not ranked or ranked[0][1] < LEAST or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < MARGIN):
        return None
    return ranked[0][0]


def _candidate(
    reading: Reading, links: Mapping[int, int | None], j: int, speaks: bool, plural: bool
) -> Candidate | None:
    """What speaks for the word at token ``j``, its distance aside; ``None`` where it cannot be meant."""
    tag = reading.tags[j]
    if tag == "PRP" or tag == "PRP$":
        origin = links.get(j)
        same = reading.lower[j] in (THEY if plural else IT)
        return Candidate(origin, _place(reading, j) + CHAIN + SPEAKING) if origin is not None and same else None
    if tag[:2] != "NN" or reading.deps[j] in ("compound", "nmod", "amod", "npadvmod", "attr", "appos"):
        return None
    fits = _is_plural(reading, j) if plural else tag in ("NN", "NNP") and not _is_several(reading, j)
    if not fits and not (plural and tag in ("NN", "NNP") and is_body(reading, j)):
        return None
    mention = reading.mention_of[j]
    if reading.lower[j] in load_roles().never or (mention is not None and mention.label in QUANTITIES):
        return None
    voice = can_speak(reading, j)
    if (speaks or not plural) and not voice:
        return None
    score = _place(reading, j) + (SPEAKING if voice else 0) - (0 if fits else SPEAKING)
    return Candidate(j, score + (SAME_VOICE if speaks and tells(reading, j) else 0))


THEY = frozenset(("they", "them", "their", "theirs"))
IT = frozenset(("it", "its"))


def _place(reading: Reading, j: int) -> float:
    """How prominent a word is by its place in the clause."""
    dep = reading.deps[j]
    if dep == "conj" and reading.deps[reading.heads[j]] in SUBJECTS:
        dep = "nsubj"
    if dep in SUBJECTS:
        verb = reading.heads[j]
        return SUBJECT + (MAIN if reading.heads[verb] == verb else 0)
    return OBJECT if dep in OBJECTS else 0.0


def can_speak(reading: Reading, j: int) -> bool:
    """Whether a noun names people or a body."""
    mention = reading.mention_of[j]
    if reading.deps[j] == "pobj" and reading.lower[reading.heads[j]] in LOCATIVE:
        return False
    if mention is not None:
        return mention.label in COLLECTIVE or mention.label == "PERSON"
    if _is_several(reading, j):
        return any(can_speak(reading, c) for c in reading.children[j] if reading.deps[c] == "conj")
    return are_people(reading.lower[j]) or reading.lower[j] in load_roles().bodies


def is_body(reading: Reading, j: int) -> bool:
    """Whether a singular noun names a body that can speak."""
    mention = reading.mention_of[j]
    if mention is not None:
        return mention.label in COLLECTIVE
    return reading.tags[j] in ("NN", "NNP") and reading.lower[j] in load_roles().bodies


def _is_plural(reading: Reading, j: int) -> bool:
    return reading.tags[j] in ("NNS", "NNPS") or reading.lower[j] in ("police", "people") or _is_several(reading, j)


def _is_several(reading: Reading, j: int) -> bool:
    return any(reading.deps[c] == "conj" and reading.tags[c][:2] == "NN" for c in reading.children[j])


def co_arguments(reading: Reading, i: int) -> set[int]:
    """The tokens that a plain pronoun cannot mean: the other arguments of its own verb, and the noun it belongs to."""
    head = reading.heads[i]
    if reading.deps[i] == "poss":
        barred = {head}
        if reading.deps[head] == "appos":
            # "Ms Berg, his wife": not Berg.
            barred.add(reading.heads[head])
        barred.update(c for c in reading.children[head] if reading.deps[c] == "appos")
        return barred
    if reading.deps[i] == "pobj":
        head = reading.heads[head]
    if not reading.is_verb(head) and reading.tags[head] != "MD":
        return set()
    return {c for c in reading.children[head] if reading.deps[c] in ("nsubj", "nsubjpass", "dobj", "dative", "agent")}


def own_voice(reading: Reading, i: int) -> int | None:
    """The institution that speaks, where "it" stands in what it says: "the army said it had completed its retreat"."""
    below = i
    for above in reading.ancestors(i):
        subject = reading.child(above, "nsubj", "nsubjpass")
        if subject is not None and subject != i and reading.lower[subject] not in ("it", "its", "itself"):
            said = below if reading.deps[below] == "ccomp" and below > above else None
            return subject if said is not None and _is_institution(reading, subject) else None
        if reading.deps[below] == "acl" and reading.tags[above] == "NN":
            by = next((c for c in reading.children[above] if reading.lower[c] == "by"), None)
            maker = reading.child(by, "pobj") if by is not None else reading.child(above, "poss")
            return maker if maker is not None and _is_institution(reading, maker) else None
        below = above
    return None


def _is_institution(reading: Reading, j: int) -> bool:
    """Whether a singular noun names a body that can speak: a name of one, or a noun with a nationality or office."""
    if reading.tags[j] not in ("NN", "NNP"):
        return False
    mention = reading.mention_of[j]
    if mention is not None:
        return mention.label in COLLECTIVE
    return reading.lower[j] in load_roles().bodies or any(
        reading.deps[c] in ("amod", "poss", "compound") for c in reading.children[j]
    )


def is_empty(reading: Reading, i: int) -> bool:
    """ "It is clear that …", "it seems": a subject that means nothing."""
    if reading.deps[i] == "expl":
        return True
    verb = reading.heads[i]
    if reading.lower[i] != "it" or reading.deps[i] not in SUBJECTS:
        return False
    labels = {reading.deps[c] for c in reading.children[verb]}
    return bool(labels & {"ccomp", "xcomp", "advcl"} and labels & {"acomp", "attr", "oprd"}) or reading.lemma(verb) in (
        "seem",
        "appear",
        "rain",
        "happen",
    )
