"""The room's tables: CSV files with a header comment that names their sources."""

from __future__ import annotations

import csv
from importlib.resources import files

FOLDER = "data/places"


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a table; lines that start with # are comments."""
    text = files("dragoman").joinpath(FOLDER, name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if line and not line.startswith("#")))
