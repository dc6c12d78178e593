"""Compiled: every set of tasks that could be a viable job and is worth more than the prices of what it takes.

A depth-first search over items (a task with its number of sessions), the most gainful first. What a
subset of a viable job must keep too is pruned on the way: pairs, suppliers, places, competencies,
hours and, for each day, that its tasks can be done one after the other by the shortest walks.
``max_rest_minutes`` is not of that kind (a middle task can bridge a gap), so the exact week decides
later (``kernel_sets.week_costs``). A branch is left as soon as no task that could still join lifts
the gain above the floor.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from bundler.solver.arrays import Bits, Flag, Floats, Ints, Items, Number
from bundler.solver.kernel_day import (
    LENGTH,
    LOCATION,
    MAX_COMPETENCIES,
    MAX_LOCATIONS,
    MAX_SUPPLIERS,
    MAX_WEEK,
    SUPPLIER,
)
from bundler.solver.kernel_pool import FLOOR_EPS
from bundler.solver.kernel_sets import (
    BASE,
    EXTRA_LOCATION,
    EXTRA_TASK,
    FAR,
    OFF_TARGET,
    SECOND_SUPPLIER,
    TARGET,
    days_hold,
    early_ends,
    is_a_job,
    set_value,
)

# rows of what is known of the chosen tasks at each depth
MINUTES, SUPPLIERS, PLACES, N_STATE = range(4)


@njit(cache=True, nogil=True)
def _is_new(count: Number, chosen: Ints, tasks: Ints, task: Number, column: Number) -> Number:
    """1 where none of the first ``count`` tasks has this task's supplier or place, else 0."""
    for q in range(count):
        if tasks[chosen[q], column] == tasks[task, column]:
            return 0
    return 1


@njit(cache=True, nogil=True)
def _skills_hold(count: Number, chosen: Ints, skills: Bits, rules: Ints) -> Number:
    asked = 0
    for word in range(skills.shape[1]):
        bits = np.uint64(0)
        for p in range(count):
            bits |= skills[chosen[p], word]
        while bits:
            bits &= bits - np.uint64(1)
            asked += 1
    return asked <= rules[MAX_COMPETENCIES]


@njit(cache=True, nogil=True)
def _charged(
    count: Number, picked: Ints, begins: Ints, cuts: Ints, weights: Floats, prices: Floats, sums: Floats
) -> Number:
    """What cuts charge a set: Σ price·floor(Σ weight); it only grows as tasks join."""
    total = 0.0
    for p in range(count):
        for at in range(begins[picked[p]], begins[picked[p] + 1]):
            sums[cuts[at]] += weights[at]
    for p in range(count):
        for at in range(begins[picked[p]], begins[picked[p] + 1]):
            total += prices[cuts[at]] * np.floor(sums[cuts[at]] + FLOOR_EPS)
            sums[cuts[at]] = 0.0
    return total


@njit(cache=True, nogil=True)
def _filter(
    source: Ints,
    target: Ints,
    span: Ints,
    count: Number,
    chosen: Ints,
    state: Ints,
    net: Floats,
    item_task: Ints,
    item_sessions: Ints,
    tasks: Ints,
    pairs: Flag,
    rules: Ints,
    worth: Floats,
    best: Floats,
    filled: Ints,
) -> tuple[Number, Number]:
    """The items of ``source[span[0]:span[1]]`` that may join, and the most they could add to the gain.

    ``source`` is in order of falling net worth; at most ``span[2]`` more tasks fit. With one more
    supplier allowed the most is that of the best supplier together with those already there.
    """
    task = chosen[count - 1]
    slots = span[2]
    others = rules[MAX_SUPPLIERS] - state[SUPPLIERS, count]
    own, own_filled, anyone, any_filled = 0.0, 0, 0.0, 0
    for supplier in range(best.shape[0]):
        best[supplier] = 0.0
        filled[supplier] = 0
    found = 0
    for at in range(span[0], span[1]):
        other = source[at]
        candidate = item_task[other]
        if not pairs[task, candidate]:
            continue
        length = item_sessions[other] * tasks[candidate, LENGTH]
        if state[MINUTES, count] + length > rules[MAX_WEEK]:
            continue
        new = _is_new(count, chosen, tasks, candidate, SUPPLIER)
        if new > others:
            continue
        target[found] = other
        found += 1
        gain = net[other]
        if gain <= 0.0:
            continue
        if any_filled < slots:
            anyone += gain
            any_filled += 1
        if new == 0:
            if own_filled < slots:
                own += gain
                own_filled += 1
                if others == 1:
                    for supplier in range(best.shape[0]):
                        if filled[supplier] < slots:
                            best[supplier] += gain
                            filled[supplier] += 1
        elif others == 1:
            supplier = tasks[candidate, SUPPLIER]
            if filled[supplier] < slots:
                best[supplier] += gain
                filled[supplier] += 1
    if others != 1:
        return found, anyone
    most = own
    second = worth[SECOND_SUPPLIER] if state[SUPPLIERS, count] == 1 else 0.0
    for supplier in range(best.shape[0]):
        most = max(most, best[supplier] - second)
    return found, most


