"""A small table for the tests of the board: tasks whose jobs can be worked out by hand."""

from __future__ import annotations

from pathlib import Path

from bundler.board.session import Session
from bundler.domain import Location, Problem, Rules, Scenario, Supplier, Task
from bundler.io.write_problem import write_folder

HERE = Path(__file__).parent


def task(
    name: str, supplier: str = "s1", hours: float = 4, days: int = 5, at: int = 8, **more: object
) -> Task:
    """A task on so many days from Monday on, that can only start at one hour."""
    length = round(hours * 60)
    given: dict[str, object] = {
        "task_id": name, "supplier_id": supplier, "title": f"Task {name}", "location_id": "hall",
        "days": tuple(range(days)), "session_minutes": length, "sessions_per_week": days,
        "earliest_start": at * 60, "latest_end": at * 60 + length,
    }  # fmt: skip
    return Task.model_validate(given | more)


def table() -> Problem:
    """Morning and afternoon tasks of three suppliers, one of them for two persons, one to be shared."""
    return Problem(
        tasks=(
            task("morning", "s1", 4, 5, 8),
            task("noon", "s2", 3, 5, 12),
            task("late", "s3", 3, 5, 15),
            task("short", "s1", 3.5, 5, 8),
            task("again", "s2", 4, 5, 8),
            task("twice", "s3", 3, 5, 12, headcount=2),
            task("shared", "s2", 3, 5, 12, min_sessions_per_job=2),
            task("garden", "s1", 4, 5, 8, setting="outdoor"),
        ),
        suppliers=(Supplier(supplier_id="s1"), Supplier(supplier_id="s2"), Supplier(supplier_id="s3")),
        locations=(Location(location_id="hall", site="here"),),
        scenario=Scenario(rules=Rules(min_hours=20)),
    )


def begun(folder: Path, problem: Problem | None = None) -> Session:
    """A session about a problem, new in a folder."""
    write_folder(problem or table(), folder / "given")
    return Session.begin(folder / "session", folder / "given")
