"""The loonwaarde sheet of a job as rows: main tasks with their share and minutes, and what they miss."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bundler.attribution import loonwaarde_words
from bundler.attribution.contracts import WITH_WAGE_SUBSIDY, Contract
from bundler.attribution.loonwaarde import LoonwaardeSheet, Measurement
from bundler.attribution.main_tasks import MainTask
from bundler.domain import Problem
from bundler.i18n import Lang
from bundler.report.employer_words import BELOW, LABELS, MIXED, OK, employer_name
from bundler.report.employers import WarningRow, warning_row
from bundler.report.norm_rows import Norms
from bundler.units import decimal


class MainTaskRow(NamedTuple):
    """One main task; ``flag`` says in words what it misses."""

    tasks: tuple[str, ...]
    share: str
    minutes: str
    flag: str
    flagged: bool


class MeasurementView(NamedTuple):
    """What one employer takes to its measurement."""

    title: str
    rows: tuple[MainTaskRow, ...]
    norm_function: str
    warnings: tuple[WarningRow, ...]


class SheetView(NamedTuple):
    """The measurements of one job."""

    number: str
    measurements: tuple[MeasurementView, ...]


def sheet_view(
    problem: Problem, sheet: LoonwaardeSheet, contracts: Sequence[Contract], shown: Norms
) -> SheetView:
    """The sheet of a job; its measurements are in the order of the contracts."""
    measured = problem.scenario.attribution.target_group in WITH_WAGE_SUBSIDY
    return SheetView(
        (sheet.number.text if measured else loonwaarde_words.NOT_MEASURED)(shown.lang),
        tuple(
            _measurement(problem, one, contract, shown)
            for one, contract in zip(sheet.measurements, contracts, strict=True)
        ),
    )


def _measurement(problem: Problem, one: Measurement, contract: Contract, shown: Norms) -> MeasurementView:
    lang = shown.lang
    function = next(fact for fact in one.facts if fact.topic == "loonwaarde_norm_function").text(lang)
    return MeasurementView(
        LABELS["measurement"](lang, who=employer_name(problem, contract.employer)),
        tuple(_row(main, lang) for main in one.work.main_tasks),
        # Where one looks for it is the same for every job: the page says it once.
        function.replace(loonwaarde_words.SEARCH(lang), "").strip(),
        tuple(warning_row(warned, shown) for warned in one.warnings),
    )


def _row(main: MainTask, lang: Lang) -> MainTaskRow:
    flags = list(_flags(main, lang))
    return MainTaskRow(
        tuple(task.title for task, _ in main.tasks),
        f"{decimal(main.tenths / 10, lang, 1)} %",
        decimal(float(main.minutes_a_day), lang, 1),
        "; ".join(flags) or OK(lang),
        bool(flags),
    )


def _flags(main: MainTask, lang: Lang) -> Iterator[str]:
    for missed in main.misses:
        yield BELOW[missed](lang)
    if len(main.services) > 1:
        yield MIXED(lang)
