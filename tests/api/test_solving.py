"""Solving from Python: progress, stopping, starting from a plan, and what is no plan."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from bundler.api import Plan, Problem, check, solve
from bundler.api.progress import REPAINT_SECONDS, Display
from bundler.api.solving import stoppable
from bundler.domain import Result
from bundler.errors import DataRefused, NoPlan, UsageError
from bundler.i18n import Text
from bundler.solver import Progress


class Terminal(io.StringIO):
    """A stderr that somebody looks at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="module")
def large() -> Problem:
    """Takes longer than any test."""
    return Problem.generate(400, seed=1, layout="city").with_options(time_limit=300)


class Interrupt:
    """Ctrl-C at the first plan, as a person presses it who looks at the progress."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self, progress: Progress) -> None:
        if progress.best is not None and progress.jobs and not self.at:
            self.at = time.monotonic()
            os.kill(os.getpid(), signal.SIGINT)


def test_a_stop_keeps_the_best_plan_so_far(large: Problem) -> None:
    interrupt = Interrupt()
    before = signal.getsignal(signal.SIGINT)
    plan = solve(large, progress=interrupt)
    assert time.monotonic() - interrupt.at < 30
    assert plan.stopped_by == "user"
    assert len(plan.jobs)
    assert check(large, plan).ok
    assert signal.getsignal(signal.SIGINT) is before


def test_a_stop_before_the_first_plan_is_no_plan(large: Problem) -> None:
    told: list[Progress] = []

    def interrupt(progress: Progress) -> None:
        if not told:
            os.kill(os.getpid(), signal.SIGINT)
        told.append(progress)

    with pytest.raises(NoPlan):
        solve(large, objective="fewest-jobs", progress=interrupt)


def test_a_second_stop_breaks_off_and_ends_the_search() -> None:
    def press_twice() -> None:
        with stoppable() as stop:
            os.kill(os.getpid(), signal.SIGINT)
            assert stop.wait(5)
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(5)

    with pytest.raises(KeyboardInterrupt):
        press_twice()


def test_an_error_in_a_progress_function_ends_the_search(large: Problem) -> None:
    def fail(_: Progress) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        solve(large, progress=fail)
    deadline = time.monotonic() + 60
    while any(thread.name == "bundler-solve" for thread in threading.enumerate()):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_result_without_a_plan_cannot_be_read_as_one(problem: Problem, plan: Plan) -> None:
    none = plan.result.model_copy(update={"plan": None, "levels": (), "status": "none"})
    with pytest.raises(NoPlan):
        Plan(problem, none)


def test_where_no_plan_exists_it_says_why(problem: Problem) -> None:
    asked = problem.with_pins({"together": [each.task_id for each in problem.data.tasks]})
    asked = asked.with_pins({"place": problem.data.tasks[0].task_id})
    with pytest.raises(NoPlan) as none:
        solve(asked, time_limit=20)
    assert none.value.text.en
    assert none.value.text.nl != none.value.text.en


def test_options_win_over_those_of_the_scenario(problem: Problem) -> None:
    plan = solve(problem, objective="most-hours", time_limit=20, seed=3)
    assert (plan.objective, plan.result.seed) == ("most-hours", 3)
    assert plan.first == pytest.approx(plan.jobs.hours.sum())
    assert plan.problem.scenario.solve.objective == "most-hours"


def test_an_option_without_a_right_value_is_refused(problem: Problem) -> None:
    with pytest.raises(UsageError, match="time_limit"):
        solve(problem, time_limit=-1)


def test_the_plan_is_never_worth_less_than_the_one_it_starts_from(plan: Plan, tmp_path: Path) -> None:
    file = plan.save(tmp_path) / "plan.json"
    for start in (plan, file):
        again = solve(plan.problem, start=start, time_limit=0.01)
        assert again.score >= plan.score


def test_a_start_that_breaks_a_rule_is_refused(plan: Plan) -> None:
    with pytest.raises(DataRefused) as refused:
        solve(plan.problem.with_rules(max_hours=13), start=plan)
    assert {each.code for each in refused.value.findings} == {"max_hours"}


def test_a_saved_plan_is_the_same_when_it_is_loaded(plan: Plan, tmp_path: Path) -> None:
    folder = plan.save(tmp_path / "out", lang="nl")
    assert {"plan.json", "report.html", "jobs.csv"} <= {path.name for path in folder.iterdir()}
    again = Plan.load(plan.problem, folder / "plan.json")
    assert again.jobs.equals(plan.jobs)
    assert (again.status, again.bound, again.same_input) == (plan.status, plan.bound, True)
    assert again.history.empty


def test_a_plan_of_other_data_is_told(utrecht: Problem, utrecht_plan: Plan, tmp_path: Path) -> None:
    file = utrecht_plan.save(tmp_path) / "plan.json"
    other = Problem.from_frames(
        utrecht.tasks, utrecht.suppliers, utrecht.locations, utrecht.travel, scenario=utrecht.scenario
    )
    loaded = Plan.load(other, file)
    assert not loaded.same_input
    assert "other data" in repr(loaded)
    assert "other data" in loaded.html("en")


def test_the_violations_of_a_plan_are_its_findings(plan: Plan, tmp_path: Path) -> None:
    file = plan.save(tmp_path) / "plan.json"
    strict = plan.problem.with_rules(max_hours=13)
    found = check(strict, file)
    assert not found.ok
    assert set(found.frame.code) == {"max_hours"}
    assert found == check(strict, plan)
    with pytest.raises(DataRefused):
        Plan.load(strict, file)


def test_data_with_errors_are_checked_without_an_exception(utrecht: Problem, tmp_path: Path) -> None:
    folder = utrecht.save(tmp_path / "data")
    tasks = (folder / "tasks.csv").read_text("utf-8")
    (folder / "tasks.csv").write_text(tasks.replace("mon-fri", "mon-frx", 1), "utf-8")
    found = check(folder)
    assert not found.ok
    assert found.errors[0].code == "E-DAYS"
    assert check(utrecht) == utrecht.findings


class TestProgress:
    """A line where somebody looks."""

    def test_in_a_notebook_one_output_changes_and_then_goes(
        self, notebook_of: Callable[[], list[Any]]
    ) -> None:
        outputs = notebook_of()
        with Display() as shown:
            shown.show(Progress(3.0, "improve", 90.0, 100.0, 4))
            assert outputs == [
                {"text/plain": "improving the plan  3 s  best 90  bound 100  gap 10 %  4 jobs"}
            ]
            time.sleep(REPAINT_SECONDS)
            shown.show(Progress(4.0, "prove", 100.0, 100.0, 4))
            assert outputs == [{"text/plain": "proving  4 s  best 100  bound 100  gap 0 %  4 jobs"}]
            shown.tell_once(Text("Stopping.", "Stoppen."))
            shown.tell_once(Text("Stopping.", "Stoppen."))
        assert outputs == [{"text/html": "", "text/plain": ""}, {"text/plain": "Stopping."}]

    def test_a_solve_in_a_notebook_shows_its_line(
        self, large: Problem, notebook_of: Callable[[], list[Any]]
    ) -> None:
        outputs = notebook_of()
        solve(large, time_limit=1)
        assert outputs == [{"text/html": "", "text/plain": ""}]

    def test_in_a_terminal_a_line_is_written_over_and_wiped(self, monkeypatch: pytest.MonkeyPatch) -> None:
        seen = Terminal()
        monkeypatch.setattr(sys, "stderr", seen)
        with Display() as shown:
            shown.show(Progress(3.0, "improve", None, None, 0))
            assert seen.getvalue() == "\rimproving the plan  3 s"
            time.sleep(REPAINT_SECONDS)
            shown.show(Progress(4.0, "prove", None, None, 0))
        written = seen.getvalue().split("\r")
        assert written[2] == "proving  4 s".ljust(len("improving the plan  3 s"))
        assert written[3].strip() == written[4] == ""

    def test_elsewhere_nothing_is_shown(self, large: Problem, capfd: pytest.CaptureFixture[str]) -> None:
        solve(large, time_limit=1)
        assert capfd.readouterr() == ("", "")

    def test_a_stderr_that_breaks_off_loses_nothing(
        self, problem: Problem, plan: Plan, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Broken(Terminal):
            def write(self, text: str) -> int:
                raise OSError

        monkeypatch.setattr(sys, "stderr", Broken())
        assert solve(problem, progress=True).score == plan.score

    def test_a_function_is_given_each_step(self, problem: Problem) -> None:
        steps: list[Progress] = []
        plan = solve(problem, time_limit=20, progress=steps.append)
        assert len(steps) == len(plan.history)
        assert all(one is not other for one, other in pairwise(steps))


def test_a_plan_is_not_changed_by_who_takes_it(plan: Plan) -> None:
    assert isinstance(plan.result, Result)
    with pytest.raises(ValueError, match="frozen"):
        plan.result.seconds = 1  # type: ignore[misc]
