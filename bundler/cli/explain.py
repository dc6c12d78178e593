"""``bundler explain``: why tasks are left out of a plan, and what would help."""

from __future__ import annotations

import time

import click

from bundler.cli.console import Console, finding_documents
from bundler.cli.options import scenario_option
from bundler.cli.verb import DONE, MISUSED, NO_PLAN, REFUSED, Number, Verb
from bundler.i18n import Lang, Text

FORMAT = "bundler-explain/1"
SECONDS = 1.0
FIRST_NEWS_SECONDS = 5.0

_ABOUT = Text(
    "Say why tasks are left out of a plan, and what would help.\n\n"
    "DATA is a folder with CSV files or an .xlsx workbook, PLAN a plan.json made here or by hand; without "
    "TASK every task that is left over is explained. Either no viable job holds the task: then it says "
    "which rules stand in the way, by how much. Or it fits: then it says what taking it in costs and what "
    "makes way for it. Each reason is proved first; what could not be decided in time is said to be so.",
    "Zeg waarom taken buiten een plan blijven, en wat zou helpen.\n\n"
    "DATA is een map met CSV-bestanden of een .xlsx-werkmap, PLAN een plan.json dat hier of met de hand is "
    "gemaakt; zonder TASK wordt elke taak uitgelegd die over is. Ofwel er is geen baan met de taak "
    "mogelijk: dan staat erbij welke regels in de weg staan, en hoeveel het scheelt. Ofwel het past: dan "
    "staat erbij wat opnemen kost en wat ervoor wijkt. Elke reden is eerst bewezen; wat niet op tijd "
    "beslist is, wordt zo genoemd.",
)
_SECONDS = Text(
    "Seconds for each task (default: 1); what one does not use goes to others.",
    "Seconden voor elke taak (standaard: 1); wat de ene niet gebruikt, krijgen andere.",
)
_NONE_LEFT = Text("Nothing is left over: every task is in jobs.", "Er is niets over: elke taak zit in banen.")
_AT = Text("Explained: {at} of {all} tasks", "Uitgelegd: {at} van de {all} taken")
_STOPPED = Text(
    "Stopped as you asked: these are the answers so far.",
    "Gestopt zoals u vroeg: dit zijn de antwoorden tot nu toe.",
)


def command(lang: Lang) -> click.Command:
    """The verb in one language."""
    return Verb(
        "explain",
        run,
        lang=lang,
        about=_ABOUT,
        params=[
            click.Argument(["data"], metavar="DATA"),
            click.Argument(["plan"], metavar="PLAN"),
            click.Argument(["tasks"], metavar="[TASK]...", nargs=-1),
            scenario_option(lang),
            click.Option(
                ["--seconds"],
                type=Number(lang, above=True),
                default=SECONDS,
                metavar=Text("SECONDS", "SECONDEN")(lang),
                help=_SECONDS(lang),
            ),
        ],
        examples=[
            (
                "explain mydata result/plan.json",
                Text("Everything that is left over.", "Alles wat over is."),
            ),
            (
                "explain mydata result/plan.json T07 T12 --seconds 10 --lang nl",
                Text("Two tasks, with more time, in Dutch.", "Twee taken, met meer tijd, in het Nederlands."),
            ),
        ],
        exit_codes=[DONE, REFUSED, MISUSED, NO_PLAN],
    )


def run(
    console: Console, data: str, plan: str, tasks: tuple[str, ...], scenario: str | None, seconds: float
) -> int:
    """Read the plan, explain what is left out, tell; gives the exit code.

    Raises:
        UsageError: a task is not in the data.
        DataRefused: the data or the plan has errors.
        NoPlan: the plan file says that there is none.
    """
    from bundler.cli.reading import read_data
    from bundler.explain import left_out, paragraphs
    from bundler.verbs.beside import interruptible
    from bundler.verbs.given import OTHER_INPUT
    from bundler.verbs.planned import read_planned

    read = read_data(console, data, scenario, ())
    planned = read_planned(read.problem, plan)
    warnings = [] if planned.same_input else [OTHER_INPUT]
    for text in warnings:
        console.say(text)
    rosters = {job.job_id: job.roster for job in planned.result.jobs}
    with interruptible() as stop:
        found = left_out(
            planned.problem, rosters, tasks or None, seconds, on_task=_Steps(console).show, stop=stop
        )
        if stop.is_set():
            console.say(_STOPPED)
    for at, explanation in enumerate(found):
        if at:
            console.out()
        for line in paragraphs(planned.problem, explanation, console.lang):
            console.out(line)
    if not found and not stop.is_set():
        console.out(_NONE_LEFT)
    console.document(
        {
            "format": FORMAT,
            "explanations": [each.to_json(planned.problem, console.lang) for each in found],
            "findings": finding_documents(read.findings, console.lang),
            "warnings": [text(console.lang) for text in warnings],
        }
    )
    return 0


class _Steps:
    """Tells on stderr how far it is: after 5, 10, 20, … seconds."""

    def __init__(self, console: Console) -> None:
        self._console, self._began, self._next = console, time.monotonic(), FIRST_NEWS_SECONDS

    def show(self, at: int, number: int) -> None:
        seconds = time.monotonic() - self._began
        if seconds >= self._next:
            self._next = 2 * seconds
            self._console.say(_AT.fill(at=at, all=number))
