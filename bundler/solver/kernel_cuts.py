"""Compiled: rank-1 Chvátal–Gomory cuts on a few rows.

Adding rows ``a x ≤ b`` with multipliers u and rounding down both sides gives a cut that every whole
plan keeps: Σ floor(u·a_j) x_j ≤ floor(u·b).
"""

from __future__ import annotations

import numpy as np
from numba import njit

from bundler.solver.arrays import Floats, Ints, Number
from bundler.solver.kernel_pool import FLOOR_EPS


@njit(cache=True, nogil=True)
def triples(
    use: Ints, value: Floats, capacity: Ints, rows: Ints, least: Number, most: Number
) -> tuple[Ints, Floats]:
    """Violated cuts on three rows with multipliers one half.

    Args:
        use: how much of each row each fractional column takes, (columns, rows) int64.
        value: the columns' values in the relaxation.
        capacity: right-hand sides.
        rows: rows worth looking at.
        least: smallest violation.
        most: most cuts to return.

    Returns:
        Row triples (cuts, 3) and their violations, the most violated ``most``.
    """
    found = np.zeros((most, 3), np.int64)
    violation = np.zeros(most)
    size = 0
    columns = use.shape[0]
    count = rows.shape[0]
    for a in range(count):
        for b in range(a + 1, count):
            for c in range(b + 1, count):
                right = (capacity[rows[a]] + capacity[rows[b]] + capacity[rows[c]]) // 2
                left = 0.0
                for j in range(columns):
                    left += value[j] * ((use[j, rows[a]] + use[j, rows[b]] + use[j, rows[c]]) // 2)
                over = left - right
                if over < least:
                    continue
                at = size
                if size < most:
                    size += 1
                else:
                    at = 0
                    for i in range(1, most):
                        if violation[i] < violation[at]:
                            at = i
                    if violation[at] >= over:
                        continue
                found[at, 0], found[at, 1], found[at, 2] = rows[a], rows[b], rows[c]
                violation[at] = over
    return found[:size], violation[:size]


@njit(cache=True, nogil=True)
def _over(
    use: Ints, value: Floats, capacity: Ints, picked: Ints, multiplier: Floats, count: Number
) -> Number:
    right = 0.0
    for i in range(count):
        right += multiplier[i] * capacity[picked[i]]
    over = -np.floor(right + FLOOR_EPS)
    for j in range(use.shape[0]):
        total = 0.0
        for i in range(count):
            total += multiplier[i] * use[j, picked[i]]
        over += value[j] * np.floor(total + FLOOR_EPS)
    return over


@njit(cache=True, nogil=True)
def improve(use: Ints, value: Floats, capacity: Ints, rows: Ints, seeds: Ints, multiplier: Floats) -> Floats:
    """Local search for violated cuts with given multipliers: swap one row at a time.

    Args:
        use: how much of each row each fractional column takes, (columns, rows) int64.
        value: the columns' values in the relaxation.
        capacity: right-hand sides.
        rows: rows worth looking at.
        seeds: first rows of each search, (searches, len(multiplier)) int64; improved in place.
        multiplier: one per row of a cut.

    Returns:
        The violation each search ends with.
    """
    count = multiplier.shape[0]
    result = np.zeros(seeds.shape[0])
    for at in range(seeds.shape[0]):
        picked = seeds[at]
        best = _over(use, value, capacity, picked, multiplier, count)
        better = True
        while better:
            better = False
            for i in range(count):
                keep = picked[i]
                for r in range(rows.shape[0]):
                    row = rows[r]
                    double = False
                    for q in range(count):
                        if picked[q] == row:
                            double = True
                    if double:
                        continue
                    picked[i] = row
                    over = _over(use, value, capacity, picked, multiplier, count)
                    if over > best + 1e-6:
                        best = over
                        keep = row
                        better = True
                picked[i] = keep
        result[at] = best
    return result
