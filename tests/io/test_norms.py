"""The checks of the input know the catalogues, and the user's own norms in the data folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from bundler.errors import DataRefused
from bundler.io import read_problem
from tests.io.sample import codes, findings, folder, read, sole, suppliers

VENDING = """
[[norms]]
id = "cao.vending.full_time_week"
label = { en = "Vending: full-time week", nl = "Automaten: voltijdsweek" }
unit = "hours/week"
periods = [{ value = 40, undated = true, source = "HR", confidence = "medium" }]

[[norms]]
id = "blocks.zeist.banenafspraak"
label = { en = "Zeist: jobs agreement", nl = "Zeist: banenafspraak" }
unit = "eur/year"
periods = [{ value = 30000, undated = true, source = "zeist.nl", confidence = "medium" }]
"""
ADDED = suppliers(cao_id="vending", social_return_model="B", blocks_table="zeist")


@pytest.mark.parametrize(
    ("given", "meant"),
    [("schoonmak", "schoonmaak"), ("Schoonmaak", "schoonmaak"), ("CAO Beveiliging", "beveiliging")],
)
def test_a_misspelt_cao_gets_the_nearest_one(tmp_path: Path, given: str, meant: str) -> None:
    finding = sole(tmp_path, {"suppliers.csv": suppliers(cao_id=given)})
    assert (finding.code, finding.value) == ("W-CAO", given)
    assert (finding.hint.en, finding.hint.nl) == (f"Maybe {meant}", f"Misschien {meant}")


def test_a_cao_like_none_gets_the_list_of_all(tmp_path: Path) -> None:
    finding = sole(tmp_path, {"suppliers.csv": suppliers(cao_id="zuivel")})
    assert "aan_de_slag, beveiliging, contractcatering" in finding.hint.en
    assert "general" not in finding.hint.en


@pytest.mark.parametrize("cao_id", ["none", "geen", "unknown", "onbekend", "", "hoveniers"])
def test_a_known_cao_or_none_or_unknown_is_fine(tmp_path: Path, cao_id: str) -> None:
    assert codes(tmp_path, {"suppliers.csv": suppliers(cao_id=cao_id)}) == []


@pytest.mark.parametrize(("model", "found"), [("A", []), ("none", []), ("B", ["W-BLOCKS-TABLE"])])
def test_only_model_b_needs_a_table_that_exists(tmp_path: Path, model: str, found: list[str]) -> None:
    files = {"suppliers.csv": suppliers(social_return_model=model, blocks_table="utrecht-2020")}
    assert codes(tmp_path, files) == found


def test_a_misspelt_table_gets_the_nearest_one(tmp_path: Path) -> None:
    files = {"suppliers.csv": suppliers(social_return_model="B", blocks_table="Utrecht 2022")}
    assert sole(tmp_path, files).hint.en == "Maybe utrecht-2022"


def test_what_norms_toml_adds_is_known(tmp_path: Path) -> None:
    """And the file itself is no unknown file."""
    assert codes(tmp_path, {"suppliers.csv": ADDED}) == ["W-CAO", "W-BLOCKS-TABLE"]
    assert codes(tmp_path, {"suppliers.csv": ADDED, "norms.toml": VENDING}) == []


def test_what_a_norms_file_elsewhere_adds_is_known(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(VENDING, encoding="utf-8")
    data = folder(tmp_path / "data", {"suppliers.csv": ADDED})
    assert read_problem(data, norms=[tmp_path / "mine.toml"])[1] == ()


def test_errors_in_norms_toml_refuse_the_data_beside_all_other_errors(tmp_path: Path) -> None:
    data = folder(tmp_path, {"tasks.csv": "task_id\n", "norms.toml": "norms = 1"})
    with pytest.raises(DataRefused) as caught:
        read_problem(data)
    found = {finding.code for finding in caught.value.findings}
    assert {"E-NORM-SHAPE", "E-MISSING-COLUMN", "E-NO-ROWS"} <= found


def test_a_number_like_a_citizen_service_number_is_not_shown(tmp_path: Path) -> None:
    (finding,) = findings(tmp_path, {"norms.toml": "[[norms]]\nid = 123456782\nperiods = []\n"})[:1]
    assert "123456782" not in f"{finding.value} {finding.text.en} {finding.hint.en}"


def test_norms_bear_on_no_plan(tmp_path: Path) -> None:
    """A plan keeps its input when a norm is added: the fingerprint stays the same."""
    bare = read(tmp_path / "a").source_sha256
    assert read(tmp_path / "b", {"norms.toml": VENDING}).source_sha256 == bare
