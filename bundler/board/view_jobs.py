"""The left-over tasks and the jobs of one moment, as cards and lanes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from bundler.board import words_screen as words
from bundler.board.kept import Kept
from bundler.board.pictures import Fill, Marks, hours_bar, swatch, week_picture
from bundler.board.state import BoardJob
from bundler.board.view_model import Card, Group, Lane, Look, Snapshot
from bundler.domain import Problem, Task
from bundler.i18n import Lang
from bundler.report.weekdays import days_text
from bundler.units import DAY_LABELS, clock, decimal, hours_text

_CARDS: Kept[Card] = Kept()
# by language and view: the problem, and its lanes by job and judgement, as they were shown last
_KEPT: dict[tuple[str, str], tuple[Problem | None, dict[tuple[object, ...], Lane]]] = {}


def when_text(task: Task, lang: Lang) -> str:
    """Days, how often and how long, and between which times: ``Mon–Fri · 3 h · 06:30–10:00``."""
    return " · ".join(when_parts(task, lang))


def when_parts(task: Task, lang: Lang) -> tuple[str, ...]:
    """The same in parts, each to be kept on one line."""
    days, hours = days_text(task.days, lang), hours_text(task.session_minutes, lang)
    every = len(task.days) == task.sessions_per_week
    often = words.EACH if every else words.TIMES
    shown = often(lang, count=task.sessions_per_week, days=days, hours=hours)
    return *shown.split(" · "), f"{clock(task.earliest_start)}–{clock(task.latest_end)}"


def place_name(problem: Problem, task: Task) -> str:
    """Where a task is, as short as it can be told: the name up to its address."""
    place = problem.location_by_id[task.location_id]
    return (place.name or place.location_id).split(",")[0]


def seen(task: Task, look: Look) -> bool:
    """Whether a task is on the part of the board that is looked at."""
    return look.view in ("all", task.setting)


def groups(now: Snapshot, looks: Mapping[str, Fill], look: Look) -> Iterator[Group]:
    """The left-over tasks of each supplier that offers any in this view."""
    problem, lang = now.problem, look.lang
    for supplier in problem.suppliers:
        own = [
            task for task in problem.tasks if task.supplier_id == supplier.supplier_id and seen(task, look)
        ]
        if not own:
            continue
        fill = looks[supplier.supplier_id]
        waiting = [(task, left) for task in own if (left := now.shelf.get(task.task_id, 0)) > 0]
        minutes = sum(left * task.session_minutes for task, left in waiting)
        yield Group(
            supplier.supplier_id,
            fill.style.name,
            swatch(fill),
            words.HOURS(lang, hours=hours_text(minutes, lang)) if minutes else "",
            tuple(_card_of(problem, task, left, fill, lang) for task, left in waiting),
        )


def _card_of(problem: Problem, task: Task, left: int, fill: Fill, lang: Lang) -> Card:
    key = task.task_id, left, lang
    return _CARDS.get(problem, key, lambda: _left_card(problem, task, left, fill, lang))


def _left_card(problem: Problem, task: Task, left: int, fill: Fill, lang: Lang) -> Card:
    more = ""
    if task.shareable and left < task.sessions_offered:
        more = words.SESSIONS_LEFT(lang, count=left, of=task.sessions_offered)
    elif left > task.sessions_per_week:
        more = words.PERSONS(lang, count=-(-left // task.sessions_per_week))
    return _card(problem, task, "", left, more, fill, lang)


def _card(
    problem: Problem, task: Task, job_id: str, sessions: int, more: str, fill: Fill, lang: Lang
) -> Card:
    return Card(
        card_id=f"card-{job_id or 'left'}-{task.task_id}",
        task_id=task.task_id,
        job_id=job_id,
        title=task.title,
        swatch=swatch(fill),
        supplier=fill.style.name,
        place=place_name(problem, task),
        when=when_parts(task, lang),
        hours=words.HOURS(lang, hours=hours_text(sessions * task.session_minutes, lang)),
        more=more,
        outdoor=task.setting == "outdoor",
    )


def lanes(now: Snapshot, looks: Mapping[str, Fill], look: Look) -> Iterator[Lane]:
    """The jobs that hold a task of this view, in the order of the board."""
    # from one change to the next most lanes stay as they are
    problem, before = _KEPT.get((look.lang, look.view), (None, {}))
    if problem is not now.problem:
        before = {}
    made: dict[tuple[object, ...], Lane] = {}
    for job in now.board.jobs:
        tasks = [now.problem.task_by_id[i] for i in job.task_ids if i in now.problem.task_by_id]
        if look.view == "all" or any(seen(task, look) for task in tasks):
            key = (job, now.judged.get(job.job_id))
            made[key] = before.get(key) or _lane(now, job, tasks, looks, look.lang)
            yield made[key]
    _KEPT[look.lang, look.view] = now.problem, made


def _lane(now: Snapshot, job: BoardJob, tasks: list[Task], looks: Mapping[str, Fill], lang: Lang) -> Lane:
    problem, judged = now.problem, now.judged.get(job.job_id)
    held = {task.task_id: _sessions(job, task) for task in tasks}
    minutes: dict[str, int] = {}
    for task in tasks:
        worked = held[task.task_id] * task.session_minutes
        minutes[task.supplier_id] = minutes.get(task.supplier_id, 0) + worked
    total = hours_text(sum(minutes.values()), lang)
    shares = [(looks[supplier_id], spent / 60) for supplier_id, spent in minutes.items()]
    state = "locked" if job.locked else "viable" if job.viable else "draft"
    points = ""
    if judged is not None and judged.points is not None:
        points = words.POINTS(lang, points=decimal(judged.points, lang, 0))
    names = " + ".join(looks[supplier_id].style.name for supplier_id in minutes)
    gap = words.LABELS["gap"](lang)
    return Lane(
        job_id=job.job_id,
        state=state,
        told=words.LABELS[state](lang),
        locked=job.locked,
        label=words.JOB_LABEL(lang, job=job.job_id, hours=total, suppliers=names),
        hours=words.HOURS(lang, hours=total),
        points=points,
        bar=hours_bar(shares, _marks(problem), _bar_alt(problem, shares, total, lang), gap),
        week=week_picture(problem, job.roster, looks, lang, _week_alt(job, lang), gap)
        if job.roster
        else Markup(),
        why=() if judged is None else tuple(text(lang) for text in judged.why),
        cards=tuple(
            _job_card(problem, task, job, held[task.task_id], looks[task.supplier_id], lang) for task in tasks
        ),
        lock_label=(words.UNLOCK_JOB if job.locked else words.LOCK_JOB)(lang, job=job.job_id),
        dissolve_label=words.DISSOLVE_JOB(lang, job=job.job_id),
    )


def _sessions(job: BoardJob, task: Task) -> int:
    """Sessions of a task in a job; of a draft the most it could hold."""
    if job.roster is None:
        return task.sessions_per_week
    return sum(session.task_id == task.task_id for session in job.roster)


def _job_card(problem: Problem, task: Task, job: BoardJob, sessions: int, fill: Fill, lang: Lang) -> Card:
    more = ""
    if sessions < task.sessions_per_week:
        more = words.SESSIONS_IN(lang, count=sessions, of=task.sessions_per_week)
    return _card(problem, task, job.job_id, sessions, more, fill, lang)


def _marks(problem: Problem) -> Marks:
    rules = problem.scenario.rules
    return Marks(rules.min_hours, problem.scenario.weights.target_hours, rules.max_hours)


def _bar_alt(problem: Problem, shares: list[tuple[Fill, float]], total: str, lang: Lang) -> str:
    marks = _marks(problem)
    return words.BAR_ALT(
        lang,
        hours=total,
        least=decimal(marks.least, lang),
        most=decimal(marks.most, lang),
        target=decimal(marks.target, lang),
        shares=", ".join(f"{fill.style.name} {decimal(hours, lang)}" for fill, hours in shares),
    )


def _week_alt(job: BoardJob, lang: Lang) -> str:
    """Each working day with its first start and last end."""
    days: dict[int, tuple[int, int]] = {}
    for session in job.roster or ():
        start, end = days.get(session.day, (session.start, session.end))
        days[session.day] = min(start, session.start), max(end, session.end)
    shown = [
        f"{DAY_LABELS[lang][day]} {clock(start)}–{clock(end)}" for day, (start, end) in sorted(days.items())
    ]
    return words.WEEK_ALT(lang, days=", ".join(shown))
