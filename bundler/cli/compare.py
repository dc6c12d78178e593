"""``bundler compare``: the same data under several scenarios, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from bundler.cli.console import Console
from bundler.cli.options import cluster_option, time_option, workers_option
from bundler.cli.verb import DONE, MISUSED, NO_PLAN, REFUSED, Verb
from bundler.errors import NoPlan, UsageError
from bundler.i18n import Lang, Text
from bundler.units import decimal

if TYPE_CHECKING:
    from bundler.domain import Problem, Result

FORMAT = "bundler-compare/1"

_ABOUT = Text(
    "Solve the same data under several scenarios and show the plans side by side.\n\n"
    "DATA is a folder with CSV files or a workbook, each SCENARIO a scenario file. The differences are those "
    "to the baseline. Ctrl-C stops: the scenario under way keeps its best plan so far, later ones are not "
    "solved.",
    "Los dezelfde gegevens op onder meer scenario's en zet de plannen naast elkaar.\n\n"
    "DATA is een map met CSV-bestanden of een werkmap, elk SCENARIO een scenariobestand. De verschillen zijn "
    "die met de basis. Ctrl-C stopt: het scenario dat loopt houdt zijn beste plan tot dan toe, latere worden "
    "niet opgelost.",
)
_BASELINE = Text(
    "The scenario to compare with: its file or its name (default: the first).",
    "Het scenario om mee te vergelijken: het bestand of de naam (standaard: het eerste).",
)
_TIME = Text(
    "Stop each scenario after this long (default: 300).",
    "Stop elk scenario na zoveel seconden (standaard: 300).",
)
_NO_BASELINE = Text(
    "'{value}' is none of the scenarios. Maybe one of: {names}.",
    "'{value}' is geen van de scenario's. Misschien een van: {names}.",
)
_SOLVING = Text("Scenario {name} ({number} of {all})", "Scenario {name} ({number} van {all})")
_HEADS = [
    Text("scenario", "scenario"),
    Text("status", "status"),
    Text("score", "score"),
    Text("gap", "verschil"),
    Text("jobs", "banen"),
    Text("hours", "uren"),
    Text("banen of 25.5 h", "banen van 25,5 u"),
    Text("sessions left", "blokken over"),
]
_STATUS = {
    "optimal": Text("proved best", "bewezen best"),
    "feasible": Text("plan", "plan"),
    "none": Text("no plan", "geen plan"),
    None: Text("not solved", "niet opgelost"),
}
_DIFFERENCES = Text("Compared with {name}:", "Vergeleken met {name}:")
_NO_PLANS = Text("None of the scenarios has a plan.", "Geen van de scenario's heeft een plan.")


class Outcome(NamedTuple):
    """One scenario and what came of it.

    Attributes:
        name: the scenario's name, or where two have the same its file.
        file: the scenario file.
        problem: the data under this scenario.
        result: None where it was not solved any more.
    """

    name: str
    file: str
    problem: Problem
    result: Result | None


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
    cluster: str | None,
    **options: object,
) -> int:
    """Read all, solve each, show them side by side; gives the exit code."""
    from bundler.cli.outcome import place_to_work
    from bundler.io import read_problem

    chosen = {name: value for name, value in options.items() if value is not None}
    problems = []
    told = set()
    for file in scenarios:
        problem, findings = read_problem(Path(data), scenario=Path(file), overrides={"solve": chosen})
        problems.append(problem)
        fresh = [item for item in findings if item.severity == "warning" and item not in told]
        told.update(fresh)
        console.findings(fresh, most=10)
    names = _names(scenarios, [problem.scenario.name for problem in problems])
    base = _baseline(baseline, names, scenarios)
    with place_to_work(cluster) as engine:
        outcomes = _solve_all(console, names, scenarios, problems, engine)
    for line in _table(outcomes, base, console.lang):
        console.out(line)
    console.document(document(outcomes, base, console.lang))
    if any(outcome.result is not None and outcome.result.plan is not None for outcome in outcomes):
        return 0
    console.error(_NO_PLANS)
    return NoPlan.exit_code


def _solve_all(
    console: Console, names: Sequence[str], files: Sequence[str], problems: Sequence[Problem], engine: Any
) -> list[Outcome]:
    from bundler.cli.background import interruptible, solve_beside
    from bundler.cli.progress import Display

    outcomes = []
    with interruptible() as stop:
        for number, (name, file, problem) in enumerate(zip(names, files, problems, strict=True), 1):
            result = None
            if not stop.is_set():
                console.say(_SOLVING.fill(name=name, number=number, all=len(problems)))
                result = solve_beside(problem, stop, Display(console), engine=engine)
            outcomes.append(Outcome(name, file, problem, result))
    return outcomes


def _names(files: Sequence[str], named: Sequence[str]) -> list[str]:
    """What each scenario is called: its own name, else the file's; the path where that is not enough."""
    names = [name or Path(file).stem for name, file in zip(named, files, strict=True)]
    return [file if names.count(name) > 1 else name for name, file in zip(names, files, strict=True)]


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


