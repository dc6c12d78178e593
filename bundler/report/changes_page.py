"""What a new plan changes for whom, as one HTML page that needs nothing beside itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bundler.domain import Session
from bundler.i18n import Lang
from bundler.report import changes_words as words
from bundler.report.changes_short import cost_sentences, count_sentences
from bundler.report.changes_view import JobRow, Known, Line, counts_of, job_rows, rows_of
from bundler.report.changes_words import LineKind
from bundler.report.colors import Style
from bundler.report.page import environment
from bundler.report.weekdays import days_text
from bundler.scenarios.replan_changes import KINDS, JobChange, Kind
from bundler.units import clock, hours_text

if TYPE_CHECKING:
    from bundler.scenarios.replan import Replanned

_MARKS: dict[LineKind, str] = {"removed": "−", "moved": "↔", "added": "+"}


class Block(NamedTuple):
    """A session in a week; the last three say what happens to it, and are empty where nothing does."""

    time: str
    task_id: str
    title: str
    supplier: Style | None
    kind: str
    mark: str
    what: str


class DayRow(NamedTuple):
    """A day of a job, or several that are alike, before and after."""

    days: str
    before: tuple[Block, ...]
    after: tuple[Block, ...]


class Card(NamedTuple):
    """A job that is not the same."""

    anchor: str
    row: JobRow
    happens: str
    lines: list[tuple[str, list[Line]]]
    days: list[DayRow]


class Group(NamedTuple):
    """Jobs to which the same happens."""

    kind: Kind
    title: str
    cards: list[Card]
    rows: list[JobRow]


def render_changes(done: Replanned, known: Known, lang: Lang) -> bytes:
    """The whole page, UTF-8; the same changes give the same bytes.

    Args:
        done: what came of planning again, with a plan.
        known: what tasks and suppliers are called.
        lang: the page's language.
    """
    rows = job_rows(done, known, lang)
    scenario = known.now.scenario
    groups = [_group(kind, rows_of(rows, kind), known, lang) for kind in KINDS]
    counts = counts_of(done)
    page = (
        environment()
        .get_template("changes.html.j2")
        .render(
            lang=lang,
            t={key: text(lang) for key, text in words.LABELS.items()},
            name=scenario.name or done.result.scenario,
            plan_date=scenario.plan_date.isoformat() if scenario.plan_date else "",
            kpis=[
                *((str(counts.of_kind[kind]), words.COUNTED[kind](lang)) for kind in ("same", *KINDS[:3])),
                (_hours(done, lang), words.LABELS["hours_week"](lang)),
            ],
            short=[*count_sentences(done, lang), " ".join(cost_sentences(done, lang))],
            groups=[group for group in groups if group.rows],
            styles=_styles(rows),
        )
    )
    return page.encode("utf-8")


def _hours(done: Replanned, lang: Lang) -> str:
    counts = counts_of(done)
    both = [hours_text(minutes, lang) for minutes in (counts.minutes_before, counts.minutes_after)]
    return " → ".join(dict.fromkeys(both))


def _styles(rows: list[JobRow]) -> list[Style]:
    """The suppliers of the jobs that are shown with their weeks."""
    found = [style for row in rows if row.kind != "same" for style in (*row.styles_before, *row.styles_after)]
    return list(dict.fromkeys(found))


def _group(kind: Kind, rows: list[JobRow], known: Known, lang: Lang) -> Group:
    cards = [
        Card(
            f"{kind}-{number}",
            row,
            words.HAPPENS[kind](lang),
            [
                (words.LINES[what](lang), own)
                for what in _MARKS
                if (own := [line for line in row.lines if line.kind == what])
            ],
            _days(row.change, known, lang),
        )
        for number, row in enumerate(rows if kind != "same" else [], 1)
    ]
    return Group(kind, words.GROUPS[kind](lang), cards, rows)


def _days(change: JobChange, known: Known, lang: Lang) -> list[DayRow]:
    """The days with work before or after; those that are alike in one row."""
    removed, added = set(change.removed), set(change.added)
    moved_from, moved_to = {move.before for move in change.moved}, {move.after for move in change.moved}

    def block(session: Session, before: bool) -> Block:
        kind: LineKind | None = None
        if session in (moved_from if before else moved_to):
            kind = "moved"
        elif session in (removed if before else added):
            kind = "removed" if before else "added"
        task = known.task(session.task_id, before=before)
        return Block(
            time=f"{clock(session.start)}–{clock(session.end)}",
            task_id=session.task_id,
            title=task.title if task else "",
            supplier=known.styles[task.supplier_id] if task else None,
            kind=kind or "",
            mark=_MARKS[kind] if kind else "",
            what=words.LINES[kind](lang) if kind else "",
        )

    alike: dict[tuple[tuple[Block, ...], tuple[Block, ...]], list[int]] = {}
    for day in sorted({session.day for session in (*change.before, *change.after)}):
        before = tuple(block(session, True) for session in change.before if session.day == day)
        after = tuple(block(session, False) for session in change.after if session.day == day)
        alike.setdefault((before, after), []).append(day)
    return [DayRow(days_text(days, lang), *both) for both, days in alike.items()]
