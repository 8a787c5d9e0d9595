"""Given names: places where somebody has already said which words name one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.places.find import places_of
from dragoman.places.naming import Naming, known_part, naming_of, text_of, trimmed, widened
from dragoman.reading.reading import Reading
from dragoman.records import Place, Span


def places_at(reading: Reading, spans: Iterable[Span]) -> list[Place]:
    """The places that the words of these spans name, in text order; spans without a letter are left out.

    For marks made by hand or by another program: the names are taken as given, and only resolved.
    """
    return places_of(reading, namings_at(reading, spans))


def namings_at(reading: Reading, spans: Iterable[Span]) -> list[Naming]:
    """The names at these spans, in text order, with all the places they can mean."""
    return list(_namings(reading, sorted(spans, key=lambda span: span.start)))


def _namings(reading: Reading, spans: list[Span]) -> Iterator[Naming]:
    for span in spans:
        tokens = reading.tokens_in(span)
        if not len(tokens):
            continue
        first, last = trimmed(reading, tokens[0], tokens[-1])
        if first > last or not any(letter.isalpha() for letter in text_of(reading, first, last)):
            continue
        naming = naming_of(reading, first, last, "GPE")
        if naming is None or not naming.entries:
            part = known_part(reading, first, last)
            name = text_of(reading, first, last)
            unknown = Naming(first, last, name, "GPE", False, (), frozenset())
            naming = widened(reading, part, first, last, "FAC") if part else naming or unknown
        yield naming
