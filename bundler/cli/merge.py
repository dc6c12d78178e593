"""``bundler merge``: the workbooks of several suppliers as one."""

from __future__ import annotations

from pathlib import Path

import click

from bundler.cli.console import Console, finding_documents
from bundler.cli.verb import DONE, MISUSED, REFUSED, Verb
from bundler.errors import UsageError
from bundler.i18n import Lang, Text

FORMAT = "bundler-merge/1"
SUFFIX = ".xlsx"

_ABOUT = Text(
    "Join the workbooks that suppliers filled in.\n\n"
    "Suppliers, locations, travel times and competencies that stand in several workbooks become one row "
    "where they agree. What clashes is listed with both cells: a task id twice, one supplier with different "
    "cells, one location id for two places. Then nothing is written.",
    "Voeg de werkmappen samen die leveranciers hebben ingevuld.\n\n"
    "Leveranciers, locaties, reistijden en competenties die in meer werkmappen staan worden één rij als ze "
    "overeenkomen. Wat botst staat erbij met beide cellen: een taakcode twee keer, één leverancier met "
    "verschillende cellen, één locatiecode voor twee plekken. Dan wordt er niets geschreven.",
)
_OUT = Text("The workbook to write (.xlsx).", "De werkmap om te schrijven (.xlsx).")
_NO_XLSX = Text(
    "--out {path}: merge writes an .xlsx workbook. Maybe: --out {path}.xlsx",
    "--out {path}: merge schrijft een .xlsx-werkmap. Misschien: --out {path}.xlsx",
)
_TWICE = Text("{path} is given twice.", "{path} is twee keer opgegeven.")
_WRITTEN = Text(
    "{path}: {tasks} tasks of {suppliers} suppliers at {locations} locations, from {files} workbooks.",
    "{path}: {tasks} taken van {suppliers} leveranciers op {locations} locaties, uit {files} werkmappen.",
)
_NEXT = Text("Next: bundler check {path}", "Nu: bundler check {path} --lang nl")


def command(lang: Lang) -> click.Command:
    """The verb in one language."""
    return Verb(
        "merge",
        run,
        lang=lang,
        about=_ABOUT,
        params=[
            click.Argument(["files"], metavar="FILE...", nargs=-1, required=True),
            click.Option(["--out"], metavar="ALL.xlsx", required=True, help=_OUT(lang)),
        ],
        examples=[
            (
                "merge shine.xlsx lunch.xlsx --out all.xlsx",
                Text("Two suppliers in one workbook.", "Twee leveranciers in één werkmap."),
            ),
            (
                "merge round/*.xlsx --out all.xlsx --lang nl",
                Text("All that came back, in Dutch.", "Alles wat terugkwam, in het Nederlands."),
            ),
        ],
        exit_codes=[DONE, REFUSED, MISUSED],
    )


def run(console: Console, files: tuple[str, ...], out: str) -> int:
    """Join the workbooks and write the result; gives the exit code.

    Raises:
        UsageError: a file cannot be read, is given twice, or would be overwritten.
        DataRefused: a cell is wrong or the workbooks clash; nothing was written.
        OutputError: the result cannot be written.
    """
    from bundler.cli.reading import MOST_WARNINGS
    from bundler.io.atomic import write_files
    from bundler.io.merge import merge
    from bundler.io.template import render_template
    from bundler.verbs.documents import inputs_kept, nothing_in_the_way

    target = Path(out)
    if target.suffix.casefold() != SUFFIX:
        raise UsageError(_NO_XLSX.fill(path=out))
    names = [name for given in files for name in _matches(given)]
    inputs_kept([target], names)
    nothing_in_the_way([target])
    _each_once(names)
    merged = merge([Path(name) for name in names])
    rows = merged.rows
    content = render_template(console.lang, rows, examples=False)
    write_files(target.parent, {target.name: content})
    console.findings(merged.findings, most=MOST_WARNINGS)
    counts = {name: len(rows.get(name, ())) for name in ("tasks", "suppliers", "locations")}
    console.out(_WRITTEN.fill(path=target, files=len(names), **counts))
    console.out(_NEXT.fill(path=target))
    console.document(
        {
            "format": FORMAT,
            "file": str(target),
            "rows": {name: len(each) for name, each in rows.items()},
            "findings": finding_documents(merged.findings, console.lang),
        }
    )
    return 0


def _matches(given: str) -> list[str]:
    """The workbooks in a folder that holds no tables, and the files that a pattern stands for.

    A pattern gets here where the shell has left it as it is (Windows).
    """
    from bundler.io.sources import WORKBOOKS

    path = Path(given)
    if path.is_dir() and not any(path.glob("*.csv")):
        # a name that begins with ~ is left behind by a program that has the file open
        books = [each for each in sorted(path.iterdir()) if each.name[0] not in ".~" and each.is_file()]
        return [str(each) for each in books if each.suffix.casefold() in WORKBOOKS] or [given]
    if path.exists() or not set("*?[") & set(path.name):
        return [given]
    return sorted(str(found) for found in path.parent.glob(path.name)) or [given]


def _each_once(names: list[str]) -> None:
    seen = set()
    for path in map(Path, names):
        if path.exists() and path.resolve() in seen:
            raise UsageError(_TWICE.fill(path=path))
        seen.add(path.resolve())
