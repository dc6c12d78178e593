"""What every test of the plots starts and ends with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from matplotlib import pyplot as plt

from tests.plots import pictures


@pytest.fixture(autouse=True)
def nothing_left_open() -> Iterator[None]:
    """matplotlib as it comes, drawing for nobody's screen, and no figure that a next test would find."""
    with pictures.own_settings():
        plt.switch_backend("agg")
        yield
        plt.close("all")
