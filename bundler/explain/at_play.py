"""What may stand in the way of a task: each rule that can be loosened, each pin that forbids."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations
from typing import Any, Literal, NamedTuple

from bundler.domain.model import Task
from bundler.domain.plan import Session
from bundler.domain.problem import Problem
from bundler.domain.scenario import Rules
from bundler.errors import OwnRuleFailed
from bundler.rules import Verdict, plan_violations, violations
from bundler.units import DAY_MINUTES, at_least_minutes, at_most_minutes

# Jobs of more tasks are not looked for (see ``bundler.solver.instance.MOST_POSITIONS``).
MOST_TASKS = 12
FORBIDDING = ("apart", "forbid_suppliers", "leave")
# rules that follow the Arbeidstijdenwet
LAW = ("break_rule", "daily_rest_hours", "weekly_rest_hours")
# Rules with a measure: its unit, and which way they are loosened. Those of which loosening lets in the
# most sets of tasks come first: the search loosens them last.
MEASURED: dict[str, tuple[Literal["count", "hours", "minutes", "share"], int]] = {
    "max_tasks": ("count", 1),
    "max_hours": ("hours", 1),
    "max_suppliers": ("count", 1),
    "max_travel_minutes": ("minutes", 1),
    "max_locations": ("count", 1),
    "max_competencies": ("count", 1),
    "max_days": ("count", 1),
    "max_hours_per_day": ("hours", 1),
    "max_span_hours": ("hours", 1),
    "max_rest_minutes": ("minutes", 1),
    "max_start_spread_minutes": ("minutes", 1),
    "day_start": ("minutes", -1),
    "day_end": ("minutes", 1),
    "daily_rest_hours": ("hours", -1),
    "weekly_rest_hours": ("hours", -1),
    "min_hours_per_supplier": ("hours", -1),
    "min_supervised_share": ("share", -1),
    "min_hours": ("hours", -1),
}
# of excluded certificates: more are not taken apart
_MOST_CERTIFICATES = 5
_CODES = {"break_in_session": "break_rule"}


class Member(NamedTuple):
    """One thing that may give way.

    Attributes:
        kind: ``rule``, ``own`` for a rule of the user's own, or ``pin``.
        at: the rule's name, the own rule's code, or the pin's number in the scenario.
    """

    kind: Literal["rule", "own", "pin"]
    at: str | int


Broken = dict[Member, tuple[Verdict, ...]]


class AtPlay:
    """What may give way for one task.

    Attributes:
        problem: the data and the scenario as given.
        task: the task.
        members: rules that are not at their loosest, then own rules and pins that forbid; at their loosest
            value they forbid nothing here.
    """

    def __init__(self, problem: Problem, task: Task) -> None:
        self.problem = problem
        self.task = task
        far = {
            place.location_id: _there_and_back(problem, task, place.location_id)
            for place in problem.locations
        }
        reached = {name: minutes for name, minutes in far.items() if minutes is not None}
        near = tuple(other for other in problem.tasks if other.location_id in reached)
        self._far = reached
        self._near = problem.model_copy(update={"tasks": near})
        self._loosest = _loosest(self._near)
        rules = problem.scenario.rules
        self.members: tuple[Member, ...] = (
            *(Member("rule", name) for name, value in self._loosest.items() if getattr(rules, name) != value),
            *(Member("own", own.code) for own in problem.own if not own.charges),
            *(Member("pin", at) for at, pin in enumerate(problem.scenario.pins) if pin.kind in FORBIDDING),
        )

    def loosest(self, member: Member) -> Any:
        """The value at which a rule forbids nothing here; for a pin or an own rule None."""
        return self._loosest[str(member.at)] if member.kind == "rule" else None

    def loosened(self, values: Mapping[Member, Any]) -> Problem:
        """The tasks that are near enough, these rules at these values, without these own rules and pins."""
        scenario = self.problem.scenario
        most = values.get(Member("rule", "max_travel_minutes"), scenario.rules.max_travel_minutes)
        near = tuple(task for task in self._near.tasks if self._far[task.location_id] <= most)
        rules = scenario.rules.model_copy(
            update={str(member.at): value for member, value in values.items() if member.kind == "rule"}
        )
        pins = tuple(pin for at, pin in enumerate(scenario.pins) if Member("pin", at) not in values)
        changed = scenario.model_copy(update={"rules": rules, "pins": pins})
        own = tuple(each for each in self._near.own if Member("own", each.code) not in values)
        return self._near.model_copy(update={"tasks": near, "scenario": changed, "own": own})

    def broken(self, roster: Sequence[Session]) -> Broken | None:
        """What a job breaks of the rules and pins as given, by the checker's own verdicts.

        None where it breaks something that is not at play.
        """
        found: dict[Member, list[Verdict]] = {}
        try:
            failing = violations(self.problem, roster)
        except OwnRuleFailed:
            return None
        for verdict in failing:
            own = verdict.said is not None
            member = Member("own" if own else "rule", _CODES.get(verdict.code, verdict.code))
            found.setdefault(member, []).append(verdict)
        scenario = self.problem.scenario
        for at, pin in enumerate(scenario.pins):
            if pin.kind in FORBIDDING:
                alone = self.problem.model_copy(
                    update={"scenario": scenario.model_copy(update={"pins": (pin,)})}
                )
                verdicts = plan_violations(alone, {"": roster}).get("", ())
                forbids = [verdict for verdict in verdicts if verdict.code == f"pin_{pin.kind}"]
                if forbids:
                    found[Member("pin", at)] = forbids
        if not found.keys() <= set(self.members):
            return None
        return {member: tuple(found[member]) for member in self.members if member in found}

    def values_between(self, member: Member) -> list[Any]:
        """For a rule without a measure: its looser values, the nearest first."""
        rules = self.problem.scenario.rules
        if member.at == "break_rule":
            return ["adult", "none"] if rules.break_rule == "youth" else ["none"]
        if member.at == "excluded_certificates":
            listed = rules.excluded_certificates
            asked = {name.casefold() for task in self._near.tasks for name in task.certificates}
            inside = [name for name in listed if name.casefold() in asked]
            sizes = range(1, len(inside) + 1) if len(inside) <= _MOST_CERTIFICATES else (1, len(inside))
            return [
                tuple(name for name in listed if name not in gone)
                for size in sizes
                for gone in combinations(inside, size)
            ]
        return [self.loosest(member)]


def measure(rules: Rules, rule: str) -> float:
    """What a measured rule allows, in whole minutes where it is about time."""
    unit, way = MEASURED[rule]
    value: float = getattr(rules, rule)
    if unit != "hours":
        return value
    return at_most_minutes(value) if way > 0 else at_least_minutes(value)


def given_way(rules: Rules, rule: str, gap: float) -> float:
    """The value of a measured rule that gives way by ``gap``: minutes, a count or a share."""
    unit, way = MEASURED[rule]
    value = measure(rules, rule) + way * gap
    return value / 60 if unit == "hours" else value


def gap_of(verdicts: Collection[Verdict]) -> float:
    """By how much a measured rule must give way for a job with these violations."""
    return max(-(verdict.margin or 0.0) for verdict in verdicts)


def _there_and_back(problem: Problem, task: Task, place: str) -> int | None:
    """Minutes from a task's place to another or back, the longer; None where one cannot be reached."""
    there, back = problem.travel(task.location_id, place), problem.travel(place, task.location_id)
    return None if there is None or back is None else max(there, back)


