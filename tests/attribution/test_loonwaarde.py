"""The loonwaarde sheet: main tasks that add up, what is taken together and why, and how many measurements."""

from __future__ import annotations

import random
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from bundler.attribution.facts import InForce
from bundler.attribution.loonwaarde import LoonwaardeSheet, Measurement, loonwaarde_sheet
from bundler.attribution.recommend import recommend
from bundler.attribution.vacancy_joined import sheet_of
from bundler.domain import Job, Location, Problem, Session, Supplier, Task
from bundler.norms import Catalogue, catalogue
from bundler.rules import make_job
from tests.attribution.sample import PLAN_DAY, WORKDAYS, asito_sodexo, norms, supplier

Part = tuple[str, str, int, tuple[int, ...], dict[str, Any]]


def job_of(*parts: Part) -> tuple[Problem, Job]:
    """A job from tasks (id, supplier, minutes a session, days, other fields), one after the other."""
    tasks, sessions, start = [], [], 360
    for task_id, supplier_id, minutes, days, more in parts:
        fields: dict[str, Any] = {
            "task_id": task_id,
            "supplier_id": supplier_id,
            "title": f"Title {task_id}",
            "location_id": "hall",
            "days": days,
            "session_minutes": minutes,
            "sessions_per_week": len(days),
            "earliest_start": start,
            "latest_end": start + minutes,
        }
        tasks.append(Task(**fields | more))
        sessions += [Session(day=day, start=start, end=start + minutes, task_id=task_id) for day in days]
        start += minutes
    names = dict.fromkeys(task.supplier_id for task in tasks)
    problem = Problem(
        tasks=tuple(tasks),
        suppliers=tuple(supplier(name) for name in names),
        locations=(Location(location_id="hall"),),
    )
    return problem, make_job(problem, "J01", sessions)


def sheet(*parts: Part, split: list[list[str]] | None = None) -> LoonwaardeSheet:
    """The sheet of such a job; one employer for all unless a split is given."""
    problem, job = job_of(*parts)
    return loonwaarde_sheet(problem, job, split or [list(job.suppliers)], norms())


def one(*parts: Part) -> Measurement:
    """The only measurement of such a job."""
    (measurement,) = sheet(*parts).measurements
    return measurement


def ids(measurement: Measurement) -> list[list[str]]:
    """The tasks' ids by main task."""
    return [[task.task_id for task, _ in main.tasks] for main in measurement.work.main_tasks]


def said(measurement: Measurement) -> list[str]:
    """The codes of the warnings."""
    return [warned.code for warned in measurement.warnings]


def test_the_worked_example_has_two_main_tasks_of_half_the_time() -> None:
    """Three hours and three hours a day under one employer: 50 % and 180 minutes each, nothing to flag."""
    problem, job = asito_sodexo()
    (measurement,) = loonwaarde_sheet(problem, job, [["asito", "sodexo"]], norms()).measurements
    assert measurement.work.minutes == 1800
    assert [(main.share, main.tenths, main.minutes_a_day) for main in measurement.work.main_tasks] == [
        (Fraction(1, 2), 500, 180),
        (Fraction(1, 2), 500, 180),
    ]
    assert measurement.warnings == ()


def test_two_contracts_are_two_measurements_each_of_its_own_hours() -> None:
    problem, job = asito_sodexo()
    made = loonwaarde_sheet(problem, job, [["sodexo"], ["asito"]], norms())
    assert [part.suppliers[0].supplier_id for part in made.measurements] == ["sodexo", "asito"]
    assert [part.work.minutes for part in made.measurements] == [900, 900]
    assert all([main.tenths for main in part.work.main_tasks] == [1000] for part in made.measurements)
    assert made.number.text("en").startswith("2 measurements, one at each employer.")
    assert made.number.text("nl").startswith("2 metingen, bij elke werkgever één.")
    assert [reading.norm.norm_id for reading in made.number.readings] == ["loonwaarde.per_employer"]


def test_one_employer_is_one_measurement() -> None:
    problem, job = asito_sodexo()
    made = loonwaarde_sheet(problem, job, [["asito", "sodexo"]], norms())
    assert (len(made.measurements), made.number.text("nl")) == (1, "Eén meting: er is één werkgever.")


@pytest.mark.parametrize(
    "split",
    [
        [["asito"]],
        [["asito"], ["sodexo"], ["maas"]],
        [["asito", "sodexo"], ["asito"]],
        [["asito", "sodexo"], []],
    ],
)
def test_a_split_that_is_not_of_these_suppliers_is_refused(split: list[list[str]]) -> None:
    problem, job = asito_sodexo()
    with pytest.raises(ValueError, match="J01"):
        loonwaarde_sheet(problem, job, split, norms())


