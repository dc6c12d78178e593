"""From a plan file to a result that a report can be made of: every rule held, every claim verified."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple, cast

from bundler.errors import DataRefused, NoPlan
from bundler.i18n import Text
from bundler.verbs.given import LEFT_OUT, REASON, refuse_violations, same_input

if TYPE_CHECKING:
    from bundler.domain import Level, Problem, Result, Task, Unplaced
    from bundler.domain.plan import Status, StoppedBy
    from bundler.domain.scenario import Objective
    from bundler.io.planread import PlanFile

_BROKEN = Text(
    "The plan breaks a rule, does not belong to this data, or says something of itself that is not so. Maybe "
    "repair it; what a plan says of itself may be left out.",
    "Het plan overtreedt een regel, hoort niet bij deze gegevens, of zegt iets over zichzelf dat niet klopt. "
    "Misschien herstellen; wat een plan over zichzelf zegt, mag ook weg.",
)
_NONE = Text(
    "{name} says that the solve ended without a plan (status none): there is nothing to report.",
    "{name} zegt dat er geen plan is gevonden (status none): er is niets om over te rapporteren.",
)
_NOT_TOLD = Text(
    "The plan leaves it out, and its file does not say why.",
    "Het plan laat hem weg, en in het bestand staat niet waarom.",
)
# No figure a plan claims is further off than what printing rounds away.
_AGREE = 0.01 + 1e-6


class Planned(NamedTuple):
    """A plan file that holds.

    Attributes:
        problem: the data, with solve options that agree with what the file says of its solve.
        result: what the file says; where it is silent, what is true of any plan.
        same_input: whether it was made from these data and this scenario.
    """

    problem: Problem
    result: Result
    same_input: bool


def read_planned(problem: Problem, path: str) -> Planned:
    """Read a plan file and hold it against the rules and against what it says of itself.

    Raises:
        UsageError: the file cannot be opened.
        NoPlan: it says that the solve ended without a plan.
        DataRefused: it is no plan, or something is wrong with it; all of that is in ``findings``.
    """
    from bundler.io.plancheck import check_plan
    from bundler.io.planread import read_plan

    try:
        plan = read_plan(path)
    except DataRefused as refused:
        none = next((each for each in refused.findings if each.code == "E-PLAN-NONE"), None)
        if none is not None:
            raise NoPlan(_NONE.fill(name=none.file)) from None
        raise
    refuse_violations(plan, check_plan(problem, plan), _BROKEN)
    result = _result(problem, plan)
    return Planned(_as_solved(problem, result), result, same_input(problem, plan))


def _result(problem: Problem, plan: PlanFile) -> Result:
    from bundler.domain import Result
    from bundler.io.plancheck import distinct_rosters
    from bundler.report.proof import NOT_SAID
    from bundler.rules import make_job

    said = plan.claims
    objective = cast("Objective", said.get("objective", problem.scenario.solve.objective))
    levels = _levels(problem, plan, objective)
    agree = all(abs(level.bound - level.value) <= _AGREE for level in levels)
    status: Status = "optimal" if said.get("status") == "optimal" and agree else "feasible"
    stopped_by = cast("StoppedBy", said.get("stopped_by", "user"))
    jobs = tuple(make_job(problem, job_id, roster) for job_id, roster in distinct_rosters(plan).items())
    return Result(
        scenario=str(said.get("scenario", problem.scenario.name)),
        objective=objective,
        status=status,
        stopped_by="time" if stopped_by == "proof" and status != "optimal" else stopped_by,
        levels=levels,
        seconds=_number(said.get("seconds"), 0),
        seed=int(_number(said.get("seed"), 0)),
        version=str(said.get("version") or NOT_SAID),
        input_sha256=str(said.get("input_sha256", "")),
        plan=jobs,
        unplaced=tuple(_unplaced(problem, plan)),
        held_back=said.get("held_back") is True and stopped_by == "user" and status != "optimal",
    )


def _levels(problem: Problem, plan: PlanFile, objective: Objective) -> tuple[Level, ...]:
    """The levels as the file says; what it does not say is recomputed, with a bound that always holds."""
    from bundler.domain import Level
    from bundler.io.planclaims import loosest, worth
    from bundler.rules import round_points

    stated = plan.claims.get("levels")
    if isinstance(stated, list):
        return tuple(
            Level(name=level["name"], value=level["value"], bound=level["bound"]) for level in stated
        )
    really = worth(problem, (job.roster for job in plan.jobs))
    options = problem.scenario.solve.model_copy(update={"objective": objective})
    scenario = problem.scenario.model_copy(update={"solve": options})
    loose = loosest(problem.model_copy(update={"scenario": scenario}))
    first = cast("float", plan.claims.get("bound", loose[0].bound))
    bounds = [first, *(level.bound for level in loose[1:])]
    return tuple(
        Level(name=level.name, value=round_points(getattr(really, level.name)), bound=bound)
        for level, bound in zip(loose, bounds, strict=True)
    )


def _unplaced(problem: Problem, plan: PlanFile) -> list[Unplaced]:
    """What no job took, with the reason that the file gives in words of ours, which are in both languages."""
    from bundler.domain import Unplaced
    from bundler.rules import left_over

    given = plan.claims.get("unplaced")
    said = {str(item["task_id"]): item for item in given} if isinstance(given, list) else {}
    left = left_over(problem, (job.roster for job in plan.jobs))
    found = []
    for task_id, sessions in left.items():
        reason, text = _reason(problem, problem.task_by_id[task_id], said.get(task_id, {}))
        found.append(Unplaced(task_id=task_id, sessions=sessions, reason=reason, text=text))
    return found


def _reason(problem: Problem, task: Task, said: Mapping[str, object]) -> tuple[str, Text]:
    from bundler.domain.reasons import REASONS
    from bundler.rules.job import task_obstacles

    code, text = str(said.get("reason") or REASON), str(said.get("text") or "")
    if any(pin.kind == "leave" and task.task_id in pin.ids for pin in problem.scenario.pins):
        return "R-PINNED-OUT", REASONS["R-PINNED-OUT"]
    if problem.left_out_by_date(task):
        return "R-DATE", REASONS["R-DATE"]
    obstacles = task_obstacles(problem, task)
    if any(verdict.code == "excluded_certificates" for verdict in obstacles):
        return "R-CERTIFICATE", REASONS["R-CERTIFICATE"]
    if obstacles:
        return "R-TASK-ALONE", REASONS["R-TASK-ALONE"].fill(why=obstacles[0].text)
    if code in ("R-NO-JOB", "R-NOT-BETTER", "R-OPEN", "R-KEPT", "R-REPLAN", "R-ALTERNATIVE"):
        return code, REASONS[code]
    if not text:
        return code, _NOT_TOLD
    return code, LEFT_OUT if text in LEFT_OUT else Text(text, text)


def _as_solved(problem: Problem, result: Result) -> Problem:
    """The problem with solve options that the file does not contradict; a report tells them as asked."""
    options = problem.scenario.solve
    limit, gap = options.time_limit, options.gap
    if result.stopped_by == "time" and not 0.8 * limit <= result.seconds <= 1.5 * limit:
        limit = max(1.0, round(result.seconds))
    if result.stopped_by == "gap" and gap < result.gap:
        gap = math.ceil(result.gap * 10_000 - 1e-6) / 10_000
    asked = options.model_copy(
        update={"objective": result.objective, "time_limit": limit, "gap": gap, "seed": result.seed}
    )
    return problem.model_copy(update={"scenario": problem.scenario.model_copy(update={"solve": asked})})


def _number(value: object, otherwise: float) -> float:
    """A finite JSON number, 0 or more; else what is to be taken instead."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return otherwise
    return value if 0 <= value < math.inf else otherwise
