"""A grid: settings with their values, every combination a cell; what is wrong is said with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from bundler.errors import DataRefused, UsageError
from bundler.exampledata import ready_sweeps
from bundler.scenarios.grid import MOST_CELLS, SETTABLE, Axis, axis_of, cells_of, joined, looser
from bundler.scenarios.sweepfile import USUAL, Sweep, read_sweep
from bundler.solver import solve
from tests.scenarios.grids import AXES, problem_of, under


@pytest.mark.parametrize(
    ("text", "name", "values"),
    [
        ("rules.max_suppliers=1,2,3", "rules.max_suppliers", (1, 2, 3)),
        ("max_suppliers=3, 1,1", "rules.max_suppliers", (3, 1)),
        ("weights.travel=5;7,5", "weights.travel", (5.0, 7.5)),
        ("day_start=06:30,07:00", "rules.day_start", (390, 420)),
        ("separate_settings=yes,nee", "rules.separate_settings", (True, False)),
        ("max_start_spread_minutes=none,60", "rules.max_start_spread_minutes", (None, 60)),
        ("excluded_certificates=vog;vog,diploma;", "rules.excluded_certificates",
         (("vog",), ("vog", "diploma"), ())),
        ("objective=balanced,most-jobs", "solve.objective", ("balanced", "most-jobs")),
    ],
)  # fmt: skip
def test_values_of_an_axis_are_read_as_in_a_scenario_file(
    text: str, name: str, values: tuple[object, ...]
) -> None:
    axis = axis_of(text)
    assert (axis.name, axis.values) == (name, values)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("rules.max_supplier=1", "Maybe rules.max_suppliers."),
        ("max_supplier=1", "Maybe rules.max_suppliers."),
        ("solve.time_limit=5", "no setting to take several values of"),
        ("attribution.age=20", "no setting to take several values of"),
        ("max_suppliers=0", "This number must be at least 1."),
        ("max_suppliers=1,two", "max_suppliers two: This is no whole number."),
        ("objective=most-hour", "Maybe most-hours"),
        ("max_suppliers", "such as --axis rules.max_suppliers=1,2,3"),
        ("max_suppliers=", "such as --axis rules.max_suppliers=1,2,3"),
    ],
)
def test_a_wrong_axis_is_refused_with_what_to_do(text: str, words: str) -> None:
    with pytest.raises(UsageError) as refused:
        axis_of(text)
    assert words in refused.value.text.en
    assert refused.value.text.nl != refused.value.text.en


def test_every_combination_is_a_cell_with_these_settings_and_nothing_else_changed() -> None:
    problem = problem_of()
    found = cells_of(problem, AXES)
    assert [cell.values for cell in found] == [(1, 12.0), (1, 20.0), (2, 12.0), (2, 20.0)]
    assert [cell.number for cell in found] == [1, 2, 3, 4]
    for cell in found:
        assert cell.problem is not None
        assert cell.problem == under(
            problem.model_copy(
                update={"scenario": problem.scenario.model_copy(update={"name": cell.problem.scenario.name})}
            ),
            "rules",
            max_suppliers=cell.values[0],
            min_hours=cell.values[1],
        )
    assert found[3].problem is not None
    assert found[3].problem.scenario.name == "max_suppliers=2, min_hours=20"


def test_settings_that_contradict_each_other_are_a_cell_without_a_problem() -> None:
    found = cells_of(problem_of(), [axis_of("min_hours=12,30"), axis_of("max_hours=24,36")])
    assert [cell.problem is None for cell in found] == [False, False, True, False]
    assert found[2].why_not is not None
    assert found[2].why_not.en == "min_hours is more than max_hours"


def test_without_axes_or_with_too_many_cells_there_is_nothing_to_solve() -> None:
    with pytest.raises(UsageError, match="nothing to sweep over"):
        cells_of(problem_of(), [])
    many = Axis("solve", "seed", tuple(range(MOST_CELLS + 1)))
    with pytest.raises(UsageError, match=f"{MOST_CELLS + 1} cells"):
        cells_of(problem_of(), [many])


def test_an_axis_of_the_same_name_takes_the_place_of_another() -> None:
    new = axis_of("max_suppliers=3,4")
    last = axis_of("max_tasks=2,3")
    assert joined(AXES, [new, last]) == (new, AXES[1], last)


LOOSENED = (
    ("max_suppliers", 1, 2), ("min_hours", 20.0, 12.0), ("max_hours", 24.0, 36.0), ("max_days", 3, 5),
    ("max_hours_per_day", 4.0, 8.0), ("max_span_hours", 4.0, 10.0), ("max_rest_minutes", 15, 60),
    ("day_start", 480, 360), ("day_end", 900, 1320), ("daily_rest_hours", 15.0, 11.0),
    ("weekly_rest_hours", 60.0, 36.0), ("max_tasks", 2, 5), ("max_competencies", 1, 4),
    ("max_locations", 1, 3), ("max_travel_minutes", 3, 20), ("max_start_spread_minutes", 30, None),
    ("min_hours_per_supplier", 8.0, 0.0), ("min_supervised_share", 0.5, 0.0),
)  # fmt: skip


@pytest.mark.parametrize(("key", "tight", "loose"), LOOSENED)
def test_a_looser_rule_never_makes_the_best_plan_worse(key: str, tight: object, loose: object) -> None:
    axis = axis_of(f"{key}=none") if loose is None else Axis("rules", key, (tight, loose))
    assert looser(axis, tight, loose) is True
    assert looser(axis, loose, tight) is False
    values = [solve(problem_of(14, 2, **{key: value})).first.value for value in (tight, loose)]
    assert values[0] <= values[1] + 0.01


@pytest.mark.parametrize("name", ["rules.break_rule", "rules.grid_minutes", "weights.hours", "solve.seed"])
def test_of_other_settings_nothing_is_known(name: str) -> None:
    section, _, key = name.partition(".")
    assert looser(Axis(section, key, (1, 2)), 1, 2) is None


SWEEP = """[sweep]
name = "Grid"
name_nl = "Raster"
price = "rules.max_suppliers"
time_limit = 7,5
[axes]
"rules.max_suppliers" = [1, 2]
weights.travel = [5, 10]
"""


def read(tmp_path: Path, text: str) -> Sweep:
    file = tmp_path / "grid.toml"
    file.write_text(text, encoding="utf-8")
    return read_sweep(file)


def test_a_sweep_file_says_what_to_do(tmp_path: Path) -> None:
    sweep = read(tmp_path, SWEEP.replace("7,5", "7.5").replace("[sweep]", '[sweep]\nscenario = "a/b.toml"'))
    assert [(axis.name, axis.values) for axis in sweep.axes] == [
        ("rules.max_suppliers", (1, 2)),
        ("weights.travel", (5.0, 10.0)),
    ]
    assert (sweep.name.en, sweep.name.nl, sweep.price, sweep.time_limit) == (
        "Grid", "Raster", "rules.max_suppliers", 7.5,
    )  # fmt: skip
    assert sweep.scenario == tmp_path / "a" / "b.toml"
    assert sweep.pictures == USUAL


def test_all_that_is_wrong_in_a_sweep_file_is_listed_with_its_row(tmp_path: Path) -> None:
    text = """[sweep]
