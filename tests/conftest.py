"""What tests of several folders share."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: now and then a test waits for a process or a browser."""
    return (os.cpu_count() or 1) + 1


def pytest_sessionstart() -> None:
    """The kernels are compiled once, before the workers start: no test has them on its clock."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        compiling = "from bundler.solver.warm import prepare; prepare()"
        subprocess.run([sys.executable, "-c", compiling], check=True)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What collecting leaves stays for good: looking through it for garbage takes a sixth of all time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium."""
    from tests.browser import chromium

    with chromium() as browser:
        yield browser


@pytest.fixture
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scenarios are solved in this process: those beside it have tests of their own and are slow to start."""
    from bundler.scenarios import crew, run

    monkeypatch.setattr(run, "place_for", lambda *_: crew.here())
