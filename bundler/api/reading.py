"""Read a problem from files."""

from __future__ import annotations

from collections.abc import Sequence

from bundler.api.problem import Problem
from bundler.api.wanted import StrPath, norms_wanted, path_wanted


def read(data: StrPath, scenario: StrPath | None = None, *, norms: Sequence[StrPath] = ()) -> Problem:
    """Read and check a problem.

    Args:
        data: a folder of CSV files, one workbook (.xlsx, .ods), or one .json file.
        scenario: a scenario file (.toml or a workbook) to use instead of the one in the data; it may inherit
            from others and add, change and drop rows of the tables.
        norms: norms files over those that come with bundler and over ``norms.toml`` in the data.

    Returns:
        The problem; warnings and notes about it are in ``findings``.

    Raises:
        DataRefused: the data have errors; ``findings`` holds every finding, with file, row and column.
        UsageError: a path cannot be used at all.

    Example:
        >>> import bundler as bd
        >>> problem = bd.read("data/utrecht")
        >>> problem.tasks[["task_id", "days", "hours_per_session"]].head(1).values.tolist()
        [['A01', 'mon-fri', 3.0]]
    """
    from bundler.verbs.reading import read_input

    own = None if scenario is None else path_wanted("scenario", scenario, '"scenario.toml"')
    found = read_input(path_wanted("data", data, '"mydata"'), own, norms_wanted(norms))
    return Problem(found.problem, found.findings, found.norms)
