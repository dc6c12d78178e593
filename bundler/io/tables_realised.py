"""The columns of the table of realised hours, which the statements are made from."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from bundler.domain.realised import OUTSIDE
from bundler.i18n import Text
from bundler.io import cells
from bundler.io.cells import Wrong
from bundler.io.columns import Table, column
from bundler.io.nearest import maybe

_QUARTER: Final = re.compile(r"(20\d\d)[-/ ]?[qk]([1-4])$|[qk]([1-4])[-/ ]?(20\d\d)$", re.IGNORECASE)
_MONTH: Final = re.compile(r"(20\d\d)[-/](\d{1,2})$")
_MONTH_FIRST: Final = re.compile(r"(\d{1,2})[-/ ](20\d\d)$")
_CLOCKED: Final = re.compile(r"\d+:[0-5]\d$")
_OUTSIDE: Final = {
    "sw": "sw_company",
    "sw-bedrijf": "sw_company",
    "swbedrijf": "sw_company",
    "ontwikkelbedrijf": "sw_company",
    "gemeente": "sw_company",
    "opdrachtgever": "client",
}


class Span(NamedTuple):
    """A quarter, or one month of it; ``month`` is None of a whole quarter."""

    year: int
    quarter: int
    month: int | None

    def __str__(self) -> str:
        return f"{self.year}-Q{self.quarter}" if self.month is None else f"{self.year}-{self.month:02d}"


def span(cell: str) -> Span:
    """A month as ``2026-03`` or a quarter as ``2026-Q1`` or ``2026-K1``."""
    match = _QUARTER.match(cell)
    if match:
        return Span(int(match[1] or match[4]), int(match[2] or match[3]), None)
    match = _MONTH.match(cell)
    if match and 1 <= int(match[2]) <= 12:
        return Span(int(match[1]), (int(match[2]) + 2) // 3, int(match[2]))
    match = _MONTH_FIRST.match(cell)
    sensible = match and 1 <= int(match[1]) <= 12
    raise Wrong("E-PERIOD", maybe(f"{match[2]}-{int(match[1]):02d}") if match and sensible else None)


def paid_minutes(cell: str) -> float:
    """Minutes from hours as ``312.5``, ``312,5``, ``1.312,50`` or ``312:30``; not rounded.

    An amount such as ``1.250`` can be read in two ways and is refused.
    """
    if _CLOCKED.match(cell):
        hours, minutes = cell.split(":")
        return float(hours) * 60 + int(minutes)
    if not set(cell) <= set("0123456789.,+- "):
        raise Wrong("E-NUMBER")
    return cells.euro(cell) * 60


def employer(cell: str) -> str:
    """A supplier's id, or the word for an employer that is no supplier."""
    return _OUTSIDE.get(cell.casefold(), cell)


_GROUPS: Final = (
    "doelgroepregister=banenafspraak register=banenafspraak participatiewet_kort=participatiewet_short "
    "participatiewet_lang=participatiewet_long ww_kort=ww_short ww_lang=ww_long wao=wia"
)

REALISED: Final = Table(
    "realised",
    True,
    ("gerealiseerd", "gerealiseerde_uren", "verloonde_uren", "realised_hours", "realized"),
    (
        column(
            "period",
            span,
            "month (2026-03) or quarter (2026-Q1)",
            "maand (2026-03) of kwartaal (2026-K1)",
            "periode maand kwartaal tijdvak month quarter",
            None,
        ),
        column(
            "supplier_id",
            employer,
            f"the formal employer: into the table suppliers, or {' or '.join(OUTSIDE)}",
            "de formele werkgever: uit de tabel leveranciers, of sw-bedrijf of opdrachtgever",
            "leverancier leverancier_id leveranciers_id leverancierscode werkgever formele_werkgever "
            "supplier employer "
            "formal_employer",
            None,
        ),
        column(
            "job_id",
            cells.text,
            "the job's code, as in the plan",
            "de code van de baan, zoals in het plan",
            "baan baan_id baancode job job_code",
            None,
        ),
        column(
            "hours",
            paid_minutes,
            "paid hours in the period: 312.5, 312,5 or 312:30",
            "verloonde uren in de periode: 312,5 of 312:30",
            "uren verloonde_uren verloond paid_hours gerealiseerde_uren",
            None,
            figures=True,
        ),
        column(
            "persons",
            cells.whole(cells.within(1, 10_000)),
            "how many persons the hours are of",
            "van hoeveel personen de uren zijn",
            "personen aantal_personen aantal number_of_persons people",
            "1",
        ),
        column(
            "group",
            cells.choice(
                "banenafspraak participatiewet_short participatiewet_long ww_short ww_long wia wsw nug",
                _GROUPS,
            ),
            "the social-return group of these persons, never more about them",
            "de groep voor social return van deze personen, en nooit meer over hen",
            "groep doelgroep target_group sroi_groep",
            Text("target_group of the scenario", "target_group uit het scenario"),
        ),
    ),
)
