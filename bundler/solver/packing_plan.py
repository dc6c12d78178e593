"""Whole plans for a pure packing problem, out of its relaxation."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from bundler.solver.aim import Aim
from bundler.solver.arrays import Floats, Ints
from bundler.solver.packing_choose import choose
from bundler.solver.packing_relax import PackRelaxation
from bundler.solver.watch import Watch

_WHOLE = 1e-6
_NEARLY = 0.75
_ROUNDS = 12
_TINY = 1e-6
# a dive that comes to nothing is taken up again from so many jobs before its end, more each time, so
# often; the integer program for its end, every so many dives
_TAIL, _RETRIES, _EVERY = 6, 3, 4
_TAIL_SETS, _TAIL_NODES = 1_000, 20
_SWAPS = 10_000
_SHRINK, _SHRINKS = 0.7, 30


class _Node(NamedTuple):
    """A plan under way: what is left to place, of the earlier level to reach, and what is chosen."""

    left: Ints
    right: float
    so_far: float
    chosen: tuple[Ints, ...]


class Dive:
    """Takes sets from the relaxation, solves it for what is left, and so on, down to a whole plan.

    Args:
        relaxation: the problem's, solved; takes in sets on the way.
        aim: the level.
        watch: ends it.
        value: of the plan to beat.
        random: chance.
    """

    def __init__(
        self,
        relaxation: PackRelaxation,
        aim: Aim,
        watch: Watch,
        value: float,
        random: np.random.Generator,
    ) -> None:
        self.relaxation = relaxation
        self.aim = aim
        self.watch = watch
        self.value = value
        self.random = random
        demand = relaxation.packing.demand
        self._nodes = [_Node(demand.copy(), relaxation.worth.right, 0.0, ())]

    def down(self, *, by_chance: bool) -> list[Ints] | None:
        """A better plan, from where the dive is; None where it comes to nothing.

        ``by_chance``: else it takes what the relaxation holds most of.
        """
        relaxation, master = self.relaxation, self.relaxation.master
        while self._nodes[-1].left.any():
            node = self._nodes[-1]
            if not relaxation.residual(node.left, node.right, _ROUNDS):
                return None
            reach = self.aim.rounded(node.so_far + master.value)
            if master.short > _TINY or reach <= self.value + _TINY:
                return None
            random = self.random if by_chance else None
            taken = _take(master.counts, master.x, node.left, relaxation.covering, random)
            if not taken:
                break
            self._nodes.append(_further(relaxation, node, taken))
        return list(self._nodes[-1].chosen)

    def back(self, jobs: int) -> None:
        """Give up the last choices: about so many jobs, and the one that led to nothing."""
        end = len(self._nodes[-1].chosen)
        while len(self._nodes) > 1 and len(self._nodes[-1].chosen) > end - jobs:
            self._nodes.pop()

    def swaps(self) -> list[Ints] | None:
        """As many jobs as a better plan may have: those of the dive and greedy ones, then improved."""
        relaxation, packing, node = self.relaxation, self.relaxation.packing, self._nodes[-1]
        per_job = -float(relaxation.worth.gain[-1])
        jobs = round((-self.value - self.aim.next_up) / per_job)
        prices = np.maximum(-relaxation.prices, 0.0) / per_job + packing.sizes / packing.most
        bins, left = np.zeros((jobs, len(packing.demand)), np.int64), node.left.copy()
        bins[: len(node.chosen)] = node.chosen
        for row in range(len(node.chosen), jobs):
            found = relaxation.knapsack.best(-prices, 0.0, self.watch.flag, left)
            if found is None:
                return None
            bins[row] = found.counts[0] if len(found.gain) else 0
            left -= bins[row]
        seed = int(self.random.integers(1 << 31))
        fits = relaxation.knapsack.fit(bins, left, prices, _SWAPS, seed, self.watch.flag)
        return list(bins) if fits else None

    def other_end(self) -> list[Ints] | None:
        """The jobs after those the dive holds, by an integer program."""
        relaxation, master, node = self.relaxation, self.relaxation.master, self._nodes[-1]
        if not relaxation.residual(node.left, node.right, _ROUNDS):
            return None
        gap = node.so_far + master.value - self.value - self.aim.next_up + _TINY
        near = None
        for _ in range(_SHRINKS):
            near = relaxation.knapsack.within(
                master.prices,
                master.level_price,
                -gap,
                self.watch.flag,
                maximal=relaxation.covering,
                most=_TAIL_SETS,
                room=node.left,
            )
            if near is not None or self.watch.stopped:
                break
            gap *= _SHRINK
        if self.watch.stopped:
            return None
        ended = choose(
            relaxation,
            self.aim,
            near.counts if near is not None and len(near.counts) else _known(relaxation, node),
            self.value - node.so_far,
            self.watch,
            nodes=_TAIL_NODES,
            demand=node.left,
            right=node.right,
        )
        return None if ended.sets is None else [*node.chosen, *ended.sets]


def dive(
    relaxation: PackRelaxation, aim: Aim, value: float, watch: Watch, seed: int, number: int
) -> list[Ints] | None:
    """A better plan, from one dive down the relaxation; None where it comes to nothing.

    Args:
        relaxation: the problem's, solved.
        aim: the level.
        value: of the plan to beat.
        watch: ends it.
        seed: of what is left to chance.
        number: of the dive; the first leaves nothing to chance.
    """
    under_way = Dive(relaxation, aim, watch, value, np.random.default_rng((seed, number)))
    swaps = relaxation.covering and np.isfinite(value)
    found = under_way.down(by_chance=number > 0)
    for _ in range(_RETRIES):
        if found is None and swaps:
            found = under_way.swaps()
        if found is not None or watch.stopped:
            return found
        under_way.back(_TAIL + number)
        found = under_way.down(by_chance=True)
    if found is None and number % _EVERY == _EVERY - 1:
        under_way.back(_TAIL + number)
        found = under_way.other_end()
    return found


def _further(relaxation: PackRelaxation, node: _Node, taken: list[Ints]) -> _Node:
    packing, worth = relaxation.packing, relaxation.worth
    right = node.right
    if worth.level is not None:
        right -= sum(float(worth.level[int(counts @ packing.sizes)]) for counts in taken)
    return _Node(
        node.left - sum(taken),
        right,
        node.so_far + sum(worth.of(packing, counts) for counts in taken),
        (*node.chosen, *taken),
    )


def _known(relaxation: PackRelaxation, node: _Node) -> Ints:
    """The sets in the relaxation that fit in what is left, those of most gain first."""
    master = relaxation.master
    sets = np.minimum(master.counts, node.left) if relaxation.covering else master.counts
    fit = (sets <= node.left).all(axis=1) & sets.any(axis=1)
    gain = np.array([relaxation.worth.of(relaxation.packing, counts) for counts in sets[fit]])
    gain -= sets[fit] @ master.prices
    order = np.argsort(-gain, kind="stable")[:_TAIL_SETS]
    found: Ints = sets[fit][order]
    return found


def _take(
    sets: Ints, x: Floats, left: Ints, covering: bool, random: np.random.Generator | None
) -> list[Ints]:
    """Sets to take for good: those the relaxation takes whole or nearly, else one of the others."""
    order = np.argsort(-x, kind="stable")
    order = order[x[order] > _WHOLE]
    left = left.copy()
    taken: list[Ints] = []

    def take(at: int) -> bool:
        counts = np.minimum(sets[at], left) if covering else sets[at]
        if not counts.any() or (counts > left).any():
            return False
        taken.append(counts)
        left[:] -= counts
        return True

    for at in order.tolist():
        for _ in range(int(np.floor(x[at] + _WHOLE))):
            take(at)
    if taken:
        return taken
    if random is not None and len(order):
        share = x[order] ** 3
        take(int(random.choice(order, p=share / share.sum())))
        return taken
    for at in order.tolist():
        if x[at] < _NEARLY and taken:
            break
        take(at)
    return taken
