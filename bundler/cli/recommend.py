"""``bundler recommend``: the jobs that could take a task, partners for a new one, and swaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from bundler.cli.console import Console, finding_documents
from bundler.cli.options import scenario_option
from bundler.cli.verb import DONE, MISUSED, NO_PLAN, REFUSED, Number, Verb
from bundler.i18n import Lang, Text

if TYPE_CHECKING:
    from bundler.explain.recommend import Recommendation

FORMAT = "bundler-recommend/1"
COUNT, MOST = 5, 100

_ABOUT = Text(
    "Say where a task could go that is new or left over.\n\n"
    "DATA is a folder with CSV files or a workbook, PLAN a plan.json made here or by hand; without TASK "
    "every task with sessions left over is looked at. A job can take the task; or it makes a new job with "
    "what is left over; or a job takes it and gives one task back. The other jobs stay exactly as they are. "
    "Each way is held against every rule, and shown with its new week and all KPIs that change; what is "
    "best for the plan's objective comes first.",
    "Zeg waar een taak bij kan die nieuw of over is.\n\n"
    "DATA is een map met CSV-bestanden of een werkmap, PLAN een plan.json dat hier of met de hand is "
    "gemaakt; zonder TASK wordt elke taak bekeken die nog blokken over heeft. Een baan kan de taak erbij "
    "nemen; of de taak vormt een nieuwe baan met wat over is; of een baan neemt de taak en geeft er één "
    "terug. De andere banen blijven precies zoals ze zijn. Elke mogelijkheid is aan alle regels getoetst en "
    "staat er met de nieuwe week en alle kengetallen die veranderen; wat het best is voor het doel van het "
    "plan staat vooraan.",
)
_COUNT = Text(
    "How many ways for each task, at most (default: 5).",
    "Hoeveel mogelijkheden per taak, hooguit (standaard: 5).",
)
_NONE_LEFT = Text("Nothing is left over: every task is in jobs.", "Er is niets over: elke taak zit in banen.")
_NONE = Text(
    "With the other jobs as they are there is no way to take it in. Why, and what would help: bundler "
    "explain {data} {plan} {task}",
    "Met de andere banen zoals ze zijn, kan de taak nergens bij. Waarom, en wat helpt: bundler explain "
    "{data} {plan} {task}",
)


def command(lang: Lang) -> click.Command:
    """The verb in one language."""
    return Verb(
        "recommend",
        run,
        lang=lang,
        about=_ABOUT,
        params=[
            click.Argument(["data"], metavar="DATA"),
            click.Argument(["plan"], metavar="PLAN"),
            click.Argument(["tasks"], metavar="[TASK]...", nargs=-1),
            scenario_option(lang),
            click.Option(
                ["--count"],
                type=Number(lang, whole=True, least=1, most=MOST),
                default=COUNT,
                metavar="N",
                help=_COUNT(lang),
            ),
        ],
        examples=[
            (
                "recommend mydata result/plan.json T17",
                Text("Where T17 could go.", "Waar T17 bij kan."),
            ),
            (
                "recommend mydata result/plan.json --count 1 --json",
                Text(
                    "The best way for each task that is left over.",
                    "De beste mogelijkheid voor elke taak die over is.",
                ),
            ),
        ],
        exit_codes=[DONE, REFUSED, MISUSED, NO_PLAN],
    )


def run(
    console: Console, data: str, plan: str, tasks: tuple[str, ...], scenario: str | None, count: int
) -> int:
    """Read the plan, look for ways, tell; gives the exit code.

    Raises:
        UsageError: a task is not in the data, or placed in full.
        DataRefused: the data or the plan has errors.
        NoPlan: the plan file says that there is none.
    """
    from bundler.cli.reading import read_data
    from bundler.explain.recommend import Recommender
    from bundler.rules import left_over
    from bundler.verbs.given import OTHER_INPUT
    from bundler.verbs.planned import read_planned
    from bundler.verbs.recommend_lines import NOT_ALL, recommend_lines

    read = read_data(console, data, scenario, ())
    planned = read_planned(read.problem, plan)
    problem, jobs = planned.problem, planned.result.jobs
    warnings = [] if planned.same_input else [OTHER_INPUT]
    for text in warnings:
        console.say(text)
    rosters = [job.roster for job in jobs]
    left = left_over(problem, rosters)
    recommender = Recommender(problem, rosters, [job.job_id for job in jobs])
    documents = []
    for number, name in enumerate(dict.fromkeys(tasks) if tasks else left):
        recommender.complete = True
        ways = recommender.ways(name, count)
        lines = recommend_lines(problem, name, left[name], ways, console.lang)
        if not ways:
            lines.append(f"  {_NONE(console.lang, data=data, plan=plan, task=name)}")
        if not recommender.complete:
            lines.append(f"  {NOT_ALL(console.lang)}")
        for line in [""] * (number > 0) + lines:
            console.out(line)
        documents.append(
            {
                "task_id": name,
                "sessions_left": left[name],
                "complete": recommender.complete,
                "ways": [_document(way) for way in ways],
            }
        )
    if not documents:
        console.out(_NONE_LEFT)
    console.document(
        {
            "format": FORMAT,
            "tasks": documents,
            "findings": finding_documents(read.findings, console.lang),
            "warnings": [text(console.lang) for text in warnings],
        }
    )
    return 0


def _document(way: Recommendation) -> dict[str, Any]:
    from bundler.verbs.job_lines import job_document, kpi_documents

    return {
        "kind": way.kind,
        "job_id": way.job_id,
        "sessions": way.sessions,
        "given_back": way.given_back,
        "levels": [{"name": name, "change": round(value, 4)} for name, value in way.levels],
        "job": job_document(way.job),
        "kpis": kpi_documents(way.kpis),
    }
