"""Compiled: the best week of one set of tasks, exactly.

A set of tasks with their numbers of sessions becomes a week by choosing the tasks of each day (a
mask) and each day's start. ``best_week`` searches the masks day by day, with bounds and with the
symmetry of days that look alike to these tasks; the starts are then a small exact minimisation over
how far apart the earliest and the latest may lie. Rest between days only matters where starts lie
far apart; then every order of the days' masks is held against it.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from bundler.solver.arrays import Floats, Ints, Number, Tables
from bundler.solver.kernel_day import (
    FIRST,
    FLOOR,
    GRID,
    LAST,
    LENGTH,
    MAX_DAYS,
    MAX_SPREAD,
    REACH,
    S_MAX,
    S_MIN,
    SPAN,
    piece_cost,
)
from bundler.solver.kernel_rest import best_chain, rest_is_possible, rest_is_sure
from bundler.solver.kernel_tables import (
    ALLOWED,
    BEGIN,
    COUNT,
    COUPLED,
    END,
    EPS,
    HIGH,
    IDLE_POINT,
    INF,
    IRREGULAR_POINT,
    LOW,
    MASK,
    N_FRAME,
    N_WEEK,
    NEEDED,
    POSITIONS,
    ROW,
    SPAN_LIMIT,
    START,
    TASK,
    TRAVEL_POINT,
    WEEK_DAYS,
    day_base,
    fill_costs,
)


@njit(cache=True, nogil=True)
def _pick_starts(
    week: Ints,
    low: Number,
    high: Number,
    tables: Tables,
    job: Ints,
    tasks: Ints,
    rules: Ints,
    weights: Floats,
) -> None:
    """The cheapest start and piece of each day within [low, high]; the earliest among equals."""
    known, _, pieces = tables
    for day in range(WEEK_DAYS):
        mask = week[MASK, day]
        if mask == 0:
            continue
        work = 0
        for p in range(known[0, POSITIONS]):
            if (mask >> p) & 1:
                work += tasks[job[TASK, p], LENGTH]
        least = INF
        for start in range(low, high + 1, rules[GRID]):
            for row in range(known[mask, BEGIN], known[mask, END]):
                if pieces[row, S_MIN] <= start <= pieces[row, S_MAX]:
                    cost = piece_cost(pieces, row, start, work, weights[TRAVEL_POINT], weights[IDLE_POINT])
                    if cost < least - EPS:
                        least = cost
                        week[START, day], week[ROW, day] = start, row


@njit(cache=True, nogil=True)
def _best_starts(
    week: Ints,
    frame: Ints,
    cutoff: Number,
    tables: Tables,
    job: Ints,
    tasks: Ints,
    rules: Ints,
    weights: Floats,
    found: Ints,
) -> Number:
    """Least cost of the starts of a week whose days have these masks.

    Args:
        week: masks are read, starts and rows filled.
        frame: COUPLED 0 looks at each day by itself (a lower bound where rests could fail, which
            ``found[2]`` then says); 1 holds every rest between days.
            LOW and HIGH are the range of starts, SPAN_LIMIT the longest any day of this set spans.
        cutoff: only a cost below this counts.
        tables: workspace.
        job: the set, see ``best_week``.
        tasks: task table.
        rules: integer rules vector.
        weights: points per minute.
        found: receives the window [low, high] of the best starts and whether rests are sure.

    Returns:
        The cost, or infinity where none is below ``cutoff``.
    """
    known, costs, pieces = tables
    grid = rules[GRID]
    low, high, span_limit = frame[LOW], frame[HIGH], frame[SPAN_LIMIT]
    distinct = np.empty(WEEK_DAYS, np.int64)
    times = np.zeros(WEEK_DAYS, np.int64)
    kinds = 0
    total_base = 0.0
    for day in range(WEEK_DAYS):
        mask = week[MASK, day]
        if mask == 0:
            continue
        total_base += costs[mask, costs.shape[1] - 1]
        at = 0
        while at < kinds and distinct[at] != mask:
            at += 1
        if at == kinds:
            distinct[kinds] = mask
            kinds += 1
        times[at] += 1
    if frame[COUPLED] == 1 and not rest_is_possible(week, tables, rules):
        return INF
    best = cutoff
    answer = INF
    if kinds == 1 and rest_is_sure(week, np.int64(0), span_limit, rules):
        if total_base >= best - EPS:
            return INF
        mask = distinct[0]
        work = 0
        for p in range(known[0, POSITIONS]):
            if (mask >> p) & 1:
                work += tasks[job[TASK, p], LENGTH]
        at = high
        for row in range(known[mask, BEGIN], known[mask, END]):
            # cost only falls with a later start: the earliest start that already costs the least
            start = pieces[row, S_MAX]
            cost = piece_cost(pieces, row, start, work, weights[TRAVEL_POINT], weights[IDLE_POINT])
            if cost <= costs[mask, costs.shape[1] - 1] + EPS:
                lean = -((-(pieces[row, FLOOR] - pieces[row, REACH])) // grid) * grid
                at = min(at, min(start, max(pieces[row, S_MIN], lean)))
        found[0], found[1], found[2] = at, at, 1
        return total_base
    for kind in range(kinds):
        fill_costs(tables, distinct[kind], job, tasks, rules, weights)
    first, last = low // grid, high // grid
    points = last - first + 1
    window = np.empty((kinds, points))
    for kind in range(kinds):
        for i in range(points):
            window[kind, i] = costs[distinct[kind], first + i]
    widest = min((points - 1) * grid, rules[MAX_SPREAD] // grid * grid)
    if frame[COUPLED] == 1 and not rest_is_sure(week, widest, span_limit, rules):
        # whatever the window, no week of these days costs less than the best over the whole range
        total_base = best_chain(week, low, high, best, tables, job, tasks, rules, weights)
        if total_base == INF:
            return INF
    for wide in range(points):
        spread = wide * grid
        if spread > rules[MAX_SPREAD]:
            break
        irregular = weights[IRREGULAR_POINT] * spread
        if irregular + total_base >= best - EPS:
            break
        sure = rest_is_sure(week, spread, span_limit, rules)
        for i in range(points - wide):
            total = irregular
            for kind in range(kinds):
                if wide > 0:
                    window[kind, i] = min(window[kind, i], costs[distinct[kind], first + i + wide])
                total += times[kind] * window[kind, i]
            if total >= best - EPS:
                continue
            start = (first + i) * grid
            if frame[COUPLED] == 1 and not sure:
                total = irregular + best_chain(
                    week, start, start + spread, best - irregular, tables, job, tasks, rules, weights
                )
                if total >= best - EPS:
                    continue
            best = total
            answer = total
            found[0], found[1], found[2] = start, start + spread, 1 if sure else 0
    return answer


@njit(cache=True, nogil=True)
def _next_order(week: Ints, order: Ints, signature: Ints, levels: Number) -> Number:
    """Rearrange the masks of days that look alike, from falling to rising; False after the last."""
    begin = 0
    while begin < levels:
        end = begin + 1
        while end < levels and signature[order[end]] == signature[order[begin]]:
            end += 1
        at = end - 2
        while at >= begin and week[MASK, order[at]] <= week[MASK, order[at + 1]]:
            at -= 1
        if at >= begin:
            other = end - 1
            while week[MASK, order[other]] >= week[MASK, order[at]]:
                other -= 1
            _swap(week, order[at], order[other])
            at += 1
        # what follows was rising: turn it; the whole group where it was at its last order
        at = max(at, begin)
        i, j = at, end - 1
        while i < j:
            _swap(week, order[i], order[j])
            i += 1
            j -= 1
        if at > begin:
            return True
        begin = end
    return False


@njit(cache=True, nogil=True)
def _swap(week: Ints, a: Number, b: Number) -> None:
    week[MASK, a], week[MASK, b] = week[MASK, b], week[MASK, a]


@njit(cache=True, nogil=True)
def _search(
    frame: Ints,
    cutoff: Number,
    tables: Tables,
    job: Ints,
    tasks: Ints,
    minutes: Ints,
    rules: Ints,
    weights: Floats,
    best_of: Ints,
) -> Number:
    """Search the masks of the days; the least cost below ``cutoff``, or infinity.

    Days that look alike take their masks in falling order. Where rest between days could fail, all
    orders of these masks are tried, as far as the cost without that rest allows.
    """
    count = frame[COUNT]
    signature = np.zeros(WEEK_DAYS, np.int64)
    order = np.empty(WEEK_DAYS, np.int64)
    for day in range(WEEK_DAYS):
        for p in range(count):
            if (job[ALLOWED, p] >> day) & 1:
                signature[day] |= 1 << p
        order[day] = day
    for i in range(1, WEEK_DAYS):
        day = order[i]
        j = i - 1
        while j >= 0 and signature[order[j]] < signature[day]:
            order[j + 1] = order[j]
            j -= 1
        order[j + 1] = day
    levels = 0
    while levels < WEEK_DAYS and signature[order[levels]]:
        levels += 1
    left = np.zeros((levels + 1, count), np.int64)
    open_days = np.zeros((levels + 1, count), np.int64)
    for p in range(count):
        left[0, p] = job[NEEDED, p]
    for level in range(levels - 1, -1, -1):
        for p in range(count):
            open_days[level, p] = open_days[level + 1, p] + ((signature[order[level]] >> p) & 1)
    for p in range(count):
        if open_days[0, p] < job[NEEDED, p]:
            return INF
    cost = np.zeros(levels + 1)
    worked = np.zeros(levels + 1, np.int64)
    forced = np.zeros(levels, np.int64)
    optional = np.zeros(levels, np.int64)
    current = np.full(levels, -1, np.int64)
    week = np.zeros((N_WEEK, WEEK_DAYS), np.int64)
    trial = np.zeros((N_WEEK, WEEK_DAYS), np.int64)
    here = np.zeros(3, np.int64)
    best = cutoff
    answer = INF
    level = 0
    fresh = True
    while level >= 0 and best > EPS:
        if fresh:
            forced[level] = 0
            optional[level] = 0
            for p in range(count):
                if (signature[order[level]] >> p) & 1 and left[level, p] > 0:
                    if left[level, p] == open_days[level, p]:
                        forced[level] |= 1 << p
                    else:
                        optional[level] |= 1 << p
            current[level] = optional[level]
            fresh = False
        elif current[level] == 0:
            week[MASK, order[level]] = 0
            level -= 1
            continue
        else:
            current[level] = (current[level] - 1) & optional[level]
        mask = forced[level] | current[level]
        day = order[level]
        alike = level > 0 and signature[order[level - 1]] == signature[day]
        if alike and mask > week[MASK, order[level - 1]]:
            continue
        if mask:
            if worked[level] == rules[MAX_DAYS]:
                continue
            total = cost[level] + day_base(tables, mask, job, tasks, minutes, rules, weights)
            if total >= best - EPS:
                continue
            cost[level + 1] = total
            worked[level + 1] = worked[level] + 1
        else:
            cost[level + 1] = cost[level]
            worked[level + 1] = worked[level]
        week[MASK, day] = mask
        for p in range(count):
            left[level + 1, p] = left[level, p] - ((mask >> p) & 1)
        if level + 1 < levels:
            level += 1
            fresh = True
            continue
        for i in range(WEEK_DAYS):
            trial[MASK, i] = week[MASK, i]
        least = 0.0
        frame[COUPLED] = 0
        while True:
            total = _best_starts(trial, frame, best, tables, job, tasks, rules, weights, here)
            if frame[COUPLED] == 0:
                if total >= best - EPS:
                    break
                if here[2] == 0:
                    least = total
                    frame[COUPLED] = 1
                    continue
            if total < best - EPS:
                best = total
                answer = total
                if here[2] == 1:
                    _pick_starts(trial, here[0], here[1], tables, job, tasks, rules, weights)
                for i in range(WEEK_DAYS):
                    for row in range(N_WEEK):
                        best_of[row, i] = trial[row, i]
            if frame[COUPLED] == 0 or best <= least + EPS:
                break
            if not _next_order(trial, order, signature, levels):
                break
    return answer


@njit(cache=True, nogil=True)
def best_week(
    cutoff: Number,
    job: Ints,
    tables: Tables,
    tasks: Ints,
    minutes: Ints,
    rules: Ints,
    weights: Floats,
    week: Ints,
) -> Number:
    """The least cost in points (travel, idle, irregular start) of a week with these tasks.

    Args:
        cutoff: only a cost below this counts.
        job: the set, (N_SET, tasks) int64: task numbers, sessions needed, days allowed.
        tables: workspace of ``new_tables``, told by ``forget`` how many tasks the set has.
        tasks: task table, (tasks, N_TASK) int64.
        minutes: travel minutes between locations.
        rules: integer rules vector.
        weights: points per minute.
        week: (N_WEEK, 7) int64, filled with each day's mask, start and row of pieces.

    Returns:
        The cost, infinity where no week is viable below ``cutoff``. Means nothing where the table of
        pieces turned out too small: OVERFLOW of the workspace is then 1.
    """
    count = tables[0][0, POSITIONS]
    first, last, end = tasks[job[TASK, 0], FIRST], tasks[job[TASK, 0], LAST], np.int64(0)
    for p in range(count):
        first = min(first, tasks[job[TASK, p], FIRST])
        last = max(last, tasks[job[TASK, p], LAST])
        end = max(end, tasks[job[TASK, p], LAST] + tasks[job[TASK, p], LENGTH])
    frame = np.zeros(N_FRAME, np.int64)
    frame[COUNT], frame[LOW], frame[HIGH] = count, first, last
    frame[SPAN_LIMIT] = min(rules[SPAN], end - first)
    return _search(frame, cutoff, tables, job, tasks, minutes, rules, weights, week)
