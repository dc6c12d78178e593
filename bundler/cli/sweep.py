"""``bundler sweep``: the same data under every combination of some settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

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
from bundler.errors import NoPlan, UsageError
from bundler.i18n import Lang, Text

if TYPE_CHECKING:
    from bundler.scenarios.sweepfile import Sweep

_ABOUT = Text(
    "Solve the same data under every combination of some settings, and show what they cost and bring.\n\n"
    "DATA is a folder with CSV files or a workbook. SWEEP is a file that says which settings take which "
    "values, or the name of one that is ready, such as two-suppliers; --axis does without. Every finished "
    "cell is kept: after an interruption, however rough, the same command goes on where it was. Ctrl-C stops "
    "with what there is.",
    "Los dezelfde gegevens op onder elke combinatie van een paar instellingen, en toon wat die kosten en "
    "opleveren.\n\n"
    "DATA is een map met CSV-bestanden of een werkmap. SWEEP is een bestand met de instellingen en hun "
    "waarden, of de naam van een kant-en-klaar bestand, zoals two-suppliers; met --axis kan het zonder. Elke "
    "opgeloste cel wordt bewaard: na een onderbreking, hoe ruw ook, gaat dezelfde opdracht verder waar ze "
    "was. Ctrl-C stopt met wat er dan is.",
)
_AXIS = Text(
    "A setting and its values, as rules.max_suppliers=1,2,3; may be given several times. With semicolons "
    "between the values a comma is a decimal sign.",
    "Een instelling met waarden, zoals rules.max_suppliers=1,2,3; mag vaker worden gegeven. Met puntkomma's "
    "tussen de waarden is een komma een decimaalteken.",
)
_OUT = Text(
    "A file that ends in .html, .xlsx, .csv or .json, or a folder for all four; may be given several times.",
    "Een bestand dat eindigt op .html, .xlsx, .csv of .json, of een map voor alle vier; mag vaker worden "
    "gegeven.",
)
_STORE_HELP = Text(
    "Folder for finished cells (default: beside what --out names).",
    "Map voor opgeloste cellen (standaard: naast wat --out noemt).",
)
_KPI = Text(
    "A figure to draw, such as jobs or hours (default: jobs, hours, complexity and score); may be given "
    "several times.",
    "Een cijfer om te tekenen, zoals jobs of hours (standaard: jobs, hours, complexity en score); mag vaker "
    "worden gegeven.",
)
_PRICE = Text(
    "Tell what this rule costs against its other values (default: the only rule that varies).",
    "Vertel wat deze regel kost tegenover de andere waarden (standaard: de enige regel die varieert).",
)
_TIME = Text(
    "Stop each cell after this long (default: 5, with more than 60 tasks a second for every 12).",
    "Stop elke cel na zoveel seconden (standaard: 5, bij meer dan 60 taken een seconde per 12).",
)
_GAP = Text(
    "Stop a cell once this close to its bound, 0.01 is 1 % (default: 0, the very best).",
    "Stop een cel zodra het plan zo dicht bij de grens is, 0,01 is 1 % (standaard: 0, het allerbeste).",
)
_NO_SWEEP = Text(
    "{name} does not exist, and no ready sweep is called so. Maybe one of: {names}.",
    "{name} bestaat niet, en geen kant-en-klaar bestand heet zo. Misschien een van: {names}.",
)
_NO_PRICE = Text(
    "--price {name}: this is none of the axes. Maybe one of: {names}.",
    "--price {name}: dit is geen van de assen. Misschien een van: {names}.",
)
_NO_KPI = Text(
    "--kpi {name}: there is no such figure of a plan. {hint} Figures: {names}.",
    "--kpi {name}: een plan heeft geen cijfer dat zo heet. {hint} Cijfers: {names}.",
)
_NO_PLANS = Text("None of the cells has a plan.", "Geen van de cellen heeft een plan.")


def command(lang: Lang) -> click.Command:
    """The verb in one language."""
    return Verb(
        "sweep",
        run,
        lang=lang,
        about=_ABOUT,
        params=[
            click.Argument(["data"], metavar="DATA"),
            click.Argument(["sweep"], metavar="[SWEEP]", required=False),
            click.Option(["--axis", "axes"], metavar="NAME=VALUES", multiple=True, help=_AXIS(lang)),
            scenario_option(lang),
            norms_option(lang),
            click.Option(["--out"], metavar="PATH", multiple=True, help=_OUT(lang)),
            click.Option(["--store"], metavar="DIR", help=_STORE_HELP(lang)),
            click.Option(["--kpi", "kpis"], metavar="CODE", multiple=True, help=_KPI(lang)),
            click.Option(["--price"], metavar="RULE", help=_PRICE(lang)),
            objective_option(lang),
            time_option(lang, "time_limit", _TIME),
            click.Option(["--gap"], type=Number(lang, most=1, below=True), metavar="G", help=_GAP(lang)),
            workers_option(lang),
            cluster_option(lang),
        ],
        examples=[
            (
                "sweep mydata two-suppliers --out price.html",
                Text(
                    "What the rule of at most two suppliers costs.",
                    "Wat de regel van hooguit twee leveranciers kost.",
                ),
            ),
            (
                "sweep mydata --axis max_suppliers=1,2,3 --axis min_hours=12,16,20 --out grid",
                Text(
                    "Nine cells; pictures and tables in grid/.",
                    "Negen cellen; plaatjes en tabellen in grid/.",
                ),
            ),
            (
                "sweep mydata --axis max_suppliers=1,2,3 --axis min_hours=12,16,20 --out grid --time 60",
                Text(
                    "More time for those that were not proved; the others stay as they are.",
                    "Meer tijd voor wat niet bewezen was; de andere blijven zoals ze zijn.",
                ),
            ),
        ],
        exit_codes=[DONE, REFUSED, MISUSED, NO_PLAN],
    )


def run(
    console: Console,
    data: str,
    sweep: str | None,
    axes: tuple[str, ...],
    scenario: str | None,
    norms: tuple[str, ...],
    out: tuple[str, ...],
    store: str | None,
    kpis: tuple[str, ...],
    price: str | None,
    time_limit: float | None,
    workers: int | None,
    cluster: str | None,
    **options: object,
) -> int:
    """Read, solve every cell, write and tell; gives the exit code."""
    from bundler.cli.reading import read_data
    from bundler.cli.sweeprun import Outputs, solve_cells, tell_sweep
    from bundler.scenarios.grid import cells_of, limited

    file = _sweep_path(sweep)
    asked = _asked(file, axes, kpis, price)
    named = scenario or (str(asked.scenario) if asked.scenario is not None else None)
    chosen = {"solve": {name: value for name, value in options.items() if value is not None}}
    problem = read_data(console, data, named, norms, chosen).problem
    problem = limited(problem, time_limit or asked.time_limit)
    cells = cells_of(problem, asked.axes)
    outputs = Outputs(out, store, [str(path) for path in (data, *norms, file, named) if path is not None])
    solved = solve_cells(console, problem, asked, cells, outputs, workers, cluster)
    tell_sweep(console, solved, asked, kept=outputs.store is not None)
    if any(row.has_plan for row in solved.table.rows):
        return 0
    console.error(_NO_PLANS)
    return NoPlan.exit_code


def _sweep_path(name: str | None) -> Path | None:
    """The sweep file: the one of this name, or else the ready one.

    Raises:
        UsageError: there is neither.
    """
    if name is None or Path(name).exists():
        return Path(name) if name is not None else None
    from bundler.exampledata import ready_sweeps

    ready = ready_sweeps()
    if name not in ready:
        raise UsageError(_NO_SWEEP.fill(name=name, names=", ".join(ready)))
    return ready[name]


def _asked(file: Path | None, axes: tuple[str, ...], kpis: tuple[str, ...], price: str | None) -> Sweep:
    """The sweep file with the options over it.

    Raises:
        UsageError: an option is not right.
        DataRefused: the file is not.
    """
    from bundler.io.nearest import maybe, nearest
    from bundler.scenarios.grid import axis_of, joined
    from bundler.scenarios.sweepfile import PICTURES, Sweep, read_sweep

    sweep = read_sweep(file) if file is not None else Sweep()
    sweep = sweep._replace(axes=joined(sweep.axes, [axis_of(text) for text in axes]))
    unknown = [code for code in kpis if code not in PICTURES]
    if unknown:
        hint = maybe(nearest(unknown[0].casefold(), PICTURES)) or Text("", "")
        raise UsageError(_NO_KPI.fill(name=unknown[0], hint=hint, names=", ".join(PICTURES)))
    if kpis:
        sweep = sweep._replace(pictures=tuple(dict.fromkeys(kpis)))
    if price is not None:
        rules = [axis.name for axis in sweep.axes if axis.section == "rules"]
        found = next((name for name in rules if price in (name, name.partition(".")[2])), None)
        if found is None:
            raise UsageError(_NO_PRICE.fill(name=price, names=", ".join(rules) or "–"))
        sweep = sweep._replace(price=found)
    return sweep
