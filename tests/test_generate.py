"""The invented campuses: the same for the same seed, and shaped as said."""

import hashlib
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from bundler.cli import main
from bundler.domain import Problem
from bundler.errors import OutputError, UsageError
from bundler.generate import generate
from bundler.io import read_problem
from bundler.io.write_problem import write_folder
from bundler.rules import task_obstacles
from tests.places import hang_together, near_places
from tests.strategies import random_problem


def test_same_seed_same_problem() -> None:
    """Two calls with the same arguments give equal problems."""
    assert generate(40, seed=7, sites=2) == generate(40, seed=7, sites=2)


def test_other_seed_other_problem() -> None:
    """Another seed gives other tasks."""
    assert generate(40, seed=7).tasks != generate(40, seed=8).tasks


@pytest.mark.parametrize("tasks", [1, 5, 30, 200])
@pytest.mark.parametrize("suppliers", [1, 3, 8, 30])
def test_counts_are_as_asked(tasks: int, suppliers: int) -> None:
    """As many tasks, suppliers and buildings as asked for, with ids of their own."""
    problem = generate(tasks, suppliers=suppliers, sites=3)
    assert len(problem.task_by_id) == len(problem.tasks) == tasks
    assert [supplier.supplier_id for supplier in problem.suppliers] == [f"s{n + 1}" for n in range(suppliers)]
    assert len(problem.location_by_id) == len(problem.locations) == 18
    assert {task.supplier_id for task in problem.tasks} <= set(problem.supplier_by_id)
    assert {task.location_id for task in problem.tasks} <= set(problem.location_by_id)


@pytest.mark.parametrize("wrong", [{"tasks": 0}, {"suppliers": 0}, {"sites": 0}])
def test_a_number_below_one_is_refused(wrong: dict[str, int]) -> None:
    """There is no problem without tasks, suppliers or campuses."""
    with pytest.raises(UsageError):
        generate(**{"tasks": 5} | wrong)


def test_eight_suppliers_cover_the_services() -> None:
    """Cleaning and landscaping twice, the other services once, the facility service in-house."""
    suppliers = generate(10).suppliers
    services = Counter(supplier.service for supplier in suppliers)
    assert services == Counter(cleaning=2, catering=1, vending=1, landscaping=2, security=1, facility=1)
    assert [supplier.service for supplier in suppliers if supplier.in_house] == ["facility"]


@pytest.fixture(scope="module")
def large() -> Problem:
    return generate(600, sites=2, seed=3)


def test_two_thirds_of_the_tasks_are_on_five_days(large: Problem) -> None:
    """Two thirds use all weekdays; the rest choose from five days or have fixed days, both occur."""
    five = [task for task in large.tasks if task.sessions_per_week == 5]
    fewer = [task for task in large.tasks if task.sessions_per_week < 5]
    assert len(five) == 400
    assert {task.sessions_per_week for task in fewer} == {1, 2, 3, 4}
    flexible = sum(len(task.days) == 5 for task in fewer)
    fixed = sum(len(task.days) == task.sessions_per_week for task in fewer)
    assert flexible + fixed == 200
    assert min(flexible, fixed) > 60


def test_a_quarter_of_the_five_day_tasks_is_shareable(large: Problem) -> None:
    """Shareable tasks are all on five days and ask two sessions a job."""
    shareable = [task for task in large.tasks if task.shareable]
    assert len(shareable) == 100
    assert {(task.sessions_per_week, task.min_sessions_per_job) for task in shareable} == {(5, 2)}


def test_an_eighth_is_outdoor(large: Problem) -> None:
    """Landscaping is outdoor, the rest indoor; that is about an eighth of the tasks."""
    outdoor = {task.task_id for task in large.tasks if task.setting == "outdoor"}
    landscaping = {
        task.task_id
        for task in large.tasks
        if large.supplier_by_id[task.supplier_id].service == "landscaping"
    }
    assert outdoor == landscaping
    assert 0.11 <= len(outdoor) / len(large.tasks) <= 0.14


def test_sessions_and_windows_keep_their_ranges(large: Problem) -> None:
    """Sessions of 45–300 minutes, windows of 2½–12 hours inside the day and wider than the session."""
    for task in large.tasks:
        width = task.latest_end - task.earliest_start
        assert task.session_minutes in range(45, 301, 15)
        assert 150 <= width <= 720
        assert width > task.session_minutes
        assert task.earliest_start >= 6 * 60
        assert task.latest_end <= 22 * 60
        assert len(task.competencies) in (1, 2)


def test_long_sessions_are_rarer(large: Problem) -> None:
    """More sessions of two hours or less than longer ones, and hours a task as a service has them."""
    short = sum(task.session_minutes <= 120 for task in large.tasks)
    assert short > 300
    weekly = sum(task.session_minutes * task.sessions_per_week for task in large.tasks) / 60 / 600
    assert 7 < weekly < 11


def test_extra_people_only_at_lunch_and_in_the_morning(large: Problem) -> None:
    """Headcounts of two and three are a minority, in catering at lunch and in cleaning in the morning."""
    busy = [task for task in large.tasks if task.headcount > 1]
    assert {task.title.split(",")[0] for task in busy} == {"Lunch service", "Morning round"}
    assert {task.headcount for task in busy} == {2, 3}
    assert 0.03 < len(busy) / len(large.tasks) < 0.25


def test_about_half_is_supervised(large: Problem) -> None:
    """Someone can supervise at about half of the tasks."""
    assert 0.4 < sum(task.supervised for task in large.tasks) / len(large.tasks) < 0.6


