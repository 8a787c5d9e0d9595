"""Senses of place names against the dispatch corpus: the spot, the government seated there, an attribute, a people.

    python -m benchmarks.places_senses corpus/dispatches [--split dev] [--found] [--show WANTED-GIVEN]

The marked names are taken as given and only their sense is asked; with ``--found`` the names are found as well, and a
mark that is not found counts as missed. Prints precision, recall and F1 of each sense, and the macro-F1 of literal
against metonym, over all marks (a modifier called a metonym costs precision) and over those two kinds of marks alone.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dragoman.places.find import find_places
from dragoman.places.given import places_at
from dragoman.reading.reader import load_reader
from dragoman.reading.reading import Reading
from dragoman.records import Document, Place, Span, make_id
from dragoman_corpus.dispatch import Dispatch, read_corpus

SENSES = {"lit": "literal", "met": "metonym", "mod": "modifier", "dem": "demonym"}
CONTEXT = 60


def marked_senses(dispatch: Dispatch) -> list[tuple[Span, str]]:
    """The marked places with their sense, in text order."""
    marks = [mark for mark in dispatch.marked.marks if mark.record.startswith("P")]
    return [(mark.span, SENSES[mark.fields[0]]) for mark in marks if mark.fields and mark.fields[0] in SENSES]


def readings_of(dispatches: list[Dispatch]) -> Iterator[Reading]:
    documents = [
        Document(d.id, d.marked.text, None, None, None, None, None, "en", make_id("", d.marked.text), ())
        for d in dispatches
    ]
    return load_reader().read(documents)


def pairs_of(reading: Reading, marks: list[tuple[Span, str]], found: bool) -> Iterator[tuple[str, str, Span]]:
    """Wanted and given sense of each mark; ``missed`` where no place overlaps it."""
    places = find_places(reading) if found else places_at(reading, [span for span, _ in marks])
    for span, wanted in marks:
        yield wanted, sense_at(places, span), span


def sense_at(places: list[Place], span: Span) -> str:
    return next((place.sense.value for place in places if place.span and place.span.overlaps(span)), "missed")


def f1(counts: Counter[tuple[str, str]], sense: str) -> tuple[float, float, float]:
    right = counts[sense, sense]
    given = sum(n for (_, g), n in counts.items() if g == sense)
    wanted = sum(n for (w, _), n in counts.items() if w == sense)
    precision, recall = right / given if given else 0.0, right / wanted if wanted else 0.0
    return precision, recall, 2 * right / (given + wanted) if given + wanted else 0.0


def report(counts: Counter[tuple[str, str]]) -> None:
    for sense in SENSES.values():
        wanted = sum(n for (w, _), n in counts.items() if w == sense)
        print(f"{sense:9s} {wanted:5d}  P {{:.3f}} R {{:.3f}} F1 {{:.3f}}".format(*f1(counts, sense)))
    two = ("literal", "metonym")
    alone = Counter({pair: n for pair, n in counts.items() if pair[0] in two})
    print(f"macro-F1 of literal against metonym: {sum(f1(counts, s)[2] for s in two) / 2:.3f} over all marks,", end=" ")
    print(f"{sum(f1(alone, s)[2] for s in two) / 2:.3f} over those two alone")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--split", choices=("train", "dev", "test"), default="dev")
    parser.add_argument("--found", action="store_true", help="find the names as well")
    parser.add_argument("--show", help="print the marks with this wanted and given sense, as in metonym-literal")
    options = parser.parse_args()
    dispatches = [d for d in read_corpus(options.corpus) if d.split == options.split]
    counts: Counter[tuple[str, str]] = Counter()
    for dispatch, reading in zip(dispatches, readings_of(dispatches), strict=True):
        for wanted, given, span in pairs_of(reading, marked_senses(dispatch), options.found):
            counts[wanted, given] += 1
            if options.show == f"{wanted}-{given}":
                before, after = reading.text[max(0, span.start - CONTEXT) : span.start], reading.text[span.end :]
                words = span.text_of(reading.text)
                print(f"{dispatch.id}: {before}[{words}]{after[:CONTEXT]}".replace("\n", " "))
    report(counts)


if __name__ == "__main__":
    main()
