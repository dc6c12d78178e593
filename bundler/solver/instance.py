"""The problem as arrays for the compiled kernel: only tasks that could be in a job at all."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations

import numpy as np

from bundler.domain.model import Task
from bundler.domain.own import Own
from bundler.domain.problem import Problem
from bundler.domain.scenario import BreakRule, Rules
from bundler.rules.job import task_obstacles
from bundler.solver import kernel_day as kd
from bundler.solver import kernel_sets as ks
from bundler.solver import kernel_tables as kt
from bundler.solver.arrays import Bits, Flag, Floats, Ints, Items
from bundler.units import DAY_MINUTES, WEEK_DAYS, at_least_minutes, at_most_minutes, ceil_to

MOST_POSITIONS = 12
_NEVER = 1 << 20


@dataclass(frozen=True)
class Instance:
    """Tasks in order of id, as tables for the kernel (see ``kernel_day`` for the columns).

    Attributes:
        problem: what it was made from.
        tasks: the tasks that could be in a job, in order of id; their number is their row.
        items: (task number, sessions) of each item.
        capacity: per task how much of it there is: jobs for a whole series, sessions for a
            shareable one.
        room: per task and weekday how many persons can still come, (tasks, 7).
        positions: most tasks in a job that are looked at.
        all_sizes: whether no job can hold more tasks than that.
        without: numbers of the tasks of a job that is left out of account; empty: of none.
        own: rules and costs of the user's own that hold here.
    """

    problem: Problem
    tasks: tuple[Task, ...]
    table: Ints
    item_task: Ints
    item_sessions: Ints
    capacity: Ints
    room: Ints
    pairs: Flag
    skills: Bits
    minutes: Ints
    walks: Ints
    rules: Ints
    weights: Floats
    worth: Floats
    positions: int
    all_sizes: bool
    without: tuple[int, ...] = ()
    own: tuple[Own, ...] = ()

    @cached_property
    def uses(self) -> Floats:
        """Per item how much of its task's capacity one job with it takes."""
        return np.array([self.use(item) for item in range(len(self.item_task))], np.float64)

    @cached_property
    def item_minutes(self) -> Floats:
        """Per item its minutes a week."""
        minutes: Floats = (self.item_sessions * self.table[self.item_task, kd.LENGTH]).astype(np.float64)
        return minutes

    @cached_property
    def most_at_stake(self) -> float:
        """No two sets differ by more than this in worth, week's costs included; 1 or more."""
        worth, minutes = np.abs(self.worth), float(self.rules[kd.MAX_WEEK])
        hours = worth[ks.PER_MINUTE] * minutes + worth[ks.OFF_TARGET] * (minutes + worth[ks.TARGET])
        counts = (worth[ks.EXTRA_TASK] + worth[ks.EXTRA_LOCATION]) * self.positions
        weeks = float(np.abs(self.weights).sum()) * WEEK_DAYS * DAY_MINUTES
        return max(1.0, float(hours + counts + worth[ks.SECOND_SUPPLIER] + worth[ks.BASE] + weeks))

    def use(self, item: int) -> int:
        """How much of its task's capacity one job with this item takes."""
        task = self.tasks[int(self.item_task[item])]
        return int(self.item_sessions[item]) if task.shareable else 1


def able_tasks(problem: Problem) -> tuple[Task, ...]:
    """Tasks that could be in a job at all, in order of id."""
    left = {pin.ids[0] for pin in problem.scenario.pins if pin.kind == "leave"}
    return tuple(
        task
        for task in sorted(problem.tasks, key=lambda task: task.task_id)
        if task.task_id not in left and not task_obstacles(problem, task)
    )


def make_pairs(problem: Problem, tasks: tuple[Task, ...]) -> Flag:
    """1 where two tasks may share a job as far as the two of them say, (tasks, tasks) uint8."""
    places = sorted({task.location_id for task in tasks})
    return _pairs(problem, tasks, places, _travel(problem, places))


