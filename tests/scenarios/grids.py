"""A small problem and grids over it, for the tests of sweeps."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from bundler.domain import Level, Problem, Result
from bundler.generate import generate
from bundler.scenarios.grid import Axis, Cell, axis_of, cells_of
from bundler.scenarios.table import Table, table_of
from bundler.solver import solve

AXES = (axis_of("max_suppliers=1,2"), axis_of("min_hours=12,20"))


def problem_of(tasks: int = 12, seed: int = 3, **rules: object) -> Problem:
    problem = generate(tasks, suppliers=3, seed=seed)
    return under(problem, "rules", **rules) if rules else problem


def hard_problem(seconds: float) -> Problem:
    """One that has a plan at once and no proof for minutes."""
    return under(under(generate(60, seed=1), "rules", max_suppliers=3), "solve", time_limit=seconds)


def under(problem: Problem, section: str, **settings: object) -> Problem:
    """The problem with other settings in one section of its scenario."""
    model = getattr(problem.scenario, section).model_copy(update=settings)
    return problem.model_copy(update={"scenario": problem.scenario.model_copy(update={section: model})})


@cache
def solved(tasks: int = 12, seed: int = 3, axes: tuple[Axis, ...] = AXES) -> Mapping[int, Result]:
    """The result of every cell."""
    return {
        cell.number: solve(cell.problem) for cell in cells_of(problem_of(tasks, seed), axes) if cell.problem
    }


def cells(axes: tuple[Axis, ...] = AXES) -> tuple[Cell, ...]:
    return cells_of(problem_of(), axes)


def table(results: Mapping[int, Result] | None = None, axes: tuple[Axis, ...] = AXES) -> Table:
    return table_of(problem_of(), axes, cells(axes), solved(axes=axes) if results is None else results)


def opened(result: Result, value: float, bound: float, **more: Any) -> Result:
    """The result as if the clock had ended it, its first level between value and bound."""
    first, *rest = result.levels
    levels = (Level(name=first.name, value=value, bound=bound), *rest)
    return result.model_copy(update={"status": "feasible", "stopped_by": "time", "levels": levels, **more})
