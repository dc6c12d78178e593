"""Asks for hours: the least work that makes a job of what is left over, with a window and a supplier."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from bundler.domain import Problem, Session, Task
from bundler.errors import OwnRuleFailed
from bundler.explain.missing_ask import Candidate, Change, Size
from bundler.explain.missing_beside import LOOK, Beside
from bundler.explain.missing_hosts import Host, at_that_time, hosts_of
from bundler.explain.missing_window import narrowed
from bundler.i18n import Text
from bundler.rules import Week, violations
from bundler.units import at_least_minutes, at_most_minutes, ceil_to, hours_text

# lengths of sessions: in quarters of an hour, and not so short that nobody comes for it
ROUND, SHORTEST = 15, 30
# a session shorter than this is asked only where that is less work in all
SHORT = 60
# sets of left-over tasks that are looked at for each task, and in all; patterns of a week for each
SETS_EACH, MOST_SETS, MOST_PATTERNS = 6, 40, 6

TITLE = Text("Asked for: {hours} hours a week", "Gevraagd: {hours} uur per week")


class Pattern(NamedTuple):
    """A week of sessions that is asked for: so many, on some of these days, so long."""

    days: tuple[int, ...]
    sessions: int
    minutes: int

    @property
    def a_week(self) -> int:
        """Minutes a week."""
        return self.sessions * self.minutes


def hour_candidates(beside: Beside, lang: str, most: int, over: Callable[[], bool]) -> Iterator[Candidate]:
    """The least hours for each set of left-over tasks that lacks nothing else, those worth most first.

    Args:
        beside: where the new job is to stand.
        lang: language of the title of what is asked for.
        most: how many; each may be followed by one that asks more, up to the target.
        over: asked now and then whether to end.
    """
    found = []
    for base in _bases(beside):
        if over():
            break
        least = _least(beside, base, lang)
        if least is not None:
            found.append(least)
    found.sort(key=lambda each: (-each.net[0], -each.net[1], each.size))
    for least in _not_dominated(found)[:most]:
        if over():
            break
        exact = _finished(beside, least)
        yield exact
        more = _towards_target(beside, exact, lang)
        if more is not None and more.worth > exact.worth:
            yield more


def _bases(beside: Beside) -> list[Week]:
    """The weeks of sets of left-over tasks that keep every rule but those that ask for more hours."""
    from bundler.solver.find import find_jobs

    rules = beside.problem.scenario.rules
    if rules.max_tasks < 2:
        return []
    loose = Change(
        rules=(
            ("min_hours", 0.0),
            ("min_hours_per_supplier", 0.0),
            ("min_supervised_share", 0.0),
            ("max_tasks", rules.max_tasks - 1),
        )
    ).apply(beside.left)
    found: dict[frozenset[str], tuple[float, tuple[Session, ...]]] = {}
    for task in loose.tasks:
        try:
            several = find_jobs(loose, [task.task_id], most=SETS_EACH, seconds=LOOK)
            alone = find_jobs(loose, [task.task_id], among=(), seconds=LOOK)
        except OwnRuleFailed:
            # with other rules loosened the user's own may see what it never should
            continue
        for answer in (several, alone):
            for roster, points in zip(answer.rosters, answer.points, strict=True):
                found.setdefault(frozenset(session.task_id for session in roster), (points, roster))
    best = sorted(found.items(), key=lambda each: (-each[1][0], sorted(each[0])))
    return [Week(beside.problem, roster) for _, (_, roster) in best[:MOST_SETS]]


def _least(beside: Beside, week: Week, lang: str) -> Candidate | None:
    others, own = hosts_of(beside.problem, week)
    each = week.problem.scenario.rules.min_hours_per_supplier > 0
    for hosts in (others, *([host] for host in own)) if each else (others, own):
        for pattern in _patterns(week, hosts[0].supplier.supplier_id) if hosts else ():
            found = _best_place(beside, week, hosts, pattern, lang)
            if found is not None:
                return found
    return None


def _lacking(week: Week, supplier_id: str) -> int | None:
    """Minutes a week that must come from a supplier; None where that cannot help."""
    rules = week.problem.scenario.rules
    per_supplier = at_least_minutes(rules.min_hours_per_supplier)
    have = dict(week.minutes_by_supplier)
    own = have.pop(supplier_id, 0)
    if any(minutes < per_supplier for minutes in have.values()):
        return None
    share = rules.min_supervised_share
    supervised = sum(
        session.end - session.start
        for session in week.sessions
        if week.problem.task_by_id[session.task_id].supervised
    )
    if share >= 1 and supervised < week.minutes:
        return None
    unattended = (share * week.minutes - supervised) / (1 - share) if share < 1 else 0.0
    lacking = max(rules.week_minutes[0] - week.minutes, per_supplier - own, unattended)
    return int(-(-lacking // 1)) if lacking > 0 else None


def _patterns(week: Week, supplier_id: str) -> list[Pattern]:
    """Weeks of sessions that would be enough, the least work first; the days of the others if possible."""
    rules = week.problem.scenario.rules
    lacking = _lacking(week, supplier_id)
    if lacking is None:
        return []
    own = tuple(day.day for day in week.days)
    workweek = tuple(sorted({*own, *range(5)}))
    found = []
    for days in dict.fromkeys((own, workweek)):
        for sessions in range(1, min(len(days), rules.max_days) + 1):
            minutes = max(SHORTEST, ceil_to(-(-lacking // sessions), ROUND))
            pattern = Pattern(days, sessions, minutes)
            if minutes <= _longest(week.problem) and week.minutes + pattern.a_week <= rules.week_minutes[1]:
                found.append(pattern)
    found.sort(key=lambda each: (each.a_week, each.minutes < SHORT, each.days != own, -each.sessions))
    return found[:MOST_PATTERNS]


def _longest(problem: Problem) -> int:
    """Minutes of the longest session."""
    rules = problem.scenario.rules
    limits = [at_most_minutes(rules.max_hours_per_day), at_most_minutes(rules.max_span_hours)]
    return min(limits + ([] if rules.break_after is None else [rules.break_after]))


def _best_place(
    beside: Beside, week: Week, hosts: Sequence[Host], pattern: Pattern, lang: str
) -> Candidate | None:
    """The best job with such hours at one of the week's places; who may bring them is looked at last."""
    best: Candidate | None = None
    names = sorted(task.task_id for task in week.tasks)
    for place in week.locations:
        task = _asked(week, hosts[0], pattern, place, lang)
        roster = beside.best(Change(added=(task,)), [*names, task.task_id], among=names)
        found = None if roster is None else _with_host(beside, task, roster, hosts)
        if found is not None and (best is None or found.worth > best.worth):
            best = found
    return best


