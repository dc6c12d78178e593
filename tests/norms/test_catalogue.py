"""The catalogues of the package: complete, dated, sourced, honest about what is not sure, and readable."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import get_args

import pytest
from pydantic import ValidationError

from bundler.domain.scenario import TargetGroup
from bundler.errors import UsageError
from bundler.i18n import LANGS, Text
from bundler.norms import Catalogue, Norm, Period, catalogue
from bundler.norms.userfile import read_norms

PACKAGE = Path(__file__).parents[2] / "bundler"
FOLDER = PACKAGE.parent / "data" / "norms"
FILES = sorted(FOLDER.glob("*.toml"))
NORMS = catalogue().norms
CAOS = (
    "schoonmaak",
    "contractcatering",
    "hoveniers",
    "beveiliging",
    "universiteiten",
    "horeca",
    "aan_de_slag",
    "sw",
    "uitzend",
)
TABLES = ("utrecht-2019", "utrecht-2022", "oost-nederland", "rijnvicus")
OF_EVERY_CAO = (
    "name",
    "term_start",
    "term_end",
    "full_time_week",
    "entry_wage",
    "participation_wage",
    "travel",
    "minimum_shift",
    "transfer",
    "scope",
    "bound",
)
# Names that are the same in both languages.
SAME = {
    "blocks.general.sudwest_fryslan",
    "blocks.rijnvicus.wajong",
    "security.diploma",
    "social_return.model_a",
    "social_return.model_b",
    "viability.lunch",
}
MOST_WORDS = 27


def periods() -> Iterator[tuple[str, Period]]:
    """Every period of every norm, with a name for a failing test."""
    for norm in NORMS.values():
        for number, period in enumerate(norm.periods, 1):
            yield f"{norm.norm_id} #{number}", period


def texts() -> Iterator[tuple[str, Text]]:
    """Every text that a person reads, with its norm's id."""
    for norm in NORMS.values():
        yield norm.norm_id, norm.label
        for period in norm.periods:
            for text in (period.value, period.note):
                if isinstance(text, Text):
                    yield norm.norm_id, text
            if isinstance(period.value, tuple) and not isinstance(period.value, Text):
                yield from ((norm.norm_id, step.name) for step in period.value)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_nothing_is_wrong_in_a_file_of_the_package(file: Path) -> None:
    """Each passes the check that a user's own file must pass, and holds norms of the kind in its name."""
    read = read_norms(file.name, file.read_bytes(), NORMS)
    assert read.findings == ()
    assert {norm.norm_id.split(".")[0] for norm in read.norms} == {file.stem}


def test_no_norm_is_in_two_files() -> None:
    assert sum(len(read_norms(file.name, file.read_bytes(), NORMS).norms) for file in FILES) == len(NORMS)


def test_every_value_has_source_date_and_confidence() -> None:
    """A date is the first day, or the word that the source bears none; an unknown value needs none."""
    lacking = [
        name
        for name, period in periods()
        if not period.source.strip()
        or period.confidence not in ("high", "medium", "low")
        or (period.value is not None and period.valid_from is None and not period.undated)
    ]
    assert lacking == []


@pytest.mark.parametrize("field", ["value", "source", "confidence", "valid_from"])
def test_a_value_without_source_date_or_confidence_is_no_norm(field: str) -> None:
    fields: dict[str, object] = {
        "value": 14.71,
        "valid_from": date(2026, 1, 1),
        "source": "Stcrt. 2026, 1",
        "confidence": "high",
    }
    Period.model_validate(fields)
    del fields[field]
    with pytest.raises(ValidationError):
        Period.model_validate(fields)


def test_what_is_not_sure_says_so() -> None:
    """An unknown value is never more than low; a value that is low has a note for who reads it."""
    assert [name for name, period in periods() if period.value is None and period.confidence != "low"] == []
    assert [
        name
        for name, period in periods()
        if period.value is not None and period.confidence == "low" and period.note is None
    ] == []


def test_what_nobody_looked_up_is_low() -> None:
    assert [
        name
        for name, period in periods()
        if ("not verified" in period.source or "not found" in period.source) and period.confidence != "low"
    ] == []


