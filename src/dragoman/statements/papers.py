"""Whose words a paper carries: a letter its sender's, a police report the police's, "the letter" the one met before."""

from __future__ import annotations

from dragoman.reading.reading import Reading
from dragoman.reading.roles import load_roles
from dragoman.statements.grading import load_grades
from dragoman.statements.wording import load_wording

# How many sentences back a paper is remembered.
REACH = 6
SAME = frozenset(("the", "this", "that"))


def author_of(reading: Reading, who: int) -> int | None:
    """The token that names whose words the paper at ``who`` carries; ``None`` where the text does not say."""
    found = _told(reading, who)
    if found is not None or not any(reading.lower[c] in SAME for c in reading.children[who]):
        return found
    earliest = reading.sentences[max(0, reading.sentence_index[who] - REACH)].start
    lemma = reading.lemma(who)
    for i in range(who - 1, earliest - 1, -1):
        if reading.tags[i] == "NN" and reading.lemma(i) == lemma and (found := _told(reading, i)) is not None:
            return found
    return None


def _told(reading: Reading, who: int) -> int | None:
    owner = reading.child(who, "poss")
    if owner is not None:
        return owner
    for c in reading.children[who]:
        if reading.deps[c] in ("prep", "agent") and reading.lower[c] in ("by", "from", "of"):
            giver = reading.child(c, "pobj")
            if giver is not None and (reading.lower[c] != "of" or _is_body(reading, giver)):
                return giver
        if reading.deps[c] == "acl" and (by := reading.child(c, "agent")) is not None:
            return reading.child(by, "pobj")
        if reading.deps[c] in ("compound", "nmod") and _is_body(reading, c):
            return c
    return _sender(reading, who)


def _is_body(reading: Reading, i: int) -> bool:
    mention = reading.mention_of[i]
    if mention is not None:
        return mention.label in ("ORG", "GPE", "NORP", "PERSON")
    return reading.lower[i] in load_grades().bodies or reading.lower[i] in load_roles().bodies


def _sender(reading: Reading, who: int) -> int | None:
    """ "They sent a letter": the subject of the verb that issues it."""
    verb = reading.heads[who]
    if reading.deps[who] != "dobj" or not reading.is_verb(verb) or reading.lemma(verb) not in load_wording().issues:
        return None
    while reading.deps[verb] in ("conj", "xcomp") and reading.child(verb, "nsubj") is None:
        verb = reading.heads[verb]
    return reading.child(verb, "nsubj")
