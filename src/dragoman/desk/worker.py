"""The reading process: reports are read apart from the pages, which stay quick and live on if a report breaks it.

The parent sends what to read; the child answers with one message for each step, and a dossier for each report.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection

from dragoman.dossier import Dossier, make_dossiers
from dragoman.errors import DragomanError
from dragoman.intake.source import read_bytes, read_source
from dragoman.records import Document, Failure

# The longest silence of the child: a report of a million characters takes minutes on a small machine.
PATIENCE = 900.0
# Pages come first.
NICENESS = 10


@dataclass(frozen=True, slots=True)
class Source:
    """What to read: bytes under a name, an http(s) address, or a document that is to be read anew."""

    name: str
    raw: bytes | None = None
    url: str | None = None
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """A document was made out; the child waits for "yes" (read it) or "no" (it is in the archive already)."""

    document: Document


@dataclass(frozen=True, slots=True)
class Refused:
    """The whole source cannot be read, and why."""

    reason: str


Told = Begun | Dossier | Failure | Refused


class Worker:
    """The child, started when it is first needed and again when it died."""

    def __init__(self) -> None:
        self._child: multiprocessing.process.BaseProcess | None = None
        self._line: Connection | None = None

    def read(self, source: Source) -> Iterator[Told]:
        """What the child tells of one source. After ``Begun``, ``answer`` must be called before going on."""
        line = self._started()
        try:
            line.send(source)
            while (told := self._heard(line)) is not None:
                yield told
        except (EOFError, OSError):
            self.stop()
            yield Refused("The reader broke down over this source; what was read before is kept.")

    def answer(self, wanted: bool) -> None:
        if self._line is not None:
            with contextlib.suppress(OSError):
                self._line.send(wanted)

    def kill(self) -> None:
        """Ends the child from another thread: whoever waits for it hears that it is gone."""
        if (child := self._child) is not None:
            child.kill()

    def stop(self) -> None:
        if self._child is not None:
            self._child.terminate()
            self._child.join(5)
        if self._line is not None:
            self._line.close()
        self._child = self._line = None

    def _heard(self, line: Connection) -> Told | None:
        if not line.poll(PATIENCE):
            raise EOFError
        told: Told | None = line.recv()
        return told

    def _started(self) -> Connection:
        if self._child is None or self._line is None or not self._child.is_alive():
            self.stop()
            # Spawned, not forked: the parent has threads, and a database that must not be shared.
            context = multiprocessing.get_context("spawn")
            self._line, end = context.Pipe()
            self._child = context.Process(target=work, args=(end,), name="dragoman-reader", daemon=True)
            self._child.start()
            end.close()
        return self._line


def work(line: Connection) -> None:
    """The child's life: one source after the other, until the parent hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(OSError):
        os.nice(NICENESS)
    with contextlib.suppress(EOFError, OSError):
        while True:
            source: Source = line.recv()
            for told in _told(source, line):
                line.send(told)
            line.send(None)


def _told(source: Source, line: Connection) -> Iterator[Told]:
    try:
        for part in _found(source):
            if isinstance(part, Failure):
                yield part
                continue
            yield Begun(part)
            if line.recv():
                yield next(make_dossiers([part]))
    except DragomanError as error:
        yield Refused(str(error))
    # A border: one report that breaks the reader is recorded as failed; the desk goes on.
    except (EOFError, OSError):
        raise
    except Exception as error:
        yield Refused(f"{source.name} could not be read ({type(error).__name__}: {error}).")


def _found(source: Source) -> Iterator[Document | Failure]:
    if source.document is not None:
        return iter([source.document])
    return read_bytes(source.raw, source.name) if source.raw is not None else read_source(source.url or "")
