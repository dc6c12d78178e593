"""Find the best viable jobs that hold given tasks: a question about jobs, not about plans."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from bundler.domain.plan import Session
from bundler.domain.problem import Problem
from bundler.solver.instance import Instance, able_tasks, make_instance
from bundler.solver.keep import Roster, rest_of
from bundler.solver.patterns import Column, Weeks
from bundler.solver.pool import Pool
from bundler.solver.pricing import Prices, Pricing
from bundler.solver.warm import prepare
from bundler.solver.watch import Watch

# sets looked at first, and at most
FEW, MANY_SETS = 400, 400_000
_BATCH = 256
_THREADS = 2


class Found(NamedTuple):
    """Jobs that hold the tasks asked for.

    Attributes:
        rosters: their sessions, the job of most points first.
        points: what each is worth under the problem's weights.
        proved: whether no other viable job that holds the tasks is worth more than the last of these;
            where there are none, whether no viable job holds them.
    """

    rosters: tuple[tuple[Session, ...], ...]
    points: tuple[float, ...]
    proved: bool


def find_jobs(
    problem: Problem,
    holding: Collection[str],
    *,
    among: Collection[str] | None = None,
    most: int = 1,
    any_will_do: bool = False,
    seconds: float = 5.0,
    keep: Sequence[Roster] = (),
) -> Found:
    """The best viable jobs that hold all of some tasks, however scarce these or others are.

    Pins that forbid are kept; those that ask for a job say nothing here.

    Args:
        problem: the data and the scenario.
        holding: ids of the tasks that the job must hold, at least one.
        among: ids of the tasks that it may hold beside these; None: all.
        most: how many jobs.
        any_will_do: end at the first viable job.
        seconds: when to give up.
        keep: the rosters of jobs beside which the job must fit: only what these leave is there to be held.

    Raises:
        UsageError: a job in ``keep`` breaks a rule.
    """
    prepare()
    wanted = set(holding)
    rest = rest_of(problem, keep)
    kept = tuple(
        task
        for task in able_tasks(rest.problem)
        if task.task_id in wanted or among is None or task.task_id in among
    )
    if not wanted <= {task.task_id for task in kept}:
        return Found((), (), True)
    instance = make_instance(rest.problem.model_copy(update={"tasks": kept}), rest.taken)
    number = {task.task_id: at for at, task in enumerate(instance.tasks)}
    asked = sorted(number[name] for name in wanted)
    with Watch(seconds, None) as watch, ThreadPoolExecutor(_THREADS) as threads:
        return _search(instance, asked, most, any_will_do, watch, threads)


def _search(
    instance: Instance,
    asked: Sequence[int],
    most: int,
    any_will_do: bool,
    watch: Watch,
    threads: ThreadPoolExecutor,
) -> Found:
    members = [
        at for at in range(len(instance.tasks)) if at in asked or all(instance.pairs[at, t] for t in asked)
    ]
    pricing = Pricing(instance, members, threads, watch)
    free = Prices(np.zeros(len(instance.tasks)))
    weeks = Weeks(instance)
    for limit in (FEW, MANY_SETS):
        pool = Pool(instance)
        found = pricing.holding(asked, False, free, -np.inf, limit)
        pool.add(found.items, found.worth)
        best, settled = _best(pool, most, any_will_do, watch, threads)
        if (any_will_do and best) or (settled and found.complete) or watch.stopped or limit == MANY_SETS:
            columns = [Column(_items(pool, row), float(pool.points[row])) for row in best]
            return Found(
                tuple(tuple(weeks.roster(column)) for column in columns),
                tuple(column.points for column in columns),
                settled and found.complete and instance.all_sizes,
            )
    raise AssertionError("unreachable")


def _items(pool: Pool, row: int) -> tuple[int, ...]:
    return tuple(int(item) for item in pool.items[row] if item >= 0)


def _best(
    pool: Pool, most: int, any_will_do: bool, watch: Watch, threads: ThreadPoolExecutor
) -> tuple[list[int], bool]:
    """The best viable sets of the pool, and whether none of it can be better than these."""
    order = np.lexsort((np.arange(len(pool)), -pool.points))
    best: list[tuple[float, int]] = []
    for begin in range(0, len(order), _BATCH):
        part = order[begin : begin + _BATCH]
        least = best[-1][0] if len(best) >= most else -np.inf
        if pool.points[part[0]] <= least:
            return [row for _, row in best], True
        pool.settle(part, np.full(len(part), least), threads, watch.flag)
        if watch.stopped:
            return [row for _, row in best], False
        viable = part[pool.exact[part] & (pool.points[part] > -np.inf)]
        best += [(float(pool.points[row]), int(row)) for row in viable.tolist()]
        best = sorted(best, key=lambda each: (-each[0], each[1]))[:most]
        if any_will_do and best:
            return [row for _, row in best], False
    return [row for _, row in best], True
