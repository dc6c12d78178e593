"""What `bundler replan` reads, makes and shows: agreed jobs, the new plan, lines and a JSON document."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from bundler.cli.console import Console
from bundler.errors import BundlerError
from bundler.i18n import Lang, Text

if TYPE_CHECKING:
    from bundler.domain import Problem, Session
    from bundler.findings import Finding
    from bundler.io.planread import PlanFile
    from bundler.norms import Catalogue, Reading
    from bundler.report.changes_view import JobRow, Known
    from bundler.scenarios.replan import Replanned
    from bundler.scenarios.replan_changes import Agreed, JobChange
    from bundler.solver.engine import Beside

FORMAT = "bundler-replan/1"
FREEZE = "freeze"

_TWICE = Text(
    "The agreed plan uses a code for more than one job. Maybe give each job its own.",
    "Het afgesproken plan gebruikt een code voor meer dan één baan. Misschien elke baan een eigen geven.",
)


def agreed_jobs(plan: PlanFile) -> list[Agreed]:
    """The jobs of the agreed plan, whatever rules they break today.

    Raises:
        DataRefused: two jobs have the same code.
    """
    from bundler.cli.given import refuse_violations
    from bundler.io.planclaims import Violation
    from bundler.rules import Verdict
    from bundler.scenarios.replan_changes import Agreed

    times = Counter(job.job_id for job in plan.jobs)
    twice = [
        Verdict("job_id", False, 1 - count, "count", job_id, str(count), "1")
        for job_id, count in times.items()
        if count > 1
    ]
    refuse_violations(plan, [Violation("", "rule", each.code, each.text) for each in twice], _TWICE)
    return [Agreed(job.job_id, job.roster, _suppliers(job.claims.get("suppliers"))) for job in plan.jobs]


def _suppliers(claimed: object) -> tuple[str, ...]:
    """Ids of suppliers as a plan file names them; none where it does not."""
    if not isinstance(claimed, list) or not all(isinstance(each, str) and each for each in claimed):
        return ()
    return tuple(sorted(set(claimed)))


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
        from bundler.cli.background import interruptible, solve_beside
        from bundler.cli.outcome import report_loading, write_results
        from bundler.cli.progress import Display
        from bundler.io.atomic import check_folder
        from bundler.scenarios.replan import replan

        if out is not None:
            check_folder(out)
        with interruptible() as stop:
            solving = partial(solve_beside, stop=stop, display=Display(self.console), engine=engine)
            with report_loading() if out is not None else contextlib.nullcontext():
                done = replan(self.problem, agreed, price=price, solving=solving)
            used: tuple[Reading, ...] = ()
            if out is not None:
                more = self._changes(done) if done.result.plan is not None else None
                lang, findings = self.console.lang, self.findings
                used = write_results(self.problem, done.result, findings, out, lang, self.norms, more)
        return done, used

    def _changes(self, done: Replanned) -> dict[str, bytes]:
        from bundler.cli.outcome import CHANGES_FILES
        from bundler.report.changes_csv import changes_csv
        from bundler.report.changes_page import render_changes

        known, lang = self.known(done), self.console.lang
        made = changes_csv(done, known, lang), render_changes(done, known, lang)
        return dict(zip(CHANGES_FILES, made, strict=True))


def lines(done: Replanned, known: Known, lang: Lang) -> Iterator[str]:
    """In short what changes and what it costs that agreed jobs stay; then every job that is not the same."""
    from bundler.report import changes_words as words
    from bundler.report.changes_short import cost_sentences, count_sentences
    from bundler.report.changes_view import job_rows, rows_of

    rows = job_rows(done, known, lang)
    same = rows_of(rows, "same")
    yield from count_sentences(done, lang)
    yield from cost_sentences(done, lang)
    for row in rows:
        if row.kind != "same":
            yield ""
            yield from _job_lines(row, lang)
    if same:
        yield ""
        yield words.STAYING(lang, jobs=", ".join(row.job_id for row in same))
    for row in same:
        if row.other_suppliers:
            yield words.STAYS_WITH(lang, job=row.job_id, suppliers=row.suppliers)


def _job_lines(row: JobRow, lang: Lang) -> Iterator[str]:
    from bundler.report import changes_words as words

    yield words.HEAD(lang, job=row.job_id, happens=words.HAPPENS[row.kind](lang), suppliers=row.suppliers)
    facts = [("hours_week", row.hours), ("first_start", row.first_start), ("why", "; ".join(row.why))]
    shown = [(words.LABELS[key](lang), text) for key, text in facts if text]
    shown += [(words.LINES[line.kind](lang), line.text) for line in row.lines]
    width = max(len(label) for label, _ in shown)
    before = ""
    for label, text in shown:
        yield f"  {'' if label == before else label:<{width}}  {text}"
        before = label


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
