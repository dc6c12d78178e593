"""A problem as one JSON document, and as the bytes of problem.json: the form for other systems."""

from __future__ import annotations

from datetime import date
from typing import Any

from bundler.domain import Problem, Scenario, Task
from bundler.domain.model import Frozen
from bundler.io.jsonfile import PROBLEM_FORMAT
from bundler.io.planfile import dump
from bundler.io.write_problem import CLOCK_RULES, hours_cell
from bundler.units import DAYS, clock


def problem_document(problem: Problem) -> dict[str, Any]:
    """The contents of problem.json: columns as in the tables, blank cells left out.

    Reading it gives the same problem. Days are ``mon`` … ``sun``, times ``HH:MM``, dates ``YYYY-MM-DD``,
    lists are lists; hours are a number, or ``H:MM`` where that is more exact.
    """
    document: dict[str, Any] = {
        "format": PROBLEM_FORMAT,
        "tasks": [_task(task) for task in problem.tasks],
        "suppliers": [_filled(supplier) for supplier in problem.suppliers],
        "locations": [_filled(location) for location in problem.locations],
    }
    if problem.travel_times:
        document["travel"] = [
            {"from": entry.origin, "to": entry.destination, "minutes": entry.minutes}
            for entry in problem.travel_times
        ]
    if problem.competencies:
        document["competencies"] = [_filled(competency) for competency in problem.competencies]
    document["scenario"] = _scenario(problem.scenario)
    return document


def problem_bytes(problem: Problem) -> bytes:
    """A problem as the bytes of problem.json: UTF-8, a record on one line where it fits."""
    return (dump(problem_document(problem)) + "\n").encode(errors="replace")


def _filled(entry: Frozen) -> dict[str, Any]:
    """The fields that have a value; one that is blank is left out."""
    return {name: _plain(value) for name, value in entry if value is not None and value not in ("", ())}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value


def _task(task: Task) -> dict[str, Any]:
    hours = hours_cell(task)
    changed: dict[str, Any] = {
        "days": [DAYS[day] for day in task.days],
        "session_minutes": hours if ":" in hours else _plain(float(hours)),
        "earliest_start": clock(task.earliest_start),
        "latest_end": clock(task.latest_end),
    }
    names = {"session_minutes": "hours_per_session"}
    return {names.get(name, name): changed.get(name, value) for name, value in _filled(task).items()}


def _scenario(scenario: Scenario) -> dict[str, Any]:
    head = {"name": scenario.name, "description": scenario.description, "plan_date": scenario.plan_date}
    rules = _filled(scenario.rules)
    return {
        **{name: _plain(value) for name, value in head.items() if value},
        "rules": rules | {name: clock(getattr(scenario.rules, name)) for name in CLOCK_RULES},
        "weights": _filled(scenario.weights),
        "solve": _filled(scenario.solve),
        "attribution": _filled(scenario.attribution),
        "pins": [{pin.kind: _plain(getattr(pin, pin.kind))} for pin in scenario.pins],
    }
