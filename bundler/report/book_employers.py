"""The sheets about who employs: what holds for each job, and what to look into first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bundler.attribution.dossier import JobDossier
from bundler.attribution.facts import Fact
from bundler.attribution.words import DISCLAIMER
from bundler.i18n import LANGS, Text
from bundler.report.book_data import BookData
from bundler.report.book_model import Column, Table, Value
from bundler.report.book_paper import Paper
from bundler.report.book_sheet import Sheet
from bundler.report.employer_words import WARNINGS
from bundler.report.norm_words import BASES, CONFIDENCE

EMPLOYERS = Table(
    "employers",
    Text("Employers", "Werkgevers"),
    (
        Column("job", Text("Job", "Baan")),
        Column("topic", Text("About", "Onderwerp")),
        Column("says", Text("What holds", "Wat geldt"), "long"),
        Column("basis", Text("Rests on", "Grond")),
        Column("confidence", Text("Confidence", "Zekerheid")),
        Column("norms", Text("Norms", "Normen"), "wide"),
        Column("dates", Text("Norms of another time", "Normen van een andere tijd")),
    ),
)
_NAME = Text("Employers", "Werkgevers")
_TITLE = Text(
    "Employers: each row is one subject of one job, under the recommended construction",
    "Werkgevers: elke rij is één onderwerp van één baan, bij de aanbevolen constructie",
)
_NOTE = Text(
    "Confidence is that of the least sure norm in the row; a dash: the row rests on no norm. The N numbers "
    "are those of the sheet Norms, with the day from which each holds.",
    "Zekerheid is die van de minst zekere norm in de rij; een streepje: de rij rust op geen enkele norm. De "
    "N-nummers zijn die van het blad Normen, met de dag vanaf wanneer elke norm geldt.",
)
_ADVICE = Text("Recommended construction", "Aanbevolen constructie")
_ASKED = Text("Construction that the scenario asks for", "Constructie die het scenario vraagt")
_WHY = Text("Why, most important first", "Waarom, het belangrijkste eerst")
_CHANGE = Text("What would change this", "Wat dit zou veranderen")
_OTHERS = Text("Other constructions", "Andere constructies")
_CAN = Text("possible now", "kan nu")
_NO_NORM = "–"

POINTS = Table(
    "points",
    Text("Points_to_check", "Aandachtspunten"),
    (
        Column("job", Text("Job", "Baan")),
        Column("at", Text("At", "Bij")),
        Column("code", Text("Code", "Code")),
        Column("short", Text("In short", "In het kort")),
        Column("text", Text("What to look into", "Wat uit te zoeken"), "long"),
        Column("norms", Text("Norms", "Normen"), "wide"),
    ),
)
_POINTS_NAME = Text("Points to check", "Aandachtspunten")
_POINTS_TITLE = Text(
    "Points to check: each row is something to look into before a job is agreed",
    "Aandachtspunten: elke rij is iets om uit te zoeken voordat er over een baan wordt besloten",
)
_NO_POINTS = Text("Nothing was found to look into.", "Er is niets gevonden om uit te zoeken.")
_AT_NOTE = Text(
    "Column At: at whose hours; empty where it is about the whole job.",
    "Kolom Bij: bij wiens uren; leeg als het over de hele baan gaat.",
)


def write_employers(paper: Paper, data: BookData) -> None:
    """Write the sheet with what holds for each job."""
    sheet = Sheet(paper, _NAME, _TITLE(data.lang), [DISCLAIMER(data.lang), _NOTE(data.lang)], 2)
    sheet.table(EMPLOYERS, [row for each in data.dossier.jobs for row in _rows(data, each)])


def _rows(data: BookData, each: JobDossier) -> Iterator[list[Value]]:
    chosen = each.recommendation
    choice = BASES["choice"]
    advice = [
        (_ASKED if chosen.asked else _ADVICE, chosen.construction.label(data.lang)),
        (_WHY, data.lines(chosen.reasons)),
        (_CHANGE, data.lines(chosen.what_would_change)),
        (_OTHERS, "\n".join(_others(data, each))),
    ]
    for topic, text in advice:
        if text:
            yield [each.job.job_id, topic, text, choice, _NO_NORM, "", ""]
    for topic, fact in (*_own(chosen.construction.facts), *_measured(data, each)):
        yield [
            each.job.job_id,
            topic,
            fact.text,
            BASES[fact.basis],
            CONFIDENCE[fact.confidence] if fact.confidence else _NO_NORM,
            data.norms(fact.readings),
            data.lines(fact.warnings),
        ]


def _own(facts: Iterable[Fact]) -> Iterator[tuple[Text, Fact]]:
    for fact in facts:
        yield fact.label, fact


def _others(data: BookData, each: JobDossier) -> Iterator[str]:
    for other in each.recommendation.others:
        why = " ".join(text(data.lang) for text in other.objections) or _CAN(data.lang)
        yield f"{other.label(data.lang)}: {why}"


def _measured(data: BookData, each: JobDossier) -> Iterator[tuple[Text, Fact]]:
    """The lines on measuring loonwaarde; where there are several measurements each says at whom it is."""
    yield from _own([each.loonwaarde.number])
    several = len(each.loonwaarde.measurements) > 1
    for measured in each.loonwaarde.measurements:
        at = data.names(supplier.supplier_id for supplier in measured.suppliers)
        for fact in measured.facts:
            yield (
                Text(*(f"{fact.label(lang)} ({at})" if several else fact.label(lang) for lang in LANGS)),
                fact,
            )


def write_points(paper: Paper, data: BookData) -> None:
    """Write the sheet with what to look into."""
    rows: list[list[Value]] = [
        [
            point.job_id,
            point.at,
            point.warned.code,
            WARNINGS.get(point.warned.code, ""),
            point.warned.text,
            data.norms(point.warned.readings),
        ]
        for point in data.points
    ]
    note = _AT_NOTE if rows else _NO_POINTS
    Sheet(paper, _POINTS_NAME, _POINTS_TITLE(data.lang), [note(data.lang)]).table(POINTS, rows)
