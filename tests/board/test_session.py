"""What is decided in a session: moves, locks, agreements, rules and plans, and what is said of each."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bundler.board.session import Refused, Session
from bundler.board.state import Board, BoardJob
from bundler.domain import Pin, Problem
from bundler.generate import generate
from bundler.i18n import Text
from tests.board.table import begun, holds, table, task

FIRST = Pin(apart=("morning", "noon"))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """At the small table."""
    made = begun(tmp_path)
    yield made
    made.close()


def refused(session: Session, words: str, change: str, *values: object) -> None:
    """The change is refused with these words, and leaves no trace."""
    before, now = session.seq, session.now
    with pytest.raises(Refused, match=words) as caught:
        getattr(session, change)(*values, "f")
    assert caught.value.said.nl != caught.value.said.en
    assert (session.store.seq, session.now) == (before, now)


def test_a_move_that_makes_a_job_says_what_it_is_worth(session: Session) -> None:
    done = session.move("morning", None, "new", "f")
    assert done.said == Text(
        "morning is in J01 now. J01 is viable: 20 hours a week, 189 points.",
        "morning zit nu in J01. J01 kan: 20 uur per week, 189 punten.",
    )
    assert done.seq == 1
    assert [(each.job_id, each.viable, each.points) for each in done.judged] == [("J01", True, 189.0)]
    assert session.left["noon"] == 5
    assert "morning" not in session.left


def test_a_move_that_makes_no_job_yet_says_by_how_much_and_stays_as_a_draft(session: Session) -> None:
    done = session.move("short", None, "new", "f")
    assert done.said == Text(
        "short is in J01 now. J01 is not viable yet: has 17.5 hours a week: 2.5 hours short of 20.",
        "short zit nu in J01. J01 kan nog niet: heeft 17,5 uur per week: 2,5 uur minder dan 20.",
    )
    assert session.board.jobs[0].roster is None
    assert (session.left["short"], "short" in session.shelf) == (5, False)


def test_both_jobs_of_a_move_are_judged(session: Session) -> None:
    session.move("short", None, "new", "f")
    session.move("twice", None, "J01", "f")
    done = session.move("twice", "J01", "new", "f")
    assert [(each.job_id, each.viable) for each in done.judged] == [("J02", False), ("J01", False)]
    assert "J01 is not viable yet" in done.said.en


def test_a_job_that_gives_its_last_task_goes_and_its_number_is_not_used_again(session: Session) -> None:
    session.move("short", None, "new", "f")
    done = session.move("short", "J01", None, "f")
    assert done.said.en == "short is out of J01 now. J01 is empty and goes."
    assert session.board == Board()
    session.undo("f")
    session.undo("f")
    session.move("short", None, "new", "f")
    assert [job.job_id for job in session.board.jobs] == ["J02"]


def test_a_draft_becomes_viable_when_another_job_frees_what_it_waits_for(session: Session) -> None:
    session.set_rule("min_hours", 12, "f")
    session.move("shared", None, "new", "f")
    assert session.judged["J01"].hours == 15
    session.undo("f")
    session.add_pin(Pin(leave="shared"), "f")
    session.move("shared", None, "new", "f")
    session.remove_pin(Pin(leave="shared"), "f")
    assert session.judged["J02"].viable
    holds(session)


@pytest.mark.parametrize(
    ("words", "task_id", "source", "target"),
    [
        ("no task 'x'", "x", None, "new"),
        ("no job 'J09'", "noon", None, "J09"),
        ("no job 'J09'", "noon", "J09", None),
        ("noon is not in J01", "noon", "J01", None),
        ("morning is in J01 already", "morning", None, "J01"),
        ("it is in J01", "morning", None, "new"),
        ("where it is", "noon", None, None),
        ("where it is", "morning", "J01", "J01"),
    ],
)
def test_a_move_that_cannot_be_is_refused_with_why(
    session: Session, words: str, task_id: str, source: str | None, target: str | None
) -> None:
    session.move("morning", None, "new", "f")
    refused(session, words, "move", task_id, source, target)


def test_a_draft_holds_its_place_so_that_no_card_is_in_two_places(session: Session) -> None:
    """Two persons, so two jobs may have it, a third may not."""
    session.move("twice", None, "new", "f")
    session.move("twice", None, "new", "f")
    refused(session, "it is in J01 and J02", "move", "twice", None, "new")


def test_a_job_takes_no_more_than_the_search_looks_at(tmp_path: Path) -> None:
    session = begun(tmp_path, generate(20, seed=2))
    names = list(session.problem.task_by_id)
    for name in names[:12]:
        session.move(name, None, "J01" if session.board.jobs else "new", "f")
    refused(session, "more than 12 tasks", "move", names[12], None, "J01")
    session.close()


def test_a_move_asks_for_few_searches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody waits for the answer: each search takes some milliseconds, however many tasks there are."""
    from bundler.solver import find

    searches, most, plain = 0, 0, find.find_jobs

    def counted(problem: Problem, *given: Any, **more: Any) -> find.Found:
        nonlocal searches
        searches += 1
        assert len(problem.tasks) <= 20
        return plain(problem, *given, **more)

    session, rng, said = begun(tmp_path, generate(60, seed=4)), random.Random(4), list[Text]()
    for _ in range(15):
        session.move(rng.choice(list(session.shelf)), None, "new", "f")
    monkeypatch.setattr(find, "find_jobs", counted)
    for _ in range(60):
        searches, job = 0, rng.choice(session.board.jobs).job_id
        try:
            said.append(session.move(rng.choice(list(session.shelf)), None, job, "f").said)
        except Refused:
            continue
        most = max(most, searches)
        session.undo("f")
    assert len(said) > 30
    assert 3 <= most <= 25
    session.close()


