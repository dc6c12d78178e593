"""A plan as DataFrames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from bundler.api.frames import Columns, frame_of
from bundler.i18n import Lang
from bundler.kpis import KPI, KPIS, Measures
from bundler.rules import TERMS, terms_for
from bundler.units import DAYS, clock

if TYPE_CHECKING:
    from decimal import Decimal

    import pandas as pd

    from bundler.attribution.dossier import Dossier
    from bundler.domain import Job, Problem, Result
    from bundler.solver import Progress

JOBS: Final[Columns] = {
    "job_id": "string",
    "suppliers": "string",
    "hours": "float64",
    "days": "int64",
    "sessions": "int64",
    "tasks": "int64",
    "score": "float64",
    **dict.fromkeys((f"term_{name}" for name in TERMS), "float64"),
}
ROSTER: Final[Columns] = {
    "job_id": "string",
    "day_number": "int64",
    "day": "string",
    "start": "string",
    "end": "string",
    "start_minutes": "int64",
    "end_minutes": "int64",
    "minutes": "int64",
    "task_id": "string",
    "supplier_id": "string",
    "location_id": "string",
    "title": "string",
}
UNPLACED: Final[Columns] = {
    "task_id": "string",
    "supplier_id": "string",
    "title": "string",
    "sessions": "int64",
    "hours": "float64",
    "reason": "string",
    "text": "string",
}
KPI_TABLE: Final[Columns] = {
    "code": "string",
    "name": "string",
    "value": "float64",
    "unit": "string",
    "better": "string",
}
# what a column is called, by the code of its KPI
_OF_SUPPLIER: Final = {
    "supplier_offered": "hours_offered",
    "supplier_hours": "hours_placed",
    "supplier_left": "hours_left",
    "supplier_share": "share_placed",
    "supplier_jobs": "jobs",
}
OF_SUPPLIERS: Final = {
    _OF_SUPPLIER.get(kpi.code, kpi.code): kpi.code
    for kpi in sorted(KPIS, key=lambda kpi: [*_OF_SUPPLIER, kpi.code].index(kpi.code))
    if kpi.by == "supplier"
}
SUPPLIERS: Final[Columns] = {
    "supplier_id": "string",
    "name": "string",
    **dict.fromkeys(OF_SUPPLIERS, "float64"),
    "jobs": "int64",
}
ATTRIBUTION: Final[Columns] = {
    "job_id": "string",
    "supplier_id": "string",
    "hours": "float64",
    "share": "float64",
    "construction": "string",
    "cao_id": "string",
    "blocks_value_eur": "float64",
    "social_return_eur": "float64",
    "warnings": "string",
}
HISTORY: Final[Columns] = {
    "seconds": "float64",
    "phase": "string",
    "best": "float64",
    "bound": "float64",
    "gap": "float64",
    "jobs": "int64",
}


def jobs_frame(problem: Problem, jobs: Iterable[Job]) -> pd.DataFrame:
    """One row a job."""
    terms = terms_for(problem)
    columns = {**JOBS, **dict.fromkeys((f"term_{name}" for name in terms), "float64")}
    return frame_of(columns, (_job_row(job, terms) for job in jobs))


def _job_row(job: Job, terms: Iterable[str]) -> list[object]:
    days = {session.day for session in job.roster}
    sizes = [len(days), len(job.roster), len(job.task_ids)]
    return [
        job.job_id,
        ";".join(job.suppliers),
        job.hours,
        *sizes,
        job.score,
        *(job.terms[name] for name in terms),
    ]


def roster_frame(problem: Problem, jobs: Iterable[Job]) -> pd.DataFrame:
    """One row a session."""
    return frame_of(ROSTER, _sessions(problem, jobs))


def _sessions(problem: Problem, jobs: Iterable[Job]) -> Iterator[tuple[object, ...]]:
    for job in jobs:
        for session in job.roster:
            task, (start, end) = problem.task_by_id[session.task_id], (session.start, session.end)
            when = session.day, DAYS[session.day], clock(start), clock(end), start, end, end - start
            yield job.job_id, *when, task.task_id, task.supplier_id, task.location_id, task.title


def unplaced_frame(problem: Problem, result: Result, lang: Lang) -> pd.DataFrame:
    """One row a task of which something is in no job."""
    rows = []
    for left in result.unplaced:
        task = problem.task_by_id[left.task_id]
        hours = left.sessions * task.session_minutes / 60
        about = task.task_id, task.supplier_id, task.title
        rows.append((*about, left.sessions, hours, left.reason, left.text(lang)))
    return frame_of(UNPLACED, rows)


def kpis_frame(problem: Problem, measures: Measures, lang: Lang) -> pd.DataFrame:
    """One row a KPI of the plan as a whole."""
    objective = problem.scenario.solve.objective
    found = ((KPI[code], value) for code, value in measures.plan.items())
    return frame_of(
        KPI_TABLE,
        [(kpi.code, kpi.name(lang), value, kpi.unit(lang), kpi.direction(objective)) for kpi, value in found],
    )


def suppliers_frame(problem: Problem, measures: Measures) -> pd.DataFrame:
    """One row a supplier."""
    rows = []
    for supplier in problem.suppliers:
        own = {name: measures.by_supplier[code][supplier.supplier_id] for name, code in OF_SUPPLIERS.items()}
        named = {"supplier_id": supplier.supplier_id, "name": supplier.name or supplier.supplier_id}
        row: dict[str, object] = {**named, **own}
        rows.append([row[name] for name in SUPPLIERS])
    return frame_of(SUPPLIERS, rows)


def attribution_frame(dossier: Dossier) -> pd.DataFrame:
    """One row for each supplier of each job."""
    return frame_of(
        ATTRIBUTION,
        [
            (
                row.job_id,
                row.supplier_id,
                float(row.hours),
                float(row.share),
                row.construction,
                row.cao_id or "unknown",
                _euros(row.blocks_value_eur),
                _euros(row.social_return_eur),
                ";".join(dict.fromkeys(warning.code for warning in row.warnings)),
            )
            for row in dossier.attributed.rows
        ],
    )


def _euros(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)


def history_frame(steps: Iterable[Progress]) -> pd.DataFrame:
    """One row a step of the search."""
    return frame_of(
        HISTORY,
        [
            (step.seconds, step.phase, step.best, step.bound, _gap(step.best, step.bound), step.jobs)
            for step in steps
        ],
    )


def _gap(best: float | None, bound: float | None) -> float | None:
    return None if best is None or bound is None else abs(bound - best) / max(1.0, abs(bound))
