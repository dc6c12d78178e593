"""What it would cost to take in more of a task: a plan that does, and a proved bound on every such plan."""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Literal, NamedTuple, TypeVar

from bundler.domain.model import Task
from bundler.domain.plan import Session
from bundler.domain.problem import Problem
from bundler.domain.scenario import Pin
from bundler.rules import left_over, plan_violations, score_terms
from bundler.solver.counterfactual import Counterfactuals, LevelOutcome, WithMore

Roster = Sequence[Session]
Rosters = Mapping[str, Roster]
Key = TypeVar("Key", str, int)
Outcome = Literal["costs", "free", "better", "open", "pins", "partners"]

# points are exact to 0.01: what is less is nothing
NOTHING = 0.005
_AGREE = 0.011
# of the time for a question, for finding out which pins are in the way
_FOR_PINS = 4.0


class Trade(NamedTuple):
    """What taking in one job (of a shareable task: one session) more of a task costs.

    Attributes:
        level: what it is counted in: ``score`` (points), ``hours`` or ``jobs``.
        least: no plan that takes it in costs less, proved; below 0 where it might bring something.
        most: what the plan below costs, below 0 where it is better; infinite where no plan was found.
        displaced: by task id, how many sessions more that plan leaves over; below 0 where it takes in more.
        leave: ids of the plan's jobs that it does not have.
        come: the jobs that it has in their place.
    """

    level: str
    least: float
    most: float
    displaced: Mapping[str, int]
    leave: tuple[str, ...]
    come: tuple[tuple[Session, ...], ...]


class Weighed(NamedTuple):
    """The answer for one task.

    Attributes:
        outcome: ``costs`` (proved to cost something), ``free``, ``better``, ``open``; or where no plan takes
            in more of it: ``pins`` or ``partners`` stand in the way.
        trade: None where no plan takes in more of it.
        pins: without any one of these groups of pins one does.
    """

    outcome: Outcome
    trade: Trade | None = None
    pins: tuple[tuple[Pin, ...], ...] = ()


def comparable(problem: Problem) -> Problem:
    """The problem under an objective for which a plan may leave tasks out: balanced for fewest-jobs."""
    options = problem.scenario.solve
    if options.objective != "fewest-jobs":
        return problem
    options = options.model_copy(update={"objective": "balanced"})
    return problem.model_copy(update={"scenario": problem.scenario.model_copy(update={"solve": options})})


def weigh(questions: Counterfactuals, rosters: Rosters, task: Task, seconds: float) -> Weighed:
    """What the plan would be worth with more of a task that some viable job holds.

    Args:
        questions: about the plan; its problem is ``comparable``.
        rosters: the plan's jobs by id, in the order that ``questions`` has them in.
        task: with sessions that no job took.
        seconds: for this question.
    """
    answer = questions.with_more(task.task_id, seconds)
    if answer.impossible:
        return _impossible(questions.problem, rosters, task, seconds)
    trade = _trade(questions.problem, rosters, task, answer)
    if trade is None:
        return Weighed("open")
    return Weighed(_outcome(trade), trade)


def _outcome(trade: Trade) -> Outcome:
    if trade.most <= -NOTHING:
        return "better"
    if trade.most < NOTHING:
        return "free"
    return "costs" if trade.least >= NOTHING and math.isfinite(trade.most) else "open"


