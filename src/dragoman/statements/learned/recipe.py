"""The recipe: from folders of marked texts to a file of weights with its card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from dragoman.errors import SourceError
from dragoman.reading.reader import load_reader
from dragoman.statements.learned.marked import Page, digest_of, read_folder, read_pages
from dragoman.statements.learned.training import PARTS, Grade, lesson_of, train
from dragoman.statements.learned.weights import Card, save_model

# A model of a single text has nothing to be tried on.
FEWEST = 2


def pages_of(folders: Sequence[Path]) -> list[Page]:
    """The marked texts of all folders. Raises SourceError where one holds none, or all together are too few."""
    pages = [page for folder in folders for page in read_folder(folder)]
    if len(pages) < FEWEST:
        raise SourceError(f"{len(pages)} marked text is too few to learn from; name folders with at least {FEWEST}.")
    return pages


def steps_of(pages: Sequence[Page]) -> int:
    """How often ``learn`` reports that a step is done."""
    return len(pages) + PARTS + 1


def learn(
    pages: Sequence[Page], out: Path, *, learned_from: str, license: str, done: Callable[[], None] = lambda: None
) -> Card:
    """Learns from the pages, writes the weights to ``out`` and the card beside them; the card is returned."""
    lessons = [lesson_of(document) for document in read_pages(pages, done)]
    model, grade = train(lessons, done)
    card = Card(
        learned_from=learned_from,
        digest=digest_of(pages),
        documents=len(pages),
        words=sum(len(page.text.split()) for page in pages),
        statements=sum(len(page.attributions) for page in pages),
        held_out=_percentages(grade),
        threshold=grade.threshold,
        parser=load_reader().model.edition,
        trained_on=date.today().isoformat(),
        license=license,
    )
    save_model(model, card, out)
    return card


def _percentages(grade: Grade) -> dict[str, float]:
    shares = {"precision": grade.precision, "recall": grade.recall, "f1": grade.f1}
    return {name: round(100 * share, 1) for name, share in shares.items()}
