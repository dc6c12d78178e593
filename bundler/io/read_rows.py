"""Tables that are in memory already become a problem, with the checks and findings of files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from bundler.domain import Problem, Scenario
from bundler.findings import Finding
from bundler.io.chain import Chain, read_chain
from bundler.io.collect import Findings
from bundler.io.draft import draft_of_toml
from bundler.io.planfile import dump
from bundler.io.read import problem_of
from bundler.io.sources import Sheet, Source, table_name
from bundler.io.tables import TABLES
from bundler.io.workbook import TypedCell, cell_text
from bundler.io.write_problem import scenario_toml

Rows = Sequence[Sequence[TypedCell]]

_SCENARIO = "scenario"


def problem_of_rows(
    tables: Mapping[str, Rows], scenario: Scenario | Path | None = None, norms: Sequence[Path] = ()
) -> tuple[Problem, tuple[Finding, ...]]:
    """Read and check tables that are in memory.

    Args:
        tables: by name (``tasks``, ``suppliers``, …) the rows, the headers first; findings count them from 1.
        scenario: a scenario, or a file with one; None: every rule and weight as by default.
        norms: norms files; what they add is known to the checks.

    Returns:
        The problem, and the warnings and notes about it.

    Raises:
        DataRefused: the tables have errors; it holds every finding, warnings and notes too.
        UsageError: the scenario or a norms file cannot be used at all.
    """
    found = Findings()
    for table in TABLES.values():
        if table.required and table.name not in tables:
            found.add("E-MISSING-TABLE", table.name, table=table_name(table))
    source = Source(
        path=Path(),
        sheets={name: Sheet(TABLES[name], name, rows) for name, rows in tables.items()},
        there=frozenset(tables),
        used=[(name, _content(rows)) for name, rows in tables.items()],
    )
    return problem_of(source, lambda: _chain(source, scenario, found), found, norms=norms)


def _chain(source: Source, scenario: Scenario | Path | None, found: Findings) -> Chain:
    if not isinstance(scenario, Scenario):
        return Chain((), ()) if scenario is None else read_chain(source, scenario, found)
    text = scenario_toml(scenario).encode()
    return Chain((draft_of_toml(_SCENARIO, text, found),), ((_SCENARIO, text),))


def _content(rows: Rows) -> bytes:
    """What the fingerprint of a table is made of."""
    return dump([[cell_text(cell, "") for cell in row] for row in rows]).encode()
