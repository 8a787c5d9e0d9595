"""The archive as the pages see it: one process holds it open, each request asks over a session of its own.

What was asked is remembered until something is written: an archive that rests answers from memory.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from queue import Empty, LifoQueue
from typing import Any, TypeVar

from starlette.requests import Request

from dragoman.archive.store import Archive
from dragoman.dossier import Dossier
from dragoman.errors import ArchiveError
from dragoman.records import Failure

Answer = TypeVar("Answer")
# Answers remembered; most are a few kilobytes.
REMEMBERED = 400


def shelf_of(request: Request) -> Shelf:
    shelf: Shelf = request.app.state.shelf
    return shelf


class Shelf:
    """An open archive shared by threads; one writes at a time."""

    def __init__(self, path: Path) -> None:
        self._archive = Archive(path)
        self._sessions: LifoQueue[Archive] = LifoQueue()
        self._opening = threading.Lock()
        self._writing = threading.Lock()
        self._memory: OrderedDict[Any, Any] = OrderedDict()
        self._whole: dict[Any, Any] = {}
        self._asked: dict[Any, tuple[threading.Lock, int]] = {}
        self._version = 0

    @property
    def path(self) -> Path:
        return self._archive.path

    @contextmanager
    def reading(self) -> Iterator[Archive]:
        """A session to ask questions over. It is given back for others, unless the database has complained."""
        try:
            session = self._sessions.get_nowait()
        except Empty:
            with self._opening:
                session = self._archive.session()
        try:
            yield session
        except ArchiveError:
            session.__exit__()
            raise
        except BaseException:
            self._sessions.put(session)
            raise
        self._sessions.put(session)

    @contextmanager
    def writing(self) -> Iterator[Archive]:
        """A session to change the archive over; whoever comes second waits."""
        with self._writing, self.reading() as archive:
            try:
                yield archive
            finally:
                with self._opening:
                    self._version += 1
                    self._memory.clear()
                    self._whole.clear()

    def remembered(self, key: Any, ask: Callable[[], Answer]) -> Answer:
        """The answer to a question, asked again only after something was written. ``key`` must tell it from others.

        Who asks what somebody else is asking already waits for that answer. A key of one word asks of the whole
        archive: there are few of those and pages begin with them, so that they are kept whatever is asked after them.
        """
        version = self._version
        memory = self._whole if isinstance(key, str) else self._memory
        with self._asking(key):
            try:
                found: Answer = memory[version, key]
            except KeyError:
                found = ask()
                memory[version, key] = found
        self._forget()
        return found

    @contextmanager
    def _asking(self, key: Any) -> Iterator[None]:
        with self._opening:
            lock, waiting = self._asked.get(key, (threading.Lock(), 0))
            self._asked[key] = lock, waiting + 1
        try:
            with lock:
                yield
        finally:
            with self._opening:
                lock, waiting = self._asked.pop(key)
                if waiting > 1:
                    self._asked[key] = lock, waiting - 1

    def _forget(self) -> None:
        """Lets go of the oldest answers beyond what is remembered."""
        with self._opening:
            while len(self._memory) > REMEMBERED:
                self._memory.popitem(last=False)

    def close(self) -> None:
        while True:
            try:
                self._sessions.get_nowait().__exit__()
            except Empty:
                break
        # Not while somebody is about to open a session.
        with self._opening:
            self._archive.__exit__()

    # -- what the reading of new reports needs -----------------------------------------------------------------

    def has(self, document: str) -> bool:
        with self.reading() as archive:
            return archive.has(document)

    def keep(self, dossier: Dossier, again: bool = False) -> None:
        """Stores a dossier; ``again`` replaces an older reading, but for what the document itself was then."""
        with self.writing() as archive:
            if again:
                dossier = replace(dossier, document=archive.document_as_read(dossier.document.id) or dossier.document)
            archive.keep(dossier, again=again)

    def record_failure(self, failure: Failure) -> None:
        with self.writing() as archive:
            archive.record_failure(failure)
