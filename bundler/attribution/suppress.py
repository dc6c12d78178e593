"""Small cells: what a two-way table must not show, so that nothing in it is about too few persons.

A cell about fewer persons than the least is left out (primary), and so are others (complementary), so
that rows, columns and totals do not give it away by subtraction. The cells that are left out are seen as
the edges of a graph between rows and columns, totals included: a cell cannot be calculated exactly when
it lies on a ring of such edges, along which amounts could be moved without any published figure changing.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Mapping
from itertools import count
from typing import NamedTuple

# A row and a column; None is the total.
Spot = tuple[str | None, str | None]
_Node = tuple[bool, str | None]

# What it costs to leave out one more cell, beside its part of the total: totals are kept longest.
_CELL, _TOTAL, _GRAND_TOTAL = 1.0, 4.0, 16.0


class Cell(NamedTuple):
    """A cell: its amount, and whom it is about.

    Attributes:
        amount: 0 or more, such as minutes.
        persons: how many persons by key; the same key in another cell is about the same persons, so
            that of two cells together each key counts once, at its largest.
    """

    amount: int
    persons: Mapping[str, int]

    @property
    def headcount(self) -> int:
        """Persons in the cell."""
        return sum(self.persons.values())


def together(cells: Iterable[Cell]) -> Cell:
    """Cells as one: amounts are added, the same persons counted once."""
    amount, persons = 0, dict[str, int]()
    for cell in cells:
        amount += cell.amount
        for key, number in cell.persons.items():
            persons[key] = max(number, persons.get(key, 0))
    return Cell(amount, persons)


def with_totals(cells: Mapping[tuple[str, str], Cell]) -> dict[Spot, Cell]:
    """The cells with the totals of rows, columns and the whole; a cell that is not given is empty."""
    rows = sorted({row for row, _ in cells})
    columns = sorted({column for _, column in cells})
    nothing = Cell(0, {})
    table: dict[Spot, Cell] = {
        (row, column): cells.get((row, column), nothing) for row in rows for column in columns
    }
    table |= {(row, None): together(table[row, column] for column in columns) for row in rows}
    table |= {(None, column): together(table[row, column] for row in rows) for column in columns}
    table[None, None] = together(cells.values())
    return table


def left_out(
    cells: Mapping[tuple[str, str], Cell],
    least: int,
    *,
    absent: Collection[Spot] = (),
    kept: Collection[Spot] = (),
    gone: Collection[Spot] = (),
) -> frozenset[Spot]:
    """Which cells and totals are not shown. Empty cells are shown: they are about nobody.

    What is shown then tells no figure about fewer than ``least`` persons: no cell or total, no row or
    column of hidden cells together, and no hidden cell can be calculated exactly. Where the table was
    not published before in parts, a cell about too few persons could be anything from nothing to twice
    what it is.

    Args:
        cells: the inner cells by row and column.
        least: fewest persons that a figure may be about, 2 or more.
        absent: totals that are not in the published table at all.
        kept: spots that were published before and can no longer be left out.
        gone: spots that were left out of an earlier publication of a part of this table.
    """
    search = _Search(with_totals(cells), least, frozenset(absent), frozenset(kept))
    search.hide(gone)
    search.hide(
        spot
        for spot, cell in search.table.items()
        if 0 < cell.headcount < least and spot not in search.absent and spot not in search.kept
    )
    while search.close_rings() or search.fill_lines():
        pass
    return frozenset(search.hidden)


class _Search:
    """The cells hidden so far, and what is still to be hidden."""

    def __init__(
        self, table: Mapping[Spot, Cell], least: int, absent: frozenset[Spot], kept: frozenset[Spot]
    ) -> None:
        self.table, self.least, self.absent, self.kept = table, least, absent, kept
        self.hidden: dict[Spot, None] = {}
        self.whole = table[None, None].amount or 1
        rows, columns = (dict.fromkeys(spot[axis] for spot in table) for axis in (0, 1))
        # Every row and column, totals too: the spot of its total and those that add up to it.
        self.lines: list[tuple[Spot, list[Spot]]] = []
        for row in rows:
            self.lines.append(((row, None), [(row, column) for column in columns if column is not None]))
        for column in columns:
            self.lines.append(((None, column), [(row, column) for row in rows if row is not None]))

    def hide(self, spots: Iterable[Spot]) -> None:
        """Leave these out; what is empty stays."""
        self.hidden |= dict.fromkeys(spot for spot in spots if self.table[spot].amount)

    def close_rings(self) -> bool:
        """Put every hidden cell on a ring of cells that are not shown; whether anything was added."""
        before = len(self.hidden)
        hidden = [spot for spot in self.table if spot in self.hidden]
        for spot in sorted(hidden, key=lambda spot: -self.table[spot].amount):
            small = self.table[spot].headcount < self.least
            # Cells no smaller than a small cell leave room for it to be nothing, or twice as much.
            ring = self._ring(spot, self.table[spot].amount) if small else None
            self.hide(ring if ring is not None else self._ring(spot, 1) or ())
        return len(self.hidden) > before

    def fill_lines(self) -> bool:
        """Hide more where the hidden cells of a line, together known from its total, are about too few."""
        for total, line in self.lines:
            inner = [spot for spot in line if spot in self.hidden]
            if not inner or total in self.hidden or total in self.absent:
                continue
            known = together(self.table[spot] for spot in inner)
            heads = sum(self.table[spot].headcount for spot in inner)
            # Everyone knows that a hidden cell is about one person at least.
            if known.headcount >= self.least and heads > len(inner):
                continue
            free = [spot for spot in (*line, total) if self._may_hide(spot) and self._cost(spot) > 0]
            # What is known from what was published before is not hidden by leaving it out now.
            for spot in sorted(free, key=self._cost):
                if self._ring(spot, 1) is not None:
                    self.hide([spot])
                    return True
        return False

    def _may_hide(self, spot: Spot) -> bool:
        return self.table[spot].amount > 0 and (spot in self.hidden or spot not in self.kept)

    def _cost(self, spot: Spot) -> float:
        if spot in self.hidden or spot in self.absent:
            return 0.0
        totals = sum(name is None for name in spot)
        return (_CELL, _TOTAL, _GRAND_TOTAL)[totals] + self.table[spot].amount / self.whole

    def _ring(self, spot: Spot, smallest: int) -> list[Spot] | None:
        """The cheapest cells that close a ring with a cell, none smaller than asked; None where none do."""
        by_node: dict[_Node, list[tuple[_Node, Spot]]] = {}
        for other, cell in self.table.items():
            if other != spot and cell.amount >= smallest and self._may_hide(other):
                row, column = (True, other[0]), (False, other[1])
                by_node.setdefault(row, []).append((column, other))
                by_node.setdefault(column, []).append((row, other))
        start, goal = (True, spot[0]), (False, spot[1])
        ties = count()
        queue: list[tuple[float, int, _Node, list[Spot]]] = [(0.0, next(ties), start, [])]
        done = set()
        while queue:
            cost, _, node, path = heapq.heappop(queue)
            if node == goal:
                return [each for each in path if each not in self.absent]
            if node in done:
                continue
            done.add(node)
            for after, other in by_node.get(node, ()):
                if after not in done:
                    heapq.heappush(queue, (cost + self._cost(other), next(ties), after, [*path, other]))
        return None
