"""The reference says what the catalogues hold and how a user's own file looks."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from bundler.norms import Confidence, Norm, Period, catalogue
from bundler.norms.model import Unit
from bundler.norms.userfile import read_norms
from tests.test_docs import REFERENCE, blocks, rows, section

TEXT = section(REFERENCE, "## Norms")
OWN = section(REFERENCE, "### Your own norms")
FOLDER = Path(__file__).parents[2] / "data" / "norms"


def first_cells(text: str, header: str) -> list[str]:
    """The first cells, without the signs of code, of the table below a header cell."""
    listed = list(rows(text))
    start = next(number for number, cells in enumerate(listed) if cells[0] == header)
    names = []
    for cells in listed[start + 1 :]:
        if not cells[0].startswith("`"):
            break
        names.append(cells[0].strip("`"))
    return names


def test_the_table_of_kinds_is_the_list_of_files() -> None:
    assert first_cells(TEXT, "kind") == sorted(file.stem for file in FOLDER.glob("*.toml"))


@pytest.mark.parametrize(
    ("header", "names"),
    [
        ("field of a norm", [field.alias or name for name, field in Norm.model_fields.items()]),
        ("field of a period", list(Period.model_fields)),
        ("confidence", list(get_args(Confidence))),
    ],
    ids=["norm", "period", "confidence"],
)
def test_every_field_has_its_row_and_no_other(header: str, names: list[str]) -> None:
    assert sorted(first_cells(TEXT, header)) == sorted(names)


def test_every_unit_is_named() -> None:
    (row,) = (cells for cells in rows(OWN) if cells[0] == "`unit`")
    assert re.findall(r"`([^`]+)`", row[1]) == list(get_args(Unit))


def test_the_example_does_what_is_said_of_it(tmp_path: Path) -> None:
    """It is right, changes the wage from its first day on, and adds a CAO."""
    (example,) = blocks(OWN)
    assert read_norms("norms.toml", example.encode(), catalogue().norms).findings == ()
    path = tmp_path / "norms.toml"
    path.write_text(example, encoding="utf-8")
    norms = catalogue([path])
    wages = [norms.at("minimum_wage.21", day).number for day in (date(2026, 6, 30), date(2026, 7, 1))]
    assert [str(wage) for wage in wages] == ["14.71", "14.99"]
    assert "vending" in norms.choices("cao")
