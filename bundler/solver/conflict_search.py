"""The fewest pins, tasks, dates and rules that cannot all hold, each verified."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from bundler.domain.problem import Problem
from bundler.errors import ProofError
from bundler.i18n import Text
from bundler.solver.conflict_members import Member, Members
from bundler.solver.conflict_trials import Kept, Trials
from bundler.solver.conflict_values import Enough, enough_at

# further conflicts beside the smallest that are looked for
FURTHER = 3
# of the time, for finding the smallest
SHARE = 0.6
_MOST_NODES = 20_000
_CONTRADICTION = Text(
    "A plan was found where the solver had proved that there is none. Nothing is reported; please report "
    "this as a bug.",
    "Er is een plan gevonden waar de oplosser had bewezen dat er geen is. Er is niets gemeld; geef dit door "
    "als fout.",
)


class Conflict(NamedTuple):
    """Members that cannot all hold, however loose everything else is.

    Attributes:
        members: pins first, rules last.
        needed: per member whether, proved, the others can hold without it; None where undecided.
        enough: per member whether the whole problem has a plan without it; None where undecided.
        smallest: whether no conflict of fewer members exists, proved.
    """

    members: tuple[Member, ...]
    needed: tuple[bool | None, ...]
    enough: tuple[bool | None, ...]
    smallest: bool = False


class Found(NamedTuple):
    """The conflicts of a problem.

    Attributes:
        members: the problem and all that can be left out.
        conflicts: the smallest first; no two share a pin, a task or a date.
        all: whether, proved, a plan exists without the pins, tasks and dates of these.
        more: whether, proved, none does: there are other conflicts beside these.
        values: of rules in these without which a plan exists, the values that are enough.
    """

    members: Members
    conflicts: tuple[Conflict, ...]
    all: bool
    more: bool
    values: tuple[Enough, ...] = ()


def find_conflicts(problem: Problem, seconds: float, stopped: Callable[[], bool] = lambda: False) -> Found:
    """The smallest conflict of a problem proved to have no plan, and some others if there are any.

    Args:
        problem: proved to have no plan.
        seconds: for all trials together.
        stopped: asked now and then whether to end.

    Raises:
        ProofError: a plan was found that keeps everything: the proof was wrong, a bug.
    """
    members = Members(problem)
    trials = Trials(members, seconds, stopped)
    trials.proved(members.all)
    search = _Search(members, trials)
    conflicts = [search.smallest()]
    while True:
        gone = {member for found in conflicts for member in found.members if member.kind != "rule"}
        rest = tuple(member for member in members.all if member not in gone)
        holds = trials.holds(rest)
        if holds is not False or len(conflicts) > FURTHER or not trials.left:
            break
        other = search.weigh(search.minimal(rest))
        if not all(other.needed):
            break
        conflicts.append(other)
    if frozenset() in trials.broken:
        raise ProofError(_CONTRADICTION)
    conflicts.sort(key=lambda one: len(one.members))
    return Found(members, tuple(conflicts), holds is True, holds is False, _values(conflicts, trials))


def _values(conflicts: Sequence[Conflict], trials: Trials) -> tuple[Enough, ...]:
    """For each rule without which the whole problem has a plan the value that is enough."""
    rules = [
        member
        for conflict in conflicts
        for member, enough in zip(conflict.members, conflict.enough, strict=True)
        if enough and member.kind == "rule"
    ]
    found = (enough_at(trials.members, rule, trials) for rule in dict.fromkeys(rules))
    return tuple(value for value in found if value is not None)


class _Search:
    """Looks for conflicts by trials."""

    def __init__(self, members: Members, trials: Trials) -> None:
        self.all = members.all
        self.trials = trials
        self._rank = {member: at for at, member in enumerate(members.all)}

    def smallest(self) -> Conflict:
        """The smallest conflict, as far as time allows.

        Where the problem has a plan without any one member of a conflict, each of these is in every
        conflict, so there is no other. Else there may be a smaller one: it holds one member that each
        plan found breaks (a hitting set of these), so the smallest such set comes next.
        """
        spare = (1 - SHARE) * self.trials.left
        best = self.weigh(self.minimal(self.all))
        while not all(best.enough):
            hitting = _smallest_hitting(self.trials.broken, self._cost)
            if hitting is None:
                return best
            if self._cost(hitting)[:2] >= self._cost(best.members)[:2]:
                break
            holds = self.trials.holds(hitting) if self.trials.left > spare else None
            if holds is False:
                best = self.weigh(self._sorted(hitting))
                break
            if holds is None:
                return best._replace(smallest=len(hitting) == len(best.members))
            self._grow(hitting)
        return best._replace(smallest=True)

    def minimal(self, within: Sequence[Member]) -> tuple[Member, ...]:
        """A conflict among these of which no member can be left out, as far as is known."""
        rules = [member for member in within if member.kind == "rule"]
        wanted = [member for member in within if member.kind != "rule"]
        alone = self.trials.hopeless(wanted, rules)
        wants = [alone] if alone else self._shrink(rules, wanted)
        return self._sorted((*wants, *self._shrink(wants, rules)))

    def weigh(self, members: tuple[Member, ...]) -> Conflict:
        """Verify a conflict by leaving out each member, from the whole problem and from the conflict."""
        whole, alone = set(self.all), set(members)
        return Conflict(
            members,
            needed=tuple(self.trials.holds(alone - {one}) for one in members),
            enough=tuple(self.trials.holds(whole - {one}) for one in members),
        )

    def _shrink(self, fixed: Sequence[Member], parts: Sequence[Member]) -> list[Member]:
        """A minimal part of ``parts`` that conflicts with ``fixed``, by halves (QuickXplain)."""
        if not parts or self.trials.holds(fixed) is False:
            return []
        if len(parts) == 1:
            return list(parts)
        first, second = parts[: len(parts) // 2], parts[len(parts) // 2 :]
        later = self._shrink([*fixed, *first], second)
        return [*self._shrink([*fixed, *later], first), *later]

    def _grow(self, kept: Collection[Member]) -> None:
        """From a plan that keeps these to one to which, as far as is known, no member can be added."""
        broken = self.trials.broken_beside(kept) or frozenset()
        waiting = [self._sorted(broken)]
        while waiting:
            part = [member for member in waiting.pop() if member in broken]
            if not part:
                continue
            wanted = (frozenset(self.all) - broken) | frozenset(part)
            if self.trials.holds(wanted):
                broken = self.trials.broken_beside(wanted) or broken
            elif len(part) > 1:
                waiting += [tuple(part[len(part) // 2 :]), tuple(part[: len(part) // 2])]

    def _sorted(self, members: Collection[Member]) -> tuple[Member, ...]:
        return tuple(sorted(members, key=self._rank.__getitem__))

    def _cost(self, members: Iterable[Member]) -> tuple[int, int, tuple[int, ...]]:
        """Fewest members first, then fewest rules, then the order of the members."""
        ranks = tuple(sorted(self._rank[member] for member in members))
        return len(ranks), sum(self.all[rank].kind == "rule" for rank in ranks), ranks


def _smallest_hitting(
    sets: Sequence[Kept], cost: Callable[[Iterable[Member]], tuple[int, int, tuple[int, ...]]]
) -> Kept | None:
    """The members of least cost of which each set holds one; None where that takes too long."""
    nodes = 0

    def hitting(chosen: Kept, barred: Kept, most: int) -> Iterator[Kept]:
        nonlocal nodes
        nodes += 1
        open_sets = [one - barred for one in sets if not one & chosen]
        if not open_sets:
            yield chosen
        elif len(chosen) < most and nodes < _MOST_NODES:
            tried: set[Member] = set()
            shortest = min(open_sets, key=lambda one: len(one))
            for member in sorted(shortest, key=lambda one: cost((one,))):
                yield from hitting(chosen | {member}, barred | tried, most)
                tried.add(member)

    for most in range(len(sets) + 1):
        found = sorted(hitting(frozenset(), frozenset(), most), key=cost)
        if nodes >= _MOST_NODES:
            return None
        if found:
            return found[0]
    return None
