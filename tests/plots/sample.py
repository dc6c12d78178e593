"""A plan of three jobs at four places as the plots take it, and the tables beside it; no solver is run."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from bundler.domain import Level, Location, Problem, Result, Scenario, Supplier
from tests.report import sample

SUPPLIERS = (
    Supplier(
        supplier_id="clean",
        name="Clean & Co",
        color="#0072B2",
        social_return_model="A",
        social_return_percent=5,
        social_return_base_eur_year=300_000,
        social_return_realised_eur=6_000,
    ),
    Supplier(supplier_id="cater", name="Catering", social_return_model="B", social_return_percent=5),
    Supplier(
        supplier_id="green",
        name="Green",
        social_return_model="A",
        social_return_percent=5,
        social_return_base_eur_year=900_000,
        social_return_realised_eur=30_000,
    ),
    Supplier(supplier_id="guard", name="Guards"),
)
LOCATIONS = (
    Location(location_id="hall", name="Great Hall", site="campus", lat=52.0858, lon=5.1723),
    Location(location_id="mess", name="Mess room", site="campus", lat=52.0854, lon=5.1737),
    Location(location_id="park", name="Park", site="campus", lat=52.0868, lon=5.1667),
    Location(location_id="shed", name="Shed", site="campus"),
)
TITLES = {"C2": "Toilets and pantry", "G1": "Litter round"}
TASKS = (
    *(task.model_copy(update={"title": TITLES.get(task.task_id, task.title)}) for task in sample.TASKS),
    sample.task("S1", "guard", "Lock the shed", "shed", 60),
)
HISTORY = (
    (0.0, None, None),
    (0.3, None, 700.0),
    (0.8, 250.0, 700.0),
    (1.4, 480.0, 610.0),
    (2.6, 530.0, 560.0),
    (4.0, 545.0, 545.0),
)


class Data(NamedTuple):
    """As ``bundler.Problem`` holds its data."""

    data: Problem


class Plan(NamedTuple):
    """As ``bundler.Plan`` holds its result."""

    problem: Data
    result: Result


def plan(problem: Problem | None = None, rosters: Any = sample.ROSTERS, **changes: Any) -> Plan:
    """The sample's plan, or another one of the same tasks."""
    of = problem or pretty()
    return Plan(Data(of), sample.result(of, rosters, **changes))


def pretty() -> Problem:
    """The problem of the pictures."""
    return sample.problem(
        tasks=TASKS,
        suppliers=SUPPLIERS,
        locations=LOCATIONS,
        scenario=Scenario(name="Campus", plan_date=date(2026, 7, 1)),
    )


def hostile() -> Plan:
    """Names that look like markup, formulas and control characters."""
    suppliers = tuple(
        each.model_copy(update={"name": f"{sample.HOSTILE} 字 {each.name}"}) for each in SUPPLIERS
    )
    places = tuple(each.model_copy(update={"name": sample.HOSTILE, "site": "$site$"}) for each in LOCATIONS)
    return plan(
        sample.problem(
            tasks=(*sample.TASKS, TASKS[-1]),
            suppliers=suppliers,
            locations=places,
            scenario=Scenario(name=sample.HOSTILE, plan_date=date(2026, 7, 1)),
        )
    )


def many(jobs: int = 40) -> Plan:
    """The first job so many times over."""
    return Plan(Data(sample.scaled(jobs)[0]), sample.scaled(jobs)[1])


def empty() -> Plan:
    """A plan without jobs."""
    return plan(rosters=[], levels=(Level(name="score", value=0.0, bound=0.0),))


def frame() -> pd.DataFrame:
    """A sweep over two settings, as ``bundler.compare`` gives it."""
    return pd.DataFrame(
        {
            "scenario": ["one", "two", "three", "one, 24", "two, 24", "three, 24"],
            "max_suppliers": [1, 2, 3, 1, 2, 3],
            "min_hours": [20.0, 20.0, 20.0, 24.5, 24.5, 24.5],
            "status": ["optimal", "optimal", "feasible", "none", "optimal", "optimal"],
            "hours": [197.25, 639.25, 643.0, None, 541.5, 605.75],
            "complexity": [17.59, 26.85, 29.33, None, 29.92, 35.28],
            "jobs": [11.0, 26.0, 26.0, None, 20.0, 22.0],
        }
    )
