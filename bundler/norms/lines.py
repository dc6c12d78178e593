"""On which line of a norms file something stands."""

from __future__ import annotations

import re

_NORM = re.compile(r"\s*\[\[\s*norms\s*\]\]")
_PERIOD = re.compile(r"\s*\[\[\s*norms\s*\.\s*periods\s*\]\]")
_KEY = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*[.=]")


class Lines:
    """Lines by norm, period and key, counted from 1; of what is written unusually the nearest above."""

    def __init__(self, text: str) -> None:
        self._lines: dict[tuple[int, int, str], int] = {}
        norm = period = -1
        for number, line in enumerate(text.splitlines(), 1):
            if _NORM.match(line):
                norm, period = norm + 1, -1
            elif _PERIOD.match(line):
                period += 1
            elif key := _KEY.match(line):
                self._lines.setdefault((norm, period, key[1]), number)
                continue
            else:
                continue
            self._lines[norm, period, ""] = number

    def of(self, norm: int = -1, period: int = -1, key: str = "") -> int | None:
        """The line of a key, else of its period, its norm's list of periods, or its norm."""
        places = ((norm, period, key), (norm, period, ""), (norm, -1, "periods"), (norm, -1, ""))
        return next((line for place in places if (line := self._lines.get(place))), None)
