"""Contents in complements: infinitives, objects and prepositional phrases of a verb."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.reading.reading import Reading
from dragoman.statements.candidates import Content, Run, extent_of, has_that, is_infinitive
from dragoman.statements.cues import Cue
from dragoman.statements.lexicon import Row

OBJECTS = ("dobj", "oprd")
# Dependents that carry on what an object begins: "accused | them of lying", "called | it a victory".
CARRY_ON = frozenset(("dobj", "oprd", "xcomp", "prep", "ccomp", "acomp", "attr", "dative", "prt", "advmod", "pcomp"))
# Prepositions that tell where, when or how it was said, not what.
CIRCUMSTANCE = frozenset(
    ["in", "on", "at", "during", "after", "before", "since", "until", "by", "from", "via", "through"]
)
SAID_SO = frozenset(("so", "it", "this", "that", "what", "something", "nothing", "anything", "which", "whom", "who"))


def infinitives(reading: Reading, cue: Cue, row: Row, passive: bool) -> Iterator[Content]:
    i = cue.head
    for c in reading.children[i]:
        if c < i or reading.deps[c] not in ("xcomp", "ccomp", "advcl") or not is_infinitive(reading, c):
            continue
        if reading.deps[c] == "advcl" and row.act not in ("demand", "promise", "threaten", "refuse"):
            continue
        tokens = reading.subtree(c)
        first = tokens[0]
        cue_last = cue.last
        runs: tuple[Run, ...] = ((first, tokens[-1]),)
        if passive and (subject := reading.child(i, "nsubjpass")) is not None and row.sourceless:
            runs = (extent_of(reading, subject), *runs)
        elif not passive:
            first, cue_last = _addressed_first(reading, cue, row, c, first)
            runs = ((first, tokens[-1]),)
        yield Content(runs, row, 0.95, "infinitive", cue_last)


def _addressed_first(reading: Reading, cue: Cue, row: Row, infinitive: int, first: int) -> tuple[int, int]:
    """Where the content begins with those addressed: "urged | them to leave", "called on | them to leave"."""
    for c in reading.children[cue.head]:
        if not cue.head < c < infinitive:
            continue
        if reading.deps[c] in ("dobj", "dative"):
            return min(first, extent_of(reading, c)[0]), cue.last
        if reading.deps[c] == "prep" and c == cue.last + 1 and reading.lower[c] in row.prepositions:
            return c + 1, c
    return first, cue.last


def gerunds(reading: Reading, cue: Cue, row: Row) -> Iterator[Content]:
    for c in reading.children_by(cue.head, "xcomp", "dobj"):
        if c > cue.head and reading.tags[c] == "VBG":
            yield Content((extent_of(reading, c),), row, 0.9, "gerund", cue.last)


def objects(reading: Reading, cue: Cue, row: Row, passive: bool) -> Iterator[Content]:
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
        if reading.lemma(i) in ("quote", "cite") and label:
            return  # "Was quoted as saying": the saying is the cue.
        tail = tuple((extent_of(reading, c)[0], extent_of(reading, rest[-1])[1]) for c in label[:1])
        yield Content((extent_of(reading, subject), *tail), row, 0.8, "passive-subject", cue.last)
        return
    starts = [c for c in reading.children[i] if c > cue.last and reading.deps[c] in OBJECTS]
    if not starts and "as" in row.takes:
        yield from _described_as(reading, cue, row)
    if not starts and "label" in row.takes:
        yield from _small_clause(reading, cue, row)
    if not starts or (reading.lower[starts[0]] in SAID_SO and len(starts) == 1 and "as" not in row.takes):
        return
    first, last = extent_of(reading, starts[0])
    as_what = reading.deps[starts[0]] == "oprd"
    for c in reading.children[i]:
        if c <= starts[0] or reading.deps[c] not in CARRY_ON:
            continue
        if reading.deps[c] == "prep" and reading.lower[c] in CIRCUMSTANCE:
            break
        as_what = as_what or reading.lower[c] == "as" or reading.deps[c] in ("oprd", "ccomp", "xcomp")
        last = max(last, extent_of(reading, c)[1])
    if not as_what and not _takes_object(reading, row, starts[0]):
        return
    yield Content(((first, last),), row, 0.8, "object", cue.last)


def _small_clause(reading: Reading, cue: Cue, row: Row) -> Iterator[Content]:
    """ "Called the vote “unfair”", where the parser makes a clause of "the vote unfair"."""
    for c in reading.children_by(cue.head, "ccomp", "xcomp"):
        if c > cue.last and not reading.is_verb(c) and not has_that(reading, c) and not is_infinitive(reading, c):
            yield Content((extent_of(reading, c),), row, 0.8, "object", cue.last)
            return


def _takes_object(reading: Reading, row: Row, i: int) -> bool:
    """Whether noun ``i`` is what the row speaks of: with "issue", a thing and not an actor."""
    if "issue" in row.takes:
        return reading.tags[i] in ("NN", "NNS", "VBG") and reading.mention_of[i] is None
    return "object" in row.takes


def _described_as(reading: Reading, cue: Cue, row: Row) -> Iterator[Content]:
    """ "What the envoy described as …", where the thing described stands before."""
    phrase = next((c for c in reading.children_by(cue.head, "prep") if c > cue.head and reading.lower[c] == "as"), None)
    if phrase is not None and (tokens := [t for t in reading.subtree(phrase) if t > phrase]):
        cue_last = phrase if phrase == cue.last + 1 else cue.last
        yield Content(((tokens[0], tokens[-1]),), row, 0.8, "object", cue_last)


def prepositions(reading: Reading, cue: Cue, row: Row) -> Iterator[Content]:
    wanted = row.prepositions
    for c in reading.children[cue.head]:
        if c > cue.head and reading.deps[c] in ("prep", "agent") and reading.lower[c] in wanted:
            tokens = [t for t in reading.subtree(c) if t > c]
            if tokens and reading.child(c, "pobj", "pcomp") is not None:
                cue_last = c if c == cue.last + 1 else cue.last
                yield Content(
                    ((tokens[0], _with_infinitive(reading, cue, tokens[-1])),), row, 0.7, "prepositional", cue_last
                )


def _with_infinitive(reading: Reading, cue: Cue, last: int) -> int:
    """ "Called upon them to leave": the infinitive right after the phrase belongs to it."""
    for c in reading.children[cue.head]:
        if reading.deps[c] in ("xcomp", "advcl") and is_infinitive(reading, c) and extent_of(reading, c)[0] == last + 1:
            return extent_of(reading, c)[1]
    return last


def seeming(reading: Reading, cue: Cue, row: Row) -> Iterator[Content]:
    i = cue.head
    rest = [c for c in reading.children[i] if c > i and reading.deps[c] in ("xcomp", "oprd", "acomp", "ccomp")]
    subject = reading.child(i, "nsubj")
    if not rest:
        return
    tail = extent_of(reading, rest[0])
    if subject is None or (reading.lower[subject] == "it" and reading.deps[rest[0]] == "ccomp"):
        yield Content((tail,), row, 0.8, "seeming", cue.last)
    else:
        yield Content((extent_of(reading, subject), tail), row, 0.8, "seeming", cue.last)
