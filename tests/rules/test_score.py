"""What a job is worth: each term by a number worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from bundler.domain import Location, Problem, Session
from bundler.rules import TERMS, make_job, plan_score, round_points, score_terms
from tests.rules.micro import problem, roster, task

# Monday 8:00–10:00 at L1, ten minutes to L2, 30 minutes of rest, 10:40–12:10; Tuesday 9:00–11:00 at L1.
TASKS = (task("A", 120, "mon;tue"), task("B", 90, supplier_id="s2", location_id="L2"))
WEEK = "B mon 10:40, A mon 08:00, A tue 09:00"
EXPECTED = {
    "hours": 55.0,  # 10 × 5.5 h
    "second_supplier": -10.0,
    "extra_task": -4.0,
    "extra_location": -4.0,
    "travel": -10 * 10 / 60,
    "idle": -5 * 30 / 60,
    "irregular_start": -2 * 1,
    "off_target": -2 * 20.0,  # |5.5 − 25.5|
}


def _week(**values: Any) -> tuple[Problem, list[Session]]:
    given = problem(*TASKS, **values)
    return given, roster(given, WEEK)


def test_terms_of_a_week_worked_out_by_hand() -> None:
    """All eight terms of one week under the default weights."""
    given, week = _week()
    assert score_terms(given, week) == pytest.approx(EXPECTED)
    assert tuple(EXPECTED) == TERMS


@pytest.mark.parametrize("term", TERMS)
def test_each_term_has_its_own_weight(term: str) -> None:
    """Doubling one weight doubles that term and leaves the others as they were."""
    given, week = _week()
    doubled, _ = _week(weights={term: 2 * getattr(given.scenario.weights, term)})
    expected = EXPECTED | {term: 2 * EXPECTED[term]}
    assert score_terms(doubled, week) == pytest.approx(expected)


def test_one_plain_task_has_no_penalty_but_the_target() -> None:
    """A single task at one place costs nothing but the distance to the target hours."""
    given = problem(task("A", 120), weights={"target_hours": 1.5})
    terms = score_terms(given, roster(given, "A mon 08:00"))
    assert terms == {name: {"hours": 20.0, "off_target": -1.0}.get(name, 0.0) for name in TERMS}
    assert not any(str(value).startswith("-0.0") for value in terms.values())


def test_three_suppliers_cost_as_much_as_two() -> None:
    """The penalty is for two suppliers or more."""
    given = problem(task("A"), task("B", supplier_id="s2"), task("C", supplier_id="s3"))
    week = roster(given, "A mon 08:00, B mon 09:00, C mon 10:00")
    assert score_terms(given, week)["second_supplier"] == -10
    assert score_terms(given, week)["extra_task"] == -8


@pytest.mark.parametrize(
    ("second_start", "minutes", "idle"),
    [
        ("11:30", 180, 0),  # 30 minutes of rest, all of it the break that six hours ask
        ("11:50", 180, 20),  # 50 minutes of rest
        ("11:20", 180, 0),  # 20 minutes: too short a break, but never below 0
        ("11:30", 150, 30),  # five and a half hours ask no break
    ],
)
def test_idle_is_rest_beyond_the_break_due(second_start: str, minutes: int, idle: int) -> None:
    """The break that the day requires is not idle time."""
    given = problem(task("A", 180), task("B", minutes), weights={"idle": 60})
    week = roster(given, f"A mon 08:00, B mon {second_start}")
    assert score_terms(given, week)["idle"] == pytest.approx(-idle)


def test_idle_is_counted_by_day() -> None:
    """A break due on one day does not make up for idle time on another."""
    given = problem(
        task("A", 180, "mon;tue"),
        task("B", 180),
        task("C", 60, "tue"),
        weights={"idle": 60},
        max_rest_minutes=99,
    )
    visits = "A mon 08:00, B mon 11:30, A tue 08:00, C tue 11:40"
    assert score_terms(given, roster(given, visits))["idle"] == pytest.approx(-40)


def test_short_rests_are_idle_too() -> None:
    """A rest too short to be a break is rest all the same."""
    given = problem(task("A"), task("B"), task("C"), weights={"idle": 60})
    week = roster(given, "A mon 08:00, B mon 09:10, C mon 10:15")
    assert score_terms(given, week)["idle"] == pytest.approx(-15)


def test_travel_counts_each_way_and_day() -> None:
    """Minutes from the travel sheet, in the direction walked."""
    given = problem(
        task("A", days="mon;tue"), task("B", days="mon;tue", location_id="L4"), weights={"travel": 60},
        max_travel_minutes=30,
    )  # fmt: skip
    visits = "A mon 08:00, B mon 09:20, B tue 08:00, A tue 09:25"
    assert score_terms(given, roster(given, visits))["travel"] == pytest.approx(-45)


def test_a_job_sums_its_exact_terms() -> None:
    """The job's score is the exact sum rounded; its terms have decimals enough to add up to it."""
    given, week = _week()
    job = make_job(given, "J01", week)
    assert job.score == -9.17  # 55 − 10 − 4 − 4 − 1.6667 − 2.5 − 2 − 40
    assert job.terms["travel"] == -1.6667
    assert abs(sum(job.terms.values()) - job.score) <= 0.0051
    assert (job.minutes, job.hours, job.suppliers, job.task_ids) == (330, 5.5, ("s1", "s2"), ("A", "B"))
    assert [(session.day, session.task_id) for session in job.roster] == [(0, "A"), (0, "B"), (1, "A")]


def test_a_plan_is_rounded_once() -> None:
    """The plan's score is the sum of the exact scores: twice −9.1667 is −18.33, not −18.34."""
    given, week = _week()
    assert plan_score(given, [week, week]) == -18.33
    assert plan_score(given, []) == 0


@pytest.mark.parametrize(
    ("points", "rounded"), [(0.125, 0.13), (-0.125, -0.13), (0.1 + 0.2, 0.3), (-0.001, 0.0), (1.005, 1.01)]
)
def test_halves_round_away_from_zero(points: float, rounded: float) -> None:
    """To 0.01, halves away from 0 whatever binary fractions make of them; never a negative zero."""
    assert round_points(points) == rounded
    assert not str(round_points(points)).startswith("-0.0 ")
    assert str(round_points(-0.001)) == "0.0"


@pytest.mark.parametrize(
    ("a", "b", "minutes"),
    [
        ({"lat": 52.0, "lon": 5.0}, {"lat": 52.01, "lon": 5.0}, 20),  # 1.112 km × 1.3 ÷ 4.5 km/h = 19.3 min
        ({"site": "A"}, {"site": "A"}, 5),
        ({"site": "A", "lat": 52.0, "lon": 5.0}, {"site": "A"}, 5),
        ({"site": "A"}, {"site": "B"}, None),
        ({}, {}, None),
    ],
)
def test_travel_estimates(a: dict[str, Any], b: dict[str, Any], minutes: int | None) -> None:
    """Great-circle distance by detour and speed on the grid, then same-site minutes, else out of reach."""
    given = problem().model_copy(
        update={"locations": (Location(location_id="P", **a), Location(location_id="Q", **b))}
    )
    assert given.travel("P", "Q") == minutes
    assert given.travel("P", "P") == 0
