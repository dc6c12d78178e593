"""The best week of a set of tasks: which days, which starts, at the least travel, idle time and spread.

First without the rests between days, by closed forms; where the week found that way keeps those rests
too, it is the best one. Only where it does not, ``nights`` looks for the best week that does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from bundler.domain import Session
from bundler.prove.days import Day, Days, Floats, Piece
from bundler.prove.facts import Facts, Part
from bundler.prove.nights import WorkDay, best_nights, nights_kept
from bundler.prove.watch import Watch
from bundler.units import WEEK_DAYS

MOST_SPREADS_KEPT = 100_000


class Week(NamedTuple):
    """What the best week costs.

    Attributes:
        cost: points that travel, idle time and irregular starts take; infinite where there is no week.
        exact: whether ``cost`` is that of the best week; else no week costs less.
        days: the best week, where there is one and it is known.
    """

    cost: float
    exact: bool
    days: tuple[WorkDay, ...] = ()


Masks = tuple[int, ...]  # by weekday: bit mask of tasks, 0 on a day off
NO_WEEK = Week(np.inf, True)


class Weeks:
    """Best weeks, each worked out when asked for."""

    def __init__(self, facts: Facts, days: Days, watch: Watch) -> None:
        self.facts, self.days, self.watch = facts, days, watch
        self._per_step = facts.weights.irregular_start * facts.grid / 60
        self._spreads: dict[tuple[tuple[int, int], ...], tuple[float, int, int]] = {}

    def best(self, parts: Sequence[Part], limit: float = np.inf) -> Week:
        """The best week of these tasks.

        Args:
            parts: the tasks with their days.
            limit: a week that costs this or more is not worth looking for.
        """
        chosen = self._best_apart(parts)
        if chosen is None:
            return NO_WEEK
        cost, masks = chosen
        if cost >= limit:
            return Week(cost, False)
        week = self._starts(masks)
        if nights_kept(self.facts, week):
            return Week(cost, True, week)
        return self._best_rested(parts, limit)

    def roster(self, week: Week) -> list[Session]:
        """The sessions of a week."""
        tasks, length = self.facts.tasks, self.facts.length
        return [
            Session(day=work.day, start=start, end=start + length[task], task_id=tasks[task].task_id)
            for work in week.days
            for task, start in zip(work.piece.order, work.piece.starts(work.start), strict=True)
        ]

    def _best_apart(self, parts: Sequence[Part]) -> tuple[float, Masks] | None:
        """Cheapest week without the rests between days, with the tasks of each weekday."""
        best: tuple[float, Masks] | None = None
        cut = [np.inf]
        for _, masks in self._weeks(parts, cut, alike=True):
            self.watch.check()
            cost = self._spread(_counted(masks))[0]
            if cost < cut[0]:
                best = cost, masks
                cut[0] = cost
        return best

    def _best_rested(self, parts: Sequence[Part], limit: float) -> Week:
        """Cheapest week that keeps the rests between days."""
        candidates = []
        for _, masks in self._weeks(parts, [limit], alike=False):
            self.watch.check()
            cost = self._spread(_counted(masks))[0]
            if cost < limit:
                candidates.append((cost, masks))
        best = Week(limit, limit == np.inf)
        for cost, masks in sorted(candidates):
            if cost >= best.cost:
                break
            self.watch.check()
            days = {day: self._day(mask) for day, mask in enumerate(masks) if mask}
            found = best_nights(self.facts, self.days, days, best.cost, self.watch.check)
            if found is not None:
                best = Week(found[0], True, found[1])
        return best

    def _weeks(
        self, parts: Sequence[Part], cut: list[float], *, alike: bool
    ) -> Iterator[tuple[float, Masks]]:
        """Every choice of days, with the least its days can cost; of weeks ``alike`` only one.

        Weeks are alike where weekdays that offer the same tasks have changed places. Weeks whose
        days cost ``cut[0]`` or more are left out; the caller may lower it on the way.
        """
        forced = [0] * WEEK_DAYS
        free = [part for part in parts if part.sessions < len(part.days)]
        for part in parts:
            if part.sessions == len(part.days):
                for day in part.days:
                    forced[day] |= 1 << part.task
        offer = [sum(1 << at for at, part in enumerate(free) if day in part.days) for day in range(WEEK_DAYS)]
        most_days = self.facts.rules.max_days
        if sum(map(bool, forced)) > most_days:
            return
        order = sorted(range(WEEK_DAYS), key=lambda day: (forced[day], offer[day], day))
        kinds = [(forced[day], offer[day]) for day in order]
        picks = {kind: self._picks(kind, free) for kind in set(kinds)}
        later = [
            [sum(offer[day] >> at & 1 for day in order[place + 1 :]) for at in range(len(free))]
            for place in range(WEEK_DAYS)
        ]
        masks = [0] * WEEK_DAYS
        left = [part.sessions for part in free]

        def choose(place: int, working: int, least: float, least_pick: int) -> Iterator[tuple[float, Masks]]:
            if place == WEEK_DAYS:
                yield least, tuple(masks)
                return
            open_parts = must = 0
            for at, sessions in enumerate(left):
                if sessions:
                    open_parts |= 1 << at
                    if sessions > later[place][at]:
                        must |= 1 << at
            listed = picks[kinds[place]]
            begin = least_pick if alike and place and kinds[place] == kinds[place - 1] else 0
            for number in range(begin, len(listed)):
                cost, pick, mask = listed[number]
                if least + cost >= cut[0]:
                    break
                if pick & must != must or pick & ~open_parts or (mask and working == most_days):
                    continue
                for at in range(len(left)):
                    left[at] -= pick >> at & 1
                masks[order[place]] = mask
                if all(sessions <= most for sessions, most in zip(left, later[place], strict=True)):
                    yield from choose(place + 1, working + (mask > 0), least + cost, number)
                for at in range(len(left)):
                    left[at] += pick >> at & 1
            masks[order[place]] = 0

        yield from choose(0, 0, 0.0, 0)

    def _picks(self, kind: tuple[int, int], free: list[Part]) -> list[tuple[float, int, int]]:
        """What a day can hold, cheapest first: cost, which of the free tasks, all tasks."""
        forced, offer = kind
        found = []
        for pick in range(1 << len(free)):
            if pick & ~offer:
                continue
            mask = forced
            for at, part in enumerate(free):
                if pick >> at & 1:
                    mask |= 1 << part.task
            day = self.days.day(mask) if mask else None
            if day is not None or not mask:
                found.append((day.least if day is not None else 0.0, pick, mask))
        return sorted(found)

    def _day(self, mask: int) -> Day:
        day = self.days.day(mask)
        assert day is not None
        return day

    def _spread(self, counted: tuple[tuple[int, int], ...]) -> tuple[float, int, int]:
        """Least cost of days with irregular starts, and the window of starts that has it.

        Args:
            counted: (tasks of a day, number of such days), in order of tasks.
        """
        known = self._spreads.get(counted)
        if known is None:
            if len(self._spreads) >= MOST_SPREADS_KEPT:
                self._spreads.clear()
            known = self._spreads[counted] = self._make_spread(counted)
        return known

    def _make_spread(self, counted: tuple[tuple[int, int], ...]) -> tuple[float, int, int]:
        days = [(self._day(mask), times) for mask, times in counted]
        grid, widest = self.facts.grid, self.facts.spread_most
        least = sum(day.least * times for day, times in days)
        if len(days) == 1:
            start = days[0][0].origin + int(days[0][0].costs.argmin()) * grid
            return least, start, start
        origin = min(day.origin for day, _ in days)
        until = max(day.origin + (len(day.costs) - 1) * grid for day, _ in days)
        size = (until - origin) // grid + 1
        rows = np.full((len(days), size), np.inf)
        for row, (day, times) in zip(rows, days, strict=True):
            at = (day.origin - origin) // grid
            row[at : at + len(day.costs)] = day.costs * times
        most = size - 1 if widest is None else min(size - 1, widest // grid)
        # no window narrower than this has a start of every day
        width = max(
            0,
            (max(day.origin for day, _ in days) - min(d.origin + (len(d.costs) - 1) * grid for d, _ in days))
            // grid,
        )
        if self._per_step == 0:
            width = most
        best = (np.inf, 0, 0)
        if width > most:
            return best
        inside: Floats = np.lib.stride_tricks.sliding_window_view(rows, width + 1, axis=1).min(axis=2)
        while True:
            total = inside.sum(axis=0)
            at = int(total.argmin())
            cost = float(total[at]) + self._per_step * width
            if cost < best[0]:
                best = cost, origin + at * grid, origin + (at + width) * grid
            width += 1
            if width > most or least + self._per_step * width >= best[0]:
                return best
            inside = np.minimum(inside[:, :-1], rows[:, width:])

    def _starts(self, masks: Masks) -> tuple[WorkDay, ...]:
        """The days of a week with their starts in the cheapest window."""
        _, low, high = self._spread(_counted(masks))
        found = []
        for weekday, mask in enumerate(masks):
            if mask:
                day = self._day(mask)
                begin = max(0, (low - day.origin) // self.facts.grid)
                costs = day.costs[begin : (high - day.origin) // self.facts.grid + 1]
                start = day.origin + (begin + int(costs.argmin())) * self.facts.grid
                ways = [piece for piece in day.pieces if piece.low <= start <= piece.high]
                piece = min(ways, key=lambda piece: (round(self._cost(piece, start), 9), piece.end(start)))
                found.append(WorkDay(weekday, piece, start))
        return tuple(found)

    def _cost(self, piece: Piece, start: int) -> float:
        idle = max(0, piece.end(start) - start - piece.free)
        return piece.base + self.facts.weights.idle / 60 * idle


def _counted(masks: Masks) -> tuple[tuple[int, int], ...]:
    """How many days there are of each kind."""
    kinds = sorted({mask for mask in masks if mask})
    return tuple((mask, masks.count(mask)) for mask in kinds)
