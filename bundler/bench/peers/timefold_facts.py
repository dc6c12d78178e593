"""The problem as plain numbers for Timefold's model: what a copy of a task is, and what a plan says of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from bundler.domain import Problem, Session, Task
from bundler.rules import task_obstacles
from bundler.units import at_least_minutes, at_most_minutes

POINT = 6000  # points in whole numbers
UNREACHABLE = -1


class Copy(NamedTuple):
    """One of the jobs' possible holdings of a task, all in whole numbers.

    Attributes:
        patterns: the sets of days it can be held on, as bits (Monday 1, Tuesday 2, …).
        walks: minutes to each place; −1 where it is too far.
    """

    task_id: str
    task: int
    supplier: int
    place: int
    length: int
    opens: int
    closes: int
    skills: int
    outdoor: bool
    dirty: bool
    food: bool
    supervised: bool
    headcount: int
    shareable: bool
    patterns: list[int]
    walks: list[int]


@dataclass
class Limits:
    """The rules and weights, in whole minutes and whole points."""

    max_suppliers: int
    least: int
    most: int
    max_days: int
    day_work: int
    span: int
    max_rest: int
    break_after: int
    night: int
    max_tasks: int
    max_skills: int
    max_places: int
    spread: int
    per_supplier: int
    supervised: int
    separate: int
    clean: int
    grid: int
    target: int
    w_minute: int
    w_second: int
    w_task: int
    w_place: int
    w_travel: int
    w_idle: int
    w_spread: int
    w_target: int


def copies(problem: Problem) -> list[Copy]:
    """Every copy of every task that could be in a job."""
    rules = problem.scenario.rules
    places = {place.location_id: number for number, place in enumerate(problem.locations)}
    suppliers = {supplier.supplier_id: number for number, supplier in enumerate(problem.suppliers)}
    skills: dict[str, int] = {}
    walks = {origin: [_walk(problem, origin, to) for to in places] for origin in places}
    found = []
    for number, task in enumerate(problem.tasks):
        if task_obstacles(problem, task):
            continue
        bits = sum({1 << skills.setdefault(item, len(skills)) for item in task.competencies})
        for _ in range(task.sessions_offered // min(task.sessions_in_a_job())):
            found.append(
                Copy(
                    task.task_id,
                    number,
                    suppliers[task.supplier_id],
                    places[task.location_id],
                    task.session_minutes,
                    max(task.earliest_start, rules.day_start),
                    min(task.latest_end, rules.day_end),
                    bits,
                    task.setting == "outdoor",
                    task.hygiene == "sanitary",
                    task.hygiene == "food",
                    task.supervised,
                    task.headcount,
                    task.shareable,
                    _patterns(task),
                    walks[task.location_id],
                )
            )
    return found


def _walk(problem: Problem, origin: str, destination: str) -> int:
    walks = (problem.travel(origin, destination), problem.travel(destination, origin))
    if any(walk is None or walk > problem.scenario.rules.max_travel_minutes for walk in walks):
        return UNREACHABLE
    return walks[0] or 0


def _patterns(task: Task) -> list[int]:
    return [
        sum(1 << day for day in days)
        for count in task.sessions_in_a_job()
        for days in combinations(task.days, count)
    ]


def limits(problem: Problem) -> Limits:
    """The rules and weights as the model's functions want them."""
    rules, weights = problem.scenario.rules, problem.scenario.weights
    least, most = rules.week_minutes
    a_minute = POINT // 60
    return Limits(
        max_suppliers=rules.max_suppliers,
        least=least,
        most=most,
        max_days=rules.max_days,
        day_work=at_most_minutes(rules.max_hours_per_day),
        span=at_most_minutes(rules.max_span_hours),
        max_rest=rules.max_rest_minutes,
        break_after=-1 if rules.break_after is None else rules.break_after,
        night=at_least_minutes(rules.daily_rest_hours),
        max_tasks=rules.max_tasks,
        max_skills=rules.max_competencies,
        max_places=rules.max_locations,
        spread=-1 if rules.max_start_spread_minutes is None else rules.max_start_spread_minutes,
        per_supplier=at_least_minutes(rules.min_hours_per_supplier),
        supervised=round(1000 * rules.min_supervised_share),
        separate=int(rules.separate_settings),
        clean=int(not rules.food_after_sanitary),
        grid=rules.grid_minutes,
        target=round(weights.target_hours * 60),
        w_minute=round(weights.hours * a_minute),
        w_second=round(weights.second_supplier * POINT),
        w_task=round(weights.extra_task * POINT),
        w_place=round(weights.extra_location * POINT),
        w_travel=round(weights.travel * a_minute),
        w_idle=round(weights.idle * a_minute),
        w_spread=round(weights.irregular_start * a_minute),
        w_target=round(weights.off_target * a_minute),
    )


def assignment(found: Sequence[Copy], rosters: Mapping[str, Sequence[Session]]) -> dict[int, tuple[int, int]]:
    """For each copy that a plan uses its job's number and the days, as bits."""
    free: dict[str, list[int]] = {}
    for number, copy in enumerate(found):
        free.setdefault(copy.task_id, []).append(number)
    taken: dict[int, tuple[int, int]] = {}
    for job, roster in enumerate(rosters.values()):
        days: dict[str, int] = {}
        for session in roster:
            days[session.task_id] = days.get(session.task_id, 0) | 1 << session.day
        for task_id, bits in days.items():
            taken[free[task_id].pop(0)] = (job, bits)
    return taken
