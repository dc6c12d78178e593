"""What the example data must show, found by the solver."""

from __future__ import annotations

from pathlib import Path

import pytest

from bundler.domain import Problem, Result
from bundler.io import read_problem
from bundler.rules import plan_violations
from bundler.solver import solve

DATA = Path(__file__).parents[1] / "data"


def _solved(name: str) -> tuple[Problem, Result]:
    problem, _ = read_problem(DATA / name)
    result = solve(problem)
    assert result.status == "optimal"
    assert plan_violations(problem, {job.job_id: job.roster for job in result.jobs}) == {}
    return problem, result


def test_utrecht_gives_the_meetings_jobs_at_least() -> None:
    """Two indoor and four outdoor jobs or more, each of 20 hours or more and of at most two suppliers."""
    problem, result = _solved("utrecht")
    settings = [problem.task_by_id[job.task_ids[0]].setting for job in result.jobs]
    assert settings.count("indoor") >= 2
    assert settings.count("outdoor") >= 4
    assert all(job.hours >= 20 and len(job.suppliers) <= 2 for job in result.jobs)


def test_utrecht_has_eight_suppliers_and_three_sites() -> None:
    """Eight suppliers bring 55 to 70 tasks on three sites."""
    problem, _ = read_problem(DATA / "utrecht")
    assert len(problem.suppliers) == 8
    assert 55 <= len(problem.tasks) <= 70
    assert len({place.site for place in problem.locations}) == 3


@pytest.mark.parametrize(
    "supplier", ["asito", "westerveld", "sodexo", "maas", "verheij", "sight", "securitas", "uu_fsc"]
)
def test_no_supplier_of_utrecht_makes_a_job_alone(supplier: str) -> None:
    """With one supplier's tasks only, it is proved that there is no job."""
    problem, _ = read_problem(DATA / "utrecht")
    own = tuple(task for task in problem.tasks if task.supplier_id == supplier)
    assert own
    alone = solve(problem.model_copy(update={"tasks": own}))
    assert (alone.status, alone.jobs) == ("optimal", ())


def test_dji_lunch_needs_four_and_vog_tasks_stay_out() -> None:
    """A lunch series of 20 hours needs four persons at once, three get full jobs with it, VOG stays out."""
    problem, result = _solved("dji")
    lunch = [task for task in problem.tasks if task.headcount == 4 and task.session_minutes * 5 == 20 * 60]
    assert len(lunch) == 1
    assert sum(lunch[0].task_id in job.task_ids for job in result.jobs) == 3
    vog = {task.task_id for task in problem.tasks if "vog" in task.certificates}
    assert vog
    assert not vog & {task_id for job in result.jobs for task_id in job.task_ids}
    assert {item.reason for item in result.unplaced if item.task_id in vog} == {"R-CERTIFICATE"}
