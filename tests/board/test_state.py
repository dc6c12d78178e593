"""Events fold into the board, without a search, and undo and redo go as far as there is something."""

from __future__ import annotations

import random
import subprocess
import sys
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bundler.board.events import (
    Accepted,
    Event,
    History,
    JobsSet,
    Locked,
    MomentNamed,
    ObjectiveSet,
    PinAdded,
    PinRemoved,
    PlanTaken,
    Proposed,
    Redone,
    Refused,
    RuleSet,
    Stored,
    TaskChanged,
    Undone,
    WeightSet,
    fold,
    from_json,
    put,
    to_json,
)
from bundler.board.state import Answer, Board, BoardJob, Proposal, TaskChange
from bundler.board.told import what
from bundler.domain import Pin, Session
from bundler.i18n import Text

WEEK = (Session(day=0, start=480, end=540, task_id="a"),)
CHANGE = TaskChange("change", "a", {"title": "Ramen – <b>één</b>"})
ONE_OF_EACH: tuple[Event, ...] = (
    JobsSet(jobs=(BoardJob("J01", ("a",), WEEK), BoardJob("J02", ("b",), None, False, (Text("no", "nee"),)))),
    Locked(job_id="J01", locked=True),
    PinAdded(pin=Pin(apart=("a", "b"))),
    PinRemoved(pin=Pin(apart=("a", "b")), jobs=(BoardJob("J02", ("b",)),)),
    RuleSet(code="min_hours", value=16.0),
    RuleSet(code="max_start_spread_minutes", value=None),
    RuleSet(code="excluded_certificates", value=("vog",)),
    WeightSet(code="hours", value=12.5),
    ObjectiveSet(objective="most-jobs"),
    Proposed(number=1, supplier_id="s1", change=CHANGE),
    Accepted(number=1),
    Proposed(number=2, supplier_id="s1", change=CHANGE),
    Refused(number=2),
    TaskChanged(change=TaskChange("drop", "b")),
    PlanTaken(jobs=(BoardJob("J03", ("a",), WEEK),)),
    MomentNamed(name="vóór de pauze"),
    Undone(),
    Redone(),
)


def stored(events: list[Event] | tuple[Event, ...]) -> list[Stored]:
    return [Stored(number, "", "f", event) for number, event in enumerate(events, 1)]


def test_every_kind_of_event_comes_back_from_its_text() -> None:
    assert {type(event) for event in ONE_OF_EACH} == set(get_args(Event))
    for event in ONE_OF_EACH:
        again = from_json(to_json(event))
        assert again == event
        assert type(again) is type(event)
        assert repr(again) == repr(event)


def test_every_kind_of_event_has_words_in_both_languages() -> None:
    """For undo and for the replay; ids are filled in."""
    for event in ONE_OF_EACH:
        text = what(event)
        assert text.en.split()[0]
        assert "{" not in text.en + text.nl
        assert text.en != text.nl
    assert what(ONE_OF_EACH[0]) == Text("a move in J01 and J02", "een verplaatsing in J01 en J02")


def test_folding_gives_what_was_decided() -> None:
    history = fold(stored(ONE_OF_EACH))
    assert history.board == Board(
        jobs=(BoardJob("J03", ("a",), WEEK),),
        changes=(CHANGE, TaskChange("drop", "b")),
        rules={"min_hours": 16.0, "max_start_spread_minutes": None, "excluded_certificates": ("vog",)},
        weights={"hours": 12.5},
        objective="most-jobs",
        answers={"s1": Answer(CHANGE, accepted=False)},
    )
    assert (history.seq, history.last_job, history.last_proposal) == (len(ONE_OF_EACH), 3, 2)
    assert [moment.name for moment in history.moments] == ["vóór de pauze"]
    assert history.at(history.moments[0].seq) == history.board


