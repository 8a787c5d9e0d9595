"""One page of the rows that fit: worked out over the columns it is sorted by, then read for those on it alone."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from itertools import count
from typing import Any, TypeVar

from dragoman.archive import facets
from dragoman.archive.filters import Filter, Page
from dragoman.archive.store import Archive
from dragoman.archive.where import Where
from dragoman.errors import RequestError

Row = TypeVar("Row")
# Columns of a row that stand in other tables: those of its document, and those of what links it with others.
TOLD = ("title", "outlet")
LINKED = {"events": ("link", "origins"), "statements": ("link", "origins"), "documents": ("origin", "retold")}
# How much of a text stands for a title it has not.
OPENING = 90


def page_of(
    archive: Archive, kind: type[Row], table: str, where: Where, orders: dict[str, str], wanted: Filter
) -> Page[Row]:
    """The rows that fit, how many there are, and what is linked to them."""
    order = order_of(orders, wanted.sort)
    halves = halves_of(table, _keys(order), where, wanted.corrected)
    # Without conditions the database counts without looking, and stops sorting early.
    once = "MATERIALIZED" if where.conditions else "NOT MATERIALIZED"
    query = (
        f"WITH hits AS {once} ({halves}) SELECT fixed, row, (SELECT count(*) FROM hits) FROM ({_chosen(order, wanted)})"
    )
    found = archive.rows(query, where.values)
    total = found[0][-1] if found else 0
    if not found and wanted.offset:
        total = archive.rows(f"SELECT count(*) FROM ({halves})", where.values)[0][0]
    return Page(rows_at(archive, kind, table, [row[:2] for row in found]), total, wanted.limit, wanted.offset)


def page_with_choices(
    archive: Archive,
    kind: type[Row],
    table: str,
    where: Where,
    orders: dict[str, str],
    wanted: Filter,
    columns: Sequence[str],
) -> tuple[Page[Row], facets.Choices]:
    """A page, and how many of all rows that fit have each value of some columns, for one look at the conditions.

    The first of the columns must have a value in every row.
    """
    order = order_of(orders, wanted.sort)
    halves = halves_of(table, f"{_keys(order)}, {facets.named(columns)}", where, wanted.corrected)
    query = f"""
        WITH hits AS MATERIALIZED ({halves}), chosen AS ({_chosen(order, wanted)})
        SELECT *, NULL, NULL, NULL FROM ({facets.counted("hits", len(columns))})
        UNION ALL SELECT {"NULL, " * len(columns)} NULL, row_number() OVER (), fixed, row, true FROM chosen
        ORDER BY n DESC"""
    rows = archive.rows(query, where.values)
    counted = facets.by_column([row[:-3] for row in rows if not row[-1]], columns)
    chosen = [row[-3:-1] for row in sorted((row for row in rows if row[-1]), key=lambda row: row[-4])]
    total = sum(choice.count for choice in counted[columns[0]])
    return Page(rows_at(archive, kind, table, chosen), total, wanted.limit, wanted.offset), counted


def order_of(orders: dict[str, str], wanted: str) -> str:
    """The order of that name as SQL. Raises RequestError where there is none."""
    if wanted not in orders:
        raise RequestError(f"Nothing is sorted by “{wanted}”; choose one of {', '.join(orders)}.")
    return orders[wanted]


def of_table(table: str, order: str) -> str:
    """An order whose columns are those of one table of a join."""
    return re.sub(r"\b[a-z_]+\b", lambda column: f"{table}.{column[0]}", order)


def halves_of(table: str, columns: str, where: Where, corrected: bool | None) -> str:
    """The machine's rows that hold and those people made of others, as far as they are asked for."""
    # By number, since both halves and every mention of them share the values.
    number = count(1)
    conditions = "".join(f" AND {condition}" for condition in where.conditions)
    conditions = re.sub(r"\?", lambda _: f"${next(number)}", conditions)
    machine = f"SELECT rowid AS row, false AS fixed, {columns} FROM machine_{table} WHERE overruled IS NOT TRUE"
    by_hand = f"SELECT rowid AS row, true AS fixed, {columns} FROM corrected_{table} WHERE NOT gone"
    return " UNION ALL ".join(
        half + conditions for half, fixed in ((machine, False), (by_hand, True)) if corrected in (None, fixed)
    )


