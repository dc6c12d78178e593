"""A problem as a folder of CSV files with its scenario: the form that people fill in and keep."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from bundler.domain import Competency, Location, Pin, Problem, Scenario, Supplier, Task, TravelTime
from bundler.errors import OutputError
from bundler.i18n import Text
from bundler.io.oserror import reason
from bundler.units import DAYS, clock, decimal

TASK_COLUMNS = (
    "task_id", "supplier_id", "title", "location_id", "days", "hours_per_session", "sessions_per_week",
    "earliest_start", "latest_end", "headcount", "min_sessions_per_job", "competencies", "setting", "hygiene",
    "certificates", "supervised", "valid_from", "valid_until", "hourly_wage_eur", "cao_function", "note",
)  # fmt: skip
SUPPLIER_COLUMNS = tuple(Supplier.model_fields)
LOCATION_COLUMNS = tuple(Location.model_fields)
COMPETENCY_COLUMNS = tuple(Competency.model_fields)
TRAVEL_COLUMNS = ("from", "to", "minutes")

CLOCK_RULES = ("day_start", "day_end")


def write_folder(problem: Problem, folder: Path) -> None:
    """Write a problem as CSV files and ``scenario.toml``; reading them gives the same problem.

    The folder is made where it does not exist; files of the same names in it are replaced.

    Raises:
        OutputError: the folder or a file cannot be written.
    """
    tables = tables_of(problem)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # An old travel or competencies sheet must not stay behind and change the problem.
        files = {
            f"{name}.csv": table
            for name, table in tables.items()
            if table.rows or name in _ALWAYS or (folder / f"{name}.csv").exists()
        }
        for name, (columns, rows) in files.items():
            _write_csv(folder / name, columns, rows)
        (folder / "scenario.toml").write_text(scenario_toml(problem.scenario), encoding="utf-8")
    except OSError as error:
        why = reason(error)
        raise OutputError(
            Text(f"{folder} cannot be written: {why.en}", f"{folder} kan niet worden geschreven: {why.nl}")
        ) from error


class Cells(NamedTuple):
    """A table as texts: its columns, and by column the cells of each row."""

    columns: tuple[str, ...]
    rows: list[dict[str, str]]


def tables_of(problem: Problem) -> dict[str, Cells]:
    """Every table by name, as the texts of its cells."""
    return {
        "tasks": Cells(TASK_COLUMNS, [_task_row(task) for task in problem.tasks]),
        "suppliers": Cells(SUPPLIER_COLUMNS, [_row(supplier) for supplier in problem.suppliers]),
        "locations": Cells(LOCATION_COLUMNS, [_row(location) for location in problem.locations]),
        "travel": Cells(TRAVEL_COLUMNS, [_travel_row(entry) for entry in problem.travel_times]),
        "competencies": Cells(COMPETENCY_COLUMNS, [_row(entry) for entry in problem.competencies]),
    }


_ALWAYS = ("tasks", "suppliers", "locations")


def scenario_rows(scenario: Scenario) -> Iterator[tuple[str, str, str]]:
    """The scenario as rows of a sheet: section, key and value, of all that has a value."""
    head = {"name": scenario.name, "description": scenario.description, "plan_date": scenario.plan_date}
    sections: dict[str, Mapping[str, object]] = {"scenario": head}
    sections |= {name: dict(getattr(scenario, name)) for name in ("rules", "weights", "solve", "attribution")}
    for section, values in sections.items():
        for key, value in values.items():
            text = clock(value) if key in CLOCK_RULES and isinstance(value, int) else _cell(value)
            if text:
                yield section, key, text
    for pin in scenario.pins:
        yield "pins", pin.kind, ";".join(pin.ids)


def scenario_toml(scenario: Scenario) -> str:
    """The scenario as TOML text, with every rule, weight and option that has a value."""
    head = {"name": scenario.name, "description": scenario.description, "plan_date": scenario.plan_date}
    sections = {
        "scenario": head,
        "rules": scenario.rules.model_dump(),
        "weights": scenario.weights.model_dump(),
        "solve": scenario.solve.model_dump(),
        "attribution": scenario.attribution.model_dump(),
    }
    blocks = [_section(f"[{name}]", values) for name, values in sections.items()]
    blocks += [_section("[[pins]]", _pin_value(pin)) for pin in scenario.pins]
    return "\n".join(blocks)


def _section(header: str, values: Mapping[str, object]) -> str:
    lines = [f"{key} = {_toml(key, value)}" for key, value in values.items() if value is not None]
    return "\n".join([header, *lines, ""])


def _pin_value(pin: Pin) -> dict[str, object]:
    return {pin.kind: getattr(pin, pin.kind)}


def _toml(key: str, value: object) -> str:
    if key in CLOCK_RULES and isinstance(value, int):
        return f'"{clock(value)}"'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml("", item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def _write_csv(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, tuple):
        return ";".join(str(item) for item in value)
    return str(value)


def _row(entry: Supplier | Location | Task | Competency) -> dict[str, str]:
    return {field: _cell(getattr(entry, field)) for field in type(entry).model_fields}


def _task_row(task: Task) -> dict[str, str]:
    row = _row(task)
    for field, show in _TASK_CELLS.items():
        row[field] = show(task)
    del row["session_minutes"]
    return row


def days_cell(task: Task) -> str:
    """The days of a task as a cell has them: ``mon-fri`` or ``mon;wed``."""
    first, last = task.days[0], task.days[-1]
    if len(task.days) > 2 and task.days == tuple(range(first, last + 1)):
        return f"{DAYS[first]}-{DAYS[last]}"
    return ";".join(DAYS[day] for day in task.days)


def hours_cell(task: Task) -> str:
    """Hours as a decimal where that is exact, else as hours and minutes."""
    if task.session_minutes % 15 == 0:
        return decimal(task.session_minutes / 60)
    return f"{task.session_minutes // 60}:{task.session_minutes % 60:02d}"


_TASK_CELLS: dict[str, Callable[[Task], str]] = {
    "days": days_cell,
    "hours_per_session": hours_cell,
    "sessions_per_week": lambda task: (
        "" if task.sessions_per_week == len(task.days) else str(task.sessions_per_week)
    ),
    "earliest_start": lambda task: clock(task.earliest_start),
    "latest_end": lambda task: clock(task.latest_end),
}


def _travel_row(entry: TravelTime) -> dict[str, str]:
    return {"from": entry.origin, "to": entry.destination, "minutes": str(entry.minutes)}
