"""Contents in clauses: what stands after, before or around a verb of saying."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.reading.reading import Reading
from dragoman.statements.candidates import Content, Source, extent_of, runs_of
from dragoman.statements.cues import Cue
from dragoman.statements.lexicon import Row
from dragoman.statements.sources import is_aside

CLAUSES = ("ccomp", "csubj")
# "While the talks went on, he said …": what stands before is the frame, not the content.
FRAMES = frozenset(("while", "although", "though", "when", "whereas", "asked"))
OBJECTS = ("dobj", "oprd")


def clauses(reading: Reading, cue: Cue, row: Row, source: Source | None) -> Iterator[Content]:
    i = cue.head
    for c in reading.children[i]:
        if reading.deps[c] not in CLAUSES:
            continue
        tokens = reading.subtree(c)
        if c > i and tokens[-1] > cue.last:
            first = next(t for t in tokens if t > cue.last)
            # In "the minister said he …" a subject to the right of the verb may have been taken into the clause.
            if source is not None and source.first > i and first <= source.last:
                first = source.last + 1
            last = _before_new_subject(reading, c, tokens[-1])
            if first <= last:
                yield Content(((first, last),), row, 1.0, "clause-after", cue.last)
        elif c < i:
            yield from _before(reading, cue, row, source, tokens[0])


def _before_new_subject(reading: Reading, clause: int, last: int) -> int:
    """The end of a clause: before ", and he went on to …", which tells what the speaker did next."""
    last = _before_aside(reading, clause, last)
    for c in reading.children_by(clause, "conj"):
        start = extent_of(reading, c)[0]
        subject = reading.child(c, "nsubj")
        if subject is None and _speaks_again(reading, clause, c):
            return reading.children[clause][reading.children[clause].index(c) - 1] - 1
        resumed = subject is not None and reading.lower[subject] in ("he", "she", "they") and subject == start
        if resumed and reading.lower[start - 1] in ("and", "but") and reading.words[start - 2] == ",":
            return start - 3
    return last


def _before_aside(reading: Reading, clause: int, last: int) -> int:
    for i in range(clause + 1, last + 1):
        if reading.deps[i] == "advcl" and reading.quote_of[i] < 0 and is_aside(reading, i):
            return i - 2
    return last


def _speaks_again(reading: Reading, clause: int, verb: int) -> bool:
    """ "She says it is late and calls it a failure": both are what she does."""
    cue = reading.heads[clause]
    same = reading.tags[verb] == reading.tags[cue] and reading.tags[verb] in ("VBZ", "VBD")
    before = reading.children[clause].index(verb) - 1
    if not same or before < 0 or reading.deps[reading.children[clause][before]] != "cc":
        return False
    return reading.lemma(verb) in ("call", "say", "tell", "add", "accuse", "describe", "warn", "urge", "vow", "insist")


def _before(reading: Reading, cue: Cue, row: Row, source: Source | None, first: int) -> Iterator[Content]:
    """Content that stands before "…, he said" up to the source or the cue, whichever comes first."""
    end = _chunk_start(reading, cue, source) - 1
    if end < first or reading.lower[first] in FRAMES:
        return
    taken = any(c > cue.last and reading.deps[c] in (*OBJECTS, *CLAUSES, "xcomp") for c in reading.children[cue.head])
    taken = taken or any(reading.lower[c] in row.prepositions for c in reading.children[cue.head] if c > cue.last)
    yield Content(((first, end),), row, 0.65 if taken else 0.95, "clause-before", cue.last)


def _chunk_start(reading: Reading, cue: Cue, source: Source | None) -> int:
    return min(cue.first, source.first) if source is not None and source.last < cue.first else cue.first


def _chunk_end(cue: Cue, source: Source | None) -> int:
    return max(cue.last, source.last) if source is not None else cue.last


def around(reading: Reading, cue: Cue, row: Row, source: Source | None) -> Iterator[Content]:
    """ "A, he said, B": the cue hangs inside its own content."""
    i = cue.head
    head = reading.heads[i]
    if head == i:
        return
    as_aside = reading.deps[i] == "advcl" and (mark := reading.child(i, "mark")) is not None
    as_aside = as_aside and mark is not None and reading.lower[mark] == "as" and not _own_clause(reading, i)
    if reading.deps[i] not in ("parataxis", "intj") and not as_aside:
        return
    own = set(reading.subtree(i))
    tokens = [t for t in reading.subtree(head) if t not in own]
    yield Content(runs_of(tokens), row, 0.9, "clause-around", cue.last)


def _own_clause(reading: Reading, i: int) -> bool:
    return reading.child(i, "ccomp", "dobj", "xcomp") is not None


def _after_addressee(reading: Reading, cue: Cue, after: int) -> int:
    """The token after those who are told or asked, where they stand right after the cue."""
    for c in reading.children_by(cue.head, "dobj", "dative"):
        first, last = extent_of(reading, c)
        if first == after and reading.is_nominal(c) and last + 1 < len(reading):
            return last + 1
    return after


def surface(reading: Reading, cue: Cue, row: Row, source: Source | None) -> Iterator[Content]:
    """What the words show where the parse does not: "… showed that …" and "…, the minister said"."""
    sentence = reading.sentence_of(cue.head)
    after = _after_addressee(reading, cue, _chunk_end(cue, source) + 1)
    opens = ("that", "whether", "if") if row.lemma == "ask" else ("that", "whether")
    if after < sentence.stop and reading.lower[after] in opens:
        yield Content(((after, _last_word(reading, sentence)),), row, 0.85, "clause-after", cue.last)
    before = _chunk_start(reading, cue, source)
    framed = any(reading.deps[c] in ("advcl", "prep") and c < before for c in reading.children[cue.head])
    finite = reading.tags[cue.head] != "VB"
    if (
        "quote" in row.takes
        and finite
        and not framed
        and before - 2 >= sentence.start
        and reading.words[before - 1] == ","
    ):
        yield Content(((sentence.start, before - 2),), row, 0.6, "clause-before", cue.last)


def _last_word(reading: Reading, sentence: range) -> int:
    last = sentence.stop - 1
    while last > sentence.start and not reading.words[last][-1].isalnum():
        last -= 1
    return last
