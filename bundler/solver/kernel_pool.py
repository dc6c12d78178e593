"""Compiled: sums over the items of many sets at once."""

from __future__ import annotations

import numpy as np
from numba import njit

from bundler.solver.arrays import Floats, Ints, Shorts


@njit(cache=True, nogil=True)
def item_sums(items: Shorts, value: Floats) -> Floats:
    """For each set, (sets, positions) int16 padded with −1, the sum of a value per item."""
    sums = np.zeros(items.shape[0])
    for row in range(items.shape[0]):
        total = 0.0
        for p in range(items.shape[1]):
            if items[row, p] < 0:
                break
            total += value[items[row, p]]
        sums[row] = total
    return sums


@njit(cache=True, nogil=True)
def item_sums_at(items: Shorts, rows: Ints, value: Floats) -> Floats:
    """As ``item_sums``, for some rows only."""
    sums = np.zeros(rows.shape[0])
    for at in range(rows.shape[0]):
        total = 0.0
        for p in range(items.shape[1]):
            if items[rows[at], p] < 0:
                break
            total += value[items[rows[at], p]]
        sums[at] = total
    return sums
