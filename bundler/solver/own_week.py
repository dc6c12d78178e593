"""The best week of a set of tasks under own rules and costs: exact, in plain Python.

Own rules only take weeks away and own costs only take points, so that the week the kernel finds
without them is a bound. Where that week is also what they allow, it is the best; else all weeks are
searched: the days' tasks in order of what they cost at least, and for each the chain of starts from
day to day, for ever wider windows of starts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bundler.domain.model import Task
from bundler.domain.own import Evening, Morning, Own
from bundler.domain.plan import Session
from bundler.domain.problem import Problem
from bundler.rules.own import own_findings, own_points
from bundler.rules.week import Week
from bundler.solver.arrays import Flag, Floats
from bundler.solver.kernel_tables import IRREGULAR_POINT
from bundler.solver.own_day import DayChoice, DayOptions, Option
from bundler.units import DAY_MINUTES, WEEK_DAYS, at_least_minutes

_INF = float("inf")
_TINY = 1e-9
# options and pairs of them that are remembered at most: some 200 MB
MOST_KEPT = 1_000_000


class OwnWeek(NamedTuple):
    """The best week of a set: points of travel, idle time, late starts and own costs, and its sessions."""

    cost: float
    sessions: tuple[Session, ...]


class Chain(NamedTuple):
    """One option for each working day, and what they cost."""

    cost: float
    options: tuple[Option, ...]


class OwnWeeks:
    """Best weeks under the own rules and costs of a problem.

    Args:
        problem: the data and the scenario.
        own: the rules and costs that hold; on a level that is not the score no costs.
        weights: points per minute of travel, idle time and irregular start (``kernel_tables``).
    """

    def __init__(self, problem: Problem, own: Sequence[Own], weights: Floats) -> None:
        # what is asked of a week is asked of the problem's own rules
        self.problem = problem.model_copy(update={"own": tuple(own)})
        self._weights = weights
        self._pairs = [each for each in own if each.sees == "nights"]
        self._of_tasks = [each for each in own if each.sees == "tasks"]
        self._forget()

    def _forget(self) -> None:
        self._options = DayOptions(self.problem, self._weights)
        # by the shapes of the days
        self._bounds: dict[tuple[int, ...], float] = {}
        # by the identity of tasks that the above remembers, with an end and a start
        self._nights: dict[tuple[int, int, int, int, int], float] = {}

    def best(
        self,
        tasks: Sequence[tuple[Task, int, Sequence[int]]],
        without: float,
        sessions: Sequence[Session],
        limit: float = _INF,
        stop: Flag | None = None,
    ) -> OwnWeek | None:
        """The best week; None where there is none that costs less than ``limit``.

        Args:
            tasks: each with how many sessions a week it has, and the weekdays these may be on.
            without: what the best week costs without own rules and costs.
            sessions: that week.
            limit: a week that does not cost less is of no use.
            stop: ends the search once it is set.

        Raises:
            UsageError: an own rule failed.
            Stopped: the search was ended.
        """
        charged = sum(points for _, _, points in own_findings(Week(self.problem, sessions)))
        if charged == 0:
            return OwnWeek(without, tuple(sessions))
        if self._options.size + len(self._nights) + len(self._bounds) > MOST_KEPT:
            self._forget()
        self._options.stop = stop
        alone = tuple(sorted((task for task, _, _ in tasks), key=lambda task: task.task_id))
        fixed = sum(own_points(own, alone) for own in self._of_tasks)
        best, found = limit, None
        if without + charged < limit:
            best, found = without + charged, tuple(sessions)
        if without + fixed >= best - _TINY:
            return None if found is None else OwnWeek(best, found)
        for least, days in self._by_day(tasks):
            self._options.go_on()
            if fixed + least >= best - _TINY or best <= without + fixed + _TINY:
                break
            if fixed + self._bound(days) >= best - _TINY:
                continue
            chain = self._week(days, best - fixed)
            if chain is not None:
                best = fixed + chain.cost
                found = tuple(each for option in chain.options for each in self._options.sessions(option))
        return None if found is None else OwnWeek(best, found)

    def _by_day(
        self, tasks: Sequence[tuple[Task, int, Sequence[int]]]
    ) -> Iterator[tuple[float, list[DayChoice]]]:
        """Every way to give the tasks their days, cheapest first, with the least it costs at any start."""
        ordered = sorted(tasks, key=lambda each: each[0].task_id)
        on_days = _on_days(
            tuple((count, tuple(allowed)) for _, count, allowed in ordered),
            self.problem.scenario.rules.max_days,
        )
        choices: dict[tuple[int, int], DayChoice] = {}
        least = np.zeros(len(on_days))
        for day in range(WEEK_DAYS):
            held, place = np.unique(on_days[:, day], return_inverse=True)
            costs = np.zeros(len(held))
            for at, bits in enumerate(held.tolist()):
                if bits:
                    here = [task for bit, (task, _, _) in enumerate(ordered) if bits >> bit & 1]
                    choice = choices[day, bits] = self._options.of(day, here)
                    costs[at] = choice.options[0].cost if choice.options else _INF
            least += costs[place]
        for way in np.argsort(least, kind="stable").tolist():
            if least[way] == _INF:
                return
            held_by = enumerate(on_days[way].tolist())
            yield float(least[way]), [choices[day, bits] for day, bits in held_by if bits]

    def _night(self, today: Option, after: Option) -> float:
        """Points of the own rules and costs that see how a day ends and the next one starts."""
        if not self._pairs or (today.day + 1) % WEEK_DAYS != after.day:
            return 0.0
        key = (today.day, id(today.tasks), today.end, id(after.tasks), after.start)
        if key not in self._nights:
            evening = Evening(today.day, today.end, today.tasks)
            morning = Morning(after.day, after.start, after.tasks)
            self._nights[key] = sum(own_points(own, evening, morning) for own in self._pairs)
        return self._nights[key]

    def _bound(self, days: Sequence[DayChoice]) -> float:
        """The least that days cost together, their starts counted, rests and nights not."""
        shapes = tuple(sorted(day.shape for day in days))
        if shapes not in self._bounds:
            self._bounds[shapes] = float(self._by_window(days)[1].min())
        return self._bounds[shapes]

    def _week(self, days: Sequence[DayChoice], limit: float) -> Chain | None:
        """The cheapest options of these days that keep the nights and cost less than ``limit``."""
        rules, weight = self.problem.scenario.rules, float(self._weights[IRREGULAR_POINT])
        options = [day.options for day in days]
        whole = self._chain(options, limit)
        if whole is None or (weight == 0 and rules.max_start_spread_minutes is None):
            return whole
        found = None
        for least, low, high in self._windows(days):
            self._options.go_on()
            if least >= limit - _TINY:
                break
            spread = weight * (high - low)
            if whole.cost + spread >= limit - _TINY:
                continue
            inside = [[option for option in each if low <= option.start <= high] for each in options]
            chain = self._chain(inside, limit - spread)
            if chain is not None:
                limit = chain.cost + spread
                found = Chain(limit, chain.options)
        return found

    def _windows(self, days: Sequence[DayChoice]) -> list[tuple[float, int, int]]:
        """Windows of daily starts that every day has an option in: (least cost, from, to), cheapest first."""
        starts, least = self._by_window(days)
        low, high = np.nonzero(np.isfinite(least))
        order = np.lexsort((starts[low], starts[high] - starts[low], least[low, high]))
        return [
            (float(least[a, b]), int(starts[a]), int(starts[b]))
            for a, b in zip(low[order].tolist(), high[order].tolist(), strict=True)
        ]

    def _by_window(self, days: Sequence[DayChoice]) -> tuple[NDArray[np.int64], Floats]:
        """The starts there are, and by first (row) and last (column) of a window the least cost.

        That of the window's width is included. Infinite where a day has no start in the window, or where the
        window is too wide.
        """
        rules, weight = self.problem.scenario.rules, float(self._weights[IRREGULAR_POINT])
        starts = np.unique(np.concatenate([day.starts for day in days]))
        widths = starts[None, :] - starts[:, None]
        widest = rules.max_start_spread_minutes
        possible = (widths >= 0) & (widths <= (DAY_MINUTES if widest is None else widest))
        total = np.where(possible, weight * widths, _INF)
        onward = widths >= 0
        for day in days:
            cheapest = np.full(len(starts), _INF)
            cheapest[np.searchsorted(starts, day.starts)] = day.least
            total += np.minimum.accumulate(np.where(onward, cheapest, _INF), axis=1)
        return starts, total

    def _chain(self, options: Sequence[Sequence[Option]], limit: float) -> Chain | None:
        """The cheapest choice of one option a day that keeps every night and costs less than ``limit``."""
        found = None
        days = [each[0].day for each in options]
        apart = [
            (after - day - 1) % WEEK_DAYS + 1 for day, after in zip(days, days[1:] + days[:1], strict=True)
        ]
        ends = [max(option.end for option in each) for each in options]
        starts = [min(option.start for option in each) for each in options]
        latest = [end - start for end, start in zip(ends, starts[1:] + starts[:1], strict=True)]
        for slacks in self._slacks(apart, latest):
            free = latest[-1] <= slacks[-1] and not (self._pairs and apart[-1] == 1)
            for first in [options[0]] if free else _by_start(options[0]):
                chain = self._from(first, options, slacks, limit)
                if chain is not None:
                    found, limit = chain, chain.cost
        return found

    def _slacks(self, apart: Sequence[int], latest: Sequence[int]) -> Iterator[list[int]]:
        """By night the most minutes from a start to the end before it, a day's length not counted.

        One of the nights is the long one of the week: each in turn, where none is so in any case.
        """
        rules = self.problem.scenario.rules
        night, long = at_least_minutes(rules.daily_rest_hours), at_least_minutes(rules.weekly_rest_hours)
        slacks = [days * DAY_MINUTES - night for days in apart]
        longs = [days * DAY_MINUTES - long for days in apart]
        if any(late <= slack for late, slack in zip(latest, longs, strict=True)):
            yield slacks
            return
        for at, slack in enumerate(longs):
            yield [*slacks[:at], min(slacks[at], slack), *slacks[at + 1 :]]

    def _from(
        self,
        first: Sequence[Option],
        options: Sequence[Sequence[Option]],
        slacks: Sequence[int],
        limit: float,
    ) -> Chain | None:
        """The same from these options of the first day: of one start only, where the last night asks for it.

        What follows depends on how a day ends alone: of the chains with the same end the cheapest is kept.
        """
        later = [sum(each[0].cost for each in options[at:]) for at in range(len(options) + 1)]
        reached = _by_end(Chain(option.cost, (option,)) for option in first)
        for at in range(1, len(options)):
            into: dict[int, Chain | None] = {}
            onward = []
            for option in options[at]:
                start = option.start
                if start not in into:
                    into[start] = self._into(option, reached, slacks[at - 1], limit - later[at])
                chain = into[start]
                if chain is not None and chain.cost + option.cost + later[at + 1] < limit - _TINY:
                    onward.append(Chain(chain.cost + option.cost, (*chain.options, option)))
            reached = _by_end(onward)
        found = None
        for chain in reached:
            closed = self._into(chain.options[0], [chain], slacks[-1], limit)
            if closed is not None and closed.cost < limit - _TINY:
                found, limit = closed, closed.cost
        return found

    def _into(self, option: Option, reached: Sequence[Chain], slack: int, limit: float) -> Chain | None:
        """The cheapest of these chains, the night before the option's day included."""
        best = None
        for chain in reached:
            if chain.cost >= limit:
                break
            last = chain.options[-1]
            if last.end - option.start <= slack:
                cost = chain.cost + self._night(last, option)
                if cost < limit:
                    best, limit = Chain(cost, chain.options), cost
        return best