def test_a_task_of_exactly_a_sixteenth_and_thirty_minutes_a_day_stands_alone() -> None:
    """30 of 480 minutes on every day is 1/16 and 30 minutes: both limits are reached, not passed."""
    measurement = one(("A", "asito", 450, WORKDAYS, {}), ("B", "asito", 30, WORKDAYS, {}))
    assert ids(measurement) == [["A"], ["B"]]
    assert (measurement.work.small, measurement.warnings) == ((), ())


def test_below_a_sixteenth_a_task_goes_with_another() -> None:
    """30 of 485 minutes is 30 minutes a day but less than 1/16."""
    measurement = one(("A", "asito", 455, WORKDAYS, {}), ("B", "asito", 30, WORKDAYS, {}))
    assert ids(measurement) == [["A", "B"]]
    assert [(small.task.task_id, small.misses) for small in measurement.work.small] == [("B", ("share",))]
    assert said(measurement) == ["A-LOONWAARDE-SMALL"]
    text = measurement.warnings[0].text
    assert text("en") == (
        "“Title B”: 6.2 % of the week (at least 6.25 % is needed). By itself it is no main task. "
        "It is taken together with “Title A”."
    )
    assert "ten minste 6,25 % is nodig" in text("nl")


def test_below_thirty_minutes_a_day_a_task_goes_with_another() -> None:
    """Two hours once a week in a week of five days are 24 minutes a day, however large their share."""
    measurement = one(("A", "asito", 60, WORKDAYS, {}), ("B", "asito", 120, (0,), {}))
    assert measurement.work.small[0].minutes_a_day == 24
    assert [(small.task.task_id, small.misses) for small in measurement.work.small] == [("B", ("minutes",))]
    assert ids(measurement) == [["A", "B"]]


def test_minutes_a_day_are_over_the_employers_own_days() -> None:
    """The same two hours at an employer with one working day are 120 minutes a day."""
    made = sheet(
        ("A", "asito", 60, WORKDAYS, {}), ("B", "sodexo", 120, (0,), {}), split=[["asito"], ["sodexo"]]
    )
    assert [part.work.main_tasks[0].minutes_a_day for part in made.measurements] == [60, 120]
    assert all(part.work.small == () for part in made.measurements)


def test_a_small_task_goes_with_the_work_most_like_it() -> None:
    """Cleaning goes with cleaning although catering is smaller; of two cleaning tasks, with like skills."""
    alike = {"competencies": ("cleaning", "rounds")}
    measurement = one(
        ("A", "asito", 150, WORKDAYS, {"competencies": ("tidying",)}),
        ("B", "asito", 160, WORKDAYS, alike),
        ("C", "sodexo", 60, WORKDAYS, {}),
        ("D", "asito", 15, WORKDAYS, alike),
    )
    assert ids(measurement) == [["B", "D"], ["A"], ["C"]]


def test_different_work_that_must_go_together_is_said_to_be_mixed() -> None:
    measurement = one(("A", "asito", 300, WORKDAYS, {}), ("B", "sodexo", 15, WORKDAYS, {}))
    assert ids(measurement) == [["A", "B"]]
    assert said(measurement) == ["A-LOONWAARDE-SMALL", "A-LOONWAARDE-MIXED"]


def test_more_than_five_tasks_become_five_main_tasks_the_most_alike_together() -> None:
    """Six tasks above the limits: the two with the same competency go together, not the two smallest."""
    skills = ("a", "b", "c", "d", "e", "e")
    parts = [
        (f"T{number}", "asito", 60 + number, WORKDAYS, {"competencies": (skill,)})
        for number, skill in enumerate(skills)
    ]
    measurement = one(*parts)
    assert ids(measurement)[0] == ["T5", "T4"]
    assert len(ids(measurement)) == 5
    assert said(measurement) == ["A-LOONWAARDE-MANY"]


def test_a_contract_with_too_little_a_day_is_flagged_and_still_has_a_main_task() -> None:
    measurement = one(("A", "asito", 20, WORKDAYS, {}))
    assert ids(measurement) == [["A"]]
    assert measurement.work.main_tasks[0].misses == ("minutes",)
    assert said(measurement) == ["A-LOONWAARDE-SMALL", "A-LOONWAARDE-SHORT"]


