"""`bundler compare`: the same data under several scenarios, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import bundler.scenarios.run
from bundler.domain import Problem, Result
from bundler.kpis import KPIS
from tests.cli import sample
from tests.cli.conftest import Run

# What the document of a comparison had from the start, for other programs to rely on.
FIRST_KEYS = {
    "scenario", "file", "objective", "status", "stopped_by", "score", "jobs", "hours", "banen",
    "sessions_left", "first", "bound", "gap", "seconds", "why", "difference",
}  # fmt: skip


def solved(problem: Problem) -> Result:
    """By the fewest hours of a job: 31 has no plan, 30 a plan without jobs and 29 is not proved."""
    least = problem.scenario.rules.min_hours
    proved = sample.result()
    if least == 31:
        return sample.no_plan()
    if least == 30:
        levels = (proved.levels[0].model_copy(update={"value": 0, "bound": 10}),)
        return sample.result(plan=(), levels=levels, status="feasible", stopped_by="time")
    if least == 29:
        levels = (proved.levels[0].model_copy(update={"bound": 300}),)
        return sample.result(levels=levels, status="feasible", stopped_by="time")
    return proved


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Solves by hand in place of the solver; what was asked of it is kept."""
    calls: list[dict[str, Any]] = []

    def solve_all(problems: Sequence[tuple[str, Problem]], **options: Any) -> list[Result | None]:
        calls.append({"problems": problems, **options})
        options["on_found"](0)
        results = [solved(problem) for _, problem in problems]
        for (name, _), result in zip(problems, results, strict=True):
            options["on_done"](name, result)
        return list(results)

    monkeypatch.setattr(bundler.scenarios.run, "solve_all", solve_all)
    return calls


@pytest.fixture
def scenarios(tmp_path: Path) -> list[Path]:
    """Three files: one with a plan of one job, one without any job, one under which there is no plan."""
    files = []
    for name, text in (
        ("wide", '[scenario]\nname = "Wide"\n'),
        ("strict", "[rules]\nmin_hours = 30\n"),
        ("never", "[rules]\nmin_hours = 31\n"),
    ):
        files.append(tmp_path / f"{name}.toml")
        files[-1].write_text(text, encoding="utf-8")
    return files


@pytest.mark.usefixtures("asked")
def test_scenarios_stand_side_by_side_with_differences_to_the_first(
    run: Run, data: Path, scenarios: list[Path]
) -> None:
    ran = run("compare", data, *scenarios)
    assert ran.code == 0
    lines = [line.split() for line in ran.out.splitlines()]
    assert lines[1] == ["Wide", "proved", "best", "205", "0", "1", "22.5", "0.88", "10", "14"]
    assert lines[2] == ["strict", "plan", "0", "100", "0", "0", "0", "20", "–"]
    assert lines[3] == ["never", "no", "plan", *["–"] * 7]
    assert ran.out.splitlines()[5] == "Compared with Wide:"
    words = ["worse"] * 6
    figures = ["-205", "+100", "-1", "-22.5", "-0.88", "+10"]
    assert lines[7] == ["strict", *[part for pair in zip(figures, words, strict=True) for part in pair], "–"]
    assert "Proved for the score: strict is worse than the baseline." in ran.out
    assert "never: no plan. No plan exists: A cannot be placed." in ran.out
    assert "strict: Jobs: 0 of 0 exactly the same" in ran.out


@pytest.mark.usefixtures("asked")
def test_json_has_every_figure_and_the_difference_to_the_baseline(
    run: Run, data: Path, scenarios: list[Path]
) -> None:
    ran = run("compare", data, *scenarios, "--baseline", "strict", "--json")
    document: Any = ran.document
    assert (document["format"], document["baseline"]) == ("bundler-compare/1", "strict")
    wide, strict, never = document["scenarios"]
    assert set(wide) >= FIRST_KEYS
    assert {name: wide[name] for name in ("scenario", "status", "score", "gap", "jobs", "banen")} == {
        "scenario": "Wide", "status": "optimal", "score": 205, "gap": 0, "jobs": 1, "banen": 0.88,
    }  # fmt: skip
    assert wide["file"] == str(scenarios[0])
    assert wide["difference"] == {"score": 205, "jobs": 1, "hours": 22.5, "banen": 0.88, "sessions_left": -10}
    assert set(strict["difference"].values()) == {0}
    assert (strict["gap"], strict["bound"], strict["stopped_by"]) == (1, 10, "time")
    assert (never["status"], never["score"], never["difference"]) == ("none", None, None)
    assert never["why"] == "No plan exists: A cannot be placed."


