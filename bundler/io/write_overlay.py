"""A small change as a scenario file that inherits all the rest: to look at, to edit, to solve with."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date

from bundler.domain import Task
from bundler.units import DAYS, clock

_CLOCKS = ("earliest_start", "latest_end", "day_start", "day_end")


def overlay_toml(
    *,
    inherits: str,
    name: str,
    description: str = "",
    rules: Mapping[str, object] | None = None,
    solve: Mapping[str, object] | None = None,
    added: Iterable[Task] = (),
    changed: Iterable[tuple[str, str, object]] = (),
) -> str:
    """The text of a scenario file.

    Args:
        inherits: ``data``, or the path of another scenario from the folder of this one.
        name: of the scenario.
        description: of the scenario.
        rules: rules that get another value.
        solve: solve options that get another value.
        added: tasks that come.
        changed: (task id, field of ``Task``, value) of tasks that change; not for ``session_minutes``.
    """
    head = {"inherits": inherits, "name": name} | ({"description": description} if description else {})
    by_task: dict[str, dict[str, object]] = {}
    for task_id, field, value in changed:
        by_task.setdefault(task_id, {"task_id": task_id})[field] = value
    blocks = [_block("[scenario]", head)]
    blocks += [_block(f"[{key}]", values) for key, values in (("rules", rules), ("solve", solve)) if values]
    blocks += [_block("[[tasks]]", row) for row in by_task.values()]
    blocks += [_block("[[tasks]]", added_row(task)) for task in added]
    return "\n".join(blocks)


def added_row(task: Task) -> dict[str, object]:
    """A new task as the row that adds it: its columns, without those that have their default."""
    row: dict[str, object] = {"task_id": task.task_id, "change": "add"}
    for field, info in type(task).model_fields.items():
        value = getattr(task, field)
        if field == "session_minutes":
            row["hours_per_session"] = value / 60 if value % 15 == 0 else f"{value // 60}:{value % 60:02d}"
        elif field == "sessions_per_week" and value == len(task.days):
            continue
        elif field == "days":
            row[field] = tuple(DAYS[day] for day in value)
        elif info.is_required() or value != info.default:
            row[field] = value
    return row


def cell(field: str, value: object) -> object:
    """A value as it stands in a table: clock times as ``HH:MM``, lists as lists."""
    if field in _CLOCKS and isinstance(value, int):
        return clock(value)
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _block(header: str, values: Mapping[str, object]) -> str:
    return "\n".join([header, *(f"{key} = {_toml(key, value)}" for key, value in values.items()), ""])


def _toml(key: str, value: object) -> str:
    if key in _CLOCKS:
        value = cell(key, value)
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
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007F")
