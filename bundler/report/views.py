"""What the page shows of jobs, suppliers, leftovers and remarks, as rows ready to print."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from bundler.domain import Job, Problem, Result
from bundler.findings import Finding
from bundler.i18n import Lang
from bundler.kpis import Facts
from bundler.report import words
from bundler.report.canvas import as_svg
from bundler.report.colors import Style
from bundler.report.pictures import week_picture
from bundler.report.weekdays import days_text, same_sessions
from bundler.rules import Week, term_names, terms_for
from bundler.units import clock, decimal, hours_text


class SessionRow(NamedTuple):
    """One line of a job's table of sessions."""

    days: str
    time: str
    task_id: str
    title: str
    place: str
    supplier: Style
    hours: str


class JobView(NamedTuple):
    """One job as the page shows it."""

    anchor: str
    job_id: str
    suppliers: list[Style]
    hours: str
    days: str
    summary: str
    tasks: int
    places: list[str]
    score: str
    picture: Markup
    sessions: list[SessionRow]
    terms: list[tuple[str, str]]


class LeftRow(NamedTuple):
    """One task, or part of one, that is in no job."""

    task_id: str
    title: str
    supplier: Style
    sessions: int
    hours: str
    text: str


class SupplierRow(NamedTuple):
    """One supplier's hours before and after; of all of them where ``supplier`` is None."""

    supplier: Style | None
    offered: str
    placed: str
    left: str
    percent: str
    jobs: int


class FindingRow(NamedTuple):
    """One remark on the data."""

    kind: str
    code: str
    where: str
    text: str
    hint: str


class Totals(NamedTuple):
    """Minutes a week in jobs and left over, and the number of jobs, of one supplier or of all."""

    placed: int
    left: int
    jobs: int

    @property
    def offered(self) -> int:
        """Minutes a week on offer."""
        return self.placed + self.left


def points_text(value: float, lang: Lang) -> str:
    """Points to 0.01 with a real minus sign."""
    return decimal(value, lang, keep_zeros=True).replace("-", "−")


def percent_text(part: int, whole: int) -> str:
    """Whole percent, rounded down: 100 only where nothing is missing."""
    return str(100 * part // whole if whole else 0)


def totals_by_supplier(problem: Problem, result: Result) -> dict[str, Totals]:
    """By supplier id, and of all suppliers under an empty id."""
    facts = Facts(problem, result.jobs, result, None)
    return {
        key: Totals(facts.placed[key], facts.left[key], facts.jobs_of[key])
        for key in ("", *problem.supplier_by_id)
    }


def job_view(
    problem: Problem, job: Job, number: int, styles: dict[str, Style], lang: Lang, *, drawn: bool = True
) -> JobView:
    """One job, with its week drawn where that is asked; ``number`` makes its place on the page unique."""
    week = Week(problem, job.roster)
    days = [day.day for day in week.days]
    anchor = f"job-{number}"
    alt = words.WEEK_ALT(lang, job=job.job_id, hours=hours_text(job.minutes, lang), days=len(days))
    return JobView(
        anchor=anchor,
        job_id=job.job_id,
        suppliers=[styles[supplier_id] for supplier_id in job.suppliers],
        hours=hours_text(job.minutes, lang),
        days=days_text(days, lang),
        summary=words.JOB_SUMMARY[len(days) != 1](lang, hours=hours_text(job.minutes, lang), days=len(days)),
        tasks=len(week.tasks),
        places=[_place(problem, location_id) for location_id in week.locations],
        score=points_text(job.score, lang),
        picture=as_svg(week_picture(problem, job, styles, lang), anchor, alt) if drawn else Markup(),
        sessions=_sessions(problem, job, styles, lang),
        terms=[
            ((words.TERM_LABELS | term_names(problem))[name](lang), points_text(job.terms[name], lang))
            for name in terms_for(problem)
        ],
    )


def _place(problem: Problem, location_id: str) -> str:
    return problem.location_by_id[location_id].name or location_id


def _sessions(problem: Problem, job: Job, styles: dict[str, Style], lang: Lang) -> list[SessionRow]:
    rows = []
    for group in same_sessions(job.roster):
        task = problem.task_by_id[group.task_id]
        rows.append(
            SessionRow(
                days=days_text(group.days, lang),
                time=f"{clock(group.start)}–{clock(group.end)}",
                task_id=task.task_id,
                title=task.title,
                place=_place(problem, task.location_id),
                supplier=styles[task.supplier_id],
                hours=hours_text((group.end - group.start) * len(group.days), lang),
            )
        )
    return rows


def left_rows(problem: Problem, result: Result, styles: dict[str, Style], lang: Lang) -> list[LeftRow]:
    """What no job took, in the result's order."""
    rows = []
    for left in result.unplaced:
        task = problem.task_by_id[left.task_id]
        minutes = left.sessions * task.session_minutes
        rows.append(
            LeftRow(
                task_id=task.task_id,
                title=task.title,
                supplier=styles[task.supplier_id],
                sessions=left.sessions,
                hours=hours_text(minutes, lang),
                text=left.text(lang),
            )
        )
    return rows


def supplier_row(totals: Totals, style: Style | None, lang: Lang) -> SupplierRow:
    """One supplier's hours in words; None stands for all suppliers together."""
    return SupplierRow(
        supplier=style,
        offered=hours_text(totals.offered, lang),
        placed=hours_text(totals.placed, lang),
        left=hours_text(totals.left, lang),
        percent=percent_text(totals.placed, totals.offered),
        jobs=totals.jobs,
    )


def supplier_rows(totals: dict[str, Totals], styles: dict[str, Style], lang: Lang) -> list[SupplierRow]:
    """Every supplier's hours, in the order of the data."""
    return [supplier_row(totals[supplier_id], style, lang) for supplier_id, style in styles.items()]


def finding_row(finding: Finding, lang: Lang) -> FindingRow:
    """One remark, with its place in the files in one string."""
    row = f"{words.LABELS['row'](lang)} {finding.row}" if finding.row is not None else ""
    file = f"{finding.file}!{finding.cell}" if finding.cell else finding.file
    column = f"{words.LABELS['column'](lang)} {finding.column}" if finding.column else ""
    return FindingRow(
        kind=words.SEVERITIES[finding.severity](lang),
        code=finding.code,
        where=", ".join(part for part in (file, "" if finding.cell else row, column) if part),
        text=finding.text(lang),
        hint=finding.hint(lang),
    )
