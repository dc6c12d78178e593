"""Running a suite: processes of their own, one judge for all, and results that are kept."""

from __future__ import annotations

import csv
import json
import re
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bundler.bench import child
from bundler.bench import run as running
from bundler.bench.page import render_page
from bundler.bench.proof import NO_VERDICT, second_proof
from bundler.bench.results import Bench, Row, contradictions, document, gap_of, table
from bundler.bench.run import Settings, judge, measure
from bundler.bench.suites import Case, cases
from bundler.cli import main
from bundler.domain import Problem
from bundler.generate import generate
from bundler.io.write_problem import write_folder

PROBLEM = generate(9, seed=4)
ROW = Row("campus", "campus-9-s4", "campus-9", 9, 4, False, "balanced", "bundler", "feasible")


def rows(*changes: dict[str, Any]) -> list[Row]:
    return [replace(ROW, **change) for change in changes]


def patient(
    row: Row, problem: Problem, folder: Path, seconds: float, *more: Any
) -> tuple[Row, dict[str, Any] | None]:
    """Bundler gets the time that its proof takes on any machine; the greedy uses all that it is given."""
    return measure(row, problem, folder, 600 if row.solver == "bundler" else seconds, *more)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """A small suite run from the command line: the folder and the exit code."""
    folder = tmp_path_factory.mktemp("bench") / "out"
    args = [
        *("bench", "campus", "--sizes", "9", "--seeds", "4", "--no-tight", "--time", "1"),
        *("--peers", "greedy,timefold", "--out", str(folder), "--lang", "en", "--quiet"),
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bundler.bench.peers.find_spec", lambda _name: None)
        patch.setattr(running, "measure", patient)
        return folder, main(args)


def test_a_suite_ends_well_and_leaves_three_files(bench: tuple[Path, int]) -> None:
    folder, code = bench
    assert code == 0
    assert {path.name for path in folder.iterdir()} == {"results.json", "results.csv", "bench.html"}


def test_results_hold_every_run_with_versions_and_machine(bench: tuple[Path, int]) -> None:
    found = json.loads((bench[0] / "results.json").read_text("utf-8"))
    assert found["format"] == "bundler-bench/1"
    assert found["complete"] is True
    assert found["problems"] == []
    assert {"bundler", "python", "ortools", "numba"} <= set(found["versions"])
    assert found["machine"]["cores"] >= 1
    own, greedy, timefold = found["rows"]
    assert [row["solver"] for row in found["rows"]] == ["bundler", "greedy", "timefold"]
    assert (own["status"], own["gap"], own["violations"]) == ("optimal", 0, [])
    assert own["score"] == own["first"] == own["bound"] >= greedy["score"] > 0
    assert own["memory_mb"] > 20
    assert own["seconds"] >= own["steps"][-2][0] > 0
    assert [step[0] for step in own["steps"]] == sorted(step[0] for step in own["steps"])
    assert greedy["bound"] is None
    assert greedy["steps"][-1][1] == greedy["score"]
    assert timefold["status"] == "not run"
    assert 'pip install "bundler[bench]"' in timefold["note"]


def test_the_table_has_a_line_for_each_run(bench: tuple[Path, int]) -> None:
    with (bench[0] / "results.csv").open(newline="") as file:
        lines = list(csv.DictReader(file))
    assert [line["solver"] for line in lines] == ["bundler", "greedy", "timefold"]
    assert lines[0]["bound"] == lines[0]["score"]
    assert lines[1]["bound"] == ""
    assert lines[0]["tight"] == "no"


def test_the_page_needs_nothing_beside_itself(bench: tuple[Path, int]) -> None:
    page = (bench[0] / "bench.html").read_text("utf-8")
    assert re.findall(r"""(?:src|href)=["'](?!#)|url\(|@import|<script|<link|https?://""", page) == []
    assert page.count("<svg") == 1


def test_what_is_on_the_page_was_measured(bench: tuple[Path, int]) -> None:
    """Another score gives another page; each solver is there with how it was set up."""
    found = json.loads((bench[0] / "results.json").read_text("utf-8"))
    made = [Row(**{**row, "steps": tuple(map(tuple, row["steps"]))}) for row in found["rows"]]
    names = ("suite", "settings", "started", "versions", "machine", "complete")
    again = Bench(**{name: found[name] for name in names}, rows=tuple(made))
    page = render_page(again, "en")
    assert page == (bench[0] / "bench.html").read_text("utf-8")
    other = render_page(replace(again, rows=(replace(made[0], first=1234.56), *made[1:])), "en")
    assert "1234.56" in other
    assert "1234.56" not in page
    dutch = render_page(again, "nl")
    assert "Hoe elk is ingesteld" in dutch
    assert "How each" not in dutch
    assert dutch.count("<dt>") == page.count("<dt>") == 3


def test_a_broken_run_is_on_top_of_the_page() -> None:
    made = replace(_bench(rows({"first": 10.0})), problems=("X is wrong <b>",), complete=False)
    page = render_page(made, "en")
    assert page.index("X is wrong &lt;b&gt;") < page.index('id="side"')
    assert "stopped before its end" in page


def _bench(made: list[Row]) -> Bench:
    return Bench("campus", {"seconds": 1, "objective": "balanced"}, "now", {}, {}, tuple(made))


@pytest.mark.parametrize(
    ("made", "found"),
    [
        (rows({"first": 100.0, "bound": 100.0}, {"solver": "mip", "first": 100.01, "bound": 120.0}), 0),
        (rows({"first": 100.0, "bound": 100.0}, {"solver": "mip", "first": 100.5}), 1),
        (rows({"first": 100.0, "bound": 99.0}), 1),
        (rows({"first": 100.0, "bound": 90.0}, {"first": 100.0, "instance": "another"}), 1),
        (rows({"first": 9.0, "bound": 9.0, "objective": "fewest-jobs", "optimum": 9}), 0),
        (rows({"first": 10.0, "bound": 9.5, "objective": "fewest-jobs", "optimum": 9}), 1),
        (rows({"first": 8.0, "bound": 8.0, "objective": "fewest-jobs", "optimum": 9}), 1),
        (rows({"first": 100.0, "proof_bound": 99.0, "proof": "proved"}), 1),
        (rows({"first": 100.0, "proof": "contradicted"}), 1),
        (rows({"violations": ("J01: max_hours",)}), 1),
        (rows({"status": "failed", "note": "it broke"}), 1),
    ],
)
def test_what_cannot_be_true_together_is_found(made: list[Row], found: int) -> None:
    said = contradictions(made)
    assert len(said) == found
    assert all("campus-9-s4" in line for line in said)


def test_a_planted_wrong_bound_fails_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A value above another solver's proved bound: exit code 4, said on stderr, results kept."""

    def planted(row: Row, *_: object) -> tuple[Row, None]:
        if row.solver == "bundler":
            return replace(row, status="optimal", first=100.0, score=100.0, bound=100.0), None
        return replace(row, status="feasible", first=101.0, score=101.0), None

    monkeypatch.setattr(running, "measure", planted)
    monkeypatch.setattr(running, "_warm_up", lambda _stop: None)
    out = tmp_path / "out"
    args = ["--lang", "en", "bench", "campus", "--sizes", "9", "--no-tight", "--peers", "greedy"]
    assert main([*args, "--out", str(out)]) == 4
    said = capsys.readouterr()
    assert "101 of greedy is better than the bound 100 that bundler proved" in said.err
    assert json.loads((out / "results.json").read_text("utf-8"))["problems"]
    assert "What is wrong" in (out / "bench.html").read_text("utf-8")
    assert main([*args, "--out", str(out), "--json"]) == 4
    told = json.loads(capsys.readouterr().out)
    assert (told["format"], len(told["problems"])) == ("bundler-bench-run/1", 1)


def test_the_judge_goes_by_the_rules_not_by_what_a_solver_says() -> None:
    task = PROBLEM.tasks[0]
    session = [task.days[0], task.earliest_start, task.earliest_start + task.session_minutes, task.task_id]
    row = judge(ROW, PROBLEM, {"rosters": {"J1": [session]}, "bound": float("inf")})
    assert row.violations
    assert row.bound is None
    assert row.score is not None
    assert contradictions([row])
    unknown = judge(ROW, PROBLEM, {"rosters": {"J1": [[0, 480, 540, "nobody"]]}, "bound": 1.0})
    assert unknown.score is None
    assert unknown.violations
    fewest = judge(replace(ROW, objective="fewest-jobs"), PROBLEM, {"rosters": {}, "bound": 0.0})
    assert any("0 of" in violation for violation in fewest.violations)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_folder(PROBLEM, tmp_path / "data")
    return tmp_path


def test_a_run_that_breaks_off_is_a_failure_with_its_last_words(folder: Path) -> None:
    (folder / "data" / "tasks.csv").unlink()
    row, plan = measure(replace(ROW, solver="greedy"), PROBLEM, folder, 1, threading.Event())
    assert (row.status, plan) == ("failed", None)
    assert "UsageError" in row.note
    assert "tasks.csv" in row.note


def test_a_run_that_is_stopped_is_ended_and_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while a run is under way: what was done before is kept, the rest never starts."""
    stop = threading.Event()
    done: list[str] = []

    def measured(row: Row, *_: object) -> tuple[Row, None]:
        if row.instance == "second":
            stop.set()
        done.append(row.instance)
        return replace(row, status="feasible", first=1.0), None

    monkeypatch.setattr(running, "measure", measured)
    made = [Case(name, "group", 9, 4, False, lambda: PROBLEM) for name in ("first", "second", "third")]
    kept: list[Bench] = []
    found = running.run(
        Settings("campus", made, 1, ("greedy",), "balanced"), stop, lambda _row: None, kept.append
    )
    assert done == ["first", "second"]
    assert [row.instance for row in found.rows] == ["first"]
    assert not found.complete
    assert [len(bench.rows) for bench in kept] == [1]


def test_stopping_ends_the_process_long_before_its_time(folder: Path) -> None:
    stop = threading.Event()
    threading.Timer(1.0, stop.set).start()
    row, plan = measure(replace(ROW, solver="greedy"), PROBLEM, folder, 600, stop)
    assert (row.status, plan) == ("stopped", None)
    assert row.seconds is not None


def test_a_child_tells_what_its_model_would_have_been(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bundler.bench.peers.compact.MOST_LITERALS", 10)
    record = folder / "record"
    args = ["--data", str(folder / "data"), "--solver", "compact", "--time", "1", "--record", str(record)]
    assert child.main(args) == 0
    (end,) = (json.loads(line)["end"] for line in record.read_text("utf-8").splitlines())
    assert end["status"] == "too large"
    assert "literals" in end["note"][0]
    assert "zou" in end["note"][1]


def test_a_second_proof_without_a_verdict_says_so(folder: Path) -> None:
    row = second_proof(ROW, folder, {"format": "x"}, 600, threading.Event())
    assert row.proof == NO_VERDICT
    assert second_proof(ROW, folder, {"status": "none"}, 600, threading.Event()) == ROW


def test_the_second_proof_judges_the_plan(folder: Path) -> None:
    row, plan = measure(ROW, PROBLEM, folder, 600, threading.Event())
    assert plan is not None
    judged = second_proof(row, folder, plan, 600, threading.Event())
    assert judged.proof == "proved"
    assert judged.proof_bound == pytest.approx(row.first, abs=0.01)


@pytest.mark.parametrize(
    "args",
    [
        ["campus", "--sizes", "0"],
        ["campus", "--seeds", "5-1"],
        ["campus", "--sizes", "many"],
        ["campus", "--peers", "gurobi"],
        ["ccbpp", "--peers", "greedy", "x"],
        ["ccbpp", "x", "--objective", "balanced"],
        ["ccbpp"],
        ["villages"],
    ],
)
def test_wrong_usage_is_said_before_anything_runs(args: list[str], tmp_path: Path) -> None:
    assert main(["--lang", "en", "bench", *args, "--out", str(tmp_path / "out")]) == 2
    assert not (tmp_path / "out").exists()


def test_gaps_are_those_of_the_plan_files() -> None:
    assert gap_of(90.0, 100.0) == 0.1
    assert gap_of(0.0, 0.5) == 0.5
    assert gap_of(None, 1.0) is None


def test_known_optima_stand_beside_what_was_found() -> None:
    made = rows({"first": 9.0, "bound": 9.0, "objective": "fewest-jobs", "optimum": 9, "suite": "ccbpp"})
    assert "Beside the known optima" in render_page(_bench(made), "en")
    assert "optimum" in table(made).splitlines()[0]
    assert document(_bench(made))["rows"][0]["optimum"] == 9


def test_every_suite_has_a_name_for_each_instance() -> None:
    for suite in ("campus", "city", "national"):
        found = cases(suite, seeds=[1, 2])
        assert len({case.name for case in found}) == len(found)
