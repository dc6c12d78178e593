"""Cut a problem into parts that share no job: what cannot meet, and no pin ties together, is solved apart."""

from __future__ import annotations

import numpy as np

from bundler.domain.model import Task
from bundler.domain.problem import Problem
from bundler.solver.asked import ASKING
from bundler.solver.instance import able_tasks, make_pairs


def split(problem: Problem) -> list[Problem]:
    """The parts, each a problem of its own; together they hold every task that could be in a job."""
    tasks = able_tasks(problem)
    number = {task.task_id: at for at, task in enumerate(tasks)}
    tied = [
        [number[name] for name in pin.ids if name in number]
        for pin in problem.scenario.pins
        if pin.kind in ASKING
    ]
    parts = []
    for near in _near_places(problem, tasks, tied):
        pairs = make_pairs(problem, tuple(tasks[at] for at in near)).astype(bool)
        place = {at: row for row, at in enumerate(near)}
        for group in tied:
            inside = [place[at] for at in group if at in place]
            for other in inside[1:]:
                pairs[inside[0], other] = pairs[other, inside[0]] = True
        parts += [_only(problem, [tasks[near[row]] for row in rows]) for rows in _connected(pairs)]
    return parts


def _near_places(problem: Problem, tasks: tuple[Task, ...], tied: list[list[int]]) -> list[list[int]]:
    """Tasks by places within reach of one another, step by step."""
    places = sorted({task.location_id for task in tasks})
    at = {place: row for row, place in enumerate(places)}
    near = np.zeros((len(places), len(places)), bool)
    most = problem.scenario.rules.max_travel_minutes
    for row, origin in enumerate(places):
        for column in range(row + 1, len(places)):
            there, back = problem.travel(origin, places[column]), problem.travel(places[column], origin)
            near[row, column] = near[column, row] = (
                there is not None and back is not None and max(there, back) <= most
            )
    for group in tied:
        rows = [at[tasks[member].location_id] for member in group]
        for other in rows[1:]:
            near[rows[0], other] = near[other, rows[0]] = True
    group_of = np.zeros(len(places), np.int64)
    for number, rows in enumerate(_connected(near)):
        group_of[rows] = number
    found: dict[int, list[int]] = {}
    for member, task in enumerate(tasks):
        found.setdefault(int(group_of[at[task.location_id]]), []).append(member)
    return [found[number] for number in sorted(found)]


def _connected(linked: np.ndarray[tuple[int, int], np.dtype[np.bool_]]) -> list[list[int]]:
    """Groups that are connected, each in order."""
    seen = np.zeros(len(linked), bool)
    groups = []
    for start in range(len(linked)):
        if seen[start]:
            continue
        seen[start] = True
        group, front = [start], [start]
        while front:
            fresh = np.flatnonzero(linked[front.pop()] & ~seen)
            seen[fresh] = True
            group += fresh.tolist()
            front += fresh.tolist()
        groups.append(sorted(group))
    return groups


def _only(problem: Problem, tasks: list[Task]) -> Problem:
    """The problem with these tasks alone, and what belongs to them."""
    names = {task.task_id for task in tasks}
    places = {task.location_id for task in tasks}
    scenario = problem.scenario
    pins = tuple(pin for pin in scenario.pins if pin.kind == "forbid_suppliers" or names & set(pin.ids))
    return problem.model_copy(
        update={
            "tasks": tuple(tasks),
            "locations": tuple(place for place in problem.locations if place.location_id in places),
            "travel_times": tuple(
                leg for leg in problem.travel_times if leg.origin in places and leg.destination in places
            ),
            "scenario": scenario.model_copy(update={"pins": pins}),
        }
    )
