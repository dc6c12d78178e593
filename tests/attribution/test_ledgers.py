"""The three ledgers: every minute once in each, every cent of a job in its sum, and never added up."""

from __future__ import annotations

import operator
import random
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bundler.attribution.booking import Terms
from bundler.attribution.contracts import Employer
from bundler.attribution.ledgers import Ledgers
from bundler.attribution.parts import supplier_parts
from bundler.attribution.recommend import recommend
from bundler.attribution.rows import AttributionRow, attribute
from bundler.attribution.shown import joined
from bundler.attribution.worth import worth
from bundler.domain import Attribution, Job, Problem
from bundler.shares import half_up, rounded_parts
from tests.attribution import sample

SEEDS = st.integers(0, 10**6)


def plan(seed: int) -> tuple[Problem, tuple[Job, ...]]:
    """The random plan, its suppliers with whatever social-return obligation."""
    problem, jobs = sample.random_plan(seed)
    rng = random.Random(seed)
    suppliers = tuple(
        each.model_copy(
            update={
                "social_return_model": rng.choice(("A", "B", "B", "none")),
                "blocks_table": rng.choice(("utrecht-2019", "utrecht-2022", "rijnvicus", "", "nowhere")),
            }
        )
        for each in problem.suppliers
    )
    return problem.model_copy(update={"suppliers": suppliers}), jobs


def booked(problem: Problem, *jobs: Job) -> tuple[Ledgers, tuple[Terms, ...], tuple[AttributionRow, ...]]:
    norms = sample.norms()
    found = attribute(problem, jobs, [recommend(problem, job, norms) for job in jobs], norms)
    return found.ledgers, found.plan, found.rows


def example(construction: str = "two_contracts", **options: Any) -> tuple[Problem, Job]:
    """Asito (model A) and Sodexo (model B, Utrecht 2022), 3 h each a day."""
    return sample.asito_sodexo(attribution=Attribution(construction=construction, **options))  # type: ignore[arg-type]


def euros(ledgers: Ledgers) -> dict[str, Decimal | None]:
    return {line.supplier_id: line.eur for line in ledgers.obligations.lines}


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_every_minute_is_booked_exactly_once_in_each_ledger(seed: int) -> None:
    """Per job and supplier, and so in all: the minutes of each ledger are the plan's."""
    problem, jobs = plan(seed)
    ledgers, _, rows = booked(problem, *jobs)
    expected = sorted(
        (job.job_id, part.supplier.supplier_id, part.minutes)
        for job in jobs
        for part in supplier_parts(problem, job)
    )
    for lines in (ledgers.paid.lines, ledgers.obligations.lines, ledgers.memo.lines, rows):
        assert sorted((line.job_id, line.supplier_id, line.minutes) for line in lines) == expected
    total = sum(job.minutes for job in jobs)
    assert ledgers.paid.minutes == ledgers.obligations.minutes == ledgers.memo.minutes == total
    assert sum(ledgers.memo.column(name) for name in ledgers.memo.columns) == total
    assert ledgers.paid.paid()[-1].minutes == total


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_cents_of_a_job_add_up_to_its_exact_value_rounded_once(seed: int) -> None:
    """For each model, against the values calculated in fractions; the plan's sum is that of its lines."""
    problem, jobs = plan(seed)
    ledgers, plan_terms, rows = booked(problem, *jobs)
    options, norms = problem.scenario.attribution, sample.norms()
    for job in plan_terms:
        lines = [line for line in ledgers.obligations.lines if line.job_id == job.job.job_id]
        for model in ("A", "B"):
            exact, cents = Fraction(), Decimal()
            for line in lines:
                if line.booked_by is None or line.model != model or line.eur is None:
                    continue
                pay = job.pay_of(line.supplier_id)
                floor = pay.floor.eur_hour if pay and pay.floor else None
                value = worth(problem.supplier_by_id[line.booked_by], line.minutes, floor, options, norms)
                assert value.eur is not None
                assert abs(Fraction(line.eur) - value.eur) < Fraction(3, 200)
                exact, cents = exact + value.eur, cents + line.eur
            assert cents == Decimal(half_up(exact * 100)).scaleb(-2)
    known = [line.eur for line in ledgers.obligations.lines if line.eur is not None]
    if len(known) == len(ledgers.obligations.lines):
        assert sum(row.social_return_eur or 0 for row in rows) == sum(known)


