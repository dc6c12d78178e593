"""Which agreed jobs can stay, and what is said of those that cannot."""

from __future__ import annotations

import random
from datetime import date
from itertools import combinations
from typing import Any

import pytest

from bundler.domain import Pin, Problem, Rules, Scenario, Session, Task
from bundler.rules import across_jobs
from bundler.scenarios.replan_agreed import score, that_fit_together, why_broken
from bundler.scenarios.replan_changes import Agreed, changes_of, with_codes
from tests.cli.sample import PROBLEM, WORKWEEK, roster
from tests.solver.test_keep import some_jobs, under
from tests.strategies import tiny_problem

JOB = Agreed("J01", tuple(roster()), ("caterers", "cleaners"))


def with_task(name: str, **changes: Any) -> Problem:
    tasks = tuple(
        Task.model_validate({**task.model_dump(), **changes}) if task.task_id == name else task
        for task in PROBLEM.tasks
    )
    return PROBLEM.model_copy(update={"tasks": tasks})


def without(*names: str) -> Problem:
    return PROBLEM.model_copy(update={"tasks": tuple(t for t in PROBLEM.tasks if t.task_id not in names)})


def why(problem: Problem, lang: str = "en") -> list[str]:
    return [text(lang) for text in why_broken(problem, JOB)]


def test_a_job_that_the_data_still_allow_has_no_reason() -> None:
    assert why(PROBLEM) == []


@pytest.mark.parametrize(
    ("problem", "en", "nl"),
    [
        (without("A"), "task A is no longer there", "taak A is er niet meer"),
        (without("A", "B"), "tasks A, B are no longer there", "taken A, B zijn er niet meer"),
        (
            with_task("A", session_minutes=180),
            "task A now takes 180 minutes a session, not 150",
            "taak A duurt nu 180 minuten per blok, niet 150",
        ),
        (
            with_task("A", days=(0, 1, 2, 3, 5)),
            "task A is no longer done on Fri",
            "taak A wordt niet meer gedaan op vr",
        ),
        (
            with_task("B", earliest_start=600),
            "task B is now done between 10:00 and 12:00; agreed was 09:30–11:30",
            "taak B wordt nu gedaan tussen 10:00 en 12:00; afgesproken was 09:30–11:30",
        ),
        (
            with_task("A", days=WORKWEEK[:4], sessions_per_week=4, min_sessions_per_job=3),
            "task A is now done 3–4 times a week, not 5",
            "taak A wordt nu 3–4 keer per week gedaan, niet 5",
        ),
        (
            with_task("A", valid_until=date(2026, 1, 31)),
            "task A is not there on the plan date",
            "taak A is er niet op de plandatum",
        ),
    ],
    ids=["task", "tasks", "length", "day", "window", "count", "date"],
)
def test_what_changed_in_the_data_is_said_of_the_task(problem: Problem, en: str, nl: str) -> None:
    assert en in why(problem)
    assert nl in why(problem, "nl")


def test_a_supplier_that_is_gone_is_named_first() -> None:
    problem = without("A").model_copy(update={"suppliers": PROBLEM.suppliers[1:]})
    assert why(problem) == ["supplier cleaners is no longer there", "task A is no longer there"]


def test_a_rule_that_fails_alike_on_several_days_is_said_once() -> None:
    problem = PROBLEM.model_copy(update={"scenario": Scenario(rules=Rules(max_hours_per_day=4))})
    (text,) = why(problem)
    assert text == "Mon, Tue, Wed, Thu, Fri: 4.5 hours of work and travel: 30 minutes too long"


@pytest.mark.parametrize(
    "pin", [Pin(leave="A"), Pin(apart=("A", "B")), Pin(forbid_suppliers=("cleaners", "caterers"))]
)
def test_a_pin_that_forbids_a_job_is_a_reason(pin: Pin) -> None:
    problem = PROBLEM.model_copy(update={"scenario": Scenario(pins=(pin, Pin(place="C")))})
    assert len(why(problem)) == 1


def test_as_many_jobs_stay_as_can_and_of_as_many_those_worth_the_most() -> None:
    """Every choice of agreed jobs, tried one by one, where fewer persons are wanted than they send."""
    crowded = 0
    for seed in range(60):
        rng = random.Random(seed)
        problem = under(tiny_problem(rng), pins=())
        first, second = some_jobs(problem, rng, 3), some_jobs(problem, rng, 3)
        jobs = [Agreed(str(at), each) for at, each in enumerate((*first, *second))]
        fitting = [
            (size, round(score(problem, [job.roster for job in some]), 6))
            for size in range(len(jobs) + 1)
            for some in combinations(jobs, size)
            if not across_jobs(problem, {job.job_id: job.roster for job in some})
        ]
        kept = that_fit_together(problem, jobs)
        assert (len(kept), round(score(problem, [job.roster for job in kept]), 6)) == max(fitting), f"{seed}"
        crowded += len(kept) < len(jobs)
    assert crowded > 15


def test_where_there_are_too_many_choices_jobs_still_give_way_until_it_fits() -> None:
    """Sixty persons on a task that now wants thirty."""
    jobs = [Agreed(f"J{at}", tuple(roster(start=420 + 5 * (at % 7)))) for at in range(60)]
    tasks = tuple(task.model_copy(update={"headcount": 30}) for task in PROBLEM.tasks)
    assert len(that_fit_together(PROBLEM.model_copy(update={"tasks": tasks}), jobs)) == 30


def test_a_job_that_passed_to_another_supplier_is_the_same_with_other_suppliers() -> None:
    problem = with_task("A", supplier_id="caterers")
    (change,) = changes_of(problem, [JOB], with_codes(problem, [JOB], [JOB.roster]), {})
    assert (change.kind, change.suppliers_before, change.suppliers_after) == (
        "same",
        ("caterers", "cleaners"),
        ("caterers",),
    )


@pytest.mark.parametrize(
    ("taken", "fresh"),
    [(("J1", "kitchen-07"), "J08"), (("a", "b"), "J01"), (("9" * 5000, "x"), "J1000000000")],
)
def test_a_new_job_gets_a_code_that_was_not_in_use(taken: tuple[str, str], fresh: str) -> None:
    tower = tuple(Session(day=day, start=780, end=840, task_id="C") for day in WORKWEEK)
    agreed = [Agreed(taken[0], JOB.roster), Agreed(taken[1], tuple(roster(start=425)))]
    jobs = with_codes(PROBLEM, agreed, [JOB.roster, tower])
    assert {job.job_id for job in jobs} == {taken[0], fresh}


def test_an_agreed_job_gives_its_code_to_the_job_it_shares_most_with() -> None:
    """Of two that changed, and two that could follow: by minutes on the same days."""
    early, half = tuple(roster(start=390)), tuple(roster(start=420, days=(0, 1)))
    agreed = [Agreed("J01", half), Agreed("J02", tuple(roster(start=430)))]
    changes = changes_of(PROBLEM, agreed, with_codes(PROBLEM, agreed, [early]), {})
    assert [(change.job_id, change.kind) for change in changes] == [("J01", "ends"), ("J02", "changed")]
    assert len(changes[1].moved) == 10
    assert changes[1].first_starts == (430, 390)
