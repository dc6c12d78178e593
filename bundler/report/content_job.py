"""One job in the report: its week, what it asks of a person, who employs, social return, loonwaarde."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bundler.domain import Job
from bundler.report import words
from bundler.report.content_text import rich
from bundler.report.content_tree import (
    Block,
    Bullets,
    Heading,
    Named,
    Note,
    Paragraph,
    Picture,
    Rich,
    Table,
)
from bundler.report.content_view import View
from bundler.report.employers import EmployerView, Line, WarningRow
from bundler.report.job_pages import JobPage
from bundler.report.ledger_rows import JobBookings
from bundler.report.loonwaarde_rows import SheetView
from bundler.report.pictures import week_picture
from bundler.report.views import JobView

_TWO = (2.4, 7.6)


def job_blocks(view: View, job: Job, page: JobPage) -> Iterator[Block]:
    """Everything about one job."""
    shown = page.job
    yield Heading(2, f"{shown.job_id}: {' + '.join(style.name for style in shown.suppliers)}", shown.anchor)
    yield Paragraph(shown.summary, lead=True)
    yield _in_short(view, page)
    alt = words.WEEK_ALT(view.lang, job=job.job_id, hours=shown.hours, days=len({s.day for s in job.roster}))
    yield Picture(week_picture(view.problem, job, view.styles, view.lang), alt)
    yield _sessions(view, shown)
    yield Note(_worth(view, shown))
    yield Heading(3, view.e("people"))
    facts = tuple((fact.label, fact.text) for fact in page.people)
    yield Table("", (view.e("topic"), view.t("what")), facts, _TWO)
    yield from _employer(view, page.employer)
    yield from _social_return(view, page.bookings)
    yield from _loonwaarde(view, page.sheet)


def _in_short(view: View, page: JobPage) -> Table:
    rows = (
        (view.e("employed_by"), page.employer.advice),
        (view.e("week_pay"), page.employer.least_week),
        (view.e("sr_year"), page.bookings.short),
        (view.e("look_into"), page.look_into),
    )
    return Table("", (view.e("in_short"), view.t("what")), rows, _TWO)


def _sessions(view: View, shown: JobView) -> Table:
    rows = tuple(
        (row.days, row.time, rich(row.title, row.task_id), row.place, Named((row.supplier,)), row.hours)
        for row in shown.sessions
    )
    return Table(
        view.t("sessions_table"),
        tuple(view.t(key) for key in ("days", "time", "task", "place", "supplier", "hours")),
        rows,
        (1.3, 1.7, 3.6, 2.6, 2.4, 0.9),
        numeric=(5,),
    )


def _worth(view: View, shown: JobView) -> str:
    """The terms of the score on one line, without those that are nothing."""
    parts = [f"{label} {points}" for label, points in shown.terms if points.strip("0,.−")]
    return f"{view.t('score_table')}: {'; '.join(parts)}. {view.t('score')}: {shown.score}."


def _employer(view: View, shown: EmployerView) -> Iterator[Block]:
    yield Heading(3, view.e("employer"))
    if shown.objections:
        yield Bullets(shown.objections, view.e("objections"))
    yield Bullets(shown.reasons, view.e("why"), numbered=True)
    if shown.changes:
        yield Bullets(shown.changes, view.e("would_change"))
    if shown.warnings:
        yield Bullets(tuple(_warnings(shown.warnings)), view.e("look_into"))
    yield _contracts(view, shown)
    yield Table(
        view.e("lines"),
        (view.e("topic"), view.e("says")),
        tuple(map(_line, shown.lines)),
        _TWO,
        marked=tuple(number for number, line in enumerate(shown.lines) if line.unsure),
    )
    if shown.others:
        yield Table(
            view.e("others"),
            tuple(view.e(key) for key in ("construction", "possible", "contracts", "week_pay", "look_into")),
            tuple(
                (each.label, each.possible, each.contracts, each.least_week, each.warnings)
                for each in shown.others
            ),
            (2.2, 0.9, 2.2, 1.4, 4),
            numeric=(3,),
        )


def _line(line: Line) -> tuple[str, Rich]:
    return line.label, rich(line.text, line.basis, line.refs)


def _warnings(rows: Iterable[WarningRow]) -> Iterator[Rich]:
    for row in rows:
        yield rich(row.text, row.code, row.refs)


def _contracts(view: View, shown: EmployerView) -> Table:
    """One row for each contract and supplier; the contract stands in the first of its rows."""
    rows = tuple(
        (
            rich(one.employer, one.size) if part is one.parts[0] else one.employer,
            one.cao,
            part.works_at,
            part.hours,
            part.least_hour,
            part.least_week,
        )
        for one in shown.contracts
        for part in one.parts
    )
    several = len(rows) > 1
    total = ((view.t("total"), "", "", "", "", shown.least_week),) if several else ()
    heads = ("cao", "works_at"), ("least_hour", "week_pay")
    return Table(
        view.e("contracts"),
        (
            view.s("employer"),
            *(view.e(key) for key in heads[0]),
            view.t("hours_week"),
            *(view.e(key) for key in heads[1]),
        ),
        (*rows, *total),
        (2.6, 3.1, 1.5, 1.1, 2.2, 1.4),
        numeric=(3, 5),
        total=several,
    )


def _social_return(view: View, shown: JobBookings) -> Iterator[Block]:
    yield Heading(3, view.e("social_return"))
    yield Table(
        "",
        (
            view.e("hours_at"),
            view.t("hours_week"),
            *(view.e(key) for key in ("paid_by", "booked_by", "eur_year", "memo")),
        ),
        tuple(tuple(row) for row in shown.rows),
        (1.8, 1.1, 3, 1.9, 1.5, 1.9),
        numeric=(1, 4),
    )
    if shown.warnings:
        yield Bullets(tuple(_warnings(shown.warnings)), view.e("look_into"))


def _loonwaarde(view: View, shown: SheetView) -> Iterator[Block]:
    yield Heading(3, view.e("loonwaarde"))
    yield Paragraph(shown.number, lead=True)
    for one in shown.measurements:
        yield Table(
            one.title,
            tuple(view.e(key) for key in ("main_task", "share", "minutes_day", "flag")),
            tuple((" + ".join(row.tasks), row.share, row.minutes, row.flag) for row in one.rows),
            (5, 1.4, 1.5, 3),
            numeric=(1, 2),
            marked=tuple(number for number, row in enumerate(one.rows) if row.flagged),
        )
        yield Paragraph(one.norm_function)
        if one.warnings:
            yield Bullets(tuple(_warnings(one.warnings)), view.e("look_into"))
