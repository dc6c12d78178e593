"""Two moments of a session side by side: every figure that differs, and what became of each job."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from bundler.board.state import Board
from bundler.board.told import name_of
from bundler.domain import Problem
from bundler.explain.words import listed
from bundler.i18n import Text
from bundler.units import decimal

if TYPE_CHECKING:
    from bundler.board.beside import Tell
    from bundler.explain.plan_change import KpiChange
    from bundler.scenarios.replan_changes import JobChange

_CHANGES = Text(
    "{job} changes: {before} → {after} hours a week{tasks}.",
    "{job} verandert: {before} → {after} uur per week{tasks}.",
)
_MOVES = Text("{job}: the same tasks at other times.", "{job}: dezelfde taken op andere tijden.")
_ENDS = Text("{job} is gone: {tasks}.", "{job} is weg: {tasks}.")
_NEW = Text("{job} is new: {tasks}, {after} hours a week.", "{job} is nieuw: {tasks}, {after} uur per week.")
_OTHER = Text(
    "The two moments have other rules or weights: {codes}. Points are not comparable then.",
    "De twee momenten hebben andere regels of gewichten: {codes}. Punten zijn dan niet te vergelijken.",
)
_SAME = Text("Nothing differs between the two moments.", "Tussen de twee momenten is niets anders.")


class Moment(NamedTuple):
    """What stood on the board, and the problem as it was then."""

    problem: Problem
    board: Board


class Figure(NamedTuple):
    """A figure that differs.

    Attributes:
        code: of the KPI.
        name, unit: in words; of a supplier's figure the name says whose.
        before, after, by: as people read them; ``by`` has its sign.
        better: whether the change is for the better; None where it is neither, or not known.
    """

    code: str
    name: Text
    unit: Text
    before: Text
    after: Text
    by: Text
    better: bool | None


class Compared(NamedTuple):
    """What differs between two moments.

    Attributes:
        figures: of the plan as a whole first, then by supplier.
        jobs: what became of the jobs that differ, a line each.
        same: how many jobs are the same to the minute.
        notes: what must be said beside it.
    """

    figures: tuple[Figure, ...]
    jobs: tuple[Text, ...]
    same: int
    notes: tuple[Text, ...]


def compare(
    before: Moment,
    after: Moment,
    *,
    tell: Tell,  # noqa: ARG001
    stop: threading.Event,  # noqa: ARG001
) -> Compared:
    """What differs between two moments."""
    from bundler.explain.plan_change import kpi_changes
    from bundler.kpis import measure
    from bundler.rules import make_job
    from bundler.scenarios.replan_changes import Agreed, changes_of, in_order

    jobs = [
        [make_job(moment.problem, name, roster) for name, roster in moment.board.rosters.items()]
        for moment in (before, after)
    ]
    measured = [measure(moment.problem, own) for moment, own in zip((before, after), jobs, strict=True)]
    changes = kpi_changes(*measured)
    agreed = [in_order(Agreed(job.job_id, job.roster, job.suppliers)) for job in jobs[0]]
    now = [job.model_copy(update={"roster": in_order(Agreed("", job.roster)).roster}) for job in jobs[1]]
    happened = changes_of(after.problem, agreed, now, {})
    figures = tuple(_figure(after.problem, change) for change in changes)
    lines = tuple(_job(one) for one in happened if one.kind != "same")
    notes = [] if figures or lines else [_SAME]
    codes = sorted(_settings(before.problem, after.problem))
    if codes:
        notes.append(_OTHER.fill(codes=listed([_quoted(code) for code in codes])))
    return Compared(figures, lines, sum(one.kind == "same" for one in happened), tuple(notes))


def _figure(problem: Problem, change: KpiChange) -> Figure:
    from bundler.explain.words import supplier_name
    from bundler.kpis.shown import NOT_KNOWN, signed_text, value_text

    kpi, by = change.kpi, change.by
    name = kpi.name
    if change.supplier_id:
        whose = supplier_name(problem, change.supplier_id)
        name = Text(f"{name.en}, {whose}", f"{name.nl}, {whose}")

    def shown(value: float | None) -> Text:
        return Text(value_text(kpi, value, "en"), value_text(kpi, value, "nl"))

    signed = Text(NOT_KNOWN, NOT_KNOWN)
    better = None
    if by is not None:
        signed = Text(signed_text(kpi, by, "en"), signed_text(kpi, by, "nl"))
        direction = kpi.direction(problem.scenario.solve.objective)
        better = None if direction == "neither" else (by > 0) == (direction == "more")
    return Figure(kpi.code, name, kpi.unit, shown(change.before), shown(change.after), signed, better)


def _job(change: JobChange) -> Text:
    before, after = (Text(decimal(each / 60), decimal(each / 60, "nl")) for each in change.minutes)
    was, now = (dict.fromkeys(s.task_id for s in roster) for roster in (change.before, change.after))
    if change.kind == "ends":
        return _ENDS.fill(job=change.job_id, tasks=", ".join(was))
    if change.kind == "new":
        return _NEW.fill(job=change.job_id, tasks=", ".join(now), after=after)
    moved = [f"+ {name}" for name in now if name not in was] + [
        f"− {name}" for name in was if name not in now
    ]
    if not moved and before == after:
        return _MOVES.fill(job=change.job_id)
    tasks = f" ({', '.join(moved)})" if moved else ""
    return _CHANGES.fill(job=change.job_id, before=before, after=after, tasks=tasks)


def _quoted(code: str) -> Text:
    name = name_of(code)
    return Text(f"“{name.en}”", f"“{name.nl}”")


def _settings(before: Problem, after: Problem) -> Iterator[str]:
    """Codes of the rules and weights that differ."""
    for one, other in (
        (before.scenario.rules, after.scenario.rules),
        (before.scenario.weights, after.scenario.weights),
    ):
        values = other.model_dump()
        yield from (code for code, value in one.model_dump().items() if value != values[code])
