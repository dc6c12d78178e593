"""The session as files to take along: the plan, the workbook, the report, and all of it with its data."""

from __future__ import annotations

import io
import tempfile
import threading
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from bundler.board.state import Board, BoardJob
from bundler.domain import Job, Level, Problem, Result, Unplaced
from bundler.findings import Finding
from bundler.i18n import Lang, Text
from bundler.rules import left_over, make_job, plan_score, plan_violations, round_points, task_obstacles

if TYPE_CHECKING:
    from bundler.board.beside import Tell
    from bundler.norms import Catalogue

MEDIA = {
    "plan.json": "application/json",
    "plan.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "report.html": "text/html; charset=utf-8",
    "session.zip": "application/zip",
}
# the order, so that the same session gives the same bytes
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
# value and bound that differ less are the same figure, printed
_AGREE = 0.01 + 1e-6

_ON_BOARD = Text(
    "Left over on the board; what taking it in would cost was not worked out here.",
    "Over op het bord; wat opnemen zou kosten, is hier niet uitgerekend.",
)
_IN_DRAFT = Text(
    "On the board it is in draft {jobs}, which is not viable yet.",
    "Op het bord zit deze taak in schets {jobs}, die nog niet kan.",
)
_DRAFTS = Text(
    "Not in this plan, as they are not viable yet: draft {jobs}.",
    "Niet in dit plan, want nog niet haalbaar: schets {jobs}.",
)
_BREAKS = Text(
    "The board does not keep this yet: {why}. bundler check says the same of the plan.",
    "Het bord voldoet hier nog niet aan: {why}. bundler check zegt hetzelfde van het plan.",
)
_NOT_ALL = Text(
    "The objective fewest-jobs places every task, and the board does not yet: it is valued as balanced.",
    "Het doel fewest-jobs plaatst elke taak, en het bord nog niet: het is gewaardeerd als balanced.",
)


class Shown(Protocol):
    """A moment of a session, as the screens have it."""

    @property
    def problem(self) -> Problem:
        """The data with everything that was decided."""

    @property
    def board(self) -> Board:
        """What stands on the board."""


class Take(NamedTuple):
    """What is to be made, and of what.

    Attributes:
        name: one of ``MEDIA``.
        problem: the data with everything that was decided.
        jobs: those on the board, drafts among them.
        lang: of the files.
        findings: warnings and notes about the data, for the report.
        data: the copy of the data; its ``norms.toml`` counts. Empty: none.
        levels: of a solve of this very problem around nothing: what no plan can pass. Empty: not known.
    """

    name: str
    problem: Problem
    jobs: tuple[BoardJob, ...]
    lang: Lang
    findings: tuple[Finding, ...] = ()
    data: str = ""
    levels: tuple[Level, ...] = ()

    @classmethod
    def of(cls, now: Shown, name: str, lang: Lang, **more: Any) -> Take:
        """A file of one moment; ``more`` are ``findings``, ``data`` and ``levels``."""
        return cls(name, now.problem, now.board.jobs, lang, **more)


class Exported(NamedTuple):
    """A file, and what must be said about it."""

    name: str
    content: bytes
    media_type: str
    notes: tuple[Text, ...] = ()


class Planned(NamedTuple):
    """The board as a plan: its result, the problem it is valued under, and what must be said about it."""

    problem: Problem
    result: Result
    notes: tuple[Text, ...]


def make(take: Take, *, tell: Tell, stop: threading.Event) -> Exported:  # noqa: ARG001
    """Make one file; in memory, nothing is written.

    Raises:
        KeyError: there is no such file.
        UsageError: a library is missing.
    """
    media = MEDIA[take.name]
    planned = board_plan(take.problem, take.jobs, take.levels)
    if take.name == "session.zip":
        return Exported(take.name, _zipped(take, planned), media, planned.notes)
    return Exported(take.name, _file(take, planned), media, planned.notes)


def board_plan(problem: Problem, jobs: Sequence[BoardJob], levels: Sequence[Level] = ()) -> Planned:
    """The viable jobs of a board as a result, under their own numbers.

    Its bound is what a solve proved of any plan; where there was none, what holds of any plan.
    """
    from bundler._version import __version__
    from bundler.io.planclaims import left_open
    from bundler.report.proof import NOT_SAID

    viable = tuple(make_job(problem, job.job_id, job.roster) for job in jobs if job.roster is not None)
    drafts = [job for job in jobs if job.roster is None]
    notes = [_BREAKS.fill(why=why) for why in _broken(problem, viable)]
    if drafts:
        notes.insert(0, _DRAFTS.fill(jobs=", ".join(job.job_id for job in drafts)))
    if problem.scenario.solve.objective == "fewest-jobs" and left_open(problem, [j.roster for j in viable]):
        problem, levels = _balanced(problem), ()
        notes.append(_NOT_ALL)
    reached = _levels(problem, viable, levels)
    optimal = bool(levels) and all(abs(each.bound - each.value) <= _AGREE for each in reached)
    result = Result(
        scenario=problem.scenario.name,
        objective=problem.scenario.solve.objective,
        status="optimal" if optimal else "feasible",
        stopped_by="proof" if optimal else "user",
        levels=reached,
        seconds=0.0,
        seed=problem.scenario.solve.seed,
        version=__version__ if levels else NOT_SAID,
        input_sha256=problem.source_sha256,
        plan=viable,
        unplaced=tuple(_left(problem, viable, drafts)),
    )
    return Planned(problem, result, tuple(notes))


