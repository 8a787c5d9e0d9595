"""Notes on a document: warnings, and what was cut out of it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from dragoman.codes import NoteKind
from dragoman.records import Note


def warning(text: str, why: str) -> Note:
    return Note(NoteKind.WARNING, text, why)


def cut_notes(cuts: Iterable[tuple[str, str]]) -> list[Note]:
    """One note for each run of texts that were cut for the same reason; each cut is a text and its reason."""
    return [
        Note(NoteKind.CUT, "\n\n".join(text for text, _ in run), why)
        for why, run in groupby(cuts, key=lambda cut: cut[1])
    ]