def make_instance(
    problem: Problem, taken: Mapping[str, Sequence[int]] | None = None, without: Collection[str] = ()
) -> Instance:
    """Build the arrays.

    Args:
        problem: the data and the scenario.
        taken: of shareable tasks, by id: persons already there on each weekday, who leave that much less.
        without: ids of tasks: no job holds exactly these.
    """
    rules = problem.scenario.rules
    tasks = able_tasks(problem)
    there = np.array([(taken or {}).get(task.task_id, (0,) * WEEK_DAYS) for task in tasks], np.int64)
    there = there.reshape(len(tasks), WEEK_DAYS)
    room = np.array([[task.headcount] for task in tasks], np.int64).reshape(len(tasks), 1) - there
    offered = [task.sessions_offered if task.shareable else task.headcount for task in tasks]
    capacity = np.array(offered, np.int64) - there.sum(axis=1)
    most = min(rules.max_tasks, max(1, _most_in_a_week(tasks, rules.week_minutes[1])))
    places = sorted({task.location_id for task in tasks})
    minutes = _travel(problem, places)
    items = [
        (number, n)
        for number, task in enumerate(tasks)
        for n in task.sessions_in_a_job()
        if n <= capacity[number] or not task.shareable
    ]
    return Instance(
        problem=problem,
        tasks=tasks,
        table=_task_table(problem, tasks, places, room),
        item_task=np.array([task for task, _ in items], np.int64),
        item_sessions=np.array([n for _, n in items], np.int64),
        capacity=capacity,
        room=room,
        pairs=_pairs(problem, tasks, places, minutes),
        skills=_skills(tasks),
        minutes=minutes,
        walks=_shortest(minutes),
        rules=_rules_vector(problem),
        weights=_weights_vector(problem),
        worth=_worth_vector(problem),
        positions=min(most, MOST_POSITIONS),
        all_sizes=most <= MOST_POSITIONS,
        without=_numbers(tasks, without),
        own=problem.own,
    )


def _numbers(tasks: tuple[Task, ...], names: Collection[str]) -> tuple[int, ...]:
    """The tasks' numbers in order; none where one of them could be in no job."""
    found = tuple(number for number, task in enumerate(tasks) if task.task_id in names)
    return found if len(found) == len(set(names)) else ()


def _most_in_a_week(tasks: tuple[Task, ...], minutes: int) -> int:
    """How many of the shortest tasks fit in a week's hours: no job holds more."""
    count = 0
    for length in sorted(task.sessions_in_a_job()[0] * task.session_minutes for task in tasks):
        minutes -= length
        if minutes < 0:
            break
        count += 1
    return count


def _task_table(problem: Problem, tasks: tuple[Task, ...], places: list[str], room: Ints) -> Ints:
    rules = problem.scenario.rules
    suppliers = {name: number for number, name in enumerate(sorted({task.supplier_id for task in tasks}))}
    table = np.zeros((len(tasks), kd.N_TASK), np.int64)
    for row, task in enumerate(tasks):
        grid = rules.grid_minutes
        last_end = min(task.latest_end, rules.day_end)
        table[row, kd.LENGTH] = task.session_minutes
        table[row, kd.FIRST] = ceil_to(max(task.earliest_start, rules.day_start), grid)
        table[row, kd.LAST] = (last_end - task.session_minutes) // grid * grid
        table[row, kd.LOCATION] = places.index(task.location_id)
        table[row, kd.HYGIENE] = {"none": 0, "sanitary": kd.SANITARY, "food": kd.FOOD}[task.hygiene]
        table[row, kd.SUPPLIER] = suppliers[task.supplier_id]
        table[row, kd.DAYS] = sum(1 << day for day in task.days if room[row, day] > 0)
        table[row, kd.SUPERVISED] = task.supervised
    return table


def _travel(problem: Problem, places: list[str]) -> Ints:
    table = np.zeros((len(places), len(places)), np.int64)
    for a, origin in enumerate(places):
        for b, destination in enumerate(places):
            minutes = problem.travel(origin, destination)
            table[a, b] = _NEVER if minutes is None else minutes
    return table


def _shortest(minutes: Ints) -> Ints:
    """Shortest walks through any places (Floyd–Warshall): what a subset of a day needs at least."""
    walks = minutes.copy()
    for via in range(len(walks)):
        walks = np.minimum(walks, walks[:, via : via + 1] + walks[via : via + 1, :])
    return walks


def _pairs(problem: Problem, tasks: tuple[Task, ...], places: list[str], minutes: Ints) -> Flag:
    rules = problem.scenario.rules
    near = minutes <= min(rules.max_travel_minutes, _NEVER - 1)
    near &= near.T
    place = np.array([places.index(task.location_id) for task in tasks], np.int64)
    pairs = near[np.ix_(place, place)] if len(tasks) else np.zeros((0, 0), bool)
    if rules.separate_settings and len(tasks):
        outdoor = np.array([task.setting == "outdoor" for task in tasks])
        pairs &= outdoor[:, None] == outdoor[None, :]
    if rules.max_suppliers == 1 and len(tasks):
        supplier = np.array([task.supplier_id for task in tasks])
        pairs &= supplier[:, None] == supplier[None, :]
    number = {task.task_id: row for row, task in enumerate(tasks)}
    of_supplier: dict[str, list[int]] = {}
    for row, task in enumerate(tasks):
        of_supplier.setdefault(task.supplier_id, []).append(row)
    for pin in problem.scenario.pins:
        if pin.kind == "apart":
            for a, b in combinations([number[name] for name in pin.ids if name in number], 2):
                pairs[a, b] = pairs[b, a] = False
        if pin.kind == "forbid_suppliers":
            for one, other in combinations(sorted(set(pin.ids)), 2):
                for a in of_supplier.get(one, []):
                    for b in of_supplier.get(other, []):
                        pairs[a, b] = pairs[b, a] = False
    np.fill_diagonal(pairs, False)
    return np.ascontiguousarray(pairs.astype(np.uint8))


