"""The honest result of a plan around agreed jobs: its bound is that of any plan, agreed jobs or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bundler.domain import Job, Level, Problem, Result, Unplaced
from bundler.domain.plan import StoppedBy
from bundler.domain.reasons import REASONS
from bundler.errors import ProofError
from bundler.i18n import Text
from bundler.io.planclaims import AGREE, loosest
from bundler.rules import left_over, plan_score, round_points

# what keeps a task out of every plan keeps it out of this one
_WHATEVER_THE_PLAN = {"R-DATE", "R-PINNED-OUT", "R-CERTIFICATE", "R-TASK-ALONE", "R-NO-JOB"}
_CONTRADICTION = Text(
    "The plan around the agreed jobs is worth {value} ({name}) where the solver proved that no plan can pass "
    "{bound}. This is a bug: please report it with your data.",
    "Het plan rond de afgesproken banen is {value} waard ({name}) terwijl bewezen was dat geen plan voorbij "
    "{bound} komt. Dit is een fout in het programma: meld het met uw gegevens.",
)


class Solves(NamedTuple):
    """The solves that a plan rests on.

    Attributes:
        around: the best plan with the agreed jobs.
        free: the best plan of all; None where it was not looked for.
        seconds: of all solves together.
        cut: why the first that did not end by proof ended; None where all did.
        best_around: whether the plan is that of ``around``, which asks for nothing but that jobs are kept.
    """

    around: Result
    free: Result | None
    seconds: float
    cut: StoppedBy | None
    best_around: bool


def told(problem: Problem, solves: Solves, jobs: Sequence[Job]) -> Result:
    """The result of a plan with the bound of any plan under these rules.

    Raises:
        ProofError: the plan is worth more than was proved possible: a bug.
    """
    levels = _levels(problem, solves.free, jobs)
    free_optimal = solves.free is not None and solves.free.status == "optimal"
    optimal = free_optimal and all(abs(each.bound - each.value) <= AGREE for each in levels)
    return solves.around.model_copy(
        update={
            "status": "optimal" if optimal else "feasible",
            "stopped_by": "proof" if optimal else solves.cut or "user",
            "held_back": not optimal and solves.cut is None,
            "plan": tuple(jobs),
            "levels": levels,
            "seconds": round(solves.seconds, 3),
            "input_sha256": problem.source_sha256,
            "unplaced": tuple(_unplaced(problem, solves, jobs, optimal)),
            "why_none": None,
        }
    )


def _levels(problem: Problem, free: Result | None, jobs: Sequence[Job]) -> tuple[Level, ...]:
    fewest = problem.scenario.solve.objective == "fewest-jobs"
    loose = loosest(problem)
    bounds = (free.levels if free is not None else ()) or loose
    really = _values(problem, jobs)
    levels: list[Level] = []
    for limit, most in zip(bounds, loose, strict=True):
        value, bound = really[limit.name], limit.bound
        down = fewest and limit.name == "jobs"
        if not levels:
            beyond = bound - value if down else value - bound
            if beyond > 2 * AGREE:
                raise ProofError(_CONTRADICTION.fill(name=limit.name, value=value, bound=bound))
        elif abs(levels[0].value - bounds[0].value) > AGREE:
            # the second level's bound is of plans that reach more on the first
            bound = most.bound
        bound = min(bound, value) if down else max(bound, value)
        levels.append(Level(name=limit.name, value=value, bound=bound))
    return tuple(levels)


def _unplaced(problem: Problem, solves: Solves, jobs: Sequence[Job], optimal: bool) -> Iterator[Unplaced]:
    """What is left over, each with a reason that was proved or says that it was not worked out."""
    free = solves.free.unplaced if solves.free is not None else ()
    whatever = {entry.task_id: entry for entry in free if entry.reason in _WHATEVER_THE_PLAN}
    reason = "R-REPLAN"
    if optimal:
        reason = "R-NOT-BETTER"
    elif solves.best_around:
        reason = "R-KEPT" if solves.around.status == "optimal" else "R-OPEN"
    for name, sessions in left_over(problem, [job.roster for job in jobs]).items():
        known = whatever.get(name)
        yield (
            known.model_copy(update={"sessions": sessions})
            if known
            else Unplaced(task_id=name, sessions=sessions, reason=reason, text=REASONS[reason])
        )


def _values(problem: Problem, jobs: Sequence[Job]) -> dict[str, float]:
    """What a plan is worth on every level that there can be."""
    return {
        "score": plan_score(problem, [job.roster for job in jobs]),
        "hours": round_points(sum(job.minutes for job in jobs) / 60),
        "jobs": float(len(jobs)),
    }
