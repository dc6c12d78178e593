"""`bundler schema`, and problem.json as DATA of a command."""

from __future__ import annotations

from pathlib import Path

import pytest

from bundler.cli.schema import NAMES
from bundler.io.schema import SCHEMAS
from bundler.io.write_json import problem_bytes
from tests.cli import sample
from tests.cli.conftest import Run


def test_the_schemas_are_those_that_there_are() -> None:
    assert tuple(SCHEMAS) == NAMES


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("flags", [(), ("--json",), ("--quiet",)], ids=str)
def test_the_schema_is_all_of_stdout(run: Run, name: str, flags: tuple[str, ...]) -> None:
    ran = run("schema", name, *flags)
    assert (ran.code, ran.err) == (0, "")
    assert ran.document == SCHEMAS[name]()


def test_another_name_is_wrong_usage(run: Run) -> None:
    assert run("schema", "report").code == 2


def test_a_problem_as_json_is_data_as_any_other(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "problem.json"
    file.write_bytes(problem_bytes(sample.PROBLEM))
    ran = run("check", file)
    assert ran.code == 0
    assert "0 errors" in ran.out
