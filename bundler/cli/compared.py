"""What `bundler compare` makes of solved scenarios: lines for the terminal, a JSON document, files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bundler.errors import UsageError
from bundler.i18n import Lang, Text
from bundler.verbs.compare_lines import SUFFIXES

if TYPE_CHECKING:
    from bundler.kpis import Kpi
    from bundler.scenarios.compare import Comparison, Side

FORMAT = "bundler-compare/1"
# In the table of the terminal, and in each scenario of the document under its own name.
FIGURES = ("score", "jobs", "hours", "banen", "sessions_left")
_STORE = ".solved"

_WRITTEN = Text("Written: {path}", "Geschreven: {path}")
_SUFFIX = Text(
    "'{value}': a comparison ends in .html or .xlsx. Maybe: {maybe}",
    "'{value}': een vergelijking eindigt op .html of .xlsx. Misschien: {maybe}",
)


class Outputs:
    """Where everything goes.

    Args:
        out: files that end in one of ``SUFFIXES``.
        store: folder for finished scenarios; None: beside the first of ``out``.
        inputs: files that must not be overwritten.

    Attributes:
        files: to write, each once.
        store: None where finished scenarios are not kept.

    Raises:
        UsageError: a file has another ending, or is input.
    """

    def __init__(self, out: Sequence[str], store: str | None, inputs: Sequence[str]) -> None:
        from bundler.verbs.documents import inputs_kept

        self.files = list(dict.fromkeys(map(Path, out)))
        for path in self.files:
            if path.suffix.casefold() not in SUFFIXES:
                maybe = path.with_suffix(".html") if path.name else Path("compared.html")
                raise UsageError(_SUFFIX.fill(value=path, maybe=maybe))
        inputs_kept(self.files, inputs)
        self.store = Path(store) if store is not None else None
        if self.store is None and self.files:
            self.store = self.files[0].with_suffix(_STORE)

    def check(self) -> None:
        """Make sure, before anything is solved, that the files can be written.

        Raises:
            OutputError: they cannot.
        """
        from bundler.io.atomic import check_folder

        for folder in {path.parent for path in self.files}:
            check_folder(folder)

    def write(self, comparison: Comparison, lang: Lang) -> None:
        """Make everything, then write it.

        Raises:
            OutputError: it cannot be written.
        """
        from bundler.io.atomic import write_files
        from bundler.verbs.compare_lines import render_comparison_as

        folders: dict[Path, dict[str, bytes]] = {}
        for path in self.files:
            content = render_comparison_as(path.suffix.casefold(), comparison, lang)
            folders.setdefault(path.parent, {})[path.name] = content
        for folder, files in folders.items():
            write_files(folder, files)

    def written(self) -> Iterator[Text]:
        """A line for each file."""
        for path in self.files:
            yield _WRITTEN.fill(path=path)


def comparison_document(comparison: Comparison, lang: Lang) -> dict[str, Any]:
    """The comparison as JSON."""
    from bundler.report.compare_view import warnings

    return {
        "format": FORMAT,
        "baseline": comparison.baseline.name,
        "scenarios": [_side(comparison, side, lang) for side in comparison.sides],
        "asked": [
            {"section": each.section, "name": each.name, "values": [_plain(value) for value in each.values]}
            for each in comparison.asked
        ],
        "pins": [
            {"kind": each.pin.kind, "ids": list(each.pin.ids), "given": list(each.given)}
            for each in comparison.pins
        ],
        "warnings": warnings(comparison, lang),
    }


def _side(comparison: Comparison, side: Side, lang: Lang) -> dict[str, Any]:
    from bundler.kpis import KPI

    result, solved = side.outcome.result, side.outcome.solved
    first = solved.first if solved is not None else None
    own = {code: _rounded(KPI[code], side.value(KPI[code])) for code in FIGURES}
    return {
        "scenario": side.name,
        "file": side.outcome.file,
        "objective": side.outcome.problem.scenario.solve.objective,
        "status": result.status if result else None,
        "stopped_by": result.stopped_by if result else None,
        **own,
        "first": first.value if first else None,
        "bound": first.bound if first else None,
        "gap": round(solved.gap, 6) if solved else None,
        "seconds": round(result.seconds, 2) if result else None,
        "why": result.why_none(lang) if result and result.why_none else None,
        "difference": _simple_difference(comparison, side),
        "kpis": _figures(comparison, side),
        "suppliers": {
            supplier.supplier_id: _figures(comparison, side, supplier.supplier_id)
            for supplier in comparison.suppliers
        },
        "order": {"relation": side.order.relation, "text": side.order.text(lang)} if side.order else None,
        "moves": _moves(side),
        "data": [
            {
                "table": change.table,
                "key": change.key,
                "what": change.what,
                "fields": {
                    field.field: [_plain(field.before), _plain(field.after)] for field in change.fields
                },
            }
            for change in side.data
        ],
    }


def _simple_difference(comparison: Comparison, side: Side) -> dict[str, float] | None:
    """By how much the main figures differ; None where either has no plan."""
    from bundler.kpis import KPI

    found = {}
    for code in FIGURES:
        own, other = (_rounded(KPI[code], each.value(KPI[code])) for each in (side, comparison.baseline))
        if own is None or other is None:
            return None
        found[code] = round(own - other, 4)
    return found


def _figures(comparison: Comparison, side: Side, supplier_id: str = "") -> dict[str, dict[str, Any]]:
    """Each KPI with its difference to the baseline and what that means."""
    found = {}
    for kpi in comparison.kpis:
        if (kpi.by == "supplier") == bool(supplier_id):
            by, verdict = comparison.difference(side, kpi, supplier_id)
            found[kpi.code] = {
                "value": _rounded(kpi, side.value(kpi, supplier_id)),
                "difference": _rounded(kpi, by),
                "verdict": verdict,
            }
    return found


def _moves(side: Side) -> dict[str, Any] | None:
    """What moved since the baseline."""
    if side.moves is None:
        return None
    moves = side.moves
    return {
        "same": [list(pair) for pair in moves.same],
        "retimed": [list(pair) for pair in moves.retimed],
        "gone": list(moves.gone),
        "new": list(moves.new),
        "stayed": moves.stayed,
        "tasks": [
            {
                "task_id": move.task_id,
                "kind": move.kind,
                "sessions": [move.sessions_before, move.sessions_after],
                "before": [held._asdict() for held in move.before],
                "after": [held._asdict() for held in move.after],
            }
            for move in moves.tasks
        ],
    }


def _rounded(kpi: Kpi, value: float | None) -> float | int | None:
    """A value as programs get it: counts whole, all else to four decimals, banen to two."""
    if value is None:
        return None
    if kpi.decimals == 0:
        return round(value)
    return round(value, 2 if kpi.code == "banen" else 4)


def _plain(value: object) -> Any:
    """A setting as JSON has it."""
    return value if value is None or isinstance(value, (bool, int, float, str, tuple, list)) else str(value)
