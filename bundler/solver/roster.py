"""From a week's codes to sessions with a day, a start and an end."""

from __future__ import annotations

from bundler.domain.plan import Session
from bundler.solver import kernel_day as kd
from bundler.solver.arrays import Ints
from bundler.solver.instance import Instance


def roster_of(instance: Instance, items: tuple[int, ...], layout: Ints) -> list[Session]:
    """The sessions of a week of these items.

    Args:
        instance: the arrays.
        items: item numbers.
        layout: per weekday mask, start, order and rests, (7, 4).
    """
    sessions = []
    for day, (mask, start, order_code, rest_code) in enumerate(layout.tolist()):
        count = mask.bit_count()
        if not count:
            continue
        order = [order_code // kd.REST_BASE**at % kd.REST_BASE for at in range(count)]
        least = [rest_code // kd.REST_BASE**at % kd.REST_BASE for at in range(count - 1)]
        tasks = [int(instance.item_task[items[position]]) for position in order]
        for task, begin in zip(tasks, _starts(instance, tasks, least, start), strict=True):
            length = int(instance.table[task, kd.LENGTH])
            sessions.append(
                Session(day=day, start=begin, end=begin + length, task_id=instance.tasks[task].task_id)
            )
    return sessions


def _starts(instance: Instance, tasks: list[int], least: list[int], start: int) -> list[int]:
    """Earliest starts of a day's tasks in this order from ``start`` (the chain of ``kernel_day``)."""
    grid, most = int(instance.rules[kd.GRID]), int(instance.rules[kd.MAX_REST])
    table = instance.table
    steps = []
    for before, after, rest in zip(tasks, tasks[1:], least, strict=False):
        walk = int(instance.minutes[table[before, kd.LOCATION], table[after, kd.LOCATION]])
        step = int(table[before, kd.LENGTH]) + walk
        steps.append((-(-(step + rest) // grid) * grid, (step + most) // grid * grid))
    earliest = [int(table[task, kd.FIRST]) for task in tasks]
    for at in range(len(tasks) - 2, -1, -1):
        earliest[at] = max(earliest[at], earliest[at + 1] - steps[at][1])
    starts = [start]
    for at, (shortest, _) in enumerate(steps):
        starts.append(max(starts[-1] + shortest, earliest[at + 1]))
    return starts
