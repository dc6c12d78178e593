"""Large-neighbourhood search: free some jobs, choose again among near columns, keep the better."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from bundler.solver.arrays import Ints
from bundler.solver.patterns import Column, assign_days, columns_of
from bundler.solver.selection import select

if TYPE_CHECKING:
    from bundler.solver.component import Component

NEAR_TARGET = 4000
NEAR_COLUMNS = 1500
NEAR_NODES = 40
NEAR_ROUNDS = 12
FREE_JOBS = 9


def improve_near(part: Component, done: Callable[[], bool], report: Callable[[str], None]) -> None:
    """Improve a component's best choice until it stays the same for some rounds."""
    instance = part.instance
    rng = random.Random(part.seed)
    rows, _, _ = part.near_rows(NEAR_TARGET)
    pool = part.relaxation.pool
    columns = list(columns_of(pool.items[rows], pool.points[rows]))
    use = np.zeros((len(columns), len(instance.tasks)), np.int64)
    for at, column in enumerate(columns):
        for item in column.items:
            use[at, instance.item_task[item]] = instance.use(item)
    idle = 0
    while idle < NEAR_ROUNDS and not done():
        idle += 1
        kept, freed = _split(part, rng, use)
        room = instance.capacity.copy()
        for column in kept:
            for item in column.items:
                room[instance.item_task[item]] -= instance.use(item)
        fits = np.flatnonzero((use <= room).all(axis=1))[:NEAR_COLUMNS]
        options = list(dict.fromkeys([*(columns[at] for at in fits), *(part.free(c.items) for c in freed)]))
        floor = part.value - sum(column.points for column in kept)
        chosen = select(instance, options, [], floor, part.watch, nodes=NEAR_NODES, room=room)
        if chosen.columns is None:
            continue
        days = assign_days(part.weeks, [*(part.free(c.items) for c in kept), *chosen.columns])
        before = part.value
        if days.columns is not None:
            part.take(days.columns)
        if part.value > before:
            idle = 0
            report("improve")


def _split(part: Component, rng: random.Random, use: Ints) -> tuple[list[Column], list[Column]]:
    """The jobs to keep, and a few to free that have tasks in common with near columns of one job."""
    instance = part.instance
    jobs = list(part.best or ())
    start = rng.choice(jobs)
    tasks = [int(instance.item_task[item]) for item in start.items]
    related = use[(use[:, tasks] > 0).any(axis=1)].sum(axis=0)
    nearness = [
        (
            job is not start,
            -sum(float(related[instance.item_task[i]]) for i in job.items) * rng.random(),
            at,
        )
        for at, job in enumerate(jobs)
    ]
    freed = {at for *_, at in sorted(nearness)[:FREE_JOBS]}
    return [job for at, job in enumerate(jobs) if at not in freed], [jobs[at] for at in sorted(freed)]
