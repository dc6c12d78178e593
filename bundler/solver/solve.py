"""Solve a problem: a plan of viable jobs with a proved bound."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext

import numpy as np

from bundler._version import __version__
from bundler.domain.plan import Job, Level, Result, Session, StoppedBy
from bundler.domain.problem import Problem
from bundler.errors import ProofError
from bundler.i18n import Text
from bundler.rules import make_job, plan_score, plan_violations, round_points
from bundler.solver.asked import lost_pins
from bundler.solver.conflict import MOST_SECONDS, smallest_conflict
from bundler.solver.engine import BESIDE_FROM, Beside, Here, local_pool
from bundler.solver.instance import able_tasks
from bundler.solver.part import Part
from bundler.solver.reasons import unplaced
from bundler.solver.split import split
from bundler.solver.warm import prepare
from bundler.solver.watch import Progress, Watch

OnProgress = Callable[[Progress], None]
Rosters = Sequence[Sequence[Session]]

EXACT = 5e-3
_NONE_FOUND = Text(
    "No plan was found in time; that none exists is not proved. Maybe give it more time (--time).",
    "Op tijd is geen plan gevonden; dat er geen bestaat is niet bewezen. Misschien meer tijd geven (--time).",
)


def solve(
    problem: Problem,
    *,
    on_progress: OnProgress | None = None,
    stop: threading.Event | None = None,
    start: Rosters | None = None,
    engine: Beside | None = None,
) -> Result:
    """Find the best plan, with a proved bound on how good any plan can be.

    Options (objective, time limit, gap, seed, workers) are those of ``problem.scenario.solve``.

    Args:
        problem: the data and the scenario.
        on_progress: called from this thread with every step.
        stop: set it from another thread to end the search; the best plan so far is returned.
        start: the rosters of a plan that keeps all rules; the result is never worth less.
        engine: where to work on the parts of the problem; None: on this machine's processors.

    Returns:
        The result; where it ends by proof or gap, the same for the same problem and seed.

    Raises:
        ProofError: the plain rules contradict the solver: a bug, nothing is returned.
    """
    with Watch(problem.scenario.solve.time_limit, stop) as watch:
        search = _Search(problem, watch, on_progress)
        search.run(start, engine)
        return search.result()


class _Search:
    """All parts of one problem."""

    def __init__(self, problem: Problem, watch: Watch, on_progress: OnProgress | None) -> None:
        self.problem = problem
        self.watch = watch
        self.options = problem.scenario.solve
        self._on_progress = on_progress
        self.parts: list[Part] = []
        self.stopped_by: StoppedBy = "proof"
        self._step("prepare")
        prepare()
        self._lost = lost_pins(problem)
        self._must = frozenset(
            task.task_id
            for task in problem.tasks
            if self.options.objective == "fewest-jobs" and not problem.left_out_by_date(task)
        )
        self._homeless = sorted(self._must - {task.task_id for task in able_tasks(problem)})

    def run(self, start: Rosters | None, engine: Beside | None) -> None:
        if self._lost or self._homeless:
            return
        self._step("enumerate")
        self.parts = [Part(part, self._must) for part in split(self.problem)]
        self._start_from(start or ())
        workers = self.options.workers or os.cpu_count() or 1
        with self._engine(engine, workers) as place:
            gap = self.options.gap
            self._round(place, quick=True, gap=gap)
            while not self._finished():
                before = [part.levels for part in self.parts]
                self._round(place, quick=False, gap=gap)
                if before == [part.levels for part in self.parts]:
                    break
        self.stopped_by = self._why()

    def _engine(self, given: Beside | None, workers: int) -> AbstractContextManager[Here | Beside]:
        if given is not None:
            return nullcontext(given)
        if workers > 1 and len(self.parts) > 1 and self._size() >= BESIDE_FROM and self._even():
            return local_pool(workers)
        return nullcontext(Here(workers))

    def _size(self) -> int:
        return sum(part.size for part in self.parts)

    def _even(self) -> bool:
        """Whether no part is most of the problem: then processes of their own pay."""
        return max(part.size for part in self.parts) < 0.6 * self._size()

    def _round(self, place: Here | Beside, quick: bool, gap: float) -> None:
        """Advance every open part, the ones with the smallest (here) or largest (beside) gap first."""
        chosen = [at for at, part in enumerate(self.parts) if part.open and not part.close_enough(gap)]
        if isinstance(place, Here):
            chosen.sort(key=lambda at: (self.parts[at].size, at))
        else:
            chosen.sort(key=lambda at: (-self.parts[at].size, at))
        place.run(self.parts, chosen, self.watch, self._step, quick, gap)

    def _start_from(self, rosters: Rosters) -> None:
        home = {task.task_id: part for part in self.parts for task in part.instance.tasks}
        of_part: dict[int, list[Sequence[Session]]] = {}
        for roster in rosters:
            part = home.get(roster[0].task_id)
            if part is not None:
                of_part.setdefault(self.parts.index(part), []).append(roster)
        for at, own in of_part.items():
            self.parts[at].start_from(own)

    @property
    def impossible(self) -> bool:
        """Proved: no plan keeps what is asked."""
        return bool(self._lost or self._homeless) or any(part.impossible for part in self.parts)

    def _finished(self) -> bool:
        if self.impossible or self.watch.stopped or self._enough():
            return True
        return not any(part.open for part in self.parts)

    def _enough(self) -> bool:
        """Whether the gap asked for is reached on the first level."""
        if self.options.gap <= 0 or not all(part.has_plan for part in self.parts):
            return False
        value, bound = self._sums()[0]
        return bound - value <= self.options.gap * max(1.0, abs(bound))

    def _why(self) -> StoppedBy:
        if self.impossible or all(part.proved for part in self.parts):
            return "proof"
        if self._enough():
            return "gap"
        return "user" if self.watch.by_user else "time"

    def _sums(self) -> list[tuple[float, float]]:
        """Value and bound of each level over all parts, to be made as large as possible."""
        per_level = list(zip(*(part.levels for part in self.parts), strict=True))
        sums = [
            (float(sum(level.value for level in levels)), float(sum(level.bound for level in levels)))
            for levels in per_level
        ] or [(0.0, 0.0)] * (1 if self.options.objective == "balanced" else 2)
        if len(sums) > 1 and not all(level.proved for level in per_level[0]):
            # a plan better on the first level by one part's worth may be shared out differently
            hours = sum(task.offered_minutes for part in self.parts for task in part.instance.tasks) / 60
            sums[1] = (sums[1][0], self.problem.scenario.weights.hours * hours)
        return sums

    def _step(self, phase: str) -> None:
        if self._on_progress is None:
            return
        known = bool(self.parts) and phase not in ("prepare", "enumerate")
        value, bound = self._sums()[0] if known else (-np.inf, np.inf)
        sign = -1 if self.options.objective == "fewest-jobs" else 1
        self._on_progress(
            Progress(
                seconds=self.watch.seconds,
                phase=phase,
                best=sign * value if value > -np.inf else None,
                bound=sign * bound if known and np.isfinite(bound) else None,
                jobs=sum(part.jobs for part in self.parts),
            )
        )

    def result(self) -> Result:
        if self.impossible or not all(part.has_plan for part in self.parts):
            return self._make(None, self._why_none())
        rosters = [roster for part in self.parts for roster in part.rosters()]
        rosters.sort(
            key=lambda r: (
                sorted({self.problem.task_by_id[s.task_id].supplier_id for s in r}),
                sorted({s.task_id for s in r}),
                [(s.day, s.start) for s in r],
            )
        )
        jobs = tuple(make_job(self.problem, f"J{at:02d}", roster) for at, roster in enumerate(rosters, 1))
        self._confirm(jobs)
        return self._make(jobs, None)

    def _why_none(self) -> Text:
        if not self.impossible:
            return _NONE_FOUND
        return smallest_conflict(self.problem, min(MOST_SECONDS, self.watch.left), lambda: self.watch.by_user)

    def _values(self, jobs: Sequence[Job]) -> list[float]:
        """What a plan is worth on each level by the plain rules, to be made as large as possible."""
        score = plan_score(self.problem, [job.roster for job in jobs])
        minutes = sum(session.end - session.start for job in jobs for session in job.roster)
        first = {"most-hours": minutes / 60, "most-jobs": len(jobs), "fewest-jobs": -len(jobs)}
        if self.options.objective == "balanced":
            return [score]
        return [float(first[self.options.objective]), score]

    def _confirm(self, jobs: Sequence[Job]) -> None:
        """Hold the plan against the plain rules and score.

        Raises:
            ProofError: a rule fails, the value differs, or it lies above the bound.
        """
        found = plan_violations(self.problem, {job.job_id: job.roster for job in jobs})
        if found:
            job_id, verdicts = next(iter(found.items()))
            raise ProofError(_bug(f"{job_id}: {verdicts[0].code}: {verdicts[0].text.en}"))
        for really, (value, bound) in zip(self._values(jobs), self._sums(), strict=True):
            if np.isfinite(value) and really < value - 0.02:
                raise ProofError(_bug(f"value {really}, solver {value}"))
            if really > bound + 0.02:
                raise ProofError(_bug(f"value {really} above bound {bound}"))

    def _make(self, jobs: tuple[Job, ...] | None, why_none: Text | None) -> Result:
        scenario = self.problem.scenario
        levels, optimal = ((), False) if jobs is None else self._levels(jobs)
        return Result(
            scenario=scenario.name,
            objective=self.options.objective,
            status="none" if jobs is None else "optimal" if optimal else "feasible",
            stopped_by=self.stopped_by,
            levels=levels,
            seconds=round(self.watch.seconds, 3),
            seed=self.options.seed,
            version=__version__,
            input_sha256=self.problem.source_sha256,
            plan=jobs,
            unplaced=() if jobs is None else unplaced(self.problem, jobs, self.parts, optimal),
            why_none=why_none,
        )

    def _levels(self, jobs: Sequence[Job]) -> tuple[tuple[Level, ...], bool]:
        """The levels as they are reported, and whether each is proved."""
        names = [level.name for level in self.parts[0].levels] if self.parts else self._names()
        proved = self.stopped_by == "proof"
        levels = []
        optimal = True
        for name, value, (_, bound) in zip(names, self._values(jobs), self._sums(), strict=True):
            sign = -1 if self.options.objective == "fewest-jobs" and name == "jobs" else 1
            most = value if proved else max(value, float(np.ceil((bound - 1e-6) * 100) / 100))
            optimal &= most - value < EXACT
            levels.append(Level(name=name, value=sign * round_points(value), bound=sign * round_points(most)))
        return tuple(levels), optimal

    def _names(self) -> list[str]:
        first = {"most-hours": "hours", "most-jobs": "jobs", "fewest-jobs": "jobs"}.get(
            self.options.objective
        )
        return [first, "score"] if first else ["score"]


def _bug(what: str) -> Text:
    return Text(
        f"The checker contradicts the solver ({what}). Nothing is reported; please report this as a bug.",
        f"De controle spreekt de oplosser tegen ({what}). Er is niets gemeld; geef dit door als fout.",
    )
