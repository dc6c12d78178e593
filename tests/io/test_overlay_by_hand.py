"""A scenario gives what editing the CSV files by hand gives: right or wrong, as a TOML file or a workbook."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bundler.domain import Problem
from bundler.errors import DataRefused
from bundler.io import read_problem
from bundler.io.tables_changes import IDS
from bundler.io.write_problem import LOCATION_COLUMNS, SUPPLIER_COLUMNS, TASK_COLUMNS, write_folder
from tests.io.sample import table
from tests.io.test_workbook import workbook
from tests.strategies import RULE_VALUES, WEIGHT_VALUES, Drawn, Source, random_problem

Rows = dict[tuple[str, ...], dict[str, str]]
Tables = dict[str, Rows]
Pinned = tuple[str, tuple[str, ...]]
WEEKLY = (
    "days", "hours_per_session", "sessions_per_week", "earliest_start", "latest_end", "min_sessions_per_job",
)  # fmt: skip
COLUMNS = {"tasks": TASK_COLUMNS, "suppliers": SUPPLIER_COLUMNS, "locations": LOCATION_COLUMNS}


class Layer:
    """One scenario as it is written: settings, pins, and rows by table."""

    def __init__(self) -> None:
        self.settings: dict[str, dict[str, Any]] = {"scenario": {}, "rules": {}, "weights": {}}
        self.pins: list[tuple[Pinned, str]] = []
        self.rows: dict[str, list[dict[str, str]]] = {}

    def note(self, name: str, key: Sequence[str], change: str, cells: Mapping[str, str]) -> None:
        row = dict(zip(IDS[name], key, strict=True)) | {"change": change} | dict(cells)
        self.rows.setdefault(name, []).append(row)

    def toml(self, source: Source) -> str:
        lines: list[str] = []
        for section, values in self.settings.items():
            lines += [f"[{section}]", *(f"{key} = {json.dumps(value)}" for key, value in values.items())]
        for (kind, ids), change in self.pins:
            named = ids[0] if kind in ("leave", "place") else list(ids)
            lines += ["[[pins]]", f"{kind} = {json.dumps(named)}", f'change = "{change}"']
        for name, rows in self.rows.items():
            for row in rows:
                cells = (f"{key} = {_value(source, text)}" for key, text in row.items())
                lines += [f"[[{name}]]", *cells]
        return "\n".join(lines) + "\n"

    def workbook(self, path: Path) -> None:
        settings = [
            [section, key, ("yes" if value else "no") if isinstance(value, bool) else value, None]
            for section, values in self.settings.items()
            for key, value in values.items()
        ]
        pins = [["pins", kind, "; ".join(ids), change] for (kind, ids), change in self.pins]
        sheets = {"scenario": [["section", "key", "value", "change"], *settings, *pins]}
        for name, rows in self.rows.items():
            columns = list(dict.fromkeys(key for row in rows for key in row))
            cells = [[(row[key] or "(blank)") if key in row else None for key in columns] for row in rows]
            sheets[name] = [columns, *cells]
        workbook(path, sheets)


def _value(source: Source, text: str) -> str:
    """A cell as a TOML value: always possible as a text, where it can be also as a number or a list."""
    if re.fullmatch(r"\d{1,6}(\.\d+)?", text) and source.pick((True, False)):
        return text.lstrip("0") if text.strip("0") and text[0] == "0" and text[1] != "." else text
    if ";" in text and source.pick((True, False)):
        return json.dumps(text.split(";"))
    return json.dumps(text)


def _tables(folder: Path) -> Tables:
    """The rows of the CSV files in a folder, by their id."""
    made: Tables = {}
    for name in ("tasks", "suppliers", "locations", "travel"):
        path = folder / f"{name}.csv"
        text = path.read_text("utf-8") if path.exists() else ""
        rows = list(csv.DictReader(text.splitlines()))
        made[name] = {tuple(row[column] for column in IDS[name]): row for row in rows}
    return made


def _some_columns(source: Source, columns: Sequence[str]) -> list[str]:
    """A few columns; those that must fit each other nearly always together."""
    chosen = {column for column in columns[1:] if source.number(0, 4) == 4}
    for group in (WEEKLY, ("lat", "lon")):
        if chosen & set(group) and source.number(0, 9) < 9:
            chosen |= set(group)
    return [column for column in columns if column in chosen]


def _at_home(source: Source, tables: Tables, cells: Mapping[str, str]) -> dict[str, str]:
    """Ids that nearly always exist, instead of those of the other problem."""
    homes = {"supplier_id": "suppliers", "location_id": "locations"}
    return {
        column: source.pick(list(tables[home]))[0]
        for column, home in homes.items()
        if column in cells and source.number(0, 19) < 19
    }


def _edit(source: Source, tables: Tables, other: Tables, number: int, layer: Layer) -> None:
    """Some rows changed, dropped and added, by hand and as rows of the scenario."""
    touched: set[tuple[str, ...]] = set()
    for name, columns in COLUMNS.items():
        rows, models = tables[name], list(other[name].values())
        for key in list(rows):
            what = source.pick(("leave it", "leave it", "leave it", "change", "change", "drop"))
            model = source.pick(models)
            if what == "change":
                cells = {column: model[column] for column in _some_columns(source, columns)}
                cells |= _at_home(source, tables, cells)
                rows[key] = rows[key] | cells
                layer.note(name, key, source.pick(("change", "anders")), cells)
                touched |= {key} if "supplier_id" in cells else set()
            elif what == "drop" and name == "tasks" and len(rows) > 1:
                del rows[key]
                layer.note(name, key, source.pick(("drop", "weg")), {})
        for count in range(source.number(0, 2)):
            key = (f"new {number} {count}",)
            cells = {column: text for column, text in source.pick(models).items() if column not in IDS[name]}
            cells |= _at_home(source, tables, cells)
            rows[key] = dict(zip(IDS[name], key, strict=True)) | cells
            layer.note(name, key, source.pick(("add", "erbij")), {k: v for k, v in cells.items() if v})
            touched.add(key)
    _leave(source, tables, touched, layer)


def _leave(source: Source, tables: Tables, touched: set[tuple[str, ...]], layer: Layer) -> None:
    """A supplier goes with its tasks, a place where no task is goes with its travel times."""
    written = {row["supplier_id"] for row in layer.rows.get("suppliers", ())}
    free = [key for key in tables["suppliers"] if key[0] not in written]
    if len(free) > 1 and source.pick((False, False, True)):
        leaver = source.pick(free)
        del tables["suppliers"][leaver]
        layer.note("suppliers", leaver, source.pick(("drop", "vertrekt")), {})
        for key, row in list(tables["tasks"].items()):
            if row["supplier_id"] == leaver[0] and key not in touched:
                del tables["tasks"][key]
    used = {row["location_id"] for row in tables["tasks"].values()}
    written = {row["location_id"] for row in layer.rows.get("locations", ())}
    for (place,) in [key for key in tables["locations"] if key[0] not in used | written]:
        if len(tables["locations"]) > 1 and source.pick((False, True)):
            del tables["locations"][place,]
            layer.note("locations", (place,), "drop", {})
            for journey in [journey for journey in tables["travel"] if place in journey]:
                del tables["travel"][journey]
    for journey in list(tables["travel"]):
        if source.number(0, 3) == 3:
            tables["travel"][journey] |= {"minutes": "7"}
            layer.note("travel", journey, "change", {"minutes": "7"})
    places = [key[0] for key in tables["locations"]]
    new = (source.pick(places), source.pick(places))
    if new[0] != new[1] and new not in tables["travel"]:
        tables["travel"][new] = {"from": new[0], "to": new[1], "minutes": "9"}
        layer.note("travel", new, "add", {"minutes": "9"})


def _pins(source: Source, tables: Tables, pins: list[Pinned], layer: Layer) -> list[Pinned]:
    """The pins after one scenario: what is gone falls out of them, some are dropped, some are new."""
    if source.number(0, 5) == 5:
        layer.settings["scenario"]["keep_pins"] = False
        pins = []
    for pin in list(pins):
        if pin in pins and source.number(0, 4) == 4:
            layer.pins.append((pin, "drop"))
            pins = [other for other in pins if (other[0], set(other[1])) != (pin[0], set(pin[1]))]
    kept = []
    for kind, ids in pins:
        there = {key[0] for key in tables["suppliers" if kind == "forbid_suppliers" else "tasks"]}
        left = tuple(name for name in ids if name in there)
        if left == ids or (kind in ("apart", "forbid_suppliers") and len(left) > 1):
            kept.append((kind, left))
    tasks = [key[0] for key in tables["tasks"]]
    if source.pick((False, True)) and len(tasks) > 2:
        pin = (
            source.pick(("apart", "together", "job")),
            (tasks[0], tasks[-1], tasks[1])[: source.number(2, 3)],
        )
        layer.pins.append((pin, "add"))
        if (pin[0], set(pin[1])) not in [(kind, set(ids)) for kind, ids in kept]:
            kept.append(pin)
    return kept


def _settings(source: Source, held: dict[str, dict[str, Any]], layer: Layer) -> None:
    for section, values in (("rules", RULE_VALUES), ("weights", WEIGHT_VALUES)):
        for name in sorted(values):
            if name not in ("day_start", "day_end") and source.number(0, 9) == 9:
                value = source.pick(values[name])
                given = "; ".join(value) if isinstance(value, tuple) else value
                # a blank cell of a sheet would leave it as inherited
                given = "none" if given in (None, "") else given
                held[section][name] = layer.settings[section][name] = given


def _outcome(data: Path, scenario: Path | None = None) -> tuple[Problem | None, list[tuple[str, ...]]]:
    """The problem without its fingerprint, and what was found but for where; of errors only the codes."""
    try:
        problem, found = read_problem(data, scenario)
    except DataRefused as refused:
        return None, sorted((item.code,) for item in refused.findings if item.severity == "error")
    told = [
        item
        for item in found
        if item.code not in ("N-SUPPLIER-LEAVES", "N-PIN-DROPPED", "N-PIN-SMALLER", "W-CHANGE-NOTHING")
    ]
    plain = problem.model_copy(update={"source_sha256": ""})
    return plain, sorted((item.code, item.value, item.text.en) for item in told)


def _both_ways(source: Source) -> tuple[Any, Any]:
    """What comes of a chain of one to three scenarios over a random problem, and of the same by hand."""
    problem = random_problem(source.number(0, 10_000), travel=True)
    with TemporaryDirectory() as folder:
        base, model, hand = (Path(folder) / name for name in ("base", "model", "hand"))
        write_folder(problem, base)
        write_folder(random_problem(source.number(0, 10_000)), model)
        tables, other = _tables(base), _tables(model)
        held: dict[str, dict[str, Any]] = tomllib.loads((base / "scenario.toml").read_text("utf-8"))
        pins = [(pin.kind, pin.ids) for pin in problem.scenario.pins]
        inherits = "base/scenario.toml"
        for number in range(source.number(1, 3)):
            layer = Layer()
            layer.settings["scenario"]["inherits"] = inherits
            _edit(source, tables, other, number, layer)
            _settings(source, held, layer)
            pins = _pins(source, tables, pins, layer)
            inherits = f"{number}{source.pick(('.toml', '.xlsx'))}"
            if inherits.endswith("toml"):
                (Path(folder) / inherits).write_text(layer.toml(source), encoding="utf-8")
            else:
                layer.workbook(Path(folder) / inherits)
        assume(tables["tasks"])
        hand.mkdir()
        for name, rows in tables.items():
            if rows:
                (hand / f"{name}.csv").write_text(table(list(rows.values())), encoding="utf-8")
        by_hand = Layer()
        by_hand.settings = {name: values for name, values in held.items() if isinstance(values, dict)}
        by_hand.settings["scenario"] = {
            key: str(value) for key, value in held["scenario"].items() if key == "plan_date"
        }
        by_hand.pins = [(pin, "add") for pin in pins]
        (hand / "scenario.toml").write_text(by_hand.toml(source), encoding="utf-8")
        return _outcome(base, Path(folder) / inherits), _outcome(hand)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_scenario_is_the_same_as_editing_by_hand(data: st.DataObject) -> None:
    """The same problem and the same warnings, or the same sorts of errors."""
    given_by_scenario, by_hand = _both_ways(Drawn(data.draw))
    assert given_by_scenario == by_hand
