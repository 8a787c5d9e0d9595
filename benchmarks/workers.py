"""How much faster two workers read than one, what Ray costs, and whether memory stays flat.

    python -m benchmarks.workers FOLDER_OF_TEXTS [--documents N] [--engines local1 local2 ray2]

Each engine reads the same texts into an archive of its own. Start-up (until the first batch is stored) is told apart
from reading (from there to the end, per document). Memory is that of all processes together, at a quarter, half and
the end of the run.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import threading
import time
from pathlib import Path

from dragoman.archive.store import Archive
from dragoman.engine.local import LocalEngine
from dragoman.engine.ray import RayEngine
from dragoman.engine.reading import Engine, read_sources


def engine_of(name: str) -> Engine:
    workers = int("".join(filter(str.isdigit, name)))
    return RayEngine(workers) if name.startswith("ray") else LocalEngine(workers)


class Memory:
    """Samples the memory (MB, shared pages counted once a process) of this process and all below it."""

    def __init__(self) -> None:
        self.samples: list[tuple[float, float]] = []
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._done.wait(0.5):
            self.samples.append((time.monotonic(), sum(map(_resident, _family(os.getpid())))))

    def at(self, share: float) -> float:
        """The largest of the samples around a share of the run."""
        if not self.samples:
            return 0.0
        middle = int(share * (len(self.samples) - 1))
        return max(size for _, size in self.samples[max(0, middle - 4) : middle + 4])


def _family(process: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        below = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []
    return [process, *(each for child in below for each in _family(child))]


def _resident(process: int) -> float:
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1000 for line in status.splitlines() if line.startswith("VmRSS")), 0.0)


def measure(name: str, sources: list[str], folder: Path) -> float:
    """Documents a second, start-up apart."""
    began = time.monotonic()
    with Archive(folder / f"{name}.duckdb") as archive, Memory() as memory:
        worked = time.process_time()
        first: tuple[float, int] | None = None
        read = 0
        for progress in read_sources(archive, sources, engine_of(name)):
            if first is None and progress.read:
                first = time.monotonic(), progress.read
            read = progress.read
        ended = time.monotonic()
        worked = time.process_time() - worked
    assert first is not None
    rate = (read - first[1]) / (ended - first[0])
    print(
        f"{name:7} {read} documents; start-up {first[0] - began:5.1f} s, then {rate:6.2f} documents/s; in all"
        f" {ended - began:6.1f} s; this process worked {worked:5.1f} s; memory"
        f" {memory.at(0.25):,.0f}, {memory.at(0.5):,.0f}, {memory.at(0.97):,.0f} MB",
        flush=True,
    )
    return rate


def main() -> None:
    parser = argparse.ArgumentParser(description="Reading with one worker, with two, and on Ray.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=None)
    parser.add_argument("--engines", nargs="+", default=["local1", "local2", "ray2"])
    arguments = parser.parse_args()
    sources = [str(path) for path in sorted(arguments.folder.glob("*.txt"))[: arguments.documents]]
    with tempfile.TemporaryDirectory() as folder:
        rates = {name: measure(name, sources, Path(folder)) for name in arguments.engines}
    for name in arguments.engines[1:]:
        print(f"{name} ÷ {arguments.engines[0]}: {rates[name] / rates[arguments.engines[0]]:.2f}")


if __name__ == "__main__":
    main()
