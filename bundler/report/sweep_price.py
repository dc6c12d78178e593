"""The price of a rule in sentences and as rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bundler.i18n import Lang
from bundler.kpis import KPI
from bundler.kpis.shown import value_text
from bundler.report import sweep_words as words
from bundler.report.sweep_axes import axis_name, axis_value
from bundler.scenarios.price import Price, base_value, prices
from bundler.scenarios.table import Row, Table
from bundler.units import decimal

_OBJECTIVE = "solve.objective"


class PriceGroup(NamedTuple):
    """What the rule costs against one other value: a sentence or more for each objective."""

    heading: str
    items: list[str]


class PriceRow(NamedTuple):
    """The same as a row, where there are more axes.

    Attributes:
        settings: the values of the other axes, in their order.
        cells: numbers of the two cells.
    """

    settings: list[str]
    value: str
    best: str
    mine: str
    its: str
    price: str
    proved: bool
    cells: tuple[int, int]


class PriceSection(NamedTuple):
    """All there is to tell of a price; either groups or rows.

    Attributes:
        rule: what the setting is called.
        base: its value in the scenario.
        heads: the other settings that vary.
    """

    note: str
    rule: str
    base: str
    heads: list[str]
    groups: list[PriceGroup]
    rows: list[PriceRow]


def priced(table: Table, asked: str) -> str:
    """The setting of which the price is told: the one asked for, or the only rule that varies; else empty."""
    if asked:
        return asked
    rules = [axis for axis in table.axes if axis.section == "rules" and len(axis.values) > 1]
    others = [axis for axis in table.axes if axis not in rules and axis.name != _OBJECTIVE]
    return rules[0].name if len(rules) == 1 and not others else ""


def price_section(table: Table, name: str, lang: Lang) -> PriceSection:
    """What a rule costs: in sentences, or where other settings vary too as a table.

    Raises:
        KeyError: the rule is none of the axes.
    """
    section, found = price_rows(table, name, lang)
    if section.heads:
        section.rows.extend(shown for _, shown in found)
        return section
    by_value: dict[str, list[Price]] = {}
    for price, shown in found:
        by_value.setdefault(shown.value, []).append(price)
    for value, same in by_value.items():
        heading = words.PRICE_HEAD(lang, name=section.rule, base=section.base, value=value)
        items = [" ".join(_sentences(price, section.base, value, lang)) for price in same]
        section.groups.append(PriceGroup(heading, items))
    return section


def price_rows(table: Table, name: str, lang: Lang) -> tuple[PriceSection, list[tuple[Price, PriceRow]]]:
    """What to say of a rule's price before its rows, and the rows.

    Raises:
        KeyError: the rule is none of the axes.
    """
    found = list(prices(table, name))
    at = [axis.name for axis in table.axes].index(name)
    axis = table.axes[at]
    rest = [
        place
        for place, other in enumerate(table.axes)
        if other is not axis and other.name != _OBJECTIVE and len(other.values) > 1
    ]
    base = axis_value(axis, base_value(table, axis), lang)
    heads = [axis_name(table.axes[place], lang) for place in rest]
    section = PriceSection(words.PRICE_NOTE(lang, base=base), axis_name(axis, lang), base, heads, [], [])
    rows = []
    for price in found:
        settings = [axis_value(table.axes[place], price.rule.cell.values[place], lang) for place in rest]
        value = axis_value(axis, price.other.cell.values[at], lang)
        rows.append((price, _row(price, settings, value, lang)))
    return section, rows


def _sentences(price: Price, base: str, value: str, lang: Lang) -> list[str]:
    best = words.BEST[price.objective](lang)
    if not price.known:
        lines = [f"{best[0].upper()}{best[1:]}."]
        for row, shown in ((price.rule, base), (price.other, value)):
            if not row.has_plan:
                lines.append(words.PRICE_NO_PLAN(lang, value=shown, state=words.STATES[row.state](lang)))
        return lines
    lines = [words.PRICE_BEST(lang, best=best, mine=_first(price.rule, lang), its=_first(price.other, lang))]
    lines.append(words.THE_RULE(lang, costs=_costs(price, lang)))
    lines.append((words.PRICE_PROVED if price.exact else words.PRICE_OPEN)(lang))
    if price.objective == "balanced":
        lines.append(_plans(price.rule, price.other, lang))
    return lines


def _plans(rule: Row, other: Row, lang: Lang) -> str:
    def shown(row: Row, code: str) -> str:
        return value_text(KPI[code], row.kpis[code], lang)

    return words.PRICE_PLANS(
        lang,
        jobs=shown(rule, "jobs"),
        other_jobs=shown(other, "jobs"),
        hours=shown(rule, "hours"),
        other_hours=shown(other, "hours"),
    )


def _costs(price: Price, lang: Lang) -> str:
    one, more = words.COUNTED[price.objective]
    low, high = round(price.low, 2), round(price.high, 2)
    unit = (one if max(abs(low), abs(high)) == 1 else more)(lang)
    figures = {"low": decimal(abs(low), lang), "high": decimal(abs(high), lang), "unit": unit}
    if price.exact:
        form = words.PRICE_NOTHING if high == 0 else words.PRICE_COSTS if high > 0 else words.PRICE_BRINGS
    elif low >= 0:
        form = words.PRICE_COSTS_BETWEEN
    else:
        form = words.PRICE_BRINGS_BETWEEN if high <= 0 else words.PRICE_EITHER
    return form(lang, **figures)


def _first(row: Row, lang: Lang) -> str:
    assert row.result is not None
    return decimal(row.result.first.value, lang)


def _row(price: Price, settings: Sequence[str], value: str, lang: Lang) -> PriceRow:
    if price.known:
        shown = _costs(price, lang)
    else:
        shown = words.STATES[(price.other if price.rule.has_plan else price.rule).state](lang)
    mine, its = (
        _first(row, lang) if row.has_plan else words.SIGNS.get(row.state, "")
        for row in (price.rule, price.other)
    )
    best = words.BEST[price.objective](lang)
    cells = price.rule.cell.number, price.other.cell.number
    return PriceRow(list(settings), value, best, mine, its, shown, price.known and price.exact, cells)
