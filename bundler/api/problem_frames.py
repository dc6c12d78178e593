"""The tables of a problem as DataFrames: the columns of the input, in the units of the input."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from bundler.api.frames import Columns, frame_of
from bundler.domain import Problem, Scenario
from bundler.domain.model import Frozen
from bundler.io.settings import CLOCKS
from bundler.io.write_problem import days_cell
from bundler.units import clock

if TYPE_CHECKING:
    import pandas as pd

TASKS: Final[Columns] = {
    "task_id": "string",
    "supplier_id": "string",
    "title": "string",
    "location_id": "string",
    "days": "string",
    "hours_per_session": "float64",
    "sessions_per_week": "int64",
    "earliest_start": "string",
    "latest_end": "string",
    "headcount": "int64",
    "min_sessions_per_job": "Int64",
    "competencies": "string",
    "setting": "string",
    "hygiene": "string",
    "certificates": "string",
    "supervised": "bool",
    "valid_from": "datetime64[s]",
    "valid_until": "datetime64[s]",
    "hourly_wage_eur": "float64",
    "cao_function": "string",
    "note": "string",
}
SUPPLIERS: Final[Columns] = {
    "supplier_id": "string",
    "name": "string",
    "service": "string",
    "in_house": "bool",
    "can_employ": "bool",
    "jobcoach": "bool",
    "cao_id": "string",
    "contract_end": "datetime64[s]",
    "contract_value_eur_year": "float64",
    "social_return_model": "string",
    "social_return_percent": "float64",
    "social_return_base_eur_year": "float64",
    "blocks_table": "string",
    "social_return_realised_eur": "float64",
    "color": "string",
}
LOCATIONS: Final[Columns] = {
    "location_id": "string",
    "name": "string",
    "site": "string",
    "lat": "float64",
    "lon": "float64",
}
TRAVEL: Final[Columns] = {"from": "string", "to": "string", "minutes": "int64"}
COMPETENCIES: Final[Columns] = {
    "competency_id": "string",
    "label_nl": "string",
    "label_en": "string",
    "description": "string",
    "description_en": "string",
    "uri": "string",
}
SETTINGS: Final[Columns] = {"section": "string", "name": "string", "value": "string", "default": "string"}


def tasks_frame(problem: Problem) -> pd.DataFrame:
    """One row a task."""
    rows = []
    for task in problem.tasks:
        own = {
            "days": days_cell(task),
            "hours_per_session": task.session_minutes / 60,
            "earliest_start": clock(task.earliest_start),
            "latest_end": clock(task.latest_end),
        }
        rows.append([own[name] if name in own else _value(task, name) for name in TASKS])
    return frame_of(TASKS, rows)


def suppliers_frame(problem: Problem) -> pd.DataFrame:
    """One row a supplier."""
    return _frame(SUPPLIERS, problem.suppliers)


def locations_frame(problem: Problem) -> pd.DataFrame:
    """One row a place."""
    return _frame(LOCATIONS, problem.locations)


def competencies_frame(problem: Problem) -> pd.DataFrame:
    """One row a competency."""
    return _frame(COMPETENCIES, problem.competencies)


def travel_frame(problem: Problem) -> pd.DataFrame:
    """One row a journey."""
    return frame_of(TRAVEL, [(each.origin, each.destination, each.minutes) for each in problem.travel_times])


def settings_frame(problem: Problem) -> pd.DataFrame:
    """One row a rule, weight or option."""
    return frame_of(SETTINGS, settings_rows(problem))


def settings_rows(problem: Problem) -> list[tuple[str, str, str, str]]:
    """Section, name, value and default of every rule, weight and option."""
    usual = Scenario()
    rows = []
    for section in ("rules", "weights", "solve"):
        now, then = getattr(problem.scenario, section), getattr(usual, section)
        for name in type(now).model_fields:
            rows.append(
                (section, name, _setting(name, getattr(now, name)), _setting(name, getattr(then, name)))
            )
    return rows


def _frame(columns: Columns, entries: Sequence[Frozen]) -> pd.DataFrame:
    return frame_of(columns, [[_value(entry, name) for name in columns] for entry in entries])


def _value(entry: Frozen, name: str) -> object:
    value = getattr(entry, name)
    return ";".join(value) if isinstance(value, tuple) else value


def _setting(name: str, value: object) -> str:
    """As a scenario file has it."""
    if name in CLOCKS and isinstance(value, int):
        return clock(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ";".join(map(str, value))
    return "none" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
