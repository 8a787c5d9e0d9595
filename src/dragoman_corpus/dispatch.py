"""A dispatch: one document of the corpus, its header, its marked text and its tail."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dragoman_corpus.marks import Marked, MarkError, read_marked

COMPOSED = "# composed text: people and events are invented; countries, places, offices and organisations are real"
PARTS = ("--- text", "--- tail", "--- marks")
# Of twenty consecutive numbers fourteen are for training, three for tuning, three for reporting.
TRAIN, DEV = 14, 17


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A document: header fields, the marked body, and the biography or boilerplate left at its end."""

    id: str
    header: dict[str, str]
    marked: Marked
    tail: str

    @property
    def split(self) -> str:
        """train, dev or test, by the document's number alone."""
        rank = int(self.id) % 20
        return "train" if rank < TRAIN else "dev" if rank < DEV else "test"


def read_dispatch(path: Path) -> Dispatch:
    """The dispatch in a file ``0017-some-words.txt``. Raises MarkError, naming the file, where it is malformed."""
    try:
        return parse_dispatch(path.stem.split("-")[0], path.read_text(encoding="utf-8"))
    except MarkError as error:
        raise MarkError(f"{path.name}: {error}") from error


def parse_dispatch(id: str, source: str) -> Dispatch:
    first, _, rest = source.partition("\n")
    if first != COMPOSED:
        raise MarkError(f"The first line must be: {COMPOSED}")
    head, text, tail, marks = _parts_of(rest)
    header = dict(_pair(line) for line in head.splitlines() if line.strip())
    return Dispatch(id, header, read_marked(text.strip("\n"), marks), tail.strip("\n"))


def read_corpus(folder: Path) -> list[Dispatch]:
    """Every dispatch of a folder, by number."""
    return [read_dispatch(path) for path in sorted(folder.glob("*.txt"))]


def _parts_of(rest: str) -> list[str]:
    parts = []
    for part in PARTS:
        before, found, rest = rest.partition(f"{part}\n")
        if not found:
            raise MarkError(f"The line '{part}' is missing.")
        parts.append(before)
    return [*parts, rest]


def _pair(line: str) -> tuple[str, str]:
    key, colon, value = line.partition(":")
    if not colon:
        raise MarkError(f"Not a header line: {line}")
    return key.strip(), value.strip()
