"""Where the board stands: its key figures, and how good it can still become."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from markupsafe import Markup

from bundler.board import words_screen as words
from bundler.board.pictures import Fill, plan_picture
from bundler.board.view_model import Figure, Snapshot, Stack
from bundler.i18n import Lang
from bundler.kpis.facts import BAAN_HOURS
from bundler.units import decimal, hours_text

# Less than this is no difference: scores are exact to 0.01.
_SAME = 0.005


def figures(now: Snapshot, lang: Lang) -> Iterator[Figure]:
    """Jobs, hours, banen, what is left over, value and how good that is."""
    problem = now.problem
    viable = [job for job in now.board.jobs if job.viable]
    drafts = len(now.board.jobs) - len(viable)
    placed = sum(session.end - session.start for job in viable for session in job.roster or ())
    left = sum(
        problem.task_by_id[task_id].session_minutes * count
        for task_id, count in now.left.items()
        if task_id in problem.task_by_id
    )
    note = words.DRAFTS[drafts != 1](lang, count=drafts) if drafts else ""
    yield Figure("jobs", str(len(viable)), words.JOBS_NAME[len(viable) != 1](lang), note)
    offered = words.HOURS_OF(lang, offered=hours_text(placed + left, lang))
    yield Figure("hours", hours_text(placed, lang), words.HOURS_NAME(lang), offered)
    each = words.BANEN_NAME(lang, each=decimal(BAAN_HOURS, lang))
    yield Figure("banen", decimal(placed / 60 / BAAN_HOURS, lang, 1), each)
    yield Figure("left", hours_text(left, lang), words.LEFT_NAME(lang))
    yield Figure("value", decimal(_points(now), lang, 0), words.VALUE_NAME(lang))
    yield Figure("gap", _gap(now, _value(now, placed), lang), words.GAP_NAME(lang))


def _points(now: Snapshot) -> float:
    return sum(judged.points or 0 for judged in now.judged.values() if judged.viable)


def _value(now: Snapshot, placed: int) -> float:
    """What the objective counts first, of the board as it is."""
    match now.board.objective:
        case "balanced":
            return _points(now)
        case "most-hours":
            return placed / 60
    return float(sum(job.viable for job in now.board.jobs))


def _gap(now: Snapshot, value: float, lang: Lang) -> str:
    """How much better any plan can be than this one, in words."""
    bound, kept = now.stacking.bound, now.stacking.kept
    locked = [job.roster for job in now.board.jobs if job.locked]
    stale = now.stacking.problem not in (None, now.problem) or any(week not in locked for week in kept)
    if bound is None or stale or now.board.objective == "fewest-jobs":
        return words.GAP_NONE(lang)
    if bound - value < _SAME:
        return (words.GAP_BEST_KEPT if kept else words.GAP_BEST)(lang)
    if value <= 0:
        return words.GAP_NONE(lang)
    # Rounded up: what is said must hold.
    percent = math.ceil(1000 * (bound - value) / value) / 10
    return words.GAP_MOST(lang, percent=decimal(percent, lang, 1))


def stack(now: Snapshot, looks: Mapping[str, Fill], lang: Lang) -> Stack:
    """What the solver is doing."""
    news = now.stacking
    shown = ""
    if news.running and news.jobs is not None and news.best is not None:
        shown = words.STACK_FIGURES(
            lang,
            seconds=decimal(news.seconds, lang, 0),
            jobs=news.jobs,
            best=words.STACK_BEST[now.board.objective](lang, best=decimal(news.best, lang, 0)),
            gap=_gap(now, news.best, lang),
        )
    plan = Markup()
    if news.plan and news.problem is not None:
        hours = sum(session.end - session.start for roster in news.plan for session in roster)
        alt = words.STACK_PLAN(lang, jobs=len(news.plan), hours=hours_text(hours, lang))
        plan = plan_picture(news.problem, news.plan, looks, alt)
    return Stack(news.running, news.said(lang) if news.said else "", shown, plan)
