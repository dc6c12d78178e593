"""What is missing: the smallest asks of the table that make one more job possible, each verified."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from bundler.domain import Problem, Result
from bundler.errors import UsageError
from bundler.explain.missing_ask import Ask, Candidate, Roster
from bundler.explain.missing_beside import Beside, more_jobs, with_time
from bundler.explain.missing_hours import hour_candidates
from bundler.explain.missing_order import in_rank, to_verify
from bundler.explain.missing_rules import rule_candidates
from bundler.explain.missing_tasks import headcount_candidates, task_candidates
from bundler.explain.missing_verify import Clock, planned_anew, verified
from bundler.i18n import Lang, Text
from bundler.rules import plan_violations, round_points

# so many are verified, if there are, however few are to be shown: the first three are those of ten
_VERIFIED = 10
# of the time: to see what the plan could be by itself; and by when the looking for asks must end
_WITHOUT, _LOOK = 0.15, 0.5

_BROKEN = Text(
    "The plan breaks a rule: {why}. Maybe give a plan that keeps all rules.",
    "Het plan houdt zich niet aan een regel: {why}. Misschien een plan geven dat alle regels volgt.",
)

OnStep = Callable[[int, int], None]


class AskList(NamedTuple):
    """Asks, and what they are measured against.

    Attributes:
        asks: those that bring most first.
        added: jobs that fit beside the plan's without any ask; the asks come on top of them.
        without: the best plan found without any ask.
        better: what that plan is worth more, on the objective's first level, than the plan with ``added``.
        unverified: how many further asks there was no time to verify; they are not shown.
        complete: whether there was time to look everywhere.
    """

    asks: tuple[Ask, ...]
    added: tuple[Roster, ...]
    without: Result
    better: float
    unverified: int
    complete: bool


def missing(
    problem: Problem,
    rosters: Sequence[Roster],
    *,
    count: int = 10,
    seconds: float = 60.0,
    lang: Lang = "en",
) -> tuple[Ask, ...]:
    """The smallest changes that make one more job possible beside those of a plan; see ``ask_list``."""
    return ask_list(problem, rosters, count=count, seconds=seconds, lang=lang).asks


def ask_list(
    problem: Problem,
    rosters: Sequence[Roster],
    *,
    count: int = 10,
    seconds: float = 60.0,
    lang: Lang = "en",
    stop: threading.Event | None = None,
    on_step: OnStep | None = None,
) -> AskList:
    """What to ask of suppliers, or of the client for a rule, so that one more job is possible.

    Every ask that comes out was verified: its job keeps all rules beside the jobs of the plan, which stay
    as they are; what it brings was found by a whole new solve of the changed problem.

    Args:
        problem: the data and the scenario. Under ``fewest-jobs``, where a plan leaves nothing over, asks are
            valued as under ``balanced``.
        rosters: the jobs of a plan that keeps all rules.
        count: how many asks at most.
        seconds: for everything; the same asks come out wherever this is enough.
        lang: language of the titles of tasks that are asked for.
        stop: set it from another thread to end with what was verified by then.
        on_step: called with how many asks were looked at, and how many there are to verify.

    Raises:
        UsageError: the plan breaks a rule.
    """
    from bundler.solver import solve
    from bundler.solver.warm import get_ready

    _refuse_broken(problem, rosters)
    problem = _valued(problem)
    get_ready()
    clock = Clock(seconds, stop or threading.Event())
    added = more_jobs(problem, rosters)
    beside = Beside(problem, (*rosters, *added))
    without = solve(with_time(problem, _WITHOUT * seconds), start=beside.rosters, stop=clock.stop)
    if without.plan is None:
        # a stop before anything was known
        return AskList((), added, without, 0.0, 0, False)
    own = sum(beside.worth(problem, roster)[0] for roster in beside.rosters)
    better = max(0.0, round_points(without.first.value - own))
    look_over = clock.share(_LOOK)
    enough = max(count, _VERIFIED)
    candidates = list(_candidates(beside, lang, enough, look_over))
    complete = not look_over()
    chosen = to_verify(candidates)
    asks, unverified = _verified(beside, chosen, without, clock, enough, on_step)
    if len(asks) < enough:
        known = {ask.change.rules for ask in asks}
        anew = planned_anew(beside, without, clock, enough - len(asks))
        asks += [ask for ask in anew if ask.change.rules not in known]
    return AskList(
        tuple(in_rank(asks)[:count]), added, without, better, unverified, complete and not clock.over()
    )


def _refuse_broken(problem: Problem, rosters: Sequence[Roster]) -> None:
    broken = plan_violations(problem, {str(at): roster for at, roster in enumerate(rosters)})
    if broken:
        raise UsageError(_BROKEN.fill(why=next(iter(broken.values()))[0].text))


def _valued(problem: Problem) -> Problem:
    options = problem.scenario.solve
    if options.objective != "fewest-jobs":
        return problem
    asked = options.model_copy(update={"objective": "balanced"})
    return problem.model_copy(update={"scenario": problem.scenario.model_copy(update={"solve": asked})})


def _candidates(beside: Beside, lang: str, count: int, over: Callable[[], bool]) -> Iterator[Candidate]:
    """All asks, as far as the time allows."""
    for source in (
        task_candidates(beside),
        hour_candidates(beside, lang, count, over),
        rule_candidates(beside),
        headcount_candidates(beside),
    ):
        for candidate in source:
            yield candidate
            if over():
                return


def _verified(
    beside: Beside,
    chosen: Sequence[Candidate],
    without: Result,
    clock: Clock,
    enough: int,
    on_step: OnStep | None,
) -> tuple[list[Ask], int]:
    """So many asks, verified in this order; and how many there was no time for."""
    asks: list[Ask] = []
    for at, candidate in enumerate(chosen):
        if len(asks) == enough:
            break
        if clock.over():
            return asks, len(chosen) - at
        to_go = min(enough - len(asks), len(chosen) - at)
        if on_step is not None:
            on_step(len(asks), len(asks) + to_go)
        ask = verified(beside, candidate, without, clock, to_go)
        if ask is not None:
            asks = in_rank([*asks, ask])
    return asks, 0
