"""One colour and one letter for each supplier, so that no picture tells by colour alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from bundler.domain import Supplier

# Okabe & Ito's palette, told apart with every common form of colour blindness; grey in place of its black.
OKABE_ITO = ("#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7", "#999999")
BLACK, WHITE = "#000000", "#FFFFFF"
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


class Style(NamedTuple):
    """How one supplier is shown.

    Attributes:
        name: its name, or its id where it has none.
        letter: one or two letters that no other supplier has.
        fill: its colour, ``#RRGGBB``.
        ink: black or white, whichever is read best on ``fill``.
    """

    supplier_id: str
    name: str
    letter: str
    fill: str
    ink: str


def luminance(color: str) -> float:
    """Relative luminance of ``#RRGGBB`` as WCAG 2 defines it, 0 (black) to 1 (white)."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    """Contrast ratio of two colours as WCAG 2 defines it, 1 to 21."""
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def ink_on(fill: str) -> str:
    """Black or white, whichever contrasts most; on any colour that is at least 4.5."""
    return max((BLACK, WHITE), key=lambda ink: contrast(ink, fill))


def safe_color(text: str) -> str | None:
    """``#RRGGBB`` for a hex colour or a CSS colour name; None for anything else."""
    cleaned = text.strip()
    if _HEX.fullmatch(cleaned):
        digits = cleaned[1:]
        return "#" + ("".join(2 * d for d in digits) if len(digits) == 3 else digits).upper()
    if not cleaned.isalpha():
        return None
    from matplotlib.colors import CSS4_COLORS

    named = CSS4_COLORS.get(cleaned.lower())
    return str(named).upper() if named else None


def supplier_styles(suppliers: Iterable[Supplier]) -> dict[str, Style]:
    """The look of each supplier, by id; the suppliers' own colours where they are colours."""
    listed = list(suppliers)
    own = {supplier.supplier_id: safe_color(supplier.color) for supplier in listed}
    free = [color for color in OKABE_ITO if color not in own.values()] or list(OKABE_ITO)
    styles: dict[str, Style] = {}
    taken: set[str] = set()
    without_color = 0
    for supplier in listed:
        fill = own[supplier.supplier_id]
        if fill is None:
            fill = free[without_color % len(free)]
            without_color += 1
        name = supplier.name or supplier.supplier_id
        letter = _letter(name, taken)
        taken.add(letter)
        styles[supplier.supplier_id] = Style(supplier.supplier_id, name, letter, fill, ink_on(fill))
    return styles


def _letter(name: str, taken: set[str]) -> str:
    """The first free letter of the name, else of the alphabet, else a letter and a number."""
    candidates = [c for c in name.upper() if "A" <= c <= "Z"] + [
        chr(c) for c in range(ord("A"), ord("Z") + 1)
    ]
    for candidate in candidates:
        if candidate not in taken:
            return candidate
    first, number = candidates[0], 2
    while f"{first}{number}" in taken:
        number += 1
    return f"{first}{number}"
