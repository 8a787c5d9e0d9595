"""The schema of the archive, and the way from each older version of it to this one.

Each noun has a table with the columns people ask by; ``body`` holds the whole record as JSON, exactly as
``records.as_json`` gives it. ``ordinal`` keeps the order of the text. A step lives in a file of its own in
``archive/steps``; a new one is added at the end of ``MIGRATIONS`` and none is ever changed.
"""

from __future__ import annotations

from dragoman.archive.steps import desk, forecasts, imports, nouns
from dragoman.archive.steps.desk import CORRECTABLE

# MIGRATIONS[n] leads from version n to version n + 1; a new archive runs them all.
MIGRATIONS = (nouns.STEP, desk.STEP, imports.STEP, forecasts.STEP)
VERSION = len(MIGRATIONS)
# What the machine reads or imports is written to these; the names without "machine_" are views of what holds.
WRITTEN = {table: f"machine_{table}" for table in (*CORRECTABLE, "event_actors")}


def written(table: str) -> str:
    """The table into which the machine's rows of a noun are written."""
    return WRITTEN.get(table, table)


def views() -> str:
    """The views of what holds: the machine's rows, but for those that people changed, and what they made of them.

    They are made anew when the schema changes: a view keeps the columns its tables had when it was made.
    """
    return "".join(map(_view, CORRECTABLE)) + _ACTORS_OF_EVENTS


def _view(table: str) -> str:
    return (
        f"CREATE OR REPLACE VIEW {table} AS SELECT * EXCLUDE (overruled), false AS corrected FROM machine_{table}"
        f" WHERE overruled IS NOT TRUE UNION ALL BY NAME"
        f" SELECT * EXCLUDE (gone, corrections), true AS corrected FROM corrected_{table} WHERE NOT gone;\n"
    )


_ACTORS_OF_EVENTS = """
CREATE OR REPLACE VIEW event_actors AS
    SELECT * EXCLUDE (overruled) FROM machine_event_actors WHERE overruled IS NOT TRUE
    UNION ALL SELECT * FROM corrected_event_actors;
"""
