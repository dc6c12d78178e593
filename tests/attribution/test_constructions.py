"""What each employer construction makes of a job: its contracts, and whom it names."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bundler.attribution.constructions import CODES, Code, constructions, employer_of
from bundler.attribution.contracts import Employer
from bundler.attribution.facts import UNKNOWN, InForce
from bundler.attribution.words import CONS, DISCLAIMER, LABELS, PROS, ROTATION
from bundler.domain import Attribution, Supplier
from bundler.norms import Catalogue
from tests.attribution.sample import PLAN_DAY, asito_sodexo, norms, one_job, random_plan, supplier, under

SEEDS = st.integers(0, 10_000)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_the_hours_of_the_contracts_add_up_to_the_job_for_every_construction(seed: int) -> None:
    problem, jobs = random_plan(seed)
    for job in jobs:
        for each in constructions(problem, job, norms()):
            assert sum(contract.minutes for contract in each.contracts) == job.minutes
            covered = sorted(name for contract in each.contracts for name in contract.supplier_ids)
            assert covered == list(job.suppliers)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_each_supplier_is_paid_by_the_one_employer_that_covers_it(seed: int) -> None:
    problem, jobs = random_plan(seed)
    for job in jobs:
        for each in constructions(problem, job, norms()):
            found = {name: employer_of(each, name) for name in job.suppliers}
            assert set(found.values()) == {contract.employer for contract in each.contracts}
            assert [part.employer for part in each.pay] == [found[part.supplier_id] for part in each.pay]


def test_a_supplier_outside_the_job_has_no_employer() -> None:
    problem, job = asito_sodexo()
    with pytest.raises(KeyError):
        employer_of(under("lending", problem, job), "securitas")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("two_contracts", [(Employer("supplier", "asito"), 900), (Employer("supplier", "sodexo"), 900)]),
        ("lending", [(Employer("supplier", "asito"), 1800)]),
        ("sw_lending", [(Employer("sw_company"), 1800)]),
        ("client", [(Employer("client"), 1800)]),
    ],
)
def test_the_worked_example_has_these_contracts(code: Code, expected: list[tuple[Employer, int]]) -> None:
    made = under(code, *asito_sodexo()).contracts
    assert [(contract.employer, contract.minutes) for contract in made] == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("two_contracts", [Fraction(15, 38), Fraction(15, 38)]),
        ("lending", [Fraction(30, 38)]),
        ("sw_lending", [Fraction(30, 37)]),
        ("client", [None]),
    ],
)
def test_the_share_of_a_full_time_week_is_that_of_the_employers_cao(
    code: Code, expected: list[Fraction | None]
) -> None:
    made = under(code, *asito_sodexo()).contracts
    assert [contract.fraction for contract in made] == expected


def test_the_full_time_week_follows_the_plans_day() -> None:
    made = under("sw_lending", *asito_sodexo(), day=date(2027, 1, 1)).contracts
    assert made[0].fraction == Fraction(30, 36)


def test_a_job_of_one_supplier_is_simply_employed_there() -> None:
    problem, job = one_job((supplier("asito"), 5))
    assert [each.code for each in constructions(problem, job, norms())] == ["own_contract"]
    assert employer_of(under("own_contract", problem, job), "asito") == Employer("supplier", "asito")


def test_where_the_one_supplier_cannot_employ_others_are_shown() -> None:
    problem, job = one_job((supplier("asito", can_employ=False), 5))
    found = constructions(problem, job, norms())
    assert [(each.code, each.possible) for each in found] == [
        ("own_contract", False),
        ("sw_lending", True),
        ("client", True),
    ]


def test_the_clients_own_service_is_the_client_as_employer() -> None:
    problem, job = one_job((supplier("uu_fsc"), 3), (supplier("asito"), 2))
    client = Employer("client", "uu_fsc")
    assert employer_of(under("two_contracts", problem, job), "uu_fsc") == client
    assert employer_of(under("client", problem, job), "asito") == client


def test_all_services_of_the_client_are_one_employer() -> None:
    inside = [supplier("uu_fsc"), supplier("uu_fsc", supplier_id="uu_bib", name="Library")]
    problem, job = one_job(*((each, 2) for each in inside), (supplier("asito"), 2))
    made = under("two_contracts", problem, job).contracts
    assert sorted((contract.supplier_ids, contract.minutes) for contract in made) == [
        (("asito",), 600),
        (("uu_bib", "uu_fsc"), 1200),
    ]
    problem, job = one_job(*((each, 2) for each in inside))
    assert [each.code for each in constructions(problem, job, norms())] == ["sw_lending", "client"]


def test_three_suppliers_have_three_contracts_or_one() -> None:
    problem, job = one_job(*((supplier(name), 2) for name in ("asito", "sodexo", "sight")))
    assert [len(each.contracts) for each in constructions(problem, job, norms())] == [3, 1, 1, 1]


@pytest.mark.parametrize(
    ("parts", "employs"),
    [
        (((supplier("asito"), 2), (supplier("sodexo"), 3)), "sodexo"),
        (((supplier("asito"), 2), (supplier("securitas"), 3)), "asito"),
        (((supplier("asito"), 3), (supplier("sodexo", can_employ=False), 4)), "asito"),
        (((supplier("maas"), 3), (supplier("sodexo"), 3)), "sodexo"),
        (((supplier("sodexo"), 3), (supplier("asito"), 3)), "asito"),
        (((supplier("uu_fsc"), 4), (supplier("maas"), 1)), "maas"),
        (((supplier("securitas"), 4), (supplier("maas", can_employ=False), 2)), "securitas"),
    ],
    ids=["larger", "no-security", "can-employ", "job-coach", "by-id", "not-the-client", "security-if-alone"],
)
def test_who_lends(parts: tuple[tuple[Supplier, float], ...], employs: str) -> None:
    """The larger part, no security company or client, of equals the one with a job coach, else by id."""
    made = under("lending", *one_job(*parts)).contracts
    assert made[0].employer == Employer("supplier", employs)


@pytest.mark.parametrize(
    ("group", "cao_id"), [("wsw", "sw"), ("banenafspraak", "aan_de_slag"), ("wia", "unknown")]
)
def test_the_cao_of_who_lends_from_outside_follows_the_group(group: str, cao_id: str) -> None:
    problem, job = asito_sodexo(attribution=Attribution(target_group=group))
    assert under("sw_lending", problem, job).contracts[0].cao_id == cao_id


def test_the_clients_service_outside_the_job_gives_its_cao() -> None:
    problem, job = asito_sodexo()
    problem = problem.model_copy(update={"suppliers": (*problem.suppliers, supplier("uu_fsc"))})
    made = under("client", problem, job).contracts
    assert (made[0].employer, made[0].cao_id) == (Employer("client", "uu_fsc"), "universiteiten")


def test_who_cannot_employ_stands_against_a_contract_of_its_own_only() -> None:
    problem, job = one_job((supplier("asito"), 3), (supplier("sodexo", can_employ=False), 3))
    found = {each.code: each.possible for each in constructions(problem, job, norms())}
    assert found == {"two_contracts": False, "lending": True, "sw_lending": True, "client": True}


def test_where_nobody_can_employ_only_others_can_lend() -> None:
    unable = [supplier(name, can_employ=False) for name in ("asito", "uu_fsc")]
    problem, job = one_job(*((each, 3) for each in unable))
    found = {each.code: each.possible for each in constructions(problem, job, norms())}
    assert found == {"two_contracts": False, "lending": False, "sw_lending": True, "client": False}


def test_every_construction_is_named_and_weighed_and_rotation_mentioned() -> None:
    assert set(LABELS) == set(PROS) == set(CONS) == set(CODES)
    assert "no legal advice" in DISCLAIMER.en
    assert "geen juridisch advies" in DISCLAIMER.nl
    assert "otation" in ROTATION.en


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_without_any_norm_nothing_is_claimed_and_nothing_breaks(seed: int) -> None:
    nothing = InForce(Catalogue([]), PLAN_DAY)
    problem, jobs = random_plan(seed)
    for job in jobs:
        for each in constructions(problem, job, nothing):
            assert {fact.basis for fact in each.facts} <= {"unknown", "assumption", "choice", "plan"}
            assert all(contract.fraction is None for contract in each.contracts)
            assert all(fact.readings == () for fact in each.facts)


def test_without_any_norm_pay_is_unknown() -> None:
    nothing = InForce(Catalogue([]), PLAN_DAY)
    problem, job = asito_sodexo()
    for each in constructions(problem, job, nothing):
        assert [part.eur_week for part in each.pay] == [None, None]
        assert each.fact("pay_week").text == UNKNOWN
        assert "At Asito: unknown." in each.fact("pay_floor").text.en
        assert each.fact("lkv").text == UNKNOWN
