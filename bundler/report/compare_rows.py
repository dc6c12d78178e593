"""What a comparison shows of what was asked and of what moved, as rows ready to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from bundler.attribution.shown import day_text
from bundler.domain import Problem
from bundler.i18n import Lang, Text
from bundler.report import compare_words as words
from bundler.report.colors import Style
from bundler.report.compare_view import Columns
from bundler.report.settings import assumption_text, pin_sentence, rule_sentence, setting_text
from bundler.report.social_words import ASSUMPTIONS
from bundler.report.weekdays import days_text
from bundler.report.words import OBJECTIVES, WEIGHT_LABELS
from bundler.scenarios.compare import Comparison, Side
from bundler.scenarios.compare_asked import Asked, DataChange, FieldChange
from bundler.scenarios.compare_moves import MOVE_KINDS, Held, Move, MoveKind
from bundler.units import clock, decimal, hours_text

# Fields that the sheets call otherwise, because people write hours.
_COLUMNS = {"session_minutes": "hours_per_session"}
_CLOCKS = ("earliest_start", "latest_end")


class AskedCell(NamedTuple):
    """A setting in one scenario; ``changed`` where it is not the baseline's."""

    value: str
    changed: bool


class AskedRow(NamedTuple):
    """A setting, or a decision, that is not the same in all scenarios."""

    sentence: str
    name: str
    cells: list[AskedCell]


class DataRow(NamedTuple):
    """A row of the data that is not the baseline's: one line for each column that changed."""

    table: str
    key: str
    title: str
    change: str
    column: str
    before: str
    after: str


class MoveRow(NamedTuple):
    """A task that moved."""

    task_id: str
    title: str
    supplier: Style
    before: list[str]
    after: list[str]


class MoveGroup(NamedTuple):
    """All tasks with which the same happened."""

    kind: MoveKind
    what: str
    rows: list[MoveRow]


def asked_rows(comparison: Comparison, part: Columns, lang: Lang) -> list[AskedRow]:
    """Settings that one of these scenarios has otherwise than the baseline, then decisions."""
    places = [comparison.sides.index(side) for side in part.sides]
    rows = []
    for each in comparison.asked:
        values = [_setting_text(each, each.values[at], lang) for at in places]
        rows.append(AskedRow(_sentence(each)(lang), each.name, _cells(values)))
    for pin in comparison.pins:
        problem = next(
            side.outcome.problem for side, given in zip(comparison.sides, pin.given, strict=True) if given
        )
        values = [words.LABELS["yes" if pin.given[at] else "no"](lang) for at in places]
        rows.append(AskedRow(pin_sentence(problem, pin.pin, lang), "", _cells(values)))
    return [row for row in rows if any(cell.changed for cell in row.cells)]


def _cells(values: Sequence[str]) -> list[AskedCell]:
    return [AskedCell(value, value != values[0]) for value in values]


def _sentence(each: Asked) -> Text:
    if each.section == "rules":
        return rule_sentence(each.name)
    own = {"weights": WEIGHT_LABELS, "attribution": ASSUMPTIONS}
    return own.get(each.section, words.ASKED)[each.name]


def _setting_text(each: Asked, value: object, lang: Lang) -> str:
    if isinstance(value, date):
        return day_text(value)(lang)
    if each.section == "attribution":
        return assumption_text(each.name, value, lang)
    if each.name == "objective":
        return OBJECTIVES[str(value)](lang)
    return setting_text(each.name, value, lang)


def data_rows(comparison: Comparison, side: Side, lang: Lang) -> list[DataRow]:
    """How the data of a scenario differ from the baseline's."""
    base = comparison.baseline.outcome.problem
    return [row for change in side.data for row in _data_rows(change, base, side.outcome.problem, lang)]


def _data_rows(change: DataChange, base: Problem, own: Problem, lang: Lang) -> Iterator[DataRow]:
    title = _title(change, own) or _title(change, base)
    table, what = words.TABLES[change.table](lang), words.CHANGES[change.what](lang)
    if not change.fields:
        yield DataRow(table, change.key, title, what, "", "", "")
    for field in change.fields:
        name = _COLUMNS.get(field.field, field.field)
        before, after = (_field_text(field, value, lang) for value in (field.before, field.after))
        yield DataRow(table, change.key, title, what, name, before, after)


