"""Every set of tasks that may be a job, listed depth first; cut off only on what every part must keep.

The most rest between two visits is not such a rule: a third visit can bridge the gap. So whether a
listed set has a week at all is found out later, and only for sets that come near the prices.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt

from bundler.prove.days import Days
from bundler.prove.facts import Facts, Part
from bundler.prove.watch import Watch
from bundler.units import WEEK_DAYS

MOST_SETS = 3_000_000
Ints = npt.NDArray[Any]
Floats = npt.NDArray[np.float64]


class TooMany(Exception):
    """There are more sets than the memory is meant for."""


class Items:
    """Tasks with a number of sessions on some of their days: what sets are made of.

    Attributes:
        listed: each item.
        of_task: the items on all days of a task, by task number.
    """

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.listed: list[Part] = []
        self._number: dict[Part, int] = {}
        self.of_task = [
            [self.number(Part(at, task.days, count)) for count in facts.counts[at]]
            for at, task in enumerate(facts.tasks)
        ]

    def number(self, part: Part) -> int:
        """The item's number; a new one where it was not known."""
        if part not in self._number:
            self._number[part] = len(self.listed)
            self.listed.append(part)
        return self._number[part]


class Sets:
    """All listed sets.

    Attributes:
        items: item numbers of each set, −1 where it has fewer, shape (sets, most tasks in a job).
        worth: points but for travel, idle time and irregular starts, shape (sets,).
    """

    def __init__(self, items: Ints, worth: Floats) -> None:
        self.items, self.worth = items, worth


def list_sets(facts: Facts, items: Items, days: Days, watch: Watch) -> Sets:
    """List every set of tasks, with sessions a week, that may be a job.

    Raises:
        Stopped: the time is up.
        TooMany: there are more than ``MOST_SETS``.
    """
    width = min(facts.rules.max_tasks, len(facts.tasks)) or 1
    flat, worth = array("i"), array("d")
    for number, tasks in enumerate(_task_sets(facts, days)):
        if number % 256 == 0:
            watch.step("list", len(worth))
        for chosen in product(*(items.of_task[task] for task in tasks)):
            points = _worth(facts, [items.listed[item] for item in chosen])
            if points is not None:
                flat.extend(chosen)
                flat.extend([-1] * (width - len(chosen)))
                worth.append(points)
        if len(worth) > MOST_SETS:
            raise TooMany
    table = np.frombuffer(flat, np.int32).reshape(-1, width) if len(flat) else np.zeros((0, width), np.int32)
    return Sets(table, np.array(worth, np.float64))


def _task_sets(facts: Facts, days: Days) -> Iterator[tuple[int, ...]]:
    """Sets of tasks that keep every rule that also holds for their parts; ends with too few hours too."""
    rules = facts.rules
    least = [counts[0] * length for counts, length in zip(facts.counts, facts.length, strict=True)]
    busy = [
        frozenset(task.days) if counts[0] == len(task.days) else frozenset[int]()
        for task, counts in zip(facts.tasks, facts.counts, strict=True)
    ]

    def extend(
        tasks: tuple[int, ...], open_tasks: int, minutes: int, skills: int, week: tuple[int, ...]
    ) -> Iterator[tuple[int, ...]]:
        yield tasks
        if len(tasks) == rules.max_tasks:
            return
        while open_tasks:
            bit = open_tasks & -open_tasks
            open_tasks ^= bit
            task = bit.bit_length() - 1
            more, together = minutes + least[task], skills | facts.skills[task]
            if more > facts.week_most or together.bit_count() > rules.max_competencies:
                continue
            members = (*tasks, task)
            if len({facts.supplier[member] for member in members}) > rules.max_suppliers:
                continue
            if len({facts.place[member] for member in members}) > rules.max_locations:
                continue
            full = tuple(mask | bit if day in busy[task] else mask for day, mask in enumerate(week))
            if sum(map(bool, full)) > rules.max_days:
                continue
            if any(mask != old and not days.in_a_row(mask) for mask, old in zip(full, week, strict=True)):
                continue
            yield from extend(members, open_tasks & facts.meets[task], more, together, full)

    empty = (0,) * WEEK_DAYS
    for members in extend((), (1 << len(facts.tasks)) - 1, 0, 0, empty):
        if members:
            yield members


def _worth(facts: Facts, parts: list[Part]) -> float | None:
    """Points but for travel, idle time and irregular starts; None where the hours break a rule."""
    rules, weights = facts.rules, facts.weights
    minutes = supervised = 0
    by_supplier: dict[int, int] = {}
    for task, _, count in parts:
        here = count * facts.length[task]
        minutes += here
        by_supplier[facts.supplier[task]] = by_supplier.get(facts.supplier[task], 0) + here
        if facts.tasks[task].supervised:
            supervised += here
    if (
        not facts.week_least <= minutes <= facts.week_most
        or min(by_supplier.values()) < facts.supplier_least
        or rules.min_supervised_share * minutes - supervised > 1e-6
    ):
        return None
    places = {facts.place[part.task] for part in parts}
    return (
        weights.hours * minutes / 60
        - weights.second_supplier * (len(by_supplier) > 1)
        - weights.extra_task * (len(parts) - 1)
        - weights.extra_location * (len(places) - 1)
        - weights.off_target * abs(minutes / 60 - weights.target_hours)
    )