@njit(cache=True, nogil=True)
def _grow(items: Items, points: Floats, gains: Floats) -> tuple[Items, Floats, Floats]:
    size, positions = items.shape
    more_items = np.full((2 * size, positions), -1, np.int32)
    more_points = np.empty(2 * size)
    more_gains = np.empty(2 * size)
    for row in range(size):
        more_points[row] = points[row]
        more_gains[row] = gains[row]
        for p in range(positions):
            more_items[row, p] = items[row, p]
    return more_items, more_points, more_gains


@njit(cache=True, nogil=True)
def _thin(items: Items, points: Floats, gains: Floats, size: Number, most: Number) -> tuple[Number, Number]:
    """Keep the ``most`` best of the first ``size`` sets, in their order; how many are left, and the floor."""
    threshold = np.sort(gains[:size])[size - most]
    above = 0
    for row in range(size):
        if gains[row] > threshold:
            above += 1
    ties = most - above
    kept = 0
    for row in range(size):
        keep = gains[row] > threshold
        if not keep and gains[row] == threshold and ties > 0:
            keep = True
            ties -= 1
        if keep:
            points[kept] = points[row]
            gains[kept] = gains[row]
            for p in range(items.shape[1]):
                items[kept, p] = items[row, p]
            kept += 1
    return kept, threshold


