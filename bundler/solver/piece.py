"""Solve tasks that can meet in one job, for one level of the objective: relax, cut, choose, prove.

The proof: with z the relaxation's bound and g a gap, a set whose reduced cost is below −g is in no
plan worth z − g or more. So the best choice among the sets with reduced cost ≥ −g, if it is worth
z − g or more, is the best of all; and else no plan is worth more than z − g or that choice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from bundler.domain.plan import Session
from bundler.solver.aim import Aim, with_worth
from bundler.solver.asked import PinRow, UseRow, pin_rows
from bundler.solver.choice import greedy, keeps, padded
from bundler.solver.kernel_sets import BASE, PER_MINUTE
from bundler.solver.levelwork import EXACT, LevelWork, Report
from bundler.solver.patterns import Column, Weeks, assign_days, columns_of, expand
from bundler.solver.pool import Rows
from bundler.solver.relaxation import Relaxation
from bundler.solver.selection import Entries, select
from bundler.solver.watch import Watch

FIRST_TARGET = 300
TARGET_GROWTH = 3
MOST_TARGET = 30_000
GAP_GROWTH = 1.7
FIRST_NODES = 60
MOST_GAP = 3
MOST_RAISES = 3
_TINY, _CERTAIN = 1e-6, 1e-3


class Piece(LevelWork):
    """Tasks whose jobs are looked at together, on one level: a part of the problem, or a piece of one."""

    def __init__(
        self, aim: Aim, members: Sequence[int], seed: int, pins: Sequence[PinRow | UseRow] | None = None
    ) -> None:
        self.instance = aim.instance
        self.members = list(members)
        self.pins: list[PinRow | UseRow] = list(
            pin_rows(aim.instance, self.members) if pins is None else pins
        )
        self.weeks = Weeks(aim.instance)
        self.relaxation: Relaxation
        self._expanded: frozenset[int] = frozenset()
        super().__init__(aim, seed)

    @property
    def _asks(self) -> bool:
        return bool(self.pins) or super()._asks

    def _without_prices(self) -> float:
        """No hour is worth more than an hour, no job shorter than allowed."""
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
        # else jobs of more tasks than are looked at could be worth more
        return super().bound if self.instance.all_sizes else self.aim.rounded(self._loosest)

    def attach(self, threads: ThreadPoolExecutor, watch: Watch) -> None:
        """Work with these threads, under this watch."""
        self.watch = watch
        if not hasattr(self, "relaxation"):
            aim = self.aim
            self.relaxation = Relaxation(aim.instance, self.members, aim.placed, aim.level, self.pins)
        self.relaxation.attach(threads, watch)

    def piece(self, aim: Aim, members: Sequence[int], pins: Sequence[PinRow | UseRow]) -> Piece:
        """A smaller one, to be solved by the same threads and under the same watch."""
        piece = Piece(aim, members, self.seed, pins)
        piece.attach(self.relaxation.threads, self.watch)
        return piece

    def _first_sets(self) -> None:
        self.relaxation.begin()
        self._enter_best()
        if self.relaxation.whole and not len(self.relaxation.pool) and not self._asks:
            self._lower(0.0)
        rows = self.relaxation.first_choice()
        self._greedy(rows[np.lexsort((rows, -self.relaxation.pool.points[rows]))])

    def accepts(self, column: Column) -> bool:
        """Whether a job of so many tasks is looked at."""
        return len(column.items) <= self.instance.positions

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
            if self.best is None and self._cannot_be():
                self.stuck = True
                if self.instance.all_sizes:
                    self._refute()
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
        aim, worthless = self.aim, with_worth(self.instance, 0.0, 0.0)
        plain = Relaxation(worthless, self.members, aim.placed, aim.level, self.pins)
        plain.attach(self.relaxation.threads, self.watch)
        plain.begin()
        # no set is worth anything, so a bound below 0 leaves no plan at all
        return plain.solve() and plain.bound < -_CERTAIN

    def improve(self, enough: Callable[[], bool], report: Report, quick: bool = False) -> None:
        """Choose and prove until proved, stopped, or good enough; ``quick``: one first choice only."""
        done = self._done(enough)
        if not done():
            self.choose_first(report)
        if not quick:
            self._choose_ever_more(done, report)

    def _done(self, enough: Callable[[], bool]) -> Callable[[], bool]:
        """Whether to end."""
        return lambda: (
            not self.relaxation.converged or self.proved or self.watch.stopped or self.stuck or enough()
        )

    def _choose_ever_more(self, done: Callable[[], bool], report: Report) -> None:
        target = FIRST_TARGET
        while not done():
            self.relaxation.focus(self.value + self.aim.next_up)
            self._choose(target, report)
            target *= TARGET_GROWTH

    def choose_first(self, report: Report) -> None:
        """A good choice soon, where the relaxation is solved and leaves something to gain."""
        if self.relaxation.converged and not self.proved and not self.watch.stopped:
            self._choose(self._first_target, report, FIRST_NODES)

    @property
    def _first_target(self) -> int:
        """Sets for a first choice: as many as the linear optimum is made of, and some."""
        return max(FIRST_TARGET, len(self.members))

    def _solve_relaxation(self) -> None:
        if self.relaxation.solve():
            # sets of no use to a better plan are forgotten: what is proved is that there is none
            self._lower(max(self.relaxation.bound, self.value))

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
            if self.watch.stopped:
                return rows[:target], 0.0, False
            if not complete:
                self.stuck = len(rows) < target or target > MOST_TARGET
                return rows[:target], 0.0, False
            if len(rows) > 1.3 * target:
                g = -float(gain[target])
                return rows[gain > -g], g - _TINY, False
            if len(rows) >= target or g >= enough:
                return rows, g, g == np.inf
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
                    self._refute()
                elif chosen.impossible and g > 0:
                    self._lower(z - g)
                self.stuck |= last and not self.watch.stopped
                return
            days = assign_days(self.weeks, chosen.columns)
            if days.columns is not None:
                self.take(days.columns)
            if days.loss < EXACT:
                if chosen.bound < np.inf and g > 0:
                    self._lower(max(chosen.bound, -np.inf if everything else z - g, self.value))
                self.stuck |= last and not self.watch.stopped
                report("prove")
                return
            self._expanded |= days.tasks

    def _rows_of_best(self) -> Rows:
        """The best choice's sets in the pool."""
        return np.array(sorted({self._row(column.items) for column in self.best or ()}), np.int64)

    def _row(self, items: tuple[int, ...]) -> int:
        pool = self.relaxation.pool
        return int(pool.add(padded(self.instance, [items]), np.array([self.weeks.worth(items)]))[0])

    def _enter_best(self) -> None:
        """Give the sets of the best choice a column."""
        items = sorted({column.items for column in self.best or ()})
        if not items:
            return
        worth = np.array([self.weeks.worth(row) for row in items])
        points = np.array([self.free(row).points for row in items])
        self.relaxation.offer(padded(self.instance, items), worth, points)

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
        rows, placed = self.relaxation.master.rows, self.aim.placed
        if value > self.value + _TINY and (not self._asks or keeps(self.instance, columns, rows, placed)):
            self.best, self.value = columns, value
            if len(self.relaxation.pool):
                self._enter_best()

    def _greedy(self, order: Rows) -> None:
        """A plan where nothing is asked: take sets that are exact in this order."""
        pool = self.relaxation.pool
        if not self._asks:
            good = order[pool.exact[order] & (pool.points[order] > 0)]
            self.take(greedy(self.weeks, columns_of(pool.items[good], pool.points[good])))

    def rosters(self, weeks: Weeks) -> list[list[Session]]:
        """The sessions of every job of the best choice, its weeks the best of these."""
        return [weeks.roster(column) for column in self.best or ()]

    def in_no_job(self, task: int) -> bool:
        """Whether it is proved that no viable set holds the task."""
        return self.relaxation.none_holds(task)