@given(SEEDS)
@settings(max_examples=40, deadline=None)
def test_rows_add_up_to_the_job_to_the_fourth_decimal(seed: int) -> None:
    problem, jobs = plan(seed)
    *_, rows = booked(problem, *jobs)
    for job in jobs:
        own = [row for row in rows if row.job_id == job.job_id]
        assert sum(row.share for row in own) == 1
        assert abs(sum(row.hours for row in own) - Decimal(job.minutes) / 60) <= Decimal("0.00005")


@given(SEEDS)
@settings(max_examples=40, deadline=None)
def test_what_a_supplier_books_is_in_its_own_rows(seed: int) -> None:
    """With either split: the sum of a supplier's rows is what its obligation gains."""
    problem, jobs = plan(seed)
    ledgers, _, rows = booked(problem, *jobs)
    for supplier_id in problem.supplier_by_id:
        amounts = ledgers.obligations.booked(supplier_id)
        own = [row.social_return_eur for row in rows if row.supplier_id == supplier_id]
        assert (None in amounts) == (None in own)
        if None not in own:
            assert sum(map(Decimal, filter(None, own)), Decimal()) == sum(filter(None, amounts), Decimal())


@given(st.lists(st.fractions(0, 10**6), min_size=1, max_size=6))
def test_rounded_parts_add_up_and_stay_near(amounts: list[Fraction]) -> None:
    parts = rounded_parts(amounts)
    assert sum(parts) == half_up(sum(amounts, Fraction()))
    assert all(
        part >= 0 and abs(part - amount) < Fraction(3, 2) for part, amount in zip(parts, amounts, strict=True)
    )


def test_obligations_gain_what_the_plan_books() -> None:
    """5 % of € 500,000 and of € 1,000,000; each supplier's progress is its own."""
    problem, job = example()
    norms = sample.norms()
    found = attribute(problem, [job], [recommend(problem, job, norms)], norms).obligations
    assert (found["asito"].due, found["asito"].booked) == (Decimal(25_000), Decimal("12105.60"))
    assert (found["sodexo"].before, found["sodexo"].after) == (0, Fraction("20833.33") / 50_000)


def test_ledgers_cannot_be_added() -> None:
    """The three answer different questions; adding any two of them is a mistake that raises."""
    problem, job = example()
    ledgers = booked(problem, job)[0]
    for one in ledgers:
        for other in ledgers:
            with pytest.raises(TypeError):
                operator.add(one, other)
    with pytest.raises(TypeError):
        sum(ledgers)  # type: ignore[arg-type]


def test_two_contracts_worked_out_by_hand() -> None:
    """15 h at each. Asito, model A: 15 × 52 × € 15.52 of wages. Sodexo, model B: € 50,000 × 15 ÷ 36."""
    problem, job = example()
    ledgers, _, rows = booked(problem, job)
    assert euros(ledgers) == {"asito": Decimal("12105.60"), "sodexo": Decimal("20833.33")}
    asito, sodexo = ((row.blocks_value_eur, row.model, row.share, row.hours) for row in rows)
    assert asito == (Decimal("0.00"), "A", Decimal("0.5"), Decimal(15))
    assert sodexo == (Decimal("20833.33"), "B", Decimal("0.5"), Decimal(15))
    first, second, total = ledgers.paid.paid()
    assert (first.hours, first.banen) == (Decimal("780.00"), Decimal("0.59"))
    assert (total.hours, total.banen) == (Decimal("1560.00"), Decimal("1.18"))
    assert first.employer != second.employer
    assert ledgers.memo.column("bought") == 1_800


def test_half_a_year_counts_half() -> None:
    whole, half = (booked(*example(contract_months=months))[0] for months in (12, 6))
    assert euros(half)["sodexo"] == Decimal("10416.67")
    assert (euros(half)["asito"] or 0) * 2 == euros(whole)["asito"]
    assert half.paid.paid()[-1].banen == Decimal("0.59")


@pytest.mark.parametrize("options", [{"contract_months": 30}, {"contract_months": 6, "permanent": True}])
def test_no_year_counts_more_than_twelve_months(options: dict[str, Any]) -> None:
    assert booked(*example(**options))[0].paid == booked(*example())[0].paid


def test_permanent_contract_adds_the_tables_bonus_by_hours() -> None:
    """(€ 50,000 + € 10,000) × 15 ÷ 36."""
    assert euros(booked(*example(permanent=True))[0])["sodexo"] == Decimal("25000.00")