def _asked(week: Week, host: Host, pattern: Pattern, place: str, lang: str) -> Task:
    rules = week.problem.scenario.rules
    known = week.problem.task_by_id
    task_id = "-".join(["ASK", *sorted(task.task_id for task in week.tasks)])
    while task_id in known:
        task_id += "x"
    return Task(
        task_id=task_id,
        supplier_id=host.supplier.supplier_id,
        title=TITLE(lang, hours=hours_text(pattern.a_week, lang)),
        location_id=place,
        days=pattern.days,
        session_minutes=pattern.minutes,
        sessions_per_week=pattern.sessions,
        earliest_start=rules.day_start,
        latest_end=rules.day_end,
        setting=week.tasks[0].setting,
        supervised=rules.min_supervised_share > 0,
    )


def _with_host(
    beside: Beside, task: Task, roster: tuple[Session, ...], hosts: Sequence[Host]
) -> Candidate | None:
    """The ask with the supplier who most likely has such work, and all services that could bring it."""
    asked = [session for session in roster if session.task_id == task.task_id]
    fitting: list[Change] = []
    for host in at_that_time(hosts, asked):
        named = task.model_copy(update={"supplier_id": host.supplier.supplier_id, "hygiene": host.hygiene})
        change = Change(added=(named,))
        try:
            broken = violations(change.apply(beside.problem), roster)
        except OwnRuleFailed:
            continue
        if not broken:
            fitting.append(change)
    if not fitting:
        return None
    size = Size(minutes_a_week=task.sessions_per_week * task.session_minutes)
    who = tuple(change.added[0].supplier_id for change in fitting)
    return beside.candidate("hours", size, fitting[0], roster, who)


def _finished(beside: Beside, least: Candidate) -> Candidate:
    """With the window that it needs, and the suppliers for whom that window holds."""
    task = least.change.added[0]
    window, roster = narrowed(beside, task, sorted(least.on_the_table), least.roster)
    others, own = hosts_of(beside.problem, _without_asked(beside, least))
    hosts = {host.supplier.supplier_id: host for host in (*others, *own)}
    # the supplier for whom the window was found stays
    first = _with_host(beside, window, roster, [hosts[task.supplier_id]])
    if first is None:
        return least
    others = [hosts[name] for name in least.hosts if name != task.supplier_id]
    also = _with_host(beside, window, roster, others)
    return first if also is None else first._replace(hosts=(*first.hosts, *also.hosts))


def _without_asked(beside: Beside, candidate: Candidate) -> Week:
    """The week of the job's other tasks."""
    asked = candidate.change.added[0].task_id
    return Week(beside.problem, [session for session in candidate.roster if session.task_id != asked])


def _towards_target(beside: Beside, least: Candidate, lang: str) -> Candidate | None:
    """The same ask with sessions long enough for a job of the target's hours; None where that is no more."""
    task = least.change.added[0]
    problem = beside.problem
    week = _without_asked(beside, least)
    wanted = min(problem.scenario.weights.target_hours * 60, problem.scenario.rules.week_minutes[1])
    wanted -= week.minutes
    minutes = min(wanted / task.sessions_per_week, _longest(problem)) // ROUND * ROUND
    if minutes <= task.session_minutes:
        return None
    pattern = Pattern(task.days, task.sessions_per_week, int(minutes))
    hosts = [
        host
        for group in hosts_of(problem, week)
        for host in group
        if host.supplier.supplier_id in least.hosts
    ]
    longer = _asked(week, hosts[0], pattern, task.location_id, lang)
    names = sorted(least.on_the_table)
    roster = beside.best(Change(added=(longer,)), [*names, longer.task_id], among=names)
    found = None if roster is None else _with_host(beside, longer, roster, hosts)
    return None if found is None else _finished(beside, found)._replace(more=True)


def _not_dominated(found: Sequence[Candidate]) -> list[Candidate]:
    """Without asks that are no smaller than another for all of the same tasks, and bring no more."""
    return [
        each
        for at, each in enumerate(found)
        if not any(
            each.on_the_table <= other.on_the_table
            and (other.size, -other.net[0], before) <= (each.size, -each.net[0], at)
            and other.net[0] >= each.net[0]
            for before, other in enumerate(found)
            if before != at
        )
    ]
