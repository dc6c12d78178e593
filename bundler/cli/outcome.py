"""Solve, write the results and tell about them: what `solve` and `demo` have in common."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bundler.cli.console import Console
from bundler.cli.progress import Display
from bundler.errors import NoPlan
from bundler.i18n import Text
from bundler.verbs.beside import interruptible, solve_from
from bundler.verbs.results import report_loading, write_results

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bundler.domain import Problem, Result
    from bundler.findings import Finding
    from bundler.io.planread import PlanFile
    from bundler.norms import Catalogue, Reading
    from bundler.solver.engine import Beside

_NO_PLAN = Text("There is no plan.", "Er is geen plan.")


class Solved(NamedTuple):
    """What a solve came to, and the norms that its report rests on; none where nothing was written."""

    result: Result
    norms: tuple[Reading, ...]


def solve_and_write(
    console: Console,
    problem: Problem,
    findings: Sequence[Finding],
    out: Path | None,
    given: PlanFile | None = None,
    engine: Beside | None = None,
    norms: Catalogue | None = None,
) -> Solved:
    """Solve; write all result files to ``out``, or none of them.

    Args:
        console: progress goes here.
        problem: what to solve.
        findings: warnings about the data, for the report.
        out: None writes nothing.
        given: a plan that keeps every rule; the search begins there, and never ends at one worth less.
        engine: where to work; None: on this machine.
        norms: the catalogues for the report; None: the package's own.

    Raises:
        OutputError: the files cannot be written.
    """
    from bundler.io.atomic import check_folder

    if out is not None:
        check_folder(out)
    with interruptible() as stop:
        with report_loading() if out is not None else contextlib.nullcontext():
            result = solve_from(problem, stop, Display(console), given, engine)
        used: tuple[Reading, ...] = ()
        if out is not None:
            used = write_results(problem, result, findings, out, console.lang, norms)
    return Solved(result, used)


def finish(console: Console, result: Result) -> int:
    """Print the JSON document, say why where there is no plan, and give the exit code."""
    from bundler.io.planfile import plan_document

    console.document(plan_document(result, console.lang))
    if result.plan is None:
        console.error(result.why_none or _NO_PLAN)
        return NoPlan.exit_code
    return 0
