"""Short ways to write a small problem and a roster, so that a case fits on a few lines."""

from __future__ import annotations

from typing import Any

from bundler.domain import (
    Location,
    Pin,
    Problem,
    Rules,
    Scenario,
    Session,
    Supplier,
    Task,
    TravelTime,
    Weights,
)
from bundler.units import DAYS, parse_clock, parse_days

# 10 minutes between neighbours, 20 or 25 to L4 and back, none to the place beyond.
TRAVEL = {("L1", "L2"): 10, ("L1", "L3"): 10, ("L2", "L3"): 10, ("L1", "L4"): 20, ("L4", "L1"): 25}
LAX = {"min_hours": 0}


def task(
    task_id: str, minutes: int = 60, days: str = "mon", window: str = "06:00-22:00", **values: Any
) -> Task:
    """A task of supplier s1 at L1, its whole series in one job, unless said otherwise."""
    opens, closes = (parse_clock(text) for text in window.split("-"))
    numbers = parse_days(days)
    given = {
        "supplier_id": "s1",
        "title": task_id,
        "location_id": "L1",
        "days": numbers,
        "session_minutes": minutes,
        "sessions_per_week": len(numbers),
        "earliest_start": opens,
        "latest_end": closes,
    }
    return Task(task_id=task_id, **given | values)


def problem(
    *tasks: Task,
    pins: tuple[Pin, ...] = (),
    weights: dict[str, Any] | None = None,
    scenario: dict[str, Any] | None = None,
    **rules: Any,
) -> Problem:
    """These tasks under lax rules, with those given in place of the defaults."""
    return Problem(
        tasks=tasks,
        suppliers=tuple(Supplier(supplier_id=f"s{number}") for number in range(1, 5)),
        locations=(
            *(Location(location_id=f"L{number}", site="A") for number in range(1, 5)),
            Location(location_id="beyond"),
        ),
        travel_times=tuple(
            TravelTime(origin=a, destination=b, minutes=minutes) for (a, b), minutes in TRAVEL.items()
        ),
        scenario=Scenario(
            rules=Rules(**LAX | rules), weights=Weights(**weights or {}), pins=pins, **scenario or {}
        ),
    )


def roster(given: Problem, visits: str) -> list[Session]:
    """Sessions from ``"A mon 08:00, B mon 09:00 45"``: a number is another length than the task's."""
    sessions = []
    for visit in visits.split(", "):
        task_id, day, start, *length = visit.split()
        known = given.task_by_id.get(task_id)
        minutes = int(length[0]) if length else known.session_minutes if known else 60
        begin = parse_clock(start)
        sessions.append(Session(day=DAYS.index(day), start=begin, end=begin + minutes, task_id=task_id))
    return sessions
