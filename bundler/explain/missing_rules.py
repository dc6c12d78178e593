"""Asks about rules: the smallest useful step of each rule that is the table's own to set.

Never asked: breaks, daily and weekly rest, certificates (law), hygiene (safety), the share of supervised
hours (the care for the person).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bundler.domain import Rules, Session
from bundler.explain.missing_ask import Candidate, Change, Size
from bundler.explain.missing_beside import Beside
from bundler.rules import violations


class RuleSteps(NamedTuple):
    """How a rule may be relaxed.

    Attributes:
        code: the field of ``Rules``.
        step: what one step adds.
        most: how many steps at most.
        limit: no step goes beyond this value.
    """

    code: str
    step: float
    most: int
    limit: float


# The limits of days and weeks are those of the Arbeidstijdenwet (art. 5:7: 12 hours a day, 48 a week on
# average over 16 weeks); work between midnight and six is night work to that law.
RULE_STEPS = (
    RuleSteps("min_hours", -0.5, 8, 0),
    RuleSteps("max_hours", 0.5, 8, 48),
    RuleSteps("max_days", 1, 1, 6),
    RuleSteps("max_hours_per_day", 0.5, 4, 12),
    RuleSteps("max_span_hours", 0.5, 4, 13),
    RuleSteps("max_rest_minutes", 15, 4, 1440),
    RuleSteps("day_start", -15, 4, 360),
    RuleSteps("day_end", 15, 4, 1440),
    RuleSteps("max_tasks", 1, 2, 12),
    RuleSteps("max_suppliers", 1, 1, 12),
    RuleSteps("max_competencies", 1, 2, 12),
    RuleSteps("max_locations", 1, 2, 12),
    RuleSteps("max_travel_minutes", 5, 3, 60),
    RuleSteps("max_start_spread_minutes", 15, 8, 1440),
    RuleSteps("min_hours_per_supplier", -0.5, 8, 0),
)


def relaxed_values(rules: Rules, steps: RuleSteps) -> list[float]:
    """The values that a rule may be relaxed to, the nearest first."""
    now = getattr(rules, steps.code)
    if now is None:
        return []
    found = []
    for count in range(1, steps.most + 1):
        value = now + count * steps.step
        if (value - steps.limit) * steps.step > 0:
            break
        found.append(round(value, 2))
    return found


def rule_candidates(beside: Beside) -> Iterator[Candidate]:
    """The least that each rule is to give way for one more job."""
    rules = beside.problem.scenario.rules
    for steps in RULE_STEPS:
        yield from _least(beside, [((steps.code, value),) for value in relaxed_values(rules, steps)])
    if rules.separate_settings:
        yield from _least(beside, [(("separate_settings", False),)])


def _least(beside: Beside, values: list[tuple[tuple[str, object], ...]]) -> Iterator[Candidate]:
    changes = [Change(rules=value) for value in values]
    if not changes:
        return
    roster = _new_job(beside, changes[-1])
    if roster is None:
        return
    low, high = 0, len(changes) - 1
    while low < high:
        middle = (low + high) // 2
        sooner = _new_job(beside, changes[middle])
        if sooner is None:
            low = middle + 1
        else:
            high, roster = middle, sooner
    yield beside.candidate("rule", Size(steps=high + 1), changes[high], roster)


def _new_job(beside: Beside, change: Change) -> tuple[Session, ...] | None:
    """The best job that a relaxed rule allows beside the plan, and that was not possible before."""
    changed = change.apply(beside.problem)
    new = [roster for roster in beside.more_jobs(changed) if violations(beside.problem, roster)]
    return max(new, key=lambda roster: beside.worth(changed, roster), default=None)
