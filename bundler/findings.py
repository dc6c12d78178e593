"""One thing found in the data: where it is, what is wrong, and what to do about it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from bundler.i18n import Text

Severity = Literal["error", "warning", "note"]


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
    """

    code: str
    severity: Severity
    file: str
    row: int | None
    column: str
    value: str
    text: Text
    hint: Text = Text("", "")
