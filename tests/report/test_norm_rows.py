"""The norms of a report: numbered once, told in full once, uncertain in words."""

from __future__ import annotations

from datetime import date

import pytest
from markupsafe import Markup

from bundler.i18n import LANGS, Lang, Text
from bundler.norms import Norm, Reading
from bundler.report.norm_rows import Norms
from bundler.report.norm_words import period_text, source_text, value_text

DAY = date(2026, 3, 2)
LONG = Text(
    "Who lends workers needs admission, & that includes lending as a side activity.",
    "Wie werknemers uitleent, heeft toelating nodig, & dat geldt ook voor uitlenen erbij.",
)


def reading(norm_id: str, value: object, unit: str = "text", **period: object) -> Reading:
    shown = value._asdict() if isinstance(value, Text) else value
    usual = {"source": "Law", "confidence": "high", "valid_from": date(2020, 1, 1)}
    given = {"value": shown, **usual, **period}
    label = {"en": f"Kind: {norm_id}", "nl": f"Soort: {norm_id}"}
    norm = {"id": norm_id, "label": label, "unit": unit, "periods": [given]}
    return Norm.model_validate(norm).at(DAY)


@pytest.mark.parametrize("lang", LANGS)
def test_long_words_of_a_rule_give_way_to_its_name_and_number(lang: Lang) -> None:
    """By themselves they are left out and the rule is named; at a sentence's end its name comes instead."""
    rule = reading("law.long", LONG)
    norms = Norms([reading("law.a", 3, "hours"), rule], lang)
    link = '(<a href="#norm-2">N2</a>)'
    assert norms.told(f"He lends. {LONG(lang)} So.", [rule]) == ("He lends. So.", (rule,))
    assert norms.told(f"From 2027: {LONG(lang)} So.", [rule]) == (f"From 2027: law.long {link}. So.", ())
    assert norms.told(LONG(lang), [rule]) == (f"law.long {link}.", ())
    name = rule.norm.label(lang)
    assert norms.refs([rule], [rule]) == f"{name} {link} <span>2020-01-01</span>"


def test_short_words_of_a_rule_and_those_of_a_cao_stay() -> None:
    short, cao = reading("law.short", Text("Always.", "Altijd.")), reading("cao.x.travel", LONG)
    norms = Norms([cao, short], "en")
    text = f"Always. {LONG.en}"
    assert norms.told(text, [short, cao]) == (Markup.escape(text), ())


@pytest.mark.parametrize(
    ("value", "period", "marks"),
    [
        ("unknown", {"valid_from": None, "confidence": "low"}, "unknown"),
        (LONG, {"confidence": "low"}, "not verified"),
        (LONG, {"valid_to": date(2025, 12, 31)}, "past"),
        (LONG, {"valid_from": date(2027, 1, 1)}, "of later"),
        (LONG, {"valid_from": None, "undated": True}, "undated"),
    ],
)
def test_what_is_uncertain_is_said_in_a_word_where_it_is_used(
    value: object, period: dict[str, object], marks: str
) -> None:
    one = reading("law.x", value, **period)
    assert marks in Norms([one], "en").refs([one])


def test_what_was_not_verified_keeps_its_mark_when_its_words_are_left_out() -> None:
    rule = reading("law.low", LONG, confidence="low")
    told, _ = Norms([rule], "nl").told(f"Dit kan. Vraag: Niet nagegaan: {LONG.nl}", [rule])
    assert told == 'Dit kan. Vraag: Niet nagegaan: law.low (<a href="#norm-1">N1</a>).'


def test_norms_of_another_time_come_by_their_last_day() -> None:
    ended = [
        reading("law.b", LONG, valid_to=date(2025, 12, 31)),
        reading("law.c", LONG, valid_to=date(2024, 6, 30)),
        reading("law.d", LONG, valid_from=date(2028, 1, 1)),
    ]
    norms = Norms([reading("law.a", LONG), *ended], "en")
    assert norms.past == tuple(ended)
    assert [row.day for row in norms.stale()] == [
        "Known until 30 June 2024",
        "Known until 31 December 2025",
        "Known only from 1 January 2028",
    ]
    assert [bool(row.warning) for group in norms.groups() for row in group.rows] == [False, True, True, True]


@pytest.mark.parametrize(
    ("value", "unit", "english", "dutch"),
    [
        (14.71, "eur/hour", "€ 14.71 an hour", "€ 14,71 per uur"),
        (25.5, "hours/week", "25.5 hours a week", "25,5 uur per week"),
        (True, "yes_no", "yes", "ja"),
        (date(2027, 1, 1), "date", "1 January 2027", "1 januari 2027"),
        ("unknown", "eur", "unknown", "onbekend"),
        ([{"name": {"en": "Year 1", "nl": "Jaar 1"}, "value": 15}], "eur/hour", "Year 1: € 15.00 an hour",
         "Jaar 1: € 15,00 per uur"),
    ],
)  # fmt: skip
def test_values_are_shown_with_their_unit(value: object, unit: str, english: str, dutch: str) -> None:
    assert value_text(reading("law.x", value, unit)) == Text(english, dutch)


def test_periods_and_sources_are_in_one_language() -> None:
    ends = reading("law.x", LONG, valid_to=date(2026, 6, 30)).period
    assert period_text(ends)("nl") == "2020-01-01 tot en met 2026-06-30"
    unknown = reading(
        "law.x", "unknown", valid_from=None, source="Waadi art. 1; niet nagegaan / not verified"
    )
    assert source_text(unknown.period, "nl") == "Waadi art. 1; niet nagegaan"
    assert source_text(unknown.period, "en") == "Waadi art. 1; not verified"
