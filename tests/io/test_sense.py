"""Warnings about the whole problem are true, and appear where they should."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from bundler.domain import Location, Pin, Problem, Rules, Scenario, Session, Supplier, Task
from bundler.io.sense import make_sense
from bundler.rules import violations
from tests.io.sample import LOCATIONS, OTHER_TASK, TASK, codes, table
from tests.work import calls


def task(task_id: str, **changes: object) -> Task:
    usual = {
        "task_id": task_id,
        "supplier_id": "s1",
        "title": "t",
        "location_id": "p1",
        "days": (0, 1, 2, 3, 4),
        "session_minutes": 120,
        "sessions_per_week": 5,
        "earliest_start": 360,
        "latest_end": 1200,
    }
    return Task(**(usual | changes))  # type: ignore[arg-type]


def problem(*tasks: Task, pins: tuple[Pin, ...] = (), rules: Rules | None = None) -> Problem:
    places = (
        Location(location_id="p1", site="a"),
        Location(location_id="p2", site="a"),
        Location(location_id="p3", lat=52.0, lon=5.0),
        Location(location_id="p4", lat=53.0, lon=5.0),
    )
    return Problem(
        tasks=tasks,
        suppliers=tuple(Supplier(supplier_id=name) for name in ("s1", "s2", "s3")),
        locations=places,
        scenario=Scenario(rules=rules or Rules(), pins=pins),
    )


def lonely(*tasks: Task, pins: tuple[Pin, ...] = (), rules: Rules | None = None) -> set[str]:
    """The tasks that are said to have no partner."""
    return {
        item.value
        for item in make_sense(problem(*tasks, pins=pins, rules=rules))
        if item.code == "W-NO-PARTNER"
    }


def test_task_that_reaches_the_hours_alone_is_not_warned_about() -> None:
    assert lonely(task("a", session_minutes=144)) == set()


def test_task_short_of_the_hours_without_any_partner_is_warned_about() -> None:
    assert lonely(task("a")) == {"a"}


def test_partner_in_reach_takes_the_warning_away() -> None:
    assert lonely(task("a"), task("b", supplier_id="s2", location_id="p2")) == set()


@pytest.mark.parametrize(
    ("changes", "pins", "rules"),
    [
        ({"setting": "outdoor"}, (), Rules()),
        ({"location_id": "p3"}, (), Rules()),
        ({"supplier_id": "s2"}, (Pin(forbid_suppliers=("s1", "s2")),), Rules()),
        ({"supplier_id": "s2"}, (), Rules(max_suppliers=1)),
        ({}, (Pin(apart=("a", "b")),), Rules()),
        ({}, (), Rules(max_tasks=1)),
        ({"session_minutes": 90}, (), Rules(min_hours=18, max_hours=36)),
        ({}, (), Rules(min_hours=12, max_hours=19)),
        ({"certificates": ("vog",)}, (), Rules(excluded_certificates=("vog",))),
    ],
)
def test_partner_that_cannot_share_a_job_does_not_count(
    changes: dict[str, object], pins: tuple[Pin, ...], rules: Rules
) -> None:
    assert "a" in lonely(task("a"), task("b", **changes), pins=pins, rules=rules)


def test_partner_that_is_left_out_does_not_count() -> None:
    assert lonely(task("a"), task("b"), pins=(Pin(leave="b"),)) == {"a"}


def test_two_partners_of_different_suppliers_do_not_add_up() -> None:
    """With at most two suppliers a third one's hours are out of reach."""
    three = (task("a"), task("b", supplier_id="s2"), task("c", supplier_id="s3"))
    assert lonely(*three, rules=Rules(min_hours=25)) == {"a", "b", "c"}
    assert lonely(*three, rules=Rules(min_hours=25, max_suppliers=3)) == set()


def test_travel_counts_both_ways() -> None:
    from bundler.domain import TravelTime

    one_way = problem(task("a"), task("b", location_id="p2")).model_copy(
        update={
            "travel_times": (
                TravelTime(origin="p1", destination="p2", minutes=5),
                TravelTime(origin="p2", destination="p1", minutes=50),
            )
        }
    )
    assert {item.value for item in make_sense(one_way) if item.code == "W-NO-PARTNER"} == {"a", "b"}


