"""Diving: fix the job that the relaxation likes best, solve the rest anew, and so on to a whole plan.

Before a job is fixed a few are tried, and the one that leaves the best rest is taken. Where few sets
are left that a better plan can use, the integer program makes the rest of the plan. Days of shared
tasks on which the jobs would clash are ruled out on the way.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from bundler.solver.arrays import Floats, Ints, Items
from bundler.solver.clash import ClashRow, Needs, day_subsets, shared_tasks, violated
from bundler.solver.master import Master, Row
from bundler.solver.patterns import assign_days, columns_of
from bundler.solver.piece import Piece
from bundler.solver.selection import Entries, select

# sets a dive looks at, the nearest to the bound; jobs tried before one is fixed
SETS, TRIES = 100_000, 8
# so few sets left: the integer program does the rest, in so many nodes
REST, NODES = 2000, 400
# dives in a row that bring nothing, before and after a first plan
IDLE_WITHOUT, IDLE = 8, 3
# how far below the bound a dive aims at first, as a share of it
SLACK = 2e-3
CLASH_ROUNDS = 8
_BLUR, _LEAST = 0.15, 0.05
_BATCH = 300
_NEAR = 0.15
_RISE, _TINY = 1e-6, 1e-6
# a job whose fixing loses no more than this share is taken at once
_FREE = 1e-6
_GAP_GROWTH, _MOST_GAP = 2.0, 3.0


def improve_by_diving(part: Piece, done: Callable[[], bool], report: Callable[[str], None]) -> None:
    """Dive until dives bring nothing for some time.

    Args:
        part: what to improve; its relaxation is solved.
        done: whether to end.
        report: called after every better plan.
    """
    rng = random.Random(f"{part.seed} {part.bound:.3f} {part.value:.3f}")
    dive = _Dive(part)
    slack = max(part.aim.step, SLACK * abs(part.bound))
    idle = 0
    while idle < (IDLE if part.best is not None else IDLE_WITHOUT) and not done():
        before = part.value
        # a dive that looks for nothing better than it can find sees its dead ends soon
        dive.run(rng, max(part.value + max(part.aim.next_up, _TINY), part.bound - (idle + 1) * slack - _TINY))
        idle += 1
        if part.value > before + _TINY:
            idle = 0
            report("improve")


@dataclass(frozen=True, eq=False)
class _Rest:
    """A row less what the fixed jobs hold of it."""

    row: Row
    right: float

    @property
    def at_least(self) -> bool:
        return self.row.at_least

    @property
    def dear(self) -> float | None:
        return self.row.dear

    def coefficients(self, items: Items) -> Floats:
        return self.row.coefficients(items)


class _Node(NamedTuple):
    """Some jobs fixed, the relaxation solved over the rest.

    Attributes:
        fixed: sets taken, by their place among the dive's sets.
        room: capacity left of each task.
        alive: sets that still fit and that a better plan may use.
        gain: of those, what each is worth above its price but for clashes.
        columns: sets in the linear program; ``x``: how much of each it uses.
        value: points of the fixed sets and of the relaxation of the rest.
        short: how much it lacks of what is asked.
    """

    fixed: tuple[int, ...]
    room: Ints
    alive: Ints
    gain: Floats
    columns: Ints
    x: Floats
    value: float
    short: float


class _Dive:
    """Dives over the sets nearest to the bound; what one learns of clashes the next knows."""

    def __init__(self, part: Piece) -> None:
        self.part = part
        instance, pool = part.instance, part.relaxation.pool
        rows = _near_rows(part)
        self.items, self.points = pool.items[rows], pool.points[rows]
        self.tasks = np.where(self.items >= 0, instance.item_task[self.items], -1)
        self.uses = np.where(self.items >= 0, instance.uses[self.items], 0.0)
        self.needs = Needs(instance)
        self.shared = shared_tasks(instance, part.members)
        self.headcount: Ints = np.array([task.headcount for task in instance.tasks], np.int64)
        self.asked = [row for row in part.relaxation.master.rows if row.at_least]
        self.clashes: list[ClashRow] = []
        order = np.argsort(-self.points, kind="stable")
        everything = np.arange(len(rows))
        self.root = self._solve((), instance.capacity, everything, order[: 2 * _BATCH], CLASH_ROUNDS)

    def run(self, rng: random.Random, goal: float) -> None:
        """One dive, to a plan worth ``goal`` or to where none is left."""
        node = self.root
        while node is not None and node.short <= _TINY and node.value >= goal:
            near = node.alive[node.gain >= goal - node.value - _TINY]
            if len(near) <= REST:
                self._finish(node, near, goal)
                return
            node = self._step(node, near, rng)

    def _step(self, node: _Node, near: Ints, rng: random.Random) -> _Node | None:
        """Fix one more job."""
        blurred = node.x + np.array([_BLUR * rng.random() for _ in node.x])
        used = np.flatnonzero(node.x > _LEAST)
        tried = used[np.argsort(-blurred[used], kind="stable")][:TRIES]
        best: _Node | None = None
        for at in tried:
            child = self._fix(node, near, int(node.columns[at]))
            if child is not None and (best is None or _rank(child) > _rank(best)):
                best = child
                if best.short <= _TINY and best.value > node.value - _FREE * abs(node.value):
                    break
        if best is None or best.short > _TINY:
            return best
        return self._solve(best.fixed, best.room, best.alive, best.columns, 1)

    def _fix(self, node: _Node, near: Ints, at: int) -> _Node | None:
        room = np.append(node.room.astype(np.float64), np.inf)
        held = self.tasks[at] >= 0
        np.subtract.at(room, self.tasks[at][held], self.uses[at][held])
        left = np.rint(room)
        alive = near[(self.uses[near] <= left[self.tasks[near]]).all(axis=1)]
        start = node.columns[np.isin(node.columns, alive, assume_unique=True, kind="table")]
        return self._solve((*node.fixed, at), left[:-1].astype(np.int64), alive, start, 0)

    def _rows(self, fixed: tuple[int, ...]) -> list[Row]:
        taken = self.items[list(fixed)]
        return [
            _Rest(row, row.right - float(row.coefficients(taken).sum()))
            for row in (*self.asked, *self.clashes)
        ]

    def _solve(
        self, fixed: tuple[int, ...], room: Ints, alive: Ints, start: Ints, clash_rounds: int
    ) -> _Node | None:
        """The relaxation over the sets that are left."""
        part = self.part
        instance = replace(part.instance, capacity=room)
        members = [task for task in part.members if room[task] > 0]
        placed = [task for task in part.aim.placed if room[task] > 0]
        master = Master(instance, members, placed, self._rows(fixed))
        inside = np.zeros(len(self.items), bool)
        columns = np.zeros(0, np.int64)
        fresh = start
        while not part.watch.stopped:
            master.add_columns(self.items[fresh], self.points[fresh])
            columns = np.concatenate([columns, fresh])
            inside[fresh] = True
            if not master.solve(part.watch):
                return None
            gain = self._gains(master, alive)
            rising = np.flatnonzero((gain > _RISE) & ~inside[alive])
            order = rising[np.argsort(-gain[rising], kind="stable")][:_BATCH]
            fresh = alive[order]
            if len(fresh):
                fresh = fresh[gain[order] - self._charged(master, fresh) > _RISE]
            if len(fresh):
                continue
            if clash_rounds and self._separate(master, fixed, columns):
                clash_rounds -= 1
                continue
            value = master.value + float(self.points[list(fixed)].sum())
            near = self._gains(master, columns) > -_NEAR * float(
                np.abs(self.points[columns]).max(initial=1.0)
            )
            return _Node(fixed, room, alive, gain, columns[near], master.x[near], value, master.short)
        return None

    def _gains(self, master: Master, sets: Ints) -> Floats:
        """What sets are worth above their prices, but for clashes."""
        prices = np.append(master.prices, 0.0)
        gain: Floats = self.points[sets] - (prices[self.tasks[sets]] * self.uses[sets]).sum(axis=1)
        asked = len(self.asked)
        for row, price in zip(master.rows[:asked], master.row_prices[:asked], strict=True):
            if price:
                gain -= price * row.coefficients(self.items[sets])
        return gain

    def _charged(self, master: Master, sets: Ints) -> Floats:
        """What clashes charge sets."""
        charged = np.zeros(len(sets))
        asked = len(self.asked)
        for row, price in zip(master.rows[asked:], master.row_prices[asked:], strict=True):
            if price:
                charged += price * row.coefficients(self.items[sets])
        return charged

    def _separate(self, master: Master, fixed: tuple[int, ...], columns: Ints) -> bool:
        """Add rows for days on which shared tasks have too many sessions; whether there are any."""
        used = np.flatnonzero(master.x > _TINY)
        taken = self.items[list(fixed)]
        items = np.concatenate([taken, self.items[columns[used]]])
        x = np.concatenate([np.ones(len(taken)), master.x[used]])
        found = violated(self.needs, items, x, self.headcount, self.shared)
        for row in found:
            self.clashes.append(row)
            master.add_row(_Rest(row, row.right - float(row.coefficients(taken).sum())))
        return bool(found)

    def _finish(self, node: _Node, near: Ints, goal: float) -> None:
        """Make the rest of the plan by the integer program."""
        part = self.part
        sets = np.unique(np.concatenate([np.array(node.fixed, np.int64), near]))
        items = self.items[sets]
        columns = list(columns_of(items, self.points[sets]))
        entries = [_entries(row, items) for row in (*self.asked, *self.clashes)]
        clashing: frozenset[int] = frozenset()
        while not part.watch.stopped:
            chosen = select(
                part.instance, columns, entries, goal, part.watch, placed=part.aim.placed, nodes=NODES
            )
            if chosen.columns is None:
                return
            days = assign_days(part.weeks, chosen.columns)
            if days.columns is not None:
                part.take(days.columns)
                return
            fresh = sorted(days.tasks - clashing)
            if not fresh:
                return
            clashing |= days.tasks
            entries += self._all_clashes(items, fresh)

    def _all_clashes(self, items: Items, tasks: Sequence[int]) -> list[Entries]:
        made = []
        for task in tasks:
            needs = self.needs.of(items, task)
            for among in day_subsets(self.part.instance, task):
                right = float(self.headcount[task] * among.bit_count())
                at = np.flatnonzero(needs[:, among])
                made.append(Entries(right, False, [(int(one), float(needs[one, among])) for one in at]))
        return made


def _rank(node: _Node) -> tuple[float, float]:
    return -node.short, node.value


def _entries(row: Row, items: Items) -> Entries:
    values = row.coefficients(items)
    at = np.flatnonzero(values)
    return Entries(row.right, row.at_least, list(zip(at.tolist(), values[at].tolist(), strict=True)))


def _near_rows(part: Piece) -> Ints:
    """Sets of the pool nearest to the bound, all of them viable."""
    relaxation = part.relaxation
    enough = max(relaxation.bound - part.value - part.aim.next_up, 0.0) + _TINY
    g = min(2e-2 * abs(relaxation.bound), enough)
    while True:
        rows, gain, complete = relaxation.within(g)
        if len(rows) >= SETS or g >= enough or not complete or part.watch.stopped:
            return rows[np.lexsort((rows, -gain))][:SETS]
        g = min(_GAP_GROWTH * g if g < _MOST_GAP * max(1.0, abs(relaxation.bound)) else np.inf, enough)
