"""What each employer construction says of a job: its lines about pay, support and law."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bundler.attribution.constructions import TOPICS, Code, constructions
from bundler.attribution.facts import UNKNOWN, Fact
from bundler.i18n import LANGS
from bundler.units import decimal
from tests.attribution.sample import (
    PLAN_DAY,
    asito_sodexo,
    example,
    norms,
    one_job,
    random_plan,
    supplier,
    under,
)

SEEDS = st.integers(0, 10_000)


def facts(seed: int) -> list[Fact]:
    problem, jobs = random_plan(seed)
    day = norms(problem.scenario.plan_date or PLAN_DAY)
    return [fact for job in jobs for each in constructions(problem, job, day) for fact in each.facts]


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_every_construction_has_one_line_for_each_topic_in_both_languages(seed: int) -> None:
    problem, jobs = random_plan(seed)
    for job in jobs:
        for each in constructions(problem, job, norms()):
            assert tuple(fact.topic for fact in each.facts) == TOPICS
            for fact in each.facts:
                for lang in LANGS:
                    assert fact.text(lang).strip()
                    assert fact.label(lang)
                    assert not set("{}") & set(fact.text(lang))


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_what_was_not_verified_is_never_presented_as_fact(seed: int) -> None:
    for fact in facts(seed):
        if fact.confidence == "low":
            assert fact.basis in ("assumption", "unknown"), (fact.topic, fact.text.en)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_law_and_cao_are_named_only_with_a_norm(seed: int) -> None:
    for fact in facts(seed):
        if fact.basis in ("law", "cao"):
            assert fact.readings, fact.topic


def test_the_norms_of_the_lines_are_remembered_for_the_report() -> None:
    used = norms()
    problem, job = asito_sodexo()
    read = {
        r.norm.norm_id
        for each in constructions(problem, job, used)
        for fact in each.facts
        for r in fact.readings
    }
    assert read <= {reading.norm.norm_id for reading in used.used}
    assert {"minimum_wage.21", "cao.schoonmaak.entry_wage", "job_coach.minimum_hours"} <= read


@pytest.mark.parametrize("cao_id", ["unknown", "none", "", "made-up", "general"])
@pytest.mark.parametrize("topic", ["cao", "full_time", "travel_home", "minimum_shift", "contract_transfer"])
def test_an_unknown_cao_stays_unknown_in_every_line(cao_id: str, topic: str) -> None:
    problem, job = one_job((supplier("maas", cao_id=cao_id), 4))
    fact = under("own_contract", problem, job).fact(topic)
    assert fact.basis == "unknown"
    if topic != "cao" or cao_id != "none":
        assert UNKNOWN.en in fact.text.en
        assert UNKNOWN.nl in fact.text.nl
    assert fact.readings == ()
    assert under("own_contract", problem, job).contracts[0].fraction is None


def test_no_cao_at_all_is_said_as_such() -> None:
    problem, job = one_job((supplier("maas", cao_id="none"), 4))
    assert "no CAO" in under("own_contract", problem, job).fact("cao").text.en


def test_a_full_time_week_that_was_not_verified_gives_no_share() -> None:
    """That of the CAO horeca is known from memory only."""
    problem, job = one_job((supplier("sodexo", cao_id="horeca"), 4))
    each = under("own_contract", problem, job)
    assert each.contracts[0].fraction is None
    assert each.fact("full_time").basis == "assumption"
    assert "unknown" in each.fact("full_time").text.en


def test_a_share_is_shown_with_one_decimal() -> None:
    assert example("lending", "full_time").text == (
        "Asito: 30 of 38 h, 78.9 %.",
        "Asito: 30 van 38 uur, 78,9 %.",
    )


@pytest.mark.parametrize(
    ("code", "start"), [("two_contracts", "2 "), ("lending", "One "), ("client", "One ")]
)
def test_loonwaarde_is_measured_once_for_each_employer(code: Code, start: str) -> None:
    assert example(code, "loonwaarde").text.en.startswith(start)


@pytest.mark.parametrize("topic", ["loonwaarde", "wage_subsidy", "participation_pay"])
def test_without_wage_subsidy_these_lines_do_not_play(topic: str) -> None:
    assert "Does not play here" in example("lending", topic, target_group="ww_long").text.en


def test_the_wage_cost_benefit_is_per_contract() -> None:
    """15 h × 52 × € 1.01 at each, or 30 h × 52 × € 1.01 at one."""
    assert example("two_contracts", "lkv").text.en.count("€ 787.80") == 2
    assert "€ 1,575.60" in example("lending", "lkv").text.en
    assert "€ 1.575,60" in example("lending", "lkv").text.nl


def test_the_wage_cost_benefit_stops_at_its_yearly_most() -> None:
    problem, job = one_job((supplier("asito"), 8))
    assert "at most € 2,000.00" in under("own_contract", problem, job).fact("lkv").text.en


def test_the_wage_cost_benefit_of_another_group_is_unknown() -> None:
    assert example("lending", "lkv", target_group="wia").basis == "unknown"


@pytest.mark.parametrize(("hours", "verdict"), [(1.6, "enough"), (1.55, "not enough")])
def test_a_job_coach_asks_for_eight_hours_a_week_at_an_employer(hours: float, verdict: str) -> None:
    problem, job = one_job((supplier("asito"), 4), (supplier("sodexo"), hours))
    line = under("two_contracts", problem, job).fact("job_coach").text.en
    assert "A job coach needs at least 8 h a week." in line
    assert f"Sodexo: {decimal(hours * 5, 'en')} h, {verdict}. The contract must" in line


@pytest.mark.parametrize(("months", "verdict"), [(3, "enough"), (2, "not enough")])
def test_a_job_coach_asks_for_three_months(months: int, verdict: str) -> None:
    line = example("two_contracts", "job_coach", contract_months=months).text.en
    assert f"at least 3 months. It lasts {months} months: {verdict}." in line


def test_at_a_contract_transfer_the_lent_person_stays_with_the_employer() -> None:
    line = example("lending", "contract_transfer").text.en
    assert "the lending to it ends, and Asito remains the employer" in line
    assert "31 December 2028" in line
    assert "nothing changes" in example("client", "contract_transfer").text.en


def test_at_a_contract_transfer_only_the_own_hours_move_with_two_contracts() -> None:
    line = example("two_contracts", "contract_transfer")
    assert {reading.norm.norm_id for reading in line.readings} == {
        "cao.schoonmaak.transfer",
        "cao.contractcatering.transfer",
    }
    assert "the job is then smaller" in line.text.en


def test_banen_are_hours_over_twenty_five_and_a_half() -> None:
    assert "Asito pays 15 h a week, 0.59 baan of 25.5 h." in example("two_contracts", "banenafspraak").text.en
    assert "1,18 baan" in example("lending", "banenafspraak").text.nl


@pytest.mark.parametrize(
    ("code", "group", "norm_id"),
    [
        ("two_contracts", "banenafspraak", "counted_at_employer"),
        ("client", "banenafspraak", "counted_at_employer"),
        ("client", "wsw", "counted_wsw_lent"),
        ("lending", "banenafspraak", "counted_other_lent"),
        ("sw_lending", "wsw", "counted_wsw_lent"),
        ("sw_lending", "banenafspraak", "counted_when_lent"),
        ("lending", "ww_short", "not_counted"),
    ],
)
def test_where_hours_count_follows_who_employs_and_whom(code: Code, group: str, norm_id: str) -> None:
    line = example(code, "banenafspraak", target_group=group)
    assert f"banenafspraak.{norm_id}" in {reading.norm.norm_id for reading in line.readings}


@pytest.mark.parametrize(
    ("code", "sure"), [("two_contracts", False), ("client", False), ("sw_lending", True)]
)
def test_wsw_hours_that_nobody_lends_are_not_said_to_count(code: Code, sure: bool) -> None:
    """They count only when lent (Wet banenafspraak art. 4)."""
    text = example(code, "banenafspraak", target_group="wsw").text
    assert "Wsw hours count only when the worker is lent out." in text.en
    assert ("is not certain" in text.en, "niet zeker" in text.nl) == (not sure, not sure)
    assert "Hours count at the formal employer." not in text.en


def test_where_no_cao_holds_no_line_speaks_of_one() -> None:
    problem, job = one_job((supplier("asito"), 3), (supplier("maas", cao_id="none"), 2))
    found = under("two_contracts", problem, job)
    for topic in ("pay_floor", "participation_pay", "travel_home", "minimum_shift"):
        text = found.fact(topic).text
        assert "the own rules of Maas" in text.en.replace("The own", "the own"), topic
        assert "de eigen regels van Maas" in text.nl.replace("De eigen", "de eigen"), topic
        assert "CAO of Maas" not in text.en, topic


def test_only_lending_asks_for_a_licence() -> None:
    assert "no licence" in example("two_contracts", "licences").text.en
    assert "no licence" in example("client", "licences").text.en.lower()
    read = {reading.norm.norm_id for reading in example("lending", "licences").readings}
    assert {"waadi.register", "wtta.admission"} <= read


def test_the_wtta_is_left_out_where_the_contract_ends_before_it() -> None:
    read = {reading.norm.norm_id for reading in example("lending", "licences", contract_months=6).readings}
    assert "wtta.admission" not in read
