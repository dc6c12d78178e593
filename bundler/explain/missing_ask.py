"""What is asked of the table: one small change of the data or of one rule, and what it brings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from bundler.domain import Job, Problem, Session, Task
from bundler.i18n import Text

Roster = Sequence[Session]
Kind = Literal["hours", "window", "sharing", "headcount", "competency", "rule"]
Proof = Literal["exact", "at_least", "found"]

KINDS: tuple[Kind, ...] = ("hours", "window", "sharing", "headcount", "competency", "rule")


class Change(NamedTuple):
    """A small change of a problem.

    Attributes:
        added: tasks that come.
        changed: (task id, field, value) of tasks that change.
        rules: (field, value) of rules that change.
    """

    added: tuple[Task, ...] = ()
    changed: tuple[tuple[str, str, object], ...] = ()
    rules: tuple[tuple[str, object], ...] = ()

    def apply(self, problem: Problem) -> Problem:
        """The problem with the change in it.

        Raises:
            KeyError: a task that changes is not in the problem.
        """
        tasks = {task.task_id: task for task in problem.tasks}
        for task_id, field, value in self.changed:
            tasks[task_id] = tasks[task_id].model_copy(update={field: value})
        scenario = problem.scenario
        if self.rules:
            rules = scenario.rules.model_copy(update=dict(self.rules))
            scenario = scenario.model_copy(update={"rules": rules})
        return problem.model_copy(update={"tasks": (*tasks.values(), *self.added), "scenario": scenario})


class Size(NamedTuple):
    """How much is asked; what an ask is not about is 0.

    Attributes:
        minutes_a_week: hours of work that come, in minutes.
        minutes_wider: minutes that a time window opens earlier or closes later.
        steps: steps of a rule, persons, sessions a job may have fewer, competencies trained.
    """

    minutes_a_week: int = 0
    minutes_wider: int = 0
    steps: int = 0


class Brings(NamedTuple):
    """The best plan found with the change against the best plan found without it.

    Attributes:
        jobs: jobs more.
        hours: task hours a week more, those that are asked for among them.
        points: points more, those of the hours that are asked for among them.
        placed_hours: task hours a week more of what is on the table already.
        net: what the objective's first level gains, and then the score, without the hours that are asked.
        proof: ``exact`` where both plans are proved best; ``at_least`` where the plan without the change
            is: more may be possible; ``found``: neither is sure.
        kpis: by KPI code how much more; a KPI that is unknown before or after is not in it.
    """

    jobs: int
    hours: float
    points: float
    placed_hours: float
    net: tuple[float, float]
    proof: Proof
    kpis: dict[str, float]


class Ask(NamedTuple):
    """One small change that makes one more job possible.

    Attributes:
        kind: what sort of change.
        text: what to say at the table.
        size: how much is asked.
        change: the change itself.
        job: the new job. It stands beside the jobs of the plan, which stay as they are; where ``anew``, it
            is one of the jobs of the new plan.
        brings: what a whole new solve gains by the change.
        rosters: the jobs of the best plan found with the change.
        hosts: of hours, ids of the suppliers who could bring them, the likeliest first.
        more: whether it asks more than the least for this job, as that is worth more.
        anew: whether the job comes only where all is planned anew.
    """

    kind: Kind
    text: Text
    size: Size
    change: Change
    job: Job
    brings: Brings
    rosters: tuple[Roster, ...]
    hosts: tuple[str, ...] = ()
    more: bool = False
    anew: bool = False

    @property
    def left(self) -> frozenset[str]:
        """The job's tasks that the plan leaves over: not what is asked for."""
        return frozenset(self.job.task_ids) - _asked_for(self.change)

    def apply(self, problem: Problem) -> Problem:
        """The problem with what is asked in it.

        Raises:
            KeyError: a task that changes is not in the problem.
        """
        return self.change.apply(problem)


class Candidate(NamedTuple):
    """An ask that has not been held against a whole new solve yet.

    Attributes:
        roster: the new job beside the jobs of the plan.
        worth: what the job is worth on the objective's first level, and then in points.
        net: the same without the hours that are asked.
        hosts: of hours, ids of the suppliers who could bring them, the likeliest first.
        more: whether it asks more than the least, as that is worth more.
        anew: whether the job comes only where all is planned anew.
    """

    kind: Kind
    size: Size
    change: Change
    roster: tuple[Session, ...]
    worth: tuple[float, float]
    net: tuple[float, float]
    hosts: tuple[str, ...] = ()
    more: bool = False
    anew: bool = False

    @property
    def on_the_table(self) -> frozenset[str]:
        """The job's tasks that are there already."""
        new = {task.task_id for task in self.change.added}
        return frozenset(session.task_id for session in self.roster) - new

    @property
    def left(self) -> frozenset[str]:
        """The job's tasks that the plan leaves over: not what is asked for."""
        return self.on_the_table - _asked_for(self.change)


def _asked_for(change: Change) -> set[str]:
    """Tasks that come, or that one more person comes to."""
    added = {task.task_id for task in change.added}
    return added | {task_id for task_id, field, _ in change.changed if field == "headcount"}
