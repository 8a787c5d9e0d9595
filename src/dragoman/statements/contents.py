"""Contents: what a cue announces, as ranked candidates from the parse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dragoman.reading.reading import Reading
from dragoman.statements.cues import Cue, Kind
from dragoman.statements.lexicon import Row
from dragoman.statements.sources import Source, is_passive

Run = tuple[int, int]
CLAUSES = ("ccomp", "csubj")
OBJECTS = ("dobj", "oprd")
# Dependents that carry on what an object begins: "accused | them of lying", "called | it a victory".
CARRY_ON = frozenset(("dobj", "oprd", "xcomp", "prep", "ccomp", "acomp", "attr", "dative", "prt", "advmod", "pcomp"))
# Prepositions that tell where, when or how it was said, not what.
CIRCUMSTANCE = frozenset(("in", "on", "at", "during", "after", "before", "since", "until", "by", "from", "via", "through"))
SAID_SO = frozenset(("so", "it", "this", "that", "what", "something", "nothing", "anything", "which", "whom", "who"))
MARKS = frozenset((",", ";", ":", "—", "–", "-", "--", "…", "...", "."))


@dataclass(frozen=True, slots=True)
class Content:
    """A candidate: runs of tokens in text order, a score between 0 and 1, the row it answers, and how it was found.

    ``cue_last`` is the last token of the cue when this content is meant ("called for").
    """

    runs: tuple[Run, ...]
    row: Row
    score: float
    rule: str
    cue_last: int


def contents_of(reading: Reading, cue: Cue, source: Source | None) -> list[Content]:
    """The candidates for the content of a cue, best first."""
    walks: dict[Kind, Callable[[Reading, Cue, Source | None], Iterator[Content]]] = {
        Kind.VERB: _of_verb,
        Kind.NOUN: _of_noun,
        Kind.ACCORDING: _of_clause_around,
        Kind.VIEW: _of_clause_around,
        Kind.COLON: _of_line,
        Kind.ADVERB: _of_clause_of_adverb,
    }
    return sorted(walks[cue.kind](reading, cue, source), key=lambda content: -content.score)


def _of_verb(reading: Reading, cue: Cue, source: Source | None) -> Iterator[Content]:
    passive = is_passive(reading, cue.head)
    for row in cue.rows:
        if "seeming" in row.takes:
            yield from _seeming(reading, cue, row)
            continue
        if "clause" in row.takes or "quote" in row.takes:
            yield from _clauses(reading, cue, row, source)
            yield from _around(reading, cue, row, source)
        if "infinitive" in row.takes:
            yield from _infinitives(reading, cue, row, passive)
        if "gerund" in row.takes:
            yield from _gerunds(reading, cue, row)
        if "object" in row.takes or "label" in row.takes or "as" in row.takes:
            yield from _objects(reading, cue, row, passive)
        if row.prepositions:
            yield from _prepositions(reading, cue, row)


def _clauses(reading: Reading, cue: Cue, row: Row, source: Source | None) -> Iterator[Content]:
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
            if first <= tokens[-1]:
                yield Content(((first, tokens[-1]),), row, 1.0, "clause-after", cue.last)
        elif c < i:
            yield from _before(reading, cue, row, source, tokens[0])


def _before(reading: Reading, cue: Cue, row: Row, source: Source | None, first: int) -> Iterator[Content]:
    """Content that stands before "…, he said" up to the source or the cue, whichever comes first."""
    end = _chunk_start(reading, cue, source) - 1
    if end >= first:
        yield Content(((first, end),), row, 0.95, "clause-before", cue.last)


def _chunk_start(reading: Reading, cue: Cue, source: Source | None) -> int:
    return min(cue.first, source.first) if source is not None and source.last < cue.first else cue.first


def _chunk_end(cue: Cue, source: Source | None) -> int:
    return max(cue.last, source.last) if source is not None else cue.last


def _around(reading: Reading, cue: Cue, row: Row, source: Source | None) -> Iterator[Content]:
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
    yield Content(_runs(tokens), row, 0.9, "clause-around", cue.last)


def _own_clause(reading: Reading, i: int) -> bool:
    return reading.child(i, "ccomp", "dobj", "xcomp") is not None


def _infinitives(reading: Reading, cue: Cue, row: Row, passive: bool) -> Iterator[Content]:
    i = cue.head
    for c in reading.children[i]:
        if c < i or reading.deps[c] not in ("xcomp", "ccomp", "advcl") or not _is_infinitive(reading, c):
            continue
        if reading.deps[c] == "advcl" and row.act not in ("demand", "promise", "threaten", "refuse"):
            continue
        tokens = reading.subtree(c)
        first = tokens[0]
        runs: tuple[Run, ...] = ((first, tokens[-1]),)
        if passive and (subject := reading.child(i, "nsubjpass")) is not None and row.sourceless:
            runs = (_extent(reading, subject), *runs)
        elif not passive:
            addressed = [d for d in reading.children[i] if i < d < c and reading.deps[d] in ("dobj", "dative")]
            if addressed and first > addressed[0]:
                runs = ((_extent(reading, addressed[0])[0], tokens[-1]),)
        yield Content(runs, row, 0.95, "infinitive", cue.last)


def _is_infinitive(reading: Reading, i: int) -> bool:
    return any(reading.tags[c] == "TO" for c in reading.children[i])


def _gerunds(reading: Reading, cue: Cue, row: Row) -> Iterator[Content]:
    for c in reading.children_by(cue.head, "xcomp", "dobj"):
        if c > cue.head and reading.tags[c] == "VBG":
            yield Content((_extent(reading, c),), row, 0.9, "gerund", cue.last)


def _objects(reading: Reading, cue: Cue, row: Row, passive: bool) -> Iterator[Content]:
    i = cue.head
    if passive:
        subject = reading.child(i, "nsubjpass")
        if subject is None and reading.deps[i] == "acl":
            subject = None
        if subject is None or not ("object" in row.takes or row.sourceless):
            return
        rest = [c for c in reading.children[i] if c > i and reading.deps[c] in ("oprd", "prep", "xcomp")]
        label = [c for c in rest if reading.deps[c] == "oprd" or reading.lower[c] == "as"]
        if "object" not in row.takes and not label:
            return
        tail = tuple(_extent(reading, c) for c in label[:1])
        yield Content((_extent(reading, subject), *tail), row, 0.8, "passive-subject", cue.last)
        return
    starts = [c for c in reading.children[i] if c > cue.last and reading.deps[c] in OBJECTS]
    if not starts or reading.lower[starts[0]] in SAID_SO and len(starts) == 1 and "as" not in row.takes:
        return
    first, last = _extent(reading, starts[0])
    as_what = False
    for c in reading.children[i]:
        if c <= starts[0] or reading.deps[c] not in CARRY_ON:
            continue
        if reading.deps[c] == "prep" and reading.lower[c] in CIRCUMSTANCE:
            break
        as_what = as_what or reading.lower[c] == "as" or reading.deps[c] in ("oprd", "ccomp", "xcomp")
        last = max(last, _extent(reading, c)[1])
    if "object" not in row.takes and not as_what:
        return
    yield Content(((first, last),), row, 0.8, "object", cue.last)


def _prepositions(reading: Reading, cue: Cue, row: Row) -> Iterator[Content]:
    wanted = row.prepositions
    for c in reading.children[cue.head]:
        if c > cue.head and reading.deps[c] in ("prep", "agent") and reading.lower[c] in wanted:
            tokens = [t for t in reading.subtree(c) if t > c]
            if tokens and reading.child(c, "pobj", "pcomp") is not None:
                cue_last = c if c == cue.last + 1 else cue.last
                yield Content(((tokens[0], tokens[-1]),), row, 0.7, "prepositional", cue_last)


def _seeming(reading: Reading, cue: Cue, row: Row) -> Iterator[Content]:
    i = cue.head
    rest = [c for c in reading.children[i] if c > i and reading.deps[c] in ("xcomp", "oprd", "acomp", "ccomp")]
    subject = reading.child(i, "nsubj")
    if not rest:
        return
    tail = _extent(reading, rest[0])
    if subject is None or (reading.lower[subject] == "it" and reading.deps[rest[0]] == "ccomp"):
        yield Content((tail,), row, 0.8, "seeming", cue.last)
    else:
        yield Content((_extent(reading, subject), tail), row, 0.8, "seeming", cue.last)


def _of_noun(reading: Reading, cue: Cue, source: Source | None) -> Iterator[Content]:
    i = cue.head
    row = cue.rows[0]
    inside = range(source.first, source.last + 1) if source is not None else range(0)
    for c in reading.children[i]:
        if c < i or c in inside:
            continue
        label = reading.deps[c]
        finite = label in ("acl", "ccomp", "relcl") and _has_that(reading, c)
        if "clause" in row.takes and finite:
            yield Content((_extent(reading, c),), row, 1.0, "noun-that", i)
        elif "infinitive" in row.takes and label in ("acl", "xcomp", "relcl") and _is_infinitive(reading, c):
            yield Content((_extent(reading, c),), row, 0.95, "noun-infinitive", i)
        elif label == "prep" and reading.lower[c] in row.prepositions:
            tokens = [t for t in reading.subtree(c) if t > c]
            if tokens and not (source is not None and source.first <= tokens[-1] and source.rule == "noun-of"):
                yield Content(((tokens[0], tokens[-1]),), row, 0.7, "noun-preposition", c if c == i + 1 else i)


def _has_that(reading: Reading, c: int) -> bool:
    """A complement clause: "that" marks it rather than standing for the noun."""
    mark = reading.child(c, "mark")
    return mark is not None and reading.lower[mark] in ("that", "whether", "if")


def _of_clause_around(reading: Reading, cue: Cue, source: Source | None) -> Iterator[Content]:
    """ "…, according to X" and "in X's view, …": the clause the phrase hangs on, without the phrase."""
    i = cue.head
    top = i if cue.kind is Kind.ACCORDING else reading.heads[i]
    sentence = reading.sentence_of(i)
    own = set(reading.subtree(top))
    if cue.kind is Kind.ACCORDING and (to := reading.child(i, "prep")) is not None:
        own = {i, *reading.subtree(to)}
    head = reading.heads[top]
    if head == top:
        return
    # The phrase may hang on a noun deep in the clause; it speaks for the whole clause.
    while reading.heads[head] != head and reading.deps[head] not in ("conj", "advcl", "ccomp", "relcl"):
        head = reading.heads[head]
    if not reading.is_verb(head) and reading.heads[head] != head:
        head = reading.heads[head]
    tokens = [t for t in reading.subtree(head) if t not in own and t in sentence]
    yield Content(_runs(tokens), cue.rows[0], 0.9, "clause-around", cue.last)


def _of_clause_of_adverb(reading: Reading, cue: Cue, source: Source | None) -> Iterator[Content]:
    i = cue.head
    verb = reading.heads[i]
    while not reading.is_verb(verb) and reading.heads[verb] != verb:
        verb = reading.heads[verb]
    if verb == i:
        return
    tokens = [t for t in reading.subtree(verb) if t != i]
    yield Content(_runs(tokens), cue.rows[0], 0.8, "clause-of-adverb", cue.last)


def _of_line(reading: Reading, cue: Cue, source: Source | None) -> Iterator[Content]:
    if source is None:
        return
    sentence = reading.sentence_of(cue.head)
    first, last = cue.head + 1, sentence.stop - 1
    if first > last:
        if sentence.stop >= len(reading):
            return
        last = reading.sentence_of(sentence.stop).stop - 1
    yield Content(((first, last),), cue.rows[0], 0.8, "after-colon", cue.last)


def _extent(reading: Reading, i: int) -> Run:
    tokens = reading.subtree(i)
    return tokens[0], tokens[-1]


def _runs(tokens: list[int]) -> tuple[Run, ...]:
    """Runs of neighbouring tokens, those of punctuation alone left out by whoever trims them."""
    runs: list[list[int]] = []
    for t in tokens:
        if runs and t == runs[-1][1] + 1:
            runs[-1][1] = t
        else:
            runs.append([t, t])
    return tuple((a, b) for a, b in runs)
