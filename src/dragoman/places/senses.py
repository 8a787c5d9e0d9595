"""Senses: whether a place name means the spot, those who govern from it, or only qualifies another noun."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.codes import Sense
from dragoman.places.countries import seat_named
from dragoman.places.naming import Naming, is_dateline
from dragoman.places.tables import toml_of
from dragoman.reading.reading import Reading

SUBJECT = frozenset(("nsubj", "nsubjpass", "csubj"))
# Lists of names are followed back to their first member no further than this.
LONGEST_LIST = 50
MODIFYING = frozenset(("compound", "amod", "nmod", "npadvmod"))


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of ``data/places/senses.toml``."""

    addressing: frozenset[str]
    dealing: frozenset[str]
    dealing_prepositions: frozenset[str]
    owned: frozenset[str]
    being: frozenset[str]
    willing: frozenset[str]
    locating: frozenset[str]
    ruling: frozenset[str]
    words_from: frozenset[str]
    bodies: frozenset[str]
    giving: frozenset[str]


@cache
def load_words() -> Words:
    table = toml_of("senses.toml")
    return Words(**{name: frozenset(table[name].split()) for name in Words.__slots__})


def sense_of(reading: Reading, naming: Naming, kind: str) -> Sense:
    """The sense of a name in its sentence. Only countries, capitals and seats can stand for a government."""
    if naming.demonym:
        return Sense.DEMONYM
    if is_dateline(reading, naming):
        return Sense.LITERAL
    head = head_of(reading, naming.first, naming.last)
    parent = reading.heads[head]
    label = reading.deps[head]
    if label in MODIFYING and parent > naming.last and reading.is_nominal(parent):
        return Sense.MODIFIER
    if kind == "country" or seat_named(naming.name) is not None:
        if _has_body(reading, head):
            return Sense.MODIFIER
        if _acts(reading, head) or _is_dealt_with(reading, head):
            return Sense.METONYM
        if label == "poss" and reading.lemma(parent) in load_words().owned:
            return Sense.METONYM
    return Sense.LITERAL


def head_of(reading: Reading, first: int, last: int) -> int:
    """The token of a stretch whose head lies outside of it."""
    for i in range(last, first - 1, -1):
        if not first <= reading.heads[i] <= last:
            return i
    return last


def _has_body(reading: Reading, head: int) -> bool:
    """Whether the name only says whose body or office something is: "Chile's commission", "the minister of Ecuador"."""
    parent, label = reading.heads[head], reading.deps[head]
    bodies = load_words().bodies
    if label == "poss":
        return reading.lemma(parent) in bodies
    return label == "pobj" and reading.lower[parent] == "of" and reading.lemma(reading.heads[parent]) in bodies


def _first_conjunct(reading: Reading, i: int) -> int:
    for _ in range(LONGEST_LIST):
        if reading.deps[i] != "conj" or reading.heads[i] == i:
            break
        i = reading.heads[i]
    return i


def _acts(reading: Reading, head: int) -> bool:
    """Whether the name is subject or agent of a verb of doing: saying, deciding, using force."""
    i = _first_conjunct(reading, head)
    parent, label = reading.heads[i], reading.deps[i]
    words = load_words()
    if label == "pobj" and reading.lower[parent] == "by":
        return reading.deps[parent] == "agent"
    if label not in SUBJECT or not reading.is_verb(parent):
        return False
    lemma = reading.lemma(parent)
    if label == "nsubjpass":
        return lemma in words.addressing
    if lemma in words.being:
        willing = any(reading.lower[c] in words.willing for c in reading.children_by(parent, "acomp", "attr"))
        return willing or (lemma in ("have", "need") and reading.child(parent, "xcomp") is not None)
    return True


def _is_dealt_with(reading: Reading, head: int) -> bool:
    """Whether the name is the other side: "asked Kyiv", "talks with Moscow", "sanctions on Iran"."""
    i = _first_conjunct(reading, head)
    parent, label = reading.heads[i], reading.deps[i]
    words = load_words()
    if label in ("dobj", "dative"):
        return reading.lemma(parent) in (words.addressing if label == "dobj" else words.addressing | words.giving)
    if label != "pobj":
        return False
    word, governor = reading.lower[parent], reading.heads[parent]
    noun = reading.lemma(governor)
    if word == "of" and noun in words.owned and noun not in words.bodies:
        return True
    if (word == "in" and noun in words.ruling) or (word == "from" and noun in words.words_from):
        return True
    if word == "to" and noun in words.giving:
        return True
    if word not in words.dealing_prepositions:
        return False
    if reading.lemma(governor) in words.dealing:
        return True
    if reading.lower[parent] in ("with", "on", "upon", "to", "against"):
        return reading.is_verb(governor) and reading.lemma(governor) in words.addressing
    return False
