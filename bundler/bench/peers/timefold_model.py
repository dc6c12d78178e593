"""Timefold's planning model. Needs the package timefold and Java: imported only where both are there."""

from dataclasses import dataclass, field
from typing import Annotated

from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningScore,
    PlanningVariable,
    ProblemFactCollectionProperty,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import (
    Constraint,
    ConstraintCollectors,
    ConstraintFactory,
    HardSoftScore,
    constraint_provider,
)

from bundler.bench.peers.timefold_facts import Limits
from bundler.bench.peers.timefold_week import crowded, judge


@dataclass
class Slot:
    """A job that may come to be."""

    number: Annotated[int, PlanningId]

    def __hash__(self) -> int:
        return self.number

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Slot) and self.number == other.number


@planning_entity
@dataclass
class Holding:
    """A copy of a task: in which job, on which days (as bits)."""

    number: Annotated[int, PlanningId]
    # those of Copy, once more: inherited fields Timefold reads many times slower
    task: int
    supplier: int
    place: int
    length: int
    opens: int
    closes: int
    skills: int
    outdoor: bool
    dirty: bool
    food: bool
    supervised: bool
    headcount: int
    shareable: bool
    walks: list[int]
    limits: Limits
    patterns: Annotated[list[int], ValueRangeProvider(id="patterns")]
    slot: Annotated[
        Slot | None, PlanningVariable(value_range_provider_refs=["slots"], allows_unassigned=True)
    ] = field(default=None)
    days: Annotated[int | None, PlanningVariable(value_range_provider_refs=["patterns"])] = field(
        default=None
    )


@planning_solution
@dataclass
class Plan:
    """All copies and the jobs they may be in."""

    slots: Annotated[list[Slot], ProblemFactCollectionProperty, ValueRangeProvider(id="slots")]
    holdings: Annotated[list[Holding], PlanningEntityCollectionProperty]
    score: Annotated[HardSoftScore | None, PlanningScore] = field(default=None)


@constraint_provider
def constraints(factory: ConstraintFactory) -> list[Constraint]:
    """Each job by itself, and shared tasks."""
    jobs = (
        factory.for_each(Holding)
        .group_by(lambda holding: holding.slot, ConstraintCollectors.to_list(lambda holding: holding))
        .map(lambda _slot, holdings: judge(holdings))
    )
    return [
        jobs.penalize(HardSoftScore.ONE_HARD, lambda verdict: verdict.hard).as_constraint("rules"),
        jobs.impact(HardSoftScore.ONE_SOFT, lambda verdict: verdict.soft).as_constraint("score"),
        factory.for_each(Holding)
        .filter(lambda holding: holding.shareable)
        .group_by(lambda holding: holding.task, ConstraintCollectors.to_list(lambda holding: holding))
        .penalize(HardSoftScore.of_hard(60), lambda _task, holdings: crowded(holdings))
        .as_constraint("shared tasks"),
    ]
