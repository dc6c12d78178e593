"""What a person sees: results on stdout, messages on stderr, in the chosen language."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from bundler.errors import BundlerError, DataRefused
from bundler.findings import finding_line
from bundler.i18n import Lang, Text

if TYPE_CHECKING:
    from bundler.findings import Finding

_ERROR = Text("Error", "Fout")
_MORE = Text(
    "… and {number} more. `bundler check DATA --verbose` shows all of them.",
    "… en nog {number}. `bundler check DATA --verbose` toont ze allemaal.",
)
_CONTROL = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), " ")
_ORDER = {"error": 0, "warning": 1, "note": 2}


@dataclass(frozen=True)
class Console:
    """Where output goes and how much of it.

    Attributes:
        lang: language of everything a person reads.
        json: stdout gets one JSON document and nothing else.
        quiet: no progress and no messages but errors.
    """

    lang: Lang = "en"
    json: bool = False
    quiet: bool = False

    def out(self, text: Text | str = "") -> None:
        """A line of the result, for people: on stdout, unless that is for JSON."""
        if not self.json and not self.quiet:
            write(sys.stdout, self.words(text) + "\n")

    def say(self, text: Text | str) -> None:
        """A message on stderr that is no error."""
        if not self.quiet:
            write(sys.stderr, self.words(text) + "\n")

    def error(self, text: Text | str) -> None:
        """A message on stderr that is always shown."""
        write(sys.stderr, self.words(text) + "\n")

    def words(self, text: Text | str) -> str:
        """The text in the console's language, without what would steer a terminal."""
        words = text(self.lang) if isinstance(text, Text) else text
        return words.translate(_CONTROL)

    def document(self, value: object) -> None:
        """The JSON document, where ``--json`` asks for it."""
        if self.json:
            from bundler.io.planfile import dump

            encoding = (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "")
            write(sys.stdout, dump(value, ascii_only=encoding != "utf8") + "\n")

    def fault(self, text: Text | str) -> None:
        """A fault that is the command's very result: part of it, and shown on stderr when quiet."""
        if self.quiet and not self.json:
            self.error(text)
        else:
            self.out(text)

    def findings(self, findings: Iterable[Finding], *, most: int | None = None, result: bool = False) -> None:
        """Findings by severity: every error; of the warnings and notes at most ``most``.

        They go to stderr, or where they are the command's ``result`` to stdout.
        """
        ordered = sorted(findings, key=lambda finding: _ORDER[finding.severity])
        errors = [finding for finding in ordered if finding.severity == "error"]
        others = ordered[len(errors) :]
        for finding in errors:
            (self.fault if result else self.error)(finding_line(finding, self.lang))
        show = self.out if result else self.say
        for finding in others[:most]:
            show(finding_line(finding, self.lang))
        if most is not None and most < len(others):
            show(_MORE.fill(number=len(others) - most))


def write(stream: TextIO, text: str) -> None:
    """Write, and flush so that both streams stay in step."""
    stream.write(text)
    stream.flush()


def finding_documents(findings: Sequence[Finding], lang: str) -> list[dict[str, object]]:
    """Findings as JSON, errors first."""
    return [
        {
            "code": finding.code,
            "severity": finding.severity,
            "file": finding.file,
            "row": finding.row,
            "column": finding.column,
            "cell": finding.cell,
            "value": finding.value,
            "text": finding.text(lang),
            "hint": finding.hint(lang),
        }
        for finding in sorted(findings, key=lambda finding: _ORDER[finding.severity])
    ]


def refuse(console: Console, error: BundlerError) -> int:
    """Show an error with all its findings and give its exit code."""
    findings: Sequence[Finding] = error.findings if isinstance(error, DataRefused) else ()
    console.findings(findings, most=10)
    console.error(f"{_ERROR(console.lang)}: {error.text(console.lang)}")
    error_document(console, error.exit_code, error.text(console.lang), findings)
    return error.exit_code


def error_document(console: Console, code: int, message: str, findings: Sequence[Finding] = ()) -> None:
    """The JSON document of a command that failed."""
    console.document(
        {
            "format": "bundler-error/1",
            "exit_code": code,
            "message": message,
            "findings": finding_documents(findings, console.lang),
        }
    )
