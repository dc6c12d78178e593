"""Compiled: rest between the days of a cyclic week."""

from __future__ import annotations

import numpy as np
from numba import njit

from bundler.solver.arrays import Floats, Ints, Number, Tables
from bundler.solver.kernel_day import (
    DAILY_REST,
    GRID,
    LENGTH,
    S_MAX,
    S_MIN,
    WEEKLY_REST,
    piece_cost,
    piece_end,
)
from bundler.solver.kernel_tables import (
    BEGIN,
    DAY_MINUTES,
    END,
    EPS,
    IDLE_POINT,
    INF,
    LATEST,
    MASK,
    POSITIONS,
    ROW,
    SOONEST,
    START,
    TASK,
    TRAVEL_POINT,
    WEEK_DAYS,
)


@njit(cache=True, nogil=True)
def rest_is_sure(week: Ints, spread: Number, span: Number, rules: Ints) -> Number:
    """Whether daily and weekly rest hold whatever the starts, given how far apart these can lie."""
    worst = spread + span
    previous = -1
    first = -1
    widest = 0
    adjacent = False
    for day in range(WEEK_DAYS):
        if week[MASK, day] == 0:
            continue
        if first < 0:
            first = day
        else:
            widest = max(widest, day - previous)
            adjacent = adjacent or day - previous == 1
        previous = day
    around = first + WEEK_DAYS - previous
    widest = max(widest, around)
    adjacent = adjacent or around == 1
    if first == previous:
        worst = span
    if adjacent and DAY_MINUTES - worst < rules[DAILY_REST]:
        return False
    return widest * DAY_MINUTES - worst >= rules[WEEKLY_REST]


@njit(cache=True, nogil=True)
def rest_is_possible(week: Ints, tables: Tables, rules: Ints) -> Number:
    """Whether daily and weekly rest could hold at all, each day at its latest start and soonest end."""
    known = tables[0]
    first, previous = -1, -1
    longest = np.int64(0)
    for step in range(2 * WEEK_DAYS):
        day = step % WEEK_DAYS
        if week[MASK, day] == 0:
            continue
        if previous >= 0:
            free = (
                (step - previous) * DAY_MINUTES
                + known[week[MASK, day], LATEST]
                - known[week[MASK, previous % WEEK_DAYS], SOONEST]
            )
            if free < rules[DAILY_REST]:
                return False
            longest = max(longest, free)
        previous = step
        if first < 0:
            first = day
        elif day == first:
            break
    return longest >= rules[WEEKLY_REST]


