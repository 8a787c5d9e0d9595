"""Contents of cues that are no verbs: nouns, "according to", "in her view", "reportedly", a name and a colon."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.reading.reading import Reading
from dragoman.records import Span
from dragoman.statements.candidates import Content, Run, Source, extent_of, is_complement, is_infinitive, runs_of
from dragoman.statements.cues import Cue, Kind

APART = frozenset((",", "—", "–", "--", "-", "(", ";"))


def of_clause_around(reading: Reading, cue: Cue, source: Source | None) -> Iterator[Content]:
    """ "…, according to X" and "in X's view, …": the sentence the phrase is set apart in, without the phrase."""
    i = cue.head
    top = i if cue.kind is Kind.ACCORDING else reading.heads[i]
    own = set(reading.subtree(top))
    if cue.kind is Kind.ACCORDING and (to := reading.child(i, "prep")) is not None:
        own = {i, *reading.subtree(to)}
    first, last = min(own), max(own)
    sentence = reading.sentence_of(i)
    set_apart = first == sentence.start or reading.words[first - 1] in APART or reading.words[first - 1] in ("”", '"')
    if not set_apart and (cue.kind is Kind.VIEW or (source is not None and not _is_name(reading, source))):
        return
    left, right = _clause_bounds(reading, sentence, first, last)
    tokens = [t for t in range(left, right + 1) if t not in own]
    if tokens:
        yield Content(runs_of(tokens), cue.rows[0], 0.9, "clause-around", cue.last)


def _is_name(reading: Reading, source: Source) -> bool:
    return any(reading.mention_of[j] is not None for j in range(source.first, source.last + 1))


def _clause_bounds(reading: Reading, sentence: range, first: int, last: int) -> Run:
    """The sentence around some tokens, up to where a clause with a subject of its own is joined."""
    left, right = sentence.start, sentence.stop - 1
    for i in sentence:
        if reading.deps[i] not in ("conj", "ccomp", "parataxis") or reading.child(i, "nsubj", "nsubjpass") is None:
            continue
        start, end = extent_of(reading, i)
        joined = start - 1 >= sentence.start and reading.lower[start - 1] in ("but", ";", "while", "although")
        if joined and start > last:
            right = min(right, start - 2)
        elif joined and end < sentence.stop and start < first:
            left = max(left, start)
    return left, right


def of_clause_of_adverb(reading: Reading, cue: Cue, source: Source | None) -> Iterator[Content]:
    i = cue.head
    verb = reading.heads[i]
    while not reading.is_verb(verb) and reading.heads[verb] != verb:
        verb = reading.heads[verb]
    if verb == i:
        return
    tokens = [t for t in reading.subtree(verb) if t != i]
    yield Content(runs_of(tokens), cue.rows[0], 0.8, "clause-of-adverb", cue.last)


def of_line(reading: Reading, cue: Cue, source: Source | None) -> Iterator[Content]:
    """The rest of the line after a name and a colon, or the next one where nothing follows."""
    if source is None or cue.head + 1 >= len(reading):
        return
    start = reading.starts[cue.head + 1]
    stop = reading.text.find("\n", start)
    last = reading.tokens_in(Span(start, stop if stop >= 0 else len(reading.text))).stop - 1
    if any(reading.is_verb(j) for j in range(cue.head + 1, last + 1)):
        yield Content(((cue.head + 1, last),), cue.rows[0], 0.8, "after-colon", cue.last)


def of_noun(reading: Reading, cue: Cue, source: Source | None) -> Iterator[Content]:
    i = cue.head
    row = cue.rows[0]
    inside = range(source.first, source.last + 1) if source is not None else range(0)
    # "An announcement by the army that it had left": the clause may have been hung on the army.
    hung = reading.children[source.head] if source is not None and source.rule in ("noun-by", "noun-from") else []
    for c in [*reading.children[i], *(h for h in hung if h not in inside and is_complement(reading, h))]:
        if c < i or c in inside:
            continue
        label = reading.deps[c]
        if "clause" in row.takes and is_complement(reading, c):
            yield Content((extent_of(reading, c),), row, 1.0, "noun-that", i)
        elif "infinitive" in row.takes and label in ("acl", "xcomp", "relcl") and is_infinitive(reading, c):
            yield Content((extent_of(reading, c),), row, 0.95, "noun-infinitive", i)
        elif label == "prep" and reading.lower[c] in row.prepositions:
            tokens = [t for t in reading.subtree(c) if t > c]
            if tokens and not (source is not None and source.first <= tokens[-1] and source.rule == "noun-of"):
                yield Content(((tokens[0], tokens[-1]),), row, 0.7, "noun-preposition", c if c == i + 1 else i)
