"""The JSON Schema of plan.json."""

from __future__ import annotations

from typing import get_args

from bundler.domain.plan import PLAN_FORMAT, Status, StoppedBy
from bundler.domain.scenario import Objective
from bundler.io.schema_parts import CLOCK, DAY, DIALECT, TEXT, Schema
from bundler.rules import TERMS


def plan_schema() -> Schema:
    """The schema of plan.json as every solve writes it; later versions may add keys.

    A plan made by hand may leave out everything but jobs with rosters; see ``bundler.io.planread``.
    """
    numbers = ("score", "first", "bound", "gap")
    plan = {
        "required": [*numbers, "jobs", "unplaced"],
        "properties": {
            "score": {"type": "number"},
            "first": {"type": "number"},
            "bound": {"type": "number"},
            "gap": {"type": "number", "minimum": 0},
            "levels": {"minItems": 1},
        },
        "if": {"properties": {"stopped_by": {"const": "proof"}}},
        "then": {"properties": {"status": {"const": "optimal"}}},
    }
    none = {
        "required": [*numbers, "why"],
        "properties": {**{name: {"type": "null"} for name in numbers}, "levels": {"maxItems": 0}},
        "not": {"anyOf": [{"required": ["jobs"]}, {"required": ["unplaced"]}]},
    }
    return {
        "$schema": DIALECT,
        "$id": "urn:bundler:schema:plan:1",
        "title": "Plan",
        "description": "A plan and the proof of how good it is; with status none there are no jobs.",
        "type": "object",
        "required": [
            "format",
            "scenario",
            "objective",
            "status",
            "stopped_by",
            "levels",
            "seconds",
            "seed",
            "version",
            "input_sha256",
        ],
        "properties": {
            "format": {"const": PLAN_FORMAT},
            "scenario": {"type": "string", "description": "name of the scenario"},
            "objective": {"enum": list(get_args(Objective))},
            "status": {"enum": list(get_args(Status))},
            "stopped_by": {"enum": list(get_args(StoppedBy))},
            "score": {"description": "points; exact to 0.01"},
            "first": {"description": "value of the objective's first level"},
            "bound": {"description": "no plan under these rules can pass it; of the first level"},
            "gap": {"description": "|bound - first| / max(1, |bound|)"},
            "levels": {"type": "array", "items": {"$ref": "#/$defs/level"}, "maxItems": 2},
            "seconds": {"type": "number", "minimum": 0},
            "seed": {"type": "integer", "minimum": 0},
            "version": {"type": "string", "description": "of bundler"},
            "input_sha256": {
                "type": "string",
                "pattern": "^([0-9a-f]{64})?$",
                "description": "fingerprint of the input; empty where it was made in memory",
            },
            "held_back": {"const": True, "description": "agreed jobs keep the plan from its bound"},
            "own_rules": {
                "type": "array",
                "items": {"type": "string"},
                "minItems": 1,
                "description": "titles of the user's own rules and costs, which value and bound rest on",
            },
            "why": {"type": "string", "description": "why there is no plan"},
            "jobs": {"type": "array", "items": {"$ref": "#/$defs/job"}},
            "unplaced": {"type": "array", "items": {"$ref": "#/$defs/unplaced"}},
        },
        "if": {"properties": {"status": {"const": "none"}}},
        "then": none,
        "else": plan,
        "$defs": {
            "level": _closed({"name": TEXT, "value": {"type": "number"}, "bound": {"type": "number"}}),
            "job": _closed(
                {
                    "job_id": TEXT,
                    "suppliers": {"type": "array", "items": TEXT, "minItems": 1, "uniqueItems": True},
                    "hours": {"type": "number", "exclusiveMinimum": 0, "description": "task hours a week"},
                    "score": {"type": "number"},
                    "terms": _closed({name: {"type": "number"} for name in TERMS})
                    | {"patternProperties": {"^own_": {"type": "number"}}},
                    "roster": {"type": "array", "items": {"$ref": "#/$defs/session"}, "minItems": 1},
                }
            ),
            "session": _closed({"day": DAY, "start": CLOCK, "end": CLOCK, "task_id": TEXT}),
            "unplaced": _closed(
                {
                    "task_id": TEXT,
                    "sessions": {"type": "integer", "minimum": 1, "description": "a week, in no job"},
                    "reason": {**TEXT, "description": "a code of the catalogue, such as R-NO-JOB"},
                    "text": {"type": "string", "description": "the reason in words"},
                }
            ),
        },
    }


def _closed(properties: Schema) -> Schema:
    """An object that has all of these."""
    return {"type": "object", "required": list(properties), "properties": properties}
