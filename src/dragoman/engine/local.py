"""The local engine: worker processes on this machine, each with a reader of its own.

A worker that dies takes nothing with it: its batch is read again piece by piece, and the piece that killed it is
recorded as a failure.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from dragoman.engine.errand import Errand
from dragoman.errors import ArchiveError, DragomanError, EngineError, ModelError

# Errands a worker is sent on at once: the second waits in its line, so that it never idles.
AHEAD = 2
# A worker's vocabulary grows with every new word it meets; after so many errands a fresh one takes its place.
ERRANDS_OF_A_LIFE = 500
# Deaths in a row after which it is not the reports that kill.
DEATHS = 6
# Several workers share the cores: each must keep to one, in every library that would take all.
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(slots=True)
class _Hand:
    """One worker: its process, the line to it, and the errands it is on."""

    process: BaseProcess
    line: Connection
    errands: deque[Errand] = field(default_factory=deque)
    done: int = 0


class LocalEngine:
    """So many worker processes. ``run`` sends them on errands as they come and tells which are done."""

    def __init__(self, workers: int) -> None:
        self.workers = max(1, workers)
        self._hands: list[_Hand] = []
        self._again: deque[Errand] = deque()
        self._deaths = 0

    def run(self, errands: Iterator[Errand]) -> Iterator[Errand]:
        """Each errand when it is done, in whatever order; no more is taken from ``errands`` than the workers hold.

        Raises ModelError where the workers have no model, ArchiveError where they cannot write.
        """
        try:
            while self._send_out(errands):
                yield from self._come_back()
        finally:
            self.stop()

    def stop(self) -> None:
        """Ends the workers; what they were on is left undone."""
        for hand in self._hands:
            hand.line.close()
            hand.process.terminate()
        for hand in self._hands:
            hand.process.join()
        self._hands = []

    def _send_out(self, errands: Iterator[Errand]) -> bool:
        """Gives every worker what it can hold; whether any of them is on an errand."""
        self._retire()
        while len(self._hands) < self.workers or self._free():
            errand = self._again.popleft() if self._again else next(errands, None)
            if errand is None:
                break
            hand = self._idlest()
            with contextlib.suppress(OSError):  # it died: that is seen when it should come back
                hand.line.send(errand)
            hand.errands.append(errand)
        return any(hand.errands for hand in self._hands)

    def _idlest(self) -> _Hand:
        """The worker with the least to do, a new one where all have something and there may be more."""
        free = self._free()
        if len(self._hands) < self.workers and all(hand.errands for hand in free):
            self._hands.append(_hired())
            return self._hands[-1]
        return min(free, key=lambda hand: len(hand.errands))

    def _free(self) -> list[_Hand]:
        """The workers that can be given something: not too much to do, and not too old."""
        return [h for h in self._hands if len(h.errands) < AHEAD and h.done + len(h.errands) < ERRANDS_OF_A_LIFE]

    def _retire(self) -> None:
        for hand in [hand for hand in self._hands if hand.done >= ERRANDS_OF_A_LIFE and not hand.errands]:
            self._dismiss(hand)

    def _come_back(self) -> Iterator[Errand]:
        """Waits until a worker is done with an errand, or died over it."""
        lines: dict[Any, _Hand] = {hand.line: hand for hand in self._hands if hand.errands}
        for line in wait(list(lines)):
            hand = lines[line]
            try:
                trouble = hand.line.recv()
            except (EOFError, OSError):
                yield from self._bury(hand)
                continue
            errand = hand.errands.popleft()
            hand.done += 1
            self._deaths = 0
            if trouble is not None:
                raise trouble
            yield errand

    def _bury(self, hand: _Hand) -> Iterator[Errand]:
        from dragoman.engine.shards import singly, write_broken

        self._dismiss(hand)
        self._deaths += 1
        if self._deaths > DEATHS:
            raise EngineError(
                f"{self._deaths} reading processes died one after the other (exit code {hand.process.exitcode}): there "
                "may be too little memory for them. Try again with --workers 1."
            )
        first, *others = hand.errands
        self._again.extend(others)
        if first.pieces > 1:
            self._again.extend(singly(first))
        else:
            write_broken(first, f"ended the reading process (exit code {hand.process.exitcode})")
            yield first

    def _dismiss(self, hand: _Hand) -> None:
        self._hands.remove(hand)
        hand.line.close()
        hand.process.join(5)
        hand.process.terminate()


def _hired() -> _Hand:
    # Spawned, not forked: the parent holds a database open, with threads of its own.
    context = multiprocessing.get_context("spawn")
    line, end = context.Pipe()
    process = context.Process(target=work, args=(end,), name="dragoman-reader", daemon=True)
    with _few_threads():
        process.start()
    end.close()
    return _Hand(process, line)


@contextlib.contextmanager
def _few_threads() -> Iterator[None]:
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.__setitem__(name, value)


def work(line: Connection) -> None:
    """A worker's life: one errand after the other, until the parent hangs up. Answers None, or what went wrong."""
    # Ctrl+C is for the parent, which ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, OSError):
        while True:
            errand: Errand = line.recv()
            line.send(trouble_with(errand))


def trouble_with(errand: Errand) -> DragomanError | None:
    """Carries out an errand; None, or what went wrong with it."""
    from dragoman.engine.shards import code_shard

    try:
        code_shard(errand)
    except ModelError as error:
        return error
    except OSError as error:
        return ArchiveError(f"A batch could not be read or written ({error}): mend that and run the command again.")
    return None
