"""``bundler generate``: invented data of any size."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from bundler.cli.console import Console
from bundler.cli.verb import DONE, MISUSED, Number, Verb
from bundler.errors import UsageError
from bundler.i18n import Lang, Text

MARK = 'description = "Invented data'

_ABOUT = Text(
    "Write a folder of invented data, the same for the same seed.",
    "Schrijf een map met verzonnen gegevens, dezelfde bij hetzelfde begingetal.",
)
_TASKS = Text("How many tasks.", "Hoeveel taken.")
_SITES = Text("How many sites (default: 1).", "Hoeveel terreinen (standaard: 1).")
_SUPPLIERS = Text("How many suppliers (default: 8).", "Hoeveel leveranciers (standaard: 8).")
_SEED = Text("Start of the random numbers (default: 0).", "Begin van de toevalsgetallen (standaard: 0).")
_TIGHT = Text("With strict rules.", "Met strenge regels.")
_CITY = Text(
    "One city of 60 buildings over 4 × 4 km instead of campuses.",
    "Eén stad met 60 gebouwen op 4 × 4 km in plaats van campussen.",
)
_OUT = Text("Folder to write.", "Map om te schrijven.")
_IN_THE_WAY = Text(
    "{folder} holds data that was not generated; it is not overwritten. Maybe choose another folder.",
    "In {folder} staan gegevens die niet gegenereerd zijn; die worden niet overschreven. Misschien een "
    "andere map kiezen.",
)
_WRITTEN = Text(
    "{tasks} tasks of {suppliers} suppliers in {folder}. Next: bundler solve {folder}",
    "{tasks} taken van {suppliers} leveranciers in {folder}. Nu: bundler solve {folder}",
)


def command(lang: Lang) -> click.Command:
    """The verb in one language."""

    def count(most: int, least: int = 1) -> Number:
        return Number(lang, whole=True, least=least, most=most)

    return Verb(
        "generate",
        run,
        lang=lang,
        about=_ABOUT,
        params=[
            click.Option(["--tasks"], type=count(100_000), metavar="N", required=True, help=_TASKS(lang)),
            click.Option(["--sites"], type=count(1_000), metavar="N", default=1, help=_SITES(lang)),
            click.Option(["--suppliers"], type=count(1_000), metavar="N", default=8, help=_SUPPLIERS(lang)),
            click.Option(["--seed"], type=count(2**31 - 1, 0), metavar="N", default=0, help=_SEED(lang)),
            click.Option(["--tight"], is_flag=True, help=_TIGHT(lang)),
            click.Option(["--city"], is_flag=True, help=_CITY(lang)),
            click.Option(["--out"], metavar="DIR", required=True, help=_OUT(lang)),
        ],
        examples=[
            ("generate --tasks 60 --out campus", Text("One campus of 60 tasks.", "Eén campus met 60 taken.")),
            (
                "generate --tasks 500 --sites 4 --tight --seed 7 --out big",
                Text("Four sites, strict rules.", "Vier terreinen, strenge regels."),
            ),
        ],
        exit_codes=[DONE, MISUSED],
    )


def run(
    console: Console, tasks: int, sites: int, suppliers: int, seed: int, tight: bool, city: bool, out: str
) -> int:
    """Write the folder; gives the exit code."""
    from bundler.generate import Layout, generate
    from bundler.io.atomic import write_files
    from bundler.io.write_problem import write_folder

    folder = Path(out)
    if (folder / "tasks.csv").exists() and not _generated(folder):
        raise UsageError(_IN_THE_WAY.fill(folder=folder))
    layout: Layout = "city" if city else "campus"
    problem = generate(tasks, suppliers=suppliers, sites=sites, seed=seed, tight=tight, layout=layout)
    with tempfile.TemporaryDirectory(prefix="bundler-") as temporary:
        write_folder(problem, Path(temporary))
        files = {path.name: path.read_bytes() for path in sorted(Path(temporary).iterdir())}
    write_files(folder, files, remove=["travel.csv"])
    console.out(_WRITTEN.fill(tasks=len(problem.tasks), suppliers=len(problem.suppliers), folder=folder))
    console.document({"format": "bundler-generate/1", "folder": str(folder), "files": sorted(files)})
    return 0


def _generated(folder: Path) -> bool:
    try:
        return MARK in (folder / "scenario.toml").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
