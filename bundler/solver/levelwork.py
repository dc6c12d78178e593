"""The work on one part of a problem for one level of the objective: what its solvers have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property

import numpy as np

from bundler.domain.plan import Session
from bundler.domain.scenario import Objective
from bundler.solver.aim import Aim
from bundler.solver.instance import Instance
from bundler.solver.patterns import Column, Weeks
from bundler.solver.watch import Watch

# points: values closer than this are the same
EXACT = 5e-3

Report = Callable[[str], None]


class LevelWork(ABC):
    """A best choice of jobs and a bound above it, brought together step by step.

    It can be put aside and taken up again, also in another process: attach it anew there.

    Attributes:
        aim: the level.
        seed: start of the random numbers.
        best: the best choice of jobs so far, days settled; None before the first.
        value: what it is worth on this level; −inf before the first.
        impossible: proved: no choice keeps what is asked.
        stuck: nothing more can be done, though it is not proved.
        guided: whether plans that are good on both levels help to find the best on the first.
    """

    guided = True

    def __init__(self, aim: Aim, seed: int) -> None:
        self.aim = aim
        self.seed = seed
        self.best: tuple[Column, ...] | None = None
        self.value = -np.inf
        self.impossible = False
        self.stuck = False
        self.watch: Watch
        self._bound = np.inf
        self._begun = False
        if not self._asks:
            self.best, self.value = (), 0.0

    def __getstate__(self) -> dict[str, object]:
        state = self.__dict__.copy()
        state.pop("watch", None)
        return state

    @property
    def _asks(self) -> bool:
        """Whether a choice without jobs does not do."""
        return bool(self.aim.placed) or self.aim.level is not None

    @abstractmethod
    def _without_prices(self) -> float:
        """A bound that always holds."""

    @cached_property
    def _loosest(self) -> float:
        return self._without_prices()

    @property
    def bound(self) -> float:
        """No choice of jobs is worth more: proved."""
        return self.aim.rounded(min(self._bound, self._loosest))

    @property
    def gap(self) -> float:
        """Worth between the bound and the best choice."""
        return max(0.0, self.bound - self.value)

    @property
    def proved(self) -> bool:
        """Whether the best choice is the best there is, to 0.005 points, or none exists."""
        return self.impossible or (self.best is not None and self.gap < EXACT)

    def _lower(self, bound: float) -> None:
        """Take for proved that no choice is worth more."""
        self._bound = min(self._bound, bound)

    def rule_out(self, value: float) -> None:
        """Take for proved that no choice is worth so much, where values come in steps."""
        self._lower(value - self.aim.step)

    def _refute(self) -> None:
        """Take for proved that no choice keeps what is asked."""
        self.impossible, self.best = True, None

    @abstractmethod
    def attach(self, threads: ThreadPoolExecutor, watch: Watch) -> None:
        """Work with these threads, under this watch."""

    @abstractmethod
    def accepts(self, column: Column) -> bool:
        """Whether a job of so many tasks can be worked with."""

    @abstractmethod
    def offer(self, columns: Sequence[Column]) -> None:
        """A choice known from elsewhere: it counts where it holds and is better."""

    def run(self, enough: Callable[[], bool], report: Report, quick: bool) -> None:
        """Go on until proved, stopped, or good enough; ``quick``: to one first choice only."""
        if self.proved or self.watch.stopped:
            return
        self.begin(report)
        self.relax(report)
        if not self.impossible:
            self.improve(enough, report, quick)

    def begin(self, report: Report) -> None:
        """Take first sets, and a first plan from them; once."""
        if self._begun:
            return
        self._first_sets()
        self._begun = not self.watch.stopped
        report("bound")

    @abstractmethod
    def _first_sets(self) -> None:
        """Take first sets, and a first plan from them."""

    @abstractmethod
    def relax(self, report: Report) -> None:
        """Solve the relaxation over all sets there are."""

    def tighten(self, done: Callable[[], bool], report: Report) -> None:  # noqa: B027
        """Bring the bound down without a search for plans, where there is a way."""

    def dive(self, done: Callable[[], bool], report: Report) -> None:  # noqa: B027
        """Look for plans by fixing job after job, where there is a way."""

    @abstractmethod
    def improve(self, enough: Callable[[], bool], report: Report, quick: bool = False) -> None:
        """Improve and prove until proved, stopped, or good enough; ``quick``: one first choice only."""

    @abstractmethod
    def rosters(self, weeks: Weeks) -> list[list[Session]]:
        """The sessions of every job of the best choice, its weeks the best of these."""

    @abstractmethod
    def in_no_job(self, task: int) -> bool:
        """Whether it is proved that no viable set holds the task."""

    def score_is_fixed(self, _instance: Instance, _objective: Objective) -> bool:
        """Whether all plans of the same value on this level are known to have the same score."""
        return False
