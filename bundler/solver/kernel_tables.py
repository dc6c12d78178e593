"""Compiled: what is known of the days of one set of tasks, worked out when asked and kept."""

from __future__ import annotations

import numpy as np
from numba import njit

from bundler.solver.arrays import Floats, Ints, Number, Tables
from bundler.solver.kernel_day import (
    FULL,
    GRID,
    LENGTH,
    N_PIECE,
    S_MAX,
    S_MIN,
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
def day_base(
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
def fill_costs(tables: Tables, mask: Number, job: Ints, tasks: Ints, rules: Ints, weights: Floats) -> None:
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
