"""Read the input with its norms and tell the warnings: what `solve` and `report` begin with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bundler.cli.console import Console

if TYPE_CHECKING:
    from bundler.verbs.reading import Input

MOST_WARNINGS = 10


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
    from bundler.verbs.reading import read_input

    read = read_input(
        Path(data), Path(scenario) if scenario else None, [Path(file) for file in norms], overrides
    )
    console.findings((item for item in read.findings if item.severity == "warning"), most=MOST_WARNINGS)
    return read
