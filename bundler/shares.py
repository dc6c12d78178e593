"""Dividing a whole so that the printed parts add up to it exactly."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

PLACES = 4
UNITS = 10_000


def largest_remainder(parts: Sequence[int] | Sequence[Fraction], units: int) -> list[int]:
    """Whole units over the parts in proportion; what rounding leaves goes to the largest remainders.

    Args:
        parts: sizes, 0 or more, not all 0.
        units: how many units there are to divide.

    Returns:
        Units for each part; they add up to ``units``.
    """
    whole = sum(parts)
    shares = [int(part * units // whole) for part in parts]
    order = sorted(range(len(parts)), key=lambda i: (-(parts[i] * units % whole), i))
    for i in order[: units - sum(shares)]:
        shares[i] += 1
    return shares


def half_up(amount: Fraction) -> int:
    """The nearest whole number of an amount of 0 or more; halves go up."""
    return math.floor(amount + Fraction(1, 2))


def rounded_parts(amounts: Sequence[Fraction]) -> list[int]:
    """Amounts of 0 or more as whole numbers that add up to their sum, rounded with halves up."""
    return (
        largest_remainder(amounts, half_up(sum(amounts, Fraction()))) if any(amounts) else [0] * len(amounts)
    )


def hour_units(minutes: int) -> int:
    """Hours in units of 0.0001, rounded."""
    return (minutes * UNITS + 30) // 60


def plain(units: int) -> str:
    """Units of 0.0001 as a decimal number without needless zeros."""
    text = fixed(units)
    return text.rstrip("0").rstrip(".")


def fixed(units: int) -> str:
    """Units of 0.0001 as a decimal number with all four decimals."""
    return f"{units // UNITS}.{units % UNITS:0{PLACES}d}"