def test_unknown_is_unknown_and_not_nothing() -> None:
    """No table, a table that is in no catalogue, a group without an amount: no value, and a warning each."""
    for changes, options, code in (
        ({"blocks_table": ""}, {}, "A-BLOCKS-TABLE"),
        ({"blocks_table": "nowhere"}, {}, "A-BLOCKS-TABLE"),
        ({}, {"target_group": "wsw"}, "A-BLOCKS-GROUP"),
    ):
        problem, job = sample.one_job(
            (sample.supplier("sodexo", **changes), 4),
            attribution=Attribution(**options),  # type: ignore[arg-type]
        )
        ledgers, _, (row,) = booked(problem, job)
        assert euros(ledgers) == {"sodexo": None}
        assert (row.blocks_value_eur, row.social_return_eur) == (None, None)
        assert code in [warning.code for warning in row.warnings]


def test_model_a_books_people_in_the_register_only() -> None:
    """Of another group nothing is booked, which is known; hours and memo go on as they are."""
    ledgers = booked(*example(target_group="ww_long"))[0]
    assert euros(ledgers)["asito"] == Decimal("0.00")
    assert euros(ledgers)["sodexo"] == Decimal("8333.33")
    assert ledgers.paid.minutes == 1_800
    assert ledgers.paid.counted()[-1].minutes == 0
    assert "A-SR-REGISTER" in [
        warning.code for line in ledgers.obligations.lines for warning in line.warnings
    ]


def test_a_supplier_without_obligation_books_nothing_but_its_hours_are_there() -> None:
    problem, job = sample.one_job((sample.supplier("maas"), 4))
    ledgers, _, (row,) = booked(problem, job)
    assert [line.booked_by for line in ledgers.obligations.lines] == [None]
    assert (row.social_return_eur, row.model) == (Decimal("0.00"), "none")
    assert ledgers.paid.minutes == ledgers.memo.column("bought") == 1_200


def test_the_clients_own_service_owes_nothing_even_where_a_model_is_given() -> None:
    service = sample.supplier("uu_fsc", social_return_model="B", blocks_table="utrecht-2022")
    problem, job = sample.one_job((service, 4))
    ledgers = booked(problem, job)[0]
    assert euros(ledgers) == {"uu_fsc": Decimal("0.00")}
    assert ledgers.memo.column("own") == 1_200


def test_own_contract_split_gives_lent_hours_to_whose_contract_they_are_on() -> None:
    """Asito employs for all hours: it pays them, Sodexo books its own, and a warning says so."""
    ledgers, _, rows = booked(*example("lending"))
    assert {line.paid_by for line in ledgers.paid.lines} == {Employer("supplier", "asito")}
    assert [line.booked_by for line in ledgers.obligations.lines] == ["asito", "sodexo"]
    assert rows[1].social_return_eur == Decimal("20833.33")
    assert "A-SR-LENT" in [warning.code for warning in rows[1].warnings]


@pytest.mark.parametrize(("model", "cites"), [("A", True), ("B", False)])
def test_third_parties_count_by_the_guide_under_model_a_only(model: str, cites: bool) -> None:
    """Requirement 2.4 is one of model A; what building blocks count of lent hours is to be asked."""
    sodexo = sample.supplier("sodexo", social_return_model=model)
    options = Attribution(construction="lending")
    rows = booked(*sample.one_job((sample.supplier("asito"), 3), (sodexo, 3), attribution=options))[2]
    (warning,) = [each for each in rows[1].warnings if each.code == "A-SR-LENT"]
    assert ("requirement 2.4" in warning.text.en, "eis 2.4" in warning.text.nl) == (cites, cites)
    assert bool(warning.readings) == cites


def test_employer_split_gives_all_hours_to_the_formal_employer() -> None:
    ledgers, _, rows = booked(*example("lending", split="employer"))
    assert [line.booked_by for line in ledgers.obligations.lines] == ["asito", "asito"]
    assert rows[1].social_return_eur == Decimal("0.00")
    assert rows[0].social_return_eur == sum(line.eur or 0 for line in ledgers.obligations.lines)
    assert "A-SR-ELSEWHERE" in [warning.code for warning in rows[1].warnings]


