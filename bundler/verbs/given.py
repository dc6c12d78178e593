"""Start from a plan that is already there: it must hold, and the result is never worth less."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bundler.errors import DataRefused, ProofError
from bundler.findings import Finding
from bundler.i18n import Text

if TYPE_CHECKING:
    from bundler.domain import Problem, Result, Session, Unplaced
    from bundler.domain.plan import StoppedBy
    from bundler.io.planclaims import Violation
    from bundler.io.planread import PlanFile

REASON = "R-GIVEN"
_OF_ONE_PLAN = ("R-NOT-BETTER", "R-OPEN")

_BROKEN = Text(
    "The plan to start from breaks a rule. Maybe repair it, or start without it.",
    "Het plan om mee te beginnen overtreedt een regel. Misschien herstellen, of zonder dit plan beginnen.",
)
OTHER_INPUT = Text(
    "Note: the plan was made from other data or another scenario than this.",
    "Let op: het plan is gemaakt uit andere gegevens of een ander scenario.",
)
OWN_RULES = Text(
    "This plan was made with rules or costs in Python of the user's own. They are not known here: whether it "
    "keeps them is not checked, and its score and bound may differ for that reason. Maybe check it in "
    "Python, with bundler.check(problem, plan).",
    "Dit plan is gemaakt met eigen regels of kosten in Python. Die zijn hier niet bekend: of het plan zich "
    "eraan houdt, is niet nagegaan, en score en grens kunnen daardoor verschillen. Misschien in Python "
    "controleren, met bundler.check(problem, plan).",
)
_OTHER_RULES = Text(
    "This plan was made with rules or costs of your own that this problem does not have: {titles}. Whether "
    "it keeps them is not checked, and its score and bound may differ for that reason.",
    "Dit plan is gemaakt met eigen regels of kosten die dit probleem niet heeft: {titles}. Of het plan zich "
    "eraan houdt, is niet nagegaan, en score en grens kunnen daardoor verschillen.",
)
_WITH_OWN = Text("Maybe check it with problem.with_own(…).", "Misschien controleren met problem.with_own(…).")
LEFT_OUT = Text(
    "The plan you gave leaves it out, and nothing better was found before the solve stopped.",
    "Het gegeven plan laat hem weg, en voordat het rekenen stopte is niets beters gevonden.",
)
_EXISTS = Text(
    "The given plan keeps every rule where the solver proved that no plan exists. "
    "This is a bug: please report it with your data.",
    "Het gegeven plan houdt zich aan alle regels terwijl bewezen was dat er geen plan bestaat. "
    "Dit is een fout in het programma: meld het met uw gegevens.",
)
_CONTRADICTION = Text(
    "The given plan is worth {value} ({name}) where the solver proved that no plan can pass {bound}. "
    "This is a bug: please report it with your data.",
    "Het gegeven plan is {value} waard ({name}) terwijl bewezen was dat geen plan voorbij {bound} komt. "
    "Dit is een fout in het programma: meld het met uw gegevens.",
)


def read_given(problem: Problem, path: str) -> PlanFile:
    """Read the plan to start from.

    Raises:
        UsageError: the file cannot be opened.
        DataRefused: it is no plan, or it breaks a rule; every violation is in ``findings``.
    """
    from bundler.io.planread import read_plan

    return hold_given(problem, read_plan(path))


def hold_given(problem: Problem, plan: PlanFile) -> PlanFile:
    """The plan to start from, where it keeps every rule.

    Raises:
        DataRefused: it breaks a rule; every violation is in ``findings``.
    """
    from bundler.io.plancheck import check_plan, rule_violations

    refuse_violations(plan, rule_violations(check_plan(problem, plan)), _BROKEN)
    return plan


def refuse_violations(plan: PlanFile, violations: Sequence[Violation], text: Text) -> None:
    """Refuse a plan that has violations.

    Raises:
        DataRefused: there are any; all of them are in ``findings``.
    """
    if violations:
        raise DataRefused(text, as_findings(plan, violations))


def as_findings(plan: PlanFile, violations: Sequence[Violation]) -> list[Finding]:
    """What is wrong with a plan as findings on its file, by job."""
    return [
        Finding(violation.code, "error", plan.name, None, violation.job_id, "", violation.text)
        for violation in violations
    ]


def other_rules(problem: Problem, plan: PlanFile) -> Iterator[Finding]:
    """A warning where the plan was made with rules of the user's own that the problem does not have."""
    claimed = plan.claims.get("own_rules")
    known = {title for own in problem.own for title in (own.title.en, own.title.nl)}
    lacking = [str(title) for title in claimed if title not in known] if isinstance(claimed, list) else []
    if lacking:
        text = _OTHER_RULES.fill(titles=", ".join(lacking))
        yield Finding("own_rules", "warning", plan.name, None, "", "", text, _WITH_OWN)