def _title(change: DataChange, problem: Problem) -> str:
    if change.table == "tasks" and change.key in problem.task_by_id:
        return problem.task_by_id[change.key].title
    if change.table == "suppliers" and change.key in problem.supplier_by_id:
        return problem.supplier_by_id[change.key].name
    if change.table == "locations" and change.key in problem.location_by_id:
        return problem.location_by_id[change.key].name
    return ""


def _field_text(field: FieldChange, value: object, lang: Lang) -> str:
    """A value as the sheet has it."""
    if isinstance(value, date):
        return value.isoformat()
    if field.field == "session_minutes" and isinstance(value, int):
        return hours_text(value, lang)
    if field.field in _CLOCKS and isinstance(value, int):
        return clock(value)
    if field.field == "days" and isinstance(value, tuple):
        return days_text(value, lang)
    if isinstance(value, float):
        return decimal(value, lang, 6)
    return setting_text(field.field, value, lang) or words.LABELS["none"](lang)


def move_groups(comparison: Comparison, side: Side, styles: dict[str, Style], lang: Lang) -> list[MoveGroup]:
    """The tasks that moved, by what happened to them."""
    if side.moves is None:
        return []
    groups = []
    for kind in MOVE_KINDS:
        rows = [
            _move_row(comparison, side, move, styles, lang) for move in side.moves.tasks if move.kind == kind
        ]
        if rows:
            groups.append(MoveGroup(kind, words.MOVES[kind](lang), rows))
    return groups


def _move_row(
    comparison: Comparison, side: Side, move: Move, styles: dict[str, Style], lang: Lang
) -> MoveRow:
    own, base = side.outcome.problem.task_by_id, comparison.baseline.outcome.problem.task_by_id
    task = own.get(move.task_id) or base[move.task_id]
    before, after = held_texts(move, lang)
    return MoveRow(move.task_id, task.title, styles[task.supplier_id], before, after)


def held_texts(move: Move, lang: Lang) -> tuple[list[str], list[str]]:
    """The jobs of a task with its company, before and after; how many sessions where that changed.

    Nothing where the data have no such task; in words where no job has it.
    """
    counted = move.kind in ("fewer", "more")
    before, after = ([_held(each, counted, lang) for each in held] for held in (move.before, move.after))
    nowhere = words.NOTHING_HELD(lang)
    if not move.sessions_before and move.kind != "added":
        before = [nowhere]
    if not move.sessions_after and move.kind != "dropped":
        after = [nowhere]
    return before, after


def _held(held: Held, counted: bool, lang: Lang) -> str:
    if held.partners:
        text = words.HELD(lang, job=held.job_id, partners=", ".join(held.partners))
    else:
        text = words.HELD_ALONE(lang, job=held.job_id)
    return f"{text} ({held.sessions} {words.LABELS['sessions'](lang)})" if counted else text


def moved_summary(comparison: Comparison, side: Side, lang: Lang) -> str:
    """How many jobs and tasks stayed and moved."""
    moves, base = side.moves, comparison.baseline.outcome.solved
    if moves is None or side.outcome.solved is None or base is None:
        return ""
    jobs, before = len(side.outcome.solved.jobs), len(base.jobs)
    if len(moves.same) == jobs == before:
        return words.LABELS["all_same"](lang)
    return words.MOVED_SUMMARY(
        lang,
        same=len(moves.same),
        all=jobs,
        retimed=len(moves.retimed),
        new=len(moves.new),
        gone=len(moves.gone),
        base=before,
        stayed=moves.stayed,
        moved=len(moves.tasks),
    )


def job_lines(side: Side, lang: Lang) -> list[tuple[str, str]]:
    """Which jobs stayed, by code in the baseline and here; which are gone and which are new."""
    moves = side.moves
    if moves is None:
        return []
    lines = [
        ("jobs_same", ", ".join(f"{before} → {after}" for before, after in moves.same)),
        ("jobs_retimed", ", ".join(f"{before} → {after}" for before, after in moves.retimed)),
        ("jobs_gone", ", ".join(moves.gone)),
        ("jobs_new", ", ".join(moves.new)),
    ]
    return [(words.LABELS[key](lang), text) for key, text in lines if text]
