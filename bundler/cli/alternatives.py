"""``bundler alternatives``: plans nearly as good that differ the most, to choose from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bundler.cli.console import Console, finding_documents
from bundler.cli.options import scenario_option, time_option
from bundler.cli.verb import DONE, MISUSED, NO_PLAN, REFUSED, Number, Verb
from bundler.i18n import Lang, Text
from bundler.units import decimal

if TYPE_CHECKING:
    from bundler.domain import Problem, Result
    from bundler.explain.alternatives import Alternative, Alternatives

FORMAT = "bundler-alternatives/1"
WITHIN, COUNT, MOST, SECONDS = 2.0, 3, 20, 60.0

_ABOUT = Text(
    "Give plans to choose from: nearly as good as a plan, and as different as can be.\n\n"
    "DATA is a folder with CSV files or a workbook, PLAN a plan.json made here or by hand. Each alternative "
    "loses at most so many per cent on every level of the objective, and differs the most from the plan and "
    "from the alternatives before it. The difference between two plans: of the pairs of tasks that share a "
    "job in the one, the share that shares no job in the other. Ctrl-C stops with the plans found so far.",
    "Geef plannen om uit te kiezen: bijna even goed als een plan, en zo verschillend als kan.\n\n"
    "DATA is een map met CSV-bestanden of een werkmap, PLAN een plan.json dat hier of met de hand is "
    "gemaakt. Elk alternatief verliest hooguit zoveel procent op elk niveau van het doel, en verschilt het "
    "meest van het plan en van de eerdere alternatieven. Het verschil tussen twee plannen: van de paren "
    "taken die in het ene plan samen in een baan zitten, het deel dat in het andere plan in geen enkele "
    "baan samen zit. Ctrl-C stopt met de plannen tot dan toe.",
)
_WITHIN = Text(
    "How much an alternative may lose, in per cent of the plan (default: 2).",
    "Hoeveel een alternatief mag verliezen, in procenten van het plan (standaard: 2).",
)
_COUNT = Text("How many alternatives (default: 3).", "Hoeveel alternatieven (standaard: 3).")
_TIME = Text("Stop after this long (default: 60).", "Stop na zoveel seconden (standaard: 60).")
_OUT = Text("Folder for plan-1.json, plan-2.json, …", "Map voor plan-1.json, plan-2.json, …")
_LOOKING = Text("Looking for alternative {number} of {all}", "Zoeken naar alternatief {number} van {all}")
_PLAN = Text("plan", "plan")
_NUMBER = Text("alternative {number}", "alternatief {number}")
_DIFFERENT = Text("differs from {name}", "verschilt van {name}")
_LOSS = Text("change against the plan", "verandering t.o.v. het plan")
_WORTH = Text("worth", "waarde")
_BOUND = Text("below the best possible, at most", "onder het best mogelijke, hooguit")
_PROVED = Text(
    "Alternative {number}: the most different one there is among the {jobs} jobs looked at; proved.",
    "Alternatief {number}: het meest verschillende onder de {jobs} banen die bekeken zijn; bewezen.",
)
_FOUND = Text(
    "Alternative {number}: the most different one found among the {jobs} jobs looked at; none of these "
    "differs by more than {bound} %.",
    "Alternatief {number}: het meest verschillende dat is gevonden onder de {jobs} banen die bekeken zijn; "
    "geen plan daarvan verschilt meer dan {bound} %.",
)
_ALL_JOBS = Text(
    "No other job can be in a plan that good: all were looked at.",
    "Geen andere baan kan in een plan zitten dat zo goed is: ze zijn allemaal bekeken.",
)
_NOT_ALL = Text(
    "There are more jobs than these; a plan with one of those may differ more.",
    "Er zijn meer mogelijke banen dan deze; een plan daarmee kan meer verschillen.",
)
_ENDED = {
    "none": Text(
        "There is no further plan of these jobs within {within} % that differs from all of these; proved.",
        "Er is geen ander plan van deze banen binnen {within} % dat van al deze verschilt; bewezen.",
    ),
    "time": Text(
        "No further alternative was found in the time given.",
        "In de gegeven tijd is geen volgend alternatief gevonden.",
    ),
}
_WRITTEN = Text("Written: {paths}", "Geschreven: {paths}")


def command(lang: Lang) -> click.Command:
    """The verb in one language."""
    return Verb(
        "alternatives",
        run,
        lang=lang,
        about=_ABOUT,
        params=[
            click.Argument(["data"], metavar="DATA"),
            click.Argument(["plan"], metavar="PLAN"),
            scenario_option(lang),
            click.Option(
                ["--within"],
                type=Number(lang, above=True, most=100),
                default=WITHIN,
                metavar="P",
                help=_WITHIN(lang),
            ),
            click.Option(
                ["--count"],
                type=Number(lang, whole=True, least=1, most=MOST),
                default=COUNT,
                metavar="N",
                help=_COUNT(lang),
            ),
            time_option(lang, "seconds", _TIME, SECONDS),
            click.Option(["--out"], metavar="DIR", help=_OUT(lang)),
        ],
        examples=[
            (
                "alternatives mydata result/plan.json",
                Text("Three other plans within 2 %.", "Drie andere plannen binnen 2 %."),
            ),
            (
                "alternatives mydata result/plan.json --within 1 --count 5 --out choices",
                Text("Five within 1 %, each as a plan file.", "Vijf binnen 1 %, elk als planbestand."),
            ),
        ],
        exit_codes=[DONE, REFUSED, MISUSED, NO_PLAN],
    )


def run(
    console: Console,
    data: str,
    plan: str,
    scenario: str | None,
    within: float,
    count: int,
    seconds: float,
    out: str | None,
) -> int:
    """Read the plan, look for others, tell and write; gives the exit code.

    Raises:
        DataRefused: the data or the plan has errors.
        NoPlan: the plan file says that there is none.
        OutputError: the files cannot be written.
    """
    from bundler.cli.reading import read_data
    from bundler.explain.alternatives import alternatives
    from bundler.io.atomic import check_folder
    from bundler.verbs.beside import interruptible
    from bundler.verbs.given import OTHER_INPUT
    from bundler.verbs.planned import read_planned

    read = read_data(console, data, scenario, ())
    planned = read_planned(read.problem, plan)
    warnings = [] if planned.same_input else [OTHER_INPUT]
    for text in warnings:
        console.say(text)
    folder = Path(out) if out is not None else None
    if folder is not None:
        check_folder(folder)
    with interruptible() as stop:
        found = alternatives(
            planned.problem,
            planned.result,
            within / 100,
            count,
            seconds=seconds,
            stop=stop,
            on_plan=lambda number: console.say(_LOOKING.fill(number=number, all=count)),
        )
    for line in _lines(planned.problem, planned.result, found, console.lang):
        console.out(line)
    if folder is not None:
        names = _write(folder, found, console.lang)
        if names:
            console.out(_WRITTEN.fill(paths=", ".join(str(folder / name) for name in names)))
    console.document(
        {
            **_document(planned.result, found, console.lang),
            "findings": finding_documents(read.findings, console.lang),
            "warnings": [text(console.lang) for text in warnings],
        }
    )
    return 0


def _write(folder: Path, found: Alternatives, lang: Lang) -> list[str]:
    """A plan file for each, those of an earlier run gone."""
    from bundler.io.atomic import write_files
    from bundler.io.planfile import plan_bytes, plan_document

    files = {
        f"plan-{number}.json": plan_bytes(plan_document(each.result, lang))
        for number, each in enumerate(found.plans, 1)
    }
    old = [path.name for path in folder.glob("plan-[0-9]*.json")] if folder.is_dir() else []
    if files or old:
        write_files(folder, files, remove=old)
    return list(files)


def _lines(problem: Problem, result: Result, found: Alternatives, lang: Lang) -> list[str]:
    from bundler.verbs.job_lines import diff_lines

    lines = _table(result, found, lang) if found.plans else []
    for number, each in enumerate(found.plans, 1):
        text = _PROVED if each.proved else _FOUND
        bound = decimal(100 * each.bound, lang, 1)
        lines += ["", text(lang, number=number, jobs=found.candidates, bound=bound)]
        rosters = [job.roster for job in each.result.jobs]
        lines += [f"  {line}" for line in diff_lines(problem, each.diff, rosters, lang)]
    lines += [""] if found.plans else []
    if found.ended != "all":
        lines.append(_ENDED[found.ended](lang, within=decimal(100 * found.within, lang)))
    return [*lines, (_ALL_JOBS if found.complete else _NOT_ALL)(lang)]


def _table(result: Result, found: Alternatives, lang: Lang) -> list[str]:
    """Plans side by side: levels, differences, KPIs."""
    from bundler.explain.words import amount
    from bundler.kpis import KPIS
    from bundler.kpis.shown import value_text

    plans = found.plans
    rows = [["", _PLAN(lang), *(_NUMBER(lang, number=at) for at in range(1, len(plans) + 1))]]
    for at, (name, _) in enumerate(plans[0].change):
        values = [result.levels[at].value, *(each.result.levels[at].value for each in plans)]
        rows.append([_WORTH(lang), *(amount(name, value)(lang) for value in values)])
        rows.append([_LOSS(lang), "", *(_percent(each, at, values[0], lang) for each in plans)])
    gaps = [result.gap, *(each.result.gap for each in plans)]
    rows.append([_BOUND(lang), *(f"{decimal(100 * gap, lang)} %" for gap in gaps)])
    for at in range(len(plans)):
        name = _PLAN(lang) if at == 0 else _NUMBER(lang, number=at)
        shown = [
            f"{decimal(100 * each.differences[at], lang, 1)} %" if at < len(each.differences) else ""
            for each in plans
        ]
        rows.append([_DIFFERENT(lang, name=name), "", *shown])
    for kpi in KPIS:
        if kpi.by == "plan" and kpi.code in found.measures.plan and kpi.code != "score":
            figures = [found.measures, *(each.measures for each in plans)]
            rows.append([kpi.name(lang), *(value_text(kpi, each.plan[kpi.code], lang) for each in figures)])
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return [
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(row[1:], widths[1:], strict=True))]
        ).rstrip()
        for row in rows
    ]


def _percent(each: Alternative, at: int, plan: float, lang: Lang) -> str:
    by = each.change[at][1]
    share = 100 * by / max(1.0, abs(plan))
    shown = decimal(abs(share), lang)
    return f"{'' if shown == '0' else '+' if by > 0 else '−'}{shown} %"


def _document(result: Result, found: Alternatives, lang: Lang) -> dict[str, Any]:
    from bundler.io.planfile import plan_document
    from bundler.verbs.job_lines import diff_document, kpi_documents

    def one(each: Alternative) -> dict[str, Any]:
        rosters = [job.roster for job in each.result.jobs]
        return {
            "differences": [round(value, 6) for value in each.differences],
            "difference_bound": round(each.bound, 6),
            "proved": each.proved,
            "levels": [{"name": name, "change": round(by, 4)} for name, by in each.change],
            "kpis": kpi_documents(each.kpis),
            "changes": diff_document(each.diff, rosters),
            "plan": plan_document(each.result, lang),
        }

    measures = {
        code: None if value is None else round(value, 4) for code, value in found.measures.plan.items()
    }
    return {
        "format": FORMAT,
        "within": found.within,
        "levels": [level.model_dump() for level in result.levels],
        "kpis": measures,
        "candidates": found.candidates,
        "complete": found.complete,
        "ended": found.ended,
        "alternatives": [one(each) for each in found.plans],
    }
