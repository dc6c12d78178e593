"""Sheets of the comparison on what moved and on data that differ."""

from __future__ import annotations

from bundler.domain import Job, Problem
from bundler.i18n import Lang, Text
from bundler.report import compare_words as words
from bundler.report.book_model import Column, Table, Value
from bundler.report.compare_rows import data_rows, held_texts
from bundler.scenarios.compare import Comparison, Side

_SCENARIO = Column("scenario", Text("Scenario", "Scenario"))
MOVED = Table(
    "moved",
    Text("Moved", "Verschoven"),
    (
        _SCENARIO,
        Column("task", Text("Task", "Taak")),
        Column("title", Text("Title", "Titel"), "wide"),
        Column("supplier", Text("Supplier", "Leverancier")),
        Column("what", Text("What happened", "Wat er gebeurde"), "wide"),
        Column("sessions_before", Text("Sessions in the baseline", "Blokken in de basis"), "count"),
        Column("sessions_after", Text("Sessions here", "Blokken hier"), "count"),
        Column("before", Text("Jobs in the baseline", "Banen in de basis"), "wide"),
        Column("after", Text("Jobs here", "Banen hier"), "wide"),
    ),
)
JOBS = Table(
    "jobs",
    Text("Jobs_kept", "Banen_gebleven"),
    (
        _SCENARIO,
        Column("what", Text("What happened", "Wat er gebeurde"), "wide"),
        Column("before", Text("Job in the baseline", "Baan in de basis")),
        Column("after", Text("Job here", "Baan hier")),
        Column("suppliers", Text("Suppliers", "Leveranciers"), "wide"),
        Column("hours", Text("Hours a week", "Uren per week"), "hours"),
        Column("tasks", Text("Tasks", "Taken"), "long"),
    ),
)
CHANGED = Table(
    "changed",
    Text("Changed_data", "Gewijzigde_gegevens"),
    (
        _SCENARIO,
        Column("list", Text("List", "Lijst")),
        Column("code", Text("Code", "Code")),
        Column("title", Text("Name", "Naam"), "wide"),
        Column("change", Text("Change", "Wijziging")),
        Column("column", Text("Column", "Kolom")),
        Column("before", Text("Baseline", "Basis")),
        Column("after", Text("Here", "Hier")),
    ),
)


def moved_rows(comparison: Comparison, lang: Lang) -> list[list[Value]]:
    """Every task that moved, for every scenario."""
    base = comparison.baseline.outcome.problem
    rows: list[list[Value]] = []
    for side in comparison.others:
        for move in side.moves.tasks if side.moves is not None else ():
            own = side.outcome.problem
            problem = own if move.task_id in own.task_by_id else base
            task = problem.task_by_id[move.task_id]
            before, after = held_texts(move, lang)
            rows.append(
                [
                    side.name,
                    task.task_id,
                    task.title,
                    _supplier(problem, task.supplier_id),
                    words.MOVES[move.kind],
                    move.sessions_before,
                    move.sessions_after,
                    "\n".join(before),
                    "\n".join(after),
                ]
            )
    return rows


def job_rows(comparison: Comparison, lang: Lang) -> list[list[Value]]:
    """Every job of the baseline and of each scenario: which stayed, which are gone, which are new."""
    base = comparison.baseline.outcome
    rows: list[list[Value]] = []
    for side in comparison.others:
        if side.moves is None or base.solved is None or side.outcome.solved is None:
            continue
        old = {job.job_id: job for job in base.solved.jobs}
        new = {job.job_id: job for job in side.outcome.solved.jobs}
        for key, pairs in (("jobs_same", side.moves.same), ("jobs_retimed", side.moves.retimed)):
            rows += [_job(side, key, before, after, new[after], lang) for before, after in pairs]
        rows += [_job(side, "jobs_gone", each, "", old[each], lang, base.problem) for each in side.moves.gone]
        rows += [_job(side, "jobs_new", "", each, new[each], lang) for each in side.moves.new]
    return rows


def _job(
    side: Side, what: str, before: str, after: str, job: Job, lang: Lang, problem: Problem | None = None
) -> list[Value]:
    problem = problem or side.outcome.problem
    return [
        side.name,
        words.LABELS[what](lang),
        before,
        after,
        " + ".join(_supplier(problem, each) for each in job.suppliers),
        job.hours,
        "\n".join(f"{each} {problem.task_by_id[each].title}" for each in job.task_ids),
    ]


def _supplier(problem: Problem, supplier_id: str) -> str:
    return problem.supplier_by_id[supplier_id].name or supplier_id


def changed_rows(comparison: Comparison, lang: Lang) -> list[list[Value]]:
    """Every row of the data that is not the baseline's, for every scenario."""
    return [
        [side.name, row.table, row.key, row.title, row.change, row.column, row.before, row.after]
        for side in comparison.others
        for row in data_rows(comparison, side, lang)
    ]
