"""bundler's own solver, called as the command line calls it."""

from __future__ import annotations

from bundler.bench.peers.peer import Outcome, Trace
from bundler.domain import Problem
from bundler.i18n import Text


def solve(problem: Problem, trace: Trace) -> Outcome:
    """Solve with the options in the scenario."""
    from bundler.io.planfile import plan_document
    from bundler.solver import solve as solve_problem

    result = solve_problem(problem, on_progress=lambda step: trace.step(step.best, step.bound))
    document = plan_document(result)
    if result.plan is None:
        return Outcome(None, note=result.why_none or Text("", ""), plan=document)
    return Outcome(
        {job.job_id: job.roster for job in result.plan},
        result.first.bound,
        result.status == "optimal",
        plan=document,
    )