price = "rules.max_supliers"
tijd = 3
pictures = ["jobs", "hour"]
[axes]
"rules.max_suppliers" = [1, 2, 0]
rules.min_hous = [12, 16]
weights.travel = 3
solve.objective = ["balanced", "most-hour"]
[grid]
"""
    with pytest.raises(DataRefused) as refused:
        read(tmp_path, text)
    found = {(item.row, item.code) for item in refused.value.findings}
    assert found == {
        (2, "E-CHOICE"), (3, "E-KEY"), (4, "E-CHOICE"), (6, "E-RANGE"), (7, "E-KEY"), (8, "E-SHAPE"),
        (9, "E-CHOICE"), (10, "E-SECTION"),
    }  # fmt: skip
    hints = " ".join(item.hint.en for item in refused.value.findings)
    for name in ("rules.max_suppliers", "hours", "rules.min_hours", "most-hours"):
        assert f"Maybe {name}" in hints


@pytest.mark.parametrize(
    ("text", "row", "code"),
    [("[axes]\nrules.min_hours = [12,\n16", 3, "E-TOML"), (SWEEP, 5, "E-TOML"), ("axes = 3", 1, "E-SHAPE"),
     (SWEEP.replace("7,5", "7.5").replace('"rules.max_suppliers" =', "rules.min_hours ="), 4, "E-CHOICE")],
)  # fmt: skip
def test_what_cannot_be_read_or_has_no_axis_is_refused(
    tmp_path: Path, text: str, row: int, code: str
) -> None:
    with pytest.raises(DataRefused) as refused:
        read(tmp_path, text)
    assert [(item.row, item.code) for item in refused.value.findings] == [(row, code)]


def test_the_ready_sweeps_can_be_read() -> None:
    ready = {name: read_sweep(path) for name, path in ready_sweeps().items()}
    assert ready["two-suppliers"].price == "rules.max_suppliers"
    assert all(sweep.axes and sweep.name.nl != sweep.name.en for sweep in ready.values())


def test_every_setting_of_an_axis_has_a_name_in_both_languages() -> None:
    from bundler.report.sweep_axes import AXIS_NAMES

    assert set(AXIS_NAMES) == set(SETTABLE)
    assert all(name.en and name.nl for name in AXIS_NAMES.values())
