"""Small problems with plans, for the tests of what a proof says."""

from __future__ import annotations

from bundler.domain import Location, Problem, Rules, Scenario, Session, Supplier, Task, Weights
from bundler.rules import make_job, plan_violations

Roster = tuple[Session, ...]


def task(task_id: str, days: tuple[int, ...], minutes: int, start: int, **more: object) -> Task:
    """A task that can only be done at one time of the day."""
    values = {
        "task_id": task_id,
        "supplier_id": "s1",
        "title": task_id,
        "location_id": "L1",
        "days": days,
        "session_minutes": minutes,
        "sessions_per_week": len(days),
        "earliest_start": start,
        "latest_end": start + minutes,
    }
    return Task.model_validate({**values, **more})


def problem(tasks: tuple[Task, ...], rules: Rules, **scenario: object) -> Problem:
    return Problem(
        tasks=tasks,
        suppliers=(Supplier(supplier_id="s1"),),
        locations=(Location(location_id="L1"),),
        scenario=Scenario.model_validate({"rules": rules, "weights": Weights(target_hours=4), **scenario}),
    )


def roster(given: Problem, day: int, *task_ids: str) -> Roster:
    """Each task at its only time on one day."""
    found = []
    for task_id in task_ids:
        owner = given.task_by_id[task_id]
        end = owner.earliest_start + owner.session_minutes
        found.append(Session(day=day, start=owner.earliest_start, end=end, task_id=task_id))
    return tuple(found)


# Mondays: B or C before the shared A, of which one person can do Monday; a job is one day of 4 hours.
SHARED = problem(
    (
        task("A", (0, 1), 120, 600, min_sessions_per_job=1),
        task("B", (0,), 120, 480),
        task("C", (0,), 120, 480),
    ),
    Rules(min_hours=4, max_days=1),
)
SHARED_PLAN = (roster(SHARED, 0, "B", "A"),)

# Four mornings and four afternoons of 2 hours, each pair a job of 4 hours.
PAIRS = problem(
    tuple(task(f"M{number}", (0,), 120, 480) for number in range(4))
    + tuple(task(f"N{number}", (0,), 120, 600) for number in range(4)),
    Rules(min_hours=4, max_hours=4),
)
PAIRS_PLAN = tuple(roster(PAIRS, 0, f"M{number}", f"N{number}") for number in range(4))
PAIRS_SCORE = round(4 * make_job(PAIRS, "J01", PAIRS_PLAN[0]).score, 2)


def keeps_the_rules(given: Problem, rosters: tuple[Roster, ...]) -> bool:
    return not plan_violations(given, {str(number): held for number, held in enumerate(rosters)})
