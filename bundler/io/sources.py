"""The input as the user has it (CSV files, a workbook or a JSON file) as rows of cells by table."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from bundler.errors import UsageError
from bundler.i18n import Text
from bundler.io.collect import Findings
from bundler.io.columns import Table, key
from bundler.io.csvfile import read_csv
from bundler.io.jsonfile import Rows, read_tables, rows_of_scenario, rows_of_table
from bundler.io.limits import MEGABYTE, MOST_BYTES, MOST_SCENARIO_BYTES
from bundler.io.nearest import maybe, nearest
from bundler.io.tables import TABLES
from bundler.io.workbook import TypedCell, Workbook
from bundler.norms import norms_file

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
JSON = ".json"
SCENARIO_FILE = "scenario.toml"


class Lines(NamedTuple):
    """On which line of a text file one row begins, and each of its cells."""

    row: int
    cells: tuple[int, ...]


class Sheet(NamedTuple):
    """The rows of one table, with the name of its file or sheet.

    ``lines`` has one entry for each row where these were made from a TOML or JSON file; elsewhere a row's
    place in ``rows`` is its number. Of a sheet of a ``workbook`` every cell has a name, such as ``D7``.
    """

    table: Table
    file: str
    rows: Sequence[Sequence[TypedCell]]
    lines: Sequence[Lines] | None = None
    workbook: bool = False


class Source(NamedTuple):
    """What was found at the path.

    Attributes:
        path: the folder, workbook or JSON file.
        sheets: by table name; a table that is not there or cannot be read is left out. The scenario of a
            workbook or a JSON file is among them.
        there: names of the tables that are there, readable or not.
        used: names and bytes of the files that were read.
        scenario: the scenario file of a folder, not read yet.
        norms: name and text bytes of the user's own norms, where there are any.
    """

    path: Path
    sheets: dict[str, Sheet]
    there: frozenset[str]
    used: list[tuple[str, bytes]]
    scenario: Path | None = None
    norms: tuple[str, bytes] | None = None


def open_source(data: Path, found: Findings, *, whole: bool = True) -> Source:
    """Read the tables at ``data``.

    Args:
        data: a folder, a workbook or a JSON file.
        found: takes what is wrong.
        whole: the tasks must be there; else any table will do.

    Raises:
        UsageError: a path does not exist or cannot be read, or it is no folder with a tasks file, no
            workbook and no JSON file with a problem.
    """
    try:
        is_folder, is_file = data.is_dir(), data.is_file()
        exists = is_folder or is_file or data.exists()
    except (OSError, ValueError) as error:
        raise _unreadable(data, error) from error
    if is_folder:
        sheets, used, scenario = _from_folder(data, found, whole)
    elif is_file and data.suffix.casefold() == JSON:
        sheets, used, scenario = _from_json(data, found)
    elif is_file:
        sheets, used, scenario = _from_workbook(data, found, whole)
    else:
        raise _neither(data) if exists else _unreadable(data, FileNotFoundError())
    for table in TABLES.values():
        if table.required and table.name not in sheets:
            found.add("E-MISSING-TABLE", table.name, table=table_name(table))
    return Source(
        data,
        {name: sheet for name, sheet in sheets.items() if sheet is not None},
        frozenset(sheets),
        used,
        scenario,
        _own_norms(data),
    )


def _own_norms(data: Path) -> tuple[str, bytes] | None:
    file = norms_file(data)
    return None if file is None else (file.name, read_bytes(file, MOST_SCENARIO_BYTES))


def read_bytes(path: Path, limit: int = MOST_BYTES) -> bytes:
    """The bytes of a file.

    Raises:
        UsageError: the file cannot be read, or is larger than ``limit`` bytes.
    """
    try:
        if path.stat().st_size > limit:
            raise _too_large(path, path.stat().st_size, limit)
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if len(content) > limit:
        raise _too_large(path, len(content), limit)
    return content


_Found = tuple[dict[str, Sheet | None], list[tuple[str, bytes]], Path | None]


def _from_folder(folder: Path, found: Findings, whole: bool) -> _Found:
    try:
        paths = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError as error:
        raise _unreadable(folder, error) from error
    # Names that begin with a point or ~ are left behind by other programs.
    csv_files = [path for path in paths if path.suffix.casefold() == ".csv" and path.name[0] not in ".~"]
    chosen = choose([(path.stem, path.name) for path in csv_files], found)
    if _lacking(chosen, whole):
        raise _no_tasks(folder, [path.name for path in paths])
    by_name = {path.name: path for path in csv_files}
    sheets: dict[str, Sheet | None] = {}
    used = []
    for name, file in chosen.items():
        table = TABLES[name]
        if table is TABLES["scenario"]:
            found.add("W-UNKNOWN-TABLE", file, hint=maybe(SCENARIO_FILE))
            continue
        size = by_name[file].stat().st_size
        sheets[name] = None
        if size > MOST_BYTES:
            found.add("E-TOO-LARGE", file, size=round(size / MEGABYTE), limit=MOST_BYTES // MEGABYTE)
            continue
        content = read_bytes(by_name[file])
        used.append((file, content))
        rows = read_csv(content, table, file, found)
        sheets[name] = None if rows is None else Sheet(table, file, rows)
    return sheets, used, next((path for path in paths if path.name.casefold() == SCENARIO_FILE), None)


def _from_workbook(path: Path, found: Findings, whole: bool) -> _Found:
    if path.suffix.casefold() not in WORKBOOKS:
        raise _neither(path)
    content = read_bytes(path)
    book = Workbook(content, path)
    chosen = choose([(name, name) for name in book.sheet_names], found)
    if _lacking(chosen, whole):
        raise _no_tasks(path, book.sheet_names)
    sheets: dict[str, Sheet | None] = {
        name: Sheet(TABLES[name], sheet, book.rows(sheet), workbook=True) for name, sheet in chosen.items()
    }
    return sheets, [(path.name, content)], None


def _from_json(path: Path, found: Findings) -> _Found:
    content = read_bytes(path)
    given = read_tables(content, path)
    sheets: dict[str, Sheet | None] = {}
    for name, label in choose([(label, label) for label in given], found).items():
        table = TABLES[name]
        if table is TABLES["scenario"]:
            rows = rows_of_scenario(label, given[label], found)
        else:
            rows = rows_of_table(table, label, given[label], found)
        sheets[name] = None if rows is None else _sheet_of_rows(table, label, rows)
    return sheets, [(path.name, content)], None


def _sheet_of_rows(table: Table, name: str, rows: Rows) -> Sheet:
    """A sheet whose rows are numbered as records are counted: the first one is 1."""
    lines = [
        Lines(max(1, number), (max(1, number),) * len(rows.header)) for number in range(len(rows.records) + 1)
    ]
    return Sheet(table, name, [rows.header, *rows.records], lines)


def choose(candidates: Iterable[tuple[str, str]], found: Findings) -> dict[str, str]:
    """Which file or sheet holds which table, from pairs of bare name and full name."""
    names = {key(name): table.name for table in TABLES.values() for name in (table.name, *table.aliases)}
    chosen: dict[str, str] = {}
    unknown = []
    for bare, full in candidates:
        table = names.get(key(bare))
        if table is None:
            unknown.append((bare, full))
        elif table in chosen:
            found.add("E-TWO-TABLES", full, table=table_name(TABLES[table]), first=chosen[table], second=full)
        else:
            chosen[table] = full
    for bare, full in unknown:
        near = nearest(key(bare), names)
        if near is not None and names[near] not in chosen:
            found.add("W-UNKNOWN-TABLE", full, hint=maybe(names[near]))
    return chosen


def table_name(table: Table) -> Text:
    """The name of a table in a message."""
    return Text(table.name, f"{table.aliases[0]} ({table.name})")


def fingerprint(files: Iterable[tuple[str, bytes]]) -> str:
    """One number, as hexadecimal digits, that changes with any name or byte of the files."""
    digest = hashlib.sha256()
    for name, content in sorted(files):
        digest.update(f"{name}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
        digest.update(content)
    return digest.hexdigest()


def _lacking(chosen: Collection[str], whole: bool) -> bool:
    return "tasks" not in chosen if whole else not chosen


def _no_tasks(path: Path, names: Iterable[str]) -> UsageError:
    there = ", ".join(list(names)[:10])
    have = Text(f" It has: {there}.", f" Wel aanwezig: {there}.") if there else Text("", "")
    if path.is_dir():
        return UsageError(
            Text(
                f"{path} has no tasks.csv (or taken.csv).{have.en}",
                f"{path} heeft geen tasks.csv (of taken.csv).{have.nl}",
            )
        )
    return UsageError(
        Text(
            f"{path} has no sheet tasks (or taken).{have.en}",
            f"{path} heeft geen werkblad tasks (of taken).{have.nl}",
        )
    )


def _too_large(path: Path, size: int, limit: int) -> UsageError:
    given, most = round(size / MEGABYTE), limit // MEGABYTE
    return UsageError(
        Text(
            f"{path} is {given} MB; at most {most} MB is read. Maybe it is another file than you meant.",
            f"{path} is {given} MB; hooguit {most} MB wordt gelezen. Misschien is het een ander bestand "
            f"dan u bedoelt.",
        )
    )


def _unreadable(path: Path, error: Exception) -> UsageError:
    if isinstance(error, FileNotFoundError):
        return UsageError(Text(f"{path} does not exist.", f"{path} bestaat niet."))
    if isinstance(error, PermissionError):
        return UsageError(
            Text(
                f"{path} may not be read. Maybe it is open in another program, or belongs to someone else.",
                f"{path} mag niet gelezen worden. Misschien is het in een ander programma geopend, of is "
                f"het van "
                "iemand anders.",
            )
        )
    if isinstance(error, IsADirectoryError):
        return UsageError(Text(f"{path} is a folder, not a file.", f"{path} is een map en geen bestand."))
    name = repr(str(path)) if "\0" in str(path) else str(path)
    return UsageError(Text(f"{name} cannot be read.", f"{name} kan niet gelezen worden."))


def _neither(path: Path) -> UsageError:
    return UsageError(
        Text(
            f"{path} is neither a folder with CSV files nor an .xlsx or .ods workbook nor a .json file. "
            "Maybe give the folder that the file is in.",
            f"{path} is geen map met CSV-bestanden en geen .xlsx-, .ods- of .json-bestand. "
            "Misschien geeft u de map op waarin het bestand staat.",
        )
    )
