"""Fitting words into the boxes of a picture without measuring every string.

Widths are those of DejaVu Sans, the widest of the fonts a browser is likely to take, so that text
that fits here fits everywhere.
"""

from __future__ import annotations

from functools import lru_cache

_NARROW = frozenset("iljtfrI.,:;'|!()[]/- ")
_WIDE = frozenset("mwMW@%—…")


def shown(text: str) -> str:
    """The text on one line, cut at 200 characters, without those that cannot be printed."""
    return " ".join("".join(c if c.isprintable() else " " for c in text[:200]).split())


@lru_cache(maxsize=4096)
def _ems(text: str) -> float:
    total = 0.0
    for char in text:
        if char in _NARROW:
            total += 0.36
        elif char in _WIDE:
            total += 0.95
        elif char.isupper() or not char.isascii():
            total += 0.7 if ord(char) < 0x1100 else 1.05
        else:
            total += 0.62
    return total


def width_of(text: str, size: float) -> float:
    """Width in pixels, estimated on the safe side."""
    return _ems(text) * size


def cut(text: str, width: float, size: float) -> str:
    """The text, or as much of it as fits with an ellipsis; empty where not even two characters fit."""
    if width_of(text, size) <= width:
        return text
    kept = text
    while kept and width_of(kept + "…", size) > width:
        kept = kept[:-1]
    return kept.rstrip() + "…" if len(kept) > 1 else ""


def wrap(text: str, width: float, size: float, lines: int) -> list[str]:
    """The text broken at spaces into at most so many lines, the last one cut with an ellipsis."""
    if lines < 1:
        return []
    words = shown(text).split()
    found: list[str] = []
    while words and len(found) < lines - 1:
        line = words.pop(0)
        while words and width_of(f"{line} {words[0]}", size) <= width:
            line += " " + words.pop(0)
        if width_of(line, size) > width:
            kept = _head(line, width, size)
            words.insert(0, line[len(kept) :])
            line = kept
        found.append(line)
    if words:
        found.append(cut(" ".join(words), width, size))
    return [line for line in found if line]


def _head(word: str, width: float, size: float) -> str:
    """As many first characters of one long word as fit, at least one."""
    count = 1
    while count < len(word) and width_of(word[: count + 1], size) <= width:
        count += 1
    return word[:count]
