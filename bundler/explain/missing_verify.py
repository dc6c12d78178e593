"""An ask held against a whole new solve: what the best plan gains by it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence

from bundler.domain import Problem, Result
from bundler.errors import OwnRuleFailed
from bundler.explain.missing_ask import Ask, Brings, Candidate, Change, Proof, Roster, Size
from bundler.explain.missing_beside import SAME, Beside, net_of, with_time
from bundler.explain.missing_rules import RULE_STEPS, relaxed_values
from bundler.explain.missing_words import sentence
from bundler.rules import make_job, plan_violations, violations

NEW_JOB = "NEW"


class Clock:
    """The time for everything, and the wish to stop."""

    def __init__(self, seconds: float, stop: threading.Event) -> None:
        self._began, self._seconds, self.stop = time.monotonic(), seconds, stop

    @property
    def left(self) -> float:
        """Seconds left."""
        return max(0.0, self._began + self._seconds - time.monotonic())

    def over(self) -> bool:
        """Whether to end now."""
        return self.stop.is_set() or self.left <= 0

    def share(self, part: float) -> Callable[[], bool]:
        """Whether this part of the time is over."""
        return lambda: self.stop.is_set() or self.left <= (1 - part) * self._seconds


def verified(beside: Beside, candidate: Candidate, without: Result, clock: Clock, to_go: int) -> Ask | None:
    """The ask, once the changed problem was solved anew; None where that brings nothing.

    Before that the new job and those of the plan are held against every rule and pin.

    Args:
        beside: the plan, whose jobs stay.
        candidate: what is asked.
        without: the best plan found without it.
        clock: of the time that is left this takes an equal part for each of so many asks.
        to_go: how many asks are to be verified, with this one.
    """
    with_job = (*beside.rosters, candidate.roster)
    changed = candidate.change.apply(beside.problem)
    if plan_violations(changed, {str(at): roster for at, roster in enumerate(with_job)}):
        return None
    solved = _solved(beside, candidate.change, with_job, without, clock, to_go)
    return None if solved is None else _ask(beside, candidate, without, solved)


def planned_anew(beside: Beside, without: Result, clock: Clock, most: int) -> Iterator[Ask]:
    """Rules of which one step, with everything planned anew, gives more jobs: where little is left over."""
    rules = beside.problem.scenario.rules
    steps = [(each.code, relaxed_values(rules, each)[:1]) for each in RULE_STEPS]
    changes = [Change(rules=((code, value),)) for code, values in steps for value in values]
    if rules.separate_settings:
        changes.append(Change(rules=(("separate_settings", False),)))
    found = 0
    for at, change in enumerate(changes):
        if clock.over() or found >= most:
            return
        solved = _solved(beside, change, (), without, clock, len(changes) - at)
        if solved is None or len(solved.jobs) <= len(without.jobs):
            continue
        changed = change.apply(beside.problem)
        new = [job.roster for job in solved.jobs if violations(beside.problem, job.roster)]
        if not new:
            continue
        roster = max(new, key=lambda roster: beside.worth(changed, roster))
        candidate = beside.candidate("rule", Size(steps=1), change, roster)._replace(anew=True)
        ask = _ask(beside, candidate, without, solved)
        if ask is not None:
            found += 1
            yield ask


def _solved(
    beside: Beside, change: Change, with_job: Sequence[Roster], without: Result, clock: Clock, to_go: int
) -> Result | None:
    """The best plan found with a change, never worse than those that are known; None if there is none."""
    from bundler.solver import solve

    changed = change.apply(beside.problem)
    starts: list[Sequence[Roster]] = [with_job, tuple(job.roster for job in without.jobs)]
    try:
        start = max(starts, key=lambda rosters: _value(beside, changed, rosters))
        solved = solve(with_time(changed, clock.left / to_go), start=start, stop=clock.stop)
    except OwnRuleFailed:
        # under a change a rule of the user's own may see what it does not expect
        return None
    return None if solved.plan is None else solved


def _value(beside: Beside, problem: Problem, rosters: Sequence[Roster]) -> tuple[float, float]:
    worths = [beside.worth(problem, roster) for roster in rosters]
    return round(sum(first for first, _ in worths), 6), sum(points for _, points in worths)


def _ask(beside: Beside, candidate: Candidate, without: Result, solved: Result) -> Ask | None:
    changed = candidate.change.apply(beside.problem)
    gain = solved.first.value - without.first.value
    if gain <= SAME:
        return None
    return Ask(
        candidate.kind,
        sentence(beside.problem, candidate),
        candidate.size,
        candidate.change,
        make_job(changed, NEW_JOB, candidate.roster),
        _brings(beside.problem, changed, candidate, without, solved),
        tuple(job.roster for job in solved.jobs),
        candidate.hosts,
        candidate.more,
        candidate.anew,
    )


def _brings(
    problem: Problem, changed: Problem, candidate: Candidate, without: Result, solved: Result
) -> Brings:
    from bundler.kpis import measure

    first = solved.first.value - without.first.value
    points = solved.score - without.score
    minutes = sum(job.minutes for job in solved.jobs) - sum(job.minutes for job in without.jobs)
    before, after = measure(problem, without.jobs).plan, measure(changed, solved.jobs).plan
    proof: Proof = "found"
    if without.status == "optimal":
        proof = "exact" if solved.status == "optimal" else "at_least"
    asked = candidate.size.minutes_a_week
    net = net_of(problem, (first, points), asked)
    return Brings(
        jobs=len(solved.jobs) - len(without.jobs),
        hours=minutes / 60,
        points=round(points, 2),
        placed_hours=(minutes - asked) / 60,
        net=(round(net[0], 4), round(net[1], 4)),
        proof=proof,
        kpis={
            code: round(now - was, 6)
            for code, was in before.items()
            if was is not None and (now := after.get(code)) is not None
        },
    )
