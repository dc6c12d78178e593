"""What each employer construction makes of a job: its contracts and its lines."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bundler.attribution.constructions import CODES, TOPICS, Code, Construction, constructions, employer_of
from bundler.attribution.contracts import Employer
from bundler.attribution.facts import UNKNOWN, Fact, InForce
from bundler.attribution.words import CONS, DISCLAIMER, LABELS, PROS, ROTATION
from bundler.domain import Attribution, Job, Problem, Rules, Supplier
from bundler.i18n import LANGS
from bundler.norms import Catalogue
from tests.attribution.sample import PLAN_DAY, asito_sodexo, norms, one_job, random_plan, supplier

SEEDS = st.integers(0, 10_000)


def under(code: Code, problem: Problem, job: Job, day: date = PLAN_DAY) -> Construction:
    return next(each for each in constructions(problem, job, norms(day)) if each.code == code)


def example(code: Code, topic: str, **options: object) -> Fact:
    """A line of the worked example."""
    return under(code, *asito_sodexo(attribution=Attribution(**options))).fact(topic)


def facts(seed: int) -> list[Fact]:
    problem, jobs = random_plan(seed)
    day = norms(problem.scenario.plan_date or PLAN_DAY)
    return [fact for job in jobs for each in constructions(problem, job, day) for fact in each.facts]


# ---------- contracts ----------


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


# ---------- objections ----------


def test_who_cannot_employ_stands_against_a_contract_of_its_own_only() -> None:
    problem, job = one_job((supplier("asito"), 3), (supplier("sodexo", can_employ=False), 3))
    found = {each.code: each.possible for each in constructions(problem, job, norms())}
    assert found == {"two_contracts": False, "lending": True, "sw_lending": True, "client": True}


def test_where_nobody_can_employ_only_others_can_lend() -> None:
    unable = [supplier(name, can_employ=False) for name in ("asito", "uu_fsc")]
    problem, job = one_job(*((each, 3) for each in unable))
    found = {each.code: each.possible for each in constructions(problem, job, norms())}
    assert found == {"two_contracts": False, "lending": False, "sw_lending": True, "client": False}


# ---------- lines ----------


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
    assert f"a job coach needs at least 8 h: {verdict}. The contract" in line


@pytest.mark.parametrize(("months", "verdict"), [(3, "enough"), (2, "not enough")])
def test_a_job_coach_asks_for_three_months(months: int, verdict: str) -> None:
    line = example("two_contracts", "job_coach", contract_months=months).text.en
    assert f"lasts {months} months, a job coach needs at least 3 months: {verdict}." in line


def test_the_way_between_blocks_is_paid_by_one_employer_and_by_nobody_of_two() -> None:
    """Five minutes' walk on five days."""
    assert example("lending", "travel_between").text.en.startswith("25 minutes a week")
    assert example("lending", "travel_between").basis == "law"
    assert example("two_contracts", "travel_between").basis == "unknown"


def test_a_job_with_one_supplier_a_day_has_no_way_between_blocks() -> None:
    problem, job = one_job((supplier("asito"), 4))
    assert "No way" in under("own_contract", problem, job).fact("travel_between").text.en


def test_the_break_at_the_seam_is_due_whoever_employs() -> None:
    """3 h and 3 h and the walk are more than 5.5 h, though no block is."""
    for code in ("two_contracts", "lending"):
        assert "On 5 of 5 days a break is due, of 30 minutes" in example(code, "breaks").text.en


def test_the_young_have_their_break_sooner() -> None:
    parts = ((supplier("asito"), 2.5), (supplier("sodexo"), 2.25))
    problem, job = one_job(*parts, attribution=Attribution(age=17))
    assert "On 5 of 5 days" in under("lending", problem, job).fact("breaks").text.en
    problem, job = one_job(*parts)
    assert "On no day" in under("lending", problem, job).fact("breaks").text.en


def test_each_supplier_answers_for_the_working_times_of_who_is_lent_to_it() -> None:
    """Under the Arbeidstijdenwet the one who hires in is the employer."""
    line = example("lending", "working_time")
    assert "Sodexo answers for the working times at Sodexo." in line.text.en
    assert "working_time.employer_of_lent_worker" in {reading.norm.norm_id for reading in line.readings}
    assert (
        "The client answers for the working times at Asito and Sodexo."
        in example("client", "working_time").text.en
    )


def test_with_two_employers_the_limits_hold_for_the_sum() -> None:
    read = {reading.norm.norm_id for reading in example("two_contracts", "working_time").readings}
    assert "working_time.several_employers" in read


def test_a_contract_under_fifteen_hours_is_fine_because_times_are_fixed() -> None:
    problem, job = one_job((supplier("asito"), 4), (supplier("sodexo"), 2))
    line = under("two_contracts", problem, job).fact("fixed_times")
    assert "under 15 hours a week at Sodexo" in line.text.en
    assert line.basis == "law"
    assert "under 15 hours a week at" not in example("two_contracts", "fixed_times").text.en


def test_clothing_is_for_the_parties_to_agree() -> None:
    assert example("lending", "clothing").basis == "choice"


def test_sanitary_work_and_food_bring_hygiene_into_the_clothing_as_an_assumption() -> None:
    tasks = {"asito": {"hygiene": "sanitary"}, "sodexo": {"hygiene": "food"}}
    line = under("lending", *asito_sodexo(tasks=tasks)).fact("clothing")
    assert (line.basis, line.confidence) == ("assumption", "low")


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


def test_that_the_way_between_blocks_is_paid_is_no_more_sure_than_what_it_rests_on() -> None:
    """The definition of working time is law; that the way is paid is plain reading."""
    line = example("client", "travel_between")
    assert "It is paid" in line.text.en
    assert line.confidence == "medium"
    lent = example("lending", "travel_between").text
    assert ("According to an older text" in lent.en, "Volgens een oudere tekst" in lent.nl) == (True, True)


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


# ---------- words ----------


def test_every_construction_is_named_and_weighed_and_rotation_mentioned() -> None:
    assert set(LABELS) == set(PROS) == set(CONS) == set(CODES)
    assert "no legal advice" in DISCLAIMER.en
    assert "geen juridisch advies" in DISCLAIMER.nl
    assert "otation" in ROTATION.en


def test_the_scenario_rule_on_breaks_does_not_change_the_law() -> None:
    problem, job = asito_sodexo(rules=Rules(break_rule="none"))
    assert "On 5 of 5 days" in under("lending", problem, job).fact("breaks").text.en


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_without_any_norm_nothing_is_claimed_and_nothing_breaks(seed: int) -> None:
    nothing = InForce(Catalogue([]), PLAN_DAY)
    problem, jobs = random_plan(seed)
    for job in jobs:
        for each in constructions(problem, job, nothing):
            assert {fact.basis for fact in each.facts} <= {"unknown", "assumption", "choice"}
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
