"""A plan that holds passes; every kind of tampering is found."""

from __future__ import annotations

import copy
import json
import math
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from bundler.domain import Level, Pin, Problem, Rules, Scenario, Weights
from bundler.errors import NoPlan
from bundler.io.plancheck import check
from bundler.io.planclaims import Violation
from bundler.io.planfile import plan_document
from bundler.io.planread import parse_plan
from bundler.rules import make_job, round_points, score_terms
from tests.cli import sample

Document = dict[str, Any]


def verify(document: Document, problem: Problem = sample.PROBLEM) -> list[Violation]:
    return check(problem, parse_plan(json.dumps(document).encode()))


def good(**changes: object) -> Document:
    return copy.deepcopy(plan_document(sample.result(**changes)))


def feasible() -> Document:
    level = Level(name="score", value=205, bound=215)
    return good(status="feasible", stopped_by="time", levels=(level,))


def found(document: Document, problem: Problem = sample.PROBLEM) -> set[tuple[str, str]]:
    return {(violation.job_id, violation.code) for violation in verify(document, problem)}


@pytest.mark.parametrize("document", [good(), feasible()], ids=["optimal", "feasible"])
def test_a_true_plan_has_no_violation(document: Document) -> None:
    assert verify(document) == []


def test_a_result_is_checked_as_it_would_be_written() -> None:
    assert check(sample.PROBLEM, sample.result()) == []
    wrong = sample.result(levels=(Level(name="score", value=300, bound=300),))
    assert "score" in {violation.code for violation in check(sample.PROBLEM, wrong)}


def test_a_solve_without_a_plan_cannot_be_checked() -> None:
    with pytest.raises(NoPlan):
        check(sample.PROBLEM, sample.no_plan())


def _set(*path: Any, to: Any) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        place: Any = document
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = to

    return change


def _drop_session(document: Document) -> None:
    document["jobs"][0]["roster"].pop()


def _double_job(document: Document) -> None:
    document["jobs"].append(document["jobs"][0])


@pytest.mark.parametrize(
    ("tamper", "violation"),
    [
        (_set("jobs", 0, "suppliers", to=["cleaners"]), ("J01", "suppliers")),
        (_set("jobs", 0, "suppliers", to=["cleaners", "caterers", "caterers"]), ("J01", "suppliers")),
        (_set("jobs", 0, "hours", to=22.6), ("J01", "hours")),
        (_set("jobs", 0, "hours", to="22.5"), ("J01", "hours")),
        (_set("jobs", 0, "score", to=205.01), ("J01", "score")),
        (_set("jobs", 0, "terms", "idle", to=-1), ("J01", "terms.idle")),
        (_set("jobs", 0, "terms", "luck", to=5), ("J01", "terms.luck")),
        (_set("jobs", 0, "terms", to={}), ("J01", "terms.hours")),
        (_set("score", to=205.01), ("", "score")),
        (_set("score", to=True), ("", "score")),
        (_set("first", to=204.99), ("", "first")),
        (_set("bound", to=204.98), ("", "bound")),
        (_set("bound", to=None), ("", "bound")),
        (_set("gap", to=0.01), ("", "gap")),
        (_set("levels", 0, "value", to=206), ("", "levels.score.value")),
        (_set("levels", 0, "bound", to=204), ("", "levels.score.bound")),
        (_set("levels", to=[]), ("", "levels")),
        (_set("levels", 0, "name", to="hours"), ("", "levels")),
        (_set("status", to="perfect"), ("", "status")),
        (_set("status", to="feasible"), ("", "stopped_by")),
        (_set("stopped_by", to="luck"), ("", "stopped_by")),
        (_set("objective", to="best"), ("", "objective")),
        (_set("objective", to="most-jobs"), ("", "first")),
        (_set("unplaced", to=[]), ("", "unplaced")),
        (_set("unplaced", 0, "sessions", to=9), ("", "unplaced")),
        (_set("unplaced", 0, "task_id", to="A"), ("", "unplaced")),
        (_set("unplaced", to="C"), ("", "unplaced")),
        (_set("jobs", 0, "roster", 0, "start", to="07:05"), ("J01", "session_length")),
        (_set("jobs", 0, "roster", 1, "start", to="09:00"), ("J01", "overlap")),
        (_set("jobs", 0, "roster", 0, "day", to="sat"), ("J01", "task_day")),
        (_set("jobs", 0, "roster", 0, "task_id", to="Z"), ("J01", "known_task")),
        (_drop_session, ("J01", "session_count")),
        (_double_job, ("", "job_id")),
        (_double_job, ("", "headcount")),
    ],
)  # fmt: skip
def test_tampering_is_found(tamper: Callable[[Document], None], violation: tuple[str, str]) -> None:
    document = good()
    tamper(document)
    assert violation in found(document)


