"""KPIs as people read them: values, differences, directions, and the table of the reference."""

from __future__ import annotations

from decimal import Decimal

from bundler.attribution.shown import euros
from bundler.i18n import Text
from bundler.kpis.catalogue import EUROS, KPIS
from bundler.kpis.model import Better, Kpi
from bundler.units import decimal

NOT_KNOWN = "–"
DIRECTIONS: dict[Better, Text] = {
    "more": Text("more is better ↑", "meer is beter ↑"),
    "less": Text("less is better ↓", "minder is beter ↓"),
    "neither": Text("neither better nor worse", "niet beter of slechter"),
}
_OF = {"plan": Text("plan", "plan"), "supplier": Text("supplier", "leverancier")}
_HEADS = (
    Text("code", "code"),
    Text("name", "naam"),
    Text("unit", "eenheid"),
    Text("better", "beter"),
    Text("of each", "per"),
    Text("what is counted", "wat telt"),
)
SHORT: dict[Better, Text] = {
    "more": Text("more", "meer"),
    "less": Text("less", "minder"),
    "neither": Text("neither", "geen van beide"),
}


def value_text(kpi: Kpi, value: float | None, lang: str) -> str:
    """A value without its unit; euros have their sign."""
    if value is None:
        return NOT_KNOWN
    if kpi.unit is EUROS:
        shown = euros(Decimal(str(abs(value))))(lang).replace("€ ", "€\N{NO-BREAK SPACE}")
    else:
        shown = decimal(abs(value), lang, kpi.decimals)
    return f"−{shown}" if value < 0 and shown.strip("€\N{NO-BREAK SPACE}0.,") else shown


def signed_text(kpi: Kpi, by: float, lang: str) -> str:
    """A difference with its sign; nothing before what is 0 as it is shown."""
    shown = value_text(kpi, by, lang)
    return f"+{shown}" if by > 0 and shown != value_text(kpi, 0, lang) else shown


def kpis_markdown(lang: str) -> str:
    """The table of all KPIs."""
    lines = [[head(lang) for head in _HEADS]]
    lines += [
        [
            f"`{kpi.code}`",
            kpi.name(lang),
            kpi.unit(lang),
            SHORT[kpi.better](lang),
            _OF[kpi.by](lang),
            kpi.formula(lang).replace("|", "\\|"),
        ]
        for kpi in KPIS
    ]
    head, *rows = [f"| {' | '.join(cells)} |" for cells in lines]
    return "\n".join([head, f"|{'---|' * len(_HEADS)}", *rows])
