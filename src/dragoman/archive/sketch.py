"""Sketches: which runs of words a text is made of, as numbers.

Each run of four words is one 64-bit number. All are kept, so that two sketches tell how much of the shorter text stands
in the longer (MinHash of a fixed size would only tell how alike the wholes are, and a wire story is mostly cut).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from dragoman.archive.credit import agency_of
from dragoman.archive.words import number_of, terms_of
from dragoman.records import Document

Numbers = npt.NDArray[np.uint64]

# Words in a run; shorter ones are shared by chance, longer ones break at every edit.
RUN = 4
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)


def sketch_of(text: str) -> Numbers:
    """The sketch of a text, in its order, each number once."""
    return runs_of(terms_of(text), RUN)


def runs_of(terms: list[str], length: int) -> Numbers:
    """The runs of so many terms as numbers, in their order, each once."""
    numbers = np.fromiter(map(number_of, terms), dtype=np.uint64)
    if len(numbers) < length:
        return numbers[:0]
    windows = np.lib.stride_tricks.sliding_window_view(numbers, length)
    mixed = np.zeros(len(windows), dtype=np.uint64)
    for place in range(length):
        mixed = (mixed ^ windows[:, place]) * _MULTIPLIER
        mixed ^= mixed >> _SHIFT
    _, first = np.unique(mixed, return_index=True)
    return mixed[np.sort(first)]


def sketch_row(document: Document) -> tuple[str, bytes, str | None]:
    """The row of ``sketches``: document, sketch, the agency the text is credited to."""
    return document.id, sketch_of(document.text).tobytes(), agency_of(document)
