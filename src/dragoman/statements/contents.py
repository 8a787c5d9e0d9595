"""Contents: what a cue announces, as ranked candidates from the parse."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dragoman.reading.reading import Reading
from dragoman.statements.candidates import Content, Source
from dragoman.statements.clauses import around, clauses, surface
from dragoman.statements.complements import gerunds, infinitives, objects, prepositions, seeming
from dragoman.statements.cues import Cue, Kind
from dragoman.statements.sources import is_passive
from dragoman.statements.surroundings import of_clause_around, of_clause_of_adverb, of_line, of_noun


def contents_of(reading: Reading, cue: Cue, source: Source | None) -> list[Content]:
    """The candidates for the content of a cue, best first."""
    walks: dict[Kind, Callable[[Reading, Cue, Source | None], Iterator[Content]]] = {
        Kind.VERB: _of_verb,
        Kind.NOUN: of_noun,
        Kind.ACCORDING: of_clause_around,
        Kind.VIEW: of_clause_around,
        Kind.COLON: of_line,
        Kind.ADVERB: of_clause_of_adverb,
    }
    return sorted(walks[cue.kind](reading, cue, source), key=lambda content: -content.score)


def _of_verb(reading: Reading, cue: Cue, source: Source | None) -> Iterator[Content]:
    passive = is_passive(reading, cue.head)
    for row in cue.rows:
        if "seeming" in row.takes:
            yield from seeming(reading, cue, row)
            continue
        if "clause" in row.takes or "quote" in row.takes:
            yield from clauses(reading, cue, row, source)
            yield from around(reading, cue, row, source)
            yield from surface(reading, cue, row, source)
        if "infinitive" in row.takes or (passive and "raising" in row.takes):
            yield from infinitives(reading, cue, row, passive)
        if "gerund" in row.takes:
            yield from gerunds(reading, cue, row)
        if "object" in row.takes or "issue" in row.takes or "label" in row.takes or "as" in row.takes:
            yield from objects(reading, cue, row, passive)
        if row.prepositions:
            yield from prepositions(reading, cue, row)
