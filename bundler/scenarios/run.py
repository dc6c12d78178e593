"""Many scenarios solved together, here or on a cluster, so that an interruption loses little."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from typing import TYPE_CHECKING

from bundler.domain import Problem, Result
from bundler.errors import UsageError
from bundler.scenarios.crew import Place, here, place_for
from bundler.scenarios.store import NOT_STORED, Store, key_of
from bundler.scenarios.work import Solved

if TYPE_CHECKING:
    from bundler.solver import Progress
    from bundler.solver.engine import Beside

OnDone = Callable[[str, Result], None]
OnFound = Callable[[int], None]
OnProgress = Callable[[str, "Progress"], None]

_POLL = 0.1
# each answers soon after a stop; what does not come back in so long, on a busy machine, is left
STOP_SECONDS = 10.0
# so often a worker may be lost with the same scenario: the last time it has the place to itself
MOST_LOSSES = 3


def solve_all(
    problems: Sequence[tuple[str, Problem]],
    *,
    workers: int = 0,
    engine: Beside | None = None,
    store: Store | None = None,
    on_done: OnDone | None = None,
    on_found: OnFound | None = None,
    on_progress: OnProgress | None = None,
    stop: threading.Event | None = None,
) -> list[Result | None]:
    """Solve many scenarios, several at once; options are those of each, but for the number of cores.

    With at least as many scenarios as cores each has one core, with fewer the cores are divided. What ends
    by proof or gap does not depend on that, nor on the order. The same scenario under two names is solved
    once. A worker that is lost takes nothing with it: its scenario is solved again.

    Args:
        problems: each with its name.
        workers: processor cores to use; 0 is all.
        engine: a cluster to solve on; None: processes on this computer.
        store: scenarios that are in it are not solved again; what is finished is put in it before it is
            told of. None keeps nothing.
        on_done: is told of every result, also of those that were in the store; in this thread.
        on_found: is told once how many of the results were in the store.
        on_progress: is told now and then how far a scenario is, without ``so_far``; in this thread.
        stop: set it from another thread, or from a signal, to end. What is under way keeps its best plan
            so far, what is not yet begun has no result.

    Returns:
        The results in the order of ``problems``; None where a scenario was not solved: after a stop, or
        where its worker was lost three times (as when there is too little memory for it).

    Raises:
        ProofError: the plain rules contradict the solver: a bug.
        OutputError: a result cannot be stored.
        UsageError: there is a store, and scenarios have rules of the user's own.
    """
    if store is not None and any(problem.own for _, problem in problems):
        raise UsageError(NOT_STORED)
    return _Many(problems, store, on_done, on_found, on_progress, stop or threading.Event()).run(
        workers or os.cpu_count() or 1, engine
    )


class _Many:
    """The scenarios, their results so far, and what is still to be solved."""

    def __init__(
        self,
        problems: Sequence[tuple[str, Problem]],
        store: Store | None,
        on_done: OnDone | None,
        on_found: OnFound | None,
        on_progress: OnProgress | None,
        stop: threading.Event,
    ) -> None:
        self._problems = problems
        self._store, self._stop = store, stop
        self._on_done, self._on_found, self._on_progress = on_done, on_found, on_progress
        self.results: list[Result | None] = [None] * len(problems)
        self._losses: dict[int, int] = {}
        self._latest: dict[int, Progress] = {}
        # numbers of scenarios that are the same, by the number of the first
        self._same: dict[int, list[int]] = {}
        first: dict[tuple[str, float], int] = {}
        for at, (_, problem) in enumerate(problems):
            key = key_of(problem), problem.scenario.solve.time_limit
            self._same.setdefault(first.setdefault(key, at), []).append(at)

    def run(self, workers: int, engine: Beside | None) -> list[Result | None]:
        """Take from the store what is there, solve the rest."""
        todo = []
        for at in self._same:
            stored = self._store.get(self._problems[at][1]) if self._store is not None else None
            if stored is None:
                todo.append(at)
            else:
                self._finish(at, stored)
        if self._on_found is not None:
            self._on_found(sum(result is not None for result in self.results))
        todo = self._solve(todo, workers, engine)
        if todo and not self._stop.is_set():
            # the cluster is gone, or these are too much for a computer that does others beside
            for at in todo if engine is None else ():
                self._solve([at], 1, None)
            if engine is not None:
                self._solve(todo, workers, None)
        return self.results

    def _solve(self, todo: list[int], workers: int, engine: Beside | None) -> list[int]:
        """Solve these; gives those that were lost too often to be tried here again."""
        if not todo or self._stop.is_set():
            return todo
        # a function of the user's own may be known in this process only: these have all cores in turn
        beside = engine is not None or not any(self._problems[at][1].own for at in todo)
        at_once = todo if beside else todo[:1]
        waiting = {at: self._with_cores(at, at_once, workers) for at in todo}
        running: dict[Future[Solved], int] = {}
        left: list[int] = []
        with place_for(len(todo), workers, engine) if beside else here() as place:
            while (waiting or running) and not self._stop.is_set():
                while waiting and len(running) < place.width:
                    at = next(iter(waiting))
                    running[self._begin(place, at, waiting.pop(at))] = at
                for at in self._collect(place, running, _POLL):
                    self._losses[at] = self._losses.get(at, 0) + 1
                    if self._losses[at] < MOST_LOSSES - 1:
                        waiting[at] = self._with_cores(at, at_once, workers)
                    else:
                        left.append(at)
                self._tell()
            if running:
                self._end(place, running)
        return left

    def _with_cores(self, at: int, at_once: Sequence[int], workers: int) -> Problem:
        """The scenario with its share of the cores."""
        cores, more = divmod(workers, len(at_once))
        problem = self._problems[at][1]
        share = max(1, cores + (at in at_once[:more]))
        options = problem.scenario.solve.model_copy(update={"workers": share})
        return problem.model_copy(update={"scenario": problem.scenario.model_copy(update={"solve": options})})

    def _begin(self, place: Place, at: int, problem: Problem) -> Future[Solved]:
        def tell(progress: Progress) -> None:
            self._latest[at] = progress

        try:
            return place.submit(problem, tell)
        except place.lost as error:
            failed: Future[Solved] = Future()
            failed.set_exception(error)
            return failed

    def _collect(self, place: Place, running: dict[Future[Solved], int], seconds: float) -> list[int]:
        """Take in what has come back; gives the scenarios that were lost."""
        done, _ = wait(running, timeout=seconds, return_when="FIRST_COMPLETED")
        lost = []
        for future in sorted(done, key=lambda future: running[future]):
            at = running.pop(future)
            try:
                solved = future.result()
            except place.lost:
                lost.append(at)
            else:
                if solved.result is not None:
                    self._finish(at, solved.result, fresh=True)
        return lost

    def _end(self, place: Place, running: dict[Future[Solved], int]) -> None:
        """Stop what is under way, and take in the best plans so far."""
        place.stop()
        over = time.monotonic() + STOP_SECONDS
        while running and time.monotonic() < over:
            self._collect(place, running, _POLL)
        for future in running:
            future.cancel()

    def _tell(self) -> None:
        while self._latest:
            at, progress = self._latest.popitem()
            if self._on_progress is not None and self.results[at] is None:
                self._on_progress(self._problems[at][0], progress)

    def _finish(self, at: int, result: Result, fresh: bool = False) -> None:
        """Keep a result, then tell of it; the same for scenarios that are the same."""
        if fresh and self._store is not None:
            self._store.put(self._problems[at][1], result)
        for number in self._same[at]:
            name, problem = self._problems[number]
            mine = {"scenario": problem.scenario.name, "input_sha256": problem.source_sha256}
            self.results[number] = result.model_copy(update=mine)
            if self._on_done is not None:
                self._on_done(name, result.model_copy(update=mine))
