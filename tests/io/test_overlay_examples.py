"""The what-ifs that come with Utrecht, and the one in the reference."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bundler.domain import Problem
from bundler.io import read_problem
from bundler.io.plancheck import check
from bundler.solver import solve
from tests.io.test_workbook import without_source

ROOT = Path(__file__).parents[2]
UTRECHT = ROOT / "data" / "utrecht"
SCENARIOS = UTRECHT / "scenarios"


def under(name: str) -> Problem:
    return read_problem(UTRECHT, SCENARIOS / name)[0]


@pytest.mark.parametrize("file", sorted(path.name for path in SCENARIOS.iterdir()))
def test_example_is_read_under_a_name_of_its_own(file: str) -> None:
    """Each inherits the plan date and the certificates of the base."""
    base, problem = read_problem(UTRECHT)[0].scenario, under(file).scenario
    assert problem.name not in ("", base.name)
    assert (problem.plan_date, problem.rules.excluded_certificates) == (
        base.plan_date,
        base.rules.excluded_certificates,
    )


def test_workbook_is_the_same_what_if_as_the_file() -> None:
    one, other = under("supplier-leaves.toml"), under("supplier-leaves.xlsx")
    assert without_source(one) == without_source(other)


def test_supplier_that_leaves_is_gone_and_its_task_taken_over() -> None:
    problem = under("supplier-leaves-wide.toml")
    assert "maas" not in problem.supplier_by_id
    assert problem.task_by_id["M01"].supplier_id == "sodexo"
    assert problem.task_by_id["F12"].location_id == "usp_bikes"
    assert problem.scenario.rules.max_suppliers == 3


def test_plan_of_a_scenario_holds_under_it_and_not_under_the_data() -> None:
    """The plan is checked with the same data and scenario; without the scenario its new task is not known."""
    problem, plain = under("supplier-leaves.toml"), read_problem(UTRECHT)[0]
    result = solve(problem)
    assert "F12" in {task for job in result.jobs for task in job.task_ids}
    assert result.input_sha256 == problem.source_sha256 != plain.source_sha256
    assert check(problem, result) == []
    assert check(plain, result) != []


def test_what_if_of_the_reference_is_right(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "reference" / "scenario.md").read_text("utf-8")
    blocks = [
        block
        for block in re.findall(r"^```toml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
        if "[[tasks]]" in block and "inherits" not in block
    ]
    assert blocks
    for number, block in enumerate(blocks):
        file = tmp_path / f"{number}.toml"
        file.write_text('[scenario]\ninherits = "data"\n' + block, encoding="utf-8")
        assert {item.severity for item in read_problem(UTRECHT, file)[1]} <= {"note"}
