"""The sheets that everything rests on: norms and assumptions."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bundler.attribution.facts import UNKNOWN
from bundler.attribution.shown import day_text
from bundler.attribution.words import DISCLAIMER, ROTATION
from bundler.attribution.worth import OVER_A_YEAR, WAGES_ONLY
from bundler.i18n import Text
from bundler.norms import Reading
from bundler.report.book_data import BookData
from bundler.report.book_model import Column, Plain, Table, Value
from bundler.report.book_paper import Paper
from bundler.report.book_sheet import Sheet
from bundler.report.employer_words import NO, YES
from bundler.report.norm_words import CONFIDENCE, source_text, value_text
from bundler.report.settings import (
    Setting,
    assumption_settings,
    own_settings,
    pin_sentences,
    rule_settings,
    weight_settings,
)

NORMS = Table(
    "norms",
    Text("Norms", "Normen"),
    (
        Column("number", Text("Number", "Nummer")),
        Column("id", Text("Id", "Id"), "wide"),
        Column("label", Text("Norm", "Norm")),
        Column("value", Text("Value", "Waarde"), "number"),
        Column("shown", Text("In words", "In woorden"), "wide"),
        Column("unit", Text("Unit", "Eenheid")),
        Column("start", Text("Holds from", "Geldt vanaf"), "date"),
        Column("end", Text("Holds until", "Geldt tot en met"), "date"),
        Column("source", Text("Source", "Bron"), "wide"),
        Column("confidence", Text("Confidence", "Zekerheid")),
        Column("derived", Text("Derived", "Afgeleid")),
        Column("note", Text("Note", "Opmerking")),
        Column("warning", Text("Warning", "Waarschuwing")),
    ),
)
_NORMS_NAME = Text("Norms", "Normen")
_NORMS_TITLE = Text(
    "Norms: each row is one norm that this report rests on, as it was on {day}",
    "Normen: elke rij is één norm waar dit rapport op rust, zoals die was op {day}",
)
_NORMS_NOTE = Text(
    "“Unknown” is what nobody could tell us: ask. Confidence low: not verified, never to be taken as fact. "
    "Column Value has numbers only, of a scale the first step.",
    "“Onbekend” is wat niemand ons kon vertellen: vraag het na. Zekerheid laag: niet nagegaan, nooit als "
    "feit te nemen. In de kolom Waarde staan alleen getallen, van een schaal de eerste trede.",
)
_UNITS = {
    "eur": Text("euro", "euro"),
    "eur/hour": Text("euro an hour", "euro per uur"),
    "eur/km": Text("euro a kilometre", "euro per kilometer"),
    "eur/month": Text("euro a month", "euro per maand"),
    "eur/year": Text("euro a year", "euro per jaar"),
    "hours": Text("hours", "uren"),
    "hours/week": Text("hours a week", "uren per week"),
    "minutes": Text("minutes", "minuten"),
    "percent": Text("percent", "procent"),
    "days": Text("days", "dagen"),
    "weeks": Text("weeks", "weken"),
    "months": Text("months", "maanden"),
    "years": Text("years", "jaren"),
    "km": Text("kilometres", "kilometers"),
    "number": Text("number", "aantal"),
    "text": Text("text", "tekst"),
    "yes_no": Text("yes or no", "ja of nee"),
    "date": Text("date", "datum"),
}

ASSUMPTIONS = Table(
    "assumptions",
    Text("Assumptions", "Aannames"),
    (
        Column("group", Text("Kind", "Soort")),
        Column("name", Text("Name in the scenario", "Naam in het scenario")),
        Column("means", Text("What it says", "Wat het zegt"), "long"),
        Column("value", Text("Value", "Waarde")),
        Column("usual", Text("Default", "Standaard")),
        Column("changed", Text("Changed", "Gewijzigd")),
    ),
)
_ASSUMPTIONS_NAME = Text("Assumptions", "Aannames")
_ASSUMPTIONS_TITLE = Text(
    "Assumptions: each row is a choice that this report rests on",
    "Aannames: elke rij is een keuze waar dit rapport op rust",
)
_EMPLOYMENT = Text("Employment", "Werkgever en loon")
_RULE, _WEIGHT = Text("Rule", "Regel"), Text("Weight", "Gewicht")
_PIN, _READING = Text("Agreed at the table", "Aan tafel afgesproken"), Text("How to read it", "Hoe te lezen")


def write_norms(paper: Paper, data: BookData) -> None:
    """Write the sheet with the norms used."""
    title = _NORMS_TITLE(data.lang, day=day_text(data.dossier.norms.day))
    rows = [_norm(data, reading) for reading in data.dossier.norms.used]
    Sheet(paper, _NORMS_NAME, title, [_NORMS_NOTE(data.lang)], 3).table(NORMS, rows)


def _norm(data: BookData, reading: Reading) -> list[Value]:
    period = reading.period
    return [
        data.norm_number(reading),
        reading.norm.norm_id,
        reading.norm.label,
        norm_number(reading),
        value_text(reading),
        _UNITS[reading.norm.unit],
        period.valid_from,
        period.valid_to,
        source_text(period, data.lang),
        CONFIDENCE[period.confidence],
        YES if period.derived else NO,
        period.note,
        reading.warning,
    ]


def norm_number(reading: Reading) -> Plain:
    """A norm's number; the word for unknown where there is none, nothing where it is no number."""
    if not reading.known:
        return UNKNOWN
    value = reading.period.value
    if isinstance(value, tuple) and not isinstance(value, Text):
        return value[0].value
    return value if isinstance(value, Decimal) else None


def write_assumptions(paper: Paper, data: BookData) -> None:
    """Write the sheet with assumptions, rules, weights and agreements."""
    sheet = Sheet(paper, _ASSUMPTIONS_NAME, _ASSUMPTIONS_TITLE(data.lang), data.dated)
    sheet.table(ASSUMPTIONS, list(_assumed(data)))


def _assumed(data: BookData) -> Iterator[list[Value]]:
    scenario, lang = data.problem.scenario, data.lang
    groups: tuple[tuple[Text, list[Setting]], ...] = (
        (_EMPLOYMENT, assumption_settings(scenario.attribution, lang)),
        (_RULE, [*rule_settings(scenario.rules, lang), *own_settings(data.problem, lang)]),
        (_WEIGHT, weight_settings(scenario.weights, lang)),
    )
    for group, settings in groups:
        for each in settings:
            changed = YES if each.changed else NO
            yield [group, each.name, each.sentence, each.value, each.default, changed]
    for sentence in pin_sentences(data.problem, lang):
        yield [_PIN, "pins", sentence, "", "", YES]
    for text in (DISCLAIMER, ROTATION, data.split, WAGES_ONLY, OVER_A_YEAR):
        yield [_READING, "", text, "", "", ""]
