"""Every rule a job must keep, each once, in plain Python: the truth the solver is tested against."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from bundler.domain.model import SETTINGS, Task
from bundler.domain.plan import Session
from bundler.domain.problem import Problem
from bundler.domain.scenario import Rules
from bundler.i18n import LANGS, Text
from bundler.rules.own import own_verdicts
from bundler.rules.verdict import Verdict
from bundler.rules.week import Week
from bundler.units import (
    DAY_LABELS,
    WEEK_DAYS,
    at_least_minutes,
    at_most_minutes,
    ceil_to,
    clock,
    decimal,
    hours_text,
)


def _day_name(day: int) -> Text:
    return Text(DAY_LABELS["en"][day], DAY_LABELS["nl"][day])


def _hours(minutes: float) -> Text:
    return Text(hours_text(minutes, "en"), hours_text(minutes, "nl"))


def _at_most(
    code: str, value: int, limit: int, where: str | Text = "", *, hours: bool = False, unit: str = "minutes"
) -> Verdict:
    show: Callable[[float], str | Text] = _hours if hours else decimal
    return Verdict(code, value <= limit, limit - value, unit, where, show(value), show(limit))


def _at_least(code: str, value: int, limit: int, where: str | Text = "", *, hours: bool = False) -> Verdict:
    show: Callable[[float], str | Text] = _hours if hours else decimal
    return Verdict(code, value >= limit, value - limit, "minutes", where, show(value), show(limit))


def judge_job(problem: Problem, sessions: Iterable[Session]) -> list[Verdict]:
    """Hold one job's sessions against every job rule.

    Returns:
        A verdict for each rule and each thing it is about (a day, a pair of places); those with
        ``ok`` false are the violations. A session of an unknown task gives only that verdict.
    """
    listed = list(sessions)
    unknown = sorted({session.task_id for session in listed} - set(problem.task_by_id))
    if unknown or not listed:
        return [Verdict("known_task", False, where=task_id) for task_id in unknown or ["?"]]
    week = Week(problem, listed)
    found = [verdict for rule in _JOB_CHECKS for verdict in rule(week, problem.scenario.rules)]
    return [*found, *own_verdicts(week)] if problem.own else found


def violations(problem: Problem, sessions: Iterable[Session]) -> list[Verdict]:
    """The verdicts of ``judge_job`` that fail; empty for a viable job."""
    return [verdict for verdict in judge_job(problem, sessions) if not verdict.ok]


def task_obstacles(problem: Problem, task: Task) -> list[Verdict]:
    """The rules by which this task fits no job at all, whatever it is combined with.

    Looks at the task alone: its certificates, its date, the length of one session against the
    break rule, the hours of a day and the time window.
    """
    rules = problem.scenario.rules
    found = []
    if problem.left_out_by_date(task):
        found.append(Verdict("known_task", False, where=task.task_id))
    if task.certificates:
        found += [verdict for verdict in _certificates_of(task, rules) if not verdict.ok]
    length, least = task.session_minutes, min(task.sessions_in_a_job())

    def too_much(code: str, value: int, limit: int, *, hours: bool = True) -> Iterator[Verdict]:
        # put in words only where it fails: this is asked of every task, often
        if value > limit:
            unit = "minutes" if hours else "count"
            yield _at_most(code, value, limit, task.task_id, hours=hours, unit=unit)

    if rules.break_after is not None:
        found += too_much("break_in_session", length, rules.break_after)
    found += too_much("max_hours_per_day", length, at_most_minutes(rules.max_hours_per_day))
    found += too_much("max_span_hours", length, at_most_minutes(rules.max_span_hours))
    first = ceil_to(max(task.earliest_start, rules.day_start), rules.grid_minutes)
    last = min(task.latest_end, rules.day_end)
    if first + length > last:
        found.append(
            Verdict(
                "window",
                False,
                last - first - length,
                "minutes",
                task.task_id,
                f"{clock(first)}–{clock(first + length)}",
                f"{clock(task.earliest_start)}–{clock(task.latest_end)}",
            )
        )
    found += too_much("max_days", least, rules.max_days, hours=False)
    found += too_much("max_hours", least * length, rules.week_minutes[1])
    found += too_much("max_competencies", len(set(task.competencies)), rules.max_competencies, hours=False)
    return found


def _max_suppliers(week: Week, rules: Rules) -> Iterator[Verdict]:
    yield _at_most(
        "max_suppliers", len(week.suppliers), rules.max_suppliers, ", ".join(week.suppliers), unit="count"
    )


def _week_hours(week: Week, rules: Rules) -> Iterator[Verdict]:
    least, most = rules.week_minutes
    yield _at_least("min_hours", week.minutes, least, hours=True)
    yield _at_most("max_hours", week.minutes, most, hours=True)


def _max_days(week: Week, rules: Rules) -> Iterator[Verdict]:
    yield _at_most("max_days", len(week.days), rules.max_days, unit="count")


def _day_load(week: Week, rules: Rules) -> Iterator[Verdict]:
    for day in week.days:
        name = _day_name(day.day)
        yield _at_most(
            "max_hours_per_day", day.work, at_most_minutes(rules.max_hours_per_day), name, hours=True
        )
        yield _at_most(
            "max_span_hours", day.end - day.start, at_most_minutes(rules.max_span_hours), name, hours=True
        )


def _gaps(week: Week, rules: Rules) -> Iterator[Verdict]:
    for day in week.days:
        for before, after, rest in zip(day.sessions, day.sessions[1:], day.rest, strict=False):
            name = _day_name(day.day)
            where = Text(*(f"{name(lang)} {before.task_id}→{after.task_id}" for lang in ("en", "nl")))
            yield Verdict("overlap", rest >= 0, rest, "minutes", where)
            yield _at_most("max_rest_minutes", rest, rules.max_rest_minutes, where)


def _day_hours(week: Week, rules: Rules) -> Iterator[Verdict]:
    for session in week.sessions:
        name = _day_name(session.day)
        yield Verdict(
            "day_start",
            session.start >= rules.day_start,
            session.start - rules.day_start,
            "minutes",
            name,
            clock(session.start),
            clock(rules.day_start),
        )
        yield Verdict(
            "day_end",
            session.end <= rules.day_end,
            rules.day_end - session.end,
            "minutes",
            name,
            clock(session.end),
            clock(rules.day_end),
        )


def _breaks(week: Week, rules: Rules) -> Iterator[Verdict]:
    if rules.break_after is None:
        return
    for day in week.days:
        yield _at_least("break_rule", day.break_minutes, rules.break_due(day.work), _day_name(day.day))
    for task in week.tasks:
        yield _at_most("break_in_session", task.session_minutes, rules.break_after, task.task_id, hours=True)


def _rests(week: Week, rules: Rules) -> Iterator[Verdict]:
    for day, after, free in week.nights:
        where = Text(*(f"{DAY_LABELS[lang][day.day]}→{DAY_LABELS[lang][after.day]}" for lang in ("en", "nl")))
        yield _at_least("daily_rest_hours", free, at_least_minutes(rules.daily_rest_hours), where, hours=True)
    longest = max(free for _, _, free in week.nights)
    yield _at_least("weekly_rest_hours", longest, at_least_minutes(rules.weekly_rest_hours), hours=True)


def _variety(week: Week, rules: Rules) -> Iterator[Verdict]:
    yield _at_most("max_tasks", len(week.tasks), rules.max_tasks, unit="count")
    competencies = sorted({item for task in week.tasks for item in task.competencies})
    yield _at_most(
        "max_competencies", len(competencies), rules.max_competencies, ", ".join(competencies), unit="count"
    )
    yield _at_most(
        "max_locations", len(week.locations), rules.max_locations, ", ".join(week.locations), unit="count"
    )


def _reach(week: Week, rules: Rules) -> Iterator[Verdict]:
    for a, b in combinations(week.locations, 2):
        for origin, destination in ((a, b), (b, a)):
            minutes = week.problem.travel(origin, destination)
            if minutes is None:
                yield Verdict("unreachable", False, where=f"{origin}, {destination}")
            else:
                yield _at_most(
                    "max_travel_minutes", minutes, rules.max_travel_minutes, f"{origin} → {destination}"
                )


def _start_spread(week: Week, rules: Rules) -> Iterator[Verdict]:
    if rules.max_start_spread_minutes is not None:
        yield _at_most("max_start_spread_minutes", week.start_spread, rules.max_start_spread_minutes)


def _supplier_hours(week: Week, rules: Rules) -> Iterator[Verdict]:
    least = at_least_minutes(rules.min_hours_per_supplier)
    for supplier, minutes in week.minutes_by_supplier.items():
        yield _at_least("min_hours_per_supplier", minutes, least, supplier, hours=True)


def _supervision(week: Week, rules: Rules) -> Iterator[Verdict]:
    supervised = sum(
        session.end - session.start
        for session in week.sessions
        if week.problem.task_by_id[session.task_id].supervised
    )
    share = supervised / week.minutes if week.minutes > 0 else 0.0
    missing = rules.min_supervised_share * week.minutes - supervised
    found, limit = (
        Text(decimal(part * 100, "en", 1), decimal(part * 100, "nl", 1))
        for part in (share, rules.min_supervised_share)
    )
    yield Verdict(
        "min_supervised_share", missing <= 1e-6, share - rules.min_supervised_share, "share", "", found, limit
    )


def _settings(week: Week, rules: Rules) -> Iterator[Verdict]:
    settings = {task.setting for task in week.tasks}
    named = [(task.task_id, SETTINGS[task.setting]) for task in week.tasks]
    where = Text(*(", ".join(f"{name} {setting(lang)}" for name, setting in named) for lang in LANGS))
    yield Verdict("separate_settings", not rules.separate_settings or len(settings) < 2, where=where)


def _hygiene(week: Week, rules: Rules) -> Iterator[Verdict]:
    if rules.food_after_sanitary:
        return
    for day in week.days:
        hygiene = [week.problem.task_by_id[session.task_id].hygiene for session in day.sessions]
        after = hygiene[hygiene.index("sanitary") :] if "sanitary" in hygiene else []
        yield Verdict("food_after_sanitary", "food" not in after, where=_day_name(day.day))


def _certificates_of(task: Task, rules: Rules) -> Iterator[Verdict]:
    excluded = {item.casefold() for item in rules.excluded_certificates}
    asked = [item for item in task.certificates if item.casefold() in excluded]
    yield Verdict("excluded_certificates", not asked, where=task.task_id, value=", ".join(asked))


def _certificates(week: Week, rules: Rules) -> Iterator[Verdict]:
    for task in week.tasks:
        yield from _certificates_of(task, rules)


def _sessions(week: Week, rules: Rules) -> Iterator[Verdict]:
    for session in week.sessions:
        task = week.problem.task_by_id[session.task_id]
        name = _day_name(session.day)
        where = Text(*(f"{name(lang)} {task.task_id}" for lang in ("en", "nl")))
        yield Verdict(
            "grid_minutes",
            session.start % rules.grid_minutes == 0,
            where=where,
            value=clock(session.start),
            limit=str(rules.grid_minutes),
        )
        slack = min(session.start - task.earliest_start, task.latest_end - session.end)
        yield Verdict(
            "window",
            slack >= 0,
            slack,
            "minutes",
            where,
            f"{clock(session.start)}–{clock(session.end)}",
            f"{clock(task.earliest_start)}–{clock(task.latest_end)}",
        )
        length = session.end - session.start
        yield Verdict(
            "session_length",
            length == task.session_minutes,
            where=where,
            value=str(length),
            limit=str(task.session_minutes),
        )


def _series(week: Week, _rules: Rules) -> Iterator[Verdict]:
    for task in week.tasks:
        days = [session.day for session in week.sessions if session.task_id == task.task_id]
        for day in range(WEEK_DAYS):
            if day in days:
                fits = day in task.days and days.count(day) == 1
                yield Verdict("task_day", fits, where=task.task_id, value=_day_name(day))
        allowed = task.sessions_in_a_job()
        limit = str(allowed[0]) if len(allowed) == 1 else f"{allowed[0]}–{allowed[-1]}"
        yield Verdict(
            "session_count", len(days) in allowed, where=task.task_id, value=str(len(days)), limit=limit
        )
        yield Verdict("known_task", not week.problem.left_out_by_date(task), where=task.task_id)


_JOB_CHECKS: tuple[Callable[[Week, Rules], Iterator[Verdict]], ...] = (
    _sessions,
    _series,
    _gaps,
    _max_suppliers,
    _week_hours,
    _max_days,
    _day_load,
    _day_hours,
    _breaks,
    _rests,
    _variety,
    _reach,
    _start_spread,
    _supplier_hours,
    _supervision,
    _settings,
    _hygiene,
    _certificates,
)
