"""Findings gathered while reading, from the catalogue of codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bundler.findings import Finding
from bundler.i18n import Text
from bundler.io.codes import CODES
from bundler.io.formulas import column_letters
from bundler.io.privacy import mask, masked

_RANK = {"error": 0, "warning": 1, "note": 2}
_SHOWN = 60
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ufeff]+")


def shown(value: object) -> str:
    """A cell's text as it is put in a message: one line, not too long, no citizen service numbers."""
    text = masked(_CONTROL.sub(" ", str(value)[: 4 * _SHOWN]))
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


class Findings:
    """Everything found so far; nothing in it shows a citizen service number."""

    def __init__(self) -> None:
        self._found: list[Finding] = []
        self._order: dict[str, int] = {}
        self._letters: dict[str, dict[str, str]] = {}

    def in_workbook(self, sheet: str, headers: Sequence[str]) -> None:
        """From here on findings about this sheet name their cell, by the letters of its headers' columns."""
        letters = {shown(header): column_letters(number) for number, header in enumerate(headers, 1)}
        self._letters[sheet] = letters

    def add(
        self,
        code: str,
        file: str,
        row: int | None = None,
        column: str = "",
        value: object = "",
        hint: Text | None = None,
        **values: object,
    ) -> None:
        """Add one finding; ``values`` fill in the code's message, ``hint`` replaces its usual hint."""
        entry = CODES[code]
        text = entry.message.fill(**values) if values else entry.message
        if hint is None:
            hint = entry.todo.fill(**values) if "{" in entry.todo.en else entry.todo
        self.extend((Finding(code, entry.severity, file, row, shown(column), shown(value), text, hint),))

    def extend(self, findings: Iterable[Finding]) -> None:
        """Add findings made elsewhere."""
        for finding in findings:
            self._order.setdefault(finding.file, len(self._order))
            letters = self._letters.get(finding.file, {}).get(finding.column)
            if letters and finding.row is not None:
                finding = finding._replace(cell=f"{letters}{finding.row}")
            self._found.append(mask(finding))

    def address(self, file: str, row: int, column: str) -> Text:
        """Where a cell is: in a workbook ``tasks!D7``, else its file and row."""
        letters = self._letters.get(file, {}).get(shown(column))
        place = f"{file}!{letters}{row}"
        return Text(place, place) if letters else Text(f"{file} row {row}", f"{file} rij {row}")

    def rows(self, code: str, file: str) -> frozenset[int | None]:
        """The rows of a file that have this finding."""
        return frozenset(item.row for item in self._found if (item.code, item.file) == (code, file))

    @property
    def refused(self) -> bool:
        """Whether there is an error among them."""
        return any(finding.severity == "error" for finding in self._found)

    def listed(self) -> tuple[Finding, ...]:
        """Errors first, then warnings, then notes; each by file and row."""

        def key(finding: Finding) -> tuple[int, int, int]:
            return _RANK[finding.severity], self._order[finding.file], finding.row or 0

        return tuple(sorted(self._found, key=key))

    def summary(self) -> Text:
        """How many errors there are, in how many files."""
        errors = [finding for finding in self._found if finding.severity == "error"]
        files = len({finding.file for finding in errors})
        count = len(errors)
        return Text(
            f"The data was refused: {count} {'error' if count == 1 else 'errors'} in "
            f"{files} {'table' if files == 1 else 'tables'}.",
            f"De gegevens zijn geweigerd: {count} {'fout' if count == 1 else 'fouten'} in "
            f"{files} {'tabel' if files == 1 else 'tabellen'}.",
        )
