"""What a change of a plan does to its worth and to every KPI."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bundler.domain import Problem, Session
from bundler.domain.scenario import Objective
from bundler.errors import UsageError
from bundler.i18n import Text
from bundler.kpis import KPIS, Kpi, Measures
from bundler.rules import Verdict, plan_violations

Roster = Sequence[Session]

_SAME = 1e-9
_BROKEN = Text(
    "The plan breaks a rule: {job}{why}. Maybe repair the plan first; bundler check --plan lists all.",
    "Het plan overtreedt een regel: {job}{why}. Misschien eerst het plan herstellen; bundler check --plan "
    "noemt alles.",
)


class KpiChange(NamedTuple):
    """One KPI before and after.

    Attributes:
        supplier_id: empty for a KPI of the plan as a whole.
        before: its value; None where it is not known.
    """

    kpi: Kpi
    supplier_id: str
    before: float | None
    after: float | None

    @property
    def by(self) -> float | None:
        """The difference; None where one of the two is not known."""
        return None if self.before is None or self.after is None else self.after - self.before


def kpi_changes(before: Measures, after: Measures) -> tuple[KpiChange, ...]:
    """The KPIs that differ, in the catalogue's order; of the suppliers one for each whose value differs."""
    found = []
    for kpi in KPIS:
        if kpi.by == "plan":
            pairs = [("", before.plan.get(kpi.code), after.plan.get(kpi.code))]
        else:
            now, then = before.by_supplier.get(kpi.code, {}), after.by_supplier.get(kpi.code, {})
            pairs = [(name, now[name], then[name]) for name in now]
        found += [KpiChange(kpi, name, old, new) for name, old, new in pairs if _differ(old, new)]
    return tuple(found)


def _differ(before: float | None, after: float | None) -> bool:
    if before is None or after is None:
        return before is not after
    return abs(before - after) > _SAME


class Worth(NamedTuple):
    """What jobs are worth on the levels of an objective: exact, not rounded."""

    jobs: int
    minutes: int
    score: float

    @classmethod
    def of(cls, scored: Iterable[tuple[int, float]]) -> Worth:
        """Of jobs, each given by its minutes and its exact score."""
        listed = list(scored)
        return cls(len(listed), sum(minutes for minutes, _ in listed), sum(score for _, score in listed))

    def minus(self, other: Worth) -> Worth:
        """The difference."""
        return Worth(self.jobs - other.jobs, self.minutes - other.minutes, self.score - other.score)

    def levels(self, objective: Objective) -> tuple[tuple[str, float], ...]:
        """Name and value of each level of an objective, the first one first."""
        first = {
            "most-hours": ("hours", self.minutes / 60),
            "most-jobs": ("jobs", float(self.jobs)),
            "fewest-jobs": ("jobs", float(self.jobs)),
        }
        score = ("score", self.score)
        return (score,) if objective == "balanced" else (first[objective], score)

    def rank(self, objective: Objective) -> tuple[float, ...]:
        """The levels as what is to be made large: of the fewest jobs fewer are better."""
        sign = -1 if objective == "fewest-jobs" else 1
        values = [value for _, value in self.levels(objective)]
        return (sign * values[0], *values[1:]) if len(values) > 1 else tuple(values)


def job_names(number: int, names: Sequence[str] | None) -> tuple[str, ...]:
    """The ids of a plan's jobs: those given, else J01, J02 and on."""
    return tuple(names) if names is not None else tuple(f"J{at:02d}" for at in range(1, number + 1))


def next_name(names: Sequence[str]) -> str:
    """An id for one job more."""
    number = len(names) + 1
    while f"J{number:02d}" in names:
        number += 1
    return f"J{number:02d}"


def open_pins(
    problem: Problem, rosters: Sequence[Roster], names: Sequence[str]
) -> frozenset[tuple[str, str]]:
    """The pins asking for a job that a plan does not keep yet, each as its ``key``.

    Raises:
        UsageError: it breaks anything else.
    """
    found = plan_violations(problem, dict(zip(names, rosters, strict=True)))
    wrong = [
        (job_id, verdict)
        for job_id, verdicts in found.items()
        for verdict in verdicts
        if verdict.code not in ("pin_place", "pin_together", "pin_job")
    ]
    if wrong:
        job_id, verdict = wrong[0]
        raise UsageError(_BROKEN.fill(job=f"{job_id}: " if job_id else "", why=verdict.text))
    return frozenset(key(verdict) for verdicts in found.values() for verdict in verdicts)


def key(verdict: Verdict) -> tuple[str, str]:
    """What is broken: the rule's code and what it is about."""
    where = verdict.where
    return verdict.code, where.en if isinstance(where, Text) else where


class PlanDiff(NamedTuple):
    """What differs between two plans of the same tasks.

    Attributes:
        gone: ids of the jobs that the new plan does not have, by tasks and sessions.
        come: numbers of the jobs of the new plan that the old one does not have.
        moved: ids of jobs of the same tasks and sessions with another week.
        left: by task id, sessions that were in jobs and are left over now.
        taken: by task id, sessions that were left over and are in jobs now.
    """

    gone: tuple[str, ...]
    come: tuple[int, ...]
    moved: tuple[str, ...]
    left: dict[str, int]
    taken: dict[str, int]


def plan_diff(
    names: Sequence[str], before: Sequence[Roster], after: Sequence[Roster], asked: int | None = None
) -> PlanDiff:
    """What differs between a plan, its jobs having these ids, and another one.

    Args:
        names: ids of the jobs of ``before``.
        before: the plan.
        after: the other one.
        asked: number of a job that is asked about: where only one of it and its twins is left, it goes.
    """
    order = sorted(range(len(before)), key=lambda at: at == asked)
    old, new = [_holds(roster) for roster in before], [_holds(roster) for roster in after]
    weeks = [frozenset(roster) for roster in after]
    open_ = list(range(len(new)))
    gone, moved = [], []
    # jobs that stay with their week first: a twin must not be taken for one that moved
    later = []
    for at in order:
        same = next((number for number in open_ if weeks[number] == frozenset(before[at])), None)
        if same is None:
            later.append(at)
        else:
            open_.remove(same)
    for at in later:
        same = next((number for number in open_ if new[number] == old[at]), None)
        if same is None:
            gone.append(names[at])
        else:
            open_.remove(same)
            moved.append(names[at])
    was = Counter(session.task_id for roster in before for session in roster)
    now = Counter(session.task_id for roster in after for session in roster)
    return PlanDiff(
        tuple(sorted(gone, key=names.index)),
        tuple(open_),
        tuple(sorted(moved, key=names.index)),
        dict(sorted((was - now).items())),
        dict(sorted((now - was).items())),
    )


def _holds(roster: Roster) -> dict[str, int]:
    return dict(Counter(session.task_id for session in roster))
