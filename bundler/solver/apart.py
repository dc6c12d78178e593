"""The plan that differs most from others among possible jobs, worth no less than asked: an integer program.

Two plans differ by the pairs of tasks that work together in a job of the one and in none of the other;
a job of one task counts as a pair of that task with itself.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from bundler.solver.apart_model import (
    SHARE,
    SLACK,
    Asked,
    Choice,
    Pairs,
    PlanModel,
    difference,
    pairs_of,
)
from bundler.solver.near import NearPart
from bundler.solver.patterns import assign_days
from bundler.solver.watch import Watch

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

# of the time left: for one program, as another may have to follow it
_SHARE = 0.6
_TINY = 1e-9


class Apart(NamedTuple):
    """A plan that differs from others.

    Attributes:
        choice: of every part the columns, days settled; None where no plan differs at all, as far as known.
        difference: the least difference from any of the others, 0 to 1.
        bound: no plan of the candidates differs more.
    """

    choice: Choice | None
    difference: float
    bound: float


class Differ:
    """Looks for plans of possible jobs.

    Args:
        parts: the possible jobs.
        asked: what a plan must reach.
        watch: ends the search.
        seed, workers: of the search.
    """

    def __init__(
        self, parts: Sequence[NearPart], asked: Asked, watch: Watch, seed: int, workers: int
    ) -> None:
        self.parts, self.asked, self.watch = parts, asked, watch
        self._seed, self._workers = seed, workers

    def most_different(self, others: Sequence[Pairs], seconds: float, start: Choice) -> Apart:
        """The plan of which the least difference from the others is the largest.

        Args:
            others: the pairs of each.
            seconds: for this question.
            start: a plan that reaches what is asked.
        """
        with self.watch.slice(seconds):
            best, reached = start, self._least(start, others)
            bound = 1.0
            while not self.watch.stopped:
                found = self._solve(others, best, _SHARE * self.watch.left)
                bound = min(bound, found.bound)
                if found.choice is None or found.difference <= reached + _TINY:
                    break
                settled = self._settled(found.choice)
                if settled is not None and self._least(settled, others) > reached:
                    best, reached = settled, self._least(settled, others)
                if reached >= found.difference - _TINY or not self._spread(found.choice):
                    break
            bound = max(bound, reached)
            if reached > 0 and not self.watch.stopped:
                best = self._better(others, best, reached)
        return Apart(best if reached > 0 else None, reached, bound)

    def _least(self, choice: Choice, others: Sequence[Pairs]) -> float:
        pairs = self.pairs(choice)
        return min(difference(other, pairs) for other in others)

    def pairs(self, choice: Choice) -> Pairs:
        """The pairs of a plan."""
        return frozenset(
            pair
            for part, columns in zip(self.parts, choice, strict=True)
            for column in columns
            for pair in pairs_of(part.task_ids(column))
        )

    # --- days ---

    def _settled(self, choice: Choice) -> Choice | None:
        """The plan with the best days; None where it does not reach what is asked then."""
        made = []
        for part, columns in zip(self.parts, choice, strict=True):
            days = assign_days(part.weeks, [part.free(c.items) for c in columns])
            if days.columns is None:
                return None
            made.append(days.columns)
        settled = tuple(made)
        return settled if self._reaches(settled) else None

    def _reaches(self, choice: Choice) -> bool:
        columns = [(part, c) for part, of_part in zip(self.parts, choice, strict=True) for c in of_part]
        minutes = sum(int(sum(part.instance.item_minutes[list(c.items)])) for part, c in columns)
        asked = self.asked
        return (
            sum(column.points for _, column in columns) >= asked.score - SLACK
            and minutes >= asked.minutes
            and len(columns) >= asked.jobs
            and (asked.most_jobs is None or len(columns) <= asked.most_jobs)
        )

    def _spread(self, choice: Choice) -> bool:
        """Let the days of the tasks that clash in a plan be chosen too; False where all of them are."""
        more = False
        for part, columns in zip(self.parts, choice, strict=True):
            days = assign_days(part.weeks, [part.free(c.items) for c in columns])
            fresh = days.tasks - part.expanded
            if fresh:
                part.spread(fresh)
                more = True
        return more

    # --- the integer program ---

    def _solve(self, others: Sequence[Pairs], start: Choice, seconds: float) -> Apart:
        """The most different plan, shared days apart where they were not spread."""
        from ortools.sat.python import cp_model

        model = PlanModel(self.parts, self.asked)
        share = model.least_difference(others, 0)
        model.hint(start)
        model.model.maximize(share)
        solver, status = self._run(model, seconds)
        bound = math.floor(solver.best_objective_bound + _TINY) / SHARE if status != cp_model.UNKNOWN else 1.0
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Apart(None, 0.0, 0.0 if status == cp_model.INFEASIBLE else bound)
        choice = model.choice(solver)
        reached = self._least(choice, others)
        return Apart(choice, reached, reached if status == cp_model.OPTIMAL else bound)

    def _better(self, others: Sequence[Pairs], best: Choice, reached: float) -> Choice:
        """Of the plans that differ as much, one of more points."""
        from ortools.sat.python import cp_model

        model = PlanModel(self.parts, self.asked)
        model.least_difference(others, math.floor(reached * SHARE + _TINY))
        model.hint(best)
        model.model.maximize(model.points)
        solver, status = self._run(model, self.watch.left)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return best
        settled = self._settled(model.choice(solver))
        if settled is None or self._least(settled, others) < reached - _TINY:
            return best
        return max(best, settled, key=_points)

    def _run(self, model: PlanModel, seconds: float) -> tuple[cp_model.CpSolver, Any]:
        from ortools.sat.python import cp_model

        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = max(0.05, seconds)
        solver.parameters.random_seed = self._seed
        solver.parameters.num_workers = self._workers
        # presolving takes longer than it saves, and takes the columns' plain structure away
        solver.parameters.cp_model_presolve = False
        solver.parameters.linearization_level = 2
        solver.parameters.catch_sigint_signal = False
        with self.watch.interrupts(_Interruptible(solver)):
            return solver, solver.solve(model.model)


def _points(choice: Choice) -> float:
    return sum(column.points for columns in choice for column in columns)


class _Interruptible:
    """CP-SAT as a watch interrupts it."""

    def __init__(self, solver: cp_model.CpSolver) -> None:
        self._solver = solver

    def InterruptSolve(self) -> None:  # noqa: N802  the other solvers' name
        """Stop."""
        self._solver.stop_search()
