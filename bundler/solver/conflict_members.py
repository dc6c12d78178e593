"""What may stand in the way of a plan, as members that can be left out one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any, Literal

import numpy as np

from bundler.domain.model import Task, TravelTime
from bundler.domain.own import Own
from bundler.domain.plan import Session
from bundler.domain.problem import Problem
from bundler.domain.scenario import Pin
from bundler.i18n import Text
from bundler.rules import plan_violations
from bundler.rules.own import with_tasks
from bundler.solver.asked import ASKING
from bundler.units import DAY_MINUTES, clock

Kind = Literal["pin", "task", "date", "rule"]
Rosters = Sequence[Sequence[Session]]

# A rule left out stands at its loosest value, but for max_tasks: jobs of more tasks than this need no
# looking at where fewer cannot keep what is asked, and take too long to list.
MANY_TASKS = 7
_HELPED = (
    "min_hours",
    "max_rest_minutes",
    "max_start_spread_minutes",
    "min_hours_per_supplier",
    "min_supervised_share",
)
DAY_HOURS = "day_start, day_end"
_OWN = {"en": "your own rule", "nl": "uw eigen regel"}


@dataclass(frozen=True)
class Member:
    """One thing that must hold.

    Attributes:
        kind: a pin, a task that must be placed in full, a task's dates, a rule.
        at: its number among the scenario's pins; or the task's id; or the rule's name, an own rule's code.
    """

    kind: Kind
    at: int | str


class Members:
    """Everything of a problem that can be left out, and the problem without some of it.

    Attributes:
        problem: the data and the scenario as given.
        all: pins first, then tasks, dates and rules; rules at their loosest value are none.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._loose = _loosest(problem, max((leg.minutes for leg in self._travel), default=0))
        rules = problem.scenario.rules
        self.all: tuple[Member, ...] = (
            *(Member("pin", at) for at in range(len(problem.scenario.pins))),
            *(Member("task", task.task_id) for task in self._must),
            *(Member("date", task.task_id) for task in self._late),
            *(
                Member("rule", name)
                for name, values in self._loose.items()
                if any(getattr(rules, field) != value for field, value in values.items())
            ),
            *(Member("rule", code) for code in self._own),
        )

    @cached_property
    def _own(self) -> dict[str, Own]:
        """The user's own rules by code; costs keep no plan from being one."""
        return {own.code: own for own in self.problem.own if not own.charges}

    @property
    def must(self) -> frozenset[str]:
        """Ids of the tasks that must be placed in full."""
        return frozenset(task.task_id for task in self._must)

    @cached_property
    def _must(self) -> list[Task]:
        """Tasks that the objective asks to place in full."""
        if self.problem.scenario.solve.objective != "fewest-jobs":
            return []
        return [task for task in self.problem.tasks if not self.problem.left_out_by_date(task)]

    @cached_property
    def _late(self) -> list[Task]:
        """Tasks that a pin asks for but the plan date leaves out."""
        asked = {name for pin in self.problem.scenario.pins if pin.kind in ASKING for name in pin.ids}
        return [
            task
            for task in self.problem.tasks
            if task.task_id in asked and self.problem.left_out_by_date(task)
        ]

    @cached_property
    def _travel(self) -> tuple[TravelTime, ...]:
        """All travel times as they are on the scenario's own grid: a finer one would shorten walks."""
        names = [place.location_id for place in self.problem.locations]
        return tuple(
            TravelTime(origin=one, destination=other, minutes=minutes)
            for one in names
            for other in names
            if one != other and (minutes := self.problem.travel(one, other)) is not None
        )

    @cached_property
    def _walks(self) -> tuple[TravelTime, ...]:
        """Shortest walks through any places, where that is shorter or there is no other."""
        names = [place.location_id for place in self.problem.locations]
        number = {name: at for at, name in enumerate(names)}
        far = np.full((len(names), len(names)), np.inf)
        np.fill_diagonal(far, 0)
        for leg in self._travel:
            far[number[leg.origin], number[leg.destination]] = leg.minutes
        for via in range(len(names)):
            far = np.minimum(far, far[:, via : via + 1] + far[via : via + 1, :])
        return tuple(
            TravelTime(origin=names[one], destination=names[other], minutes=int(far[one, other]))
            for one, other in np.argwhere(np.isfinite(far)).tolist()
            if one != other
        )

    def only(self, problem: Problem, named: Collection[str]) -> Problem:
        """These tasks alone, such that what is left of any plan of the problem without the others is a plan.

        Rules that others could help to keep (hours, rests that a visit bridges, the day's first start)
        do not hold in it, and walks may lead through any place.
        """
        loose = {field: value for rule in _HELPED for field, value in self._loose.get(rule, {}).items()}
        scenario = problem.scenario
        rules = scenario.rules.model_copy(update=loose)
        return problem.model_copy(
            update={
                "tasks": tuple(task for task in problem.tasks if task.task_id in named),
                "travel_times": self._walks,
                "scenario": scenario.model_copy(update={"rules": rules}),
                "own": (),
            }
        )

    def loosest(self, rule: str) -> Any:
        """The value at which a rule forbids nothing here."""
        return self._loose[rule][rule]

    def pin(self, member: Member) -> Pin:
        """The pin a member is about."""
        return self.problem.scenario.pins[int(member.at)]

    def keep(self, kept: Collection[Member]) -> tuple[Problem, frozenset[str]]:
        """The problem in which only these hold, and the tasks to place in full."""
        scenario = self.problem.scenario
        update: dict[str, Any] = {}
        values: dict[str, Any] = {}
        for name, loosest in self._loose.items():
            if Member("rule", name) not in kept:
                values |= loosest
        if "grid_minutes" in values:
            update["travel_times"] = self._travel
        free = {task.task_id for task in self._late if Member("date", task.task_id) not in kept}
        if free:
            update["tasks"] = tuple(
                task.model_copy(update={"valid_from": None, "valid_until": None})
                if task.task_id in free
                else task
                for task in self.problem.tasks
            )
        pins = tuple(pin for at, pin in enumerate(scenario.pins) if Member("pin", at) in kept)
        rules = scenario.rules.model_copy(update=values)
        update["scenario"] = scenario.model_copy(update={"pins": pins, "rules": rules})
        must = {str(member.at) for member in kept if member.kind == "task"}
        problem = with_tasks(self.problem, update.pop("tasks", self.problem.tasks))
        own = tuple(each for each in problem.own if Member("rule", each.code) in kept and not each.charges)
        return problem.model_copy(update={**update, "own": own}), frozenset(must)

    def broken_by(self, rosters: Rosters) -> frozenset[Member]:
        """The members that a plan does not keep."""
        found = set()
        jobs = {str(at): roster for at, roster in enumerate(rosters)}
        for verdicts in plan_violations(self.problem, jobs).values():
            for verdict in verdicts:
                found |= self._of(verdict.code, str(verdict.where))
        for task in self._must:
            placed = sum(session.task_id == task.task_id for roster in rosters for session in roster)
            if placed < task.sessions_offered:
                found.add(Member("task", task.task_id))
        return frozenset(found)

    def _of(self, code: str, where: str) -> set[Member]:
        """The members that a verdict is about."""
        if code == "known_task":
            return {Member("date", where)}
        if code.startswith("pin_"):
            pins = enumerate(self.problem.scenario.pins)
            return {
                Member("pin", at) for at, pin in pins if code == f"pin_{pin.kind}" and where in _places(pin)
            }
        name = {"break_in_session": "break_rule", "day_start": DAY_HOURS, "day_end": DAY_HOURS}
        return {Member("rule", name.get(code, code))}

    def words(self, member: Member) -> Text:
        """A member as the user wrote it."""
        match member.kind:
            case "pin":
                pin = self.pin(member)
                ids = ", ".join(pin.ids)
                return Text(f"pin {pin.kind} {ids}", f"vastgezette keuze {pin.kind} {ids}")
            case "task":
                return Text(
                    f"{member.at} placed in full (fewest-jobs)",
                    f"{member.at} volledig geplaatst (fewest-jobs)",
                )
            case "date":
                return self._dates(self.problem.task_by_id[str(member.at)])
        own = self._own.get(str(member.at))
        if own is not None:
            return Text(*(f"{word} '{own.title(lang)}'" for lang, word in _OWN.items()))
        rules = self.problem.scenario.rules
        names = str(member.at).split(", ")
        shown = ", ".join(f"{name} = {written(name, getattr(rules, name))}" for name in names)
        return Text(shown, shown)

    def _dates(self, task: Task) -> Text:
        first, last, day = task.valid_from, task.valid_until, self.problem.scenario.plan_date
        return Text(
            f"{task.task_id} is valid {_span('from', first)}{_span('until', last)}"
            f"and not on the plan date {day}",
            f"{task.task_id} is geldig {_span('vanaf', first)}{_span('tot en met', last)}"
            f"en niet op de plandatum {day}",
        )


