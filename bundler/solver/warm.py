"""Compile the kernels before the first solve: one half here, the other in a process beside it.

Run as ``python -m bundler.solver.warm`` it compiles that other half and leaves it in the cache.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import numpy as np

from bundler.domain.model import Location, Supplier, Task
from bundler.domain.problem import Problem
from bundler.solver import kernel_cuts, kernel_pool, kernel_sets
from bundler.solver.compile_cache import cache_folder
from bundler.solver.instance import Instance, jobs_array, make_instance
from bundler.solver.pool import Pool
from bundler.solver.pricing import Prices, Pricing
from bundler.solver.watch import Watch
from bundler.units import WEEK_DAYS

_LONGEST = 120


def _tiny() -> Instance:
    task = Task(
        task_id="t", supplier_id="s", title="", location_id="l", days=(0,), session_minutes=60,
        sessions_per_week=1, earliest_start=480, latest_end=720,
    )  # fmt: skip
    problem = Problem(
        tasks=(task,), suppliers=(Supplier(supplier_id="s"),), locations=(Location(location_id="l"),)
    )
    return make_instance(problem)


def compile_weeks() -> None:
    """Compile what lays out weeks: the larger half."""
    inst = _tiny()
    jobs, counts = jobs_array(inst, np.zeros((1, 1), np.int32))
    kernel_sets.week_costs(
        jobs, counts, np.full(1, np.inf), inst.table, inst.minutes, inst.rules, inst.weights,
        np.zeros(1, np.uint8), np.zeros((WEEK_DAYS, 4), np.int64),
    )  # fmt: skip


def compile_sets() -> None:
    """Compile what finds sets, adds up over them and looks for cuts."""
    inst = _tiny()
    with Watch(_LONGEST, None) as watch, ThreadPoolExecutor(1) as threads:
        prices = Prices(np.zeros(1), cut_weights=np.ones((1, 1)), cut_prices=np.ones(1))
        found = Pricing(inst, [0], threads, watch).sets(prices, -np.inf, 10)
        pool = Pool(inst)
        rows = pool.add(found.items, found.worth)
        pool.sum_over_items(np.ones(1), rows)
        kernel_pool.floor_sums(pool.items, rows, np.ones((1, 1)), np.ones(1))
    begins, column, one, part = np.array([0, 1]), np.zeros(1, np.int64), np.ones(1, np.int64), np.ones(1)
    linked, starts = np.ones((1, 1), np.uint8), np.zeros((1, 1), np.int64)
    kernel_cuts.triples(begins, column, one, part, one, linked, 0.5, 5)
    kernel_cuts.improve(begins, column, one, part, one, linked, starts, part)


@cache
def prepare() -> None:
    """Fill an empty cache with both halves at once, at most once in a process."""
    if any(cache_folder().glob("**/kernel_sets.week_costs*.nbi")) or (os.cpu_count() or 1) < 2:
        return
    beside = subprocess.Popen(
        [sys.executable, "-m", "bundler.solver.warm"],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        compile_weeks()
        beside.wait(_LONGEST)
    finally:
        beside.kill()
        beside.communicate()


@cache
def get_ready() -> None:
    """Load what is compiled before a clock runs; on a first run that compiles it."""
    prepare()
    compile_weeks()
    compile_sets()


def _follow() -> None:
    """End with the process that started this one, however that ends."""
    os.read(0, 1)
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=_follow, daemon=True).start()
    compile_sets()
