"""Solve the tasks that can meet in one job: enumerate, relax, cut, choose, prove.

The proof: with z the relaxation's bound and g a gap, a set whose reduced cost is below −g is in no
plan worth z − g or more. So the best choice among the sets with reduced cost ≥ −g, if it is worth
z − g or more, is the best of all; and else no plan is worth more than z − g or that choice.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from bundler.solver.instance import Instance
from bundler.solver.kernel_sets import PER_MINUTE
from bundler.solver.master import Row
from bundler.solver.patterns import Column, Weeks, assign_days, columns_of, expand
from bundler.solver.pins import ASKING
from bundler.solver.pool import Pool, Rows, fill_pool
from bundler.solver.relaxation import Relaxation
from bundler.solver.selection import select
from bundler.solver.watch import Watch

CUT_ROUNDS = 25
FIRST_TARGET = 300
TARGET_GROWTH = 3
GAP_GROWTH = 1.4
FIRST_NODES = 60
NEAR_TARGET = 4000
NEAR_COLUMNS = 1500
NEAR_NODES = 40
NEAR_ROUNDS = 12
FREE_JOBS = 9
# fewer jobs than this: the integer programs alone are faster
NEAR_FROM = 40
SAMPLE = 40_000
PER_TASK = 40
LEAST_RISE = 2e-5
CHOOSE_EVERY = 4
POOR = 3e-3
EXACT = 5e-3
MOST_GAP = 3
_TINY = 1e-6

Report = Callable[[str], None]


class Component:
    """One part of the problem that shares no job with any other part.

    Attributes:
        pool: every set of tasks that could be a job.
        best: the best choice of jobs so far, days settled; None before the first.
        value: its points; −inf before the first.
        impossible: proved: no choice keeps the pins.
    """

    def __init__(self, instance: Instance, members: Sequence[int], watch: Watch, seed: int) -> None:
        self.instance = instance
        self.members = list(members)
        self.watch = watch
        self.seed = seed
        self.weeks = Weeks(instance)
        self.best: tuple[Column, ...] | None = None
        self.value = -np.inf
        self.impossible = False
        self.pool: Pool
        self._bound = np.inf
        self._relaxation: Relaxation
        self._expanded: frozenset[int] = frozenset()
        self._everything = (
            sum(instance.tasks[task].offered_minutes for task in members) * instance.worth[PER_MINUTE]
        )

    @property
    def bound(self) -> float:
        """No choice of jobs is worth more: proved, or else that no hour is worth more than an hour."""
        return float(min(self._bound, self._everything)) if self.pool.complete else self._everything

    @property
    def gap(self) -> float:
        """Points between the bound and the best choice."""
        return max(0.0, self.bound - self.value)

    @property
    def proved(self) -> bool:
        """Whether the best choice is the best there is, to 0.005 points, or none exists."""
        return self.impossible or (self.best is not None and self.gap < EXACT)

    @property
    def _open(self) -> float:
        """Points between what the present pool could reach and the best choice."""
        return min(self._bound, self._relaxation.bound) - self.value

    def enumerate(self, workers: int) -> None:
        """Find every set that could be a job."""
        self.pool = fill_pool(
            self.instance, self.members, workers, self.watch.flag, lambda: self.watch.stopped
        )
        if not any(pin.kind in ASKING for pin in self.instance.problem.scenario.pins):
            self.best, self.value = (), 0.0

    def relax(self, report: Report) -> None:
        """Solve the relaxation over the whole pool and take a first plan from it."""
        self._relaxation = Relaxation(self.instance, self.members, self.pool, self.watch)
        self._solve_relaxation()
        if self._relaxation.converged and self.pool.complete and self._relaxation.short > _TINY:
            self.impossible, self.best = True, None
            return
        master = self._relaxation.master
        order = np.array(master.columns, np.int64)
        if len(master.x) == len(order):
            order = order[np.lexsort((order, -master.x))]
        if not len(order):
            order = self._likely()
        self._greedy(order)
        report("bound")

    def improve(self, enough: Callable[[], bool], report: Report) -> None:
        """Cut, choose and prove until proved, stopped, or good enough."""
        relaxation = self._relaxation

        def done() -> bool:
            return (
                not relaxation.converged
                or self._open < EXACT
                or self.impossible
                or self.watch.stopped
                or enough()
            )

        if done():
            return
        self._choose(FIRST_TARGET, report, FIRST_NODES)
        for cut_round in range(CUT_ROUNDS):
            if done():
                return
            relaxation.focus(self.value)
            before = relaxation.bound
            if not relaxation.cut(self.seed + cut_round):
                break
            self._solve_relaxation()
            report("bound")
            if before - relaxation.bound < LEAST_RISE * abs(relaxation.bound):
                break
            poor = self._open > POOR * abs(relaxation.bound)
            if poor and cut_round % CHOOSE_EVERY == CHOOSE_EVERY - 1 and not done():
                self._choose(FIRST_TARGET, report, FIRST_NODES)
        if not done() and len(self.best or ()) >= NEAR_FROM:
            self._search_near(done, report)
        target = FIRST_TARGET
        while not done():
            relaxation.focus(self.value)
            self._choose(target, report)
            target *= TARGET_GROWTH

    def _solve_relaxation(self) -> None:
        if self._relaxation.solve():
            self._bound = min(self._bound, self._relaxation.bound)

    def _search_near(self, done: Callable[[], bool], report: Report) -> None:
        """Large-neighbourhood search: free some jobs, choose again among near columns, keep the better."""
        rng = random.Random(self.seed)
        rows, _ = self._near_rows(NEAR_TARGET)
        pool = self._relaxation.near
        rows = rows[np.lexsort((rows, -self._relaxation.gains[rows]))]
        columns = list(columns_of(pool.items[rows], pool.points[rows]))
        use = np.zeros((len(columns), len(self.instance.tasks)), np.int64)
        for at, column in enumerate(columns):
            for item in column.items:
                use[at, self.instance.item_task[item]] = self.instance.use(item)
        idle = 0
        while idle < NEAR_ROUNDS and not done():
            idle += 1
            kept = self._keep_some(rng, use)
            room = self.instance.capacity.copy()
            for column in kept:
                for item in column.items:
                    room[self.instance.item_task[item]] -= self.instance.use(item)
            fits = np.flatnonzero((use <= room).all(axis=1))[:NEAR_COLUMNS]
            floor = self.value - sum(column.points for column in kept)
            freed = [column for column in self.best or () if column not in kept]
            options = list(dict.fromkeys([columns[at]._replace(days=()) for at in fits]))
            options += [
                c
                for c in dict.fromkeys(f._replace(days=(), points=self._free_points(f)) for f in freed)
                if c not in options
            ]
            chosen = select(self.instance, options, [], floor, self.watch, NEAR_NODES, room)
            if chosen.columns is None:
                continue
            days = assign_days(self.weeks, [*(self._freed(c) for c in kept), *chosen.columns])
            before = self.value
            if days.columns is not None:
                self._offer(days.columns)
            if self.value > before:
                idle = 0
                report("improve")

    def _free_points(self, column: Column) -> float:
        return self.weeks.worth(column.items) - self.weeks.week(column.items).cost

    def _freed(self, column: Column) -> Column:
        return Column(column.items, self._free_points(column))

    def _keep_some(self, rng: random.Random, use: NDArray[np.int64]) -> list[Column]:
        """The jobs to keep: all but a few that have tasks in common with near columns of one task."""
        jobs = list(self.best or ())
        start = rng.choice(jobs)
        tasks = [int(self.instance.item_task[item]) for item in start.items]
        related = use[(use[:, tasks] > 0).any(axis=1)].sum(axis=0)
        score = [
            (
                job is not start,
                -sum(float(related[self.instance.item_task[i]]) for i in job.items) * rng.random(),
                at,
            )
            for at, job in enumerate(jobs)
        ]
        freed = {at for *_, at in sorted(score)[:FREE_JOBS]}
        return [job for at, job in enumerate(jobs) if at not in freed]

    def _near_rows(self, target: int) -> tuple[Rows, tuple[float, bool]]:
        """About ``target`` sets of least distance to the bound; how far they go, whether they are all."""
        relaxation = self._relaxation
        z = relaxation.bound
        g = max(1.0, 1e-4 * abs(z))
        while True:
            g = min(g, max(z - self.value, 0.0) + _TINY)
            if g > MOST_GAP * max(1.0, abs(z)):
                g = np.inf
            rows, everything = relaxation.within(g)
            if len(rows) >= target or everything or g >= z - self.value or self.watch.stopped:
                return rows, (g, everything)
            g *= GAP_GROWTH

    def _choose(self, target: int, report: Report, nodes: int | None = None) -> None:
        """Solve the integer program over about ``target`` sets of least distance to the bound."""
        relaxation = self._relaxation
        rows, (g, everything) = self._near_rows(target)
        z = relaxation.bound
        if not relaxation.converged:
            return
        rows = np.union1d(rows, self._rows_of_best())
        pool = relaxation.near
        while not self.watch.stopped:
            sets = columns_of(pool.items[rows], pool.points[rows])
            made = [expand(self.weeks, column, self._expanded) for column in sets]
            columns = [column for group in made for column in group]
            of_row = [at for at, group in enumerate(made) for _ in group]
            chosen = select(
                self.instance, columns, self._entries(rows, of_row), self.value, self.watch, nodes
            )
            if chosen.columns is None:
                self.impossible = chosen.impossible and everything and self.pool.complete
                return
            days = assign_days(self.weeks, chosen.columns)
            if days.columns is not None:
                self._offer(days.columns)
            if days.loss < EXACT:
                if chosen.bound < np.inf:
                    self._bound = min(
                        self._bound, max(chosen.bound, -np.inf if everything else z - g, self.value)
                    )
                report("prove")
                return
            self._expanded |= days.tasks

    def _rows_of_best(self) -> Rows:
        """Where the best choice's sets are in the working pool."""
        pool = self._relaxation.near
        found = []
        for items in {column.items for column in self.best or ()}:
            padded = np.full(pool.items.shape[1], -1, np.int16)
            padded[: len(items)] = items
            first = np.flatnonzero(pool.items[:, 0] == padded[0])
            found += first[(pool.items[first] == padded).all(axis=1)].tolist()
        found = [row for row in found if pool.exact[row]]
        return np.array(sorted(set(found)), np.int64)

    def _entries(self, rows: Rows, of_row: list[int]) -> list[tuple[Row, list[tuple[int, float]]]]:
        """Pins and the cuts that have a price, over the columns of this choice."""
        columns: dict[int, list[int]] = {}
        for at, index in enumerate(of_row):
            columns.setdefault(int(rows[index]), []).append(at)
        made = []
        master = self._relaxation.master
        for row, price in zip(master.rows, master.row_prices, strict=True):
            if row.at_least or price > _TINY:
                here = np.isin(row.sets, rows)
                pairs = zip(row.sets[here].tolist(), row.coefficients[here].tolist(), strict=True)
                made.append(
                    (row, [(at, value) for set_row, value in pairs for at in columns.get(set_row, ())])
                )
        return made

    def _offer(self, columns: tuple[Column, ...]) -> None:
        value = sum(column.points for column in columns)
        if value > self.value + _TINY:
            self.best, self.value = columns, value

    def _likely(self) -> Rows:
        """Sets that may be worth much, spread over the tasks, made exact even after a stop."""
        pool = self._relaxation.near
        sample = np.random.default_rng(self.seed).permutation(len(pool))[:SAMPLE]
        often = np.zeros(len(self.instance.tasks), np.int64)
        likely = []
        for row in sample[np.lexsort((sample, -pool.points[sample]))]:
            tasks = list(pool.tasks_of(int(row)))
            if often[tasks].max() < PER_TASK:
                often[tasks] += 1
                likely.append(int(row))
        rows = np.array(likely, np.int64)
        pool.settle(rows, np.zeros(len(rows)), np.zeros(1, np.uint8))
        return rows[np.lexsort((rows, -pool.points[rows]))]

    def _greedy(self, order: Rows) -> None:
        """A first plan where no pin asks for a job: take sets in this order while there is room."""
        if self.best is None:
            return
        pool = self._relaxation.near
        room = self.instance.capacity.copy()
        chosen: list[Column] = []
        good = order[pool.exact[order] & (pool.points[order] > 0)]
        for column in columns_of(pool.items[good], pool.points[good]):
            while all(room[self.instance.item_task[i]] >= self.instance.use(i) for i in column.items):
                chosen.append(column)
                for item in column.items:
                    room[self.instance.item_task[item]] -= self.instance.use(item)
        while chosen:
            days = assign_days(self.weeks, chosen)
            if days.columns is not None:
                self._offer(days.columns)
                return
            chosen = [
                c for c in chosen if not any(int(self.instance.item_task[i]) in days.tasks for i in c.items)
            ]
