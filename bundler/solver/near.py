"""Possible jobs for plans that are nearly the best: those that the relaxation's prices speak least against.

With z a bound on any plan and v the least that a plan may be worth, a set whose reduced cost is below
v − z is in no plan worth v. Where all the others are taken in, nothing is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np

from bundler.domain.plan import Session
from bundler.domain.problem import Problem
from bundler.solver.aim import first_aim, guiding_aims
from bundler.solver.arrays import Floats
from bundler.solver.asked import pin_rows
from bundler.solver.choice import padded
from bundler.solver.component import Component
from bundler.solver.instance import make_instance
from bundler.solver.patterns import Column, Weeks, columns_of, columns_of_rosters, expand
from bundler.solver.pool import Rows
from bundler.solver.selection import Entries
from bundler.solver.split import split
from bundler.solver.watch import Watch

CUT_ROUNDS = 12
_GROWTH, _STEPS = 1.7, 8
_TINY = 1e-6


class NearPart:
    """One part of a problem, with possible jobs for near-best plans.

    Args:
        problem: the part.
        rosters: the jobs of a plan that it holds.
        threads: to search on.
        watch: ends the search.

    Attributes:
        columns: the possible jobs, those of the plan among them; points are those of the score.
        complete: whether no other job can be in a plan that is good enough.
    """

    def __init__(
        self,
        problem: Problem,
        rosters: Sequence[Sequence[Session]],
        threads: ThreadPoolExecutor,
        watch: Watch,
    ) -> None:
        self.problem = problem
        self.instance = make_instance(problem)
        objective = problem.scenario.solve.objective
        members = list(range(len(self.instance.tasks)))
        self.placed = tuple(members) if objective == "fewest-jobs" else ()
        aim = first_aim(self.instance, objective, ())
        if objective != "balanced":
            aim = replace(guiding_aims(self.instance, objective, self.placed)[-1], name="guide")
        self._asked = pin_rows(self.instance, members)
        self._watch = watch
        self._component = Component(aim, members, problem.scenario.solve.seed, self._asked)
        self._component.attach(threads, watch)
        self.weeks = Weeks(self.instance)
        self._own = [self.free(column.items) for column in columns_of_rosters(self.instance, rosters)]
        self.expanded: frozenset[int] = frozenset()
        self._sets: list[tuple[int, ...]] = []
        self.complete = False
        self.columns: list[Column] = []
        self._of_set: list[int] = []

    def relax(self) -> None:
        """Solve the relaxation and cut it, as far as the time allows."""
        component, relaxation = self._component, self._component.relaxation
        component.begin(_silent)
        if self._own:
            component.relaxation.offer(
                padded(self.instance, [column.items for column in self._own]),
                np.array([component.weeks.worth(column.items) for column in self._own]),
                np.array([component.free(column.items).points for column in self._own]),
            )
        relaxation.solve()
        for number in range(CUT_ROUNDS):
            if not relaxation.converged or self._watch.stopped:
                return
            before = relaxation.bound
            if not relaxation.cut(number) or not relaxation.solve() or relaxation.bound > before - _TINY:
                return

    def free(self, items: tuple[int, ...]) -> Column:
        """A set as a column with the points of the score, whatever the relaxation weighs."""
        return Column(items, self.weeks.worth(items) - self.weeks.week(items).cost)

    @property
    def room(self) -> float:
        """What the relaxation, as it weighs jobs, leaves above the plan."""
        return self._component.relaxation.bound - self.weighed

    @property
    def weighed(self) -> float:
        """What the plan is worth as the relaxation weighs it."""
        return sum(self._component.free(column.items).points for column in self._own)

    def gather(self, most: int, reach: float) -> None:
        """Take in the ``most`` possible jobs nearest to the bound, within ``reach``, and the plan's own."""
        relaxation = self._component.relaxation
        if relaxation.converged and not self._watch.stopped:
            rows, gain, complete = self._within(most, reach)
        else:
            rows, gain, complete = self._of_pool(most)
        order = np.lexsort((rows, -gain))[:most]
        self.complete = complete and len(rows) <= most and self.instance.all_sizes
        self._sets = [column.items for column in columns_of(relaxation.pool.items[rows[order]], gain[order])]
        known = set(self._sets)
        self._sets += [items for items in dict.fromkeys(c.items for c in self._own) if items not in known]
        self.spread(frozenset())

    def _within(self, most: int, reach: float) -> tuple[Rows, Floats, bool]:
        """Rows of the sets nearest to the bound, their gains, and whether none within reach is missing."""
        g = reach / _GROWTH**_STEPS
        while True:
            rows, gain, complete = self._component.relaxation.within(g)
            if len(rows) >= most or g >= reach or self._watch.stopped:
                return rows, gain, complete and g >= reach
            g = min(reach, g * _GROWTH)

    def _of_pool(self, most: int) -> tuple[Rows, Floats, bool]:
        """The same of the sets met so far, where the relaxation was not solved in time."""
        relaxation = self._component.relaxation
        rows, gain = relaxation.gains(-np.inf)
        best = np.lexsort((rows, -gain))[: 2 * most]
        rows, gain = rows[best], gain[best]
        pool = relaxation.pool
        pool.settle(rows, np.full(len(rows), -np.inf), relaxation.threads, np.zeros(1, np.uint8))
        viable = pool.points[rows] > -np.inf
        return rows[viable], gain[viable], False

    def spread(self, tasks: frozenset[int]) -> None:
        """Make a column for each pattern of days of these tasks too."""
        self.expanded |= tasks
        made = [expand(self.weeks, self.free(items), self.expanded) for items in self._sets]
        self.columns = [column for group in made for column in group]
        self._of_set = [at for at, group in enumerate(made) for _ in group]

    @property
    def candidates(self) -> int:
        """How many possible jobs were taken in."""
        return len(self._sets)

    @property
    def own(self) -> tuple[Column, ...]:
        """The plan's jobs, with any days."""
        return tuple(self._own)

    def task_ids(self, column: Column) -> list[str]:
        """Ids of a column's tasks, in order."""
        tasks = self.instance.tasks
        return sorted(tasks[int(self.instance.item_task[item])].task_id for item in column.items)

    def most_at_once(self, task_id: str) -> int:
        """So many jobs at most hold the task."""
        at = next(at for at, task in enumerate(self.instance.tasks) if task.task_id == task_id)
        uses = self.instance.uses[self.instance.item_task == at]
        return int(self.instance.capacity[at] // uses.min()) if len(uses) else 0

    def entries(self) -> Iterator[Entries]:
        """What is asked of the plan, and the cuts that have a price, over the columns."""
        master = self._component.relaxation.master
        items = padded(self.instance, self._sets)
        asked = set(map(id, self._asked))
        for row, price in zip(master.rows, master.row_prices, strict=False):
            if id(row) in asked or (price > _TINY and not row.at_least):
                values = row.coefficients(items)[self._of_set]
                pairs = [(at, float(values[at])) for at in np.flatnonzero(values).tolist()]
                yield Entries(row.right, row.at_least, pairs)


def near_parts(
    problem: Problem, rosters: Sequence[Sequence[Session]], threads: ThreadPoolExecutor, watch: Watch
) -> list[NearPart]:
    """The parts of a problem that can hold jobs."""
    made = []
    for part in split(problem):
        here = {task.task_id for task in part.tasks}
        own = [roster for roster in rosters if roster[0].task_id in here]
        made.append(NearPart(part, own, threads, watch))
    return made


def _silent(_: str) -> None:
    """Nobody listens."""
