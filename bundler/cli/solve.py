"""``bundler solve``: the best plan, with proof of how good it is."""

from __future__ import annotations

from pathlib import Path

import click

from bundler.cli.console import Console
from bundler.cli.options import (
    cluster_option,
    norms_option,
    objective_option,
    scenario_option,
    time_option,
    workers_option,
)
from bundler.cli.verb import DONE, MISUSED, NO_PLAN, REFUSED, Number, Verb
from bundler.i18n import Lang, Text

_ABOUT = Text(
    "Find the best plan of combination jobs, with proof of how good it is.\n\n"
    "DATA is a folder with CSV files or an .xlsx workbook. Options given here win over the scenario file. "
    "Ctrl-C stops and keeps the best plan so far.",
    "Zoek het beste plan van combinatiebanen, met bewijs van hoe goed het is.\n\n"
    "DATA is een map met CSV-bestanden of een .xlsx-werkmap. Opties die u hier geeft, gaan voor op het "
    "scenariobestand. Ctrl-C stopt en bewaart het beste plan tot dan toe.",
)
_OUT = Text(
    "Folder for plan.json, the CSV files and report.html; written whole or not at all.",
    "Map voor plan.json, de CSV-bestanden en report.html; in hun geheel geschreven of niet.",
)
_TIME = Text("Stop after this long (default: 300).", "Stop na zoveel seconden (standaard: 300).")
_GAP = Text(
    "Stop once this close to the bound, 0.01 is 1 % (default: 0, the very best).",
    "Stop zodra het plan zo dicht bij de grens is, 0,01 is 1 % (standaard: 0, het allerbeste).",
)
_SEED = Text("Start of the random numbers (default: 0).", "Begin van de toevalsgetallen (standaard: 0).")
_FROM = Text(
    "Start from this plan; the result is never worth less.",
    "Begin met dit plan; het resultaat is nooit minder waard.",
)
_WRITTEN = Text("Report: {path}", "Rapport: {path}")
_NOT_WRITTEN = Text(
    "Nothing was written: give --out FOLDER for the rosters and the report.",
    "Er is niets weggeschreven: geef --out MAP voor de roosters en het rapport.",
)


def command(lang: Lang) -> click.Command:
    """The verb in one language."""
    return Verb(
        "solve",
        run,
        lang=lang,
        about=_ABOUT,
        params=[
            click.Argument(["data"], metavar="DATA"),
            scenario_option(lang),
            norms_option(lang),
            click.Option(["--out"], metavar="DIR", help=_OUT(lang)),
            objective_option(lang),
            time_option(lang, "time_limit", _TIME),
            click.Option(["--gap"], type=Number(lang, most=1, below=True), metavar="G", help=_GAP(lang)),
            click.Option(
                ["--seed"], type=Number(lang, whole=True, most=2**31 - 1), metavar="N", help=_SEED(lang)
            ),
            workers_option(lang),
            click.Option(["--from", "start"], metavar="PLAN.json", help=_FROM(lang)),
            cluster_option(lang),
        ],
        examples=[
            (
                "solve mydata --out result",
                Text("Rosters and report in result/.", "Roosters en rapport in result/."),
            ),
            (
                "solve mydata --time 60 --gap 0.01 --json",
                Text(
                    "At most a minute, or within 1 % of the best; the plan as JSON.",
                    "Hooguit een minuut, of tot op 1 % van het beste; het plan als JSON.",
                ),
            ),
            (
                "solve mydata --scenario strict.toml --from result/plan.json --out result2",
                Text(
                    "Other rules, starting from an earlier plan.",
                    "Andere regels, te beginnen met een eerder plan.",
                ),
            ),
            (
                "solve mydata --out result --norms wages-2027.toml",
                Text(
                    "With wages that are newer than the catalogues.",
                    "Met lonen die nieuwer zijn dan de catalogi.",
                ),
            ),
            (
                "solve mydata --out result --cluster tcp://10.0.0.5:8786",
                Text("The same on a cluster.", "Hetzelfde op een cluster."),
            ),
        ],
        exit_codes=[DONE, REFUSED, MISUSED, NO_PLAN],
    )


def run(
    console: Console,
    data: str,
    scenario: str | None,
    norms: tuple[str, ...],
    out: str | None,
    start: str | None,
    cluster: str | None,
    **options: object,
) -> int:
    """Read, solve, write and tell; gives the exit code."""
    from bundler.cli.outcome import finish, solve_and_write
    from bundler.cli.pastnorms import tell_past_norms
    from bundler.cli.reading import read_data
    from bundler.verbs.plan_lines import plan_lines
    from bundler.verbs.results import place_to_work

    chosen = {name: value for name, value in options.items() if value is not None}
    problem, findings, catalogue = read_data(console, data, scenario, norms, overrides={"solve": chosen})
    given = None
    if start is not None:
        from bundler.verbs.given import read_given

        given = read_given(problem, start)
    folder = Path(out) if out is not None else None
    with place_to_work(cluster) as engine:
        result, used = solve_and_write(console, problem, findings, folder, given, engine, catalogue)
    if result.plan is not None:
        for line in plan_lines(problem, result, console.lang):
            console.out(line)
        tell_past_norms(console, used)
        console.out(_WRITTEN.fill(path=folder / "report.html") if folder else _NOT_WRITTEN)
    return finish(console, result)
