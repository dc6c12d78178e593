"""The fewest rules and pins that keep a task out of every job: single ones, else a smallest hitting set.

A trial asks for any viable job with the task, some rules loosened and some pins taken away. Where there
is none, what was not loosened is a *core*: one of it must give way. The fewest that hit every core known
are tried next; where a job is found then, no fewer do, and that is proved.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from bundler.domain.problem import Problem
from bundler.domain.scenario import Weights
from bundler.errors import OwnRuleFailed
from bundler.explain.at_play import LAW, AtPlay, Member
from bundler.solver.find import Found, find_jobs

Members = frozenset[Member]

# one trial takes at most this share of the time for all; one of a single member, one that only makes a core
# smaller
_TRIAL, _SINGLE, _SMALLER = 0.25, 0.15, 0.06
_FOR_MARGINS = 0.35
# Where jobs of more tasks than this may be, there are too many sets to prove anything while nearly all is
# loosened: ``max_tasks`` is then taken for a part of each core, and tried by itself.
_MANY_TASKS = 6
# jobs of so few tasks are looked at first: of more there are very many
FEW_TASKS = 3
# sets tried when looking for a smallest hitting set
_MOST_SETS = 50_000
# Any job will do: that no set is worth anything but for its tasks brings the smallest ones first.
ANY = Weights(**{name: 100.0 if name == "extra_task" else 0.0 for name in Weights.model_fields})


class InTheWay(NamedTuple):
    """What stands in the way of a task that no viable job holds.

    Attributes:
        sets: members that have to give way together: each single one that is enough by itself, else one
            smallest set; empty where none is known.
        least: so many have to give way at the least, proved.
        smallest: whether these are proved to be the smallest; where there are none, whether it is proved that
            a job does not come of it even if all give way.
        undecided: single members of which it was not decided whether they are enough.
    """

    sets: tuple[tuple[Member, ...], ...]
    least: int
    smallest: bool
    undecided: tuple[Member, ...] = ()


class Trials:
    """Questions about jobs that hold one task.

    Args:
        at_play: the task and what may give way for it.
        seconds: for all trials together.

    Attributes:
        at_play: the task and what may give way for it.
        seconds: for all trials together.
    """

    def __init__(self, at_play: AtPlay, seconds: float) -> None:
        self.at_play = at_play
        self._end = time.perf_counter() + seconds
        self.seconds = seconds
        self._broken: list[Members] = []
        self._none: list[Members] = []
        self._undecided: dict[Members, float] = {}

    @property
    def left(self) -> float:
        """Seconds left."""
        return max(0.0, self._end - time.perf_counter())

    def find(
        self,
        values: Mapping[Member, Any],
        weights: Weights | None = None,
        *,
        any_will_do: bool = False,
        few_first: bool = True,
        share: float = _TRIAL,
    ) -> Found:
        """The best job with the task, rules at these values and without these pins.

        Args:
            values: of rules; of pins None.
            weights: what is good; None: the scenario's own.
            any_will_do: end at the first.
            few_first: look at jobs of few tasks first, where any will do.
            share: of the time for all trials, for this one.
        """
        problem = self.at_play.loosened(values)
        if weights is not None:
            problem = with_weights(problem, weights)
        first: list[Problem] = []
        name = self.at_play.task.task_id
        if any_will_do and len(values) == len(self.at_play.members):
            # where all gives way it mostly is a job by itself
            first.append(problem.model_copy(update={"tasks": (self.at_play.task,)}))
        if any_will_do and few_first and problem.scenario.rules.max_tasks > FEW_TASKS:
            first.append(_with_few_tasks(problem))
        end = time.perf_counter() + min(self.left, share * self.seconds)
        for stage in (*first, problem):
            seconds = end - time.perf_counter()
            if seconds <= 0:
                break
            try:
                found = find_jobs(stage, [name], any_will_do=any_will_do, seconds=seconds)
            except OwnRuleFailed:
                # with other rules loosened the user's own may see what it never should
                break
            if found.rosters or stage is problem:
                return found
        return Found((), (), False)

    def holds(self, loosened: Iterable[Member], share: float = _TRIAL) -> bool | None:
        """Whether a viable job holds the task once these give way; None where that was not decided.

        Args:
            loosened: what gives way.
            share: of the time for all trials, for this one.
        """
        asked = frozenset(loosened)
        if any(broken <= asked for broken in self._broken):
            return True
        if any(asked <= none for none in self._none):
            return False
        if self._undecided.get(asked, 0.0) >= share:
            return None
        loosest = {one: self.at_play.loosest(one) for one in asked}
        found = self.find(loosest, ANY, any_will_do=True, share=share)
        broken = self.at_play.broken(found.rosters[0]) if found.rosters else None
        if broken is not None and broken.keys() <= asked:
            self._broken.append(frozenset(broken))
            return True
        if found.proved and not found.rosters:
            self._none.append(asked)
            return False
        self._undecided[asked] = share
        return None

    def none_without(self) -> None:
        """Take for known that no viable job holds the task as things are."""
        self._none.append(frozenset())

    def least_known(self) -> Members | None:
        """The fewest members that a job found breaks."""

        def cost(broken: Members) -> tuple[int, int, list[str]]:
            return len(broken), sum(one.at in LAW for one in broken), sorted(map(str, broken))

        return min(self._broken, key=cost, default=None)


def _with_few_tasks(problem: Problem) -> Problem:
    scenario = problem.scenario
    rules = scenario.rules.model_copy(update={"max_tasks": FEW_TASKS})
    return problem.model_copy(update={"scenario": scenario.model_copy(update={"rules": rules})})


def with_weights(problem: Problem, weights: Weights) -> Problem:
    """The problem with other weights, and no own costs."""
    scenario = problem.scenario.model_copy(update={"weights": weights})
    own = tuple(each for each in problem.own if not each.charges)
    return problem.model_copy(update={"scenario": scenario, "own": own})


def in_the_way(trials: Trials) -> InTheWay:
    """What stands in the way of a task that, proved, no viable job holds."""
    trials.none_without()
    members = trials.at_play.members
    holds = trials.holds(members)
    if holds is not True:
        return InTheWay((), 1, holds is False)
    single: dict[Member, bool | None] = {}
    for member in reversed(members):
        # what lets in the most sets comes last: not at the cost of the margins of what is found by then
        late = any(single.values()) and trials.left < _FOR_MARGINS * trials.seconds
        single[member] = None if late else trials.holds([member], _SINGLE)
    enough = [member for member in members if single[member]]
    undecided = tuple(member for member in members if single[member] is None)
    if enough:
        return InTheWay(tuple((member,) for member in enough), 1, True, undecided)
    return _several(trials, undecided)


def _several(trials: Trials, undecided: tuple[Member, ...]) -> InTheWay:
    """The fewest that have to give way, where no single one is known to be enough."""
    members = trials.at_play.members
    open_sets = {frozenset([member]) for member in undecided}
    least = 1 if undecided else 2
    cores: list[Members] = []
    while trials.left:
        known = trials.least_known()
        if known is not None and len(known) <= least:
            return InTheWay((_sorted(known, members),), least, True, undecided)
        if not cores:
            cores.append(_core(trials, members))
        hitting = _smallest_hitting(cores, open_sets, members)
        if hitting is None:
            break
        if not open_sets:
            least = max(least, len(hitting))
        holds = trials.holds(hitting)
        if holds is None:
            open_sets.add(hitting)
        elif holds is False:
            cores.append(_core(trials, [member for member in members if member not in hitting]))
        elif open_sets:
            return InTheWay((_sorted(hitting, members),), least, len(hitting) == least, undecided)
    known = trials.least_known()
    sets = () if known is None else (_sorted(known, members),)
    return InTheWay(sets, least, False, undecided)


def _core(trials: Trials, kept: Sequence[Member]) -> Members:
    """A part of what is kept that keeps the task out, as small as is known."""
    heavy = [member for member in kept if member.at == "max_tasks"]
    if heavy and trials.at_play.loosest(heavy[0]) <= _MANY_TASKS:
        heavy = []
    others = [member for member in kept if member not in heavy]
    return frozenset([*heavy, *_shrink(trials, heavy, others)])


def _shrink(trials: Trials, fixed: Sequence[Member], parts: Sequence[Member]) -> list[Member]:
    """A part of ``parts`` that with ``fixed`` keeps the task out, as small as is known (QuickXplain)."""
    loosened = frozenset(trials.at_play.members).difference(fixed)
    if not parts or trials.holds(loosened, _SMALLER) is False:
        return []
    if len(parts) == 1:
        return list(parts)
    first, second = parts[: len(parts) // 2], parts[len(parts) // 2 :]
    later = _shrink(trials, [*fixed, *first], second)
    return [*_shrink(trials, [*fixed, *later], first), *later]


def _smallest_hitting(
    cores: Sequence[Members], but_these: Collection[Members], members: Sequence[Member]
) -> Members | None:
    """The fewest members that hit every core, of the law the fewest; None where that takes too long."""
    inside = [member for member in members if any(member in core for core in cores)]
    tried = 0
    for size in range(1, len(inside) + 1):
        best: tuple[int, Members] | None = None
        for chosen in combinations(inside, size):
            tried += 1
            if tried > _MOST_SETS:
                return None
            hits = all(not core.isdisjoint(chosen) for core in cores)
            if hits and frozenset(chosen) not in but_these:
                law = sum(member.at in LAW for member in chosen)
                if best is None or law < best[0]:
                    best = law, frozenset(chosen)
        if best:
            return best[1]
    return None


def _sorted(chosen: Collection[Member], members: Sequence[Member]) -> tuple[Member, ...]:
    return tuple(member for member in members if member in chosen)
