"""Verify a plan, whoever made it: its rosters against every rule, what it says of itself against those.

Nothing in here knows the solver. What a plan claims (suppliers, hours, scores, bound, gap, what is
left out) is optional; what is there must be true.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from bundler.domain import Problem, Result, Session
from bundler.errors import NoPlan
from bundler.i18n import Text
from bundler.io.planclaims import Violation, job_claims, plan_claims, worth
from bundler.io.planfile import plan_bytes, plan_document
from bundler.io.planread import PlanFile, parse_plan, read_plan
from bundler.rules import Verdict, plan_violations


def check(problem: Problem, plan: Result | PlanFile | Path | str) -> list[Violation]:
    """Verify a plan against the rules, and everything it says of itself.

    Args:
        problem: the data and the scenario.
        plan: what ``solve`` gave, or a plan file (made here or by hand), or its path.

    Returns:
        What is wrong with it, in order of its jobs; empty for a plan that holds.

    Raises:
        UsageError: the file cannot be opened.
        DataRefused: the file is no plan; everything malformed in it is in ``findings``.
        NoPlan: the solve ended without a plan.
    """
    if isinstance(plan, Result):
        plan = as_file(plan)
    elif not isinstance(plan, PlanFile):
        plan = read_plan(plan)
    return check_plan(problem, plan)


def as_file(result: Result) -> PlanFile:
    """The plan as it would be read back from plan.json."""
    if result.plan is None:
        raise NoPlan(result.why_none or Text("There is no plan.", "Er is geen plan."))
    return parse_plan(plan_bytes(plan_document(result)))


def check_plan(problem: Problem, plan: PlanFile) -> list[Violation]:
    """Every rule that a plan breaks and every untrue thing it says, in order of its jobs."""
    rosters = distinct_rosters(plan)
    broken = plan_violations(problem, rosters)
    found: list[Violation] = []
    for (job_id, roster), job in zip(rosters.items(), plan.jobs, strict=True):
        found += [_rule(job.job_id, verdict) for verdict in broken.get(job_id, [])]
        if _known(problem, roster):
            found += job_claims(problem, job)
    found += [_rule("", verdict) for verdict in (*broken.get("", []), *_duplicate_ids(plan))]
    if all(_known(problem, roster) for roster in rosters.values()):
        found += plan_claims(problem, plan, worth(problem, rosters.values()))
    return found


def rule_violations(violations: Iterable[Violation]) -> list[Violation]:
    """Those that break a rule, whatever else the plan says of itself."""
    return [violation for violation in violations if violation.kind == "rule"]


def distinct_rosters(plan: PlanFile) -> dict[str, tuple[Session, ...]]:
    """The plan's rosters by job id; an id that was used before gets a mark, so that no job is lost."""
    rosters: dict[str, tuple[Session, ...]] = {}
    for job in plan.jobs:
        key = job.job_id
        while key in rosters:
            key += "'"
        rosters[key] = job.roster
    return rosters


def _known(problem: Problem, roster: Iterable[Session]) -> bool:
    return all(session.task_id in problem.task_by_id for session in roster)


def _rule(job_id: str, verdict: Verdict) -> Violation:
    unit = "" if verdict.margin is None else verdict.unit
    return Violation(job_id, "rule", verdict.code, verdict.text, verdict.margin, unit)


def _duplicate_ids(plan: PlanFile) -> Iterator[Verdict]:
    for job_id, times in Counter(job.job_id for job in plan.jobs).items():
        if times > 1:
            yield Verdict("job_id", False, 1 - times, "count", job_id, str(times), "1")
