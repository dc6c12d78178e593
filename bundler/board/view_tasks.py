"""The tasks as their suppliers see them: what became of them, the form for them, and what was proposed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial

from markupsafe import Markup

from bundler.board import words_screen as words
from bundler.board.kept import Kept
from bundler.board.pictures import Fill, swatch
from bundler.board.state import TaskChange
from bundler.board.view_jobs import place_name, when_text
from bundler.board.view_model import Asked, Field, Look, Option, Own, Snapshot
from bundler.domain import Problem, Task
from bundler.i18n import Lang, Text
from bundler.io.tables_tasks import TASKS
from bundler.report.weekdays import days_text
from bundler.units import DAYS, clock, decimal, hours_text

# What a task cannot do without; the rest is folded away.
_FIRST = (
    "title",
    "location_id",
    "days",
    "hours_per_session",
    "sessions_per_week",
    "earliest_start",
    "latest_end",
)
# Their question says it all.
_PLAIN = ("title", "note", "cao_function", "hourly_wage_eur", "competencies", "headcount")
_OWN: Kept[Own] = Kept()
_NEVER = ("task_id", "supplier_id")


def cells_of(task: Task, lang: Lang = "en") -> dict[str, str]:
    """A task as the texts of its row, in the form that the import reads."""
    own = task.model_dump(exclude={"task_id", "supplier_id", "session_minutes"})
    cells = {name: _cell(value, lang) for name, value in own.items()}
    cells["days"] = ";".join(DAYS[day] for day in task.days)
    cells["hours_per_session"] = _hours(task.session_minutes, lang)
    cells["earliest_start"], cells["latest_end"] = clock(task.earliest_start), clock(task.latest_end)
    return cells


def _hours(minutes: int, lang: Lang) -> str:
    """Hours as a decimal where that is exact, else as hours and minutes."""
    return hours_text(minutes, lang) if minutes % 15 == 0 else f"{minutes // 60}:{minutes % 60:02d}"


def _cell(value: object, lang: Lang) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return decimal(value, lang)
        case tuple() | list():
            return ";".join(map(str, value))
    return str(value)


def own_tasks(now: Snapshot, look: Look) -> Iterator[Own]:
    """The tasks of the supplier that looks; all tasks for the facilitator."""
    problem, lang = now.problem, look.lang
    where: dict[str, list[str]] = {}
    for job in now.board.jobs:
        for task_id in job.task_ids:
            where.setdefault(task_id, []).append(job.job_id)
    for task in problem.tasks:
        if look.role == "supplier" and task.supplier_id != look.supplier_id:
            continue
        jobs = where.get(task.task_id)
        told = words.IN_JOB(lang, jobs=", ".join(jobs)) if jobs else words.OWN_LEFT(lang)
        own = _OWN.get(problem, (task.task_id, lang), partial(_own, problem, task, lang))
        yield own._replace(
            told=told,
            placed=bool(jobs),
            warnings=tuple(text(lang) for text in now.board.warnings.get(task.task_id, ())),
        )


def _own(problem: Problem, task: Task, lang: Lang) -> Own:
    cells = json.dumps(cells_of(task, lang), ensure_ascii=False)
    where = place_name(problem, task)
    return Own(task.task_id, task.title, when_text(task, lang), where, "", False, cells, ())


def fields(problem: Problem, lang: Lang, *, first: bool) -> Iterator[Field]:
    """The fields of the form for a task: the columns of the import, the needed ones or the others."""
    for column in TASKS.columns:
        if column.name in _NEVER or (column.name in _FIRST) is not first:
            continue
        options: tuple[Option, ...] = ()
        kind = "text"
        if column.name == "location_id":
            kind = "select"
            options = tuple(
                Option(place.location_id, place.name or place.location_id) for place in problem.locations
            )
        elif column.name == "days":
            kind = "days"
            options = tuple(Option(day, name) for day, name in zip(DAYS, words.DAY_NAMES[lang], strict=True))
        elif column.name in words.CHOICES:
            kind = "select"
            options = tuple(Option(value, text(lang)) for value, text in words.CHOICES[column.name])
        hint = "" if kind != "text" or column.name in _PLAIN else column.meaning(lang)
        yield Field(column.name, words.FIELDS[column.name](lang), hint, column.required, kind, options)


def proposals(now: Snapshot, looks: Mapping[str, Fill], look: Look) -> Iterator[Asked]:
    """What waits for an answer: everything for the facilitator, a supplier's own for itself."""
    for proposal in now.board.proposals:
        if look.role == "supplier" and proposal.supplier_id != look.supplier_id:
            continue
        fill = looks.get(proposal.supplier_id)
        yield Asked(
            proposal.number,
            swatch(fill) if fill else Markup(),
            fill.style.name if fill else proposal.supplier_id,
            _sentence(now.problem, proposal.change, look.lang),
            tuple(
                (words.FIELDS[name](look.lang), _value(now.problem, name, text, look.lang))
                for name, text in proposal.change.cells.items()
                if name in words.FIELDS and text and name != "title"
            ),
            tuple(text(look.lang) for text in proposal.warnings),
        )


def answered(now: Snapshot, look: Look) -> str:
    """What became of a supplier's last proposal that was answered; empty where there is none."""
    answer = now.board.answers.get(look.supplier_id) if look.role == "supplier" else None
    if answer is None:
        return ""
    told = words.ACCEPTED if answer.accepted else words.REFUSED
    return told(look.lang, what=_sentence(now.problem, answer.change, look.lang))


def _sentence(problem: Problem, change: TaskChange, lang: Lang) -> str:
    told = {"add": words.ASK_ADD, "change": words.ASK_CHANGE, "drop": words.ASK_DROP}[change.kind]
    known = problem.task_by_id.get(change.task_id)
    title = change.cells.get("title") or (known.title if known else "")
    return told(lang, task=change.task_id, title=title).removesuffix(": ")


def _value(problem: Problem, name: str, text: str, lang: Lang) -> str:
    """A cell as people read it."""
    if name == "days" and (days := [DAYS.index(day) for day in text.split(";") if day in DAYS]):
        return days_text(days, lang)
    if name == "location_id" and text in problem.location_by_id:
        return problem.location_by_id[text].name or text
    return dict(words.CHOICES.get(name, ())).get(text, _same(text))(lang)


def _same(text: str) -> Text:
    return Text(text, text)
