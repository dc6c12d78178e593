"""One thing found in the data: where it is, what is wrong, and what to do about it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from bundler.i18n import Text

Severity = Literal["error", "warning", "note"]

_ROW = Text("row", "rij")
_COLUMN = Text("column", "kolom")
_WARNING = Text("warning", "waarschuwing")
_NOTE = Text("note", "opmerking")
_KEYED = (".json", ".toml")  # what is found there is at a key, not in a column


class Finding(NamedTuple):
    """One error, warning or note about the input.

    Attributes:
        code: stable code from the catalogue (``E-…``, ``W-…``, ``N-…``).
        severity: an error refuses the data; a warning or a note does not.
        file: file name, or the sheet's name in a workbook.
        row: row as the user counts it in a spreadsheet (the header is row 1); None where not about a row.
        column: header as the user wrote it; empty where it is not about a column.
        value: the cell's text as found, cut at a sensible length.
        text: what is wrong.
        hint: what to do, beginning "Maybe …" / "Misschien …"; may be empty.
        cell: in a workbook where the cell is, such as ``D7``; else empty.
    """

    code: str
    severity: Severity
    file: str
    row: int | None
    column: str
    value: str
    text: Text
    hint: Text = Text("", "")
    cell: str = ""


def finding_line(finding: Finding, lang: str) -> str:
    """``tasks.csv row 7, column hours_per_session: E-HOURS 'twee': This is no number of hours. Maybe …``.

    Of a workbook it begins with the cell: ``tasks!F7, column hours_per_session: …``.
    """
    place = finding.file
    if finding.cell:
        place += f"!{finding.cell}"
    elif finding.row is not None:
        place += f" {_ROW(lang)} {finding.row}"
    if finding.column and finding.file.endswith(_KEYED):
        place += f" {finding.column}"
    elif finding.column:
        place += f"{',' if place else ''} {_COLUMN(lang)} {finding.column}"
    severity = {"warning": f"{_WARNING(lang)} ", "note": f"{_NOTE(lang)} "}.get(finding.severity, "")
    text = finding.text(lang)
    value = f"'{finding.value}': " if finding.value and finding.value not in text else ""
    words = [f"{severity}{finding.code}", value + text, finding.hint(lang)]
    return (f"{place}: " if place else "") + " ".join(word for word in words if word)
