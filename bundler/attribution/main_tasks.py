"""The main tasks in the work of one employer in a job: which tasks stand alone, which are taken together.

A main task (hoofdtaak, Besluit loonkostensubsidie Participatiewet 2021, art. 1) is one task, or several that
belong together, with at least 1/16 of the working time of a week and 30 minutes of a working day. At most
five of them together are all of the working time (art. 5).
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import combinations
from typing import Literal, NamedTuple

from bundler.attribution.facts import InForce
from bundler.attribution.shown import sure
from bundler.domain import Job, Problem, Task
from bundler.shares import largest_remainder

Misses = Literal["share", "minutes"]


class Limits(NamedTuple):
    """What a main task must have; None where the norm is not known: then nothing is held against it.

    Attributes:
        share: fraction of the weekly working time.
        minutes: of a working day.
        most: main tasks in a measurement.
        overlap: fraction of the time in main tasks that a norm function must cover.
    """

    share: Fraction | None
    minutes: Fraction | None
    most: int | None
    overlap: Fraction | None


class Small(NamedTuple):
    """A task that is too little to be a main task by itself.

    Attributes:
        share: its fraction of the weekly working time.
        minutes_a_day: averaged over the working days.
        misses: which of the two limits it does not reach.
    """

    task: Task
    share: Fraction
    minutes_a_day: Fraction
    misses: tuple[Misses, ...]


class MainTask(NamedTuple):
    """One main task: a task, or tasks that are taken together.

    Attributes:
        tasks: with the minutes a week of each, most minutes first.
        minutes: a week.
        share: fraction of the weekly working time; over the main tasks the shares add up to 1.
        tenths: the share in tenths of a per cent, so rounded that they add up to 1000.
        minutes_a_day: averaged over all working days.
        days: weekdays it is done on, Monday 0.
        misses: limits that it does not reach although nothing is left to take it together with.
        services: kinds of service in it; more than one where different work had to be taken together.
    """

    tasks: tuple[tuple[Task, int], ...]
    minutes: int
    share: Fraction
    tenths: int
    minutes_a_day: Fraction
    days: tuple[int, ...]
    misses: tuple[Misses, ...]
    services: tuple[str, ...]


class Divided(NamedTuple):
    """The work of one employer in a job, divided into main tasks.

    Attributes:
        minutes: task minutes a week; walking between places is not counted.
        days: weekdays with work for this employer, Monday 0.
        main_tasks: most minutes first.
        small: the tasks that are no main task by themselves, most minutes first.
        tasks: how many tasks there are.
        services: kinds of service with their minutes a week, most first.
    """

    minutes: int
    days: tuple[int, ...]
    main_tasks: tuple[MainTask, ...]
    small: tuple[Small, ...]
    tasks: int
    services: tuple[tuple[str, int], ...]


def limits_of(norms: InForce) -> Limits:
    """The limits in force; a norm that no catalogue has, or that is not verified, is not known."""

    def number(name: str) -> Fraction | None:
        value = sure(norms.get(f"loonwaarde.{name}"))
        return None if value is None else Fraction(value)

    share, most, overlap = number("main_task_share"), number("main_tasks_most"), number("norm_overlap")
    return Limits(
        None if share is None else share / 100,
        number("main_task_minutes"),
        None if most is None else int(most),
        None if overlap is None else overlap / 100,
    )


def divided(problem: Problem, job: Job, supplier_ids: Iterable[str], limits: Limits) -> Divided:
    """The tasks of these suppliers in a job, taken together only where a limit asks it.

    A task below a limit goes with the one most like it; where there are too many main tasks, the two most
    alike go together. Alike is, in this order: kind of service, supplier, CAO function, competencies, and
    hygiene with indoors or outdoors; then the smaller one.
    """
    work = _Work(problem, job, supplier_ids, limits)
    groups = work.together()
    tenths = largest_remainder([group.minutes for group in groups], 1000)
    small = (
        Small(work.task(name), Fraction(minutes, work.minutes), Fraction(minutes, len(work.days)), misses)
        for name, minutes in work.minutes_of.items()
        if (misses := work.misses(minutes))
    )
    return Divided(
        work.minutes,
        work.days,
        tuple(_main_task(work, group, shown) for group, shown in zip(groups, tenths, strict=True)),
        tuple(sorted(small, key=lambda item: (-item.share, item.task.task_id))),
        len(work.minutes_of),
        work.services,
    )


class _Group(NamedTuple):
    ids: frozenset[str]
    minutes: int


class _Work:
    """The tasks of one employer in a job, and what they have in common."""

    def __init__(self, problem: Problem, job: Job, supplier_ids: Iterable[str], limits: Limits) -> None:
        wanted = set(supplier_ids)
        self._problem, self._limits = problem, limits
        self.minutes_of: dict[str, int] = {}
        self._days_of: dict[str, set[int]] = {}
        for session in job.roster:
            name, minutes = session.task_id, session.end - session.start
            if self.task(name).supplier_id in wanted:
                self.minutes_of[name] = self.minutes_of.get(name, 0) + minutes
                self._days_of.setdefault(name, set()).add(session.day)
        self.minutes = sum(self.minutes_of.values())
        self.days = self.days_of(self.minutes_of)

    def task(self, task_id: str) -> Task:
        return self._problem.task_by_id[task_id]

    def service(self, task_id: str) -> str:
        return self._problem.supplier_by_id[self.task(task_id).supplier_id].service

    def days_of(self, ids: Iterable[str]) -> tuple[int, ...]:
        return tuple(sorted({day for task_id in ids for day in self._days_of[task_id]}))

    @property
    def services(self) -> tuple[tuple[str, int], ...]:
        minutes: dict[str, int] = {}
        for task_id, some in self.minutes_of.items():
            minutes[self.service(task_id)] = minutes.get(self.service(task_id), 0) + some
        return tuple(sorted(minutes.items(), key=lambda item: (-item[1], item[0])))

    def misses(self, minutes: int) -> tuple[Misses, ...]:
        share, least = self._limits.share, self._limits.minutes
        found: list[Misses] = []
        if share is not None and Fraction(minutes, self.minutes) < share:
            found.append("share")
        if least is not None and Fraction(minutes, len(self.days)) < least:
            found.append("minutes")
        return tuple(found)

    def together(self) -> list[_Group]:
        groups = [_Group(frozenset([name]), minutes) for name, minutes in sorted(self.minutes_of.items())]
        while len(groups) > 1:
            short = [group for group in groups if self.misses(group.minutes)]
            if short:
                least = min(short, key=lambda group: (group.minutes, sorted(group.ids)))
                pairs = [(least, other) for other in groups if other is not least]
            elif self._limits.most is not None and len(groups) > self._limits.most:
                pairs = list(combinations(groups, 2))
            else:
                break
            one, other = max(
                pairs, key=lambda pair: (self._likeness(*pair), -pair[0].minutes - pair[1].minutes)
            )
            groups = [group for group in groups if group is not one and group is not other]
            groups.append(_Group(one.ids | other.ids, one.minutes + other.minutes))
        return sorted(groups, key=lambda group: (-group.minutes, sorted(group.ids)))

    def _likeness(self, one: _Group, other: _Group) -> tuple[bool, bool, bool, Fraction, bool]:
        a, b = ([self.task(name) for name in group.ids] for group in (one, other))
        skills_a, skills_b = ({name for task in tasks for name in task.competencies} for tasks in (a, b))
        functions = {task.cao_function for task in a} & {task.cao_function for task in b} - {""}
        return (
            bool({self.service(name) for name in one.ids} & {self.service(name) for name in other.ids}),
            bool({task.supplier_id for task in a} & {task.supplier_id for task in b}),
            bool(functions),
            Fraction(len(skills_a & skills_b), len(skills_a | skills_b) or 1),
            bool({(task.hygiene, task.setting) for task in a} & {(task.hygiene, task.setting) for task in b}),
        )


def _main_task(work: _Work, group: _Group, tenths: int) -> MainTask:
    ids = sorted(group.ids, key=lambda name: (-work.minutes_of[name], name))
    return MainTask(
        tuple((work.task(name), work.minutes_of[name]) for name in ids),
        group.minutes,
        Fraction(group.minutes, work.minutes),
        tenths,
        Fraction(group.minutes, len(work.days)),
        work.days_of(group.ids),
        work.misses(group.minutes),
        tuple(dict.fromkeys(work.service(name) for name in ids)),
    )
