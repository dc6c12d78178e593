"""``bundler job``: why a job is worth what it is, and what a job of one's own would bring and cost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from bundler.cli.console import Console, finding_documents
from bundler.cli.options import scenario_option, time_option
from bundler.cli.verb import DONE, MISUSED, NO_PLAN, REFUSED, Verb
from bundler.errors import UsageError
from bundler.i18n import Lang, Text
from bundler.units import split_list

if TYPE_CHECKING:
    from bundler.domain import Job, Result

FORMAT = "bundler-job/1"
SECONDS = 20.0

_ABOUT = Text(
    "Say why a job is worth what it is, and what else there could be.\n\n"
    "DATA is a folder with CSV files or a workbook, PLAN a plan.json made here or by hand. With JOB, a job "
    "of the plan: every term of its score with what it consists of, and what the best plan without this job "
    "would be worth, the other jobs staying or not. With --tasks, a job of your own: viable or not, with "
    "every rule that it breaks and by how much; what it is worth, what it costs elsewhere, and which jobs "
    "change.",
    "Zeg waarom een baan waard is wat hij waard is, en wat er anders zou kunnen.\n\n"
    "DATA is een map met CSV-bestanden of een werkmap, PLAN een plan.json dat hier of met de hand is "
    "gemaakt. Met JOB, een baan uit het plan: elk deel van de score met waar het uit bestaat, en wat het "
    "beste plan zonder deze baan waard zou zijn, als de andere banen blijven en als ze mogen veranderen. "
    "Met --tasks, een baan van uzelf: haalbaar of niet, met elke regel die de baan overtreedt en hoeveel "
    "dat scheelt; wat de baan waard is, wat dat elders kost, en welke banen veranderen.",
)
_TASKS = Text(
    "The tasks of a job of your own, such as T3,T9,T14.", "De taken van een baan van uzelf, zoals T3,T9,T14."
)
_TIME = Text(
    "Seconds for each question to the solver (default: 20).",
    "Seconden voor elke vraag aan de oplosser (standaard: 20).",
)
_ONE = Text(
    "Give either a job of the plan or --tasks, one of the two.",
    "Geef een baan uit het plan of --tasks, één van de twee.",
)
_UNKNOWN = Text(
    "There is no job '{job}' in the plan. Maybe one of: {jobs}.",
    "Er is geen baan '{job}' in het plan. Misschien een van: {jobs}.",
)


def command(lang: Lang) -> click.Command:
    """The verb in one language."""
    return Verb(
        "job",
        run,
        lang=lang,
        about=_ABOUT,
        params=[
            click.Argument(["data"], metavar="DATA"),
            click.Argument(["plan"], metavar="PLAN"),
            click.Argument(["job_id"], metavar="[JOB]", required=False),
            click.Option(["--tasks"], metavar="T1,T2,…", help=_TASKS(lang)),
            scenario_option(lang),
            time_option(lang, "seconds", _TIME, SECONDS),
        ],
        examples=[
            (
                "job mydata result/plan.json J07",
                Text("Why J07, and what else.", "Waarom J07, en wat anders."),
            ),
            (
                "job mydata result/plan.json --tasks T3,T9,T14",
                Text("What if these three were a job?", "Wat als deze drie een baan waren?"),
            ),
        ],
        exit_codes=[DONE, REFUSED, MISUSED, NO_PLAN],
    )


def run(
    console: Console,
    data: str,
    plan: str,
    job_id: str | None,
    tasks: str | None,
    scenario: str | None,
    seconds: float,
) -> int:
    """Read the plan, work it out, tell; gives the exit code.

    Raises:
        UsageError: the job or a task is not known, or not exactly one of the two was given.
        DataRefused: the data or the plan has errors.
        NoPlan: the plan file says that there is none.
    """
    from bundler.cli.job_own import tell_own
    from bundler.cli.job_plan import tell_job
    from bundler.cli.reading import read_data
    from bundler.verbs.given import OTHER_INPUT
    from bundler.verbs.planned import read_planned

    asked = split_list(tasks) if tasks is not None else []
    if (job_id is None) == (not asked):
        raise UsageError(_ONE)
    read = read_data(console, data, scenario, ())
    planned = read_planned(read.problem, plan)
    warnings = [] if planned.same_input else [OTHER_INPUT]
    for text in warnings:
        console.say(text)
    result = planned.result
    number = _number(result, job_id, asked)
    if number is not None:
        document: dict[str, Any] = tell_job(console, planned.problem, result, number, seconds)
    else:
        document = tell_own(console, planned.problem, result, asked, seconds)
    console.document(
        {
            "format": FORMAT,
            **document,
            "findings": finding_documents(read.findings, console.lang),
            "warnings": [text(console.lang) for text in warnings],
        }
    )
    return 0


def _number(result: Result, job_id: str | None, tasks: Sequence[str]) -> int | None:
    """The number of the job with this id, or of exactly these tasks; None where there is none of these."""
    jobs: Sequence[Job] = result.jobs
    if job_id is None:
        return next((at for at, job in enumerate(jobs) if set(job.task_ids) == set(tasks)), None)
    for at, job in enumerate(jobs):
        if job.job_id == job_id:
            return at
    raise UsageError(_UNKNOWN.fill(job=job_id, jobs=", ".join(job.job_id for job in jobs)))
