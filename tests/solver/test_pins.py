"""Pins that ask for a job: kept, or refused with what stands in the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from bundler.domain import Pin, Problem
from bundler.io import read_problem
from bundler.solver import solve

pytestmark = pytest.mark.usefixtures("patient")
DATA = Path(__file__).parents[2] / "data" / "utrecht"


def _pinned(*pins: Pin) -> Problem:
    problem, _ = read_problem(DATA)
    scenario = problem.scenario.model_copy(update={"pins": pins})
    return problem.model_copy(update={"scenario": scenario})


def test_tasks_pinned_together_share_a_job() -> None:
    """The plan keeps the pin and is worth no more than the plan without it."""
    free = solve(_pinned())
    pair = next(job.task_ids for job in free.jobs if len(job.task_ids) == 2)
    other = next(job.task_ids for job in free.jobs if not set(job.task_ids) & set(pair))
    job = next(job for job in free.jobs if len(job.task_ids) >= 3)
    kept = solve(_pinned(Pin(together=job.task_ids[:2])))
    assert any(set(job.task_ids[:2]) <= set(found.task_ids) for found in kept.jobs)
    assert kept.score == free.score
    apart = solve(_pinned(Pin(apart=pair), Pin(place=other[0])))
    assert apart.status == "optimal"
    assert not any(set(pair) <= set(found.task_ids) for found in apart.jobs)
    assert apart.score <= free.score


@pytest.mark.parametrize(
    ("pins", "words"),
    [
        ((Pin(place="A05"), Pin(leave="A05")), ("place A05", "leave A05")),
        ((Pin(together=("A05", "A06")), Pin(apart=("A05", "A06"))), ("together A05, A06", "apart A05, A06")),
        ((Pin(place="V07"),), ("place V07", "certificate")),
        ((Pin(place="V08"),), ("place V08",)),
        (
            (Pin(together=("A01", "S01")), Pin(forbid_suppliers=("asito", "sodexo"))),
            ("together A01, S01", "forbid_suppliers asito, sodexo"),
        ),
    ],
)
def test_contradicting_pins_are_named(pins: tuple[Pin, ...], words: tuple[str, ...]) -> None:
    """There is no plan, that is proved, and every pin in question is in the message."""
    result = solve(_pinned(*pins))
    assert (result.status, result.stopped_by) == ("none", "proof")
    assert result.why_none is not None
    for word in words:
        assert word in result.why_none.en
