"""What is reported of where a search stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bundler.generate import generate
from bundler.solver.keep import rest_of
from bundler.solver.solve import _Search
from bundler.solver.standing import Standing
from bundler.solver.watch import Watch


@pytest.fixture(scope="module")
def solved() -> Standing:
    """A search over several parts that ended by proof."""
    with Watch(60, None) as watch:
        problem = generate(36, sites=3, seed=1)
        search = _Search(problem, rest_of(problem, ()), watch, None, frozenset())
        search.run(None, None)
        return search.standing(ended=True)


@pytest.mark.parametrize(
    ("each", "by", "status"),
    [(0.0, "proof", "optimal"), (0.0005, "proof", "optimal"), (0.004, "gap", "feasible")],
)
def test_what_is_open_in_many_parts_adds_up(solved: Standing, each: float, by: str, status: str) -> None:
    """Parts that are each proved to half a cent are together only proved to the sum of these."""
    parts = tuple(
        replace(part, levels=tuple(level._replace(bound=level.value + each) for level in part.levels))
        for part in solved.parts
    )
    assert 3 <= len(parts) <= 6
    result = replace(solved, parts=parts).result()
    assert (result.stopped_by, result.status) == (by, status)
    assert (result.first.bound > result.first.value) == (status == "feasible")
