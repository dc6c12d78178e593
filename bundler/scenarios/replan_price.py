"""Changes to agreed jobs that are worth their price."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from bundler.domain import Pin, Problem
from bundler.rules import plan_score, plan_violations
from bundler.scenarios.replan_agreed import score
from bundler.scenarios.replan_changes import Roster
from bundler.solver.asked import ASKING

_TINY = 1e-6
# Rosters and pins to hold; gives the best plan that holds them, None where there is none or no time for it.
Step = Callable[[Sequence[Roster], Sequence[Pin]], "list[Roster] | None"]


class Promised(NamedTuple):
    """What agreed jobs promise.

    Attributes:
        rosters: jobs that stay exactly as they are.
        wishes: what is left of the other ones stays one job.
    """

    rosters: tuple[Roster, ...]
    wishes: tuple[Pin, ...]

    def kept_by(self, rosters: Sequence[Roster]) -> frozenset[int]:
        """The numbers of the promises that a plan keeps, jobs first; jobs that are alike count each."""
        left = Counter(rosters)
        kept = set()
        for at, roster in enumerate(self.rosters):
            if left[roster]:
                left[roster] -= 1
                kept.add(at)
        holding = [{session.task_id for session in roster} for roster in rosters]
        for at, pin in enumerate(self.wishes, len(self.rosters)):
            if any(set(pin.ids) <= tasks for tasks in holding):
                kept.add(at)
        return frozenset(kept)

    def broken_by(self, rosters: Sequence[Roster]) -> int:
        """How many promises a plan does not keep."""
        return len(self) - len(self.kept_by(rosters))

    def some(self, numbers: frozenset[int]) -> tuple[list[Roster], list[Pin]]:
        """The promises with these numbers."""
        jobs = [roster for at, roster in enumerate(self.rosters) if at in numbers]
        return jobs, [pin for at, pin in enumerate(self.wishes, len(self.rosters)) if at in numbers]

    def __len__(self) -> int:
        return len(self.rosters) + len(self.wishes)


class Priced(NamedTuple):
    """What a plan is worth after the price of every promise that it breaks."""

    problem: Problem
    promised: Promised
    price: float

    def value(self, rosters: Sequence[Roster]) -> float:
        """In points, to 0.01."""
        return plan_score(self.problem, rosters) - self.price * self.promised.broken_by(rosters)


def mixed(priced: Priced, around: Sequence[Roster], free: Sequence[Roster]) -> list[Roster]:
    """Of two plans the better for every group of jobs that differ and share tasks, changes paid for."""
    chosen = list(around)
    for before, after in _groups(priced.problem, around, free):
        other = list((Counter(chosen) - Counter(before) + Counter(after)).elements())
        brings = score(priced.problem, after) - score(priced.problem, before)
        costs = priced.price * (priced.promised.broken_by(other) - priced.promised.broken_by(chosen))
        if brings > costs + _TINY and not plan_violations(priced.problem, _named(other)):
            chosen = other
    return chosen


def one_by_one(
    priced: Priced, chosen: list[Roster], around: float, of_any: float, solve: Step
) -> list[Roster]:
    """Break one promise more, or keep one more, as long as that brings anything.

    Args:
        priced: the price.
        chosen: the plan to begin with.
        around: what no plan that keeps every promise is worth more than.
        of_any: what no plan at all is.
        solve: gives the best plan that keeps some promises.
    """
    tried: set[frozenset[int]] = set()
    value, better = priced.value(chosen), True
    while better:
        better = False
        for at in range(len(priced.promised)):
            numbers = priced.promised.kept_by(chosen) ^ {at}
            broken = len(priced.promised) - len(numbers)
            if numbers in tried or value >= (of_any - priced.price * broken if broken else around) - _TINY:
                continue
            tried.add(numbers)
            found = solve(*priced.promised.some(numbers))
            if found is not None and priced.value(found) > value + _TINY:
                chosen, value, better = found, priced.value(found), True
    return chosen


def _groups(
    problem: Problem, around: Sequence[Roster], free: Sequence[Roster]
) -> list[tuple[list[Roster], list[Roster]]]:
    """The jobs in which two plans differ, by tasks they share, step by step; pins tie tasks too."""
    before = list((Counter(around) - Counter(free)).elements())
    after = list((Counter(free) - Counter(around)).elements())
    everything = [*before, *after]
    merged: list[tuple[frozenset[str], list[int]]] = []
    groups: list[tuple[frozenset[str], list[int]]]
    groups = [(frozenset(pin.ids), []) for pin in problem.scenario.pins if pin.kind in ASKING]
    groups += [(frozenset(s.task_id for s in roster), [at]) for at, roster in enumerate(everything)]
    for tasks, members in groups:
        meeting = [each for each in merged if each[0] & tasks]
        merged = [each for each in merged if not each[0] & tasks]
        everyone = sorted(at for _, others in meeting for at in others) + members
        merged.append((tasks.union(*(each[0] for each in meeting)), everyone))
    return [
        (
            [everything[at] for at in members if at < len(before)],
            [everything[at] for at in members if at >= len(before)],
        )
        for _, members in merged
        if members
    ]


def _named(rosters: Sequence[Roster]) -> dict[str, Roster]:
    return {str(at): roster for at, roster in enumerate(rosters)}
