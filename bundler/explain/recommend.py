"""Where a task could go: jobs that could take it, partners for a new job, and swaps, each verified.

The other jobs stay exactly as they are. Every week is the best one for exactly its tasks, and the whole
new plan is held against every rule before it is shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from bundler.domain import Job, Problem, Session, Task
from bundler.errors import OwnRuleFailed, UsageError
from bundler.explain.plan_change import (
    KpiChange,
    Roster,
    Worth,
    job_names,
    key,
    kpi_changes,
    next_name,
    open_pins,
)
from bundler.i18n import Text
from bundler.kpis import Measures, measure
from bundler.rules import across_jobs, left_over, make_job, score_terms, violations

Kind = Literal["join", "new", "swap"]

KINDS: tuple[Kind, ...] = ("join", "new", "swap")
# seconds for new jobs; what is left over is little, so that nearly always less is needed
_SECONDS = 2.0
_SPARE = 4
# points of an hour beside which no other term of a score counts
_HEAVY = 1e5

_UNKNOWN = Text(
    "There is no task '{task}' in the data. Maybe its id is written differently.",
    "Er is geen taak '{task}' in de gegevens. Misschien is de code anders geschreven.",
)
_PLACED = Text(
    "Task {task} is in jobs already, in full. Maybe another task is meant.",
    "Taak {task} zit al helemaal in banen. Misschien is een andere taak bedoeld.",
)


class Recommendation(NamedTuple):
    """One way to take a task in, the other jobs staying as they are.

    Attributes:
        kind: ``join``: a job takes it; ``new``: a new job with what is left over; ``swap``: a job takes it
            and gives one of its tasks back, which is then left over.
        task_id: the task.
        job_id: the job that takes it, or the id of the new job.
        job: that job as it would be, with its new week.
        sessions: how many sessions a week of the task it then holds.
        had_it: whether that job held some of the task before.
        given_back: id of the task that a swap gives back; None otherwise.
        change: by how much the plan's jobs, minutes and score change.
        levels: name and change of each level of the objective.
        kpis: the KPIs that change.
        jobs: the whole plan as it would be.
    """

    kind: Kind
    task_id: str
    job_id: str
    job: Job
    sessions: int
    had_it: bool
    given_back: str | None
    change: Worth
    levels: tuple[tuple[str, float], ...]
    kpis: tuple[KpiChange, ...]
    jobs: tuple[Job, ...]


class _Candidate(NamedTuple):
    """A job that could hold the task; ``at`` is the number of the job that it replaces, None: a new one."""

    kind: Kind
    at: int | None
    given_back: str
    roster: tuple[Session, ...]
    change: Worth

    @property
    def what(self) -> object:
        """What it is about: of one job, or of the same tasks, whatever the number of sessions."""
        if self.at is None:
            return frozenset(session.task_id for session in self.roster)
        return self.kind, self.at, self.given_back


def recommend(
    problem: Problem,
    rosters: Sequence[Roster],
    task_id: str,
    most: int = 5,
    names: Sequence[str] | None = None,
) -> tuple[Recommendation, ...]:
    """Where a new or left-over task could go, the best for the plan's objective first.

    Args:
        problem: the data and the scenario.
        rosters: the jobs of a plan that keeps all rules; pins that ask for a job may still be open.
        task_id: a task with sessions that are in no job.
        most: how many ways at most; the best of each kind is among them where there is room.
        names: the ids of the jobs; None: J01, J02 and on.

    Returns:
        The ways, each verified; empty where there is none.

    Raises:
        UsageError: the task is not known or is placed in full, or the plan breaks a rule.
    """
    return Recommender(problem, rosters, names).ways(task_id, most)


class Recommender:
    """Questions about one plan.

    Args:
        problem: the data and the scenario.
        rosters: the jobs of a plan that keeps all rules; pins that ask for a job may still be open.
        names: the ids of the jobs; None: J01, J02 and on.

    Attributes:
        complete: whether, for every task asked about so far, all new jobs were looked at.

    Raises:
        UsageError: the plan breaks a rule.
    """

    def __init__(
        self, problem: Problem, rosters: Sequence[Roster], names: Sequence[str] | None = None
    ) -> None:
        from bundler.solver.exactly import ExactWeeks

        self.problem = problem
        self.names = job_names(len(rosters), names)
        self.rosters = tuple(tuple(roster) for roster in rosters)
        self.complete = True
        self._open = open_pins(problem, rosters, self.names)
        self._left = left_over(problem, rosters)
        self._weeks = ExactWeeks(problem)
        self._worth = [self._worth_of(roster) for roster in self.rosters]
        self._held = [Counter(session.task_id for session in roster) for roster in self.rosters]
        self._jobs_with = Counter(task_id for held in self._held for task_id in held)
        self._total = Counter(session.task_id for roster in self.rosters for session in roster)
        self._persons = Counter(
            (session.task_id, session.day) for roster in self.rosters for session in roster
        )
        self._jobs = tuple(
            make_job(problem, name, roster) for name, roster in zip(self.names, self.rosters, strict=True)
        )
        self._measured: Measures | None = None
        self._judged: dict[_Candidate, bool] = {}

    def ways(self, task_id: str, most: int = 5) -> tuple[Recommendation, ...]:
        """Where one task could go; see ``recommend``.

        Raises:
            UsageError: the task is not known or is placed in full.
        """
        task = self.problem.task_by_id.get(task_id)
        if task is None:
            raise UsageError(_UNKNOWN.fill(task=task_id))
        if task_id not in self._left:
            raise UsageError(_PLACED.fill(task=task_id))
        if not self._weeks.knows(task_id):
            return ()
        objective = self.problem.scenario.solve.objective
        ranked = sorted(
            self._candidates(task, most),
            key=lambda each: (
                [-value for value in each.change.rank(objective)],
                KINDS.index(each.kind),
                -1 if each.at is None else each.at,
                each.given_back,
            ),
        )
        return tuple(self._recommendation(task_id, each) for each in self._best(ranked, most))

    # --- candidates ---

    def _candidates(self, task: Task, most: int) -> Iterator[_Candidate]:
        yield from self._new_jobs(task, most)
        for at, held in enumerate(self._held):
            yield from self._weeks_of(at, dict(held), task, "join", "")
            for back in held:
                if back != task.task_id:
                    rest = {name: count for name, count in held.items() if name != back}
                    yield from self._weeks_of(at, rest, task, "swap", back)

    def _weeks_of(
        self, at: int, held: Mapping[str, int], task: Task, kind: Kind, back: str
    ) -> Iterator[_Candidate]:
        """One job with each number of sessions that it could take."""
        for count in task.sessions_in_a_job():
            roster = self._week(at, held, task, count)
            if roster is not None:
                change = Worth.of([self._worth_of(roster)]).minus(Worth.of([self._worth[at]]))
                yield _Candidate(kind, at, back, roster, change)

    def _week(self, at: int, held: Mapping[str, int], task: Task, count: int) -> tuple[Session, ...] | None:
        """The best week of a job that takes so many sessions of a task; None where there surely is none."""
        now = self._held[at][task.task_id]
        if count <= now or (not task.shareable and self._jobs_with[task.task_id] >= task.headcount):
            return None
        if task.shareable and self._total[task.task_id] - now + count > task.sessions_offered:
            return None
        sessions = {**held, task.task_id: count}
        if not (self._weeks.may_share(sessions) and self._weeks.hours_fit(sessions)):
            return None
        try:
            return self._weeks.best(sessions, {name: self._free_days(at, name) for name in sessions})
        except OwnRuleFailed:
            # of tasks that break another rule together a rule of the user's own may not know what to say
            return None

    def _free_days(self, at: int, task_id: str) -> list[int]:
        """Weekdays on which the other jobs leave room for one more person on a task."""
        task = self.problem.task_by_id[task_id]
        if not task.shareable:
            return list(task.days)
        own = {session.day for session in self.rosters[at] if session.task_id == task_id}
        return [day for day in task.days if self._persons[task_id, day] - (day in own) < task.headcount]

    def _new_jobs(self, task: Task, most: int) -> Iterator[_Candidate]:
        from bundler.solver.find import find_jobs

        problem = self.problem
        if problem.scenario.solve.objective == "most-hours":
            weights = problem.scenario.weights
            heavy = weights.model_copy(update={"hours": weights.hours + _HEAVY})
            scenario = problem.scenario.model_copy(update={"weights": heavy})
            problem = problem.model_copy(update={"scenario": scenario})
        # the same tasks with other numbers of sessions are shown once
        asked = _SPARE * most
        found = find_jobs(problem, [task.task_id], most=asked, seconds=_SECONDS, keep=self.rosters)
        self.complete &= found.proved
        for roster in found.rosters:
            yield _Candidate("new", None, "", roster, Worth.of([self._worth_of(roster)]))

    def _worth_of(self, roster: Roster) -> tuple[int, float]:
        minutes = sum(session.end - session.start for session in roster)
        return minutes, sum(score_terms(self.problem, roster).values())

    # --- what is shown ---

    def _best(self, ranked: Sequence[_Candidate], most: int) -> list[_Candidate]:
        """The first of each kind and then the first of all that hold, in order of rank."""
        chosen: dict[object, int] = {}
        for kind in (*KINDS, None):
            wanted = most if kind is None else len(chosen) + 1
            for number, each in enumerate(ranked):
                if len(chosen) >= wanted:
                    break
                # of one job the best number of sessions
                if kind in (None, each.kind) and each.what not in chosen and self._holds(each):
                    chosen[each.what] = number
        return [ranked[number] for number in sorted(chosen.values())[:most]]

    def _holds(self, each: _Candidate) -> bool:
        """Whether the plan as it would be keeps every rule, but for pins that were open already."""
        if each not in self._judged:
            # the other jobs were judged when the plan was
            self._judged[each] = (
                not violations(self.problem, each.roster)
                and {key(verdict) for verdict in across_jobs(self.problem, self._plan(each))} <= self._open
            )
        return self._judged[each]

    def _plan(self, each: _Candidate) -> dict[str, Roster]:
        rosters: list[Roster] = list(self.rosters)
        if each.at is None:
            rosters.append(each.roster)
        else:
            rosters[each.at] = each.roster
        return {str(at): roster for at, roster in enumerate(rosters)}

    def _recommendation(self, task_id: str, each: _Candidate) -> Recommendation:
        job_id = next_name(self.names) if each.at is None else self.names[each.at]
        job = make_job(self.problem, job_id, each.roster)
        jobs = (
            (*self._jobs, job)
            if each.at is None
            else tuple(job if at == each.at else old for at, old in enumerate(self._jobs))
        )
        if self._measured is None:
            self._measured = measure(self.problem, self._jobs)
        return Recommendation(
            kind=each.kind,
            task_id=task_id,
            job_id=job_id,
            job=job,
            sessions=sum(session.task_id == task_id for session in each.roster),
            had_it=each.at is not None and task_id in self._held[each.at],
            given_back=each.given_back or None,
            change=each.change,
            levels=each.change.levels(self.problem.scenario.solve.objective),
            kpis=kpi_changes(self._measured, measure(self.problem, jobs)),
            jobs=jobs,
        )
