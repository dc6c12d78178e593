"""`bundler solve` around the solver: files, streams, exit codes. The solver itself is a stand-in."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

import bundler.solver
from bundler.domain import Level, Problem, Result
from bundler.errors import NoPlan, ProofError, UsageError
from bundler.i18n import Text
from bundler.io import atomic
from bundler.verbs.results import RESULT_FILES
from tests.cli import sample
from tests.cli.conftest import Run

Fake = Callable[..., None]


@pytest.fixture
def found(fake_solve: Fake) -> Result:
    result = sample.result()
    fake_solve(result)
    return result


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.usefixtures("found")
def test_all_result_files_are_written_and_the_plan_verifies(run: Run, data: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran = run("solve", data, "--out", out)
    assert (ran.code, ran.err) == (0, "")
    assert names(out) == set(RESULT_FILES)
    assert run("check", data, "--plan", out / "plan.json").code == 0


@pytest.mark.usefixtures("found")
def test_the_summary_names_suppliers_hours_worth_proof_and_report(
    run: Run, data: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    text = run("solve", data, "--out", out).out
    assert "J01  Caterers Ltd + Cleaners Ltd  22.50 h  2 tasks" in text
    assert "1 job; 22.5 of 32.5 hours a week placed, 10 left (1 task)." in text
    assert "Score 205 points. Proved: no plan under these rules is better." in text
    assert str(out / "report.html") in text
    dutch = run("solve", data, "--lang", "nl").out
    assert "J01  Caterers Ltd + Cleaners Ltd  22,50 u  2 taken" in dutch
    assert "Bewezen" in dutch


def test_a_gap_is_put_in_words(run: Run, data: Path, fake_solve: Fake) -> None:
    level = Level(name="score", value=205, bound=210)
    fake_solve(sample.result(status="feasible", stopped_by="time", levels=(level,)))
    text = run("solve", data).out
    assert "No plan under these rules can pass 210: at most 2.38 % is still to be gained." in text
    assert "the time was up" in text


@pytest.mark.usefixtures("found")
def test_json_is_the_plan_document_and_nothing_else(run: Run, data: Path, tmp_path: Path) -> None:
    ran = run("solve", data, "--json", "--out", tmp_path / "out")
    assert ran.document["format"] == "bundler-plan/1"
    assert ran.out == (tmp_path / "out" / "plan.json").read_text(encoding="utf-8")
    assert run("--json", "solve", data).document["status"] == "optimal"


@pytest.mark.usefixtures("found")
def test_quiet_says_nothing(run: Run, data: Path) -> None:
    ran = run("solve", data, "--quiet")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_options_reach_the_solver(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Problem] = []

    def solve(problem: Problem, *, on_progress: object, stop: object) -> Result:
        seen.append(problem)
        return sample.result()

    monkeypatch.setattr(bundler.solver, "solve", solve, raising=False)
    options = {"--objective": "most-hours", "--time": "2,5", "--gap": "0.01", "--seed": "7", "--workers": "1"}
    assert run("solve", data, *(item for pair in options.items() for item in pair)).code == 0
    chosen = seen[0].scenario.solve
    assert (chosen.objective, chosen.time_limit, chosen.gap) == ("most-hours", 2.5, 0.01)
    assert (chosen.seed, chosen.workers) == (7, 1)


def test_bad_data_is_refused_before_anything_is_written(run: Run, data: Path, tmp_path: Path) -> None:
    (data / "suppliers.csv").unlink()
    ran = run("solve", data, "--out", tmp_path / "out", "--json")
    assert ran.code == 1
    assert ran.document["exit_code"] == 1
    assert ran.document["findings"]
    assert "suppliers" in ran.err
    assert not (tmp_path / "out").exists()


def test_without_a_plan_it_ends_with_3_and_leaves_no_stale_results(
    run: Run, data: Path, tmp_path: Path, fake_solve: Fake
) -> None:
    out = tmp_path / "out"
    fake_solve(sample.result())
    run("solve", data, "--out", out)
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    fake_solve(sample.no_plan())
    ran = run("solve", data, "--out", out, "--json")
    assert ran.code == 3
    assert "No plan exists: A cannot be placed." in ran.err
    assert ran.document["status"] == "none"
    assert "jobs" not in ran.document
    assert names(out) == {"plan.json", "notes.txt"}


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError(Text("not in this version", "nog niet")), 2),
        (NoPlan(Text("nothing found in time", "niet op tijd gevonden")), 3),
        (ProofError(Text("a contradiction", "een tegenspraak")), 4),
    ],
)
def test_what_the_solver_raises_becomes_its_exit_code(
    run: Run, data: Path, fake_solve: Fake, error: Exception, code: int
) -> None:
    fake_solve(error)
    ran = run("solve", data)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err == f"Error: {error}\n"


def test_a_bug_ends_with_70_and_no_traceback(run: Run, data: Path, fake_solve: Fake) -> None:
    fake_solve(RuntimeError("boom"))
    ran = run("solve", data, "--json")
    assert ran.code == 70
    assert "RuntimeError: boom" in ran.err
    assert "Traceback" not in ran.err
    assert ran.document["exit_code"] == 70


def test_a_bug_shows_its_traceback_where_asked(
    run: Run, data: Path, fake_solve: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_solve(RuntimeError("boom"))
    monkeypatch.setenv("BUNDLER_DEBUG", "1")
    with pytest.raises(RuntimeError, match="boom"):
        run("solve", data)


@pytest.mark.usefixtures("found")
def test_a_full_disk_ends_with_2_and_keeps_the_earlier_results(
    run: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    run("solve", data, "--out", out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}

    def full(path: Path, content: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(atomic, "_write", full)
    ran = run("solve", data, "--out", out, "--lang", "nl")
    assert (ran.code, ran.out) == (2, "")
    assert "de schijf is vol" in ran.err
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_a_file_in_the_place_of_the_folder_is_refused_before_solving(
    run: Run, data: Path, tmp_path: Path, fake_solve: Fake
) -> None:
    fake_solve(AssertionError("must not solve"))
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    ran = run("solve", data, "--out", tmp_path / "out")
    assert ran.code == 2
    assert "a file of that name is in the way" in ran.err


def test_a_folder_that_cannot_be_written_is_said_before_solving(
    run: Run, data: Path, tmp_path: Path, fake_solve: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    fake_solve(AssertionError("must not solve"))
    monkeypatch.setattr(Path, "mkdir", refuse)
    ran = run("solve", data, "--out", tmp_path / "out")
    assert ran.code == 2
    assert f"{tmp_path / 'out'}: no permission to write there" in ran.err
