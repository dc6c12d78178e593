"""The letters of the printed reports: DejaVu Sans, which comes with matplotlib, so with every install."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FAMILY = "DejaVu Sans"
_FILES = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}
# Stands for a character that the font has no letter for.
_MISSING = "\N{REPLACEMENT CHARACTER}"
_SPACES = str.maketrans(dict.fromkeys("\t\n\r\v\f\x85\u2028\u2029", " "))


def font_folder() -> Path:
    """Where the font's files are."""
    import matplotlib

    return Path(matplotlib.get_data_path()) / "fonts" / "ttf"


def font_file(bold: bool) -> Path:
    """One of the font's files."""
    return font_folder() / _FILES[bold]


@cache
def _letters() -> frozenset[int]:
    """Every character that is in the font, upright and bold."""
    from matplotlib.ft2font import FT2Font

    upright, bold = (set(FT2Font(str(font_file(each))).get_charmap()) for each in _FILES)
    return frozenset(upright & bold)


class _Shapes(dict[int, str]):
    """How each character is set, worked out when it first comes by."""

    def __missing__(self, code: int) -> str:
        char = chr(code).translate(_SPACES)
        seen = char.isprintable() or char == "\N{NO-BREAK SPACE}"
        self[code] = "" if not seen else char if ord(char) in _letters() else _MISSING
        return self[code]


_SHAPES = _Shapes()


def printable(text: str) -> str:
    """The text as the font can set it.

    Characters without a shape are left out; one that the font lacks becomes �, since a document that
    everybody's software can read may hold no empty places.
    """
    return text if text.isascii() and text.isprintable() else text.translate(_SHAPES)