@pytest.mark.usefixtures("asked")
def test_json_has_every_kpi_what_is_proved_what_moved_and_what_was_asked(
    run: Run, data: Path, scenarios: list[Path]
) -> None:
    document: Any = run("compare", data, *scenarios, "--json").document
    wide, strict, never = document["scenarios"]
    assert set(wide["kpis"]) == {kpi.code for kpi in KPIS if kpi.by == "plan"}
    assert set(wide["suppliers"]) == {"cleaners", "caterers"}
    assert set(wide["suppliers"]["caterers"]) == {kpi.code for kpi in KPIS if kpi.by == "supplier"}
    assert strict["kpis"]["jobs"] == {"value": 0, "difference": -1, "verdict": "worse"}
    assert strict["kpis"]["complexity"] == {"value": None, "difference": None, "verdict": "unknown"}
    assert strict["order"]["relation"] == "worse"
    assert wide["order"] is None
    assert strict["moves"]["gone"] == ["J01"]
    assert {move["task_id"]: move["kind"] for move in strict["moves"]["tasks"]} == {"A": "left", "B": "left"}
    assert never["moves"] is None
    assert document["asked"] == [{"section": "rules", "name": "min_hours", "values": [12, 30, 31]}]
    assert document["warnings"] == ["never: no plan. No plan exists: A cannot be placed."]


@pytest.mark.usefixtures("asked")
def test_where_the_gap_is_larger_than_the_difference_that_is_said(
    run: Run, data: Path, scenarios: list[Path]
) -> None:
    scenarios[1].write_text("[rules]\nmin_hours = 29\n", encoding="utf-8")
    ran = run("compare", data, *scenarios[:2])
    assert "Not proved which is better for the score, strict or the baseline" in ran.out
    assert "no plan can pass 300 points" in ran.out
    dutch = run("compare", data, *scenarios[:2], "--lang", "nl").out
    assert "Niet bewezen welke beter is voor de score, strict of de basis" in dutch


@pytest.mark.usefixtures("asked")
def test_a_baseline_is_found_by_path_file_name_and_name(run: Run, data: Path, scenarios: list[Path]) -> None:
    for asked in (scenarios[0], "wide.toml", "wide", "Wide"):
        ran = run("compare", data, scenarios[1], scenarios[0], "--baseline", asked, "--json")
        assert ran.document["baseline"] == "Wide"
    ran = run("compare", data, *scenarios, "--baseline", "wid")
    assert ran.code == 2
    assert "Maybe one of: Wide, strict, never." in ran.err


@pytest.mark.usefixtures("asked")
def test_scenarios_with_the_same_name_go_by_their_files(
    run: Run, data: Path, scenarios: list[Path], tmp_path: Path
) -> None:
    scenarios[1].write_text('[scenario]\nname = "Wide"\n', encoding="utf-8")
    ran = run("compare", data, *scenarios[:2], "--json")
    assert [item["scenario"] for item in ran.document["scenarios"]] == ["wide.toml", "strict.toml"]
    other = tmp_path / "other" / "wide.toml"
    other.parent.mkdir()
    other.write_text(scenarios[0].read_text("utf-8"), encoding="utf-8")
    ran = run("compare", data, scenarios[0], other, "--json")
    assert [item["scenario"] for item in ran.document["scenarios"]] == [str(scenarios[0]), str(other)]
    ran = run("compare", data, scenarios[0], scenarios[0], "--json")
    first = str(scenarios[0])
    assert [item["scenario"] for item in ran.document["scenarios"]] == [f"{first} (1)", f"{first} (2)"]


def test_a_scenario_that_is_wrong_is_refused_before_anything_is_solved(
    run: Run, data: Path, scenarios: list[Path], asked: list[Any]
) -> None:
    scenarios[2].write_text("[rules]\nmin_hours = -1\n", encoding="utf-8")
    ran = run("compare", data, *scenarios)
    assert (ran.code, ran.out, asked) == (1, "", [])


@pytest.mark.usefixtures("asked")
def test_without_any_plan_the_exit_code_says_so(run: Run, data: Path, scenarios: list[Path]) -> None:
    ran = run("compare", data, scenarios[2])
    assert ran.code == 3
    assert "None of the scenarios has a plan." in ran.err


