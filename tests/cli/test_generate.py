"""`bundler generate`."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_is_generated_passes_the_check(run: Run, tmp_path: Path) -> None:
    ran = run("generate", "--tasks", 20, "--suppliers", 3, "--tight", "--out", tmp_path / "campus")
    assert ran.code == 0
    assert "20 tasks of 3 suppliers" in ran.out
    assert run("check", tmp_path / "campus").code == 0


def test_the_same_seed_gives_the_same_files_and_another_seed_others(run: Run, tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        run("generate", "--tasks", 20, "--seed", seed, "--out", tmp_path / name)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert contents(tmp_path / "a") != contents(tmp_path / "c")


def test_generated_data_may_be_generated_again_but_other_data_is_not_overwritten(
    run: Run, tmp_path: Path, data: Path
) -> None:
    args = ("generate", "--tasks", 20, "--out")
    assert [run(*args, tmp_path / "new").code for _ in range(2)] == [0, 0]
    before = contents(data)
    ran = run(*args, data)
    assert ran.code == 2
    assert "not overwritten" in ran.err
    assert contents(data) == before


def test_json_names_the_files(run: Run, tmp_path: Path) -> None:
    document = run("generate", "--tasks", 20, "--out", tmp_path / "x", "--json").document
    assert set(document["files"]) == set(contents(tmp_path / "x"))
