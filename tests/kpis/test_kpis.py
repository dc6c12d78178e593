"""The KPIs: every figure of a small plan by hand, what they add up to, and what is not known."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from bundler.attribution.dossier import Dossier
from bundler.domain import Problem, Result
from bundler.i18n import LANGS
from bundler.kpis import BAAN_HOURS, KPI, KPIS, Kpi, Measures, measure
from bundler.kpis.shown import kpis_markdown, signed_text, value_text
from bundler.norms import catalogue
from bundler.report.day import dossier_of
from bundler.rules import make_job, plan_score
from tests.report import sample
from tests.report.book_reading import PLAN_DAY, plan
from tests.work import calls

# C1+K1: 27.5 h, 25 min of travel and 25 of waiting; C2+K1: 20.83 h, 25 and 100; G1+G2: 28.67 h at one place,
# none, and starts an hour apart. 5 sessions of C2 and 2 of X1 are left: 12.33 h.
BY_HAND = {
    "jobs": 3,
    "hours": 77,
    "banen": 77 / 25.5,
    "gap": 0,
    "share_placed": 100 * 4620 / 5360,
    "hours_offered": 5360 / 60,
    "hours_left": 740 / 60,
    "tasks_left": 2,
    "sessions_left": 7,
    "mixed_jobs": 2,
    "complexity": (24.25 + 30.5 + 6) / 3,
    "suppliers_per_job": 5 / 3,
    "tasks_per_job": 2,
    "places_per_job": 5 / 3,
    "travel_per_job": 50 / 60 / 3,
    "idle_per_job": 125 / 60 / 3,
    "start_spread": 1 / 3,
}
SUPPLIERS_BY_HAND = {
    "supplier_jobs": {"clean": 2, "cater": 2, "green": 1},
    "supplier_hours": {"clean": 1400 / 60, "cater": 25, "green": 1720 / 60},
    "supplier_left": {"clean": 500 / 60, "cater": 4, "green": 0},
    "supplier_offered": {"clean": 1900 / 60, "cater": 29, "green": 1720 / 60},
    "supplier_share": {"clean": 1400 / 19, "cater": 2500 / 29, "green": 100},
}


@pytest.fixture
def of() -> Problem:
    return sample.problem()


@pytest.fixture
def result(of: Problem) -> Result:
    return sample.result(of)


@pytest.fixture(scope="module")
def with_dossier() -> tuple[Measures, Dossier]:
    """The plan of the workbook's tests, whose suppliers owe social return."""
    of, result = plan()
    found = dossier_of(of, result)
    return measure(of, result.jobs, result=result, dossier=found), found


def test_every_figure_of_the_plan_is_what_it_is_by_hand(of: Problem, result: Result) -> None:
    found = measure(of, result.jobs, result=result).plan
    assert {**BY_HAND, "score": plan_score(of, sample.ROSTERS)} == pytest.approx(found)
    assert list(found) == [kpi.code for kpi in KPIS if kpi.by == "plan"]


def test_every_figure_of_a_supplier_is_what_it_is_by_hand(of: Problem, result: Result) -> None:
    found = measure(of, result.jobs).by_supplier
    assert set(found) == set(SUPPLIERS_BY_HAND)
    for code, by_hand in SUPPLIERS_BY_HAND.items():
        assert found[code] == pytest.approx(by_hand), code


def test_the_score_is_the_exact_one_of_the_rules(of: Problem, result: Result) -> None:
    """Not a sum of rounded job scores."""
    for jobs in (result.jobs, result.jobs[:1] * 40):
        found = measure(of, jobs).plan["score"]
        assert found == plan_score(of, [job.roster for job in jobs])


def test_three_suppliers_count_as_more_complex_than_two(of: Problem) -> None:
    """The score takes the second supplier once, the complexity each one after the first."""
    two = [*sample.sessions("C2", 390, 100, (0,)), *sample.sessions("K1", 515, 150, (0,))]
    three = [*two, *sample.sessions("G1", 680, 200, (0,))]
    more = measure(of, [make_job(of, "J", three)]).plan["complexity"]
    less = measure(of, [make_job(of, "J", two)]).plan["complexity"]
    assert more is not None
    assert less is not None
    # a supplier, a task, a place, 5 minutes of travel, and of 40 minutes in between 30 are the break
    assert more - less == pytest.approx(10 + 4 + 4 + 10 * 5 / 60 + 5 * (0 - 20) / 60)


def test_the_complexity_does_not_depend_on_the_weights_of_the_scenario(of: Problem, result: Result) -> None:
    scenario = of.scenario.model_copy(
        update={"weights": of.scenario.weights.model_copy(update={"extra_task": 99})}
    )
    other = measure(of.model_copy(update={"scenario": scenario}), result.jobs).plan
    assert other["complexity"] == measure(of, result.jobs).plan["complexity"]
    assert other["score"] != measure(of, result.jobs).plan["score"]


