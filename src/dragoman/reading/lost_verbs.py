"""Verbs that the parser takes for a modifier of their object: "Turkish artillery shelled positions near Manbij", where
it reads of positions that were shelled.

The parse contradicts itself there: no modifier has a subject of its own before it.
"""

from __future__ import annotations

from dragoman.reading.reading import Columns

MISREAD = frozenset(("amod", "compound", "nmod"))
PARTICIPLES = frozenset(("VBN", "VBD"))
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
# What hangs on a noun but belongs to the verb before it: when, where and with what outcome.
LATER = frozenset(("prep", "punct", "npadvmod", "advmod", "acl", "advcl", "cc", "conj"))


def mend_lost_verbs(columns: Columns) -> None:
    """Puts, in place, a participle that has a subject where the noun stood that it was hung on."""
    for first, after in columns.sentences():
        for i in range(first + 1, after - 1):
            if columns.deps[i] in MISREAD and columns.tags[i] in PARTICIPLES and columns.heads[i] > i:
                subject = next((j for j in range(i - 1, first - 1, -1) if columns.heads[j] == i), -1)
                if subject >= 0 and columns.deps[subject] in SUBJECTS:
                    _raise(columns, i, after)


def _raise(columns: Columns, verb: int, after: int) -> None:
    noun = columns.heads[verb]
    columns.tags[verb] = "VBD"
    columns.put_over(verb, noun, "dobj")
    for j in range(noun + 1, after):
        # "Positions of the rebels" stay together.
        if columns.heads[j] == noun and columns.deps[j] in LATER and columns.words[j].lower() != "of":
            columns.heads[j] = verb
            if columns.deps[j] == "acl" and columns.tags[j] == "VBG":
                columns.deps[j] = "advcl"
