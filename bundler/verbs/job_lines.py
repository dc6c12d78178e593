"""Jobs, changes of KPIs and differences between plans as lines to read and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bundler.i18n import Lang, Text
from bundler.units import DAYS, clock, decimal

if TYPE_CHECKING:
    from bundler.domain import Job, Problem, Session
    from bundler.explain.plan_change import KpiChange, PlanDiff, Roster

_JOB = Text(
    "{suppliers}, {hours} h a week, {score} points", "{suppliers}, {hours} u per week, {score} punten"
)
_CHANGES = Text("KPIs that change:", "Kengetallen die veranderen:")
_GONE = Text("Jobs that go: {jobs}.", "Banen die verdwijnen: {jobs}.")
_COME = Text("Jobs that come:", "Banen die erbij komen:")
_MOVED = Text("Jobs with other times: {jobs}.", "Banen met andere tijden: {jobs}.")
_LEFT = Text("Left over then: {tasks}.", "Blijft dan over: {tasks}.")
_TAKEN = Text("Taken in then: {tasks}.", "Komt er dan in: {tasks}.")
_NOTHING = Text("Nothing else changes.", "Verder verandert er niets.")


def signed(level: str, value: float, lang: str) -> str:
    """``+12.5 points``."""
    from bundler.explain.words import amount

    shown = amount(level, abs(value))(lang)
    if not float(f"{value:.2f}"):
        return shown
    return f"{'+' if value > 0 else '−'}{shown}"


def job_line(problem: Problem, job: Job, lang: Lang) -> str:
    """Suppliers, hours and score."""
    from bundler.explain.words import supplier_name

    return _JOB(
        lang,
        suppliers=" + ".join(supplier_name(problem, name) for name in job.suppliers),
        hours=decimal(job.hours, lang),
        score=decimal(job.score, lang),
    )


def week_lines(
    problem: Problem, sessions: Iterable[Session], lang: Lang, mark: Mapping[str, str] | None = None
) -> list[str]:
    """Each task at one time of day with its days, in order of time; ``mark`` is added to these tasks."""
    from bundler.explain.words import place_name, task_name
    from bundler.report.weekdays import days_text, same_sessions

    groups = same_sessions(sessions)
    days = [days_text(group.days, lang) for group in groups]
    width = max(map(len, days), default=0)
    return [
        f"{on:<{width}}  {clock(group.start)}–{clock(group.end)}  {task_name(problem, group.task_id)}, "
        f"{place_name(problem, problem.task_by_id[group.task_id].location_id)}"
        f"{(mark or {}).get(group.task_id, '')}"
        for on, group in zip(days, groups, strict=True)
    ]


def kpi_lines(problem: Problem, changes: Sequence[KpiChange], lang: Lang) -> list[str]:
    """Every KPI that changes: the plan's one a line, a supplier's together on one."""
    from bundler.explain.words import supplier_name
    from bundler.kpis.shown import signed_text, value_text

    if not changes:
        return []
    lines = [_CHANGES(lang)]
    of_suppliers: dict[str, list[str]] = {}
    for change in changes:
        kpi, by = change.kpi, change.by
        apart = "" if by is None else f" ({signed_text(kpi, by, lang)})"
        shown = (
            f"{kpi.name(lang)} {value_text(kpi, change.before, lang)} → "
            f"{value_text(kpi, change.after, lang)}{apart}"
        )
        if change.supplier_id:
            of_suppliers.setdefault(change.supplier_id, []).append(shown)
        else:
            lines.append(f"  {shown}")
    return lines + [
        f"  {supplier_name(problem, name)}: {'; '.join(shown)}" for name, shown in of_suppliers.items()
    ]


def diff_lines(problem: Problem, diff: PlanDiff, after: Sequence[Roster], lang: Lang) -> list[str]:
    """Which jobs go and come, and which tasks."""
    from bundler.explain.words import job_text, sessions_text, task_name

    def tasks(counted: Mapping[str, int]) -> str:
        return ", ".join(
            f"{task_name(problem, name)} ({sessions_text(count)(lang)})" for name, count in counted.items()
        )

    lines = []
    if diff.gone:
        lines.append(_GONE(lang, jobs=", ".join(diff.gone)))
    if diff.come:
        lines.append(_COME(lang))
        lines += [f"  {job_text(problem, after[at])(lang)}" for at in diff.come]
    if diff.moved:
        lines.append(_MOVED(lang, jobs=", ".join(diff.moved)))
    if diff.left:
        lines.append(_LEFT(lang, tasks=tasks(diff.left)))
    if diff.taken:
        lines.append(_TAKEN(lang, tasks=tasks(diff.taken)))
    return lines or [_NOTHING(lang)]


def roster_document(sessions: Iterable[Session]) -> list[dict[str, str]]:
    """Sessions as in plan.json."""
    return [
        {"day": DAYS[s.day], "start": clock(s.start), "end": clock(s.end), "task_id": s.task_id}
        for s in sessions
    ]


def job_document(job: Job) -> dict[str, Any]:
    """A job as in plan.json."""
    return {
        "job_id": job.job_id,
        "suppliers": list(job.suppliers),
        "hours": round(job.hours, 4),
        "score": job.score,
        "terms": dict(job.terms),
        "roster": roster_document(job.roster),
    }


def kpi_documents(changes: Sequence[KpiChange]) -> list[dict[str, Any]]:
    """The KPIs that change."""
    return [
        {
            "code": change.kpi.code,
            "supplier_id": change.supplier_id or None,
            "before": _rounded(change.before),
            "after": _rounded(change.after),
            "change": _rounded(change.by),
        }
        for change in changes
    ]


def diff_document(diff: PlanDiff, after: Sequence[Roster]) -> dict[str, Any]:
    """Which jobs go and come, and which tasks."""
    return {
        "jobs_gone": list(diff.gone),
        "jobs_come": [
            {"task_ids": sorted({s.task_id for s in after[at]}), "roster": roster_document(after[at])}
            for at in diff.come
        ],
        "jobs_moved": list(diff.moved),
        "left": diff.left,
        "taken": diff.taken,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