@pytest.mark.parametrize(("construction", "split"), [("client", "own_contract"), ("sw_lending", "employer")])
def test_hours_that_an_outsider_pays_are_booked_by_nobody(construction: str, split: str) -> None:
    ledgers, _, rows = booked(*example(construction, split=split))
    assert [line.booked_by for line in ledgers.obligations.lines] == [None, None]
    assert {row.social_return_eur for row in rows} == {Decimal("0.00")}
    assert all("A-SR-NOBODY" in [warning.code for warning in row.warnings] for row in rows)
    assert ledgers.paid.minutes == ledgers.memo.minutes == 1_800


def test_hours_through_an_sw_company_may_still_be_booked_on_ones_own_contract() -> None:
    ledgers = booked(*example("sw_lending"))[0]
    assert [line.booked_by for line in ledgers.obligations.lines] == ["asito", "sodexo"]


def test_lent_wsw_hours_count_where_they_are_worked() -> None:
    """Wet banenafspraak art. 4; other lent hours count at the employer, and that is not sure."""
    wsw, other = (booked(*example("sw_lending", target_group=group))[0] for group in ("wsw", "banenafspraak"))
    assert {(line.supplier_id, line.counts_at, line.sure) for line in wsw.paid.lines} == {
        (name, Employer("supplier", name), True) for name in ("asito", "sodexo")
    }
    assert {(line.counts_at, line.sure) for line in other.paid.lines} == {(Employer("sw_company"), False)}


def test_memo_keeps_own_bought_and_hired_hours_apart() -> None:
    """The client's own payroll, a service it buys, and someone lent to its own service."""
    parts = (sample.supplier("asito"), 3), (sample.supplier("uu_fsc"), 2)
    found = {}
    for construction in ("two_contracts", "lending", "client"):
        problem, job = sample.one_job(*parts, attribution=Attribution(construction=construction))
        memo = booked(problem, job)[0].memo
        found[construction] = tuple(memo.column(name) for name in ("own", "bought", "hired"))
    assert found == {"two_contracts": (600, 900, 0), "lending": (0, 900, 600), "client": (1_500, 0, 0)}


def test_hours_and_banen_of_employers_add_up_to_their_total() -> None:
    """Three times a third of a hundredth more is still in the sum."""
    parts = [(sample.supplier(name), 47 / 60) for name in ("asito", "sodexo", "maas")]
    problem, job = sample.one_job(*parts, days=(0,), attribution=Attribution(construction="two_contracts"))
    *each, total = booked(problem, job)[0].paid.paid()
    assert len(each) == 3
    assert total.hours == sum(count.hours for count in each)
    assert total.banen == sum(count.banen or 0 for count in each) == Decimal("0.09")


def test_more_than_full_time_is_counted_in_proportion_with_a_warning() -> None:
    problem, job = sample.one_job((sample.supplier("sodexo"), 8))
    ledgers, _, (row,) = booked(problem, job)
    assert euros(ledgers)["sodexo"] == Decimal("55555.56")
    assert "A-BLOCKS-HOURS" in [warning.code for warning in row.warnings]


def test_a_plan_without_jobs_has_empty_ledgers() -> None:
    problem, _ = example()
    ledgers, _, rows = booked(problem)
    assert (ledgers.paid.minutes, ledgers.paid.paid()[-1].banen, rows) == (0, Decimal("0.00"), ())


def test_what_is_so_of_both_suppliers_is_warned_of_once_and_names_both() -> None:
    """Each supplier's row has its own warning; where a job is told of, the two are one sentence."""
    parts = (sample.supplier("asito"), 3), (sample.supplier("sodexo", social_return_model="A"), 3)
    problem, job = sample.one_job(*parts, attribution=Attribution(construction="sw_lending"))
    lines = booked(problem, job)[0].obligations.lines
    each = [warned for line in lines for warned in line.warnings if warned.code == "A-SR-LENT"]
    assert [warned.owner for warned in each] == ["Asito", "Sodexo"]
    (both,) = joined(each)
    assert "De uren bij Asito en Sodexo worden gewerkt door" in both.text.nl
    assert joined([each[0], each[0]]) == (each[0],)


def test_warnings_that_differ_are_not_joined() -> None:
    """Model A and model B say different things of hours of a lent worker."""
    lines = booked(*example("sw_lending"))[0].obligations.lines
    each = [warned for line in lines for warned in line.warnings if warned.code == "A-SR-LENT"]
    assert len(joined(each)) == len(each) == 2