def figures(outcome: Outcome) -> dict[str, float | int] | None:
    """What is compared: score, jobs, hours, banen and sessions left; None where there is no plan."""
    from bundler.io.planclaims import left_over
    from bundler.report.words import BAAN_HOURS

    result = outcome.result
    if result is None or result.plan is None:
        return None
    minutes = sum(job.minutes for job in result.plan)
    left = left_over(outcome.problem, (job.roster for job in result.plan))
    return {
        "score": result.score,
        "jobs": len(result.plan),
        "hours": round(minutes / 60, 4),
        "banen": round(minutes / 60 / BAAN_HOURS, 2),
        "sessions_left": sum(left.values()),
    }


def differences(outcome: Outcome, base: Outcome) -> dict[str, float | int] | None:
    """By how much each figure differs from the baseline's; None where either has no plan."""
    own, other = figures(outcome), figures(base)
    if own is None or other is None:
        return None
    return {name: round(own[name] - other[name], 4) for name in own}


def document(outcomes: Sequence[Outcome], base: int, lang: str) -> dict[str, Any]:
    """The comparison as JSON."""
    scenarios = []
    for outcome in outcomes:
        result = outcome.result
        first = result.first if result is not None and result.plan is not None else None
        nothing = dict.fromkeys(("score", "jobs", "hours", "banen", "sessions_left"))
        scenarios.append(
            {
                "scenario": outcome.name,
                "file": outcome.file,
                "objective": outcome.problem.scenario.solve.objective,
                "status": result.status if result else None,
                "stopped_by": result.stopped_by if result else None,
                **(figures(outcome) or nothing),
                "first": first.value if first else None,
                "bound": first.bound if first else None,
                "gap": round(result.gap, 6) if result and first else None,
                "seconds": round(result.seconds, 2) if result else None,
                "why": result.why_none(lang) if result and result.why_none else None,
                "difference": differences(outcome, outcomes[base]),
            }
        )
    return {"format": FORMAT, "baseline": outcomes[base].name, "scenarios": scenarios}


def _table(outcomes: Sequence[Outcome], base: int, lang: Lang) -> list[str]:
    rows = [[head(lang) for head in _HEADS]]
    for outcome in outcomes:
        result, own = outcome.result, figures(outcome)
        cells = [outcome.name, _STATUS[result.status if result else None](lang)]
        if result is None or own is None:
            rows.append([*cells, *["–"] * (len(_HEADS) - 2)])
            continue
        gap = f"{decimal(100 * result.gap, lang)} %"
        shown = [decimal(value, lang) for value in own.values()]
        rows.append([*cells, shown[0], gap, *shown[1:]])
    lines = _aligned(rows)
    compared = [[head(lang) for head in _HEADS]]
    for outcome in outcomes:
        apart = None if outcome is outcomes[base] else differences(outcome, outcomes[base])
        if apart is not None:
            shown = [_signed(value, lang) for value in apart.values()]
            compared.append([outcome.name, "", shown[0], "", *shown[1:]])
    if len(compared) > 1:
        compared[0][1] = compared[0][3] = ""
        lines += ["", _DIFFERENCES(lang, name=outcomes[base].name), *_aligned(compared)]
    return lines + [
        f"{outcome.name}: {outcome.result.why_none(lang)}"
        for outcome in outcomes
        if outcome.result is not None and outcome.result.why_none is not None
    ]


def _signed(value: float, lang: str) -> str:
    shown = decimal(value, lang)
    return shown if value <= 0 or shown == "0" else f"+{shown}"


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Cells in columns: the first two to the left, figures to the right; no column where all is blank."""
    kept = [at for at in range(len(rows[0])) if any(row[at] for row in rows)]
    widths = {at: max(len(row[at]) for row in rows) for at in kept}
    return [
        "  ".join(row[at].ljust(widths[at]) if at < 2 else row[at].rjust(widths[at]) for at in kept).rstrip()
        for row in rows
    ]
