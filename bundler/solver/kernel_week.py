"""Compiled: the best week of one set of tasks, exactly.

A set of tasks with their numbers of sessions becomes a week by choosing the tasks of each day (a
mask) and each day's start. ``best_week`` searches the masks day by day, with bounds and with the
symmetry of days that look alike to these tasks; the starts are then a small exact minimisation over
how far apart the earliest and the latest may lie. Rest between days only matters where starts lie
far apart; then the search is done again with every pair of days held against it.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from bundler.solver.arrays import Floats, Ints, Number, Tables
from bundler.solver.kernel_day import (
    DAILY_REST,
    FIRST,
    FLOOR,
    FULL,
    GRID,
    LAST,
    LENGTH,
    MAX_DAYS,
    MAX_SPREAD,
    N_PIECE,
    REACH,
    S_MAX,
    S_MIN,
    SPAN,
    WEEKLY_REST,
    day_pieces,
    piece_cost,
    piece_end,
)

DAY_MINUTES = 1440
WEEK_DAYS = 7
INF = np.inf
EPS = 1e-9

# entries of the float weights vector: points per minute of travel, idle, irregular start
TRAVEL_POINT, IDLE_POINT, IRREGULAR_POINT = range(3)

# entries of a frame: the whole numbers of one search (an array, so that each function compiles once)
COUPLED, COUNT, LOW, HIGH, SPAN_LIMIT, N_FRAME = range(6)

# columns of what is known of a mask: whether its pieces and its costs are there, the rows of its
# pieces, its latest start and its soonest end; row 0 holds the workspace's own counts
STATE, TABULATED, BEGIN, END, LATEST, SOONEST, N_KNOWN = range(7)
PIECES_USED, POSITIONS, OVERFLOW = LATEST, SOONEST, STATE

# rows of a week: each weekday's mask, start and row of pieces
MASK, START, ROW, N_WEEK = range(4)

# rows of a set: numbers of its tasks, sessions a week of each, bits of the days each may use
TASK, NEEDED, ALLOWED, N_SET = range(4)


@njit(cache=True, nogil=True)
def new_tables(positions: Number, grid: Number, rows: Number) -> Tables:
    """Workspace for one set of up to ``positions`` tasks, with this many rows for pieces.

    Returns:
        What is known of each mask (masks, N_KNOWN) int64; the least cost of a day per mask and start
        on the grid, the least of all in the last column, (masks, points + 1) float64; and the table
        of pieces.
    """
    masks = 1 << positions
    known = np.zeros((masks, N_KNOWN), np.int64)
    costs = np.full((masks, DAY_MINUTES // grid + 2), INF)
    pieces = np.empty((rows, N_PIECE), np.int64)
    return known, costs, pieces


@njit(cache=True, nogil=True)
def forget(tables: Tables, count: Number) -> None:
    """Drop what is known: another set, of ``count`` tasks, takes the workspace."""
    known = tables[0]
    for mask in range(known.shape[0]):
        known[mask, STATE] = 0
        known[mask, TABULATED] = 0
    known[0, PIECES_USED] = 0
    known[0, POSITIONS] = count


@njit(cache=True, nogil=True)
def _base(
    tables: Tables, mask: Number, job: Ints, tasks: Ints, minutes: Ints, rules: Ints, weights: Floats
) -> Number:
    """The least cost of a day with this mask; infinite where the day cannot be laid out."""
    known, costs, pieces = tables
    if known[mask, STATE] == 0:
        start = known[0, PIECES_USED]
        count = day_pieces(pieces, start, mask, known[0, POSITIONS], job[TASK], tasks, minutes, rules)
        if count == FULL:
            known[0, OVERFLOW] = 1
            return INF
        work = 0
        for p in range(known[0, POSITIONS]):
            if (mask >> p) & 1:
                work += tasks[job[TASK, p], LENGTH]
        least = INF
        latest, soonest = np.int64(0), np.int64(2 * DAY_MINUTES)
        for row in range(start, count):
            cost = piece_cost(
                pieces, row, pieces[row, S_MAX], work, weights[TRAVEL_POINT], weights[IDLE_POINT]
            )
            least = min(least, cost)
            latest = max(latest, pieces[row, S_MAX])
            soonest = min(soonest, piece_end(pieces, row, pieces[row, S_MIN]))
        known[mask, BEGIN], known[mask, END] = start, count
        known[mask, LATEST], known[mask, SOONEST] = latest, soonest
        costs[mask, costs.shape[1] - 1] = least
        known[mask, STATE] = 1
        known[0, PIECES_USED] = count
    return costs[mask, costs.shape[1] - 1]


@njit(cache=True, nogil=True)
def _fill_costs(tables: Tables, mask: Number, job: Ints, tasks: Ints, rules: Ints, weights: Floats) -> None:
    """Tabulate the least cost of a day with this mask for every start on the grid."""
    known, costs, pieces = tables
    if known[mask, TABULATED]:
        return
    grid = rules[GRID]
    for point in range(costs.shape[1] - 1):
        costs[mask, point] = INF
    work = 0
    for p in range(known[0, POSITIONS]):
        if (mask >> p) & 1:
            work += tasks[job[TASK, p], LENGTH]
    for row in range(known[mask, BEGIN], known[mask, END]):
        for start in range(pieces[row, S_MIN], pieces[row, S_MAX] + 1, grid):
            cost = piece_cost(pieces, row, start, work, weights[TRAVEL_POINT], weights[IDLE_POINT])
            costs[mask, start // grid] = min(costs[mask, start // grid], cost)
    known[mask, TABULATED] = 1


@njit(cache=True, nogil=True)
def _rest_is_sure(week: Ints, spread: Number, span: Number, rules: Ints) -> Number:
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
def _rest_is_possible(week: Ints, tables: Tables, rules: Ints) -> Number:
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
def _chain(
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

    A dynamic program around the week, closed by fixing the first working day's start and piece, and
    run once for each pair of days that could give the weekly rest. Starts and rows of
    ``week`` are filled where the cost is below ``bound``.
    """
    known, _, pieces = tables
    grid = rules[GRID]
    day_of = np.empty(WEEK_DAYS, np.int64)
    m = 0
    for day in range(WEEK_DAYS):
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
    best = bound
    came = np.empty((m, size), np.int64)
    value = np.empty((m, size))
    # the cheapest way to have ended a day by each minute, and the option it ends with
    last_minute = DAY_MINUTES
    by_end = np.empty(last_minute + 1)
    by_end_from = np.empty(last_minute + 1, np.int64)
    for pair in range(m):
        after = day_of[(pair + 1) % m]
        free = after - day_of[pair]
        if free <= 0:
            free += WEEK_DAYS
        free = (
            free * DAY_MINUTES + known[week[MASK, after], LATEST] - known[week[MASK, day_of[pair]], SOONEST]
        )
        if free < rules[WEEKLY_REST]:
            continue
        for opening in range(options[0]):
            if option_cost[0, opening] >= best - EPS:
                continue
            for b in range(options[0]):
                value[0, b] = INF
            value[0, opening] = option_cost[0, opening]
            for i in range(1, m + 1):
                apart = day_of[i % m] - day_of[i - 1]
                if apart <= 0:
                    apart += WEEK_DAYS
                need = rules[DAILY_REST]
                if pair == i - 1:
                    need = max(need, rules[WEEKLY_REST])
                for minute in range(last_minute + 1):
                    by_end[minute] = INF
                for a in range(options[i - 1]):
                    if value[i - 1, a] < by_end[option_end[i - 1, a]]:
                        by_end[option_end[i - 1, a]] = value[i - 1, a]
                        by_end_from[option_end[i - 1, a]] = a
                for minute in range(1, last_minute + 1):
                    if by_end[minute - 1] <= by_end[minute]:
                        by_end[minute] = by_end[minute - 1]
                        by_end_from[minute] = by_end_from[minute - 1]
                if i == m:
                    latest = min(apart * DAY_MINUTES + option_start[0, opening] - need, last_minute)
                    if latest >= 0 and by_end[latest] < best - EPS:
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
                    if latest >= 0 and by_end[latest] + option_cost[i, b] < best - EPS:
                        value[i, b] = by_end[latest] + option_cost[i, b]
                        came[i, b] = by_end_from[latest]
                        alive = True
                if not alive:
                    break
    return best if best < bound - EPS else INF


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
    if frame[COUPLED] == 1 and not _rest_is_possible(week, tables, rules):
        return INF
    best = cutoff
    answer = INF
    if kinds == 1 and _rest_is_sure(week, np.int64(0), span_limit, rules):
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
        _fill_costs(tables, distinct[kind], job, tasks, rules, weights)
    first, last = low // grid, high // grid
    points = last - first + 1
    window = np.empty((kinds, points))
    for kind in range(kinds):
        for i in range(points):
            window[kind, i] = costs[distinct[kind], first + i]
    widest = min((points - 1) * grid, rules[MAX_SPREAD] // grid * grid)
    if frame[COUPLED] == 1 and not _rest_is_sure(week, widest, span_limit, rules):
        # whatever the window, no week of these days costs less than the best over the whole range
        total_base = _chain(week, low, high, best, tables, job, tasks, rules, weights)
        if total_base == INF:
            return INF
    for wide in range(points):
        spread = wide * grid
        if spread > rules[MAX_SPREAD]:
            break
        irregular = weights[IRREGULAR_POINT] * spread
        if irregular + total_base >= best - EPS:
            break
        sure = _rest_is_sure(week, spread, span_limit, rules)
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
                total = irregular + _chain(
                    week, start, start + spread, best - irregular, tables, job, tasks, rules, weights
                )
                if total >= best - EPS:
                    continue
            best = total
            answer = total
            found[0], found[1], found[2] = start, start + spread, 1 if sure else 0
    return answer


@njit(cache=True, nogil=True)
def _search(
    frame: Ints,
    floor: Number,
    cutoff: Number,
    tables: Tables,
    job: Ints,
    tasks: Ints,
    minutes: Ints,
    rules: Ints,
    weights: Floats,
    best_of: Ints,
    found: Ints,
) -> Number:
    """Search the masks of the days; the least cost below ``cutoff``, or infinity.

    No cost can be below ``floor``: the search ends where it reaches that.
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
    here = np.zeros(3, np.int64)
    best = cutoff
    answer = INF
    level = 0
    fresh = True
    while level >= 0 and best > floor + EPS:
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
        alike = frame[COUPLED] == 0 and level > 0 and signature[order[level - 1]] == signature[day]
        if alike and mask > week[MASK, order[level - 1]]:
            continue
        if mask:
            if worked[level] == rules[MAX_DAYS]:
                continue
            total = cost[level] + _base(tables, mask, job, tasks, minutes, rules, weights)
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
        total = _best_starts(week, frame, best, tables, job, tasks, rules, weights, here)
        if total < best - EPS:
            best = total
            answer = total
            for i in range(3):
                found[i] = here[i]
            if frame[COUPLED] == 0 or here[2] == 1:
                _pick_starts(week, here[0], here[1], tables, job, tasks, rules, weights)
            for i in range(WEEK_DAYS):
                for row in range(N_WEEK):
                    best_of[row, i] = week[row, i]
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
    found = np.zeros(3, np.int64)
    cost = 0.0
    for coupled in range(2):
        frame[COUPLED] = coupled
        cost = _search(frame, cost, cutoff, tables, job, tasks, minutes, rules, weights, week, found)
        if cost == INF or found[2] == 1 or tables[0][0, OVERFLOW] == 1:
            break
    return cost
