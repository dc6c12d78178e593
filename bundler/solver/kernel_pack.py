"""Compiled: the best sets of tasks where only load, suppliers and count matter, as a knapsack.

One table over groups of alike tasks, supplier after supplier. Before group g, ``table[g, j, o, c, l]``
is the most that tasks of earlier groups with load l can be worth together: c tasks (0 where the count
does not matter), j suppliers, and o = 1 where the last of these is the supplier of group g − 1.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from bundler.solver.arrays import Flag, Floats, Ints, Number

# columns of the table of groups: load of one task, most tasks in a set, whether a supplier begins
SIZE, MOST, BEGINS, N_GROUP = range(4)
# how a supplier's group can be reached: see ``_before``
_WAYS = 5
_EPS = 1e-9


@njit(cache=True, nogil=True)
def _before(
    groups: Ints,
    at: Number,
    way: Number,
    used: Number,
    state: Ints,
    before: Ints,
    full: Number,
    counted: Number,
) -> Number:
    """The state before group ``at`` from which ``used`` tasks of it give ``state``; 0 where there is none.

    States are (suppliers, whether the last is open, tasks, load).
    """
    begins = groups[at, BEGINS]
    before[2] = state[2] - used * counted
    before[3] = state[3] - used * groups[at, SIZE]
    if before[2] < 0 or before[3] < 0:
        return 0
    if used == 0:
        if way > 1 or (way == 1 and not begins) or (state[1] and (way == 1 or begins)):
            return 0
        before[0] = state[0]
        before[1] = 1 if way == 1 else state[1]
        return 1
    if not state[1]:
        return 0
    before[0] = state[0]
    if way == 0:  # more of a supplier that is there
        before[1] = 1
        return 0 if begins else 1
    if way <= 2:  # the supplier's first tasks
        before[0] = state[0] - 1
    elif state[0] != full:  # so many suppliers or more
        return 0
    if before[0] < 0 or (way % 2 == 0 and not begins):
        return 0
    before[1] = 0 if way % 2 else 1
    return 1


@njit(cache=True, nogil=True)
def fill(groups: Ints, value: Floats, table: Floats, free: Number, flag: Flag) -> Number:
    """Fill the table; 0 where it was stopped.

    Args:
        groups: (groups, N_GROUP), those of one supplier together.
        value: worth of one task of each group.
        table: (groups + 1, most suppliers + 1, 2, counts, loads); all but the first row is overwritten.
        free: whether the last number of suppliers stands for any larger one too.
        flag: ends it when it turns 1.
    """
    full = table.shape[1] - 1
    counts, loads = table.shape[3], table.shape[4]
    counted = 1 if counts > 1 else 0
    table[0] = -np.inf
    table[0, 0, 0, 0, 0] = 0.0
    closed = np.empty((full + 1, counts, loads))
    for at in range(groups.shape[0]):
        if flag[0]:
            return 0
        size, begins = groups[at, SIZE], groups[at, BEGINS]
        old, new = table[at], table[at + 1]
        for j in range(full + 1):
            for c in range(counts):
                for x in range(loads):
                    still = old[j, 0, c, x]
                    if begins:
                        still = max(still, old[j, 1, c, x])
                        new[j, 1, c, x] = -np.inf
                    else:
                        new[j, 1, c, x] = old[j, 1, c, x]
                    closed[j, c, x] = still
                    new[j, 0, c, x] = still
        for used in range(1, groups[at, MOST] + 1):
            gained, moved = used * value[at], used * size
            for j in range(1, full + 1):
                for c in range(used * counted, counts):
                    less = c - used * counted
                    for x in range(moved, loads):
                        base = closed[j - 1, less, x - moved]
                        if free and j == full:
                            base = max(base, closed[j, less, x - moved])
                        if not begins:
                            base = max(base, old[j, 1, less, x - moved])
                        new[j, 1, c, x] = max(new[j, 1, c, x], base + gained)
    return 1


@njit(cache=True, nogil=True)
def trace(
    groups: Ints, value: Floats, table: Floats, free: Number, at: Number, state: Ints, found: Ints
) -> None:
    """The set behind an entry of row ``at``: how many of each group, into ``found``."""
    full = table.shape[1] - 1
    counted = 1 if table.shape[3] > 1 else 0
    state, before, best = state.copy(), np.zeros(4, np.int64), np.zeros(4, np.int64)
    found[:] = 0
    for group in range(at - 1, -1, -1):
        most = -np.inf
        for used in range(groups[group, MOST] + 1):
            for way in range(_WAYS if free else 3):
                if _before(groups, group, way, used, state, before, full, counted):
                    worth = table[group, before[0], before[1], before[2], before[3]] + used * value[group]
                    if worth > most:
                        most = worth
                        best[:] = before
                        found[group] = used
        state[:] = best


@njit(cache=True, nogil=True)
def best_sets(
    groups: Ints,
    value: Floats,
    gain: Floats,
    second: Number,
    table: Floats,
    free: Number,
    found: Ints,
    worth: Floats,
) -> Number:
    """For each supplier and number of suppliers the best set that it closes, from a filled table.

    Args:
        groups: as in ``fill``.
        value: as in ``fill``.
        gain: worth of a set of each load; −inf where a set may not have it.
        second: what a second supplier costs.
        table: as ``fill`` left it.
        free: as in ``fill``.
        found: (sets, groups), is filled with how many of each group.
        worth: (sets,), is filled.

    Returns:
        How many sets; none is worth more than the best of them.
    """
    n = groups.shape[0]
    state, best = np.zeros(4, np.int64), np.zeros(4, np.int64)
    sets = 0
    for at in range(1, n + 1):
        if at < n and not groups[at, BEGINS]:
            continue
        for j in range(1, table.shape[1]):
            most = -np.inf
            for c in range(table.shape[3]):
                for x in range(1, table.shape[4]):
                    this = table[at, j, 1, c, x] + gain[x] - (second if j > 1 else 0.0)
                    if this > most:
                        most = this
                        best[0], best[1], best[2], best[3] = j, 1, c, x
            if most > -np.inf and sets < len(worth):
                state[:] = best
                trace(groups, value, table, free, at, state, found[sets])
                worth[sets] = most
                sets += 1
    return sets


@njit(cache=True, nogil=True)
def _grows(groups: Ints, full: Number, free: Number, counts: Number, loads: Number, found: Ints) -> Number:
    """Whether one more task fits in the set."""
    load, tasks, suppliers, own = 0, 0, 0, 0
    for at in range(groups.shape[0]):
        own = 0 if groups[at, BEGINS] else own
        suppliers += 1 if found[at] and not own else 0
        own += found[at]
        tasks += found[at]
        load += found[at] * groups[at, SIZE]
    if counts > 1 and tasks + 1 >= counts:
        return 0
    more = free or suppliers < full
    begin = 0
    for at in range(groups.shape[0]):
        if groups[at, BEGINS]:
            begin, own = at, 0
            while begin < groups.shape[0] and (begin == at or not groups[begin, BEGINS]):
                own += found[begin]
                begin += 1
        if found[at] < groups[at, MOST] and load + groups[at, SIZE] < loads and (more or own):
            return 1
    return 0


@njit(cache=True, nogil=True)
def all_sets(
    groups: Ints,
    value: Floats,
    gain: Floats,
    second: Number,
    table: Floats,
    free: Number,
    floor: Number,
    maximal: Number,
    found: Ints,
    worth: Floats,
    most_steps: Number,
    flag: Flag,
) -> Number:
    """Every set worth ``floor`` or more, from a filled table: a search without a vain step.

    Args:
        groups: as in ``fill``.
        value: as in ``fill``.
        gain: as in ``best_sets``.
        second: as in ``best_sets``.
        table: as ``fill`` left it.
        free: as in ``fill``.
        floor: the least worth.
        maximal: whether sets to which a task can be added are left out.
        found: (room, groups), is filled with how many of each group.
        worth: (room,), is filled.
        most_steps: of the search.
        flag: ends the search when it turns 1.

    Returns:
        How many sets; −1 where it did not come to the end.
    """
    n, full = groups.shape[0], table.shape[1] - 1
    counts, loads = table.shape[3], table.shape[4]
    counted = 1 if counts > 1 else 0
    states = np.zeros((n + 1, 4), np.int64)
    above = np.zeros(n + 1)  # worth of what is chosen of the groups at and after
    option = np.zeros(n + 1, np.int64)
    chosen = np.zeros(n, np.int64)
    before = np.zeros(4, np.int64)
    ways = _WAYS if free else 3
    sets, steps = 0, 0
    for j in range(1, full + 1):
        for o in range(2):
            for c in range(counts):
                for x in range(1, loads):
                    start = gain[x] - (second if j > 1 else 0.0)
                    if table[n, j, o, c, x] + start < floor - _EPS:
                        continue
                    at = n  # groups at and after are chosen; option[at] is the next way to choose at − 1
                    states[n, 0], states[n, 1], states[n, 2], states[n, 3] = j, o, c, x
                    above[n], option[n] = start, 0
                    while at <= n:
                        steps += 1
                        if steps > most_steps or (steps % 4096 == 0 and flag[0]):
                            return -1
                        if at == 0:
                            if not maximal or not _grows(groups, full, free, counts, loads, chosen):
                                if sets == len(worth):
                                    return -1
                                found[sets] = chosen
                                worth[sets] = above[0]
                                sets += 1
                            at = 1
                            continue
                        group = at - 1
                        deeper = False
                        while option[at] < ways * (groups[group, MOST] + 1):
                            used, way = option[at] // ways, option[at] % ways
                            option[at] += 1
                            if not _before(groups, group, way, used, states[at], before, full, counted):
                                continue
                            total = above[at] + used * value[group]
                            if (
                                total + table[group, before[0], before[1], before[2], before[3]]
                                < floor - _EPS
                            ):
                                continue
                            states[group] = before
                            above[group], option[group], chosen[group] = total, 0, used
                            at = group
                            deeper = True
                            break
                        if not deeper:
                            at += 1
    return sets
