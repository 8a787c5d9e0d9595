"""Writes the statements of every ``*.txt`` in a folder, for scoring: ``python -m benchmarks.statements DIR OUT.jsonl``.

One line a file: ``{"id": file stem, "attributions": [{"source", "cue", "content"}]}``; spans are ``[start, end]`` in
code points of the file as it is, or lists of such pairs. Only outermost statements are written, since the corpora this
is scored on mark none inside another; ``--nested`` writes those too.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.actors.cast import Cast
from dragoman.places.find import find_places
from dragoman.reading.reader import load_reader
from dragoman.reading.reading import Reading
from dragoman.records import Document, Span, make_id
from dragoman.statements.find import find_statements
from dragoman.statements.learned.model import Model
from dragoman.statements.learned.weights import load_model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--nested", action="store_true", help="write statements inside statements too")
    parser.add_argument("--weights", type=Path, help="weights of `dragoman train statements` instead of those shipped")
    args = parser.parse_args()
    model = load_model(args.weights) if args.weights else None
    with args.out.open("w", encoding="utf-8") as out:
        for reading in load_reader().read(read_texts(args.texts)):
            row = {"id": reading.document.id, "attributions": attributions_of(reading, args.nested, model)}
            out.write(json.dumps(row) + "\n")


def read_texts(folder: Path) -> Iterator[Document]:
    """Every text of a folder as it is, line ends included, so that offsets are those of the file."""
    for path in sorted(folder.glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        yield Document(path.stem, text, None, None, None, None, None, "en", make_id("sha", text), ())


def attributions_of(reading: Reading, nested: bool, model: Model | None) -> list[dict[str, Any]]:
    statements = find_statements(reading, [], Cast(reading, find_places(reading)), model)
    return [
        {"source": _pairs(s.source), "cue": _pairs(s.cue), "content": _pairs(s.content)}
        for s in statements
        if nested or s.outer is None
    ]


def _pairs(spans: tuple[Span, ...]) -> list[list[int]] | None:
    return [[span.start, span.end] for span in spans] or None


if __name__ == "__main__":
    main()
