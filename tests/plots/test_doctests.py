"""The examples in the documentation of the plots are run as they stand there."""

from __future__ import annotations

import doctest
import sys

import pytest

from bundler import plots


@pytest.mark.parametrize("name", ["", *plots.__all__])
def test_example_runs(name: str) -> None:
    thing = getattr(plots, name) if name else plots
    found = doctest.DocTestFinder(recurse=False).find(
        thing, name or "plots", module=sys.modules["bundler.plots"]
    )
    (example,) = found
    assert example.examples
    outcome = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(example)
    assert outcome.failed == 0
