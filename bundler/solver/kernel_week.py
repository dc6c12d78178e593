"""Compiled: the best week of one set of tasks, exactly.

A set of tasks with their numbers of sessions becomes a week by choosing the tasks of each day (a
mask) and each day's start. ``best_week`` searches the masks day by day, with bounds and with the
symmetry of days that look alike to these tasks; the starts are then a small exact minimisation over
how far apart the earliest and the latest may lie. Rest between days only matters where starts lie
far apart; then the search is done again with every pair of days held against it.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from bundler.solver.kernel_day import (
    DAILY_REST,
    FIRST,
    FLOOR,
    GRID,
    LAST,
    LENGTH,
    MAX_DAYS,
    MAX_SPREAD,
    N_PIECE,
    REACH,
    S_MAX,
    S_MIN,
    SPAN,
    WEEKLY_REST,
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

# what is known of a mask's table of pieces
UNKNOWN, READY = 0, 1


@njit(cache=True, nogil=True)
def new_tables(positions, grid):
    """Workspace for one set of up to ``positions`` tasks: tables of pieces and costs per mask."""
    masks = 1 << positions
    points = DAY_MINUTES // grid + 2
    state = np.zeros(masks, np.int64)
    span = np.zeros((masks, 4), np.int64)
    base = np.full(masks, INF)
    has_costs = np.zeros(masks, np.int64)
    costs = np.full((masks, points), INF)
    pieces = np.empty((4096, N_PIECE), np.int64)
    used = np.zeros(2, np.int64)
    return state, span, base, has_costs, costs, pieces, used


@njit(cache=True, nogil=True)
def forget(tables):
    """Drop what is known: another set takes the workspace."""
    state, span, base, has_costs, costs, pieces, used = tables
    for mask in range(state.shape[0]):
        state[mask] = UNKNOWN
        has_costs[mask] = 0
    used[0] = 0


@njit(cache=True, nogil=True)
def _base(tables, mask, chosen, tasks, minutes, rules, weights):
    """The least cost of a day with this mask; infinite where the day cannot be laid out."""
    state, span, base, has_costs, costs, pieces, used = tables
    if state[mask] == UNKNOWN:
        start = used[0]
        pieces, count = day_pieces(pieces, start, mask, used[1], chosen, tasks, minutes, rules)
        work = 0
        for p in range(used[1]):
            if (mask >> p) & 1:
                work += tasks[chosen[p], LENGTH]
        least = INF
        latest, soonest = np.int64(0), np.int64(2 * DAY_MINUTES)
        for row in range(start, count):
            cost = piece_cost(
                pieces, row, pieces[row, S_MAX], work, weights[TRAVEL_POINT], weights[IDLE_POINT]
            )
            least = min(least, cost)
            latest = max(latest, pieces[row, S_MAX])
            soonest = min(soonest, piece_end(pieces, row, pieces[row, S_MIN]))
        span[mask, 0], span[mask, 1], span[mask, 2], span[mask, 3] = start, count, latest, soonest
        base[mask] = least
        state[mask] = READY
        used[0] = count
    return pieces


@njit(cache=True, nogil=True)
def _fill_costs(tables, mask, chosen, tasks, rules, weights):
    """Tabulate the least cost of a day with this mask for every start on the grid."""
    state, span, base, has_costs, costs, pieces, used = tables
    if has_costs[mask]:
        return
    grid = rules[GRID]
    for point in range(costs.shape[1]):
        costs[mask, point] = INF
    work = 0
    for p in range(used[1]):
        if (mask >> p) & 1:
            work += tasks[chosen[p], LENGTH]
    for row in range(span[mask, 0], span[mask, 1]):
        for start in range(pieces[row, S_MIN], pieces[row, S_MAX] + 1, grid):
            cost = piece_cost(pieces, row, start, work, weights[TRAVEL_POINT], weights[IDLE_POINT])
            costs[mask, start // grid] = min(costs[mask, start // grid], cost)
    has_costs[mask] = 1


@njit(cache=True, nogil=True)
def _rest_is_sure(masks, spread, span, rules):
    """Whether daily and weekly rest hold whatever the starts, given how far apart these can lie."""
    worst = spread + span
    previous = -1
    first = -1
    widest = 0
    adjacent = False
    for day in range(WEEK_DAYS):
        if masks[day] == 0:
            continue
        if first < 0:
            first = day
        else:
            widest = max(widest, day - previous)
            adjacent = adjacent or day - previous == 1
        previous = day
    around = first + WEEK_DAYS - previous
    widest = max(widest, around)
    adjacent = adjacent or around == 1
    if first == previous:
        worst = span
    if adjacent and DAY_MINUTES - worst < rules[DAILY_REST]:
        return False
    return widest * DAY_MINUTES - worst >= rules[WEEKLY_REST]


@njit(cache=True, nogil=True)
def _rest_is_possible(masks, tables, rules):
    """Whether daily and weekly rest could hold at all, each day at its latest start and soonest end."""
    span = tables[1]
    first, previous = -1, -1
    longest = np.int64(0)
    for step in range(2 * WEEK_DAYS):
        day = step % WEEK_DAYS
        if masks[day] == 0:
            continue
        if previous >= 0:
            free = (step - previous) * DAY_MINUTES + span[masks[day], 2] - span[masks[previous % WEEK_DAYS], 3]
            if free < rules[DAILY_REST]:
                return False
            longest = max(longest, free)
        previous = step
        if first < 0:
            first = day
        elif day == first:
            break
    return longest >= rules[WEEKLY_REST]


@njit(cache=True, nogil=True)
def _chain(masks, low, high, bound, tables, chosen, tasks, rules, weights, starts, rows):
    """Least cost of a week's starts within [low, high] with every rest between days held.

    A dynamic program around the week, closed by fixing the first working day's start and piece, and
    run once for each pair of days that could give the weekly rest. ``starts`` and ``rows`` are
    filled where the cost is below ``bound``.
    """
    state, span, base, has_costs, costs, pieces, used = tables
    grid = rules[GRID]
    day_of = np.empty(WEEK_DAYS, np.int64)
    m = 0
    for day in range(WEEK_DAYS):
        if masks[day]:
            day_of[m] = day
            m += 1
    size = 0
    for i in range(m):
        mask = masks[day_of[i]]
        size = max(size, span[mask, 1] - span[mask, 0])
    size *= (high - low) // grid + 1
    option_start = np.empty((m, size), np.int64)
    option_end = np.empty((m, size), np.int64)
    option_row = np.empty((m, size), np.int64)
    option_cost = np.empty((m, size))
    options = np.zeros(m, np.int64)
    for i in range(m):
        mask = masks[day_of[i]]
        work = 0
        for p in range(used[1]):
            if (mask >> p) & 1:
                work += tasks[chosen[p], LENGTH]
        for row in range(span[mask, 0], span[mask, 1]):
            for start in range(max(low, pieces[row, S_MIN]), min(high, pieces[row, S_MAX]) + 1, grid):
                at = options[i]
                option_start[i, at] = start
                option_end[i, at] = piece_end(pieces, row, start)
                option_row[i, at] = row
                option_cost[i, at] = piece_cost(
                    pieces, row, start, work, weights[TRAVEL_POINT], weights[IDLE_POINT]
                )
                options[i] = at + 1
        if options[i] == 0:
            return INF
    best = bound
    came = np.empty((m, size), np.int64)
    value = np.empty((m, size))
    # the cheapest way to have ended a day by each minute, and the option it ends with
    last_minute = DAY_MINUTES
    by_end = np.empty(last_minute + 1)
    by_end_from = np.empty(last_minute + 1, np.int64)
    for pair in range(m):
        after = day_of[(pair + 1) % m]
        free = after - day_of[pair]
        if free <= 0:
            free += WEEK_DAYS
        free = free * DAY_MINUTES + span[masks[after], 2] - span[masks[day_of[pair]], 3]
        if free < rules[WEEKLY_REST]:
            continue
        for opening in range(options[0]):
            if option_cost[0, opening] >= best - EPS:
                continue
            for b in range(options[0]):
                value[0, b] = INF
            value[0, opening] = option_cost[0, opening]
            for i in range(1, m + 1):
                apart = day_of[i % m] - day_of[i - 1]
                if apart <= 0:
                    apart += WEEK_DAYS
                need = rules[DAILY_REST]
                if pair == i - 1:
                    need = max(need, rules[WEEKLY_REST])
                for minute in range(last_minute + 1):
                    by_end[minute] = INF
                for a in range(options[i - 1]):
                    if value[i - 1, a] < by_end[option_end[i - 1, a]]:
                        by_end[option_end[i - 1, a]] = value[i - 1, a]
                        by_end_from[option_end[i - 1, a]] = a
                for minute in range(1, last_minute + 1):
                    if by_end[minute - 1] <= by_end[minute]:
                        by_end[minute] = by_end[minute - 1]
                        by_end_from[minute] = by_end_from[minute - 1]
                if i == m:
                    latest = min(apart * DAY_MINUTES + option_start[0, opening] - need, last_minute)
                    if latest >= 0 and by_end[latest] < best - EPS:
                        best = by_end[latest]
                        at = by_end_from[latest]
                        for j in range(m - 1, -1, -1):
                            starts[day_of[j]] = option_start[j, at]
                            rows[day_of[j]] = option_row[j, at]
                            if j > 0:
                                at = came[j, at]
                    continue
                alive = False
                for b in range(options[i]):
                    latest = min(apart * DAY_MINUTES + option_start[i, b] - need, last_minute)
                    value[i, b] = INF
                    if latest >= 0 and by_end[latest] + option_cost[i, b] < best - EPS:
                        value[i, b] = by_end[latest] + option_cost[i, b]
                        came[i, b] = by_end_from[latest]
                        alive = True
                if not alive:
                    break
    return best if best < bound - EPS else INF


@njit(cache=True, nogil=True)
def _pick_starts(masks, low, high, tables, chosen, tasks, rules, weights, starts, rows):
    """The cheapest start and piece of each day within [low, high]; the earliest among equals."""
    state, span, base, has_costs, costs, pieces, used = tables
    for day in range(WEEK_DAYS):
        mask = masks[day]
        if mask == 0:
            continue
        work = 0
        for p in range(used[1]):
            if (mask >> p) & 1:
                work += tasks[chosen[p], LENGTH]
        least = INF
        for start in range(low, high + 1, rules[GRID]):
            for row in range(span[mask, 0], span[mask, 1]):
                if pieces[row, S_MIN] <= start <= pieces[row, S_MAX]:
                    cost = piece_cost(pieces, row, start, work, weights[TRAVEL_POINT], weights[IDLE_POINT])
                    if cost < least - EPS:
                        least = cost
                        starts[day], rows[day] = start, row


@njit(cache=True, nogil=True)
def _best_starts(masks, frame, cutoff, tables, chosen, tasks, rules, weights, found, starts, rows):
    """Least cost of the starts of a week whose days have these masks.

    Args:
        frame: COUPLED 0 looks at each day by itself (a lower bound where rests could fail, which
            ``found[2]`` then says); 1 holds every rest between days.
            LOW and HIGH are the range of starts, SPAN_LIMIT the longest any day of this set spans.
        found: receives the window [low, high] of the best starts and whether rests are sure.

    Returns:
        The cost, or infinity where none is below ``cutoff``.
    """
    state, span, base, has_costs, costs, pieces, used = tables
    grid = rules[GRID]
    low, high, span_limit = frame[LOW], frame[HIGH], frame[SPAN_LIMIT]
    distinct = np.empty(WEEK_DAYS, np.int64)
    times = np.zeros(WEEK_DAYS, np.int64)
    kinds = 0
    total_base = 0.0
    for day in range(WEEK_DAYS):
        mask = masks[day]
        if mask == 0:
            continue
        total_base += base[mask]
        at = 0
        while at < kinds and distinct[at] != mask:
            at += 1
        if at == kinds:
            distinct[kinds] = mask
            kinds += 1
        times[at] += 1
    if frame[COUPLED] == 1 and not _rest_is_possible(masks, tables, rules):
        return INF
    best = cutoff
    answer = INF
    if kinds == 1 and _rest_is_sure(masks, 0, span_limit, rules):
        if total_base >= best - EPS:
            return INF
        mask = distinct[0]
        work = 0
        for p in range(used[1]):
            if (mask >> p) & 1:
                work += tasks[chosen[p], LENGTH]
        at = high
        for row in range(span[mask, 0], span[mask, 1]):
            # cost only falls with a later start: the earliest start that already costs the least
            start = pieces[row, S_MAX]
            cost = piece_cost(pieces, row, start, work, weights[TRAVEL_POINT], weights[IDLE_POINT])
            if cost <= base[mask] + EPS:
                lean = -((-(pieces[row, FLOOR] - pieces[row, REACH])) // grid) * grid
                at = min(at, min(start, max(pieces[row, S_MIN], lean)))
        found[0], found[1], found[2] = at, at, 1
        return total_base
    for kind in range(kinds):
        _fill_costs(tables, distinct[kind], chosen, tasks, rules, weights)
    first, last = low // grid, high // grid
    points = last - first + 1
    window = np.empty((kinds, points))
    for kind in range(kinds):
        for i in range(points):
            window[kind, i] = costs[distinct[kind], first + i]
    widest = min((points - 1) * grid, rules[MAX_SPREAD] // grid * grid)
    if frame[COUPLED] == 1 and not _rest_is_sure(masks, widest, span_limit, rules):
        # whatever the window, no week of these days costs less than the best over the whole range
        total_base = _chain(masks, low, high, best, tables, chosen, tasks, rules, weights, starts, rows)
        if total_base == INF:
            return INF
    for wide in range(points):
        spread = wide * grid
        if spread > rules[MAX_SPREAD]:
            break
        irregular = weights[IRREGULAR_POINT] * spread
        if irregular + total_base >= best - EPS:
            break
        sure = _rest_is_sure(masks, spread, span_limit, rules)
        for i in range(points - wide):
            total = irregular
            for kind in range(kinds):
                if wide > 0:
                    window[kind, i] = min(window[kind, i], costs[distinct[kind], first + i + wide])
                total += times[kind] * window[kind, i]
            if total >= best - EPS:
                continue
            start = (first + i) * grid
            if frame[COUPLED] == 1 and not sure:
                total = irregular + _chain(
                    masks,
                    start,
                    start + spread,
                    best - irregular,
                    tables,
                    chosen,
                    tasks,
                    rules,
                    weights,
                    starts,
                    rows,
                )
                if total >= best - EPS:
                    continue
            best = total
            answer = total
            found[0], found[1], found[2] = start, start + spread, 1 if sure else 0
    return answer


@njit(cache=True, nogil=True)
def _search(
    frame,
    floor,
    cutoff,
    needed,
    allowed,
    tables,
    chosen,
    tasks,
    minutes,
    rules,
    weights,
    out_masks,
    out_starts,
    out_rows,
    found,
):
    """Search the masks of the days; the least cost below ``cutoff``, or infinity.

    No cost can be below ``floor``: the search ends where it reaches that.
    """
    count = frame[COUNT]
    signature = np.zeros(WEEK_DAYS, np.int64)
    order = np.empty(WEEK_DAYS, np.int64)
    for day in range(WEEK_DAYS):
        for p in range(count):
            if (allowed[p] >> day) & 1:
                signature[day] |= 1 << p
        order[day] = day
    for i in range(1, WEEK_DAYS):
        day = order[i]
        j = i - 1
        while j >= 0 and signature[order[j]] < signature[day]:
            order[j + 1] = order[j]
            j -= 1
        order[j + 1] = day
    levels = 0
    while levels < WEEK_DAYS and signature[order[levels]]:
        levels += 1
    left = np.zeros((levels + 1, count), np.int64)
    open_days = np.zeros((levels + 1, count), np.int64)
    for p in range(count):
        left[0, p] = needed[p]
    for level in range(levels - 1, -1, -1):
        for p in range(count):
            open_days[level, p] = open_days[level + 1, p] + ((signature[order[level]] >> p) & 1)
    for p in range(count):
        if open_days[0, p] < needed[p]:
            return INF, tables
    cost = np.zeros(levels + 1)
    worked = np.zeros(levels + 1, np.int64)
    forced = np.zeros(levels, np.int64)
    optional = np.zeros(levels, np.int64)
    current = np.full(levels, -1, np.int64)
    masks = np.zeros(WEEK_DAYS, np.int64)
    starts = np.zeros(WEEK_DAYS, np.int64)
    rows = np.zeros(WEEK_DAYS, np.int64)
    here = np.zeros(3, np.int64)
    best = cutoff
    answer = INF
    level = 0
    fresh = True
    while level >= 0 and best > floor + EPS:
        if fresh:
            forced[level] = 0
            optional[level] = 0
            for p in range(count):
                if (signature[order[level]] >> p) & 1 and left[level, p] > 0:
                    if left[level, p] == open_days[level, p]:
                        forced[level] |= 1 << p
                    else:
                        optional[level] |= 1 << p
            current[level] = optional[level]
            fresh = False
        elif current[level] == 0:
            masks[order[level]] = 0
            level -= 1
            continue
        else:
            current[level] = (current[level] - 1) & optional[level]
        mask = forced[level] | current[level]
        day = order[level]
        if frame[COUPLED] == 0 and level > 0 and signature[order[level - 1]] == signature[day]:
            if mask > masks[order[level - 1]]:
                continue
        if mask:
            if worked[level] == rules[MAX_DAYS]:
                continue
            pieces = _base(tables, mask, chosen, tasks, minutes, rules, weights)
            if pieces.shape[0] != tables[5].shape[0]:
                tables = (tables[0], tables[1], tables[2], tables[3], tables[4], pieces, tables[6])
            total = cost[level] + tables[2][mask]
            if total >= best - EPS:
                continue
            cost[level + 1] = total
            worked[level + 1] = worked[level] + 1
        else:
            cost[level + 1] = cost[level]
            worked[level + 1] = worked[level]
        masks[day] = mask
        for p in range(count):
            left[level + 1, p] = left[level, p] - ((mask >> p) & 1)
        if level + 1 < levels:
            level += 1
            fresh = True
            continue
        total = _best_starts(masks, frame, best, tables, chosen, tasks, rules, weights, here, starts, rows)
        if total < best - EPS:
            best = total
            answer = total
            for i in range(3):
                found[i] = here[i]
            if frame[COUPLED] == 0 or here[2] == 1:
                _pick_starts(masks, here[0], here[1], tables, chosen, tasks, rules, weights, starts, rows)
            for i in range(WEEK_DAYS):
                out_masks[i], out_starts[i], out_rows[i] = masks[i], starts[i], rows[i]
    return answer, tables


@njit(cache=True, nogil=True)
def best_week(
    cutoff,
    frame,
    chosen,
    needed,
    allowed,
    tables,
    tasks,
    minutes,
    rules,
    weights,
    out_masks,
    out_starts,
    out_rows,
):
    """The least cost in points (travel, idle, irregular start) of a week with these tasks.

    Args:
        cutoff: only a cost below this counts.
        frame: COUNT is filled in: ``chosen[:COUNT]`` are the numbers of the set's tasks.
        needed: sessions a week of each.
        allowed: bits of the days each may use.
        tables: workspace of ``new_tables`` with room for the set.
        out_masks, out_starts, out_rows: filled with each day's mask, start and row of pieces.

    Returns:
        The cost, infinity where no week is viable below ``cutoff``; and the workspace.
    """
    first, last, end = tasks[chosen[0], FIRST], tasks[chosen[0], LAST], 0
    for p in range(frame[COUNT]):
        first = min(first, tasks[chosen[p], FIRST])
        last = max(last, tasks[chosen[p], LAST])
        end = max(end, tasks[chosen[p], LAST] + tasks[chosen[p], LENGTH])
    frame[COUPLED], frame[LOW], frame[HIGH] = 0, first, last
    frame[SPAN_LIMIT] = min(rules[SPAN], end - first)
    found = np.zeros(3, np.int64)
    tables[6][1] = frame[COUNT]
    cost, tables = _search(
        frame,
        0.0,
        cutoff,
        needed,
        allowed,
        tables,
        chosen,
        tasks,
        minutes,
        rules,
        weights,
        out_masks,
        out_starts,
        out_rows,
        found,
    )
    if cost < INF and found[2] == 0:
        frame[COUPLED] = 1
        cost, tables = _search(
            frame,
            cost,
            cutoff,
            needed,
            allowed,
            tables,
            chosen,
            tasks,
            minutes,
            rules,
            weights,
            out_masks,
            out_starts,
            out_rows,
            found,
        )
    return cost, tables
