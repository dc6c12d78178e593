"""``bundler report``: a plan as documents to take to the table."""

from __future__ import annotations

from pathlib import Path

import click

from bundler.cli.console import Console, finding_documents
from bundler.cli.options import norms_option, scenario_option
from bundler.cli.verb import DONE, MISUSED, REFUSED, Number, Verb
from bundler.errors import UsageError
from bundler.i18n import Lang, Text

FORMAT = "bundler-report/1"

_ABOUT = Text(
    "Make documents of a plan: the report, vacancies, calendars, statements of paid hours.\n\n"
    "DATA is a folder with CSV files or an .xlsx workbook, PLAN a plan.json made here or by hand. The plan "
    "is first held against every rule and against what it says of itself; one that does not hold is refused. "
    "Everything is made before anything is written.",
    "Maak documenten van een plan: het rapport, vacatures, agenda’s, opgaven van verloonde uren.\n\n"
    "DATA is een map met CSV-bestanden of een .xlsx-werkmap, PLAN een plan.json dat hier of met de hand is "
    "gemaakt. Het plan wordt eerst langs alle regels gelegd, en wat het over zichzelf zegt wordt nagerekend; "
    "klopt er iets niet, dan wordt het geweigerd. Alles wordt gemaakt voordat er iets wordt geschreven.",
)
_OUT = Text(
    "The report as .html, .pdf, .xlsx or .docx; the name says which. May be given several times.",
    "Het rapport als .html, .pdf, .xlsx of .docx; de naam zegt welk. Mag vaker worden gegeven.",
)
_VACANCIES = Text(
    "Folder for a vacancy text for each job, as HTML and Word.",
    "Map voor een vacaturetekst bij elke baan, als HTML en Word.",
)
_CALENDAR = Text(
    "Folder for an .ics calendar of each job's week.",
    "Map voor een .ics-agenda van de week van elke baan.",
)
_REALISED = Text(
    "CSV of hours really paid, by job and period, for the statements.",
    "CSV met echt verloonde uren, per baan en periode, voor de opgaven.",
)
_YEAR = Text(
    "Year of the statements (default: the only one in the CSV).",
    "Jaar van de opgaven (standaard: het enige in de CSV).",
)
_STATEMENT = Text(
    "Folder for the quarterly and annual statements, internal and publishable.",
    "Map voor de kwartaal- en jaaropgaven, intern en openbaar.",
)
_NO_PLAN = (
    3,
    Text("the plan file says that there is no plan", "in het planbestand staat dat er geen plan is"),
)
_NOTHING = Text(
    "Nothing to make: give --out FILE, --vacancies DIR, --calendar DIR or --statement DIR.",
    "Er is niets te maken: geef --out FILE, --vacancies DIR, --calendar DIR of --statement DIR.",
)
_TOGETHER = Text(
    "--realised FILE and --statement DIR belong together; --year goes with them.",
    "--realised FILE en --statement DIR horen bij elkaar; --year hoort daarbij.",
)


def command(lang: Lang) -> click.Command:
    """The verb in one language."""
    return Verb(
        "report",
        run,
        lang=lang,
        about=_ABOUT,
        params=[
            click.Argument(["data"], metavar="DATA"),
            click.Argument(["plan"], metavar="PLAN"),
            click.Option(["--out"], metavar="FILE", multiple=True, help=_OUT(lang)),
            click.Option(["--vacancies"], metavar="DIR", help=_VACANCIES(lang)),
            click.Option(["--calendar"], metavar="DIR", help=_CALENDAR(lang)),
            click.Option(["--realised"], metavar="FILE.csv", help=_REALISED(lang)),
            click.Option(
                ["--year"],
                type=Number(lang, whole=True, least=2000, most=2100),
                metavar=Text("YEAR", "JAAR")(lang),
                help=_YEAR(lang),
            ),
            click.Option(["--statement"], metavar="DIR", help=_STATEMENT(lang)),
            scenario_option(lang),
            norms_option(lang),
        ],
        examples=[
            (
                "report mydata result/plan.json --out plan.pdf --out plan.xlsx",
                Text("On paper, and as a workbook.", "Op papier, en als werkmap."),
            ),
            (
                "report mydata result/plan.json --vacancies vacancies --lang nl",
                Text("Vacancy texts in Dutch.", "Vacatureteksten in het Nederlands."),
            ),
            (
                "report mydata result/plan.json --realised hours.csv --year 2026 --statement statements",
                Text(
                    "What was really paid, by quarter and year.",
                    "Wat echt verloond is, per kwartaal en jaar.",
                ),
            ),
        ],
        exit_codes=[DONE, REFUSED, MISUSED, _NO_PLAN],
    )


def run(
    console: Console,
    data: str,
    plan: str,
    out: tuple[str, ...],
    vacancies: str | None,
    calendar: str | None,
    realised: str | None,
    year: int | None,
    statement: str | None,
    scenario: str | None,
    norms: tuple[str, ...],
) -> int:
    """Check the plan, make all that is asked, write it and tell; gives the exit code.

    Raises:
        UsageError: it is not clear what to make, a library is missing, or a file would be overwritten.
        DataRefused: the data, the plan or the realised hours have errors.
        NoPlan: the plan file says that there is none.
        OutputError: the files cannot be written.
    """
    from bundler.verbs.documents import Asked, inputs_kept, make, report_path

    reports = tuple(report_path(name) for name in out)
    if not (reports or vacancies or calendar or statement or realised):
        raise UsageError(_NOTHING)
    if (realised is None) != (statement is None) or (year is not None and statement is None):
        raise UsageError(_TOGETHER)
    from bundler.cli.pastnorms import past, past_text, tell_past_norms
    from bundler.cli.reading import read_data
    from bundler.io.atomic import check_folder, write_files
    from bundler.verbs.given import OTHER_INPUT
    from bundler.verbs.planned import read_planned

    asked = Asked(reports, _path(vacancies), _path(calendar), _path(statement), _path(realised), year)
    given = read_data(console, data, scenario, norms)
    planned = read_planned(given.problem, plan)
    for folder in asked.folders:
        check_folder(folder)
    made = make(asked, given, planned, console.lang)
    inputs_kept(made.files, [data, plan, *norms, *(name for name in (scenario, realised) if name)])
    for folder, files in made.by_folder().items():
        write_files(folder, files)
    console.findings((item for item in made.findings if item.severity == "warning"), most=10)
    warnings = [*made.warnings, *([] if planned.same_input else [OTHER_INPUT])]
    for text in warnings:
        console.say(text)
    tell_past_norms(console, made.norms)
    for line in made.lines:
        console.out(line)
    console.document(
        {
            "format": FORMAT,
            "files": [str(path) for path in made.files],
            "findings": finding_documents([*given.findings, *made.findings], console.lang),
            "warnings": [text(console.lang) for text in warnings],
            "norms": [
                {
                    "id": reading.norm.norm_id,
                    "day": reading.day.isoformat(),
                    "text": past_text(reading)(console.lang),
                }
                for reading in past(made.norms)
            ],
        }
    )
    return 0


def _path(name: str | None) -> Path | None:
    return None if name is None else Path(name)
