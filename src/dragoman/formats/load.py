"""Files of other data sets into the table of events: row by row, batch by batch, each row once."""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from dragoman.archive.schema import written
from dragoman.archive.store import Archive
from dragoman.errors import SourceError
from dragoman.formats.imported import BadRow, Cells, Coded, CodedActor, Dataset
from dragoman.formats.lines import Line, read_lines
from dragoman.places.countries import country_of_name
from dragoman.records import make_id

if TYPE_CHECKING:
    import pyarrow as pa

# Rows written at once: enough for the database, little enough for memory.
BATCH = 50_000
# The archive keeps so many rejects of a file to look at; a file of rejects holds all of them.
KEPT_REJECTS = 10_000
# As much of a rejected line, or of a note, as one looks at in a table.
LONGEST = 1000


@dataclass(slots=True)
class Tally:
    """What an import did: rows read, of these new, changed since the last import, already there, rejected."""

    rows: int = 0
    added: int = 0
    changed: int = 0
    there: int = 0
    rejected: int = 0
    first_reason: str = ""


@dataclass(slots=True)
class Batch:
    """Rows on their way into the archive, by the id they will have."""

    events: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    actors: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    rejects: list[tuple[Any, ...]] = field(default_factory=list)


EVENT_COLUMNS = (
    "id", "type", "mode", "contexts", "source", "source_codes", "source_country", "target", "target_codes",
    "target_country", "status", "reporting_hedge", "first", "last", "place", "country", "lat", "lon", "intensity",
    "dead", "words", "dataset", "dataset_row", "code", "extra",
)  # fmt: skip
ACTOR_COLUMNS = ("event", "role", "actor", "name", "country", "sector")
REJECT_COLUMNS = ("file", "dataset", "line", "reason", "text")
# What JSON writes otherwise than it stands.
ESCAPED = re.compile(r'[\x00-\x1e"\\]')
LISTS = frozenset(("contexts", "source_codes", "target_codes"))


def import_file(
    archive: Archive,
    dataset: Dataset,
    path: Path,
    *,
    version: str | None = None,
    rejects: IO[bytes] | None = None,
    tell: Callable[[Tally, int], None] = lambda tally, position: None,
) -> Tally:
    """Reads a file of a data set into the archive; what each line gives, or why it gives nothing, is kept.

    A row that is there already is left as it is, one that its data set has changed since is replaced. ``rejects`` gets
    every rejected line: file, line number, reason and the line as it stands, with tabs between. ``tell`` hears after
    each batch how far it is. Raises SourceError where the file cannot be read, or not one row of it.
    """
    tally = Tally()
    position = [0]
    archive.run("DELETE FROM rejects WHERE file = ?", [str(path)])
    lines = read_lines(path, dataset.delimiters, lambda at: position.__setitem__(0, at))
    with _uncollected(), ThreadPoolExecutor(max_workers=1) as writer:
        # The database writes one batch while the next is read; only the writer touches the archive then.
        writing: Future[None] | None = None
        for batch in _batches(lines, dataset, path, version, rejects, tally):
            if writing:
                writing.result()
                tell(tally, position[0])
            writing = writer.submit(_store, archive, batch, tally)
        if writing:
            writing.result()
            tell(tally, position[0])
    counts = (tally.rows, tally.added, tally.changed, tally.rejected)
    archive.run(
        "INSERT INTO imports VALUES (?, ?, ?, ?, ?, ?, ?, current_localtimestamp())",
        [str(path), dataset.name, version, *counts],
    )
    if tally.rows == tally.rejected:
        raise SourceError(f"Not one row of {path} could be read as {dataset.name}. {tally.first_reason}".rstrip())
    return tally


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keeps the collector of reference cycles off: rows have none, and looking for them takes a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _batches(
    lines: Iterator[Line], dataset: Dataset, path: Path, version: str | None, rejects: IO[bytes] | None, tally: Tally
) -> Iterator[Batch]:
    make = _Maker(dataset, version)
    batch = Batch()
    broken: SourceError | None = None
    try:
        for line in lines:
            if make.takes_header(line):
                continue
            tally.rows += 1
            try:
                make.into(batch, line)
            except BadRow as bad:
                _reject(batch, line, str(bad), (str(path), dataset.name), rejects, tally)
            if len(batch.events) >= BATCH:
                yield batch
                batch = Batch()
    except SourceError as error:
        broken = error
    if batch.events or batch.rejects:
        yield batch
    if broken:
        raise broken


