"""Time and the wish to stop, in the forms that compiled code and MIP solvers understand."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from ortools.linear_solver import pywraplp

    from bundler.domain.plan import Result

_POLL = 0.03


class Progress(NamedTuple):
    """One step of a solve.

    Attributes:
        seconds: since the start.
        phase: ``prepare``, ``enumerate``, ``bound``, ``improve``, ``prove`` or, when the search has ended
            and its result is made, ``finish``.
        best: score of the best plan so far; None before the first.
        bound: no plan is worth more; None before it is known.
        jobs: jobs in the best plan.
        so_far: makes a result of the best plan at this step, in any thread; None before there is any.
    """

    seconds: float
    phase: str
    best: float | None
    bound: float | None
    jobs: int
    so_far: Callable[[], Result] | None = None


class Watch:
    """Watches the clock and the user's stop for one solve; use as a context manager.

    Args:
        time_limit: seconds.
        stop: set by the user to end the solve.
        also: asked now and then whether to end as if the user had stopped.

    Attributes:
        flag: (1,) uint8 that turns 1 when the solve must end; kernels look at it.
    """

    def __init__(
        self,
        time_limit: float,
        stop: threading.Event | None,
        also: Callable[[], bool] | None = None,
    ) -> None:
        self.started = time.perf_counter()
        self._limit = time_limit
        self._stop = stop or threading.Event()
        self._also = also
        self._over = threading.Event()
        self._running: list[pywraplp.Solver] = []
        self._lock = threading.Lock()
        self.flag = np.zeros(1, np.uint8)
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.is_set():
            if self._also is not None and self._also():
                self._stop.set()
            with self._lock:
                if self.stopped:
                    self.flag[0] = 1
                    for solver in self._running:
                        solver.InterruptSolve()
            self._over.wait(_POLL)

    @property
    def seconds(self) -> float:
        """Since the start."""
        return time.perf_counter() - self.started

    @property
    def by_user(self) -> bool:
        """Whether the user asked to stop."""
        return self._stop.is_set()

    @property
    def stopped(self) -> bool:
        """Whether to end now, by the user or by the clock."""
        return self.by_user or self.seconds >= self._limit

    @property
    def left(self) -> float:
        """Seconds left."""
        return max(0.0, self._limit - self.seconds)

    def restart(self) -> None:
        """Count the time limit from here: preparing, on a first run only, takes none of it."""
        self._limit += self.seconds

    @contextmanager
    def slice(self, seconds: float) -> Iterator[None]:
        """Inside the context the time is up after so many seconds, if not sooner."""
        before = self._limit
        self._limit = min(before, self.seconds + seconds)
        try:
            yield
        finally:
            with self._lock:
                self._limit = before
                self.flag[0] = self.stopped

    @contextmanager
    def interrupts(self, solver: pywraplp.Solver) -> Iterator[None]:
        """Let this watch interrupt a MIP solve that runs inside the context."""
        with self._lock:
            self._running.append(solver)
        try:
            yield
        finally:
            with self._lock:
                self._running.remove(solver)
