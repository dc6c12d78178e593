"""Proof by a second path: how good can a plan be, by code that shares nothing with the solver.

Only the rules in plain Python are shared. The sets of tasks are listed anew, their best weeks found
by other means, the linear and the integer program solved by other solvers, without cuts.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple, cast

from bundler.domain import Problem, Session
from bundler.domain.scenario import Objective
from bundler.prove.choose import GRACE_SECONDS
from bundler.prove.columns import Columns, contradiction
from bundler.prove.days import Days
from bundler.prove.facts import Facts, Part
from bundler.prove.levels import AGREE, SLACK, Found, Ladder, Rosters, reached
from bundler.prove.model import Level, Model
from bundler.prove.sets import Items, TooMany, list_sets
from bundler.prove.watch import Step, Stopped, Watch
from bundler.prove.weeks import Weeks

Verdict = Literal["proved", "better", "contradicted", "open", "unfit"]
Cut = Literal["time", "user", "size", "solver", ""]
_LEVELS: dict[str, tuple[Level, ...]] = {
    "balanced": ("score",),
    "most-hours": ("hours", "score"),
    "most-jobs": ("jobs", "score"),
    "fewest-jobs": ("fewest", "score"),
}


class Claims(NamedTuple):
    """What a plan says of how good it is.

    Attributes:
        bounds: claimed bound by level: ``score``, ``hours`` or ``jobs``.
        optimal: whether it says that no plan is better.
    """

    bounds: Mapping[str, float] = {}
    optimal: bool = False


class ProvedLevel(NamedTuple):
    """One level of the objective, in points, hours or jobs.

    Attributes:
        name: ``score``, ``hours`` or ``jobs``.
        value: what the plan reaches.
        bound: what no plan can exceed (fewest jobs: no plan needs fewer); None where none was found.
        linear, integer: what the linear and the integer program prove.
        better: what a better plan reaches; None where there is none known.
        claimed: the bound that the plan claims.
    """

    name: str
    value: float
    bound: float | None
    linear: float | None
    integer: float | None
    better: float | None
    claimed: float | None


class Proof(NamedTuple):
    """The outcome.

    Attributes:
        verdict: ``proved`` (value and bound agree to 0.01 on every level), ``better`` (a better plan
            exists, and the plan claims nothing else), ``contradicted`` (a better plan exists, against
            what the plan claims), ``open`` (cut off before one of these), ``unfit`` (under fewest-jobs
            the plan leaves a task).
        cut: what cut it off: ``time``, ``user``, ``size`` (too many sets), ``solver`` (the linear or the
            integer solver gave up); else empty.
        levels: those that were looked at.
        sets: sets of tasks listed.
        weeks: sets whose best week was worked out and that have one.
        seconds: how long it took.
        better: rosters of a better plan, where there is one.
        optimal: whether the plan claims that no plan is better.
    """

    verdict: Verdict
    cut: Cut
    levels: tuple[ProvedLevel, ...]
    sets: int
    weeks: int
    seconds: float
    better: Rosters = ()
    optimal: bool = False


def prove(
    problem: Problem,
    objective: Objective,
    rosters: Sequence[Sequence[Session]],
    claims: Claims | None = None,
    *,
    time_limit: float = float("inf"),
    stop: threading.Event | None = None,
    on_step: Callable[[Step], None] | None = None,
) -> Proof:
    """Derive anew how good a plan can be.

    Args:
        problem: the data and the scenario.
        objective: what a good plan is.
        rosters: the plan; it must keep every rule (``bundler.rules.plan_violations``).
        claims: what the plan says of how good it is.
        time_limit: seconds.
        stop: set from another thread to end it.
        on_step: called from this thread now and then.

    Raises:
        ProofError: the second path contradicts the plain rules: a bug.
    """
    return _Prover(problem, objective, rosters, claims or Claims(), Watch(time_limit, stop, on_step)).run()


class _Prover:
    def __init__(
        self,
        problem: Problem,
        objective: Objective,
        rosters: Sequence[Sequence[Session]],
        claims: Claims,
        watch: Watch,
    ) -> None:
        self.problem, self.objective, self.rosters = problem, objective, rosters
        self.claims, self.watch = claims, watch
        self.everything = objective == "fewest-jobs"
        self.facts = Facts(problem)
        self.columns: Columns | None = None
        self.found: list[tuple[Level, Found]] = []

    def run(self) -> Proof:
        if self.everything and self._leaves_a_task():
            return self._proof("unfit")
        try:
            return self._levels()
        except Stopped:
            return self._proof("open", self._cut())
        except TooMany:
            return self._proof("open", "size")

    def _levels(self) -> Proof:
        items = Items(self.facts)
        days = Days(self.facts, self.watch.check)
        sets = list_sets(self.facts, items, days, self.watch)
        self.columns = Columns(self.facts, items, sets, Weeks(self.facts, days, self.watch))
        start = self._own_sets(self.columns)
        for level in _LEVELS[self.objective]:
            ladder = Ladder(self.columns, level, self._maker(level), self.rosters, start, self.watch)
            self.found.append((level, ladder.found))
            try:
                found = ladder.climb()
            finally:
                self.found[-1] = (level, ladder.found)
            if found.better is not None:
                return self._proof("contradicted" if self._against_claims(level, found) else "better")
            if not found.done:
                return self._proof("open", self._cut())
        return self._proof("proved")

    def _cut(self) -> Cut:
        if self.watch.by_user:
            return "user"
        return "time" if self.watch.left <= 2 * GRACE_SECONDS else "solver"

    def _maker(self, level: Level) -> Callable[[Columns], Model]:
        """How to make the model of a level: at the second one the first is as in the plan."""

        def make(columns: Columns) -> Model:
            model = Model(columns, level, everything=self.everything)
            first = _LEVELS[self.objective][0]
            if level != first:
                value = reached(columns, first, self.rosters)
                if first == "hours":
                    model.fix_hours(round(value))
                else:
                    model.fix_jobs(round(abs(value)))
            return model

        return make

    def _leaves_a_task(self) -> bool:
        placed = Counter(session.task_id for roster in self.rosters for session in roster)
        return any(
            placed[task.task_id] < task.sessions_offered
            for task in self.problem.tasks
            if not self.problem.left_out_by_date(task)
        )

    def _own_sets(self, columns: Columns) -> list[int]:
        """The plan's jobs among the listed sets.

        Raises:
            ProofError: a job that keeps the rules is not among them, or is worth more there.
        """
        found = []
        for roster in self.rosters:
            sessions = Counter(session.task_id for session in roster)
            names = ", ".join(sorted(sessions))
            parts = []
            for task_id, count in sessions.items():
                task = self.facts.number.get(task_id)
                if task is None:
                    raise contradiction(names)
                parts.append(Part(task, self.facts.tasks[task].days, count))
            row = columns.find(parts)
            if row is None:
                raise contradiction(names)
            columns.settle([row], -float("inf"))
            if columns.points[row] < reached(columns, "score", [roster]) - SLACK:
                raise contradiction(names)
            found.append(row)
        return found

    def _against_claims(self, level: Level, found: Found) -> bool:
        claimed = self.claims.bounds.get(_name(level))
        assert found.better is not None
        if claimed is None or self.claims.optimal:
            return self.claims.optimal
        better = _shown(level, found.better)
        return (claimed - better if level == "fewest" else better - claimed) > AGREE

    def _proof(self, verdict: Verdict, cut: Cut = "") -> Proof:
        columns = self.columns
        return Proof(
            verdict=verdict,
            cut=cut,
            levels=tuple(self._level(level, found) for level, found in self.found),
            sets=0 if columns is None else len(columns),
            weeks=0 if columns is None else int((columns.exact & (columns.points > -float("inf"))).sum()),
            seconds=self.watch.seconds,
            better=next((found.rosters for _, found in self.found if found.rosters), ()),
            optimal=self.claims.optimal,
        )

    def _level(self, level: Level, found: Found) -> ProvedLevel:
        def shown(value: float | None) -> float | None:
            return None if value is None else _shown(level, value)

        return ProvedLevel(
            name=_name(level),
            value=_shown(level, found.value),
            bound=shown(found.bound),
            linear=shown(found.linear),
            integer=shown(found.integer),
            better=shown(found.better),
            claimed=self.claims.bounds.get(_name(level)),
        )


def _name(level: Level) -> str:
    return "jobs" if level == "fewest" else level


def _shown(level: Level, value: float) -> float:
    """As people count it: hours instead of minutes, fewest jobs above 0."""
    return {"hours": value / 60, "fewest": -value + 0.0}.get(cast(str, level), value)
