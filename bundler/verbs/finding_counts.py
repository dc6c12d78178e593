"""How many findings there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bundler.findings import Finding, Severity
from bundler.i18n import Text

_ERRORS = (Text("1 error", "1 fout"), Text("{number} errors", "{number} fouten"))
_WARNINGS = (Text("1 warning", "1 waarschuwing"), Text("{number} warnings", "{number} waarschuwingen"))
_NOTES = (Text("1 note", "1 opmerking"), Text("{number} notes", "{number} opmerkingen"))


def counted(words: tuple[Text, Text], number: int) -> Text:
    """``1 job`` or ``3 jobs``."""
    return words[0] if number == 1 else words[1].fill(number=number)


def counts(findings: Sequence[Finding], *, zeros: bool = True) -> Text:
    """How many errors and warnings there are, and notes where there are any; without ``zeros`` only those."""
    found = Counter(finding.severity for finding in findings)
    words: dict[Severity, tuple[Text, Text]] = {"error": _ERRORS, "warning": _WARNINGS, "note": _NOTES}
    told = [kind for kind in words if found[kind] or (zeros and kind != "note")]
    parts = [counted(words[kind], found[kind]) for kind in told]
    return Text(", ".join(part.en for part in parts), ", ".join(part.nl for part in parts))
