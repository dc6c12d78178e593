"""What a choice of sets must keep, as rows over columns, and what a plan can be worth at most.

The bound is weak duality, worked out here from the prices alone: whatever the linear solver returns
as prices, no plan is worth more.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

import numpy as np

from bundler.domain import Pin
from bundler.prove.columns import Columns
from bundler.prove.sets import Floats

Sense = Literal["<=", ">=", "="]
Level = Literal["score", "hours", "jobs", "fewest"]
ASKING = ("together", "place", "job")


class Row(NamedTuple):
    """One row: a sum over the chosen sets held against ``right``.

    Attributes:
        by_item: coefficient of each item; None where ``by_set`` counts.
        by_set: coefficient of each set of the table.
    """

    sense: Sense
    right: float
    by_item: Floats | None = None
    by_set: Floats | None = None


class Model:
    """The choice of the best sets at one level of the objective.

    Attributes:
        columns: the sets.
        rows: what a choice must keep.
        level: what counts: points, task minutes, jobs, or as few jobs as possible.
    """

    def __init__(self, columns: Columns, level: Level, *, everything: bool) -> None:
        self.columns, self.level = columns, level
        facts, items = columns.facts, columns.items.listed
        self.rows: list[Row] = []
        for task, capacity in enumerate(facts.capacity):
            use = [facts.use(task, part.sessions) if part.task == task else 0 for part in items]
            self.rows.append(Row("=" if everything else "<=", capacity, np.array(use, np.float64)))
        self.rows += [
            Row(">=", 1, by_set=self._meets(pin)) for pin in facts.problem.scenario.pins if pin.kind in ASKING
        ]
        self._often: Floats | None = None
        self._by_item: dict[int, list[tuple[int, float]]] = {}

    def _meets(self, pin: Pin) -> Floats:
        columns, ids = self.columns, set(pin.ids)
        asked = [float(columns.facts.tasks[part.task].task_id in ids) for part in columns.items.listed]
        size = (columns.sets >= 0).sum(axis=1)
        met = columns.over_items(asked) == len(ids)
        if pin.kind == "job":
            met &= size == len(ids)
        counts: Floats = met.astype(np.float64)
        return counts

    def fix_hours(self, minutes: int) -> None:
        """Only plans with so many task minutes."""
        facts = self.columns.facts
        lengths = [facts.length[part.task] * part.sessions for part in self.columns.items.listed]
        self.rows.append(Row("=", minutes, np.array(lengths, np.float64)))

    def fix_jobs(self, jobs: int) -> None:
        """Only plans with so many jobs."""
        self.rows.append(Row("=", jobs, by_set=np.ones(len(self.columns))))

    def limit_days(self, tasks: Iterable[int]) -> None:
        """On no day more persons than a task asks for; its items must name their days."""
        facts, items = self.columns.facts, self.columns.items.listed
        for task in sorted(tasks):
            for day in facts.tasks[task].days:
                use = [float(part.task == task and day in part.days) for part in items]
                self.rows.append(Row("<=", facts.tasks[task].headcount, np.array(use)))

    def values(self) -> Floats:
        """What each set counts for at this level, at most; −∞ where it has no week."""
        points = self.columns.points
        if self.level == "score":
            return points
        if self.level == "hours":
            counts = self.columns.minutes
        else:
            counts = np.full(len(points), 1.0 if self.level == "jobs" else -1.0)
        return np.where(points > -np.inf, counts, -np.inf)

    def often(self) -> Floats:
        """How often a set can be in a plan at most."""
        if self._often is None:
            facts = self.columns.facts
            each = [
                facts.capacity[part.task] // facts.use(part.task, part.sessions)
                for part in self.columns.items.listed
            ]
            padded = np.append(np.array(each, np.float64), np.inf)
            self._often = padded[self.columns.sets].min(axis=1)
        return self._often

    def gains(self, prices: Floats) -> Floats:
        """What each set counts for above the prices of what it takes."""
        items = np.zeros(len(self.columns.items.listed))
        gains = self.values().copy()
        for row, price in zip(self.rows, prices, strict=True):
            if not price:
                continue
            if row.by_item is not None:
                items[: len(row.by_item)] += price * row.by_item
            elif row.by_set is not None:
                gains -= price * row.by_set
        return gains - self.columns.over_items(items)

    def bound(self, prices: Floats, gains: Floats) -> float:
        """What no plan can exceed, whatever the prices are.

        A set above the prices is in a plan no more often than its scarcest task allows. Or, in
        another way: raise every task's price by so much for a minute that no set is above the
        prices any more. The lower of the two counts.
        """
        total = float(sum(price * row.right for row, price in zip(self.rows, prices, strict=True)))
        rising = np.flatnonzero(gains > 0)
        if not len(rising):
            return total
        facts = self.columns.facts
        offered = sum(task.offered_minutes for task in facts.tasks)
        by_minute = float((gains[rising] / self.columns.minutes[rising]).max()) * offered
        return total + min(by_minute, float(gains[rising] @ self.often()[rising]))

    def entries(self, row: int) -> list[tuple[int, float]]:
        """The coefficients of a set: (row number, coefficient)."""
        found: dict[int, float] = {}
        for item in self.columns.sets[row].tolist():
            if item >= 0:
                for number, coefficient in self._entries_of(item):
                    found[number] = found.get(number, 0.0) + coefficient
        for number, entry in enumerate(self.rows):
            if entry.by_set is not None and entry.by_set[row]:
                found[number] = float(entry.by_set[row])
        return list(found.items())

    def _entries_of(self, item: int) -> list[tuple[int, float]]:
        if item not in self._by_item:
            self._by_item[item] = [
                (number, float(row.by_item[item]))
                for number, row in enumerate(self.rows)
                if row.by_item is not None and row.by_item[item]
            ]
        return self._by_item[item]
