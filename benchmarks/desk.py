"""How quickly the desk answers: every page, by several clients at once, over an archive of any size.

    python -m benchmarks.desk ARCHIVE [--clients 4] [--rounds 12] [--events 1000000] [--corpus corpus/dispatches]

For each page: the 50th and 95th percentile of the time to the last byte in milliseconds, the processor time of one
request (which a busy machine does not stretch), and the bytes sent. Every
request asks something that was not asked before (another period, another window of the map, another word), so that
no answer comes from memory, but for what every page of the whole archive begins with, which the desk counts when it
opens and after each change ("the first page"). The line "again" asks the same once more. An archive that is not there
is made first: reports of the corpus, told many times over, and events as of an imported data set.
"""

from __future__ import annotations

import argparse
import datetime
import multiprocessing
import random
import socket
import statistics
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import httpx
import pyarrow as pa
import uvicorn

from benchmarks.archive import fill, link_by_chance
from benchmarks.questions import STAND_IN, document_of
from dragoman.archive.coded import coded
from dragoman.archive.schema import written
from dragoman.archive.store import Archive
from dragoman.desk.safety import Access
from dragoman.desk.server import make_app
from dragoman.desk.shelf import Shelf
from dragoman.dossier import make_dossiers
from dragoman_corpus.compile import compiled
from dragoman_corpus.dispatch import read_corpus

# Of 169 reports this makes some 10,000, with 200,000 statements.
COPIES = 60
COUNTRIES = ("RUS", "UKR", "USA", "CHN", "IND", "PAK", "IRN", "ISR", "SYR", "TUR", "FRA", "GBR")
WORDS = ("ministry", "talks", "border", "army", "minister", "election", "port", "river")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("archive", type=Path)
    options.add_argument("--clients", type=int, default=4)
    options.add_argument("--rounds", type=int, default=12)
    options.add_argument("--events", type=int, default=1_000_000, help="how many, where the archive is yet to be made")
    options.add_argument("--corpus", type=Path, default=Path("corpus/dispatches"), help="the reports it is made of")
    chosen = options.parse_args()
    if not chosen.archive.exists():
        make_archive(chosen.archive, chosen.events, chosen.corpus)
    shelf = Shelf(chosen.archive)
    address = serve(shelf)
    start = time.perf_counter()
    httpx.get(address, timeout=120)
    print(f"the first page after opening: {time.perf_counter() - start:.2f} s")
    print(f"{'page':34}{'p50 ms':>8}{'p95 ms':>8}{'cpu ms':>8}{'kB sent':>9}")
    asked = pages(address) | {"again: a list asked before": lambda _: "/events?status=asserted"}
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as visitors:
        for name, path in asked.items():
            told(name, *measured(visitors, address, path, chosen.clients, chosen.rounds))


def make_archive(path: Path, events: int, corpus: Path) -> None:
    """The reports of a corpus read and told ``COPIES`` times over, under other ids and on other days, linked as a
    third of all reports is; the rest of the events as imported ones (benchmarks/archive.py)."""
    rows = [compiled(dispatch) for dispatch in read_corpus(corpus)]
    days = [datetime.date.fromisoformat(row.get("published", STAND_IN)) for row in rows]
    dossiers = list(make_dossiers([document_of(row, day) for row, day in zip(rows, days, strict=True)]))
    batch = coded(dossiers, "made")
    with Archive(path) as archive:
        fill(archive, events, 0, 1, in_reports=0)
        with archive.changes():
            for table in ("machine_documents", "postings", "links", "link_members"):
                archive.run(f"DELETE FROM {table}")
            for number in range(COPIES):
                for table, found in batch.items():
                    if table not in ("failures", "sources"):
                        retell(archive, table, found, number)
            archive.run("UPDATE machine_documents SET read_at = published")
        link_by_chance(archive)
        archive.run("CHECKPOINT")


def retell(archive: Archive, table: str, rows: pa.Table, number: int) -> None:
    """Puts rows in under other ids (those of actors and places stay) and on other days."""
    days = 61 * (number % 30) - 900
    columns = {
        field.name: f"regexp_replace({field.name}, '\\b(doc|st|ev|po|qu|ex)-..', '\\1-{number:02x}', 'g')"
        if pa.types.is_string(field.type)
        else f"({field.name} + {days})::DATE"
        if pa.types.is_date(field.type)
        else field.name
        for field in rows.schema
    }
    cursor = archive.cursor()
    cursor.register("told", rows)
    made = cursor.sql(f"SELECT {', '.join(f'{value} AS {name}' for name, value in columns.items())} FROM told")
    archive.insert(written(table), made.to_arrow_table())


def serve(shelf: Shelf) -> str:
    """The desk in a thread of this process, as ``dragoman serve`` runs it."""
    # Of TCP by name: else small answers wait for the acknowledgement of the last (Nagle), as they do not in `serve`.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(make_app(shelf, Access(port=port)), log_level="error"))
    threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
    while not server.started:
        time.sleep(0.02)
    return f"http://127.0.0.1:{port}"


