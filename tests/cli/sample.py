"""A problem small enough to know its plan by heart: A and B make one job, C (two persons) stays out."""

from __future__ import annotations

from datetime import date

from bundler.domain import (
    Job,
    Level,
    Location,
    Problem,
    Result,
    Scenario,
    Session,
    Supplier,
    Task,
    Unplaced,
)
from bundler.i18n import Text
from bundler.rules import make_job

WORKWEEK = (0, 1, 2, 3, 4)


def task(
    task_id: str, supplier_id: str, location_id: str, window: tuple[int, int], minutes: int, **more: object
) -> Task:
    values = {
        "task_id": task_id,
        "supplier_id": supplier_id,
        "title": f"Task {task_id}",
        "location_id": location_id,
        "days": WORKWEEK,
        "session_minutes": minutes,
        "sessions_per_week": len(WORKWEEK),
        "earliest_start": window[0],
        "latest_end": window[1],
    }
    return Task.model_validate({**values, **more})


PROBLEM = Problem(
    tasks=(
        task("A", "cleaners", "hall", (360, 600), 150),
        task("B", "caterers", "hall", (480, 720), 120),
        task("C", "caterers", "tower", (780, 840), 60, headcount=2),
    ),
    suppliers=(
        Supplier(supplier_id="cleaners", name="Cleaners Ltd", service="cleaning"),
        Supplier(supplier_id="caterers", name="Caterers Ltd", service="catering"),
    ),
    locations=(
        Location(location_id="hall", name="Hall", site="campus"),
        Location(location_id="tower", name="Tower", site="campus"),
    ),
    # a day on which the norms that its report uses are known
    scenario=Scenario(plan_date=date(2026, 3, 2)),
)


def problem(**changes: object) -> Problem:
    """The sample problem with some of it replaced."""
    return Problem.model_validate(
        {**{name: getattr(PROBLEM, name) for name in Problem.model_fields}, **changes}
    )


def roster(*, start: int = 420, days: tuple[int, ...] = WORKWEEK) -> list[Session]:
    """A from ``start``, B straight after."""
    return [
        Session(day=day, start=start + begin, end=start + begin + minutes, task_id=task_id)
        for day in days
        for begin, minutes, task_id in ((0, 150, "A"), (150, 120, "B"))
    ]


JOB: Job = make_job(PROBLEM, "J01", roster())
LEFT = Unplaced(task_id="C", sessions=10, reason="R-ALONE", text=Text("Too few hours.", "Te weinig uren."))


def result(**changes: object) -> Result:
    """A result with that one job, proved to be the best."""
    values: dict[str, object] = {
        "scenario": "sample",
        "objective": "balanced",
        "status": "optimal",
        "stopped_by": "proof",
        "levels": (Level(name="score", value=JOB.score, bound=JOB.score),),
        "seconds": 0.123,
        "seed": 0,
        "version": "0",
        "input_sha256": "",
        "plan": (JOB,),
        "unplaced": (LEFT,),
    }
    return Result.model_validate({**values, **changes})


def no_plan(**changes: object) -> Result:
    """A solve that ended without a plan."""
    why = Text("No plan exists: A cannot be placed.", "Er bestaat geen plan: A kan niet worden geplaatst.")
    none = {"status": "none", "levels": (), "plan": None, "unplaced": (), "why_none": why}
    return result(**{**none, **changes})
