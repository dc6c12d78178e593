"""The JSON Schema of problem.json, made from the tables and models that the program reads with."""

from __future__ import annotations

from typing import Final

from bundler.domain import (
    Attribution,
    Competency,
    Location,
    Pin,
    Rules,
    Scenario,
    SolveOptions,
    Supplier,
    Task,
    Weights,
)
from bundler.domain.model import WEB_ADDRESS, Frozen
from bundler.io import cells
from bundler.io.cells import Parser
from bundler.io.columns import Table
from bundler.io.jsonfile import PROBLEM_FORMAT
from bundler.io.limits import MOST_ROWS
from bundler.io.schema_parts import CLOCK, DAY, DIALECT, TEXT, Schema
from bundler.io.tables import TABLES
from bundler.io.write_problem import CLOCK_RULES
from bundler.units import clock

_LIST: Final[Schema] = {"type": "array", "items": {"type": "string", "pattern": "^[^;,|]+$"}}
_MODELS: Final[dict[str, type[Frozen]]] = {
    "tasks": Task,
    "suppliers": Supplier,
    "locations": Location,
    "competencies": Competency,
}
# The plainest way to write what each parser of a cell reads.
_SHAPES: Final[dict[Parser, Schema]] = {
    cells.text: {"type": "string"},
    cells.cao: {"type": "string"},
    cells.items: _LIST,
    cells.days: {"type": "array", "items": DAY, "minItems": 1},
    cells.hours: {
        "anyOf": [
            {"type": "number", "exclusiveMinimum": 0, "maximum": 24},
            {"type": "string", "pattern": "^[0-9]{1,2}:[0-5][0-9]$"},
        ],
        "examples": [2.5, "2:30"],
    },
    cells.clock_time: CLOCK,
    cells.iso_date: {"type": "string", "format": "date"},
    cells.yes_no: {"type": "boolean"},
    cells.color: {"type": "string", "examples": ["#0072B2"]},
    # A quotation mark needs no escape, and in the dialect of JSON Schema may have none.
    cells.web_address: {"type": "string", "pattern": "^({})?$".format(WEB_ADDRESS.replace(r"\"", '"'))},
}


def problem_schema() -> Schema:
    """The schema of problem.json: what ``bundler`` reads where DATA is a JSON file.

    It asks the English names and the plainest form of each value; reading allows for more, such as Dutch
    names. That ids lead somewhere and that no text is about a person is for ``bundler check``.
    """
    tables = {
        name: {
            "type": "array",
            "items": {"$ref": f"#/$defs/{name}"},
            "maxItems": MOST_ROWS,
            **({"minItems": 1} if table.required else {}),
        }
        for name, table in TABLES.items()
        if name != "scenario"
    }
    required = [name for name, table in TABLES.items() if table.required]
    return {
        "$schema": DIALECT,
        "$id": "urn:bundler:schema:problem:1",
        "title": "Problem",
        "description": "Tasks, suppliers, places and scenario. Leave out what is blank, or make it null.",
        "type": "object",
        "required": required,
        "additionalProperties": False,
        "properties": {
            "$schema": {"type": "string"},
            "format": {"const": PROBLEM_FORMAT},
            **tables,
            "scenario": {"$ref": "#/$defs/scenario"},
        },
        "$defs": {
            **{name: _record(table) for name, table in TABLES.items() if name != "scenario"},
            **_scenario(),
        },
    }


def _record(table: Table) -> Schema:
    model = _MODELS.get(table.name)
    fields = {} if model is None else _fields(model)
    properties = {}
    for column in table.columns:
        shape = _shape(column.parse)
        if column.required:
            shape = TEXT if shape == {"type": "string"} else shape
        elif "default" in fields.get(column.name, {}):
            shape = {**shape, "default": fields[column.name]["default"]}
        properties[column.name] = {
            "description": column.meaning.en,
            **(shape if column.required else _or_null(shape)),
        }
    return {
        "type": "object",
        "required": [column.name for column in table.columns if column.required],
        "additionalProperties": False,
        "properties": properties,
    }


def _shape(parse: Parser) -> Schema:
    if isinstance(parse, cells.Choice):
        return {"type": "string", "enum": list(parse.names)}
    if isinstance(parse, cells.Number):
        return {"type": "integer" if parse.whole else "number", **_bounds(parse.check)}
    if parse is cells.euro:
        return {"type": "number", **_bounds(cells.AMOUNT)}
    if parse is cells.percent:
        return {"type": "number", **_bounds(cells.PERCENT.check)}
    return _SHAPES[parse]


def _bounds(check: cells.Within) -> Schema:
    bounds: Schema = {}
    if check.least is not None:
        bounds["exclusiveMinimum" if check.above else "minimum"] = check.least
    if check.most is not None:
        bounds["exclusiveMaximum" if check.below else "maximum"] = int(check.most)
    return bounds


def _scenario() -> dict[str, Schema]:
    sections: dict[str, type[Frozen]] = {
        "rules": Rules,
        "weights": Weights,
        "solve": SolveOptions,
        "attribution": Attribution,
    }
    head = _fields(Scenario)
    settings = {name: _settings(model) for name, model in sections.items()}
    clocks = {name: {**CLOCK, "default": clock(Rules.model_fields[name].default)} for name in CLOCK_RULES}
    settings["rules"]["properties"] |= clocks
    kinds = {
        name: TEXT if "string" in str(shape.get("type")) else {"type": "array", "items": TEXT, "minItems": 1}
        for name, shape in _fields(Pin).items()
    }
    pin = {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
        "properties": kinds,
    }
    scenario = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            **{name: _or_null(head[name]) for name in ("name", "description", "plan_date")},
            **{name: {"$ref": f"#/$defs/{name}"} for name in sections},
            "pins": {"type": "array", "items": {"$ref": "#/$defs/pin"}},
        },
    }
    return {"scenario": scenario, **settings, "pin": pin}


def _settings(model: type[Frozen]) -> Schema:
    properties = {name: _or_null(shape) for name, shape in _fields(model).items()}
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _fields(model: type[Frozen]) -> dict[str, Schema]:
    """The fields of a model as pydantic describes them, without titles and without null."""
    found = {}
    for name, shape in model.model_json_schema()["properties"].items():
        given = {key: value for key, value in shape.items() if key not in ("title", "anyOf")}
        for option in shape.get("anyOf", ()):
            if option.get("type") != "null":
                given = {**option, **given}
        if given.get("type") == "array":
            given = {**_LIST, **{key: value for key, value in given.items() if key not in _LIST}}
        if given.get("default", "") in (None, "", []):
            given.pop("default", None)
        found[name] = given
    return found


def _or_null(shape: Schema) -> Schema:
    """The same, or null for a blank cell."""
    known = {**shape, "type": [shape["type"], "null"]}
    return known if "enum" not in shape else {**known, "enum": [*shape["enum"], None]}
