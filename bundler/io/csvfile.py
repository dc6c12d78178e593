"""The rows of one CSV file, whatever its separator; what keeps it from being read is a finding."""

from __future__ import annotations

import csv
import io
import re

from bundler.i18n import Text
from bundler.io.collect import Findings
from bundler.io.columns import Table, recognise
from bundler.io.limits import MOST_COLUMNS, MOST_ROWS

_SEPARATORS = ",;\t"
_SEPARATOR_LINE = re.compile(r"\s*\"?sep=(.)\"?\s*(?:\r\n|\r|\n)", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\r|\n")
_END = "\x1aend of file"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_AROUND = re.compile(rb"[^,;\t|\"\r\n]*")


def read_csv(content: bytes, table: Table, file: str, found: Findings) -> list[list[str]] | None:
    """Every row of the file, the header and blank rows too; None where it cannot be read.

    Rows are counted as a spreadsheet counts them: a cell may run over several lines.
    """
    if not content.strip(b"\xef\xbb\xbf \t\r\n"):
        found.add("E-EMPTY-FILE", file)
        return None
    text = decode(content, file, found)
    if text is None:
        return None
    given = _SEPARATOR_LINE.match(text)
    if given:
        text = text[given.end() :]
    separator = given[1] if given else _separator(text, table)
    rows = _rows(text, separator, file, found)
    if rows is not None and text[-1:] not in ("\r", "\n"):
        _cut_off(rows, file, found)
    return rows


def _cut_off(rows: list[list[str]], file: str, found: Findings) -> None:
    """A last row that is shorter than all others, in a file without a last line end, is half a row.

    Where more rows are short the file was written so: some programs leave out blank cells at the end.
    """
    filled = [row for row in rows if row]
    if len(filled) < 2:
        return
    header, *others, last = filled
    if len(last) < len(header) and all(len(row) >= len(header) for row in others):
        found.add("E-CUT-OFF", file, len(rows), value=last[-1], cells=len(last), headers=len(header))


def decode(content: bytes, file: str, found: Findings) -> str | None:
    """The text of a file that should be UTF-8; None where it is no text at all.

    A text in another encoding is an error; it is returned all the same, read as Windows text, so that
    what else is wrong in it is found too.
    """
    if content.startswith(_UTF_16):
        found.add("E-ENCODING", file, 1, encoding="UTF-16")
        return None
    zero = content.find(b"\0")
    if zero >= 0:
        if content[1::2].count(0) > len(content) // 4 or content[::2].count(0) > len(content) // 4:
            found.add("E-ENCODING", file, 1, encoding="UTF-16")
        else:
            found.add("E-BINARY", file, _line(content, zero))
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        bad = error.start
    start = max(content.rfind(sign, 0, bad) for sign in (b",", b";", b"\t", b"|", b'"', b"\n", b"\r")) + 1
    around = _AROUND.match(content, start)
    windows = content.decode("cp1252", errors="replace")
    name = Text("Windows text (cp1252)", "Windows-tekst (cp1252)")
    found.add(
        "E-ENCODING",
        file,
        _line(content, bad),
        value=around[0].decode("cp1252", errors="replace") if around else "",
        encoding=name,
    )
    return windows if "\ufffd" not in windows else None


def _line(content: bytes, position: int) -> int:
    return len(re.findall(rb"\r\n|\r|\n", content[:position])) + 1


def _separator(text: str, table: Table) -> str:
    """The separator under which the header has the most known columns, then the most cells."""

    def worth(separator: str) -> tuple[int, int]:
        header = _first_row(text, separator)
        known = sum(item is not None for item in recognise(table, header[:MOST_COLUMNS]).columns)
        return known, len(header)

    return max(_SEPARATORS, key=worth)


def _first_row(text: str, separator: str) -> list[str]:
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            if any(cell.strip() for cell in row):
                return row
    except csv.Error:
        return []
    return []


def _rows(text: str, separator: str, file: str, found: Findings) -> list[list[str]] | None:
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(f"{text}\n{_END}", newline=""), delimiter=separator)
    try:
        for row in reader:
            rows.append(row)
            if len(rows) > MOST_ROWS + 2:
                found.add("E-TOO-MANY-ROWS", file, limit=MOST_ROWS)
                return None
    except csv.Error:  # a cell beyond the reader's limit: a quotation mark that swallowed the rest
        found.add("E-QUOTES", file, len(rows) + 1)
        return rows if len(rows) > 1 else None
    # Where the last row is not our own mark, a cell that was never closed has swallowed it.
    last = rows.pop()
    if last != [_END]:
        found.add(
            "E-QUOTES", file, len(rows) + 1, value=next((cell for cell in last if _END in cell), "")[:40]
        )
        return rows if len(rows) > 1 else None
    for index, row in enumerate(rows[1:], 2):
        swallowed = next(
            (c for c in row if c.count(separator) >= max(2, len(rows[0]) - 1) and "\n" in c), None
        )
        if swallowed is not None:
            found.add("E-QUOTES", file, index, value=swallowed)
            row.clear()
    return rows
