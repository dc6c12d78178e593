"""Scenarios side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bundler.api.compared import HEAD, Compared, head_cells, suffix_of, written
from bundler.api.frames import Columns, frame_of
from bundler.api.plan import Plan
from bundler.api.problem import Problem
from bundler.api.shown import language
from bundler.api.wanted import StrPath, path_wanted
from bundler.i18n import Lang

if TYPE_CHECKING:
    import pandas as pd
    from markupsafe import Markup

    from bundler.domain import Result
    from bundler.kpis import Better, Kpi
    from bundler.scenarios.compare import Comparison as Sides
    from bundler.scenarios.compare import Side

BASELINE: Final = "baseline"
TABLE: Final[Columns] = {"code": "string", "name": "string", "unit": "string"}
SUPPLIERS: Final[Columns] = {"scenario": "string", "supplier_id": "string", "name": "string"}


class Comparison(Compared):
    """Scenarios of the same data, solved, the first of them the baseline. Made by ``bundler.compare``.

    Example:
        >>> import bundler as bd
        >>> problem = bd.Problem.generate(12, seed=1)
        >>> two, three = (bd.solve(problem.with_rules(max_suppliers=most)) for most in (2, 3))
        >>> comparison = bd.compare(two, {"three": three})
        >>> list(comparison.plans)
        ['baseline', 'three']
        >>> comparison.differences.columns.tolist()
        ['code', 'name', 'unit', 'three']
    """

    def __init__(self, solved: Sequence[tuple[str, Problem, Result | None]]) -> None:
        self._solved = tuple(solved)

    @cached_property
    def plans(self) -> dict[str, Plan]:
        """The plans by name of their scenario, in order; a scenario without a plan is not in it."""
        return {
            name: Plan(problem, result)
            for name, problem, result in self._solved
            if result is not None and result.plan is not None
        }

    @cached_property
    def _sides(self) -> Sides:
        from bundler.scenarios.compare import Outcome, compare
        from bundler.verbs.compare_lines import with_dossiers

        outcomes = []
        for name, problem, result in self._solved:
            outcomes += with_dossiers([Outcome(name, "", problem.data, result)], problem.norms)
        return compare(outcomes)

    @property
    def _kpis(self) -> list[Kpi]:
        return [kpi for kpi in self._sides.kpis if kpi.by == "plan"]

    def _better(self, code: str) -> Better:
        from bundler.kpis import KPI

        return self._sides.direction(KPI[code])

    @property
    def frame(self) -> pd.DataFrame:
        """One row a scenario, the baseline first.

        ==========  =======  ======================================================================
        scenario    string   its name
        status      string   ``optimal``, ``feasible``, ``none`` (no plan) or ``not solved``
        stopped_by  string   ``proof``, ``gap``, ``time`` or ``user``; empty where not solved
        bound       float64  what no plan can pass of the objective's first level; missing: no plan
        ==========  =======  ======================================================================

        and a float64 column for each KPI of a plan, named by its code, in the unit that ``Plan.kpis``
        gives; missing where there is no plan: ``jobs``, ``hours``, ``banen``, ``score``, ``gap`` (percent),
        ``share_placed``, …
        """
        kpis = self._kpis
        rows = [
            (*head_cells(side.name, side.outcome.result), *(side.value(kpi) for kpi in kpis))
            for side in self._sides.sides
        ]
        return frame_of({**HEAD, **dict.fromkeys((kpi.code for kpi in kpis), "float64")}, rows)

    @property
    def suppliers(self) -> pd.DataFrame:
        """One row for each supplier of each scenario.

        ===========  ======  =================
        scenario     string  its name
        supplier_id  string
        name         string  of the supplier
        ===========  ======  =================

        and as float64 the figures of ``Plan.suppliers``; missing where there is no plan.
        """
        from bundler.api.plan_frames import OF_SUPPLIERS
        from bundler.kpis import KPI

        figures = [KPI[code] for code in OF_SUPPLIERS.values()]
        rows = [
            (
                *(side.name, each.supplier_id, each.name or each.supplier_id),
                *(side.value(kpi, each.supplier_id) for kpi in figures),
            )
            for side in self._sides.sides
            for each in self._sides.suppliers
        ]
        return frame_of({**SUPPLIERS, **dict.fromkeys(OF_SUPPLIERS, "float64")}, rows)

    @property
    def table(self) -> pd.DataFrame:
        """The same figures the other way round: one row a KPI.

        ====  ======  ===================
        code  string  of the KPI
        name  string  in words
        unit  string  in words
        ====  ======  ===================

        and a float64 column for each scenario, named by it; missing where there is no plan.
        """
        sides = self._sides.sides
        return self._by_kpi(sides, [[side.value(kpi) for side in sides] for kpi in self._kpis])

    @property
    def differences(self) -> pd.DataFrame:
        """By how much each scenario differs from the baseline: one row a KPI.

        ====  ======  ===================
        code  string  of the KPI
        name  string  in words
        unit  string  in words
        ====  ======  ===================

        and a float64 column for each scenario but the baseline: its figure less the baseline's; missing where
        the two cannot be compared.
        """
        others = self._sides.others
        by = [[self._sides.difference(side, kpi).by for side in others] for kpi in self._kpis]
        return self._by_kpi(others, by)

    def _by_kpi(self, sides: Sequence[Side], values: Sequence[Sequence[float | None]]) -> pd.DataFrame:
        lang = language(None)
        rows = [
            (kpi.code, kpi.name(lang), kpi.unit(lang), *row)
            for kpi, row in zip(self._kpis, values, strict=True)
        ]
        return frame_of({**TABLE, **dict.fromkeys((side.name for side in sides), "float64")}, rows)

    def save(self, path: StrPath, lang: str | None = None) -> Path:
        """Write the comparison as a page or a workbook, as ``bundler compare --out`` does.

        Args:
            path: ends in ``.html`` or ``.xlsx``.
            lang: ``en`` or ``nl``; None: the language of the locale.

        Returns:
            The path.

        Raises:
            UsageError: the path has another ending.
            OutputError: it cannot be written.
        """
        from bundler.verbs.compare_lines import SUFFIXES, render_comparison_as

        suffix = suffix_of(path_wanted("path", path, '"compared.html"'), SUFFIXES)
        return written(path, render_comparison_as(suffix, self._sides, language(lang)))

    def _lines(self, lang: Lang) -> Iterator[str]:
        from bundler.verbs.compare_lines import comparison_lines

        return comparison_lines(self._sides, lang)

    def _markup(self, lang: Lang) -> Markup:
        from markupsafe import Markup

        from bundler.api import html
        from bundler.report.compare_view import columns, figure_rows, proved, warnings
        from bundler.report.words import LABELS

        sides = self._sides
        parts = []
        for part in columns(sides, lang):
            heads: list[str] = [LABELS["what"](lang)]
            heads += [Markup("{}<br><small>{}</small>").format(head.name, head.note) for head in part.heads]
            rows = [
                [
                    Markup("{} <small>{}</small>").format(row.name, row.unit),
                    *(
                        Markup("{}<br><small>{} {}</small>").format(cell.value, cell.by, cell.verdict)
                        if cell.verdict
                        else cell.value
                        for cell in row.cells
                    ),
                ]
                for row in figure_rows(sides, part, lang)
            ]
            parts.append(html.table(heads, rows, range(1, len(heads))))
        told = [text for side in sides.others if (text := proved(side, lang))]
        told += warnings(sides, lang)
        return html.block(*parts, html.paragraph(told))
