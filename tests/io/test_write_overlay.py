"""A change that is written as a scenario and read again is that change."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bundler.domain import Task
from bundler.io import read_problem
from bundler.io.write_overlay import overlay_toml
from bundler.io.write_problem import write_folder
from tests.strategies import random_problem

NEW = Task(
    task_id='New "one"',
    supplier_id="s1",
    title="Asked for: 5 × 2,5 hours – ’quoted",
    location_id="L0",
    days=(1, 3, 4),
    session_minutes=47,
    sessions_per_week=2,
    earliest_start=605,
    latest_end=1440,
    headcount=2,
    min_sessions_per_job=1,
    competencies=("lifting", "tools"),
    setting="outdoor",
    hygiene="food",
    certificates=("vog",),
    supervised=True,
    valid_from=date(2026, 1, 1),
    hourly_wage_eur=15.5,
    note="a note",
)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_written_is_what_is_read(tmp_path: Path, seed: int) -> None:
    """Tasks that come and change, rules and options; all that is not named stays."""
    problem = random_problem(seed)
    first = problem.tasks[0]
    write_folder(problem, tmp_path / "data")
    changed = {
        "earliest_start": max(0, first.earliest_start - 60),
        "latest_end": 1440,
        "min_sessions_per_job": 1,
        "headcount": 4,
        "competencies": (),
    }
    text = overlay_toml(
        inherits="data",
        name="What if",
        description='Ask "them" \\ for hours',
        rules={"min_hours": 0.5, "day_start": 0, "separate_settings": False},
        solve={"objective": "most-jobs"},
        added=(NEW,),
        changed=[(first.task_id, field, value) for field, value in changed.items()],
    )
    (tmp_path / "what-if.toml").write_text(text, encoding="utf-8")
    before, _ = read_problem(tmp_path / "data")
    after, _ = read_problem(tmp_path / "data", tmp_path / "what-if.toml")
    assert after.tasks == (first.model_copy(update=changed), *before.tasks[1:], NEW)
    assert after.scenario.description == 'Ask "them" \\ for hours'
    rules = before.scenario.rules.model_copy(
        update={"min_hours": 0.5, "day_start": 0, "separate_settings": False}
    )
    assert after.scenario.rules == rules
    assert after.scenario.solve == before.scenario.solve.model_copy(update={"objective": "most-jobs"})
    assert (after.scenario.pins, after.scenario.weights) == (before.scenario.pins, before.scenario.weights)
    assert (after.suppliers, after.locations) == (before.suppliers, before.locations)
