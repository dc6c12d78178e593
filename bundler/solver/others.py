"""Plans that are nearly as good as a plan and differ most from it and from one another."""

from __future__ import annotations

import math
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Literal, NamedTuple

from bundler.domain.plan import Session
from bundler.domain.problem import Problem
from bundler.rules import score_terms
from bundler.solver.apart import Differ
from bundler.solver.apart_model import Asked, Choice, difference
from bundler.solver.near import NearPart, near_parts
from bundler.solver.warm import prepare
from bundler.solver.watch import Watch

Roster = Sequence[Session]

# possible jobs that are looked at, at most, and of each part at the least
CANDIDATES, LEAST = 1500, 40
# of the time: for the relaxation
_RELAX_SHARE = 0.5


class OtherPlan(NamedTuple):
    """A plan beside others.

    Attributes:
        rosters: its jobs.
        differences: from the plan and from each of the others before it, 0 to 1.
        bound: no plan of the candidates differs more from all of these.
    """

    rosters: tuple[tuple[Session, ...], ...]
    differences: tuple[float, ...]
    bound: float

    @property
    def difference(self) -> float:
        """The least of its differences."""
        return min(self.differences)

    @property
    def proved(self) -> bool:
        """Whether none of the candidates' plans differs more, to 0.01 %."""
        return self.bound - self.difference < 1e-4


class Others(NamedTuple):
    """Plans beside a plan, each the one that differs most from those before it.

    Attributes:
        plans: none twice; fewer than asked where ``ended`` says why.
        candidates: number of possible jobs that were looked at.
        complete: whether no other job can be in a plan that is good enough: proved.
        ended: ``all``: as many as asked; ``none``: there is no other plan of these jobs, proved; ``time``.
    """

    plans: tuple[OtherPlan, ...]
    candidates: int
    complete: bool
    ended: Literal["all", "none", "time"]


def least_worth(problem: Problem, rosters: Sequence[Roster], within: float) -> Asked:
    """What a plan must reach to be within a share of a plan, on each level of the objective."""
    score = sum(sum(score_terms(problem, roster).values()) for roster in rosters)
    minutes = sum(session.end - session.start for roster in rosters for session in roster)
    jobs, tiny = len(rosters), 1e-9
    asked = Asked(score - within * abs(score))
    match problem.scenario.solve.objective:
        case "most-hours":
            return asked._replace(minutes=math.ceil((1 - within) * minutes - tiny))
        case "most-jobs":
            return asked._replace(jobs=math.ceil((1 - within) * jobs - tiny))
        case "fewest-jobs":
            return asked._replace(most_jobs=math.floor((1 + within) * jobs + tiny))
    return asked


def other_plans(
    problem: Problem,
    rosters: Sequence[Roster],
    within: float,
    count: int,
    *,
    seconds: float = 60.0,
    stop: threading.Event | None = None,
    on_plan: Callable[[int], None] | None = None,
) -> Others:
    """Plans within a share of a plan's worth that differ most from it and from one another.

    Args:
        problem: the data and the scenario.
        rosters: the jobs of a plan that keeps all rules.
        within: the share of the plan's worth that may be lost, on each level of the objective; 0 to 1.
        count: how many plans.
        seconds: for all of them.
        stop: set it from another thread to end the search with the plans so far.
        on_plan: called with the number of each plan that is begun, from 1.
    """
    prepare()
    options = problem.scenario.solve
    workers = options.workers or os.cpu_count() or 1
    with Watch(seconds, stop) as watch, ThreadPoolExecutor(workers) as threads:
        parts = near_parts(problem, rosters, threads, watch)
        with watch.slice(_RELAX_SHARE * watch.left):
            for part in parts:
                part.relax()
        _gather(parts, problem, rosters, within)
        differ = Differ(parts, least_worth(problem, rosters, within), watch, options.seed, workers)
        plan: Choice = tuple(part.own for part in parts)
        before = [differ.pairs(plan)]
        found: list[OtherPlan] = []
        ended: Literal["all", "none", "time"] = "all"
        while len(found) < count:
            if watch.stopped or not all(part.candidates or not part.own for part in parts):
                ended = "time"
                break
            if on_plan is not None:
                on_plan(len(found) + 1)
            apart = differ.most_different(before, watch.left / (count - len(found)), plan)
            if apart.choice is None:
                ended = "none" if apart.bound < 1e-4 else "time"
                break
            pairs = differ.pairs(apart.choice)
            apart_from = tuple(difference(other, pairs) for other in before)
            before.append(pairs)
            found.append(OtherPlan(_rosters(parts, apart.choice), apart_from, apart.bound))
    candidates = sum(part.candidates for part in parts)
    return Others(tuple(found), candidates, all(part.complete for part in parts), ended)


def _gather(parts: Sequence[NearPart], problem: Problem, rosters: Sequence[Roster], within: float) -> None:
    """Take in what a good enough plan could hold, each part by its size."""
    tasks = sum(len(part.instance.tasks) for part in parts)
    score = sum(sum(score_terms(problem, roster).values()) for roster in rosters)
    weighed = sum(part.weighed for part in parts)
    may_lose = within * (abs(score) + abs(weighed - score))
    reach = sum(max(part.room, 0.0) for part in parts) + may_lose
    for part in parts:
        part.gather(max(LEAST, CANDIDATES * len(part.instance.tasks) // max(tasks, 1)), reach)


def _rosters(parts: Sequence[NearPart], choice: Choice) -> tuple[tuple[Session, ...], ...]:
    return tuple(
        tuple(part.weeks.roster(column))
        for part, columns in zip(parts, choice, strict=True)
        for column in columns
    )
