"""The CSV files: columns, sums, and cells no spreadsheet runs."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bundler.domain import Result
from bundler.errors import NoPlan
from bundler.i18n import Lang
from bundler.report import write_report
from bundler.report.day import dossier_of
from bundler.report.sheets import UNKNOWN, csv_files, safe_cell
from bundler.rules import TERMS, Week
from bundler.shares import UNITS, fixed, hour_units, largest_remainder, plain
from tests.attribution import test_ledgers
from tests.report import sample


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def rows(name: str, lang: Lang = "en") -> list[dict[str, str]]:
    of = sample.problem()
    return read(write_report(of, sample.result(of), (), lang)[name])


def test_files_have_the_promised_columns() -> None:
    assert list(rows("jobs.csv")[0]) == [
        "job_id", "suppliers", "hours", "days", "sessions", "tasks", "score", *(f"term_{t}" for t in TERMS)
    ]  # fmt: skip
    assert list(rows("roster.csv")[0]) == [
        "job_id", "day", "start", "end", "task_id", "supplier_id", "location_id", "title", "minutes"
    ]  # fmt: skip
    assert list(rows("unplaced.csv")[0]) == [
        "task_id", "supplier_id", "title", "sessions", "hours", "reason", "text"
    ]  # fmt: skip
    assert list(rows("attribution.csv")[0]) == [
        "job_id", "supplier_id", "hours", "share",
        "construction", "cao_id", "blocks_value_eur", "social_return_eur", "warnings",
    ]  # fmt: skip


def test_jobs_tell_what_the_plan_says() -> None:
    of = sample.problem()
    for row, job in zip(rows("jobs.csv"), sample.result(of).jobs, strict=True):
        assert row["job_id"] == job.job_id
        assert row["suppliers"].split(";") == list(job.suppliers)
        assert float(row["hours"]) == pytest.approx(job.hours, abs=5e-5)
        assert int(row["days"]) == len({session.day for session in job.roster})
        assert (int(row["sessions"]), int(row["tasks"])) == (len(job.roster), len(job.task_ids))
        assert float(row["score"]) == job.score
        assert [float(row[f"term_{name}"]) for name in TERMS] == [job.terms[name] for name in TERMS]


def test_roster_is_in_the_weeks_order_and_adds_up_to_the_hours() -> None:
    roster = rows("roster.csv")
    order = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
    keys = [(row["job_id"], order[row["day"]], row["start"]) for row in roster]
    assert keys == sorted(keys)
    for job in rows("jobs.csv"):
        minutes = sum(int(row["minutes"]) for row in roster if row["job_id"] == job["job_id"])
        assert float(job["hours"]) == pytest.approx(minutes / 60, abs=5e-5)


def test_attribution_adds_up_exactly_as_printed() -> None:
    parts = rows("attribution.csv")
    for job in rows("jobs.csv"):
        own = [row for row in parts if row["job_id"] == job["job_id"]]
        assert sum(Decimal(row["hours"]) for row in own) == Decimal(job["hours"])
        assert sum(Decimal(row["share"]) for row in own) == Decimal("1.0000")
        assert [row["supplier_id"] for row in own] == job["suppliers"].split(";")


@given(st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_attribution_adds_up_to_the_plan_to_the_minute_and_the_cent(seed: int) -> None:
    """Of any plan: hours × 60 give back every minute, and the euros are those of the obligations' ledger."""
    of, jobs = test_ledgers.plan(seed)
    plan = sample.result(of, rosters=[job.roster for job in jobs], unplaced=())
    found = dossier_of(of, plan)
    printed = read(csv_files(of, plan, found.attributed.rows, "en")["attribution.csv"])

    minutes = {
        (job.job_id, key): size
        for job in plan.jobs
        for key, size in Week(of, job.roster).minutes_by_supplier.items()
    }
    assert {
        (row["job_id"], row["supplier_id"]): round(Decimal(row["hours"]) * 60) for row in printed
    } == minutes
    assert sum(round(Decimal(row["hours"]) * 60) for row in printed) == sum(job.minutes for job in plan.jobs)

    euros = [line.eur for line in found.attributed.ledgers.obligations.lines]
    shown = [row["social_return_eur"] for row in printed]
    assert shown.count(UNKNOWN) <= euros.count(None)
    assert (UNKNOWN in shown) == (None in euros)
    if None not in euros:
        assert sum(map(Decimal, shown)) == sum(euro for euro in euros if euro is not None)
    for row in printed:
        if row["blocks_value_eur"] not in (UNKNOWN, "0.00"):
            assert row["blocks_value_eur"] == row["social_return_eur"]


def test_attribution_says_unknown_in_a_word_and_nothing_as_zero() -> None:
    """Of a supplier with an obligation and no table the value is unknown; of one without any it is 0.00."""
    owing = sample.SUPPLIERS[0].model_copy(update={"social_return_model": "B"})
    of = sample.problem(suppliers=(owing, *sample.SUPPLIERS[1:]))
    printed = read(write_report(of, sample.result(of), (), "nl")["attribution.csv"])
    values = {row["supplier_id"]: (row["blocks_value_eur"], row["social_return_eur"]) for row in printed}
    assert values == {"clean": (UNKNOWN, UNKNOWN), "cater": ("0.00", "0.00"), "green": ("0.00", "0.00")}
    assert {row["cao_id"] for row in printed} == {"unknown"}
    first = next(row for row in printed if row["supplier_id"] == "clean")
    assert {"A-BLOCKS-TABLE", "A-CAO-UNKNOWN"} <= set(first["warnings"].split(";"))
    assert len(set(first["warnings"].split(";"))) == len(first["warnings"].split(";"))


def test_unplaced_hours_and_reason_in_the_language_asked() -> None:
    english, dutch = rows("unplaced.csv"), rows("unplaced.csv", "nl")
    assert english[0]["text"] == "No room left."
    assert dutch[0]["text"] == "Geen ruimte over."
    assert [(row["sessions"], row["hours"]) for row in english] == [("5", "8.3333"), ("2", "4")]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", " =1", "\uff1d1"])
def test_formula_in_user_text_gets_a_quote(text: str) -> None:
    assert safe_cell(text).startswith("'")
    assert len(safe_cell(text).splitlines()) == 1


@pytest.mark.parametrize("text", ["", "Lunch", "A-1", "3 = 3", "'x"])
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text


def test_hostile_titles_and_negative_numbers_in_the_files() -> None:
    titles = {row["title"] for row in rows("roster.csv")}
    assert "'=cmd|' /C calc'!A0" in titles
    assert rows("unplaced.csv")[1]["text"].startswith("'=")
    assert rows("jobs.csv")[0]["term_second_supplier"] == "-10.0000"


def test_no_plan_gives_no_files() -> None:
    of = sample.problem()
    none: Result = sample.result(of, status="none", plan=None, levels=())
    with pytest.raises(NoPlan):
        csv_files(of, none, (), "en")


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=6), st.integers(0, 20_000))
def test_largest_remainder_gives_all_and_is_never_a_unit_off(parts: list[int], units: int) -> None:
    shares = largest_remainder(parts, units)
    assert sum(shares) == units
    assert all(
        abs(Fraction(part * units, sum(parts)) - share) < 1 for part, share in zip(parts, shares, strict=True)
    )


@given(st.integers(0, 20_000))
def test_printed_hours_are_the_minutes_rounded(minutes: int) -> None:
    units = hour_units(minutes)
    assert abs(Fraction(units, UNITS) - Fraction(minutes, 60)) <= Fraction(1, 2 * UNITS)
    assert Decimal(plain(units)) == Decimal(fixed(units)) == Decimal(units) / UNITS
