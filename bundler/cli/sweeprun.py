"""What `bundler sweep` does once all is read: solve the cells, write the files, tell about them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bundler.cli.console import Console
from bundler.errors import UsageError
from bundler.i18n import Lang, Text
from bundler.verbs.sweep_lines import SUFFIXES

if TYPE_CHECKING:
    from bundler.domain import Problem, Result
    from bundler.scenarios.grid import Cell
    from bundler.scenarios.store import Ignored
    from bundler.scenarios.sweepfile import Sweep
    from bundler.scenarios.table import Table

NAME, STORE = "sweep", "solved"


_NOT_KEPT = Text(
    "Finished cells are not kept: give --out or --store to be able to go on after an interruption.",
    "Opgeloste cellen worden niet bewaard: geef --out of --store om na een onderbreking verder te kunnen.",
)
_IGNORED = Text(
    "{path} is not used: {why}. The cell is solved again.",
    "{path} wordt niet gebruikt: {why}. De cel wordt opnieuw opgelost.",
)
_STOPPED = Text(
    "Stopped: {done} of {all} cells were finished.",
    "Gestopt: {done} van {all} cellen waren klaar.",
)
_GO_ON = Text("The same command goes on from there.", "Dezelfde opdracht gaat daarvandaan verder.")
_LOST = Text(
    "Cell {number}: its process was ended from outside, three times. Maybe there is too little memory; "
    "--workers 1 solves one cell at a time.",
    "Cel {number}: het proces is van buiten beëindigd, drie keer. Misschien is er te weinig geheugen; "
    "--workers 1 lost één cel tegelijk op.",
)
_SUFFIX = Text(
    "'{value}': a sweep is written as .html, .xlsx, .csv or .json, or all of them into a folder.",
    "'{value}': een reeks wordt geschreven als .html, .xlsx, .csv of .json, of allemaal in een map.",
)
_OVER_INPUT = Text(
    "{path} is input of this command and would be overwritten. Maybe choose another name.",
    "{path} is invoer van deze opdracht en zou worden overschreven. Misschien een andere naam kiezen.",
)
_WRITTEN = Text("Written: {path}", "Geschreven: {path}")


class Solved(NamedTuple):
    """The table, the files that were written, and whether the user stopped it."""

    table: Table
    written: list[Path]
    stopped: bool


class Outputs:
    """Where everything goes.

    Args:
        out: files that end in one of ``SUFFIXES``, and folders.
        store: folder for finished cells; None: beside the first of ``out``.
        inputs: files that must not be overwritten.

    Attributes:
        files: to write, each once.
        store: None where finished cells are not kept.

    Raises:
        UsageError: a file has another ending, or is input.
    """

    def __init__(self, out: Sequence[str], store: str | None, inputs: Sequence[str]) -> None:
        self.files: list[Path] = []
        self.store = Path(store) if store is not None else None
        taken = {Path(name).absolute() for name in inputs}
        for path in map(Path, out):
            suffix, is_folder = path.suffix.casefold(), path.is_dir()
            if suffix and suffix not in SUFFIXES and not is_folder:
                raise UsageError(_SUFFIX.fill(value=path))
            whole = suffix in SUFFIXES and not is_folder
            if self.store is None:
                self.store = path.with_suffix(f".{STORE}") if whole else path / STORE
            for file in [path] if whole else [path / f"{NAME}{ending}" for ending in SUFFIXES]:
                if file.absolute() in taken:
                    raise UsageError(_OVER_INPUT.fill(path=file))
                if file not in self.files:
                    self.files.append(file)

    def check(self) -> None:
        """Make sure, before anything is solved, that the files can be written.

        Raises:
            OutputError: they cannot.
        """
        from bundler.io.atomic import check_folder

        for folder in {file.parent for file in self.files}:
            check_folder(folder)

    def write(self, table: Table, sweep: Sweep, lang: Lang) -> list[Path]:
        """Make everything, then write it; gives the files.

        Raises:
            OutputError: they cannot be written.
        """
        from bundler.io.atomic import write_files
        from bundler.verbs.sweep_lines import render_sweep_as

        folders: dict[Path, dict[str, bytes]] = {}
        for file in self.files:
            content = render_sweep_as(file.suffix.casefold(), table, sweep, lang)
            folders.setdefault(file.parent, {})[file.name] = content
        for folder, contents in folders.items():
            write_files(folder, contents)
        return self.files


def solve_cells(
    console: Console,
    problem: Problem,
    sweep: Sweep,
    cells: Sequence[Cell],
    outputs: Outputs,
    workers: int | None,
    cluster: str | None,
) -> Solved:
    """Solve every cell that is not in the store, and write the files.

    Raises:
        OutputError: something cannot be written.
        UsageError: the cluster cannot be used.
    """
    from bundler.cli.many import ManyDisplay
    from bundler.scenarios.run import solve_all
    from bundler.scenarios.store import Store
    from bundler.scenarios.table import table_of
    from bundler.verbs.beside import interruptible
    from bundler.verbs.results import place_to_work

    def ignored(file: Ignored) -> None:
        console.say(_IGNORED.fill(path=file.path, why=file.why))

    outputs.check()
    store = Store(outputs.store, ignored) if outputs.store is not None else None
    if store is None:
        console.say(_NOT_KEPT)
    asked = [(str(cell.number), cell.problem) for cell in cells if cell.problem is not None]
    names = {number: under.scenario.name for number, under in asked}
    results: dict[int, Result] = {}
    with interruptible() as stop:
        with place_to_work(cluster) as engine, ManyDisplay(console, len(asked), names) as display:

            def done(number: str, result: Result) -> None:
                results[int(number)] = result
                display.done(number)

            solve_all(
                asked,
                workers=workers or problem.scenario.solve.workers,
                engine=engine,
                store=store,
                on_done=done,
                on_found=display.found,
                on_progress=display.progress,
                stop=stop,
            )
        table = table_of(problem, sweep.axes, cells, results)
        return Solved(table, outputs.write(table, sweep, console.lang), stop.is_set())


def tell_sweep(console: Console, solved: Solved, sweep: Sweep, *, kept: bool) -> None:
    """Tell what the sweep came to.

    Args:
        console: the result goes to stdout, what was not solved to stderr.
        solved: what came of it.
        sweep: what was asked.
        kept: whether finished cells are kept.
    """
    from bundler.report.sweep_files import sweep_document
    from bundler.verbs.sweep_lines import sweep_lines

    table = solved.table
    for line in sweep_lines(table, sweep, console.lang):
        console.out(line)
    for path in solved.written:
        console.out(_WRITTEN.fill(path=path))
    console.document(sweep_document(table, sweep, console.lang))
    left = [row for row in table.rows if row.state == "not_solved"]
    if solved.stopped:
        done = sum(row.result is not None and row.result.stopped_by != "user" for row in table.rows)
        console.say(_STOPPED.fill(done=done, all=len(table.rows)))
        if kept and done:
            console.say(_GO_ON)
    else:
        for row in left:
            console.error(_LOST.fill(number=row.cell.number))
