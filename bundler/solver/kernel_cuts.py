"""Compiled: rank-1 Chvátal–Gomory cuts on a few rows.

Adding rows ``a x ≤ b`` with multipliers u and rounding down both sides gives a cut that every whole
plan keeps: Σ floor(u·a_j) x_j ≤ floor(u·b). A row that no column links to the others adds nothing to
what is rounded, so only linked rows are put together.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from bundler.solver.arrays import Flag, Floats, Ints, Number
from bundler.solver.kernel_pool import FLOOR_EPS


@njit(cache=True, nogil=True)
def _add(
    row: Number, by: Number, begins: Ints, columns: Ints, use: Ints, value: Floats, sums: Floats
) -> Number:
    """Add a row times ``by`` to the columns' sums; how much the cut's left side grows."""
    more = 0.0
    for at in range(begins[row], begins[row + 1]):
        column = columns[at]
        before = np.floor(sums[column] + FLOOR_EPS)
        sums[column] += by * use[at]
        more += value[column] * (np.floor(sums[column] + FLOOR_EPS) - before)
    return more


@njit(cache=True, nogil=True)
def _neighbours(linked: Flag) -> tuple[Ints, Ints]:
    """Where each row's linked rows begin, and their numbers in order."""
    count = linked.shape[0]
    begins = np.zeros(count + 1, np.int64)
    for a in range(count):
        begins[a + 1] = begins[a] + linked[a].sum()
    rows = np.zeros(begins[count], np.int64)
    at = 0
    for a in range(count):
        for b in range(count):
            if linked[a, b]:
                rows[at] = b
                at += 1
    return begins, rows


@njit(cache=True, nogil=True)
def triples(
    begins: Ints,
    columns: Ints,
    use: Ints,
    value: Floats,
    right: Ints,
    linked: Flag,
    least: Number,
    most: Number,
) -> tuple[Ints, Floats]:
    """Violated cuts on three linked rows with multipliers one half.

    Args:
        begins: per row, where its columns begin in the next two; one more at the end.
        columns: numbers of the columns that take of the row.
        use: how much each of them takes.
        value: the columns' values in the relaxation.
        right: right-hand sides of the rows.
        linked: 1 where a column takes of both rows, (rows, rows) uint8; 1 also for a row and itself.
        least: smallest violation.
        most: most cuts to return.

    Returns:
        Row triples (cuts, 3) and their violations, the most violated ``most``.
    """
    found = np.zeros((most, 3), np.int64)
    violation = np.zeros(most)
    size = 0
    count = right.shape[0]
    sums = np.zeros(value.shape[0])
    close = np.zeros(count, np.uint8)
    to, neighbours = _neighbours(linked)
    for a in range(count):
        close[:] = 0
        for at in range(to[a], to[a + 1]):
            for next_to in range(to[neighbours[at]], to[neighbours[at] + 1]):
                close[neighbours[next_to]] = 1
        near = np.flatnonzero(close)
        near = near[near > a]
        left_a = _add(a, 0.5, begins, columns, use, value, sums)
        for first in range(near.shape[0]):
            b = near[first]
            left_b = left_a + _add(b, 0.5, begins, columns, use, value, sums)
            for second in range(first + 1, near.shape[0]):
                c = near[second]
                if linked[a, b] + linked[a, c] + linked[b, c] < 2:
                    continue
                over = left_b + _add(c, 0.5, begins, columns, use, value, sums)
                _add(c, -0.5, begins, columns, use, value, sums)
                over -= (right[a] + right[b] + right[c]) // 2
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
                found[at, 0], found[at, 1], found[at, 2] = a, b, c
                violation[at] = over
            _add(b, -0.5, begins, columns, use, value, sums)
        _add(a, -0.5, begins, columns, use, value, sums)
    return found[:size], violation[:size]


@njit(cache=True, nogil=True)
def improve(
    begins: Ints,
    columns: Ints,
    use: Ints,
    value: Floats,
    right: Ints,
    linked: Flag,
    starts: Ints,
    multiplier: Floats,
) -> Floats:
    """Local search for violated cuts with given multipliers: swap one row at a time for a linked one.

    Args:
        begins: per row, where its columns begin in the next two; one more at the end.
        columns: numbers of the columns that take of the row.
        use: how much each of them takes.
        value: the columns' values in the relaxation.
        right: right-hand sides of the rows.
        linked: 1 where a column takes of both rows, (rows, rows) uint8; 1 also for a row and itself.
        starts: first rows of each search, (searches, len(multiplier)) int64; improved in place.
        multiplier: one per row of a cut.

    Returns:
        The violation each search ends with.
    """
    count = multiplier.shape[0]
    result = np.zeros(starts.shape[0])
    sums = np.zeros(value.shape[0])
    for search in range(starts.shape[0]):
        picked = starts[search]
        sums[:] = 0.0
        left, over = 0.0, 0.0
        for i in range(count):
            left += _add(picked[i], multiplier[i], begins, columns, use, value, sums)
            over += multiplier[i] * right[picked[i]]
        best = left - np.floor(over + FLOOR_EPS)
        better = True
        while better:
            better = False
            for i in range(count):
                by, keep, best_left = multiplier[i], picked[i], left
                rest = left + _add(keep, -by, begins, columns, use, value, sums)
                for row in range(right.shape[0]):
                    links, double = 0, False
                    for q in range(count):
                        if picked[q] == row:
                            double = True
                        elif q != i:
                            links += linked[picked[q], row]
                    if double or (links == 0 and count > 1):
                        continue
                    more = _add(row, by, begins, columns, use, value, sums)
                    _add(row, -by, begins, columns, use, value, sums)
                    bound = by * right[row]
                    for q in range(count):
                        if q != i:
                            bound += multiplier[q] * right[picked[q]]
                    over = rest + more - np.floor(bound + FLOOR_EPS)
                    if over > best + 1e-6:
                        best, keep, best_left = over, row, rest + more
                        better = True
                picked[i] = keep
                left = best_left
                _add(keep, by, begins, columns, use, value, sums)
        result[search] = best
    return result