@pytest.mark.parametrize("seed", range(40))
def test_main_tasks_hold_every_minute_once_and_their_shares_are_a_hundred_per_cent(seed: int) -> None:
    """On random jobs: each task once, shares and shown shares whole, five at most, none too small."""
    rng = random.Random(seed)
    names = ("asito", "sodexo", "maas")
    parts = [
        (
            f"T{number}",
            rng.choice(names),
            rng.randrange(5, 120, 5),
            tuple(sorted(rng.sample(range(5), rng.randint(1, 5)))),
            {"competencies": tuple(rng.sample("abcd", rng.randint(0, 2)))},
        )
        for number in range(rng.randint(1, 9))
    ]
    problem, job = job_of(*parts)
    for split in ([list(job.suppliers)], [[name] for name in job.suppliers]):
        made = loonwaarde_sheet(problem, job, split, norms())
        assert sum(part.work.minutes for part in made.measurements) == job.minutes
        held = [name for part in made.measurements for group in ids(part) for name in group]
        assert sorted(held) == list(job.task_ids)
        for part in made.measurements:
            mains = part.work.main_tasks
            assert sum(main.share for main in mains) == 1
            assert sum(main.tenths for main in mains) == 1000
            assert sum(main.minutes for main in mains) == part.work.minutes
            assert len(mains) <= 5
            assert len(mains) == 1 or not any(main.misses for main in mains)


def test_the_norm_function_follows_from_the_trade_with_most_time() -> None:
    """60 % of one trade may have a function of its own; below that the norm function is composed."""

    def fact(cleaning: int, catering: int) -> str:
        measurement = one(("A", "asito", cleaning, WORKDAYS, {}), ("B", "sodexo", catering, WORKDAYS, {}))
        return next(f.text("en") for f in measurement.facts if f.topic == "loonwaarde_norm_function")

    assert "cleaning: 60 %. That is at least 60 %" in fact(180, 120)
    assert "cleaning: 59.7 %. That is less than 60 %" in fact(179, 121)


def test_how_a_norm_function_is_composed_names_every_main_task_with_its_share() -> None:
    measurement = one(("A", "asito", 200, WORKDAYS, {}), ("B", "sodexo", 100, WORKDAYS, {}))
    composed = next(fact for fact in measurement.facts if fact.topic == "loonwaarde_composed")
    assert "66.7 % “Title A”; 33.3 % “Title B”" in composed.text("en")
    assert (composed.basis, composed.confidence) == ("law", "high")


def test_that_minutes_are_averaged_is_told_as_our_reading_where_it_matters() -> None:
    daily = one(("A", "asito", 100, WORKDAYS, {}), ("B", "asito", 100, WORKDAYS, {}))
    weekly = one(("A", "asito", 100, WORKDAYS, {}), ("B", "asito", 200, (0, 1), {}))
    assert [fact.basis for fact in weekly.facts if fact.topic == "loonwaarde_per_day"] == ["assumption"]
    assert not [fact for fact in daily.facts if fact.topic == "loonwaarde_per_day"]


def test_titles_may_hold_any_sign() -> None:
    """Braces in a title are text, also in a sentence that is filled in."""
    odd = {"title": "{x} {0} %s"}
    measurement = one(("A", "asito", 300, WORKDAYS, odd), ("B", "asito", 10, WORKDAYS, odd))
    for lang in ("en", "nl"):
        shown = [fact.text(lang) for fact in measurement.facts]
        shown += [warned.text(lang) for warned in measurement.warnings]
        assert any("{x} {0} %s" in text for text in shown)


def test_a_norm_that_nobody_knows_holds_nothing_against_a_task() -> None:
    """Without the catalogue's limits every task is a main task, and the lines say that they are unknown."""
    problem, job = job_of(("A", "asito", 300, WORKDAYS, {}), ("B", "asito", 5, WORKDAYS, {}))
    nothing = InForce(Catalogue([]), PLAN_DAY)
    (measurement,) = loonwaarde_sheet(problem, job, [["asito"]], nothing).measurements
    assert ids(measurement) == [["A"], ["B"]]
    assert {fact.basis for fact in measurement.facts} == {"unknown"}


def test_the_norms_used_are_remembered_for_the_report() -> None:
    used = InForce(catalogue(), date(2026, 3, 2))
    problem, job = asito_sodexo()
    loonwaarde_sheet(problem, job, [["asito", "sodexo"]], used)
    assert {"loonwaarde.main_task_share", "loonwaarde.norm_overlap"} <= {
        reading.norm.norm_id for reading in used.used
    }


def test_the_sheet_follows_the_recommended_construction() -> None:
    problem, job = asito_sodexo()
    chosen = recommend(problem, job, norms())
    made = sheet_of(problem, job, chosen, norms())
    assert len(made.measurements) == len(chosen.contracts)


def test_a_supplier_without_a_name_does_no_harm() -> None:
    problem, job = asito_sodexo()
    bare = tuple(Supplier(supplier_id=item.supplier_id) for item in problem.suppliers)
    changed = problem.model_copy(update={"suppliers": bare})
    (measurement,) = loonwaarde_sheet(changed, job, [["asito", "sodexo"]], norms()).measurements
    assert measurement.work.services == (("other", 1800),)
