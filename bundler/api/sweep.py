"""A grid of settings, every cell of it solved."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bundler.api.compared import HEAD, Compared, head_cells, suffix_of, written
from bundler.api.frames import frame_of
from bundler.api.plan import Plan
from bundler.api.problem import Problem
from bundler.api.shown import language
from bundler.api.wanted import StrPath, path_wanted
from bundler.errors import UsageError
from bundler.i18n import Lang, Text

if TYPE_CHECKING:
    import pandas as pd
    from markupsafe import Markup

    from bundler.kpis import Better, Kpi
    from bundler.scenarios.sweepfile import Sweep as Asked
    from bundler.scenarios.table import Table

_TWO = Text(
    "A table has two sides, and {number} settings vary: {names}.",
    "Een tabel heeft twee kanten, en er variëren {number} instellingen: {names}.",
)
_NO_COLUMN = Text(
    "There is no column '{name}'. Maybe one of: {known}.",
    "Er is geen kolom '{name}'. Misschien een van: {known}.",
)
_HTML_KPIS = ("jobs", "hours", "complexity", "score", "gap")


class Sweep(Compared):
    """Every combination of some settings, solved. Made by ``bundler.compare`` with a grid.

    What cells prove of each other is used: a plan that keeps stricter rules is one under looser rules too.

    Attributes:
        problem: the data under the scenario that the cells are made of.

    Example:
        >>> import bundler as bd
        >>> problem = bd.Problem.generate(12, seed=1)
        >>> sweep = bd.compare(problem, grid={"max_suppliers": [1, 2], "max_tasks": [3, 5]}, time_limit=10)
        >>> sweep.pivot("jobs").shape
        (2, 2)
        >>> sweep.front("hours", "complexity").hours.is_monotonic_increasing
        True
    """

    def __init__(self, problem: Problem, table: Table) -> None:
        self.problem = problem
        self._table = table

    @property
    def settings(self) -> tuple[str, ...]:
        """The settings that vary, as their columns in ``frame`` are called."""
        return tuple(axis.key for axis in self._table.axes)

    @cached_property
    def plans(self) -> dict[str, Plan]:
        """The plans by name of their cell, such as ``max_suppliers=2``, in order; only cells with a plan."""
        found = {}
        for name, row in self._named():
            if row.cell.problem is not None and row.result is not None and row.has_plan:
                found[name] = Plan(self.problem.of(row.cell.problem), row.result)
        return found

    def _named(self) -> Iterator[tuple[str, Any]]:
        from bundler.scenarios.grid import cell_name

        for row in self._table.rows:
            yield cell_name(self._table.axes, row.cell.values), row

    @property
    def _kpis(self) -> list[Kpi]:
        from bundler.kpis import KPIS

        return [kpi for kpi in KPIS if kpi.by == "plan" and not kpi.needs_dossier]

    def _better(self, code: str) -> Better:
        from bundler.kpis import KPI

        problems = [row.cell.problem for row in self._table.rows if row.cell.problem is not None]
        found = {KPI[code].direction(each.scenario.solve.objective) for each in problems}
        return found.pop() if len(found) == 1 else "neither"

    @property
    def frame(self) -> pd.DataFrame:
        """One row a cell of the grid, the last setting changing fastest.

        ==========  =======  ======================================================================
        scenario    string   its name, such as ``max_suppliers=2, min_hours=12``
        status      string   ``optimal``, ``feasible``, ``none`` (no plan), ``not solved`` or
                             ``contradiction`` (the settings do not go together)
        stopped_by  string   ``proof``, ``gap``, ``time`` or ``user``; empty where not solved
        bound       float64  what no plan can pass of the objective's first level; missing: no plan
        ==========  =======  ======================================================================

        then a column for each setting, named by it: float64 or int64 for numbers, string for all else, clock
        times as ``HH:MM``; and a float64 column for each KPI of a plan, named by its code, in the unit
        that ``Plan.kpis`` gives; missing where there is no plan.
        """
        axes, kpis = self._table.axes, self._kpis
        rows = []
        for name, row in self._named():
            head = list(head_cells(name, row.result))
            if row.state == "contradiction":
                head[1] = row.state
            settings = [_plain(axis, value) for axis, value in zip(axes, row.cell.values, strict=True)]
            rows.append((*head, *settings, *(row.kpis.get(kpi.code) for kpi in kpis)))
        own = {axis.key: _dtype([_plain(axis, value) for value in axis.values]) for axis in axes}
        return frame_of({**HEAD, **own, **dict.fromkeys((kpi.code for kpi in kpis), "float64")}, rows)

    def pivot(self, kpi: str = "jobs") -> pd.DataFrame:
        """One figure of a grid of one or two settings as a table, for a heat map.

        Args:
            kpi: code of a KPI, or another column of ``frame``.

        Returns:
            The first setting down and the second across, both as named index; of one setting one column.

        Raises:
            UsageError: more than two settings vary, or there is no such column.

        Example:
            >>> import bundler as bd
            >>> problem = bd.Problem.generate(12, seed=1)
            >>> sweep = bd.compare(problem, grid={"max_suppliers": [1, 2]}, time_limit=10)
            >>> sweep.pivot("jobs")["jobs"].tolist()
            [2.0, 5.0]
        """
        settings, frame = list(self.settings), self.frame
        if len(settings) > 2:
            raise UsageError(_TWO.fill(number=len(settings), names=", ".join(settings)))
        if kpi not in frame.columns:
            raise UsageError(_NO_COLUMN.fill(name=kpi, known=", ".join(frame.columns)))
        if len(settings) == 1:
            return frame.set_index(settings[0])[[kpi]]
        down, across = (list(dict.fromkeys(frame[name])) for name in settings)
        table = frame.pivot(index=settings[0], columns=settings[1], values=kpi)
        return table.loc[down, across]

    @cached_property
    def _asked(self) -> Asked:
        from bundler.scenarios.sweepfile import Sweep as Asked

        return Asked(axes=self._table.axes)

    def save(self, path: StrPath, lang: str | None = None) -> Path:
        """Write the sweep as ``bundler sweep --out`` does.

        Args:
            path: ends in ``.html``, ``.xlsx``, ``.csv`` or ``.json``.
            lang: ``en`` or ``nl``; None: the language of the locale.

        Returns:
            The path.

        Raises:
            UsageError: the path has another ending.
            OutputError: it cannot be written.
        """
        from bundler.verbs.sweep_lines import SUFFIXES, render_sweep_as

        suffix = suffix_of(path_wanted("path", path, '"compared.html"'), SUFFIXES)
        return written(path, render_sweep_as(suffix, self._table, self._asked, language(lang)))

    def _lines(self, lang: Lang) -> Iterator[str]:
        from bundler.verbs.sweep_lines import sweep_lines

        return sweep_lines(self._table, self._asked, lang)

    def _markup(self, lang: Lang) -> Markup:
        from bundler.api import html
        from bundler.kpis import KPI
        from bundler.report.sweep_view import cell_rows, summary

        figures = [KPI[code] for code in _HTML_KPIS]
        heads = [*self.settings, *(kpi.name(lang) for kpi in figures), ""]
        rows = [[*row.settings, *row.figures, row.state] for row in cell_rows(self._table, figures, lang)]
        first = len(self.settings)
        table = html.table(heads, rows, range(first, first + len(figures)))
        return html.block(table, html.paragraph(summary(self._table, lang)))


def _plain(axis: Any, value: object) -> object:
    """A value of a setting as a program takes it; texts for what is no number."""
    from bundler.scenarios.grid import CLOCKS, value_text

    number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if number and axis.name not in CLOCKS else value_text(axis, value)


def _dtype(values: list[object]) -> str:
    if all(isinstance(value, int) for value in values):
        return "int64"
    return "float64" if all(isinstance(value, int | float) for value in values) else "string"
