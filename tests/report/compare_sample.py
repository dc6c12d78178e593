"""Scenarios of the sample problem with plans made by hand: one of every kind that a comparison meets."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from bundler.domain import Level, Pin, Problem, Result, Rules, Scenario, Weights
from bundler.domain.scenario import SolveOptions
from bundler.i18n import Text
from bundler.report.day import dossier_of
from bundler.scenarios.compare import Comparison, Outcome, compare
from tests.report import book_reading, sample

DAY = date(2026, 3, 2)
BASE_SCORE = sample.result(sample.problem()).score
WHY = Text("Nothing fits.", "Er past niets.")


def problem(name: str, data: dict[str, Any] | None = None, **scenario: Any) -> Problem:
    """The sample problem, with suppliers that owe social return, under a scenario of this name."""
    made = Scenario(name=name, plan_date=DAY, **scenario)
    return sample.problem(**{"suppliers": book_reading.SUPPLIERS, **(data or {}), "scenario": made})


def result(of: Problem, rosters: Any = sample.ROSTERS, *, above: float = 0, **changes: Any) -> Result:
    """A plan of these rosters; ``above`` is how far its bound is over its value."""
    made = sample.result(of, rosters, unplaced=())
    values = {"objective": of.scenario.solve.objective, **changes}
    if above:
        level = made.levels[0]
        higher = Level(name=level.name, value=level.value, bound=level.value + above)
        values = {"levels": (higher,), "status": "feasible", "stopped_by": "time", **values}
    return made.model_copy(update=values)


def outcome(of: Problem, found: Result | None, file: str = "") -> Outcome:
    """A scenario with what came of it, and its dossier where there is a plan."""
    name = of.scenario.name
    dossier = dossier_of(of, found) if found is not None and found.plan is not None else None
    return Outcome(name, file or f"{name}.toml", of, found, dossier)


# C1 now with C2, K1 once alone; G1 and G2 an hour later, X1 placed, one session of C2 less.
OTHER = (
    [*sample.sessions("C1", 420, 180), *sample.sessions("C2", 605, 100, (0, 1, 2, 3))],
    [*sample.sessions("K1", 640, 150)],
    [*sample.sessions("K1", 640, 150), *sample.sessions("X1", 800, 120, (0, 1))],
    [*sample.sessions("G1", 480, 200), *sample.sessions("G2", 700, 240, (0, 2)),
     *sample.sessions("G2", 480, 240, (5,))],
)  # fmt: skip


@cache
def outcomes() -> tuple[Outcome, ...]:
    """The baseline; another plan; one that is not proved; other weights; other data; no plan; not solved."""
    base = problem("Now")
    moved = problem("Other", rules=Rules(max_suppliers=3, min_hours=8), pins=(Pin(place="X1"),))
    near = problem("Near & <i>far</i>", rules=Rules(max_tasks=7))
    heavy = problem("Weights", weights=Weights(idle=50))
    tasks = tuple(
        task.model_copy(update={"session_minutes": 90, "days": (0, 1, 2), "sessions_per_week": 3})
        if task.task_id == "X1"
        else task
        for task in sample.TASKS
        if task.task_id != "C2"
    )
    data = problem("Data", {"tasks": tasks})
    never = problem("Never", solve=SolveOptions(objective="most-hours"))
    waiting = problem("Waiting")
    none = {"status": "none", "plan": None, "levels": (), "why_none": WHY, "unplaced": ()}
    return (
        outcome(base, result(base)),
        outcome(moved, result(moved, OTHER)),
        outcome(near, result(near, sample.ROSTERS[:2], above=500)),
        outcome(heavy, result(heavy)),
        outcome(data, result(data, [sample.ROSTERS[0], sample.ROSTERS[2]])),
        outcome(never, result(never).model_copy(update=none)),
        outcome(waiting, None),
    )


@cache
def comparison() -> Comparison:
    """All of them against the first."""
    return compare(outcomes())
