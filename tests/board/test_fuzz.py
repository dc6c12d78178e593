"""A few thousand hostile requests; ``python -m tests.board.fuzz 50000`` sends more."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.board.fuzz import attack


@pytest.mark.parametrize("seed", [1, 2])
def test_hostile_requests_change_nothing_without_right_and_break_nothing(tmp_path: Path, seed: int) -> None:
    """No 5xx, no traceback, no markup that was typed, no change without right."""
    report = attack(1200, seed, tmp_path)
    assert report.wrong == []
    assert report.changes > 20, "it has to be tried against a board on which things happen"
    assert {200, 303, 400, 401, 403, 404, 405, 409, 413, 414, 415, 421, 422, 429} <= set(report.statuses)
