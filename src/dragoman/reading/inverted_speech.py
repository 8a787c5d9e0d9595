"""Speakers behind their verb: "“The port is shut,” insisted envoy Marko Ilić who had met them", where the parser takes
the verb for an adjective, or what is told of the speaker for what is said.

Position decides: right behind the quotation stands the verb, and behind it the speaker.
"""

from __future__ import annotations

from dragoman.reading.reading import Columns

CLOSING = frozenset('”"»')
STOPS = frozenset(",.?!…")
# What a parser may take the verb for.
MISREAD = frozenset(("amod", "compound", "nmod", "acl"))
RELATIVES = frozenset(("who", "whom", "whose"))
SUBJECTS = frozenset(("nsubj", "nsubjpass"))


def mend_inverted_speech(columns: Columns) -> None:
    """Puts right, in place, verbs of saying right behind a quotation, and relative clauses of the speaker there."""
    for first, after in columns.sentences():
        for i in range(first + 2, after - 1):
            if columns.tags[i] in ("VBD", "VBZ") and columns.words[i - 1] in CLOSING and columns.words[i - 2] in STOPS:
                if columns.deps[i] in MISREAD:
                    _raise(columns, first, i, after)
                _mend_relative(columns, i, after)


def _raise(columns: Columns, first: int, verb: int, after: int) -> None:
    """Makes the verb the head of the sentence, and the noun it was hung on its subject."""
    noun = columns.heads[verb]
    while columns.deps[noun] in MISREAD and columns.heads[noun] > noun:
        noun = columns.heads[noun]
    said = columns.heads[noun]
    if noun <= verb or not first <= said < verb:
        return
    columns.put_over(verb, said, "ccomp")
    columns.deps[noun], columns.heads[noun] = "nsubj", verb
    for j in range(noun + 1, after):
        if columns.heads[j] == said:
            columns.heads[j] = verb


def _mend_relative(columns: Columns, verb: int, after: int) -> None:
    """ "Explained Marko who will be …": the clause is told of Marko."""
    for i in range(verb + 2, after - 1):
        clause = columns.heads[i]
        if columns.words[i].lower() in RELATIVES and columns.heads[clause] == verb and columns.deps[clause] == "ccomp":
            speaker = next((j for j in range(i - 1, verb, -1) if columns.heads[j] == verb), -1)
            if speaker == i - 1 and columns.deps[speaker] in SUBJECTS:
                columns.deps[clause], columns.heads[clause] = "relcl", speaker
            return
