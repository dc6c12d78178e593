"""What is not what a function asks for is said in words, with what to do."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import bundler as bd
from bundler.errors import UsageError


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda problem, plan: bd.solve("data/utrecht"), "bundler.read"),
        (lambda problem, plan: bd.solve(plan), "a problem, such as"),
        (lambda problem, plan: bd.explain(problem), "a plan, such as"),
        (lambda problem, plan: bd.recommend(problem), "a plan, such as"),
        (lambda problem, plan: bd.replan(plan, plan), "a problem, such as"),
        (lambda problem, plan: bd.report(problem, "x.html"), "a plan, such as"),
        (lambda problem, plan: bd.compare("x", {}), " or a plan"),
        (lambda problem, plan: bd.compare(problem, ["x"]), "scenarios is a dict"),
        (lambda problem, plan: bd.compare(problem, grid={"max_suppliers": 1}), "takes a list of values"),
        (lambda problem, plan: bd.Plan.load("x", "y"), "a problem, such as"),
        (lambda problem, plan: bd.Plan.load(problem, 3), "path is a path"),
        (lambda problem, plan: bd.read({}), "data is a path"),
        (lambda problem, plan: bd.read("data/utrecht", {}), "scenario is a path"),
        (lambda problem, plan: bd.read("data/utrecht", norms=[3]), "norms is a path"),
        (lambda problem, plan: bd.check(problem, 3), "a plan, such as"),
        (lambda problem, plan: bd.solve(problem, start=3), "a plan, such as"),
        (lambda problem, plan: bd.replan(problem, 3), "a plan, such as"),
        (lambda problem, plan: bd.explain(plan, 3), "by their ids"),
        (lambda problem, plan: bd.compare(problem, {"a": 3}), "Scenario a is"),
        (lambda problem, plan: plan.save(3), "folder is a path"),
        (lambda problem, plan: problem.save(3), "path is a path"),
        (lambda problem, plan: bd.report(plan, 3), "path is a path"),
    ],
)
def test_it_is_said(call: Callable[..., Any], said: str, problem: bd.Problem, plan: bd.Plan) -> None:
    with pytest.raises(UsageError) as wrong:
        call(problem, plan)
    assert said in wrong.value.text.en
    assert wrong.value.text.nl != wrong.value.text.en


def test_one_norms_file_needs_no_list(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"mine\.toml"):
        bd.read("data/utrecht", norms=str(tmp_path / "mine.toml"))


def test_a_plan_can_be_pickled_with_its_history(plan: bd.Plan) -> None:
    again = pickle.loads(pickle.dumps(plan))
    assert again.result == plan.result
    assert again.history.equals(plan.history)


def test_a_plan_is_loaded_from_the_folder_it_was_saved_in(plan: bd.Plan, tmp_path: Path) -> None:
    plan.save(tmp_path)
    assert bd.Plan.load(plan.problem, tmp_path).score == plan.score


def test_two_own_rules_of_one_name_are_not_one(problem: bd.Problem) -> None:
    one = bd.cost("One", sees="tasks")(lambda _: 1)
    other = bd.cost("Five", sees="tasks")(lambda _: 5)
    with pytest.raises(UsageError, match="one name"):
        problem.with_own(one, other)