def test_optimal_is_believed_only_where_value_and_bound_agree() -> None:
    document = feasible()
    document["status"] = "optimal"
    assert found(document) == {("", "status")}


@pytest.mark.parametrize("hours", [0.1, 1, 10 / 3, 7])
def test_a_plan_worth_little_is_held_to_its_printed_figures(hours: float) -> None:
    """Rounding to 0.01 is more than a fraction of 0.00005 of a small score: that is no false claim."""
    little = Scenario(weights=Weights(hours=hours, off_target=1 / 7, second_supplier=0))
    problem = sample.problem(scenario=little)
    job = make_job(problem, "J01", sample.roster())
    exact = math.fsum(score_terms(problem, job.roster).values())
    level = Level(name="score", value=round_points(exact), bound=round_points(exact))
    document = copy.deepcopy(plan_document(sample.result(plan=(job,), levels=(level,))))
    assert exact != level.value
    assert found(document, problem) == set()


def test_a_bound_below_the_plan_is_found_even_where_the_gap_fits_it() -> None:
    document = feasible()
    document["bound"] = document["levels"][0]["bound"] = 200.0
    document["gap"] = 0.025
    assert found(document) == {("", "bound"), ("", "levels.score.bound")}


def test_for_fewest_jobs_the_bound_lies_below() -> None:
    document = good(objective="fewest-jobs", unplaced=())
    document["first"] = document["bound"] = 1
    document["levels"] = [
        {"name": "jobs", "value": 1, "bound": 1},
        {"name": "score", "value": 205, "bound": 205},
    ]
    problem = sample.problem(tasks=sample.PROBLEM.tasks[:2])
    assert found(document, problem) == set()
    document["bound"] = document["levels"][0]["bound"] = 2
    assert {("", "bound"), ("", "levels.jobs.bound")} <= found(document, problem)


def test_fewest_jobs_must_place_every_task() -> None:
    document = good(objective="fewest-jobs")
    assert ("", "objective") in found(document)


def test_most_hours_is_measured_in_hours() -> None:
    document = good(objective="most-hours")
    document["first"] = document["bound"] = 22.5
    document["levels"] = [
        {"name": "hours", "value": 22.5, "bound": 22.5},
        {"name": "score", "value": 205, "bound": 205},
    ]
    assert found(document) == set()


def test_a_pin_that_is_not_kept_is_found() -> None:
    problem = sample.problem(scenario=Scenario(pins=(Pin(apart=("A", "B")),)))
    assert found(good(), problem) == {("", "pin_apart")}


def test_a_rule_violation_says_by_how_much() -> None:
    problem = sample.problem(scenario=Scenario(rules=Rules(max_hours=20)))
    (violation,) = verify({"jobs": good()["jobs"]}, problem)
    assert (violation.kind, violation.code, violation.margin, violation.unit) == (
        "rule",
        "max_hours",
        -150,
        "minutes",
    )
    assert violation.text.en == "has 22.5 hours a week: 150 minutes more than 20"
    assert "150 minuten meer" in violation.text.nl


def test_a_task_out_of_date_need_not_be_listed_as_left() -> None:
    tasks = tuple(
        task.model_copy(update={"valid_until": date(2026, 1, 1)}) if task.task_id == "C" else task
        for task in sample.PROBLEM.tasks
    )
    problem = sample.problem(tasks=tasks, scenario=Scenario(plan_date=date(2026, 6, 1)))
    document = good()
    assert found(document, problem) == set()
    document["unplaced"] = []
    assert found(document, problem) == set()
