"""A scenario and those that it inherits from, one after another, as files or sheets that were read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from bundler.errors import UsageError
from bundler.i18n import Text
from bundler.io.collect import Findings
from bundler.io.draft import Draft, Entry, draft_of_sheet, draft_of_toml
from bundler.io.limits import MOST_BYTES, MOST_SCENARIO_BYTES
from bundler.io.nearest import maybe, nearest
from bundler.io.sources import WORKBOOKS, Sheet, Source, choose, read_bytes
from bundler.io.tables import TABLES
from bundler.io.tables_changes import CHANGES
from bundler.io.workbook import Workbook

DATA_WORDS: Final = ("data", "gegevens")
"""What stands in ``inherits`` for the scenario that is in the data itself."""

_SUFFIXES: Final = (".toml", *WORKBOOKS)
_NO_SCENARIO = Text(
    "{path} is no scenario: it is neither a .toml file nor a workbook (.xlsx, .xlsm, .ods).",
    "{path} is geen scenario: het is geen .toml-bestand en geen werkmap (.xlsx, .xlsm, .ods).",
)
_NO_SHEETS = Text(
    "{path} has no sheet scenario, tasks, suppliers, locations, travel or competencies.",
    "{path} heeft geen werkblad scenario, taken, leveranciers, locaties, reistijden of competenties.",
)


class Chain(NamedTuple):
    """What was read.

    Attributes:
        drafts: the scenario asked for last, before it those that it inherits from.
        used: names and bytes of the files.
    """

    drafts: tuple[Draft, ...]
    used: tuple[tuple[str, bytes], ...]


class _Link(NamedTuple):
    """One scenario of the chain: a file, or a sheet of the data."""

    name: str
    path: Path
    sheet: Sheet | None = None

    @property
    def home(self) -> Path:
        """The folder from which paths in it are counted."""
        return self.path.parent

    @property
    def identity(self) -> tuple[str, bool]:
        """The same for two links that lead to the same scenario."""
        try:
            return os.path.realpath(self.path), self.sheet is not None
        except (OSError, ValueError):
            return str(self.path), False


def read_chain(source: Source, scenario: Path | None, found: Findings) -> Chain:
    """Read a scenario and all that it inherits from.

    Args:
        source: the data, with the scenario in it.
        scenario: a scenario file instead of that one.
        found: where findings go.

    Raises:
        UsageError: the scenario asked for cannot be read.
    """
    first = _own(source) if scenario is None else _Link(scenario.name, scenario)
    drafts: list[Draft] = []
    used: list[tuple[str, bytes]] = []
    for link in _links(first, source, drafts, found):
        try:
            draft, content = _read(link, found)
        except UsageError as error:
            if not drafts:
                raise
            _unreadable(drafts[-1], link, error, found)
            break
        # Two files of a chain may have the same name; their order in it decides what holds.
        name = link.name if not drafts else f"{len(drafts)}/{link.path.name}"
        used += [] if content is None else [(name, content)]
        drafts.append(draft)
    return Chain(tuple(reversed(drafts)), tuple(used))


def _own(source: Source) -> _Link | None:
    if source.scenario is not None:
        return _Link(source.scenario.name, source.scenario)
    sheet = source.sheets.get("scenario")
    return None if sheet is None else _Link(sheet.file, source.path, sheet)


def _links(first: _Link | None, source: Source, drafts: list[Draft], found: Findings) -> Iterator[_Link]:
    """Each scenario of the chain, once the one that inherits from it is the last of ``drafts``."""
    seen: dict[tuple[str, bool], str] = {}
    link = first
    while link is not None:
        if link.identity in seen:
            names = list(seen.values())
            circle = [*names[list(seen).index(link.identity) :], seen[link.identity]]
            entry, file = _inherits(drafts[-1]), drafts[-1].file
            row, value = (entry.row, entry.value) if entry else (None, "")
            shown = " → ".join(circle)
            found.add("E-INHERITS-CIRCLE", file, row, "inherits", value, names=shown)
            return
        seen[link.identity] = link.name
        yield link
        entry = _inherits(drafts[-1])
        link = None if entry is None else _next(link, entry, source, first)


def _inherits(draft: Draft) -> Entry | None:
    entry = draft.last("scenario", "inherits")
    given = entry is not None and isinstance(entry.value, str) and entry.value.strip()
    return entry if given else None


def _next(link: _Link, entry: Entry, source: Source, first: _Link | None) -> _Link | None:
    given = str(entry.value).strip()
    if given.casefold() in DATA_WORDS:
        own = _own(source)
        if own is None or own.sheet is not None:
            return own
        return own._replace(name=f"{source.path.resolve().name}/{own.name}")
    path = link.home / given.replace("\\", "/")
    try:
        name = os.path.relpath(path, first.home if first else link.home).replace(os.sep, "/")
    except ValueError:  # on another disk
        name = path.name
    return _Link(name, path)


def _read(link: _Link, found: Findings) -> tuple[Draft, bytes | None]:
    if link.sheet is not None:
        return draft_of_sheet(link.sheet, found), None
    if link.path.suffix.casefold() not in WORKBOOKS:
        content = read_bytes(link.path, MOST_SCENARIO_BYTES)
        return draft_of_toml(link.name, content, found), content
    content = read_bytes(link.path, MOST_BYTES)
    return _draft_of_workbook(link, content, found), content


def _draft_of_workbook(link: _Link, content: bytes, found: Findings) -> Draft:
    book = Workbook(content, link.path)
    labels = {f"{link.name}: {sheet}": sheet for sheet in book.sheet_names}
    chosen = choose([(sheet, label) for label, sheet in labels.items()], found)
    if not chosen:
        raise UsageError(_NO_SHEETS.fill(path=link.path))
    tables = CHANGES | {"scenario": TABLES["scenario"]}
    sheets = {
        name: Sheet(tables[name], label, book.rows(labels[label]), workbook=True)
        for name, label in chosen.items()
    }
    scenario = sheets.pop("scenario", None)
    entries = () if scenario is None else draft_of_sheet(scenario, found).entries
    label = link.name if scenario is None else scenario.file
    return Draft(label, entries, tuple(sheets.values()))


def _unreadable(draft: Draft, link: _Link, error: UsageError, found: Findings) -> None:
    entry = _inherits(draft)
    row, value = (entry.row, entry.value) if entry else (None, "")
    try:
        beside = [file.name for file in link.home.iterdir() if file.suffix.casefold() in _SUFFIXES]
    except (OSError, ValueError):
        beside = []
    known = [name for name in beside if name not in (link.path.name, draft.file)]
    near = nearest(link.path.name, known)
    hint = maybe((Path(str(value)).parent / near).as_posix()) if near else None
    found.add("E-INHERITS", draft.file, row, "inherits", value, hint, why=error.text)