def test_no_viable_job_is_ever_contradicted() -> None:
    """Over all small problems of a grid: a task in a viable job of one or two tasks is never warned about."""
    grid = itertools.product((90, 150), ("s1", "s2"), ("p1", "p2", "p3"), ("indoor", "outdoor"), (10, 14, 20))
    checked = 0
    for minutes, supplier, place, setting, least in grid:
        two = (
            task("a", earliest_start=480, latest_end=660, session_minutes=150),
            task("b", supplier_id=supplier, location_id=place, setting=setting, session_minutes=minutes,
                 earliest_start=660, latest_end=900),
        )  # fmt: skip
        whole = problem(*two, rules=Rules(min_hours=least))
        warned = lonely(*two, rules=Rules(min_hours=least))
        for chosen in ((two[0],), (two[1],), two):
            starts = {"a": 480, "b": 665}
            week = [
                Session(
                    day=day,
                    start=starts[item.task_id],
                    end=starts[item.task_id] + item.session_minutes,
                    task_id=item.task_id,
                )
                for item in chosen
                for day in range(5)
            ]
            if not violations(whole, week):
                checked += 1
                assert warned.isdisjoint(item.task_id for item in chosen)
    assert checked > 10


def test_unreachable_place_needs_position_site_or_travel_sheet(tmp_path: Path) -> None:
    shed = {"location_id": "shed", "name": "Shed", "site": "", "lat": "", "lon": ""}
    files = {
        "locations.csv": table([*LOCATIONS, shed]),
        "tasks.csv": table([TASK, OTHER_TASK, TASK | {"task_id": "A02", "location_id": "shed"}]),
    }
    assert codes(tmp_path / "a", files) == ["W-UNREACHABLE"]
    assert codes(tmp_path / "b", files | {"travel.csv": "from,to,minutes\nshed,hall,9\n"}) == [
        "N-NO-POSITION"
    ]
    assert codes(
        tmp_path / "c", files | {"locations.csv": table([*LOCATIONS, shed | {"site": "campus"}])}
    ) == ["N-NO-POSITION"]


def test_only_place_is_not_called_unreachable() -> None:
    found = make_sense(problem(task("a", session_minutes=150)))
    assert "W-UNREACHABLE" not in {item.code for item in found}


def test_task_left_out_by_its_date_gets_a_note_only() -> None:
    """A task that does not take part is not warned about as well."""
    from datetime import date

    late = task("a", session_minutes=400, valid_from=date(2027, 1, 1))
    whole = problem(late).model_copy(update={"scenario": Scenario(plan_date=date(2026, 1, 1))})
    assert [item.code for item in make_sense(whole) if item.value == "a"] == ["N-DATE"]


@pytest.mark.parametrize(
    "pins",
    [
        (Pin(leave="a"), Pin(place="a")),
        (Pin(leave="a"), Pin(together=("a", "b"))),
        (Pin(apart=("a", "b")), Pin(together=("a", "b"))),
        (Pin(apart=("a", "b", "c")), Pin(job=("b", "c"))),
        (Pin(forbid_suppliers=("s1", "s2")), Pin(together=("a", "b"))),
    ],
)
def test_contradicting_pins_are_warned_about(pins: tuple[Pin, ...]) -> None:
    three = (task("a"), task("b", supplier_id="s2"), task("c"))
    assert "W-PINS" in {item.code for item in make_sense(problem(*three, pins=pins))}


def test_pins_that_agree_are_not_warned_about() -> None:
    pins = (Pin(apart=("a", "b")), Pin(together=("a", "c")), Pin(leave="b"), Pin(place="a"))
    three = (task("a"), task("b", supplier_id="s2"), task("c"))
    assert "W-PINS" not in {item.code for item in make_sense(problem(*three, pins=pins))}


def scattered(count: int, places: int) -> Problem:
    """So many tasks, all short of the hours, at places close together and far apart."""
    tasks = tuple(
        task(f"t{index}", location_id=f"p{index % places}", supplier_id=f"s{index % 8}", session_minutes=10)
        for index in range(count)
    )
    return Problem(
        tasks=tasks,
        suppliers=tuple(Supplier(supplier_id=f"s{index}") for index in range(8)),
        locations=tuple(
            Location(location_id=f"p{index}", lat=51 + index * 0.0007, lon=4 + index % 50 * 0.02)
            for index in range(places)
        ),
    )


@pytest.mark.parametrize("places", [1, 60, 2_500])
def test_looking_for_partners_is_no_search_over_all_pairs(places: int) -> None:
    """Four times as many tasks take about four times the work; each of them is warned about."""
    few, many = scattered(600, places), scattered(2_400, places)
    found = make_sense(many)
    assert len([item for item in found if item.code == "W-NO-PARTNER"]) == len(many.tasks)
    assert calls(lambda: make_sense(many)) < 6 * calls(lambda: make_sense(few))
