"""The least that an hour pays under each construction."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bundler.attribution.constructions import Code, Construction, constructions
from bundler.attribution.facts import InForce
from bundler.attribution.pay import PartPay, minimum_wage
from bundler.domain import Attribution, Job, Problem
from bundler.norms import Catalogue, Norm, catalogue
from tests.attribution.sample import PLAN_DAY, asito_sodexo, norms, one_job, random_plan, supplier

MINIMUM = Decimal("14.71")
CLEANING = Decimal("15.52")


def under(code: Code, problem: Problem, job: Job, used: InForce | None = None) -> Construction:
    return next(each for each in constructions(problem, job, used or norms()) if each.code == code)


def floors(code: Code, problem: Problem, job: Job) -> dict[str, tuple[Decimal, str]]:
    found = {}
    for part in under(code, problem, job).pay:
        assert part.floor is not None
        found[part.supplier_id] = (part.floor.eur_hour, part.floor.rests_on)
    return found


def pay_of(code: Code, supplier_id: str, problem: Problem, job: Job) -> PartPay:
    return next(part for part in under(code, problem, job).pay if part.supplier_id == supplier_id)


@pytest.mark.parametrize(
    ("code", "asito", "sodexo"),
    [
        ("two_contracts", (CLEANING, "cao"), (MINIMUM, "minimum_wage")),
        ("lending", (CLEANING, "cao"), (CLEANING, "cao")),
        ("sw_lending", (CLEANING, "cao"), (MINIMUM, "minimum_wage")),
        ("client", (MINIMUM, "minimum_wage"), (MINIMUM, "minimum_wage")),
    ],
)
def test_the_floors_of_the_worked_example(
    code: Code, asito: tuple[Decimal, str], sodexo: tuple[Decimal, str]
) -> None:
    """Cleaning's entry wage is known, catering's is not; lent hours pay the higher of the two."""
    assert floors(code, *asito_sodexo()) == {"asito": asito, "sodexo": sodexo}


def test_the_week_of_the_worked_example_is_worked_out_to_the_cent() -> None:
    """15 × 15.52 + 15 × 14.71 = 453.45; all at 15.52 is 465.60."""
    text = under("two_contracts", *asito_sodexo()).fact("pay_week").text
    assert "€ 232.80" in text.en
    assert "€ 220.65" in text.en
    assert "at least € 453.45 a week" in text.en
    assert "€ 453,45 per week" in text.nl
    assert "at least € 465.60 a week" in under("lending", *asito_sodexo()).fact("pay_week").text.en


def test_the_floor_says_what_it_rests_on_and_how_sure_that_is() -> None:
    text = under("two_contracts", *asito_sodexo()).fact("pay_floor").text.en
    assert "€ 15.52 an hour: the entry wage of the CAO of Asito (confidence medium)" in text
    assert "€ 14.71 an hour: the minimum wage (confidence high)" in text
    assert "The entry wage of the CAO of Sodexo is unknown." in text


def test_lent_hours_pay_the_higher_of_two_also_where_the_borrower_pays_more() -> None:
    tasks = {"sodexo": {"hourly_wage_eur": 16.4}}
    problem, job = asito_sodexo(tasks=tasks)
    assert floors("lending", problem, job) == {
        "asito": (CLEANING, "cao"),
        "sodexo": (Decimal("16.4"), "supplier"),
    }
    assert floors("two_contracts", problem, job)["sodexo"] == (Decimal("16.4"), "supplier")


def test_equal_treatment_rests_on_the_waadi() -> None:
    read = {reading.norm.norm_id for reading in under("lending", *asito_sodexo()).fact("pay_floor").readings}
    assert "waadi.equal_pay" in read


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000))
def test_no_hour_pays_less_than_the_minimum_wage_and_lent_hours_no_less_than_own(seed: int) -> None:
    problem, jobs = random_plan(seed)
    least = minimum_wage(norms(), problem.scenario.attribution.age)
    assert least is not None
    for job in jobs:
        for each in constructions(problem, job, norms()):
            own = {part.supplier_id: part.floor for part in each.pay}
            employer = each.contracts[0].employer.supplier_id
            for part in each.pay:
                assert part.floor is not None
                assert part.floor.eur_hour == max(wage.eur_hour for wage in part.wages)
                assert part.floor.eur_hour >= (least.number or 0)
                lent_by = own.get(employer or "")
                if each.code == "lending" and lent_by is not None:
                    assert part.floor.eur_hour >= lent_by.eur_hour
            assert sum(part.minutes for part in each.pay) == job.minutes


@pytest.mark.parametrize(
    ("age", "wage"), [(16, "5.07"), (17, "5.81"), (18, "7.36"), (19, "8.83"), (20, "11.77")]
)
def test_the_young_have_the_minimum_wage_of_their_age(age: int, wage: str) -> None:
    """An entry wage is for adults; what a CAO pays the young is not in the catalogue."""
    problem, job = asito_sodexo(attribution=Attribution(age=age))
    assert floors("two_contracts", problem, job)["sodexo"] == (Decimal(wage), "minimum_wage")
    line = under("two_contracts", problem, job).fact("pay_floor").text.en
    assert f"The wages at age {age} in " in line
    assert "youth wages are not in the catalogue" in line


@pytest.mark.parametrize(("age", "known"), [(19, False), (20, True), (21, True)])
def test_the_entry_wage_of_cleaning_holds_from_the_age_that_its_table_begins_with(
    age: int, known: bool
) -> None:
    """The wage table goes by age up to 19 and by year of service above it; the line says so below 21."""
    problem, job = asito_sodexo(attribution=Attribution(age=age))
    assert (floors("two_contracts", problem, job)["asito"] == (CLEANING, "cao")) == known
    line = under("two_contracts", problem, job).fact("pay_floor")
    told = "this wage holds from age 20 (confidence medium)" in line.text.en
    assert told == (age == 20)
    assert told == ("cao.schoonmaak.entry_wage_age" in {reading.norm.norm_id for reading in line.readings})


def test_an_old_entry_wage_below_the_minimum_wage_neither_lowers_the_floor_nor_says_what_is_paid_today() -> (
    None
):
    """The universities' € 14.00 of 2021: at least the minimum wage holds, and it may be more."""
    problem, job = one_job((supplier("uu_fsc"), 4))
    part = pay_of("own_contract", "uu_fsc", problem, job)
    assert part.floor is not None
    assert (part.floor.eur_hour, part.floor.rests_on) == (MINIMUM, "minimum_wage")
    assert part.missing == ("universiteiten",)
    line = under("own_contract", problem, job).fact("pay_floor")
    assert "€ 14.00, is below the minimum wage. What holds there now is unknown." in line.text.en
    assert "cao.universiteiten.entry_wage" in {reading.norm.norm_id for reading in line.readings}


