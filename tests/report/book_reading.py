"""The workbook of the sample plan, and reading a workbook back as tables."""

from __future__ import annotations

import io
import warnings
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import openpyxl
from openpyxl.workbook import Workbook

from bundler.attribution.dossier import Dossier
from bundler.domain import Problem, Result, Scenario, Supplier
from bundler.i18n import Lang
from bundler.report.book import TABLES, render_xlsx
from bundler.report.day import dossier_of
from tests.report import sample

UNKNOWN = {"en": "unknown", "nl": "onbekend"}
PLAN_DAY = date(2026, 3, 2)
# One obligation that is known, one of which the percentage is not, one of which no amount can be booked.
SUPPLIERS = (
    Supplier(
        supplier_id="clean", name="Clean & Co", service="cleaning", cao_id="schoonmaak", color="#0072B2",
        jobcoach=True, contract_end=date(2028, 12, 31), contract_value_eur_year=1_000_000,
        social_return_model="A", social_return_percent=2.25, social_return_base_eur_year=500_000,
        social_return_realised_eur=1_234.56,
    ),
    Supplier(
        supplier_id="cater", name="Catering", service="catering", cao_id="contractcatering",
        social_return_model="B", contract_value_eur_year=800_000, blocks_table="utrecht-2022",
    ),
    Supplier(
        supplier_id="green", name="=Green", service="landscaping", color="url(x)",
        social_return_model="B", social_return_percent=5, social_return_base_eur_year=100_000,
        social_return_realised_eur=0,
    ),
)  # fmt: skip


def problem(**changes: Any) -> Problem:
    """The sample problem with what suppliers owe."""
    values: dict[str, Any] = {
        "suppliers": SUPPLIERS,
        "scenario": Scenario(name="Sample", plan_date=PLAN_DAY),
        **changes,
    }
    return sample.problem(**values)


class Native(NamedTuple):
    """One native table of a sheet: its rows by header, and its totals row; of values or of formulas."""

    sheet: str
    first: int
    heads: list[str]
    rows: list[dict[str, Any]]
    totals: dict[str, Any]

    def column(self, head: str) -> list[Any]:
        return [row[head] for row in self.rows]


class Book:
    """A workbook read back: what a program shows (values) and what it works out (formulas)."""

    def __init__(self, content: bytes, lang: Lang) -> None:
        self.content, self.lang = content, lang
        self.values, self.formulas = opened(content, values=True), opened(content, values=False)

    def table(self, key: str, *, formulas: bool = False) -> Native:
        """A table by its key in the code; heads and names are those of the language."""
        table = next(each for each in TABLES if each.key == key)
        book = self.formulas if formulas else self.values
        for sheet in self.formulas:
            for native in sheet.tables.values():
                if native.displayName == table.name(self.lang):
                    cells = [[cell.value for cell in row] for row in book[sheet.title][native.ref]]
                    heads, lines = cells[0], [dict(zip(cells[0], row, strict=True)) for row in cells[1:]]
                    totals = lines.pop() if native.totalsRowCount else {}
                    first = openpyxl.utils.range_boundaries(native.ref)[1]
                    return Native(sheet.title, first, heads, lines, totals)
        raise KeyError(key)

    def head(self, key: str, column: str) -> str:
        """A column's header by its key in the code."""
        table = next(each for each in TABLES if each.key == key)
        return table.columns[table.place(column)].head(self.lang)

    def column(self, key: str, column: str) -> list[Any]:
        """The values of a column, both by key."""
        return self.table(key).column(self.head(key, column))

    def total(self, key: str, column: str) -> Any:
        """The value in the totals row."""
        return self.table(key).totals[self.head(key, column)]


def opened(content: bytes, *, values: bool) -> Workbook:
    """The workbook as openpyxl reads it; it does not know the newer data bars, and says so."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*extension is not supported")
        return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


@cache
def book(lang: Lang = "en") -> Book:
    """The sample's workbook."""
    of, result = plan()
    return Book(render_xlsx(of, result, sample.FINDINGS, lang), lang)


@cache
def plan() -> tuple[Problem, Result]:
    """The sample's plan."""
    of = problem()
    return of, sample.result(of)


@cache
def dossier() -> Dossier:
    """What is known of the sample's employers."""
    return dossier_of(*plan())
