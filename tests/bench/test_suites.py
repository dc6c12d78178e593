"""The suites: the instances they promise, the same for the same seed, and the published files."""

from __future__ import annotations

from pathlib import Path

import pytest

from bundler.bench.ccbpp import read_instances
from bundler.bench.peers import PEERS
from bundler.bench.suites import SIZES, SUITES, cases
from bundler.cli import bench as verb
from bundler.domain import Session
from bundler.errors import UsageError
from bundler.io import read_problem
from bundler.io.write_problem import write_folder
from bundler.rules import plan_violations
from tests.places import hang_together, near_places

FILE = """5 3 10 2
6 0
4 1
3 2
7 1
2 0
"""


@pytest.fixture
def published(tmp_path: Path) -> Path:
    (tmp_path / "small.txt").write_text(FILE)
    (tmp_path / "optima.csv").write_text("name,optimum,root_lp\nsmall.txt,3,2.2\nother.txt,9,9\n")
    return tmp_path


def test_the_command_line_knows_the_suites_and_the_peers() -> None:
    """Its lists are written out so that its help need not load them."""
    assert verb.SUITES == SUITES
    assert verb.PEERS == PEERS


def test_campus_has_five_sizes_each_also_tight() -> None:
    found = cases("campus", seeds=[1, 2])
    assert [(case.tasks, case.tight, case.seed) for case in found] == [
        (tasks, tight, seed)
        for tasks in (30, 60, 100, 200, 400)
        for tight in (False, True)
        for seed in (1, 2)
    ]
    assert len({case.name for case in found}) == 20
    for case in found[::2]:
        problem = case.make()
        assert len(problem.tasks) == case.tasks
        assert len({place.site for place in problem.locations}) == (4 if case.tasks == 400 else 1)
        assert len(problem.suppliers) == 8
        assert (problem.scenario.rules.max_tasks == 3) == case.tight


def test_national_grows_with_a_hundred_tasks_a_site_and_up_to_forty_suppliers() -> None:
    found = cases("national")
    assert [case.tasks for case in found] == list(SIZES["national"]) == [1000, 3000, 10_000]
    shapes = []
    for case in found[:2]:
        problem = case.make()
        shapes.append((len(problem.tasks), len({p.site for p in problem.locations}), len(problem.suppliers)))
    assert shapes == [(1000, 10, 8), (3000, 30, 15)]
    (large,) = cases("national", sizes=[10_000])
    assert len(large.make().suppliers) == 40


def test_a_city_is_one_piece_of_sixty_buildings() -> None:
    """A thousand tasks; reach overlaps: walking from building to building leads everywhere, not at once."""
    (case,) = cases("city")
    problem = case.make()
    near = near_places(problem)
    assert (len(problem.tasks), len(near)) == (1000, 60)
    assert hang_together(near)
    assert max(len(others) for others in near.values()) < 40
    assert {task.location_id for task in problem.tasks} == set(near)


def test_the_same_seed_makes_the_same_instance() -> None:
    for suite in ("campus", "city", "national"):
        sizes = [50]
        first, again, other = (cases(suite, sizes=sizes, seeds=[n], tight=False)[0] for n in (3, 3, 4))
        assert first.make() == again.make()
        assert first.make().tasks != other.make().tasks


@pytest.mark.parametrize(
    ("suite", "options"),
    [
        ("ccbpp", {}),
        ("ccbpp", {"path": Path("/nowhere/at/all")}),
        ("ccbpp", {"path": Path(), "seeds": [1]}),
        ("campus", {"path": Path()}),
    ],
    ids=["no path", "nothing there", "seeds", "a path too many"],
)
def test_options_that_do_not_go_with_a_suite_are_refused(suite: str, options: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        cases(suite, **options)  # type: ignore[arg-type]


def test_a_published_file_becomes_the_same_question_about_jobs(published: Path) -> None:
    (case,) = cases("ccbpp", path=published)
    problem = case.make()
    assert (case.name, case.tasks, case.optimum) == ("small", 5, 3)
    assert [(task.session_minutes, task.supplier_id) for task in problem.tasks] == [
        (6, "c0"), (4, "c1"), (3, "c2"), (7, "c1"), (2, "c0"),
    ]  # fmt: skip
    assert problem.scenario.solve.objective == "fewest-jobs"
    assert problem.scenario.rules.week_minutes == (0, 10)


@pytest.mark.parametrize(
    ("bins", "fits"),
    [
        ([[0, 1], [2, 3], [4]], True),
        ([[0], [1], [2], [3], [4]], True),
        ([[0, 4], [1, 2], [3]], True),
        ([[0, 1, 4], [2], [3]], False),  # 12 in a bin of 10
        ([[1, 2, 4], [0], [3]], False),  # three classes in one bin
    ],
)
def test_what_a_bin_may_hold_a_job_may_hold_and_no_more(
    published: Path, bins: list[list[int]], fits: bool
) -> None:
    """Items one after the other from any time on: only capacity and classes are left of the rules."""
    (case,) = cases("ccbpp", path=published)
    problem = case.make()
    rosters = {}
    for number, items in enumerate(bins):
        clock, roster = 613, []
        for item in items:
            task = problem.tasks[item]
            roster.append(Session(day=0, start=clock, end=clock + task.session_minutes, task_id=task.task_id))
            clock += task.session_minutes
        rosters[str(number)] = roster
    assert (plan_violations(problem, rosters) == {}) == fits


def test_a_published_problem_survives_the_files(published: Path, tmp_path: Path) -> None:
    problem = cases("ccbpp", path=published / "small.txt")[0].make()
    write_folder(problem, tmp_path / "data")
    read, findings = read_problem(tmp_path / "data")
    assert read.scenario == problem.scenario
    assert read.tasks == problem.tasks
    assert not [finding for finding in findings if finding.severity == "error"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "2 1 10\n1 0\n2 0\n",
        "2 1 10 2\n1 0\n",
        "1 1 10 2\n11 0\n",
        "1 1 10 2\n0 0\n",
        "1 1 9999 2\n1 0\n",
    ],
)
def test_a_file_of_another_form_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "bad.txt").write_text(text)
    with pytest.raises(UsageError, match=r"bad\.txt"):
        read_instances(tmp_path)


def test_optima_that_cannot_be_read_are_refused(published: Path) -> None:
    (published / "optima.csv").write_text("file,value\nsmall.txt,3\n")
    with pytest.raises(UsageError, match=r"optima\.csv"):
        read_instances(published)
