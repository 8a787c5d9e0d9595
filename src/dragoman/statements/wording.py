"""Word lists for the grade, the status and the modality of statements."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Wording:
    """The word lists of ``data/statements/sources.toml``; each is explained there."""

    bare: frozenset[str]
    offices: frozenset[str]
    hearsay: frozenset[str]
    documents: frozenset[str]
    issues: frozenset[str]
    retracts: frozenset[str]
    retracts_with: dict[str, str]
    retractable: frozenset[str]
    possible: frozenset[str]
    necessary: frozenset[str]
    conditional: frozenset[str]
    asks: frozenset[str]


@cache
def load_wording() -> Wording:
    """The word lists, read on first use."""
    table = tomllib.loads(files("dragoman").joinpath("data/statements/sources.toml").read_text(encoding="utf-8"))
    lists: dict[str, Any] = {
        key: value if isinstance(value, dict) else frozenset(value.split()) for key, value in table.items()
    }
    return Wording(**lists)
