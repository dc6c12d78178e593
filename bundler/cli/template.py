"""``bundler template``: a workbook to fill in, or one for each supplier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from bundler.cli.console import Console
from bundler.cli.verb import DONE, MISUSED, REFUSED, Verb
from bundler.errors import UsageError
from bundler.i18n import Lang, Text

FORMAT = "bundler-template/1"
SUFFIX = ".xlsx"

_ABOUT = Text(
    "Write a workbook to fill in, with lists to choose from, notes and checks.\n\n"
    "With --supplier it is for one supplier: its tasks, itself and the locations. With --data what is known "
    "already is in it. With --each it is a workbook for each supplier of DATA, in the folder FILE, to mail "
    "round; `bundler merge` joins them again. A file that is there is never overwritten.",
    "Schrijf een werkmap om in te vullen, met keuzelijsten, notities en controles.\n\n"
    "Met --supplier is die voor één leverancier: zijn taken, hijzelf en de locaties. Met --data staat erin "
    "wat al bekend is. Met --each komt er een werkmap voor elke leverancier van DATA, in de map FILE, om "
    "rond te mailen; `bundler merge` voegt ze weer samen. Een bestand dat er al is wordt nooit overschreven.",
)
_SUPPLIER = Text(
    "For this supplier only: its id, or its name.", "Alleen voor deze leverancier: de code of de naam."
)
_DATA = Text(
    "Folder or workbook with what is known already: locations, suppliers, tasks.",
    "Map of werkmap met wat al bekend is: locaties, leveranciers, taken.",
)
_EACH = Text(
    "A workbook for every supplier of DATA, in the folder FILE.",
    "Een werkmap voor elke leverancier van DATA, in de map FILE.",
)
_WRITTEN = Text("Written: {path}", "Geschreven: {path}")
_NEXT = Text(
    "Fill it in, then look for mistakes with: bundler check {path}",
    "Vul hem in en zoek daarna fouten met: bundler check {path} --lang nl",
)
_NEXT_EACH = Text(
    "Mail them round; join what comes back with: bundler merge {folder}/*.xlsx --out all.xlsx",
    "Mail ze rond; voeg samen wat terugkomt met: bundler merge {folder}/*.xlsx --out alles.xlsx --lang nl",
)
_NO_XLSX = Text(
    "{path}: a template is an .xlsx workbook. Maybe: {path}.xlsx",
    "{path}: een sjabloon is een .xlsx-werkmap. Misschien: {path}.xlsx",
)
_EACH_NEEDS_DATA = Text(
    "--each needs the suppliers: give them with --data DATA, and leave out --supplier.",
    "--each heeft de leveranciers nodig: geef ze met --data DATA, en laat --supplier weg.",
)
_NO_SUPPLIERS = Text("{data} has no suppliers.", "{data} heeft geen leveranciers.")
_UNKNOWN = Text(
    "{data} has no supplier '{name}'. Maybe {near}.",
    "{data} heeft geen leverancier '{name}'. Misschien {near}.",
)

Rows = Mapping[str, Sequence[Mapping[str, str]]]


def command(lang: Lang) -> click.Command:
    """The verb in one language."""
    return Verb(
        "template",
        run,
        lang=lang,
        about=_ABOUT,
        params=[
            click.Argument(["file"], metavar="FILE"),
            click.Option(["--supplier"], metavar="NAME", help=_SUPPLIER(lang)),
            click.Option(["--data"], metavar="DATA", help=_DATA(lang)),
            click.Option(["--each"], is_flag=True, help=_EACH(lang)),
        ],
        examples=[
            ("template all.xlsx", Text("Everything, to fill in yourself.", "Alles, om zelf in te vullen.")),
            (
                "template shine.xlsx --supplier shine --data mydata",
                Text("For one supplier, with your locations.", "Voor één leverancier, met uw locaties."),
            ),
            (
                "template round --each --data mydata --lang nl",
                Text("One for each supplier, in Dutch.", "Een voor elke leverancier, in het Nederlands."),
            ),
        ],
        exit_codes=[DONE, REFUSED, MISUSED],
    )


def run(console: Console, file: str, supplier: str | None, data: str | None, each: bool) -> int:
    """Write the workbook or workbooks; gives the exit code.

    Raises:
        UsageError: the name, the supplier or the options do not fit, or a file is in the way.
        DataRefused: the data that is known already has errors.
        OutputError: it cannot be written.
    """
    from bundler.io.atomic import write_files
    from bundler.io.template import render_template
    from bundler.verbs.documents import nothing_in_the_way

    if each and (data is None or supplier is not None):
        raise UsageError(_EACH_NEEDS_DATA)
    path = Path(file)
    if not each and path.suffix.casefold() != SUFFIX:
        raise UsageError(_NO_XLSX.fill(path=path))
    given = _given(console, data)
    if each:
        files = _one_for_each(given, str(data), console.lang)
        folder = path
    elif supplier is not None:
        chosen = _chosen(given, supplier, data)
        files, folder = {path.name: _of_supplier(given, chosen, console.lang)}, path.parent
    else:
        files, folder = {path.name: render_template(console.lang, given)}, path.parent
    nothing_in_the_way(folder / name for name in files)
    write_files(folder, files)
    for name in files:
        console.out(_WRITTEN.fill(path=folder / name))
    console.out(_NEXT_EACH.fill(folder=folder) if each else _NEXT.fill(path=path))
    console.document({"format": FORMAT, "files": [str(folder / name) for name in files]})
    return 0


def _given(console: Console, data: str | None) -> Rows:
    """What is known already; a scenario is about the plan, and nobody fills that in here."""
    if data is None:
        return {}
    from bundler.cli.reading import MOST_WARNINGS
    from bundler.io.merge import merge

    known = merge([Path(data)], whole=False)
    console.findings((item for item in known.findings if item.severity == "warning"), most=MOST_WARNINGS)
    return {name: rows for name, rows in known.rows.items() if name != "scenario"}


def _chosen(given: Rows, name: str, data: str | None) -> Mapping[str, str]:
    """The row of a supplier, by its id or its name; a new one where no suppliers are known."""
    known = given.get("suppliers", ())
    if not known:
        return {"supplier_id": name, "name": name}
    from bundler.io.nearest import bare, nearest

    for row in known:
        if name == row["supplier_id"]:
            return row
    for row in known:
        if bare(name) in (bare(row["supplier_id"]), bare(row.get("name", ""))):
            return row
    ids = [row["supplier_id"] for row in known]
    near = nearest(name, ids) or ", ".join(ids[:10])
    raise UsageError(_UNKNOWN.fill(data=data, name=name, near=near))


def _of_supplier(given: Rows, row: Mapping[str, str], lang: Lang) -> bytes:
    """The workbook for one supplier: its own tasks, itself, the locations and the competencies."""
    from bundler.io.template import OF_A_SUPPLIER, render_template

    supplier_id = row["supplier_id"]
    own = {
        **given,
        "suppliers": [row],
        "tasks": [task for task in given.get("tasks", ()) if task["supplier_id"] == supplier_id],
    }
    tables = (*OF_A_SUPPLIER, *(["competencies"] if given.get("competencies") else []))
    rows = {name: own[name] for name in tables if name in own}
    return render_template(lang, rows, tables=tables, supplier=row.get("name") or supplier_id)


def _one_for_each(given: Rows, data: str, lang: Lang) -> dict[str, bytes]:
    from bundler.report.filenames import names_for_jobs

    rows = given.get("suppliers", ())
    if not rows:
        raise UsageError(_NO_SUPPLIERS.fill(data=data))
    names = names_for_jobs(Text("tasks", "taken")(lang), [row["supplier_id"] for row in rows])
    return {f"{name}{SUFFIX}": _of_supplier(given, row, lang) for name, row in zip(names, rows, strict=True)}
