"""What cells know of each other: only plans that keep a cell's rules, only bounds that hold there."""

from __future__ import annotations

import pytest

from bundler.errors import ProofError
from bundler.rules import plan_violations
from bundler.scenarios.grid import axis_of, cells_of
from bundler.scenarios.share import share
from tests.scenarios.grids import AXES, cells, opened, problem_of, solved

# of the grid: one supplier and two, at least 12 hours and 20
STRICT, LOOSE = 2, 3


def test_what_is_proved_stays_as_it_is() -> None:
    found = share(AXES, cells(), solved())
    assert {number: shared.result for number, shared in found.items()} == dict(solved())
    assert all(shared.plan_of is None for shared in found.values())


def test_an_open_cell_has_the_best_plan_of_another_that_keeps_its_rules() -> None:
    results = dict(solved())
    results[LOOSE] = opened(results[LOOSE], 0.0, 1e6, plan=(), unplaced=())
    shared = share(AXES, cells(), results)[LOOSE]
    problem = cells()[LOOSE - 1].problem
    assert problem is not None
    assert shared.result.plan
    # the strictest cell's plan keeps the loosest rules; the best of those that do is taken
    best = max(results[number].first.value for number in results if number != LOOSE)
    assert shared.result.first.value == best
    assert shared.result.first.bound == 1e6
    assert shared.result.status == "feasible"
    assert plan_violations(problem, {job.job_id: job.roster for job in shared.result.plan}) == {}
    assert sum(job.score for job in shared.result.plan) == pytest.approx(best, abs=0.05)
    assert shared.plan_of is not None
    assert results[shared.plan_of].first.value == best


def test_a_plan_that_breaks_the_cells_rules_is_not_taken() -> None:
    """The plans of two suppliers are worth more, and not allowed where one is the most."""
    results = dict(solved())
    strict = results[STRICT]
    results[STRICT] = opened(strict, 0.0, strict.first.bound, plan=(), unplaced=())
    shared = share(AXES, cells(), results)[STRICT]
    problem = cells()[STRICT - 1].problem
    assert problem is not None
    assert shared.result.plan is not None
    assert plan_violations(problem, {job.job_id: job.roster for job in shared.result.plan}) == {}
    assert shared.result.first.value <= strict.first.value


def test_a_bound_of_looser_rules_holds_and_may_prove_a_plan() -> None:
    """With at least 12 hours and 20 the best plan is the same here: the bound of 12 proves that of 20."""
    axes = (axis_of("max_suppliers=2"), axis_of("min_hours=10,12"))
    problem = problem_of()
    results = dict(solved(axes=axes))
    assert results[1].first.value == results[2].first.value
    results[2] = opened(results[2], results[2].first.value, 1e6)
    shared = share(axes, cells_of(problem, axes), results)[2]
    assert shared.result.first.bound == results[1].first.bound
    assert shared.result.status == "optimal"


def test_a_bound_of_tighter_rules_says_nothing() -> None:
    results = dict(solved())
    results[LOOSE] = opened(results[LOOSE], results[LOOSE].first.value, 1e6)
    assert share(AXES, cells(), results)[LOOSE].result.first.bound == 1e6


def test_a_contradiction_between_cells_is_a_bug_and_nothing_is_reported() -> None:
    results = dict(solved())
    least = results[LOOSE].first.value
    results[LOOSE] = opened(results[LOOSE], 0.0, least - 5, plan=(), unplaced=())
    with pytest.raises(ProofError, match=f"Cell {LOOSE} proves"):
        share(AXES, cells(), results)


def test_it_does_not_depend_on_the_order_of_the_results() -> None:
    results = dict(solved())
    results[LOOSE] = opened(results[LOOSE], 0.0, 1e6, plan=(), unplaced=())
    turned = dict(reversed(list(results.items())))
    assert share(AXES, cells(), results) == share(AXES, cells(), turned)


def test_under_fewest_jobs_a_plan_that_leaves_tasks_is_not_taken() -> None:
    axes = (axis_of("objective=balanced,fewest-jobs"), axis_of("min_hours=0,1"))
    problem = problem_of(8, 5)
    results = dict(solved(8, 5, axes))
    assert results[3].plan is not None
    some = results[1].model_copy(update={"plan": results[1].jobs[:1]})
    open_cell = opened(results[3], 99.0, 0.0, plan=results[3].jobs)
    shared = share(axes, cells_of(problem, axes), {1: some, 3: open_cell})[3]
    assert shared.result.jobs == open_cell.jobs
    assert shared.plan_of is None