def _skills(tasks: tuple[Task, ...]) -> Bits:
    names = sorted({name for task in tasks for name in task.competencies})
    bits = np.zeros((len(tasks), max(1, -(-len(names) // 64))), np.uint64)
    number = {name: at for at, name in enumerate(names)}
    for row, task in enumerate(tasks):
        for name in task.competencies:
            word, bit = divmod(number[name], 64)
            bits[row, word] |= np.uint64(1 << bit)
    return bits


def _rules_vector(problem: Problem) -> Ints:
    rules = problem.scenario.rules
    vector = np.zeros(kd.N_RULES, np.int64)
    vector[kd.GRID] = rules.grid_minutes
    vector[kd.MAX_DAY] = at_most_minutes(rules.max_hours_per_day)
    vector[kd.SPAN] = at_most_minutes(rules.max_span_hours)
    vector[kd.MAX_REST] = min(rules.max_rest_minutes, DAY_MINUTES)
    vector[kd.BREAK_AFTER] = _NEVER if rules.break_after is None else rules.break_after
    vector[kd.LONG_AFTER] = _long_break_after(rules.break_rule)
    vector[kd.DAILY_REST] = at_least_minutes(rules.daily_rest_hours)
    vector[kd.WEEKLY_REST] = at_least_minutes(rules.weekly_rest_hours)
    vector[kd.MAX_DAYS] = rules.max_days
    spread = rules.max_start_spread_minutes
    vector[kd.MAX_SPREAD] = DAY_MINUTES if spread is None else spread
    vector[kd.MIN_WEEK], vector[kd.MAX_WEEK] = rules.week_minutes
    vector[kd.MAX_SUPPLIERS] = rules.max_suppliers
    vector[kd.MAX_COMPETENCIES] = rules.max_competencies
    vector[kd.MAX_LOCATIONS] = rules.max_locations
    vector[kd.MIN_SUPPLIER] = at_least_minutes(rules.min_hours_per_supplier)
    vector[kd.FOOD_OK] = rules.food_after_sanitary
    return vector


@cache
def _long_break_after(break_rule: BreakRule) -> int:
    """Most minutes of work in a day before a break of more than half an hour is due."""
    due = Rules(break_rule=break_rule).break_due
    return next((minutes for minutes in range(DAY_MINUTES + 1) if due(minutes + 1) > 30), _NEVER)


def _weights_vector(problem: Problem) -> Floats:
    weights = problem.scenario.weights
    vector = np.zeros(3)
    vector[kt.TRAVEL_POINT] = weights.travel / 60
    vector[kt.IDLE_POINT] = weights.idle / 60
    vector[kt.IRREGULAR_POINT] = weights.irregular_start / 60
    return vector


def _worth_vector(problem: Problem) -> Floats:
    weights = problem.scenario.weights
    vector = np.zeros(ks.N_WORTH)
    vector[ks.PER_MINUTE] = weights.hours / 60
    vector[ks.SECOND_SUPPLIER] = weights.second_supplier
    vector[ks.EXTRA_TASK] = weights.extra_task
    vector[ks.EXTRA_LOCATION] = weights.extra_location
    vector[ks.OFF_TARGET] = weights.off_target / 60
    vector[ks.TARGET] = weights.target_hours * 60
    vector[ks.SUPERVISED_SHARE] = problem.scenario.rules.min_supervised_share
    return vector


def jobs_array(instance: Instance, items: Items) -> tuple[Ints, Ints]:
    """Sets of items as the kernel takes them.

    Args:
        instance: the arrays.
        items: (sets, positions) item numbers padded with −1.

    Returns:
        (sets, N_SET, most tasks in a set) task numbers, sessions needed and days allowed; (sets,)
        task counts.
    """
    counts = (items >= 0).sum(axis=1)
    items = items[:, : int(counts.max(initial=1))]
    task = instance.item_task[items]
    jobs = np.stack([task, instance.item_sessions[items], instance.table[task, kd.DAYS]], axis=1)
    return np.ascontiguousarray(jobs), counts
