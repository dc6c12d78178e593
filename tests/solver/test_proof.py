"""The parts of the proof: cuts keep every plan, and every road to the optimum ends at the same value."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import numpy as np
import pytest

from bundler.domain import Problem
from bundler.generate import generate
from bundler.solver import component, kernel_pool, neighbourhood, piece, relaxation, solve
from bundler.solver.arrays import Items
from bundler.solver.instance import Instance, make_instance
from bundler.solver.pool import Pool
from bundler.solver.pricing import Prices, Pricing
from bundler.solver.relaxation import Relaxation
from bundler.solver.watch import Watch


@contextmanager
def _relaxed(problem: Problem) -> Iterator[tuple[Instance, Relaxation]]:
    instance = make_instance(problem)
    with Watch(600, None) as watch, ThreadPoolExecutor(1) as threads:
        relaxed = Relaxation(instance, range(len(instance.tasks)), (), None, ())
        relaxed.attach(threads, watch)
        relaxed.begin()
        assert relaxed.solve()
        yield instance, relaxed


def _all_sets(instance: Instance) -> Items:
    with Watch(600, None) as watch, ThreadPoolExecutor(1) as threads:
        pricing = Pricing(instance, range(len(instance.tasks)), threads, watch)
        found = pricing.sets(Prices(np.zeros(len(instance.tasks))), -np.inf, 10**6)
    assert found.complete
    return found.items


def _random_plan(instance: Instance, sets: Items, rng: random.Random) -> list[int]:
    """Sets that fit together, taken in random order."""
    room = instance.capacity.copy()
    plan = []
    for row in rng.sample(range(len(sets)), min(len(sets), 3000)):
        items = [int(item) for item in sets[row] if item >= 0]
        while all(room[instance.item_task[item]] >= instance.use(item) for item in items):
            plan.append(row)
            for item in items:
                room[instance.item_task[item]] -= instance.use(item)
    return plan


@pytest.mark.parametrize("seed", [1, 2])
def test_no_set_rises_above_its_prices_also_after_cuts_are_dropped(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever the relaxation says it has converged, its prices are proved for every set it knows."""
    for name, value in {"SPARE_CUTS": -1000, "WHOLE": 0, "WHOLE_STEPS": 0}.items():
        monkeypatch.setattr(relaxation, name, value)
    looked = 0
    with _relaxed(generate(20, seed=seed)) as (_, relaxed):
        while relaxed.cut(looked) and looked < 8:
            assert not relaxed.converged or not len(relaxed.gains(1e-6)[0])
            relaxed.solve()
            looked += 1
    assert looked


@pytest.mark.parametrize("seed", range(4))
def test_every_whole_plan_keeps_every_cut(seed: int) -> None:
    """No cut that is found forbids any of many random plans."""
    with _relaxed(generate(24, seed=seed)) as (instance, relaxed):
        for cut_round in range(3):
            if not relaxed.cut(cut_round):
                break
            assert relaxed.solve()
        cuts = relaxed._cuts
    assert cuts
    sets = _all_sets(instance)
    rng = random.Random(seed)
    plans = [_random_plan(instance, sets, rng) for _ in range(40)]
    for cut in cuts:
        coefficients = cut.coefficients(sets)
        assert all(coefficients[plan].sum() <= cut.right + 1e-9 for plan in plans)


def test_cuts_never_raise_the_bound_and_never_pass_the_optimum() -> None:
    """Each round of cuts lowers the bound or leaves it, and it stays at or above the best plan."""
    problem = generate(24, seed=3)
    best = solve(problem)
    assert best.status == "optimal"
    with _relaxed(problem) as (_, relaxed):
        before = relaxed.bound
        for cut_round in range(6):
            if not relaxed.cut(cut_round):
                break
            assert relaxed.solve()
            assert relaxed.bound <= before + 1e-6
            assert relaxed.bound >= best.score - 0.01
            before = relaxed.bound


@pytest.mark.parametrize("seed", range(3))
def test_priced_sets_are_all_that_exceed_their_prices(seed: int) -> None:
    """With any prices and cuts, pricing finds exactly the sets worth more than they are charged."""
    problem = generate(20, seed=seed)
    instance = make_instance(problem)
    rng = np.random.default_rng(seed)
    sets = _all_sets(instance)
    weights = rng.choice([0.0, 0.5, 1 / 3], (12, len(instance.item_task)), p=[0.7, 0.2, 0.1])
    prices = Prices(rng.uniform(20, 140, len(instance.tasks)), 3.0, 0.01, weights, rng.uniform(0, 15, 12))
    with Watch(600, None) as watch, ThreadPoolExecutor(2) as threads:
        pricing = Pricing(instance, range(len(instance.tasks)), threads, watch)
        free = pricing.sets(Prices(np.zeros(len(instance.tasks))), -np.inf, 10**6)
        found = pricing.sets(prices, 5.0, 10**6)
        best = pricing.sets(prices, 5.0, 4)
    pool = Pool(instance)
    rows = pool.add(free.items, free.worth)
    gain = pool.worth + 3.0 - pool.sum_over_items(prices.of_items(instance), rows)
    gain -= kernel_pool.floor_sums(pool.items, rows, weights, prices.cut_prices)
    expected = {tuple(row) for row in sets[gain > 5.0].tolist()}
    assert expected
    assert {tuple(row) for row in found.items.tolist()} == expected
    assert {tuple(row) for row in best.items.tolist()} <= expected
    assert best.complete == (len(best.items) == len(expected))


@pytest.mark.parametrize("seed", range(3))
def test_searching_near_ends_at_the_same_value(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Large-neighbourhood search from the first plan never changes the proved optimum."""
    problem = generate(24, seed=seed)
    usual = solve(problem)
    monkeypatch.setattr(neighbourhood, "FIRST_SIZES", (6, 8))
    monkeypatch.setattr(neighbourhood, "SIZES", (6, 8))
    monkeypatch.setattr(component, "NEAR_FROM", 4)
    monkeypatch.setattr(piece, "FIRST_NODES", 1)
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
