"""What holds for every solve, on random small problems with every rule at varied values."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings, target

from bundler.domain import Problem, Result
from bundler.rules import make_job, plan_score, plan_violations
from bundler.solver import solve
from tests.strategies import Dice, random_problem, small_problem, small_problems

TOTAL, PARTS = 500, 10

# No deadline: the solver compiles on its first run, which would count as a slow example.
CAREFUL = settings(
    max_examples=TOTAL // PARTS,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate, Phase.target, Phase.shrink),
)


def _shuffled(problem: Problem, order: int) -> Problem:
    """The same problem with its rows in another order."""
    rng = random.Random(order)
    rows = {name: list(getattr(problem, name)) for name in ("tasks", "suppliers", "locations")}
    for values in rows.values():
        rng.shuffle(values)
    return problem.model_copy(update={name: tuple(values) for name, values in rows.items()})


def _holds(problem: Problem, result: Result) -> None:
    """Plan, value, bound and status say the same, and the rules agree."""
    jobs = result.jobs
    assert plan_violations(problem, {job.job_id: job.roster for job in jobs}) == {}
    assert plan_score(problem, [job.roster for job in jobs]) == result.score == result.first.value
    assert result.first.bound >= result.score - 0.005
    assert result.status == "optimal"
    assert result.first.bound == pytest.approx(result.score, abs=0.01)
    assert len({job.job_id for job in jobs}) == len(jobs)
    for job in jobs:
        assert job == make_job(problem, job.job_id, job.roster)


def _all_sessions_accounted_for(problem: Problem, result: Result) -> None:
    """Every session on offer is in a job or listed as unplaced, with its reason in both languages."""
    placed = dict.fromkeys(problem.task_by_id, 0)
    for job in result.jobs:
        for session in job.roster:
            placed[session.task_id] += 1
    left = {task_id: task.sessions_offered - placed[task_id] for task_id, task in problem.task_by_id.items()}
    out = {task.task_id for task in problem.tasks if problem.left_out_by_date(task)}
    listed = {entry.task_id: entry.sessions for entry in result.unplaced}
    assert len(listed) == len(result.unplaced)
    expected = {task_id: sessions for task_id, sessions in left.items() if sessions}
    # A task outside its dates is left out with a note: listed or not, but never as placed.
    assert {key: value for key, value in listed.items() if key not in out} == {
        key: value for key, value in expected.items() if key not in out
    }
    assert all(entry.text.en and entry.text.nl and entry.reason for entry in result.unplaced)


@pytest.mark.parametrize("part", range(PARTS))
def test_every_plan_holds(part: int) -> None:
    """No rule is broken, the bound is the score, and every session is in a job or listed as unplaced."""

    @seed(part)
    @CAREFUL
    @given(problem=small_problems())
    def check(problem: Problem) -> None:
        result = solve(problem)
        _holds(problem, result)
        _all_sessions_accounted_for(problem, result)
        target(float(len(result.jobs)))

    check()


@pytest.mark.parametrize("part", range(4))
def test_the_order_of_the_rows_does_not_matter(part: int) -> None:
    """With tasks, suppliers and locations shuffled the plan is worth the same."""
    for number in range(part * 25, (part + 1) * 25):
        problem = small_problem(Dice(random.Random(number)))
        result, again = solve(problem), solve(_shuffled(problem, part))
        assert (again.status, again.score) == (result.status, result.score), number


@pytest.mark.parametrize("number", range(60))
def test_pins_hold_or_no_plan_is_reported(number: int) -> None:
    """With pins the plan keeps them; where none can, there is no plan and the reason is said."""
    problem = random_problem(number)
    result = solve(problem)
    if result.status == "none":
        assert result.plan is None
        assert result.why_none is not None
        assert result.why_none.en != result.why_none.nl
    else:
        _holds(problem, result)


def test_the_same_input_gives_the_same_plan() -> None:
    """Two solves of one problem give the same jobs, to the minute."""
    for number in range(5):
        problem = random_problem(number)
        assert solve(problem).plan == solve(problem).plan
