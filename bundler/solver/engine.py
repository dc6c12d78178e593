"""Where the parts of a problem are worked on: in this process, in processes beside it, or on a cluster.

All three run the same function on the same parts; a part carries all it knows, so it does not matter
where it is taken up again.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from contextlib import contextmanager, suppress
from multiprocessing.context import SpawnContext, SpawnProcess
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar
from uuid import uuid4

from bundler.solver.part import Part
from bundler.solver.watch import Watch

# tasks in a problem from which processes beside this one pay for their start
BESIDE_FROM = 150
_POLL = 0.05
_GRACE = 0.3
# a worker that dies takes this with it; what the work itself raises is no loss but an error
LOST: tuple[type[BaseException], ...] = (BrokenExecutor, CancelledError, OSError)
# losses in one run after which the rest is done in this process
MOST_LOSSES = 4

Changed = Callable[[str], None]
_Given = TypeVar("_Given")
_STARTING = threading.Lock()
_stop_flag: Any = None
_stopped: set[str] = set()


class Here:
    """Works on one part after another in this process, each with several threads."""

    def __init__(self, threads: int) -> None:
        self._threads = threads

    def run(
        self,
        parts: list[Part],
        chosen: Sequence[int],
        watch: Watch,
        changed: Changed,
        quick: bool,
        gap: float,
    ) -> None:
        """Advance the chosen parts in place."""
        with ThreadPoolExecutor(self._threads) as threads:
            for at in chosen:
                if not watch.stopped:
                    parts[at].advance(threads, watch, changed, quick=quick, gap=gap)


class Beside:
    """Works on several parts at once, each in a process of an executor.

    A part that is lost with its worker is given out again as it was. Where that goes on, what is left
    is done in this process.

    Args:
        executor: anything with the interface of ``concurrent.futures``.
        width: how many parts it works on at once.
        tell_stop: makes the processes stop what they do under this name and give back what they have;
            None where that cannot be.
        renew: gives another executor when this one is broken; None where it mends itself.
        lost: what it raises where a worker was lost.
    """

    def __init__(
        self,
        executor: Executor,
        width: int,
        tell_stop: Callable[[str], None] | None = None,
        *,
        renew: Callable[[], Executor] | None = None,
        lost: tuple[type[BaseException], ...] = LOST,
    ) -> None:
        self._executor = executor
        self._width = width
        self._tell_stop = tell_stop
        self._renew = renew
        self._lost = lost
        self._losses = 0

    @property
    def width(self) -> int:
        """How much it works on at once."""
        return self._width

    @property
    def lost(self) -> tuple[type[BaseException], ...]:
        """What a future of ``submit`` raises where its worker was lost."""
        return self._lost

    def submit(self, work: Callable[..., _Given], *arguments: object) -> Future[_Given]:
        """Let one of the processes do other work."""
        return self._executor.submit(work, *arguments)

    def tell_stop(self, name: str) -> None:
        """Make ``told_to_stop`` true for this name in the processes, where that can be."""
        if self._tell_stop is not None:
            self._tell_stop(name)

    def run(
        self,
        parts: list[Part],
        chosen: Sequence[int],
        watch: Watch,
        changed: Changed,
        quick: bool,
        gap: float,
    ) -> None:
        """Advance the chosen parts; each is replaced when it comes back."""
        waiting = list(chosen)
        running: dict[Future[Part], int] = {}
        name = uuid4().hex
        while (waiting or running) and not watch.stopped and self._losses <= MOST_LOSSES:
            broken = False
            try:
                while waiting and len(running) < self._width:
                    seconds = watch.left / -(-len(waiting) // self._width)
                    future = self._executor.submit(work_on, parts[waiting[0]], seconds, quick, gap, name)
                    running[future] = waiting.pop(0)
            except self._lost:
                broken = True
            lost = self._collect(parts, running, 0 if broken else _POLL, changed)
            if broken or lost:
                self._losses += 1
                waiting = sorted({*waiting, *lost, *self._start_again(parts, running, changed)})
                waiting.sort(key=chosen.index)
        self._end(parts, running, changed, name)
        left = [at for at in chosen if at in waiting or at in running.values()]
        if left and not watch.stopped:
            Here(os.cpu_count() or 1).run(parts, left, watch, changed, quick, gap)

    def _start_again(
        self, parts: list[Part], running: dict[Future[Part], int], changed: Changed
    ) -> list[int]:
        """Another executor in the place of a broken one; gives the parts that were in it."""
        if self._renew is None:
            return []
        lost = self._collect(parts, running, _GRACE, changed, until_all=True)
        lost += running.values()
        running.clear()
        self._executor = self._renew()
        return lost

    def _end(self, parts: list[Part], running: dict[Future[Part], int], changed: Changed, name: str) -> None:
        """Take what comes back at once of what still runs."""
        if running and self._tell_stop is not None:
            self._tell_stop(name)
            self._collect(parts, running, _GRACE, changed, until_all=True)
        for future in running:
            future.cancel()

    def _collect(
        self,
        parts: list[Part],
        running: dict[Future[Part], int],
        seconds: float,
        changed: Changed,
        until_all: bool = False,
    ) -> list[int]:
        """Put what came back in its place; gives the parts that were lost."""
        when = "ALL_COMPLETED" if until_all else FIRST_COMPLETED
        done, _ = wait(running, timeout=seconds, return_when=when)
        lost = []
        for future in sorted(done, key=lambda future: running[future]):
            at = running.pop(future)
            try:
                parts[at] = future.result()
            except self._lost:
                lost.append(at)
            else:
                changed("improve")
        return lost


def work_on(part: Part, seconds: float, quick: bool, gap: float, name: str = "") -> Part:
    """Advance one part in a process of its own; what the executor runs."""
    with Watch(seconds, None, lambda: told_to_stop(name)) as watch, ThreadPoolExecutor(1) as threads:
        part.advance(threads, watch, lambda _: None, quick=quick, gap=gap)
    return part


def told_to_stop(name: str) -> bool:
    """Whether this process was told to end what it works on under this name."""
    return name in _stopped or (_stop_flag is not None and bool(_stop_flag.value))


def stop_work(name: str) -> None:
    """Make what this process works on under this name end and give back what it has."""
    _stopped.add(name)


def _receive(flag: Any) -> None:
    """A worker process begins: keep the flag, leave Ctrl-C to the parent, do not outlive it."""
    global _stop_flag
    _stop_flag = flag
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def follow() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


class _Process(SpawnProcess):
    """A process that does not run the caller's script again: workers need nothing of it."""

    @staticmethod
    def _Popen(process_obj: BaseProcess) -> Any:  # noqa: N802  the library's own name
        main = sys.modules["__main__"]
        with _STARTING:
            kept = {name: getattr(main, name) for name in ("__spec__", "__file__") if hasattr(main, name)}
            try:
                for name in kept:
                    setattr(main, name, None)
                return SpawnProcess._Popen(process_obj)
            finally:
                for name, value in kept.items():
                    setattr(main, name, value)


