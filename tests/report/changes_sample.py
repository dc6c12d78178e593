"""Agreed jobs of which one stays, one passes to another supplier, two change, one ends; and a new job."""

from __future__ import annotations

from typing import Any

from bundler.domain import Problem, Session, Supplier
from bundler.i18n import Text
from bundler.report.changes_view import Known, known_of
from bundler.rules import make_job
from bundler.scenarios.replan import Replanned
from bundler.scenarios.replan_changes import Agreed, changes_of
from tests.report import sample
from tests.report.sample import HOSTILE, sessions

OLD = (
    sample.task("O1", "old", HOSTILE, "hall", 120),
    sample.task("O2", "old", "Old evening round", "hall", 120),
)
EXTRA = (
    sample.task("K2", "cater", "Coffee corner", "mess", 120, headcount=3),
    sample.task("N1", "green", "New beds", "park", 240, setting="outdoor"),
)


def now(**changes: Any) -> Problem:
    """The data of today."""
    return sample.problem(tasks=(*sample.TASKS, *EXTRA), **changes)


def then() -> Problem:
    """The data of when the jobs were agreed."""
    tasks = tuple(task.model_copy(update={"supplier_id": "green"}) if task.task_id == "C1" else task
                  for task in (*sample.TASKS, EXTRA[0], *OLD))  # fmt: skip
    suppliers = (*sample.SUPPLIERS, Supplier(supplier_id="old", name="Old & Co"))
    return sample.problem(tasks=tasks, suppliers=suppliers)


def week(*parts: list[Session]) -> tuple[Session, ...]:
    return tuple(sorted((each for part in parts for each in part), key=lambda each: (each.day, each.start)))


BEFORE = {
    "J01": (week(sessions("C2", 390, 100), sessions("K1", 515, 150)), ("cater", "clean")),
    "J02": (week(sessions("O1", 420, 120), sessions("K2", 600, 120)), ("cater", "old")),
    "J03": (week(sessions("O2", 900, 120), sessions("X1", 1020, 120, (0, 1))), ("cater", "old")),
    "J04": (week(sessions("C1", 420, 180)), ("green",)),
    "J05": (week(sessions("K2", 480, 120), sessions("G2", 640, 240, (0, 2, 5))), ("cater", "green")),
}
AFTER = {
    "J01": BEFORE["J01"][0],
    "J02": week(
        sessions("K2", 630, 120, (0, 1, 2)), sessions("K2", 600, 120, (3, 4)), sessions("K1", 420, 150)
    ),
    "J04": BEFORE["J04"][0],
    "J05": week(sessions("K2", 480, 120), sessions("G2", 640, 240, (0, 4, 6))),
    "J06": week(sessions("N1", 420, 240)),
}
WHY = {
    "J02": (Text("task O1 is no longer there", "taak O1 is er niet meer"),),
    "J03": (Text(f"supplier {HOSTILE} left", f"leverancier {HOSTILE} weg"), Text("=too few", "=te weinig")),
}


def replanned(of: Problem | None = None, **changes: Any) -> Replanned:
    """What came of it, as if it had been solved."""
    problem = of or now()
    agreed = [Agreed(code, roster, suppliers) for code, (roster, suppliers) in BEFORE.items()]
    jobs = [make_job(problem, code, roster) for code, roster in AFTER.items()]
    result = sample.result(
        problem, list(AFTER.values()), plan=tuple(jobs), status="feasible", stopped_by="user"
    )
    levels = (result.first.model_copy(update={"bound": result.first.value + 40.5}),)
    values: dict[str, Any] = {
        "result": result.model_copy(update={"levels": levels, "held_back": True}),
        "changes": changes_of(problem, agreed, jobs, WHY),
        "value": result.first.value,
        "bound": result.first.value,
        "price": None,
        "of_all": True,
        **changes,
    }
    return Replanned(**values)


def known(done: Replanned, *, remembered: bool = True) -> Known:
    """What things are called; of what is gone only where the data of then are remembered."""
    return known_of(now(), then() if remembered else None, done)
