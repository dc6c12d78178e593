"""A stop and the clock are answered soon, also by a solver that does not listen."""

from __future__ import annotations

import json
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import bundler.solver
from bundler.cli.background import solve_beside
from bundler.cli.console import Console
from bundler.cli.progress import Display
from bundler.domain import Problem, Result
from bundler.generate import generate
from bundler.io.plancheck import check
from bundler.io.write_problem import write_folder
from bundler.solver import Progress
from tests.cli import sample
from tests.cli.test_process import solving, start

# The command with a solver that hears nothing for a minute, after it reported the sample's plan.
DEAF = """
import sys, time
import bundler.solver
from bundler.solver import Progress
from tests.cli import sample
def solve(problem, *, on_progress=None, stop=None):
    found = lambda: sample.result(status="feasible", stopped_by="user")
    on_progress(Progress(0.0, "prove", 205.0, 210.0, 1, found))
    print("solving", file=sys.stderr, flush=True)
    time.sleep(60)
bundler.solver.solve = solve
from bundler.cli import main
sys.exit(main())
"""
# far above what it takes, far below the minute of the deaf solver
SOON = 20.0


@pytest.fixture
def deaf(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A solver that reports so many plans, and then hears nothing until the test is over."""
    over = threading.Event()

    def install(*progress: Progress) -> None:
        def solve(problem: Problem, *, on_progress: Callable[[Progress], None], stop: object) -> Result:
            for step in progress:
                on_progress(step)
            over.wait(60)
            return sample.result()

        monkeypatch.setattr(bundler.solver, "solve", solve)

    yield install
    over.set()
    for thread in threading.enumerate():
        if thread.name == "bundler-solve":
            thread.join(10)


def limited(seconds: float, problem: Problem = sample.PROBLEM, **more: object) -> Problem:
    options = problem.scenario.solve.model_copy(update={"time_limit": seconds, **more})
    return problem.model_copy(update={"scenario": problem.scenario.model_copy(update={"solve": options})})


def beside(problem: Problem, stopped: bool = False) -> Result:
    stop = threading.Event()
    if stopped:
        stop.set()
    return solve_beside(problem, stop, Display(Console(quiet=True)))


@pytest.mark.parametrize("stopped", [True, False], ids=["stop", "time"])
def test_where_the_solver_does_not_hear_its_best_plan_so_far_is_the_result(deaf: Any, stopped: bool) -> None:
    found = sample.result(status="feasible", stopped_by="user")
    deaf(
        Progress(0.0, "improve", 0.0, 300.0, 0, sample.no_plan),
        Progress(0, "prove", 205, 210, 1, lambda: found),
    )
    begun = time.monotonic()
    assert beside(limited(100 if stopped else 0.2), stopped) is found
    assert time.monotonic() - begun < SOON


@pytest.mark.parametrize(("stopped", "why"), [(True, "user"), (False, "time")])
def test_before_the_search_has_begun_the_plan_is_without_jobs(deaf: Any, stopped: bool, why: str) -> None:
    deaf(Progress(0.0, "prepare" if stopped else "enumerate", None, None, 0))
    problem = limited(100 if stopped else 0.2)
    result = beside(problem, stopped)
    assert (result.status, result.stopped_by, result.plan) == ("feasible", why, ())
    assert check(problem, result) == []
    assert result.first.bound >= sample.JOB.score


def test_where_every_task_must_be_placed_there_is_none_then(deaf: Any) -> None:
    deaf()
    result = beside(limited(100, objective="fewest-jobs"), stopped=True)
    assert (result.status, result.plan) == ("none", None)
    assert result.why_none is not None
    assert "not proved" in result.why_none.en


def test_a_result_that_is_being_made_is_waited_for(deaf: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then the search has ended: what comes is better than what was reported before."""

    def solve(problem: Problem, *, on_progress: Callable[[Progress], None], stop: object) -> Result:
        on_progress(Progress(0.0, "finish", 205.0, 205.0, 1, sample.no_plan))
        time.sleep(1.5)
        return sample.result()

    monkeypatch.setattr(bundler.solver, "solve", solve)
    assert beside(limited(0.1), stopped=True) == sample.result()


def test_a_signal_ends_a_program_whose_solver_does_not_hear(data: Path, tmp_path: Path) -> None:
    process = start("solve", data, "--out", tmp_path / "out", "--json", code=DEAF)
    solving(process)
    begun = time.monotonic()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert time.monotonic() - begun < SOON
    assert process.returncode == 0, err
    assert json.loads(out) == json.loads((tmp_path / "out" / "plan.json").read_bytes())
    assert json.loads(out)["jobs"]


@pytest.mark.parametrize("seconds", [0.0, 3.0])
def test_a_real_solve_answers_ctrl_c_with_a_plan_that_holds(tmp_path: Path, seconds: float) -> None:
    """From the moment that it was read, whatever it is doing; the JSON is all of stdout."""
    write_folder(generate(100, seed=1), tmp_path / "data")
    code = "import sys; import bundler.cli.outcome as o; f = o.solve_from\n" + (
        "def told(*a): print('solving', file=sys.stderr, flush=True); return f(*a)\n"
        "o.solve_from = told\nfrom bundler.cli import main; sys.exit(main())"
    )
    process = start("solve", tmp_path / "data", "--json", "--time", "300", code=code)
    solving(process)
    time.sleep(seconds)
    begun = time.monotonic()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=200)
    assert time.monotonic() - begun < SOON
    assert process.returncode == 0, err
    document = json.loads(out)
    assert (document["status"], document["stopped_by"]) == ("feasible", "user")
    (tmp_path / "plan.json").write_text(out, encoding="utf-8")
    checked = start("check", tmp_path / "data", "--plan", tmp_path / "plan.json")
    assert checked.communicate(timeout=60)[0].startswith("The plan holds")


def test_a_real_solve_ends_soon_after_its_time(tmp_path: Path) -> None:
    write_folder(generate(100, seed=1), tmp_path / "data")
    process = start("solve", tmp_path / "data", "--json", "--time", "2")
    begun = time.monotonic()
    out, err = process.communicate(timeout=200)
    assert time.monotonic() - begun < 2 + SOON
    assert process.returncode == 0, err
    document = json.loads(out)
    assert (document["status"], document["stopped_by"]) == ("feasible", "time")
    assert 2 <= document["seconds"] < 2 + SOON / 2
