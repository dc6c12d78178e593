"""Solve the tasks that can meet in one job, for one level of the objective: relax, cut, choose, prove.

The proof: with z the relaxation's bound and g a gap, a set whose reduced cost is below −g is in no
plan worth z − g or more. So the best choice among the sets with reduced cost ≥ −g, if it is worth
z − g or more, is the best of all; and else no plan is worth more than z − g or that choice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np

from bundler.solver.aim import Aim
from bundler.solver.arrays import Items
from bundler.solver.asked import PinRow, pin_rows
from bundler.solver.kernel_sets import BASE, PER_MINUTE, SUPERVISED_SHARE
from bundler.solver.neighbourhood import improve_near
from bundler.solver.patterns import Column, Weeks, assign_days, columns_of, expand
from bundler.solver.pool import Rows
from bundler.solver.relaxation import Relaxation
from bundler.solver.selection import Entries, select
from bundler.solver.watch import Watch

CUT_ROUNDS = 40
FIRST_TARGET = 300
TARGET_GROWTH = 3
MOST_TARGET = 30_000
GAP_GROWTH = 1.7
FIRST_NODES = 60
# fewer jobs than this: the integer programs alone are faster
NEAR_FROM = 30
LEAST_RISE = 5e-6
CHOOSE_EVERY = 4
POOR = 3e-3
FAIR = 6e-4
EXACT = 5e-3
MOST_GAP = 3
MOST_RAISES = 3
_TINY = 1e-6

Report = Callable[[str], None]


class Component:
    """One part of the problem that shares no job with any other part, on one level.

    Attributes:
        best: the best choice of jobs so far, days settled; None before the first.
        value: what it is worth on this level; −inf before the first.
        impossible: proved: no choice keeps what is asked.
    """

    def __init__(
        self, aim: Aim, members: Sequence[int], seed: int, pins: Sequence[PinRow] | None = None
    ) -> None:
        self.aim = aim
        self.instance = aim.instance
        self.members = list(members)
        self.seed = seed
        self.weeks = Weeks(aim.instance)
        self.best: tuple[Column, ...] | None = None
        self.value = -np.inf
        self.impossible = False
        self.watch: Watch
        self.relaxation: Relaxation
        self._bound = np.inf
        self._expanded: frozenset[int] = frozenset()
        self.pins = pin_rows(aim.instance, self.members) if pins is None else list(pins)
        self._exhausted = False
        self._begun = False
        self._chosen = False
        if not self.pins and not aim.placed and aim.level is None:
            self.best, self.value = (), 0.0

    def __getstate__(self) -> dict[str, object]:
        state = self.__dict__.copy()
        state.pop("watch", None)
        return state

    @property
    def _loosest(self) -> float:
        """A bound that always holds: no hour is worth more than an hour, no job shorter than allowed."""
        inst, worth = self.instance, self.instance.worth
        minutes = sum(inst.tasks[task].offered_minutes for task in self.members)
        placed = sum(inst.tasks[task].offered_minutes for task in self.aim.placed)
        least, most = inst.problem.scenario.rules.week_minutes
        if worth[BASE] > 0:
            sessions = sum(inst.tasks[task].sessions_offered for task in self.members)
            per_job = minutes / least if least else np.inf
            return float(worth[PER_MINUTE] * minutes + worth[BASE] * min(sessions, per_job))
        fewest = -(-placed // most)
        return float(worth[PER_MINUTE] * minutes + worth[BASE] * fewest)

    @property
    def bound(self) -> float:
        """No choice of jobs is worth more: proved."""
        if not self.instance.all_sizes:
            # jobs of more tasks than are looked at could be worth more
            return self.aim.rounded(self._loosest)
        return self.aim.rounded(min(self._bound, self._loosest))

    @property
    def gap(self) -> float:
        """Worth between the bound and the best choice."""
        return max(0.0, self.bound - self.value)

    @property
    def proved(self) -> bool:
        """Whether the best choice is the best there is, to 0.005 points, or none exists."""
        return self.impossible or (self.best is not None and self.gap < EXACT)

    @property
    def stuck(self) -> bool:
        """Whether nothing more can be done, though it is not proved."""
        return self._exhausted

    def attach(self, threads: ThreadPoolExecutor, watch: Watch) -> None:
        """Work with these threads, under this watch."""
        self.watch = watch
        if not hasattr(self, "relaxation"):
            aim = self.aim
            self.relaxation = Relaxation(aim.instance, self.members, aim.placed, aim.level, self.pins)
        self.relaxation.attach(threads, watch)

    def begin(self, report: Report) -> None:
        """Take first sets, and a first plan from them; once."""
        if self._begun:
            return
        self.relaxation.begin()
        self._enter_best()
        if self.relaxation.whole and not len(self.relaxation.pool) and not self._asks:
            self._bound = 0.0
        self._likely()
        self._begun = not self.watch.stopped
        report("bound")

    @property
    def _asks(self) -> bool:
        return bool(self.pins) or bool(self.aim.placed) or self.aim.level is not None

    def offer(self, columns: Sequence[Column]) -> None:
        """A choice known from elsewhere, days settled: it counts where it holds and is better."""
        settled = assign_days(self.weeks, [self.free(column.items) for column in columns])
        if settled.columns is not None:
            self.take(settled.columns)

    def relax(self, report: Report) -> None:
        """Solve the relaxation over all sets there are and take a first plan from it."""
        if self.relaxation.converged:
            return
        relaxation = self.relaxation
        self._solve_relaxation()
        for _ in range(MOST_RAISES):
            if not relaxation.converged or relaxation.short <= _TINY:
                break
            if self._cannot_be():
                self._exhausted = True
                if self.instance.all_sizes:
                    self.impossible, self.best = True, None
                return
            relaxation.master.raise_shortfall()
            self._solve_relaxation()
        x = relaxation.master.x
        order = np.array(relaxation.columns, np.int64)
        if len(x) == len(order):
            order = order[np.lexsort((order, -x))]
        self._greedy(order)
        report("bound")

    def _cannot_be(self) -> bool:
        """Whether what is asked falls short whatever sets are worth: then no plan keeps it."""
        inst, aim = self.instance, self.aim
        worthless = replace(inst, worth=np.zeros_like(inst.worth), weights=np.zeros_like(inst.weights))
        worthless.worth[SUPERVISED_SHARE] = inst.worth[SUPERVISED_SHARE]
        plain = Relaxation(worthless, self.members, aim.placed, aim.level, self.pins)
        plain.attach(self.relaxation.threads, self.watch)
        plain.begin()
        return plain.solve() and plain.short > _TINY

    def improve(self, enough: Callable[[], bool], report: Report, quick: bool = False) -> None:
        """Cut, choose and prove until proved, stopped, or good enough; ``quick``: one first choice only."""
        relaxation = self.relaxation

        def done() -> bool:
            return not relaxation.converged or self.proved or self.watch.stopped or self.stuck or enough()

        if done():
            return
        if not self._chosen:
            self._choose(self._first_target, report, FIRST_NODES)
            self._chosen = True
            if not done() and self._poor(FAIR):
                improve_near(self, done, report, first=True)
        if quick:
            return
        for cut_round in range(CUT_ROUNDS):
            if done():
                return
            relaxation.focus(self.value + self.aim.next_up)
            before = relaxation.bound
            if not relaxation.cut(self.seed + cut_round):
                break
            self._solve_relaxation()
            report("bound")
            if not relaxation.converged or before - relaxation.bound < LEAST_RISE * abs(relaxation.bound):
                break
            if self._poor(POOR) and cut_round % CHOOSE_EVERY == CHOOSE_EVERY - 1 and not done():
                self._choose(self._first_target, report, FIRST_NODES)
        if not done() and self._poor(FAIR):
            self._choose(self._first_target, report, FIRST_NODES)
            if not done() and self._poor(FAIR):
                improve_near(self, done, report, first=False)
        target = FIRST_TARGET
        while not done():
            relaxation.focus(self.value + self.aim.next_up)
            self._choose(target, report)
            target *= TARGET_GROWTH

    @property
    def _first_target(self) -> int:
        """Sets for a first choice: as many as the linear optimum is made of, and some."""
        return max(FIRST_TARGET, len(self.members))

    def _poor(self, share: float) -> bool:
        """Whether a plan of many jobs is further from the bound than this share of it."""
        least = 2 if self.aim.step else NEAR_FROM
        return len(self.best or ()) >= least and self.gap > share * abs(self.bound)

    def _solve_relaxation(self) -> None:
        if self.relaxation.solve():
            self._bound = min(self._bound, self.relaxation.bound)

    def near_rows(self, target: int) -> tuple[Rows, float, bool]:
        """About ``target`` sets nearest to the bound, the nearest first.

        Returns:
            Their rows; the gap within which none is missing; whether these are all the sets there are.
        """
        relaxation = self.relaxation
        z = relaxation.bound
        enough = max(z - self.value - self.aim.next_up, 0.0) + _TINY
        g = min(max(1e-3, 1e-4 * abs(z)), enough)
        while True:
            rows, gain, complete = relaxation.within(g)
            order = np.lexsort((rows, -gain))
            rows, gain = rows[order], gain[order]
            if not complete:
                self._exhausted = len(rows) < target or target > MOST_TARGET
                return rows[:target], 0.0, False
            if len(rows) > 1.3 * target:
                g = -float(gain[target])
                return rows[gain > -g], g - _TINY, False
            if len(rows) >= target or g >= enough:
                return rows, g, g == np.inf
            if self.watch.stopped:
                return rows, 0.0, False
            g *= GAP_GROWTH
            if g > MOST_GAP * max(1.0, abs(z)):
                g = np.inf
            g = min(g, enough)

    def _choose(self, target: int, report: Report, nodes: int | None = None) -> None:
        """Solve the integer program over about ``target`` sets of least distance to the bound."""
        relaxation = self.relaxation
        rows, g, everything = self.near_rows(target)
        z = relaxation.bound
        if not relaxation.converged:
            return
        # all there is to choose from: if this does not prove it, nothing more will
        last = nodes is None and len(rows) < target
        rows = np.union1d(rows, self._rows_of_best())
        pool = relaxation.pool
        while not self.watch.stopped:
            sets = columns_of(pool.items[rows], pool.points[rows])
            made = [expand(self.weeks, column, self._expanded) for column in sets]
            columns = [column for group in made for column in group]
            of_row = np.array([at for at, group in enumerate(made) for _ in group], np.int64)
            chosen = select(
                self.instance,
                columns,
                self._entries(rows, of_row),
                self.value,
                self.watch,
                placed=self.aim.placed,
                nodes=nodes,
            )
            if chosen.columns is None:
                if chosen.impossible and everything and self.instance.all_sizes:
                    self.impossible, self.best = True, None
                elif chosen.impossible and g > 0:
                    self._bound = min(self._bound, z - g)
                self._exhausted |= last
                return
            days = assign_days(self.weeks, chosen.columns)
            if days.columns is not None:
                self.take(days.columns)
            if days.loss < EXACT:
                if chosen.bound < np.inf and g > 0:
                    reached = max(chosen.bound, -np.inf if everything else z - g, self.value)
                    self._bound = min(self._bound, reached)
                self._exhausted |= last
                report("prove")
                return
            self._expanded |= days.tasks

    def _rows_of_best(self) -> Rows:
        """The best choice's sets in the pool."""
        return np.array(sorted({self._row(column.items) for column in self.best or ()}), np.int64)

    def _row(self, items: tuple[int, ...]) -> int:
        pool = self.relaxation.pool
        return int(pool.add(self.padded([items]), np.array([self.weeks.worth(items)]))[0])

    def _enter_best(self) -> None:
        """Give the sets of the best choice a column."""
        items = sorted({column.items for column in self.best or ()})
        if not items:
            return
        padded = self.padded(items)
        worth = np.array([self.weeks.worth(row) for row in items])
        self.relaxation.offer(padded, worth, np.array([self.free(row).points for row in items]))

    def padded(self, sets: Sequence[tuple[int, ...]]) -> Items:
        """Sets as rows of item numbers padded with −1, (sets, positions)."""
        rows = np.full((len(sets), self.instance.positions), -1, np.int32)
        for at, items in enumerate(sets):
            rows[at, : len(items)] = items
        return rows

    def free(self, items: tuple[int, ...]) -> Column:
        """A set as a column that may choose its days."""
        return Column(items, self.weeks.worth(items) - self.weeks.week(items).cost)

    def _entries(self, rows: Rows, of_row: Rows) -> list[Entries]:
        """What is asked and the cuts that have a price, over the columns of this choice."""
        master = self.relaxation.master
        items = self.relaxation.pool.items[rows]
        made = []
        for row, price in zip(master.rows, master.row_prices, strict=True):
            if row.at_least or price > _TINY:
                values = row.coefficients(items)[of_row]
                at = np.flatnonzero(values)
                pairs = list(zip(at.tolist(), values[at].tolist(), strict=True))
                made.append(Entries(row.right, row.at_least, pairs))
        return made

    def take(self, columns: tuple[Column, ...]) -> None:
        """A choice, days settled: the best so far where it is better and keeps what is asked."""
        value = sum(column.points for column in columns)
        if value > self.value + _TINY and self._holds(columns):
            self.best, self.value = columns, value
            if len(self.relaxation.pool):
                self._enter_best()

    def _holds(self, columns: tuple[Column, ...]) -> bool:
        """Whether a choice keeps what is asked."""
        if not self._asks:
            return True
        items = self.padded([column.items for column in columns])
        for row in self.relaxation.master.rows:
            if row.at_least and row.coefficients(items).sum() < row.right - _TINY:
                return False
        if self.aim.placed:
            placed = list(self.aim.placed)
            used = np.zeros(len(self.instance.tasks))
            for column in columns:
                for item in column.items:
                    used[self.instance.item_task[item]] += self.instance.uses[item]
            return bool((used[placed] >= self.instance.capacity[placed]).all())
        return True

    def _likely(self) -> None:
        """A first plan from the sets known at the start, made exact in order of their worth."""
        pool = self.relaxation.pool
        rows = self.relaxation.first_choice()
        self._greedy(rows[np.lexsort((rows, -pool.points[rows]))])

    def _greedy(self, order: Rows) -> None:
        """A plan where nothing is asked: take sets in this order while there is room."""
        if self._asks:
            return
        pool, inst = self.relaxation.pool, self.instance
        room = inst.capacity.copy()
        chosen: list[Column] = []
        good = order[pool.exact[order] & (pool.points[order] > 0)]
        for column in columns_of(pool.items[good], pool.points[good]):
            while all(room[inst.item_task[item]] >= inst.use(item) for item in column.items):
                chosen.append(column)
                for item in column.items:
                    room[inst.item_task[item]] -= inst.use(item)
        while chosen:
            days = assign_days(self.weeks, chosen)
            if days.columns is not None:
                self.take(days.columns)
                return
            chosen = [
                column
                for column in chosen
                if not any(int(inst.item_task[item]) in days.tasks for item in column.items)
            ]

    def in_no_job(self, task: int) -> bool:
        """Whether it is proved that no viable set holds the task."""
        return self.relaxation.none_holds(task)
