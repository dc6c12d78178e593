"""The workbook's figures are the plan's and the ledgers': to the cent, the minute, unknown where unknown."""

from __future__ import annotations

import io
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from xlsxwriter import Workbook

from bundler.attribution import facts
from bundler.attribution.shown import euros
from bundler.domain import Level, Result, Unplaced
from bundler.i18n import LANGS, Lang, Text
from bundler.report.book import render_xlsx
from bundler.report.book_model import Column, Table, Value
from bundler.report.book_paper import Paper
from bundler.report.book_sheet import Sheet
from bundler.report.content_text import set_tight
from bundler.report.day import dossier_of
from bundler.units import DAYS
from tests.attribution.sample import random_plan
from tests.report import sample
from tests.report.book_reading import UNKNOWN, Book, book, dossier, opened, plan, problem


def cents(value: Any) -> Decimal:
    return Decimal(str(round(value, 2)))


def minutes(hours: float) -> int:
    assert round(hours * 60, 3) == round(hours * 60)
    return round(hours * 60)


@pytest.fixture(params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    return request.param


def test_jobs_and_roster_are_the_plan(lang: Lang) -> None:
    result = plan()[1]
    read = book(lang)
    assert read.column("jobs", "job") == [job.job_id for job in result.jobs]
    assert [minutes(value) for value in read.column("jobs", "hours")] == [job.minutes for job in result.jobs]
    assert minutes(read.total("jobs", "hours")) == sum(job.minutes for job in result.jobs)
    sessions = [(job.job_id, session) for job in result.jobs for session in job.roster]
    assert read.column("roster", "job") == [job_id for job_id, _ in sessions]
    assert read.column("roster", "weekday") == [session.day + 1 for _, session in sessions]
    for key, at in (("start", "start"), ("end", "end")):
        wanted = [getattr(session, at) for _, session in sessions]
        assert [round(_day_part(value) * 1440) for value in read.column("roster", key)] == wanted
    assert read.total("roster", "minutes") == sum(job.minutes for job in result.jobs)
    assert len(DAYS) == 7


def _day_part(value: Any) -> float:
    """openpyxl reads ``[hh]:mm`` as a time or a timedelta."""
    if hasattr(value, "total_seconds"):
        return float(value.total_seconds()) / 86_400
    if hasattr(value, "hour"):
        return (value.hour * 60 + value.minute + value.second / 60) / 1440
    return float(value)


def test_totals_are_worked_out_over_what_is_filtered() -> None:
    read = book()
    for key, column, formula in (
        ("jobs", "hours", "=SUBTOTAL(109,Jobs[Hours a week])"),
        ("roster", "minutes", "=SUBTOTAL(109,Roster[Minutes])"),
        (
            "jobs", "banen",
            "=IF(SUBTOTAL(103,Jobs[Banen of the banenafspraak])="
            "SUBTOTAL(102,Jobs[Banen of the banenafspraak]),"
            'SUBTOTAL(109,Jobs[Banen of the banenafspraak]),"unknown")',
        ),
    ):  # fmt: skip
        assert read.table(key, formulas=True).totals[read.head(key, column)] == formula


def test_attribution_is_that_of_the_file(lang: Lang) -> None:
    read, rows = book(lang), dossier().attributed.rows
    assert read.column("attribution", "job") == [row.job_id for row in rows]
    assert [Decimal(str(hours)) for hours in read.column("attribution", "hours")] == [
        row.hours for row in rows
    ]
    assert [Decimal(str(share)) for share in read.column("attribution", "share")] == [
        row.share for row in rows
    ]
    for key, name in (("euro", "social_return_eur"), ("blocks", "blocks_value_eur")):
        for shown, row in zip(read.column("attribution", key), rows, strict=True):
            amount = getattr(row, name)
            assert shown == UNKNOWN[lang] if amount is None else cents(shown) == amount


def test_euros_of_different_obligations_are_nowhere_added_up(lang: Lang) -> None:
    """Each supplier is held to its own contract: a sum over suppliers, of a job or of a plan, is nobody's."""
    read = book(lang)
    for key, column in (("attribution", "euro"), ("attribution", "blocks"), ("bookings", "euro")):
        assert read.total(key, column) in ("", None)
        assert not read.table(key, formulas=True).totals[read.head(key, column)]
    assert read.total("jobs", "booked") in ("", None)
    names = {each.supplier_id: each.name for each in plan()[0].suppliers}
    for job, shown in zip(plan()[1].jobs, read.column("jobs", "booked"), strict=True):
        rows = {row.supplier_id: row for row in dossier().attributed.rows if row.job_id == job.job_id}
        booked = [rows[name] for name in job.suppliers if rows[name].model != "none"]
        amounts = [row.social_return_eur for row in booked]
        assert shown == "\n".join(
            f"{names[row.supplier_id]} {UNKNOWN[lang] if eur is None else set_tight(euros(eur)(lang))}"
            for row, eur in zip(booked, amounts, strict=True)
        )


def test_a_total_over_an_unknown_is_unknown(lang: Lang) -> None:
    rows: list[list[Value]] = [["J01", 1.5], ["J02", facts.UNKNOWN]]
    amount = Column("banen", Text("Banen", "Banen"), "hours", "sum_known")
    table = Table("some", Text("Some", "Enige"), (Column("job", Text("Job", "Baan")), amount))
    out = io.BytesIO()
    workbook = Workbook(out, {"in_memory": True})
    Sheet(Paper(workbook, lang, [table], "x"), Text("S", "S"), "x").table(table, rows)
    workbook.close()
    sheet = opened(out.getvalue(), values=True)["S"]
    assert sheet.cell(sheet.max_row, 2).value == UNKNOWN[lang]


def test_every_obligation_is_the_ledgers(lang: Lang) -> None:
    read, owed = book(lang), list(dossier().attributed.obligations.values())
    columns = {
        "due": "due", "realised": "realised", "booked": "booked", "least": "booked_at_least",
        "short_before": "shortfall_before", "short_after": "shortfall_after",
    }  # fmt: skip
    for key, name in columns.items():
        for shown, each in zip(read.column("social", key), owed, strict=True):
            amount = getattr(each, name)
            assert shown == UNKNOWN[lang] if amount is None else cents(shown) == amount, (key, each)
    for key, name in (("part_before", "before"), ("part_after", "after")):
        for shown, each in zip(read.column("social", key), owed, strict=True):
            part = getattr(each, name)
            assert shown == UNKNOWN[lang] if part is None else shown == pytest.approx(float(part))
    assert not read.table("social").totals  # no two obligations can be added


def test_what_is_filled_in_carries_through() -> None:
    """Due follows from percentage and base, and everything after it from what was realised."""
    row = book().table("social", formulas=True).rows[0]
    here = "Social_return[[#This Row],[{}]]".format
    assert not str(row["Realised before the plan"]).startswith("=")
    assert here("Base euro a year") in row["Due euro a year"]
    assert here("Realised before the plan") in row["Realised with the plan"]
    assert here("Booked by the plan a year") in row["Realised with the plan"]
    assert here("Realised with the plan") in row["Still to reach with the plan"]
    assert here("Due euro a year") in row["Reached with the plan"]
    assert "Attribution[Social return euro a year]" in row["Booked by the plan a year"]
    due = book().table("social").rows[0]
    assert cents(due["Due euro a year"]) == cents(due["Percentage"] * due["Base euro a year"])


def test_cells_to_fill_in_say_what_to_type(lang: Lang) -> None:
    native = book(lang).table("social")
    sheet = book(lang).formulas[native.sheet]
    hinted = {str(each.sqref) for each in sheet.data_validations.dataValidation if each.prompt}
    columns = [native.heads.index(book(lang).head("social", key)) for key in ("base", "realised")]
    rows = native.first + 1, native.first + len(native.rows)
    letters = [chr(ord("A") + column) for column in columns]
    assert hinted == {f"{letter}{rows[0]}:{letter}{rows[1]}" for letter in letters}


def test_who_owes_nothing_has_nothing_to_fill_in() -> None:
    changes = {"social_return_model": "none", "social_return_realised_eur": None}
    of = problem(suppliers=(*problem().suppliers[:2], problem().suppliers[2].model_copy(update=changes)))
    read = Book(render_xlsx(of, sample.result(of), (), "en"), "en")
    native = read.table("social")
    column = native.heads.index(read.head("social", "realised")) + 1
    cells = [read.formulas[native.sheet].cell(native.first + number, column) for number in (1, 2, 3)]
    assert [cell.fill.fgColor.rgb == "FFFFF2CC" for cell in cells] == [True, True, False]
    assert cells[2].value == "n/a"


def test_every_hour_is_booked_once_in_each_ledger(lang: Lang) -> None:
    read, ledgers = book(lang), dossier().attributed.ledgers
    whole = sum(job.minutes for job in plan()[1].jobs)
    assert read.total("bookings", "minutes") == whole
    assert minutes(read.total("paid", "week")) == whole
    assert minutes(read.total("memo", "week")) == whole
    total = ledgers.paid.paid()[-1]
    assert cents(read.total("paid", "year")) == total.hours
    assert cents(read.total("paid", "banen")) == total.banen
    assert minutes(read.total("paid", "counted_week")) == ledgers.paid.counted()[-1].minutes


def test_key_figures_are_the_plans(lang: Lang) -> None:
    of, result = plan()
    placed = sum(job.minutes for job in result.jobs)
    left = sum(item.sessions * of.task_by_id[item.task_id].session_minutes for item in result.unplaced)
    values = book(lang).column("key", "value")
    assert values[:2] == [3, 2]
    assert [minutes(value) for value in values[2:4]] == [placed, left]
    assert values[4] == pytest.approx(placed / (placed + left))
    assert values[5:7] == [25.5, pytest.approx(placed / 60 / 25.5)]
    assert values[7] == len(book(lang).column("points", "job"))
    assert minutes(book(lang).total("suppliers", "offered")) == placed + left
    assert book(lang).total("who", "jobs") == len(result.jobs)


def test_points_to_check_are_counted_at_each_job(lang: Lang) -> None:
    points = book(lang).column("points", "job")
    counted = dict(zip(book(lang).column("jobs", "job"), book(lang).column("jobs", "points"), strict=True))
    assert counted == {job_id: points.count(job_id) for job_id in counted}
    assert sum(counted.values()) == len(points) > 0
    codes = {(row.job_id, warned.code) for row in dossier().attributed.rows for warned in row.warnings}
    assert codes <= set(zip(points, book(lang).column("points", "code"), strict=True))


def test_main_tasks_of_a_measurement_are_its_whole_week(lang: Lang) -> None:
    read = book(lang)
    table = read.table("loonwaarde")
    shares: dict[tuple[str, int], Fraction] = {}
    for row in table.rows:
        key = row[read.head("loonwaarde", "job")], row[read.head("loonwaarde", "measurement")]
        shares[key] = shares.get(key, Fraction()) + Fraction(str(row[read.head("loonwaarde", "share")]))
    assert set(shares.values()) == {Fraction(1)}
    assert minutes(read.total("loonwaarde", "hours")) == sum(job.minutes for job in plan()[1].jobs)


def test_every_norm_used_is_told_with_its_confidence(lang: Lang) -> None:
    read, used = book(lang), dossier().norms.used
    rows = {row[read.head("norms", "id")]: row for row in read.table("norms").rows}
    assert {reading.norm.norm_id for reading in used} <= set(rows)
    low = {"en": "low, not verified", "nl": "laag, niet nagegaan"}[lang]
    for reading in used:
        row = rows[reading.norm.norm_id]
        assert (row[read.head("norms", "confidence")] == low) == (reading.period.confidence == "low")
        assert (row[read.head("norms", "value")] == UNKNOWN[lang]) == (not reading.known)
        assert row[read.head("norms", "source")]
    assert rows["banenafspraak.hours_per_baan"][read.head("norms", "value")] == 25.5


def test_facts_name_norms_by_their_number_in_the_list(lang: Lang) -> None:
    read = book(lang)
    numbers = dict(zip(read.column("norms", "number"), read.column("norms", "label"), strict=True))
    lines = [line for cell in read.column("employers", "norms") if cell for line in cell.split("\n")]
    assert len(lines) > 20
    for line in lines:
        number, _, rest = line.partition(" ")
        assert rest.startswith(f"{numbers[number]} (")


def test_suppliers_of_one_name_are_told_apart() -> None:
    """Formulas look for names: two suppliers that are called the same would each get the hours of both."""
    twins = [each.model_copy(update={"name": "Twin"}) for each in problem().suppliers]
    of = problem(suppliers=tuple(twins))
    read = Book(render_xlsx(of, sample.result(of), (), "en"), "en")
    assert read.column("suppliers", "supplier") == ["Twin (clean)", "Twin (cater)", "Twin (green)"]
    assert set(read.column("roster", "supplier")) == set(read.column("suppliers", "supplier"))


@pytest.mark.parametrize("seed", range(8))
def test_random_plans_keep_cents_minutes_and_unknowns(seed: int) -> None:
    of, jobs = random_plan(seed)
    score = round(sum(job.score for job in jobs), 2)
    open_part = Unplaced(
        task_id=of.tasks[0].task_id, sessions=1, reason="R-OPEN", text=Text("Open.", "Open.")
    )
    result = Result(
        scenario="random", objective="balanced", status="feasible", stopped_by="time",
        levels=(Level(name="score", value=score, bound=score + 1),), seconds=1, seed=0, version="0",
        input_sha256="", plan=jobs,
        unplaced=(open_part,),
    )  # fmt: skip
    read, ledgers = Book(render_xlsx(of, result, (), "nl"), "nl"), dossier_of(of, result).attributed
    whole = sum(job.minutes for job in jobs)
    for key, column in (("jobs", "hours"), ("bookings", "hours"), ("paid", "week"), ("memo", "week")):
        assert round(read.total(key, column) * 60, 6) == whole
    for row, value in zip(ledgers.rows, read.column("attribution", "euro"), strict=True):
        amount = row.social_return_eur
        assert value == "onbekend" if amount is None else cents(value) == amount
    for value, owed in zip(read.column("social", "booked"), ledgers.obligations.values(), strict=True):
        assert value == "onbekend" if owed.booked is None else cents(value) == owed.booked
