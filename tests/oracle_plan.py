"""The best plan of a tiny problem: every choice among the oracle's jobs, within what each task offers.

Exact by dynamic programming over what is left of each task; pins that ask for a job are met first,
by each job that could.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from math import inf
from operator import sub
from typing import NamedTuple

from bundler.domain import Pin, Problem, Session
from bundler.rules import score_terms
from tests.oracle import Column, Oracle, Value


class Best(NamedTuple):
    """The best plan: its value per level and its rosters."""

    first: float
    score: float
    rosters: tuple[tuple[Session, ...], ...]


def best_plan(
    problem: Problem,
    objective: str = "balanced",
    keep: Sequence[Sequence[Session]] = (),
    at_least: Mapping[str, int] | None = None,
    without: Collection[str] = (),
) -> Best | None:
    """The best plan under ``objective``; None where the pins, or ``fewest-jobs``, allow none.

    Args:
        keep: rosters of jobs that the plan holds as they are.
        at_least: by task id, so many jobs (of a shareable task: sessions) hold it at the least.
        without: no job holds exactly these tasks.
    """
    pins = problem.scenario.pins
    columns = [
        column
        for column in Oracle(problem, objective).columns()
        if column.tasks != frozenset(without) and all(_allowed(pin, column, problem) for pin in pins)
    ]
    demands = [pin for pin in pins if pin.kind in ("together", "place", "job")]
    kept = tuple(_column(problem, roster, objective) for roster in keep)
    plan = _Selection(problem, columns, objective == "fewest-jobs", at_least).with_demands(demands, kept)
    if plan is None:
        return None
    (first, score), chosen = plan
    if objective == "fewest-jobs":
        first = -first
    if objective == "most-hours":
        first /= 60
    return Best(first, score, tuple(column.roster for column in chosen))


def _column(problem: Problem, roster: Sequence[Session], objective: str) -> Column:
    """A job that is kept, whatever else it could have been."""
    days: dict[str, list[int]] = {}
    for session in roster:
        days.setdefault(session.task_id, []).append(session.day)
    minutes = sum(session.end - session.start for session in roster)
    first = {"most-hours": minutes, "most-jobs": 1, "fewest-jobs": -1}
    score = sum(score_terms(problem, roster).values())
    shared = {name: tuple(sorted(on)) for name, on in days.items() if problem.task_by_id[name].shareable}
    value = (score if objective == "balanced" else float(first[objective]), score)
    return Column(frozenset(days), shared, value, tuple(roster))


def _allowed(pin: Pin, column: Column, problem: Problem) -> bool:
    """Whether a job with these tasks may exist at all."""
    ids = set(pin.ids)
    match pin.kind:
        case "leave":
            return not ids & column.tasks
        case "apart":
            return len(ids & column.tasks) < 2
        case "forbid_suppliers":
            owners = {task.supplier_id for task in problem.tasks if task.task_id in column.tasks}
            return len(ids & owners) < 2
    return True


def _meets(pin: Pin, column: Column) -> bool:
    """Whether a plan with this job keeps a pin that asks for one."""
    ids = set(pin.ids)
    return ids == column.tasks if pin.kind == "job" else ids <= column.tasks


Caps = tuple[int, ...]
# Row by row in one number, to subtract all at once; what is short takes the highest bit of its row.
BITS = 8
OWED = 1 << BITS - 1
Plan = tuple[Value, tuple[Column, ...]]


class _Selection:
    """The best multiset of columns within what each task offers."""

    def __init__(
        self,
        problem: Problem,
        columns: list[Column],
        everything: bool,
        at_least: Mapping[str, int] | None = None,
    ) -> None:
        at_least = at_least or {}
        self.everything = everything
        self.may_be_left: list[float] = []
        rows: list[tuple[str, int]] = []
        caps: list[int] = []
        self.closing: list[int] = []  # per task the row that is 0 once the task is fully placed
        self.first_row: list[int] = []
        for task in problem.tasks:
            self.first_row.append(len(rows))
            self.closing.append(len(rows))
            rows.append((task.task_id, -1))
            caps.append(task.headcount * (task.sessions_per_week if task.min_sessions_per_job else 1))
            asked = at_least.get(task.task_id)
            self.may_be_left.append(0 if everything else inf if asked is None else caps[-1] - asked)
            if task.min_sessions_per_job:
                rows += [(task.task_id, day) for day in task.days]
                caps += [task.headcount] * len(task.days)
        self.rows = rows
        self.caps: Caps = tuple(caps)
        self.columns = [(column, _use(column, rows)) for column in columns]
        order = [task.task_id for task in problem.tasks]
        self.no_debt = _packed([OWED] * len(caps))
        self.by_first: list[list[tuple[Column, int]]] = [[] for _ in order]
        for column, use in self.columns:
            if everything or at_least or column.value > (0.0, 0.0):
                self.by_first[min(order.index(name) for name in column.tasks)].append((column, _packed(use)))
        self.fill = cache(self._fill)

    def with_demands(self, demands: list[Pin], kept: tuple[Column, ...]) -> Plan | None:
        caps = self.caps
        for column in kept:
            left = _minus(caps, _use(column, self.rows))
            assert left is not None, "kept jobs are more than the tasks allow"
            caps = left
        return self._demand(tuple(demands), caps, kept)

    def _demand(self, demands: tuple[Pin, ...], caps: Caps, chosen: tuple[Column, ...]) -> Plan | None:
        open_demands = tuple(pin for pin in demands if not any(_meets(pin, column) for column in chosen))
        if not open_demands:
            rest = self.fill(0, _packed(caps))
            return None if rest is None else (_add(rest[0], *(c.value for c in chosen)), (*chosen, *rest[1]))
        plans = []
        for column, use in self.columns:
            left = _minus(caps, use)
            if left is not None and _meets(open_demands[0], column):
                plans.append(self._demand(open_demands, left, (*chosen, column)))
        return max((plan for plan in plans if plan), key=lambda plan: plan[0], default=None)

    def left(self, number: int, caps: int) -> int:
        """What is left of task ``number``."""
        return caps >> BITS * self.closing[number] & OWED - 1

    def beyond(self, number: int, caps: int) -> int:
        """Rows of tasks that are done cannot matter any more: the same state for all of them."""
        done = BITS * (*self.first_row, len(self.rows))[number + 1]
        return caps >> done << done

    def less(self, caps: int, use: int) -> int | None:
        """``caps`` without ``use``; None where that takes more than there is."""
        left = (caps | self.no_debt) - use
        return left ^ self.no_debt if left & self.no_debt == self.no_debt else None

    def _fill(self, number: int, caps: int) -> Plan | None:
        """The best jobs among those whose first task is ``number`` or later; ``caps`` are packed."""
        if number == len(self.first_row):
            return (0.0, 0.0), ()
        best: Plan | None = None
        if self.left(number, caps) <= self.may_be_left[number]:
            best = self.fill(number + 1, self.beyond(number, caps))
        no_debt = self.no_debt
        for column, use in self.by_first[number]:
            left = (caps | no_debt) - use  # as ``less``, which would be called some million times
            if left & no_debt == no_debt:
                rest = self.fill(number, left ^ no_debt)
                if rest is not None:
                    (first, score), chosen = rest
                    value = round(first + column.value[0], 9), score + column.value[1]
                    if best is None or value > best[0]:
                        best = value, (column, *chosen)
        return best


def _add(*values: Value) -> Value:
    """Level by level; the first level is rounded so that equal sums compare as equal."""
    return round(sum(value[0] for value in values), 9), sum(value[1] for value in values)


def _use(column: Column, rows: Iterable[tuple[str, int]]) -> Caps:
    use = []
    for name, day in rows:
        if name not in column.tasks:
            use.append(0)
        elif day < 0:
            use.append(len(column.shared.get(name, (0,))))
        else:
            use.append(int(day in column.shared[name]))
    return tuple(use)


def _minus(caps: Caps, use: Caps) -> Caps | None:
    left = tuple(map(sub, caps, use))
    return None if min(left) < 0 else left


def _packed(rows: Sequence[int]) -> int:
    """The lowest bits are those of the first row."""
    assert max(rows) <= OWED
    return sum(each << BITS * at for at, each in enumerate(rows))
