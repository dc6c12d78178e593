"""The files that a solve leaves behind, and the place where it works."""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from bundler.i18n import Lang

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bundler.domain import Problem, Result
    from bundler.findings import Finding
    from bundler.norms import Catalogue, Reading
    from bundler.solver.engine import Beside

# plan.json comes last: where it is, all of them are.
RESULT_FILES = ("jobs.csv", "roster.csv", "unplaced.csv", "attribution.csv", "report.html", "plan.json")
# what `replan` writes beside these; no other solve leaves those of an earlier plan there
CHANGES_FILES = ("changes.csv", "changes.html")

# A shorter solve has no time to spare for what its report needs.
_LOAD_REPORT_AFTER = 3.0


@contextlib.contextmanager
def place_to_work(address: str | None) -> Iterator[Beside | None]:
    """The cluster at an address; None where none is given: this machine.

    Raises:
        UsageError: the cluster cannot be used.
    """
    if address is None:
        yield None
        return
    from bundler.solver.cluster import cluster

    with cluster(address) as engine:
        yield engine


@contextlib.contextmanager
def report_loading() -> Iterator[None]:
    """Import the report's libraries beside a solve of some seconds: whoever stops it waits less."""

    def load() -> None:
        from bundler.report import load

        # what cannot be imported is told when the report is written
        with contextlib.suppress(ImportError):
            load()

    timer = threading.Timer(_LOAD_REPORT_AFTER, load)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


def write_results(
    problem: Problem,
    result: Result,
    findings: Sequence[Finding],
    out: Path,
    lang: Lang,
    norms: Catalogue | None = None,
    more: Mapping[str, bytes] | None = None,
) -> tuple[Reading, ...]:
    """Write the result files; gives the norms that the report rests on.

    A solve without a plan leaves plan.json only: result files of an earlier run are removed, so that
    nothing stale is taken for its result.

    Args:
        problem: what was solved.
        result: what came of it.
        findings: warnings about the data, for the report.
        out: the folder.
        lang: of the files.
        norms: the catalogues for the report; None: the package's own.
        more: further files by name, written together with the others.

    Raises:
        OutputError: they cannot be written; nothing was changed.
    """
    from bundler.io.atomic import write_files
    from bundler.io.planfile import PLAN_NAME, plan_bytes, plan_document

    files: dict[str, bytes] = dict(more or {})
    used: tuple[Reading, ...] = ()
    if result.plan is not None:
        from bundler.report import write_report
        from bundler.report.day import dossier_of

        found = dossier_of(problem, result, norms)
        used = found.norms.used
        files.update(write_report(problem, result, findings, lang, norms, found))
    files[PLAN_NAME] = plan_bytes(plan_document(result, lang))
    write_files(out, files, remove=(*RESULT_FILES, *CHANGES_FILES))
    return used