@pytest.mark.parametrize("cao_id", ["unknown", "none", "made-up"])
def test_without_a_known_cao_only_the_law_holds_and_the_rest_is_asked_for(cao_id: str) -> None:
    problem, job = one_job((supplier("maas", cao_id=cao_id), 4))
    part = pay_of("own_contract", "maas", problem, job)
    assert part.floor is not None
    assert (part.floor.rests_on, part.missing) == ("minimum_wage", (cao_id,))
    line = under("own_contract", problem, job).fact("pay_floor")
    assert line.basis == "law"
    assert "unknown" in line.text.en


def test_what_the_supplier_says_it_pays_takes_the_place_of_an_unknown_entry_wage() -> None:
    problem, job = one_job((supplier("maas"), 4), tasks={"maas": {"hourly_wage_eur": 15.1}})
    part = pay_of("own_contract", "maas", problem, job)
    assert part.missing == ()
    assert part.floor is not None
    assert (part.floor.eur_hour, part.floor.rests_on, part.floor.whose) == (
        Decimal("15.1"),
        "supplier",
        "maas",
    )
    assert "what Maas says it pays" in under("own_contract", problem, job).fact("pay_floor").text.en


def test_a_figure_below_the_minimum_wage_does_not_lower_the_floor() -> None:
    problem, job = one_job((supplier("maas"), 4), tasks={"maas": {"hourly_wage_eur": 12}})
    assert floors("own_contract", problem, job) == {"maas": (MINIMUM, "minimum_wage")}


