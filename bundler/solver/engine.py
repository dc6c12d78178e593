"""Where the parts of a problem are worked on: in this process, in processes beside it, or on a cluster.

All three run the same function on the same parts; a part carries all it knows, so it does not matter
where it is taken up again.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from contextlib import contextmanager
from typing import Any

from bundler.solver.part import Part
from bundler.solver.watch import Watch

# tasks in a problem from which processes beside this one pay for their start
BESIDE_FROM = 150
_POLL = 0.05
_GRACE = 0.7

Changed = Callable[[str], None]
_stop_flag: Any = None


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

    Args:
        executor: anything with the interface of ``concurrent.futures``.
        width: how many parts it works on at once.
        tell_stop: makes the processes stop and give back what they have; None where that cannot be.
    """

    def __init__(self, executor: Executor, width: int, tell_stop: Callable[[], None] | None) -> None:
        self._executor = executor
        self._width = width
        self._tell_stop = tell_stop

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
        while (waiting or running) and not watch.stopped:
            while waiting and len(running) < self._width:
                at = waiting.pop(0)
                rounds = -(-(len(waiting) + 1) // self._width)
                running[self._executor.submit(work_on, parts[at], watch.left / rounds, quick, gap)] = at
            self._collect(parts, running, _POLL, changed)
        if running:
            if self._tell_stop is not None:
                self._tell_stop()
                self._collect(parts, running, _GRACE, changed, until_all=True)
            for future in running:
                future.cancel()

    @staticmethod
    def _collect(
        parts: list[Part],
        running: dict[Future[Part], int],
        seconds: float,
        changed: Changed,
        until_all: bool = False,
    ) -> None:
        when = "ALL_COMPLETED" if until_all else FIRST_COMPLETED
        done, _ = wait(running, timeout=seconds, return_when=when)
        for future in sorted(done, key=lambda future: running[future]):
            parts[running.pop(future)] = future.result()
            changed("improve")


def work_on(part: Part, seconds: float, quick: bool, gap: float) -> Part:
    """Advance one part in a process of its own; what the executor runs."""
    stopped = None if _stop_flag is None else lambda: bool(_stop_flag.value)
    with Watch(seconds, None, stopped) as watch, ThreadPoolExecutor(1) as threads:
        part.advance(threads, watch, lambda _: None, quick=quick, gap=gap)
    return part


def _receive(flag: Any) -> None:
    """A worker process begins: keep the flag, leave Ctrl-C to the parent."""
    import signal

    global _stop_flag
    _stop_flag = flag
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def local_pool(workers: int) -> Iterator[Beside]:
    """Processes on this machine."""
    context = multiprocessing.get_context("spawn")
    # a raw value: an Event dead-locks for good when a process that waits on it is killed
    flag = context.RawValue("b", 0)
    executor = ProcessPoolExecutor(workers, context, _receive, (flag,))

    def tell_stop() -> None:
        flag.value = 1

    try:
        yield Beside(executor, workers, tell_stop)
    finally:
        processes = list((getattr(executor, "_processes", None) or {}).values())
        executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()