def _span(word: str, day: object) -> str:
    return f"{word} {day} " if day else ""


def written(name: str, value: Any) -> str:
    """A rule's value as in scenario.toml."""
    if name in ("day_start", "day_end"):
        return f'"{clock(value)}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, tuple):
        return "[" + ", ".join(f'"{item}"' for item in value) + "]"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _places(pin: Pin) -> set[str]:
    """What the rules name where a plan breaks a pin."""
    if pin.kind in ("apart", "forbid_suppliers"):
        return {f"{one}, {other}" for one, other in combinations(sorted(set(pin.ids)), 2)}
    return {", ".join(pin.ids)}


def _loosest(problem: Problem, farthest: int) -> dict[str, dict[str, Any]]:
    """Per rule the value at which it forbids nothing here; the two ends of the day are one rule."""
    rules = problem.scenario.rules
    pins = [pin for pin in problem.scenario.pins if pin.kind in ASKING]
    asked = max((len(set(pin.ids)) for pin in pins), default=0)
    skills = {name for task in problem.tasks for name in task.competencies}
    plain = {
        "max_suppliers": _at_least(rules.max_suppliers, {task.supplier_id for task in problem.tasks}),
        "min_hours": 0.0,
        "max_hours": 168.0,
        "max_days": 7,
        "max_hours_per_day": 24.0,
        "max_span_hours": 24.0,
        "max_rest_minutes": DAY_MINUTES,
        "break_rule": "none",
        "daily_rest_hours": 0.0,
        "weekly_rest_hours": 0.0,
        "max_tasks": max(rules.max_tasks, min(MANY_TASKS, len(problem.tasks)), asked),
        "max_competencies": _at_least(rules.max_competencies, skills),
        "max_locations": _at_least(rules.max_locations, {task.location_id for task in problem.tasks}),
        "max_travel_minutes": max(rules.max_travel_minutes, farthest),
        "max_start_spread_minutes": None,
        "min_hours_per_supplier": 0.0,
        "min_supervised_share": 0.0,
        "separate_settings": False,
        "food_after_sanitary": True,
        "excluded_certificates": (),
        "grid_minutes": 1,
    }
    found: dict[str, dict[str, Any]] = {name: {name: value} for name, value in plain.items()}
    found[DAY_HOURS] = {"day_start": 0, "day_end": DAY_MINUTES}
    return found


def _at_least(value: int, things: Iterable[object]) -> int:
    return max(value, len(list(things)))
