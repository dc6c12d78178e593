"""Solve a problem: a plan of viable jobs with a proved bound."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager, nullcontext

import numpy as np

from bundler.domain.plan import Result, Session
from bundler.domain.problem import Problem
from bundler.domain.reasons import NONE_AROUND_KEPT, NONE_WITHOUT
from bundler.i18n import Text
from bundler.solver.asked import lost_pins
from bundler.solver.conflict import MOST_SECONDS, smallest_conflict
from bundler.solver.engine import BESIDE_FROM, Beside, Here, local_pool
from bundler.solver.instance import able_tasks
from bundler.solver.keep import Rest, rest_of
from bundler.solver.part import Part
from bundler.solver.split import split
from bundler.solver.standing import PartStanding, Standing
from bundler.solver.warm import prepare
from bundler.solver.watch import Progress, Watch

OnProgress = Callable[[Progress], None]
Rosters = Sequence[Sequence[Session]]

# rounds that change nothing: each gives the first level half of the time that is left
_IDLE_ROUNDS = 3
# seconds for each part to prove of tasks that no job holds them
_IN_NO_JOB = 2.0


def solve(
    problem: Problem,
    *,
    on_progress: OnProgress | None = None,
    stop: threading.Event | None = None,
    start: Rosters | None = None,
    engine: Beside | None = None,
    keep: Rosters = (),
    without: Collection[str] = (),
    terse: bool = False,
) -> Result:
    """Find the best plan, with a proved bound on how good any plan can be.

    Options (objective, time limit, gap, seed, workers) are those of ``problem.scenario.solve``.

    Args:
        problem: the data and the scenario.
        on_progress: called from this thread with every step.
        stop: set it from another thread to end the search; the best plan so far is returned. Who cannot
            wait for a step that does not look at it takes ``so_far`` of the last progress.
        start: the rosters of a plan that keeps all rules; the result is never worth less.
        engine: where to work on the parts of the problem; None: on this machine's processors.
        keep: the rosters of jobs that stay exactly as they are; the rest is planned around them, and value
            and bound are those of plans that hold them.
        without: ids of tasks: value and bound are those of plans in which no job holds exactly these.
        terse: where no plan exists, do not look for what stands in the way.

    Returns:
        The result; where it ends by proof or gap, the same for the same problem and seed.

    Raises:
        UsageError: a job in ``keep`` breaks a rule.
        ProofError: the plain rules contradict the solver: a bug, nothing is returned.
    """
    with Watch(problem.scenario.solve.time_limit, stop) as watch:
        search = _Search(problem, rest_of(problem, keep), watch, on_progress, frozenset(without))
        search.run(start, engine)
        return search.result(terse)


class _Search:
    """All parts of one problem."""

    def __init__(
        self,
        problem: Problem,
        rest: Rest,
        watch: Watch,
        on_progress: OnProgress | None,
        without: frozenset[str],
    ) -> None:
        self.problem = problem
        self.rest = rest
        self.without = without
        self.watch = watch
        self.options = problem.scenario.solve
        self._on_progress = on_progress
        self.parts: list[Part] = []
        self._stood: tuple[PartStanding, ...] = ()
        self._step("prepare")
        prepare()
        watch.restart()
        self._lost = lost_pins(rest.problem)
        self._must = frozenset(
            task.task_id
            for task in rest.problem.tasks
            if self.options.objective == "fewest-jobs" and not problem.left_out_by_date(task)
        )
        self._homeless = sorted(self._must - {task.task_id for task in able_tasks(rest.problem)})
        if self.options.objective == "fewest-jobs":
            self._homeless += sorted(rest.unfilled)

    def run(self, start: Rosters | None, engine: Beside | None) -> None:
        if self._lost or self._homeless:
            return
        self._step("enumerate")
        rest = self.rest
        self.parts = [Part(part, self._must, rest.taken, self.without) for part in split(rest.problem)]
        self._start_from(start or ())
        workers = self.options.workers or os.cpu_count() or 1
        with self._engine(engine, workers) as place:
            gap = self.options.gap
            self._round(place, quick=True, gap=gap)
            idle = 0
            while idle < _IDLE_ROUNDS and not self._finished():
                before = [part.levels for part in self.parts]
                self._round(place, quick=False, gap=gap)
                idle = idle + 1 if before == [part.levels for part in self.parts] else 0

    def _engine(self, given: Beside | None, workers: int) -> AbstractContextManager[Here | Beside]:
        if given is not None:
            return nullcontext(given)
        # a function of the user's own may be known in this process only
        many = workers > 1 and not self.problem.own
        if many and len(self.parts) > 1 and self._size() >= BESIDE_FROM and self._even():
            return local_pool(workers)
        return nullcontext(Here(workers))

    def _size(self) -> int:
        return sum(part.size for part in self.parts)

    def _even(self) -> bool:
        """Whether no part is most of the problem: then processes of their own pay."""
        return max(part.size for part in self.parts) < 0.6 * self._size()

    def _round(self, place: Here | Beside, quick: bool, gap: float) -> None:
        """Advance every open part, the smallest (here) or furthest from its bound (beside) first."""
        chosen = [at for at, part in enumerate(self.parts) if part.open and not part.close_enough(gap)]
        if isinstance(place, Here):
            chosen.sort(key=lambda at: (self.parts[at].size, at))
        else:
            chosen.sort(key=lambda at: (-self.parts[at].gap, -self.parts[at].size, at))
        place.run(self.parts, chosen, self.watch, self._step, quick, gap)

    def _start_from(self, rosters: Rosters) -> None:
        home = {task.task_id: at for at, part in enumerate(self.parts) for task in part.instance.tasks}
        of_part: dict[int, list[Sequence[Session]]] = {}
        for roster in rosters:
            at = home.get(roster[0].task_id)
            if at is not None and {session.task_id for session in roster} != self.without:
                of_part.setdefault(at, []).append(roster)
        for at, own in of_part.items():
            self.parts[at].start_from(own)

    def standing(self, ended: bool = False) -> Standing:
        """Where the search stands; for this thread only, what it gives is for any."""
        before = self._stood or (None,) * len(self.parts)
        self._stood = tuple(
            PartStanding.of(part, stood) for part, stood in zip(self.parts, before, strict=True)
        )
        hopeless = bool(self._lost or self._homeless)
        return Standing(self.problem, self.watch, self._stood, self.rest.kept, hopeless, ended)

    def _finished(self) -> bool:
        standing = self.standing()
        if standing.impossible or self.watch.stopped or standing.enough:
            return True
        return not any(part.open for part in self.parts)

    def _step(self, phase: str) -> None:
        if self._on_progress is None:
            return
        standing = self.standing() if self.parts else None
        value, bound = standing.sums()[0] if standing else (-np.inf, np.inf)
        sign = -1 if self.options.objective == "fewest-jobs" else 1
        self._on_progress(
            Progress(
                seconds=self.watch.seconds,
                phase=phase,
                best=sign * value if value > -np.inf else None,
                bound=sign * bound if standing and np.isfinite(bound) else None,
                jobs=len(self.rest.kept) + sum(part.jobs for part in self.parts),
                so_far=standing.result if standing else None,
            )
        )

    def result(self, terse: bool = False) -> Result:
        standing = self.standing(ended=True)
        if standing.has_plan:
            in_no_job, why_none = self._in_no_job(standing), None
        else:
            in_no_job, why_none = set(), None if terse else self._why_none(standing)
        self._step("finish")
        return standing.result(in_no_job, why_none)

    def _in_no_job(self, standing: Standing) -> set[str]:
        """Tasks that, proved, no viable job holds; where there is no time for it, none."""
        found: set[str] = set()
        if self.rest.kept or self.without:
            # what is tried here leaves out jobs that there could be: it says nothing of the task as such
            return found
        for part, stands in zip(self.parts, standing.parts, strict=True):
            placed = {session.task_id for roster in stands.rosters or () for session in roster}
            asked = [task.task_id for task in stands.tasks if task.task_id not in placed]
            if asked and not self.watch.stopped:
                found |= part.in_no_job(asked, min(_IN_NO_JOB, self.watch.left))
        return found

    def _why_none(self, standing: Standing) -> Text | None:
        if not standing.impossible:
            return None
        if self.rest.kept:
            return NONE_AROUND_KEPT
        if self.without:
            return NONE_WITHOUT
        return smallest_conflict(self.problem, min(MOST_SECONDS, self.watch.left), lambda: self.watch.by_user)
