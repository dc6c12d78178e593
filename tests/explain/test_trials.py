"""Trials end in time, and what they did not look at is never taken for proved."""

from __future__ import annotations

import time
from typing import Any

import pytest

from bundler.explain import obstacles
from bundler.explain.at_play import AtPlay, Member
from bundler.explain.obstacles import ANY, Trials, in_the_way
from bundler.solver.find import Found
from tests.explain.test_rules import CASES, WORKWEEK
from tests.rules.micro import problem, task

NOTHING = Found((), (), False)
NONE = Found((), (), True)


def trials(seconds: float = 20.0) -> Trials:
    given = problem(task("A", 90, WORKWEEK), task("B", 60, WORKWEEK), min_hours=15)
    return Trials(AtPlay(given, given.task_by_id["A"]), seconds)


def test_none_among_jobs_of_few_tasks_proves_nothing_where_the_time_is_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The look at few tasks takes all the time: that there is no job with more was not looked at."""

    def slow(*_: object, **__: object) -> Found:
        time.sleep(0.05)
        return NONE

    monkeypatch.setattr(obstacles, "find_jobs", slow)
    assert trials(0.1).find({}, ANY, any_will_do=True) == NOTHING


def test_what_was_proved_of_more_that_gives_way_holds_for_less(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = trials()
    rest, days = Member("rule", "max_rest_minutes"), Member("rule", "max_days")
    assert asked.holds([rest, days]) is False
    monkeypatch.setattr(obstacles, "find_jobs", _not_again)
    assert asked.holds([rest]) is False
    assert asked.holds([]) is False


def test_a_job_found_answers_for_all_that_it_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = trials()
    hours, days = Member("rule", "min_hours"), Member("rule", "max_days")
    assert asked.holds([hours]) is True
    monkeypatch.setattr(obstacles, "find_jobs", _not_again)
    assert asked.holds([hours, days]) is True


def test_without_time_nothing_is_decided() -> None:
    asked = trials(0.0)
    assert asked.holds([]) is None
    assert in_the_way(asked).smallest is False


def test_a_job_that_breaks_more_than_gave_way_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The checker's word goes above the solver's."""
    case = CASES["R-MAX-SPAN-HOURS"]
    at_play = AtPlay(case.given, case.given.task_by_id["A"])
    found = Trials(at_play, 20.0).find({Member("rule", "max_span_hours"): 24.0})

    def wrong(*_: object, **__: object) -> Found:
        return found

    monkeypatch.setattr(obstacles, "find_jobs", wrong)
    assert Trials(at_play, 20.0).holds([Member("rule", "max_rest_minutes")]) is None


def _not_again(*_: Any, **__: Any) -> Found:
    raise AssertionError("this was known")
