"""A job that somebody at the table thinks of: its best week, or what stands in its way."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from bundler.domain import Problem, Session
from bundler.domain.scenario import Weights
from bundler.errors import OwnRuleFailed, UsageError
from bundler.explain.at_play import MOST_TASKS, AtPlay, Member
from bundler.explain.margins import WayOut, way_out
from bundler.explain.obstacles import Trials, in_the_way, with_weights
from bundler.i18n import Text
from bundler.rules import Verdict
from bundler.solver.find import Found, find_jobs

_UNKNOWN = Text(
    "There is no task '{task}' in the data. Maybe its id is written differently.",
    "Er is geen taak '{task}' in de gegevens. Misschien is de code anders geschreven.",
)
_TOO_MANY = Text(
    "A job of more than {most} tasks is not looked at. Maybe name fewer.",
    "Een baan van meer dan {most} taken wordt niet bekeken. Misschien minder taken noemen.",
)
_NO_TASK = Text(
    "No task is named. Maybe give some with --tasks.", "Er is geen taak genoemd. Misschien met --tasks."
)


class OwnJob(NamedTuple):
    """What came of a job of exactly some tasks.

    Attributes:
        task_ids: the tasks, sorted.
        roster: the best week that keeps every rule; of a shareable task the best number of sessions. None
            where there is none, as far as known.
        decided: whether it is proved that there is no better one, or none at all.
        ways: where there is none: what has to give way together for there to be one, each with the job
            that breaks these rules and no others.
        fewest: whether it is proved that no week breaks fewer rules and pins than the first of these.
        never: where no rule that gives way helps: the fewest of the tasks that cannot be in one job.
    """

    task_ids: tuple[str, ...]
    roster: tuple[Session, ...] | None
    decided: bool
    ways: tuple[WayOut, ...] = ()
    fewest: bool = False
    never: tuple[str, ...] = ()

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Every rule that the nearest week breaks, by the checker; empty for a viable job."""
        return tuple(verdict for way in self.ways[:1] for one in way.obstacles for verdict in one.verdicts)


def own_job(problem: Problem, task_ids: Collection[str], seconds: float = 5.0) -> OwnJob:
    """Whether exactly these tasks can be a job, and what stands in the way if not.

    Args:
        problem: the data and the scenario.
        task_ids: the tasks, at most 12.
        seconds: for the search.

    Raises:
        UsageError: a task is not known, there are none, or too many.
    """
    names = tuple(sorted(set(task_ids)))
    for name in names:
        if name not in problem.task_by_id:
            raise UsageError(_UNKNOWN.fill(task=name))
    if not names:
        raise UsageError(_NO_TASK)
    if len(names) > MOST_TASKS:
        raise UsageError(_TOO_MANY.fill(most=MOST_TASKS))
    found = find_jobs(problem, names, among=names, seconds=seconds)
    if found.rosters:
        return OwnJob(names, found.rosters[0], found.proved)
    if not found.proved:
        return OwnJob(names, None, False)
    trials = _of_all(problem, names, seconds)
    known = in_the_way(trials)
    ways = [way for members in known.sets if (way := way_out(trials, members)) is not None]
    ways.sort(key=lambda way: (len(way.obstacles), sum(len(one.verdicts) for one in way.obstacles)))
    never = () if known.sets or not known.smallest else _never(problem, names, seconds)
    fewest = bool(ways) and known.smallest and len(ways[0].obstacles) == known.least
    return OwnJob(names, None, True, tuple(ways), fewest, never)


def _never(problem: Problem, names: Sequence[str], seconds: float) -> tuple[str, ...]:
    """The fewest of the tasks that cannot be in one job whatever rules give way."""
    for size in range(1, len(names)):
        for part in combinations(names, size):
            trials = _of_all(problem, part, seconds)
            if trials.holds(trials.at_play.members) is False:
                return part
    return tuple(names)


class _OfAll(Trials):
    """Questions about jobs of exactly the tasks of a problem."""

    def find(
        self,
        values: Mapping[Member, Any],
        weights: Weights | None = None,
        *,
        any_will_do: bool = False,
        few_first: bool = True,  # noqa: ARG002  these are all of the tasks anyway
        share: float = 1.0,
    ) -> Found:
        """The best job of exactly these tasks, rules at these values and without these pins."""
        problem = self.at_play.loosened(values)
        if weights is not None:
            problem = with_weights(problem, weights)
        names = list(self.at_play.problem.task_by_id)
        seconds = min(self.left, share * self.seconds)
        if seconds <= 0:
            return Found((), (), False)
        try:
            return find_jobs(problem, names, any_will_do=any_will_do, seconds=seconds)
        except OwnRuleFailed:
            # with other rules loosened the user's own may see what it never should
            return Found((), (), False)


def _of_all(problem: Problem, names: Collection[str], seconds: float) -> _OfAll:
    only = problem.model_copy(update={"tasks": tuple(problem.task_by_id[name] for name in names)})
    return _OfAll(AtPlay(only, only.tasks[0]), seconds)