def test_folding_loads_no_solver_and_no_report() -> None:
    """In a process that only folds, no part that could search is there."""
    script = f"""
import sys
from bundler.board.events import Stored, fold, from_json
bodies = {[to_json(event) for event in ONE_OF_EACH]!r}
history = fold(Stored(at, "", "f", from_json(body)) for at, body in enumerate(bodies, 1))
assert history.board.jobs[0].job_id == "J03"
print([name for name in sys.modules if name.startswith(("bundler.solver", "bundler.explain", "numba"))])
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


class Naive:
    """Undo and redo as whole boards on two piles."""

    def __init__(self) -> None:
        self.now, self.past, self.future = Board(), list[Board](), list[Board]()

    def add(self, event: Event, board: Board) -> None:
        if isinstance(event, Undone):
            self.future.append(self.now)
            self.now = self.past.pop()
        elif isinstance(event, Redone):
            self.past.append(self.now)
            self.now = self.future.pop()
        else:
            self.past.append(self.now)
            self.future.clear()
            self.now = board


def decision(rng: random.Random, history: History) -> Event:
    names = [job.job_id for job in history.board.jobs]
    return rng.choice(
        [
            JobsSet(jobs=(BoardJob(f"J{history.last_job + 1:02d}", ("a",), WEEK),)),
            JobsSet(jobs=(BoardJob(rng.choice(names or ["J90"]), ()),)),
            RuleSet(code="min_hours", value=float(rng.randint(0, 30))),
            WeightSet(code="hours", value=float(rng.randint(0, 30))),
            PinAdded(pin=Pin(place=f"t{rng.randint(0, 99)}")),
            *([Locked(job_id=rng.choice(names), locked=rng.random() < 0.5)] if names else []),
        ]
    )


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_undo_and_redo_go_back_and_forth_through_all_that_was_decided(seed: int) -> None:
    """Against whole boards on two piles; at the end everything is taken back, and done again."""
    rng, naive, history = random.Random(seed), Naive(), History(Board())
    for number in range(1, 80):
        options: list[Event] = [decision(rng, history)]
        options += [Undone()] * history.can_undo + [Redone()] * history.can_redo
        event = rng.choice(options)
        history.add(Stored(number, "", "f", event))
        naive.add(event, history.board)
        assert history.board == naive.now
        assert (history.can_undo, history.can_redo) == (bool(naive.past), bool(naive.future))
    number = 100
    while history.can_redo:
        history.add(Stored(number := number + 1, "", "f", Redone()))
    end = history.board
    while history.can_undo:
        history.add(Stored(number := number + 1, "", "f", Undone()))
    assert history.board == Board()
    while history.can_redo:
        history.add(Stored(number := number + 1, "", "f", Redone()))
    assert history.board == end


def test_any_moment_before_can_be_looked_at() -> None:
    history, boards = History(Board()), [Board()]
    for each in stored(ONE_OF_EACH):
        history.add(each)
        boards.append(history.board)
    assert [history.at(seq) for seq in range(len(boards))] == boards


def test_undo_never_takes_back_that_a_proposal_came() -> None:
    """It came after the decision that is taken back, and still waits; one that was accepted waits again."""
    one, other = (Proposed(number=number, supplier_id=f"s{number}", change=CHANGE) for number in (1, 2))
    history = fold(stored([one, Accepted(number=1), other, Undone()]))
    assert history.board.changes == ()
    assert history.board.proposals == (Proposal(1, "s1", CHANGE), Proposal(2, "s2", CHANGE))
    assert not history.can_undo
    history.add(Stored(5, "", "f", Redone()))
    assert history.board.changes == (CHANGE,)
    assert [each.number for each in history.board.proposals] == [2]


def test_a_later_proposal_of_the_same_supplier_about_the_same_task_replaces_the_one_that_waits() -> None:
    def proposed(number: int, supplier: str, task: str) -> Event:
        return Proposed(number=number, supplier_id=supplier, change=TaskChange("drop", task))

    came = [proposed(1, "s1", "a"), proposed(2, "s2", "a"), proposed(3, "s1", "b"), proposed(4, "s1", "a")]
    history = fold(stored(came))
    assert [each.number for each in history.board.proposals] == [2, 3, 4]


def test_an_answered_proposal_is_not_replaced() -> None:
    """After undo it waits beside the later one."""
    came: list[Event] = [Proposed(number=1, supplier_id="s1", change=CHANGE), Refused(number=1)]
    came += [Proposed(number=2, supplier_id="s1", change=CHANGE), Undone()]
    assert [each.number for each in fold(stored(came)).board.proposals] == [1, 2]


def test_a_job_number_that_was_taken_back_is_not_used_again() -> None:
    events = [JobsSet(jobs=(BoardJob("J07", ("a",)),)), Undone(), JobsSet(jobs=(BoardJob("J02", ("a",)),))]
    assert fold(stored(events)).last_job == 7


def test_a_decision_after_undo_ends_what_could_be_redone() -> None:
    events = [RuleSet(code="min_hours", value=1.0), Undone(), WeightSet(code="hours", value=1.0)]
    history = fold(stored(events))
    assert (history.can_undo, history.can_redo) == (True, False)
    assert history.board.rules == {}


def test_what_undo_takes_back_and_redo_brings_is_known() -> None:
    first, second = RuleSet(code="min_hours", value=1.0), RuleSet(code="min_hours", value=2.0)
    history = fold(stored([first, second, Undone()]))
    assert [each and each.event for each in (history.undoes, history.redoes)] == [first, second]


@pytest.mark.parametrize(
    "events",
    [
        [Undone()],
        [Redone()],
        [Accepted(number=1)],
        [Proposed(number=1, supplier_id="s", change=CHANGE), Refused(number=1), Accepted(number=1)],
        [Locked(job_id="J01", locked=True)],
    ],
)
def test_what_cannot_follow_is_refused(events: list[Event]) -> None:
    with pytest.raises(ValueError, match="no"):
        fold(stored(events))


@pytest.mark.parametrize(
    "body", ["", "{}", '{"kind":"nope"}', '{"kind":"locked","job_id":"J01"}', '{"kind":"undone","x":1}']
)
def test_a_text_that_is_no_event_is_refused(body: str) -> None:
    with pytest.raises(ValueError, match="validation error"):
        from_json(body)


def test_jobs_keep_their_place_and_those_without_tasks_go() -> None:
    a, b, c = (BoardJob(f"J0{number}", ("t",)) for number in (1, 2, 3))
    assert put((a, b), [c, a._replace(locked=True), b._replace(task_ids=())]) == (a._replace(locked=True), c)
