"""Diving: the plan it takes holds, and what it says of clashing days holds for every choice that has days."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from bundler.generate import generate
from bundler.solver.aim import first_aim
from bundler.solver.choice import keeps, padded
from bundler.solver.clash import ClashRow, Needs, day_subsets, shared_tasks, violated
from bundler.solver.component import Component
from bundler.solver.instance import make_instance
from bundler.solver.patterns import assign_days, columns_of
from bundler.solver.watch import Watch


@pytest.fixture(scope="module", params=[1, 3])
def relaxed(request: pytest.FixtureRequest) -> Iterator[Component]:
    """The fewest jobs for every task of a site, its relaxation solved, no plan yet."""
    instance = make_instance(generate(20, seed=request.param))
    everything = tuple(range(len(instance.tasks)))
    part = Component(first_aim(instance, "fewest-jobs", everything), everything, 0)
    with Watch(120, None) as watch, ThreadPoolExecutor(2) as threads:
        part.attach(threads, watch)
        part.begin(lambda _: None)
        part.relax(lambda _: None)
        yield part


def test_a_dive_ends_with_a_plan_that_places_everything(relaxed: Component) -> None:
    relaxed.dive(lambda: False, lambda _: None)
    assert relaxed.best is not None
    assert keeps(relaxed.instance, relaxed.best, [], relaxed.aim.placed)
    assert assign_days(relaxed.weeks, relaxed.best).columns is not None
    assert relaxed.value <= relaxed.bound


def test_choices_that_have_days_keep_the_rows_about_clashes(relaxed: Component) -> None:
    """Tried on pairs and triples of sets that share a task; rows are broken only where no days fit."""
    instance, pool = relaxed.instance, relaxed.relaxation.pool
    rows, _, _ = relaxed.relaxation.within(np.inf)
    needs, rng = Needs(instance), random.Random(4)
    shared = shared_tasks(instance, relaxed.members)
    seen = {True: 0, False: 0}
    for task in shared:
        number = np.append(instance.item_task, -1)
        holding = [int(row) for row in rows if task in number[pool.items[row]]]
        headcount = instance.tasks[task].headcount
        for _ in range(40):
            chosen = rng.sample(holding, min(len(holding), headcount + rng.randint(1, 2)))
            sets = list(columns_of(pool.items[chosen], pool.points[chosen]))
            items = padded(instance, [column.items for column in sets])
            if any(needs.of(items[[at]], task).max() == 0 for at in range(len(items))):
                continue
            broken = [
                among
                for among in day_subsets(instance, task)
                if ClashRow(needs, task, among, 0.0).coefficients(items).sum() > headcount * among.bit_count()
            ]
            fits = assign_days(relaxed.weeks, sets).columns is not None
            assert not (fits and broken)
            seen[bool(broken)] += 1
    assert seen[True]
    assert seen[False]


def test_the_row_that_is_broken_most_is_found(relaxed: Component) -> None:
    instance, pool = relaxed.instance, relaxed.relaxation.pool
    needs = Needs(instance)
    task = shared_tasks(instance, relaxed.members)[0]
    number = np.append(instance.item_task, -1)
    holding = [row for row in range(len(pool)) if task in number[pool.items[row]]][:30]
    items = pool.items[holding]
    headcount = np.array([each.headcount for each in instance.tasks], np.int64)
    (row,) = violated(needs, items, np.ones(len(items)), headcount, [task])
    over = [
        float(needs.of(items, task)[:, among].sum()) - headcount[task] * among.bit_count()
        for among in range(128)
    ]
    assert row.coefficients(items).sum() - row.right == pytest.approx(max(over))
