"""A small problem with three suppliers and a plan of three jobs, made by hand through the rules."""

from __future__ import annotations

from typing import Any

from bundler.domain import (
    Level,
    Location,
    Problem,
    Result,
    Scenario,
    Session,
    Supplier,
    Task,
    Unplaced,
    Weights,
)
from bundler.findings import Finding
from bundler.i18n import Text
from bundler.rules import make_job, plan_score

WEEK = (0, 1, 2, 3, 4)
HOSTILE = '<script>alert("x")</script> & $x^2$ -- --> \x07'


def task(task_id: str, supplier_id: str, title: str, place: str, minutes: int, **more: Any) -> Task:
    values: dict[str, Any] = {
        "days": WEEK,
        "sessions_per_week": len(more.get("days", WEEK)),
        "earliest_start": 360,
        "latest_end": 1320,
        **more,
    }
    return Task(
        task_id=task_id,
        supplier_id=supplier_id,
        title=title,
        location_id=place,
        session_minutes=minutes,
        **values,
    )


SUPPLIERS = (
    Supplier(supplier_id="clean", name="Clean & Co", color="#0072B2"),
    Supplier(supplier_id="cater", name="Catering"),
    Supplier(supplier_id="green", name="Green", color="url(x)"),
)
LOCATIONS = (
    Location(location_id="hall", name="Great Hall", site="campus"),
    Location(location_id="mess", name="Mess room", site="campus"),
    Location(location_id="park", name="Park", site="campus"),
)
TASKS = (
    task("C1", "clean", "Morning round of the lecture halls and the long corridor", "hall", 180),
    task("K1", "cater", "Lunch service", "mess", 150, headcount=2),
    task("C2", "clean", HOSTILE, "hall", 100, headcount=2),
    task("G1", "green", "=cmd|' /C calc'!A0", "park", 200, setting="outdoor"),
    task("G2", "green", "Saturday market: sweep up", "park", 240, days=(0, 2, 5), setting="outdoor"),
    task("X1", "cater", "Evening dinner", "mess", 120, days=(0, 1)),
)


def sessions(task_id: str, start: int, length: int, days: tuple[int, ...] = WEEK) -> list[Session]:
    return [Session(day=day, start=start, end=start + length, task_id=task_id) for day in days]


def problem(**changes: Any) -> Problem:
    values: dict[str, Any] = {
        "tasks": TASKS,
        "suppliers": SUPPLIERS,
        "locations": LOCATIONS,
        "scenario": Scenario(name="Sample"),
        **changes,
    }
    return Problem(**values)


ROSTERS = (
    [*sessions("C1", 420, 180), *sessions("K1", 640, 150)],
    [*sessions("C2", 390, 100), *sessions("K1", 515, 150)],
    [*sessions("G1", 420, 200), *sessions("G2", 640, 240, (0, 2)), *sessions("G2", 480, 240, (5,))],
)


def result(of: Problem, rosters: Any = ROSTERS, **changes: Any) -> Result:
    jobs = tuple(make_job(of, f"J{number:02d}", roster) for number, roster in enumerate(rosters, 1))
    score = plan_score(of, rosters)
    values: dict[str, Any] = {
        "scenario": of.scenario.name,
        "objective": "balanced",
        "status": "optimal",
        "stopped_by": "proof",
        "levels": (Level(name="score", value=score, bound=score),),
        "seconds": 1.25,
        "seed": 0,
        "version": "0.1.0",
        "input_sha256": "ab" * 32,
        "plan": jobs,
        "unplaced": (
            Unplaced(
                task_id="C2", sessions=5, reason="R-hours", text=Text("No room left.", "Geen ruimte over.")
            ),
            Unplaced(task_id="X1", sessions=2, reason="R-pin", text=Text("=HYPERLINK(1)", "=HYPERLINK(1)")),
        ),
        **changes,
    }
    return Result(**values)


FINDINGS = (
    Finding(
        "W-example", "warning", "tasks.csv", 3, "title", HOSTILE,
        Text(f"Odd title {HOSTILE}", f"Vreemde titel {HOSTILE}"), Text("Maybe change.", "Misschien anders."),
    ),
    Finding("N-example", "note", "tasks.csv", None, "", "", Text("A note.", "Een opmerking.")),
)  # fmt: skip


def scaled(jobs: int) -> tuple[Problem, Result]:
    """The first roster so many times over."""
    tasks = (TASKS[0].model_copy(update={"headcount": jobs}), TASKS[1].model_copy(update={"headcount": jobs}))
    of = problem(tasks=tasks, scenario=Scenario(name="Scaled", weights=Weights(target_hours=20)))
    return of, result(of, [ROSTERS[0]] * jobs, unplaced=())