def same_input(problem: Problem, plan: PlanFile) -> bool:
    """Whether the plan was made from these data and this scenario, as far as it says."""
    return (plan.claims.get("input_sha256") or problem.source_sha256) == problem.source_sha256


def keep_better(problem: Problem, result: Result, given: PlanFile) -> Result:
    """The result, or where the given plan is worth more, that plan with the bound of the result.

    Raises:
        ProofError: the given plan is worth more than the result proves possible.
    """
    from bundler.domain import Level
    from bundler.io.plancheck import distinct_rosters
    from bundler.io.planclaims import AGREE, POINTS, left_open, loosest, worth
    from bundler.rules import make_job, round_points

    rosters = distinct_rosters(given)
    really = worth(problem, rosters.values())
    levels = result.levels if result.plan is not None else loosest(problem)
    fewest = result.objective == "fewest-jobs"
    if fewest and left_open(problem, rosters.values()):
        return result
    if result.plan is None and result.stopped_by == "proof":
        raise ProofError(_EXISTS)
    better = 0.0
    for level in levels:
        sign = -1 if fewest and level.name == "jobs" else 1
        value: float = getattr(really, level.name)
        beyond = sign * (value - level.bound)
        if beyond > AGREE and better == 0:
            raise ProofError(_CONTRADICTION.fill(name=level.name, value=value, bound=level.bound))
        if better == 0 and (result.plan is None or abs(value - level.value) > POINTS):
            better = 1.0 if result.plan is None else sign * (value - level.value)
    if better <= 0:
        return result
    kept = tuple(
        Level(name=level.name, value=round_points(getattr(really, level.name)), bound=level.bound)
        for level in levels
    )
    proved = all(abs(level.bound - level.value) <= AGREE for level in kept)
    return result.model_copy(
        update={
            "status": "optimal" if proved else "feasible",
            "stopped_by": "time" if result.stopped_by == "proof" and not proved else result.stopped_by,
            "levels": kept,
            "plan": tuple(make_job(problem, job_id, roster) for job_id, roster in rosters.items()),
            "unplaced": tuple(_left_out(problem, given, result)),
            "why_none": None,
        }
    )


def _left_out(problem: Problem, given: PlanFile, result: Result) -> list[Unplaced]:
    from bundler.domain import Unplaced
    from bundler.rules import left_over

    # What keeps a task out of every plan (its date, a certificate, …) keeps it out of this one.
    proved = {item.task_id: item for item in result.unplaced if item.reason not in _OF_ONE_PLAN}
    left = left_over(problem, (job.roster for job in given.jobs))
    return [
        proved.get(task_id) or Unplaced(task_id=task_id, sessions=sessions, reason=REASON, text=LEFT_OUT)
        for task_id, sessions in left.items()
    ]


def no_search(
    problem: Problem, stopped_by: StoppedBy, seconds: float, keep: Sequence[Sequence[Session]] = ()
) -> Result:
    """The result of a solve that ended before it looked for anything: the kept jobs, if they are a plan."""
    from bundler._version import __version__
    from bundler.domain import Level, Result, Unplaced
    from bundler.domain.reasons import NONE_FOUND, REASONS
    from bundler.io.planclaims import left_open, loosest, worth
    from bundler.rules import left_over, make_job, plan_violations, round_points

    options = problem.scenario.solve
    jobs = tuple(make_job(problem, f"J{number:02d}", roster) for number, roster in enumerate(keep, 1))
    rosters = {job.job_id: job.roster for job in jobs}
    asks = options.objective == "fewest-jobs" and left_open(problem, rosters.values())
    holds = not asks and not plan_violations(problem, rosters)
    really = worth(problem, rosters.values())
    levels = tuple(
        Level(name=level.name, value=round_points(getattr(really, level.name)), bound=level.bound)
        for level in loosest(problem)
    )
    left = left_over(problem, rosters.values()).items()
    return Result(
        scenario=problem.scenario.name,
        objective=options.objective,
        status="feasible" if holds else "none",
        stopped_by=stopped_by,
        levels=levels if holds else (),
        seconds=round(seconds, 3),
        seed=options.seed,
        version=__version__,
        input_sha256=problem.source_sha256,
        plan=jobs if holds else None,
        unplaced=tuple(
            Unplaced(task_id=task_id, sessions=sessions, reason="R-OPEN", text=REASONS["R-OPEN"])
            for task_id, sessions in left
        )
        if holds
        else (),
        why_none=None if holds else NONE_FOUND,
    )
