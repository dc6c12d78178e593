"""A small table for the tests of the board: tasks whose jobs can be worked out by hand."""

from __future__ import annotations

from pathlib import Path

from bundler.board.judge import without_asking
from bundler.board.session import Session
from bundler.domain import Location, Problem, Rules, Scenario, Supplier, Task
from bundler.generate import generate
from bundler.io.write_problem import write_folder
from bundler.rules import left_over, make_job, plan_violations

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


def crowded() -> Problem:
    """The table, and so many other tasks beside it that a solve takes its time."""
    small, many = table(), generate(60, suppliers=4, seed=5)
    tasks = [task.model_copy(update={"supplier_id": f"g-{task.supplier_id}"}) for task in many.tasks]
    suppliers = [one.model_copy(update={"supplier_id": f"g-{one.supplier_id}"}) for one in many.suppliers]
    return many.model_copy(
        update={
            "tasks": (*small.tasks, *tasks),
            "suppliers": (*small.suppliers, *suppliers),
            "locations": (*small.locations, *many.locations),
            "scenario": small.scenario,
        }
    )


def begun(folder: Path, problem: Problem | None = None) -> Session:
    """A session about a problem, new in a folder."""
    write_folder(problem or table(), folder / "given")
    return Session.begin(folder / "session", folder / "given")


def holds(session: Session) -> None:
    """What must be true of every board."""
    now = session.now
    rosters = now.board.rosters
    assert plan_violations(without_asking(now.problem), rosters) == {}
    assert now.left == left_over(now.problem, rosters.values())
    for job in now.board.jobs:
        assert job.task_ids
        assert len(set(job.task_ids)) == len(job.task_ids)
        assert job.roster is None or {each.task_id for each in job.roster} == set(job.task_ids)
        assert bool(job.why) == (job.roster is None)
        seen = now.judged[job.job_id]
        assert (seen.viable, seen.why) == (job.viable, job.why)
        if job.roster is not None:
            assert seen.points == make_job(now.problem, job.job_id, job.roster).score
    assert len({job.job_id for job in now.board.jobs}) == len(now.board.jobs)
    for name, count in now.shelf.items():
        assert 0 < count <= now.left[name]
    for each in now.problem.tasks:
        if not each.shareable:
            assert sum(each.task_id in job.task_ids for job in now.board.jobs) <= each.headcount
