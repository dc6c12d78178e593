"""Progress on stderr."""

from __future__ import annotations

import sys
from typing import NamedTuple

import pytest

from bundler.cli.console import Console
from bundler.cli.progress import Display, progress_line


class At(NamedTuple):
    """Where a solve is, as the solver reports it."""

    seconds: float
    phase: str = "improve"
    best: float | None = 200.0
    bound: float | None = 250.0
    jobs: int = 3


def test_the_line_has_phase_seconds_best_bound_gap_and_jobs() -> None:
    assert progress_line(At(12.3), "en") == "improving the plan  12 s  best 200  bound 250  gap 20 %  3 jobs"
    assert (
        progress_line(At(12.3), "nl")
        == "het plan verbeteren  12 s  beste 200  grens 250  verschil 20 %  3 banen"
    )


def test_what_is_not_known_yet_is_left_out() -> None:
    assert progress_line(At(1, "prepare", None, None, 0), "en") == "preparing (first run only)  1 s"


def test_elsewhere_than_in_a_terminal_lines_come_ever_more_seldom(capsys: pytest.CaptureFixture[str]) -> None:
    with Display(Console()) as display:
        for tenth in range(3000):
            display.show(At(tenth / 10))
    lines = capsys.readouterr().err.splitlines()
    assert [line.split()[3] for line in lines] == ["5", "10", "20", "40", "80", "160"]


def test_quiet_shows_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with Display(Console(quiet=True)) as display:
        display.show(At(100))
    assert capsys.readouterr() == ("", "")


def test_in_a_terminal_one_live_line_is_painted_and_goes_away(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with Display(Console()) as display:
        display.show(None)
        display.show(At(3))
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "improving the plan  3 s  best 200" in captured.err
    assert captured.err.endswith("\x1b[2K")


def test_a_stderr_that_breaks_off_does_not_end_the_solve(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str) -> int:
        raise BrokenPipeError

    monkeypatch.setattr(sys.stderr, "write", broken)
    with Display(Console()) as display:
        display.show(At(10))
        display.show(At(100))
        assert display.broken