def test_a_locked_job_takes_nothing_in_and_gives_nothing_out(session: Session) -> None:
    session.move("morning", None, "new", "f")
    session.lock("J01", True, "f")
    assert session.board.kept == (session.board.jobs[0].roster,)
    refused(session, "J01 is locked", "move", "noon", None, "J01")
    refused(session, "J01 is locked", "move", "morning", "J01", None)
    refused(session, "J01 is locked", "move", "morning", "J01", "new")
    refused(session, "J01 is locked", "dissolve", "J01")
    refused(session, "locked", "leave_out", "morning")
    session.lock("J01", False, "f")
    session.move("noon", None, "J01", "f")


def test_a_draft_cannot_be_locked(session: Session) -> None:
    session.move("short", None, "new", "f")
    refused(session, "Only a viable job", "lock", "J01", True)
    refused(session, "no job", "lock", "J09", True)


def test_locking_what_is_locked_changes_nothing(session: Session) -> None:
    session.move("morning", None, "new", "f")
    first, again = session.lock("J01", True, "f"), session.lock("J01", True, "f")
    assert first == again


def test_a_rule_says_what_it_does_to_the_jobs(session: Session) -> None:
    session.move("morning", None, "new", "f")
    session.move("short", None, "new", "f")
    assert session.set_rule("min_hours", 12, "f").said == Text(
        "Hours a week, at least: 12 now. Viable now: J02.",
        "Uren per week, ten minste: nu 12. Nu haalbaar: J02.",
    )
    assert session.problem.scenario.rules.min_hours == 12
    assert session.set_rule("min_hours", 25, "f").said.en.endswith("Not viable any more: J01 and J02.")
    assert session.undo("f").said.en == "Taken back: Hours a week, at least: 25."
    assert session.judged["J02"].viable


def test_a_weight_says_what_it_does_to_the_jobs(session: Session) -> None:
    """Where hours count for nothing and fewer are aimed at, the shared series gets its fewest sessions."""
    session.set_rule("min_hours", 6, "f")
    session.move("shared", None, "new", "f")
    session.set_weight("target_hours", 6.0, "f")
    done = session.set_weight("hours", 0.0, "f")
    assert done.said.en.endswith("Another week is best now: J01.")
    assert session.judged["J01"].hours == 6


