"""JSON Schemas (2020-12) of problem.json and plan.json, made from the tables and models of the program.

They are published in ``data/schemas``; the tests hold these files to what is made here.
"""

from __future__ import annotations

from typing import Final

from bundler.io.planfile import dump
from bundler.io.schema_plan import plan_schema
from bundler.io.schema_problem import problem_schema

SCHEMAS: Final = {"problem": problem_schema, "plan": plan_schema}


def schema_bytes(name: str) -> bytes:
    """A schema as the bytes of its file."""
    return (dump(SCHEMAS[name]()) + "\n").encode()
