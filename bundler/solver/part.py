"""One part of a problem: tasks that share no job with any other part, solved level by level.

A part can be put aside and taken up again, also in another process: it is pickled with all it knows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import NamedTuple

import numpy as np

from bundler.domain.plan import Session
from bundler.domain.problem import Problem
from bundler.solver.aim import first_aim, guiding_aims, second_aim
from bundler.solver.component import Component
from bundler.solver.instance import make_instance
from bundler.solver.levelwork import LevelWork, Report
from bundler.solver.packing import make_component
from bundler.solver.patterns import Column, Weeks, columns_of_rosters
from bundler.solver.watch import Watch

# of the time left: for plans that guide, and for the proof of the first level
GUIDE_SHARE, FIRST_SHARE = 0.25, 0.5
# of the time left, where no plan is known that places every task: to dive for one, then to be guided to one
DIVE_SHARE, ANY_PLAN_SHARE = 0.4, 0.6
# values of the first level, from its bound on, for which a plan is asked
STEPS = 5


class Reached(NamedTuple):
    """What a part reaches on one level: value, proved bound, whether they are proved to be the same."""

    name: str
    value: float
    bound: float
    proved: bool


class Part:
    """One part of a problem under its objective.

    Args:
        must_be_placed: ids of tasks that must be placed in full.
        taken: of shareable tasks, persons that are there already on each weekday.
        without: ids of tasks: no job holds exactly these.

    Attributes:
        problem: the part's tasks and what belongs to them.
        impossible: proved: no plan keeps what is asked.
    """

    def __init__(
        self,
        problem: Problem,
        must_be_placed: Collection[str],
        taken: Mapping[str, Sequence[int]] | None = None,
        without: Collection[str] = (),
    ) -> None:
        self.problem = problem
        self.instance = make_instance(problem, taken, without)
        options = problem.scenario.solve
        self.objective = options.objective
        self._members = list(range(len(self.instance.tasks)))
        self._placed = tuple(
            at for at, task in enumerate(self.instance.tasks) if task.task_id in must_be_placed
        )
        aim = first_aim(self.instance, self.objective, self._placed)
        self._first = make_component(aim, self._members, options.seed)
        self._score_is_fixed = self._first.score_is_fixed(self.instance, self.objective)
        self._guided = False
        self._guides: list[Component] = []
        self._ruled_out = False
        self._second: LevelWork | None = None
        self._level = -np.inf
        self._weeks = Weeks(self.instance)
        self._given: tuple[Column, ...] = ()
        self._seen: tuple[Column, ...] = ()

    @property
    def size(self) -> int:
        """How many tasks."""
        return len(self._members)

    @property
    def gap(self) -> float:
        """What the first level's plan could still gain; infinite where there is none."""
        return self._first.gap

    @property
    def two_levels(self) -> bool:
        """Whether the score comes second."""
        return self.objective != "balanced"

    @property
    def impossible(self) -> bool:
        """Proved: no plan keeps what is asked."""
        return self._first.impossible or self._ruled_out

    @property
    def has_plan(self) -> bool:
        """Whether a plan is known."""
        return self._first.best is not None

    @property
    def jobs(self) -> int:
        """Jobs of the best plan so far."""
        return len(self._last.best or ())

    @property
    def _last(self) -> LevelWork:
        second = self._holding
        return second if second is not None and second.best is not None else self._first

    @property
    def _holding(self) -> LevelWork | None:
        """The second level's work; None where the first level has come further since."""
        return self._second if self._first.value <= self._level + 1e-6 else None

    @property
    def levels(self) -> tuple[Reached, ...]:
        """What is reached on each level."""
        first = self._reached(self._first)
        if not self.two_levels:
            return (first,)
        second = self._holding
        if second is None:
            return first, Reached("score", -np.inf, np.inf, False)
        return first, self._reached(second)

    @staticmethod
    def _reached(part: LevelWork) -> Reached:
        return Reached(part.aim.name, part.value, part.bound, part.proved)

    @property
    def proved(self) -> bool:
        """Whether nothing is left to prove."""
        return self.impossible or all(level.proved for level in self.levels)

    @property
    def open(self) -> bool:
        """Whether going on could help."""
        return not self.proved and not (self._last.stuck and (self._first.proved or self._first.stuck))

    def close_enough(self, gap: float) -> bool:
        """Whether the first level's gap is at most this fraction of its bound."""
        first = self._first
        return gap > 0 and first.value > -np.inf and first.bound - first.value <= gap * abs(first.bound)

    def start_from(self, rosters: Sequence[Sequence[Session]]) -> None:
        """A plan known from elsewhere: jobs of this part's tasks that hold under the rules."""
        columns = columns_of_rosters(self.instance, rosters)
        self._given = tuple(column for column in columns if self._first.accepts(column))

    def advance(
        self,
        threads: ThreadPoolExecutor,
        watch: Watch,
        report: Report,
        *,
        quick: bool,
        gap: float = 0.0,
        until_plan: bool = False,
    ) -> None:
        """Go on: ``quick`` to a first good plan only, else until proved, close enough or stopped.

        With ``until_plan`` any plan at all is enough.
        """

        def enough() -> bool:
            return self.close_enough(gap) or (until_plan and self.has_plan)

        first = self._first
        first.attach(threads, watch)
        if self._given:
            first.offer(self._given)
            self._given = ()
        if self.two_levels:
            self._guide_first(threads, watch, report, quick, enough)
            if quick and self._guides and first.best is not None:
                return
        if not self.impossible:
            share = FIRST_SHARE if self.two_levels and not self._score_is_fixed else 1.0
            with watch.slice(share * watch.left):
                first.run(enough, report, quick)
            if first.best is None:
                first.run(enough, report, quick)
        if not self.two_levels or self.impossible or first.best is None:
            return
        second = self._holding
        if second is None:
            self._level = first.value
            second = self._second = make_component(
                second_aim(self.instance, self.objective, first.value, self._placed),
                self._members,
                first.seed,
            )
        second.attach(threads, watch)
        if second.best is None:
            second.offer(first.best)
            if self._seen:
                second.offer(self._seen)
        second.run(lambda: False, report, quick)

    def _guide_first(
        self,
        threads: ThreadPoolExecutor,
        watch: Watch,
        report: Report,
        quick: bool,
        enough: Callable[[], bool],
    ) -> None:
        """Find plans good on both levels, until one reaches the first level's bound."""
        first = self._first
        if not first.guided or self._guided:
            return
        if not self._guides:
            with watch.slice(GUIDE_SHARE * watch.left):
                first.begin(report)
                first.relax(report)
            aims = guiding_aims(self.instance, self.objective, self._placed)
            self._guides = [Component(aim, self._members, first.seed) for aim in aims]
        searching = bool(self._placed) and first.best is None
        if not quick and not searching:
            # often the plan that is there is the best already, and only the bound must come down
            with watch.slice(GUIDE_SHARE * watch.left):
                first.tighten(lambda: watch.stopped or first.proved or enough(), report)
        if searching:
            with watch.slice(GUIDE_SHARE * watch.left):
                self._from_the_bound(threads, watch, report)
            if not (quick and first.best is not None):
                with watch.slice(DIVE_SHARE * watch.left):
                    first.dive(lambda: watch.stopped or first.proved or enough(), report)
            searching = first.best is None
        for guide in self._guides:
            if watch.stopped or first.proved or (self._placed and first.best is not None):
                break
            guide.attach(threads, watch)
            if first.best:
                guide.offer(first.best)
            to_any_plan = len(guide.aim.placed) < len(self._placed)
            guided = partial(self._is_guided, guide, to_any_plan, enough)
            with watch.slice((ANY_PLAN_SHARE if to_any_plan else GUIDE_SHARE) * watch.left):
                guide.run(guided, report, quick and not to_any_plan)
            self._ruled_out |= guide.impossible
            guided()
        if searching and first.best is not None:
            # from a plan, dives look for nothing but better ones, and see their dead ends soon
            with watch.slice(FIRST_SHARE * watch.left):
                first.dive(lambda: watch.stopped or first.proved or enough(), report)
        if first.proved or not quick:
            self._guided, self._guides = True, []

    def _from_the_bound(self, threads: ThreadPoolExecutor, watch: Watch, report: Report) -> None:
        """Ask for a plan that reaches the first level's bound, then for one a step below it, and so on.

        The score tells sets apart that are worth the same on the first level.
        """
        first = self._first
        level = first.bound
        for _ in range(STEPS):
            if watch.stopped or not np.isfinite(level):
                return
            aim = second_aim(self.instance, self.objective, level, self._placed)
            second = Component(aim, self._members, first.seed)
            second.attach(threads, watch)
            second.begin(report)
            second.relax(report)
            if second.impossible:
                first.rule_out(level)
            else:
                second.find(report)
            if second.best is not None:
                first.offer(second.best)
            if first.best is not None:
                self._level, self._second = level, second
                return
            level -= first.aim.step

    def _is_guided(self, guide: Component, to_any_plan: bool, enough: Callable[[], bool]) -> bool:
        """Whether the first level, given what the guide has found, needs it no more."""
        first = self._first
        if guide.best is not None and guide.best is not self._seen:
            self._seen = guide.best
            first.offer(guide.best)
        return first.proved or enough() or (to_any_plan and first.best is not None)

    def rosters(self) -> list[list[Session]]:
        """The sessions of every job of the best plan."""
        return self._last.rosters(self._weeks)

    def in_no_job(self, task_ids: Sequence[str], seconds: float = 2.0) -> set[str]:
        """Those of the tasks that, proved, no viable job can hold."""
        asked = [at for at, task in enumerate(self.instance.tasks) if task.task_id in task_ids]
        if not asked:
            return set()
        with Watch(seconds, None) as watch, ThreadPoolExecutor(1) as threads:
            self._first.attach(threads, watch)
            return {self.instance.tasks[at].task_id for at in asked if self._first.in_no_job(at)}
