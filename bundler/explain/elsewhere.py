"""What a plan would be worth with a given job, or without one of its own: solved, with a bound."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from bundler.domain import Pin, Problem, Result
from bundler.explain.plan_change import PlanDiff, Roster, Worth, job_names, plan_diff
from bundler.rules import plan_violations, round_points, score_terms

_SAME = 0.005


class Level(NamedTuple):
    """One level of the objective, over the part of the problem that the question is about.

    Attributes:
        name: ``score``, ``hours`` or ``jobs``.
        plan: what the plan reaches.
        value: what the best plan found for the question reaches; None where none was found.
        bound: no plan that answers the question reaches more (of the fewest jobs: fewer): proved.
    """

    name: str
    plan: float
    value: float | None
    bound: float


class Elsewhere(NamedTuple):
    """The answer to a question about one job.

    Attributes:
        levels: of the objective, the first one first; empty where ``impossible`` or nothing was found.
        impossible: proved: no plan keeps what is asked.
        rosters: the whole plan found, jobs of other parts included; None where none was found.
        diff: what differs from the plan.
        fewer_is_better: whether the first level counts jobs and few are wanted.
    """

    levels: tuple[Level, ...]
    impossible: bool
    rosters: tuple[Roster, ...] | None
    diff: PlanDiff | None
    fewer_is_better: bool

    @property
    def costs(self) -> tuple[str, float, float] | None:
        """What it costs on the first level that differs: its name, as found, and at least; None: unknown.

        Below 0 where the plan that was found is better than the one asked about. Where the first level
        differs the second says nothing, so that it is not looked at.
        """
        for number, level in enumerate(self.levels):
            if level.value is None:
                return None
            sign = -1 if self.fewer_is_better and level.name == "jobs" else 1
            found, least = sign * (level.plan - level.value), sign * (level.plan - level.bound)
            if abs(found) > _SAME or abs(least) > _SAME or number == len(self.levels) - 1:
                return level.name, round_points(found), round_points(min(found, least))
        return None


def with_job(
    problem: Problem,
    rosters: Sequence[Roster],
    job: Roster,
    seconds: float,
    names: Sequence[str] | None = None,
) -> Elsewhere:
    """What if the plan held a job of exactly these tasks; any other job may change.

    Args:
        problem: the data and the scenario.
        rosters: the jobs of a plan that keeps all rules.
        job: a viable week of these tasks, to begin with; the answer may give them another.
        seconds: for the search.
        names: the ids of the jobs; None: J01, J02 and on.
    """
    tasks = tuple(sorted({session.task_id for session in job}))
    pin = Pin(job=tasks)
    scenario = problem.scenario.model_copy(update={"pins": (*problem.scenario.pins, pin)})
    asked = problem.model_copy(update={"scenario": scenario})
    part, own, others = _part_of(asked, rosters, tasks)
    start = _around(part, job, own)
    return _ask(part, own, others, seconds, names or job_names(len(rosters), None), rosters, start=start)


def without_job(
    problem: Problem,
    rosters: Sequence[Roster],
    at: int,
    seconds: float,
    names: Sequence[str] | None = None,
    *,
    keep_others: bool,
) -> Elsewhere:
    """What if no job held exactly the tasks of one of the plan's jobs.

    Args:
        problem: the data and the scenario.
        rosters: the jobs of a plan that keeps all rules.
        at: number of the job.
        seconds: for the search.
        names: the ids of the jobs; None: J01, J02 and on.
        keep_others: the other jobs stay exactly as they are: only the job's tasks and what is left over
            is planned anew.
    """
    tasks = tuple(sorted({session.task_id for session in rosters[at]}))
    part, own, others = _part_of(problem, rosters, tasks)
    rest = [roster for roster in own if roster is not rosters[at]]
    # a twin of the job stays where the others do
    return _ask(
        part,
        own,
        others,
        seconds,
        names or job_names(len(rosters), None),
        rosters,
        start=() if keep_others else rest,
        keep=rest if keep_others else (),
        without=tasks,
        at=at,
    )


def _part_of(
    problem: Problem, rosters: Sequence[Roster], tasks: Collection[str]
) -> tuple[Problem, list[Roster], list[Roster]]:
    """The part of the problem with these tasks, the plan's jobs in it, and its other jobs."""
    from bundler.solver.split import split

    part = next(part for part in split(problem) if {task.task_id for task in part.tasks} & set(tasks))
    here = {task.task_id for task in part.tasks}
    own = [roster for roster in rosters if roster[0].task_id in here]
    return part, own, [roster for roster in rosters if roster[0].task_id not in here]


def _around(part: Problem, job: Roster, own: Sequence[Roster]) -> list[Roster]:
    """A plan to begin with: the job, and what it leaves of the plan's; none where that is no plan."""
    kept: list[Roster] = [job]
    forbidding = tuple(p for p in part.scenario.pins if p.kind in ("apart", "leave", "forbid_suppliers"))
    scenario = part.scenario.model_copy(update={"pins": forbidding})
    plain = part.model_copy(update={"scenario": scenario})
    held = {session.task_id for session in job}
    for roster in sorted(own, key=lambda roster: len(held & {session.task_id for session in roster})):
        if not plan_violations(plain, _numbered([*kept, roster])):
            kept.append(roster)
    return kept if not plan_violations(part, _numbered(kept)) else []


def _ask(
    part: Problem,
    own: Sequence[Roster],
    others: Sequence[Roster],
    seconds: float,
    names: Sequence[str],
    rosters: Sequence[Roster],
    *,
    start: Sequence[Roster] = (),
    keep: Sequence[Roster] = (),
    without: Collection[str] = (),
    at: int | None = None,
) -> Elsewhere:
    from bundler.solver import solve

    options = part.scenario.solve.model_copy(update={"time_limit": seconds, "gap": 0.0})
    scenario = part.scenario.model_copy(update={"solve": options})
    asked = part.model_copy(update={"scenario": scenario})
    begin = start if start and not plan_violations(asked, _numbered(start)) else None
    result = solve(asked, start=begin, keep=keep, without=without)
    fewer = options.objective == "fewest-jobs"
    if result.plan is None:
        return Elsewhere((), result.stopped_by == "proof", None, None, fewer)
    found = (*others, *(job.roster for job in result.plan))
    return Elsewhere(_levels(part, own, result), False, found, plan_diff(names, rosters, found, at), fewer)


def _levels(part: Problem, own: Sequence[Roster], result: Result) -> tuple[Level, ...]:
    plan = Worth.of(
        (sum(s.end - s.start for s in roster), sum(score_terms(part, roster).values())) for roster in own
    )
    return tuple(
        Level(name, round_points(reached), level.value, level.bound)
        for (name, reached), level in zip(plan.levels(result.objective), result.levels, strict=True)
    )


def _numbered(rosters: Sequence[Roster]) -> dict[str, Roster]:
    return {str(at): roster for at, roster in enumerate(rosters)}