class _Context(SpawnContext):
    Process = _Process


@contextmanager
def local_pool(workers: int) -> Iterator[Beside]:
    """Processes on this machine."""
    context = _Context()
    # a raw value: an Event dead-locks for good when a process that waits on it is killed
    flag = context.RawValue("b", 0)
    pools: list[ProcessPoolExecutor] = []

    def new() -> ProcessPoolExecutor:
        for pool in pools:
            _end_pool(pool)
        pools[:] = [ProcessPoolExecutor(workers, context, _receive, (flag,))]
        return pools[0]

    def tell_stop(_name: str) -> None:
        flag.value = 1

    try:
        yield Beside(new(), workers, tell_stop, renew=new)
    finally:
        for pool in pools:
            _end_pool(pool)


def _end_pool(pool: ProcessPoolExecutor) -> None:
    inside: Any = pool
    processes = list((getattr(inside, "_processes", None) or {}).values())
    results = getattr(inside, "_result_queue", None)
    reader = getattr(inside, "_executor_manager_thread", None)
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()
    # a worker ended in the middle of an answer: while this end is open too, who reads it waits for ever for
    # the rest, and the program for who reads it
    if results is not None:
        with suppress(AttributeError, OSError):
            results._writer.close()
    # its threads close what they held; a pool begun before that could get the same numbers, and lose them
    if reader is not None:
        reader.join(_GRACE)