def test_what_has_no_meaning_is_unknown_and_never_0(of: Problem) -> None:
    found = measure(of, [])
    assert found.plan["jobs"] == 0
    assert found.plan["share_placed"] == 0
    for code in ("complexity", "suppliers_per_job", "travel_per_job", "start_spread"):
        assert found.plan[code] is None
    empty = measure(of.model_copy(update={"tasks": ()}), [])
    assert empty.plan["share_placed"] is None
    assert set(empty.by_supplier["supplier_share"].values()) == {None}


def test_without_result_and_dossier_gap_and_social_return_are_not_there(of: Problem, result: Result) -> None:
    found = measure(of, result.jobs)
    assert "gap" not in found.plan
    assert [kpi.code for kpi in KPIS if kpi.needs_dossier and kpi.code in found.by_supplier] == []


def test_the_gap_is_in_percent_of_the_bound(of: Problem) -> None:
    levels = (sample.result(of).levels[0].model_copy(update={"value": 950.0, "bound": 1000.0}),)
    result = sample.result(of, levels=levels)
    assert measure(of, result.jobs, result=result).plan["gap"] == pytest.approx(5)


def test_social_return_is_that_of_the_ledgers(with_dossier: tuple[Measures, Dossier]) -> None:
    """Known, unknown where a percentage is missing, and never added up."""
    found, known = with_dossier
    owed = known.attributed.obligations
    clean = owed["clean"]
    assert clean.booked is not None
    assert clean.due is not None
    assert clean.realised is not None
    values = {code: found.by_supplier[code]["clean"] for code in found.by_supplier if "return" in code}
    reached = clean.realised + clean.booked
    assert values == {
        "social_return": float(clean.booked),
        "social_return_share": pytest.approx(float(100 * reached / clean.due)),
        "social_return_missing": max(0.0, float(clean.due - reached)),
    }
    assert clean.booked > 0
    assert found.by_supplier["social_return_share"]["cater"] is None
    assert "social_return" not in found.plan


def test_the_hours_of_a_baan_are_the_norms() -> None:
    """What is taken where no norms are at hand is what the catalogue says."""
    assert catalogue().at("banenafspraak.hours_per_baan", PLAN_DAY).number == BAAN_HOURS


@pytest.mark.parametrize(("value", "banen"), [("30", 77 / 30), ('"unknown"', None)])
def test_a_changed_norm_changes_the_banen_and_an_unknown_one_leaves_them_unknown(
    tmp_path: Path, value: str, banen: float | None
) -> None:
    file = tmp_path / "norms.toml"
    file.write_text(
        '[[norms]]\nid = "banenafspraak.hours_per_baan"\n'
        f"[[norms.periods]]\nvalid_from = 2013-01-01\nvalue = {value}\n"
        'source = "ours"\nconfidence = "high"\n',
        encoding="utf-8",
    )
    of, result = plan()
    found = dossier_of(of, result, catalogue([file]))
    assert measure(of, result.jobs, dossier=found).plan["banen"] == pytest.approx(banen)


@pytest.mark.parametrize("kpi", KPIS, ids=lambda kpi: kpi.code)
def test_a_kpi_says_what_it_is_in_both_languages(kpi: Kpi) -> None:
    assert all([*kpi.name, *kpi.unit])
    assert kpi.formula.en != kpi.formula.nl
    for text in kpi.formula:
        assert text[0] in "|(" or text[0].isupper()
        assert text.endswith(".")


def test_codes_are_unique_and_plain() -> None:
    assert len({kpi.code for kpi in KPIS}) == len(KPIS) == len(KPI)
    assert all(code.isascii() and code.replace("_", "").isalpha() and code.islower() for code in KPI)


def test_only_fewest_jobs_turns_the_direction_of_jobs() -> None:
    assert KPI["jobs"].direction("fewest-jobs") == "less"
    assert KPI["jobs"].direction("balanced") == "more"
    assert [kpi.code for kpi in KPIS if kpi.direction("fewest-jobs") != kpi.better] == ["jobs"]


def test_the_work_grows_no_faster_than_the_plan() -> None:
    few, many = (
        calls(partial(measure, of, result.jobs, result=result)) for of, result in map(sample.scaled, (10, 40))
    )
    assert many < 6 * few


def test_values_are_shown_with_sign_and_decimals_of_the_language() -> None:
    hours, jobs, euros = KPI["hours"], KPI["jobs"], KPI["social_return"]
    assert [value_text(hours, 1234.5, lang) for lang in LANGS] == ["1234.5", "1234,5"]
    assert value_text(hours, None, "en") == "–"
    assert value_text(euros, -1234.567, "nl") == "−€\N{NO-BREAK SPACE}1.234,57"
    assert [signed_text(jobs, by, "en") for by in (2, 0, -1)] == ["+2", "0", "−1"]
    assert signed_text(hours, 0.001, "en") == "0"
    assert signed_text(hours, -0.001, "en") == "0"


@pytest.mark.parametrize("lang", LANGS)
def test_the_table_of_kpis_has_a_row_for_each_with_as_many_cells(lang: str) -> None:
    lines = kpis_markdown(lang).splitlines()
    assert len(lines) == len(KPIS) + 2
    assert len({line.replace("\\|", "").count("|") for line in lines}) == 1
