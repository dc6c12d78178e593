"""A comparison: differences with their direction, what was asked, and what the data differ in."""

from __future__ import annotations

import pytest

from bundler.domain import Pin, Rules
from bundler.domain.scenario import SolveOptions
from bundler.kpis import KPI
from bundler.scenarios.compare import Comparison, compare
from bundler.scenarios.compare_asked import FieldChange, changed_data, pins_asked
from tests.report import compare_sample as made
from tests.report import sample


@pytest.fixture
def found() -> Comparison:
    return made.comparison()


def test_a_difference_is_the_value_less_the_baselines(found: Comparison) -> None:
    side = found.sides[1]
    for kpi in found.kpis:
        for supplier_id in [""] if kpi.by == "plan" else ["clean", "cater", "green"]:
            value, base = side.value(kpi, supplier_id), found.baseline.value(kpi, supplier_id)
            difference = found.difference(side, kpi, supplier_id)
            if value is None or base is None:
                assert difference == (None, "unknown")
            else:
                assert difference.by == value - base


@pytest.mark.parametrize(
    ("code", "verdict"),
    [
        ("jobs", "better"),  # 4 against 3
        ("sessions_left", "better"),  # 6 against 7
        ("hours", "better"),
        ("suppliers_per_job", "better"),  # 1 against 5/3
        ("mixed_jobs", "other"),
        ("hours_offered", "same"),
        ("start_spread", "better"),
    ],
)
def test_what_a_difference_means_follows_the_direction(found: Comparison, code: str, verdict: str) -> None:
    difference = found.difference(found.sides[1], KPI[code])
    assert difference.verdict == verdict


def test_more_jobs_are_worse_under_fewest_jobs_and_neither_between_two_objectives() -> None:
    options = SolveOptions(objective="fewest-jobs")
    few, fewer = (made.problem(name, solve=options) for name in ("Few", "Fewer"))
    outcomes = [
        made.outcome(few, made.result(few)),
        made.outcome(fewer, made.result(fewer, made.OTHER)),
        made.outcome(made.problem("More"), made.result(made.problem("More"), made.OTHER)),
    ]
    comparison = compare(outcomes)
    verdicts = [comparison.difference(side, KPI["jobs"]).verdict for side in comparison.others]
    assert verdicts == ["worse", "other"]


def test_scores_of_other_weights_are_not_compared(found: Comparison) -> None:
    heavy = found.sides[3]
    assert found.difference(heavy, KPI["score"]) == (None, "unlike")
    assert found.difference(heavy, KPI["jobs"]).verdict == "same"


@pytest.mark.parametrize(("percent", "verdict"), [(0.004, "same"), (0.006, "worse")])
def test_a_difference_too_small_to_be_shown_is_none(percent: float, verdict: str) -> None:
    base = made.problem("Now")
    proved = made.result(base)
    bound = proved.score / (1 - percent / 100)
    close = proved.model_copy(update={"levels": (proved.levels[0].model_copy(update={"bound": bound}),)})
    comparison = compare([made.outcome(base, proved), made.outcome(base, close)._replace(name="Close")])
    assert comparison.difference(comparison.sides[1], KPI["gap"]).verdict == verdict


def test_a_scenario_without_a_plan_has_no_figures(found: Comparison) -> None:
    for side in found.sides[5:]:
        assert side.measures is None
        assert side.moves is None
        assert found.difference(side, KPI["jobs"]) == (None, "unknown")
        assert side.order is not None
        assert side.order.relation == "none"


def test_the_relations_are_those_of_value_and_bound(found: Comparison) -> None:
    relations = [side.order.relation if side.order else None for side in found.sides]
    assert relations[0] is None
    assert relations[2:5] == ["open", "unlike", "worse"]


def test_any_scenario_can_be_the_baseline() -> None:
    there, back = made.comparison(), compare(made.outcomes(), 1)
    assert back.baseline.name == "Other"
    assert back.others[0].name == "Now"
    one = there.difference(there.sides[1], KPI["hours"]).by
    other = back.difference(back.sides[0], KPI["hours"]).by
    assert one is not None
    assert other == -one


def test_only_settings_that_differ_are_told_with_their_value_in_each(found: Comparison) -> None:
    told = {(each.section, each.name): each.values for each in found.asked}
    assert set(told) == {
        ("rules", "max_suppliers"),
        ("rules", "min_hours"),
        ("rules", "max_tasks"),
        ("weights", "idle"),
        ("solve", "objective"),
    }
    assert told["rules", "max_suppliers"] == (2, 3, 2, 2, 2, 2, 2)
    assert told["solve", "objective"][5] == "most-hours"


def test_the_number_of_cores_is_no_difference() -> None:
    problems = [made.problem("A", solve=SolveOptions(workers=number)) for number in (1, 2)]
    comparison = compare([made.outcome(problem, made.result(problem)) for problem in problems])
    assert comparison.asked == ()


def test_pins_are_the_same_in_any_order_of_their_tasks() -> None:
    one = made.problem("A", pins=(Pin(together=("C1", "K1")), Pin(leave="X1")))
    two = made.problem("B", pins=(Pin(together=("K1", "C1")), Pin(place="X1")))
    told = {(each.pin.kind, each.pin.ids): each.given for each in pins_asked([one, two])}
    assert told == {("leave", ("X1",)): (True, False), ("place", ("X1",)): (False, True)}


def test_rows_of_the_data_that_differ_are_told_with_what_changed(found: Comparison) -> None:
    changes = {change.key: change for change in found.sides[4].data}
    assert changes["C2"].what == "dropped"
    assert changes["X1"].what == "changed"
    assert changes["X1"].fields == (
        FieldChange("days", (0, 1), (0, 1, 2)),
        FieldChange("session_minutes", 120, 90),
        FieldChange("sessions_per_week", 2, 3),
    )
    back = {change.key: change.what for change in changed_data(
        found.sides[4].outcome.problem, found.baseline.outcome.problem)}  # fmt: skip
    assert back == {"C2": "added", "X1": "changed"}
    assert found.sides[1].data == ()


def test_suppliers_of_all_scenarios_are_there_once() -> None:
    few = sample.SUPPLIERS[:2]
    tasks = tuple(task for task in sample.TASKS if task.supplier_id != "green")
    one = made.problem("A", {"suppliers": few, "tasks": tasks}, rules=Rules())
    two = made.problem("B")
    comparison = compare(
        [made.outcome(one, made.result(one, sample.ROSTERS[:2])), made.outcome(two, made.result(two))]
    )
    assert [supplier.supplier_id for supplier in comparison.suppliers] == ["clean", "cater", "green"]
    assert comparison.baseline.value(KPI["supplier_hours"], "green") is None
    assert comparison.difference(comparison.sides[1], KPI["supplier_hours"], "green").verdict == "unknown"
