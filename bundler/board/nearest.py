"""Why tasks are no job together: every rule that is in the way, and by how much.

First what can be seen without a search: each of these holds whatever the week. Only where that gives
nothing is a week looked for that breaks the fewest rules, and not for long.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from bundler.board import words
from bundler.domain import Problem, Session, Task
from bundler.explain.at_play import MEASURED, AtPlay, Member, gap_of, given_way
from bundler.explain.words import excess, listed
from bundler.i18n import LANGS, Text
from bundler.rules import RULES, Verdict, across_jobs, in_names, judge_job, task_obstacles

Roster = Sequence[Session]
# what a job breaks whatever its week, by its tasks alone
_BY_TASKS = {
    "max_suppliers", "max_tasks", "max_competencies", "max_locations", "unreachable", "max_travel_minutes",
    "separate_settings",
}  # fmt: skip
# what it breaks at the most, and at the fewest sessions it can have
_AT_MOST = {"min_hours", "min_hours_per_supplier"}
_AT_LEAST = {"max_hours"}
_FORBIDDING = ("pin_apart", "pin_forbid_suppliers", "pin_leave")
# rules about how a week is laid out, the most likely first: only a search tells whether one is in the way
_OF_WEEKS = (
    "max_rest_minutes", "break_rule", "max_span_hours", "max_hours_per_day", "max_days", "daily_rest_hours",
    "food_after_sanitary", "max_start_spread_minutes", "max_hours", "min_hours", "weekly_rest_hours",
    "day_start", "day_end", "min_hours_per_supplier", "min_supervised_share",
)  # fmt: skip
# a search takes some milliseconds; this is for what nobody thought of
_SECONDS = 5.0
# so often a margin is halved
_HALVES = 5


def seen(problem: Problem, task_ids: Sequence[str], others: Sequence[Roster]) -> tuple[Text, ...]:
    """What stands in the way of a job of exactly these tasks beside other jobs, whatever its week.

    Args:
        problem: the data and the rules.
        task_ids: tasks of the problem.
        others: jobs that hold some of these tasks too.

    Returns:
        What is seen without a search; where that is nothing, there may still be no such job.
    """
    tasks = [problem.task_by_id[name] for name in task_ids]
    return tuple(dict.fromkeys(_without_search(problem, tasks, _left(tasks, others))))


def searched(problem: Problem, task_ids: Sequence[str], others: Sequence[Roster]) -> tuple[Text, ...]:
    """The week nearest to the rules: one that breaks a single rule by little, else more of them.

    Few searches, for somebody waits: tried alone are only rules that the week breaks where all give way.
    """
    only = problem.model_copy(update={"tasks": tuple(problem.task_by_id[name] for name in task_ids)})
    if others and _any_week(only):
        return (words.TAKEN_DAYS,)
    at_play = AtPlay(only, only.tasks[0])
    nearest = _any_week(at_play.loosened({one: at_play.loosest(one) for one in at_play.members}))
    if not nearest:
        return (words.NEVER.fill(tasks=listed([title_of(problem, name) for name in _never(only, task_ids)])),)
    broken = at_play.broken(nearest) or {}
    for member in sorted((one for one in broken if one.at in _OF_WEEKS), key=_likely):
        verdicts = _giving_way(at_play, member)
        if verdicts:
            return _all_said(problem, verdicts)
    return _all_said(problem, (verdict for verdict in judge_job(only, nearest) if not verdict.ok))


def said(problem: Problem, verdict: Verdict) -> Text:
    """A broken rule in words, its margin in hours where that is how the rule is set."""
    return RULES[verdict.code].violation.fill(
        where=_named(problem, verdict.where), value=verdict.value, limit=verdict.limit, excess=excess(verdict)
    )


def _named(problem: Problem, where: str | Text) -> str | Text:
    """What a verdict is about, as the board calls it: names, not ids."""
    if isinstance(where, Text):
        return Text(*(_named_in(problem, where(lang)) for lang in LANGS))
    return _named_in(problem, where)


def _named_in(problem: Problem, where: str) -> str:
    if " → " in where or where in problem.supplier_by_id:
        return in_names(problem, where)
    first = ((part, *part.partition(" ")) for part in where.split(", "))
    return ", ".join(
        f"{title_of(problem, name)}{space}{rest}" if name in problem.task_by_id else in_names(problem, part)
        for part, name, space, rest in first
    )


def title_of(problem: Problem, task_id: str) -> str:
    """A task as its card calls it, between quotation marks."""
    return f"“{problem.task_by_id[task_id].title or task_id}”"


def _left(tasks: Iterable[Task], others: Sequence[Roster]) -> dict[str, int]:
    """Sessions a week that one more job can have of each task."""
    jobs = Counter(name for roster in others for name in {session.task_id for session in roster})
    taken = Counter(session.task_id for roster in others for session in roster)
    left = {}
    for task in tasks:
        name = task.task_id
        if task.shareable:
            left[name] = min(task.sessions_per_week, task.sessions_offered - taken[name])
        else:
            left[name] = task.sessions_per_week if jobs[name] < task.headcount else 0
    return left


def _without_search(problem: Problem, tasks: Sequence[Task], left: dict[str, int]) -> Iterator[Text]:
    fewest = _pretended(tasks, {task.task_id: task.sessions_in_a_job()[0] for task in tasks})
    for verdict in across_jobs(problem, {"": fewest}):
        if verdict.code in _FORBIDDING:
            yield said(problem, verdict)
    for task in tasks:
        for verdict in task_obstacles(problem, task):
            yield said(problem, verdict)
        least = task.sessions_in_a_job()[0]
        if left[task.task_id] <= 0:
            yield words.NOTHING_LEFT.fill(task=title_of(problem, task.task_id))
        elif left[task.task_id] < least:
            few = words.sessions(left[task.task_id])
            yield words.TOO_FEW_LEFT.fill(task=title_of(problem, task.task_id), left=few, least=least)
    most = _pretended(
        tasks, {task.task_id: max(left[task.task_id], task.sessions_in_a_job()[0]) for task in tasks}
    )
    broken = _broken(problem, fewest, _BY_TASKS | _AT_LEAST | _AT_MOST)
    yield from _all_said(
        problem, (verdict for verdict in broken if most == fewest or verdict.code not in _AT_MOST)
    )
    if most != fewest:
        yield from _all_said(problem, _broken(problem, most, _AT_MOST))
    yield from _supervision(problem, tasks, left)
    yield from _clashes(problem, tasks)


def _pretended(tasks: Iterable[Task], count: dict[str, int]) -> list[Session]:
    """Sessions of the right number and length, on the first days: for rules that do not look at the time."""
    return [
        Session(
            day=day,
            start=task.earliest_start,
            end=task.earliest_start + task.session_minutes,
            task_id=task.task_id,
        )
        for task in tasks
        for day in task.days[: count[task.task_id]]
    ]


def _broken(problem: Problem, sessions: Sequence[Session], codes: set[str]) -> list[Verdict]:
    return [verdict for verdict in judge_job(problem, sessions) if not verdict.ok and verdict.code in codes]


def _supervision(problem: Problem, tasks: Sequence[Task], left: dict[str, int]) -> Iterator[Text]:
    """Too little supervised work even where that has the most sessions and all else the fewest."""
    if problem.scenario.rules.min_supervised_share:
        count = {
            task.task_id: max(left[task.task_id], task.sessions_in_a_job()[0])
            if task.supervised
            else task.sessions_in_a_job()[0]
            for task in tasks
        }
        yield from _all_said(problem, _broken(problem, _pretended(tasks, count), {"min_supervised_share"}))


def _clashes(problem: Problem, tasks: Sequence[Task]) -> Iterator[Text]:
    """Two tasks that must be on one day, and neither fits after the other."""
    for a, b in combinations(tasks, 2):
        days = len({*a.days, *b.days})
        if a.sessions_in_a_job()[0] + b.sessions_in_a_job()[0] <= days:
            continue
        short = min(_short(problem, a, b), _short(problem, b, a))
        if short > 0:
            yield words.CLASH.fill(
                a=title_of(problem, a.task_id), b=title_of(problem, b.task_id), short=words.minutes(short)
            )


def _short(problem: Problem, first: Task, second: Task) -> int:
    """Minutes that are missing for one task straight after another on a day."""
    rules = problem.scenario.rules
    walk = problem.travel(first.location_id, second.location_id) or 0
    begin, end = max(first.earliest_start, rules.day_start), min(second.latest_end, rules.day_end)
    return begin + first.session_minutes + walk + second.session_minutes - end


def _giving_way(at_play: AtPlay, member: Member) -> Sequence[Verdict]:
    """What is broken where only this rule gives way, as little as a few searches find; empty for no week."""
    week = _any_week(at_play.loosened({member: at_play.loosest(member)}))
    verdicts = (at_play.broken(week) or {}).get(member, ()) if week else ()
    if not verdicts or member.at not in MEASURED:
        return verdicts
    rules, low = at_play.problem.scenario.rules, 0.0
    for _ in range(_HALVES):
        asked = (low + gap_of(verdicts)) // 2
        if asked <= low:
            break
        nearer = _any_week(at_play.loosened({member: given_way(rules, str(member.at), asked)}))
        broken = (at_play.broken(nearer) or {}).get(member, ()) if nearer else ()
        verdicts, low = (broken, low) if broken else (verdicts, asked)
    return verdicts


def _likely(member: Member) -> int:
    return _OF_WEEKS.index(str(member.at))


def _any_week(problem: Problem) -> Roster:
    """A week of exactly the tasks of a problem; empty where there is none."""
    from bundler.solver.find import find_jobs

    found = find_jobs(problem, list(problem.task_by_id), any_will_do=True, seconds=_SECONDS)
    return found.rosters[0] if found.rosters else ()


def _never(problem: Problem, task_ids: Sequence[str]) -> tuple[str, ...]:
    """Two of the tasks that cannot be in one job whatever rule gives way; all where no two are known."""
    for pair in combinations(task_ids, 2):
        two = problem.model_copy(update={"tasks": tuple(problem.task_by_id[name] for name in pair)})
        at_play = AtPlay(two, two.tasks[0])
        if not _any_week(at_play.loosened({one: at_play.loosest(one) for one in at_play.members})):
            return pair
    return tuple(task_ids)


def _all_said(problem: Problem, verdicts: Iterable[Verdict]) -> tuple[Text, ...]:
    """Each broken rule once, where it fails by the most; there and back is one walk."""
    by_rule: dict[str, dict[object, Verdict]] = {}
    for verdict in verdicts:
        where = verdict.where
        place = frozenset(where.split(" → ")) if isinstance(where, str) else where
        found = by_rule.setdefault(verdict.code, {})
        found[place] = min(found.get(place, verdict), verdict, key=_margin)
    return tuple(_worst(problem, list(broken.values())) for broken in by_rule.values())


def _worst(problem: Problem, verdicts: Sequence[Verdict]) -> Text:
    worst = said(problem, min(verdicts, key=_margin))
    more = len(verdicts) - 1
    return words.AND_MORE.fill(what=worst, count=more) if more else worst


def _margin(verdict: Verdict) -> float:
    return verdict.margin or 0.0
