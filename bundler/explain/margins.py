"""How far rules have to give way before a job holds a task: the least, and the job that does with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from bundler.domain.plan import Session
from bundler.domain.scenario import Weights
from bundler.explain.at_play import MEASURED, Broken, Member, gap_of, given_way, measure
from bundler.explain.breaks import with_longer_breaks
from bundler.explain.obstacles import ANY, FEW_TASKS, Trials
from bundler.rules import Verdict
from bundler.solver.find import Found

# what makes the job that needs a rule to give way the least the best one
_DIRECTED = ("min_hours", "max_hours", "max_start_spread_minutes")
# a share is looked for in jobs that have so much more of it than the best so far, once it is so near
_FINER_SHARE, _NEAR_SHARE = 1e-7, 0.02
_TINY = 1e-6


class Obstacle(NamedTuple):
    """A rule or a pin that stands in the way, and how far it has to give way.

    Attributes:
        member: the rule or pin.
        value: of the rule, the value at which the job is viable; None for a pin.
        verdicts: the checker's, on that job under the rules as they are.
        exact: whether, proved, no looser value than this is needed.
    """

    member: Member
    value: Any
    verdicts: tuple[Verdict, ...]
    exact: bool


class WayOut(NamedTuple):
    """What is enough to make a job viable that holds the task, and the best such job.

    Attributes:
        obstacles: all that has to give way, together.
        roster: the job's sessions; it breaks these and nothing else.
    """

    obstacles: tuple[Obstacle, ...]
    roster: tuple[Session, ...]


class _Step(NamedTuple):
    value: Any
    exact: bool


def way_out(trials: Trials, members: Sequence[Member]) -> WayOut | None:
    """The least by which these give way, one after another, those after it being at their loosest.

    None where no job was found in time that breaks these and nothing else.
    """
    values: dict[Member, Any] = {member: trials.at_play.loosest(member) for member in members}
    exact: dict[Member, bool] = {}
    for member in members:
        step = _tighten(trials, member, values)
        if step is None:
            return None
        values[member], exact[member] = step
    found = trials.find(values)
    if not found.rosters:
        return None
    roster = found.rosters[0]
    if any(member.at == "break_rule" for member in members):
        roster = with_longer_breaks(trials.at_play, roster)
    broken = trials.at_play.broken(roster)
    if broken is None or set(broken) != set(members):
        return None
    for member in members:
        if member.at in MEASURED and not _agree(trials, member, values[member], broken):
            return None
    obstacles = tuple(Obstacle(one, values[one], broken[one], exact[one]) for one in members)
    return WayOut(obstacles, roster)


def _agree(trials: Trials, member: Member, value: Any, broken: Broken) -> bool:
    """Whether the job needs the rule at just that value."""
    rules, rule = trials.at_play.problem.scenario.rules, str(member.at)
    return bool(abs(given_way(rules, rule, gap_of(broken[member])) - value) < _TINY)


def _tighten(trials: Trials, member: Member, values: dict[Member, Any]) -> _Step | None:
    """The strictest value of a rule at which there still is a job."""
    if member.kind != "rule":
        return _Step(None, True)
    if member.at not in MEASURED:
        return _nearest(trials, member, values)
    rule = str(member.at)
    directed = rule in _DIRECTED
    found = trials.find(values, _toward(trials, rule) if directed else ANY, any_will_do=not directed)
    gap = _gap(trials, member, found)
    if gap is None:
        return None
    exact = directed and found.proved
    if not exact:
        search = _least_share if MEASURED[rule][0] == "share" else _least_gap
        gap, exact = search(trials, member, values, gap)
    return _Step(given_way(trials.at_play.problem.scenario.rules, rule, gap), exact)


def _least_gap(trials: Trials, member: Member, values: dict[Member, Any], gap: float) -> tuple[float, bool]:
    """The least whole number by which a rule gives way and there is a job, by halves; at most ``gap``."""
    rules = trials.at_play.problem.scenario.rules
    low, high = 1, round(gap)
    few = True
    while low < high:
        middle = (low + high) // 2
        value = given_way(rules, str(member.at), middle)
        found = trials.find({**values, member: value}, ANY, any_will_do=True, few_first=few)
        nearer = _gap(trials, member, found)
        if nearer is not None:
            high = min(middle, round(nearer))
            few = len({session.task_id for session in found.rosters[0]}) <= FEW_TASKS
        elif found.proved:
            low = middle + 1
        else:
            return high, False
    return high, True


def _least_share(trials: Trials, member: Member, values: dict[Member, Any], gap: float) -> tuple[float, bool]:
    """The least by which a share gives way: by halves, and when near, a little less than the best found."""
    rules = trials.at_play.problem.scenario.rules
    low = 0.0
    while True:
        near = gap - low < _NEAR_SHARE
        asked = gap - _FINER_SHARE if near else (low + gap) / 2
        value = given_way(rules, str(member.at), asked)
        found = trials.find({**values, member: value}, ANY, any_will_do=True)
        nearer = _gap(trials, member, found)
        if nearer is not None:
            gap = min(nearer, asked)
        elif not found.proved:
            return gap, False
        elif near:
            return gap, True
        else:
            low = asked


def _nearest(trials: Trials, member: Member, values: dict[Member, Any]) -> _Step | None:
    """The first of a rule's looser values at which there is a job."""
    exact = True
    for value in trials.at_play.values_between(member):
        found = trials.find({**values, member: value}, ANY, any_will_do=True)
        if found.rosters:
            return _Step(value, exact)
        exact = exact and found.proved
    return None


def _gap(trials: Trials, member: Member, found: Found) -> float | None:
    """By how much a rule must give way for the first job found; None where there is none."""
    if not found.rosters:
        return None
    broken = trials.at_play.broken(found.rosters[0])
    if broken is None or member not in broken:
        return None
    return gap_of(broken[member])


def _toward(trials: Trials, rule: str) -> Weights:
    """Weights under which the best job is the one for which a rule gives way the least."""
    zero = dict.fromkeys(Weights.model_fields, 0.0)
    if rule == "min_hours":
        return Weights(**{**zero, "hours": 10.0})
    if rule == "max_hours":
        most = measure(trials.at_play.problem.scenario.rules, rule) / 60
        return Weights(**{**zero, "off_target": 10.0, "target_hours": most})
    return Weights(**{**zero, "irregular_start": 10.0})
