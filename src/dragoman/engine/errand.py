"""An errand: one batch to be read, from the file it lies in to the folder that what it gave goes to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Errand:
    """``pieces`` is how many pieces the batch holds, ``spent`` how many bytes of the whole input end with it."""

    source: Path
    target: Path
    edition: str
    pieces: int = 0
    spent: int = 0
