"""Causes and purposes that a sentence offers: what it gives as the cause, and what that is the cause of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.explanations.lexicon import Connective, causes
from dragoman.reading.reading import Reading

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
PRESENT = frozenset(("VBZ", "VBP", "MD"))


@dataclass(frozen=True, slots=True)
class Offered:
    """A cause offered by the text: its tokens, those of what it explains, and the word that ties them."""

    cause: range
    effect: frozenset[int]
    cue: int
    rule: str
    subject: int | None = None


def causes_in(reading: Reading, sentence: range) -> Iterator[Offered]:
    """Every cause or purpose that a sentence offers, in text order."""
    table = causes()
    for i in sentence:
        for connective in table.connectives.get(reading.lower[i], ()):
            found = _connected(reading, sentence, i, connective)
            if found is not None:
                yield found
                break
        if reading.is_verb(i):
            yield from _by_verb(reading, sentence, i)
        elif reading.tags[i] in ("NN", "NNS"):
            yield from _by_noun(reading, sentence, i)


def _connected(reading: Reading, sentence: range, i: int, row: Connective) -> Offered | None:
    end = i + len(row.words)
    if end >= sentence.stop or tuple(reading.lower[i:end]) != row.words:
        return None
    head = next((h for k in range(end - 1, i - 1, -1) if (h := _governed(reading, k)) is not None and h >= end), None)
    if head is None or (row.needs and not row.needs & {reading.lower[j] for j in range(end, head + 1)}):
        return None
    is_clause = reading.is_verb(head) and reading.child(head, "nsubj", "nsubjpass", "expl", "csubj") is not None
    if (row.takes == "clause" and not is_clause) or (row.takes == "noun" and is_clause and row.words[-1] != "of"):
        return None
    if row.words == ("because",) and reading.lower[end] == "of":
        return None
    if row.words == ("since",) and not _gives_a_reason(reading, head):
        return None
    cause = _extent(reading, head, end, sentence)
    effect = frozenset(sentence) - frozenset(range(i, cause.stop))
    return Offered(cause, effect, i, "connective")


def _gives_a_reason(reading: Reading, head: int) -> bool:
    """Whether "since" gives a reason: its clause is in the present, so it tells of no starting point."""
    auxiliaries = reading.children_by(head, "aux", "auxpass")
    tags = [reading.tags[c] for c in auxiliaries] or [reading.tags[head]]
    return reading.deps[head] == "advcl" and tags[0] in PRESENT


def _governed(reading: Reading, k: int) -> int | None:
    below = reading.children_by(k, "pobj", "pcomp")
    if below and below[-1] > k:
        return below[-1]
    above = reading.heads[k]
    return above if above > k and reading.deps[k] in ("mark", "aux", "prep", "advmod", "amod") else None


def _extent(reading: Reading, head: int, start: int, sentence: range) -> range:
    """The tokens of a phrase or clause from ``start`` on, closing marks left out."""
    tokens = [j for j in reading.subtree(head) if j >= start]
    last = max(tokens, default=head)
    while last > head and not reading.words[last][-1].isalnum():
        last -= 1
    return range(min(start, head), min(last + 1, sentence.stop))


def _by_verb(reading: Reading, sentence: range, i: int) -> Iterator[Offered]:
    table = causes().verbs
    lemma = reading.lemma(i)
    # "Did not want to provoke it": what was not aimed at is no purpose.
    if lemma in table["purposive"] and reading.is_negated(i):
        return
    subject = reading.child(i, *SUBJECTS)
    passive = reading.child(i, "agent")
    if lemma in table["forward"] and passive is not None:
        yield from _pair(reading, sentence, i, reading.child(passive, "pobj"), _above_or(reading, i, subject))
    elif lemma in table["forward"] or lemma in table["forward_to"]:
        patient = reading.child(i, "dobj") if lemma in table["forward"] else _object_of(reading, i, "to")
        if patient is not None:
            yield from _pair(reading, sentence, i, subject, patient)
    elif lemma in table["backward"]:
        yield from _pair(reading, sentence, i, reading.child(i, "dobj"), subject)
    elif lemma in table["backward_from"]:
        yield from _pair(reading, sentence, i, _object_of(reading, i, "from"), subject)
    elif lemma in table["ascribe_to"]:
        yield from _pair(reading, sentence, i, _far_object(reading, i, "to"), reading.child(i, "dobj", "nsubjpass"))
    elif lemma in table["ascribe_on"]:
        yield from _pair(reading, sentence, i, _far_object(reading, i, "on"), reading.child(i, "dobj", "nsubjpass"))
        yield from _pair(reading, sentence, i, reading.child(i, "dobj"), _object_of(reading, i, "for"))
    elif (
        lemma in table["purposive"]
        and not reading.is_negated(i)
        and (aim := _infinitive(reading, i)) is not None
        and subject is not None
        and reading.lower[subject] not in ("you", "i", "we")
    ):
        cause = _extent(reading, aim, aim, sentence)
        # What the aim is of may be named in it ("to open talks with the withdrawal").
        yield Offered(cause, frozenset(sentence), i, "purpose", subject)


def named_reason(reading: Reading, sentence: range, i: int) -> Offered | None:
    """What a sentence gives as the reason, the noun at ``i`` being its subject: "one reason for it may be that …"."""
    above = reading.heads[i]
    if reading.deps[i] != "nsubj" or above == i or reading.lemma(above) != "be" or reading.is_negated(above):
        return None
    given = reading.child(above, "ccomp", "attr", "xcomp", "advcl")
    if given is None or given < above:
        return None
    return Offered(_extent(reading, given, above + 1, sentence), frozenset(reading.subtree(i)), i, "named-reason")


def _by_noun(reading: Reading, sentence: range, i: int) -> Iterator[Offered]:
    table, above = causes(), reading.heads[i]
    if reading.lemma(above) != "be" or above == i:
        return
    lemma = reading.lemma(i)
    if lemma in table.presenting and (named := named_reason(reading, sentence, i)) is not None:
        yield named
    elif lemma in table.presenting and reading.deps[i] == "attr":
        explained = _object_of(reading, i, "for") or _object_of(reading, i, "of")
        yield from _pair(reading, sentence, i, reading.child(above, *SUBJECTS), explained)
    elif lemma in table.resulting and reading.deps[i] == "attr":
        source = _object_of(reading, i, "of") or _object_of(reading, i, "to")
        yield from _pair(reading, sentence, i, source, reading.child(above, *SUBJECTS))


def _pair(reading: Reading, sentence: range, cue: int, cause: int | None, effect: int | None) -> Iterator[Offered]:
    if cause is None or effect is None or cause == effect:
        return
    extent = _extent(reading, cause, reading.subtree(cause)[0], sentence)
    told = frozenset(reading.subtree(effect))
    if effect < cause and cause in told:
        told -= frozenset(extent)
    elif effect in extent:
        extent = range(extent.start, reading.subtree(effect)[0])
    yield Offered(extent, told, cue, "causal-verb")


def _object_of(reading: Reading, i: int, preposition: str) -> int | None:
    for c in reading.children_by(i, "prep"):
        if reading.lower[c] == preposition:
            return reading.child(c, "pobj")
    return None


def _far_object(reading: Reading, i: int, preposition: str) -> int | None:
    """What stands behind a preposition of verb ``i`` that the parse may have hung on its object."""
    near = _object_of(reading, i, preposition)
    if near is not None:
        return near
    behind = [j for j in reading.subtree(i) if j > i and reading.lower[j] == preposition and reading.deps[j] == "prep"]
    return reading.child(behind[-1], "pobj") if behind else None


def _above_or(reading: Reading, i: int, subject: int | None) -> int | None:
    """The subject of a passive, or the noun that a bare participle hangs on ("a retreat forced by …")."""
    if subject is not None:
        return subject
    return reading.heads[i] if reading.deps[i] == "acl" else None


def _infinitive(reading: Reading, i: int) -> int | None:
    for c in reading.children_by(i, "xcomp", "advcl"):
        if any(reading.lower[a] == "to" for a in reading.children_by(c, "aux")):
            return c
    return None
