"""Large-neighbourhood search: free some jobs that belong together, solve their tasks anew, keep the better.

A piece is solved by the same machinery as the whole: relaxation over all its sets, then the integer
program over the nearest. Which jobs belong together the relaxation says: those whose tasks it
combines with one another. What a plan loses against the bound is the sum of what each of its jobs
falls short of the prices and of what unused capacity would be worth; the search begins where most
is lost.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bundler.solver.arrays import Floats, Ints
from bundler.solver.choice import padded
from bundler.solver.patterns import Column, assign_days
from bundler.solver.piece import Piece

# tasks in a piece, and how many pieces in a row may bring nothing: for a first good plan, and for the best
FIRST_SIZES, FIRST_IDLE = (26, 32), 4
SIZES, IDLE = (26, 32, 38, 44), 8
_TINY = 1e-6


def improve_near(
    part: Piece, done: Callable[[], bool], report: Callable[[str], None], *, first: bool
) -> None:
    """Improve a component's best choice until pieces of no size bring anything for some rounds.

    Args:
        part: what to improve.
        done: whether to end.
        report: called after every better plan.
        first: to a good plan only.
    """
    rng = random.Random(f"{part.seed} {part.bound:.3f} {part.value:.3f}")
    linked = _linked(part)
    for size in FIRST_SIZES if first else SIZES:
        idle = 0
        while idle < (FIRST_IDLE if first else IDLE) and part.best and not done():
            before = part.value
            _solve_piece(part, rng, linked, size)
            idle += 1
            if part.value > before + _TINY:
                idle = 0
                report("improve")


def _linked(part: Piece) -> Floats:
    """How much the relaxation combines any two tasks, (tasks, tasks)."""
    instance, relaxation = part.instance, part.relaxation
    linked = np.zeros((len(instance.tasks), len(instance.tasks)))
    master = relaxation.master
    used = np.flatnonzero(master.x > _TINY)
    for at in used:
        tasks = instance.item_task[master.items[at][master.items[at] >= 0]]
        linked[np.ix_(tasks, tasks)] += master.x[at]
    return linked


def _losses(part: Piece, left: Ints) -> tuple[Floats, Floats]:
    """What each job, and each task's unused capacity, loses against the prices."""
    prices = part.relaxation.prices
    charged = prices.of_items(part.instance)
    jobs = np.array(
        [charged[list(column.items)].sum() - prices.per_set - column.points for column in part.best or ()]
    )
    return np.maximum(jobs, 0.0) + 0.1, np.maximum(prices.tasks, 0.0) * left


def _solve_piece(part: Piece, rng: random.Random, linked: Floats, size: int) -> None:
    instance = part.instance
    jobs = list(part.best or ())
    left = instance.capacity.copy()
    tasks_of = []
    for column in jobs:
        tasks_of.append([int(instance.item_task[item]) for item in column.items])
        for item in column.items:
            left[instance.item_task[item]] -= instance.use(item)
    of_jobs, of_left = _losses(part, left)
    inside = np.zeros(len(instance.tasks), bool)
    outside = np.ones(len(instance.tasks), bool)
    outside[part.members] = False
    of_left[outside] = 0.0
    freed: set[int] = set()
    start = rng.choices(range(len(jobs) + len(of_left)), [*of_jobs, *of_left])[0]
    _free(start, len(jobs), tasks_of, inside, freed)
    while inside.sum() < size and len(freed) < len(jobs):
        near = linked[inside].sum(axis=0)
        weight = [
            0.0 if at in freed else rng.random() * (0.05 + float(near[tasks].sum())) * (0.2 + of_jobs[at])
            for at, tasks in enumerate(tasks_of)
        ]
        _free(int(np.argmax(weight)), len(jobs), tasks_of, inside, freed)
    near = linked[inside].sum(axis=0) + 1e-3 * of_left
    idle = np.flatnonzero((left > 0) & ~inside & ~outside)
    inside[idle[np.lexsort((idle, -near[idle]))][: size // 3]] = True
    _solve_freed(part, jobs, sorted(freed), left, np.flatnonzero(inside).tolist())


def _free(
    start: int, jobs: int, tasks_of: list[list[int]], inside: NDArray[np.bool_], freed: set[int]
) -> None:
    if start >= jobs:
        inside[start - jobs] = True
    else:
        freed.add(start)
        inside[tasks_of[start]] = True


def _solve_freed(part: Piece, jobs: list[Column], freed: list[int], left: Ints, members: list[int]) -> None:
    """Solve the freed jobs' tasks and what else is left, the other jobs staying."""
    instance = part.instance
    room = left.copy()
    for at in freed:
        for item in jobs[at].items:
            room[instance.item_task[item]] += instance.use(item)
    kept = [column for at, column in enumerate(jobs) if at not in set(freed)]
    aim = part.aim
    items = padded(instance, [column.items for column in kept])
    level = aim.level
    if level is not None:
        level = replace(level, right=level.right - float(level.coefficients(items).sum()))
    pins = [
        replace(pin, right=open_)
        for pin in part.pins
        if (open_ := pin.right - float(pin.coefficients(items).sum())) > 0
    ]
    members = [task for task in members if room[task] > 0]
    if any(not set(pin.tasks) <= set(members) for pin in pins):
        return
    placed = tuple(task for task in aim.placed if task in set(members))
    aim = replace(aim, instance=replace(instance, capacity=room), level=level, placed=placed)
    piece = part.piece(aim, members, pins)
    piece.offer([jobs[at] for at in freed])
    before = piece.value
    piece.begin(lambda _: None)
    piece.relax(lambda _: None)
    piece.choose_first(lambda _: None)
    if piece.best is None or piece.value <= before + _TINY:
        return
    days = assign_days(part.weeks, [part.free(column.items) for column in (*kept, *piece.best)])
    if days.columns is not None:
        part.take(days.columns)
