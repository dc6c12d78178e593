"""The input in the form the second path counts with: whole minutes, grid starts, pairs that can meet.

Everything here is read off the rules in plain words (`bundler.rules`), none of it from the solver.
"""

from __future__ import annotations

import math
from itertools import combinations
from typing import NamedTuple

from bundler.domain import Problem, Task
from bundler.units import at_least_minutes, at_most_minutes, ceil_to

FAR = 10**6


class Part(NamedTuple):
    """A task in a job: so many ``sessions`` on some of ``days``."""

    task: int
    days: tuple[int, ...]
    sessions: int


class Facts:
    """What follows from the problem for single tasks and pairs of tasks.

    Attributes:
        tasks: the tasks that may be in a job at all, by id; a task's number is its place in here.
        first, last: earliest and latest start of a session on the grid, minutes after midnight.
        counts: how many sessions a week one job may hold, by task.
        capacity: jobs that may hold the task; of a shareable task the sessions that jobs may hold.
        walk: minutes from place to place, ``FAR`` where they cannot be in one job.
        meets: by task a bit mask of the tasks that may be in one job with it.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        rules = self.rules = problem.scenario.rules
        self.weights = problem.scenario.weights
        self.grid = rules.grid_minutes
        self.day_minutes = at_most_minutes(rules.max_hours_per_day)
        self.span_minutes = at_most_minutes(rules.max_span_hours)
        self.rest_minutes = rules.max_rest_minutes
        self.night_minutes = at_least_minutes(rules.daily_rest_hours)
        self.free_minutes = at_least_minutes(rules.weekly_rest_hours)
        self.week_least, self.week_most = rules.week_minutes
        self.supplier_least = at_least_minutes(rules.min_hours_per_supplier)
        self.spread_most = rules.max_start_spread_minutes
        left = {pin.ids[0] for pin in problem.scenario.pins if pin.kind == "leave"}
        self.tasks: list[Task] = [
            task
            for task in sorted(problem.tasks, key=lambda task: task.task_id)
            if task.task_id not in left and self._fits_alone(task)
        ]
        tasks = self.tasks
        self.number = {task.task_id: at for at, task in enumerate(tasks)}
        self.length = [task.session_minutes for task in tasks]
        self.first, self.last = [self._first(t) for t in tasks], [self._last(t) for t in tasks]
        self.counts = [list(self._counts(task)) for task in tasks]
        self.capacity = [task.sessions_offered if task.shareable else task.headcount for task in tasks]
        places = sorted({task.location_id for task in tasks})
        self.place = [places.index(task.location_id) for task in tasks]
        self.walk = [[self._walk(a, b) for b in places] for a in places]
        self.shortest = _closure(self.walk)
        suppliers = sorted({task.supplier_id for task in tasks})
        self.supplier = [suppliers.index(task.supplier_id) for task in tasks]
        skills = sorted({item for task in tasks for item in task.competencies})
        self.skills = [sum(1 << skills.index(item) for item in set(task.competencies)) for task in tasks]
        self.sanitary = [task.hygiene == "sanitary" for task in tasks]
        self.food = [task.hygiene == "food" for task in tasks]
        self._apart = {
            pair
            for pin in problem.scenario.pins
            if pin.kind == "apart"
            for pair in combinations(sorted(set(pin.ids)), 2)
        }
        self._forbidden = {
            pair
            for pin in problem.scenario.pins
            if pin.kind == "forbid_suppliers"
            for pair in combinations(sorted(set(pin.ids)), 2)
        }
        self.meets = [0] * len(tasks)
        for a, b in combinations(range(len(tasks)), 2):
            if self._may_meet(a, b):
                self.meets[a] |= 1 << b
                self.meets[b] |= 1 << a

    def use(self, task: int, count: int) -> int:
        """How much of the task's capacity a job with so many sessions of it takes."""
        return count if self.tasks[task].shareable else 1

    def grid_down(self, minutes: int) -> int:
        """The last start on the grid at or before ``minutes``."""
        return minutes // self.grid * self.grid

    def grid_up(self, minutes: int) -> int:
        """The first start on the grid at or after ``minutes``."""
        return ceil_to(minutes, self.grid)

    def _first(self, task: Task) -> int:
        return self.grid_up(max(task.earliest_start, self.rules.day_start))

    def _last(self, task: Task) -> int:
        return self.grid_down(min(task.latest_end, self.rules.day_end) - task.session_minutes)

    def _counts(self, task: Task) -> list[int]:
        return [
            count
            for count in task.sessions_in_a_job()
            if count <= min(len(task.days), self.rules.max_days)
            and count * task.session_minutes <= self.week_most
        ]

    def _fits_alone(self, task: Task) -> bool:
        rules, length = self.rules, task.session_minutes
        excluded = {item.casefold() for item in rules.excluded_certificates}
        return not (
            self.problem.left_out_by_date(task)
            or excluded & {item.casefold() for item in task.certificates}
            or (rules.break_after is not None and length > rules.break_after)
            or length > min(self.day_minutes, self.span_minutes)
            or self._first(task) > self._last(task)
            or not self._counts(task)
        )

    def _walk(self, a: str, b: str) -> int:
        there, back = self.problem.travel(a, b), self.problem.travel(b, a)
        if there is None or back is None or max(there, back) > self.rules.max_travel_minutes:
            return FAR if a != b else 0
        return there

    def _may_meet(self, a: int, b: int) -> bool:
        one, two = self.tasks[a], self.tasks[b]
        ids = (one.task_id, two.task_id)
        owners = (min(one.supplier_id, two.supplier_id), max(one.supplier_id, two.supplier_id))
        if (
            self.walk[self.place[a]][self.place[b]] == FAR
            or (self.rules.separate_settings and one.setting != two.setting)
            or ids in self._apart
            or owners in self._forbidden
        ):
            return False
        days = min(self.rules.max_days, len(set(one.days) | set(two.days)))
        if self.counts[a][0] + self.counts[b][0] <= days:
            return True
        return self.follows(a, b) or self.follows(b, a)

    def follows(self, a: int, b: int) -> bool:
        """Whether b can come after a on one day, whatever is between them."""
        if self.sanitary[a] and self.food[b] and not self.rules.food_after_sanitary:
            return False
        work = self.length[a] + self.length[b]
        gap = self.length[a] + self.shortest[self.place[a]][self.place[b]]
        if work > self.day_minutes or self.grid_up(self.first[a] + gap) > self.last[b]:
            return False
        return max(gap, self.first[b] - self.last[a]) + self.length[b] <= self.span_minutes


def _closure(walk: list[list[int]]) -> list[list[int]]:
    """Shortest minutes with any detour: never more than what a day with other visits between takes."""
    least = [row[:] for row in walk]
    for via, row in enumerate(least):
        for origin in least:
            for at, minutes in enumerate(row):
                if origin[via] + minutes < origin[at]:
                    origin[at] = origin[via] + minutes
    return least


def shown_points(value: float) -> float:
    """Rounded up to 0.01, never below the value but for the noise of binary fractions."""
    return math.ceil((value - 1e-6) * 100) / 100 + 0.0
