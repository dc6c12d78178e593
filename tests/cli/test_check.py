"""`bundler check`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bundler.io.planfile import plan_bytes, plan_document
from tests.cli import sample
from tests.cli.conftest import Run


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.json"
    path.write_bytes(plan_bytes(plan_document(sample.result())))
    return path


@pytest.fixture
def broken(data: Path) -> Path:
    """The data with three cells spoilt."""
    tasks = data / "tasks.csv"
    text = tasks.read_text(encoding="utf-8")
    text = text.replace("A,cleaners", "A,nobody").replace("06:00,10:00", "06:00,noon")
    tasks.write_text(text.replace("08:00,12:00", "late,12:00"), encoding="utf-8")
    return data


def test_good_data_ends_with_0_and_says_how_much_there_is(run: Run, data: Path) -> None:
    ran = run("check", data)
    assert (ran.code, ran.err) == (0, "")
    assert "3 tasks, 2 suppliers, 2 locations" in ran.out
    assert "0 errors" in ran.out


def test_bad_data_ends_with_1_and_lists_every_error_by_row_and_column(run: Run, broken: Path) -> None:
    ran = run("check", broken)
    assert ran.code == 1
    lines = ran.out.splitlines()
    assert {line.split(":")[0] for line in lines[:3]} == {
        "tasks.csv row 2, column supplier_id",
        "tasks.csv row 2, column latest_end",
        "tasks.csv row 3, column earliest_start",
    }
    assert all(": E-" in line for line in lines[:3])
    assert "'noon'" in ran.out
    assert lines[-1].startswith("The data is refused: 3 errors")


def test_findings_are_in_dutch_where_asked(run: Run, broken: Path) -> None:
    ran = run("check", broken, "--lang", "nl")
    assert "tasks.csv rij 2, kolom latest_end: E-" in ran.out
    assert "De gegevens zijn geweigerd: 3 fouten" in ran.out


def test_json_is_one_document_with_every_finding(run: Run, broken: Path) -> None:
    ran = run("check", broken, "--json")
    assert (ran.code, ran.err) == (1, "")
    assert (ran.document["format"], ran.document["ok"]) == ("bundler-check/1", False)
    errors = [item for item in ran.document["findings"] if item["severity"] == "error"]
    assert {(item["row"], item["column"], item["value"]) for item in errors} == {
        (2, "supplier_id", "nobody"),
        (2, "latest_end", "noon"),
        (3, "earliest_start", "late"),
    }
    assert len(errors) == 3
    assert set(errors[0]) == {"code", "severity", "file", "row", "column", "cell", "value", "text", "hint"}


def test_quiet_leaves_errors_only(run: Run, data: Path, broken: Path) -> None:
    ran = run("check", broken, "--quiet")
    assert ran.out == ""
    assert len([line for line in ran.err.splitlines() if " E-" in line]) == 3
    assert run("check", "--quiet", broken).err == ran.err


def test_quiet_says_nothing_of_good_data(run: Run, data: Path) -> None:
    ran = run("check", data, "--quiet")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_many_warnings_are_cut_off_unless_all_are_asked_for(run: Run, data: Path) -> None:
    tasks = data / "tasks.csv"
    header, *rows = tasks.read_text(encoding="utf-8").splitlines()
    extra = ",".join(f"zzz{number}" for number in range(60))
    tasks.write_text("\n".join([f"{header},{extra}", *(row + "," * 60 for row in rows)]), encoding="utf-8")
    short, full = run("check", data), run("check", data, "--verbose")
    assert (short.code, full.code) == (0, 0)
    assert full.out.count("zzz") >= 60
    assert short.out.count("zzz") < full.out.count("zzz")
    assert "--verbose" in short.out


@pytest.mark.parametrize("name", ["nowhere", "nowhere/tasks.xlsx"])
def test_data_that_is_not_there_is_wrong_usage(run: Run, tmp_path: Path, name: str) -> None:
    ran = run("check", tmp_path / name)
    assert (ran.code, ran.out) == (2, "")
    assert "nowhere" in ran.err


def test_a_good_plan_ends_with_0(run: Run, data: Path, plan: Path) -> None:
    ran = run("check", data, "--plan", plan)
    assert ran.code == 0
    assert "The plan holds: 1 job, 22.5 hours a week, score 205." in ran.out


def test_a_good_plan_as_json(run: Run, data: Path, plan: Path) -> None:
    document = run("check", data, "--plan", plan, "--json").document
    assert (document["ok"], document["violations"]) == (True, [])
    assert document["worth"] == {"jobs": 1, "hours": 22.5, "score": 205.0}


def test_a_bad_plan_ends_with_1_and_lists_every_violation_by_job(run: Run, data: Path, plan: Path) -> None:
    document = json.loads(plan.read_text(encoding="utf-8"))
    document["jobs"][0]["roster"][0]["day"] = "sat"
    document["score"] = 999
    plan.write_text(json.dumps(document), encoding="utf-8")
    ran = run("check", data, "--plan", plan)
    assert ran.code == 1
    assert "J01: task_day: A: Sat is not a possible day of the task, or is used twice" in ran.out
    assert "plan: score: says score 999, really" in ran.out
    assert "The plan is refused" in ran.out
    as_json = run("check", data, "--plan", plan, "--json")
    assert as_json.code == 1
    listed = {(item["job_id"], item["kind"], item["code"]) for item in as_json.document["violations"]}
    assert {("J01", "rule", "task_day"), (None, "claim", "score")} <= listed


def test_a_malformed_plan_is_refused_with_its_places(run: Run, data: Path, plan: Path) -> None:
    plan.write_text('{"jobs": [{"roster": [{"day": "x", "start": "y"}]}]}', encoding="utf-8")
    ran = run("check", data, "--plan", plan)
    assert ran.code == 1
    assert "plan.json jobs[0].roster[0].day: E-PLAN-DAY 'x' is no weekday." in ran.out
    assert run("check", data, "--plan", plan, "--json").document["ok"] is False


def test_a_plan_without_a_plan_in_it_is_refused(run: Run, data: Path, plan: Path) -> None:
    plan.write_bytes(plan_bytes(plan_document(sample.no_plan())))
    ran = run("check", data, "--plan", plan)
    assert ran.code == 1
    assert "E-PLAN-NONE" in ran.out


def test_a_plan_file_that_is_not_there_is_wrong_usage(run: Run, data: Path) -> None:
    assert run("check", data, "--plan", data / "no.json").code == 2


def test_a_plan_file_that_cannot_be_read_is_told_in_dutch(run: Run, data: Path, tmp_path: Path) -> None:
    """The system's own words are English."""
    nowhere = run("check", data, "--plan", tmp_path / "nowhere.json", "--lang", "nl")
    assert (nowhere.code, nowhere.err) == (2, f"Fout: {tmp_path / 'nowhere.json'} bestaat niet.\n")
    assert "is een map en geen bestand" in run("check", data, "--plan", tmp_path, "--lang", "nl").err


def test_a_plan_file_without_end_is_not_read_to_the_end(
    run: Run, data: Path, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bundler.io.planread.MOST_BYTES", 1_000)
    plan.write_bytes(plan.read_bytes() + b" " * 1_000)
    refused = run("check", data, "--plan", plan)
    assert refused.code == 2
    assert "Maybe it is another file than you meant" in refused.err