def test_a_wage_is_no_floor_before_the_first_day_it_is_known_for() -> None:
    """The entry wage known from 1 July 2025 may have been lower in March; the minimum wage was 14.06."""
    day = date(2025, 3, 1)
    problem, job = asito_sodexo(day=day, tasks={"asito": {"hourly_wage_eur": 14.5}})
    found = under("two_contracts", problem, job, norms(day))
    assert found.pay[0].floor is not None
    assert (found.pay[0].floor.eur_hour, found.pay[0].floor.rests_on) == (Decimal("14.5"), "supplier")
    assert "A-WAGE-LOW" not in {warned.code for warned in found.warnings}
    problem, job = asito_sodexo(day=day)
    part = under("two_contracts", problem, job, norms(day)).pay[0]
    assert part.floor is not None
    assert (part.floor.eur_hour, part.missing) == (Decimal("14.06"), ("schoonmaak",))


def test_a_wage_past_its_last_day_is_still_the_least_that_is_known() -> None:
    day = date(2026, 8, 1)
    part = under("two_contracts", *asito_sodexo(day=day), norms(day)).pay[0]
    assert part.floor is not None
    assert (part.floor.eur_hour, part.missing) == (CLEANING, ())


def test_a_figure_below_the_minimum_wage_tells_nothing_about_an_unknown_entry_wage() -> None:
    problem, job = one_job((supplier("sight"), 4), tasks={"sight": {"hourly_wage_eur": 12}})
    assert pay_of("own_contract", "sight", problem, job).missing == ("hoveniers",)
    text = under("own_contract", problem, job).fact("pay_floor").text.en
    assert "The entry wage of the CAO of SIGHT Landscaping is unknown." in text


@pytest.mark.parametrize(("group", "said"), [("banenafspraak", True), ("wia", False)])
def test_the_floor_says_that_a_cao_may_allow_less_with_wage_subsidy(group: str, said: bool) -> None:
    """Cleaning allows the minimum wage with loonkostensubsidie; of catering nothing is known."""
    problem, job = asito_sodexo(attribution=Attribution.model_validate({"target_group": group}))
    text = under("two_contracts", problem, job).fact("pay_floor").text
    assert ("the CAO of Asito may allow less" in text.en) == said
    assert ("laat de cao van Asito misschien minder toe" in text.nl) == said


def test_under_the_cao_aan_de_slag_wages_follow_the_minimum_wage() -> None:
    problem, job = one_job((supplier("maas"), 4), attribution=Attribution(construction="sw_lending"))
    part = pay_of("sw_lending", "maas", problem, job)
    assert part.missing == ("unknown",)  # what Maas pays: not that of the lender


def with_entry_wage(value: str, confidence: str) -> InForce:
    """The catalogue with an entry wage for contract catering."""
    period = {"value": Decimal(value), "valid_from": PLAN_DAY, "source": "test", "confidence": confidence}
    label = {"en": "Wage", "nl": "Loon"}
    norm = {"id": "cao.contractcatering.entry_wage", "label": label, "unit": "eur/hour", "periods": [period]}
    return InForce(Catalogue([*catalogue().norms.values(), Norm.model_validate(norm)]), PLAN_DAY)


@pytest.mark.parametrize(
    ("confidence", "floor", "missing"),
    [
        ("low", MINIMUM, ("contractcatering",)),
        ("medium", Decimal("15.05"), ()),
        ("high", Decimal("15.05"), ()),
    ],
)
def test_an_entry_wage_that_was_not_verified_is_no_floor(
    confidence: str, floor: Decimal, missing: tuple[str, ...]
) -> None:
    used = with_entry_wage("15.05", confidence)
    sodexo = under("two_contracts", *asito_sodexo(), used).pay[1]
    assert sodexo.floor is not None
    assert (sodexo.floor.eur_hour, sodexo.missing) == (floor, missing)


def test_a_day_past_what_is_known_gives_the_last_value_with_a_warning() -> None:
    used = norms(date(2031, 5, 1))
    problem, job = asito_sodexo(day=date(2031, 5, 1))
    line = under("two_contracts", problem, job, used).fact("pay_floor")
    assert any("Minimum wage" in warning.en and "2031-05-01" in warning.en for warning in line.warnings)


def test_participation_pay_shows_the_general_scale_as_an_assumption_only_where_the_cao_says_nothing() -> None:
    problem, job = one_job((supplier("asito"), 4))
    known = under("own_contract", problem, job).fact("participation_pay")
    assert known.basis == "cao"
    problem, job = one_job((supplier("sight"), 4))
    unknown = under("own_contract", problem, job).fact("participation_pay")
    assert unknown.basis == "assumption"
    assert "As an assumption" in unknown.text.en
    assert "unknown" in unknown.text.en
