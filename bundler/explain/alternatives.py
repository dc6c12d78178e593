"""Plans to choose from: nearly as good as a plan, and as different from it and from one another as can be.

Two plans differ by the pairs of tasks that work together. Of the pairs of tasks that share a job in the
one plan, the difference is the share that is in no job of the other; a job of one task counts as a pair
of that task with itself.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from bundler._version import __version__
from bundler.domain import Job, Level, Problem, Result, Unplaced
from bundler.domain.reasons import REASONS
from bundler.errors import ProofError, UsageError
from bundler.explain.plan_change import KpiChange, PlanDiff, Roster, Worth, kpi_changes, plan_diff
from bundler.i18n import Text
from bundler.kpis import Measures, measure
from bundler.rules import (
    left_over,
    make_job,
    plan_violations,
    round_points,
    score_terms,
)

_OF_ONE_PLAN = ("R-NOT-BETTER", "R-OPEN", "R-GIVEN", "R-KEPT", "R-REPLAN", "R-ALTERNATIVE")
_AGREE = 0.01 + 1e-6

_CONTRADICTION = Text(
    "An alternative is worth {value} ({name}) where the plan says that none can pass {bound}. If the plan "
    "was not changed by hand, this is a bug: please report it with your data.",
    "Een alternatief is {value} waard ({name}) terwijl het plan zegt dat geen plan voorbij {bound} komt. Is "
    "het plan niet met de hand aangepast, dan is dit een fout in het programma: meld het met uw gegevens.",
)
_BROKEN = Text(
    "The checker contradicts the solver ({what}). Nothing is reported; please report this as a bug.",
    "De controle spreekt de oplosser tegen ({what}). Er is niets gemeld; geef dit door als fout.",
)
_EMPTY = Text(
    "The plan has no jobs, so nothing can differ from it. Maybe solve first.",
    "Het plan heeft geen banen, dus niets kan ervan verschillen. Misschien eerst oplossen.",
)


class Alternative(NamedTuple):
    """One plan to choose.

    Attributes:
        result: the plan as a solve would give it, with the bound of the plan it is beside.
        differences: from the plan and from each earlier alternative, 0 to 1.
        bound: no plan of the candidates differs more from all of these; 0 to 1.
        proved: whether it is the most different of these, to 0.01 %.
        change: name of each level, and by how much it differs from the plan's.
        measures: its KPIs.
        kpis: those that differ from the plan's.
        diff: the jobs that differ from the plan's.
    """

    result: Result
    differences: tuple[float, ...]
    bound: float
    proved: bool
    change: tuple[tuple[str, float], ...]
    measures: Measures
    kpis: tuple[KpiChange, ...]
    diff: PlanDiff

    @property
    def difference(self) -> float:
        """The least of its differences."""
        return min(self.differences)


class Alternatives(NamedTuple):
    """Plans beside a plan.

    Attributes:
        measures: the plan's KPIs.
        plans: the alternatives, in the order in which they were found.
        within: the share of the plan's worth that they may lose on each level.
        candidates: number of possible jobs that were looked at.
        complete: whether, proved, no other job can be in a plan that good.
        ended: ``all`` asked for are there; ``none``: proved that among the candidates there is no other;
            ``time``: it was up.
    """

    measures: Measures
    plans: tuple[Alternative, ...]
    within: float
    candidates: int
    complete: bool
    ended: Literal["all", "none", "time"]


def alternatives(
    problem: Problem,
    result: Result,
    within: float = 0.02,
    count: int = 3,
    *,
    seconds: float = 60.0,
    stop: threading.Event | None = None,
    on_plan: Callable[[int], None] | None = None,
) -> Alternatives:
    """Plans nearly as good as a plan that differ most from it and from one another.

    Each is the one whose least difference from those before it is the largest, as far as was found.

    Args:
        problem: the data and the scenario.
        result: a plan that keeps all rules.
        within: the share of the plan's worth that may be lost, on each level of its objective; 0 to 1.
        count: how many.
        seconds: for all of them.
        stop: set it from another thread to end with those found so far.
        on_plan: called with the number of each plan that is looked for, from 1.

    Raises:
        UsageError: the plan has no jobs.
        NoPlan: the result holds none.
        ProofError: the rules contradict the solver, or an alternative is better than the result's bound.
    """
    from bundler.solver.others import other_plans

    rosters = [job.roster for job in result.jobs]
    if not rosters:
        raise UsageError(_EMPTY)
    asked = _under(problem, result)
    found = other_plans(asked, rosters, within, count, seconds=seconds, stop=stop, on_plan=on_plan)
    before, reached = measure(problem, result.jobs), _values(asked, result.jobs, result)
    plans: list[Alternative] = []
    for plan in found.plans:
        made = _result(asked, result, plan.rosters)
        measures = measure(problem, made.jobs)
        plans.append(
            Alternative(
                result=made,
                differences=plan.differences,
                bound=plan.bound,
                proved=plan.proved,
                change=tuple(
                    (level.name, round_points(level.value - old.value))
                    for level, old in zip(made.levels, reached, strict=True)
                ),
                measures=measures,
                kpis=kpi_changes(before, measures),
                diff=plan_diff([job.job_id for job in result.jobs], rosters, plan.rosters),
            )
        )
    return Alternatives(before, tuple(plans), within, found.candidates, found.complete, found.ended)


def _under(problem: Problem, result: Result) -> Problem:
    """The problem with the objective of the plan."""
    options = problem.scenario.solve.model_copy(update={"objective": result.objective})
    return problem.model_copy(update={"scenario": problem.scenario.model_copy(update={"solve": options})})


def _values(problem: Problem, jobs: Sequence[Job], result: Result) -> tuple[Level, ...]:
    """The levels of a plan, with the bounds of a result."""
    worth = Worth.of((job.minutes, sum(score_terms(problem, job.roster).values())) for job in jobs)
    return tuple(
        Level(name=name, value=round_points(value), bound=level.bound)
        for (name, value), level in zip(worth.levels(result.objective), result.levels, strict=True)
    )


def _result(problem: Problem, original: Result, rosters: Sequence[Roster]) -> Result:
    """The plan as a result; a plan is feasible, and the best only where it reaches the original's bound.

    Raises:
        ProofError: it breaks a rule, or is better than the bound.
    """
    known = problem.task_by_id
    ordered = sorted(
        rosters,
        key=lambda roster: (
            sorted({known[session.task_id].supplier_id for session in roster}),
            sorted({session.task_id for session in roster}),
            [(session.day, session.start) for session in roster],
        ),
    )
    jobs = tuple(make_job(problem, f"J{at:02d}", roster) for at, roster in enumerate(ordered, 1))
    wrong = plan_violations(problem, {job.job_id: job.roster for job in jobs})
    if wrong:
        job_id, verdicts = next(iter(wrong.items()))
        raise ProofError(_BROKEN.fill(what=f"{job_id}: {verdicts[0].code}: {verdicts[0].text.en}"))
    levels = _levels(problem, jobs, original)
    best = all(abs(level.bound - level.value) <= _AGREE for level in levels)
    return Result(
        scenario=original.scenario,
        objective=original.objective,
        status="optimal" if best else "feasible",
        stopped_by="proof" if best else "gap",
        levels=levels,
        seconds=original.seconds,
        seed=original.seed,
        version=__version__,
        input_sha256=problem.source_sha256,
        plan=jobs,
        unplaced=_left_out(problem, original, jobs),
    )


def _levels(problem: Problem, jobs: Sequence[Job], original: Result) -> tuple[Level, ...]:
    """The levels of an alternative with bounds that hold for it.

    Raises:
        ProofError: it is better than the original's bound.
    """
    levels = _values(problem, jobs, original)
    first, sign = levels[0], -1 if original.objective == "fewest-jobs" else 1
    if sign * (first.value - first.bound) > _AGREE:
        raise ProofError(_CONTRADICTION.fill(name=first.name, value=first.value, bound=first.bound))
    if len(levels) == 1 or abs(first.value - first.bound) <= _AGREE:
        return levels
    # the original's second bound is that of plans which are the best on the first level
    hours = sum(task.offered_minutes for task in problem.tasks) / 60
    most = round_points(problem.scenario.weights.hours * hours)
    return (first, *(Level(name=level.name, value=level.value, bound=most) for level in levels[1:]))


def _left_out(problem: Problem, original: Result, jobs: Sequence[Job]) -> tuple[Unplaced, ...]:
    """What keeps a task out of every plan keeps it out of this one; of the others no more is known."""
    proved = {item.task_id: item for item in original.unplaced if item.reason not in _OF_ONE_PLAN}
    code = "R-ALTERNATIVE"
    found = []
    for task_id, sessions in left_over(problem, (job.roster for job in jobs)).items():
        other = proved.get(task_id)
        found.append(
            Unplaced(task_id=task_id, sessions=sessions, reason=code, text=REASONS[code])
            if other is None
            else other.model_copy(update={"sessions": sessions})
        )
    return tuple(found)
