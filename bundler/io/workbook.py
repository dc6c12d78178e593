"""The sheets of one .xlsx or .ods workbook as rows of typed cells, and from a typed cell to its text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

from bundler.errors import UsageError
from bundler.i18n import Text
from bundler.io.formulas import column_number, sheet_members, without_result
from bundler.io.limits import MEGABYTE, MOST_CELLS, MOST_UNPACKED_BYTES
from bundler.units import DAY_MINUTES, clock

TypedCell = str | float | bool | date | time | datetime | timedelta | None

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_POSITION = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_DATE_NUMBERS = range(20_000, 80_000)  # 1954 to 2119 as Excel counts days
_DAY_ZERO = date(1899, 12, 30)


class Workbook:
    """An opened workbook.

    Args:
        content: the bytes of the file.
        path: for messages.

    Raises:
        UsageError: the bytes are no readable workbook.
    """

    def __init__(self, content: bytes, path: Path) -> None:
        self._path = path
        self._members: dict[str, str] = {}
        self._failed: dict[str, list[tuple[int, int, str]]] = {}
        self._look_inside(content)
        import python_calamine

        try:
            self._book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
            self.sheet_names = tuple(str(name) for name in self._book.sheet_names)
        except BaseException as error:
            raise _as_usage_error(error, self._broken()) from error
        if not self.sheet_names:
            raise UsageError(Text(f"{path} has no sheets.", f"{path} heeft geen werkbladen."))

    def rows(self, sheet: str) -> Sequence[Sequence[TypedCell]]:
        """Every row of a sheet from row 1 and column A, blank ones too.

        Raises:
            UsageError: the sheet cannot be read.
        """
        try:
            rows = self._book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        except BaseException as error:
            raise _as_usage_error(error, self._broken()) from error
        for row, column, error_text in self._failed.get(self._members.get(sheet, ""), ()):
            if row < len(rows) and column < len(rows[row]):
                rows[row][column] = error_text
        return rows

    def _broken(self) -> UsageError:
        path = self._path
        return UsageError(
            Text(
                f"{path} is no workbook that can be read: it is damaged, or not an .xlsx or .ods file. "
                "Maybe save it again as .xlsx.",
                f"{path} is geen leesbare werkmap: het bestand is beschadigd of is geen .xlsx of .ods. "
                "Misschien slaat u het opnieuw op als .xlsx.",
            )
        )

    def _look_inside(self, content: bytes) -> None:
        path = self._path
        if content.startswith(_OLD_EXCEL):
            raise UsageError(
                Text(
                    f"{path} is an old workbook (.xls) or has a password. "
                    "Maybe save it as .xlsx without a password.",
                    f"{path} is een oude werkmap (.xls) of heeft een wachtwoord. "
                    "Misschien slaat u het op als .xlsx zonder wachtwoord.",
                )
            )
        if not content.startswith(_ZIP):
            raise self._broken()
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                self._refuse_large(packed)
                self._members = sheet_members(packed)
        except UsageError:
            raise
        except Exception as error:  # a damaged archive can fail in many ways, each of another type
            raise self._broken() from error

    def _refuse_large(self, packed: zipfile.ZipFile) -> None:
        members = packed.infolist()
        unpacked = sum(member.file_size for member in members)
        if unpacked > MOST_UNPACKED_BYTES:
            limit = MOST_UNPACKED_BYTES // MEGABYTE
            raise UsageError(
                Text(
                    f"{self._path} unpacks to more than {limit} MB. Maybe remove sheets that are not needed.",
                    f"{self._path} wordt uitgepakt groter dan {limit} MB. Misschien kunnen overbodige "
                    f"bladen weg.",
                )
            )
        most_nl = f"{MOST_CELLS:,}".replace(",", ".")
        for member in members:
            is_sheet = member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml")
            sheet = packed.read(member) if is_sheet else b""
            self._failed[member.filename] = list(without_result(sheet))
            if _cells_spanned(sheet) > MOST_CELLS:
                raise UsageError(
                    Text(
                        f"A sheet of {self._path} spans more than {MOST_CELLS:,} cells. "
                        "Maybe a cell far down or far to the right is filled by accident.",
                        f"Een blad van {self._path} beslaat meer dan {most_nl} cellen. "
                        "Misschien is ver naar onder of naar rechts per ongeluk een cel gevuld.",
                    )
                )


def _cells_spanned(sheet: bytes) -> int:
    """Cells in the rectangle from A1 that holds every cell: what reading the sheet takes in memory."""
    columns, rows = set(), 0
    for letters, digits in _POSITION.findall(sheet):
        columns.add(letters)
        rows = max(rows, int(digits))
    return rows * max((column_number(letters) for letters in columns), default=0)


def _as_usage_error(error: BaseException, message: UsageError) -> BaseException:
    # The reader is compiled Rust: where it panics it raises a BaseException of its own.
    return message if isinstance(error, Exception) or type(error).__name__ == "PanicException" else error


def cell_text(value: TypedCell, kind: str) -> str:
    """A typed cell as it would be written in a CSV file.

    Args:
        value: the cell as the workbook has it.
        kind: what the column holds: ``clock``, ``hours``, ``date``, or empty for the rest.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _number_text(float(value), kind)
    if isinstance(value, timedelta):
        return _duration_text(value.total_seconds(), kind)
    if isinstance(value, datetime):
        if kind in ("clock", "hours") and value.year <= 1900:
            return _duration_text(value.hour * 3600 + value.minute * 60 + value.second, kind)
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, time):
        return _duration_text(value.hour * 3600 + value.minute * 60 + value.second, kind)
    return value.isoformat()


def _number_text(value: float, kind: str) -> str:
    if kind == "clock" and 0 <= value <= 1:
        return _duration_text(value * DAY_MINUTES * 60, kind)
    if kind == "date" and value in _DATE_NUMBERS:
        return (_DAY_ZERO + timedelta(days=value)).isoformat()
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _duration_text(seconds: float, kind: str) -> str:
    minutes = round(seconds / 60)
    if abs(seconds - minutes * 60) > 1:
        if kind == "hours":
            return repr(seconds / 3600)
        return str(timedelta(seconds=round(seconds)))
    return f"{minutes // 60}:{minutes % 60:02d}" if kind == "hours" else clock(minutes)
