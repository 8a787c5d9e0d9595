"""The queue of what is to be read, and how far each piece of it is."""

from __future__ import annotations

import logging
import queue
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from dragoman.desk.worker import Begun, Refused, Source, Worker
from dragoman.dossier import Dossier
from dragoman.errors import DragomanError
from dragoman.formats.words import clipped
from dragoman.records import Failure

logger = logging.getLogger("dragoman.desk")

# Finished jobs that can still be looked at.
KEPT = 200
# More than this many in the queue, or so many bytes, is a mistake, or mischief.
MOST_WAITING, MOST_BYTES = 500, 500_000_000
STOPPED = "stopped by hand"


class Keeper(Protocol):
    """Where dossiers go."""

    def has(self, document: str) -> bool: ...
    def keep(self, dossier: Dossier, again: bool) -> object: ...
    def record_failure(self, failure: Failure) -> object: ...


@dataclass
class Job:
    """One source on its way: ``step`` says in words what is being done, ``documents`` what came of it so far."""

    id: str
    name: str
    step: str = "waiting for its turn"
    documents: list[tuple[str, str]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    already: int = 0
    is_done: bool = False
    is_stopped: bool = False
    begun: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> int:
        return int(time.monotonic() - self.begun)


class Jobs:
    """Reads sources one after the other in a thread of its own, which only waits for the reading process."""

    def __init__(self, keeper: Callable[[], Keeper], came_in: Callable[[], object] = lambda: None) -> None:
        """``came_in`` is called when reports came in and none waits any more."""
        self._keeper = keeper
        self._came_in = came_in
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._waiting: queue.Queue[tuple[Job, Source] | None] = queue.Queue(MOST_WAITING)
        self._worker = Worker()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._bytes = 0
        self._now: Job | None = None

    def add(self, source: Source) -> Job:
        """Queues a source. Raises DragomanError where too many wait already, or too much."""
        job = Job(secrets.token_hex(8), clipped(source.name, 160))
        with self._lock:
            if self._bytes and self._bytes + len(source.raw or b"") > MOST_BYTES:
                raise DragomanError(f"{self._bytes:,} bytes wait to be read already: let some of them be read first.")
            try:
                self._waiting.put_nowait((job, source))
            except queue.Full:
                raise DragomanError(f"{MOST_WAITING} sources wait already: let some of them be read first.") from None
            self._bytes += len(source.raw or b"")
            self._jobs[job.id] = job
            while len(self._jobs) > KEPT + MOST_WAITING:
                self._jobs.popitem(last=False)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="dragoman-jobs", daemon=True)
                self._thread.start()
        return job

    def get(self, id: str) -> Job | None:
        return self._jobs.get(id)

    def all(self) -> list[Job]:
        """The latest first."""
        with self._lock:
            return list(reversed(self._jobs.values()))

    def give_up(self, id: str) -> None:
        """Ends the reading of one source, or lets it not begin; what came of it so far is kept. The others go on."""
        with self._lock:
            job = self._jobs.get(id)
            if job is None or job.is_done:
                return
            job.is_stopped = True
            if job is self._now:
                self._worker.kill()

    def stop(self) -> None:
        self._worker.stop()

    def _run(self) -> None:
        came_in = False
        while (taken := self._waiting.get()) is not None:
            job, source = taken
            with self._lock:
                self._bytes -= len(source.raw or b"")
                self._now = job
            try:
                if not job.is_stopped:
                    self._read(job, source)
            # A border: whatever goes wrong with one source must not end the reading of all others.
            except Exception as error:
                logger.exception("reading %s broke", job.id)
                job.failures.append(str(error) if isinstance(error, DragomanError) else type(error).__name__)
                # The child may be in the middle of its tale; the next source needs one that listens.
                self._worker.stop()
            with self._lock:
                self._now = None
            if job.is_stopped:
                job.failures = [STOPPED]
            job.step = _ending(job)
            job.is_done = True
            came_in = came_in or len(job.documents) > job.already
            if came_in and self._waiting.empty():
                self._came_in()
                came_in = False

    def _read(self, job: Job, source: Source) -> None:
        keeper = self._keeper()
        job.step = "fetching the address" if source.url else "making out what it is"
        for told in self._worker.read(source):
            match told:
                case Begun(document):
                    title = clipped(document.title or job.name, 120)
                    known = source.document is None and keeper.has(document.id)
                    job.step = f"reading “{title}”"
                    if known:
                        job.already += 1
                        job.documents.append((document.id, title))
                    self._worker.answer(not known)
                case Dossier():
                    job.step = "putting it into the archive"
                    keeper.keep(told, source.document is not None)
                    job.documents.append((told.document.id, clipped(told.document.title or job.name, 120)))
                case Failure(name, reason):
                    job.failures.append(clipped(f"{name}: {reason}", 400))
                    keeper.record_failure(told)
                case Refused() if job.is_stopped:
                    pass
                case Refused(reason):
                    job.failures.append(clipped(reason, 400))
                    keeper.record_failure(Failure(job.name, clipped(reason, 400)))


def _ending(job: Job) -> str:
    if job.is_stopped and not job.documents:
        return STOPPED
    if not job.documents:
        return "could not be read"
    new = len(job.documents) - job.already
    told = [f"{new} read" if new else "", f"{job.already} known already" if job.already else ""]
    told.append(f"{len(job.failures)} failed" if job.failures else "")
    return ", ".join(filter(None, told))
