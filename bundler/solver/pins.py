"""Pins as rows over the pool, and which tasks they tie together."""

from __future__ import annotations

import numpy as np

from bundler.domain.problem import Problem
from bundler.domain.scenario import Pin
from bundler.i18n import Text
from bundler.rules.job import task_obstacles
from bundler.solver.instance import Instance
from bundler.solver.master import Row
from bundler.solver.pool import Pool, Rows

# pins that ask for a job; the others only forbid and are kept while enumerating
ASKING = ("place", "together", "job")


def sets_for(instance: Instance, pool: Pool, pin: Pin) -> Rows:
    """The sets of the pool that fulfil a pin which asks for a job."""
    tasks = {at for at, task in enumerate(instance.tasks) if task.task_id in pin.ids}
    if len(tasks) < len(set(pin.ids)):
        return np.zeros(0, np.int64)
    holds = np.isin(instance.item_task, sorted(tasks)).astype(float)
    fits = pool.sum_over_items(holds) == len(tasks)
    if pin.kind == "job":
        fits &= (pool.items >= 0).sum(axis=1) == len(tasks)
    return np.flatnonzero(fits)


def pin_rows(instance: Instance, pool: Pool) -> list[Row]:
    """One row per pin of this pool's tasks that asks for a job: at least one such set is chosen."""
    inside = {instance.tasks[instance.item_task[item]].task_id for item in np.unique(pool.items) if item >= 0}
    rows = []
    for pin in instance.problem.scenario.pins:
        if pin.kind in ASKING and inside & set(pin.ids):
            sets = sets_for(instance, pool, pin)
            rows.append(Row(1.0, True, sets, np.ones(len(sets))))
    return rows


def in_the_way(problem: Problem, hopeless: list[Pin]) -> Text:
    """The hopeless pins with what stands in their way: pins about the same tasks, tasks that fit no job."""
    suppliers = {task.task_id: task.supplier_id for task in problem.tasks}
    named = {name for pin in hopeless for name in pin.ids}
    named |= {suppliers[name] for name in named if name in suppliers}
    pins = [pin for pin in problem.scenario.pins if pin in hopeless or named & set(pin.ids)]
    shown = "; ".join(f"{pin.kind} {', '.join(pin.ids)}" for pin in pins)
    left = {pin.ids[0] for pin in problem.scenario.pins if pin.kind == "leave"}
    alone = [
        (task.task_id, obstacle.text)
        for task in problem.tasks
        if task.task_id in named and task.task_id not in left
        for obstacle in task_obstacles(problem, task)[:1]
    ]
    return Text(
        "; ".join([shown, *(f"{name}: {text.en}" for name, text in alone)]),
        "; ".join([shown, *(f"{name}: {text.nl}" for name, text in alone)]),
    )


def hopeless_pins(instance: Instance, pools: list[Pool]) -> list[Pin]:
    """Pins that ask for a job which no set in any pool could be."""
    return [
        pin
        for pin in instance.problem.scenario.pins
        if pin.kind in ASKING and not any(len(sets_for(instance, pool, pin)) for pool in pools)
    ]
