"""The room's tables: CSV files with a header comment that names their sources."""

from __future__ import annotations

import csv
import tomllib
from importlib.resources import files
from typing import Any

FOLDER = "data/places"


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a table; lines that start with # are comments."""
    text = files("dragoman").joinpath(FOLDER, name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if line and not line.startswith("#")))


def toml_of(name: str) -> dict[str, Any]:
    """A table of lists and groups."""
    return tomllib.loads(files("dragoman").joinpath(FOLDER, name).read_text(encoding="utf-8"))
