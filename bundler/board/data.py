"""The data of a session: a copy of the files, and the changes that were accepted over it."""

from __future__ import annotations

import json
import shutil
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bundler.board.state import Board, ChangeKind, TaskChange
from bundler.board.store import DATA
from bundler.domain import Pin, Problem, Rules, Weights
from bundler.errors import DataRefused, OutputError
from bundler.findings import Finding
from bundler.i18n import Text
from bundler.io import read_problem
from bundler.io.columns import recognise
from bundler.io.oserror import reason
from bundler.io.tables import TASKS
from bundler.io.write_problem import write_folder

_BLANK = "(blank)"
_ACCEPTED, _CHANGE = "accepted.toml", "change.toml"
# what a folder of data is made of; nothing else in it is read
_KINDS = (".csv", ".toml")
_PAIRWISE = ("apart", "forbid_suppliers")
# problems kept at hand: undo and redo go back and forth between a few
_KEPT = 8
_NOT_COPIED = Text(
    "The data cannot be copied to {path}: {why}.", "De gegevens kunnen niet naar {path}: {why}."
)


class _Row(NamedTuple):
    kind: ChangeKind
    cells: Mapping[str, str]


class Data:
    """The files of a session.

    Args:
        path: the copy: a folder or a workbook.

    Attributes:
        path: the copy.
        base: the problem without any change.

    Raises:
        DataRefused: the copy has errors.
        UsageError: it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.base, self.findings = read_problem(path)
        self._read: dict[str, Problem] = {}
        self._turn = threading.Lock()

    def with_changes(self, changes: Sequence[TaskChange]) -> Problem:
        """The problem with accepted changes in it, under the rules of the data."""
        if not changes:
            return self.base
        overlay = self.changes_toml(changes)
        with self._turn:
            if overlay not in self._read:
                while len(self._read) >= _KEPT:
                    del self._read[next(iter(self._read))]
                read = _read(self.path, [overlay])[0]
                # a scenario that inherits has no name of its own; the board's is that of the data
                named = {key: getattr(self.base.scenario, key) for key in ("name", "description")}
                scenario = read.scenario.model_copy(update=named)
                self._read[overlay] = read.model_copy(update={"scenario": scenario})
            return self._read[overlay]

    def check(self, changes: Sequence[TaskChange], change: TaskChange) -> tuple[Finding, ...]:
        """Hold one more change against the checks of the file import.

        Returns:
            The warnings and notes about it.

        Raises:
            DataRefused: it is wrong; it holds the findings about it.
        """
        overlay = _toml([(change.task_id, _Row(change.kind, _filled(change)))], _ACCEPTED)
        try:
            _, found = _read(self.path, [self.changes_toml(changes), overlay])
        except DataRefused as error:
            raise DataRefused(error.text, _about(error.findings)) from error
        return _about(finding for finding in found if finding.file == _CHANGE)

    def changes_toml(self, changes: Sequence[TaskChange]) -> str:
        """Accepted changes as the text of a scenario that inherits from the data."""
        return _toml(_merged(changes).items(), "data")


def copy_data(data: Path, scenario: Path | None, folder: Path) -> Path:
    """Copy the data into a session's folder.

    The files are copied as they are where that is all there is to it; where a scenario comes from elsewhere,
    the problem that all of it comes to is written.

    Returns:
        The copy, inside ``folder``.

    Raises:
        DataRefused: the data has errors.
        UsageError: it cannot be read, or the copy not be written.
    """
    problem, _ = read_problem(data, scenario=scenario)
    target = folder / DATA
    try:
        target.mkdir(parents=True, exist_ok=True)
        if scenario is None:
            copy = _copy_files(data, target)
            if _reads_as(copy, problem):
                return copy
            for file in target.iterdir():
                file.unlink()
        if data.is_dir():
            _copy_files(data, target, but=("scenario.toml",))
    except OSError as error:
        why = reason(error)
        raise OutputError(_NOT_COPIED.fill(path=target, why=why)) from error
    write_folder(problem, target)
    return target


def with_decisions(problem: Problem, board: Board) -> Problem:
    """The problem under the rules, weights, pins and objective of the board.

    Raises:
        ValueError: a rule or a weight has no right value.
    """
    scenario = problem.scenario
    rules = Rules.model_validate({**scenario.rules.model_dump(), **board.rules})
    weights = Weights.model_validate({**scenario.weights.model_dump(), **board.weights})
    pins = tuple(pin for pin in (_still(problem, pin) for pin in board.pins) if pin is not None)
    solve = scenario.solve.model_copy(update={"objective": board.objective})
    decided = scenario.model_copy(update={"rules": rules, "weights": weights, "pins": pins, "solve": solve})
    return problem.model_copy(update={"scenario": decided})


def _still(problem: Problem, pin: Pin) -> Pin | None:
    """What is left of a pin once tasks are gone: as the file import has it."""
    known = problem.supplier_by_id if pin.kind == "forbid_suppliers" else problem.task_by_id
    left = tuple(name for name in pin.ids if name in known)
    if len(left) == len(pin.ids):
        return pin
    if pin.kind in _PAIRWISE and len(left) > 1:
        return Pin(**{pin.kind: left})  # type: ignore[arg-type]
    return None


def canonical(cells: Mapping[str, str]) -> dict[str, str]:
    """The cells by the names of the columns, whatever alias they were given under; unknown ones stay."""
    known = recognise(TASKS, list(cells))
    named = zip(cells.items(), known.columns, strict=True)
    return {item.name if item is not None else name: text for (name, text), item in named}


def _read(path: Path, overlays: Sequence[str]) -> tuple[Problem, tuple[Finding, ...]]:
    with tempfile.TemporaryDirectory(prefix="bundler-board-") as folder:
        for name, text in zip((_ACCEPTED, _CHANGE), overlays, strict=False):
            last = Path(folder) / name
            last.write_text(text, encoding="utf-8")
        return read_problem(path, scenario=last)


def _about(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings without the lines of a file that nobody sees."""
    return tuple(
        finding._replace(file="", row=None) if finding.file.endswith((_CHANGE, _ACCEPTED)) else finding
        for finding in findings
        if finding.severity == "error" or finding.file.endswith(_CHANGE)
    )


