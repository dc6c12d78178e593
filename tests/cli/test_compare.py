"""`bundler compare`: the same data under several scenarios, side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import bundler.solver
from bundler.domain import Problem, Result
from tests.cli import sample
from tests.cli.conftest import Run


@pytest.fixture
def scenarios(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Three files: one with a plan of one job, one without any job, one under which there is no plan."""
    files = []
    for name, text in (
        ("wide", '[scenario]\nname = "Wide"\n'),
        ("strict", "[rules]\nmin_hours = 30\n"),
        ("never", "[rules]\nmin_hours = 31\n"),
    ):
        files.append(tmp_path / f"{name}.toml")
        files[-1].write_text(text, encoding="utf-8")

    def solve(problem: Problem, **_: object) -> Result:
        least = problem.scenario.rules.min_hours
        if least == 31:
            return sample.no_plan()
        if least == 30:
            levels = (sample.result().levels[0].model_copy(update={"value": 0, "bound": 10}),)
            return sample.result(plan=(), levels=levels, status="feasible", stopped_by="time")
        return sample.result()

    monkeypatch.setattr(bundler.solver, "solve", solve)
    return files


def test_scenarios_stand_side_by_side_with_differences_to_the_first(
    run: Run, data: Path, scenarios: list[Path]
) -> None:
    ran = run("compare", data, *scenarios)
    assert ran.code == 0
    lines = [line.split() for line in ran.out.splitlines()]
    assert lines[1] == ["Wide", "proved", "best", "205", "0", "%", "1", "22.5", "0.88", "10"]
    assert lines[2] == ["strict", "plan", "0", "100", "%", "0", "0", "0", "20"]
    assert lines[3] == ["never", "no", "plan", *["–"] * 6]
    assert ran.out.splitlines()[5] == "Compared with Wide:"
    assert lines[7] == ["strict", "-205", "-1", "-22.5", "-0.88", "+10"]
    assert ran.out.splitlines()[-1] == "never: No plan exists: A cannot be placed."


def test_json_has_every_figure_and_the_difference_to_the_baseline(
    run: Run, data: Path, scenarios: list[Path]
) -> None:
    ran = run("compare", data, *scenarios, "--baseline", "strict", "--json")
    document: Any = ran.document
    assert (document["format"], document["baseline"]) == ("bundler-compare/1", "strict")
    wide, strict, never = document["scenarios"]
    assert {name: wide[name] for name in ("scenario", "status", "score", "gap", "jobs", "banen")} == {
        "scenario": "Wide", "status": "optimal", "score": 205, "gap": 0, "jobs": 1, "banen": 0.88,
    }  # fmt: skip
    assert wide["file"] == str(scenarios[0])
    assert wide["difference"] == {"score": 205, "jobs": 1, "hours": 22.5, "banen": 0.88, "sessions_left": -10}
    assert set(strict["difference"].values()) == {0}
    assert (strict["gap"], strict["bound"], strict["stopped_by"]) == (1, 10, "time")
    assert (never["status"], never["score"], never["difference"]) == ("none", None, None)
    assert never["why"] == "No plan exists: A cannot be placed."


def test_a_baseline_is_found_by_path_file_name_and_name(run: Run, data: Path, scenarios: list[Path]) -> None:
    for asked in (scenarios[0], "wide.toml", "wide", "Wide"):
        ran = run("compare", data, scenarios[1], scenarios[0], "--baseline", asked, "--json")
        assert ran.document["baseline"] == "Wide"
    ran = run("compare", data, *scenarios, "--baseline", "wid")
    assert ran.code == 2
    assert "Maybe one of: Wide, strict, never." in ran.err


def test_scenarios_with_the_same_name_go_by_their_files(run: Run, data: Path, scenarios: list[Path]) -> None:
    scenarios[1].write_text('[scenario]\nname = "Wide"\n', encoding="utf-8")
    ran = run("compare", data, *scenarios[:2], "--json")
    assert [item["scenario"] for item in ran.document["scenarios"]] == [str(file) for file in scenarios[:2]]


def test_a_scenario_that_is_wrong_is_refused_before_anything_is_solved(
    run: Run, data: Path, scenarios: list[Path]
) -> None:
    scenarios[2].write_text("[rules]\nmin_hours = -1\n", encoding="utf-8")
    ran = run("compare", data, *scenarios)
    assert (ran.code, ran.out) == (1, "")
    assert "Scenario" not in ran.err


def test_without_any_plan_the_exit_code_says_so(run: Run, data: Path, scenarios: list[Path]) -> None:
    ran = run("compare", data, scenarios[2])
    assert ran.code == 3
    assert "None of the scenarios has a plan." in ran.err


def test_after_a_stop_later_scenarios_are_not_solved(
    run: Run, data: Path, scenarios: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def solve(problem: Problem, *, on_progress: object, stop: Any) -> Result:
        stop.set()
        return sample.result(stopped_by="user", status="feasible")

    monkeypatch.setattr(bundler.solver, "solve", solve)
    ran = run("compare", data, *scenarios[:2], "--json")
    assert ran.code == 0
    assert [item["status"] for item in ran.document["scenarios"]] == ["feasible", None]
    assert "not solved" in run("compare", data, *scenarios[:2]).out


def test_a_real_comparison_in_dutch(run: Run, data: Path, tmp_path: Path) -> None:
    file = tmp_path / "streng.toml"
    file.write_text("[rules]\nmin_hours = 23\n", encoding="utf-8")
    plain = tmp_path / "gewoon.toml"
    plain.write_text("", encoding="utf-8")
    ran = run("compare", data, plain, file, "--lang", "nl")
    assert ran.code == 0
    assert "gewoon    bewezen best" in ran.out
    assert "Vergeleken met gewoon:" in ran.out
