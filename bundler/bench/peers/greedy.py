"""A careful greedy: a pool of good jobs, the best of them first, then years of second thoughts.

From every task jobs are grown one task at a time, the best few of each size; the pool's best jobs are
taken as long as they fit; then some jobs are taken out and the room filled again, for as long as there
is time, keeping what is not worse.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from bundler.bench.peers.peer import Outcome, Trace
from bundler.bench.peers.timetable import Timetable
from bundler.domain import Problem, Session, Task
from bundler.i18n import Text
from bundler.rules import plan_score, score_terms, task_obstacles, violations

_WIDTH = 6  # so many sets of a size are grown further
_CANDIDATES = 60  # so many tasks are tried beside a set
_SHARE_FOR_POOL = 0.35
_FINE = 5
_POOL = Text("{count} jobs to choose from", "{count} banen om uit te kiezen")
Holdings = Mapping[str, tuple[int, ...]]


class Column(NamedTuple):
    """A viable job that the plan may take."""

    points: float
    minutes: int
    holdings: tuple[tuple[str, tuple[int, ...]], ...]
    roster: tuple[Session, ...]


class Room:
    """How much of each task is still free."""

    def __init__(self, problem: Problem) -> None:
        self.tasks = problem.task_by_id
        self.jobs: Counter[str] = Counter()
        self.days: Counter[tuple[str, int]] = Counter()

    def fits(self, column: Column) -> bool:
        """Whether the plan can take the job beside those it has."""
        for task_id, days in column.holdings:
            task = self.tasks[task_id]
            if task.shareable:
                if any(self.days[task_id, day] >= task.headcount for day in days):
                    return False
                if self.jobs[task_id] + len(days) > task.sessions_offered:
                    return False
            elif self.jobs[task_id] >= task.headcount:
                return False
        return True

    def take(self, column: Column, sign: int = 1) -> None:
        """Take a job, or with −1 give it back; of shareable tasks ``jobs`` counts the sessions."""
        for task_id, days in column.holdings:
            self.jobs[task_id] += sign * (len(days) if self.tasks[task_id].shareable else 1)
            for day in days:
                self.days[task_id, day] += sign


class Greedy:
    """The pool of jobs, and the ways to grow it and to choose from it."""

    def __init__(self, problem: Problem, trace: Trace) -> None:
        self.problem, self.trace = problem, trace
        self.rules = problem.scenario.rules
        self.timetable = Timetable(problem)
        self.random = random.Random(0)
        self.tasks = [task for task in problem.tasks if not task_obstacles(problem, task)]
        self.friends = self._friends()
        self.pool: list[Column] = []
        self.known: set[tuple[tuple[str, tuple[int, ...]], ...]] = set()
        self.of_task: dict[str, list[int]] = {task.task_id: [] for task in self.tasks}

    def _friends(self) -> dict[str, list[Task]]:
        """For each task those it could share a job with."""
        at: dict[str, list[Task]] = {}
        for task in self.tasks:
            at.setdefault(task.location_id, []).append(task)
        near = {place: [other for other in at if self.timetable.near(place, other)] for place in at}
        return {
            task.task_id: [
                other
                for place in near[task.location_id]
                for other in at[place]
                if other.task_id != task.task_id and self.timetable.together(task, other)
            ]
            for task in self.tasks
        }

    # Growing jobs -----------------------------------------------------------------------------------

    def patterns(self, task: Task) -> Iterator[tuple[int, ...]]:
        """The days a job can hold a task on; of the shares of a series only the whole and its halves."""
        allowed = task.sessions_in_a_job()
        yield from combinations(task.days, allowed[-1])
        if task.shareable and len(task.days) > allowed[0]:
            for count in range(allowed[0], min(allowed[-1], len(task.days))):
                yield task.days[:count]
                yield task.days[-count:]

    def grown(self, holdings: Holdings, task: Task) -> tuple[float, Column] | None:
        """The best way to add a task: points, and the job as it then is (viable or not yet)."""
        tasks = [self.problem.task_by_id[task_id] for task_id in holdings] + [task]
        rules = self.rules
        if len({t.supplier_id for t in tasks}) > rules.max_suppliers or len(tasks) > rules.max_tasks:
            return None
        if len({t.location_id for t in tasks}) > rules.max_locations:
            return None
        if len({item for t in tasks for item in t.competencies}) > rules.max_competencies:
            return None
        if not all(self.timetable.together(task, other) for other in tasks[:-1]):
            return None
        held = sum(self.problem.task_by_id[t].session_minutes * len(d) for t, d in holdings.items())
        best = None
        for days in self.patterns(task):
            minutes = held + task.session_minutes * len(days)
            if minutes > rules.week_minutes[1]:
                continue
            wider = {**holdings, task.task_id: days}
            week = self.timetable.week(wider)
            if week is None:
                continue
            points = sum(score_terms(self.problem, week[1]).values())
            if best is None or points > best[0]:
                column = Column(points, minutes, tuple(sorted(wider.items())), tuple(week[1]))
                best = points, column
        return best

    def add(self, column: Column) -> bool:
        """Put a job in the pool, if it is viable and worth something."""
        if column.holdings in self.known:
            return False
        if column.points <= 0 or column.minutes < self.rules.week_minutes[0]:
            return False
        self.known.add(column.holdings)
        if violations(self.problem, column.roster):
            return False
        for task_id, _ in column.holdings:
            self.of_task[task_id].append(len(self.pool))
        self.pool.append(column)
        return True

    def grow_from(self, task: Task, free: set[str] | None = None) -> None:
        """Jobs with this task: the best few sets of each size are grown by one task."""
        front: list[tuple[float, Column]] = []
        single = self.grown({}, task)
        if single is not None:
            front.append(single)
        seen: set[frozenset[str]] = set()
        while front and self.trace.left > 0:
            wider: list[tuple[float, Column]] = []
            for _, column in front:
                self.add(column)
                held = {task_id for task_id, _ in column.holdings}
                friends = [
                    other
                    for other in self.friends[task.task_id]
                    if other.task_id not in held and (free is None or other.task_id in free)
                ]
                if len(friends) > _CANDIDATES:
                    friends = self.random.sample(friends, _CANDIDATES)
                for other in friends:
                    ids = frozenset(held | {other.task_id})
                    if ids in seen:
                        continue
                    seen.add(ids)
                    made = self.grown(dict(column.holdings), other)
                    if made is not None:
                        self.add(made[1])
                        wider.append(made)
                if self.trace.left <= 0:
                    break
            wider.sort(key=lambda made: -made[0])
            front = wider[:_WIDTH]

    # Choosing ---------------------------------------------------------------------------------------

    def fill(self, room: Room, plan: list[int], order: Iterable[int]) -> None:
        """Take the jobs that fit, in this order, each as often as it fits."""
        for at in order:
            while room.fits(self.pool[at]):
                room.take(self.pool[at])
                plan.append(at)

    def value(self, plan: Iterable[int]) -> float:
        """What a plan is worth, in points."""
        return sum(self.pool[at].points for at in plan)

    def construct(self) -> list[int]:
        """The better of two plans: jobs of the best density first, and the most valuable jobs first."""
        best: list[int] = []
        density = sorted(range(len(self.pool)), key=lambda at: -self.pool[at].points / self.pool[at].minutes)
        dearest = sorted(range(len(self.pool)), key=lambda at: -self.pool[at].points)
        for order in (density, dearest):
            plan: list[int] = []
            self.fill(Room(self.problem), plan, order)
            if self.value(plan) > self.value(best):
                best = plan
        return best

    def improve(self, plan: list[int]) -> list[int]:
        """Take some jobs out and fill the room again, as long as there is time."""
        room = Room(self.problem)
        for at in plan:
            room.take(self.pool[at])
        value = self.value(plan)
        while self.trace.left > 0.2:
            out = self._choose_out(plan)
            kept = [at for number, at in enumerate(plan) if number not in out]
            gone = [plan[number] for number in out]
            for at in gone:
                room.take(self.pool[at], -1)
            freed = {task_id for at in gone for task_id, _ in self.pool[at].holdings}
            free = {task.task_id for task in self.tasks if self._open(room, task)}
            if free and self.random.random() < 0.3:
                chosen = self.problem.task_by_id[self.random.choice(sorted(freed & free or free))]
                self.grow_from(chosen, free)
            new = list(kept)
            self.fill(room, new, self._refill_order(room, freed))
            if self.value(new) >= value - 1e-9:
                if self.value(new) > value + 0.005:
                    self.trace.step(round(self.value(new), 2), None)
                plan, value = new, self.value(new)
            else:
                for at in new[len(kept) :]:
                    room.take(self.pool[at], -1)
                for at in gone:
                    room.take(self.pool[at])
                plan = kept + gone
        return plan

    def _open(self, room: Room, task: Task) -> bool:
        most = task.sessions_offered if task.shareable else task.headcount
        return room.jobs[task.task_id] < most

    def _choose_out(self, plan: list[int]) -> set[int]:
        """Numbers of two to five jobs, half of the time near each other."""
        if not plan:
            return set()
        count = min(len(plan), self.random.randint(2, 5))
        if self.random.random() < 0.5:
            return set(self.random.sample(range(len(plan)), count))
        middle = self.pool[self.random.choice(plan)]
        near = {other.task_id for task_id, _ in middle.holdings for other in self.friends[task_id]}
        near |= {task_id for task_id, _ in middle.holdings}
        ranked = sorted(
            range(len(plan)),
            key=lambda n: -len(near & {t for t, _ in self.pool[plan[n]].holdings}) + self.random.random(),
        )
        return set(ranked[:count])

    def _refill_order(self, room: Room, freed: set[str]) -> list[int]:
        rows = {at for task_id in freed for at in self.of_task[task_id]}
        fitting = [at for at in rows if room.fits(self.pool[at])]
        noise = self.random.choice((0.0, 0.1, 0.3))
        by_minute = self.random.random() < 0.5

        def rank(at: int) -> float:
            column = self.pool[at]
            worth = column.points / column.minutes if by_minute else column.points
            return -worth * (1 + noise * self.random.random())

        return sorted(sorted(fitting), key=rank)

    def run(self) -> list[int]:
        """Grow the pool for a third of the time, choose, and improve for the rest."""
        order = sorted(self.tasks, key=lambda task: -task.offered_minutes)
        for task in order:
            if self.trace.seconds > _SHARE_FOR_POOL * self.trace.limit:
                break
            self.grow_from(task)
        plan = self.construct()
        self.trace.step(round(self.value(plan), 2), None)
        return self.improve(plan)


def solve(problem: Problem, trace: Trace) -> Outcome:
    """A plan without proof, within the time limit."""
    greedy = Greedy(problem, trace)
    plan = greedy.run()
    fine = Timetable(problem, _FINE)
    rosters = {f"J{number:03d}": _polish(problem, fine, greedy.pool[at]) for number, at in enumerate(plan, 1)}
    trace.step(plan_score(problem, rosters.values()), None)
    return Outcome(rosters, note=_POOL.fill(count=len(greedy.pool)))


def _polish(problem: Problem, fine: Timetable, column: Column) -> tuple[Session, ...]:
    """The same job with starts on the fine grid, where that is worth more."""
    week = fine.week(dict(column.holdings))
    if week is None or violations(problem, week[1]):
        return column.roster
    if sum(score_terms(problem, week[1]).values()) <= column.points:
        return column.roster
    return tuple(week[1])
