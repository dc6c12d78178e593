"""Compiled: work on many sets at once: sums over their items, what cuts charge, finding them again."""

from __future__ import annotations

import numpy as np
from numba import njit

from bundler.solver.arrays import Floats, Ints, Items, Number

FLOOR_EPS = 1e-9


@njit(cache=True, nogil=True)
def item_sums(items: Items, rows: Ints, value: Floats) -> Floats:
    """For each of these rows of (sets, positions) int32 padded with −1, the sum of a value per item."""
    sums = np.zeros(rows.shape[0])
    for at in range(rows.shape[0]):
        total = 0.0
        for p in range(items.shape[1]):
            if items[rows[at], p] < 0:
                break
            total += value[items[rows[at], p]]
        sums[at] = total
    return sums


@njit(cache=True, nogil=True)
def floor_sums(items: Items, rows: Ints, weight: Floats, price: Floats) -> Floats:
    """For each of these rows Σ price[c]·floor(Σ weight[c, item]): what cuts charge a set.

    Args:
        items: sets, (sets, positions) int32 padded with −1.
        rows: which of them.
        weight: per cut and item, (cuts, items).
        price: per cut.
    """
    sums = np.zeros(rows.shape[0])
    for at in range(rows.shape[0]):
        for cut in range(price.shape[0]):
            total = FLOOR_EPS
            for p in range(items.shape[1]):
                if items[rows[at], p] < 0:
                    break
                total += weight[cut, items[rows[at], p]]
            if total >= 1.0:
                sums[at] += price[cut] * np.floor(total)
    return sums


@njit(cache=True, nogil=True)
def _slot(items: Items, row: Number, table: Ints, known: Items) -> Number:
    """The slot of the hash table that holds this set, or the empty one where it belongs."""
    mask = np.uint64(table.shape[0] - 1)
    code = np.uint64(14695981039346656037)
    for p in range(items.shape[1]):
        code = (code ^ np.uint64(items[row, p] + 1)) * np.uint64(1099511628211)
    slot = (code ^ (code >> np.uint64(29))) & mask
    while table[slot] >= 0:
        same = True
        for p in range(items.shape[1]):
            if known[table[slot], p] != items[row, p]:
                same = False
                break
        if same:
            break
        slot = (slot + np.uint64(1)) & mask
    return slot


@njit(cache=True, nogil=True)
def place(known: Items, size: Ints, table: Ints, fresh: Items, where: Ints) -> None:
    """Add sets that are not there yet.

    Args:
        known: the sets, with room for all that may come.
        size: (1,) how many there are; raised.
        table: hash table of row numbers, −1 where empty; its length a power of two.
        fresh: sets to add.
        where: filled with each set's row.
    """
    for row in range(fresh.shape[0]):
        slot = _slot(fresh, row, table, known)
        if table[slot] < 0:
            table[slot] = size[0]
            for p in range(fresh.shape[1]):
                known[size[0], p] = fresh[row, p]
            size[0] += 1
        where[row] = table[slot]
