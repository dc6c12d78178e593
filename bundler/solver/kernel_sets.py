"""Compiled: what a set of tasks is worth, whether it could be a job, and the exact cost of its best week."""

from __future__ import annotations

import numpy as np
from numba import njit

from bundler.solver.arrays import Flag, Floats, Ints, Number
from bundler.solver.kernel_day import (
    DAYS,
    FIRST,
    FOOD,
    FOOD_OK,
    GRID,
    HYGIENE,
    LAST,
    LENGTH,
    LOCATION,
    MAX_DAY,
    MAX_DAYS,
    MAX_WEEK,
    MIN_SUPPLIER,
    MIN_WEEK,
    ORDER,
    RESTS,
    SANITARY,
    SUPERVISED,
    SUPPLIER,
)
from bundler.solver.kernel_tables import (
    INF,
    MASK,
    N_WEEK,
    OVERFLOW,
    ROW,
    START,
    WEEK_DAYS,
    forget,
    new_tables,
)
from bundler.solver.kernel_week import best_week

# entries of the float vector of what a set is worth
(
    PER_MINUTE,
    SECOND_SUPPLIER,
    EXTRA_TASK,
    EXTRA_LOCATION,
    OFF_TARGET,
    TARGET,
    SUPERVISED_SHARE,
    BASE,
    N_WORTH,
) = range(9)

FAR = 1 << 30


@njit(cache=True, nogil=True)
def set_value(count: Number, chosen: Ints, minutes_week: Number, tasks: Ints, worth: Floats) -> Number:
    """Points of a set by itself: all terms but travel, idle and irregular start."""
    suppliers = 0
    places = 0
    for p in range(count):
        new_supplier, new_place = 1, 1
        for q in range(p):
            if tasks[chosen[q], SUPPLIER] == tasks[chosen[p], SUPPLIER]:
                new_supplier = 0
            if tasks[chosen[q], LOCATION] == tasks[chosen[p], LOCATION]:
                new_place = 0
        suppliers += new_supplier
        places += new_place
    value = worth[BASE] + worth[PER_MINUTE] * minutes_week
    if suppliers >= 2:
        value -= worth[SECOND_SUPPLIER]
    value -= worth[EXTRA_TASK] * (count - 1) + worth[EXTRA_LOCATION] * (places - 1)
    return value - worth[OFF_TARGET] * abs(minutes_week - worth[TARGET])


@njit(cache=True, nogil=True)
def early_ends(
    at: Number, chosen: Ints, tasks: Ints, walks: Ints, rules: Ints, early: Ints, work: Ints, ok: Ints
) -> None:
    """Extend the earliest end of every mask (by last task) with the task at position ``at``."""
    bit = 1 << at
    for rest in range(bit):
        mask = rest | bit
        work[mask] = work[rest] + tasks[chosen[at], LENGTH]
        ok[mask] = 0
        for last in range(at + 1):
            early[mask, last] = FAR
            if not (mask >> last) & 1:
                continue
            before = mask & ~(1 << last)
            task = chosen[last]
            begin = FAR
            if before == 0:
                begin = tasks[task, FIRST]
            else:
                clean = True
                if rules[FOOD_OK] == 0 and tasks[task, HYGIENE] == FOOD:
                    for q in range(at + 1):
                        if (before >> q) & 1 and tasks[chosen[q], HYGIENE] == SANITARY:
                            clean = False
                if clean:
                    for q in range(at + 1):
                        if (before >> q) & 1 and early[before, q] < FAR:
                            walk = walks[tasks[chosen[q], LOCATION], tasks[task, LOCATION]]
                            begin = min(begin, early[before, q] + walk)
                    begin = max(begin, tasks[task, FIRST])
            if begin <= tasks[task, LAST]:
                early[mask, last] = begin + tasks[task, LENGTH]
                if work[mask] <= rules[MAX_DAY]:
                    ok[mask] = 1


