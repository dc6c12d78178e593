"""Solve a problem: a plan of viable jobs with a proved bound."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence

import numpy as np

from bundler._version import __version__
from bundler.domain.plan import Job, Level, Result, StoppedBy
from bundler.domain.problem import Problem
from bundler.errors import ProofError, UsageError
from bundler.i18n import Text
from bundler.rules import make_job, plan_score, plan_violations, round_points
from bundler.solver.component import EXACT, Component
from bundler.solver.instance import Instance, make_instance
from bundler.solver.pins import ASKING, hopeless_pins, in_the_way
from bundler.solver.reasons import unplaced
from bundler.solver.roster import roster_of
from bundler.solver.warm import prepare
from bundler.solver.watch import Progress, Watch

OnProgress = Callable[[Progress], None]

_NO_PLAN = Text(
    "No plan exists: the pins cannot all hold under these rules ({which}).",
    "Er bestaat geen plan: de vastgezette keuzes kunnen onder deze regels niet allemaal ({which}).",
)
_NONE_FOUND = Text(
    "No plan was found in time; that none exists is not proved. Maybe give it more time (--time).",
    "Op tijd is geen plan gevonden; dat er geen bestaat is niet bewezen. Misschien meer tijd geven (--time).",
)


def solve(
    problem: Problem, *, on_progress: OnProgress | None = None, stop: threading.Event | None = None
) -> Result:
    """Find the best plan, with a proved bound on how good any plan can be.

    Options (objective, time limit, gap, seed, workers) are those of ``problem.scenario.solve``.

    Args:
        problem: the data and the scenario.
        on_progress: called from this thread with every step.
        stop: set it from another thread to end the search; the best plan so far is returned.

    Returns:
        The result; where it ends by proof or gap, the same for the same problem and seed.

    Raises:
        UsageError: the objective or a rule's value is not supported.
        ProofError: the plain rules contradict the solver: a bug, nothing is returned.
    """
    options = problem.scenario.solve
    if options.objective != "balanced":
        raise UsageError(
            Text(
                f"The objective {options.objective} cannot be solved yet; use balanced.",
                f"Het doel {options.objective} kan nog niet worden opgelost; gebruik balanced.",
            )
        )
    with Watch(options.time_limit, stop) as watch:
        search = _Search(problem, watch, on_progress)
        search.run()
        return search.result()


class _Search:
    """All parts of one problem."""

    def __init__(self, problem: Problem, watch: Watch, on_progress: OnProgress | None) -> None:
        self.problem = problem
        self.watch = watch
        self.options = problem.scenario.solve
        self._on_progress = on_progress
        self._step("prepare")
        prepare()
        self.instance = make_instance(problem)
        self.parts: list[Component] = []
        self.stopped_by: StoppedBy = "proof"

    def run(self) -> None:
        workers = self.options.workers or os.cpu_count() or 1
        for members in _parts(self.instance):
            part = Component(self.instance, members, self.watch, self.options.seed)
            self._step("enumerate")
            part.enumerate(workers)
            self.parts.append(part)
        for part in self.parts:
            part.relax(self._step)
        # the small parts first: they are proved at once, and what is left is the large part's gap
        for part in sorted(self.parts, key=lambda part: len(part.pool)):
            if not self._finished() and not part.proved:
                part.improve(self._enough, self._step)
        self.stopped_by = self._why()

    def _finished(self) -> bool:
        if any(part.impossible for part in self.parts):
            return True
        return all(part.proved for part in self.parts) or self.watch.stopped or self._enough()

    def _enough(self) -> bool:
        """Whether the gap asked for is reached."""
        value, bound = self._value(), self._bound()
        return (
            value > -np.inf
            and self.options.gap > 0
            and bound - value <= self.options.gap * max(1.0, abs(bound))
        )

    def _why(self) -> StoppedBy:
        if all(part.proved for part in self.parts) or any(part.impossible for part in self.parts):
            return "proof"
        if self._enough():
            return "gap"
        return "user" if self.watch.by_user else "time"

    def _value(self) -> float:
        return float(sum(part.value for part in self.parts))

    def _bound(self) -> float:
        return float(sum(part.bound for part in self.parts))

    def _step(self, phase: str) -> None:
        if self._on_progress is None:
            return
        parts = getattr(self, "parts", [])
        known = bool(parts) and phase not in ("prepare", "enumerate")
        best = self._value() if known else -np.inf
        self._on_progress(
            Progress(
                seconds=self.watch.seconds,
                phase=phase,
                best=best if best > -np.inf else None,
                bound=self._bound() if known else None,
                jobs=sum(len(part.best or ()) for part in parts),
            )
        )

    def result(self) -> Result:
        hopeless = hopeless_pins(self.instance, [part.pool for part in self.parts])
        complete = all(part.pool.complete for part in self.parts)
        impossible = any(part.impossible for part in self.parts) or bool(hopeless and complete)
        if impossible:
            self.stopped_by = "proof"
        if impossible or any(part.best is None for part in self.parts):
            asking = hopeless or [pin for pin in self.problem.scenario.pins if pin.kind in ASKING]
            which = in_the_way(self.problem, asking)
            return self._make(None, 0.0, _NO_PLAN.fill(which=which) if impossible else _NONE_FOUND)
        rosters = [roster_of(part.weeks, column) for part in self.parts for column in part.best or ()]
        rosters.sort(
            key=lambda r: (
                sorted({self.problem.task_by_id[s.task_id].supplier_id for s in r}),
                sorted({s.task_id for s in r}),
                [(s.day, s.start) for s in r],
            )
        )
        jobs = tuple(make_job(self.problem, f"J{at:02d}", roster) for at, roster in enumerate(rosters, 1))
        self._confirm(jobs)
        return self._make(jobs, plan_score(self.problem, rosters), None)

    def _confirm(self, jobs: Sequence[Job]) -> None:
        """Hold the plan against the plain rules and score.

        Raises:
            ProofError: a rule fails, the value differs, or it lies above the bound.
        """
        found = plan_violations(self.problem, {job.job_id: job.roster for job in jobs})
        score = plan_score(self.problem, [job.roster for job in jobs])
        if found:
            job_id, verdicts = next(iter(found.items()))
            raise ProofError(_bug(f"{job_id}: {verdicts[0].code}: {verdicts[0].text.en}"))
        if abs(score - self._value()) > 0.02:
            raise ProofError(_bug(f"score {score}, solver {self._value()}"))
        if score > self._bound() + 0.02:
            raise ProofError(_bug(f"score {score} above bound {self._bound()}"))

    def _make(self, jobs: tuple[Job, ...] | None, score: float, why_none: Text | None) -> Result:
        scenario = self.problem.scenario
        proved = jobs is not None and self.stopped_by == "proof"
        bound = score if proved else max(score, np.ceil((self._bound() - 1e-6) * 100) / 100)
        optimal = proved or (jobs is not None and bound - score < EXACT)
        return Result(
            scenario=scenario.name,
            objective=self.options.objective,
            status="none" if jobs is None else "optimal" if optimal else "feasible",
            stopped_by=self.stopped_by,
            levels=() if jobs is None else (Level(name="score", value=score, bound=round_points(bound)),),
            seconds=round(self.watch.seconds, 3),
            seed=self.options.seed,
            version=__version__,
            input_sha256=self.problem.source_sha256,
            plan=jobs,
            unplaced=() if jobs is None else unplaced(self.problem, jobs, self.parts, optimal),
            why_none=why_none,
        )


def _bug(what: str) -> Text:
    return Text(
        f"The checker contradicts the solver ({what}). Nothing is reported; please report this as a bug.",
        f"De controle spreekt de oplosser tegen ({what}). Er is niets gemeld; geef dit door als fout.",
    )


def _parts(instance: Instance) -> list[list[int]]:
    """Groups of tasks that can meet in a job, or that a pin ties together, each in order."""
    count = len(instance.tasks)
    number = {task.task_id: at for at, task in enumerate(instance.tasks)}
    linked = instance.pairs.astype(bool)
    for pin in instance.problem.scenario.pins:
        if pin.kind in ASKING:
            tied = [number[name] for name in pin.ids if name in number]
            for other in tied[1:]:
                linked[tied[0], other] = linked[other, tied[0]] = True
    seen = np.zeros(count, bool)
    groups = []
    for start in range(count):
        if seen[start]:
            continue
        seen[start] = True
        group, front = [start], [start]
        while front:
            fresh = np.flatnonzero(linked[front.pop()] & ~seen)
            seen[fresh] = True
            group += fresh.tolist()
            front += fresh.tolist()
        groups.append(sorted(group))
    return groups