def _reject(
    batch: Batch, line: Line, reason: str, place: tuple[str, str], rejects: IO[bytes] | None, tally: Tally
) -> None:
    """Puts a line aside with its reason."""
    tally.first_reason = tally.first_reason or f"Line {line.number}: {reason}"
    tally.rejected += 1
    if rejects is not None:
        rejects.write(f"{place[0]}\t{line.number}\t{reason}\t".encode("utf-8", "replace") + line.raw + b"\n")
    if tally.rejected <= KEPT_REJECTS:
        text = line.raw[:LONGEST].decode("utf-8", "replace")
        batch.rejects.append((*place, line.number, reason, text))


class _Maker:
    """Makes rows of the archive of the lines of one file."""

    def __init__(self, dataset: Dataset, version: str | None) -> None:
        self.dataset = dataset
        self.columns = dataset.columns
        self.version = version
        self.header: Cells | None = None
        self.started = False
        self.seen: dict[int, int] = {}  # hashes alone: a file may have millions of rows
        self.others: list[tuple[int, str]] = []

    def takes_header(self, line: Line) -> bool:
        """Whether the line is the header; it can only be the first."""
        if self.started or line.cells is None:
            return False
        self.started = True
        names = [name.strip() for name in line.cells]
        if not set(names) & set(self.dataset.header):
            return False
        self.header = line.cells
        own = {column.lower() for column in self.columns}
        self.others = [(at, name) for at, name in enumerate(names) if name.lower() not in own]
        return True

    def into(self, batch: Batch, line: Line) -> None:
        """Puts the event of a line into the batch. Raises BadRow where there is none."""
        if line.cells is None:
            raise BadRow(line.reason)
        cells = self.dataset.cells(self.columns, line.cells, self.header)
        coded = self.dataset.meaning(dict(zip(self.columns, cells, strict=True)))
        id = make_id("ev", self.dataset.name, coded.row)
        extra = self._extra(coded, cells, line.cells)
        if self.seen.setdefault(hash(id), hash(extra)) != hash(extra):
            raise BadRow(f"row {coded.row} stands in the file twice with other contents")
        batch.events[id] = _event_row(id, self.dataset.name, coded, extra)
        batch.actors[id] = [
            (id, *party) for party in (*_parties("source", coded.source), *_parties("target", coded.target))
        ]

    def _extra(self, coded: Coded, cells: Cells, all_cells: Cells) -> str:
        """The row as it came, as JSON: its cells in the order of the data set's columns, and what else it had."""
        told = f'{{"version":{_json(coded.version or self.version)},"cells":{_json_list(cells)}'
        if self.others and self.header is not None and len(all_cells) == len(self.header):
            told += f',"others":{json.dumps({name: all_cells[at] for at, name in self.others}, ensure_ascii=False)}'
        return told + "}"


_json = lru_cache(maxsize=100)(json.JSONEncoder(ensure_ascii=False).encode)


def _json_list(cells: Cells) -> str:
    """The cells as a JSON array. Nearly no cell has anything to escape, and then joining is five times as fast."""
    joined = "\x1f".join(cells)
    if ESCAPED.search(joined) or joined.count("\x1f") != len(cells) - 1:
        return json.dumps(cells, ensure_ascii=False, separators=(",", ":"))
    return '["' + joined.replace("\x1f", '","') + '"]'


