"""How many rows have each value of a column: the counts beside a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.archive.store import Archive
from dragoman.archive.where import Where


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a column and how many rows have it."""

    value: str
    count: int


Choices = dict[str, list[Choice]]


def choices(archive: Archive, table: str, where: Where, columns: Sequence[str]) -> Choices:
    """How many rows have each value of some columns, in one pass over the table; the commonest value first."""
    query = f"{counted(f'(SELECT {named(columns)} FROM {table}{where.sql})', len(columns))} ORDER BY n DESC"
    return by_column(archive.rows(query, where.values), columns)


def named(columns: Sequence[str]) -> str:
    """The columns (or what stands for one) under the names that ``counted`` counts by."""
    return ", ".join(f"{column} AS c{place}" for place, column in enumerate(columns))


def counted(source: str, columns: int) -> str:
    """The query that counts the rows of ``source`` by each of its columns c0, c1 … on its own."""
    listed = ", ".join(f"c{place}" for place in range(columns))
    sets = ", ".join(f"(c{place})" for place in range(columns))
    return f"SELECT {listed}, grouping({listed}) AS g, count(*) AS n FROM {source} GROUP BY GROUPING SETS ({sets})"


def by_column(rows: Sequence[tuple[Any, ...]], columns: Sequence[str]) -> Choices:
    """The rows of ``counted`` told apart by their columns."""
    found: Choices = {column: [] for column in columns}
    for *values, grouping, count in rows:
        # The one column whose bit is not set in ``grouping`` is the one this row counts.
        place = next(i for i in range(len(columns)) if not grouping & (1 << (len(columns) - 1 - i)))
        if values[place] is not None:
            found[columns[place]].append(Choice(str(values[place]), count))
    return found