@njit(cache=True, nogil=True)
def best_chain(
    week: Ints,
    low: Number,
    high: Number,
    bound: Number,
    tables: Tables,
    job: Ints,
    tasks: Ints,
    rules: Ints,
    weights: Floats,
) -> Number:
    """Least cost of a week's starts within [low, high] with every rest between days held.

    A dynamic program around the week that begins after its widest gap. Where that gap is long enough
    whatever the starts (a free weekend), one pass does; else the week is closed by fixing the first
    day's start and piece, once for each pair of days that could give the weekly rest. Starts and
    rows of ``week`` are filled where the cost is below ``bound``.
    """
    known, _, pieces = tables
    grid = rules[GRID]
    day_of = np.empty(WEEK_DAYS, np.int64)
    m = 0
    begin, widest, previous = 0, 0, -1
    for step in range(2 * WEEK_DAYS):
        day = step % WEEK_DAYS
        if week[MASK, day]:
            if previous >= 0 and step - previous > widest:
                begin, widest = day, step - previous
            previous = step
    for step in range(WEEK_DAYS):
        day = (begin + step) % WEEK_DAYS
        if week[MASK, day]:
            day_of[m] = day
            m += 1
    size = 0
    for i in range(m):
        mask = week[MASK, day_of[i]]
        size = max(size, known[mask, END] - known[mask, BEGIN])
    size *= (high - low) // grid + 1
    option_start = np.empty((m, size), np.int64)
    option_end = np.empty((m, size), np.int64)
    option_row = np.empty((m, size), np.int64)
    option_cost = np.empty((m, size))
    options = np.zeros(m, np.int64)
    for i in range(m):
        mask = week[MASK, day_of[i]]
        work = 0
        for p in range(known[0, POSITIONS]):
            if (mask >> p) & 1:
                work += tasks[job[TASK, p], LENGTH]
        for row in range(known[mask, BEGIN], known[mask, END]):
            for start in range(max(low, pieces[row, S_MIN]), min(high, pieces[row, S_MAX]) + 1, grid):
                at = options[i]
                option_start[i, at] = start
                option_end[i, at] = piece_end(pieces, row, start)
                option_row[i, at] = row
                option_cost[i, at] = piece_cost(
                    pieces, row, start, work, weights[TRAVEL_POINT], weights[IDLE_POINT]
                )
                options[i] = at + 1
        if options[i] == 0:
            return INF
    soonest = option_start[0, : options[0]].min()
    free = widest * DAY_MINUTES + soonest - option_end[m - 1, : options[m - 1]].max()
    opened = free >= max(rules[WEEKLY_REST], rules[DAILY_REST])
    best = bound
    came = np.empty((m, size), np.int64)
    value = np.empty((m, size))
    # the cheapest way to have ended a day by each minute, and the option it ends with
    by_end = np.empty(DAY_MINUTES + 1)
    by_end_from = np.empty(DAY_MINUTES + 1, np.int64)
    for pair in range(m):
        if opened and pair < m - 1:
            continue
        after = day_of[(pair + 1) % m]
        free = after - day_of[pair]
        if free <= 0:
            free += WEEK_DAYS
        free = (
            free * DAY_MINUTES + known[week[MASK, after], LATEST] - known[week[MASK, day_of[pair]], SOONEST]
        )
        if free < rules[WEEKLY_REST]:
            continue
        for opening in range(1 if opened else options[0]):
            if not opened and option_cost[0, opening] >= best - EPS:
                continue
            for b in range(options[0]):
                value[0, b] = option_cost[0, b] if opened else INF
            value[0, opening] = option_cost[0, opening]
            for i in range(1, m + 1):
                apart = day_of[i % m] - day_of[i - 1]
                if apart <= 0:
                    apart += WEEK_DAYS
                need = rules[DAILY_REST]
                if pair == i - 1:
                    need = max(need, rules[WEEKLY_REST])
                ends = option_end[i - 1, : options[i - 1]]
                first_minute, last_minute = ends.min(), ends.max()
                by_end[first_minute : last_minute + 1] = INF
                for a in range(options[i - 1]):
                    if value[i - 1, a] < by_end[option_end[i - 1, a]]:
                        by_end[option_end[i - 1, a]] = value[i - 1, a]
                        by_end_from[option_end[i - 1, a]] = a
                for minute in range(first_minute + 1, last_minute + 1):
                    if by_end[minute - 1] <= by_end[minute]:
                        by_end[minute] = by_end[minute - 1]
                        by_end_from[minute] = by_end_from[minute - 1]
                if i == m:
                    latest = last_minute
                    if not opened:
                        latest = min(apart * DAY_MINUTES + option_start[0, opening] - need, last_minute)
                    if latest >= first_minute and by_end[latest] < best - EPS:
                        best = by_end[latest]
                        at = by_end_from[latest]
                        for j in range(m - 1, -1, -1):
                            week[START, day_of[j]] = option_start[j, at]
                            week[ROW, day_of[j]] = option_row[j, at]
                            if j > 0:
                                at = came[j, at]
                    continue
                alive = False
                for b in range(options[i]):
                    latest = min(apart * DAY_MINUTES + option_start[i, b] - need, last_minute)
                    value[i, b] = INF
                    if latest >= first_minute and by_end[latest] + option_cost[i, b] < best - EPS:
                        value[i, b] = by_end[latest] + option_cost[i, b]
                        came[i, b] = by_end_from[latest]
                        alive = True
                if not alive:
                    break
    return best if best < bound - EPS else INF
