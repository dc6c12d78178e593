"""What moved between two plans: every task and job once, and the same seen from both sides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundler.domain import Job
from bundler.rules import make_job
from bundler.scenarios.compare_moves import MOVE_KINDS, Held, Move, Moves, moves
from tests.report import compare_sample, sample

OF = sample.problem()
BACK = {
    "left": "placed",
    "placed": "left",
    "fewer": "more",
    "more": "fewer",
    "added": "dropped",
    "dropped": "added",
}


def jobs(*rosters: object) -> list[Job]:
    return [make_job(OF, f"J{number:02d}", roster) for number, roster in enumerate(rosters, 1)]  # type: ignore[arg-type]


def moved(before: list[Job], after: list[Job]) -> Moves:
    return moves((OF, before), (OF, after))


BASE, OTHER = jobs(*sample.ROSTERS), jobs(*compare_sample.OTHER)


def test_every_kind_of_move_is_told_with_its_jobs() -> None:
    found = {move.task_id: move for move in moved(BASE, OTHER).tasks}
    assert found["C1"] == Move("C1", "moved", 5, 5, (Held("J01", ("K1",), 5),), (Held("J01", ("C2",), 5),))
    assert found["C2"] == Move("C2", "fewer", 5, 4, (Held("J02", ("K1",), 5),), (Held("J01", ("C1",), 4),))
    assert found["K1"].kind == "moved"
    assert [held.partners for held in found["K1"].after] == [(), ("X1",)]
    assert found["X1"] == Move("X1", "placed", 0, 2, (), (Held("J03", ("K1",), 2),))
    assert found["G1"].kind == found["G2"].kind == "retimed"
    back = {move.task_id: move.kind for move in moved(OTHER, BASE).tasks}
    assert (back["C2"], back["X1"]) == ("more", "left")


def test_a_task_whose_own_times_stay_is_no_move_where_only_its_partner_is_retimed() -> None:
    later = [*sample.sessions("C1", 420, 180), *sample.sessions("K1", 660, 150)]
    found = moved(BASE, jobs(later, *sample.ROSTERS[1:]))
    assert [(move.task_id, move.kind) for move in found.tasks] == [("K1", "retimed")]
    assert found.retimed == (("J01", "J01"),)
    assert found.stayed == 4


def test_jobs_that_stayed_are_found_whatever_their_code() -> None:
    found = moved(BASE, jobs(*sample.ROSTERS[::-1]))
    assert found.tasks == ()
    assert sorted(found.same) == [("J01", "J03"), ("J02", "J02"), ("J03", "J01")]
    assert (found.gone, found.new, found.stayed) == ((), (), 5)


def test_only_the_copies_that_changed_are_shown() -> None:
    """Of a task in three jobs of which one changed, that one."""
    of, three = sample.scaled(3)
    last = sample.sessions("C1", 420, 180)
    changed = [*three.jobs[:2], make_job(of, "J03", last)]
    found = {move.task_id: move for move in moves((of, three.jobs), (of, changed)).tasks}
    assert found["C1"].before == (Held("J03", ("K1",), 5),)
    assert found["C1"].after == (Held("J03", (), 5),)
    assert (found["K1"].kind, found["K1"].sessions_before, found["K1"].sessions_after) == ("fewer", 15, 10)


def test_tasks_of_only_one_of_the_two_are_added_or_dropped() -> None:
    less = OF.model_copy(update={"tasks": tuple(task for task in OF.tasks if task.task_id != "C1")})
    after = [job for job in BASE if "C1" not in job.task_ids]
    gone = {move.task_id: move.kind for move in moves((OF, BASE), (less, after)).tasks}
    come = {move.task_id: move.kind for move in moves((less, after), (OF, BASE)).tasks}
    assert gone["C1"] == "dropped"
    assert come["C1"] == "added"


@st.composite
def plans(draw: st.DrawFn) -> list[Job]:
    """Some of the rosters there are, in any order."""
    rosters = [*sample.ROSTERS, *compare_sample.OTHER]
    return jobs(*draw(st.lists(st.sampled_from(rosters), max_size=6)))


@given(plans(), plans())
def test_every_job_is_counted_once_on_each_side(before: list[Job], after: list[Job]) -> None:
    found = moved(before, after)
    pairs = [*found.same, *found.retimed]
    assert sorted([*(old for old, _ in pairs), *found.gone]) == sorted(job.job_id for job in before)
    assert sorted([*(new for _, new in pairs), *found.new]) == sorted(job.job_id for job in after)


@given(plans(), plans())
def test_every_task_in_a_job_stayed_or_moved_and_back_is_the_reverse(
    before: list[Job], after: list[Job]
) -> None:
    there, back = moved(before, after), moved(after, before)
    held = {task_id for job in (*before, *after) for task_id in job.task_ids}
    assert there.stayed + len(there.tasks) == len(held)
    assert {move.task_id: BACK.get(move.kind, move.kind) for move in there.tasks} == {
        move.task_id: move.kind for move in back.tasks
    }
    for move in there.tasks:
        count = sum(session.task_id == move.task_id for job in after for session in job.roster)
        assert move.sessions_after == count


@given(plans())
def test_a_plan_compared_with_itself_is_all_the_same(plan: list[Job]) -> None:
    found = moved(plan, plan)
    assert (found.tasks, found.retimed, found.gone, found.new) == ((), (), (), ())


@pytest.mark.parametrize("kind", MOVE_KINDS)
def test_every_kind_has_its_words(kind: str) -> None:
    from bundler.report.compare_words import MOVES

    assert kind in MOVES
