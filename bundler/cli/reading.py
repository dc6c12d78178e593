"""Read the input with its norms and tell the warnings: what `solve` and `report` begin with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bundler.cli.console import Console

if TYPE_CHECKING:
    from bundler.domain import Problem
    from bundler.findings import Finding
    from bundler.norms import Catalogue

MOST_WARNINGS = 10


class Input(NamedTuple):
    """What was read.

    Attributes:
        findings: warnings and notes about it.
        norms: the catalogues with the user's files over them, those of the data folder first.
    """

    problem: Problem
    findings: tuple[Finding, ...]
    norms: Catalogue


def read_data(
    console: Console,
    data: str,
    scenario: str | None,
    norms: Sequence[str],
    overrides: Mapping[str, Mapping[str, object]] | None = None,
) -> Input:
    """Read and check the data, the scenario and the norms; the warnings go to the console.

    Raises:
        DataRefused: the data or a norms file has errors.
        UsageError: a path cannot be used at all.
    """
    from bundler.io import read_problem
    from bundler.norms import catalogue, norms_file

    folder, given = Path(data), [Path(file) for file in norms]
    problem, findings = read_problem(folder, Path(scenario) if scenario else None, overrides, given)
    console.findings((item for item in findings if item.severity == "warning"), most=MOST_WARNINGS)
    own = norms_file(folder)
    return Input(problem, findings, catalogue([*([own] if own else []), *given]))
