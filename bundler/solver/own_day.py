"""Every start and end that some tasks can have on one day, with the cheapest way to each.

An own rule may ask for any of them, so that none is left out for another that is cheaper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations
from typing import NamedTuple

import numpy as np

from bundler.domain.model import Task
from bundler.domain.own import Shift
from bundler.domain.plan import Session
from bundler.domain.problem import Problem
from bundler.rules.own import own_points
from bundler.solver import kernel_own
from bundler.solver.arrays import Flag, Floats, Ints
from bundler.solver.kernel_tables import IDLE_POINT, TRAVEL_POINT
from bundler.units import at_most_minutes, ceil_to

BREAK_PIECE = 15

# (pairs, 2) starts and ends, and the points of each
_Laid = tuple[Ints, Floats]


class Stopped(Exception):
    """The search was told to end before it had an answer."""


class Option(NamedTuple):
    """One way to work the tasks of a day.

    Attributes:
        cost: points that travel, idle time and own costs of this day take.
        start: minutes after midnight.
        end: minutes after midnight.
        day: weekday, Monday 0.
        tasks: in order of id.
    """

    cost: float
    start: int
    end: int
    day: int
    tasks: tuple[Task, ...]


class _Order(NamedTuple):
    """Tasks in the order of a day: (tasks,) minutes of each, its earliest and latest start; walks between."""

    tasks: tuple[Task, ...]
    lengths: Ints
    walks: Ints
    low: Ints
    high: Ints
    work: int
    due: int


class DayChoice(NamedTuple):
    """All that a day can be.

    Attributes:
        options: cheapest first.
        starts: (starts,) minutes after midnight at which the day can begin, in order.
        least: (starts,) points of the cheapest option with each.
        shape: one number for all days whose options have the same costs, starts and ends.
    """

    options: list[Option]
    starts: Ints
    least: Floats
    shape: int


class DayOptions:
    """The options of days by their tasks, each worked out once.

    Args:
        problem: the data, the scenario and the own rules.
        weights: points per minute of travel and idle time (``kernel_tables``).

    Attributes:
        size: how many options are remembered.
        stop: ends what is worked out, once it is set.
    """

    def __init__(self, problem: Problem, weights: Floats) -> None:
        self.problem = problem
        self._travel, self._idle = float(weights[TRAVEL_POINT]), float(weights[IDLE_POINT])
        self.size = 0
        self.stop: Flag | None = None
        self._laid: dict[tuple[str, ...], _Laid] = {}
        self._choices: dict[tuple[int, tuple[str, ...]], DayChoice] = {}
        self._shapes: dict[tuple[bytes, bytes], int] = {}

    def go_on(self) -> None:
        """Whether to go on.

        Raises:
            Stopped: not any more.
        """
        if self.stop is not None and self.stop[0]:
            raise Stopped

    def of(self, day: int, tasks: Sequence[Task]) -> DayChoice:
        """The options; of those with the same start and end the cheapest alone.

        Args:
            day: weekday, Monday 0.
            tasks: in order of id.

        Raises:
            UsageError: an own rule failed.
            Stopped: the search was ended.
        """
        names = tuple([task.task_id for task in tasks])
        known = self._choices.get((day, names))
        if known is None:
            if names not in self._laid:
                self._laid[names] = self._lay(tasks)
            known = self._choices[day, names] = self._choice(day, tuple(tasks), self._laid[names])
            self.size += len(known.options)
        return known

    def sessions(self, option: Option) -> list[Session]:
        """The sessions of an option, at its least points of travel and idle time."""
        best, found = np.inf, None
        for order in self._orders(option.tasks):
            cost = float(self._cost(order, np.array([[option.start, option.end]]))[0])
            if cost < best:
                starts = self._starts(order, option.start, option.end)
                best, found = (cost, (order, starts)) if starts else (best, found)
        if found is None:
            raise ValueError(option)
        order, starts = found
        return [
            Session(day=option.day, start=start, end=start + task.session_minutes, task_id=task.task_id)
            for task, start in zip(order.tasks, starts, strict=True)
        ]

    def _choice(self, day: int, tasks: tuple[Task, ...], laid: _Laid) -> DayChoice:
        pairs, costs = laid
        asked = [own for own in self.problem.own if own.sees == "day"]
        if asked:
            charged = []
            for start, end in pairs.tolist():
                self.go_on()
                charged.append(sum(own_points(own, Shift(day, start, end, tasks)) for own in asked))
            costs = costs + charged
        kept = np.flatnonzero(np.isfinite(costs))
        kept = kept[np.lexsort((pairs[kept, 1], pairs[kept, 0], costs[kept]))]
        costs, pairs = costs[kept], pairs[kept]
        content = costs.tobytes(), pairs.tobytes()
        shape = self._shapes.setdefault(content, len(self._shapes))
        options = [
            Option(cost, start, end, day, tasks)
            for cost, (start, end) in zip(costs.tolist(), pairs.tolist(), strict=True)
        ]
        starts, cheapest = np.unique(pairs[:, 0], return_index=True)
        return DayChoice(options, starts, costs[cheapest], shape)

    def _lay(self, tasks: Sequence[Task]) -> _Laid:
        """Every start and end there is, and the least points of travel and idle time of each."""
        rules = self.problem.scenario.rules
        span = at_most_minutes(rules.max_span_hours)
        pairs, costs = [np.zeros((0, 2), np.int64)], [np.zeros(0)]
        for order in self._orders(tasks):
            self.go_on()
            found = kernel_own.starts_and_ends(
                order.lengths, order.walks, order.low, order.high,
                rules.grid_minutes, rules.max_rest_minutes, BREAK_PIECE, order.due, span,
            )  # fmt: skip
            pairs.append(found)
            costs.append(self._cost(order, found))
        every, points = np.concatenate(pairs), np.concatenate(costs)
        cheapest = np.argsort(points, kind="stable")
        _, first = np.unique(every[cheapest], axis=0, return_index=True)
        return every[cheapest[first]], points[cheapest[first]]

    def _orders(self, tasks: Sequence[Task]) -> Iterator[_Order]:
        """The orders that the tasks can have, but for when."""
        rules = self.problem.scenario.rules
        length = sum(task.session_minutes for task in tasks)
        for order in permutations(tasks):
            dirty = [task.hygiene for task in order]
            if (
                not rules.food_after_sanitary
                and "sanitary" in dirty
                and "food" in dirty[dirty.index("sanitary") :]
            ):
                continue
            walks = [self.problem.travel(a.location_id, b.location_id) for a, b in pairwise(order)]
            work = length + sum(walk or 0 for walk in walks)
            if any(walk is None for walk in walks) or work > at_most_minutes(rules.max_hours_per_day):
                continue
            windows = np.array([self._window(task) for task in order], np.int64)
            lengths = np.array([task.session_minutes for task in order], np.int64)
            between = np.array([walk or 0 for walk in walks], np.int64)
            low, high = np.ascontiguousarray(windows.T)
            yield _Order(order, lengths, between, low, high, work, rules.break_due(work))

    def _cost(self, order: _Order, pairs: Ints) -> Floats:
        """Points of travel and idle time, by (pairs, 2) start and end."""
        idle = np.maximum(0, pairs[:, 1] - pairs[:, 0] - order.work - order.due)
        points: Floats = self._travel * int(order.walks.sum()) + self._idle * idle
        return points

    def _starts(self, order: _Order, first: int, end: int) -> tuple[int, ...] | None:
        """Starts in this order from the first one to the end, where there are such."""
        rules = self.problem.scenario.rules
        if not order.low[0] <= first <= order.high[0]:
            return None
        # by (start of the latest session, minutes of break so far): the starts until there
        reached: dict[tuple[int, int], tuple[int, ...]] = {(first, 0): (first,)}
        for at in range(1, len(order.tasks)):
            onward: dict[tuple[int, int], tuple[int, ...]] = {}
            for (start, broken), starts in reached.items():
                ready = start + int(order.lengths[at - 1] + order.walks[at - 1])
                begin = max(int(order.low[at]), ceil_to(ready, rules.grid_minutes))
                latest = min(int(order.high[at]), ready + rules.max_rest_minutes)
                for after in range(begin, latest + 1, rules.grid_minutes):
                    rest = after - ready
                    had = min(order.due, broken + rest) if rest >= BREAK_PIECE else broken
                    onward.setdefault((after, had), (*starts, after))
            reached = onward
        return reached.get((end - int(order.lengths[-1]), order.due))

    def _window(self, task: Task) -> tuple[int, int]:
        """Earliest and latest start on the grid."""
        rules = self.problem.scenario.rules
        grid = rules.grid_minutes
        last = min(task.latest_end, rules.day_end) - task.session_minutes
        return ceil_to(max(task.earliest_start, rules.day_start), grid), last // grid * grid
