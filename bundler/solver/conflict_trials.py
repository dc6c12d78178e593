"""Whether a plan keeps some of what is asked, tried as cheaply as it can be, and remembered."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from bundler.domain.model import Task
from bundler.domain.plan import Session
from bundler.domain.problem import Problem
from bundler.domain.scenario import Weights
from bundler.errors import OwnRuleFailed
from bundler.solver.asked import ASKING
from bundler.solver.conflict_members import Member, Members
from bundler.solver.instance import able_tasks, make_pairs
from bundler.solver.part import Part
from bundler.solver.split import split
from bundler.solver.watch import Watch

Kept = frozenset[Member]

# one trial takes at most this long, seconds
TRIAL = 2.5
# tasks that may join what is asked in the small trial that comes first
COMPANIONS = 8
# from so many wishes on tasks that fit no job are looked for first, for at most so many seconds
MANY, LOOK = 9, 1.0
# Any plan will do. That no set is worth anything keeps the search among the smallest ones; points
# are far below the relaxation's price of falling short (``master.SHORTFALL``).
_NO_WORTH = Weights(**{name: 100.0 if name == "extra_task" else 0.0 for name in Weights.model_fields})


class Trials:
    """Answers whether a plan keeps all of some members.

    Args:
        members: what may be left out.
        seconds: for all trials together.
        stopped: asked now and then whether to end.

    Attributes:
        broken: per plan found, first the one without jobs, the members it does not keep. Every
            conflict holds one of these.
    """

    def __init__(self, members: Members, seconds: float, stopped: Callable[[], bool]) -> None:
        self.members = members
        self._everything = frozenset(members.all)
        self._end = time.perf_counter() + seconds
        self._stopped = stopped
        self.broken: list[Kept] = [frozenset(filter(self._asks, members.all))]
        self._conflicts: list[Kept] = []
        self._undecided: set[Kept] = set()

    @property
    def left(self) -> float:
        """Seconds left."""
        return 0.0 if self._stopped() else max(0.0, self._end - time.perf_counter())

    def proved(self, kept: Iterable[Member]) -> None:
        """Take for known that no plan keeps these."""
        self._conflicts.append(frozenset(kept))

    def holds(self, kept: Iterable[Member]) -> bool | None:
        """Whether a plan keeps these: True with a plan, False with a proof, None where time was up."""
        asked = frozenset(kept)
        if any(conflict <= asked for conflict in self._conflicts):
            return False
        if any(not broken & asked for broken in self.broken):
            return True
        if asked in self._undecided:
            return None
        answer = self.tried(*self.members.keep(asked))
        if answer is None:
            self._undecided.add(asked)
        elif answer is False:
            self.proved(asked)
        return answer

    def _asks(self, member: Member) -> bool:
        """Whether the plan without jobs does not keep it."""
        return member.kind == "task" or (member.kind == "pin" and self.members.pin(member).kind in ASKING)

    def hopeless(self, wanted: Sequence[Member], rules: Sequence[Member]) -> Member | None:
        """The first of the tasks and pins that these rules, or with them no job at all, leave no place."""
        asking = [member for member in wanted if self._asks(member)]
        for member in asking:
            if _refuted(*_cheap(*self.members.keep((member, *rules)))):
                return member
        if len(asking) < MANY:
            return None
        problem, must = self.members.keep((*asking, *rules))
        for small in split(problem):
            names = sorted(must & {task.task_id for task in small.tasks})
            lost = Part(small, ()).in_no_job(names, min(LOOK, self.left)) if names else set()
            for member in asking:
                if member.kind == "task" and member.at in lost:
                    self.proved((member, *rules))
                    return member
        return None

    def tried(self, problem: Problem, must: Collection[str]) -> bool | None:
        """Whether a plan of this problem places these in full; what is asked for alone comes first.

        None too where a rule of the user's own fails: with others loosened it may see what it never should.
        """
        try:
            return self._tried(problem, must)
        except OwnRuleFailed:
            return None

    def _tried(self, problem: Problem, must: Collection[str]) -> bool | None:
        problem, named = _cheap(problem, must)
        if _refuted(problem, named):
            return False
        pins = problem.scenario.pins
        if not must and all(pin.kind == "job" for pin in pins if pin.kind in ASKING):
            # no other task is in these jobs
            problem = _with_tasks(problem, named)
        few = len(named) <= COMPANIONS < len(problem.tasks)
        if few and self._found(_with_tasks(problem, named), must):
            return True
        if few and self._search(self.members.only(problem, named), must)[0] is False:
            return False
        if few and self._found(_with_tasks(problem, _near(problem, named)), must):
            return True
        return self._found(problem, must)

    def broken_beside(self, kept: Iterable[Member]) -> Kept | None:
        """What a plan known to keep these does not keep; None where none is known."""
        asked = frozenset(kept)
        return min((broken for broken in self.broken if not broken & asked), key=len, default=None)

    def _found(self, problem: Problem, must: Collection[str]) -> bool | None:
        """Whether there is a plan; what it does not keep is remembered."""
        answer, rosters = self._search(problem, must)
        if answer:
            self.broken.append(self.members.broken_by(rosters) & self._everything)
        return answer

    def _search(self, problem: Problem, must: Collection[str]) -> tuple[bool | None, list[list[Session]]]:
        """Solve until the first plan, of the parts in which something is asked."""
        pins = [pin for pin in problem.scenario.pins if pin.kind in ASKING]
        rosters: list[list[Session]] = []
        if not self.left:
            return None, rosters
        workers = problem.scenario.solve.workers or 2
        with (
            Watch(min(TRIAL, self.left), None, self._stopped) as watch,
            ThreadPoolExecutor(workers) as threads,
        ):
            for small in sorted(split(problem), key=lambda part: len(part.tasks)):
                names = {task.task_id for task in small.tasks}
                if not names & set(must) and not any(names & set(pin.ids) for pin in pins):
                    continue
                part = Part(small, must)
                part.advance(threads, watch, lambda _: None, quick=False, until_plan=True)
                if part.impossible:
                    # a job of more tasks than are looked at might do
                    return False if part.instance.all_sizes else None, rosters
                if not part.has_plan:
                    return None, rosters
                rosters += part.rosters()
        return True, rosters


def _cheap(problem: Problem, must: Collection[str]) -> tuple[Problem, frozenset[str]]:
    """The problem with no worth, and the tasks that are asked for."""
    scenario = problem.scenario
    options = scenario.solve.model_copy(update={"objective": "balanced", "gap": 0.0})
    scenario = scenario.model_copy(update={"weights": _NO_WORTH, "solve": options})
    named = frozenset(name for pin in scenario.pins if pin.kind in ASKING for name in pin.ids)
    own = tuple(each for each in problem.own if not each.charges)
    return problem.model_copy(update={"scenario": scenario, "own": own}), named | set(must)


def _refuted(problem: Problem, named: Collection[str]) -> bool:
    """Whether a task that is asked for fits no job, or two tasks asked for in one job never meet."""
    able = {task.task_id: task for task in able_tasks(problem)}
    if not set(named) <= set(able):
        return True
    for pin in problem.scenario.pins:
        if pin.kind in ASKING and len(set(pin.ids)) > 1:
            pairs = make_pairs(problem, tuple(able[name] for name in sorted(set(pin.ids))))
            if (pairs + np.eye(len(pairs), dtype=pairs.dtype) == 0).any():
                return True
    return False


def _near(problem: Problem, named: Collection[str]) -> set[str]:
    """What is asked for, and the tasks that go with it best: a plan of these is one of the problem."""
    able = able_tasks(problem)
    asked = [task for task in able if task.task_id in named]
    others = [task for task in able if task.task_id not in named]
    pairs = make_pairs(problem, (*asked, *others))[: len(asked), len(asked) :].sum(axis=0)

    def distance(at: int) -> tuple[int, int, int, str]:
        task = others[at]
        return -int(pairs[at]), _walk(problem, task, asked), -task.offered_minutes, task.task_id

    return {others[at].task_id for at in sorted(range(len(others)), key=distance)[:COMPANIONS]} | set(named)


def _with_tasks(problem: Problem, names: Collection[str]) -> Problem:
    tasks = tuple(task for task in problem.tasks if task.task_id in names)
    return problem.model_copy(update={"tasks": tasks})


def _walk(problem: Problem, task: Task, asked: Iterable[Task]) -> int:
    """Minutes to what is asked for."""
    walks = [problem.travel(task.location_id, other.location_id) for other in asked]
    return sum(1 << 20 if minutes is None else minutes for minutes in walks)
