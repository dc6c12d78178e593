"""How the plan came about: every event in words, in both languages."""

from __future__ import annotations

import json
from functools import cache
from typing import get_args

import pytest

from bundler.board import events
from bundler.board.events import Event, Stored, from_json, to_json
from bundler.board.replay import Step, document, lines, replay
from bundler.board.state import Board, BoardJob, TaskChange
from bundler.domain import Pin, Result
from bundler.i18n import LANGS
from bundler.solver import solve
from tests.scenarios.grids import problem_of


@cache
def solved() -> Result:
    return solve(problem_of())


def lane(number: int, at: int = 0) -> BoardJob:
    """A viable job of the best plan under a number."""
    job = solved().jobs[at]
    return BoardJob(f"J{number:02d}", job.task_ids, job.roster)


SUPPLIER = problem_of().suppliers[0].supplier_id
TASK = problem_of().tasks[0].task_id
NEW = TaskChange("add", "T99", {"task_id": "T99", "title": "Ramen <b>lappen</b> {x}", "days": "ma, di"})


def story() -> list[tuple[str, Event]]:
    """A workshop in which everything happens that can."""
    draft, viable = BoardJob("J01", (TASK,)), lane(1)
    return [
        ("facilitator", events.JobsSet(jobs=(draft,))),
        ("facilitator", events.JobsSet(jobs=(viable,))),
        ("facilitator", events.Locked(job_id="J01", locked=True)),
        ("facilitator", events.Locked(job_id="J01", locked=False)),
        ("facilitator", events.PinAdded(pin=Pin(leave=TASK))),
        ("facilitator", events.PinRemoved(pin=Pin(leave=TASK))),
        ("facilitator", events.RuleSet(code="day_start", value=390, jobs=(draft,))),
        ("facilitator", events.WeightSet(code="travel", value=2.5)),
        ("facilitator", events.ObjectiveSet(objective="most-jobs")),
        (f"supplier {SUPPLIER}", events.Proposed(number=1, supplier_id=SUPPLIER, change=NEW)),
        ("facilitator", events.Accepted(number=1, jobs=(viable,))),
        (f"supplier {SUPPLIER}", events.Proposed(number=2, supplier_id=SUPPLIER, change=NEW)),
        ("facilitator", events.Refused(number=2)),
        ("facilitator", events.TaskChanged(change=TaskChange("drop", "T99", {}))),
        ("facilitator", events.JobsSet(jobs=(BoardJob("J02", ("T99", TASK)),))),
        ("facilitator", events.MomentNamed(name="voor de lunch")),
        ("facilitator", events.PlanTaken(jobs=(lane(1), lane(3, 1)))),
        ("facilitator", events.Undone()),
        ("facilitator", events.Redone()),
        ("facilitator", events.JobsSet(jobs=(BoardJob("J03", ()),))),
    ]


def stored() -> list[Stored]:
    return [
        Stored(seq, f"2026-11-{23 + seq // 18}T10:{seq:02d}:07.123+00:00", who, event)
        for seq, (who, event) in enumerate(story(), 1)
    ]


def steps() -> tuple[Step, ...]:
    return replay(stored(), Board(), problem_of())


def test_the_story_has_every_kind_of_event() -> None:
    """So that none can be without words."""
    assert {type(event) for _, event in story()} == set(get_args(Event))


def test_every_event_is_a_sentence_in_both_languages() -> None:
    for step in steps():
        for said in step.said:
            assert said.endswith((".", ")"))
            assert said[0].isupper()
        if step.kind not in ("objective_set",):
            assert step.said.en != step.said.nl


def test_each_step_counts_what_stood_on_the_board_after_it() -> None:
    told = {step.seq: step for step in steps()}
    minutes = solved().jobs[0].minutes
    assert (told[1].jobs, told[1].drafts, told[1].minutes) == (0, 1, 0)
    assert (told[2].jobs, told[2].drafts, told[2].minutes) == (1, 0, minutes)
    assert (told[7].jobs, told[7].drafts) == (0, 1)
    assert (told[15].jobs, told[15].drafts) == (1, 1)
    assert (told[17].jobs, told[17].drafts) == (2, 0)
    assert (told[18].jobs, told[18].drafts) == (1, 1)
    assert told[19].minutes == minutes + solved().jobs[1].minutes
    assert told[20].minutes == minutes


def test_a_job_is_told_by_what_came_in_and_whether_it_is_viable() -> None:
    first, second, *_ = steps()
    assert "J01" in first.said.en
    assert TASK in first.said.en
    assert "draft" in first.said.en
    assert "schets" in first.said.nl
    assert "haalbaar" in second.said.nl


def test_undo_and_redo_say_what_they_take_back() -> None:
    told = {step.seq: step for step in steps()}
    assert told[17].said.nl in told[18].said.nl
    assert told[17].said.en in told[19].said.en


def test_a_supplier_goes_by_its_name_and_its_task_by_the_title_it_gave() -> None:
    told = {step.seq: step for step in steps()}
    name = problem_of().suppliers[0].name or SUPPLIER
    assert told[10].who.nl == name
    assert told[1].who.nl == "begeleider"
    assert "T99 Ramen" in told[10].said.nl
    assert "T99 Ramen" in told[15].said.nl


def test_a_plan_is_told_in_numbers_of_jobs() -> None:
    """One as it was, one new, and the draft gone."""
    told = {step.seq: step for step in steps()}
    assert all(part in told[17].said.en for part in ("2 jobs", "1 as they were", "1 new", "1 gone"))


def test_a_moment_has_its_name() -> None:
    assert [step.moment for step in steps() if step.moment] == ["voor de lunch"]


@pytest.mark.parametrize("lang", LANGS)
def test_for_a_terminal_every_step_is_there_in_order(lang: str) -> None:
    shown = list(lines("mydata", steps(), lang))  # type: ignore[arg-type]
    assert "mydata" in shown[0]
    at = -1
    for step in steps():
        at = next(number for number, line in enumerate(shown) if number > at and step.said(lang) in line)
        assert step.at[14:19] in shown[at]
        assert step.stands(lang) in shown[at + 1]
    assert 2 <= sum(line.startswith("\n2026") for line in shown) <= 3


@pytest.mark.parametrize("lang", LANGS)
def test_for_a_page_it_is_data_that_json_can_hold(lang: str) -> None:
    """What people typed is in it as they typed it: whoever shows it has to escape it."""
    made = json.loads(json.dumps(document("mydata", steps(), lang)))  # type: ignore[arg-type]
    assert [step["seq"] for step in made["steps"]] == list(range(1, len(story()) + 1))
    assert "<b>lappen</b> {x}" in made["steps"][9]["said"]


def test_the_story_is_the_same_after_it_was_on_disk() -> None:
    again = [one._replace(event=from_json(to_json(one.event))) for one in stored()]
    assert replay(again, Board(), problem_of()) == steps()


def test_a_session_in_which_nothing_happened_says_so() -> None:
    assert replay([], Board(), problem_of()) == ()
    assert len(list(lines("mydata", (), "nl"))) == 2
