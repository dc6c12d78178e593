"""A sweep as a whole: the state of every cell, the front of hours against complexity, the price of a rule."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping

import pytest

from bundler.domain import Result
from bundler.scenarios.grid import Axis, Cell, axis_of, cells_of
from bundler.scenarios.price import prices
from bundler.scenarios.table import Row, Table, points_of, table_of
from bundler.solver import solve
from tests.scenarios.grids import AXES, opened, problem_of, solved, table, under


def row(number: int, hours: float | None, complexity: float | None) -> Row:
    return Row(Cell(number, (), None), None, {"hours": hours, "complexity": complexity}, "proved")


@pytest.mark.parametrize("seed", range(20))
def test_the_front_is_every_plan_that_no_other_is_better_than(seed: int) -> None:
    numbers = random.Random(seed)
    rows = [
        row(at, numbers.choice([20.0, 20.5, 30.001, 30.0, 40.0]), numbers.choice([0.0, 1.5, 1.504, 2.0, 9.0]))
        for at in range(1, 12)
    ]
    places = {one.cell.number: (round(one.kpis["hours"] or 0, 2), round(one.kpis["complexity"] or 0, 2))
              for one in rows}  # fmt: skip
    beaten = {
        at: any(h >= hours and c <= complexity and (h, c) != (hours, complexity) for h, c in places.values())
        for at, (hours, complexity) in places.items()
    }
    points = points_of(rows)
    assert sorted(one.cell.number for point in points for one in point.rows) == list(range(1, 12))
    for point in points:
        for one in point.rows:
            assert (point.beaten_by is not None) is beaten[one.cell.number]
        if point.beaten_by is not None:
            by = places[point.beaten_by.cell.number]
            assert by[0] >= point.hours
            assert by[1] <= point.complexity
            assert not beaten[point.beaten_by.cell.number]


def test_cells_without_a_job_are_not_in_the_picture() -> None:
    assert [
        point.hours for point in points_of([row(1, 0.0, None), row(2, 20.0, 3.0), row(3, None, None)])
    ] == [20.0]


def test_every_cell_says_what_came_of_it() -> None:
    axes = (axis_of("min_hours=12,30"), axis_of("max_hours=24,36"))
    problem = problem_of()
    cells = cells_of(problem, axes)
    assert cells[0].problem is not None
    best = solve(cells[0].problem)
    none = solve(under(under(problem, "solve", objective="fewest-jobs"), "rules", max_tasks=1))
    assert none.plan is None

    def states(results: Mapping[int, Result]) -> list[str]:
        return [one.state for one in table_of(problem, axes, cells, results).rows]

    is_open = opened(best, best.score, 2 * best.score)
    assert states({1: is_open, 4: none}) == ["open", "not_solved", "contradiction", "none"]
    late = none.model_copy(update={"stopped_by": "time"})
    assert states({1: best, 4: late}) == ["proved", "not_solved", "contradiction", "not_found"]


def test_the_figures_are_those_of_the_plan() -> None:
    for one in table().rows:
        assert one.result is not None
        assert one.kpis["jobs"] == len(one.result.jobs)
        assert one.kpis["score"] == one.result.score
        assert one.kpis["gap"] == 0


def priced(levels: Mapping[int, tuple[float, float]], axes: tuple[Axis, ...] = AXES[:1]) -> Table:
    """A sweep whose cells have their best between two values."""
    results: dict[int, Result] = {}
    for number, result in solved(axes=axes).items():
        if number in levels:
            value, bound = levels[number]
            results[number] = opened(result, value, bound)
    cells = cells_of(problem_of(), axes)
    rows = []
    for cell in cells:
        given = results.get(cell.number)
        state = "not_solved" if given is None else "open"
        rows.append(Row(cell, given, {}, state))  # type: ignore[arg-type]
    return Table(problem_of(), axes, tuple(rows))


@pytest.mark.parametrize(
    ("one", "two", "low", "high"),
    [
        ((100, 100), (150, 150), -50, -50),  # proved: the rule of two brings 50
        ((100, 120), (150, 160), -60, -30),
        ((100, 200), (150, 160), -60, 0),  # one supplier is never better than two
    ],
)
def test_a_price_lies_between_what_the_bounds_allow(
    one: tuple[float, float], two: tuple[float, float], low: float, high: float
) -> None:
    (price,) = prices(priced({1: one, 2: two}), "rules.max_suppliers")
    assert (price.rule.cell.number, price.other.cell.number) == (2, 1)
    assert (price.low, price.high, price.exact) == (low, high, low == high)


def test_against_a_looser_rule_a_rule_never_brings_anything() -> None:
    axes = (axis_of("max_suppliers=2,3"),)
    (price,) = prices(priced({1: (150, 160), 2: (140, 170)}, axes), "rules.max_suppliers")
    assert (price.low, price.high) == (0, 20)


def test_under_fewest_jobs_more_jobs_cost() -> None:
    axes = (axis_of("max_suppliers=2,3"), axis_of("objective=fewest-jobs"))
    problem = problem_of(8, 5)
    cells = cells_of(under(problem, "rules", min_hours=0.0), axes)
    rows = []
    for cell, (value, bound) in zip(cells, ((9.0, 8.0), (7.0, 6.0)), strict=True):
        assert cell.problem is not None
        result = solve(cell.problem)
        assert result.plan is not None
        rows.append(Row(cell, opened(result, value, bound), {}, "open"))
    (price,) = prices(Table(problem, axes, tuple(rows)), "rules.max_suppliers")
    assert (price.low, price.high) == (1, 3)


def test_without_a_plan_there_is_no_price() -> None:
    (price,) = prices(priced({2: (150, 160)}), "rules.max_suppliers")
    assert not price.known
    assert math.isnan(price.low)


def test_the_price_is_told_for_every_other_setting() -> None:
    found = [(p.rule.cell.number, p.other.cell.number) for p in prices(table(), "rules.max_suppliers")]
    assert found == [(3, 1), (4, 2)]
    with pytest.raises(KeyError):
        list(prices(table(), "rules.max_tasks"))
