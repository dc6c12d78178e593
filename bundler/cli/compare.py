"""``bundler compare``: the same data under several scenarios, side by side."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bundler.cli.console import Console
from bundler.cli.options import cluster_option, norms_option, time_option, workers_option
from bundler.cli.verb import DONE, MISUSED, NO_PLAN, REFUSED, Verb
from bundler.errors import NoPlan, UsageError
from bundler.i18n import Lang, Text

if TYPE_CHECKING:
    from bundler.domain import Problem, Result
    from bundler.scenarios.store import Ignored

_ABOUT = Text(
    "Solve the same data under several scenarios and show the plans side by side.\n\nDATA is a folder with "
    "CSV files or a workbook, each SCENARIO a scenario file. The differences are those to the baseline, "
    "with what is better and what is proved. Scenarios are solved beside each other. What is finished is "
    "kept beside --out: after an interruption the same command goes on where it was. Ctrl-C stops: "
    "scenarios under way keep their best plan so far, others are not solved.",
    "Los dezelfde gegevens op onder meer scenario's en zet de plannen naast elkaar.\n\nDATA is een map met "
    "CSV-bestanden of een werkmap, elk SCENARIO een scenariobestand. De verschillen zijn die met de basis, "
    "met wat beter is en wat bewezen is. Scenario's worden naast elkaar opgelost. Wat klaar is, blijft "
    "bewaard naast --out: na een onderbreking gaat dezelfde opdracht verder waar ze was. Ctrl-C stopt: "
    "scenario's die lopen houden hun beste plan tot dan toe, andere worden niet opgelost.",
)
_BASELINE = Text(
    "The scenario to compare with: its file or its name (default: the first).",
    "Het scenario om mee te vergelijken: het bestand of de naam (standaard: het eerste).",
)
_OUT = Text(
    "The comparison as .html or .xlsx; may be given several times.",
    "De vergelijking als .html of .xlsx; mag vaker worden gegeven.",
)
_STORE = Text(
    "Folder for finished scenarios (default: beside the first --out).",
    "Map voor opgeloste scenario's (standaard: naast de eerste --out).",
)
_TIME = Text(
    "Stop each scenario after this long (default: 300).",
    "Stop elk scenario na zoveel seconden (standaard: 300).",
)
_NO_BASELINE = Text(
    "'{value}' is none of the scenarios. Maybe one of: {names}.",
    "'{value}' is geen van de scenario's. Misschien een van: {names}.",
)
_IGNORED = Text(
    "{path} is not used: {why}. The scenario is solved again.",
    "{path} wordt niet gebruikt: {why}. Het scenario wordt opnieuw opgelost.",
)
_NO_PLANS = Text("None of the scenarios has a plan.", "Geen van de scenario's heeft een plan.")


def command(lang: Lang) -> click.Command:
    """The verb in one language."""
    return Verb(
        "compare",
        run,
        lang=lang,
        about=_ABOUT,
        params=[
            click.Argument(["data"], metavar="DATA"),
            click.Argument(["scenarios"], metavar="SCENARIO...", nargs=-1, required=True),
            click.Option(["--baseline"], metavar="SCENARIO", help=_BASELINE(lang)),
            click.Option(["--out"], metavar="FILE", multiple=True, help=_OUT(lang)),
            click.Option(["--store"], metavar="DIR", help=_STORE(lang)),
            norms_option(lang),
            time_option(lang, "time_limit", _TIME),
            workers_option(lang),
            cluster_option(lang),
        ],
        examples=[
            (
                "compare mydata now.toml strict.toml --time 60",
                Text("Two scenarios, at most a minute each.", "Twee scenario's, elk hooguit een minuut."),
            ),
            (
                "compare mydata now.toml strict.toml --out compared.html --out compared.xlsx",
                Text("As a page and as a workbook.", "Als pagina en als werkmap."),
            ),
            (
                "compare mydata now.toml strict.toml wide.toml --baseline strict --json",
                Text("Differences to the strict one, as JSON.", "Verschillen met het strenge, als JSON."),
            ),
        ],
        exit_codes=[DONE, REFUSED, MISUSED, NO_PLAN],
    )


def run(
    console: Console,
    data: str,
    scenarios: tuple[str, ...],
    baseline: str | None,
    out: tuple[str, ...],
    store: str | None,
    norms: tuple[str, ...],
    workers: int | None,
    cluster: str | None,
    **options: object,
) -> int:
    """Read all, solve them, show them side by side; gives the exit code."""
    from bundler.cli.compared import Outputs, comparison_document
    from bundler.norms import catalogue, norms_file
    from bundler.scenarios.compare import Outcome, compare
    from bundler.verbs.beside import interruptible
    from bundler.verbs.compare_lines import comparison_lines, with_dossiers

    chosen = {name: value for name, value in options.items() if value is not None}
    problems = _read(console, data, scenarios, norms, chosen)
    names = _names(scenarios, [problem.scenario.name for problem in problems])
    base = _baseline(baseline, names, scenarios)
    outputs = Outputs(out, store, [data, *scenarios, *norms])
    outputs.check()
    with interruptible() as stop:
        named = list(zip(names, problems, strict=True))
        results = _solve_all(console, named, outputs.store, workers, cluster, stop)
        outcomes = [Outcome(*each) for each in zip(names, scenarios, problems, results, strict=True)]
        if outputs.files or console.json:
            own = norms_file(Path(data))
            known = catalogue([*([own] if own else []), *map(Path, norms)])
            outcomes = with_dossiers(outcomes, known)
        comparison = compare(outcomes, base)
        outputs.write(comparison, console.lang)
    for line in comparison_lines(comparison, console.lang):
        console.out(line)
    for text in outputs.written():
        console.out(text)
    console.document(comparison_document(comparison, console.lang))
    if any(outcome.solved is not None for outcome in outcomes):
        return 0
    console.error(_NO_PLANS)
    return NoPlan.exit_code


def _read(
    console: Console,
    data: str,
    scenarios: Sequence[str],
    norms: Sequence[str],
    chosen: dict[str, object],
) -> list[Problem]:
    """The data under each scenario; a warning that holds under all is told once.

    Raises:
        DataRefused: the data, a scenario or a norms file has errors.
        UsageError: a path cannot be used at all.
    """
    from bundler.cli.reading import MOST_WARNINGS
    from bundler.io import read_problem

    problems, told = [], set()
    for file in scenarios:
        problem, findings = read_problem(
            Path(data), Path(file), {"solve": chosen}, [Path(each) for each in norms]
        )
        problems.append(problem)
        fresh = [item for item in findings if item.severity == "warning" and item not in told]
        told.update(fresh)
        console.findings(fresh, most=MOST_WARNINGS)
    return problems


def _solve_all(
    console: Console,
    problems: Sequence[tuple[str, Problem]],
    store: Path | None,
    workers: int | None,
    cluster: str | None,
    stop: threading.Event,
) -> list[Result | None]:
    """Solve every scenario that is not in the store."""
    from bundler.cli.many import ManyDisplay
    from bundler.scenarios.run import solve_all
    from bundler.scenarios.store import Store
    from bundler.verbs.results import place_to_work

    def ignored(file: Ignored) -> None:
        console.say(_IGNORED.fill(path=file.path, why=file.why))

    def done(name: str, _result: Result) -> None:
        display.done(name)

    kept = Store(store, ignored) if store is not None else None
    with place_to_work(cluster) as engine, ManyDisplay(console, len(problems)) as display:
        return solve_all(
            problems,
            workers=workers or max(problem.scenario.solve.workers for _, problem in problems),
            engine=engine,
            store=kept,
            on_done=done,
            on_found=display.found,
            on_progress=display.progress,
            stop=stop,
        )


def _names(files: Sequence[str], named: Sequence[str]) -> list[str]:
    """What each scenario is called: its own name, else the file's; the path where that is not enough."""
    names = [name or Path(file).stem for name, file in zip(named, files, strict=True)]
    for fuller in ([Path(file).name for file in files], files):
        names = [other if names.count(name) > 1 else name for name, other in zip(names, fuller, strict=True)]
    return [
        f"{name} ({names[: at + 1].count(name)})" if names.count(name) > 1 else name
        for at, name in enumerate(names)
    ]


def _baseline(asked: str | None, names: Sequence[str], files: Sequence[str]) -> int:
    """The number of the scenario to compare with.

    Raises:
        UsageError: it is none of them.
    """
    if asked is None:
        return 0
    for known in (files, names, [Path(file).stem for file in files], [Path(file).name for file in files]):
        if asked in known:
            return list(known).index(asked)
    raise UsageError(_NO_BASELINE.fill(value=asked, names=", ".join(names)))