def _broken(problem: Problem, jobs: Sequence[Job]) -> list[Text]:
    found = plan_violations(problem, {job.job_id: job.roster for job in jobs})
    return [verdict.text for verdicts in found.values() for verdict in verdicts]


def _balanced(problem: Problem) -> Problem:
    options = problem.scenario.solve.model_copy(update={"objective": "balanced"})
    return problem.model_copy(update={"scenario": problem.scenario.model_copy(update={"solve": options})})


def _levels(problem: Problem, jobs: Sequence[Job], proved: Sequence[Level]) -> tuple[Level, ...]:
    """What the plan reaches, with bounds that hold for any plan."""
    from bundler.io.planclaims import loosest

    really = {
        "score": plan_score(problem, [job.roster for job in jobs]),
        "hours": round_points(sum(job.minutes for job in jobs) / 60),
        "jobs": float(len(jobs)),
    }
    found: list[Level] = []
    for at, loose in enumerate(loosest(problem)):
        value, bound = really[loose.name], loose.bound
        known = proved[at] if at < len(proved) and proved[at].name == loose.name else None
        # the bound of a second level is that of plans which reach as much on the first
        if known is not None and (at == 0 or abs(found[0].value - proved[0].value) <= _AGREE):
            bound = known.bound
        down = loose.name == "jobs" and problem.scenario.solve.objective == "fewest-jobs"
        bound = min(bound, value) if down else max(bound, value)
        found.append(Level(name=loose.name, value=value, bound=bound))
    return tuple(found)


def _left(problem: Problem, jobs: Sequence[Job], drafts: Sequence[BoardJob]) -> Iterator[Unplaced]:
    """What no viable job holds, with the reason as far as it is known without a search."""
    from bundler.domain.reasons import REASONS

    out = {pin.ids[0] for pin in problem.scenario.pins if pin.kind == "leave"}
    for name, sessions in left_over(problem, [job.roster for job in jobs]).items():
        task = problem.task_by_id[name]
        obstacles = task_obstacles(problem, task)
        within = [job.job_id for job in drafts if name in job.task_ids]
        if name in out:
            reason, text = "R-PINNED-OUT", REASONS["R-PINNED-OUT"]
        elif problem.left_out_by_date(task):
            reason, text = "R-DATE", REASONS["R-DATE"]
        elif any(verdict.code == "excluded_certificates" for verdict in obstacles):
            reason, text = "R-CERTIFICATE", REASONS["R-CERTIFICATE"]
        elif obstacles:
            reason, text = "R-TASK-ALONE", REASONS["R-TASK-ALONE"].fill(why=obstacles[0].text)
        else:
            reason, text = "R-GIVEN", _IN_DRAFT.fill(jobs=", ".join(within)) if within else _ON_BOARD
        yield Unplaced(task_id=name, sessions=sessions, reason=reason, text=text)


def _file(take: Take, planned: Planned) -> bytes:
    problem, result = planned.problem, planned.result
    if take.name == "plan.json":
        from bundler.io.planfile import plan_bytes, plan_document

        return plan_bytes(plan_document(result, take.lang))
    notes = [Finding("N-BOARD", "note", "", None, "", "", note) for note in planned.notes]
    findings = (*take.findings, *notes)
    if take.name == "plan.xlsx":
        from bundler.report.book import render_xlsx

        return render_xlsx(problem, result, findings, take.lang, _norms(take))
    from bundler.report import render_html

    return render_html(problem, result, findings, take.lang, _norms(take))


def _norms(take: Take) -> Catalogue:
    from bundler.norms import catalogue, norms_file

    own = norms_file(Path(take.data)) if take.data else None
    return catalogue([own] if own else [])


def _zipped(take: Take, planned: Planned) -> bytes:
    """The data with everything that was decided, and the files made from just these data."""
    from bundler.io import read_problem
    from bundler.io.write_problem import write_folder
    from bundler.norms import norms_file

    with tempfile.TemporaryDirectory(prefix="bundler-board-") as folder:
        data = Path(folder)
        write_folder(planned.problem, data)
        own = norms_file(Path(take.data)) if take.data else None
        if own is not None:
            (data / own.name).write_bytes(own.read_bytes())
        read, _ = read_problem(data)
        files = {f"data/{file.name}": file.read_bytes() for file in sorted(data.iterdir())}
    same = planned.result.model_copy(update={"input_sha256": read.source_sha256})
    of_these = planned._replace(result=same)
    for name in MEDIA:
        if name != take.name:
            files[name] = _file(take._replace(name=name), of_these)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
