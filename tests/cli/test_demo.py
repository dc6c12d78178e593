"""`bundler demo`, and where the example data is found."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import bundler.io
from bundler import exampledata
from bundler.cli.demo import EXAMPLE, SECONDS
from bundler.domain import Problem, Result
from bundler.errors import UsageError
from bundler.exampledata import example_folder
from bundler.verbs.results import RESULT_FILES
from tests.cli import sample
from tests.cli.conftest import Run


def test_the_example_is_the_checkouts() -> None:
    folder = example_folder(EXAMPLE)
    assert (folder / "tasks.csv").is_file()
    assert (folder.parent.name, folder.name) == ("data", EXAMPLE)


def test_in_an_installed_package_the_example_is_inside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "bundler" / "_data" / EXAMPLE
    beside = tmp_path / "data" / EXAMPLE
    for folder in (inside, beside):
        folder.mkdir(parents=True)
        (folder / "tasks.csv").touch()
    monkeypatch.setattr(exampledata, "__file__", str(tmp_path / "bundler" / "exampledata.py"))
    assert example_folder(EXAMPLE) == inside


def test_an_example_that_is_not_there_is_said() -> None:
    with pytest.raises(UsageError, match="'atlantis' is not in this installation"):
        example_folder("atlantis")


def test_the_example_passes_its_own_check(run: Run) -> None:
    ran = run("check", example_folder(EXAMPLE))
    assert ran.code == 0
    assert "0 errors, 0 warnings" in ran.out


def test_however_many_jobs_the_demo_fits_on_a_screen(
    run: Run, tmp_path: Path, fake_solve: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = tuple(sample.JOB.model_copy(update={"job_id": f"J{number:02d}"}) for number in range(1, 41))
    monkeypatch.setattr(bundler.io, "read_problem", lambda *args, **more: (sample.PROBLEM, ()))
    monkeypatch.setattr(sys.modules["bundler.report"], "write_report", lambda *args: {})
    fake_solve(sample.result(plan=jobs))
    ran = run("demo", "--out", tmp_path / "out")
    assert ran.code == 0
    # Five more are left for the lines of progress, which double in distance.
    assert len((ran.out + ran.err).splitlines()) <= 20
    assert "… and 27 more jobs." in ran.out
    assert f"Open the report in your browser: {tmp_path / 'out' / 'report.html'}" in ran.out


def test_the_demo_solves_the_example_in_limited_time(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Problem] = []

    def solve(problem: Problem, *, on_progress: object, stop: object) -> Result:
        seen.append(problem)
        return sample.no_plan()

    monkeypatch.setattr(bundler.solver, "solve", solve, raising=False)
    assert run("demo", "--out", tmp_path / "out").code == 3
    assert seen[0].scenario.solve.time_limit == SECONDS
    assert len(seen[0].tasks) > 50
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["plan.json"]
    assert set(RESULT_FILES) > {"plan.json"}
