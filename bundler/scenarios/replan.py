"""Plan again after people are placed: agreed jobs stay, or change only where that is worth its price.

Every agreed job that the data of today still allow is kept exactly as it is. A job that they break (a
supplier that left, a task that changed) goes on with those of its tasks that are still there, in one job,
where a plan can hold that. With a price for every such promise that is broken, the best plan of all is
compared with that: the two differ in groups of jobs that have no task in common, and a group is taken over
where it brings more than it costs; then promises are broken or kept one at a time while that brings anything.
Last, jobs that change get their agreed times back where that costs nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from bundler.domain import Problem, Result
from bundler.errors import UsageError
from bundler.i18n import Text
from bundler.io.planclaims import loosest
from bundler.rules import round_points
from bundler.scenarios.replan_agreed import NO_ROOM, that_fit_together, why_broken
from bundler.scenarios.replan_around import Around, SharedTime, Solver, around
from bundler.scenarios.replan_changes import Agreed, JobChange, Roster, changes_of, in_order, with_codes
from bundler.scenarios.replan_price import Priced, mixed, one_by_one
from bundler.scenarios.replan_settle import settle
from bundler.scenarios.replan_told import Solves, told
from bundler.solver import solve

_ONLY_BALANCED = Text(
    "A price in points needs the objective balanced, not {objective}. Maybe freeze the agreed jobs.",
    "Een prijs in punten kan alleen met het doel balanced, niet met {objective}. Misschien de afgesproken "
    "banen vastzetten (freeze).",
)
_NEGATIVE = Text("A price is 0 or more.", "Een prijs is 0 of meer.")
_TWICE = Text(
    "Two agreed jobs have the code {code}. Maybe give each its own.",
    "Twee afgesproken banen hebben de code {code}. Misschien elk een eigen code geven.",
)


class Replanned(NamedTuple):
    """What came of it.

    Attributes:
        result: the plan, agreed codes kept; its bound is that of any plan under these rules, kept jobs or
            not. ``status`` none where no plan keeps what must be kept.
        changes: one for every agreed job and every new one, in order of code.
        value: what the plan reaches on the objective's first level; with a price less that price for every
            agreed job that could have stayed and changed, and for every other one of which not all that is
            left stays in one job, although a plan could hold that.
        bound: proved: no plan is worth more (fewest-jobs: fewer) counted like that. Without a price that of
            plans that keep every agreed job that stays, and hold together what this one does of the others.
        price: points for each such job; None where none of them may change.
        of_all: whether more is known of the best plan of all than the loose bound that always holds.
    """

    result: Result
    changes: tuple[JobChange, ...]
    value: float
    bound: float
    price: float | None
    of_all: bool


def replan(
    problem: Problem,
    agreed: Sequence[Agreed],
    *,
    price: float | None = None,
    solving: Solver = solve,
) -> Replanned:
    """Plan again around agreed jobs.

    Of agreed jobs that together are too many for what a task still offers, as many as possible stay; of as
    many, those worth the most. The time limit of ``problem.scenario.solve`` is that of all solves together:
    the best plan with the agreed jobs, the best of all, which says what keeping them costs at most, and those
    in between.

    Args:
        problem: the data and the scenario as they are now.
        agreed: the jobs that people have; they may hold tasks that are gone or have changed.
        price: points that each agreed job that could stay must at least bring to be changed; None: none of
            them is changed.
        solving: ``solve``, or what stands for it: it takes a problem, ``keep`` and ``start``.

    Raises:
        UsageError: a price with another objective than balanced or below 0, or a code that two jobs have.
        ProofError: the plain rules contradict the solver: a bug.
    """
    _refuse(problem, agreed, price)
    agreed = [in_order(job) for job in agreed]
    why = {job.job_id: why_broken(problem, job) for job in agreed}
    standing = [job for job in agreed if not why[job.job_id]]
    kept = that_fit_together(problem, standing)
    why |= {job.job_id: (NO_ROOM,) for job in standing if job not in kept}
    broken = [job for job in agreed if why[job.job_id]]

    shared = SharedTime(problem, solving)
    best = around(shared, kept, broken)
    if best.result.plan is None and (price is None or shared.stopped):
        return Replanned(best.result, (), 0.0, 0.0, price, False)
    free = None if shared.stopped else shared.solve(start=best.rosters, share=1.0 if price is None else 0.6)
    if best.result.plan is None and (free is None or free.plan is None):
        return Replanned(best.result, (), 0.0, 0.0, price, False)
    chosen = best.rosters
    if price is not None and free is not None and free.plan is not None:
        chosen = _at_a_price(shared, best, free, price)

    jobs = settle(problem, agreed, with_codes(problem, [*kept, *broken], chosen))
    plain = not best.promised.wishes and chosen == best.rosters
    result = told(problem, Solves(best.result, free, shared.spent, shared.cut, plain), jobs)
    value, bound = result.first.value, _bound(best.result, result.first.bound, price)
    if price is not None:
        value = round_points(value - price * best.promised.broken_by(chosen))
        bound = max(bound, value)
    changes = changes_of(problem, agreed, jobs, why)
    of_all = free is not None and bool(free.levels) and free.first.bound != loosest(problem)[0].bound
    return Replanned(result, changes, value, bound, price, of_all)


def _refuse(problem: Problem, agreed: Sequence[Agreed], price: float | None) -> None:
    objective = problem.scenario.solve.objective
    if price is not None and objective != "balanced":
        raise UsageError(_ONLY_BALANCED.fill(objective=objective))
    if price is not None and not price >= 0:
        raise UsageError(_NEGATIVE)
    codes = Counter(job.job_id for job in agreed)
    twice = next((code for code, times in codes.items() if times > 1), None)
    if twice is not None:
        raise UsageError(_TWICE.fill(code=twice))


def _at_a_price(shared: SharedTime, best: Around, free: Result, price: float) -> list[Roster]:
    """The plan around the agreed jobs, with the changes to these that bring more than their price."""
    priced = Priced(shared.problem, best.promised, price)
    others = [job.roster for job in free.jobs]
    chosen = others if best.result.plan is None else mixed(priced, best.rosters, others)
    keeping = best.result.first.bound if best.result.levels else float("-inf")
    return one_by_one(priced, chosen, keeping, free.first.bound, shared.best)


def _bound(around: Result, of_any: float, price: float | None) -> float:
    """What no plan is worth more than, after the price, where ``of_any`` is what no plan at all is.

    A plan breaks no promise, and then the bound of plans around the agreed jobs is its own, or it pays for
    one at least.
    """
    if price is None:
        return around.first.bound
    if around.levels:
        return max(around.first.bound, of_any - price)
    return of_any - price if around.stopped_by == "proof" else of_any
