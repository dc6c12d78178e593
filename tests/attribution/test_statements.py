"""Statements of paid hours: what they add up to, and what the publishable version does not tell."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bundler.attribution.facts import InForce
from bundler.attribution.statements import (
    QUARTERS,
    Statement,
    StatementTable,
    annual_deadline,
    annual_statement,
    notes,
    quarterly_statement,
)
from bundler.domain import Attribution
from bundler.domain.realised import Realised
from bundler.norms import catalogue
from tests.attribution import sample
from tests.attribution.audit import ranges

YEAR = 2026
OPTIONS = Attribution()


def paid(employer: str, job: str, period: str, hours: float, **more: object) -> Realised:
    """Hours from ``2026-Q1`` or ``2026-03``."""
    year, part = period.split("-")
    month = None if part.startswith("Q") else int(part)
    quarter = int(part[1]) if month is None else (month + 2) // 3
    return Realised(
        year=int(year),
        quarter=quarter,
        month=month,
        employer=employer,
        job_id=job,
        minutes=round(hours * 60),
        **more,  # type: ignore[arg-type]
    )


def many(employer: str, period: str, jobs: int, hours: float = 300, **more: object) -> list[Realised]:
    return [paid(employer, f"{employer}{job}", period, hours, **more) for job in range(jobs)]


def annual(
    hours: list[Realised], *, publishable: bool, options: Attribution = OPTIONS, by_quarter: bool = True
) -> Statement:
    return annual_statement(
        hours, YEAR, options, sample.norms(), publishable=publishable, by_quarter=by_quarter
    )


def sole(statement: Statement) -> StatementTable:
    (table,) = statement.tables
    return table


def random_hours(seed: int) -> list[Realised]:
    """A year of up to six employers: some with a few persons, most jobs in all quarters, some by month."""
    rng = random.Random(seed)
    found = []
    for employer in "ABCDEF"[: rng.randint(1, 6)]:
        for job in range(rng.choice((1, 2, 4, 6, 9, 15))):
            for quarter in range(1, 5):
                hours, persons = rng.randint(60, 400), rng.choice((1, 1, 1, 1, 2))
                if rng.random() < 0.8:
                    more = {
                        "persons": persons,
                        "group": rng.choice(("banenafspraak", "banenafspraak", "nug")),
                    }
                    if rng.random() < 0.2:
                        for month in range(quarter * 3 - 2, quarter * 3 + 1):
                            found.append(
                                paid(employer, f"{employer}{job}", f"{YEAR}-{month:02d}", hours / 3, **more)
                            )
                    else:
                        found.append(paid(employer, f"{employer}{job}", f"{YEAR}-Q{quarter}", hours, **more))
    return found


def test_months_add_up_to_their_quarter_and_quarters_to_the_year() -> None:
    """One job all year at Asito, 100 h in each month of the first quarter; Sodexo joins in May."""
    hours = [paid("asito", "J1", f"2026-{month:02d}", 100) for month in (1, 2, 3)]
    hours += [paid("asito", "J1", "2026-Q2", 280), paid("sodexo", "J2", "2026-05", 90.5)]
    table = sole(annual(hours, publishable=False))
    shown = {spot: figure and (figure.minutes, figure.persons) for spot, figure in table.figures.items()}
    assert shown["asito", "Q1"] == (18_000, 1)
    assert shown["asito", None] == (34_800, 1)
    assert shown[None, "Q2"] == (16_800 + 5_430, 2)
    assert shown["sodexo", "Q1"] == (0, 0)
    assert shown[None, None] == (18_000 + 16_800 + 5_430, 2)


def test_banen_are_hours_by_25_5_and_the_weeks_of_the_period() -> None:
    """331.5 h in a quarter of 13 weeks is one baan; in the year of 52 weeks it is a quarter of one."""
    table = sole(annual([paid("asito", "J1", "2026-Q1", 331.5)], publishable=False))
    quarter, year = table.figures["asito", "Q1"], table.figures["asito", None]
    assert quarter is not None
    assert year is not None
    assert (quarter.banen, year.banen) == (Decimal("1.00"), Decimal("0.25"))


def test_hours_of_other_groups_stay_apart_and_are_no_banen() -> None:
    hours = [paid("asito", "J1", "2026-Q1", 100), paid("asito", "J2", "2026-Q1", 60, group="ww_long")]
    hours.append(paid("asito", "J3", "2026-Q1", 40, group="wsw"))
    register, broad = annual(hours, publishable=False).tables
    assert (register.part, broad.part) == ("register", "broad")
    assert register.figures["asito", "Q1"] == (140 * 60, 2, Decimal("0.42"))
    assert broad.figures["asito", "Q1"] == (60 * 60, 1, None)


def test_hours_of_another_year_are_left_out() -> None:
    hours = [paid("asito", "J1", "2025-Q4", 100), paid("asito", "J1", "2026-Q1", 60)]
    figure = sole(annual(hours, publishable=False)).figures[None, None]
    assert figure is not None
    assert figure.minutes == 3_600


def test_quarters_without_hours_are_named() -> None:
    statement = annual(
        [paid("asito", "J1", "2026-Q1", 100), paid("asito", "J1", "2026-11", 9)], publishable=False
    )
    assert statement.lacking == ("Q2", "Q3")


def test_someone_with_two_employers_counts_at_each_and_once_in_the_year() -> None:
    hours = [paid("asito", "J1", "2026-Q1", 100), paid("sodexo", "J1", "2026-Q1", 100)]
    figures = sole(annual(hours, publishable=False)).figures
    assert [figures[spot].persons for spot in (("asito", "Q1"), (None, "Q1"), (None, None))] == [1, 2, 1]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("year", "months", "day"),
    [
        (2026, 2, date(2027, 2, 28)),
        (2027, 2, date(2028, 2, 29)),
        (2026, 12, date(2027, 12, 31)),
        (2026, 13, date(2028, 1, 31)),
    ],
)
def test_annual_statement_is_due_so_many_months_after_the_year(year: int, months: int, day: date) -> None:
    assert annual_deadline(year, months) == day


def test_deadline_comes_from_the_norm(tmp_path: Path) -> None:
    """A user's own catalogue changes it; a quarter has none."""
    own = tmp_path / "own.toml"
    own.write_text(
        '[[norms]]\nid = "social_return.statement_months"\nlabel = { en = "x", nl = "x" }\nunit = "months"\n'
        '[[norms.periods]]\nvalue = 3\nvalid_from = 2019-07-01\nsource = "test"\nconfidence = "high"\n'
    )
    norms = InForce(catalogue([own]), sample.PLAN_DAY)
    hours = many("A", "2026-Q1", 6)
    whole = annual_statement(hours, YEAR, OPTIONS, norms, publishable=False)
    quarter = quarterly_statement(hours, YEAR, "Q1", OPTIONS, norms, publishable=False)
    assert (whole.due, quarter.due) == (date(2027, 3, 31), None)
    assert "social_return.statement_months" in {reading.norm.norm_id for reading in whole.readings}


