"""Holds explanations against what trying everything says; gives what is wrong with them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from bundler.domain import Problem, Session
from bundler.explain import Explanation
from bundler.explain.model import Hindrance, Way
from bundler.rules import left_over, plan_score, plan_violations, violations
from bundler.solver.split import split
from tests.explain.exhaustive import IN_MINUTES, MOST, can_go, changed, holds, without
from tests.oracle_plan import best_plan

STRUCTURAL = ("R-NO-JOB", "R-TASK-ALONE")
Rosters = Sequence[Sequence[Session]]
_CODES = {"break_in_session": "break_rule"}
_FINE = 1e-6
_CENT = 0.0151


def wrong_structure(problem: Problem, said: Explanation) -> Iterator[str]:
    """What is untrue of a reason why no viable job holds a task."""
    name = said.task_id
    if holds(problem, name):
        yield "a viable job holds it"
    movable = can_go(problem)
    sizes = {len(way.hindrances) for way in said.ways}
    if not said.ways:
        if said.decided and holds(without(problem, movable), name):
            yield "a job holds it once all gives way"
        return
    if len(sizes) > 1 or (sizes != {1} and len(said.ways) > 1):
        yield f"sets of different sizes, or several: {sizes}"
    size = sizes.pop()
    if said.decided and said.least != size:
        yield f"at least {said.least} where {size} are shown"
    for smaller in range(1, size):
        for gone in combinations(movable, smaller):
            if holds(without(problem, gone), name):
                yield f"{gone} would be enough"
    if size == 1:
        shown = {_key(problem, way.hindrances[0]) for way in said.ways}
        enough = {key for key in movable if holds(without(problem, [key]), name)}
        told = " ".join(note.en for note in said.notes[1:])
        missing = {key for key in enough - shown if str(key) not in told}
        if missing or not shown <= enough:
            yield f"shown {shown}, enough {enough}"
    for way in said.ways:
        yield from _wrong_way(problem, name, way)


def _key(problem: Problem, one: Hindrance) -> str | int:
    """A rule's name, or a pin's number."""
    if one.value is not None:
        return one.name
    kind = one.verdicts[0].code.removeprefix("pin_")
    ids = one.name.partition("= ")[2]
    return next(
        at
        for at, pin in enumerate(problem.scenario.pins)
        if pin.kind == kind and all(f'"{item}"' in ids for item in pin.ids)
    )


def _wrong_way(problem: Problem, name: str, way: Way) -> Iterator[str]:
    tasks = {session.task_id for session in way.roster}
    keys = [_key(problem, one) for one in way.hindrances]
    values = {key: _as_rule(key, one.value) for key, one in zip(keys, way.hindrances, strict=True)}
    if name not in tasks or violations(changed(problem, values), way.roster):
        yield f"the job shown does not keep the rules at {values}"
    if not holds(changed(problem, values), name, among=tasks):
        yield f"no job with {name} at {values}"
    broken = {_CODES.get(verdict.code, verdict.code) for verdict in violations(problem, way.roster)}
    if broken != {key for key in keys if isinstance(key, str)}:
        yield f"the job breaks {broken}, shown {keys}"
    alone = {"job": way.roster}
    pins = {v.code for v in plan_violations(problem, alone).get("", ()) if v.code in FORBIDDEN}
    if pins != {one.verdicts[0].code for one in way.hindrances if one.value is None}:
        yield f"the job breaks the pins {pins}"
    for at, (key, one) in enumerate(zip(keys, way.hindrances, strict=True)):
        gap = max(-(verdict.margin or 0) for verdict in one.verdicts)
        nearer = _nearer(problem, key, gap)
        if one.exact and nearer is not None:
            held = {**{other: MOST.get(other) for other in keys[at + 1 :]}, key: nearer}
            before = {other: _least(problem, other, way.hindrances[i]) for i, other in enumerate(keys[:at])}
            if holds(changed(problem, {**before, **held}), name):
                yield f"{key} need only go to {nearer}"


FORBIDDEN = ("pin_apart", "pin_forbid_suppliers", "pin_leave")


def _as_rule(key: str | int, value: Any) -> Any:
    if key in ("day_start", "day_end"):
        hours, minutes = value.split(":")
        return int(hours) * 60 + int(minutes)
    return tuple(value) if isinstance(value, list) else value


def _least(problem: Problem, key: str | int, one: Hindrance) -> Any:
    """The value that a margin stands for."""
    gap = max(-(verdict.margin or 0) for verdict in one.verdicts)
    value = _value(problem, key, gap)
    return _as_rule(key, one.value) if value is None else value


def _nearer(problem: Problem, key: str | int, gap: float) -> Any:
    """One step less than a gap; None where that is the rule as it is, or there are no steps."""
    step = _FINE if key == "min_supervised_share" else 1
    return None if gap - step < _FINE / 2 else _value(problem, key, gap - step)


def _value(problem: Problem, key: str | int, gap: float) -> Any:
    if not isinstance(key, str) or isinstance(MOST[key], bool | str | tuple):
        return None
    own = getattr(problem.scenario.rules, key)
    way = 1 if MOST[key] is None or MOST[key] > own else -1
    if key not in IN_MINUTES:
        return own + way * gap
    limit = math.floor(own * 60 + 1e-9) if way > 0 else math.ceil(own * 60 - 1e-9)
    return (limit + way * gap) / 60


def used(problem: Problem, rosters: Rosters, name: str) -> int:
    """Jobs with the task, or sessions of a shareable one."""
    counted: Counter[str] = Counter()
    for roster in rosters:
        names = [session.task_id for session in roster]
        counted.update(names if problem.task_by_id[name].shareable else set(names))
    return counted[name]


def wrong_trade(problem: Problem, rosters: Rosters, said: Explanation) -> Iterator[str]:
    """What is untrue of what taking in more of a task is said to cost."""
    objective = problem.scenario.solve.objective
    wanted = {said.task_id: used(problem, rosters, said.task_id) + 1}
    part, own = _its_part(problem, rosters, said.task_id)
    best = best_plan(part, objective, at_least=wanted)
    if said.code in ("R-PINS", "R-PARTNERS"):
        if best is not None:
            yield "a plan takes in more of it"
        yield from _wrong_pins(problem, said, wanted)
        return
    trade = said.trade
    if best is None or trade is None:
        yield "no plan takes in more of it"
        return
    level = {"balanced": "score", "most-hours": "hours", "most-jobs": "jobs"}[objective]
    now = {"score": plan_score(problem, own), "jobs": float(len(own)), "hours": _hours(own)}
    costs = now[level] - best.first
    if trade.level != level:
        if abs(costs) > _CENT:
            yield f"it costs {costs} {level}, said of {trade.level}"
        costs = now["score"] - best.score
    if not trade.least - _CENT <= costs <= trade.most + _CENT:
        yield f"costs {costs}, said {trade.least}…{trade.most}"
    if said.code == "R-COSTS" and costs < 0.004:
        yield f"said to cost something, costs {costs}"
    if said.code == "R-FREE" and abs(trade.most) > 0.005:
        yield f"said to be free, costs {trade.most}"
    yield from _wrong_plan(problem, rosters, said)


def _its_part(problem: Problem, rosters: Rosters, name: str) -> tuple[Problem, Rosters]:
    """The tasks that can share a job with it, through others too, and the jobs of these."""
    part = next(part for part in split(problem) if name in part.task_by_id)
    return part, [roster for roster in rosters if roster[0].task_id in part.task_by_id]


def _wrong_pins(problem: Problem, said: Explanation, wanted: Mapping[str, int]) -> Iterator[str]:
    """Whether the pins named are in the way, all that are by themselves, and nothing without cause."""
    pins = problem.scenario.pins
    objective = problem.scenario.solve.objective

    def can(gone: Collection[int]) -> bool:
        return best_plan(changed(problem, dict.fromkeys(gone)), objective, at_least=wanted) is not None

    if said.code == "R-PARTNERS":
        if can(range(len(pins))):
            yield "without pins a plan takes in more of it"
        return
    groups = [{at for at, pin in enumerate(pins) if any(pin is one for one in group)} for group in said.pins]
    for group in groups:
        if not can(group):
            yield f"without the pins {group} no plan takes in more of it"
        if any(can(group - {at}) for at in group):
            yield f"not all of the pins {group} have to go"
    single = {at for at in range(len(pins)) if can({at})}
    if single != {at for group in groups if len(group) == 1 for at in group}:
        yield f"each of the pins {single} is enough"


def _hours(rosters: Rosters) -> float:
    return sum(session.end - session.start for roster in rosters for session in roster) / 60


def _wrong_plan(problem: Problem, rosters: Rosters, said: Explanation) -> Iterator[str]:
    """Whether the plan that is told of holds, takes in more, costs that and displaces just these."""
    trade = said.trade
    assert trade is not None
    names = [f"J{at:02d}" for at in range(1, len(rosters) + 1)]
    kept = [roster for job_id, roster in zip(names, rosters, strict=True) if job_id not in trade.leave]
    plan = [*kept, *trade.come]
    if plan_violations(problem, {str(at): roster for at, roster in enumerate(plan)}):
        yield "its plan breaks a rule"
    if used(problem, plan, said.task_id) <= used(problem, rosters, said.task_id):
        yield "its plan takes in no more of it"
    worth: Mapping[str, float] = {
        "score": plan_score(problem, rosters) - plan_score(problem, plan),
        "hours": _hours(rosters) - _hours(plan),
        "jobs": float(len(rosters) - len(plan)),
    }
    if abs(worth[trade.level] - trade.most) > _CENT:
        yield f"its plan costs {worth[trade.level]}, said {trade.most}"
    before, after = left_over(problem, rosters), left_over(problem, plan)
    changes = {
        task.task_id: after.get(task.task_id, 0) - before.get(task.task_id, 0) for task in problem.tasks
    }
    if {name: change for name, change in changes.items() if change} != dict(trade.displaced):
        yield f"displaces {changes}, said {trade.displaced}"
