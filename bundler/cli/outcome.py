"""Solve, write the results and tell about them: what `solve` and `demo` have in common."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bundler.cli.background import interruptible, solve_beside
from bundler.cli.console import Console
from bundler.cli.progress import Display
from bundler.errors import NoPlan
from bundler.i18n import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bundler.domain import Problem, Result
    from bundler.findings import Finding
    from bundler.io.planread import PlanFile

# plan.json comes last: where it is, all of them are.
RESULT_FILES = ("jobs.csv", "roster.csv", "unplaced.csv", "attribution.csv", "report.html", "plan.json")

_NO_PLAN = Text("There is no plan.", "Er is geen plan.")


def solve_and_write(
    console: Console,
    problem: Problem,
    findings: Sequence[Finding],
    out: Path | None,
    given: PlanFile | None = None,
) -> Result:
    """Solve; write all result files to ``out``, or none of them.

    Args:
        console: progress goes here.
        problem: what to solve.
        findings: warnings about the data, for the report.
        out: None writes nothing.
        given: a plan that keeps every rule; the result is never worth less than that.

    Raises:
        OutputError: the files cannot be written.
    """
    from bundler.io.atomic import check_folder

    if out is not None:
        check_folder(out)
    with interruptible() as stop:
        result = solve_beside(problem, stop, Display(console))
        if given is not None:
            from bundler.cli.given import keep_better

            result = keep_better(problem, result, given)
        if out is not None:
            write_results(problem, result, findings, out, console.lang)
    return result


def write_results(
    problem: Problem, result: Result, findings: Sequence[Finding], out: Path, lang: Lang
) -> None:
    """Write the result files.

    A solve without a plan leaves plan.json only: result files of an earlier run are removed, so that
    nothing stale is taken for its result.
    """
    from bundler.io.atomic import write_files
    from bundler.io.planfile import PLAN_NAME, plan_bytes, plan_document

    files: dict[str, bytes] = {}
    if result.plan is not None:
        from bundler.report import write_report

        files.update(write_report(problem, result, findings, lang))
    files[PLAN_NAME] = plan_bytes(plan_document(result, lang))
    write_files(out, files, remove=RESULT_FILES)


def finish(console: Console, result: Result) -> int:
    """Print the JSON document, say why where there is no plan, and give the exit code."""
    from bundler.io.planfile import plan_document

    console.document(plan_document(result, console.lang))
    if result.plan is None:
        console.error(result.why_none or _NO_PLAN)
        return NoPlan.exit_code
    return 0
