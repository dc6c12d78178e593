"""The examples that come with the program, and problems written by it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bundler.io import read_problem
from bundler.io.sense import make_sense
from bundler.io.write_problem import write_folder
from tests.oracle import Oracle
from tests.strategies import random_problem, tiny_problem

DATA = Path(__file__).parents[2] / "data"


@pytest.mark.parametrize("name", ["utrecht", "dji"])
def test_example_is_read_without_warnings(name: str) -> None:
    """Notes say which tasks stay out by date or certificate; there is nothing to warn about."""
    problem, found = read_problem(DATA / name)
    assert problem.tasks
    assert {finding.severity for finding in found} <= {"note"}


def test_workbook_of_the_example_is_the_folder_of_the_example() -> None:
    folder, workbook = (read_problem(DATA / name) for name in ("utrecht", "utrecht.xlsx"))
    assert workbook[0] == folder[0].model_copy(update={"source_sha256": workbook[0].source_sha256})
    assert [(item.code, item.row, item.value) for item in workbook[1]] == [
        (item.code, item.row, item.value) for item in folder[1]
    ]


@pytest.mark.parametrize("seed", range(25))
def test_problem_that_is_written_is_read_back_the_same(seed: int, tmp_path: Path) -> None:
    problem = random_problem(seed, travel=bool(seed % 2))
    write_folder(problem, tmp_path)
    other = read_problem(tmp_path)[0]
    assert other.model_copy(update={"source_sha256": problem.source_sha256}) == problem


@pytest.mark.parametrize("seed", range(25))
def test_no_warning_denies_a_job_that_exists(seed: int) -> None:
    """A task that some viable job holds is never said to fit no job or to have no partner."""
    problem = tiny_problem(random.Random(seed))
    placed = {task_id for column in Oracle(problem).columns() for task_id in column.tasks}
    denying = {"W-NO-PARTNER", "W-FITS-NO-JOB", "W-LONG-SESSION", "N-CERTIFICATE", "N-DATE"}
    assert placed.isdisjoint(finding.value for finding in make_sense(problem) if finding.code in denying)