def test_a_locked_job_becomes_a_draft_only_where_its_week_breaks_a_rule(session: Session) -> None:
    session.move("morning", None, "new", "f")
    session.lock("J01", True, "f")
    session.set_rule("min_hours", 12, "f")
    assert session.board.jobs[0].viable
    session.set_rule("min_hours", 22, "f")
    assert (session.board.jobs[0].viable, session.board.jobs[0].locked) == (False, True)
    session.set_rule("min_hours", 12, "f")
    assert session.board.jobs[0].viable


@pytest.mark.parametrize(
    ("change", "code", "value", "words"),
    [
        ("set_rule", "min_hours", 37, "Hours a week, at least: 37 is not possible"),
        ("set_rule", "min_hours", float("nan"), "not possible"),
        ("set_rule", "min_hours", "many", "many is not possible"),
        ("set_rule", "walking_speed_kmh", float("inf"), "not possible"),
        ("set_rule", "max_days", 8, "not possible"),
        ("set_rule", "day_start", 1320, "22:00 is not possible"),
        ("set_rule", "hours", 3, "no rule or weight 'hours'"),
        ("set_rule", "__class__", 3, "no rule or weight"),
        ("set_weight", "hours", -1.0, "-1 is not possible"),
        ("set_weight", "hours", float("inf"), "not possible"),
        ("set_weight", "min_hours", 3.0, "no rule or weight"),
    ],
)
def test_a_value_that_cannot_be_is_refused(
    session: Session, change: str, code: str, value: object, words: str
) -> None:
    refused(session, words, change, code, value)


def test_a_value_that_is_there_already_makes_no_event(session: Session) -> None:
    assert session.set_rule("min_hours", 20, "f").said.en == "Hours a week, at least: still 20."
    assert session.set_weight("hours", 10.0, "f").seq == 0
    assert session.set_objective("balanced", "f").seq == 0


def test_tasks_kept_apart_make_a_draft_of_the_job_that_has_both(session: Session) -> None:
    session.set_rule("break_rule", "none", "f")
    session.move("morning", None, "new", "f")
    session.move("noon", None, "J01", "f")
    done = session.add_pin(FIRST, "f")
    assert done.said.en == "Agreed: morning and noon not in one job. Not viable any more: J01."
    assert session.problem.scenario.pins == (FIRST,)
    done = session.remove_pin(Pin(apart=("noon", "morning")), "f")
    assert done.said.en.endswith("Viable now: J01.")


def test_an_agreement_that_asks_for_a_job_leaves_the_others_alone(session: Session) -> None:
    session.move("morning", None, "new", "f")
    done = session.add_pin(Pin(together=("noon", "late")), "f")
    assert done.said.en == "Agreed: noon and late in one job. All jobs stay as they are."
    assert session.board.jobs[0].viable
    session.move("short", None, "new", "f")
    holds(session)


def test_what_is_left_out_leaves_its_jobs(session: Session) -> None:
    session.move("short", None, "new", "f")
    session.move("twice", None, "J01", "f")
    session.leave_out("twice", "f")
    assert session.board.jobs[0].task_ids == ("short",)
    assert session.board.pins == (Pin(leave="twice"),)
    session.move("twice", None, "new", "f")
    assert "twice" in session.judged["J02"].why[0].en
    session.undo("f")
    session.undo("f")
    assert session.board.jobs[0].task_ids == ("short", "twice")


@pytest.mark.parametrize(
    ("words", "pin"),
    [
        ("not known: x", Pin(place="x")),
        ("not known: morning", Pin(forbid_suppliers=("morning", "s1"))),
        ("two or more", Pin(apart=("noon",))),
        ("two or more", Pin(together=("noon", "noon"))),
        ("agreed already", Pin(apart=("noon", "morning"))),
    ],
)
def test_an_agreement_that_cannot_be_is_refused(session: Session, words: str, pin: Pin) -> None:
    session.add_pin(FIRST, "f")
    refused(session, words, "add_pin", pin)


