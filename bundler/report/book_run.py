"""The sheets about the calculation: remarks on the data, and how the plan was made."""

from __future__ import annotations

from collections.abc import Iterator

from bundler.attribution.facts import UNKNOWN
from bundler.domain.scenario import Objective
from bundler.i18n import Text
from bundler.report import words
from bundler.report.book_data import BookData
from bundler.report.book_model import Cell, Column, Table, Value
from bundler.report.book_paper import Paper
from bundler.report.book_sheet import Sheet
from bundler.report.proof import stopped_word

REMARKS = Table(
    "remarks",
    Text("Remarks", "Opmerkingen"),
    (
        Column("kind", Text("Kind", "Soort")),
        Column("code", Text("Code", "Code")),
        Column("file", Text("File", "Bestand")),
        Column("row", Text("Row", "Rij"), "count"),
        Column("column", Text("Column", "Kolom")),
        Column("value", Text("Found", "Gevonden")),
        Column("text", Text("What", "Wat"), "long"),
        Column("hint", Text("What to do", "Wat te doen"), "wide"),
    ),
)
_REMARKS_NAME = Text("Remarks", "Opmerkingen")
_REMARKS_TITLE = Text(
    "Remarks: each row is something noticed in the data",
    "Opmerkingen: elke rij is iets dat opviel in de gegevens",
)

RUN = Table(
    "run",
    Text("Calculation", "Berekening"),
    (
        Column("what", Text("What", "Wat")),
        Column("value", Text("Value", "Waarde"), "long"),
    ),
)
_RUN_NAME = Text("Calculation", "Berekening")
_RUN_TITLE = Text(
    "Calculation: each row is a fact about how the plan was made",
    "Berekening: elke rij is een gegeven over hoe het plan is gemaakt",
)
_NORMS_OF = Text("Norms read for", "Normen gelezen voor")


def write_remarks(paper: Paper, data: BookData) -> None:
    """Write the sheet with what was noticed in the data."""
    rows: list[list[Value]] = [
        [
            words.SEVERITIES[each.severity],
            each.code,
            each.file,
            each.row,
            each.column,
            each.value,
            each.text,
            each.hint,
        ]
        for each in data.findings
    ]
    notes = [] if rows else [words.LABELS["no_findings"](data.lang)]
    Sheet(paper, _REMARKS_NAME, _REMARKS_TITLE(data.lang), notes).table(REMARKS, rows)


def write_run(paper: Paper, data: BookData) -> None:
    """Write the sheet with the facts about the solve."""
    notes = [words.LABELS["purpose"](data.lang), *data.dated]
    Sheet(paper, _RUN_NAME, _RUN_TITLE(data.lang), notes).table(RUN, list(_run(data)))


def _run(data: BookData) -> Iterator[list[Value]]:
    result, label, plan_date = data.result, words.LABELS, data.problem.scenario.plan_date
    yield [label["objective"], words.OBJECTIVES[result.objective]]
    yield [label["status"], words.STATUS[result.status]]
    yield [label["stopped"], stopped_word(result)]
    for level in result.levels:
        name = _level(level.name, result.objective)
        yield [name, Cell(level.value, "points")]
        yield [
            Text(f"{label['bound'].en}: {name.en}", f"{label['bound'].nl}: {name.nl}"),
            Cell(level.bound, "points"),
        ]
    yield [label["gap"], Cell(result.gap, "percent")]
    yield [label["seconds"], Cell(result.seconds, "points")]
    yield [label["seed"], Cell(result.seed, "number")]
    yield [label["version"], f"bundler {result.version}"]
    yield [label["sha"], result.input_sha256 or UNKNOWN]
    yield [label["plan_date"], Cell(plan_date, "date") if plan_date else UNKNOWN]
    yield [_NORMS_OF, Cell(data.dossier.norms.day, "date")]


def _level(name: str, objective: Objective) -> Text:
    return words.LEVELS["balanced" if name == "score" else objective]
