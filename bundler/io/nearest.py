"""The known name that a misspelt one was probably meant to be."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from bundler.i18n import Text

# Comparing is slow: with thousands of misspelt ids only the first ones get a comparison with all known ids.
_COMPARISONS = 20_000


def maybe(suggestion: str | None) -> Text | None:
    """The hint for a suggestion; None where there is none."""
    return Text(f"Maybe {suggestion}", f"Misschien {suggestion}") if suggestion else None


def nearest(name: str, known: Collection[str]) -> str | None:
    """The known name most like ``name``; None where none is like it."""
    found = get_close_matches(name[:80], known, n=1, cutoff=0.6)
    return found[0] if found else None


def bare(name: str) -> str:
    """A name without capitals, spaces and signs."""
    return "".join(filter(str.isalnum, name.casefold()))


class Names:
    """Known names, to suggest the nearest one for a misspelt name, over and over, within bounded time."""

    def __init__(self, known: Iterable[str]) -> None:
        self.known = frozenset(known)
        self._listed = sorted(self.known)
        self._bare = {bare(name): name for name in self._listed}
        self._answers: dict[str, str | None] = {}
        self._left = _COMPARISONS

    def suggest(self, name: str) -> str | None:
        """The nearest known name, or None; the same but for capitals and signs goes first."""
        if name not in self._answers:
            self._answers[name] = self._bare.get(bare(name)) or self._compare(name)
        return self._answers[name]

    def _compare(self, name: str) -> str | None:
        if self._left <= 0:
            return None
        self._left -= len(self._listed)
        return nearest(name, self._listed)