@pytest.mark.parametrize("seed", range(15))
def test_internal_figures_add_up_in_every_direction(seed: int) -> None:
    hours = random_hours(seed)
    statement = annual(hours, publishable=False)
    total = 0
    for table in statement.tables:
        minutes = {spot: figure.minutes for spot, figure in table.figures.items() if figure}
        for row in (*table.employers, None):
            assert minutes[row, None] == sum(minutes[row, quarter] for quarter in QUARTERS)
        for column in table.columns:
            assert minutes[None, column] == sum(minutes[row, column] for row in table.employers)
        total += minutes[None, None]
    assert total == sum(row.minutes for row in hours)


@pytest.mark.parametrize("seed", range(25))
def test_publishable_annual_statement_gives_no_hidden_figure_away(seed: int) -> None:
    """Nor do the four quarterly ones with it: they hide the same, and linear programming finds a range of
    hours for every figure that is not shown. Persons shown in a total are more than the cells hidden."""
    hours, options = random_hours(seed), Attribution(min_cell=random.Random(seed).choice((2, 3, 5, 10)))
    inside, outside = (annual(hours, publishable=version, options=options) for version in (False, True))
    for known, table in zip(inside.tables, outside.tables, strict=True):
        amounts = {spot: figure.minutes for spot, figure in known.figures.items() if figure}
        hidden = {spot for spot, figure in table.figures.items() if figure is None}
        for spot, (low, high) in ranges(amounts, hidden).items():
            assert low < amounts[spot] - 0.5 < amounts[spot] + 0.5 < high
        for spot, figure in table.figures.items():
            if figure is not None:
                assert figure.minutes == amounts[spot]
        for quarter in QUARTERS:
            total = table.figures[None, quarter]
            inner = [row for row in table.employers if (row, quarter) in hidden]
            if total is not None and inner:
                persons = [known.figures[row, quarter].persons or 0 for row in inner]  # type: ignore[union-attr]
                assert sum(persons) >= options.min_cell
                assert sum(persons) > len(inner)


