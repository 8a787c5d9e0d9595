"""Writes docs/codebook.md: every table, record and closed set, from the code itself.

    python scripts/write_codebook.py [--check]

``--check`` writes nothing and ends with an error where the page is not what the code says.
"""

from __future__ import annotations

import dataclasses
import inspect
import sys
import tomllib
from enum import StrEnum
from importlib.resources import files
from pathlib import Path

import duckdb

from dragoman import codes, records
from dragoman.archive.schema import MIGRATIONS, views
from dragoman.archive.steps.desk import CORRECTABLE

PAGE = Path(__file__).parents[1] / "docs" / "codebook.md"
HEAD = """# Codebook

Printed from `records.py`, `codes.py` and the schema of the archive by `python scripts/write_codebook.py`; do not edit
it here. How to ask the archive is told in [archive.md](archive.md).
"""
ABOUT_CORRECTED = """For each of {} there are three:
`machine_…`, what was read or imported; `corrected_…`, the rows people changed (with `gone`, and `corrections`: the ids
of the corrections in it); and, under the plain name, the view of what holds, which is the one to ask.
`machine_event_actors` and `corrected_event_actors` go with the events.
"""


def codebook() -> str:
    """The whole page."""
    return "\n".join(
        [HEAD, "## Tables", _about_corrected(), *_tables(), "## Records", *_records(), "## Codes", *_codes()]
    )


def _about_corrected() -> str:
    return ABOUT_CORRECTED.format(", ".join(f"`{table}`" for table in CORRECTABLE))


def _tables() -> list[str]:
    told = tomllib.loads((files("dragoman") / "data/archive/columns.toml").read_text("utf-8"))
    shared = told.pop("all")
    connection = duckdb.connect()
    connection.execute("CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR)")
    for step in MIGRATIONS:
        connection.execute(step)
    connection.execute(views())
    lines = []
    for table, columns in told.items():
        lines += [f"### `{table}`", f"{_sentence(columns['_'])}", "", "| column | type | holds |", "|---|---|---|"]
        for name, type, *_ in connection.execute(f'DESCRIBE "{table}"').fetchall():
            lines.append(f"| `{name}` | {type} | {columns.get(name) or shared[name]} |")
        lines.append("")
    return lines


def _records() -> list[str]:
    lines = []
    for name, kind in vars(records).items():
        if dataclasses.is_dataclass(kind) and isinstance(kind, type):
            lines += [f"### {name}", inspect.cleandoc(kind.__doc__ or ""), "", "| field | type |", "|---|---|"]
            for field in dataclasses.fields(kind):
                lines.append(f"| `{field.name}` | `{str(field.type).replace('|', '∣')}` |")
            lines.append("")
    return lines


def _codes() -> list[str]:
    lines = []
    for name, kind in vars(codes).items():
        if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum:
            lines += [f"### {name}", inspect.cleandoc(kind.__doc__ or ""), ""]
            lines += [", ".join(f"`{code.value}`" for code in kind), ""]
    return lines


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def main() -> None:
    page = codebook()
    if "--check" not in sys.argv:
        PAGE.write_text(page, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page:
        raise SystemExit("docs/codebook.md is not what the code says: run python scripts/write_codebook.py")


if __name__ == "__main__":
    main()
