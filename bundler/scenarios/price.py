"""The price of a rule: what a sweep says it costs or brings, with what is proved of it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from bundler.domain.plan import Level
from bundler.domain.scenario import Objective
from bundler.scenarios.grid import Axis, looser
from bundler.scenarios.table import Row, Table


class Price(NamedTuple):
    """What a rule as it is costs against another value of it, all else the same.

    By how much what is best under the other value is better than what is best under the rule: below 0 the
    rule brings so much.

    Attributes:
        rule: the cell with the rule as it is.
        other: the cell with the other value.
        low: it is at least this; not a number where one of the two has no plan.
        high: it is at most this.
    """

    rule: Row
    other: Row
    low: float
    high: float

    @property
    def objective(self) -> Objective:
        """What is best: this decides what is counted: points, hours or jobs."""
        return _objective(self.rule)

    @property
    def known(self) -> bool:
        """Whether both have a plan."""
        return not math.isnan(self.low)

    @property
    def exact(self) -> bool:
        """Whether the price is proved to be one number."""
        return self.high - self.low < 0.005


def base_value(table: Table, axis: Axis) -> object:
    """The rule as it is: its value in the scenario, or where that is not on the axis the first there."""
    scenario = table.problem.scenario
    own = scenario if axis.section == "scenario" else getattr(scenario, axis.section)
    value: object = getattr(own, axis.key)
    return value if value in axis.values else axis.values[0]


def prices(table: Table, name: str) -> Iterator[Price]:
    """The price of one setting against each other value of it, for each combination of the other axes.

    Args:
        table: the sweep.
        name: of the setting; it is one of the axes.

    Raises:
        KeyError: it is none of the axes.
    """
    names = [axis.name for axis in table.axes]
    if name not in names:
        raise KeyError(name)
    at = names.index(name)
    axis = table.axes[at]
    base = base_value(table, axis)
    rows = {row.cell.values: row for row in table.rows}
    for row in table.rows:
        if row.cell.values[at] != base or row.cell.problem is None:
            continue
        for value in axis.values:
            other = rows[(*row.cell.values[:at], value, *row.cell.values[at + 1 :])]
            if value != base and other.cell.problem is not None:
                yield _price(row, other, looser(axis, base, value))


def _price(rule: Row, other: Row, is_looser: bool | None) -> Price:
    mine, its = _range(rule), _range(other)
    low, high = its[0] - mine[1], its[1] - mine[0]
    if _objective(rule) == "fewest-jobs":
        low, high = -high, -low
    # what is allowed to do more is never worth less
    if is_looser is True:
        low = max(low, 0.0)
    elif is_looser is False:
        high = min(high, 0.0)
    return Price(rule, other, low, high)


def _objective(row: Row) -> Objective:
    assert row.cell.problem is not None
    return row.cell.problem.scenario.solve.objective


def _range(row: Row) -> tuple[float, float]:
    """Between what the best plan of a cell lies on its first level; not a number where there is no plan."""
    if row.result is None or row.result.plan is None:
        return math.nan, math.nan
    level: Level = row.result.first
    return min(level.value, level.bound), max(level.value, level.bound)
