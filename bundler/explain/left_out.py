"""Why is this left out? An answer for each task that was checked before it is given."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from difflib import get_close_matches

from bundler.domain.model import Task
from bundler.domain.plan import Session
from bundler.domain.problem import Problem
from bundler.errors import UsageError
from bundler.explain.answers import left_by_itself, no_job, not_found, placed, weighed
from bundler.explain.at_play import AtPlay
from bundler.explain.margins import way_out
from bundler.explain.model import Explanation
from bundler.explain.obstacles import ANY, Trials, in_the_way
from bundler.explain.tradeoff import Rosters, comparable, weigh
from bundler.i18n import Text
from bundler.rules import Verdict, left_over, plan_violations, task_obstacles
from bundler.solver.counterfactual import Counterfactuals
from bundler.solver.split import split
from bundler.solver.warm import get_ready

# seconds, for each second of a question, to get ready for the first one of its part
_READY = 10.0
# seconds for a question that is only asked to get ready
_AT_ONCE = 0.05
# of the time for a task, for finding out whether any viable job holds it
_VIABLE = 0.6

_UNKNOWN = Text(
    "There is no task '{name}' in these data.{maybe}", "Er is geen taak '{name}' in deze gegevens.{maybe}"
)
_MAYBE = Text(" Maybe {name}?", " Misschien {name}?")
_BROKEN = Text(
    "This is no plan: {why}. Maybe check it first: bundler check DATA --plan PLAN.",
    "Dit is geen plan: {why}. Misschien eerst nakijken: bundler check DATA --plan PLAN.",
)


def left_out(
    problem: Problem,
    rosters: Mapping[str, Sequence[Session]] | Sequence[Sequence[Session]],
    task_ids: Collection[str] | None = None,
    seconds: float = 1.0,
    on_task: Callable[[int, int], None] | None = None,
    stop: threading.Event | None = None,
) -> tuple[Explanation, ...]:
    """Why sessions of tasks are in no job of a plan.

    Args:
        problem: the data and the scenario.
        rosters: the plan's jobs: by job id, or in order, then called J01, J02, ….
        task_ids: which tasks; None: all with sessions that are left over.
        seconds: for each task; what some do not use goes to those that need more. Getting ready for the first
            question about a part of the problem comes on top.
        on_task: told, before each, how many tasks are done and how many there are.
        stop: set by the user to end it; later tasks get no answer.

    Returns:
        One explanation for each task, in the order of ``task_ids`` or of the data.

    Raises:
        UsageError: a task is not in the data, or the rosters are no plan.
    """
    named: Rosters = (
        dict(rosters)
        if isinstance(rosters, Mapping)
        else {f"J{at:02d}": roster for at, roster in enumerate(rosters, 1)}
    )
    given = None if task_ids is None else list(dict.fromkeys(task_ids))
    for name in given or ():
        if name not in problem.task_by_id:
            raise UsageError(_unknown(problem, name))
    with Questions(problem, named) as questions:
        asked = list(questions.left) if given is None else given
        found = {}
        spare = 0.0
        for at, name in enumerate(asked):
            if stop is not None and stop.is_set():
                break
            if on_task is not None:
                on_task(at, len(asked))
            found[name] = questions.ask(name, seconds)
            spare += seconds - questions.took
        for name in list(found):
            if stop is not None and stop.is_set():
                break
            if not found[name].decided and spare > seconds / 2:
                found[name] = questions.ask(name, seconds + spare)
                spare += seconds - questions.took
    return tuple(found.values())


class Questions(AbstractContextManager["Questions"]):
    """Questions about the tasks of one plan, one after another; use as a context manager.

    Args:
        problem: the data and the scenario.
        rosters: the plan's jobs, by job id.
        ready: seconds to get ready for the first question about a part of the data; None: ten times those of
            the question.

    Attributes:
        left: sessions a week left over, by task id.
        took: seconds that the last question took, at most what it was given.

    Raises:
        UsageError: the rosters are no plan.
    """

    def __init__(self, problem: Problem, rosters: Rosters, ready: float | None = None) -> None:
        broken = next((verdicts[0] for verdicts in plan_violations(problem, rosters).values()), None)
        if broken is not None:
            raise UsageError(_BROKEN.fill(why=broken.text))
        get_ready()
        self._problem, self._rosters, self._ready = problem, rosters, ready
        self.left: Mapping[str, int] = left_over(problem, rosters.values())
        self._stack = ExitStack()
        self._trades: Counterfactuals | None = None
        self.took = 0.0

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def ask(self, name: str, seconds: float) -> Explanation:
        """Why sessions of this task are in no job.

        Args:
            name: the task.
            seconds: for the answer. Getting ready for the first question about a part comes on top.

        Raises:
            UsageError: there is no such task.
        """
        if name not in self._problem.task_by_id:
            raise UsageError(_unknown(self._problem, name))
        task, began = self._problem.task_by_id[name], time.perf_counter()
        if name not in self.left:
            self.took = 0.0
            return placed(task, self._rosters)
        found = _structural(self._problem, self._rosters, task, self.left[name], seconds)
        self.took = time.perf_counter() - began
        if found is not None:
            return found
        trades = self._trading(_READY * seconds if self._ready is None else self._ready)
        limit, began = max(seconds / 2, seconds - self.took), time.perf_counter()
        answer = weigh(trades, self._rosters, task, limit)
        self.took += min(limit, time.perf_counter() - began)
        return weighed(self._rosters, task, self.left[name], answer)

    def get_ready(self, seconds: float, stop: threading.Event | None = None) -> None:
        """Do before anyone asks what the first question about each part would wait for.

        Args:
            seconds: for all parts together; one that is begun gets as long.
            stop: set by the user to end it after the part that is begun.
        """
        ends, trades = time.perf_counter() + seconds, self._trading(seconds)
        for part in split(trades.problem):
            if time.perf_counter() > ends or (stop is not None and stop.is_set()):
                return
            name = next((task.task_id for task in part.tasks if task.task_id in self.left), None)
            if name is not None:
                trades.with_more(name, _AT_ONCE)

    def _trading(self, ready: float) -> Counterfactuals:
        if self._trades is None:
            trades = Counterfactuals(comparable(self._problem), list(self._rosters.values()), ready)
            self._trades = self._stack.enter_context(trades)
        return self._trades


def _structural(
    problem: Problem, rosters: Rosters, task: Task, sessions: int, seconds: float
) -> Explanation | None:
    """What keeps the task out of every job; None where a viable job holds it."""
    pinned = any(pin.kind == "leave" and task.task_id in pin.ids for pin in problem.scenario.pins)
    obstacles = task_obstacles(problem, task)
    codes = {verdict.code for verdict in obstacles}
    if pinned:
        out = Verdict("pin_leave", False, where=task.task_id)
        return left_by_itself(problem, task, sessions, "R-PINNED-OUT", [out, *obstacles])
    if "known_task" in codes:
        return left_by_itself(problem, task, sessions, "R-DATE", obstacles)
    if "excluded_certificates" in codes:
        return left_by_itself(problem, task, sessions, "R-CERTIFICATE", obstacles)
    if any(session.task_id == task.task_id for roster in rosters.values() for session in roster):
        return None
    trials = Trials(AtPlay(problem, task), seconds)
    if not obstacles:
        found = trials.find({}, ANY, any_will_do=True, share=_VIABLE)
        if found.rosters:
            return None
        if not found.proved:
            return not_found(task, sessions)
    known = in_the_way(trials)
    ways = [way for way in (way_out(trials, members) for members in known.sets) if way is not None]
    return no_job(problem, task, sessions, obstacles, known, ways)


def _unknown(problem: Problem, name: str) -> Text:
    """What to say of a task that is not there, with the nearest one that is."""
    near = get_close_matches(name[:80], problem.task_by_id, n=1) or [
        known for known in problem.task_by_id if known.casefold() == name.casefold()
    ]
    return _UNKNOWN.fill(name=name, maybe=_MAYBE.fill(name=near[0]) if near else "")
