from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from factory import make_dossier

from dragoman.desk.jobs import Job, Jobs
from dragoman.desk.worker import Begun, Refused, Source, Told
from dragoman.dossier import Dossier
from dragoman.errors import ArchiveError
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
