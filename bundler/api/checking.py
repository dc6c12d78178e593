"""Check data, or a plan against data, without an exception for what is found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bundler.api.findings import Findings
from bundler.api.plan import Plan
from bundler.api.problem import Problem
from bundler.api.reading import read
from bundler.api.wanted import StrPath, plan_path
from bundler.errors import DataRefused

if TYPE_CHECKING:
    from bundler.findings import Finding


def check(
    data: Problem | StrPath,
    plan: Plan | StrPath | None = None,
    *,
    scenario: StrPath | None = None,
    norms: Sequence[StrPath] = (),
) -> Findings:
    """Everything that is to be said of data, or of a plan.

    Args:
        data: a problem, or the path of one as ``bundler.read`` takes it.
        plan: a plan, or the path of a plan.json: then the findings are the rules that it breaks and what it
            says of itself that is not so, all of them errors; the column is the job. A warning tells where it
            was made with rules or costs of your own that the problem does not have.
        scenario: for a path: the scenario file to use.
        norms: for a path: norms files over those that come with bundler.

    Returns:
        The findings, errors first; ``.ok`` where there is no error. Data with errors are told of here, and
        raise nothing.

    Raises:
        UsageError: a path cannot be used at all.
        DataRefused: a plan is to be checked, but the data have errors.

    Example:
        >>> import bundler as bd
        >>> problem = bd.Problem.generate(12, seed=1)
        >>> plan = bd.solve(problem, time_limit=10, gap=0.05)
        >>> bd.check(problem, plan).ok
        True
        >>> strict = problem.with_rules(max_hours=13)
        >>> sorted(set(bd.check(strict, plan).frame.code))
        ['max_hours']
    """
    if plan is None:
        if isinstance(data, Problem):
            return data.findings
        try:
            return read(data, scenario, norms=norms).findings
        except DataRefused as refused:
            return Findings(refused.findings)
    problem = data if isinstance(data, Problem) else read(data, scenario, norms=norms)
    return Findings(_of_plan(problem, plan))


def _of_plan(problem: Problem, plan: Plan | StrPath) -> Sequence[Finding]:
    from bundler.io.plancheck import as_file, check_plan
    from bundler.io.planread import read_plan
    from bundler.verbs.given import as_findings, other_rules

    try:
        given = as_file(plan.result) if isinstance(plan, Plan) else read_plan(plan_path(plan))
    except DataRefused as refused:
        return refused.findings
    return [*other_rules(problem.data, given), *as_findings(given, check_plan(problem.data, given))]
