"""A stop and the clock are answered, also by a solver that does not listen."""

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
from bundler.cli.console import Console
from bundler.cli.progress import Display
from bundler.domain import Problem, Result
from bundler.generate import generate
from bundler.io.plancheck import check
from bundler.io.write_problem import write_folder
from bundler.scenarios.work import GRACE_SECONDS
from bundler.solver import Progress
from bundler.verbs.beside import solve_beside
from tests.cli import sample
from tests.cli.test_process import ended, solving, start

# The command with a solver that hears nothing for longer than is waited, after it reported the sample's plan.
DEAF = """
import sys, time
import bundler.solver
from bundler.solver import Progress
from tests.cli import sample
def solve(problem, *, on_progress=None, stop=None):
    found = lambda: sample.result(status="feasible", stopped_by="user")
    on_progress(Progress(0.0, "prove", 205.0, 210.0, 1, found))
    print("solving", file=sys.stderr, flush=True)
    time.sleep(900)
bundler.solver.solve = solve
from bundler.cli import main
sys.exit(main())
"""
# `solve` as it is, that says so when it begins to search, or when it has a first plan.
TELLING = """
import sys
import bundler.verbs.beside as background
from bundler.cli.progress import Display
search, show, told = background.Running, Display.show, []
def tell():
    if not told:
        told.append(print("solving", file=sys.stderr, flush=True))
def shown(display, progress):
    show(display, progress)
    if progress is not None and progress.best:
        tell()
def begun(*given, **more):
    tell()
    return search(*given, **more)
if {early}:
    background.Running = begun
else:
    Display.show = shown
from bundler.cli import main
sys.exit(main())
"""


@pytest.fixture
def deaf(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A solver that reports plans, is maybe stopped then, and hears nothing until the test is over."""
    over = threading.Event()

    def install(*progress: Progress, stopped: bool = False) -> None:
        def solve(
            problem: Problem, *, on_progress: Callable[[Progress], None], stop: threading.Event
        ) -> Result:
            for step in progress:
                on_progress(step)
            if stopped:
                stop.set()
            over.wait(900)
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


def beside(problem: Problem) -> Result:
    return solve_beside(problem, threading.Event(), Display(Console(quiet=True)))


@pytest.mark.parametrize("stopped", [True, False], ids=["stop", "time"])
def test_where_the_solver_does_not_hear_its_best_plan_so_far_is_the_result(deaf: Any, stopped: bool) -> None:
    found = sample.result(status="feasible", stopped_by="user")
    deaf(
        Progress(0.0, "improve", 0.0, 300.0, 0, sample.no_plan),
        Progress(0, "prove", 205, 210, 1, lambda: found),
        stopped=stopped,
    )
    assert beside(limited(1000 if stopped else 0.2)) is found


@pytest.mark.parametrize(("stopped", "why"), [(True, "user"), (False, "time")])
def test_before_the_search_has_begun_the_plan_is_without_jobs(deaf: Any, stopped: bool, why: str) -> None:
    deaf(Progress(0.0, "prepare" if stopped else "enumerate", None, None, 0), stopped=stopped)
    problem = limited(1000 if stopped else 0.2)
    result = beside(problem)
    assert (result.status, result.stopped_by, result.plan) == ("feasible", why, ())
    assert check(problem, result) == []
    assert result.first.bound >= sample.JOB.score


def test_where_every_task_must_be_placed_there_is_none_then(deaf: Any) -> None:
    deaf(stopped=True)
    result = beside(limited(1000, objective="fewest-jobs"))
    assert (result.status, result.plan) == ("none", None)
    assert result.why_none is not None
    assert "not proved" in result.why_none.en


def test_a_result_that_is_being_made_is_waited_for(deaf: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then the search has ended: what comes is better than what was reported before."""

    def solve(problem: Problem, *, on_progress: Callable[[Progress], None], stop: threading.Event) -> Result:
        on_progress(Progress(0.0, "finish", 205.0, 205.0, 1, sample.no_plan))
        stop.set()
        time.sleep(2 * GRACE_SECONDS)
        return sample.result()

    monkeypatch.setattr(bundler.solver, "solve", solve)
    assert beside(limited(1000)) == sample.result()


def test_a_signal_ends_a_program_whose_solver_does_not_hear(data: Path, tmp_path: Path) -> None:
    process = start("solve", data, "--out", tmp_path / "out", "--json", code=DEAF)
    solving(process)
    process.send_signal(signal.SIGINT)
    out, err = ended(process)
    assert process.returncode == 0, err
    assert json.loads(out) == json.loads((tmp_path / "out" / "plan.json").read_bytes())
    assert json.loads(out)["jobs"]


@pytest.mark.parametrize("early", [True, False], ids=["as it begins", "at its first plan"])
def test_a_real_solve_answers_ctrl_c_with_a_plan_that_holds(tmp_path: Path, early: bool) -> None:
    """Long before its time, whatever it is doing; the JSON is all of stdout, and the file says the same."""
    write_folder(generate(100, seed=1), tmp_path / "data")
    out_folder = tmp_path / "out"
    given = ("solve", tmp_path / "data", "--json", "--time", "3000", "--out", out_folder)
    process = start(*given, code=TELLING.format(early=early))
    solving(process)
    process.send_signal(signal.SIGINT)
    out, err = ended(process)
    assert process.returncode == 0, err
    document = json.loads(out)
    assert (document["status"], document["stopped_by"]) == ("feasible", "user")
    assert json.loads((out_folder / "plan.json").read_bytes()) == document
    assert early or document["jobs"]
    checked = start("check", tmp_path / "data", "--plan", out_folder / "plan.json")
    assert ended(checked)[0].startswith("The plan holds")
    assert checked.returncode == 0


def test_a_real_solve_ends_when_its_time_is_up(tmp_path: Path) -> None:
    """It would go on to a proof without."""
    write_folder(generate(100, seed=1), tmp_path / "data")
    process = start("solve", tmp_path / "data", "--json", "--time", "2")
    out, err = ended(process)
    assert process.returncode == 0, err
    document = json.loads(out)
    assert (document["status"], document["stopped_by"]) == ("feasible", "time")
    assert document["seconds"] >= 2
