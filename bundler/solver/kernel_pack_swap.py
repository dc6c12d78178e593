"""Compiled: fit tasks that are left over into jobs that are there, by refilling a few jobs at a time."""

from __future__ import annotations

import numpy as np
from numba import njit

from bundler.solver.arrays import Flag, Floats, Ints, Number
from bundler.solver.kernel_pack import BEGINS, MOST, N_GROUP, SIZE, fill, trace

# how far the worth of a task strays from its price by chance; how much worse a step may be at first
_STRAY, _WARMTH = 0.25, 0.05
_WIDEST = 4
# a further column of the table of groups: the group's number
_ROW = N_GROUP


@njit(cache=True, nogil=True)
def _chance(state: Ints) -> Number:
    """A number from 0 to 1 by chance (a linear congruential generator): the same in every thread."""
    state[0] = (state[0] * 1103515245 + 12345) & 0x7FFFFFFFFFFF
    return ((state[0] >> 15) & 0xFFFFFFFF) / 4294967296.0


@njit(cache=True, nogil=True)
def _best_fill(
    groups: Ints,
    left: Ints,
    worth: Floats,
    table: Floats,
    free: Number,
    found: Ints,
    few: Ints,
    value: Floats,
    chosen: Ints,
    flag: Flag,
) -> None:
    """The set worth most of what is left, into ``found``; it is taken from ``left``."""
    rows, count, supplier, last = few[:, _ROW], 0, 0, -1
    for at in range(groups.shape[0]):
        found[at] = 0
        supplier += groups[at, BEGINS]
        if left[at]:
            few[count, SIZE] = groups[at, SIZE]
            few[count, MOST] = min(groups[at, MOST], left[at])
            few[count, BEGINS] = supplier != last
            rows[count] = at
            value[count] = worth[at]
            last = supplier
            count += 1
    if count == 0:
        return
    small = table[: count + 1]
    if not fill(few[:count], value[:count], small, free, flag):
        return
    most = -np.inf
    best = np.zeros(4, np.int64)
    for j in range(1, small.shape[1]):
        for o in range(2):
            for c in range(small.shape[3]):
                for x in range(small.shape[4]):
                    if small[count, j, o, c, x] > most:
                        most = small[count, j, o, c, x]
                        best[0], best[1], best[2], best[3] = j, o, c, x
    if most > -np.inf:
        trace(few[:count], value[:count], small, free, count, best, chosen[:count])
        for at in range(count):
            found[rows[at]] = chosen[at]
            left[rows[at]] -= chosen[at]


@njit(cache=True, nogil=True)
def _pick(groups: Ints, bins: Ints, over: Ints, width: Number, at: Ints, state: Ints) -> None:
    """Jobs to refill: the first mostly one that has a supplier of a task that is left over."""
    for row in range(width):
        again = True
        tries = 0
        while again:
            at[row] = min(len(bins) - 1, int(_chance(state) * len(bins)))
            again = False
            for other in range(row):
                again = again or at[other] == at[row]
            tries += 1
            if not again and row == 0 and tries < 20 and _chance(state) < 0.8:
                again = not _shares(groups, bins[at[0]], over)


@njit(cache=True, nogil=True)
def _shares(groups: Ints, found: Ints, over: Ints) -> Number:
    """Whether a supplier is in both."""
    here, there = 0, 0
    for at in range(groups.shape[0]):
        if groups[at, BEGINS]:
            here, there = 0, 0
        here += found[at]
        there += over[at]
        if here and there:
            return True
    return False


@njit(cache=True, nogil=True)
def fit(
    groups: Ints,
    bins: Ints,
    over: Ints,
    price: Floats,
    table: Floats,
    free: Number,
    steps: Number,
    seed: Number,
    flag: Flag,
) -> Number:
    """Refill jobs until nothing is left over; 1 where that was reached.

    Args:
        groups: as in ``kernel_pack.fill``.
        bins: (jobs, groups) how many of each group, changed.
        over: (groups,) what is left over, changed.
        price: (groups,) how hard each is to place.
        table: for ``kernel_pack.fill``.
        free: as in ``kernel_pack.fill``.
        steps: of the search.
        seed: of what is left to chance.
        flag: ends it when it turns 1.
    """
    n = len(over)
    state, at = np.zeros(1, np.int64), np.zeros(_WIDEST, np.int64)
    state[0] = seed * 2654435761 + 88172645463325252
    filled, few = np.zeros((_WIDEST, n), np.int64), np.zeros((n, N_GROUP + 1), np.int64)
    left, chosen = np.zeros(n, np.int64), np.zeros(n, np.int64)
    worth, value = np.zeros(n), np.zeros(n)
    cost, lacking = 0.0, 0
    for group in range(n):
        cost += over[group] * price[group]
        lacking += over[group]
    for step in range(steps):
        if not lacking or flag[0]:
            break
        width = min(1 + step % _WIDEST, len(bins))
        _pick(groups, bins, over, width, at, state)
        for group in range(n):
            left[group] = over[group]
            for row in range(width):
                left[group] += bins[at[row], group]
            worth[group] = price[group] * (1 + _STRAY * (_chance(state) - 0.5))
        for row in range(width):
            _best_fill(groups, left, worth, table, free, filled[row], few, value, chosen, flag)
        after = 0.0
        for group in range(n):
            after += left[group] * price[group]
        if after <= cost + _WARMTH * (1 - step / steps) * _chance(state):
            cost, lacking = after, 0
            for group in range(n):
                for row in range(width):
                    bins[at[row], group] = filled[row, group]
                over[group] = left[group]
                lacking += left[group]
    return lacking == 0
