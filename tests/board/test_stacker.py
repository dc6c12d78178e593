"""Stack the rest: around what is locked, in a process of its own that can end at any moment."""

from __future__ import annotations

import os
import re
import signal
import threading
from collections.abc import Iterator, Sequence
from functools import cache

import pytest

from bundler.board.stacker import Stacker, rest_to_stack
from bundler.board.stacking import News
from bundler.board.state import BoardJob
from bundler.domain import Pin, Problem, Result
from bundler.rules import left_over, plan_violations
from bundler.solver import solve
from tests.scenarios.grids import hard_problem, problem_of, under

MINUTES = 120.0
_PERCENT = re.compile(r"at most ([0-9.]+) % better")


@cache
def solved() -> Result:
    return solve(problem_of())


def board(locked: Sequence[int] = ()) -> tuple[BoardJob, ...]:
    """The best plan of the problem as lanes, some locked."""
    return tuple(
        BoardJob(job.job_id, job.task_ids, job.roster, at in locked) for at, job in enumerate(solved().jobs)
    )


class Heard:
    """Keeps the news, and can be waited for."""

    def __init__(self) -> None:
        self.news: list[News] = []
        self._came = threading.Condition()

    def __call__(self, news: News) -> None:
        with self._came:
            self.news.append(news)
            self._came.notify_all()

    def plan(self) -> News:
        """The first news with a plan, waited for."""
        with self._came:
            assert self._came.wait_for(lambda: any(news.rosters for news in self.news), MINUTES)
            return next(news for news in self.news if news.rosters)


@pytest.fixture
def endless() -> Iterator[tuple[Stacker, Heard, Problem]]:
    """A solve that has a plan at once and does not end by itself, and what it told."""
    problem = hard_problem(600)
    stacker, heard = Stacker.around(problem, (), 600), Heard()
    stacker.start(heard)
    yield stacker, heard, problem
    stacker.kill()


def run(problem: Problem, jobs: Sequence[BoardJob], seconds: float = MINUTES) -> list[News]:
    """A solve that ends by itself; all its news."""
    heard = Heard()
    stacker = Stacker.around(problem, jobs, seconds)
    stacker.start(heard)
    assert stacker.wait(MINUTES)
    stacker.kill()
    return heard.news


@cache
def around() -> tuple[News, ...]:
    """What a solve tells around the first job."""
    return tuple(run(problem_of(), board(locked=[0])))


@cache
def free() -> tuple[News, ...]:
    """What a solve tells that begins with the board, nothing of it locked."""
    return tuple(run(problem_of(), board()))


@pytest.fixture(scope="module")
def stopped() -> Iterator[tuple[Stacker, Heard, Problem, News]]:
    """A solve without an end, stopped once it had a plan; and its last news."""
    problem = hard_problem(600)
    stacker, heard = Stacker.around(problem, (), 600), Heard()
    stacker.start(heard)
    heard.plan()
    yield stacker, heard, problem, stacker.stop()
    stacker.kill()


def test_locked_jobs_are_in_every_plan_exactly_as_they_are() -> None:
    plans = [news.rosters for news in around() if news.rosters]
    assert plans
    assert all(board(locked=[0])[0].roster in plan for plan in plans)


def test_the_plan_of_a_small_problem_is_proved_the_best() -> None:
    last = run(problem_of(), ())[-1]
    assert (last.ended, last.best) == ("proof", solved().first.value)
    assert last.said.en.startswith("Proved")


def test_no_plan_is_worth_less_than_the_jobs_on_the_board() -> None:
    """The search begins with the board's own jobs, locked or not."""
    best = solved().first.value
    values = [news.best for news in free() if news.best is not None]
    assert values
    assert min(values) >= best - 0.01


def test_every_plan_on_the_way_keeps_every_rule_and_none_passes_what_was_said(
    stopped: tuple[Stacker, Heard, Problem, News],
) -> None:
    _, heard, problem, last = stopped
    plans = [news for news in heard.news if news.rosters]
    assert last in plans
    for news in plans:
        rosters = {str(at): roster for at, roster in enumerate(news.rosters or ())}
        assert plan_violations(problem, rosters) == {}
        assert news.jobs == len(rosters)
    bounds = [news.bound for news in heard.news if news.bound is not None]
    assert last.best is not None
    assert all(bound >= last.best - 0.01 for bound in bounds)


def test_what_the_words_say_can_be_better_at_most_is_never_too_little(
    stopped: tuple[Stacker, Heard, Problem, News],
) -> None:
    """Held against the best plan that was found in the end, in both languages alike."""
    _, heard, _, last = stopped
    said = [(news, _PERCENT.search(news.said.en)) for news in heard.news if news.best is not None]
    told = [(news, float(found[1])) for news, found in said if found]
    assert told
    for news, percent in told:
        assert news.best is not None
        assert news.bound is not None
        assert last.best is not None
        most = news.best * (1 + percent / 100)
        assert most >= news.bound - 1e-6
        assert most >= last.best
        assert f"{percent:g} %".replace(".", ",") in news.said.nl


