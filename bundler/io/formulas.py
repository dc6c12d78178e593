"""Cells of an .xlsx file whose formula has no result: the reader of workbooks shows them as blank."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree

NO_RESULT: Final = "#FORMULA"
FORMULA_ERRORS: Final = frozenset(
    ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", NO_RESULT)
)

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ERROR = re.compile(
    rb"""<c\s(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})(\d{1,7})"[^>]*>(?:<f\b.*?(?:/>|</f>))?<v>(#[^<]*)</v>""",
    re.DOTALL,
)
_NOT_CALCULATED = re.compile(
    rb"""<c\s[^>]*\br="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"""
)


def sheet_members(packed: zipfile.ZipFile) -> dict[str, str]:
    """The member of the archive that holds each sheet, by its name; empty for no .xlsx file."""
    try:
        book = ElementTree.fromstring(packed.read("xl/workbook.xml"))
        links = ElementTree.fromstring(packed.read("xl/_rels/workbook.xml.rels"))
    except KeyError:
        return {}
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    return {
        sheet.get("name", ""): posixpath.normpath(
            posixpath.join("/xl", targets.get(sheet.get(_LINK, ""), ""))
        ).lstrip("/")
        for sheet in book.iter(f"{_MAIN}sheet")
    }


def without_result(sheet: bytes) -> Iterator[tuple[int, int, str]]:
    """Row and column (from 0) of each cell whose formula failed or was never calculated, with the error."""
    for letters, digits, error in _ERROR.findall(sheet):
        yield int(digits) - 1, column_number(letters) - 1, error.decode("utf-8", "replace")
    for letters, digits in _NOT_CALCULATED.findall(sheet):
        yield int(digits) - 1, column_number(letters) - 1, NO_RESULT


def column_number(letters: bytes) -> int:
    """The number of a column from its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def column_letters(number: int) -> str:
    """The letters of a column from its number: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(65 + letter) + letters
    return letters