def _event_row(id: str, dataset: str, coded: Coded, extra: str) -> tuple[Any, ...]:
    """The row of ``events``, columns in the order of ``EVENT_COLUMNS``."""
    deed, place = coded.deed, coded.place
    return (
        *(id, deed.type and deed.type.value, deed.mode, deed.contexts),
        *_side(coded.source),
        *_side(coded.target),
        *("asserted", "none", coded.first, coded.last),
        *((place.name, place.country, *place.spot) if place else (None, None, None, None)),
        *(coded.intensity, coded.dead and coded.dead[0], (coded.told or "")[:LONGEST] or None),
        *(dataset, coded.row, coded.code, extra),
    )


@lru_cache(maxsize=100_000)
def _side(actors: tuple[CodedActor, ...]) -> tuple[str | None, tuple[str, ...], str | None]:
    """The actors of one side: their names, what they can be asked for by, the country of the first that has one."""
    names = "; ".join(actor.name for actor in actors) or None
    codes = tuple(dict.fromkeys(code for actor in actors for code in filed(actor)))
    return names, codes, next((actor.country for actor in actors if actor.country), None)


@lru_cache(maxsize=100_000)
def _parties(role: str, actors: tuple[CodedActor, ...]) -> tuple[tuple[Any, ...], ...]:
    """The rows of ``event_actors`` but for the event, columns in the order of ``ACTOR_COLUMNS``."""
    return tuple((role, filed(actor)[0], actor.name, actor.country, actor.sector) for actor in actors)


@lru_cache(maxsize=100_000)
def filed(actor: CodedActor) -> tuple[str, ...]:
    """What an actor can be asked for by: its id, the same as in what is read, then country, sector and both."""
    name, country, sector, agent = actor
    state = sector is None and country_of_name(name) == country
    if country and (state or agent):
        id = make_id("ac", country) if sector in (None, "GOV") else make_id("ac", country, sector)
    else:
        id = make_id("ac", "name", name.lower())
    both = f"{country} {sector}" if country and sector else None
    return (id, *filter(None, (country, sector, both)))


def _store(archive: Archive, batch: Batch, tally: Tally) -> None:
    """Writes what is new or changed of a batch, all of it or nothing."""
    known = dict(
        archive.rows(
            f"SELECT id, extra FROM {written('events')} WHERE id IN (SELECT unnest(?::VARCHAR[]))", [list(batch.events)]
        )
    )
    changed = [id for id, extra in known.items() if batch.events[id][-1] != extra]
    new = [id for id in batch.events if id not in known]
    with archive.changes():
        if changed:
            for table, column in (("events", "id"), ("event_actors", "event")):
                doomed = f"DELETE FROM {written(table)} WHERE {column} IN (SELECT unnest(?::VARCHAR[]))"
                archive.run(doomed, [changed])
        fresh = [*new, *changed]
        archive.insert(written("events"), _table(EVENT_COLUMNS, [batch.events[id] for id in fresh]))
        archive.insert(
            written("event_actors"), _table(ACTOR_COLUMNS, [row for id in fresh for row in batch.actors[id]])
        )
        archive.insert("rejects", _table(REJECT_COLUMNS, batch.rejects))
    tally.added += len(new)
    tally.changed += len(changed)
    tally.there += len(known) - len(changed)


def _table(columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> pa.Table:
    import pyarrow as pa

    kinds = {
        **dict.fromkeys(("first", "last"), pa.date32()),
        **dict.fromkeys(("lat", "lon", "intensity"), pa.float64()),
        "dead": pa.int32(),
        "line": pa.int64(),
    }
    by_column = zip(*rows, strict=True) if rows else [()] * len(columns)
    arrays = [
        _lists(values) if name in LISTS else pa.array(values, type=kinds.get(name, pa.string()))
        for name, values in zip(columns, by_column, strict=True)
    ]
    return pa.table(arrays, names=list(columns))


def _lists(values: Sequence[tuple[str, ...]]) -> pa.ListArray:
    """Lists of words, put together from all words and where each list begins: three times as fast as one by one."""
    import pyarrow as pa

    offsets = pa.array(accumulate(map(len, values), initial=0), type=pa.int32())
    return pa.ListArray.from_arrays(offsets, pa.array(chain.from_iterable(values), type=pa.string()))