@njit(cache=True, nogil=True)
def days_hold(count: Number, needed: Ints, chosen: Ints, tasks: Ints, ok: Ints, rules: Ints) -> Number:
    """Whether each day can hold its fixed tasks and each flexible task finds enough days."""
    fixed = np.zeros(WEEK_DAYS, np.int64)
    days = 0
    for day in range(WEEK_DAYS):
        for p in range(count):
            if needed[p] == _bits(tasks[chosen[p], DAYS]) and (tasks[chosen[p], DAYS] >> day) & 1:
                fixed[day] |= 1 << p
        if fixed[day]:
            days += 1
            if not ok[fixed[day]]:
                return False
    if days > rules[MAX_DAYS]:
        return False
    for p in range(count):
        found = 0
        for day in range(WEEK_DAYS):
            if (tasks[chosen[p], DAYS] >> day) & 1 and ok[fixed[day] | (1 << p)]:
                found += 1
        if found < needed[p]:
            return False
    return True


@njit(cache=True, nogil=True)
def _bits(value: Number) -> Number:
    found = 0
    while value:
        value &= value - 1
        found += 1
    return found


@njit(cache=True, nogil=True)
def is_a_job(
    count: Number, chosen: Ints, needed: Ints, week: Number, tasks: Ints, worth: Floats, rules: Ints
) -> Number:
    """Whether the set has the hours of a job, for each supplier and under supervision too."""
    if week < rules[MIN_WEEK] or week > rules[MAX_WEEK]:
        return False
    supervised = 0
    for p in range(count):
        supplier = tasks[chosen[p], SUPPLIER]
        own = 0
        for q in range(count):
            if tasks[chosen[q], SUPPLIER] == supplier:
                own += needed[q] * tasks[chosen[q], LENGTH]
        if own < rules[MIN_SUPPLIER]:
            return False
        if tasks[chosen[p], SUPERVISED]:
            supervised += needed[p] * tasks[chosen[p], LENGTH]
    return worth[SUPERVISED_SHARE] * week - supervised <= 1e-6


@njit(cache=True, nogil=True)
def week_costs(
    jobs: Ints,
    counts: Ints,
    cutoffs: Floats,
    tasks: Ints,
    minutes: Ints,
    rules: Ints,
    weights: Floats,
    stop: Flag,
    layout: Ints,
) -> Floats:
    """Cost in points of the best week of some sets; infinity where it is not below the cutoff.

    Args:
        jobs: the sets, (sets, N_SET, positions) int64: task numbers, sessions needed, days allowed.
        counts: tasks of each set.
        cutoffs: per set: a cost that is not below this need not be known.
        tasks: task table, (tasks, N_TASK) int64.
        minutes: travel minutes between locations.
        rules: integer rules vector.
        weights: points per minute.
        stop: a flag; the search ends early where it is not 0.
        layout: (7, 4) int64, filled with the week of the last set that has one: per weekday mask,
            start, order and least rests (``kernel_day``'s codes).

    Returns:
        Costs (sets,) float64; NaN for sets not reached because ``stop`` was set.
    """
    costs = np.full(jobs.shape[0], np.nan)
    pieces = 1024
    tables = new_tables(jobs.shape[2], rules[GRID], pieces)
    week = np.zeros((N_WEEK, WEEK_DAYS), np.int64)
    at = 0
    while at < jobs.shape[0] and (at & 63 != 0 or stop[0] == 0):
        forget(tables, counts[at])
        costs[at] = best_week(cutoffs[at], jobs[at], tables, tasks, minutes, rules, weights, week)
        if tables[0][0, OVERFLOW] == 1:
            pieces *= 4
            tables = new_tables(jobs.shape[2], rules[GRID], pieces)
            continue
        if costs[at] < INF:
            for day in range(WEEK_DAYS):
                row = week[ROW, day]
                layout[day, 0] = week[MASK, day]
                layout[day, 1] = week[START, day]
                layout[day, 2] = tables[2][row, ORDER]
                layout[day, 3] = tables[2][row, RESTS]
        at += 1
    return costs
