"""One level of an objective: what the plan reaches there, and what no plan can exceed."""

from __future__ import annotations

import contextlib
import math
from collections import Counter
from collections.abc import Callable, Sequence
from functools import reduce
from typing import NamedTuple

import numpy as np

from bundler.domain import Session
from bundler.prove.choose import choose
from bundler.prove.columns import Columns, contradiction
from bundler.prove.model import Level, Model
from bundler.prove.prices import Prices
from bundler.prove.sets import Floats, Ints
from bundler.prove.watch import Stopped, Watch
from bundler.rules import Week, plan_violations, score_terms

AGREE = 0.01 + 1e-6
SLACK = 1e-6
Rosters = tuple[tuple[Session, ...], ...]
_NONE: Rosters = ()


class Found(NamedTuple):
    """What was found at one level; all figures as they are maximised (fewest jobs: below 0, hours: minutes).

    Attributes:
        value: what the plan reaches.
        bound: what no plan can exceed; None where nothing was proved.
        linear: what the linear relaxation proves, as far as it came; None where it proves nothing yet.
        integer: what the integer program proves; None where there was none.
        done: whether the search for the bound ended by itself.
        better: what a better plan reaches; None where there is none known.
        rosters: that better plan.
    """

    value: float
    bound: float | None
    linear: float | None = None
    integer: float | None = None
    done: bool = False
    better: float | None = None
    rosters: Rosters = _NONE


def reached(columns: Columns, level: Level, rosters: Sequence[Sequence[Session]]) -> float:
    """What a plan reaches at a level, by the plain rules, as it is maximised."""
    problem = columns.facts.problem
    if level == "score":
        return math.fsum(sum(score_terms(problem, roster).values()) for roster in rosters)
    if level == "hours":
        return float(sum(Week(problem, roster).minutes for roster in rosters))
    return float(len(rosters)) if level == "jobs" else -float(len(rosters))


class Ladder:
    """Finds the bound at one level, step by step: linear, integer, integer with the days of shared series.

    Args:
        columns: the sets; what is found out about them stays for the next level.
        level: what counts.
        make: the model of such a level over given columns.
        plan: the plan's rosters.
        start: its sets in the table.
    """

    def __init__(
        self,
        columns: Columns,
        level: Level,
        make: Callable[[Columns], Model],
        plan: Sequence[Sequence[Session]],
        start: Sequence[int],
        watch: Watch,
    ) -> None:
        self.columns, self.level, self.make, self.watch = columns, level, make, watch
        self.start = start
        self.value = reached(columns, level, plan)
        self.same = SLACK if level in ("jobs", "fewest") else AGREE * (60 if level == "hours" else 1)
        self.found = Found(self.value, None)

    def climb(self) -> Found:
        """The bound, as far as time allows.

        Raises:
            ProofError: the second path contradicts the plain rules: a bug.
        """
        with contextlib.suppress(Stopped):
            self._climb()
        return self.found

    def _climb(self) -> None:
        model = self.make(self.columns)
        prices = Prices(model, self.watch, self.start)
        try:
            prices.settle()
        finally:
            if prices.bound < math.inf:
                self._prove(linear=self._rounded(prices.bound))
        if self.found.done or prices.bound == math.inf:
            return
        bound = model.bound(prices.values, model.gains(prices.values))
        near = self._near(model, prices.values, bound)
        sets, tasks = near, frozenset[int]()
        while True:
            if not len(sets):
                self._prove(integer=self.value)
                return
            chosen = choose(model, sets, self.watch)
            if chosen.bound is not None:
                self._prove(integer=self._rounded(chosen.bound))
            if self.found.done or chosen.value is None or chosen.value <= self.value + self.same:
                return
            rosters = tuple(
                tuple(model.columns.roster(row)) for row, times in chosen.sets for _ in range(times)
            )
            crowded = self._crowded(rosters)
            if not crowded:
                self._better(rosters)
                return
            if crowded <= tasks:
                raise contradiction("headcount_day")
            # the choice may lean on days that cannot all be had: the days of these tasks count from now on
            tasks |= crowded
            model = self.make(self.columns.refined(near, tasks))
            values = np.zeros(len(model.rows) + sum(len(self._task_days(task)) for task in tasks))
            values[: len(model.rows)] = prices.values
            model.limit_days(tasks)
            sets = self._near(model, values, bound)

    def _near(self, model: Model, prices: Floats, bound: float) -> Ints:
        """Sets that can be in a plan worth more than this one; their points are exact."""
        columns = model.columns
        gains = model.gains(prices)
        worst = self.value - bound - SLACK
        rows = np.flatnonzero(gains >= worst)
        floor = np.full(len(columns), -np.inf)
        if self.level == "score":
            floor[rows] = columns.points[rows] - (gains[rows] - worst) - SLACK
        for begin in range(0, len(rows), 1000):
            self.watch.step("bound", len(columns))
            columns.settle((int(row) for row in rows[begin : begin + 1000]), floor)
        gains = model.gains(prices)
        return rows[(gains[rows] >= worst) & columns.exact[rows]]

    def _prove(self, *, linear: float | None = None, integer: float | None = None) -> None:
        """Take in a bound that was proved.

        Raises:
            ProofError: the plan itself is worth more.
        """
        bound = linear if linear is not None else integer
        assert bound is not None
        if bound < self.value - self.same:
            raise contradiction(f"{bound} < {self.value}")
        bound = max(bound, self.value)
        if self.found.bound is not None:
            bound = min(bound, self.found.bound)
        self.found = self.found._replace(bound=bound, done=bound <= self.value + self.same)
        self.found = self.found._replace(**({"linear": linear} if integer is None else {"integer": integer}))

    def _rounded(self, bound: float) -> float:
        """A bound on a whole number of jobs or of quarters of an hour can be rounded down."""
        if self.level == "score":
            return bound
        step = reduce(math.gcd, self.columns.facts.length, 0) if self.level == "hours" else 1
        return float(math.floor(bound / max(1, step) + SLACK) * max(1, step))

    def _task_days(self, task: int) -> tuple[int, ...]:
        return self.columns.facts.tasks[task].days

    def _crowded(self, rosters: Rosters) -> frozenset[int]:
        """Shared tasks with more persons on a day than they ask for."""
        facts = self.columns.facts
        persons = Counter((session.task_id, session.day) for roster in rosters for session in roster)
        found = set()
        for (task_id, _), times in persons.items():
            task = facts.tasks[facts.number[task_id]]
            if task.shareable and times > task.headcount:
                found.add(facts.number[task_id])
        return frozenset(found)

    def _better(self, rosters: Rosters) -> None:
        """Keep a better plan, held against every plain rule.

        Raises:
            ProofError: it breaks one: a bug.
        """
        problem = self.columns.facts.problem
        broken = plan_violations(problem, {str(at): roster for at, roster in enumerate(rosters)})
        if broken:
            raise contradiction(next(iter(broken.values()))[0].code)
        better = reached(self.columns, self.level, rosters)
        self.found = self.found._replace(better=better, rosters=rosters, done=True)
