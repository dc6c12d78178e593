"""``bundler recommend``: the jobs that could take a task, partners for a new one, and swaps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from bundler.cli.console import Console, finding_documents
from bundler.cli.options import scenario_option
from bundler.cli.verb import DONE, MISUSED, NO_PLAN, REFUSED, Number, Verb
from bundler.i18n import Lang, Text

if TYPE_CHECKING:
    from bundler.domain import Problem
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
_HEAD = Text(
    "{task} ({supplier}): {left} a week left over, {hours} h",
    "{task} ({supplier}): {left} per week over, {hours} u",
)
_JOIN = Text("{job} takes it", "{job} neemt de taak erbij")
_MORE = Text(
    "{job}, which has it already, takes more of it", "{job}, die de taak al heeft, neemt er meer van"
)
_NEW = Text(
    "A new job {job} with what is left over: {others}", "Een nieuwe baan {job} met wat over is: {others}"
)
_ALONE = Text("A new job {job} of this task alone", "Een nieuwe baan {job} van alleen deze taak")
_SWAP = Text(
    "{job} takes it and gives {back} back, which is then left over",
    "{job} neemt de taak en geeft {back} terug; die is dan over",
)
_PART = Text("{sessions} of it", "{sessions} ervan")
_HERE = Text("  ◂ this task", "  ◂ deze taak")
_NONE = Text(
    "With the other jobs as they are there is no way to take it in. Why, and what would help: bundler "
    "explain {data} {plan} {task}",
    "Met de andere banen zoals ze zijn, kan de taak nergens bij. Waarom, en wat helpt: bundler explain "
    "{data} {plan} {task}",
)
_NOT_ALL = Text(
    "Not all new jobs could be looked at in time: there may be better ones.",
    "Niet alle nieuwe banen konden op tijd worden bekeken: er kunnen betere zijn.",
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
    from bundler.cli.given import OTHER_INPUT
    from bundler.cli.planned import read_planned
    from bundler.cli.reading import read_data
    from bundler.explain.recommend import Recommender
    from bundler.rules import left_over

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
        lines = _lines(problem, name, left[name], ways, console.lang)
        if not ways:
            lines.append(f"  {_NONE(console.lang, data=data, plan=plan, task=name)}")
        if not recommender.complete:
            lines.append(f"  {_NOT_ALL(console.lang)}")
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


def _lines(problem: Problem, name: str, left: int, ways: Sequence[Recommendation], lang: Lang) -> list[str]:
    from bundler.cli.job_lines import job_line, kpi_lines, signed, week_lines
    from bundler.explain.words import sessions_text, supplier_name, task_name
    from bundler.units import hours_text

    task = problem.task_by_id[name]
    lines = [
        _HEAD(
            lang,
            task=task_name(problem, name),
            supplier=supplier_name(problem, task.supplier_id),
            left=sessions_text(left),
            hours=hours_text(left * task.session_minutes, lang),
        )
    ]
    for number, way in enumerate(ways, 1):
        change = ", ".join(signed(level, value, lang) for level, value in way.levels)
        lines.append(f"  {number}. {_what(problem, way)(lang)}: {change}")
        lines.append(f"     {job_line(problem, way.job, lang)}")
        mark = _HERE(lang)
        if task.shareable:
            mark += f": {_PART(lang, sessions=sessions_text(way.sessions))}"
        lines += [f"       {line}" for line in week_lines(problem, way.job.roster, lang, {name: mark})]
        lines += [f"     {line}" for line in kpi_lines(problem, way.kpis, lang)]
    return lines


def _what(problem: Problem, way: Recommendation) -> Text:
    """What is done, in a few words."""
    from bundler.explain.words import listed, task_name

    if way.kind == "swap":
        return _SWAP.fill(job=way.job_id, back=task_name(problem, str(way.given_back)))
    if way.kind == "new":
        others = [task_name(problem, name) for name in way.job.task_ids if name != way.task_id]
        return _NEW.fill(job=way.job_id, others=listed(others)) if others else _ALONE.fill(job=way.job_id)
    return (_MORE if way.had_it else _JOIN).fill(job=way.job_id)


def _document(way: Recommendation) -> dict[str, Any]:
    from bundler.cli.job_lines import job_document, kpi_documents

    return {
        "kind": way.kind,
        "job_id": way.job_id,
        "sessions": way.sessions,
        "given_back": way.given_back,
        "levels": [{"name": name, "change": round(value, 4)} for name, value in way.levels],
        "job": job_document(way.job),
        "kpis": kpi_documents(way.kpis),
    }
