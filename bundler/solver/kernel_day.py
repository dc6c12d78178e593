"""Compiled: every way to lay out one day for a set of tasks.

A day's order of tasks with its shortest rests is a chain of differences: the start of task i+1 lies
between ``p_i`` and ``q_i`` minutes after the start of task i. Such a chain has one earliest end for
every start of the day, so the day is described exactly by a few *pieces*: within the starts
``[S_MIN, S_MAX]`` the day ends at ``max(start + REACH, FLOOR)``.

A required break becomes alternatives of least rests: 30 minutes in pieces of 15 or more is one rest
of 30 or two of 15; 45 minutes is one of 45, two that add up to 45, or three of 15.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from bundler.solver.arrays import Ints, Number

# rows of the integer rules vector
(
    GRID,
    MAX_DAY,
    SPAN,
    MAX_REST,
    BREAK_AFTER,
    LONG_AFTER,
    DAILY_REST,
    WEEKLY_REST,
    MAX_DAYS,
    MAX_SPREAD,
    MIN_WEEK,
    MAX_WEEK,
    MAX_SUPPLIERS,
    MAX_COMPETENCIES,
    MAX_LOCATIONS,
    MIN_SUPPLIER,
    FOOD_OK,
    N_RULES,
) = range(18)

# columns of the table of pieces
S_MIN, S_MAX, REACH, FLOOR, TRAVEL, BREAK, ORDER, RESTS, N_PIECE = range(9)

# instead of a number of rows: the table of pieces is too small
FULL = -1

# columns of the integer task table
LENGTH, FIRST, LAST, LOCATION, HYGIENE, SUPPLIER, DAYS, SUPERVISED, N_TASK = range(9)
SANITARY, FOOD = 1, 2

REST_BASE = 64


@njit(cache=True, nogil=True)
def _add_piece(
    pieces: Ints,
    count: Number,
    start: Number,
    tasks: Ints,
    order: Ints,
    k: Number,
    travel: Ints,
    due: Number,
    least: Ints,
    rules: Ints,
) -> Number:
    """Append the piece of one order with these least rests, if it is feasible and not dominated."""
    if count == FULL:
        return FULL
    grid, most = rules[GRID], rules[MAX_REST]
    lo = np.empty(k, np.int64)
    hi = np.empty(k, np.int64)
    last = order[k - 1]
    lo[k - 1], hi[k - 1] = tasks[last, FIRST], tasks[last, LAST]
    chain = 0
    floor = lo[k - 1]
    for i in range(k - 2, -1, -1):
        step = tasks[order[i], LENGTH] + travel[i]
        p = -((-(step + least[i])) // grid) * grid
        q = ((step + most) // grid) * grid
        if p > q:
            return count
        lo[i] = max(tasks[order[i], FIRST], lo[i + 1] - q)
        hi[i] = min(tasks[order[i], LAST], hi[i + 1] - p)
        if lo[i] > hi[i]:
            return count
        chain += p
        if i > 0:
            floor = max(floor, lo[i] + chain)
    if k == 1:
        floor = -1
    reach = chain + tasks[last, LENGTH]
    if k > 1:
        floor += tasks[last, LENGTH]
    if reach > rules[SPAN]:
        return count
    s_min, s_max = lo[0], hi[0]
    if floor - s_min > rules[SPAN]:
        s_min = -((-(floor - rules[SPAN])) // grid) * grid
        if s_min > s_max:
            return count
    total = 0
    for i in range(k - 1):
        total += travel[i]
    for row in range(start, count):
        if (
            pieces[row, TRAVEL] == total
            and pieces[row, S_MIN] <= s_min
            and pieces[row, S_MAX] >= s_max
            and pieces[row, REACH] <= reach
            and pieces[row, FLOOR] <= floor
        ):
            return count
    if count == pieces.shape[0]:
        return FULL
    order_code = 0
    rest_code = 0
    for i in range(k - 1, -1, -1):
        order_code = order_code * REST_BASE + order[i]
        if i < k - 1:
            rest_code = rest_code * REST_BASE + least[i]
    pieces[count, S_MIN] = s_min
    pieces[count, S_MAX] = s_max
    pieces[count, REACH] = reach
    pieces[count, FLOOR] = floor
    pieces[count, TRAVEL] = total
    pieces[count, BREAK] = due
    pieces[count, ORDER] = order_code
    pieces[count, RESTS] = rest_code
    return count + 1


@njit(cache=True, nogil=True)
def _least_rests(due: Number, gaps: Number) -> Ints:
    """The ways to place a break of ``due`` minutes: least rests per gap, (ways, gaps)."""
    ways = np.zeros((1 + gaps + 17 * gaps * gaps + gaps * gaps * gaps, gaps), np.int64)
    count = 0
    for i in range(gaps):
        ways[count, i] = due
        count += 1
        for j in range(i + 1, gaps):
            for more in range(due - 29):
                ways[count, i], ways[count, j] = 15 + more, due - 15 - more
                count += 1
            for third in range(j + 1, gaps):
                if due == 45:
                    ways[count, i], ways[count, j], ways[count, third] = 15, 15, 15
                    count += 1
    return ways[:count]


@njit(cache=True, nogil=True)
def _add_order(
    pieces: Ints,
    count: Number,
    start: Number,
    tasks: Ints,
    order: Ints,
    k: Number,
    travel: Ints,
    work: Number,
    rules: Ints,
) -> Number:
    """Append the pieces of one order of the day, one for each way to place the break it requires."""
    total = work
    for i in range(k - 1):
        total += travel[i]
    if total > rules[MAX_DAY]:
        return count
    due = np.int64(0)
    if total > rules[BREAK_AFTER]:
        due = np.int64(30)
        if total > rules[LONG_AFTER]:
            due = np.int64(45)
    ways = np.zeros((1, k), np.int64) if due == 0 else _least_rests(due, k - 1)
    for way in range(ways.shape[0]):
        count = _add_piece(pieces, count, start, tasks, order, k, travel, due, ways[way], rules)
    return count


@njit(cache=True, nogil=True)
def day_pieces(
    pieces: Ints,
    count: Number,
    mask: Number,
    positions: Number,
    chosen: Ints,
    tasks: Ints,
    minutes: Ints,
    rules: Ints,
) -> Number:
    """Append the pieces of the day that holds the tasks of ``mask``.

    Args:
        pieces: table of pieces, (any, N_PIECE) int64.
        count: rows in use.
        mask: bit p set where the task at position p of ``chosen`` is on this day.
        positions: how many tasks there are in ``chosen``.
        chosen: task numbers at their positions.
        tasks: task table, (tasks, N_TASK) int64.
        minutes: travel minutes between locations, (locations, locations) int64.
        rules: integer rules vector.

    Returns:
        The rows in use, or ``FULL``. ORDER and RESTS hold the order of task numbers and the least
        rests in base ``REST_BASE``, first position lowest, positions of ``chosen`` for the order.
    """
    k = np.int64(0)
    member = np.empty(64, np.int64)
    work = np.int64(0)
    for p in range(positions):
        if (mask >> p) & 1:
            member[k] = p
            k += 1
            work += tasks[chosen[p], LENGTH]
    if k == 0 or work > rules[MAX_DAY]:
        return count
    local = np.empty((positions, N_TASK), np.int64)
    for p in range(positions):
        for column in range(N_TASK):
            local[p, column] = tasks[chosen[p], column]
    start = count
    order = np.full(k, -1, np.int64)
    pick = np.full(k, -1, np.int64)
    early = np.empty(k, np.int64)
    travel = np.zeros(k, np.int64)
    dirty = np.zeros(k + 1, np.int64)
    used = 0
    at = 0
    while at >= 0:
        if pick[at] >= 0:
            used &= ~(1 << pick[at])
        index = pick[at] + 1
        while index < k and (used >> index) & 1:
            index += 1
        if index == k:
            pick[at] = -1
            at -= 1
            continue
        pick[at] = index
        used |= 1 << index
        p = member[index]
        hygiene = local[p, HYGIENE]
        if rules[FOOD_OK] == 0 and hygiene == FOOD and dirty[at] == 1:
            continue
        begin = local[p, FIRST]
        if at > 0:
            before = order[at - 1]
            walk = minutes[local[before, LOCATION], local[p, LOCATION]]
            travel[at - 1] = walk
            begin = max(begin, early[at - 1] + local[before, LENGTH] + walk)
        if begin > local[p, LAST]:
            continue
        order[at] = p
        early[at] = begin
        dirty[at + 1] = 1 if hygiene == SANITARY else dirty[at]
        if at == k - 1:
            count = _add_order(pieces, count, start, local, order, k, travel, work, rules)
            if count == FULL:
                return FULL
            continue
        at += 1
    return count


@njit(cache=True, nogil=True)
def piece_end(pieces: Ints, row: Number, start: Number) -> Number:
    """Minutes after midnight at which the day of this piece ends when it begins at ``start``."""
    return max(start + pieces[row, REACH], pieces[row, FLOOR])


@njit(cache=True, nogil=True)
def piece_cost(
    pieces: Ints, row: Number, start: Number, work: Number, travel_point: Number, idle_point: Number
) -> Number:
    """Points that travel and idle time of this day cost when it begins at ``start``."""
    rest = piece_end(pieces, row, start) - start - work - pieces[row, TRAVEL]
    idle = max(0, rest - pieces[row, BREAK])
    return travel_point * pieces[row, TRAVEL] + idle_point * idle
