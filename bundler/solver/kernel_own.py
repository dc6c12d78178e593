"""Compiled: the starts and ends that a day can have, for own rules that may ask for any of them."""

from __future__ import annotations

import numpy as np
from numba import njit

from bundler.solver.arrays import Ints, Number


@njit(cache=True, nogil=True)
def starts_and_ends(
    lengths: Ints,
    walks: Ints,
    low: Ints,
    high: Ints,
    grid: Number,
    most_rest: Number,
    piece: Number,
    due: Number,
    span: Number,
) -> Ints:
    """(pairs, 2): every first start and last end that tasks can have in this order.

    Args:
        lengths: (tasks,) minutes of each session, in order.
        walks: (tasks - 1,) minutes from each to the next.
        low: (tasks,) earliest starts, on the grid.
        high: (tasks,) latest starts, on the grid.
        grid: minutes between starts.
        most_rest: longest rest between two sessions.
        piece: a rest of so many minutes counts as break.
        due: minutes of break that the day must have.
        span: most minutes from the first start to the last end.
    """
    count = len(lengths)
    slots = high.max() // grid + 1
    # by slot of the latest session's start and minutes of break so far: can it be
    here = np.zeros((slots, due + 1), np.bool_)
    there = np.zeros((slots, due + 1), np.bool_)
    firsts = max(0, (high[0] - low[0]) // grid + 1)
    lasts = max(0, (high[-1] - low[-1]) // grid + 1)
    found = np.empty((firsts * lasts, 2), np.int64)
    size = 0
    for first in range(low[0], high[0] + 1, grid):
        here[:] = False
        here[first // grid, 0] = True
        least, most = first, first
        for at in range(1, count):
            there[:] = False
            onward_least, onward_most = high[at] + grid, low[at] - grid
            for start in range(least, most + 1, grid):
                ready = start + lengths[at - 1] + walks[at - 1]
                begin = max(low[at], -(-ready // grid) * grid)
                end = min(high[at], ready + most_rest)
                for broken in range(due + 1):
                    if not here[start // grid, broken]:
                        continue
                    for after in range(begin, end + 1, grid):
                        rest = after - ready
                        had = min(due, broken + rest) if rest >= piece else broken
                        there[after // grid, had] = True
                        onward_least = min(onward_least, after)
                        onward_most = max(onward_most, after)
            here, there = there, here
            least, most = onward_least, onward_most
        for start in range(least, most + 1, grid):
            if here[start // grid, due] and start + lengths[-1] - first <= span:
                found[size, 0] = first
                found[size, 1] = start + lengths[-1]
                size += 1
    return found[:size]
