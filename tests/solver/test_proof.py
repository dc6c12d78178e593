"""The parts of the proof: cuts keep every plan, and every road to the optimum ends at the same value."""

from __future__ import annotations

import random

import numpy as np
import pytest

from bundler.domain import Problem
from bundler.generate import generate
from bundler.solver import component, relaxation, solve
from bundler.solver.instance import Instance, make_instance
from bundler.solver.pool import Pool, fill_pool
from bundler.solver.relaxation import Relaxation
from bundler.solver.watch import Watch


def _relaxed(problem: Problem) -> tuple[Instance, Pool, Relaxation]:
    instance = make_instance(problem)
    watch = Watch(60, None)
    members = range(len(instance.tasks))
    pool = fill_pool(instance, members, 1, watch.flag, lambda: False)
    relaxed = Relaxation(instance, members, pool, watch)
    assert relaxed.solve()
    return instance, pool, relaxed


def _random_plan(instance: Instance, pool: Pool, rng: random.Random) -> list[int]:
    """Sets of the pool that fit together, taken in random order."""
    room = instance.capacity.copy()
    plan = []
    for row in rng.sample(range(len(pool)), min(len(pool), 3000)):
        items = [int(item) for item in pool.items[row] if item >= 0]
        while all(room[instance.item_task[item]] >= instance.use(item) for item in items):
            plan.append(row)
            for item in items:
                room[instance.item_task[item]] -= instance.use(item)
    return plan


@pytest.mark.parametrize("seed", range(4))
def test_every_whole_plan_keeps_every_cut(seed: int) -> None:
    """No cut that is found forbids any of many random plans."""
    instance, pool, relaxed = _relaxed(generate(24, seed=seed))
    for cut_round in range(3):
        if not relaxed.cut(cut_round):
            break
        assert relaxed.solve()
    assert relaxed._cuts
    rng = random.Random(seed)
    for _ in range(40):
        plan = _random_plan(instance, pool, rng)
        for cut in relaxed._cuts:
            row = cut.row(pool)
            coefficient = np.zeros(len(pool))
            coefficient[row.sets] = row.coefficients
            assert sum(coefficient[at] for at in plan) <= row.right + 1e-9


def test_cuts_never_raise_the_bound_and_never_pass_the_optimum() -> None:
    """Each round of cuts lowers the bound or leaves it, and it stays at or above the best plan."""
    problem = generate(24, seed=3)
    best = solve(problem)
    assert best.status == "optimal"
    _, _, relaxed = _relaxed(problem)
    before = relaxed.bound
    for cut_round in range(6):
        if not relaxed.cut(cut_round):
            break
        assert relaxed.solve()
        assert relaxed.bound <= before + 1e-6
        assert relaxed.bound >= best.score - 0.01
        before = relaxed.bound


@pytest.mark.parametrize("seed", range(3))
def test_a_small_working_pool_ends_at_the_same_value(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """With nearly all sets kept outside the working pool the proved optimum is the same."""
    problem = generate(24, seed=seed)
    usual = solve(problem)
    monkeypatch.setattr(relaxation, "WORK", 60)
    small = solve(problem)
    assert (small.status, small.score) == (usual.status, usual.score) == ("optimal", usual.score)


@pytest.mark.parametrize("seed", range(3))
def test_searching_near_ends_at_the_same_value(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Large-neighbourhood search from the first plan never changes the proved optimum."""
    problem = generate(24, seed=seed)
    usual = solve(problem)
    monkeypatch.setattr(component, "FREE_JOBS", 3)
    monkeypatch.setattr(component, "NEAR_FROM", 4)
    monkeypatch.setattr(component, "FIRST_NODES", 1)
    searched = solve(problem)
    assert (searched.status, searched.score) == ("optimal", usual.score)


@pytest.mark.parametrize("tight", [False, True])
def test_the_same_plan_on_the_second_run(tight: bool) -> None:
    """Same input and seed: the same jobs to the minute, with one worker or two."""
    problem = generate(30, seed=2, tight=tight)
    first = solve(problem)
    scenario = problem.scenario.model_copy(
        update={"solve": problem.scenario.solve.model_copy(update={"workers": 1})}
    )
    again = solve(problem.model_copy(update={"scenario": scenario}))
    assert first.status == again.status == "optimal"
    assert first.jobs == again.jobs
