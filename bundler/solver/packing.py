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
from bundler.solver.component import Component
from bundler.solver.instance import Instance
from bundler.solver.kernel_pack import MOST
from bundler.solver.kernel_sets import BASE, EXTRA_TASK, OFF_TARGET, PER_MINUTE, SECOND_SUPPLIER
from bundler.solver.levelwork import LevelWork, Report
from bundler.solver.packing_choose import choose
from bundler.solver.packing_model import Packing, Worth, packing_of
from bundler.solver.packing_plan import dive
from bundler.solver.packing_price import Knapsack, Sets
from bundler.solver.packing_relax import PackRelaxation
from bundler.solver.patterns import Column, Weeks
from bundler.solver.selection import REACH
from bundler.solver.watch import Watch

# dives by chance between two integer programs, how large these are, and how long they may take
_DIVES = 6
_FIRST_TARGET, _TARGET_GROWTH, _MOST_TARGET = 2_000, 4, 130_000
_FIRST_NODES = 60
_SHRINK = 0.6
_TINY = 1e-6


def make_component(aim: Aim, members: Sequence[int], seed: int) -> LevelWork:
    """What solves this part on this level."""
    inst = aim.instance
    packing = None if inst.without or inst.own else packing_of(inst, aim.placed)
    return Component(aim, members, seed) if packing is None else PackComponent(aim, packing, seed)


class PackComponent(LevelWork):
    """One part of a problem that is pure packing, on one level."""

    guided = False

    def __init__(self, aim: Aim, packing: Packing, seed: int) -> None:
        super().__init__(aim, seed)
        self.packing = packing
        self.relaxation = PackRelaxation(packing, aim)
        self._dives = 0
        self._target = _FIRST_TARGET

    def _without_prices(self) -> float:
        """No job is worth more than the best load, and there are no more than the tasks allow."""
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

    def attach(self, _threads: ThreadPoolExecutor, watch: Watch) -> None:
        """Work under this watch; threads are not needed."""
        self.watch = watch
        self.relaxation.attach(watch)

    def accepts(self, _column: Column) -> bool:
        """A job may hold any number of tasks."""
        return True

    def offer(self, columns: Sequence[Column]) -> None:
        """A choice known from elsewhere: it counts where it holds and is better."""
        group = self.packing.group_of()
        sets = np.zeros((len(columns), len(self.packing.groups)), np.int64)
        for row, column in enumerate(columns):
            for task in column.items:
                sets[row, group[task]] += 1
        self._take(list(sets))

    def _first_sets(self) -> None:
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
        self._lower(relaxation.bound)
        if relaxation.impossible:
            self._refute()
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
            self._refute()
        elif chosen.none:
            self._lower(max(self.value + (0.0 if self.aim.step else REACH), z - gap))
        elif chosen.bound < np.inf:
            self._lower(max(chosen.bound, z - gap, self.value))
        if not self.watch.stopped:
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

    def rosters(self, _weeks: Weeks) -> list[list[Session]]:
        """The sessions of every job of the best choice, end to end."""
        return [self.packing.roster(column.items) for column in self.best or ()]

    def in_no_job(self, task: int) -> bool:
        """Whether it is proved that no viable set holds the task."""
        gain = np.where(np.isfinite(self.relaxation.worth.gain), 0.0, -np.inf)
        prices = np.zeros(len(self.packing.groups))
        prices[self.packing.group_of()[task]] = -1.0
        anything = Knapsack(self.packing, Worth(0.0, gain, 0.0, None, 0.0))
        found = anything.best(prices, 0.0, self.watch.flag)
        return found is not None and (not len(found.gain) or float(found.gain[0]) < 0.5)

    def score_is_fixed(self, instance: Instance, objective: Objective) -> bool:
        """Whether all plans of as many jobs have the same score, every task being placed."""
        worth = instance.worth
        return bool(
            objective == "fewest-jobs"
            and not instance.own
            and len(self.aim.placed) == len(instance.tasks)
            and worth[SECOND_SUPPLIER] == 0
            and worth[OFF_TARGET] == 0
        )
