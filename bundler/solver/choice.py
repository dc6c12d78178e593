"""Choices of jobs: made greedily where nothing is asked, and held against what is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from bundler.solver.arrays import Items
from bundler.solver.instance import Instance
from bundler.solver.master import Row
from bundler.solver.patterns import Column, Weeks, assign_days

_TINY = 1e-6


def padded(instance: Instance, sets: Sequence[tuple[int, ...]]) -> Items:
    """Sets as rows of item numbers padded with −1, (sets, positions)."""
    rows = np.full((len(sets), instance.positions), -1, np.int32)
    for at, items in enumerate(sets):
        rows[at, : len(items)] = items
    return rows


def keeps(instance: Instance, columns: Sequence[Column], rows: Sequence[Row], placed: Sequence[int]) -> bool:
    """Whether a choice keeps what is asked.

    Args:
        instance: capacities.
        columns: the choice.
        rows: what is asked; cuts among them are passed over.
        placed: numbers of the tasks that must be placed in full.
    """
    items = padded(instance, [column.items for column in columns])
    for row in rows:
        if row.at_least and row.coefficients(items).sum() < row.right - _TINY:
            return False
    used = np.zeros(len(instance.tasks))
    for column in columns:
        for item in column.items:
            used[instance.item_task[item]] += instance.uses[item]
    must = list(placed)
    return bool((used[must] >= instance.capacity[must]).all())


def greedy(weeks: Weeks, columns: Iterable[Column]) -> tuple[Column, ...]:
    """Take columns in this order while there is room, days settled; what has no day is left out."""
    instance = weeks.instance
    room = instance.capacity.copy()
    chosen: list[Column] = []
    for column in columns:
        while all(room[instance.item_task[item]] >= instance.use(item) for item in column.items):
            chosen.append(column)
            for item in column.items:
                room[instance.item_task[item]] -= instance.use(item)
    while chosen:
        days = assign_days(weeks, chosen)
        if days.columns is not None:
            return days.columns
        chosen = [
            column
            for column in chosen
            if not any(int(instance.item_task[item]) in days.tasks for item in column.items)
        ]
    return ()