def test_every_norm_that_the_program_names_is_there() -> None:
    """A text in the code that looks like the id of a norm is one."""
    kinds = "|".join(file.stem for file in FILES)
    named = set()
    for file in PACKAGE.rglob("*.py"):
        tree = ast.parse(file.read_text("utf-8"))
        parts = {
            id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
                named |= set(re.findall(rf"^(?:{kinds})(?:\.[a-z0-9_-]+)+$", node.value))
    assert "banenafspraak.hours_per_baan" in named
    assert named - set(NORMS) == set()


def test_every_cao_and_every_table_has_the_facts_that_all_have() -> None:
    wanted = [f"cao.{cao}.{field}" for cao in CAOS for field in OF_EVERY_CAO]
    wanted += [
        f"blocks.{table}.{field}"
        for table in TABLES
        for field in ("name", "full_time_week", "proration", "duration", *get_args(TargetGroup))
    ]
    assert [norm_id for norm_id in wanted if norm_id not in NORMS] == []


def test_a_supplier_can_name_the_caos_and_the_tables_and_nothing_else() -> None:
    norms = catalogue()
    assert set(norms.choices("cao")) == set(CAOS)
    assert set(norms.choices("blocks")) == set(TABLES)


@pytest.mark.parametrize("lang", LANGS)
def test_no_text_is_empty_or_has_a_gap(lang: str) -> None:
    assert [
        norm_id for norm_id, text in texts() if not text(lang).strip() or set("{}") & set(text(lang))
    ] == []


def test_every_text_is_translated() -> None:
    same = {norm_id for norm_id, text in texts() if text.en == text.nl and re.search("[a-z]{2}", text.en)}
    assert same == SAME


@pytest.mark.parametrize("lang", LANGS)
def test_texts_are_short_sentences(lang: str) -> None:
    """A text is one or more whole sentences, none with more words than people read easily."""
    for norm in NORMS.values():
        for period in norm.periods:
            for text in (period.value if norm.unit == "text" else None, period.note):
                if not isinstance(text, Text):
                    continue
                longest = max(len(part.split()) for part in re.split(r"(?<=[.:?;]) ", text(lang)))
                assert longest <= MOST_WORDS, (norm.norm_id, text(lang))
                assert text(lang)[-1] in ".?" or norm.norm_id.endswith(".name"), (norm.norm_id, text(lang))


def test_the_two_languages_name_the_same_amounts() -> None:
    """Every number of two digits or more in a text is in the other language too."""

    def numbers(text: str) -> list[str]:
        return sorted(re.sub("[.,]", "", found) for found in re.findall(r"\d[\d.,]*\d", text))

    assert [norm_id for norm_id, text in texts() if numbers(text.en) != numbers(text.nl)] == []


def test_sources_are_public() -> None:
    """No source is a path, a line number or a file of whoever wrote the catalogue."""
    assert [
        name for name, period in periods() if re.search(r"\.\./|/\w+/|\.md\b|\bline \d", period.source)
    ] == []


def test_youth_wages_are_their_share_of_the_minimum_wage() -> None:
    """Two facts held against each other: the amounts and the percentages."""
    for age in range(15, 21):
        share = NORMS[f"minimum_wage.percent_{age}"].periods[0].value
        for own, adult in zip(
            NORMS[f"minimum_wage.{age}"].periods, NORMS["minimum_wage.21"].periods, strict=True
        ):
            assert isinstance(share, Decimal)
            assert isinstance(adult.value, Decimal)
            cents = (adult.value * share / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
            assert (own.value, own.valid_from, own.valid_to) == (cents, adult.valid_from, adult.valid_to)


def test_cleaning_wages_of_2026_follow_from_the_agreed_rise() -> None:
    """Three per cent, and 25, 15 or 10 cents by wage group; that they are computed is said."""
    before, after = NORMS["cao.schoonmaak.entry_wage"].periods
    assert isinstance(before.value, tuple)
    assert isinstance(after.value, tuple)
    for old, new in zip(before.value, after.value, strict=True):
        extra = {"1": "0.25", "2": "0.15", "3": "0.10"}[old.name.en.removeprefix("Wage group ")[0]]  # type: ignore[union-attr]
        computed = old.value * Decimal("1.03") + Decimal(extra)  # type: ignore[union-attr]
        assert new.value == computed.quantize(Decimal("0.01"), ROUND_HALF_UP)  # type: ignore[union-attr]
    assert (before.derived, after.derived, after.confidence) == (False, True, "medium")


@pytest.mark.parametrize(
    ("day", "wage", "in_time"),
    [
        (date(2023, 12, 31), "13.27", False),
        (date(2024, 1, 1), "13.27", True),
        (date(2024, 7, 1), "13.68", True),
        (date(2025, 6, 30), "14.06", True),
        (date(2025, 7, 1), "14.40", True),
        (date(2026, 6, 30), "14.71", True),
        (date(2026, 7, 1), "14.71", False),
        (date(2031, 1, 1), "14.71", False),
    ],
)
def test_minimum_wage_by_date(day: date, wage: str, in_time: bool) -> None:
    """From its first to its last day a value holds; past the last period it stays, with a warning."""
    reading = catalogue().at("minimum_wage.21", day)
    assert (reading.number, reading.in_time) == (Decimal(wage), in_time)
    assert (reading.warning is None) == in_time


@pytest.mark.parametrize(("lang", "name"), [("en", "Minimum wage, 21"), ("nl", "Minimumloon, 21")])
def test_warning_past_the_last_period_names_norm_period_and_day(lang: str, name: str) -> None:
    warning = catalogue().at("minimum_wage.21", date(2026, 9, 1)).warning
    assert warning is not None
    assert all(part in warning(lang) for part in (name, "2026-06-30", "2026-09-01"))


def test_full_time_week_of_aan_de_slag_becomes_36_hours_in_2027() -> None:
    hours = [
        catalogue().at("cao.aan_de_slag.full_time_week", date(year, 1, 1)).number for year in (2026, 2027)
    ]
    assert hours == [37, 36]


@pytest.mark.parametrize("norm_id", ["cao.hoveniers.entry_wage", "cao.sw.full_time_week", "wtta.exception"])
@pytest.mark.parametrize("day", [date(2020, 1, 1), date(2026, 3, 2), date(2040, 1, 1)])
def test_an_unknown_stays_unknown_on_every_day(norm_id: str, day: date) -> None:
    reading = catalogue().at(norm_id, day)
    assert (reading.known, reading.period.value, reading.warning) == (False, None, None)


def test_a_norm_that_no_catalogue_has_is_an_error() -> None:
    with pytest.raises(UsageError, match=r"minimum_wage\.22"):
        catalogue().at("minimum_wage.22", date(2026, 1, 1))


def test_a_day_between_two_periods_has_the_earlier_value_with_a_warning() -> None:
    period = {"source": "x", "confidence": "high"}
    norm = Norm.model_validate(
        {
            "id": "a.b",
            "label": {"en": "Wage", "nl": "Loon"},
            "unit": "eur",
            "periods": [
                period | {"value": 1, "valid_from": date(2024, 1, 1), "valid_to": date(2024, 12, 31)},
                period | {"value": 2, "valid_from": date(2026, 1, 1)},
            ],
        }
    )
    reading = Catalogue([norm]).at("a.b", date(2025, 6, 1))
    assert (reading.number, reading.in_time) == (1, False)
    assert reading.warning is not None


def test_sources_that_contradict_each_other_are_both_named() -> None:
    """The guide of 2019 lets the client count hours that a parliamentary paper counts at the supplier."""
    for norm_id in ("banenafspraak.buying_services", "social_return.own_quota"):
        (period,) = NORMS[norm_id].periods
        assert isinstance(period.value, Text)
        for lang, words in (("en", ("2023", "2019", "quota")), ("nl", ("2023", "2019", "quotum"))):
            assert all(word in period.value(lang) for word in words)
        assert "34956" in period.source
        assert "eis 3.3" in period.source
        assert period.confidence == "medium"
