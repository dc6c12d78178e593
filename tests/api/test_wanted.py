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
    ],
)
def test_it_is_said(call: Callable[..., Any], said: str, problem: bd.Problem, plan: bd.Plan) -> None:
    with pytest.raises(UsageError) as wrong:
        call(problem, plan)
    assert said in wrong.value.text.en
    assert wrong.value.text.nl != wrong.value.text.en


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
