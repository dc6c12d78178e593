"""Find cuts that the relaxation's solution violates, and make rows of them.

Base rows are the tasks' capacities and, for a shareable task, its capacity divided by d and rounded
down (at most so many jobs take d sessions or more): for each task Σ floor(n/d)·x ≤ floor(capacity/d).
Cuts round down sums of a few base rows (rank-1 Chvátal–Gomory cuts on them), so every whole plan
keeps them.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np

from bundler.solver import kernel_cuts
from bundler.solver.arrays import Floats, Ints, Items
from bundler.solver.instance import Instance
from bundler.solver.kernel_pool import FLOOR_EPS
from bundler.solver.master import Master

MOST_CUTS = 60
ROWS_PER_CUT = 3
PER_ROW = 6
LEAST_VIOLATION = 0.02
_ZERO = 1e-6

# multipliers that give facets of small set-packing problems (Pecin et al., 2017)
_MULTIPLIERS = (
    (1.0,),
    (2 / 3, 1 / 3, 1 / 3, 1 / 3),
    (1 / 2, 1 / 2, 1 / 2, 1 / 2, 1 / 2),
    (2 / 5, 2 / 5, 1 / 5, 1 / 5, 1 / 5),
    (1 / 3, 1 / 3, 1 / 3, 2 / 3, 2 / 3),
    (1 / 4, 1 / 4, 1 / 4, 1 / 2, 3 / 4),
)


class BaseRows:
    """The base rows over the items: coefficients (items, rows) and right-hand sides (rows,)."""

    def __init__(self, instance: Instance, members: Ints) -> None:
        columns, right = [], []
        for task in members:
            uses = np.where(instance.item_task == task, instance.uses, 0).astype(np.int64)
            for divisor in range(1, int(uses.max(initial=1)) + 1):
                columns.append(uses // divisor)
                right.append(int(instance.capacity[task]) // divisor)
        self.coefficients = np.array(columns, np.int64).T
        self.right = np.array(right, np.int64)


@dataclass(frozen=True, eq=False)
class Cut:
    """A cut: Σ floor(Σ weight over a set's items)·x ≤ right.

    Attributes:
        weight: per item.
        right: right-hand side.
    """

    weight: Floats
    right: float
    at_least: bool = False
    dear: float | None = None

    def coefficients(self, items: Items) -> Floats:
        """The coefficient of each set."""
        total = np.append(self.weight, 0.0)[items].sum(axis=1)
        return np.asarray(np.floor(total + FLOOR_EPS))


def _make(base: BaseRows, picked: tuple[int, ...], multiplier: tuple[float, ...]) -> Cut:
    by = np.array(multiplier)
    right = float(np.floor(by @ base.right[list(picked)] + FLOOR_EPS))
    return Cut(base.coefficients[:, list(picked)] @ by, right)


def find_cuts(master: Master, base: BaseRows, seed: int) -> list[Cut]:
    """Cuts violated by the relaxation's present solution, the most violated first.

    Cuts on three linked rows are looked through exhaustively, those on one, four and five rows by a
    local search from seeded starts.
    """
    support = np.flatnonzero(master.x > _ZERO)
    value = master.x[support]
    fractional = np.abs(value - np.round(value)) > _ZERO
    if not fractional.any():
        return []
    padded = np.vstack([base.coefficients, np.zeros((1, len(base.right)), np.int64)])
    use = np.zeros((len(support), len(base.right)), np.int64)
    for items in master.items[support].T:
        use += padded[items]
    rows = np.flatnonzero(use[fractional].sum(axis=0))
    use = np.ascontiguousarray(use[:, rows].T)
    taken = (use > 0).astype(np.float32)
    linked = (taken @ taken.T > 0).astype(np.uint8)
    row, column = np.nonzero(use)
    begins = np.searchsorted(row, np.arange(len(rows) + 1))
    sparse = (begins, np.ascontiguousarray(column), use[row, column], value, base.right[rows], linked)
    found: list[tuple[float, tuple[int, ...], tuple[float, ...]]] = []

    def note(picked: Ints, violation: Floats, multiplier: tuple[float, ...]) -> None:
        for places, over in zip(rows[picked].tolist(), violation.tolist(), strict=True):
            if over > LEAST_VIOLATION:
                found.append((over, tuple(places), multiplier))

    most = max(MOST_CUTS, len(rows) // ROWS_PER_CUT)
    triples, violation = kernel_cuts.triples(*sparse, LEAST_VIOLATION, 6 * most)
    note(triples, violation, (0.5, 0.5, 0.5))
    rng = random.Random(seed)
    for multiplier in _MULTIPLIERS:
        if len(rows) < len(multiplier):
            continue
        starts = np.array([rng.sample(range(len(rows)), len(multiplier)) for _ in range(most)], np.int64)
        ends = kernel_cuts.improve(*sparse, starts, np.array(multiplier))
        note(starts, ends, multiplier)
    return _pick(base, found, most)


def _pick(
    base: BaseRows, found: list[tuple[float, tuple[int, ...], tuple[float, ...]]], most: int
) -> list[Cut]:
    often = np.zeros(len(base.right), np.int64)
    seen: set[tuple[tuple[int, float], ...]] = set()
    cuts: list[Cut] = []
    for _, picked, multiplier in sorted(found, reverse=True):
        key = tuple(sorted(zip(picked, multiplier, strict=True)))
        if key in seen or min(often[list(picked)]) >= PER_ROW:
            continue
        seen.add(key)
        often[list(picked)] += 1
        cuts.append(_make(base, picked, multiplier))
        if len(cuts) == most:
            break
    return cuts
