"""Solve a pure packing problem for one level of the objective; takes the place of ``Component`` there.

The proof is the same: with z the relaxation's bound and g a gap, a set whose gain is below −g is in no
plan worth z − g or more. The knapsack lists the sets with more gain than that without a vain step.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from bundler.domain.plan import Session
from bundler.domain.scenario import Objective
from bundler.solver.aim import Aim
from bundler.solver.arrays import Ints
from bundler.solver.component import EXACT, Component
from bundler.solver.instance import Instance
from bundler.solver.kernel_pack import MOST
from bundler.solver.kernel_sets import BASE, EXTRA_TASK, OFF_TARGET, PER_MINUTE, SECOND_SUPPLIER
from bundler.solver.packing_choose import choose
from bundler.solver.packing_model import Packing, Worth, packing_of
from bundler.solver.packing_plan import dive
from bundler.solver.packing_price import Knapsack, Sets
from bundler.solver.packing_relax import PackRelaxation
from bundler.solver.patterns import Column
from bundler.solver.selection import REACH
from bundler.solver.watch import Watch

Report = Callable[[str], None]
# dives by chance between two integer programs, how large these are, and how long they may take
_DIVES = 6
_FIRST_TARGET, _TARGET_GROWTH, _MOST_TARGET = 2_000, 4, 130_000
_FIRST_NODES = 60
_SHRINK = 0.6
_TINY = 1e-6


def make_component(aim: Aim, members: Sequence[int], seed: int) -> Component | PackComponent:
    """What solves this part on this level."""
    packing = packing_of(aim.instance, aim.placed)
    return Component(aim, members, seed) if packing is None else PackComponent(aim, packing, seed)


def score_is_fixed(instance: Instance, objective: Objective, placed: Sequence[int]) -> bool:
    """Whether all plans of as many jobs have the same score, every task being placed."""
    worth = instance.worth
    return bool(
        objective == "fewest-jobs"
        and len(placed) == len(instance.tasks)
        and worth[SECOND_SUPPLIER] == 0
        and worth[OFF_TARGET] == 0
    )


class PackComponent:
    """One part of a problem that is pure packing, on one level.

    Attributes:
        best: the best choice of jobs so far; None before the first.
        value: what it is worth on this level; −inf before the first.
        impossible: proved: no choice keeps what is asked.
        stuck: nothing more can be done, though it is not proved.
    """

    def __init__(self, aim: Aim, packing: Packing, seed: int) -> None:
        self.aim = aim
        self.packing = packing
        self.seed = seed
        self.best: tuple[Column, ...] | None = None
        self.value = -np.inf
        self.impossible = False
        self.stuck = False
        self.watch: Watch
        self._bound = np.inf
        self._dives = 0
        self._target = _FIRST_TARGET
        self._begun = False
        self.relaxation = PackRelaxation(packing, aim)
        self._loosest = self._without_prices()
        if not aim.placed and aim.level is None:
            self.best, self.value = (), 0.0

    def __getstate__(self) -> dict[str, object]:
        state = self.__dict__.copy()
        state.pop("watch", None)
        return state

    def _without_prices(self) -> float:
        """A bound that always holds."""
        packing, aim, gain = self.packing, self.aim, self.relaxation.worth.gain
        load = int(packing.demand @ packing.sizes)
        highest = float(gain.max()) if np.isfinite(gain).any() else 0.0
        jobs = self.relaxation.most_jobs(packing.demand)
        if highest < 0:
            jobs = -(-load // packing.most) if aim.placed else 0.0
        bound = jobs * highest
        if aim.placed and aim.level is not None and aim.level.per_set == -1 and not aim.level.per_minute:
            worth = aim.instance.worth
            per_job = float(worth[BASE] + worth[EXTRA_TASK])
            most = np.floor(_TINY * 10 - aim.level.right)
            fixed = worth[PER_MINUTE] * packing.minutes(load) - worth[EXTRA_TASK] * packing.demand.sum()
            bound = min(bound, float(fixed) + max(0.0, per_job) * float(most))
        return bound

    @property
    def bound(self) -> float:
        """No choice of jobs is worth more: proved."""
        return self.aim.rounded(min(self._bound, self._loosest))

    @property
    def gap(self) -> float:
        """Worth between the bound and the best choice."""
        return max(0.0, self.bound - self.value)

    @property
    def proved(self) -> bool:
        """Whether the best choice is the best there is, to 0.005 points, or none exists."""
        return self.impossible or (self.best is not None and self.gap < EXACT)

    def attach(self, _threads: ThreadPoolExecutor, watch: Watch) -> None:
        """Work under this watch; threads are not needed."""
        self.watch = watch
        self.relaxation.attach(watch)

    def offer(self, columns: Sequence[Column]) -> None:
        """A choice known from elsewhere: it counts where it holds and is better."""
        group = self.packing.group_of()
        sets = np.zeros((len(columns), len(self.packing.groups)), np.int64)
        for row, column in enumerate(columns):
            for task in column.items:
                sets[row, group[task]] += 1
        self._take(list(sets))

    def begin(self, report: Report) -> None:
        """Take first sets, and a first plan from them; once."""
        if self._begun:
            return
        relaxation, packing = self.relaxation, self.packing
        alone = np.eye(len(packing.groups), dtype=np.int64)
        relaxation.master.add(alone[packing.sizes >= packing.least])
        price = packing.sizes / packing.most
        for size in (1.0, 2.0) if relaxation.placed else (0.0, 0.01):
            sets = relaxation.in_turn(
                -size * price, 0.0, packing.demand, -np.inf if relaxation.placed else 0.0
            )
            self._enter(sets)
            self._take(list(sets))
        if self.best:
            self._enter(np.array([self._counts(column) for column in self.best], np.int64))
        self._begun = not self.watch.stopped
        report("bound")

    def _enter(self, sets: Ints) -> None:
        if len(sets):
            self.relaxation.master.add(sets)

    def _counts(self, column: Column) -> Ints:
        group = self.packing.group_of()
        return np.bincount([group[task] for task in column.items], minlength=len(self.packing.groups))

    def relax(self, report: Report) -> None:
        """Solve the relaxation over all sets there are."""
        relaxation = self.relaxation
        if relaxation.converged or self.proved:
            return
        relaxation.solve(self.aim, self.value)
        self._bound = min(self._bound, relaxation.bound)
        if relaxation.impossible:
            self.impossible, self.best = True, None
        report("bound")

    def improve(self, enough: Callable[[], bool], report: Report, quick: bool = False) -> None:
        """Dive, choose and prove until proved, stopped, or good enough; ``quick``: one first dive only."""

        def done() -> bool:
            out = not self.relaxation.converged or self.proved or self.watch.stopped or self.stuck
            return out or enough()

        if not self._dives and not done():
            self._dive(report)
        while not quick and not done():
            for _ in range(_DIVES):
                if not done():
                    self._dive(report)
            if not done():
                self._choose(report)

    def _dive(self, report: Report) -> None:
        found = dive(self.relaxation, self.aim, self.value, self.watch, self.seed, self._dives)
        self._dives += not self.watch.stopped
        if found is not None:
            self._take(found)
        report("improve")

    def _choose(self, report: Report) -> None:
        """The integer program over the sets nearest to the bound; larger every time."""
        z = self.relaxation.bound
        near, gap, enough = self._near()
        nodes = _FIRST_NODES if self._target == _FIRST_TARGET and gap < enough else None
        if near is None:
            return
        chosen = choose(self.relaxation, self.aim, near.counts, self.value, self.watch, nodes=nodes)
        if chosen.sets is not None:
            self._take(chosen.sets)
        if chosen.none and gap == np.inf and self.best is None:
            self.impossible = True
        elif chosen.none:
            self._bound = min(self._bound, max(self.value + (0.0 if self.aim.step else REACH), z - gap))
        elif chosen.bound < np.inf:
            self._bound = min(self._bound, max(chosen.bound, z - gap, self.value))
        self.stuck = self._target > _MOST_TARGET
        self._target *= _TARGET_GROWTH
        report("prove")

    def _near(self) -> tuple[Sets | None, float, float]:
        """Sets nearest to the bound; the gap within which none is missing; a gap that is enough."""
        relaxation = self.relaxation
        enough = max(relaxation.bound - self.value - self.aim.next_up, 0.0) + _TINY
        gap = enough
        while not self.watch.stopped:
            near = relaxation.knapsack.within(
                relaxation.prices,
                relaxation.level_price,
                -gap,
                self.watch.flag,
                maximal=relaxation.covering,
                most=self._target,
            )
            if near is not None:
                return near, gap, enough
            if gap == np.inf:
                gap = 2.0 * max(1.0, abs(relaxation.bound))
            gap *= _SHRINK
            if gap < _TINY:
                self.stuck = self._target > _MOST_TARGET
                self._target *= _TARGET_GROWTH
                break
        return None, 0.0, enough

    def _take(self, sets: Sequence[Ints]) -> None:
        """A choice: the best so far where it is better and keeps what is asked."""
        packing, worth, aim = self.packing, self.relaxation.worth, self.aim
        sets = [counts for counts in sets if counts.any()]
        held = sum(sets, np.zeros(len(packing.demand), np.int64))
        points = []
        level = 0.0
        for counts in sets:
            load = int(counts @ packing.sizes)
            if (
                load > packing.most
                or not np.isfinite(worth.gain[load])
                or (counts > packing.groups[:, MOST]).any()
            ):
                return
            points.append(worth.of(packing, counts))
            level += 0.0 if worth.level is None else float(worth.level[load])
        if (held > packing.demand).any() or (aim.placed and (held < packing.demand).any()):
            return
        if worth.level is not None and level < worth.right - _TINY:
            return
        if self.best is None or sum(points) > self.value + _TINY:
            self.value = sum(points)
            self.best = tuple(
                Column(tasks, this) for tasks, this in zip(packing.deal(sets), points, strict=True)
            )

    def rosters(self) -> list[list[Session]]:
        """The sessions of every job of the best choice."""
        return [self.packing.roster(column.items) for column in self.best or ()]

    def in_no_job(self, task: int) -> bool:
        """Whether it is proved that no viable set holds the task."""
        gain = np.where(np.isfinite(self.relaxation.worth.gain), 0.0, -np.inf)
        prices = np.zeros(len(self.packing.groups))
        prices[self.packing.group_of()[task]] = -1.0
        anything = Knapsack(self.packing, Worth(0.0, gain, 0.0, None, 0.0))
        found = anything.best(prices, 0.0, self.watch.flag)
        return found is not None and (not len(found.gain) or float(found.gain[0]) < 0.5)
