"""The compiled search finds the same jobs, worth the same, as trying everything in plain Python."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from bundler.domain import Problem
from bundler.solver.instance import make_instance
from bundler.solver.pool import Pool
from bundler.solver.pricing import Prices, Pricing
from bundler.solver.watch import Watch
from tests.oracle import Oracle
from tests.strategies import tiny_problem

Jobs = dict[frozenset[tuple[str, int]], float]


def _by_kernel(problem: Problem) -> Jobs:
    """Score of the best job for every set of tasks with their numbers of sessions."""
    instance = make_instance(problem)
    with Watch(600, None) as watch, ThreadPoolExecutor(1) as threads:
        pricing = Pricing(instance, range(len(instance.tasks)), threads, watch)
        found = pricing.sets(Prices(np.zeros(len(instance.tasks))), -np.inf, 10**6)
        assert found.complete
        pool = Pool(instance)
        rows = pool.add(found.items, found.worth)
        assert len(set(rows.tolist())) == len(rows) == len(pool)
        pool.settle(rows, np.full(len(rows), -np.inf), threads, watch.flag)
    assert pool.exact.all()
    jobs: Jobs = {}
    for row in np.flatnonzero(pool.points > -np.inf):
        chosen = [item for item in pool.items[row] if item >= 0]
        key = frozenset(
            (instance.tasks[instance.item_task[item]].task_id, int(instance.item_sessions[item]))
            for item in chosen
        )
        jobs[key] = float(pool.points[row])
    return jobs


def _by_trying(problem: Problem) -> Jobs:
    found: Jobs = {}
    for column in Oracle(problem).columns():
        counts = {name: problem.task_by_id[name].sessions_per_week for name in column.tasks}
        counts |= {name: len(days) for name, days in column.shared.items()}
        key = frozenset(counts.items())
        found[key] = max(found.get(key, -np.inf), column.value[1])
    return found


@pytest.mark.parametrize("chunk", range(10))
def test_the_kernel_finds_every_job_and_its_worth(chunk: int) -> None:
    """Every viable set of tasks, no other, each with the score of its best week."""
    for seed in range(3000 + chunk * 10, 3010 + chunk * 10):
        problem = tiny_problem(random.Random(seed), pins=0)
        assert _by_kernel(problem) == pytest.approx(_by_trying(problem), abs=1e-6), f"seed {seed}"