@pytest.mark.parametrize("seed", range(25))
def test_hidden_quarters_are_together_of_enough_persons_where_the_year_is_shown(seed: int) -> None:
    """The year less the quarters shown is a figure too: of everyone in the quarters that are not."""
    hours = random_hours(seed)
    for table in annual(hours, publishable=True).tables:
        part = [row for row in hours if (row.group == "banenafspraak") == (table.part == "register")]
        for employer in (*table.employers, None):
            hidden = [name for name in QUARTERS if table.figures[employer, name] is None]
            if not hidden or table.figures[employer, None] is None:
                continue
            of: dict[str, int] = {}
            for row in part:
                if f"Q{row.quarter}" in hidden and employer in (None, row.employer):
                    of[row.job_id] = max(of.get(row.job_id, 0), row.persons)
            assert sum(of.values()) >= OPTIONS.min_cell


@pytest.mark.parametrize("seed", range(25))
def test_a_quarter_hides_the_same_in_its_own_statement_and_in_the_years(seed: int) -> None:
    hours = random_hours(seed)
    year = {table.part: table for table in annual(hours, publishable=True).tables}
    for quarter in QUARTERS:
        own = quarterly_statement(hours, YEAR, quarter, OPTIONS, sample.norms(), publishable=True)
        for table in own.tables:
            for spot, figure in table.figures.items():
                assert figure == year[table.part].figures[spot]


@pytest.mark.parametrize("seed", range(25))
def test_no_published_figure_is_about_too_few_persons(seed: int) -> None:
    hours = random_hours(seed)
    for by_quarter in (True, False):
        inside, outside = (
            annual(hours, publishable=version, by_quarter=by_quarter) for version in (False, True)
        )
        for known, table in zip(inside.tables, outside.tables, strict=True):
            for spot, figure in table.figures.items():
                persons = known.figures[spot].persons or 0  # type: ignore[union-attr]
                assert figure is None or persons == 0 or persons >= OPTIONS.min_cell


def test_of_the_year_alone_more_can_be_shown() -> None:
    """A few persons in one quarter hide a quarter, but not the year they are part of."""
    hours = many("A", "2026-Q1", 2) + [
        row for quarter in (2, 3, 4) for row in many("A", f"2026-Q{quarter}", 8)
    ]
    hours += [row for quarter in (1, 2, 3, 4) for row in many("B", f"2026-Q{quarter}", 8)]
    by_quarter = sole(annual(hours, publishable=True)).figures
    alone = sole(annual(hours, publishable=True, by_quarter=False)).figures
    assert by_quarter["A", None] is None
    assert all(alone[spot] is not None for spot in alone)


def test_publishable_year_shows_no_persons() -> None:
    """They do not add up from the quarters, so that together with these they would tell too much."""
    hours = [row for quarter in (1, 2, 3, 4) for row in many("A", f"2026-Q{quarter}", 8)]
    figures = sole(annual(hours, publishable=True)).figures
    assert figures["A", "Q1"].persons == 8  # type: ignore[union-attr]
    assert figures["A", None].persons is None  # type: ignore[union-attr]


def test_notes_are_in_both_languages() -> None:
    statement = annual(many("A", "2026-Q1", 6), publishable=False)
    assert all(note.en != note.nl and note.en and note.nl for note in notes(statement))
    assert all("{" not in text for note in notes(statement) for text in note)


@pytest.mark.parametrize(
    ("value", "en", "nl"),
    [
        ("25.5", "hours ÷ (25.5 ×", "uren ÷ (25,5 ×"),
        ("26", "hours ÷ (26 ×", "uren ÷ (26 ×"),
        ("unknown", "one baan has is not known", "één baan heeft, is niet bekend"),
    ],
)
def test_the_hours_of_a_baan_are_told_from_the_norm(value: str, en: str, nl: str) -> None:
    statement = annual(many("A", "2026-Q1", 6), publishable=False)
    first, *rest = statement.readings
    period = first.period.model_copy(update={"value": None if value == "unknown" else Decimal(value)})
    told = notes(replace(statement, readings=(first._replace(period=period), *rest)))[-1]
    assert en in told.en
    assert nl in told.nl
