"""Hold what a plan says of itself against what its rosters really are."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, get_args

from bundler.domain import Level, Problem, Session
from bundler.domain.plan import Status, StoppedBy
from bundler.domain.scenario import Objective
from bundler.i18n import Text
from bundler.io.planread import PlanFile, PlannedJob
from bundler.rules import Week, left_over, round_points, score_terms, terms_for
from bundler.units import decimal

# A figure printed with two decimals may be half a hundredth off what it stands for.
POINTS = 0.005 + 1e-6
AGREE = 0.01 + 1e-6
GAP = 0.00005 + 1e-6

_FIRST_LEVEL = {"most-hours": "hours", "most-jobs": "jobs", "fewest-jobs": "jobs"}


class Violation(NamedTuple):
    """One thing that is wrong with a plan.

    Attributes:
        job_id: the job it is about; empty where it is about the plan as a whole.
        kind: ``rule`` where a rule does not hold, ``claim`` where the plan says something untrue.
        code: the rule's code, or the name of the claim.
        text: what is wrong, in words, with the margin.
        margin: by how much a rule fails, below 0, in ``unit``; None where it has no measure.
        unit: ``minutes``, ``count``, ``share`` or empty.
    """

    job_id: str
    kind: Literal["rule", "claim"]
    code: str
    text: Text
    margin: float | None = None
    unit: str = ""


class Worth(NamedTuple):
    """What a plan really is: task hours a week, exact score in points, number of jobs."""

    hours: float
    score: float
    jobs: int


def first_level(objective: object) -> str:
    """The name of an objective's first level: ``score``, ``hours`` or ``jobs``, as in ``Worth``."""
    return _FIRST_LEVEL.get(str(objective), "score")


def worth(problem: Problem, rosters: Iterable[Sequence[Session]]) -> Worth:
    """What rosters of known tasks are worth, recomputed by the rules."""
    listed = list(rosters)
    minutes = sum(Week(problem, roster).minutes for roster in listed)
    score = math.fsum(value for roster in listed for value in score_terms(problem, roster).values())
    return Worth(minutes / 60, score, len(listed))


def loosest(problem: Problem) -> tuple[Level, ...]:
    """Bounds that always hold, one for each level; the values are 0."""
    hours = sum(task.offered_minutes for task in problem.tasks) / 60
    sessions = sum(task.sessions_offered for task in problem.tasks)
    objective = problem.scenario.solve.objective
    # Penalties only lower a score, and every job holds a session.
    most = Worth(hours, problem.scenario.weights.hours * hours, 0 if objective == "fewest-jobs" else sessions)
    names = dict.fromkeys((first_level(objective), "score"))
    return tuple(Level(name=name, value=0, bound=getattr(most, name)) for name in names)


def left_open(problem: Problem, rosters: Iterable[Sequence[Session]]) -> list[str]:
    """Ids of tasks valid on the plan date that are not fully placed: under fewest-jobs there are none."""
    left = left_over(problem, rosters)
    return [task_id for task_id in left if not problem.left_out_by_date(problem.task_by_id[task_id])]


def _says(job_id: str, name: str, stated: object, really: object) -> Violation:
    text = Text("says {name} {stated}, really {really}", "zegt {name} {stated}, in werkelijkheid {really}")
    shown = {"name": name, "stated": _shown(stated), "really": _shown(really)}
    return Violation(job_id, "claim", name, text.fill(**shown))


def _shown(value: object) -> Text:
    if isinstance(value, float) and math.isfinite(value):
        return Text(decimal(value, "en", 6), decimal(value, "nl", 6))
    if isinstance(value, (list, tuple)):
        return Text(*[", ".join(map(str, value)) or "–"] * 2)
    return Text(*["–" if value is None else str(value)] * 2)


