"""Which construction is recommended, and that its reasons are the ones that decide."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bundler.attribution.constructions import CODES, Code, employer_of
from bundler.attribution.facts import InForce
from bundler.attribution.recommend import Recommendation, recommend
from bundler.attribution.shown import small
from bundler.attribution.situation import Situation, decide
from bundler.attribution.words import LABELS
from bundler.domain import Attribution, Supplier
from bundler.i18n import LANGS
from bundler.norms import Catalogue
from tests.attribution.sample import AFTER_WTTA, PLAN_DAY, asito_sodexo, norms, one_job, random_plan, supplier

BEFORE = {"attribution": Attribution(contract_months=6)}


def of(*parts: tuple[Supplier, float], day: date = PLAN_DAY, **options: object) -> Recommendation:
    problem, job = one_job(*parts, attribution=Attribution(**{"contract_months": 6} | options), day=day)
    return recommend(problem, job, norms(day))


def test_two_parts_that_are_large_enough_are_two_contracts() -> None:
    found = recommend(*asito_sodexo(), norms())
    assert (found.code, found.formal_employer, found.asked) == ("two_contracts", None, False)
    assert "at least 8 h" in found.reasons[0].en


CASES: dict[str, tuple[Recommendation, Code, str | None]] = {
    "one supplier": (of((supplier("asito"), 4)), "own_contract", "asito"),
    "one that cannot": (of((supplier("asito", can_employ=False), 4)), "sw_lending", None),
    "one that cannot, other group": (
        of((supplier("asito", can_employ=False), 4), target_group="ww_long"),
        "sw_lending",
        None,
    ),
    "own service": (of((supplier("uu_fsc"), 4)), "own_contract", "uu_fsc"),
    "small part": (of((supplier("asito"), 4), (supplier("sodexo"), 1)), "lending", "asito"),
    "exactly 8 h": (of((supplier("asito"), 4), (supplier("sodexo"), 1.6)), "two_contracts", None),
    "small part, larger is second": (
        of((supplier("asito"), 1), (supplier("sodexo"), 4)),
        "lending",
        "sodexo",
    ),
    "small part under the Wtta": (
        of((supplier("asito"), 4), (supplier("sodexo"), 1), day=AFTER_WTTA),
        "sw_lending",
        None,
    ),
    "small part, contract runs into the Wtta": (
        of((supplier("asito"), 4), (supplier("sodexo"), 1), contract_months=12),
        "sw_lending",
        None,
    ),
    "small part, permanent": (
        of((supplier("asito"), 4), (supplier("sodexo"), 1), permanent=True),
        "sw_lending",
        None,
    ),
    "small part under the Wtta, other group": (
        of((supplier("asito"), 4), (supplier("sodexo"), 1), day=AFTER_WTTA, target_group="ww_long"),
        "lending",
        "asito",
    ),
    "security": (of((supplier("asito"), 2), (supplier("securitas"), 3)), "lending", "asito"),
    "only security can": (
        of((supplier("asito", can_employ=False), 3), (supplier("securitas"), 3)),
        "sw_lending",
        None,
    ),
    "only security can, other group": (
        of((supplier("asito", can_employ=False), 3), (supplier("securitas"), 3), target_group="nug"),
        "lending",
        "securitas",
    ),
    "one cannot": (of((supplier("asito"), 3), (supplier("sodexo", can_employ=False), 3)), "lending", "asito"),
    "nobody can": (
        of(*((supplier(name, can_employ=False), 3) for name in ("asito", "sodexo"))),
        "sw_lending",
        None,
    ),
    "client's part largest": (of((supplier("uu_fsc"), 4), (supplier("asito"), 1)), "client", "uu_fsc"),
    "client's part smallest": (of((supplier("uu_fsc"), 1), (supplier("asito"), 4)), "lending", "asito"),
    "only the client can, other group": (
        of((supplier("uu_fsc"), 1), (supplier("asito", can_employ=False), 4), target_group="nug"),
        "client",
        "uu_fsc",
    ),
    "all the client's": (
        of((supplier("uu_fsc"), 4), (supplier("uu_fsc", supplier_id="uu_bib"), 1)),
        "client",
        "uu_fsc",
    ),
    "all the client's, who cannot": (
        of(*((supplier("uu_fsc", supplier_id=name, can_employ=False), 3) for name in ("a", "b"))),
        "sw_lending",
        None,
    ),
    "two large parts, Wsw": (
        of((supplier("asito"), 3), (supplier("sodexo"), 3), target_group="wsw"),
        "sw_lending",
        None,
    ),
    "one supplier, Wsw": (of((supplier("asito"), 4), target_group="wsw"), "sw_lending", None),
    "client's part largest, Wsw": (
        of((supplier("uu_fsc"), 4), (supplier("asito"), 1), target_group="wsw"),
        "sw_lending",
        None,
    ),
    "three suppliers": (
        of(*((supplier(name), 2) for name in ("asito", "sodexo", "sight"))),
        "two_contracts",
        None,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_rule_chooses(name: str) -> None:
    found, code, employer = CASES[name]
    assert (found.code, found.formal_employer) == (code, employer)
    assert found.reasons


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000))
def test_what_is_recommended_can_be_done_and_is_not_among_the_others(seed: int) -> None:
    problem, jobs = random_plan(seed)
    used = norms(problem.scenario.plan_date or PLAN_DAY)
    for job in jobs:
        found = recommend(problem, job, used)
        assert found.asked or found.construction.possible
        assert found.code not in {each.code for each in found.others}
        assert found.warnings == found.construction.warnings
        assert sum(contract.minutes for contract in found.contracts) == job.minutes
        assert {employer_of(found, name) for name in job.suppliers} == {
            each.employer for each in found.contracts
        }
        for text in (*found.reasons, *found.what_would_change):
            for lang in LANGS:
                assert text(lang)
                assert not set("{}") & set(text(lang))


def test_every_situation_has_a_construction_that_can_be_done() -> None:
    yes_no = (False, True)
    names = (
        "client_can",
        "all_can",
        "enough",
        "lender",
        "security",
        "lender_security",
        "wtta",
        "sw_fits",
        "wsw",
    )
    for single, inside in product(yes_no, ("none", "some", "largest", "all")):
        for values in product(yes_no, repeat=len(names)):
            now = Situation(asked=None, single=single, inside=inside, **dict(zip(names, values, strict=True)))
            code = decide(now)
            needs = {"two_contracts": now.all_can, "own_contract": now.all_can, "client": now.client_can}
            assert needs.get(code, True)
            assert code != "lending" or now.lender
            assert code != "own_contract" or single


def test_the_scenario_goes_before_the_rule_and_the_reason_says_so() -> None:
    for code in ("lending", "sw_lending", "client", "two_contracts"):
        problem, job = asito_sodexo(attribution=Attribution(construction=code))
        found = recommend(problem, job, norms())
        assert (found.code, found.asked) == (code, True)
        assert "The scenario asks for this" in found.reasons[0].en


def test_an_asked_construction_that_cannot_be_done_is_shown_with_what_stands_against_it() -> None:
    parts = ((supplier("asito"), 3), (supplier("sodexo", can_employ=False), 3))
    found = of(*parts, construction="two_contracts")
    assert found.code == "two_contracts"
    assert not found.construction.possible
    assert any("Sodexo cannot be an employer" in reason.en for reason in found.reasons)
    assert found.what_would_change == (
        ("Without the choice in the scenario: one supplier employs and lends.",
         "Zonder de keuze in het scenario: één leverancier is werkgever en leent uit."),
    )  # fmt: skip


@pytest.mark.parametrize("code", ["two_contracts", "lending"])
def test_with_one_supplier_there_is_nothing_to_divide_whatever_the_scenario_asks(code: Code) -> None:
    found = of((supplier("asito"), 4), construction=code)
    assert (found.code, found.asked) == ("own_contract", False)
    assert "only one employer" in found.reasons[0].en


@pytest.mark.parametrize("code", ["sw_lending", "client"])
def test_with_one_supplier_somebody_else_can_be_asked_to_employ(code: Code) -> None:
    found = of((supplier("asito"), 4), construction=code)
    assert (found.code, found.asked) == (code, True)


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        (((supplier("asito"), 4), (supplier("sodexo"), 1)), "largest part, 20 h"),
        (((supplier("asito"), 2), (supplier("securitas"), 3)), "no security company"),
        (((supplier("asito"), 3), (supplier("sodexo", can_employ=False), 3)), "no other supplier can"),
        (((supplier("sodexo"), 1.5), (supplier("maas"), 1.5)), "equal and it has a job coach"),
        (((supplier("sodexo"), 1.5), (supplier("asito"), 1.5)), "could as well be the other"),
    ],
    ids=["larger", "security", "only", "job-coach", "equal"],
)
def test_the_reason_says_why_this_supplier_lends(parts: tuple[tuple[Supplier, float], ...], why: str) -> None:
    found = of(*parts)
    assert found.code == "lending"
    assert why in found.reasons[-1].en


@pytest.mark.parametrize(
    ("found", "change", "to"),
    [
        (recommend(*asito_sodexo(**BEFORE), norms()), "fewer than 8 h", "lending"),
        (CASES["small part"][0], "at least 8 h", "two_contracts"),
        (CASES["small part"][0], "Once the Wtta holds, from 1 January 2027", "sw_lending"),
        (CASES["small part under the Wtta"][0], "admitted under the Wtta", "lending"),
        (CASES["small part under the Wtta"][0], "group without loonkostensubsidie", "lending"),
        (CASES["small part under the Wtta, other group"][0], "group with loonkostensubsidie", "sw_lending"),
        (CASES["security"][0], "screening at Securitas", "two_contracts"),
        (CASES["two large parts, Wsw"][0], "group without a Wsw indication", "two_contracts"),
        (CASES["one supplier, Wsw"][0], "group without a Wsw indication", "own_contract"),
        (CASES["one cannot"][0], "If Sodexo could", "two_contracts"),
        (CASES["one that cannot"][0], "If Asito could", "own_contract"),
    ],
)
def test_what_would_change_it_names_the_change_and_the_outcome(
    found: Recommendation, change: str, to: Code
) -> None:
    assert any(
        change in text.en and text.en.endswith(f": {small(LABELS[to]).en}.")
        for text in found.what_would_change
    )


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000))
def test_a_change_never_leads_to_what_is_already_recommended(seed: int) -> None:
    problem, jobs = random_plan(seed)
    for job in jobs:
        found = recommend(problem, job, norms())
        for text in found.what_would_change:
            assert not text.en.endswith(f": {small(LABELS[found.code]).en}.")
            assert sum(text.en.endswith(f": {small(LABELS[code]).en}.") for code in CODES) == 1


def test_the_first_reason_is_why_the_simplest_does_not_do() -> None:
    found = CASES["small part"][0]
    assert found.reasons[0] == (
        "With a contract each, Sodexo would have 5 h a week. A job coach needs 8 h (confidence medium).",
        "Met een contract per leverancier is er bij Sodexo 5 uur per week. Voor een jobcoach is 8 uur nodig "
        "(zekerheid gemiddeld).",
    )


def test_without_any_norm_two_contracts_are_not_held_against_hours_that_nobody_knows() -> None:
    nothing = InForce(Catalogue([]), PLAN_DAY)
    problem, job = one_job((supplier("asito"), 4), (supplier("sodexo"), 1))
    found = recommend(problem, job, nothing)
    assert found.code == "two_contracts"
    assert "is unknown" in found.reasons[0].en
    assert found.what_would_change == ()


def test_what_a_social_employment_company_needs_under_the_wtta_is_said_to_be_unknown() -> None:
    assert "is unknown" in CASES["small part under the Wtta"][0].reasons[-1].en
    assert "is unknown" not in CASES["nobody can"][0].reasons[-1].en


def test_why_a_wsw_worker_is_lent_is_that_the_hours_count_only_then() -> None:
    """Wet banenafspraak art. 4; and so the rules on small parts and screening do not decide."""
    found = CASES["two large parts, Wsw"][0]
    assert "Someone with a Wsw indication is usually employed by" in found.reasons[0].en
    assert "Wsw hours count only when the worker is lent out." in found.reasons[1].en
    assert not any("Wtta, from" in reason.en for reason in found.reasons)


def test_the_scenario_goes_before_the_rule_on_wsw_too() -> None:
    found = of(
        (supplier("asito"), 3), (supplier("sodexo"), 3), target_group="wsw", construction="two_contracts"
    )
    assert (found.code, found.asked) == ("two_contracts", True)
    assert found.what_would_change[0].en.endswith(f": {small(LABELS['sw_lending']).en}.")


@pytest.mark.parametrize("cao_id", ["none", "unknown"])
def test_a_supplier_without_a_cao_is_not_said_to_have_its_own(cao_id: str) -> None:
    reasons = of((supplier("asito"), 3), (supplier("maas", cao_id=cao_id), 2)).reasons
    assert reasons[-1].en.endswith("own rules where it has none.") == (cao_id == "none")