def _filled(change: TaskChange) -> dict[str, str]:
    """The cells of a row: in a change an empty text blanks the cell, in a new row it is nothing."""
    if change.kind == "change":
        return {name: text if text.strip() else _BLANK for name, text in change.cells.items()}
    return {name: text for name, text in change.cells.items() if text.strip()}


def _merged(changes: Iterable[TaskChange]) -> dict[str, _Row]:
    """All changes as one row for each task: a scenario has each id once."""
    rows: dict[str, _Row] = {}
    for change in changes:
        name, before, cells = change.task_id, rows.get(change.task_id), _filled(change)
        if before is None:
            rows[name] = _Row(change.kind, cells if change.kind != "drop" else {})
        elif change.kind == "drop" and before.kind == "add":
            del rows[name]
        elif change.kind == "drop":
            rows[name] = _Row("drop", {})
        elif change.kind == "add":  # it was dropped: nothing of the old row stays
            blank = {column.name: _BLANK for column in TASKS.columns if column.name != "task_id"}
            rows[name] = _Row("change", {**blank, **cells})
        else:
            merged = {**before.cells, **cells}
            if before.kind == "add":
                merged = {column: text for column, text in merged.items() if text != _BLANK}
            rows[name] = before._replace(cells=merged)
    return rows


def _toml(rows: Iterable[tuple[str, _Row]], inherits: str) -> str:
    return "\n".join(["[scenario]", f"inherits = {_text(inherits)}", "", *_blocks(rows)])


def _blocks(rows: Iterable[tuple[str, _Row]]) -> Iterator[str]:
    for task_id, row in rows:
        yield "[[tasks]]"
        yield f"task_id = {_text(task_id)}"
        yield f"change = {_text(row.kind)}"
        for name, text in row.cells.items():
            yield f"{_text(name)} = {_text(text)}"
        yield ""


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def _copy_files(data: Path, target: Path, but: Sequence[str] = ()) -> Path:
    if not data.is_dir():
        return Path(shutil.copy(data, target / data.name))
    for file in data.iterdir():
        wanted = file.suffix.casefold() in _KINDS and file.name[0] not in ".~"
        if wanted and file.is_file() and file.name.casefold() not in but:
            shutil.copy(file, target / file.name)
    return target


def _reads_as(copy: Path, problem: Problem) -> bool:
    """Whether the copy is the same problem: a scenario in it may have inherited from files elsewhere."""
    try:
        read, _ = read_problem(copy)
    except DataRefused:
        return False
    return read.model_copy(update={"source_sha256": ""}) == problem.model_copy(update={"source_sha256": ""})