def _number(value: object) -> float:
    """A JSON number as a float; NaN, which agrees with nothing, for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return math.nan
    try:
        return float(value)
    except OverflowError:
        return math.nan


def _differs(value: object, really: float, tolerance: float = POINTS) -> bool:
    return not abs(_number(value) - really) <= tolerance


def job_claims(problem: Problem, job: PlannedJob) -> Iterator[Violation]:
    """What a job of known tasks says of itself that is not so."""
    week = Week(problem, job.roster)
    terms = score_terms(problem, job.roster)
    stated = job.claims
    if "suppliers" in stated:
        given = stated["suppliers"]
        if not isinstance(given, list) or sorted(map(str, given)) != list(week.suppliers):
            yield _says(job.job_id, "suppliers", given, week.suppliers)
    if "hours" in stated and _differs(stated["hours"], week.minutes / 60):
        yield _says(job.job_id, "hours", stated["hours"], week.minutes / 60)
    if "score" in stated and _differs(stated["score"], sum(terms.values())):
        yield _says(job.job_id, "score", stated["score"], round(sum(terms.values()), 4))
    if "terms" in stated:
        given = stated["terms"]
        given = given if isinstance(given, Mapping) else {}
        for name in terms_for(problem):
            if _differs(given.get(name, 0), terms[name]):
                yield _says(job.job_id, f"terms.{name}", given.get(name), round(terms[name], 4))
        for name in sorted(set(given) - set(terms_for(problem))):
            yield _says(job.job_id, f"terms.{name}", given[name], None)


def plan_claims(problem: Problem, plan: PlanFile, really: Worth) -> Iterator[Violation]:
    """What a plan of known tasks says of itself as a whole that is not so."""
    stated = plan.claims
    for name, allowed in (
        ("objective", get_args(Objective)),
        ("status", get_args(Status)),
        ("stopped_by", get_args(StoppedBy)),
    ):
        if name in stated and stated[name] not in allowed:
            text = Text("{name} '{value}' is none of: {allowed}", "{name} '{value}' is geen van: {allowed}")
            filled = text.fill(name=name, value=str(stated[name]), allowed=", ".join(allowed))
            yield Violation("", "claim", name, filled)
    if "score" in stated and _differs(stated["score"], really.score):
        yield _says("", "score", stated["score"], round(really.score, 4))
    level = first_level(stated.get("objective", problem.scenario.solve.objective))
    first: float = getattr(really, level)
    if "first" in stated and _differs(stated["first"], first):
        yield _says("", "first", stated["first"], round(first, 4))
    # The gap, and whether it is closed, is of the printed figures: those are rounded.
    true_first = "first" in stated and not _differs(stated["first"], first)
    printed = _number(stated["first"]) if true_first else round_points(first)
    fewest = stated.get("objective") == "fewest-jobs"
    left = left_open(problem, (job.roster for job in plan.jobs)) if fewest else []
    if left:
        text = Text(
            "fewest-jobs places every task in full; not so: {tasks}",
            "fewest-jobs plaatst elke taak volledig; niet zo: {tasks}",
        )
        yield Violation("", "claim", "objective", text.fill(tasks=", ".join(left)))
    if "bound" in stated:
        yield from _bound("bound", stated["bound"], first, at_least=not fewest)
    if "gap" in stated:
        bound = _number(stated.get("bound"))
        gap = abs(bound - printed) / max(1.0, abs(bound))
        if _differs(stated["gap"], gap, GAP):
            yield _says("", "gap", stated["gap"], None if math.isnan(gap) else round(gap, 6))
    if "levels" in stated:
        yield from _levels(stated, really, level, fewest)
    yield from _status(stated, printed)
    yield from _unplaced_claims(problem, plan)


def _bound(name: str, bound: object, value: float, *, at_least: bool) -> Iterator[Violation]:
    number = _number(bound)
    beyond = value - number if at_least else number - value
    if not (math.isfinite(number) and beyond <= POINTS):
        text = Text(
            "{name} {bound} cannot hold: the plan itself reaches {value}",
            "{name} {bound} kan niet kloppen: het plan zelf haalt {value}",
        )
        filled = text.fill(name=name, bound=_shown(bound), value=_shown(round(value, 4)))
        yield Violation("", "claim", name, filled)


def _levels(stated: Mapping[str, object], really: Worth, first: str, fewest: bool) -> Iterator[Violation]:
    given = stated["levels"]
    levels = [item for item in given if isinstance(item, Mapping)] if isinstance(given, list) else []
    names = [str(level.get("name")) for level in levels]
    wanted = [first] if first == "score" else [first, "score"]
    if not isinstance(given, list) or len(levels) != len(given) or names != wanted:
        yield _says("", "levels", names, wanted)
        return
    for level, name in zip(levels, names, strict=True):
        value: float = getattr(really, name)
        if _differs(level.get("value"), value):
            yield _says("", f"levels.{name}.value", level.get("value"), round(value, 4))
        yield from _bound(
            f"levels.{name}.bound", level.get("bound"), value, at_least=not (fewest and name == first)
        )
    if "bound" in stated and _differs(stated["bound"], _number(levels[0].get("bound"))):
        yield _says("", "bound", stated["bound"], levels[0].get("bound"))


def _status(stated: Mapping[str, object], first: float) -> Iterator[Violation]:
    if stated.get("status") == "optimal":
        apart = [("bound", abs(_number(stated.get("bound")) - first))]
        levels = stated.get("levels")
        for level in levels if isinstance(levels, list) else []:
            if isinstance(level, Mapping):
                off = abs(_number(level.get("bound")) - _number(level.get("value")))
                apart.append((f"levels.{level.get('name')}", off))
        for name, distance in apart:
            if not distance <= AGREE:
                text = Text(
                    "says optimal, but value and bound do not agree to 0.01 ({name})",
                    "zegt optimal, maar waarde en grens zijn niet tot op 0,01 gelijk ({name})",
                )
                yield Violation("", "claim", "status", text.fill(name=name))
                return
    elif stated.get("stopped_by") == "proof" and "status" in stated:
        text = Text(
            "says it ended by proof, but not that it is optimal",
            "zegt met bewijs te zijn geëindigd, maar niet dat het optimaal is",
        )
        yield Violation("", "claim", "stopped_by", text)


def _unplaced_claims(problem: Problem, plan: PlanFile) -> Iterator[Violation]:
    if "unplaced" not in plan.claims:
        return
    given = plan.claims["unplaced"]
    items = given if isinstance(given, list) else [None]
    listed: dict[str, object] = {}
    for item in items:
        task_id = item.get("task_id") if isinstance(item, Mapping) else None
        if not isinstance(item, Mapping) or not isinstance(task_id, str) or task_id in listed:
            text = Text(
                "'{item}' is no item of unplaced, or is there twice",
                "'{item}' hoort niet in unplaced, of staat er twee keer in",
            )
            yield Violation("", "claim", "unplaced", text.fill(item=str(item)[:60]))
            continue
        listed[task_id] = item.get("sessions")
    left = left_over(problem, (job.roster for job in plan.jobs))
    for task_id in sorted(set(left) | set(listed)):
        task = problem.task_by_id.get(task_id)
        if task_id not in listed and task is not None and problem.left_out_by_date(task):
            continue
        if _differs(listed.get(task_id, 0), left.get(task_id, 0), 0):
            text = Text(
                "{task}: says {stated} sessions are left, really {really}",
                "{task}: zegt dat er {stated} blokken over zijn, in werkelijkheid {really}",
            )
            stated, really = _shown(listed.get(task_id, 0)), left.get(task_id, 0)
            yield Violation("", "claim", "unplaced", text.fill(task=task_id, stated=stated, really=really))
