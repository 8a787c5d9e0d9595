from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from factory import make_dossier

from dragoman.desk.jobs import STOPPED, Job, Jobs
from dragoman.desk.worker import Begun, Refused, Source, Told
from dragoman.dossier import Dossier
from dragoman.errors import ArchiveError, DragomanError
from dragoman.records import Failure


class Kept:
    """Stands for the archive: remembers what it was given."""

    def __init__(self, known: set[str] | None = None, broken: bool = False) -> None:
        self.known = known or set()
        self.broken = broken
        self.dossiers: list[Dossier] = []
        self.failures: list[Failure] = []

    def has(self, document: str) -> bool:
        return document in self.known

    def keep(self, dossier: Dossier, again: bool = False) -> None:
        if self.broken:
            raise ArchiveError("The disk is full.")
        self.dossiers.append(dossier)

    def record_failure(self, failure: Failure) -> None:
        self.failures.append(failure)


class Told_:
    """Stands for the reading process: tells what it was told to tell."""

    def __init__(self, *told: Told) -> None:
        self.told = told
        self.answers: list[bool] = []
        self.stopped = 0

    def read(self, source: Source) -> Iterator[Told]:
        yield from self.told

    def answer(self, wanted: bool) -> None:
        self.answers.append(wanted)

    def stop(self) -> None:
        self.stopped += 1


def finished(kept: Kept, worker: Any, count: int = 1) -> list[Job]:
    jobs = Jobs(lambda: kept)
    jobs._worker = worker
    added = [jobs.add(Source(f"report {number}", b"text")) for number in range(count)]
    deadline = time.monotonic() + 5
    while not all(job.is_done for job in added) and time.monotonic() < deadline:
        time.sleep(0.01)
    return added


def test_a_report_is_kept() -> None:
    dossier, kept, worker = make_dossier(), Kept(), None
    worker = Told_(Begun(dossier.document), dossier)
    [job] = finished(kept, worker)
    assert kept.dossiers == [dossier] and worker.answers == [True]
    assert (job.step, job.documents) == ("1 read", [("doc-1", "A Bridge and a Valley")])


def test_what_is_known_is_not_read_again() -> None:
    worker = Told_(Begun(make_dossier().document))
    [job] = finished(Kept({"doc-1"}), worker)
    assert worker.answers == [False]
    assert (job.step, job.already) == ("1 known already", 1)


def test_what_fails_is_recorded_and_the_rest_goes_on() -> None:
    dossier, kept = make_dossier(), Kept()
    [job] = finished(kept, Told_(Failure("part 1", "no words"), Begun(dossier.document), dossier, Refused("the end")))
    assert len(kept.failures) == 2 and len(kept.dossiers) == 1
    assert job.step == "1 read, 2 failed"


def test_an_archive_that_breaks_ends_one_job_only() -> None:
    dossier = make_dossier()
    worker = Told_(Begun(dossier.document), dossier)
    jobs = finished(Kept(broken=True), worker, 2)
    assert [job.failures for job in jobs] == [["The disk is full."]] * 2
    # The child that was left in the middle of its tale is not listened to again.
    assert worker.stopped == 2


@pytest.mark.model
def test_a_child_that_dies_is_told_and_replaced() -> None:
    from dragoman.desk.worker import Worker

    worker = Worker()
    try:
        source = Source("note.txt", b"Nothing of note happened in Tbilisi on Monday, the ministry said.")
        told = worker.read(source)
        assert isinstance(next(told), Begun)
        assert worker._child is not None
        worker._child.kill()
        assert isinstance(next(told), Refused)
        assert isinstance(next(worker.read(source)), Begun)
    finally:
        worker.stop()


class Endless(Told_):
    """Stands for a child that never comes to an end, unless it is killed."""

    def __init__(self) -> None:
        super().__init__()
        self.killed = threading.Event()

    def read(self, source: Source) -> Iterator[Told]:
        if source.name == "endless":
            yield Begun(make_dossier().document)
            assert self.killed.wait(5)
            yield Refused("The reader broke down over this source; what was read before is kept.")
        else:
            yield make_dossier()

    def kill(self) -> None:
        self.killed.set()


def test_a_reading_that_takes_too_long_can_be_stopped_and_the_next_goes_on() -> None:
    kept, worker = Kept(), Endless()
    jobs = Jobs(lambda: kept)
    jobs._worker = worker  # type: ignore[assignment]  # a stand-in
    endless, waiting, last = (jobs.add(Source(name, b"text")) for name in ("endless", "waiting", "last"))
    while not worker.answers:
        time.sleep(0.01)
    jobs.give_up(waiting.id)
    jobs.give_up(endless.id)
    jobs.give_up("no such job")
    deadline = time.monotonic() + 5
    while not last.is_done and time.monotonic() < deadline:
        time.sleep(0.01)
    assert (endless.step, endless.failures) == (STOPPED, [STOPPED])
    assert (waiting.step, waiting.documents) == (STOPPED, [])
    assert last.step == "1 read" and len(kept.dossiers) == 1
    assert kept.failures == []


def test_no_more_waits_than_a_machine_can_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.desk.jobs.MOST_BYTES", 10)
    jobs, worker = Jobs(Kept), Endless()
    jobs._worker = worker  # type: ignore[assignment]  # a stand-in
    jobs.add(Source("endless", b"x" * 100))
    while not worker.answers:
        time.sleep(0.01)
    jobs.add(Source("a", b"x" * 8))
    with pytest.raises(DragomanError, match="wait to be read"):
        jobs.add(Source("b", b"x" * 8))
    worker.kill()
