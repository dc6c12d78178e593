"""Columns of a comparison as people read them: key figures and settings by name, values in their language."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

from bundler.errors import UsageError
from bundler.i18n import Lang, Text
from bundler.kpis import KPI, Better
from bundler.kpis.shown import value_text
from bundler.plots.drawing import words_of
from bundler.plots.given import unknown
from bundler.report.sweep_axes import axis_name, axis_value
from bundler.scenarios.grid import Axis, setting_of
from bundler.units import decimal

if TYPE_CHECKING:
    from pandas import DataFrame, Series

PROVED = "optimal"
_COLUMN = Text("column", "Kolom")
_NO_NUMBERS = Text("Column {name} does not hold numbers.", "Kolom {name} bevat geen getallen.")


def column(frame: DataFrame, name: Hashable) -> Series[Any]:
    """A column of a table.

    Raises:
        UsageError: the table has no such column.
    """
    if name not in frame.columns:
        raise unknown(_COLUMN, name, map(str, frame.columns))
    return frame[name]


def numbers(frame: DataFrame, name: Hashable) -> list[float | None]:
    """A column of numbers; None where one is not known.

    Raises:
        UsageError: there is no such column, or it holds something else.
    """
    from pandas import to_numeric

    try:
        values = to_numeric(column(frame, name)).astype(float)
    except (TypeError, ValueError):
        raise UsageError(_NO_NUMBERS.fill(name=name)) from None
    return [None if value != value else value for value in values]


def rounded(frame: DataFrame, name: Hashable) -> list[float | None]:
    """The same to as many decimals as a key figure is shown with; what nobody can see decides nothing."""
    kpi = KPI.get(str(name))
    found = numbers(frame, name)
    if kpi is None:
        return found
    return [None if value is None else round(value, kpi.decimals) for value in found]


def proved(frame: DataFrame) -> list[bool]:
    """Whether no plan can be better, by row; all of them in a table that does not say it."""
    if "status" not in frame.columns:
        return [True] * len(frame)
    return [bool(status == PROVED) for status in frame["status"]]


def heading(name: Hashable, lang: Lang) -> str:
    """What a column is called, a key figure with its unit."""
    kpi, axis = KPI.get(str(name)), _axis(name)
    if kpi is not None:
        name_, unit = kpi.name(lang), kpi.unit(lang)
        return name_ if name_.lower() == unit else f"{name_} ({unit})"
    return axis_name(axis, lang) if axis is not None else words_of(str(name))


def short(name: Hashable, lang: Lang) -> str:
    """The same without the unit."""
    kpi = KPI.get(str(name))
    return kpi.name(lang) if kpi is not None else heading(name, lang)


def better(name: Hashable) -> Better:
    """Which way a column is better; neither where that is not known."""
    kpi = KPI.get(str(name))
    return kpi.better if kpi is not None else "neither"


def shown_value(name: Hashable, value: Any, lang: Lang) -> str:
    """A value of a column, without its unit."""
    kpi, axis = KPI.get(str(name)), _axis(name)
    if kpi is not None and isinstance(value, int | float):
        return value_text(kpi, value, lang)
    value = getattr(value, "item", lambda: value)()
    if axis is not None:
        return words_of(axis_value(axis, value, lang))
    return decimal(value, lang) if isinstance(value, float) else words_of(str(value))


def _axis(name: Hashable) -> Axis | None:
    """The setting that a column is named after."""
    try:
        return Axis(*setting_of(str(name)), ())
    except UsageError:
        return None
