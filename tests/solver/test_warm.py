"""The compiled kernels' cache, and compiling ahead."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from bundler.solver import compile_cache, kernel_cuts, kernel_pool, kernel_price, kernel_sets, warm


def test_compiling_ahead_serves_the_calls_of_a_solve() -> None:
    """Both halves compile each kernel once, for the types that a solve calls it with."""
    warm.compile_sets()
    warm.compile_weeks()
    for kernel in (
        kernel_price.priced_sets,
        kernel_sets.week_costs,
        kernel_pool.item_sums,
        kernel_pool.floor_sums,
        kernel_pool.place,
        kernel_cuts.triples,
        kernel_cuts.improve,
    ):
        assert len(kernel.signatures) == 1, kernel


def test_a_filled_cache_starts_no_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where the kernels are in the cache, nothing is compiled beside."""
    (tmp_path / "kernel_sets.week_costs-1.py311.nbi").touch()
    monkeypatch.setattr(warm, "cache_folder", lambda: tmp_path)
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("a process was started"))
    warm.prepare.__wrapped__()


def test_an_empty_cache_compiles_the_other_half_beside(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where the cache is empty, one process is started and waited for."""
    started: list[list[str]] = []
    real = subprocess.Popen

    def start(command: list[str], **options: int) -> subprocess.Popen[bytes]:
        started.append(command)
        return real(command, **options)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(warm, "cache_folder", lambda: tmp_path)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(subprocess, "Popen", start)
    warm.prepare.__wrapped__()
    assert [command[1:] for command in started] == [["-m", "bundler.solver.warm"]]


def test_changed_kernels_get_a_folder_of_their_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Another fingerprint is another folder, and the folder of an older version is removed."""
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(compile_cache, "_fingerprint", lambda: "old")
    old = compile_cache.cache_folder()
    old.mkdir()
    monkeypatch.setattr(compile_cache, "_fingerprint", lambda: "new")
    new = compile_cache.cache_folder()
    assert new != old
    assert not old.exists()


def test_a_read_only_place_sends_the_kernels_to_the_users_cache(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where the package's folder cannot be written, the user's cache folder is used."""
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(compile_cache, "_writable", lambda _: False)
    assert compile_cache.cache_folder().parent == tmp_path / "bundler"
