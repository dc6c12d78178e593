"""What `bundler replan` reads, makes and shows: agreed jobs, the new plan, lines and a JSON document."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from bundler.cli.console import Console
from bundler.errors import BundlerError
from bundler.i18n import Lang

if TYPE_CHECKING:
    from bundler.domain import Problem, Session
    from bundler.findings import Finding
    from bundler.norms import Catalogue, Reading
    from bundler.report.changes_view import Known
    from bundler.scenarios.replan import Replanned
    from bundler.scenarios.replan_changes import Agreed, JobChange
    from bundler.solver.engine import Beside

FORMAT = "bundler-replan/1"
FREEZE = "freeze"


def data_of_then(data: str) -> Problem | None:
    """The data without the what-if, which may know what is gone by name; None where they do not hold."""
    from bundler.io import read_problem

    with contextlib.suppress(BundlerError):
        return read_problem(Path(data))[0]
    return None


class Work(NamedTuple):
    """Everything that planning again needs but the agreed jobs.

    Attributes:
        then: the data of when the jobs were agreed, where they are known.
        norms: the catalogues for the report.
    """

    console: Console
    problem: Problem
    then: Problem | None
    findings: Sequence[Finding]
    norms: Catalogue

    def known(self, done: Replanned) -> Known:
        """What tasks and suppliers are called."""
        from bundler.report.changes_view import known_of

        return known_of(self.problem, self.then, done)

    def replan_and_write(
        self, agreed: Sequence[Agreed], price: float | None, out: Path | None, engine: Beside | None
    ) -> tuple[Replanned, tuple[Reading, ...]]:
        """Plan again; write all files to ``out``, or none of them. Gives the norms that the report rests on.

        Raises:
            UsageError: the price does not go with the objective.
            OutputError: the files cannot be written.
        """
        from bundler.cli.progress import Display
        from bundler.io.atomic import check_folder
        from bundler.scenarios.replan import replan
        from bundler.verbs.beside import interruptible, solve_beside
        from bundler.verbs.replan_lines import changes_files
        from bundler.verbs.results import report_loading, write_results

        if out is not None:
            check_folder(out)
        with interruptible() as stop:
            solving = partial(solve_beside, stop=stop, display=Display(self.console), engine=engine)
            with report_loading() if out is not None else contextlib.nullcontext():
                done = replan(self.problem, agreed, price=price, solving=solving)
            used: tuple[Reading, ...] = ()
            if out is not None:
                more = (
                    changes_files(done, self.known(done), self.console.lang)
                    if done.result.plan is not None
                    else None
                )
                lang, findings = self.console.lang, self.findings
                used = write_results(self.problem, done.result, findings, out, lang, self.norms, more)
        return done, used


def document(done: Replanned, known: Known, lang: Lang) -> dict[str, Any]:
    """Everything, as JSON; without a plan only that there is none, and why."""
    from bundler.io.planfile import plan_document
    from bundler.report.changes_short import cost_sentences, count_sentences
    from bundler.report.changes_view import counts_of, job_rows

    found: dict[str, Any] = {
        "format": FORMAT,
        "stability": FREEZE if done.price is None else done.price,
        "plan": plan_document(done.result, lang),
    }
    if done.result.plan is None:
        return found
    counts = counts_of(done)
    first = done.result.first
    return {
        **found,
        "agreed": counts.agreed,
        **{str(kind): number for kind, number in counts.of_kind.items()},
        "other_suppliers": counts.other_suppliers,
        "hours_before": round(counts.minutes_before / 60, 4),
        "hours_after": round(counts.minutes_after / 60, 4),
        "value": done.value,
        "bound": done.bound,
        "costs_at_most": round(abs(first.bound - first.value), 2) if done.of_all else None,
        "text": [*count_sentences(done, lang), *cost_sentences(done, lang)],
        "changes": [_change(row.change, row.why) for row in job_rows(done, known, lang)],
    }


def _change(change: JobChange, why: Sequence[str]) -> dict[str, Any]:
    before, after = (round(minutes / 60, 4) for minutes in change.minutes)
    starts = [None if start is None else _clock(start) for start in change.first_starts]
    return {
        "job_id": change.job_id,
        "change": change.kind,
        "why": list(why),
        "hours_before": before,
        "hours_after": after,
        "suppliers_before": list(change.suppliers_before),
        "suppliers_after": list(change.suppliers_after),
        "first_start_before": starts[0],
        "first_start_after": starts[1],
        "before": [_session(session) for session in change.before],
        "after": [_session(session) for session in change.after],
        "removed": [_session(session) for session in change.removed],
        "added": [_session(session) for session in change.added],
        "moved": [{"before": _session(b), "after": _session(a)} for b, a in change.moved],
    }


def _session(session: Session) -> dict[str, str]:
    from bundler.units import DAYS

    return {
        "day": DAYS[session.day],
        "start": _clock(session.start),
        "end": _clock(session.end),
        "task_id": session.task_id,
    }


def _clock(minutes: int) -> str:
    from bundler.units import clock

    return clock(minutes)