@njit(cache=True, nogil=True)
def priced_sets(
    prefix: Ints,
    order: Ints,
    limits: Ints,
    net: Floats,
    frame: Floats,
    begins: Ints,
    cuts: Ints,
    cut_weights: Floats,
    cut_prices: Floats,
    item_task: Ints,
    item_sessions: Ints,
    tasks: Ints,
    pairs: Flag,
    skills: Bits,
    walks: Ints,
    rules: Ints,
    worth: Floats,
    stop: Flag,
) -> tuple[Items, Floats, bool]:
    """All sets that could be viable, hold the prefix and gain more than the floor.

    Args:
        prefix: items that every set holds.
        order: items that may join, by falling net worth.
        limits: most tasks in a set; the first place in ``order`` to look at; most sets to return (the
            best are kept); most steps of the search.
        net: per item, points of its hours less ``extra_task`` and the prices of what it takes.
        frame: gain that sets must exceed; what is taken off every set's gain.
        begins: per item, where its cuts begin in the next two; one more at the end.
        cuts: numbers of cuts.
        cut_weights: the item's weight in each of them.
        cut_prices: per cut.
        item_task: task number of each item.
        item_sessions: sessions a week of each item.
        tasks: task table, (tasks, N_TASK) int64.
        pairs: 1 where two tasks may share a job, (tasks, tasks) uint8.
        skills: competencies as bits, (tasks, words) uint64.
        walks: shortest walks between places, minutes.
        rules: integer rules vector.
        worth: what a set is worth, see ``kernel_sets``.
        stop: a flag; the search ends early where it is not 0.

    Returns:
        Items (sets, positions) int32 in rising order, padded with −1; the sets' worth but for travel,
        idle and irregular start (sets,) float64; and whether these are all such sets.
    """
    positions, start, most, most_steps = limits[0], limits[1], limits[2], limits[3]
    floor = frame[0]
    complete = True
    length = prefix.shape[0]
    items = np.full((64, positions), -1, np.int32)
    points = np.empty(64)
    gains = np.empty(64)
    size = 0
    candidates = np.empty((positions + 1, max(1, order.shape[0])), np.int64)
    amount = np.zeros(positions + 1, np.int64)
    cursor = np.zeros(positions + 1, np.int64)
    chosen = np.zeros(positions, np.int64)
    picked = np.zeros(positions, np.int64)
    needed = np.zeros(positions, np.int64)
    state = np.zeros((N_STATE, positions + 1), np.int64)
    nets = np.zeros(positions + 1)
    bases = np.zeros(positions + 1)
    span = np.zeros(3, np.int64)
    suppliers = 0
    for task in range(tasks.shape[0]):
        suppliers = max(suppliers, tasks[task, SUPPLIER] + 1)
    best = np.zeros(suppliers)
    filled = np.zeros(suppliers, np.int64)
    sums = np.zeros(cut_prices.shape[0])
    early = np.full((1 << positions, positions), FAR, np.int64)
    work = np.zeros(1 << positions, np.int64)
    ok = np.zeros(1 << positions, np.int64)
    candidates[0, 0] = prefix[0]
    amount[0] = 1
    depth = 0
    steps = 0
    while depth >= 0:
        if cursor[depth] == amount[depth]:
            depth -= 1
            continue
        item = candidates[depth, cursor[depth]]
        cursor[depth] += 1
        count = depth + 1
        if depth >= length and bases[depth] + net[item] + max(0.0, net[item]) * (positions - count) <= floor:
            cursor[depth] = amount[depth]
            continue
        steps += 1
        if steps & 255 == 0 and stop[0] != 0:
            return items[:size], points[:size], False
        if steps > most_steps:
            complete = False
            break
        task = item_task[item]
        total = state[MINUTES, depth] + item_sessions[item] * tasks[task, LENGTH]
        if total > rules[MAX_WEEK]:
            continue
        chosen[depth] = task
        picked[depth] = item
        needed[depth] = item_sessions[item]
        state[MINUTES, count] = total
        state[SUPPLIERS, count] = state[SUPPLIERS, depth] + _is_new(depth, chosen, tasks, task, SUPPLIER)
        state[PLACES, count] = state[PLACES, depth] + _is_new(depth, chosen, tasks, task, LOCATION)
        if state[SUPPLIERS, count] > rules[MAX_SUPPLIERS] or state[PLACES, count] > rules[MAX_LOCATIONS]:
            continue
        nets[count] = nets[depth] + net[item]
        base = worth[BASE] + worth[EXTRA_TASK] + nets[count] - frame[1]
        base -= worth[EXTRA_LOCATION] * (state[PLACES, count] - 1)
        if state[SUPPLIERS, count] >= 2:
            base -= worth[SECOND_SUPPLIER]
        base -= worth[OFF_TARGET] * max(0.0, total - worth[TARGET])
        if cut_prices.shape[0]:
            base -= _charged(count, picked, begins, cuts, cut_weights, cut_prices, sums)
        bases[count] = base
        if depth >= length:
            rest = net[candidates[depth, cursor[depth]]] if cursor[depth] < amount[depth] else 0.0
            if base + max(0.0, rest) * (positions - count) <= floor:
                continue
        if not _skills_hold(count, chosen, skills, rules):
            continue
        early_ends(depth, chosen, tasks, walks, rules, early, work, ok)
        if not days_hold(count, needed, chosen, tasks, ok, rules):
            continue
        if count < length:
            candidates[count, 0] = prefix[count]
            amount[count] = 1
            cursor[count] = 0
            depth = count
            continue
        gain = base - worth[OFF_TARGET] * max(0.0, worth[TARGET] - total)
        if gain > floor and is_a_job(count, chosen, needed, total, tasks, worth, rules):
            if size == 2 * most:
                size, floor = _thin(items, points, gains, size, most)
                complete = False
            if size == points.shape[0]:
                items, points, gains = _grow(items, points, gains)
            for p in range(positions):
                items[size, p] = -1
            for p in range(count):
                at = p
                while at > 0 and items[size, at - 1] > picked[p]:
                    items[size, at] = items[size, at - 1]
                    at -= 1
                items[size, at] = picked[p]
            points[size] = set_value(count, chosen, total, tasks, worth)
            gains[size] = gain
            size += 1
        if count < positions:
            span[2] = positions - count
            if count == length:
                span[0], span[1] = start, order.shape[0]
                source = order
            else:
                span[0], span[1] = cursor[depth], amount[depth]
                source = candidates[depth]
            if count == length and length > 1:
                # the filter looks at the last task's pairs only
                kept = 0
                for at in range(span[0], span[1]):
                    fits = True
                    for p in range(length - 1):
                        if not pairs[chosen[p], item_task[order[at]]]:
                            fits = False
                    if fits:
                        candidates[depth, kept] = order[at]
                        kept += 1
                source = candidates[depth]
                span[0], span[1] = 0, kept
                # this level has no other candidate: the prefix is fixed
                cursor[depth] = 0
                amount[depth] = 0
            found, more = _filter(
                source,
                candidates[count],
                span,
                count,
                chosen,
                state,
                net,
                item_task,
                item_sessions,
                tasks,
                pairs,
                rules,
                worth,
                best,
                filled,
            )
            if found and base + more > floor:
                amount[count] = found
                cursor[count] = 0
                depth = count
    if size > most:
        size, _ = _thin(items, points, gains, size, most)
        complete = False
    return items[:size], points[:size], complete
