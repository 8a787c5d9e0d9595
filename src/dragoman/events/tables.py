"""The files of ``data/events`` as rows and tables."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any


def rows_of(name: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV file; lines that begin with # are comments."""
    lines = [line for line in _text(name).splitlines() if line and not line.startswith("#")]
    yield from csv.DictReader(io.StringIO("\n".join(lines)))


def table_of(name: str) -> dict[str, Any]:
    """A TOML file."""
    return tomllib.loads(_text(name))


def _text(name: str) -> str:
    return (files("dragoman") / "data" / "events" / name).read_text(encoding="utf-8")
