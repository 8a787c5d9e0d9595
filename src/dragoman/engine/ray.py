"""The Ray engine: the same errands on a Ray cluster, or on a Ray that is started here.

Needs ``pip install dragoman[ray]``. The folder of the shards must be one that every machine of the cluster sees.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from itertools import chain
from typing import Any

from dragoman.engine.errand import Errand
from dragoman.engine.local import AHEAD, THREADS, trouble_with
from dragoman.errors import EngineError


class Coder:
    """A worker on the cluster, which keeps its reader from one errand to the next."""

    def code(self, errand: Errand) -> Errand:
        """Carries out an errand."""
        trouble = trouble_with(errand)
        if trouble is not None:
            raise trouble
        return errand


class RayEngine:
    """So many workers on the cluster at ``address``, or on this machine where none is given."""

    def __init__(self, workers: int, address: str | None = None) -> None:
        self.workers = max(1, workers)
        self.address = address

    def run(self, errands: Iterator[Errand]) -> Iterator[Errand]:
        """Each errand when it is done, in whatever order; a worker that dies is started again with its errand."""
        first = next(errands, None)
        if first is None:
            return
        errands = chain([first], errands)
        ray = _started(self.address, self.workers)
        remote = ray.remote(num_cpus=1, max_restarts=-1, max_task_retries=2)(Coder)
        quiet = {"env_vars": dict.fromkeys(THREADS, "1")}
        coders = [remote.options(runtime_env=quiet).remote() for _ in range(self.workers)]
        free = deque(coders * AHEAD)
        busy: dict[Any, tuple[Any, Errand]] = {}
        try:
            while True:
                while free and (errand := next(errands, None)) is not None:
                    coder = free.popleft()
                    busy[coder.code.remote(errand)] = coder, errand
                if not busy:
                    return
                [done], _ = ray.wait(list(busy), num_returns=1)
                coder, errand = busy.pop(done)
                yield from _come_back(ray, done, errand)
                free.append(coder)
        finally:
            ray.shutdown()


def _come_back(ray: Any, done: Any, errand: Errand) -> Iterator[Errand]:
    from dragoman.engine.shards import write_broken

    try:
        yield ray.get(done)
    except ray.exceptions.RayTaskError as error:
        raise error.cause from None
    except ray.exceptions.RayActorError as error:
        if errand.pieces > 1:
            raise EngineError(
                f"A Ray worker died over a batch again and again ({str(error).splitlines()[0]}): read it with the "
                "local engine, which finds the report that kills it."
            ) from error
        write_broken(errand, "ended the reading process on the cluster")
        yield errand


def _started(address: str | None, workers: int) -> Any:
    # Must be set before Ray is imported: nothing is reported to anybody.
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    try:
        import ray
    except ImportError as error:
        raise EngineError("Ray is not installed: pip install 'dragoman[ray]', or leave out --engine ray.") from error
    try:
        if address:
            ray.init(address=address, log_to_driver=False, configure_logging=False)
        else:
            ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False, configure_logging=False)
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise EngineError(f"Ray could not be reached ({str(error).splitlines()[0]}): check --ray-address.") from error
    return ray
