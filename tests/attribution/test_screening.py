"""The ranking of contracts for a partnership, and what it says where it does not know."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest

from bundler.attribution.screening import CRITERIA, TOP, Screened, screen
from bundler.domain import Problem, Rules, Scenario, Supplier, Task
from tests.attribution.sample import PLAN_DAY, norms, supplier

MET = {
    "service": "cleaning",
    "contract_value_eur_year": 500_000,
    "contract_end": date(2029, 12, 31),
    "social_return_model": "A",
    "social_return_percent": 5,
    "social_return_base_eur_year": 100_000,
    "social_return_realised_eur": 0,
}


def contract(supplier_id: str, **changes: Any) -> Supplier:
    """A contract that meets every criterion but for what is changed."""
    return Supplier(supplier_id=supplier_id, **MET | changes)


def problem(*suppliers: Supplier, hours: float | tuple[float, ...] = 20, **task: Any) -> Problem:
    """Each supplier offers one task of so many hours a week."""
    each = hours if isinstance(hours, tuple) else (hours,) * len(suppliers)
    fields = {
        "title": "Round",
        "location_id": "L",
        "days": (0, 1, 2, 3, 4),
        "sessions_per_week": 5,
        "earliest_start": 420,
        "latest_end": 1200,
    }
    return Problem(
        tasks=tuple(
            Task(
                task_id=f"T{number}",
                supplier_id=one.supplier_id,
                session_minutes=round(least * 12),
                **fields | task,
            )
            for number, (one, least) in enumerate(zip(suppliers, each, strict=True))
            if least
        ),
        suppliers=suppliers,
        locations=(),
        scenario=Scenario(plan_date=PLAN_DAY, rules=Rules(min_hours=12, excluded_certificates=("vog",))),
    )


def ranked(of: Problem) -> list[str]:
    return [each.supplier.supplier_id for each in screen(of, norms())]


def criterion(key: str, hours: float = 20, **changes: Any) -> tuple[bool | None, str, str]:
    """How one contract does on one criterion."""
    (each,) = screen(problem(contract("a", **changes), hours=hours), norms())
    found = next(item for item in each.criteria if item.key == key)
    return found.met, found.text.en, found.text.nl


def test_a_contract_that_meets_all_five_says_why_in_both_languages() -> None:
    (each,) = screen(problem(contract("a")), norms())
    assert [item.key for item in each.criteria] == list(CRITERIA)
    assert (each.rank, each.met, each.unknown, each.offered_minutes) == (1, 5, 0, 1_200)
    for item in each.criteria:
        assert item.text.en != item.text.nl
        assert "{" not in item.text.en + item.text.nl


@pytest.mark.parametrize(
    ("key", "changes", "met"),
    [
        ("value", {"contract_value_eur_year": 200_000}, False),
        ("value", {"contract_value_eur_year": 200_000.01}, True),
        ("value", {"contract_value_eur_year": None}, None),
        *[("labour", {"service": name}, True) for name in ("catering", "security", "landscaping")],
        *[("labour", {"service": name}, None) for name in ("vending", "facility", "other")],
        ("term", {"contract_end": PLAN_DAY + timedelta(days=365)}, True),
        ("term", {"contract_end": PLAN_DAY + timedelta(days=364)}, False),
        ("term", {"contract_end": PLAN_DAY - timedelta(days=1)}, False),
        ("term", {"contract_end": None}, None),
        ("shortfall", {"social_return_realised_eur": 4_999.99}, True),
        ("shortfall", {"social_return_realised_eur": 5_000}, False),
        ("shortfall", {"social_return_realised_eur": None}, None),
        ("shortfall", {"social_return_percent": None}, None),
        ("shortfall", {"social_return_model": "none"}, False),
        ("hours", {"hours": 12}, True),
        ("hours", {"hours": 11.5}, False),
        ("hours", {"hours": 0}, False),
    ],
)
def test_each_criterion_is_met_missed_or_unknown(key: str, changes: dict[str, Any], met: bool | None) -> None:
    """An unknown is never taken for a no, and every contract without its data says so."""
    found, english, dutch = criterion(key, **changes)
    assert found is met
    if met is None:
        assert any(word in english for word in ("not given", "for you to judge"))
        assert any(word in dutch for word in ("niet opgegeven", "is aan u"))


def test_whether_a_contract_can_be_extended_is_said_to_be_unknown() -> None:
    _, english, dutch = criterion("term")
    assert "extended is not in the data" in english
    assert "staat niet in de gegevens" in dutch


def test_who_meets_most_goes_first_whatever_the_size() -> None:
    large = contract("a", contract_value_eur_year=9e6, contract_end=PLAN_DAY)
    assert ranked(problem(large, contract("b"), hours=(25, 12))) == ["b", "a"]


def test_then_hours_then_shortfall_then_value_then_id() -> None:
    by_hours = problem(contract("a"), contract("b"), hours=(20, 25))
    by_shortfall = problem(contract("a"), contract("b", social_return_percent=6))
    by_value = problem(contract("a"), contract("b", contract_value_eur_year=600_000))
    assert [ranked(each)[0] for each in (by_hours, by_shortfall, by_value)] == ["b"] * 3
    assert ranked(problem(contract("b"), contract("a"))) == ["a", "b"]


def test_the_clients_own_service_has_no_contract() -> None:
    assert ranked(problem(supplier("uu_fsc"), contract("a"))) == ["a"]


@pytest.mark.parametrize(
    "task", [{"valid_until": PLAN_DAY - timedelta(days=1)}, {"certificates": ("VOG",)}, {"latest_end": 500}]
)
def test_tasks_that_fit_no_job_are_not_counted(task: dict[str, Any]) -> None:
    """Not valid on the plan's day, a certificate that the scenario excludes, a window that is too short."""
    assert screen(problem(contract("a"), **task), norms())[0].offered_minutes == 0


def test_order_does_not_depend_on_the_order_of_the_suppliers() -> None:
    rng = random.Random(4)
    suppliers = [
        contract(
            name,
            contract_value_eur_year=rng.choice((None, 100_000, 300_000)),
            contract_end=rng.choice((None, PLAN_DAY, date(2029, 1, 1))),
            service=rng.choice(("cleaning", "vending")),
        )
        for name in "abcdefgh"
    ]
    first = ranked(problem(*suppliers))
    rng.shuffle(suppliers)
    assert ranked(problem(*suppliers)) == first
    assert len(first[:TOP]) == 3


def test_the_norm_behind_the_threshold_is_named() -> None:
    each: Screened = screen(problem(contract("a")), norms())[0]
    assert [reading.norm.norm_id for reading in each.criteria[0].readings] == [
        "social_return.contract_threshold"
    ]
