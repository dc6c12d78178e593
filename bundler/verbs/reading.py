"""Read the input with its norms: what most verbs begin with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bundler.domain import Problem
    from bundler.findings import Finding
    from bundler.norms import Catalogue


class Input(NamedTuple):
    """What was read.

    Attributes:
        findings: warnings and notes about it.
        norms: the catalogues with the user's files over them, those of the data folder first.
    """

    problem: Problem
    findings: tuple[Finding, ...]
    norms: Catalogue


def read_input(
    data: Path,
    scenario: Path | None = None,
    norms: Sequence[Path] = (),
    overrides: Mapping[str, Mapping[str, object]] | None = None,
) -> Input:
    """Read and check the data, the scenario and the norms.

    Raises:
        DataRefused: the data or a norms file has errors.
        UsageError: a path cannot be used at all.
    """
    from bundler.io import read_problem
    from bundler.norms import catalogue, norms_file

    problem, findings = read_problem(data, scenario, overrides, norms)
    own = norms_file(data)
    return Input(problem, findings, catalogue([*([own] if own else []), *norms]))
