"""Step 1 to 2: what the machine read is kept apart from what people put right; links, search, rows of other data sets.

``machine_events`` holds the events as they were read or imported, ``corrected_events`` those that people changed;
``events`` becomes a view of what holds (see ``schema.views``). The same for each table of ``CORRECTABLE``.
``overruled`` tells that a corrected row stands in for a row of the machine: a look at a flag, where a join would make
every question slower.
"""

from __future__ import annotations

# Table -> the columns by which a row of it is known.
CORRECTABLE = {
    "documents": ("id",),
    "statements": ("id",),
    "events": ("id",),
    "positions": ("id",),
    "questions": ("id",),
    "explanations": ("id",),
    "places": ("document", "ordinal"),
    "actors": ("document", "ordinal"),
}
COLUMNS = {
    "documents": "length INTEGER",
    "statements": (
        "speaker_country VARCHAR, speaker_sector VARCHAR, speaker_codes VARCHAR[], addressee VARCHAR,"
        "modality VARCHAR, reported DATE, day DATE, words VARCHAR"
    ),
    "events": (
        "mode VARCHAR, contexts VARCHAR[], source VARCHAR, target VARCHAR, source_codes VARCHAR[],"
        "target_codes VARCHAR[], source_country VARCHAR, target_country VARCHAR, country VARCHAR,"
        "intensity DOUBLE, dead INTEGER, injured INTEGER, reported DATE, day DATE, word VARCHAR, words VARCHAR,"
        "dataset VARCHAR, dataset_row VARCHAR, code VARCHAR, extra JSON"
    ),
    "positions": (
        "actor_country VARCHAR, actor_codes VARCHAR[], counterpart VARCHAR, counterpart_codes VARCHAR[],"
        "object VARCHAR, conditions INTEGER, reported DATE, words VARCHAR"
    ),
    "questions": "type VARCHAR, asker VARCHAR, place VARCHAR, horizon DATE, reported DATE, words VARCHAR",
    "actors": "person BOOLEAN, office VARCHAR",
}


def _columns() -> str:
    return "".join(
        f"ALTER TABLE {table} ADD COLUMN {column.strip()};\n"
        for table, columns in COLUMNS.items()
        for column in columns.split(",")
    )


def _apart() -> str:
    return "".join(
        f"ALTER TABLE {table} RENAME TO machine_{table};\n"
        f"CREATE TABLE corrected_{table} AS FROM machine_{table} LIMIT 0;\n"
        f"ALTER TABLE corrected_{table} ADD COLUMN gone BOOLEAN;\n"
        f"ALTER TABLE corrected_{table} ADD COLUMN corrections VARCHAR[];\n"
        f"ALTER TABLE machine_{table} ADD COLUMN overruled BOOLEAN;\n"
        for table in CORRECTABLE
    )


STEP = f"""
{_columns()}
{_apart()}
ALTER TABLE event_actors RENAME TO machine_event_actors;
CREATE TABLE corrected_event_actors AS FROM machine_event_actors LIMIT 0;
ALTER TABLE machine_event_actors ADD COLUMN overruled BOOLEAN;
CREATE TABLE corrections (
    id VARCHAR PRIMARY KEY, kind VARCHAR, target VARCHAR, document VARCHAR, value JSON, anchor JSON, who VARCHAR,
    made_at TIMESTAMP, note VARCHAR, undone_at TIMESTAMP, applied BOOLEAN);
CREATE TABLE links (
    id VARCHAR, kind VARCHAR, members INTEGER, documents INTEGER, origins INTEGER, why VARCHAR, detail JSON);
CREATE TABLE link_members (link VARCHAR, kind VARCHAR, member VARCHAR, document VARCHAR, origin VARCHAR, why VARCHAR);
CREATE TABLE sketches (document VARCHAR, sketch BLOB, credit VARCHAR);
CREATE TABLE postings (term UBIGINT, document VARCHAR, times INTEGER);
"""
