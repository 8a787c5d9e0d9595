"""How fast a file of a million rows comes in: makes a GDELT 2.0 file with a few bad lines, imports it, measures.

    python -m benchmarks.formats FOLDER [--rows 1000000]

The rows are made up, with the skew of real ones: few actors and places do most of it, most cells are empty. Prints one
JSON object: rows, rejects, seconds, resident memory at its highest, size of file and archive, and the same for a
second import of the same file, which must add nothing.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
import resource
import time
from pathlib import Path
from typing import Any

from dragoman.archive.store import Archive
from dragoman.formats.codebook import rows_of
from dragoman.formats.datasets import dataset
from dragoman.formats.load import Tally, import_file
from dragoman.places.countries import countries

# Every so many lines one is broken, each time in another way.
BROKEN_EVERY = 5_000
KINDS = ("GOV", "MIL", "COP", "CVL", "BUS", "REB", "MED", "EDU", "OPP", "JUD")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--rows", type=int, default=1_000_000)
    given = arguments.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    path = given.folder / f"made-{given.rows}.export.CSV"
    if not path.exists():
        make_file(path, given.rows)
    desk = given.folder / "formats-benchmark.duckdb"
    desk.unlink(missing_ok=True)
    first = measured(desk, path)
    again = measured(desk, path)
    megabytes = {"file_mb": path.stat().st_size / 1e6, "archive_mb": desk.stat().st_size / 1e6}
    print(json.dumps({"first": first, **megabytes, "again": again}, indent=1))


def measured(desk: Path, path: Path) -> dict[str, Any]:
    """One import of the file: what it did, what it took."""
    start, cpu = time.perf_counter(), time.process_time()
    with Archive(desk) as archive:
        tally: Tally = import_file(archive, dataset("gdelt2"), path)
        told = archive.rows("SELECT count(*) FROM rejects")[0][0]
    return {
        "rows": tally.rows,
        "added": tally.added,
        "already_there": tally.there,
        "rejected": tally.rejected,
        "in_report": told,
        "seconds": round(time.perf_counter() - start, 1),
        "cpu_seconds": round(time.process_time() - cpu, 1),
        "highest_resident_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def make_file(path: Path, rows: int) -> None:
    """A GDELT 2.0 file of so many rows, the same each time."""
    rng = random.Random(20230811)
    codes = [row["code"] for row in rows_of("cameo.csv")]
    weights = [1 / (rank + 1) for rank in range(len(codes))]
    rng.shuffle(codes)
    states = sorted(countries().values(), key=lambda c: -c.area_km2)
    skew = [1 / (rank + 1) for rank in range(len(states))]
    places = [_place(rng, state) for state in rng.choices(states, skew, k=5_000)]
    with path.open("w", encoding="utf-8", newline="") as out:
        for number in range(rows):
            cells = _row(
                rng, number, rng.choices(codes, weights)[0], rng.choices(states, skew, k=2), rng.choice(places)
            )
            out.write(_broken(cells, number) if number % BROKEN_EVERY == BROKEN_EVERY - 1 else "\t".join(cells))
            out.write("\n")


def _row(rng: random.Random, number: int, code: str, states: list[Any], place: list[str]) -> list[str]:
    when = datetime.date(2023, 1, 1) + datetime.timedelta(days=rng.randrange(365))
    known = place if rng.random() < 0.9 else [""] * 8
    dates = [f"{when:%Y%m%d}", f"{when:%Y%m}", str(when.year), f"{when.year + when.timetuple().tm_yday / 365:.4f}"]
    scale = [str(rng.randrange(-100, 101) / 10), str(rng.randrange(1, 60)), "1", str(rng.randrange(1, 60))]
    return [
        str(1_100_000_000 + number), *dates,
        *_actor(rng, states[0].iso3, states[0].name),
        *(_actor(rng, states[1].iso3, states[1].name) if rng.random() < 0.7 else [""] * 10),
        str(rng.randrange(2)), code, code[:3], code[:2], str(rng.randrange(1, 5)), *scale,
        f"{rng.uniform(-10, 10):.6f}",
        *known, *(known if rng.random() < 0.5 else [""] * 8), *known,
        f"{when:%Y%m%d}120000", f"https://news.example/{when:%Y/%m/%d}/report-{number // 3}.html",
    ]  # fmt: skip


def _actor(rng: random.Random, iso3: str, name: str) -> list[str]:
    kind = rng.choice(KINDS) if rng.random() < 0.5 else ""
    return [iso3 + kind, name.upper() if not kind else f"{name.upper()} {kind}", iso3, *[""] * 4, kind, "", ""]


def _place(rng: random.Random, state: Any) -> list[str]:
    lat, lon = state.lat + rng.uniform(-1, 1), state.lon + rng.uniform(-1, 1)
    name = f"Town {rng.randrange(900)}, Province {rng.randrange(20)}, {state.name}"
    return ["4", name, state.iso2, f"{state.iso2}{rng.randrange(20):02d}", str(rng.randrange(20_000)),
            f"{lat:.4f}", f"{lon:.4f}", str(-rng.randrange(1, 4_000_000))]  # fmt: skip


def _broken(cells: list[str], number: int) -> str:
    kind = number // BROKEN_EVERY % 4
    if kind == 0:
        return "\t".join(cells[:40])
    if kind == 1:
        return "\t".join([*cells[:1], "20231345", *cells[2:]])
    if kind == 2:
        return "\t".join([*cells[:6], "a\tstray tab", *cells[7:]])
    return "\t".join([*cells[:30], "not a number", *cells[31:]])


if __name__ == "__main__":
    main()
