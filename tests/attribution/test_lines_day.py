"""What each employer construction says of a working day: ways, breaks, times and clothing."""

from __future__ import annotations

from bundler.domain import Attribution, Rules
from tests.attribution.sample import asito_sodexo, example, one_job, supplier, under


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
        assert "Every day a break is due, of 30 minutes" in example(code, "breaks").text.en


def test_the_young_have_their_break_sooner() -> None:
    parts = ((supplier("asito"), 2.5), (supplier("sodexo"), 2.25))
    problem, job = one_job(*parts, attribution=Attribution(age=17))
    assert "Every day a break is due" in under("lending", problem, job).fact("breaks").text.en
    problem, job = one_job(*parts)
    assert "No break is due on any day." in under("lending", problem, job).fact("breaks").text.en


def test_each_supplier_answers_for_the_working_times_of_who_is_lent_to_it() -> None:
    """Under the Arbeidstijdenwet the one who hires in is the employer."""
    line = example("lending", "working_time")
    assert "Asito and Sodexo each answer for the working times of the hours worked there." in line.text.en
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


def test_that_the_way_between_blocks_is_paid_is_no_more_sure_than_what_it_rests_on() -> None:
    """The definition of working time is law; that the way is paid is plain reading."""
    line = example("client", "travel_between")
    assert "It is paid" in line.text.en
    assert line.confidence == "medium"
    lent = example("lending", "travel_between").text
    assert ("According to an older text" in lent.en, "Volgens een oudere tekst" in lent.nl) == (True, True)


def test_the_scenario_rule_on_breaks_does_not_change_the_law() -> None:
    problem, job = asito_sodexo(rules=Rules(break_rule="none"))
    assert "Every day a break is due" in under("lending", problem, job).fact("breaks").text.en
