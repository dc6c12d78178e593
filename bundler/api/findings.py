"""What is found in data or in a plan, as a sequence that shows itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from bundler.api.frames import Columns, frame_of
from bundler.api.shown import Shown, language
from bundler.findings import Finding, Severity, finding_line
from bundler.i18n import Lang, Text

if TYPE_CHECKING:
    import pandas as pd
    from markupsafe import Markup

COLUMNS: Final[Columns] = {
    "severity": "string",
    "code": "string",
    "file": "string",
    "row": "Int64",
    "column": "string",
    "value": "string",
    "text": "string",
    "hint": "string",
    "cell": "string",
}
_ORDER = {"error": 0, "warning": 1, "note": 2}
_NOTHING = Text("Nothing was found.", "Er is niets gevonden.")
_FOUND = Text("Found: {counts}.", "Gevonden: {counts}.")
_MORE = Text("… and {number} more; see .frame.", "… en nog {number}; zie .frame.")
_MOST = 30


class Findings(Shown, tuple[Finding, ...]):
    """Errors, warnings and notes: a tuple of ``Finding``, errors first; it is false where there are none.

    A ``Finding`` has ``code``, ``severity``, ``file``, ``row``, ``column``, ``value``, ``text`` and ``hint``;
    the last two are in both languages: ``finding.text("nl")``.

    Example:
        >>> import bundler as bd
        >>> findings = bd.check("data/utrecht")
        >>> findings.ok
        True
        >>> findings.frame.columns.tolist()
        ['severity', 'code', 'file', 'row', 'column', 'value', 'text', 'hint', 'cell']
    """

    def __new__(cls, found: Iterable[Finding] = ()) -> Findings:
        """Findings in order of severity."""
        return super().__new__(cls, sorted(found, key=lambda finding: _ORDER[finding.severity]))

    @property
    def ok(self) -> bool:
        """Whether there is no error among them; warnings and notes refuse nothing."""
        return not self.errors

    @property
    def errors(self) -> Findings:
        """Those that refuse the data or the plan."""
        return self._only("error")

    @property
    def warnings(self) -> Findings:
        """Those to look at: the data can be used, but maybe something else was meant."""
        return self._only("warning")

    @property
    def notes(self) -> Findings:
        """Those that are good to know."""
        return self._only("note")

    def _only(self, severity: Severity) -> Findings:
        return Findings(finding for finding in self if finding.severity == severity)

    @property
    def frame(self) -> pd.DataFrame:
        """One row a finding, texts in the language of the locale.

        ===========  ======  =================================================================
        severity     string  ``error``, ``warning`` or ``note``
        code         string  its code in the catalogue, such as ``E-HOURS``
        file         string  file or sheet; of a DataFrame the name of the table
        row          Int64   as in a spreadsheet: the headers are row 1; missing where about no row
        column       string  header as it was written; of a plan the job
        value        string  the cell as it was found
        text         string  what is wrong
        hint         string  what to do about it
        cell         string  of a workbook the cell, such as ``D7``; else empty
        ===========  ======  =================================================================
        """
        lang = language(None)
        return frame_of(
            COLUMNS, ((*_place(each), each.text(lang), each.hint(lang), each.cell) for each in self)
        )

    def _lines(self, lang: Lang) -> Iterator[str]:
        from bundler.verbs.finding_counts import counts

        if not self:
            yield _NOTHING(lang)
            return
        yield _FOUND(lang, counts=counts(self, zeros=False))
        yield from (finding_line(finding, lang) for finding in self[:_MOST])
        if len(self) > _MOST:
            yield _MORE(lang, number=len(self) - _MOST)

    def _markup(self, lang: Lang) -> Markup:
        from bundler.api import html
        from bundler.report.views import finding_row
        from bundler.report.words import LABELS
        from bundler.verbs.finding_counts import counts

        if not self:
            return html.paragraph([_NOTHING(lang)])
        heads = [LABELS[name](lang) for name in ("kind", "code", "where", "what")]
        rows = [finding_row(finding, lang) for finding in self]
        cells = [[row.kind, row.code, row.where, f"{row.text} {row.hint}".strip()] for row in rows]
        return html.block(
            html.paragraph([_FOUND(lang, counts=counts(self, zeros=False))]), html.table(heads, cells)
        )


def _place(finding: Finding) -> tuple[object, ...]:
    return finding.severity, finding.code, finding.file, finding.row, finding.column, finding.value