def test_a_stop_gives_the_best_plan_so_far(stopped: tuple[Stacker, Heard, Problem, News]) -> None:
    stacker, heard, _, last = stopped
    first = heard.plan()
    assert last.ended == "user"
    assert last.best is not None
    assert first.best is not None
    assert last.best >= first.best
    assert heard.news[-1] == last
    assert not stacker.running


def test_a_stop_answers_even_where_the_process_is_frozen(endless: tuple[Stacker, Heard, Problem]) -> None:
    """It cannot answer any more; the last plan that it told stands, and it is ended."""
    stacker, heard, _ = endless
    heard.plan()
    assert stacker.pid is not None
    os.kill(stacker.pid, signal.SIGSTOP)
    last = stacker.stop()
    told = [news for news in heard.news if news.rosters and not news.ended]
    assert (last.ended, last.rosters) == ("user", told[-1].rosters)


def test_a_process_that_is_killed_is_told_with_the_last_plan(endless: tuple[Stacker, Heard, Problem]) -> None:
    stacker, heard, _ = endless
    heard.plan()
    assert stacker.pid is not None
    os.kill(stacker.pid, signal.SIGKILL)
    assert stacker.wait(MINUTES)
    last, plans = stacker.latest, [news for news in heard.news if news.rosters and not news.ended]
    assert last.ended == "lost"
    assert last.rosters == plans[-1].rosters
    assert "gestopt" in last.said.nl


def test_a_solve_that_is_not_wanted_any_more_ends_in_silence(endless: tuple[Stacker, Heard, Problem]) -> None:
    stacker, heard, _ = endless
    heard.plan()
    stacker.kill()
    assert stacker.wait(0)
    assert not any(news.ended for news in heard.news)


def test_a_stop_before_anything_was_found_leaves_the_board_alone() -> None:
    stacker = Stacker.around(hard_problem(600), (), 600)
    heard = Heard()
    stacker.start(heard)
    last = stacker.stop()
    assert (last.ended, last.rosters, last.levels) == ("user", None, ())


def test_jobs_that_break_a_rule_cannot_be_kept() -> None:
    """The board is told why the solve does not begin."""
    problem = under(problem_of(), "rules", max_hours=1.0, min_hours=0.0)
    last = run(problem, board(locked=[0])[:1])[-1]
    assert last.ended == "refused"
    assert last.rosters is None
    assert "hours" in last.said.en


def test_that_no_plan_exists_is_said() -> None:
    problem = problem_of()
    task = problem.tasks[0].task_id
    pins = (Pin(place=task), Pin(leave=task))
    problem = problem.model_copy(update={"scenario": problem.scenario.model_copy(update={"pins": pins})})
    last = run(problem, ())[-1]
    assert (last.ended, last.rosters) == ("none", None)
    assert last.said.en != last.said.nl


def test_the_bound_is_said_to_hold_only_around_what_is_locked() -> None:
    assert "locked" in around()[-1].said.en
    assert "locked" not in free()[-1].said.en
    assert around()[-1].levels == ()
    assert free()[-1].levels == solved().levels


def test_a_locked_draft_keeps_its_tasks_and_any_other_draft_does_not() -> None:
    problem = problem_of()
    wanted = next(
        name
        for job in solved().jobs
        for name in job.task_ids
        if problem.task_by_id[name].headcount == 1 and not problem.task_by_id[name].shareable
    )
    for locked in (True, False):
        plan = run(problem, [BoardJob("J01", (wanted,), None, locked)])[-1].rosters
        assert plan
        assert (wanted in left_over(problem, plan)) == locked


def test_what_the_search_begins_with_keeps_every_rule() -> None:
    """A job that a pin forbids, or that takes what a locked one holds, is left out of the start."""
    problem, jobs = problem_of(), board(locked=[0])
    twin = jobs[0]._replace(job_id="J90", locked=False)
    pair = next(job.task_ids for job in jobs if len(job.task_ids) > 1 and not job.locked)
    pins = (Pin(apart=pair[:2]), Pin(place=problem.tasks[0].task_id))
    decided = problem.model_copy(update={"scenario": problem.scenario.model_copy(update={"pins": pins})})
    rest = rest_to_stack(decided, [*jobs, twin])
    assert rest.keep == (jobs[0].roster,)
    assert twin.roster not in rest.start
    assert not any(set(pair) == {s.task_id for s in roster} for roster in rest.start)
    assert len(rest.start) == len(jobs) - 2
