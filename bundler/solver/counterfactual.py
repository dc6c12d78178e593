"""What a plan would be worth that took in more of a task: solved, with a bound of its own.

Parts of a problem share no job, so the question is put to the task's part alone; the jobs of all other
parts stay. Every question is put to the same relaxation: the row that asks for more of the task is in
it from the start and asks nothing until its turn comes.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from bundler.domain.plan import Session
from bundler.domain.problem import Problem
from bundler.rules import left_over, score_terms
from bundler.solver.aim import Aim, first_aim, first_level, second_aim
from bundler.solver.asked import PinRow, UseRow, pin_rows
from bundler.solver.component import Component
from bundler.solver.instance import make_instance
from bundler.solver.levelwork import EXACT
from bundler.solver.patterns import Column, Weeks, columns_of_rosters
from bundler.solver.split import split
from bundler.solver.warm import prepare
from bundler.solver.watch import Watch

Roster = Sequence[Session]

# of the time for one question: for the first level, where there are two
_FIRST_SHARE = 0.6
# sets tried in the place of what they clash with
_TRIES = 20


class LevelOutcome(NamedTuple):
    """One level of what a plan would reach with more of a task, over its part of the problem.

    Attributes:
        name: ``score``, ``hours`` or ``jobs``; jobs are counted as less than nothing where few are wanted.
        plan: what the plan reaches.
        value: what the best plan found with more of the task reaches; −inf where none was found.
        bound: no plan with more of the task reaches more: proved.
    """

    name: str
    plan: float
    value: float
    bound: float


class WithMore(NamedTuple):
    """The answer to: what if the plan took in more of this task?

    Attributes:
        levels: the first level, and the second where the first costs nothing.
        rosters: the jobs of the best plan found with more of the task, those of other parts included;
            None where none was found.
        impossible: proved: no plan holds more of it.
        in_no_job: proved: no viable job holds it at all.
    """

    levels: tuple[LevelOutcome, ...]
    rosters: tuple[Roster, ...] | None
    impossible: bool
    in_no_job: bool


class Counterfactuals(AbstractContextManager["Counterfactuals"]):
    """Questions about one plan; use as a context manager.

    Args:
        problem: the data and the scenario.
        rosters: the jobs of a plan that keeps all rules.
        seconds: for each part, to get ready for questions.
    """

    def __init__(self, problem: Problem, rosters: Sequence[Roster], seconds: float = 30.0) -> None:
        prepare()
        self.problem = problem
        self.rosters = tuple(rosters)
        self._seconds = seconds
        self._home = {task.task_id: part for part in split(problem) for task in part.tasks}
        self._parts: dict[int, _PartQuestions] = {}
        self._stack = ExitStack()
        workers = problem.scenario.solve.workers or 2
        self._threads = self._stack.enter_context(ThreadPoolExecutor(workers))

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def could_ask(self, task_id: str) -> bool:
        """Whether any job could hold the task, as far as the task alone says."""
        return task_id in self._home

    def with_more(self, task_id: str, seconds: float) -> WithMore:
        """What if the plan took in one job (of a shareable task: one session) more of this task?

        Args:
            task_id: a task that ``could_ask`` says yes to.
            seconds: for this question; getting ready for the first one of its part comes on top.
        """
        part = self._home[task_id]
        if id(part) not in self._parts:
            here = {task.task_id for task in part.tasks}
            own = [roster for roster in self.rosters if roster[0].task_id in here]
            made = _PartQuestions(part, own, self._threads)
            with Watch(self._seconds, None) as watch:
                made.get_ready(watch)
            self._parts[id(part)] = made
        questions = self._parts[id(part)]
        with Watch(seconds, None) as watch:
            answer = questions.ask(task_id, watch)
        if answer.rosters is None:
            return answer
        others = [roster for roster in self.rosters if roster not in questions.own]
        return answer._replace(rosters=(*others, *answer.rosters))


class _PartQuestions:
    """Questions about one part of the problem."""

    def __init__(self, problem: Problem, own: Sequence[Roster], threads: ThreadPoolExecutor) -> None:
        self.own = list(own)
        self.threads = threads
        options = problem.scenario.solve
        self.objective = options.objective
        self.instance = make_instance(problem)
        self.number = {task.task_id: at for at, task in enumerate(self.instance.tasks)}
        self.columns = columns_of_rosters(self.instance, own)
        self.weeks = Weeks(self.instance)
        self.placed = tuple(range(len(self.number))) if self.objective == "fewest-jobs" else ()
        self.first = _Level(first_aim(self.instance, self.objective, self.placed), self)
        self.second: _Level | None = None

    def get_ready(self, watch: Watch) -> None:
        self.first.get_ready(watch)

    def ask(self, task_id: str, watch: Watch) -> WithMore:
        task = self.number[task_id]
        two_levels = self.objective != "balanced"
        with watch.slice((_FIRST_SHARE if two_levels else 1.0) * watch.left):
            work = self.first.ask(task, watch)
        if work.impossible:
            none = self.first.base.relaxation.none_holds(task) if self._unused(task_id) else False
            return WithMore((), None, True, none)
        levels = [self.first.outcome(work)]
        if two_levels and levels[0].value >= levels[0].plan - EXACT and work.best is not None:
            self.second = self.second or self._second_level(levels[0].plan)
            self.second.get_ready(watch)
            better = self.second.ask(task, watch, work.best)
            levels.append(self.second.outcome(better))
            work = better if better.best is not None else work
        rosters = None if work.best is None else tuple(work.rosters(self.weeks))
        return WithMore(tuple(levels), rosters, False, False)

    def _unused(self, task_id: str) -> bool:
        return all(session.task_id != task_id for roster in self.own for session in roster)

    def _second_level(self, first: float) -> _Level:
        return _Level(second_aim(self.instance, self.objective, first, self.placed), self)


class _Level:
    """Questions about one level of one part."""

    def __init__(self, aim: Aim, part: _PartQuestions) -> None:
        self.aim = aim
        self.part = part
        instance, problem = aim.instance, part.instance.problem
        members = list(range(len(instance.tasks)))
        pins = pin_rows(instance, members)
        left = left_over(problem, part.own)
        self.rows = [UseRow(instance, part.number[name]) for name in left if name in part.number]
        self.first_row = len(pins)
        self.pins: list[PinRow | UseRow] = [*pins, *self.rows]
        self.base = Component(aim, members, problem.scenario.solve.seed, self.pins)
        self._ready = False

    def get_ready(self, watch: Watch) -> None:
        """Relax and cut, so that questions find prices that are nearly right."""
        if self._ready:
            return
        base = self.base
        base.attach(self.part.threads, watch)
        base.offer(self.part.columns)
        base.begin(_silent)
        base.relax(_silent)
        base.tighten(lambda: watch.stopped or base.proved, _silent)
        self._ready = True

    def ask(self, task: int, watch: Watch, known: Sequence[Column] = ()) -> Component:
        """The best choice with more of a task, as far as the time allows."""
        base, instance = self.base, self.aim.instance
        at = next(at for at, row in enumerate(self.rows) if row.task == task)
        used = sum(
            instance.use(i) for c in self.part.columns for i in c.items if instance.item_task[i] == task
        )
        row = replace(self.rows[at], right=float(used + 1))
        pins = [*self.pins]
        pins[self.first_row + at] = row
        work = Component(self.aim, base.members, base.seed, pins)
        base.relaxation.ask(self.first_row + at, row)
        work.go_on_from(base, watch)
        if known:
            work.offer(known)
        work.relax(_silent)
        if not work.impossible:
            self._put_in(work, task)
            work.improve(lambda: False, _silent)
        base.relaxation.ask(self.first_row + at, self.rows[at])
        return work

    def _put_in(self, work: Component, task: int) -> None:
        """First plans: a job with the task in the place of what it clashes with."""
        relaxation, instance = work.relaxation, self.aim.instance
        rows, gain = relaxation.gains(-np.inf)
        holds = (instance.item_task[relaxation.pool.items[rows]] == task) & (relaxation.pool.items[rows] >= 0)
        with_it = np.flatnonzero(holds.any(axis=1))
        best = rows[with_it[np.lexsort((rows[with_it], -gain[with_it]))][:_TRIES]]
        relaxation.pool.settle(best, np.full(len(best), -np.inf), relaxation.threads, work.watch.flag)
        for row in best.tolist():
            if relaxation.pool.exact[row] and relaxation.pool.points[row] > -np.inf:
                items = tuple(int(item) for item in relaxation.pool.items[row] if item >= 0)
                work.offer([work.free(items), *self._beside(items)])

    def _beside(self, items: tuple[int, ...]) -> list[Column]:
        """The plan's jobs that there is still room for beside a job; those that share least with it first."""
        instance = self.aim.instance
        room = instance.capacity.copy()
        for item in items:
            room[instance.item_task[item]] -= instance.use(item)
        tasks = {int(instance.item_task[item]) for item in items}
        kept = []
        for column in sorted(
            self.part.columns, key=lambda c: sum(int(instance.item_task[i]) in tasks for i in c.items)
        ):
            if all(room[instance.item_task[item]] >= instance.use(item) for item in column.items):
                kept.append(column)
                for item in column.items:
                    room[instance.item_task[item]] -= instance.use(item)
        return kept

    def outcome(self, work: Component) -> LevelOutcome:
        """What the plan reaches on this level, and what was found with more of the task."""
        part = self.part
        _, per_job, per_minute = first_level(part.objective)
        if self.aim.name == "score":
            terms = (score_terms(part.instance.problem, roster) for roster in part.own)
            plan = float(sum(sum(each.values()) for each in terms))
        else:
            minutes = sum(session.end - session.start for roster in part.own for session in roster)
            plan = per_job * len(part.own) + per_minute * minutes
        value = work.value if work.best else -np.inf
        return LevelOutcome(self.aim.name, plan, value, max(min(work.bound, self.base.bound), value))


def _silent(_: str) -> None:
    """Nobody listens."""
