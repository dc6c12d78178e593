"""The compiled search finds the same jobs, worth the same, as trying everything in plain Python."""

from __future__ import annotations

import random

import numpy as np
import pytest

from bundler.domain import Problem
from bundler.solver.instance import Instance, jobs_array, make_instance
from bundler.solver.kernel_sets import candidate_sets, week_costs
from tests.oracle import Oracle
from tests.strategies import tiny_problem

Jobs = dict[frozenset[tuple[str, int]], float]


def _by_kernel(problem: Problem) -> Jobs:
    """Score of the best job for every set of tasks with their numbers of sessions."""
    instance = make_instance(problem)
    found: Jobs = {}
    for first in range(len(instance.item_task)):
        found |= _from_item(instance, first)
    return found


def _from_item(instance: Instance, first: int) -> Jobs:
    stop = np.zeros(1, np.uint8)
    items, points, complete = candidate_sets(
        first, instance.positions, instance.item_task, instance.item_sessions, instance.table, instance.pairs,
        instance.skills, instance.walks, instance.rules, instance.worth, 10**6, stop,
    )  # fmt: skip
    assert complete
    jobs, counts = jobs_array(instance, items)
    costs = week_costs(
        jobs, counts, np.full(len(points), np.inf), instance.table, instance.minutes, instance.rules,
        instance.weights, stop, np.zeros((7, 4), np.int64),
    )  # fmt: skip
    found = {}
    for row in range(len(points)):
        if np.isfinite(costs[row]):
            chosen = [item for item in items[row] if item >= 0]
            key = frozenset(
                (instance.tasks[instance.item_task[item]].task_id, int(instance.item_sessions[item]))
                for item in chosen
            )
            assert key not in found
            found[key] = points[row] - costs[row]
    return found


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
