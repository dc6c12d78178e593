"""A job seen as what each supplier brings to it."""

from __future__ import annotations

from typing import NamedTuple

from bundler.domain import Job, Problem, Supplier, Task
from bundler.rules import Week


class SupplierPart(NamedTuple):
    """One supplier's share of a job.

    Attributes:
        minutes: task minutes a week.
        tasks: its tasks in the job with the minutes a week of each, most minutes first.
        days: weekdays on which the job works for it, in week order.
    """

    supplier: Supplier
    minutes: int
    tasks: tuple[tuple[Task, int], ...]
    days: tuple[int, ...]


def supplier_parts(problem: Problem, job: Job) -> tuple[SupplierPart, ...]:
    """What each supplier brings, most minutes first (ties by id); the minutes add up to the job's."""
    minutes = Week(problem, job.roster).minutes_by_supplier
    parts = []
    for supplier_id in sorted(minutes, key=lambda name: (-minutes[name], name)):
        tasks: dict[str, int] = {}
        days = set()
        for session in job.roster:
            if problem.task_by_id[session.task_id].supplier_id == supplier_id:
                tasks[session.task_id] = tasks.get(session.task_id, 0) + session.end - session.start
                days.add(session.day)
        ordered = sorted(tasks, key=lambda name: (-tasks[name], name))
        parts.append(
            SupplierPart(
                problem.supplier_by_id[supplier_id],
                minutes[supplier_id],
                tuple((problem.task_by_id[name], tasks[name]) for name in ordered),
                tuple(sorted(days)),
            )
        )
    return tuple(parts)
