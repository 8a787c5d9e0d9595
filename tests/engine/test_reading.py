"""Reading through worker processes: each worker loads the model of its own, so these few tests take some seconds."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.killing import command, contents, half_there, killed_after
from dragoman.archive.store import Archive
from dragoman.engine.errand import Errand
from dragoman.engine.local import LocalEngine, work
from dragoman.engine.reading import read_sources
from dragoman.engine.shards import code_shard
from dragoman.errors import ArchiveError

EXAMPLES = Path(__file__).parents[2] / "examples"
REPORT = (
    "Norway’s foreign minister, Solveig Aas-Tekle, said on Monday that report {} was untrue. Oslo sent envoys to Riga."
)


class InThisProcess:
    """An engine that reads right here."""

    def __init__(self, spoil: str = "") -> None:
        self.spoil = spoil

    def run(self, errands: Iterator[Errand]) -> Iterator[Errand]:
        for errand in errands:
            code_shard(errand)
            if self.spoil and errand.source.stem == self.spoil:
                file = errand.target / "events.parquet"
                file.write_bytes(file.read_bytes()[:-8])
            yield errand


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(9):
        (folder / f"{number}.txt").write_text(REPORT.format(number))
    (folder / "rows.jsonl").write_text("".join(json.dumps({"text": REPORT.format(n)}) + "\n" for n in range(9, 14)))
    (folder / "empty.txt").write_text("")
    return folder


@pytest.mark.model
def test_what_is_known_is_passed_over(reports: Path, tmp_path: Path) -> None:
    with Archive(tmp_path / "desk.duckdb") as archive:
        *_, first = read_sources(archive, [str(reports)], InThisProcess())
        assert (first.read, first.known, first.failed) == (14, 0, 1)
        *_, second = read_sources(archive, [str(reports)], InThisProcess())
        assert (second.read, second.known, second.failed) == (0, 14, 1)
        assert first.spent == second.spent == sum(path.stat().st_size for path in reports.iterdir())
        assert [Path(failure.source).name for failure in archive.failures()] == ["empty.txt"]
        (reports / "empty.txt").write_text(REPORT.format(99))
        *_, third = read_sources(archive, [str(reports)], InThisProcess())
        assert (third.read, archive.failures()) == (1, [])
        *_, fourth = read_sources(archive, [str(reports)], InThisProcess(), again=True)
        assert (fourth.read, archive.counts()["documents"]) == (15, 15)
    assert not list(tmp_path.glob("*.reading-*"))


@pytest.mark.model
def test_a_shard_cut_short_stops_the_run_and_loses_nothing(reports: Path, tmp_path: Path) -> None:
    with Archive(tmp_path / "desk.duckdb") as archive:
        with pytest.raises(ArchiveError, match="cut short"):
            list(read_sources(archive, [str(reports)], InThisProcess(spoil="0000001")))
        stored = archive.counts()["documents"]
        assert 0 < stored < 14
        *_, last = read_sources(archive, [str(reports)], InThisProcess())
        assert last.read == 14 - stored and archive.counts()["documents"] == 14


def deadly(line: object) -> None:
    import dragoman.engine.coding as coding

    whole = coding.read_piece

    def dying(piece: object) -> object:
        if b"report 3" in piece.raw:  # type: ignore[attr-defined]
            os.kill(os.getpid(), signal.SIGKILL)
        return whole(piece)  # type: ignore[arg-type]

    coding.read_piece = dying  # type: ignore[assignment]
    work(line)  # type: ignore[arg-type]


@pytest.mark.model
def test_a_report_that_kills_its_worker_is_found_and_the_others_are_read(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A worker imports what it runs by name: this module must be one it can find.
    module = tmp_path / "deadly_worker.py"
    shutil.copy(__file__, module)
    monkeypatch.syspath_prepend(str(tmp_path))
    import deadly_worker  # type: ignore[import-not-found]

    monkeypatch.setattr("dragoman.engine.local.work", deadly_worker.deadly)
    with Archive(tmp_path / "desk.duckdb") as archive:
        *_, last = read_sources(archive, [str(reports)], LocalEngine(1))
        assert (last.read, last.failed) == (13, 2)
        reasons = {Path(failure.source).name: failure.reason for failure in archive.failures()}
        assert "ended the reading process" in reasons["3.txt"]


@pytest.mark.model
def test_killed_at_any_moment_the_archive_holds_whole_documents_and_goes_on(reports: Path, tmp_path: Path) -> None:
    undisturbed, desk = tmp_path / "undisturbed.duckdb", tmp_path / "killed.duckdb"
    subprocess.run(command([str(reports)], undisturbed), check=True, stdout=subprocess.DEVNULL)
    whole = contents(undisturbed)
    chance = random.Random(8)
    for _ in range(2):
        killed_after(chance.uniform(1.0, 8.0), command([str(reports)], desk))
        assert half_there(desk, whole) == []
    subprocess.run(command([str(reports)], desk), check=True, stdout=subprocess.DEVNULL)
    assert contents(desk) == whole


@pytest.mark.model
def test_ray_reads_the_same(reports: Path, tmp_path: Path) -> None:
    pytest.importorskip("ray")
    # In a process of its own: Ray leaves open sockets and threads behind, which the tests count as errors.
    for name, options in (("ray", ("--engine", "ray", "--workers", "1")), ("local", ("--workers", "1"))):
        run = command([str(reports)], tmp_path / f"{name}.duckdb", *options)
        subprocess.run(run, check=True, capture_output=True)
    assert contents(tmp_path / "ray.duckdb") == contents(tmp_path / "local.duckdb")


def test_a_ray_that_is_not_there_says_what_to_install() -> None:
    code = "import sys; sys.modules['ray'] = None\nfrom dragoman.engine.ray import RayEngine\n"
    code += "next(RayEngine(1).run(iter([object()])))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "pip install 'dragoman[ray]'" in done.stderr
