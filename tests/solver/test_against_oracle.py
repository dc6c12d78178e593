"""The solver's plan is worth exactly as much as the best one that trying everything finds."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from bundler.domain import Problem, Result
from bundler.domain.scenario import Pin
from bundler.generate import generate
from bundler.rules import plan_score, plan_violations, round_points
from bundler.solver import component, districts, relaxation, solve
from bundler.solver.districts import cut_in_districts
from bundler.solver.instance import make_instance
from bundler.solver.part import Part
from bundler.solver.pricing import MANY
from bundler.solver.split import split
from bundler.solver.watch import Watch
from tests.oracle_plan import Best, best_plan
from tests.strategies import tiny_problem

pytestmark = pytest.mark.usefixtures("terse")
CHUNKS, CHUNK = 20, 10


def _tiny(seed: int, objective: str = "balanced") -> Problem:
    problem = tiny_problem(random.Random(seed))
    solving = problem.scenario.solve.model_copy(update={"objective": objective})
    return problem.model_copy(update={"scenario": problem.scenario.model_copy(update={"solve": solving})})


def _check_oracle(problem: Problem, best: Best, where: str) -> None:
    """What the oracle calls a plan is one, and is worth what it says."""
    rosters = {f"J{number}": roster for number, roster in enumerate(best.rosters)}
    assert plan_violations(problem, rosters) == {}, where
    assert plan_score(problem, best.rosters) == pytest.approx(best.score, abs=0.0051), where


def _agree(problem: Problem, result: Result, best: Best | None, where: str) -> None:
    if best is None:
        assert (result.status, result.stopped_by) == ("none", "proof"), where
        return
    _check_oracle(problem, best, where)
    assert result.status == "optimal", where
    assert result.score == pytest.approx(round_points(best.score), abs=0.0051), where
    assert result.first.value == pytest.approx(best.first, abs=0.0051), where
    assert plan_violations(problem, {job.job_id: job.roster for job in result.jobs}) == {}, where
    assert plan_score(problem, [job.roster for job in result.jobs]) == result.score, where


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_plan_is_the_best_there_is(chunk: int) -> None:
    """On tiny problems with headcounts, shared series and pins, status is optimal and the score the best."""
    for seed in range(chunk * CHUNK, (chunk + 1) * CHUNK):
        problem = _tiny(seed)
        _agree(problem, solve(problem), best_plan(problem), f"seed {seed}")


@pytest.mark.parametrize("objective", ["most-hours", "most-jobs", "fewest-jobs"])
@pytest.mark.parametrize("chunk", range(8))
def test_both_levels_are_the_best_there_are(chunk: int, objective: str) -> None:
    """Hours or jobs first, then the score among plans equal on that; fewest jobs places every task."""
    for seed in range(chunk * CHUNK, chunk * CHUNK + CHUNK // 2):
        problem = _tiny(seed, objective)
        _agree(problem, solve(problem), best_plan(problem, objective), f"{objective}, seed {seed}")


@pytest.mark.parametrize("chunk", range(4))
def test_pricing_alone_ends_at_the_same_plan(chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no pool is known whole and prices bring in a few sets at a time, nothing changes."""
    for name, value in {"WHOLE": 0, "WHOLE_STEPS": 0, "SEED_MOST": 1, "SEED_STEPS": 5}.items():
        monkeypatch.setattr(relaxation, name, value)
    monkeypatch.setattr(relaxation, "EFFORTS", ((1, 9), (3, MANY), (12, MANY), (100_000, MANY)))
    for seed in range(100 + chunk * CHUNK, 100 + chunk * CHUNK + CHUNK // 2):
        for objective in ("balanced", "fewest-jobs"):
            problem = _tiny(seed, objective)
            _agree(problem, solve(problem), best_plan(problem, objective), f"{objective}, seed {seed}")


@pytest.mark.parametrize("objective", ["balanced", "most-hours", "most-jobs", "fewest-jobs"])
def test_a_problem_begun_in_districts_ends_at_the_same_plan(
    objective: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Solving a few tasks at a time first changes nothing of what is found and proved in the end."""
    monkeypatch.setattr(component, "DISTRICTS_FROM", 3)
    monkeypatch.setattr(districts, "SIZE", 2)
    for name, value in {"WHOLE": 0, "WHOLE_STEPS": 0, "SEED_MOST": 1, "SEED_STEPS": 5}.items():
        monkeypatch.setattr(relaxation, name, value)
    for seed in range(200, 210):
        problem = _tiny(seed, objective)
        _agree(problem, solve(problem), best_plan(problem, objective), f"{objective}, seed {seed}")


def test_a_pin_across_districts_does_not_keep_the_first_plan_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Districts know nothing of pins; where their jobs together break one, a plan is chosen all the same."""
    monkeypatch.setattr(component, "DISTRICTS_FROM", 20)
    monkeypatch.setattr(districts, "SIZE", 15)
    problem = generate(50, seed=2)
    instance = make_instance(problem)
    members = [at for at, task in enumerate(instance.tasks) if task.setting == "indoor"]
    first, *_, last = cut_in_districts(instance, members, 15)
    a, b = next((a, b) for a in first for b in last if instance.pairs[a, b])
    pin = Pin(together=(instance.tasks[a].task_id, instance.tasks[b].task_id))
    pinned = problem.model_copy(update={"scenario": problem.scenario.model_copy(update={"pins": (pin,)})})
    part = max((Part(each, ()) for each in split(pinned)), key=lambda part: part.size)
    with Watch(60, None) as watch, ThreadPoolExecutor(1) as threads:
        part.advance(threads, watch, lambda _: None, quick=True)
    assert part.has_plan


@pytest.mark.parametrize("size", [1, 7, 30])
def test_districts_hold_every_task_once(size: int) -> None:
    """Districts share no task, leave none out and are of about the asked size."""
    instance = make_instance(generate(40, seed=3, layout="city"))
    members = list(range(1, len(instance.tasks)))
    cut = cut_in_districts(instance, members, size)
    assert sorted(task for district in cut for task in district) == members
    assert max(map(len, cut)) <= 2 * size


def test_the_tiny_problems_are_not_all_alike() -> None:
    """Among the problems are plans of none, one and several jobs, with headcounts, sharing and pins."""
    problems = [_tiny(seed) for seed in range(CHUNKS * CHUNK)]
    assert sum(any(task.headcount > 1 for task in problem.tasks) for problem in problems) > 100
    assert sum(any(task.shareable for task in problem.tasks) for problem in problems) > 100
    assert sum(bool(problem.scenario.pins) for problem in problems) > 15
    assert sum(bool(problem.travel_times) for problem in problems) > 40
    some = [best_plan(problem) for problem in problems[:60]]
    sizes = [len(best.rosters) for best in some if best is not None]
    assert len(sizes) < len(some)
    assert {0, 1, 2, 3} <= set(sizes)
