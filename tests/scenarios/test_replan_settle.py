"""A job that changes keeps its days and times where that costs nothing."""

from __future__ import annotations

import pytest

from bundler.domain import Problem, Session
from bundler.rules import make_job
from bundler.scenarios.replan_changes import Agreed
from bundler.scenarios.replan_settle import settle
from tests.cli import sample
from tests.cli.sample import PROBLEM, roster

FIVE = (0, 1, 2, 3, 4)


def settled(now: list[Session], was: list[Session], problem: Problem = PROBLEM) -> list[Session]:
    """The new job's roster with the agreed one in mind."""
    jobs = settle(problem, [Agreed("J01", tuple(was))], [make_job(problem, "J01", now)])
    assert jobs[0] == make_job(problem, "J01", jobs[0].roster)
    assert jobs[0].score >= make_job(problem, "J01", now).score
    return list(jobs[0].roster)


def shifted(sessions: list[Session], minutes: int, name: str = "AB") -> list[Session]:
    return [
        s.model_copy(update={"start": s.start + minutes, "end": s.end + minutes}) if s.task_id in name else s
        for s in sessions
    ]


@pytest.mark.parametrize("minutes", [-60, -5, 15, 30])
def test_a_week_that_was_shifted_goes_back(minutes: int) -> None:
    assert settled(shifted(roster(), minutes), roster()) == roster()


def test_tasks_that_changed_places_go_back_together() -> None:
    """Each by itself would overlap with the other."""
    problem = sample.problem(
        tasks=(PROBLEM.tasks[0], PROBLEM.tasks[1].model_copy(update={"earliest_start": 360}))
    )
    swapped = [
        Session(day=day, start=start, end=end, task_id=name)
        for day in FIVE
        for start, end, name in ((420, 540, "B"), (540, 690, "A"))
    ]
    wide = problem.model_copy(
        update={"tasks": (problem.tasks[0].model_copy(update={"latest_end": 720}), problem.tasks[1])}
    )
    assert settled(swapped, roster(), wide) == roster()


def test_one_day_by_itself_goes_back() -> None:
    late = [s for s in shifted(roster(), 25) if s.day == 2]
    now = sorted([*(s for s in roster() if s.day != 2), *late], key=lambda s: (s.day, s.start))
    assert settled(now, roster()) == roster()


def test_a_task_goes_back_to_its_days() -> None:
    """Four of five days, free to choose."""
    four = PROBLEM.tasks[0].model_copy(update={"sessions_per_week": 4})
    problem = sample.problem(tasks=(four, *PROBLEM.tasks[1:]))
    was = [s for s in roster() if s.task_id == "B" or s.day != 4]
    now = [s for s in roster() if s.task_id == "B" or s.day != 0]
    assert settled(now, was, problem) == was


def test_what_would_break_a_rule_or_cost_points_stays_where_it_is() -> None:
    """A now takes longer, and B cannot begin before it ends; a gap between them would cost points."""
    longer = PROBLEM.tasks[0].model_copy(update={"session_minutes": 165})
    problem = sample.problem(tasks=(longer, *PROBLEM.tasks[1:]))
    now = [
        Session(day=day, start=start, end=end, task_id=name)
        for day in FIVE
        for start, end, name in ((430, 595, "A"), (595, 715, "B"))
    ]
    assert settled(now, roster(), problem) == [
        s.model_copy(update={"start": s.start - 10, "end": s.end - 10}) for s in now
    ]


def test_two_jobs_that_share_a_task_get_their_days_back_together() -> None:
    """Each by itself would be a second person on one of the other's days."""
    shared = {"headcount": 1, "min_sessions_per_job": 2, "earliest_start": 540}
    tasks = (
        PROBLEM.tasks[0].model_copy(update={"headcount": 2}),
        PROBLEM.tasks[1],
        PROBLEM.tasks[2].model_copy(update=shared),
    )
    problem = sample.problem(tasks=tasks)

    def week(*days: int) -> tuple[Session, ...]:
        mornings = [s for s in roster() if s.task_id == "A"]
        later = [Session(day=day, start=575, end=635, task_id="C") for day in days]
        return tuple(sorted([*mornings, *later], key=lambda s: (s.day, s.start)))

    agreed = [Agreed("J01", week(0, 2, 4)), Agreed("J02", week(1, 3))]
    now = [make_job(problem, "J01", week(1, 2, 4)), make_job(problem, "J02", week(0, 3))]
    assert [job.roster for job in settle(problem, agreed, now)] == [job.roster for job in agreed]