def _trade(problem: Problem, rosters: Rosters, task: Task, answer: WithMore) -> Trade | None:
    """The answer as costs; None where its plan is not what it says it is."""
    level = _decisive(answer.levels)
    least = level.plan - level.bound
    if answer.rosters is None or not math.isfinite(level.value):
        return Trade(level.name, least, math.inf, {}, (), ())
    most = _worth(problem, level.name, list(rosters.values())) - _worth(problem, level.name, answer.rosters)
    holds = _used(task, answer.rosters) > _used(task, list(rosters.values()))
    keeps = not plan_violations(problem, {str(at): roster for at, roster in enumerate(answer.rosters)})
    if not (holds and keeps and abs(most - (level.plan - level.value)) < _AGREE and least < most + _AGREE):
        return None
    before, after = (left_over(problem, each) for each in (rosters.values(), answer.rosters))
    displaced = {
        other.task_id: after.get(other.task_id, 0) - before.get(other.task_id, 0) for other in problem.tasks
    }
    return Trade(
        level.name,
        min(least, most),
        most,
        {name: number for name, number in displaced.items() if number},
        tuple(_others(rosters, answer.rosters)),
        tuple(tuple(answer.rosters[at]) for at in _others(dict(enumerate(answer.rosters)), rosters.values())),
    )


def _decisive(levels: Sequence[LevelOutcome]) -> LevelOutcome:
    """The first level at which the two plans differ, else the last."""
    for level in levels:
        if not abs(level.plan - level.value) < NOTHING:
            return level
    return levels[-1]


def _worth(problem: Problem, level: str, rosters: Sequence[Roster]) -> float:
    """What a plan is worth on a level, by the plain rules."""
    if level == "jobs":
        return float(len(rosters))
    if level == "hours":
        return sum(session.end - session.start for roster in rosters for session in roster) / 60
    return sum(sum(score_terms(problem, roster).values()) for roster in rosters)


def _used(task: Task, rosters: Sequence[Roster]) -> int:
    """Jobs with the task; of a shareable one its sessions."""
    counts = [sum(session.task_id == task.task_id for session in roster) for roster in rosters]
    return sum(counts) if task.shareable else sum(map(bool, counts))


def _others(jobs: Mapping[Key, Roster], than: Collection[Roster]) -> list[Key]:
    """The jobs that are not among others, of which each is matched once."""
    there = Counter(_key(roster) for roster in than)
    found = []
    for name, roster in jobs.items():
        key = _key(roster)
        there[key] -= 1
        if there[key] < 0:
            found.append(name)
    return found


def _key(roster: Roster) -> frozenset[tuple[int, int, str]]:
    return frozenset((session.day, session.start, session.task_id) for session in roster)


def _impossible(problem: Problem, rosters: Rosters, task: Task, seconds: float) -> Weighed:
    """Which pins are in the way of more of a task; where taking all away changes nothing, its partners."""
    pins = problem.scenario.pins
    if not pins:
        return Weighed("partners")
    end = time.perf_counter() + _FOR_PINS * seconds

    def can_without(gone: Sequence[Pin]) -> bool | None:
        left = min(seconds, end - time.perf_counter())
        return _can_without(problem, rosters, task, gone, left) if left > 0 else None

    without_all = can_without(pins)
    if without_all is not True:
        return Weighed("partners") if without_all is False else Weighed("open")
    single = [(pin, can_without([pin])) for pin in pins]
    enough = tuple((pin,) for pin, can in single if can)
    if enough:
        return Weighed("pins", pins=enough)
    gone = list(pins)
    for pin in pins:
        fewer = [other for other in gone if other is not pin]
        if can_without(fewer):
            gone = fewer
    return Weighed("pins", pins=(tuple(gone),))


def _can_without(
    problem: Problem, rosters: Rosters, task: Task, gone: Sequence[Pin], seconds: float
) -> bool | None:
    """Whether a plan takes in more of a task once these pins are gone; None where that was not decided."""
    kept = tuple(pin for pin in problem.scenario.pins if not any(pin is one for one in gone))
    free = problem.model_copy(update={"scenario": problem.scenario.model_copy(update={"pins": kept})})
    with Counterfactuals(free, list(rosters.values()), seconds) as questions:
        answer = questions.with_more(task.task_id, seconds)
    if answer.impossible:
        return False
    trade = _trade(free, rosters, task, answer)
    return True if trade is not None and math.isfinite(trade.most) else None
