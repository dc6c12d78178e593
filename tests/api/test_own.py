"""Rules and costs of an analyst's own, from the decorator to the files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import bundler as bd
from bundler.domain.own import Shift
from bundler.errors import UsageError


@bd.rule("Two tasks at most", nl="Hooguit twee taken", sees="tasks")
def few(tasks: tuple[object, ...]) -> bool:
    return len(tasks) <= 2


@bd.cost("Late hours", nl="Late uren", sees="day")
def late(shift: Shift) -> float:
    return 2 * max(0.0, shift.end_hour - 12)


@pytest.fixture(scope="module")
def plan() -> bd.Plan:
    problem = bd.Problem.generate(12, seed=1).with_rules(grid_minutes=30).with_own(few, late)
    return bd.solve(problem, time_limit=60)


def test_every_job_keeps_the_rule_and_pays_the_cost(plan: bd.Plan) -> None:
    assert plan.status == "optimal"
    assert plan.jobs["tasks"].max() <= 2
    for job in plan.result.jobs:
        days = {session.day: 0 for session in job.roster}
        for session in job.roster:
            days[session.day] = max(days[session.day], session.end)
        hours = sum(max(0, end - 12 * 60) for end in days.values()) / 60
        assert job.terms["own_late"] == pytest.approx(-2 * hours, abs=1e-3)


def test_check_knows_it_with_this_problem_only(plan: bd.Plan, tmp_path: Path) -> None:
    assert bd.check(plan.problem, plan).ok
    data = plan.problem.data.model_copy(update={"own": ()})
    found = bd.check(plan.problem.of(data), plan)
    (warning,) = (finding for finding in found if finding.severity == "warning")
    assert warning.code == "own_rules"
    assert "Late hours" in warning.text.en
    assert any("own_late" in finding.text.en for finding in found)
    plan.save(tmp_path)
    again = bd.Plan.load(plan.problem, tmp_path / "plan.json")
    assert again.score == plan.score


def test_the_files_say_that_own_rules_hold(plan: bd.Plan, tmp_path: Path) -> None:
    plan.save(tmp_path, lang="nl")
    document = json.loads((tmp_path / "plan.json").read_text("utf-8"))
    assert document["own_rules"] == ["Hooguit twee taken", "Late uren"]
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "Hooguit twee taken" in page
    assert "Late uren" in page
    assert "term_own_late" in (tmp_path / "jobs.csv").read_text("utf-8-sig").splitlines()[0]


def test_scenarios_are_compared_in_this_process() -> None:
    """A function may be known nowhere else."""
    inside = bd.rule("One task", sees="tasks")(lambda tasks: len(tasks) == 1)
    problem = bd.Problem.generate(8, seed=1).with_rules(min_hours=4, grid_minutes=30)
    compared = bd.compare(problem, {"mine": problem.with_own(inside)}, time_limit=20)
    assert set(compared.plans["mine"].jobs["tasks"]) <= {1}


def test_what_is_kept_in_a_store_has_no_own_rules(tmp_path: Path) -> None:
    problem = bd.Problem.generate(8, seed=1).with_own(few)
    with pytest.raises(UsageError, match="store"):
        bd.compare(problem, grid={"max_suppliers": [1, 2]}, store=tmp_path)


def test_one_of_the_same_name_takes_the_place() -> None:
    other = bd.rule("Three", sees="tasks")(few.function)
    assert bd.Problem.generate(4, seed=1).with_own(few).with_own(other).data.own == (other,)


def test_it_can_be_called_like_the_function() -> None:
    assert few((1, 2)) is True


@pytest.mark.parametrize("wrong", [{"sees": "week"}, {"sees": "tasks", "title": " "}])
def test_a_wrong_decorator_is_said_at_once(wrong: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        bd.rule(wrong.get("title", "Mine"), sees=wrong["sees"])  # type: ignore[arg-type]


def test_what_is_no_own_rule_is_refused() -> None:
    with pytest.raises(UsageError, match="no rule of your own"):
        bd.Problem.generate(4, seed=1).with_own(len)  # type: ignore[arg-type]
