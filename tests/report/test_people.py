"""What the report says a job asks of a person, and what it says of the ledgers and the advice."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bundler.attribution.parts import supplier_parts
from bundler.attribution.recommend import recommend
from bundler.domain import Attribution, Job, Level, Problem, Result
from bundler.i18n import LANGS, Lang
from bundler.report import render_html, write_report
from bundler.report.people import people_facts
from tests.attribution import sample as jobs
from tests.attribution import test_ledgers
from tests.report import sample
from tests.report.test_page import Page


def plan_of(problem: Problem, *found: Job) -> Result:
    return sample.result(problem, rosters=[job.roster for job in found], unplaced=())


def text_of(problem: Problem, job: Job, lang: Lang = "en") -> str:
    page = render_html(problem, plan_of(problem, job), (), lang).decode("utf-8")
    return Page(re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)).text


def test_people_side_facts_are_read_from_the_week() -> None:
    """The worked example: 07:00–10:00 and 10:35–13:35, a walk of 5 and a rest of 30 minutes each day."""
    problem, job = jobs.asito_sodexo(tasks={"asito": {"supervised": True}})
    facts = {fact.label: fact.text for fact in people_facts(problem, job, supplier_parts(problem, job), "en")}
    assert facts == {
        "Times": "Mon–Fri 07:00–13:35. The same every week.",
        "Start": "Every day at the same time.",
        "Longest stretch of work": "3 h without a break of 15 minutes.",
        "Changes on a day": "Supplier 1×, task 1×, place 1×.",
        "Breaks in the plan": "30 minutes, every day.",
        "Walking between tasks": "25 minutes a week; the longest walk is 5 minutes.",
        "Guidance": "Someone is there who can guide for 50 % of the hours (15 of 30 h). "
        "With a job coach: Asito and Sodexo.",
        "Surroundings": "Indoors; 2 tasks, 2 places.",
    }


def test_days_that_differ_are_said_to_differ() -> None:
    of = sample.problem()
    job = sample.result(of).jobs[2]
    facts = {fact.label: fact.text for fact in people_facts(of, job, supplier_parts(of, job), "nl")}
    assert facts["Tijden"].startswith("ma, wo 07:00–14:40; di, do, vr 07:00–10:20; za 08:00–12:00.")
    assert facts["Begin"] == ("Van 07:00 tot 08:00: 60 minuten tussen het vroegste en het laatste begin.")
    assert facts["Wisselingen op een dag"] == "Leverancier 0×, taak 0–1×, plaats 0×."
    assert facts["Omgeving"] == "Buiten; 2 taken, 1 plaats."


@pytest.mark.parametrize("lang", LANGS)
def test_the_job_page_tells_the_advice_its_reasons_and_every_line(lang: Lang) -> None:
    problem, job = jobs.asito_sodexo()
    chosen = recommend(problem, job, jobs.norms())
    text = text_of(problem, job, lang)
    for reason in (*chosen.reasons, *chosen.what_would_change):
        assert reason(lang) in text
    for fact in chosen.construction.facts:
        assert fact.label(lang) in text
    for other in chosen.others:
        assert other.label(lang) in text


def test_social_return_is_shown_by_ledger_and_to_the_cent() -> None:
    """3 h a day at Asito for € 15.52 × 52 weeks; at Sodexo 15/36 of the building block."""
    problem, job = jobs.asito_sodexo()
    text = text_of(problem, job)
    booked = jobs_rows(problem, job)
    assert f"€ {booked['asito']:,}" in text
    assert f"€ {booked['sodexo']:,}" in text
    assert "A. Paid hours at the formal employer" in text
    assert f"€ {sum(booked.values()):,}" not in text


def jobs_rows(problem: Problem, job: Job) -> dict[str, Decimal]:
    printed = write_report(problem, plan_of(problem, job), (), "en")["attribution.csv"].decode("utf-8")
    cells = [line.split(",") for line in printed.splitlines()[1:]]
    return {row[1]: Decimal(row[7]) for row in cells}


def test_what_nobody_knows_is_unknown_on_the_page_and_never_zero() -> None:
    owing = jobs.supplier("sodexo", blocks_table="", social_return_percent=None)
    problem, job = jobs.one_job((jobs.supplier("asito"), 3), (owing, 3))
    text = text_of(problem, job)
    assert "Sodexo unknown" in text
    assert "The percentage of Sodexo is not given, so what it owes is unknown." in text


def test_norms_of_another_time_are_told_at_the_top() -> None:
    """Long after the catalogue was made nearly everything is old: said before the first job."""
    problem, job = jobs.asito_sodexo(day=jobs.PLAN_DAY.replace(year=2031))
    text = text_of(problem, job)
    assert text.index("norms in this report were found for another time than 2 March 2031") < text.index(
        "J01:"
    )
    assert "Minimum wage, 21 and over" in text


def test_a_report_without_plan_date_says_that_it_took_today() -> None:
    problem, job = jobs.asito_sodexo(day=None)
    assert "The scenario has no plan date: norms and contracts are those of today" in text_of(problem, job)


def test_disclaimer_is_there_whatever_the_scenario_asks() -> None:
    problem, job = jobs.asito_sodexo(attribution=Attribution(construction="lending"))
    text = text_of(problem, job, "nl")
    assert text.count("Het is geen juridisch advies") >= 3
    assert "Het scenario vraagt: één leverancier is werkgever en leent uit." in text


def test_a_users_catalogue_changes_the_report() -> None:
    from bundler.norms import Catalogue, catalogue

    problem, job = jobs.asito_sodexo()
    norms = catalogue()
    least = norms.norms["cao.schoonmaak.entry_wage"]
    period = least.periods[0].model_copy(
        update={"value": Decimal("17.17"), "valid_from": None, "undated": True}
    )
    own = Catalogue([*norms.norms.values(), least.model_copy(update={"periods": (period,)})])
    found = plan_of(problem, job)
    assert "€\N{NO-BREAK SPACE}17.17" in render_html(problem, found, (), "en", own).decode("utf-8")
    assert write_report(problem, found, (), "en", own)["report.html"] == render_html(
        problem, found, (), "en", own
    )


@given(st.integers(0, 10**6), st.sampled_from(LANGS))
@settings(max_examples=25, deadline=None)
def test_any_plan_makes_a_page_whose_links_lead_somewhere(seed: int, lang: Lang) -> None:
    """Whatever the construction, CAO, group and date: unknown or past, it is shown."""
    problem, found = test_ledgers.plan(seed)
    page = Page(render_html(problem, plan_of(problem, *found), (), lang).decode("utf-8"))
    assert len(page.ids) == len(set(page.ids))
    assert {reference[1:] for reference in page.references} <= set(page.ids)
    for job in found:
        assert f"{job.job_id}:" in page.text
    assert not re.search(r"\bNone\b(?!\.| of)|\{\w*\}", page.text)


def test_the_levels_of_a_plan_do_not_matter_to_its_employers() -> None:
    """Only the roster does: another proof of the same plan gives the same attribution."""
    problem, job = jobs.asito_sodexo()
    found = plan_of(problem, job)
    looser = found.model_copy(
        update={"levels": (Level(name="score", value=1, bound=9),), "status": "feasible"}
    )
    assert (
        write_report(problem, found, (), "en")["attribution.csv"]
        == (write_report(problem, looser, (), "en")["attribution.csv"])
    )


def test_whether_someone_can_guide_is_said_without_a_percentage_where_it_is_all_or_nothing() -> None:
    said = {}
    for guided in ((), ("asito",), ("asito", "sodexo")):
        problem, job = jobs.asito_sodexo(
            tasks={name: {"supervised": name in guided} for name in ("asito", "sodexo")}
        )
        facts = people_facts(problem, job, supplier_parts(problem, job), "nl")
        said[len(guided)] = next(fact.text for fact in facts if fact.label == "Begeleiding")
    assert said[0].startswith("Bij geen van de taken is er iemand die kan begeleiden.")
    assert said[1].startswith("Bij 50 % van de uren")
    assert said[2].startswith("Er is altijd iemand die kan begeleiden.")


@pytest.mark.parametrize(("group", "measured"), [("banenafspraak", True), ("wsw", False), ("ww_long", False)])
def test_the_loonwaarde_sheet_says_so_where_nothing_is_measured(group: str, measured: bool) -> None:
    """As the line about measurements says; the two must not contradict each other."""
    problem, job = jobs.asito_sodexo(attribution=Attribution(target_group=group))  # type: ignore[arg-type]
    text = text_of(problem, job)
    assert ("we assume that nothing is measured" in text) != measured
    assert ("Does not play here: this group works without loonkostensubsidie." in text) != measured