def pages(address: str) -> dict[str, Callable[[int], str]]:
    """For each page an address that differs with every number."""
    actors = httpx.get(f"{address}/actors.json", timeout=60).json()["rows"]
    places = [row for row in httpx.get(f"{address}/places.json", timeout=60).json()["rows"] if row["lat"] is not None]
    reports = httpx.get(f"{address}/documents.json", timeout=60).json()["rows"]
    events = httpx.get(f"{address}/events.json", timeout=60).json()["rows"]
    draw = random.Random(7)

    def day(number: int) -> str:
        return f"20{15 + number % 9}-{1 + number % 12:02d}"

    def window(number: int) -> str:
        west, south = draw.uniform(-120, 100), draw.uniform(-40, 40)
        return f"{west:.3f},{south:.3f},{west + 10 + number % 90:.3f},{south + 5 + number % 40:.3f}"

    return {
        "desk": lambda n: f"/?map={window(n)}&first={day(n)}&last=2024-{1 + n % 12:02d}",
        "desk, whole world and all days": lambda n: f"/?map={-170 - n / 1000:.3f},-58,190,80",
        "events": lambda n: f"/events?since={day(n)}-{1 + n % 27:02d}",
        "events of an actor": lambda n: f"/events?actor={COUNTRIES[n % 12]}&since={day(n)}-{1 + n % 27:02d}",
        "events of a pair": lambda n: f"/events?source={COUNTRIES[n % 12]}&target={COUNTRIES[(n + 1 + n // 12) % 12]}",
        "events by words": lambda n: (
            f"/events?text=word{n}" if n % 2 else f"/events?text={WORDS[n // 2 % 8]}%20{n % 10}"
        ),
        "events near a place": lambda n: f"/events?near={30 + n % 30},{20 + n % 60}:{20 + n}",
        "events, page 900": lambda n: f"/events?page={900 + n}",
        "statements": lambda n: f"/statements?since={day(n)}-{1 + n % 27:02d}",
        "actors": lambda n: f"/actors?page={1 + n}",
        "actor": lambda n: f"/actors/{actors[n % len(actors)]['id']}",
        "network": lambda n: f"/network?since={day(n)}-{1 + n % 27:02d}",
        "network by actor": lambda n: f"/network?by=actor&since={day(n)}-{1 + n % 27:02d}",
        "places": lambda n: f"/places?page={1 + n}",
        "place": lambda n: "/places/at:{lat:.4f},{lon:.4f}".format(**places[n % len(places)]),
        "questions": lambda n: f"/questions?since={day(n)}-{1 + n % 27:02d}",
        "explanations": lambda n: f"/explanations?page={1 + n}",
        "reports": lambda n: f"/documents?page={1 + n}",
        "report": lambda n: f"/documents/{reports[n % len(reports)]['id']}?part={n}",
        "record": lambda n: f"/records/{events[n % len(events)]['id']}",
        "positions": lambda n: f"/positions?since={day(n)}-{1 + n % 27:02d}",
        "forecasts": lambda n: f"/forecasts?page={1 + n}",
        "search": lambda n: f"/search?q={WORDS[n % 8]}%20{WORDS[(n + 1 + n // 8) % 8]}",
        "corrections": lambda n: f"/corrections?page={1 + n}",
    }


def measured(
    visitors: ProcessPoolExecutor, address: str, path: Callable[[int], str], clients: int, rounds: int
) -> tuple[list[float], float, int]:
    """Seconds of each request when so many clients ask at once, of the server's processor for one, and the most bytes
    sent. The clients are threads of another process, as browsers are."""
    paths = [[path(client * rounds + number) for number in range(rounds)] for client in range(clients)]
    start = time.process_time()
    answers = visitors.submit(visits, address, paths).result()
    cpu = time.process_time() - start
    return [seconds for seconds, _ in answers], cpu / len(answers), max(size for _, size in answers)


def visits(address: str, paths: list[list[str]]) -> list[tuple[float, int]]:
    """Seconds and bytes of each answer; each list of paths is asked for by a client of its own, one after the other."""

    def visit(mine: list[str]) -> list[tuple[float, int]]:
        with httpx.Client(base_url=address, timeout=120, headers={"accept-encoding": "gzip"}) as visitor:
            visitor.get("/jobs")
            return [answered(visitor, path) for path in mine]

    with ThreadPoolExecutor(len(paths)) as pool:
        return [answer for each in pool.map(visit, paths) for answer in each]


def answered(visitor: httpx.Client, path: str) -> tuple[float, int]:
    start = time.perf_counter()
    with visitor.stream("GET", path) as answer:
        size = sum(map(len, answer.iter_raw()))
    assert answer.status_code == 200, (answer.status_code, answer.url)
    return time.perf_counter() - start, size


def told(name: str, taken: list[float], cpu: float, size: int) -> None:
    cuts = statistics.quantiles(taken, n=20)
    print(
        f"{name:34}{statistics.median(taken) * 1000:8.0f}{cuts[18] * 1000:8.0f}{cpu * 1000:8.0f}{size / 1000:9.1f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
