"""One more job beside the jobs of a plan: what is left for it, and what it is worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from bundler.domain import Problem, Session
from bundler.errors import OwnRuleFailed
from bundler.explain.missing_ask import Candidate, Change, Kind, Roster, Size
from bundler.rules import score_terms
from bundler.rules.own import with_tasks

# seconds for one look; what takes longer is not known, and not asked
LOOK = 2.0
# points that nobody would see
SAME = 0.005

Pair = tuple[float, float]


class Beside:
    """Looks for one more job beside the jobs of a plan, which stay as they are.

    Args:
        problem: the data and the scenario.
        rosters: the jobs of a plan in which no further job can be made that is worth something.

    Attributes:
        left: what the plan leaves over, as tasks of a problem of its own.
    """

    def __init__(self, problem: Problem, rosters: Sequence[Roster]) -> None:
        self.problem = problem
        self.rosters = tuple(tuple(roster) for roster in rosters)
        self.objective = problem.scenario.solve.objective
        self.left = left_problem(problem, rosters)

    def best(
        self, change: Change, holding: Collection[str], among: Collection[str] | None = None
    ) -> tuple[Session, ...] | None:
        """The best job under a change that holds these tasks; None where none is worth anything."""
        from bundler.solver.find import find_jobs

        changed = change.apply(self.problem)
        rest = left_problem(changed, self.rosters)
        try:
            found = find_jobs(rest, holding, among=among, seconds=LOOK)
        except OwnRuleFailed:
            # under a change a rule of the user's own may see what it does not expect
            return None
        if not found.rosters or not unlocks(self.worth(changed, found.rosters[0])):
            return None
        return found.rosters[0]

    def more_jobs(self, problem: Problem) -> tuple[tuple[Session, ...], ...]:
        """The best jobs beside the plan's in a changed problem, as far as they are found in a moment."""
        try:
            return more_jobs(problem, self.rosters)
        except OwnRuleFailed:
            return ()

    def worth(self, problem: Problem, roster: Roster) -> Pair:
        """What a job is worth on the objective's first level, and in points."""
        points = sum(score_terms(problem, roster).values())
        minutes = sum(session.end - session.start for session in roster)
        first = {"most-hours": minutes / 60, "most-jobs": 1.0}.get(self.objective, points)
        return first, points

    def net(self, worth: Pair, minutes: int) -> Pair:
        """What is left of a worth without so many minutes a week of work that was not there."""
        return net_of(self.problem, worth, minutes)

    def candidate(
        self, kind: Kind, size: Size, change: Change, roster: tuple[Session, ...], hosts: tuple[str, ...] = ()
    ) -> Candidate:
        """The ask that makes this job possible."""
        worth = self.worth(change.apply(self.problem), roster)
        return Candidate(kind, size, change, roster, worth, self.net(worth, size.minutes_a_week), hosts)


def more_jobs(problem: Problem, rosters: Sequence[Roster]) -> tuple[tuple[Session, ...], ...]:
    """The jobs that a plan can take on top of its own: the best choice that is found in a moment."""
    from bundler.solver import solve

    kept = Counter(tuple(roster) for roster in rosters)
    result = solve(with_time(problem, LOOK), keep=rosters)
    return tuple((Counter(job.roster for job in result.plan or ()) - kept).elements())


def with_time(problem: Problem, seconds: float) -> Problem:
    """The same problem with so much time to solve it."""
    options = problem.scenario.solve.model_copy(update={"time_limit": max(seconds, 0.05), "gap": 0.0})
    return problem.model_copy(update={"scenario": problem.scenario.model_copy(update={"solve": options})})


def net_of(problem: Problem, worth: Pair, minutes: int) -> Pair:
    """What is left of a gain, on the first level and in points, without work that was not there before.

    So an ask counts for what it does with the work on the table, and not for being large.
    """
    first, points = worth
    paid = problem.scenario.weights.hours * minutes / 60
    own = {"most-hours": minutes / 60, "most-jobs": 0.0}.get(problem.scenario.solve.objective, paid)
    return first - own, points - paid


def unlocks(worth: Pair) -> bool:
    """Whether a job of this worth makes a plan better."""
    return worth > (SAME, 0.0)


def left_problem(problem: Problem, rosters: Sequence[Roster]) -> Problem:
    """What a plan leaves over, as far as one more job could hold it.

    Of a whole-series task the persons that are still needed; of a shareable one the days on which
    somebody is needed, and no more sessions than are left.
    """
    jobs = Counter(name for roster in rosters for name in {session.task_id for session in roster})
    sessions = Counter(session.task_id for roster in rosters for session in roster)
    there = Counter((session.task_id, session.day) for roster in rosters for session in roster)
    left = []
    for task in problem.tasks:
        name = task.task_id
        if task.min_sessions_per_job is None:
            if jobs[name] < task.headcount:
                left.append(task.model_copy(update={"headcount": task.headcount - jobs[name]}))
            continue
        days = tuple(day for day in task.days if there[name, day] < task.headcount)
        most = min(task.sessions_per_week, task.sessions_offered - sessions[name], len(days))
        if most >= task.min_sessions_per_job:
            left.append(task.model_copy(update={"days": days, "sessions_per_week": most}))
    return with_tasks(problem, left)
