"""Questions from Python: other rules, what is left out, comparisons, planning again, documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bundler.api import Plan, Problem, check, compare, explain, recommend, replan, report, solve
from bundler.domain import Pin
from bundler.errors import DataRefused, NoPlan, UsageError
from bundler.scenarios.table import points_of


def without(plan: Plan, task_id: str) -> Plan:
    """The best plan without a task, as a plan of the data with it."""
    found = solve(plan.problem.with_pins({"leave": task_id}), time_limit=20)
    return Plan(plan.problem, found.result)


class TestProblem:
    """Other rules in one line."""

    def test_a_problem_never_changes(self, problem: Problem) -> None:
        before = problem.scenario
        other = problem.with_rules(max_suppliers=3).with_weights(hours=1).with_options(seed=7)
        assert problem.scenario == before
        assert (other.scenario.rules.max_suppliers, other.scenario.weights.hours) == (3, 1)
        assert other.scenario.solve.seed == 7

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"max_supplier": 3}, "There is no option rules.max_supplier. Maybe max_suppliers"),
            ({"max_suppliers": "many"}, "max_suppliers many"),
            ({"max_suppliers": None}, "max_suppliers none"),
            ({"min_hours": 30, "max_hours": 20}, "min_hours"),
            ({"day_start": "25:00"}, "day_start 25:00"),
        ],
    )
    def test_a_rule_that_cannot_be_is_said(
        self, problem: Problem, changes: dict[str, Any], said: str
    ) -> None:
        with pytest.raises(UsageError) as wrong:
            problem.with_rules(**changes)
        assert said in str(wrong.value)

    def test_values_may_be_as_the_scenario_has_them(self, problem: Problem) -> None:
        rules = problem.with_rules(day_start="07:00", max_start_spread_minutes=60).scenario.rules
        assert (rules.day_start, rules.max_start_spread_minutes) == (420, 60)
        again = problem.with_rules(**dict(rules)).scenario.rules
        assert again == rules
        assert (
            problem.with_rules(max_start_spread_minutes=None).scenario.rules.max_start_spread_minutes is None
        )

    def test_pins_are_added_and_taken_off(self, problem: Problem) -> None:
        first, second = (task.task_id for task in problem.data.tasks[:2])
        asked = problem.with_pins({"place": first}, Pin(apart=(first, second)))
        assert [pin.kind for pin in asked.scenario.pins] == ["place", "apart"]
        assert asked.without_pins() == problem

    @pytest.mark.parametrize(
        "pin", [{"place": "T999"}, {"plaats": "T001"}, {"together": ["T001"]}, {}, "T001"]
    )
    def test_a_pin_that_cannot_be_is_said(self, problem: Problem, pin: Any) -> None:
        with pytest.raises(UsageError):
            problem.with_pins(pin)

    def test_the_settings_are_those_in_force(self, problem: Problem) -> None:
        settings = problem.with_rules(day_end="20:00").settings.set_index("name")
        assert settings.value["day_end"] == "20:00"
        assert settings.default["day_end"] == "22:00"


class TestExplain:
    """Why tasks are left out."""

    def test_every_task_that_is_left_is_answered_for(self, utrecht_plan: Plan) -> None:
        answers = explain(utrecht_plan, seconds=2)
        assert answers.frame.task_id.tolist() == utrecht_plan.unplaced.task_id.tolist()
        assert len(answers) == len(utrecht_plan.unplaced)
        costs = answers.frame.dropna(subset=["costs_at_most"])
        assert (costs.costs_at_most >= costs.costs_at_least - 1e-6).all()

    def test_a_task_that_is_not_there_is_said(self, utrecht_plan: Plan) -> None:
        with pytest.raises(UsageError, match="no task 'A1'"):
            explain(utrecht_plan, "A1")


class TestRecommend:
    """Where a task could go."""

    def test_the_ways_are_ranked_and_each_is_a_plan(self, plan: Plan) -> None:
        task = plan.roster.task_id[0]
        smaller = without(plan, task)
        ways = recommend(smaller, task, count=2)
        assert 1 <= len(ways) <= 2
        assert ways.frame["rank"].tolist() == list(range(1, len(ways) + 1))
        assert ways.frame.change_score.is_monotonic_decreasing
        assert ways[:1].frame.equals(ways.frame[:1])

    def test_a_task_that_is_in_jobs_already_is_said(self, plan: Plan) -> None:
        with pytest.raises(UsageError, match="in jobs already"):
            recommend(plan, plan.roster.task_id[0])


class TestCompare:
    """Other rules beside each other."""

    def test_a_row_for_each_scenario_the_problem_itself_first(self, problem: Problem, plan: Plan) -> None:
        found = compare(
            plan,
            {"one": {"max_suppliers": 1}, "late": problem.with_rules(day_start="14:00"), "ready": plan},
            time_limit=20,
        )
        frame = found.frame.set_index("scenario")
        assert frame.index.tolist() == ["baseline", "one", "late", "ready"]
        assert frame.score["baseline"] == frame.score["ready"] == pytest.approx(plan.score)
        assert frame.score["one"] <= frame.score["baseline"]
        assert list(found.plans) == [
            name for name in frame.index if frame.status[name] in ("optimal", "feasible")
        ]
        table = found.table.set_index("code")
        assert table["one"]["jobs"] == frame.jobs["one"]
        differences = found.differences.set_index("code")
        assert differences["one"]["hours"] == pytest.approx(frame.hours["one"] - frame.hours["baseline"])
        assert len(found.suppliers) == 4 * len(problem.suppliers)

    def test_a_scenario_without_a_plan_is_told_and_has_none(self, problem: Problem, plan: Plan) -> None:
        every = [task.task_id for task in problem.data.tasks]
        impossible = problem.with_pins({"together": every}, {"place": every[0]})
        found = compare(plan, {"never": impossible}, time_limit=20)
        row = found.frame.set_index("scenario").loc["never"]
        assert row.status == "none"
        assert row[["jobs", "score"]].isna().all()
        assert "never" not in found.plans

    def test_a_grid_has_a_row_for_each_cell_and_knows_what_contradicts(self, problem: Problem) -> None:
        found = compare(problem, grid={"max_suppliers": [1, 2], "min_hours": [12, 40]}, time_limit=20)
        frame = found.frame
        assert frame[["max_suppliers", "min_hours"]].values.tolist() == [[1, 12], [1, 40], [2, 12], [2, 40]]
        assert frame.status.tolist()[1::2] == ["contradiction"] * 2
        assert str(frame.max_suppliers.dtype) == "int64"
        assert found.pivot("score").loc[2, 12] == frame.score[2]
        assert list(found.plans) == ["max_suppliers=1, min_hours=12", "max_suppliers=2, min_hours=12"]

    def test_the_front_of_a_sweep_is_that_of_the_command(self, problem: Problem) -> None:
        found = compare(problem, grid={"max_suppliers": [1, 2, 3], "max_tasks": [2, 3, 4]}, time_limit=20)
        points = [point for point in points_of(found._table.rows) if point.beaten_by is None]
        front = found.front("hours", "complexity")
        assert {(round(row.hours, 2), round(row.complexity, 2)) for row in front.itertuples()} == {
            (point.hours, point.complexity) for point in points
        }

    @pytest.mark.parametrize(
        ("asked", "said"),
        [
            ({"grid": {"max_supplier": [1]}}, "Maybe rules.max_suppliers"),
            ({"grid": {"max_suppliers": ["a"]}}, "rules.max_suppliers a"),
            ({}, "one of the two"),
            ({"scenarios": {"baseline": {}}}, "the problem itself"),
            ({"scenarios": {"x": {"min_hours": 40}}}, "min_hours is more than max_hours"),
        ],
    )
    def test_what_cannot_be_compared_is_said(
        self, problem: Problem, asked: dict[str, Any], said: str
    ) -> None:
        with pytest.raises(UsageError) as wrong:
            compare(problem, **asked)
        assert said in str(wrong.value)

    def test_a_front_needs_figures_that_can_be_better(self, plan: Plan) -> None:
        found = compare(plan, {"ready": plan})
        with pytest.raises(UsageError, match="no figure"):
            found.front("hour")
        with pytest.raises(UsageError, match="neither better nor worse"):
            found.front("mixed_jobs")

    def test_it_is_saved_in_the_forms_of_the_commands(
        self, problem: Problem, plan: Plan, tmp_path: Path
    ) -> None:
        found = compare(plan, {"ready": plan})
        sweep = compare(
            problem, grid={"day_start": ["06:00", "07:00"]}, time_limit=20, store=tmp_path / "kept"
        )
        assert sweep.frame.day_start.tolist() == ["06:00", "07:00"]
        assert len(list((tmp_path / "kept").iterdir())) == 2
        for each, suffixes in ((found, (".html", ".xlsx")), (sweep, (".html", ".xlsx", ".csv", ".json"))):
            for suffix in suffixes:
                path = each.save(tmp_path / f"out{suffix}", lang="nl")
                assert path.stat().st_size > 100
            with pytest.raises(UsageError):
                each.save(tmp_path / "out.pdf")


class TestReplan:
    """Planning again around agreed jobs."""

    def test_agreed_jobs_stay_and_what_changes_is_told(self, plan: Plan, tmp_path: Path) -> None:
        gone = plan.roster.task_id[0]
        today = plan.problem.with_pins({"leave": gone})
        file = plan.save(tmp_path / "agreed") / "plan.json"
        for agreed in (plan, file):
            again = replan(today, agreed, time_limit=20)
            kinds = again.changes.set_index("job_id").kind
            hit = set(plan.roster[plan.roster.task_id == gone].job_id)
            assert all(kinds[name] == "same" for name in plan.jobs.job_id if name not in hit)
            assert gone not in set(again.plan.roster.task_id)
            assert check(today, again.plan).ok
        folder = again.save(tmp_path / "new")
        assert {"changes.html", "changes.csv", "plan.json"} <= {path.name for path in folder.iterdir()}
        assert again.price is None
        assert again.value <= again.bound + 0.01

    def test_a_price_with_another_objective_is_refused(self, plan: Plan) -> None:
        with pytest.raises(UsageError, match="balanced"):
            replan(plan.problem.with_options(objective="most-hours"), plan, price=5)

    def test_where_nothing_can_be_planned_there_is_no_plan(self, plan: Plan) -> None:
        every = [task.task_id for task in plan.problem.data.tasks]
        with pytest.raises(NoPlan):
            replan(plan.problem.with_pins({"together": every}, {"place": every[0]}), plan, time_limit=20)


class TestReport:
    """Documents of a plan."""

    def test_documents_are_made_in_the_forms_that_their_names_say(self, plan: Plan, tmp_path: Path) -> None:
        made = report(plan, tmp_path / "a.html", tmp_path / "b.xlsx", vacancies=tmp_path / "v", lang="nl")
        assert made[:2] == (tmp_path / "a.html", tmp_path / "b.xlsx")
        assert made[0].read_bytes().startswith(b"<!doctype html>")
        assert '<html lang="nl">' in made[0].read_text("utf-8")
        assert all(path.is_file() for path in made)
        assert len(made) > 2

    def test_what_cannot_be_made_is_said_before_anything_is_written(self, plan: Plan, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="Nothing to make"):
            report(plan)
        with pytest.raises(UsageError, match="belong together"):
            report(plan, statement=tmp_path)
        with pytest.raises(UsageError, match="a report ends in"):
            report(plan, tmp_path / "a.html", tmp_path / "plan.txt")
        assert not list(tmp_path.iterdir())

    def test_a_plan_that_breaks_a_rule_is_not_loaded_for_a_report(self, plan: Plan, tmp_path: Path) -> None:
        file = plan.save(tmp_path) / "plan.json"
        with pytest.raises(DataRefused):
            Plan.load(plan.problem.with_rules(max_hours=13), file)
