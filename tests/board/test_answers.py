"""Questions from the room: each is answered, whatever happens to the process that works on it."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bundler.board import answering
from bundler.board.answers import Answers, NoAnswer
from bundler.board.beside import Beside, Lost, Tell
from bundler.board.moments import Compared, Moment, compare
from bundler.board.state import Board, BoardJob
from bundler.domain import Pin, Problem, Result
from bundler.errors import UsageError
from bundler.rules import left_over
from bundler.solver import solve
from tests.scenarios.grids import problem_of, under

MINUTES = 120.0


@cache
def solved() -> Result:
    return solve(problem_of())


def board() -> Board:
    """The best plan as lanes, the last one left out: that much is left over."""
    jobs = tuple(BoardJob(job.job_id, job.task_ids, job.roster) for job in solved().jobs[:-1])
    return Board(jobs=jobs)


def pinned(*pins: Pin) -> Problem:
    problem = problem_of()
    return problem.model_copy(update={"scenario": problem.scenario.model_copy(update={"pins": pins})})


def left() -> str:
    """A task of which something is left over."""
    return next(iter(left_over(problem_of(), board().rosters.values())))


@pytest.fixture(scope="module")
def answers() -> Iterator[Answers]:
    given = Answers(1.0)
    yield given
    given.close()


def killed_once(marker: str, *, tell: Tell, stop: threading.Event) -> str:
    """Work that is killed the first time that it is tried."""
    try:
        os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return "answered"
    os.kill(os.getpid(), signal.SIGKILL)
    return "never"


def killed_always(*, tell: Tell, stop: threading.Event) -> str:
    """Work that nothing survives."""
    os.kill(os.getpid(), signal.SIGKILL)
    return "never"


def until_stopped(*, tell: Tell, stop: threading.Event) -> str:
    """Work that ends when it is told to."""
    tell("begun")
    return "stopped" if stop.wait(MINUTES) else "late"


def test_why_says_what_is_left_over_and_the_reason_in_two_languages(answers: Answers) -> None:
    """What could be had at once is had by the button in the room, not on a command line."""
    found = answers.why(problem_of(), board().rosters, left()).result(MINUTES)
    assert found.code == "R-BETTER"
    assert "bundler" not in "".join(line.en for line in found.lines)
    assert found.task_id == left()
    assert found.lines[0].en.startswith(left())
    assert len(found.lines) > 1
    assert all(line.en and line.nl for line in found.lines)
    assert found.lines[0].en != found.lines[0].nl


def test_a_question_is_answered_though_its_process_is_killed_before(answers: Answers) -> None:
    """It begins again by itself."""
    first = answers.why(problem_of(), board().rosters, left()).result(MINUTES)
    (before,) = answers.pids[:1]
    os.kill(before, signal.SIGKILL)
    assert answers.why(problem_of(), board().rosters, left()).result(MINUTES) == first
    assert answers.pids[0] != before


def test_a_question_is_asked_again_where_its_process_is_killed_in_the_midst(
    answers: Answers, tmp_path: Path
) -> None:
    work = (killed_once, str(tmp_path / "tried"))
    assert answers._ask(answers._quick, ("test", None), work, MINUTES).result(MINUTES) == "answered"


def test_what_no_process_survives_is_told_and_the_next_question_answered(answers: Answers) -> None:
    with pytest.raises(NoAnswer) as lost:
        answers._ask(answers._quick, ("test", None), (killed_always,), MINUTES).result(MINUTES)
    assert lost.value.text.en != lost.value.text.nl
    assert answers.why(problem_of(), board().rosters, left()).result(MINUTES).task_id == left()


def test_an_unknown_task_is_an_error_of_the_question_only(answers: Answers) -> None:
    with pytest.raises(UsageError, match="no task 'X99'"):
        answers.why(problem_of(), board().rosters, "X99").result(MINUTES)


def test_equal_questions_about_one_board_are_worked_out_once(answers: Answers) -> None:
    """Who goes away does not take the answer from the others."""
    gone = answers.why(problem_of(), board().rosters, left(), key=7)
    again = answers.why(problem_of(), board().rosters, left(), key=7)
    gone.cancel()
    assert again.result(MINUTES) is answers.why(problem_of(), board().rosters, left(), key=7).result(MINUTES)
    other = answers.why(problem_of(), board().rosters, left(), key=8).result(MINUTES)
    assert other is not again.result()


def test_too_many_questions_are_not_taken() -> None:
    given = Answers()

    def ask_on() -> None:
        for _ in range(100):
            given._ask(given._quick, ("test", None), (until_stopped,), MINUTES)

    try:
        with pytest.raises(NoAnswer, match="Many questions"):
            ask_on()
    finally:
        given.close()


def test_after_closing_questions_end_without_an_answer() -> None:
    given, began = Answers(), threading.Event()
    asked = given._ask(given._long, ("test", None), (until_stopped,), MINUTES)
    while not given.pids:
        began.wait(0.01)
    given.close()
    with pytest.raises(NoAnswer):
        asked.result(MINUTES)
    with pytest.raises(NoAnswer):
        given.why(problem_of(), board().rosters, left())


def test_a_process_ends_its_work_when_asked_and_takes_more() -> None:
    beside = Beside()
    try:
        for _ in range(2):
            assert beside.do(until_stopped, tell=lambda _: beside.stop()) == "stopped"
    finally:
        beside.end()
    with pytest.raises(Lost):
        beside.do(until_stopped)


def test_agreements_that_no_job_keeps_yet_do_not_stand_in_the_way_of_an_answer() -> None:
    """Of a board on its way to a plan they are left out of the question, and that is said."""
    kept = next(job.task_ids[0] for job in board().jobs)
    asked, said = answering.without_open_pins(pinned(Pin(place=kept), Pin(place=left())), board().rosters)
    assert asked.scenario.pins == (Pin(place=kept),)
    assert len(said) == 1
    assert left() in said[0].nl
    assert kept not in said[0].nl


def test_the_ask_list_is_in_two_languages_and_verified(answers: Answers) -> None:
    """Each ask has the job that it makes possible and what it brings."""
    problem = under(problem_of(), "rules", min_hours=20.0)
    plan = solve(problem).jobs
    rosters = {job.job_id: job.roster for job in plan}
    found = answers.asks(problem, rosters, "nl", count=2, seconds=6.0).result(MINUTES)
    assert found.asks or found.notes
    for text in (text for ask in found.asks for text in (ask.text, ask.job, ask.brings)):
        assert text.en != text.nl


def test_an_own_job_is_viable_with_its_week_or_has_every_rule_in_its_way(answers: Answers) -> None:
    problem, jobs = problem_of(), board().jobs
    others = [job.roster for job in jobs[1:] if job.roster is not None]
    found = answers.own(problem, others, jobs[0].task_ids).result(MINUTES)
    assert found.viable is True
    assert {session.task_id for session in found.roster or ()} == set(jobs[0].task_ids)
    strict = under(problem, "rules", max_hours=1.0, min_hours=0.0)
    refused = answers.own(strict, (), jobs[0].task_ids).result(MINUTES)
    assert refused.viable is False
    assert refused.roster is None
    assert len(refused.lines) > 1


def test_an_own_job_of_what_other_jobs_hold_says_so(answers: Answers) -> None:
    problem, jobs = problem_of(), board().jobs
    held = next(
        name
        for name in jobs[0].task_ids
        if not problem.task_by_id[name].shareable and problem.task_by_id[name].headcount == 1
    )
    found = answers.own(problem, list(board().rosters.values()), [held]).result(MINUTES)
    assert found.viable is False
    assert held in found.lines[0].en


def _compared(before: Moment, after: Moment) -> Compared:
    return compare(before, after, tell=lambda _: None, stop=threading.Event())


def test_two_moments_tell_every_figure_and_job_that_differs() -> None:
    whole = board()
    first, *rest = whole.jobs
    less = Board(jobs=tuple(rest))
    found = _compared(Moment(problem_of(), less), Moment(problem_of(), whole))
    jobs = next(figure for figure in found.figures if figure.code == "jobs")
    assert (jobs.before.en, jobs.after.en, jobs.by.en, jobs.better) == (
        str(len(rest)),
        str(len(whole.jobs)),
        "+1",
        True,
    )
    assert [line.en.split(" ")[0] for line in found.jobs] == [first.job_id]
    assert "nieuw" in found.jobs[0].nl
    assert found.same == len(rest)
    back = _compared(Moment(problem_of(), whole), Moment(problem_of(), less))
    assert next(figure for figure in back.figures if figure.code == "jobs").better is False
    assert "weg" in back.jobs[0].nl


def test_a_moment_is_the_same_as_itself() -> None:
    moment = Moment(problem_of(), board())
    found = _compared(moment, moment)
    assert (found.figures, found.jobs, found.same) == ((), (), len(board().jobs))
    assert len(found.notes) == 1


def test_moments_under_other_rules_say_that_points_do_not_compare() -> None:
    other = under(problem_of(), "weights", hours=5.0)
    found = _compared(Moment(problem_of(), board()), Moment(other, board()))
    assert [note for note in found.notes if "“Punten per uur”" in note.nl]


def test_comparing_goes_over_to_another_process_and_back(answers: Answers) -> None:
    moment = Moment(problem_of(), board())
    assert answers.compare(moment, moment).result(MINUTES).same == len(board().jobs)


def test_what_is_made_ready_before_is_not_waited_for(answers: Answers) -> None:
    """The answer is the same; a question about another board puts an end to getting ready."""
    problem, rosters = problem_of(), board().rosters
    known = answers.why(problem, rosters, left()).result(MINUTES)
    assert answers.get_ready(problem, rosters)
    assert answers.why(problem, rosters, left()).result(MINUTES) == known
    other = dict(list(rosters.items())[1:])
    assert answers.get_ready(problem, other)
    assert not answers.get_ready(problem, rosters), "one at a time"
    assert answers.why(problem, rosters, left()).result(MINUTES) == known
