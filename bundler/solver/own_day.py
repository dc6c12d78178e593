"""Every start and end that some tasks can have on one day, with the cheapest way to each.

An own rule may ask for any of them, so that none is left out for another that is cheaper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bundler.domain.model import Task
from bundler.domain.own import Shift
from bundler.domain.plan import Session
from bundler.domain.problem import Problem
from bundler.rules.own import own_points
from bundler.solver.arrays import Floats
from bundler.solver.kernel_tables import IDLE_POINT, TRAVEL_POINT
from bundler.units import at_most_minutes, ceil_to

BREAK_PIECE = 15


class Option(NamedTuple):
    """One way to work the tasks of a day.

    Attributes:
        cost: points that travel, idle time and own costs of this day take.
        starts: (task, start) in order, minutes after midnight.
    """

    cost: float
    shift: Shift
    starts: tuple[tuple[Task, int], ...]

    @property
    def sessions(self) -> list[Session]:
        """The sessions of this day."""
        return [
            Session(day=self.shift.day, start=start, end=start + task.session_minutes, task_id=task.task_id)
            for task, start in self.starts
        ]


class DayChoice(NamedTuple):
    """All that a day can be.

    Attributes:
        options: cheapest first.
        starts: (starts,) minutes after midnight at which the day can begin, in order.
        least: (starts,) points of the cheapest option with each.
        shape: one number for all days whose options have the same costs, starts and ends.
    """

    options: list[Option]
    starts: NDArray[np.int64]
    least: Floats
    shape: int


class DayOptions:
    """The options of days by their tasks, each worked out once.

    Args:
        problem: the data, the scenario and the own rules.
        weights: points per minute of travel and idle time (``kernel_tables``).

    Attributes:
        size: how many options are remembered.
    """

    def __init__(self, problem: Problem, weights: Floats) -> None:
        self.problem = problem
        self._travel, self._idle = float(weights[TRAVEL_POINT]), float(weights[IDLE_POINT])
        self.size = 0
        self._laid: dict[tuple[str, ...], list[tuple[float, tuple[tuple[Task, int], ...]]]] = {}
        self._choices: dict[tuple[int, tuple[str, ...]], DayChoice] = {}
        self._shapes: dict[tuple[tuple[float, int, int], ...], int] = {}

    def of(self, day: int, tasks: Sequence[Task]) -> DayChoice:
        """The options; of those with the same start and end the cheapest alone.

        Args:
            day: weekday, Monday 0.
            tasks: in order of id.

        Raises:
            UsageError: an own rule failed.
        """
        names = tuple([task.task_id for task in tasks])
        known = self._choices.get((day, names))
        if known is None:
            if names not in self._laid:
                self._laid[names] = self._lay(tasks)
            found = []
            for cost, starts in self._laid[names]:
                end = starts[-1][1] + starts[-1][0].session_minutes
                shift = Shift(day, starts[0][1], end, tuple(tasks))
                cost += sum(own_points(own, shift) for own in self.problem.own if own.sees == "day")
                if cost < float("inf"):
                    found.append(Option(cost, shift, starts))
            self.size += len(found)
            known = self._choices[day, names] = self._choice(found)
        return known

    def _choice(self, found: list[Option]) -> DayChoice:
        found.sort(key=lambda option: (option.cost, option.shift.start, option.shift.end))
        content = tuple((option.cost, option.shift.start, option.shift.end) for option in found)
        shape = self._shapes.setdefault(content, len(self._shapes))
        starts, cheapest = np.unique([start for _, start, _ in content], return_index=True)
        least = np.array([cost for cost, _, _ in content])[cheapest]
        return DayChoice(found, starts.astype(np.int64), least, shape)

    def _lay(self, tasks: Sequence[Task]) -> list[tuple[float, tuple[tuple[Task, int], ...]]]:
        best: dict[tuple[int, int], tuple[float, tuple[tuple[Task, int], ...]]] = {}
        for order in permutations(tasks):
            for cost, starts in self._in_order(order):
                key = (starts[0][1], starts[-1][1] + starts[-1][0].session_minutes)
                if key not in best or cost < best[key][0]:
                    best[key] = cost, starts
        return list(best.values())

    def _in_order(self, order: Sequence[Task]) -> Iterator[tuple[float, tuple[tuple[Task, int], ...]]]:
        """From each start each end, whatever the rests between."""
        rules = self.problem.scenario.rules
        dirty = [task.hygiene for task in order]
        if (
            not rules.food_after_sanitary
            and "sanitary" in dirty
            and "food" in dirty[dirty.index("sanitary") :]
        ):
            return
        walks = [self.problem.travel(a.location_id, b.location_id) for a, b in pairwise(order)]
        if any(walk is None for walk in walks):
            return
        walked = sum(walk or 0 for walk in walks)
        length = sum(task.session_minutes for task in order)
        work = length + walked
        if work > at_most_minutes(rules.max_hours_per_day):
            return
        due, span = rules.break_due(work), at_most_minutes(rules.max_span_hours)
        windows = [self._window(task) for task in order]
        moves = [task.session_minutes + (walk or 0) for task, walk in zip(order, walks, strict=False)]
        for first in range(windows[0][0], windows[0][1] + 1, rules.grid_minutes):
            # by (start of the latest session, minutes of break so far): the starts until there
            reached: dict[tuple[int, int], tuple[int, ...]] = {(first, 0): (first,)}
            for move, (low, high) in zip(moves, windows[1:], strict=True):
                onward: dict[tuple[int, int], tuple[int, ...]] = {}
                for (start, broken), starts in reached.items():
                    ready = start + move
                    begin = max(low, ceil_to(ready, rules.grid_minutes))
                    for after in range(
                        begin, min(high, ready + rules.max_rest_minutes) + 1, rules.grid_minutes
                    ):
                        rest = after - ready
                        had = min(due, broken + rest) if rest >= BREAK_PIECE else broken
                        onward.setdefault((after, had), (*starts, after))
                reached = onward
            for (last, broken), starts in sorted(reached.items()):
                end = last + order[-1].session_minutes
                if broken < due or end - first > span:
                    continue
                idle = max(0, end - first - work - due)
                cost = self._travel * walked + self._idle * idle
                yield cost, tuple(zip(order, starts, strict=True))

    def _window(self, task: Task) -> tuple[int, int]:
        """Earliest and latest start on the grid."""
        rules = self.problem.scenario.rules
        grid = rules.grid_minutes
        last = min(task.latest_end, rules.day_end) - task.session_minutes
        return ceil_to(max(task.earliest_start, rules.day_start), grid), last // grid * grid
