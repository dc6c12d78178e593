"""One scenario solved to an end that cannot be missed: what every process, here or on a cluster, runs."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from bundler.domain import Problem, Result
    from bundler.solver import Progress
    from bundler.solver.engine import Beside

OnProgress = Callable[["Progress"], None]
# of a thread that may be left behind; the command line looks for it when it ends
THREAD_NAME = "bundler-solve"
POLL_SECONDS = 0.05
# after this, a solve that was told to stop is left alone with what it cannot break off
GRACE_SECONDS = 0.5


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
    on_progress: OnProgress | None = None,
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
    run = Running(problem, threading.Event(), on_progress, engine=engine)
    while not run.over.wait(POLL_SECONDS):
        if stopped():
            run.stop.set()
        if run.overdue:
            found = run.so_far()
            if found is not None or run.stop.is_set():
                return Solved(found, left_behind=True)
    if run.error is not None:
        raise run.error
    return Solved(run.result, left_behind=False)


class Running:
    """A solve in a thread of its own.

    Attributes:
        stop: set it and the solve ends with its best plan.
        over: set when it has ended.
        latest: its last progress; None before the first.
        result: what it gave; None before that.
        error: what it raised, if anything.
    """

    def __init__(
        self, problem: Problem, stop: threading.Event, on_progress: OnProgress | None = None, **given: object
    ) -> None:
        """Begin.

        Args:
            problem: what to solve.
            stop: ends the solve when it is set.
            on_progress: called with every step, in the thread of the solve.
            given: what else `solve` takes; what is None or empty is left out.
        """
        self.stop, self.over = stop, threading.Event()
        self.latest: Progress | None = None
        self.result: Result | None = None
        self.error: BaseException | None = None
        self._problem, self._on_progress = problem, on_progress
        self._given: dict[str, Any] = {name: value for name, value in given.items() if value}
        self._began: float | None = None
        self._stopped_at: float | None = None
        threading.Thread(target=self._work, name=THREAD_NAME, daemon=True).start()

    def _work(self) -> None:
        try:
            # here, as a stop must be answered while these libraries load too
            from bundler.solver import solve

            self._began = time.monotonic()
            self.result = solve(self._problem, on_progress=self._note, stop=self.stop, **self._given)
        except BaseException as error:
            self.error = error
        finally:
            self.over.set()

    def _note(self, progress: Progress) -> None:
        if self._preparing:
            # preparing, on a first run only, takes no time off the limit
            self._began = time.monotonic()
        self.latest = progress
        if self._on_progress is not None:
            self._on_progress(progress)

    @property
    def _preparing(self) -> bool:
        return self.latest is not None and self.latest.phase == "prepare"

    @property
    def seconds(self) -> float:
        """How long the solver has been at work."""
        return 0.0 if self._began is None else time.monotonic() - self._began

    @property
    def unprepared(self) -> bool:
        """Whether the solver has not begun to search."""
        return self.latest is None or self._preparing

    @property
    def overdue(self) -> bool:
        """Whether it should have ended and still searches; what is being made up is waited for."""
        now, ends = time.monotonic(), math.inf
        if self._stopped_at is None and self.stop.is_set():
            self._stopped_at = now
        if self._began is not None and not self._preparing:
            ends = self._began + self._problem.scenario.solve.time_limit
        if self._stopped_at is not None:
            ends = min(ends, self._stopped_at)
        if now < ends + GRACE_SECONDS or self.over.is_set():
            return False
        return self.latest is None or self.latest.phase != "finish"

    def so_far(self) -> Result | None:
        """The best plan so far; None before there is any."""
        latest = self.latest
        return latest.so_far() if latest is not None and latest.so_far is not None else None