def _loosest(problem: Problem) -> dict[str, Any]:
    """Per rule the value at which it forbids nothing among these tasks, in order of ``MEASURED``."""
    rules, tasks = problem.scenario.rules, problem.tasks
    places = sorted({task.location_id for task in tasks})
    walks = [problem.travel(one, other) or 0 for one in places for other in places]
    loosest: dict[str, Any] = {
        "max_tasks": min(MOST_TASKS, len(tasks)),
        "max_hours": 168.0,
        "max_suppliers": len({task.supplier_id for task in tasks}),
        "max_travel_minutes": max(walks),
        "max_locations": len(places),
        "max_competencies": len({name for task in tasks for name in task.competencies}),
        "max_days": 7,
        "max_hours_per_day": 24.0,
        "max_span_hours": 24.0,
        "max_rest_minutes": DAY_MINUTES,
        "max_start_spread_minutes": None,
        "day_start": 0,
        "day_end": DAY_MINUTES,
        "daily_rest_hours": 0.0,
        "weekly_rest_hours": 0.0,
        "min_hours_per_supplier": 0.0,
        "min_supervised_share": 0.0,
        "min_hours": 0.0,
        "break_rule": "none",
        "separate_settings": rules.separate_settings and len({task.setting for task in tasks}) < 2,
        "food_after_sanitary": rules.food_after_sanitary
        or {task.hygiene for task in tasks} >= {"sanitary", "food"},
        "excluded_certificates": _not_asked(rules, tasks),
    }
    for name in ("max_tasks", "max_suppliers", "max_travel_minutes", "max_locations", "max_competencies"):
        loosest[name] = max(loosest[name], getattr(rules, name))
    return loosest


def _not_asked(rules: Rules, tasks: Collection[Task]) -> tuple[str, ...]:
    """The excluded certificates that none of these tasks asks."""
    asked = {name.casefold() for task in tasks for name in task.certificates}
    return tuple(name for name in rules.excluded_certificates if name.casefold() not in asked)
