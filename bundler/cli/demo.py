"""``bundler demo``: the shipped example, solved."""

from __future__ import annotations

from pathlib import Path

import click

from bundler.cli.console import Console
from bundler.cli.verb import DONE, MISUSED, Verb
from bundler.i18n import Lang, Text

EXAMPLE = "utrecht"
SECONDS = 120
# With the lines around them and those of progress, a screen of 25 lines is never overrun.
MOST_JOBS = 14

_ABOUT = Text(
    "Solve the example that comes with bundler.\n\n"
    "It holds the partial tasks of facility suppliers at a university and in the city around it. The "
    "results are the same files that `bundler solve` writes.",
    "Los het voorbeeld op dat bij bundler hoort.\n\n"
    "Het bevat de deeltaken van facilitaire leveranciers op een universiteit en in de stad eromheen. De "
    "resultaten zijn dezelfde bestanden die `bundler solve` schrijft.",
)
_OUT = Text("Folder for the results (default: demo-out).", "Map voor de resultaten (standaard: demo-out).")
_TITLE = Text(
    "Example {name}: {tasks} tasks of {suppliers} suppliers at {locations} places.",
    "Voorbeeld {name}: {tasks} taken van {suppliers} leveranciers op {locations} plekken.",
)
_WRITTEN = Text("Open the report in your browser: {path}", "Open het rapport in uw browser: {path}")


def command(lang: Lang) -> click.Command:
    """The verb in one language."""
    return Verb(
        "demo",
        run,
        lang=lang,
        about=_ABOUT,
        params=[click.Option(["--out"], metavar="DIR", default="demo-out", help=_OUT(lang))],
        examples=[
            ("demo", Text("Results in demo-out/.", "Resultaten in demo-out/.")),
            ("demo --out here --lang nl", Text("Dutch, in here/.", "In het Nederlands, in here/.")),
        ],
        exit_codes=[DONE, MISUSED],
    )


def run(console: Console, out: str) -> int:
    """Solve the example, write the results and tell in few lines; gives the exit code."""
    from bundler.cli.outcome import finish, solve_and_write
    from bundler.cli.pastnorms import tell_past_norms
    from bundler.exampledata import example_folder
    from bundler.io import read_problem
    from bundler.verbs.plan_lines import plan_lines

    folder = Path(out)
    problem, findings = read_problem(example_folder(EXAMPLE), overrides={"solve": {"time_limit": SECONDS}})
    counts = {"tasks": problem.tasks, "suppliers": problem.suppliers, "locations": problem.locations}
    console.out(_TITLE.fill(name=EXAMPLE, **{name: len(items) for name, items in counts.items()}))
    result, used = solve_and_write(console, problem, findings, folder)
    if result.plan is not None:
        for line in plan_lines(problem, result, console.lang, most_jobs=MOST_JOBS):
            console.out(line)
        tell_past_norms(console, used, most=0)
        console.out(_WRITTEN.fill(path=folder / "report.html"))
    return finish(console, result)