def test_an_agreement_that_is_not_there_cannot_be_taken_back(session: Session) -> None:
    refused(session, "not agreed", "remove_pin", FIRST)


def test_agreements_and_objective_of_the_data_are_on_the_board(tmp_path: Path) -> None:
    problem = table()
    solve = problem.scenario.solve.model_copy(update={"objective": "most-jobs"})
    scenario = problem.scenario.model_copy(update={"pins": (FIRST,), "solve": solve})
    session = begun(tmp_path, problem.model_copy(update={"scenario": scenario}))
    assert (session.board.pins, session.board.objective) == ((FIRST,), "most-jobs")
    session.remove_pin(FIRST, "f")
    session.set_objective("most-hours", "f")
    assert session.problem.scenario.pins == ()
    assert session.problem.scenario.solve.objective == "most-hours"
    session.close()


def solved(session: Session, *names: str, job_id: str = "") -> BoardJob:
    """A job as the solver may find it."""
    from bundler.board.judge import best_week

    return BoardJob(job_id or session.next_job_ids(1)[0], names, best_week(session.problem, names, [])[0])


def test_a_plan_takes_the_place_of_all_jobs_and_names_the_drafts_that_dissolve(session: Session) -> None:
    session.move("short", None, "new", "f")
    session.move("morning", None, "new", "f")
    session.lock("J02", True, "f")
    plan = [session.board.jobs[1], solved(session, "again")]
    done = session.take_plan(plan, "f")
    assert done.said.en == "The plan is taken over: 2 jobs. These drafts dissolve: J01."
    assert session.board.jobs == tuple(plan)
    holds(session)
    session.undo("f")
    assert [job.job_id for job in session.board.jobs] == ["J01", "J02"]


def test_a_plan_that_does_not_fit_the_board_is_refused(session: Session) -> None:
    session.move("morning", None, "new", "f")
    session.lock("J01", True, "f")
    locked, other = session.board.jobs[0], solved(session, "again")
    for words, plan in (
        ("J01 is locked", [other]),
        ("J01 is locked", [locked._replace(locked=False), other]),
        ("persons|jobs", [locked, solved(session, "morning")]),
        ("numbers", [locked, other._replace(job_id="J01")]),
        ("numbers", [locked, other._replace(job_id="J00")]),
        ("numbers", [locked, other._replace(job_id="<b>")]),
        ("no week", [locked, other._replace(roster=None)]),
        ("other tasks", [locked, other._replace(task_ids=("noon",))]),
        ("must be 5", [locked, other._replace(roster=(other.roster or ())[:2])]),
    ):
        refused(session, words, "take_plan", plan)


def test_a_moment_has_a_name_and_can_be_looked_at(session: Session) -> None:
    session.move("morning", None, "new", "f")
    session.name_moment("  before lunch ", "f")
    session.set_rule("min_hours", 12, "f")
    (moment,) = session.history.moments
    board = session.history.at(moment.seq)
    assert (moment.name, [job.job_id for job in board.jobs]) == ("before lunch", ["J01"])
    assert session.problem_of(board).scenario.rules.min_hours == 20
    for name in (" ", "x" * 81, "\ud800"):
        refused(session, "name has|cannot be kept", "name_moment", name)


def test_there_is_an_end_to_undo_and_redo(session: Session) -> None:
    refused(session, "nothing to take back", "undo")
    refused(session, "nothing to do again", "redo")


def test_a_task_for_two_can_be_in_two_jobs(tmp_path: Path) -> None:
    problem: Problem = table()
    wide = problem.model_copy(update={"tasks": (*problem.tasks, task("wide", "s1", 5, 5, 8, headcount=2))})
    session = begun(tmp_path, wide)
    session.move("wide", None, "new", "f")
    session.move("wide", None, "new", "f")
    assert [job.viable for job in session.board.jobs] == [True, True]
    assert session.left.get("wide") is None
    holds(session)
    session.close()
