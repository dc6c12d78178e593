"""The rests between the days of a week: whether they are kept, and the cheapest week that keeps them.

Night i asks that ``end of day i − start of the next day ≤ slack``. With the days' tasks given, the
cheapest starts are found by dynamic programming from day to day, once for each window of starts and
each night that may be the long one; every way the first day can be done stands for the night that
closes the circle.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from bundler.prove.days import Day, Days, Floats, Piece
from bundler.prove.facts import Facts
from bundler.units import DAY_MINUTES, WEEK_DAYS

Ints = npt.NDArray[np.int64]
_TINY = 1e-9


class WorkDay(NamedTuple):
    """A weekday with the way its tasks are done."""

    day: int
    piece: Piece
    start: int


class Options(NamedTuple):
    """Every way to do a day's tasks from every start, in order of their ends."""

    starts: Ints
    ends: Ints
    costs: Floats
    piece: Ints

    def between(self, low: int, high: int) -> Options:
        """Those that start inside a window."""
        return self.take((self.starts >= low) & (self.starts <= high))

    def take(self, rows: npt.NDArray[Any]) -> Options:
        """Some of them, or all in another order."""
        return Options(self.starts[rows], self.ends[rows], self.costs[rows], self.piece[rows])


def _apart(days: Sequence[int]) -> list[int]:
    """Days from each working day to the next in the cyclic week."""
    return [(days[(at + 1) % len(days)] - day - 1) % WEEK_DAYS + 1 for at, day in enumerate(days)]


def nights_kept(facts: Facts, week: Sequence[WorkDay]) -> bool:
    """Whether a week keeps the daily and the weekly rest."""
    apart = _apart([work.day for work in week])
    free = [
        apart[at] * DAY_MINUTES + week[(at + 1) % len(week)].start - work.piece.end(work.start)
        for at, work in enumerate(week)
    ]
    return min(free) >= facts.night_minutes and max(free) >= facts.free_minutes


def best_nights(
    facts: Facts, days: Days, week: Mapping[int, Day], limit: float, check: Callable[[], None]
) -> tuple[float, tuple[WorkDay, ...]] | None:
    """The cheapest starts that keep the rests between days.

    Args:
        facts: the rules.
        days: what a way of doing a day costs.
        week: by weekday the ways to do its tasks.
        limit: only a week that costs less is of use.
        check: called now and then; may raise to stop.

    Returns:
        Points and the days, or None where no such week costs less than ``limit``.
    """
    numbers = sorted(week)
    apart = _apart(numbers)
    slack = [gap * DAY_MINUTES - facts.night_minutes for gap in apart]
    tightest = [
        week[day].first_end - week[numbers[(at + 1) % len(numbers)]].last_start
        for at, day in enumerate(numbers)
    ]
    if any(least > most for least, most in zip(tightest, slack, strict=True)):
        return None
    options = [_options(facts, days, week[day]) for day in numbers]
    best = limit
    found: tuple[WorkDay, ...] = ()
    for long_night in range(len(numbers)):
        slacks = slack.copy()
        slacks[long_night] = min(slack[long_night], apart[long_night] * DAY_MINUTES - facts.free_minutes)
        if tightest[long_night] > slacks[long_night]:
            continue
        for low, high, least in _windows(facts, options, slacks):
            check()
            spread = facts.weights.irregular_start * (high - low) / 60
            if least + spread >= best - _TINY:
                break
            inside = [option.between(low, high) for option in options]
            cost, picks = _chain(inside, slacks)
            if cost + spread < best - _TINY:
                best = cost + spread
                found = tuple(
                    WorkDay(day, week[day].pieces[option.piece[pick]], int(option.starts[pick]))
                    for day, option, pick in zip(numbers, inside, picks, strict=True)
                )
    return (best, found) if found else None


def _options(facts: Facts, days: Days, day: Day) -> Options:
    starts, ends, costs, number = [], [], [], []
    for at, piece in enumerate(day.pieces):
        here = np.arange(piece.low, piece.high + 1, facts.grid)
        starts.append(here)
        ends.append(np.maximum(here + piece.run, piece.wait))
        costs.append(days.costs(piece))
        number.append(np.full(len(here), at))
    all_ends = np.concatenate(ends)
    found = Options(np.concatenate(starts), all_ends, np.concatenate(costs), np.concatenate(number))
    return found.take(np.argsort(all_ends, kind="stable"))


def _windows(facts: Facts, options: list[Options], slacks: list[int]) -> list[tuple[int, int, float]]:
    """Windows of daily starts that may hold a week, narrow ones first, with the least its days cost."""
    least = _chain(options, slacks)[0]
    if least == np.inf:
        return []
    starts = sorted({int(start) for option in options for start in option.starts})
    widest = facts.spread_most
    if facts.weights.irregular_start == 0 and widest is None:
        return [(starts[0], starts[-1], least)]
    found = []
    by_day = [np.unique(option.starts) for option in options]
    for low in starts:
        places = [int(np.searchsorted(day, low)) for day in by_day]
        if any(place == len(day) for place, day in zip(places, by_day, strict=True)):
            break
        first = max(int(day[place]) for place, day in zip(places, by_day, strict=True))
        found += [
            (low, high, least)
            for high in starts
            if high >= first and (widest is None or high - low <= widest)
        ]
    return sorted(found, key=lambda window: (window[1] - window[0], window[0]))


def _chain(options: Sequence[Options], slacks: Sequence[int]) -> tuple[float, list[int]]:
    """Least cost of one option for each day such that every night is kept, and those options."""
    first = options[0]
    if not all(len(option.starts) for option in options):
        return np.inf, []
    # costs[x, j]: days so far with option x on the first and option j on the latest day
    costs = np.full((len(first.starts),) * 2, np.inf)
    np.fill_diagonal(costs, first.costs)
    steps = [costs]
    for at in range(1, len(options)):
        before, here = options[at - 1], options[at]
        best = np.minimum.accumulate(costs, axis=1)
        fits = np.searchsorted(before.ends, here.starts + slacks[at - 1], side="right") - 1
        costs = np.where(fits >= 0, best[:, np.maximum(fits, 0)], np.inf) + here.costs
        steps.append(costs)
    last = options[-1]
    closing = np.where(last.ends[None, :] <= first.starts[:, None] + slacks[-1], costs, np.inf)
    x, pick = divmod(int(closing.argmin()), closing.shape[1])
    cost = float(closing[x, pick])
    if cost == np.inf:
        return cost, []
    picks = [pick]
    for at in range(len(options) - 1, 0, -1):
        start = options[at].starts[picks[-1]]
        fits = options[at - 1].ends <= start + slacks[at - 1]
        picks.append(int(np.where(fits, steps[at - 1][x], np.inf).argmin()))
    return cost, picks[::-1]
