"""What a plan must hold beside the tasks' capacities: pins that ask for a job, an earlier level's value."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bundler.domain.problem import Problem
from bundler.domain.scenario import Pin
from bundler.solver.arrays import Floats, Items
from bundler.solver.instance import Instance, able_tasks

# pins that ask for a job; the others only forbid and are kept while looking for sets
ASKING = ("place", "together", "job")


@dataclass(frozen=True, eq=False)
class PinRow:
    """At least one job holds these tasks; with ``alone`` no others.

    Attributes:
        instance: the arrays.
        pin: the pin it is about.
        tasks: its tasks, by number.
    """

    instance: Instance
    pin: Pin
    tasks: tuple[int, ...]
    right: float = 1.0
    at_least: bool = True
    dear: float | None = None
    most: float = 1.0

    @property
    def alone(self) -> bool:
        """Whether the job holds nothing else."""
        return self.pin.kind == "job"

    def coefficients(self, items: Items) -> Floats:
        """1 for a set that keeps the pin."""
        holds = np.isin(np.append(self.instance.item_task, -1)[items], self.tasks).sum(axis=1)
        keeps = holds == len(self.tasks)
        if self.alone:
            keeps &= (items >= 0).sum(axis=1) == len(self.tasks)
        kept: Floats = keeps.astype(np.float64)
        return kept


@dataclass(frozen=True, eq=False)
class UseRow:
    """At least so much of a task is in jobs: jobs for a whole series, sessions for a shareable one.

    Attributes:
        instance: the arrays.
        task: its number.
        right: how much; 0 asks nothing.
    """

    instance: Instance
    task: int
    right: float = 0.0
    at_least: bool = True
    dear: float | None = None
    alone: bool = False

    @property
    def tasks(self) -> tuple[int, ...]:
        """The task."""
        return (self.task,)

    @property
    def most(self) -> float:
        """The most that one job takes."""
        return float(self.instance.uses[self.instance.item_task == self.task].max())

    def coefficients(self, items: Items) -> Floats:
        """How much of the task each set takes."""
        uses = np.where(self.instance.item_task == self.task, self.instance.uses, 0.0)
        taken: Floats = np.append(uses, 0.0)[items].sum(axis=1)
        return taken


@dataclass(frozen=True, eq=False)
class LevelRow:
    """The first level stays at its value: Σ (per_set + per_minute · minutes) ≥ right.

    Its price is held down (``dear``): where hours or jobs have no slack any price above some is right,
    and under a needlessly high one every set looks worth a look.
    """

    instance: Instance
    per_set: float
    per_minute: float
    right: float
    dear: float | None = None
    at_least: bool = True

    def coefficients(self, items: Items) -> Floats:
        """What each set is worth on the first level."""
        minutes = np.append(self.instance.item_minutes, 0.0)[items].sum(axis=1)
        return np.asarray(self.per_set + self.per_minute * minutes)


def pin_rows(instance: Instance, members: list[int]) -> list[PinRow]:
    """One row per pin about these tasks that asks for a job."""
    number = {instance.tasks[member].task_id: member for member in members}
    return [
        PinRow(instance, pin, tuple(number[name] for name in sorted(set(pin.ids))))
        for pin in instance.problem.scenario.pins
        if pin.kind in ASKING and all(name in number for name in pin.ids)
    ]


def lost_pins(problem: Problem) -> list[Pin]:
    """Pins that ask for a job with a task that can be in none."""
    able = {task.task_id for task in able_tasks(problem)}
    pins = problem.scenario.pins
    return [pin for pin in pins if pin.kind in ASKING and not set(pin.ids) <= able]
