"""The sheet with each supplier's social-return obligation; it works on when someone fills in an amount."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from bundler.attribution.facts import UNKNOWN
from bundler.attribution.obligations import Obligation
from bundler.domain import Supplier
from bundler.i18n import Text
from bundler.report.book_data import BookData
from bundler.report.book_model import (
    NOT_APPLICABLE,
    Cell,
    Column,
    Plain,
    Table,
    Value,
    exact_known_sum,
    exact_sum,
    known,
)
from bundler.report.book_paper import Paper
from bundler.report.book_sheet import Sheet
from bundler.report.social_words import MODELS

_NUMBERS = "AND(ISNUMBER({.due}),ISNUMBER({.%s}))"
_SHORT = "IF({.due}=0,0,IF(" + _NUMBERS + ",MAX(0,ROUND({.due}-{.%s},2)),{unknown}))"
_PART = "IF({.due}=0,{none},IF(" + _NUMBERS + ",{.%s}/{.due},{unknown}))"

SOCIAL = Table(
    "social",
    Text("Social_return", "Social_return"),
    (
        Column("supplier", Text("Supplier", "Leverancier")),
        Column("model", Text("Model", "Model")),
        Column("percent", Text("Percentage", "Percentage"), "rate"),
        Column("base", Text("Base euro a year", "Grondslag euro per jaar"), "fill_in"),
        Column(
            "due", Text("Due euro a year", "Verplichting euro per jaar"), "euro", "",
            "IF({.percent}={none},0,"
            "IF(AND(ISNUMBER({.percent}),ISNUMBER({.base})),ROUND({.percent}*{.base},2),{unknown}))",
        ),
        Column("realised", Text("Realised before the plan", "Gerealiseerd zonder plan"), "fill_in"),
        Column(
            "booked", Text("Booked by the plan a year", "Geboekt met het plan per jaar"), "euro", "",
            exact_known_sum("{attribution.supplier}", "{attribution.euro}", "{.supplier}"),
        ),
        Column(
            "least", Text("Of it known at least", "Waarvan bekend ten minste"), "euro", "",
            exact_sum("{attribution.supplier}", "{attribution.euro}", "{.supplier}"),
        ),
        Column(
            "after", Text("Realised with the plan", "Gerealiseerd met het plan"), "euro", "",
            "IF({.realised}={none},{none},"
            "IF(AND(ISNUMBER({.realised}),ISNUMBER({.booked})),{.realised}+{.booked},{unknown}))",
        ),
        Column("short_before",
               Text("Still to reach without the plan", "Nog te halen zonder plan"), "euro", "",
               _SHORT % ("realised", "realised")),
        Column("short_after", Text("Still to reach with the plan", "Nog te halen met het plan"), "euro", "",
               _SHORT % ("after", "after")),
        Column("part_before", Text("Reached without the plan", "Deel gehaald zonder plan"), "percent", "",
               _PART % ("realised", "realised")),
        Column("part_after", Text("Reached with the plan", "Deel gehaald met het plan"), "percent", "",
               _PART % ("after", "after")),
        Column("notes", Text("Notes", "Opmerkingen"), "wide"),
    ),
)  # fmt: skip
_NAME = Text("Social return", "Social return")
_TITLE = Text(
    "Social return: each row is one supplier's obligation for a year, before and after the plan",
    "Social return: elke rij is de verplichting van één leverancier voor een jaar, voor en na het plan",
)
_FILL_IN = Text(
    "The cells with a dotted border (base and realised) are there to fill in: type an amount and the "
    "columns to the right change with it. Type “unknown” where nobody knows; it never counts as 0.",
    "De cellen met een gestippelde rand (grondslag en gerealiseerd) zijn om in te vullen: typ een bedrag en "
    "de kolommen rechts veranderen mee. Typ “onbekend” als niemand het weet; dat telt nooit als 0.",
)
_HINT_TITLE = Text("To fill in", "Om in te vullen")
_HINT = Text(
    "An amount in euros for one year, or “unknown”. The columns to the right change with it.",
    "Een bedrag in euro's voor één jaar, of “onbekend”. De kolommen rechts veranderen mee.",
)
_NO_SUM = Text(
    "There is no total on purpose: each supplier is held to its own contract, and what one has too much "
    "does not help another.",
    "Er is met opzet geen totaal: elke leverancier heeft een eigen contract, en wat de een te veel heeft, "
    "helpt de ander niet.",
)


def write_social(paper: Paper, data: BookData) -> None:
    """Write the sheet."""
    lang = data.lang
    notes = [_FILL_IN(lang), _NO_SUM(lang), data.split]
    sheet = Sheet(paper, _NAME, _TITLE(lang), notes)
    owed = data.dossier.attributed.obligations
    placed = sheet.table(SOCIAL, [_row(data, owed[name]) for name in data.problem.supplier_by_id])
    hint = {"validate": "any", "input_title": _HINT_TITLE(lang), "input_message": _HINT(lang)}
    for column in map(SOCIAL.place, ("base", "realised")):
        sheet.worksheet.data_validation(placed.first, column, placed.last, column, hint)
    part = SOCIAL.place("part_after")
    sheet.worksheet.conditional_format(
        placed.first, part, placed.last, part,
        {"type": "data_bar", "bar_solid": True, "bar_color": "#9DC3E6",
         "min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1},
    )  # fmt: skip


def _row(data: BookData, owed: Obligation) -> list[Value]:
    supplier = owed.supplier
    nothing = owed.model == "none"
    percent = supplier.social_return_percent
    realised: Plain = NOT_APPLICABLE if nothing and owed.realised is None else known(owed.realised)
    after: Plain = UNKNOWN
    if isinstance(realised, Text):
        after = realised
    elif owed.realised is not None and owed.booked is not None:
        after = owed.realised + owed.booked
    return [
        data.name(supplier.supplier_id),
        MODELS[owed.model],
        NOT_APPLICABLE if nothing else UNKNOWN if percent is None else Decimal(str(percent)) / 100,
        Cell(NOT_APPLICABLE, "euro") if nothing else known(base(supplier)),
        known(owed.due),
        Cell(realised, "euro") if realised is NOT_APPLICABLE else realised,
        known(owed.booked),
        owed.booked_at_least,
        after,
        known(owed.shortfall_before),
        known(owed.shortfall_after),
        _part(owed, owed.before),
        _part(owed, owed.after),
        data.lines(owed.notes),
    ]


def _part(owed: Obligation, part: Fraction | None) -> Plain:
    return NOT_APPLICABLE if owed.due == 0 else known(part)


def base(supplier: Supplier) -> Decimal | None:
    """What the percentage is taken of, as in ``obligation``: without one, under model B, the contract."""
    given = supplier.social_return_base_eur_year
    if given is None and supplier.social_return_model == "B":
        given = supplier.contract_value_eur_year
    return None if given is None else Decimal(str(given))
