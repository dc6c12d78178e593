"""Every warning about a job's employment: given where its condition holds, and not where it does not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest

from bundler.attribution.constructions import Code, constructions
from bundler.attribution.facts import Warned
from bundler.attribution.warning_words import WARNINGS
from bundler.attribution.wtta import months_later
from bundler.domain import Attribution, Supplier
from bundler.i18n import LANGS
from tests.attribution.sample import AFTER_WTTA, PLAN_DAY, norms, one_job, random_plan, supplier

Parts = tuple[tuple[Supplier, float], ...]
ASITO, SODEXO, SECURITAS = supplier("asito"), supplier("sodexo"), supplier("securitas")
TWO: Parts = ((ASITO, 3), (SODEXO, 3))
YEAR = timedelta(days=365)


def warned(
    code: Code,
    parts: Parts = TWO,
    *,
    day: date = PLAN_DAY,
    tasks: dict[str, dict[str, Any]] | None = None,
    **options: Any,
) -> dict[str, Warned]:
    """The warnings of a construction, by code; the contracts last half a year unless said otherwise."""
    asked = {"construction": code} if code not in ("own_contract",) else {}
    attribution = Attribution(**{"contract_months": 6} | asked | options)
    problem, job = one_job(*parts, day=day, tasks=tasks, attribution=attribution)
    found = next(each for each in constructions(problem, job, norms(day)) if each.code == code)
    return {each.code: each for each in found.warnings}


class Given(NamedTuple):
    """The arguments of ``warned`` for which a code is given, and close to them those for which it is not."""

    code: str
    yes: tuple[Code, Parts, dict[str, Any]]
    no: tuple[Code, Parts, dict[str, Any]]


def ends(day: date) -> Parts:
    return ((supplier("asito", contract_end=day), 3), (SODEXO, 3))


def wage(eur: float) -> dict[str, Any]:
    return {"tasks": {"asito": {"hourly_wage_eur": eur}}}


def hygiene(second: str) -> dict[str, Any]:
    return {"tasks": {"asito": {"hygiene": "sanitary"}, "sodexo": {"hygiene": second}}}


MAAS, NO_CAO = supplier("maas"), supplier("maas", cao_id="none")
GIVEN = (
    Given("A-WTTA", ("lending", TWO, {"day": date(2027, 1, 1)}), ("two_contracts", TWO, {"day": AFTER_WTTA})),
    Given("A-WTTA", ("sw_lending", TWO, {"day": AFTER_WTTA}), ("lending", TWO, {"day": date(2026, 12, 31)})),
    Given(
        "A-WTTA-AHEAD", ("lending", TWO, {"contract_months": 11}), ("lending", TWO, {"contract_months": 9})
    ),
    Given("A-WTTA-AHEAD", ("sw_lending", TWO, {"permanent": True}), ("lending", TWO, {"day": AFTER_WTTA})),
    Given("A-LENDING", ("lending", TWO, {}), ("sw_lending", TWO, {})),
    Given("A-SCREENING", ("two_contracts", ((ASITO, 3), (SECURITAS, 3)), {}), ("two_contracts", TWO, {})),
    Given(
        "A-SCREENING", ("own_contract", ((SECURITAS, 4),), {}), ("lending", ((ASITO, 3), (SECURITAS, 3)), {})
    ),
    Given("A-SCREENING-LENT", ("lending", ((ASITO, 3), (SECURITAS, 3)), {}), ("lending", TWO, {})),
    Given(
        "A-SECURITY-WORK",
        ("lending", TWO, {"tasks": {"asito": {"certificates": ("security_diploma",)}}}),
        ("lending", TWO, {"tasks": {"asito": {"certificates": ("vog",)}}}),
    ),
    Given("A-SECOND-CAO", ("lending", TWO, {}), ("two_contracts", TWO, {})),
    Given(
        "A-SECOND-CAO",
        ("lending", ((ASITO, 3), (supplier("sight"), 3)), {}),
        ("lending", ((ASITO, 3), (supplier("sight", cao_id="schoonmaak"), 3)), {}),
    ),
    Given("A-SECOND-CAO", ("lending", TWO, {}), ("lending", ((ASITO, 3), (supplier("uu_fsc"), 3)), {})),
    Given(
        "A-FEW-HOURS",
        ("two_contracts", ((ASITO, 4), (SODEXO, 1.55)), {}),
        ("two_contracts", ((ASITO, 4), (SODEXO, 1.6)), {}),
    ),
    Given(
        "A-FEW-HOURS",
        ("two_contracts", ((ASITO, 4), (SODEXO, 1)), {}),
        ("lending", ((ASITO, 4), (SODEXO, 1)), {}),
    ),
    Given(
        "A-SHORT-CONTRACT", ("lending", TWO, {"contract_months": 2}), ("lending", TWO, {"contract_months": 3})
    ),
    Given(
        "A-SHORT-CONTRACT",
        ("lending", TWO, {"contract_months": 1}),
        ("lending", TWO, {"contract_months": 1, "permanent": True}),
    ),
    Given(
        "A-NO-COACH", ("lending", ((MAAS, 3), (SECURITAS, 3)), {}), ("lending", ((MAAS, 3), (SODEXO, 3)), {})
    ),
    Given(
        "A-CONTRACT-ENDS",
        ("lending", ends(PLAN_DAY + YEAR), {}),
        ("lending", ends(PLAN_DAY + YEAR + timedelta(1)), {}),
    ),
    Given("A-CONTRACT-ENDS", ("lending", ends(PLAN_DAY), {}), ("lending", ends(PLAN_DAY - timedelta(1)), {})),
    Given(
        "A-CONTRACT-ENDED", ("lending", ends(PLAN_DAY - timedelta(1)), {}), ("lending", ends(PLAN_DAY), {})
    ),
    Given(
        "A-HIRE-CAP", ("lending", ((ASITO, 2), (SODEXO, 4)), {}), ("lending", ((ASITO, 4), (SODEXO, 2)), {})
    ),
    Given("A-HIRE-CAP", ("sw_lending", TWO, {}), ("two_contracts", TWO, {})),
    Given(
        "A-CAO-PAST",
        ("lending", TWO, {"day": date(2026, 7, 1)}),
        ("lending", TWO, {"day": date(2026, 6, 30)}),
    ),
    Given("A-CAO-UNKNOWN", ("own_contract", ((MAAS, 4),), {}), ("own_contract", ((ASITO, 4),), {})),
    Given("A-CAO-UNKNOWN", ("lending", ((ASITO, 4), (MAAS, 2)), {}), ("own_contract", ((NO_CAO, 4),), {})),
    Given("A-CAO-NONE", ("own_contract", ((NO_CAO, 4),), {}), ("own_contract", ((MAAS, 4),), {})),
    Given("A-CAO-BOUND", ("own_contract", ((SODEXO, 4),), {}), ("own_contract", ((ASITO, 4),), {})),
    Given("A-CAO-BOUND", ("lending", TWO, {}), ("own_contract", ((supplier("uu_fsc"), 4),), {})),
    Given(
        "A-SW-GROUP",
        ("sw_lending", TWO, {"target_group": "ww_long"}),
        ("sw_lending", TWO, {"target_group": "wsw"}),
    ),
    Given("A-WAGE-LOW", ("two_contracts", TWO, wage(15.51)), ("two_contracts", TWO, wage(15.52))),
    Given("A-WAGE-LOW", ("two_contracts", TWO, wage(14.7)), ("two_contracts", TWO, wage(16))),
    Given("A-WAGE-PAST", ("lending", TWO, {"day": date(2031, 1, 1)}), ("lending", TWO, {})),
    Given(
        "A-SHORT-SHIFT",
        ("lending", ((ASITO, 0.75), (SODEXO, 4)), {}),
        ("lending", ((ASITO, 1), (SODEXO, 0.5)), {}),
    ),
    Given("A-HYGIENE", ("lending", TWO, hygiene("food")), ("lending", TWO, hygiene("none"))),
)


@pytest.mark.parametrize("case", GIVEN, ids=lambda case: case.code)
def test_a_warning_is_given_where_its_condition_holds_and_only_there(case: Given) -> None:
    for (code, parts, options), expected in ((case.yes, True), (case.no, False)):
        assert (case.code in warned(code, parts, **options)) is expected


def test_the_break_is_missed_where_the_plan_lacks_it() -> None:
    """Without a break rule the solver may leave it out; the law does not."""
    problem, job = one_job(*TWO)
    tight = [
        session.model_copy(update={"start": session.start - 30, "end": session.end - 30})
        if session.task_id == "T02"
        else session
        for session in job.roster
    ]
    without = job.model_copy(update={"roster": tuple(tight)})
    for held, expected in ((job, False), (without, True)):
        found = constructions(problem, held, norms())
        assert all(("A-BREAK" in {each.code for each in one.warnings}) is expected for one in found)


def test_every_code_of_the_catalogue_is_tested() -> None:
    assert {case.code for case in GIVEN} | {"A-BREAK"} == set(WARNINGS)


def test_every_warning_that_is_given_is_in_the_catalogue_and_reads_in_both_languages() -> None:
    seen = set()
    for seed in range(120):
        problem, jobs = random_plan(seed)
        for job in jobs:
            for found in constructions(problem, job, norms(problem.scenario.plan_date or PLAN_DAY)):
                for each in found.warnings:
                    seen.add(each.code)
                    for lang in LANGS:
                        assert each.text(lang)
                        assert not set("{}") & set(each.text(lang))
    assert len(seen) > 15
    assert seen <= set(WARNINGS)


@pytest.mark.parametrize("code", sorted(WARNINGS))
def test_a_code_begins_with_its_letter_and_has_the_same_blanks_in_both_languages(code: str) -> None:
    assert code.startswith("A-")
    text = WARNINGS[code]
    blanks = [sorted({part.split("}")[0] for part in each.split("{")[1:]}) for each in text]
    assert blanks[0] == blanks[1]


def test_the_warning_on_the_wtta_names_its_day_and_that_an_exception_is_unknown() -> None:
    found = warned("lending", day=AFTER_WTTA)["A-WTTA"]
    assert "1 January 2027" in found.text.en
    assert "exception is unknown" in found.text.en
    assert {reading.norm.norm_id for reading in found.readings} >= {"wtta.in_force", "wtta.exception"}


def test_a_low_wage_is_held_against_the_law_first() -> None:
    assert "the minimum wage" in warned("two_contracts", **wage(14.7))["A-WAGE-LOW"].text.en
    assert "the entry wage of its CAO" in warned("two_contracts", **wage(15))["A-WAGE-LOW"].text.en


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 3, 2), 10, date(2027, 1, 2)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_months_later_is_the_same_day_or_the_months_last(day: date, months: int, expected: date) -> None:
    assert months_later(day, months) == expected


def test_a_contract_that_ends_the_day_before_the_wtta_does_not_meet_it() -> None:
    """From 1 July 2026 half a year runs to 31 December."""
    assert "A-WTTA-AHEAD" not in warned("lending", day=date(2026, 7, 1))
    assert "A-WTTA-AHEAD" in warned("lending", day=date(2026, 7, 2))


def test_short_tasks_of_one_supplier_after_another_are_one_block() -> None:
    """Half an hour and three quarters are over an hour; with somebody else in between they are not."""
    assert "A-SHORT-SHIFT" not in warned("lending", ((ASITO, 0.5), (ASITO, 0.75), (SODEXO, 4)))
    assert "A-SHORT-SHIFT" in warned("lending", ((ASITO, 0.5), (SODEXO, 4), (ASITO, 0.75)))
