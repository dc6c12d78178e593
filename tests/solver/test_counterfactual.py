"""What a plan with more of a task would be worth, against one that tries everything."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from bundler.domain import Problem, Result
from bundler.rules import left_over, plan_score, plan_violations
from bundler.solver import solve
from bundler.solver.counterfactual import Counterfactuals, WithMore
from tests.oracle_plan import best_plan
from tests.solver.test_keep import under
from tests.strategies import tiny_problem

pytestmark = pytest.mark.usefixtures("terse")


def asked_of(problem: Problem, result: Result) -> dict[str, WithMore]:
    """The answers for all that is left over and could be in a job."""
    rosters = [job.roster for job in result.jobs]
    with Counterfactuals(problem, rosters) as questions:
        left = [name for name in left_over(problem, rosters) if questions.could_ask(name)]
        return {name: questions.with_more(name, 20.0) for name in left}


def used(problem: Problem, rosters: object, name: str) -> int:
    """Jobs with the task, or sessions of a shareable one."""
    shareable = problem.task_by_id[name].shareable
    counted: Counter[str] = Counter()
    for roster in rosters:  # type: ignore[attr-defined]
        names = [session.task_id for session in roster]
        counted.update(names if shareable else set(names))
    return counted[name]


@pytest.mark.parametrize("objective", ["balanced", "most-hours", "most-jobs"])
@pytest.mark.parametrize("chunk", range(2))
def test_more_of_a_task_costs_what_trying_everything_says(chunk: int, objective: str) -> None:
    """Value and bound of every answer; and where none can hold more, there is none."""
    asked = 0
    for seed in range(200 + chunk * 10, 210 + chunk * 10):
        problem = under(tiny_problem(random.Random(seed)), objective)
        result = solve(problem)
        if result.plan is None:
            continue
        rosters = [job.roster for job in result.jobs]
        for name, answer in asked_of(problem, result).items():
            asked += 1
            where = f"{objective}, seed {seed}, {name}"
            wanted = used(problem, rosters, name) + 1
            best = best_plan(problem, objective, at_least={name: wanted})
            if best is None:
                assert answer.impossible, where
                continue
            assert not answer.impossible, where
            first = answer.levels[0]
            costs = result.first.value - best.first
            assert first.plan - first.value == pytest.approx(costs, abs=0.0151), where
            assert first.plan - first.bound == pytest.approx(costs, abs=0.0151), where
            if len(answer.levels) > 1:
                score = answer.levels[1]
                assert score.plan - score.value == pytest.approx(result.score - best.score, abs=0.0151), where
            assert answer.rosters is not None, where
            assert used(problem, answer.rosters, name) >= wanted, where
            named = {str(at): roster for at, roster in enumerate(answer.rosters)}
            assert plan_violations(problem, named) == {}, where
            if len(answer.levels) > 1 or objective == "balanced":
                assert plan_score(problem, answer.rosters) == pytest.approx(best.score, abs=0.0151), where
    assert asked > 2


def test_one_question_does_not_change_the_answer_to_the_next() -> None:
    """All questions are put to one relaxation: their order must not matter."""
    problem = under(tiny_problem(random.Random(203)), pins=())
    result = solve(problem)
    rosters = [job.roster for job in result.jobs]
    names = list(left_over(problem, rosters))
    answers = []
    for order in (names, names[::-1]):
        with Counterfactuals(problem, rosters) as questions:
            found = {n: questions.with_more(n, 20.0) for n in order if questions.could_ask(n)}
        answers.append(
            {n: (a.impossible, [round(level.bound, 4) for level in a.levels]) for n, a in found.items()}
        )
    assert answers[0] == answers[1]