def _by_start(options: Sequence[Option]) -> list[list[Option]]:
    found: dict[int, list[Option]] = {}
    for option in options:
        found.setdefault(option.start, []).append(option)
    return list(found.values())


def _by_end(chains: Iterable[Chain]) -> list[Chain]:
    """For each end the cheapest chain, cheapest first."""
    found: dict[int, Chain] = {}
    for chain in sorted(chains, key=lambda chain: chain.cost):
        found.setdefault(chain.options[-1].end, chain)
    return list(found.values())


@lru_cache(maxsize=8)
def _on_days(asked: tuple[tuple[int, tuple[int, ...]], ...], most: int) -> NDArray[np.int16]:
    """(ways, weekdays): every way to spread tasks over at most so many days, as bits by task.

    Args:
        asked: of each task the number of days and the weekdays that these can be.
        most: days in all.
    """
    ways = np.zeros((1, WEEK_DAYS), np.int16)
    for bit, (count, allowed) in enumerate(asked):
        own = np.array(
            [[(day in chosen) << bit for day in range(WEEK_DAYS)] for chosen in combinations(allowed, count)],
            np.int16,
        ).reshape(-1, WEEK_DAYS)
        ways = (ways[:, None, :] | own[None, :, :]).reshape(-1, WEEK_DAYS)
        ways = ways[(ways > 0).sum(axis=1) <= most]
    return ways
