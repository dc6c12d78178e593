"""Text in cells: without what a file cannot hold, how wide it is, and what must never become a formula."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from bundler.i18n import Lang, Text
from bundler.report.book_model import Column, Kind, Plain
from bundler.report.content_text import set_tight
from bundler.report.sheets import safe_cell

_LONGEST: Final = 32_000  # a cell holds 32,767 characters
_MOST: Final[dict[Kind, int]] = {"text": 28, "wide": 44, "long": 70}
_LEAST = 7.0
# The button that sorts and filters hides so much of a header.
_BUTTON = 3
# Cells begin so much from their edge.
_INDENT = 1.5
_FEW_LINES = 3
# Points; a row cannot be higher than the last.
_LINE, _HIGHEST = 15.0, 409.0
# Calibri's characters against its digits; elsewhere letters are a little broader than here.
_SIZES: Final = {
    char: size
    for size, chars in (
        (0.5, "ijlI.,:;'’ "),
        (0.6, "fJ!()[]-"),
        (0.75, "rtcszL/“”"),
        (0.95, "agkvxyFSZ|"),
        (1.0, "bdehnopquEKPTXY0123456789€+é–▼"),
        (1.25, "ABCRVDGHNOQU&"),
        (1.4, "w%…"),
        (1.65, "mM"),
        (1.8, "W@→"),
    )
    for char in chars
}
_MARGIN: Final = 1.03


def clean(text: str) -> str:
    """The text without characters that a workbook cannot hold, as long as a cell allows.

    An amount stays on one line with its sign.
    """
    kept = "".join(char if char.isprintable() or char == "\n" else " " for char in text[: _LONGEST + 1])
    kept = set_tight(kept)
    return kept if len(kept) <= _LONGEST else f"{kept[: _LONGEST - 1]}…"


def is_risky(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula once somebody edits or exports it."""
    return safe_cell(text) != " ".join(text.splitlines())


def lines_of(text: str, width: float) -> list[str]:
    """The text broken at spaces into lines of about so many characters."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def row_height(cells: Iterable[tuple[str, float]]) -> float:
    """Points for a row with these texts in columns of these widths: not every program works that out.

    Rather a line too many than one too few: text that does not fit is not seen at all.
    """
    return min(_HIGHEST, _LINE * max((_line_count(text, width) for text, width in cells), default=1))


def _line_count(text: str, width: float) -> int:
    return sum(max(1, sum(_broken(line, width - _INDENT))) for line in text.split("\n"))


def _broken(line: str, width: float) -> Iterator[int]:
    """How many lines each next word adds to a line that is broken at its spaces."""
    used = width
    for word in line.split():
        size = sum(map(_size, word))
        if used + _size(" ") + size <= width:
            used += _size(" ") + size
            continue
        rows = max(1, math.ceil(size / width))
        used = size - (rows - 1) * width
        yield rows


def _size(char: str) -> float:
    """Width of a character against that of a digit; of scripts that it does not know two digits."""
    return _SIZES.get(char, 1.1 if ord(char) < 0x1100 else 2.0) * _MARGIN


def column_widths(columns: Sequence[Column], rows: Sequence[Sequence[Plain]], lang: Lang) -> list[float]:
    """Widths that show every number whole, and text on one line up to its kind's most."""
    return [_width(column, [row[index] for row in rows], lang) for index, column in enumerate(columns)]


def _width(column: Column, values: Sequence[Plain], lang: Lang) -> float:
    head = column.head(lang)
    longest_word = max(len(word) for word in head.split()) + _BUTTON
    content = max((_length(value, column.kind, lang) for value in values), default=0)
    if column.total and column.kind not in _MOST:
        numbers = [value for value in values if isinstance(value, int | float | Decimal | Fraction)]
        content = max(content, _length(float(sum(map(float, numbers))), column.kind, lang) + 1)
    content = min(content + 3, _MOST.get(column.kind, content + 2))
    return float(max(_LEAST, content, longest_word, len(head) / _FEW_LINES + _BUTTON))


def _length(value: Plain, kind: Kind, lang: Lang) -> int:
    """Characters on the longest line of a cell."""
    if value is None:
        return 0
    if isinstance(value, date):
        return 10
    if isinstance(value, Text):
        value = value(lang)
    if isinstance(value, str):
        return max(map(len, value.split("\n")))
    if kind in ("euro", "fill_in"):
        return len(f"€ {float(value):,.2f}")
    if kind in ("percent", "rate", "time"):
        return 6
    return len(f"{float(value):,.2f}") if kind in ("hours", "points") else len(f"{float(value):g}")


def plain_value(value: Plain, lang: Lang) -> str | int | float | date | None:
    """What a cell holds: a text in the language, cleaned; a number as spreadsheets have them; or a date."""
    if isinstance(value, Text):
        value = value(lang)
    if isinstance(value, date) and value.year < 1900:  # spreadsheets know no earlier dates
        value = value.isoformat()
    if isinstance(value, str):
        return clean(value)
    return float(value) if isinstance(value, Decimal | Fraction) else value


def added(values: Sequence[Plain]) -> tuple[float, bool]:
    """The sum of the numbers, exact before it is rounded to a float; and whether there was nothing else."""
    numbers = [Fraction(value) for value in values if isinstance(value, int | float | Decimal | Fraction)]
    return float(sum(numbers, Fraction())), len(numbers) == len(values)
