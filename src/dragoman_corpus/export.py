"""Export to PolNeAR's layout (text and brat standoff), which quote extractors are trained on and scored with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

Json = dict[str, Any]
ROLES = (("Source", "sources"), ("Cue", "cues"), ("Content", "contents"))


def export_polnear(documents: Iterable[Json], folder: Path, split: str, annotator: str = "corpus") -> None:
    """Writes ``data/SPLIT/text/ID.txt`` and ``data/SPLIT/attributions/ID_ANNOTATOR.ann`` for compiled documents."""
    texts, notes = (folder / "data" / split / name for name in ("text", "attributions"))
    texts.mkdir(parents=True, exist_ok=True)
    notes.mkdir(parents=True, exist_ok=True)
    for document in documents:
        (texts / f"{document['id']}.txt").write_text(document["text"], encoding="utf-8", newline="")
        (notes / f"{document['id']}_{annotator}.ann").write_text(standoff(document), encoding="utf-8")


def standoff(document: Json) -> str:
    """The statements of a document as brat text-bound annotations and Attribution events."""
    lines: list[str] = []
    count = 0
    for number, statement in enumerate(document["statements"], 1):
        parts = []
        for role, key in ROLES:
            if statement[key]:
                count += 1
                lines.append(
                    f"T{count}\t{role} {_fragments(statement[key])}\t{_words(document['text'], statement[key])}"
                )
                parts.append(f"{role}:T{count}")
        head, *rest = sorted(parts, key=lambda part: not part.startswith("Cue"))
        lines.append(f"E{number}\t" + " ".join([f"Attribution:{head.split(':')[1]}", head, *rest]))
    return "".join(f"{line}\n" for line in lines)


def _fragments(spans: Sequence[Sequence[int]]) -> str:
    return ";".join(f"{start} {end}" for start, end in spans)


def _words(text: str, spans: Sequence[Sequence[int]]) -> str:
    return " ".join(text[start:end] for start, end in spans).replace("\n", " ")
