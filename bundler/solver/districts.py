"""A large component begins in districts: about a hundred tasks that pair most with one another, solved alone.

Their sets and their jobs are a start for the whole: its relaxation then has only to find what crosses
the borders, and a plan is there long before it has. Nothing is proved here.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from bundler.solver.instance import Instance
from bundler.solver.levelwork import Report
from bundler.solver.patterns import Column
from bundler.solver.piece import Piece

# tasks in a component from which districts pay, and about how many are in one: always fewer than that
DISTRICTS_FROM = 300
SIZE = 100
# sets further below the prices than this share of a job's worth are no use to the whole
NEAR = 0.05


def cut_in_districts(instance: Instance, members: list[int], size: int) -> list[list[int]]:
    """Cut tasks into districts of about the same size, each grown from the edge of what is left."""
    names = np.array(sorted(members))
    pairs = instance.pairs[np.ix_(names, names)].astype(np.float32)
    count = max(1, round(len(names) / size))
    left = np.ones(len(names), bool)
    others = pairs.sum(axis=1)
    districts = []
    for number in range(count):
        wanted = -(-int(left.sum()) // (count - number))
        grown = [int(np.argmin(np.where(left, others, np.inf)))]
        left[grown] = False
        inside = pairs[grown[0]].copy()
        others -= pairs[grown[0]]
        while len(grown) < wanted:
            # many partners inside, few outside
            share = len(grown) / (2 * left.sum())
            task = int(np.argmax(np.where(left, inside - share * others, -np.inf)))
            grown.append(task)
            left[task] = False
            inside += pairs[task]
            others -= pairs[task]
        districts.append(names[sorted(grown)].tolist())
    return districts


def begin_in_districts(part: Piece, report: Report) -> None:
    """Solve each district by itself; the part gets the sets that its prices ask for, and its jobs."""
    aim = replace(part.aim, level=None, placed=())
    jobs: list[Column] = []
    for members in cut_in_districts(part.instance, part.members, SIZE):
        district = part.piece(aim, members, ())
        district.begin(lambda _: None)
        district.relax(lambda _: None)
        district.choose_first(lambda _: None)
        jobs += district.best or ()
        part.offer(jobs)
        report("improve")
        known = district.relaxation
        near = NEAR * district.bound / max(1, len(district.best or ()))
        rows = np.intersect1d(np.array(known.columns, np.int64), known.gains(-abs(near))[0])
        part.relaxation.offer(known.pool.items[rows], known.pool.worth[rows], known.pool.points[rows])
        if part.watch.stopped:
            return
