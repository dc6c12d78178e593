"""The best week of exactly given tasks: one set of arrays for any number of questions."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import combinations

import numpy as np

from bundler.domain.plan import Session
from bundler.domain.problem import Problem
from bundler.solver import kernel_day as kd
from bundler.solver.instance import make_instance
from bundler.solver.patterns import Column, Weeks
from bundler.solver.warm import prepare


class ExactWeeks:
    """Best weeks of exactly given tasks, under the rules that hold within a week.

    Args:
        problem: the data and the scenario.
    """

    def __init__(self, problem: Problem) -> None:
        prepare()
        self.problem = problem
        self._instance = make_instance(problem)
        self._weeks = Weeks(self._instance)
        self._number = {task.task_id: at for at, task in enumerate(self._instance.tasks)}
        pairs = zip(self._instance.item_task.tolist(), self._instance.item_sessions.tolist(), strict=True)
        self._item = {pair: at for at, pair in enumerate(pairs)}

    def knows(self, task_id: str) -> bool:
        """Whether the task could be in any job, as far as the task alone says."""
        return task_id in self._number

    def may_share(self, task_ids: Collection[str]) -> bool:
        """Whether any two of the tasks may share a job, and a job may hold so many."""
        instance = self._instance
        numbers = [self._number[name] for name in task_ids]
        return len(numbers) <= instance.positions and all(
            instance.pairs[a, b] for a, b in combinations(numbers, 2)
        )

    def hours_fit(self, sessions: Mapping[str, int]) -> bool:
        """Whether the tasks' minutes together are those of a job."""
        least, most = self.problem.scenario.rules.week_minutes
        tasks = self.problem.task_by_id
        return least <= sum(count * tasks[name].session_minutes for name, count in sessions.items()) <= most

    def best(
        self, sessions: Mapping[str, int], days: Mapping[str, Collection[int]] | None = None
    ) -> tuple[Session, ...] | None:
        """The week of these tasks that costs the fewest points of travel, idle time and irregular start.

        It keeps every rule about days and nights. Rules about the tasks as such (their suppliers, hours,
        competencies, places, certificates, pins) are not looked at.

        Args:
            sessions: by task id how many sessions of it a week; of tasks that are ``known``.
            days: by task id the weekdays that it may be on, Monday 0; all its own where it is not named.

        Returns:
            The sessions; None where these rules leave no week.
        """
        if len(sessions) > self._instance.positions:
            return None
        numbers = {self._number[name]: count for name, count in sessions.items()}
        if any((number, count) not in self._item for number, count in numbers.items()):
            return None
        items = tuple(sorted(self._item[pair] for pair in numbers.items()))
        allowed = tuple(
            (self._number[name], _bits(on) & int(self._instance.table[self._number[name], kd.DAYS]))
            for name, on in sorted((days or {}).items())
            if name in sessions
        )
        if any(mask.bit_count() < numbers[number] for number, mask in allowed):
            return None
        if not np.isfinite(self._weeks.week(items, allowed).cost):
            return None
        return tuple(self._weeks.roster(Column(items, 0.0, allowed)))


def _bits(days: Collection[int]) -> int:
    return sum(1 << day for day in set(days))
