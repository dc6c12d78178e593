"""``bundler bench``: run a suite of instances beside other solvers and keep what was measured."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bundler.cli.console import Console
from bundler.cli.options import objective_option, time_option
from bundler.cli.verb import DONE, MISUSED, Verb
from bundler.errors import UsageError
from bundler.i18n import Lang, Text
from bundler.units import decimal

if TYPE_CHECKING:
    from bundler.bench.results import Bench, Row

# As in ``bundler.bench``, which need not be imported for a help text.
SUITES = ("campus", "city", "national", "ccbpp")
PEERS = ("compact", "mip", "timefold", "greedy")
CONTRADICTED = 4

_ABOUT = Text(
    "Measure: run a suite of instances and keep score, bound, gap over time, seconds and memory.\n\n"
    "SUITE is campus (30 to 400 tasks, with default and strict rules), city (1,000 tasks, 60 buildings), "
    "national (1,000 to 10,000 tasks) or ccbpp (published files in PATH, with known optima). Every run is a "
    "process of its own. Ctrl-C stops and keeps what is done.",
    "Meten: draai een reeks instanties en bewaar score, grens, verschil in de tijd, seconden en geheugen.\n\n"
    "REEKS is campus (30 tot 400 taken, met gewone en strenge regels), city (1.000 taken, 60 gebouwen), "
    "national (1.000 tot 10.000 taken) of ccbpp (gepubliceerde bestanden in PAD, met bekende optima). "
    "Elke run is een eigen proces. Ctrl-C stopt en bewaart wat klaar is.",
)
_SIZES = Text(
    "Numbers of tasks instead of the suite's own.", "Aantallen taken in plaats van die van de reeks."
)
_SEEDS = Text(
    "An instance for each of these, such as 1-5 (default: 1).",
    "Een instantie voor elk hiervan, zoals 1-5 (standaard: 1).",
)
_TIGHT = Text(
    "Only strict or only default rules (default: campus both, others default rules).",
    "Alleen strenge of alleen gewone regels (standaard: campus beide, de rest gewone regels).",
)
_TIME = Text("Time limit of each run (default: 60).", "Tijdslimiet van elke run (standaard: 60).")
_PEERS = Text(
    "Which others to run beside bundler: all, none, or names out of {names} (default: all; ccbpp: none).",
    "Welke andere naast bundler draaien: all, none, of namen uit {names} (standaard: all; ccbpp: none).",
)
_OUT = Text(
    "Folder for results.json, results.csv and bench.html (default: bench-out).",
    "Map voor results.json, results.csv en bench.html (standaard: bench-out).",
)
_PROVE = Text(
    "Let the second proof judge each of bundler's plans.",
    "Laat het tweede bewijs elk plan van bundler keuren.",
)
_NO_LIST = Text(
    "'{value}' is no list of whole numbers above 0, such as 30,60 or 1-5.",
    "'{value}' is geen lijst van hele getallen boven 0, zoals 30,60 of 1-5.",
)
_NO_PEER = Text(
    "'{value}' is no peer. Give all, none, or names out of {names}.",
    "'{value}' is niet bekend. Geef all, none, of namen uit {names}.",
)
_NO_PEERS_THERE = Text(
    "The peers plan weeks and cannot pack bins; on ccbpp bundler is held against the known optima. "
    "Maybe leave out --peers.",
    "De andere oplossers plannen weken en vullen geen bakken; bij ccbpp staan de bekende optima ernaast. "
    "Misschien --peers weglaten.",
)
_ONLY_FEWEST = Text(
    "The objective of ccbpp is fewest-jobs. Maybe leave out --objective.",
    "Het doel van ccbpp is fewest-jobs. Misschien --objective weglaten.",
)
_HEAD = Text(
    "instance|solver|status|value|bound|gap|s|MB", "instantie|oplosser|status|waarde|grens|verschil|s|MB"
)
_WRITTEN = Text("Results: {path}", "Resultaten: {path}")
_STOPPED = Text("Stopped: what is done is kept.", "Gestopt: wat klaar is, is bewaard.")
_WRONG = Text("Contradiction: {what}", "Tegenspraak: {what}")
_CONTRADICTION_CODE = (
    CONTRADICTED,
    Text(
        "a run failed, a plan breaks a rule, or one is better than a proved bound; results are kept",
        "een run mislukte, een plan breekt een regel of is beter dan een bewezen grens; resultaten blijven",
    ),
)
_ITEM = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?")
_MOST_SEEDS = 10_000


def command(lang: Lang) -> click.Command:
    """The verb in one language."""
    names = ", ".join(PEERS)
    return Verb(
        "bench",
        run,
        lang=lang,
        about=_ABOUT,
        params=[
            click.Argument(["suite"], type=click.Choice(SUITES), metavar=Text("SUITE", "REEKS")(lang)),
            click.Argument(["path"], required=False, metavar=Text("[PATH]", "[PAD]")(lang)),
            click.Option(["--sizes"], metavar="N,N", help=_SIZES(lang)),
            click.Option(["--seeds"], metavar="N-N", help=_SEEDS(lang)),
            click.Option(["--tight/--no-tight"], default=None, help=_TIGHT(lang)),
            time_option(lang, "seconds", _TIME, default=60),
            click.Option(["--peers"], metavar=Text("NAMES", "NAMEN")(lang), help=_PEERS(lang, names=names)),
            objective_option(lang),
            click.Option(["--out"], metavar="DIR", default="bench-out", help=_OUT(lang)),
            click.Option(["--prove"], is_flag=True, help=_PROVE(lang)),
        ],
        examples=[
            (
                "bench campus --sizes 30,60 --seeds 1-5 --time 60",
                Text(
                    "Ten campuses with default and strict rules, all peers.",
                    "Tien campussen, alle oplossers.",
                ),
            ),
            (
                "bench national --peers none --time 600 --out big",
                Text("The large ones, bundler alone.", "De grote, alleen bundler."),
            ),
            (
                "bench ccbpp published --time 120",
                Text(
                    "Published packing files beside their optima.",
                    "Gepubliceerde bestanden naast hun optima.",
                ),
            ),
        ],
        exit_codes=[DONE, MISUSED, _CONTRADICTION_CODE],
    )


def run(
    console: Console,
    suite: str,
    path: str | None,
    sizes: str | None,
    seeds: str | None,
    tight: bool | None,
    seconds: float,
    peers: str | None,
    objective: str | None,
    out: str,
    prove: bool,
) -> int:
    """Run the suite and write what was measured; gives the exit code."""
    from typing import cast

    from bundler.bench.peers import BUNDLER
    from bundler.bench.run import Settings
    from bundler.bench.run import run as run_suite
    from bundler.bench.suites import cases
    from bundler.domain.scenario import Objective
    from bundler.io.atomic import check_folder
    from bundler.verbs.beside import interruptible

    if suite == "ccbpp" and objective not in (None, "fewest-jobs"):
        raise UsageError(_ONLY_FEWEST)
    settings = Settings(
        suite,
        cases(suite, path=Path(path) if path else None, sizes=_list(sizes), seeds=_list(seeds), tight=tight),
        seconds,
        (BUNDLER, *_chosen(suite, peers)),
        cast(Objective, "fewest-jobs" if suite == "ccbpp" else objective or "balanced"),
        prove,
        console.lang,
    )
    folder = Path(out)
    check_folder(folder)
    console.out(_line(_HEAD(console.lang).split("|")))
    with interruptible() as stop:
        bench = run_suite(
            settings,
            stop,
            lambda row: _tell(console, row),
            lambda so_far: _save(so_far, folder, console.lang),
        )
        files = _keep(bench, folder, console.lang, page=True)
    if not bench.complete:
        console.say(_STOPPED)
    for what in bench.problems:
        console.error(_WRONG.fill(what=what))
    console.out(_WRITTEN.fill(path=folder / files[-1]))
    console.document(
        {
            "format": "bundler-bench-run/1",
            "folder": out,
            "files": files,
            "complete": bench.complete,
            "problems": list(bench.problems),
        }
    )
    return CONTRADICTED if bench.problems else 0


def _save(bench: Bench, folder: Path, lang: Lang) -> None:
    _keep(bench, folder, lang)


def _keep(bench: Bench, folder: Path, lang: Lang, *, page: bool = False) -> list[str]:
    """Write what there is; the page only where it is asked, it takes a moment. Gives the names."""
    from bundler.bench.results import document, table
    from bundler.io.atomic import write_files
    from bundler.io.planfile import dump

    files = {
        "results.csv": table(bench.rows).encode(),
        "results.json": (dump(document(bench)) + "\n").encode(),
    }
    if page:
        from bundler.bench.page import render_page

        files["bench.html"] = render_page(bench, lang).encode()
    write_files(folder, files, remove=["bench.html"])
    return list(files)


def _list(text: str | None) -> list[int] | None:
    """``30,60`` or ``1-5`` as numbers, in order and each once."""
    if text is None:
        return None
    found: set[int] = set()
    for part in text.split(","):
        match = _ITEM.fullmatch(part.strip())
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if first < 1 or last < first or last - first >= _MOST_SEEDS:
            raise UsageError(_NO_LIST.fill(value=text))
        found.update(range(first, last + 1))
    return sorted(found)


def _chosen(suite: str, text: str | None) -> list[str]:
    if text is None:
        text = "none" if suite == "ccbpp" else "all"
    names = [name.strip() for name in text.split(",") if name.strip()]
    if names == ["none"]:
        return []
    if suite == "ccbpp":
        raise UsageError(_NO_PEERS_THERE)
    if names == ["all"]:
        return list(PEERS)
    for name in names:
        if name not in PEERS:
            raise UsageError(_NO_PEER.fill(value=name, names=", ".join(PEERS)))
    return list(dict.fromkeys(names))


def _tell(console: Console, row: Row) -> None:
    from bundler.bench.words import LABELS, PROOF, STATUS

    def number(value: float | None, places: int = 2) -> str:
        return "–" if value is None else decimal(value, console.lang, places)

    gap = "–" if row.gap is None else f"{decimal(100 * row.gap, console.lang)} %"
    cells = [
        row.instance,
        row.solver,
        STATUS[row.status](console.lang),
        number(row.first),
        number(row.bound),
        gap,
        number(row.seconds, 1),
        number(row.memory_mb, 0),
    ]
    note = row.note if row.status in ("not run", "too large", "failed") else ""
    lang = console.lang
    proof = f"  {LABELS['proof'](lang).lower()}: {PROOF[row.proof](lang)}" if row.proof else ""
    console.out(_line(cells) + (f"  {note}" if note else "") + proof)


def _line(cells: list[str]) -> str:
    name, solver, status, *numbers = cells
    value, bound, gap, seconds, memory = numbers
    figures = f"{value:>10} {bound:>10} {gap:>9} {seconds:>7} {memory:>6}"
    return f"{name:<24} {solver:<9} {status:<17} {figures}".rstrip()