def test_hygiene_by_service(large: Problem) -> None:
    """Sanitary work is cleaning, food work is catering or vending; both occur, and so does neither."""
    found = {(large.supplier_by_id[task.supplier_id].service, task.hygiene) for task in large.tasks}
    assert {service for service, hygiene in found if hygiene == "sanitary"} == {"cleaning"}
    assert {service for service, hygiene in found if hygiene == "food"} == {"catering", "vending"}
    assert ("cleaning", "none") in found


def test_buildings_of_a_site_are_near_and_sites_far() -> None:
    """Within a site every walk is short; between sites it is far beyond what a job may ask."""
    problem = generate(10, sites=5, seed=2)
    limit = problem.scenario.rules.max_travel_minutes
    for a, b in combinations(problem.locations, 2):
        minutes = problem.travel(a.location_id, b.location_id)
        assert minutes is not None
        assert (minutes <= 10) if a.site == b.site else (minutes > 10 * limit)


def test_every_task_could_be_in_a_job(large: Problem) -> None:
    """No invented task is impossible by itself under the default rules."""
    assert [task.task_id for task in large.tasks if task_obstacles(large, task)] == []


def test_tight_sets_strict_rules() -> None:
    """``tight`` changes the rules and nothing else."""
    loose, tight = generate(20, seed=4), generate(20, seed=4, tight=True)
    rules = tight.scenario.rules
    assert (rules.min_hours, rules.max_hours, rules.max_tasks) == (20, 32, 3)
    assert (rules.max_start_spread_minutes, rules.max_rest_minutes) == (60, 30)
    assert (rules.min_hours_per_supplier, rules.min_supervised_share) == (6, 0.2)
    assert tight.tasks == loose.tasks
    assert tight.locations == loose.locations


def _comes_back(first: Problem, folder: Path) -> None:
    second, findings = read_problem(folder)
    assert not [finding for finding in findings if finding.severity == "error"]
    assert second.tasks == first.tasks
    assert second.suppliers == first.suppliers
    assert second.locations == first.locations
    assert second.travel_times == first.travel_times
    assert second.scenario == first.scenario


@pytest.mark.parametrize("tight", [False, True])
def test_files_read_back_to_the_same_problem(tmp_path: Path, tight: bool) -> None:
    """A generated problem written as a folder and read again is the same problem."""
    problem = generate(60, sites=2, seed=5, tight=tight)
    write_folder(problem, tmp_path / "campus")
    _comes_back(problem, tmp_path / "campus")


@pytest.mark.parametrize("seed", range(12))
def test_any_problem_survives_the_files(tmp_path: Path, seed: int) -> None:
    """Travel sheets, odd lengths, pins and every rule come back from the files as they were."""
    problem = random_problem(seed)
    write_folder(problem, tmp_path)
    _comes_back(problem, tmp_path)


def test_a_generated_problem_raises_no_warnings(tmp_path: Path) -> None:
    """A campus of a sensible size is clean data: reading it finds nothing to warn about."""
    write_folder(generate(60, seed=5), tmp_path)
    assert [finding.code for finding in read_problem(tmp_path)[1] if finding.severity == "warning"] == []


def test_an_old_travel_sheet_does_not_stay(tmp_path: Path) -> None:
    """Writing over a folder replaces its travel sheet, also where the new problem has none."""
    write_folder(random_problem(1, travel=True), tmp_path)
    problem = generate(10)
    write_folder(problem, tmp_path)
    _comes_back(problem, tmp_path)


def test_a_folder_that_cannot_be_made_is_an_output_error(tmp_path: Path) -> None:
    """Where a file is in the way, the error says which folder."""
    (tmp_path / "taken").write_text("")
    with pytest.raises(OutputError, match="taken"):
        write_folder(generate(3), tmp_path / "taken")


def _fingerprint(problem: Problem) -> str:
    digest = hashlib.sha256()
    for task in problem.tasks:
        where = (task.task_id, task.supplier_id, task.title, task.location_id)
        when = (task.days, task.session_minutes, task.sessions_per_week, task.earliest_start, task.latest_end)
        who = (task.headcount, task.min_sessions_per_job, task.supervised)
        digest.update(repr((*where, *when, *who)).encode())
    for place in problem.locations:
        digest.update(repr((place.location_id, place.lat, place.lon)).encode())
    return digest.hexdigest()[:16]


@pytest.mark.parametrize(
    ("problem", "fingerprint"),
    [
        (generate(60, seed=1), "34a2d7861c3e378d"),
        (generate(400, sites=4, suppliers=12, seed=3, tight=True), "e16a03847e8acf00"),
    ],
    ids=["one campus", "four campuses"],
)
def test_a_seed_makes_what_it_always_made(problem: Problem, fingerprint: str) -> None:
    """Measurements of different versions are about the same instances."""
    assert _fingerprint(problem) == fingerprint


@pytest.mark.parametrize("seed", range(6))
def test_in_a_city_everything_is_in_reach_of_something(seed: int, tmp_path: Path) -> None:
    """Sixty buildings over 4 × 4 km that hang together, few of them neighbours; the files keep it."""
    problem = generate(80, seed=seed, layout="city")
    near = near_places(problem)
    assert hang_together(near)
    assert len(near) == 60
    assert 5 < sum(map(len, near.values())) / 60 < 20
    assert len({place.site for place in problem.locations}) == 1
    write_folder(problem, tmp_path / "city")
    _comes_back(problem, tmp_path / "city")


def test_a_city_of_several_sites_is_refused(tmp_path: Path) -> None:
    """A city is one site, from Python and on the command line."""
    with pytest.raises(UsageError):
        generate(20, sites=2, layout="city")
    args = ["generate", "--tasks", "20", "--city", "--out", str(tmp_path / "city")]
    assert main([*args, "--sites", "2"]) == 2
    assert main(args) == 0
    assert read_problem(tmp_path / "city")[0].tasks == generate(20, layout="city").tasks
