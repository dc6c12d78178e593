"""Problems and plans as DataFrames, and back."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pandas as pd
import pytest

from bundler.api import Findings, Plan, Problem, solve
from bundler.api import plan_frames as of_plan
from bundler.api import problem_frames as of_problem
from bundler.api.frames import Columns
from bundler.errors import DataRefused, UsageError
from bundler.rules import plan_score


def frames_of(problem: Problem) -> dict[str, Any]:
    return {
        "tasks": problem.tasks,
        "suppliers": problem.suppliers,
        "locations": problem.locations,
        "travel": problem.travel,
        "competencies": problem.competencies,
    }


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("tasks", of_problem.TASKS),
        ("suppliers", of_problem.SUPPLIERS),
        ("locations", of_problem.LOCATIONS),
        ("travel", of_problem.TRAVEL),
        ("competencies", of_problem.COMPETENCIES),
        ("settings", of_problem.SETTINGS),
    ],
)
def test_tables_of_a_problem_have_the_documented_dtypes(
    name: str, columns: Columns, utrecht: Problem, problem: Problem
) -> None:
    """With rows and without."""
    for each in (utrecht, problem):
        frame = getattr(each, name)
        assert frame.dtypes.astype(str).to_dict() == dict(columns)
        assert isinstance(frame.index, pd.RangeIndex)


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("jobs", of_plan.JOBS),
        ("roster", of_plan.ROSTER),
        ("unplaced", of_plan.UNPLACED),
        ("kpis", of_plan.KPI_TABLE),
        ("suppliers", of_plan.SUPPLIERS),
        ("attribution", of_plan.ATTRIBUTION),
        ("history", of_plan.HISTORY),
    ],
)
def test_tables_of_a_plan_have_the_documented_dtypes(name: str, columns: Columns, utrecht_plan: Plan) -> None:
    frame = getattr(utrecht_plan, name)
    assert len(frame)
    assert frame.dtypes.astype(str).to_dict() == dict(columns)


@pytest.mark.parametrize("example", ["utrecht", "dji"])
def test_frames_and_back_is_the_same_problem(example: str) -> None:
    problem = Problem.example(example).with_pins({"forbid_suppliers": list(_two_suppliers(example))})
    again = Problem.from_frames(**frames_of(problem), scenario=problem.scenario)
    assert again == problem
    assert again.data.tasks == problem.data.tasks
    assert again.data.scenario == problem.data.scenario


def _two_suppliers(example: str) -> list[str]:
    return [each.supplier_id for each in Problem.example(example).data.suppliers[:2]]


def test_invented_data_go_there_and_back_too(problem: Problem) -> None:
    odd = problem.data.tasks[0].model_copy(update={"session_minutes": 100})
    changed = problem.of(problem.data.model_copy(update={"tasks": (odd, *problem.data.tasks[1:])}))
    assert Problem.from_frames(**frames_of(changed), scenario=changed.scenario) == changed
    assert changed != problem


def test_files_that_were_saved_are_the_same_problem(utrecht: Problem, tmp_path: Any) -> None:
    from bundler.api import read

    asked = utrecht.with_pins({"together": ["A05", "A06"]}).with_rules(max_start_spread_minutes=90)
    for name in ("folder", "book.xlsx", "one.json"):
        assert read(asked.save(tmp_path / name)) == asked
    with pytest.raises(UsageError, match="saved as a folder"):
        utrecht.save(tmp_path / "problem.docx")


def test_cells_may_be_what_an_analyst_has(problem: Problem) -> None:
    """Dutch headers, times, dates, lists, numbers as text, an index with a name, columns left out."""
    tasks = problem.tasks.assign(
        earliest_start=[
            time(task.earliest_start // 60, task.earliest_start % 60) for task in problem.data.tasks
        ],
        days=[["mon", "tue", "wed", "thu", "fri", "sat", "sun"]] * len(problem.tasks),
        hours_per_session=[f"{hours:g}".replace(".", ",") for hours in problem.tasks.hours_per_session],
        valid_from=date(2026, 1, 1),
    )
    tasks = tasks.rename(columns={"title": "taak", "latest_end": "laatste_einde"}).set_index("task_id")
    tasks = tasks.drop(columns=["note", "cao_function", "min_sessions_per_job", "certificates"])
    read = Problem.from_frames(tasks, problem.suppliers, problem.locations)
    for one, other in zip(read.data.tasks, problem.data.tasks, strict=True):
        assert one.days == tuple(range(7))
        assert one.valid_from == date(2026, 1, 1)
        assert (one.title, one.earliest_start, one.latest_end, one.session_minutes) == (
            (other.title, other.earliest_start, other.latest_end, other.session_minutes)
        )


def test_every_mistake_in_frames_is_found_with_table_row_and_column(utrecht: Problem) -> None:
    tasks = utrecht.tasks.astype(object)
    tasks.loc[0, "hours_per_session"] = "long"
    tasks.loc[1, "location_id"] = "usp_minaert"
    tasks.loc[2, "days"] = "mon-frx"
    tasks.loc[3, "task_id"] = tasks.loc[4, "task_id"]
    tasks.loc[5, "latest_end"] = "05:00"
    suppliers = utrecht.suppliers.drop(columns="supplier_id")
    locations = utrecht.locations.assign(lat=999.0)
    with pytest.raises(DataRefused) as refused:
        Problem.from_frames(tasks, suppliers, locations)
    found = {(each.file, each.row, each.column, each.code) for each in refused.value.findings}
    assert {
        ("tasks", 2, "hours_per_session", "E-HOURS"),
        ("tasks", 3, "location_id", "E-UNKNOWN-LOCATION"),
        ("tasks", 4, "days", "E-DAYS"),
        ("tasks", 6, "task_id", "E-DUPLICATE-ID"),
        ("tasks", 7, "latest_end", "E-WINDOW-ORDER"),
        ("suppliers", 1, "supplier_id", "E-MISSING-COLUMN"),
        ("locations", 2, "lat", "E-RANGE"),
    } <= found
    told = str(refused.value)
    assert "tasks row 2, column hours_per_session: E-HOURS 'long'" in told
    assert all(each.code in told for each in refused.value.findings)
    frame = Findings(refused.value.findings).frame
    assert len(frame) == len(refused.value.findings)


def test_a_pin_on_a_task_that_the_frames_do_not_have_is_found(utrecht: Problem) -> None:
    asked = utrecht.with_pins({"place": "A01"})
    with pytest.raises(DataRefused) as refused:
        Problem.from_frames(
            utrecht.tasks.iloc[1:], utrecht.suppliers, utrecht.locations, scenario=asked.scenario
        )
    assert [each.code for each in refused.value.findings if each.severity == "error"] == ["E-PIN-TASK"]


def test_what_is_no_frame_is_said(utrecht: Problem) -> None:
    with pytest.raises(UsageError, match="suppliers is no pandas DataFrame but list"):
        Problem.from_frames(utrecht.tasks, [], utrecht.locations)  # type: ignore[arg-type]


def test_a_frame_without_rows_is_refused_only_where_rows_are_needed(utrecht: Problem) -> None:
    with pytest.raises(DataRefused) as refused:
        Problem.from_frames(utrecht.tasks.iloc[:0], utrecht.suppliers, utrecht.locations)
    assert "E-NO-ROWS" in {each.code for each in refused.value.findings}
    Problem.from_frames(
        utrecht.tasks,
        utrecht.suppliers,
        utrecht.locations,
        utrecht.travel.iloc[:0],
        scenario=utrecht.scenario,
    )


def test_the_frames_add_up_to_the_plan(utrecht_plan: Plan, utrecht: Problem) -> None:
    plan, jobs, roster = utrecht_plan, utrecht_plan.jobs, utrecht_plan.roster
    assert jobs.score.sum() == pytest.approx(plan.score, abs=0.01)
    assert plan.score == pytest.approx(
        plan_score(utrecht.data, [job.roster for job in plan.result.jobs]), abs=0.01
    )
    terms = jobs.filter(like="term_").sum(axis=1)
    assert terms.tolist() == pytest.approx(jobs.score.tolist(), abs=0.01)
    assert roster.minutes.sum() / 60 == pytest.approx(jobs.hours.sum())
    assert (roster.end_minutes - roster.start_minutes == roster.minutes).all()
    kpis = plan.kpis.set_index("code").value
    assert (kpis["jobs"], kpis["hours"]) == (len(jobs), jobs.hours.sum())
    offered = (
        utrecht.tasks.hours_per_session * utrecht.tasks.sessions_per_week * utrecht.tasks.headcount
    ).sum()
    assert plan.suppliers.hours_offered.sum() == pytest.approx(offered)
    assert plan.unplaced.hours.sum() == pytest.approx(plan.suppliers.hours_left.sum())
    assert plan.attribution.hours.sum() == pytest.approx(jobs.hours.sum())


def test_what_is_not_known_is_missing_and_never_0(utrecht_plan: Plan) -> None:
    suppliers = utrecht_plan.suppliers.set_index("supplier_id")
    assert suppliers.social_return_share.isna()["uu_fsc"]


def test_the_history_ends_at_the_plan(utrecht_plan: Plan) -> None:
    last = utrecht_plan.history.iloc[-1]
    assert last.jobs == len(utrecht_plan.jobs)
    assert last.best == pytest.approx(utrecht_plan.first, abs=0.01)
    assert utrecht_plan.history.seconds.is_monotonic_increasing


def test_a_frame_is_new_each_time(plan: Plan) -> None:
    frame = plan.jobs
    frame["hours"] = 0.0
    assert (plan.jobs.hours > 0).all()


def test_a_plan_of_frames_is_the_plan_of_files(utrecht: Problem, utrecht_plan: Plan) -> None:
    again = Problem.from_frames(**frames_of(utrecht), scenario=utrecht.scenario)
    assert solve(again, gap=0.01).jobs.equals(utrecht_plan.jobs)
