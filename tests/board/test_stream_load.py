"""Many screens at once on a real server; ``python -m tests.board.load`` measures it at length."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.board.load import kills, measure
from tests.board.wires import Server, free_port


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "session", free_port())
    yield server
    server.end()


def test_no_screen_loses_or_reorders_a_change(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    """All changes come, in order, and in the end every screen shows what a new one shows."""
    assert asyncio.run(measure(server, clients=10, rate=10, seconds=2)) == 0
    assert "lost 0; out of order or not shown: 0" in capsys.readouterr().out


def test_a_power_cut_loses_nothing_that_was_confirmed(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    """Killed twice in the middle: each confirmed change is on disk, and every screen comes back."""
    assert asyncio.run(kills(server, clients=6, rate=15, times=2)) == 0
    assert "0 lost" in capsys.readouterr().out
