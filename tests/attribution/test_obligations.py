"""What a supplier owes, and its progress before and after the plan."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from bundler.attribution.facts import InForce
from bundler.attribution.obligations import Obligation, obligation
from bundler.attribution.worth import GROUPS, REGISTER, worth
from bundler.domain import Attribution, Supplier
from bundler.domain.scenario import TargetGroup
from bundler.norms import catalogue
from tests.attribution.sample import PLAN_DAY, norms, supplier


def owed(*booked: str | None, **changes: Any) -> Obligation:
    """Asito owes 5 % of € 500,000, € 25,000, and has reached nothing, unless changed."""
    amounts = [None if each is None else Decimal(each) for each in booked]
    return obligation(supplier("asito", **changes), amounts, norms())


def test_progress_before_and_after_worked_out_by_hand() -> None:
    found = owed("3880.00", "1120.00", social_return_realised_eur=5_000)
    assert (found.due, found.realised, found.booked) == (Decimal(25_000), Decimal(5_000), Decimal(5_000))
    assert (found.before, found.after) == (Fraction(1, 5), Fraction(2, 5))
    assert (found.shortfall_before, found.shortfall_after) == (Decimal(20_000), Decimal(15_000))
    assert found.notes == ()


def test_more_than_the_obligation_leaves_no_shortfall() -> None:
    found = owed("30000.00")
    assert (found.after, found.shortfall_after) == (Fraction(6, 5), Decimal(0))


def test_due_is_to_the_cent_with_halves_up() -> None:
    """2.5 % of € 1,000.20 is € 25.005."""
    found = owed(social_return_percent=2.5, social_return_base_eur_year=1000.2)
    assert found.due == Decimal("25.01")


@pytest.mark.parametrize("field", ["social_return_percent", "social_return_base_eur_year"])
def test_what_is_not_given_is_not_guessed(field: str) -> None:
    """No percentage is taken for the usual one, and no contract's value for model A's wage sum."""
    found = owed("100.00", **{field: None})
    assert (found.due, found.after, found.shortfall_after) == (None, None, None)
    assert len(found.notes) == 1
    assert found.booked == Decimal(100)


def test_realised_that_is_not_given_is_not_nothing() -> None:
    found = owed("100.00", social_return_realised_eur=None)
    assert (found.before, found.after, found.shortfall_before) == (None, None, None)
    assert "not given" in found.notes[0].en


def test_one_unknown_amount_makes_the_sum_unknown_but_not_what_is_known_of_it() -> None:
    found = owed("100.00", None, "50.00")
    assert (found.booked, found.after, found.booked_at_least) == (None, None, Decimal(150))
    assert found.before == 0


def test_contract_sum_of_model_b_is_the_contracts_value_where_no_base_is_given_and_that_is_said() -> None:
    """Both are the contract sum of a year; the note names what was taken."""
    found = obligation(supplier("sodexo", social_return_base_eur_year=None), (), norms())
    assert found.due == Decimal(50_000)
    assert "contract sum" in found.notes[0].en


@pytest.mark.parametrize("changes", [{"social_return_model": "none"}, {"in_house": True}])
def test_without_an_obligation_nothing_is_due_and_there_is_no_progress(changes: dict[str, Any]) -> None:
    found = owed("0.00", **changes)
    assert (found.model, found.due, found.shortfall_before) == ("none", Decimal(0), Decimal(0))
    assert (found.before, found.after) == (None, None)


def test_obligations_cannot_be_added() -> None:
    """Each supplier's obligation is tested by itself."""
    with pytest.raises(TypeError):
        owed() + owed()  # type: ignore[operator]


def value(of: Supplier, minutes: int = 36 * 60, pay: str | None = None, **options: Any) -> Fraction | None:
    return worth(of, minutes, Decimal(pay) if pay else None, Attribution(**options), norms()).eur


@pytest.mark.parametrize(
    ("table", "group", "eur"),
    [
        ("utrecht-2019", "banenafspraak", 35_000),
        ("utrecht-2019", "participatiewet_short", 30_000),
        ("utrecht-2022", "banenafspraak", 50_000),
        ("utrecht-2022", "ww_short", 20_000),
    ],
)
def test_full_time_for_a_year_is_the_tables_amount(table: str, group: str, eur: int) -> None:
    """Both versions of Utrecht's table, of 36 hours a week."""
    assert value(supplier("sodexo", blocks_table=table), target_group=group) == eur


def test_part_of_the_week_and_of_the_year_is_in_proportion_and_exact() -> None:
    found = value(supplier("sodexo"), minutes=1_000, contract_months=5)
    assert found == Fraction(50_000) * Fraction(1_000, 36 * 60) * Fraction(5, 12)


def test_wages_are_hours_by_weeks_by_pay() -> None:
    found = value(supplier("asito"), minutes=900, pay="14.71", weeks_per_year=52.2, contract_months=6)
    assert found == 15 * Fraction("52.2") / 2 * Fraction("14.71")


def test_wages_without_pay_are_unknown() -> None:
    assert value(supplier("asito")) is None


@pytest.mark.parametrize("group", GROUPS)
def test_model_a_counts_the_register_only(group: TargetGroup) -> None:
    """Wet banenafspraak art. 2: the groups of the register; Wsw-indicated people are in it."""
    found = value(supplier("asito"), pay="15", target_group=group)
    assert (found == 0) == (group not in REGISTER)


def test_norms_behind_a_value_are_named() -> None:
    found = worth(supplier("sodexo"), 900, None, Attribution(permanent=True), norms())
    used = {reading.norm.norm_id for reading in found.readings}
    assert {
        f"blocks.utrecht-2022.{name}" for name in ("full_time_week", "banenafspraak", "permanent_bonus")
    } <= used


def test_table_whose_full_time_week_is_unknown_has_no_value() -> None:
    """Rijnvicus has amounts, but what a full-time week is was not found."""
    found = worth(supplier("sodexo", blocks_table="rijnvicus"), 900, None, Attribution(), norms())
    assert found.eur is None
    assert [warning.code for warning in found.warnings] == ["A-BLOCKS-WEEK"]


def own_table(folder: Path, confidence: str = "high") -> InForce:
    """A user's own table: 40 hours, € 20,000, and nothing on permanent contracts."""
    norm = (
        '[[norms]]\nid = "blocks.town.{0}"\nlabel = {{ en = "x", nl = "x" }}\nunit = "{1}"\n'
        '[[norms.periods]]\nvalue = {2}\nvalid_from = 2020-01-01\nsource = "test"\nconfidence = "{3}"\n'
    )
    file = folder / "own.toml"
    file.write_text(
        norm.format("full_time_week", "hours/week", 40, "high")
        + norm.format("banenafspraak", "eur/year", 20_000, confidence)
    )
    return InForce(catalogue([file]), PLAN_DAY)


def test_table_without_a_bonus_counts_none_and_says_so(tmp_path: Path) -> None:
    town = supplier("sodexo", blocks_table="town")
    found = worth(town, 20 * 60, None, Attribution(permanent=True), own_table(tmp_path))
    assert found.eur == 10_000
    assert [warning.code for warning in found.warnings] == ["A-BLOCKS-BONUS"]


def test_amount_that_is_not_verified_is_not_counted(tmp_path: Path) -> None:
    town = supplier("sodexo", blocks_table="town")
    assert worth(town, 900, None, Attribution(), own_table(tmp_path, "low")).eur is None
