"""What one entry of the catalogue of codes is."""

from __future__ import annotations

from typing import NamedTuple

from bundler.findings import Severity
from bundler.i18n import Text

_SEVERITIES: dict[str, Severity] = {"E": "error", "W": "warning", "N": "note"}


class Code(NamedTuple):
    """One sort of finding about the input.

    Attributes:
        code: stable name; its first letter says how bad it is (``E-…``, ``W-…``, ``N-…``).
        message: what is wrong; ``{…}`` marks what is filled in.
        todo: what to do about it, beginning "Maybe …" / "Misschien …"; shown with a finding that has
            no better suggestion of its own.
    """

    code: str
    message: Text
    todo: Text

    @property
    def severity(self) -> Severity:
        """An error refuses the data; a warning or a note does not."""
        return _SEVERITIES[self.code[0]]


def code(name: str, message_en: str, message_nl: str, todo_en: str, todo_nl: str) -> Code:
    """One entry, from its sentences in English and Dutch; ``todo`` is given without its first word."""
    return Code(name, Text(message_en, message_nl), Text(f"Maybe {todo_en}", f"Misschien {todo_nl}"))
