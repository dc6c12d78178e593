"""Wherever the parts are worked on the plan is the same, and a worker that dies takes nothing with it."""

from __future__ import annotations

import multiprocessing
import os
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

from bundler.domain import Problem, Result
from bundler.generate import generate
from bundler.solver import Progress, engine, solve
from bundler.solver.engine import MOST_LOSSES, Beside

SITES = 3


@pytest.fixture(scope="module")
def problem() -> Problem:
    return generate(36, sites=SITES, seed=2)


@pytest.fixture(scope="module")
def alone(problem: Problem) -> Result:
    """The result of one thread."""
    return solve(with_workers(problem, 1))


def with_workers(problem: Problem, workers: int) -> Problem:
    options = problem.scenario.solve.model_copy(update={"workers": workers, "time_limit": 600})
    return problem.model_copy(update={"scenario": problem.scenario.model_copy(update={"solve": options})})


def same(one: Result, other: Result) -> bool:
    return (one.status, one.levels, one.plan) == (other.status, other.levels, other.plan)


class Fragile(ThreadPoolExecutor):
    """Loses the first so many parts that it is given, as a pool does whose process is killed."""

    def __init__(self, losses: int) -> None:
        super().__init__(2)
        self.losses = losses
        self.given = 0

    def submit(self, function: Callable[..., Any], /, *args: Any, **more: Any) -> Future[Any]:
        self.given += 1
        if self.given > self.losses:
            return super().submit(function, *args, **more)
        future: Future[Any] = Future()
        future.set_exception(BrokenProcessPool("killed"))
        return future


@pytest.mark.parametrize("workers", [1, 2])
def test_the_problem_has_parts_and_is_proved(alone: Result, problem: Problem, workers: int) -> None:
    assert alone.status == "optimal"
    assert same(alone, solve(with_workers(problem, workers)))


def test_processes_beside_this_one_give_the_same_plan(
    alone: Result, problem: Problem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["bundler.solver.solve"], "BESIDE_FROM", 0)
    used: list[int] = []
    pool = engine.ProcessPoolExecutor

    def counted(workers: int, *args: Any) -> ProcessPoolExecutor:
        used.append(workers)
        return pool(workers, *args)

    monkeypatch.setattr(engine, "ProcessPoolExecutor", counted)
    assert same(alone, solve(with_workers(problem, 2)))
    assert used == [2]


# the pool's own thread may fail on a process that dies while it begins
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_process_that_is_killed_loses_nothing(
    alone: Result, problem: Problem, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As soon as there is one it is killed, as by a machine that runs out of memory."""
    monkeypatch.setattr(sys.modules["bundler.solver.solve"], "BESIDE_FROM", 0)
    pools: list[ProcessPoolExecutor] = []
    pool = engine.ProcessPoolExecutor

    def noted(*args: Any) -> ProcessPoolExecutor:
        pools.append(pool(*args))
        return pools[-1]

    monkeypatch.setattr(engine, "ProcessPoolExecutor", noted)

    def kill() -> None:
        while not (pools and pools[0]._processes):
            time.sleep(0.01)
        next(iter(pools[0]._processes.values())).kill()

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    assert same(alone, solve(with_workers(problem, 2)))
    killer.join()
    assert len(pools) > 1


@pytest.mark.parametrize("losses", [1, SITES, 10_000], ids=["one", "each once", "all, always"])
def test_parts_that_are_lost_are_given_out_again_and_at_last_done_here(
    alone: Result, problem: Problem, losses: int
) -> None:
    with Fragile(losses) as executor:
        assert same(alone, solve(problem, engine=Beside(executor, 2)))
        assert executor.given >= losses or losses == 10_000
        assert executor.given <= 2 * (MOST_LOSSES + 1) + 4 * SITES


def test_a_broken_pool_is_replaced_by_a_new_one(alone: Result, problem: Problem) -> None:
    made: list[Executor] = []

    def new() -> Executor:
        made.append(ThreadPoolExecutor(2))
        return made[-1]

    assert same(alone, solve(problem, engine=Beside(Fragile(1), 2, renew=new)))
    assert len(made) == 1


def test_what_the_work_itself_raises_is_no_loss(problem: Problem) -> None:
    class Wrong(ThreadPoolExecutor):
        def submit(self, function: Callable[..., Any], /, *args: Any, **more: Any) -> Future[Any]:
            future: Future[Any] = Future()
            future.set_exception(ZeroDivisionError("a bug"))
            return future

    with pytest.raises(ZeroDivisionError, match="a bug"), Wrong() as executor:
        solve(problem, engine=Beside(executor, 2))


def test_a_progress_can_be_made_a_result_that_holds(problem: Problem) -> None:
    """Every plan on the way keeps the rules, and lies under its bound; they get no worse."""
    steps: list[Progress] = []
    final = solve(problem, on_progress=steps.append)
    made = [step.so_far() for step in steps if step.so_far is not None]
    assert steps[-1].phase == "finish"
    assert len(made) > SITES
    scores = [result.score for result in made]
    assert scores == sorted(scores)
    assert all(result.first.bound >= final.score for result in made)
    assert same(made[-1], final)


def test_a_search_that_starts_from_a_plan_never_ends_below_it(problem: Problem, alone: Result) -> None:
    """Stopped at once, it still has the plan that it was given."""
    start = [job.roster for job in alone.jobs]
    scores = []

    stop = threading.Event()

    def note(progress: Progress) -> None:
        if progress.best is not None and progress.best > 0:
            scores.append(progress.best)
            stop.set()

    ended = solve(problem, start=start, on_progress=note, stop=stop)
    assert scores
    assert ended.score <= alone.score
    assert ended.first.bound >= alone.score


def half_an_answer(told: Path) -> None:
    """Begins to hand over an answer, as a worker does that is ended in the middle of it."""
    frame = sys._getframe()
    while "result_queue" not in frame.f_locals:
        assert frame.f_back is not None
        frame = frame.f_back
    os.write(frame.f_locals["result_queue"]._writer.fileno(), struct.pack("!i", 1000) + b"begin")
    told.touch()
    time.sleep(600)


def test_a_worker_ended_while_it_hands_over_its_answer_holds_nobody_up(tmp_path: Path) -> None:
    told = tmp_path / "told"
    pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))
    pool.submit(half_an_answer, told)
    inside: Any = pool
    reader = inside._executor_manager_thread
    while not told.exists():
        assert reader.is_alive()
        time.sleep(0.01)
    engine._end_pool(pool)
    reader.join(20)
    assert not reader.is_alive()


def test_a_script_without_a_guard_is_not_run_again_by_its_workers(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "print('begun', flush=True)\n"
        "from bundler.solver.engine import local_pool\n"
        "with local_pool(2) as pool:\n"
        "    print(pool.submit(abs, -3).result(), __file__.endswith('script.py'))\n"
    )
    ran = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False, timeout=120)
    assert ran.stdout.split("\n") == ["begun", "3 True", ""], ran.stderr
