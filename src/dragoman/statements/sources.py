"""Sources: whose words a cue announces, as ranked candidates from the parse."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.reading.reading import Reading
from dragoman.statements.cues import Cue, Kind

SUBJECTS = ("nsubj", "csubj")
RELATIVES = frozenset(("who", "which", "that"))
# Labels of a verb that shares the subject of its head: "he left, saying …", "went on to say", "ended by saying".
SHARES_SUBJECT = frozenset(("advcl", "xcomp", "conj", "pcomp", "prep", "dep"))
# Each step away from the verb makes a subject less likely to be the speaker.
STEP = 0.1
CLIMB = 5
# Dependents of a noun that tell more of it after a comma; the phrase that names the source ends before them.
ASIDES = frozenset(("relcl", "acl", "advcl", "parataxis", "ccomp", "dep", "punct"))


@dataclass(frozen=True, slots=True)
class Source:
    """A candidate: the head of the phrase, its tokens, a score between 0 and 1, and how it was found.

    ``who`` is the token that names the speaker: the antecedent where the phrase is a relative pronoun.
    """

    head: int
    who: int
    first: int
    last: int
    score: float
    rule: str


def sources_of(reading: Reading, cue: Cue) -> list[Source]:
    """The candidates for the source of a cue, best first."""
    walk = {
        Kind.VERB: _of_verb,
        Kind.NOUN: _of_noun,
        Kind.ACCORDING: _of_according,
        Kind.VIEW: _of_view,
        Kind.COLON: _of_colon,
        Kind.ADVERB: _of_nobody,
    }[cue.kind]
    return sorted(walk(reading, cue), key=lambda source: -source.score)


def is_passive(reading: Reading, i: int) -> bool:
    """Whether verb ``i`` is passive: with its auxiliary, or a bare participle after a noun ("quoted as saying")."""
    if any(reading.deps[c] in ("auxpass", "nsubjpass") for c in reading.children[i]):
        return True
    if reading.tags[i] != "VBN":
        return False
    if reading.deps[i] == "acl" or reading.child(i, "agent") is not None:
        return True
    return reading.deps[i] == "conj" and not _has_own(reading, i) and is_passive(reading, reading.heads[i])


def _has_own(reading: Reading, i: int) -> bool:
    return any(reading.deps[c] in ("aux", "nsubj") for c in reading.children[i])


def _of_verb(reading: Reading, cue: Cue) -> list[Source]:
    i = cue.head
    if is_passive(reading, i):
        return [_phrase(reading, p, 1.0, "by-agent") for p in _agents(reading, i)]
    own = [c for c in reading.children[i] if reading.deps[c] in SUBJECTS]
    if own:
        # Of two subjects ("…," the minister said, where the quote's first noun hangs on "said") the nearest speaks.
        subject = min(own, key=lambda c: abs(c - i))
        rule = "subject" if subject < i else "inverted-subject"
        return [_phrase(reading, subject, 1.0, rule)]
    return [*_inverted(reading, i), *_shared(reading, i)]


def _agents(reading: Reading, i: int) -> list[int]:
    return [p for by in reading.children_by(i, "agent") for p in reading.children_by(by, "pobj")]


def _inverted(reading: Reading, i: int) -> list[Source]:
    """ "…," said the minister, where the parser did not see a subject."""
    if i == 0 or reading.words[i - 1] not in (",", "”", '"', "''", "»", "?", "!"):
        return []
    after = [c for c in reading.children[i] if c > i and reading.deps[c] in ("attr", "dobj", "oprd", "npadvmod")]
    named = [c for c in after if reading.tags[c] in ("NNP", "NNPS", "NN", "NNS", "PRP")]
    return [_phrase(reading, named[0], 0.7, "inverted-subject")] if named else []


def _shared(reading: Reading, i: int) -> list[Source]:
    """The subject of a verb that governs this one or that it is coordinated with."""
    score = 0.9
    for _ in range(CLIMB):
        label, head = reading.deps[i], reading.heads[i]
        if label in ("acl", "relcl") and reading.is_nominal(head):
            return [_phrase(reading, head, score, "noun-with-participle")]
        if label not in SHARES_SUBJECT or head == i:
            return []
        if label == "xcomp" and (controller := _object_control(reading, head, i)) is not None:
            return [_phrase(reading, controller, score - STEP, "object-of-governing-verb")]
        if label == "pcomp" and reading.deps[head] == "prep" and reading.is_nominal(reading.heads[head]):
            return []
        i = head
        subjects = [c for c in reading.children[i] if reading.deps[c] in (*SUBJECTS, "nsubjpass")]
        if subjects:
            return [_phrase(reading, subjects[-1], score, f"subject-shared-by-{label}")]
        score -= STEP
    return []


def _object_control(reading: Reading, head: int, i: int) -> int | None:
    """ "asked him to say": the object speaks."""
    between = [c for c in reading.children[head] if head < c < i and reading.deps[c] in ("dobj", "dative")]
    return between[-1] if between else None


def _of_noun(reading: Reading, cue: Cue) -> list[Source]:
    i = cue.head
    found = [_phrase(reading, c, 1.0, "possessor") for c in reading.children_by(i, "poss")]
    for c in reading.children[i]:
        if reading.deps[c] == "prep" and reading.lower[c] in ("by", "from", "among", "of"):
            score = 0.5 if reading.lower[c] == "of" else 0.9
            found += [_phrase(reading, p, score, f"noun-{reading.lower[c]}") for p in reading.children_by(c, "pobj")]
        elif reading.deps[c] == "agent" or (reading.deps[c] == "acl" and reading.tags[c] == "VBN"):
            by = c if reading.deps[c] == "agent" else reading.child(c, "agent")
            if by is not None:
                found += [_phrase(reading, p, 0.9, "noun-by") for p in reading.children_by(by, "pobj")]
        elif reading.deps[c] in ("amod", "compound") and reading.mention_of[c] is not None:
            found.append(_phrase(reading, c, 0.6, "adjective-of-people"))
    return found + _maker(reading, i)


def _maker(reading: Reading, i: int) -> list[Source]:
    """ "He made a claim that …": who makes it."""
    verb = reading.heads[i]
    if reading.deps[i] != "dobj" or not reading.is_verb(verb):
        return []
    return _of_verb(reading, Cue(verb, Kind.VERB, (), verb, verb))


def _of_according(reading: Reading, cue: Cue) -> list[Source]:
    heads = [p for c in reading.children_by(cue.head, "prep") for p in reading.children_by(c, "pobj")]
    return [_phrase(reading, p, 1.0, "according-to") for p in heads]


def _of_view(reading: Reading, cue: Cue) -> list[Source]:
    return [_phrase(reading, c, 1.0, "possessor") for c in reading.children_by(cue.head, "poss")]


def _of_colon(reading: Reading, cue: Cue) -> list[Source]:
    line = reading.text.rfind("\n", 0, reading.starts[cue.head]) + 1
    first = cue.head
    while first > 0 and reading.starts[first - 1] >= line:
        first -= 1
    if first == cue.head:
        return []
    last = cue.head - 1
    return [Source(last, last, first, last, 1.0, "label-before-colon")]


def _of_nobody(reading: Reading, cue: Cue) -> list[Source]:
    return []


def _phrase(reading: Reading, head: int, score: float, rule: str) -> Source:
    first, last = phrase_of(reading, head)
    who = head
    if reading.lower[head] in RELATIVES and reading.tags[head] in ("WP", "WDT"):
        who = _antecedent(reading, head)
    return Source(head, who, first, last, score, rule)


def _antecedent(reading: Reading, pronoun: int) -> int:
    return next((reading.heads[a] for a in reading.ancestors(pronoun) if reading.deps[a] == "relcl"), pronoun)


def phrase_of(reading: Reading, head: int) -> tuple[int, int]:
    """The first and last token of a noun phrase, ended before what a comma or dash sets apart from it."""
    first = last = head
    for c in reading.children[head]:
        if c > head and reading.deps[c] in ASIDES and (reading.deps[c] == "punct" or _is_set_apart(reading, c, head)):
            continue
        tokens = reading.subtree(c)
        first, last = min(first, tokens[0]), max(last, tokens[-1])
    while last > head and not reading.words[last][-1].isalnum() and reading.words[last] not in (")", "]", "”", '"', "%"):
        last -= 1
    while first < head and not reading.words[first][0].isalnum() and reading.words[first] not in ("“", '"', "$", "["):
        first += 1
    return first, last


def _is_set_apart(reading: Reading, c: int, head: int) -> bool:
    start = reading.subtree(c)[0]
    return start > 0 and reading.words[start - 1] in (",", "—", "–", "-", "--", "(")
