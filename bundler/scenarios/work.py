"""One scenario solved to an end that cannot be missed: what every process, here or on a cluster, runs."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from bundler.domain import Problem, Result

if TYPE_CHECKING:
    from bundler.solver import Progress
    from bundler.solver.engine import Beside

# of a thread that may be left behind; the command line looks for it when it ends
THREAD_NAME = "bundler-solve"
_POLL = 0.05
# after this, a solve that was told to stop is left alone with what it cannot break off
GRACE_SECONDS = 0.8


class Solved(NamedTuple):
    """What came of a scenario.

    Attributes:
        result: the plan, or why there is none; None where it was stopped before it had any.
        left_behind: whether the solve still hangs in a step that cannot be broken off.
    """

    result: Result | None
    left_behind: bool


def solve_scenario(
    problem: Problem,
    stopped: Callable[[], bool] = lambda: False,
    on_progress: Callable[[Progress], None] | None = None,
    engine: Beside | None = None,
) -> Solved:
    """Solve; the time limit of the scenario counts from here.

    Args:
        problem: what to solve.
        stopped: asked now and then whether to end with the best plan so far.
        on_progress: called with every step, in another thread.
        engine: where to work on the parts of the problem; None: in this process.

    Raises:
        ProofError: the plain rules contradict the solver: a bug.
    """
    run = _Run(problem, on_progress, engine)
    while not run.over.wait(_POLL):
        if stopped():
            run.stop.set()
        if run.overdue:
            found = run.so_far()
            if found is not None or run.stop.is_set():
                return Solved(found, left_behind=True)
    if run.error is not None:
        raise run.error
    return Solved(run.result, left_behind=False)


class _Run:
    """A solve in a thread of its own."""

    def __init__(
        self, problem: Problem, on_progress: Callable[[Progress], None] | None, engine: Beside | None
    ) -> None:
        self._problem, self._on_progress, self._engine = problem, on_progress, engine
        self.stop, self.over = threading.Event(), threading.Event()
        self.result: Result | None = None
        self.error: BaseException | None = None
        self._latest: Progress | None = None
        self._began = time.monotonic()
        self._stopped_at: float | None = None
        threading.Thread(target=self._work, name=THREAD_NAME, daemon=True).start()

    def _work(self) -> None:
        try:
            from bundler.solver import solve

            self.result = solve(self._problem, on_progress=self._note, stop=self.stop, engine=self._engine)
        except BaseException as error:
            self.error = error
        finally:
            self.over.set()

    def _note(self, progress: Progress) -> None:
        if self._latest is None or self._latest.phase == "prepare":
            # loading and preparing takes nothing off the limit
            self._began = time.monotonic()
        self._latest = progress
        if self._on_progress is not None:
            self._on_progress(progress)

    @property
    def overdue(self) -> bool:
        """Whether it should have ended and still searches."""
        now = time.monotonic()
        if self._stopped_at is None and self.stop.is_set():
            self._stopped_at = now
        ends = self._began + self._problem.scenario.solve.time_limit
        if self._stopped_at is not None:
            ends = min(ends, self._stopped_at)
        return now >= ends + GRACE_SECONDS and (self._latest is None or self._latest.phase != "finish")

    def so_far(self) -> Result | None:
        """The best plan so far; None before there is any."""
        latest = self._latest
        return latest.so_far() if latest is not None and latest.so_far is not None else None
