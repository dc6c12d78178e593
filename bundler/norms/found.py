"""What is found in a user's norms file, gathered with the place it is about."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import Any, Final, NamedTuple

from bundler.findings import Finding
from bundler.i18n import Text
from bundler.norms.codes import NORM_CODES
from bundler.norms.lines import Lines
from bundler.norms.model import is_both

_CODES: Final = {code.code: code for code in NORM_CODES}
_SHOWN = 60
BOTH = Text(
    "a text in both languages, {key}.en and {key}.nl, without braces in it",
    "een tekst in beide talen, {key}.en en {key}.nl, zonder accolades erin",
)
_PERIOD = Text("{norm}, period {number}", "{norm}, periode {number}")


class Place(NamedTuple):
    """What a finding is about: the file, a norm of it, or a period of a norm (counted from 0; -1 is none)."""

    name: Text
    norm: int = -1
    period: int = -1

    def of_period(self, period: int) -> Place:
        """A period of this norm."""
        return Place(_PERIOD.fill(norm=self.name, number=period + 1), self.norm, period)


def maybe(suggestion: str | None) -> Text | None:
    """The hint for a suggestion; None where there is none."""
    return Text(f"Maybe {suggestion}", f"Misschien {suggestion}") if suggestion else None


def nearest(name: str, known: Collection[str]) -> str | None:
    """The known name most like ``name``; None where none is like it."""
    found = get_close_matches(name[:80].casefold(), known, n=1, cutoff=0.6)
    return found[0] if found else None


def shown(value: object) -> str:
    """A value as it is put in a message: one line, not too long."""
    try:
        text = str(value)
    except (ValueError, RecursionError):
        return "…"
    text = "".join(sign if sign.isprintable() else " " for sign in text[: 2 * _SHOWN]).strip()
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


class Found:
    """The findings of one file."""

    def __init__(self, file: str, lines: Lines) -> None:
        self.file, self.lines = file, lines
        self.findings: list[Finding] = []

    @property
    def refused(self) -> bool:
        """Whether there is an error among them."""
        return any(finding.severity == "error" for finding in self.findings)

    def add(
        self,
        code: str,
        place: Place,
        field: str = "",
        value: object = "",
        hint: Text | None = None,
        **values: object,
    ) -> None:
        """Add one finding; ``values`` fill in the code's message, ``hint`` replaces its usual hint."""
        entry = _CODES[code]
        row = self.lines.of(place.norm, place.period, field)
        text = entry.message.fill(where=place.name, **values)
        self.findings.append(
            Finding(code, entry.severity, self.file, row, field, shown(value), text, hint or entry.todo)
        )

    def keys(self, place: Place, fields: Mapping[str, Any], known: Collection[str]) -> None:
        """Every key is one of the known ones."""
        for key in fields:
            if key not in known:
                self.add("E-NORM-KEY", place, key, fields[key], maybe(nearest(key, known)))

    def text(self, place: Place, fields: Mapping[str, Any], key: str) -> None:
        """Where the key is there, it is a text in both languages."""
        if key in fields and not is_both(fields[key]):
            hint = maybe(f'{key}.en = "…", {key}.nl = "…"') if isinstance(fields[key], str) else None
            self.add("E-NORM-SHAPE", place, key, fields[key], hint, shape=BOTH.fill(key=key))

    def missing(self, place: Place, fields: Mapping[str, Any], key: str) -> bool:
        """Whether a key that is needed is not there, or is empty; then that is said."""
        value = fields.get(key, "")
        if isinstance(value, str) and not value.strip():
            self.add("E-NORM-REQUIRED", place, key, name=key)
            return True
        return False