def rows_at(archive: Archive, kind: type[Row], table: str, chosen: Sequence[tuple[bool, int]]) -> tuple[Row, ...]:
    """The rows that were chosen, in that order: for each whether a person made it, and its number in its table.

    Each table is asked on its own for what is wanted of it: planning a join of them takes longer than both.
    """
    columns = [field.name for field in dataclasses.fields(kind)]  # type: ignore[arg-type]  # a dataclass, by its rows
    told = ("opening",) if table == "documents" else TOLD
    elsewhere = {"corrected", *told, *LINKED.get(table, ())}
    own = [name for name in columns if name not in elsewhere]
    found: dict[tuple[bool, int], dict[str, Any]] = {}
    for fixed, half in ((False, f"machine_{table}"), (True, f"corrected_{table}")):
        if numbers := [row for by_hand, row in chosen if by_hand == fixed]:
            query = f"SELECT rowid, {', '.join(own)} FROM {half} WHERE rowid IN (SELECT unnest(?::BIGINT[]))"
            for row, *values in archive.rows(query, [numbers]):
                found[fixed, row] = dict(zip(own, values, strict=True), corrected=fixed)
    rows = list(found.values())
    if table == "documents":
        _add_openings(archive, rows)
    else:
        _add_told(archive, rows)
    if table in LINKED:
        _add_links(archive, table, rows)
    return tuple(kind(**found[one]) for one in chosen)


def _add_told(archive: Archive, rows: Sequence[dict[str, Any]]) -> None:
    """Title and outlet of the document of each row."""
    ids = list({row["document"] for row in rows} - {None})
    query = "SELECT id, title, outlet FROM documents WHERE id IN (SELECT unnest(?::VARCHAR[]))"
    known = {id: told for id, *told in archive.rows(query, [ids])} if ids else {}
    for row in rows:
        row["title"], row["outlet"] = known.get(row["document"], (None, None))


def _add_openings(archive: Archive, rows: Sequence[dict[str, Any]]) -> None:
    """How the text begins of each document without a title."""
    ids = [row["id"] for row in rows if not row["title"]]
    query = f"SELECT id, left(body->>'$.text', {OPENING}) FROM documents WHERE id IN (SELECT unnest(?::VARCHAR[]))"
    known = dict(archive.rows(query, [ids])) if ids else {}
    for row in rows:
        row["opening"] = known.get(row["id"])


def _add_links(archive: Archive, table: str, rows: Sequence[dict[str, Any]]) -> None:
    """The link of each row, and how many told it; a document is its own origin where nothing links it."""
    link, count = LINKED[table]
    kind, counted = ("origin", "documents") if table == "documents" else (table.removesuffix("s"), "origins")
    query = (
        f"SELECT member.member, links.id, links.{counted} FROM link_members AS member"
        " JOIN links ON links.id = member.link WHERE member.kind = ? AND member.member IN (SELECT unnest(?::VARCHAR[]))"
    )
    known = {id: linked for id, *linked in archive.rows(query, [kind, [row["id"] for row in rows]])} if rows else {}
    for row in rows:
        row[link], row[count] = known.get(row["id"], (row["id"] if table == "documents" else None, 1))


def _keys(order: str) -> str:
    """The columns that an order looks at."""
    return ", ".join(dict.fromkeys(key.split()[0] for key in order.split(", ")))


def _chosen(order: str, wanted: Filter) -> str:
    return f"SELECT * FROM hits ORDER BY {order}, fixed, row LIMIT {int(wanted.limit)} OFFSET {int(wanted.offset)}"
