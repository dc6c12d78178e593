"""`bundler missing`: what to ask of the table so that one more job is possible."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bundler.cli.console import Console, finding_documents
from bundler.cli.missing_lines import document
from bundler.cli.options import scenario_option, time_option
from bundler.cli.verb import DONE, MISUSED, NO_PLAN, REFUSED, Number, Verb
from bundler.i18n import Lang, Text

if TYPE_CHECKING:
    from bundler.explain.missing_ask import Ask
    from bundler.explain.missing_list import AskList

COUNT, SECONDS = 10, 60.0
MOST = 100

_ABOUT = Text(
    "Say what is missing: the smallest asks of suppliers, or of the client about a rule, that make one more "
    "job possible. What brings most comes first; each was verified by planning anew.",
    "Zeg wat er ontbreekt: de kleinste vragen aan leveranciers, of aan de opdrachtgever over een regel, die "
    "één baan meer mogelijk maken. Wat het meest oplevert staat vooraan; elke vraag is nagerekend.",
)
_COUNT = Text("How many asks at most (default: 10).", "Hoeveel vragen hooguit (standaard: 10).")
_TIME = Text("Stop after so many seconds (default: 60).", "Stop na zoveel seconden (standaard: 60).")
_OUT = Text(
    "Folder for a scenario file for each ask, or a file ending in .json.",
    "Map voor een scenariobestand voor elke vraag, of een bestand dat eindigt op .json.",
)
_LOOKING = Text("Verified: {at} of {all}", "Nagerekend: {at} van {all}")
_WRITTEN = Text("Written: {path}", "Geschreven: {path}")
_SOLVE = Text(
    "Plan with one of them: bundler solve {data} --scenario {file} --from {plan}",
    "Plannen met een ervan: bundler solve {data} --scenario {file} --from {plan}",
)


def command(lang: Lang) -> click.Command:
    """The verb in one language."""
    return Verb(
        "missing",
        run,
        lang=lang,
        about=_ABOUT,
        params=[
            click.Argument(["data"], metavar="DATA"),
            click.Argument(["plan"], metavar="PLAN"),
            scenario_option(lang),
            click.Option(
                ["--count"],
                type=Number(lang, whole=True, least=1, most=MOST),
                default=COUNT,
                metavar="N",
                help=_COUNT(lang),
            ),
            time_option(lang, "seconds", _TIME, SECONDS),
            click.Option(["--out"], metavar="DIR|FILE.json", help=_OUT(lang)),
        ],
        examples=[
            (
                "missing mydata results/plan.json",
                Text("The ten asks that bring most.", "De tien vragen die het meest opleveren."),
            ),
            (
                "missing mydata results/plan.json --out asks",
                Text("And a scenario file for each of them.", "En voor elke vraag een scenariobestand."),
            ),
        ],
        exit_codes=[DONE, REFUSED, MISUSED, NO_PLAN],
    )


def run(
    console: Console, data: str, plan: str, scenario: str | None, count: int, seconds: float, out: str | None
) -> int:
    """Look for asks, tell them, write them; gives the exit code.

    Raises:
        DataRefused: the data or the plan has errors.
        NoPlan: the plan file says that there is none.
        OutputError: the files cannot be written.
    """
    from bundler.cli.reading import read_data
    from bundler.explain.missing_lines import lines
    from bundler.explain.missing_list import ask_list
    from bundler.io.atomic import check_folder, write_files
    from bundler.io.planfile import dump
    from bundler.verbs.beside import interruptible
    from bundler.verbs.given import OTHER_INPUT
    from bundler.verbs.planned import read_planned

    read = read_data(console, data, scenario, ())
    planned = read_planned(read.problem, plan)
    warnings = [] if planned.same_input else [OTHER_INPUT]
    for text in warnings:
        console.say(text)
    target = Path(out) if out is not None else None
    as_file = target is not None and target.suffix.lower() == ".json"
    if target is not None:
        check_folder(target.parent if as_file else target)
    rosters = [job.roster for job in planned.result.jobs]
    with interruptible() as stop:
        found = ask_list(
            planned.problem,
            rosters,
            count=count,
            seconds=seconds,
            lang=console.lang,
            stop=stop,
            on_step=_Steps(console).show,
        )
    for line in lines(planned.problem, found, console.lang):
        console.out(line)
    told = document(found, console.lang) | {
        "findings": finding_documents(read.findings, console.lang),
        "warnings": [text(console.lang) for text in warnings],
    }
    if target is not None and as_file:
        write_files(target.parent, {target.name: (dump(told) + "\n").encode()})
        console.say(_WRITTEN.fill(path=target))
    elif target is not None:
        base = "data" if scenario is None else _relative(scenario, target)
        if _write_scenarios(found, target, base, read.problem.scenario.solve.objective, console.lang):
            console.say(_WRITTEN.fill(path=target))
            console.say(_SOLVE.fill(data=data, file=target / scenario_name(1), plan=plan))
    console.document(told)
    return 0


def _write_scenarios(found: AskList, folder: Path, base: str, objective: str, lang: Lang) -> bool:
    """A scenario file for each ask, those of an earlier run gone; whether there are any."""
    from bundler.io.atomic import write_files

    valued = found.without.objective
    solve: dict[str, object] = {"objective": valued} if valued != objective else {}
    files = {
        scenario_name(number): overlay(ask, number, base, lang, solve).encode()
        for number, ask in enumerate(found.asks, 1)
    }
    old = [path.name for path in folder.glob("ask-*.toml")] if folder.is_dir() else []
    if files or old:
        write_files(folder, files, remove=old)
    return bool(files)


class _Steps:
    """Tells how far it is: after 5, 10, 20, … seconds."""

    def __init__(self, console: Console) -> None:
        self._console, self._began, self._next = console, time.monotonic(), 5.0

    def show(self, at: int, whole: int) -> None:
        if time.monotonic() - self._began >= self._next:
            self._next *= 2
            self._console.say(_LOOKING.fill(at=at, all=whole))


def _relative(path: str, folder: Path) -> str:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # on another drive
        return Path(path).resolve().as_posix()


def scenario_name(number: int) -> str:
    """The name of the scenario file of an ask."""
    return f"ask-{number}.toml"


def overlay(ask: Ask, number: int, base: str, lang: Lang, solve: dict[str, object] | None = None) -> str:
    """The scenario in which this ask is granted."""
    from bundler.io.write_overlay import overlay_toml

    return overlay_toml(
        inherits=base,
        name=Text("Ask {number}", "Vraag {number}")(lang, number=number),
        description=ask.text(lang),
        rules=dict(ask.change.rules),
        solve=solve,
        added=ask.change.added,
        changed=ask.change.changed,
    )