def test_what_was_not_solved_is_told(
    run: Run, data: Path, scenarios: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after Ctrl-C: what was under way has its best plan so far, what was not begun has nothing."""

    def solve_all(problems: Any, **_: Any) -> list[Result | None]:
        return [sample.result(stopped_by="user", status="feasible"), *[None] * (len(problems) - 1)]

    monkeypatch.setattr(bundler.scenarios.run, "solve_all", solve_all)
    ran = run("compare", data, *scenarios[:2], "--json")
    assert ran.code == 0
    assert [item["status"] for item in ran.document["scenarios"]] == ["feasible", None]
    assert "strict: not solved." in run("compare", data, *scenarios[:2]).out


def test_the_page_and_the_workbook_are_written_together(
    run: Run, data: Path, scenarios: list[Path], tmp_path: Path, asked: list[dict[str, Any]]
) -> None:
    out = [tmp_path / "out" / name for name in ("compared.html", "compared.xlsx")]
    ran = run("compare", data, *scenarios, "--out", out[0], "--out", out[1], "--lang", "nl")
    assert ran.code == 0
    assert f"Geschreven: {out[1]}" in ran.out
    assert '<html lang="nl">' in out[0].read_text("utf-8")
    assert out[1].read_bytes().startswith(b"PK")
    assert asked[0]["store"].folder == tmp_path / "out" / "compared.solved"


def test_finished_scenarios_are_kept_where_asked_and_nowhere_without_output(
    run: Run, data: Path, scenarios: list[Path], tmp_path: Path, asked: list[dict[str, Any]]
) -> None:
    assert run("compare", data, scenarios[0], "--store", tmp_path / "kept").code == 0
    assert run("compare", data, scenarios[0]).code == 0
    assert asked[0]["store"].folder == tmp_path / "kept"
    assert asked[1]["store"] is None


@pytest.mark.parametrize(
    ("name", "message"),
    [("compared.pdf", "ends in .html or .xlsx"), ("compared", "Maybe: ")],
)
def test_an_output_of_another_kind_is_refused_before_anything_is_solved(
    run: Run, data: Path, scenarios: list[Path], tmp_path: Path, asked: list[Any], name: str, message: str
) -> None:
    ran = run("compare", data, *scenarios, "--out", tmp_path / name)
    assert (ran.code, asked) == (2, [])
    assert message in ran.err


def test_an_output_that_is_input_is_refused(
    run: Run, data: Path, scenarios: list[Path], tmp_path: Path, asked: list[Any]
) -> None:
    norms = tmp_path / "norms.html"
    norms.write_text("# none\n", encoding="utf-8")
    ran = run("compare", data, *scenarios, "--norms", norms, "--out", norms)
    assert (ran.code, asked) == (2, [])
    assert norms.read_text("utf-8") == "# none\n"


def test_a_warning_that_holds_under_every_scenario_is_told_once(
    run: Run, data: Path, scenarios: list[Path], asked: list[Any]
) -> None:
    head, *rest = (data / "tasks.csv").read_text("utf-8").splitlines()
    lines = [f"{head},strange", *(f"{line}," for line in rest)]
    (data / "tasks.csv").write_text("\n".join(lines), encoding="utf-8")
    ran = run("compare", data, *scenarios)
    assert len(asked) == 1
    assert ran.err.count("strange") == 1


@pytest.fixture
def two(tmp_path: Path) -> list[Path]:
    """Two scenarios to really solve: as the data are, and with jobs of more hours than there are."""
    files = [tmp_path / "gewoon.toml", tmp_path / "streng.toml"]
    files[0].write_text("", encoding="utf-8")
    files[1].write_text("[rules]\nmin_hours = 23\n", encoding="utf-8")
    return files


def test_a_real_comparison_in_dutch(run: Run, data: Path, two: list[Path]) -> None:
    ran = run("compare", data, *two, "--lang", "nl")
    assert ran.code == 0
    assert "gewoon    bewezen best" in ran.out
    assert "Vergeleken met gewoon:" in ran.out


def test_what_was_solved_before_is_not_solved_again(
    run: Run, data: Path, two: list[Path], tmp_path: Path
) -> None:
    """The second time from the store, with one scenario more."""
    out = tmp_path / "compared.html"
    assert run("compare", data, two[0], "--out", out).code == 0
    first = out.read_text("utf-8")
    ran = run("compare", data, *two, "--out", out)
    assert "1 of 2 were solved before" in ran.err
    ran = run("compare", data, two[0], "--out", out)
    assert "1 of 1 were solved before" in ran.err
    assert out.read_text("utf-8") == first
