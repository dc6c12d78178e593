"""A plan as lanes: the same jobs under the same numbers, and no draft that goes in silence."""

from __future__ import annotations

from functools import cache

import pytest

from bundler.board.lanes import Lanes, taken
from bundler.board.state import BoardJob
from bundler.domain import Problem, Result, Session
from bundler.errors import UsageError
from bundler.rules import left_over, plan_violations
from bundler.solver import solve
from tests.scenarios.grids import problem_of, under

LAST = 40


@cache
def solved() -> Result:
    return solve(problem_of())


def board(*numbers: int) -> tuple[BoardJob, ...]:
    """The best plan of the problem as lanes, their numbers far apart."""
    jobs = solved().jobs
    numbers = numbers or tuple(range(10, 10 + 3 * len(jobs), 3))
    return tuple(
        BoardJob(f"J{number:02d}", job.task_ids[::-1], job.roster)
        for number, job in zip(numbers, jobs, strict=True)
    )


def week(job: BoardJob) -> tuple[Session, ...]:
    assert job.roster is not None
    return job.roster


def rosters() -> list[tuple[Session, ...]]:
    return [job.roster for job in reversed(solved().jobs)]


def test_the_same_plan_leaves_every_lane_as_it_is() -> None:
    """Whatever order it comes in; the tasks stand as they stood."""
    plan = taken(problem_of(), board(), rosters(), LAST)
    assert plan.jobs == board()
    assert plan.dissolved == ()


def test_a_new_job_gets_a_number_that_was_never_used() -> None:
    gone, *rest = board()
    plan = taken(problem_of(), rest, rosters(), LAST)
    new = [job for job in plan.jobs if job not in rest]
    assert [(job.job_id, job.roster) for job in new] == [(f"J{LAST + 1}", gone.roster)]
    assert plan.jobs[:-1] == tuple(rest)


def test_a_job_that_changes_keeps_its_number() -> None:
    """It goes by the tasks that it still shares."""
    first, *rest = board()
    half = first._replace(roster=week(first)[: len(week(first)) // 2])
    named = Lanes().named(problem_of(), [half, *rest], rosters(), LAST)
    assert {job.job_id for job in named} == {job.job_id for job in board()}
    assert next(job for job in named if job.job_id == first.job_id).roster == first.roster


def test_new_jobs_keep_their_number_from_one_plan_to_the_next() -> None:
    """Whatever comes before them in a later plan."""
    lanes, problem, jobs = Lanes(), problem_of(), solved().jobs
    first = lanes.named(problem, (), [jobs[-1].roster], LAST)
    both = lanes.named(problem, (), [job.roster for job in jobs], LAST)
    assert first[0].job_id == f"J{LAST + 1}"
    assert next(job for job in both if job.roster == jobs[-1].roster).job_id == first[0].job_id
    assert len({job.job_id for job in both}) == len(jobs)


def test_of_alike_weeks_the_locked_one_stays() -> None:
    jobs = board()
    twin, locked = jobs[0]._replace(job_id="J05"), jobs[0]._replace(locked=True)
    plan = taken(problem_of(), [twin, locked, *jobs[1:]], rosters(), LAST)
    assert locked in plan.jobs
    assert "J05" not in {job.job_id for job in plan.jobs}


def test_a_plan_without_a_locked_job_is_refused() -> None:
    jobs = board()
    locked = jobs[0]._replace(locked=True)
    others = [week(job) for job in jobs[1:]]
    with pytest.raises(UsageError, match="locked"):
        taken(problem_of(), [locked, *jobs[1:]], others, LAST)


def test_a_plan_that_breaks_a_rule_of_now_is_refused() -> None:
    with pytest.raises(UsageError, match="any more"):
        taken(under(problem_of(), "rules", max_days=1), (), rosters(), LAST)


def test_a_draft_goes_only_where_the_plan_uses_its_tasks_and_that_is_said() -> None:
    problem, jobs = problem_of(), board()
    plan = [week(job) for job in jobs[:-1]]
    left = left_over(problem, plan)
    used = next(name for name in jobs[0].task_ids if name not in left)
    stays, goes = BoardJob("J02", (next(iter(left)),)), BoardJob("J01", (used, next(iter(left))))
    found = taken(problem, [goes, stays, *jobs], plan, LAST)
    assert found.dissolved == ("J01",)
    assert found.jobs == (stays, *jobs[:-1])
    assert "J01" in found.said.en
    assert "J01" in found.said.nl
    assert "J02" not in found.said.en


def test_a_week_moves_back_to_the_times_of_the_board_where_that_costs_nothing() -> None:
    """A plan with a job at other times of the day: the lane stays where it stood."""
    problem, jobs = problem_of(), board()
    for at, job in enumerate(jobs):
        later = _later(problem, job)
        if later is not None:
            plan = [later if number == at else week(other) for number, other in enumerate(jobs)]
            assert taken(problem, jobs, plan, LAST).jobs == jobs
            return
    pytest.fail("no job of this problem can be five minutes later or earlier")


def _later(problem: Problem, job: BoardJob) -> tuple[Session, ...] | None:
    """The week some minutes earlier or later, where that keeps the rules."""
    for minutes in (5, -5, 30, -30):
        moved = tuple(
            session.model_copy(update={"start": session.start + minutes, "end": session.end + minutes})
            for session in week(job)
        )
        if not plan_violations(problem, {"": moved}):
            return moved
    return None
