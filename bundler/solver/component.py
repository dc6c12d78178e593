"""Solve the tasks that can meet in one job, for one level of the objective: the whole search.

What ``Piece`` does, with what large parts need besides: districts to begin with, cuts, and better plans
from neighbourhoods and dives, which solve pieces in turn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bundler.solver.aim import Aim
from bundler.solver.asked import PinRow, UseRow
from bundler.solver.districts import DISTRICTS_FROM, begin_in_districts
from bundler.solver.dive import improve_by_diving
from bundler.solver.levelwork import Report
from bundler.solver.neighbourhood import improve_near
from bundler.solver.piece import Piece
from bundler.solver.watch import Watch

CUT_ROUNDS = 40
# fewer tasks than this: the integer programs alone are faster
NEAR_FROM = 70
LEAST_RISE, IDLE_ROUNDS = 5e-6, 2
CHOOSE_EVERY = 4
# sets among which any plan is looked for, and nodes for that: of more sets too few plans are seen in the time
FIND = ((300, 60), (1000, 200))
POOR = 3e-3
FAIR = 6e-4


class Component(Piece):
    """One part of the problem that shares no job with any other part, on one level."""

    def __init__(
        self, aim: Aim, members: Sequence[int], seed: int, pins: Sequence[PinRow | UseRow] | None = None
    ) -> None:
        self._chosen = False
        self._by_districts = False
        super().__init__(aim, members, seed, pins)

    def go_on_from(self, other: Component, watch: Watch) -> None:
        """Work on with the relaxation of another component, which asks for what this one does."""
        self.watch = watch
        self.relaxation = other.relaxation
        self.relaxation.attach(self.relaxation.threads, watch)
        self._begun = True
        self._by_districts = other._by_districts

    def relax(self, report: Report) -> None:
        """Solve the relaxation over all sets there are, a large part in districts first."""
        large = not self.aim.placed and len(self.members) >= DISTRICTS_FROM
        if large and not self._by_districts and not self.relaxation.converged:
            begin_in_districts(self, report)
            self._by_districts = True
        super().relax(report)

    def improve(self, enough: Callable[[], bool], report: Report, quick: bool = False) -> None:
        """Cut, choose and prove until proved, stopped, or good enough; ``quick``: one first choice only."""
        done = self._done(enough)
        if done():
            return
        if not self._chosen:
            before = self.value
            self._better_choice(report)
            if self.aim.placed and self.aim.level is not None and self.value <= before and not done():
                self.dive(done, report)
                self._better_choice(report)
            self._chosen = True
            if not done() and self._poor(FAIR):
                improve_near(self, done, report, first=not self._by_districts)
        if quick:
            return
        self.tighten(done, report)
        if not done() and self._poor(FAIR):
            self._better_choice(report)
            while not done() and self._poor(FAIR):
                before = self.value
                improve_near(self, done, report, first=False)
                if not self._by_districts or self.value == before:
                    break
        self._choose_ever_more(done, report)

    def find(self, report: Report) -> None:
        """Look for any plan at all among the sets nearest to the bound, where it is solved."""
        for target, nodes in FIND:
            if self.best is None and self.relaxation.converged and not self.watch.stopped:
                self._choose(target, report, nodes)
        self._chosen = self.best is not None

    def tighten(self, done: Callable[[], bool], report: Report) -> None:
        """Cut until cuts bring the bound down no more."""
        relaxation = self.relaxation
        idle = 0
        for cut_round in range(CUT_ROUNDS):
            if done() or not relaxation.converged or idle > IDLE_ROUNDS:
                return
            relaxation.focus(self.value + self.aim.next_up)
            before = relaxation.bound
            idle += 1
            if not relaxation.cut(self.seed + cut_round):
                continue
            self._solve_relaxation()
            report("bound")
            if before - relaxation.bound >= LEAST_RISE * abs(relaxation.bound):
                idle = 0
            if self._poor(POOR) and cut_round % CHOOSE_EVERY == CHOOSE_EVERY - 1 and not done():
                self._better_choice(report)

    def dive(self, done: Callable[[], bool], report: Report) -> None:
        """Look for plans by fixing job after job."""
        if self.relaxation.converged and not self.proved and not self.watch.stopped:
            improve_by_diving(self, done, report)

    def _better_choice(self, report: Report) -> None:
        # of many sets the integer program takes minutes, the neighbourhoods of the districts' jobs seconds
        if not self._by_districts or self.best is None:
            self.choose_first(report)

    def _poor(self, share: float) -> bool:
        """Whether a plan that pieces could improve is further from the bound than this share of it."""
        many = len(self.members) >= NEAR_FROM or self.aim.step > 0
        return many and len(self.best or ()) >= 2 and self.gap > share * abs(self.bound)
