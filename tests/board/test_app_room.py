"""The solver in the room: it stacks the rest while people go on, and ends when they say so."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bundler.board.answering import Rosters
from bundler.board.answers import Answers
from bundler.board.questions import Questions
from bundler.board.view_model import Look
from bundler.domain import Problem
from bundler.generate import generate
from bundler.io.write_problem import write_folder
from bundler.rules import plan_violations
from tests.board.client import Stage

PATIENCE = 60.0  # the first time the solver's machine code is made


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with Stage(tmp_path) as stage:
        yield stage


@pytest.fixture
def long(tmp_path: Path) -> Iterator[Stage]:
    """With tasks that the solver is not done with for a long time."""
    write_folder(generate(100, seed=8), tmp_path / "data")
    with Stage(tmp_path, tmp_path / "data") as stage:
        yield stage


def wait(until: Callable[[], bool]) -> None:
    """Wait for a state, never for a time."""
    end = time.monotonic() + PATIENCE
    while not until():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_stack_stop_and_keep(long: Stage) -> None:
    """The numbers stream, a stop answers within a second, and the plan is one event that can be undone."""
    assert long.facilitator.post("/stop").status == 409
    assert long.facilitator.post("/stack", {"seconds": "60"}).status == 200
    assert long.facilitator.post("/stack").status == 409
    wait(lambda: long.room.snapshot().stacking.best is not None)
    assert long.session.board.jobs == (), "nothing jumps on the screen before it is taken"
    plan = long.room.snapshot().stacking.plan
    assert plan_violations(long.session.problem, {str(at): roster for at, roster in enumerate(plan)}) == {}
    pictures = [
        re.findall('<svg class="plan".*?</svg>', one.get("/").text) for one in (long.viewer, long.supplier)
    ]
    assert [len(found) for found in pictures] == [1, 1]
    assert pictures[0][0].count("<rect") >= len(plan) > 3
    answer = long.facilitator.post("/stop", {"keep": "yes"})
    assert (answer.status, answer.seq) == (200, 1)
    assert len(long.session.board.jobs) > 3
    assert not long.room.snapshot().stacking.running
    assert '<svg class="plan"' not in long.viewer.get("/").text
    assert long.facilitator.post("/do/undo").status == 200
    assert long.session.board.jobs == ()


def test_a_plan_can_be_thrown_away(long: Stage) -> None:
    long.facilitator.post("/stack")
    wait(lambda: long.room.snapshot().stacking.best is not None)
    assert long.facilitator.post("/stop", {"keep": "no"}).status == 200
    assert long.session.seq == 0


def test_a_solve_that_ends_by_itself_puts_its_plan_on_the_board(stage: Stage) -> None:
    stage.facilitator.post("/stack", {"seconds": "5"})
    wait(lambda: not stage.room.snapshot().stacking.running)
    assert len(stage.session.board.jobs) > 3
    assert [one.who for one in stage.session.store.events()] == ["facilitator"]


def test_a_change_meanwhile_begins_the_solve_anew_and_is_kept(long: Stage) -> None:
    """A rule that is set and a job that is locked while it solves hold in the plan that comes out."""
    long.facilitator.post("/stack", {"seconds": "60"})
    wait(lambda: long.room.snapshot().stacking.best is not None)
    first = long.room._solve
    assert long.facilitator.post("/do/rule", {"code": "max_hours", "value": "30"}).status == 200
    wait(lambda: long.room._solve is not first)
    wait(lambda: long.room.snapshot().stacking.best is not None)
    assert long.facilitator.post("/stop").status == 200
    hours = [job.hours for job in long.session.judged.values()]
    assert hours
    assert max(hours) <= 30


def test_a_stop_right_after_a_change_leaves_that_change_as_it_is(long: Stage) -> None:
    """A plan of before the change is not laid over it, and no solver goes on unseen."""
    long.facilitator.post("/stack", {"seconds": "60"})
    wait(lambda: long.room.snapshot().stacking.best is not None)
    long.facilitator.post("/do/move", {"task_id": "T001", "target": "new"})
    board = long.session.board
    answer = long.facilitator.post("/stop", {"keep": "yes"})
    assert (answer.status, answer.seq) == (409, None)
    time.sleep(1.0)  # longer than it waits before it would begin anew
    assert long.session.board == board
    assert long.room._solve is None
    assert not long.room.snapshot().stacking.running


def test_closing_the_room_ends_the_solver(stage: Stage) -> None:
    stage.facilitator.post("/stack")
    solve = stage.room._solve
    assert solve is not None
    wait(lambda: solve.stacker.pid is not None)
    stage.room.close()
    assert not solve.stacker.running


def test_questions_are_answered_beside_the_board(stage: Stage) -> None:
    """Why, what is missing and what differs: in words, as text."""
    stage.facilitator.post("/do/moment", {"name": "begin"})
    stage.facilitator.post("/do/move", {"task_id": "A01", "target": "new"})
    for target in ("/why/A02", "/moments?a=begin"):
        answer = stage.viewer.get(target)
        assert answer.status == 200
        assert answer.headers["content-type"] == ["text/html; charset=utf-8"]
        assert len(answer.text) > 20
    assert stage.viewer.get("/why/NONE").status == 409
    assert stage.viewer.get("/moments?a=nothing").status == 409


def test_the_facilitator_hands_out_codes_of_suppliers_and_sends_people_out(stage: Stage) -> None:
    """Nobody else can; who is sent out can do nothing more and has to come in anew."""
    first, second = stage.suppliers[:2]
    for person in (stage.supplier, stage.viewer, stage.nobody):
        assert person.get(f"/invite/{second}").status in (401, 403)
        for target, given in (("/dismiss", {"supplier_id": first}), ("/door", {"choose": "no"})):
            assert person.post(target, given).status in (401, 403)
    assert stage.facilitator.get("/invite/nobody").status == 409
    sheet = stage.facilitator.get(f"/invite/{second}").text
    code = stage.access.code_of(second)
    assert code in sheet
    assert f"code={code}&amp;as={second}" in sheet
    assert stage.access.code not in sheet
    assert f'value="{second}" selected' in stage.nobody.get(f"/join?code={code}&as={second}").text

    assert stage.facilitator.post("/door", {"choose": "no"}).status == 200
    wrong = stage.nobody.post("/join", {"code": stage.access.code, "supplier_id": second})
    assert (wrong.status, "only look" in wrong.text) == (403, True)
    answer = stage.nobody.post("/join", {"code": code, "supplier_id": second})
    person = stage.access.person(answer.token())
    assert person is not None
    assert person.supplier_id == second

    page = stage.facilitator.get("/").text
    assert f'id="guest-{first}"' in page
    assert "1 browser" in page
    assert stage.facilitator.post("/dismiss", {"supplier_id": first}).status == 200
    assert stage.supplier.get("/live").status == 401
    assert stage.supplier.post("/do/propose", {"kind": "drop", "task_id": "A01"}).status == 401
    assert stage.viewer.get("/live").status == 200


def test_to_look_at_a_code_changes_nothing(stage: Stage) -> None:
    before = stage.state
    assert stage.facilitator.get(f"/invite/{stage.suppliers[0]}").status == 200
    assert stage.state == before


def test_days_come_as_a_box_for_each_or_as_text(stage: Stage) -> None:
    """Both are read by the checks of the file import."""
    task = next(task for task in stage.session.problem.tasks if task.supplier_id == stage.suppliers[0])
    change = [("kind", "change"), ("task_id", task.task_id), ("sessions_per_week", "2")]
    for days in ([("days", "tue"), ("days", "thu")], [("days", "di, do")]):
        assert stage.facilitator.post("/do/change", [*change, *days]).status == 200
        assert stage.session.problem.task_by_id[task.task_id].days == (1, 3)
    refused = stage.facilitator.post("/do/change", [*change, ("days", "mon"), ("days", "someday")])
    assert refused.status == 409


def test_it_gets_ready_for_questions_once_the_board_stands_still(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While somebody looks and nothing else is at work."""
    ready: list[int] = []
    monkeypatch.setattr("bundler.board.questions.SETTLE_SECONDS", 0.1)

    def get_ready(_: Answers, problem: Problem, rosters: Rosters) -> bool:
        ready.append(len(rosters))
        return len(problem.tasks) > 0

    monkeypatch.setattr(Answers, "get_ready", get_ready)
    questions = Questions(stage.room)
    stage.facilitator.post("/do/moment", {"name": "nobody looks"})
    time.sleep(0.3)
    assert ready == []
    with stage.room.hub.line(Look("viewer"), "somebody"):
        for number in range(5):
            stage.facilitator.post("/do/moment", {"name": f"{number}"})
        wait(lambda: ready == [0])
    questions.close()
