"""plan.json as it is written, and read back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bundler.domain import Level
from bundler.errors import DataRefused, UsageError
from bundler.io.planfile import gap, plan_bytes, plan_document
from bundler.io.planread import parse_plan, read_plan
from tests.cli import sample

KEYS = [
    "format", "scenario", "objective", "status", "stopped_by", "score", "first", "bound", "gap", "levels",
    "seconds", "seed", "version", "input_sha256",
]  # fmt: skip
SESSION = {"day": "mon", "start": "07:00", "end": "09:30", "task_id": "A"}


def feasible(bound: float) -> dict[str, object]:
    level = Level(name="score", value=sample.JOB.score, bound=bound)
    return plan_document(sample.result(status="feasible", stopped_by="time", levels=(level,)))


def codes(content: object) -> list[str]:
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    with pytest.raises(DataRefused) as refused:
        parse_plan(raw)
    return [finding.code for finding in refused.value.findings]


def test_keys_stand_in_the_order_of_the_format() -> None:
    document = plan_document(sample.result())
    assert list(document) == [*KEYS, "jobs", "unplaced"]
    (job,) = document["jobs"]
    assert list(job) == ["job_id", "suppliers", "hours", "score", "terms", "roster"]
    assert job["roster"][0] == {"day": "mon", "start": "07:00", "end": "09:30", "task_id": "A"}
    assert job["hours"] == 22.5


def test_without_a_plan_there_is_no_list_of_jobs_and_no_value() -> None:
    document = plan_document(sample.no_plan(), "nl")
    assert list(document) == [*KEYS, "why"]
    assert [document[key] for key in ("score", "first", "bound", "gap", "levels")] == [
        None,
        None,
        None,
        None,
        [],
    ]
    assert document["why"] == "Er bestaat geen plan: A kan niet worden geplaatst."


def test_a_bound_that_is_not_reached_is_rounded_up() -> None:
    assert feasible(215.001)["bound"] == 215.01
    assert feasible(215.01)["bound"] == 215.01


def test_a_lower_bound_that_is_not_reached_is_rounded_down() -> None:
    levels = (Level(name="jobs", value=3, bound=1.999), Level(name="score", value=205, bound=205))
    document = plan_document(
        sample.result(objective="fewest-jobs", status="feasible", stopped_by="time", levels=levels)
    )
    assert document["bound"] == 1.99


def test_gap_follows_from_the_printed_bound() -> None:
    document = feasible(215.001)
    assert document["gap"] == gap(205.0, 215.01) == pytest.approx(10.01 / 215.01, abs=1e-6)


def test_optimal_has_no_gap_at_all() -> None:
    document = plan_document(sample.result())
    assert (document["first"], document["bound"], document["gap"]) == (205.0, 205.0, 0.0)


def test_reasons_are_in_the_chosen_language() -> None:
    (left,) = plan_document(sample.result(), "nl")["unplaced"]
    assert left == {"task_id": "C", "sessions": 10, "reason": "R-ALONE", "text": "Te weinig uren."}


def test_written_and_read_back_it_is_the_same_plan() -> None:
    plan = parse_plan(plan_bytes(plan_document(sample.result())))
    (job,) = plan.jobs
    assert (job.job_id, job.roster) == ("J01", sample.JOB.roster)
    assert job.claims["score"] == sample.JOB.score


def test_a_plan_written_by_hand_needs_rosters_only() -> None:
    session = {"day": "Mon", "start": "7:00", "end": "09:30", "task_id": "A", "who": "anyone"}
    content = b"\xef\xbb\xbf" + json.dumps({"by": "hand", "jobs": [{"roster": [session]}]}).encode()
    (job,) = parse_plan(content).jobs
    assert (job.job_id, job.roster[0].day, job.roster[0].start) == ("J01", 0, 420)


def test_jobs_without_an_id_are_numbered_by_place() -> None:
    jobs = [{"job_id": "mine", "roster": [SESSION]}, {"roster": [SESSION]}]
    assert [job.job_id for job in parse_plan(json.dumps({"jobs": jobs}).encode()).jobs] == ["mine", "J02"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "E-PLAN-JSON"),
        (b'{"jobs": [', "E-PLAN-JSON"),
        (b"\xff\xfe{}", "E-PLAN-JSON"),
        (b'{"jobs": [], "score": NaN}', "E-PLAN-JSON"),
        (b"[" * 100_000, "E-PLAN-JSON"),
        (b'{"jobs": [], "score": ' + b"9" * 5000 + b"}", "E-PLAN-JSON"),
        ([], "E-PLAN-FORMAT"),
        ({"format": "other/1", "jobs": []}, "E-PLAN-FORMAT"),
        ({"status": "none"}, "E-PLAN-NONE"),
        ({}, "E-PLAN-JOBS"),
        ({"jobs": {"J01": []}}, "E-PLAN-JOBS"),
        ({"jobs": ["J01"]}, "E-PLAN-JOB"),
        ({"jobs": [{"roster": []}]}, "E-PLAN-ROSTER"),
        ({"jobs": [{"job_id": [], "roster": [SESSION]}]}, "E-PLAN-ID"),
        ({"jobs": [{"roster": ["mon"]}]}, "E-PLAN-SESSION"),
        ({"jobs": [{"roster": [{**SESSION, "day": "mon-fri"}]}]}, "E-PLAN-DAY"),
        ({"jobs": [{"roster": [{**SESSION, "day": 0}]}]}, "E-PLAN-DAY"),
        ({"jobs": [{"roster": [{**SESSION, "start": "7"}]}]}, "E-PLAN-TIME"),
        ({"jobs": [{"roster": [{**SESSION, "end": "25:00"}]}]}, "E-PLAN-TIME"),
        ({"jobs": [{"roster": [{**SESSION, "task_id": None}]}]}, "E-PLAN-TASK"),
        (b'{"jobs": [], "jobs": []}', "E-PLAN-KEY"),
    ],
)  # fmt: skip
def test_what_is_no_plan_is_refused(content: object, code: str) -> None:
    assert codes(content) == [code]


def test_everything_malformed_is_reported_at_once_with_its_place() -> None:
    bad = {"day": "someday", "start": 7, "end": "late", "task_id": ""}
    content = json.dumps({"jobs": [{"roster": [SESSION, bad]}, {"roster": "none"}]}).encode()
    with pytest.raises(DataRefused) as refused:
        parse_plan(content, "my.json")
    places = [(finding.file, finding.column) for finding in refused.value.findings]
    assert sorted(places) == sorted(
        ("my.json", place)
        for place in (
            "jobs[0].roster[1].day", "jobs[0].roster[1].start", "jobs[0].roster[1].end",
            "jobs[0].roster[1].task_id", "jobs[1].roster",
        )
    )  # fmt: skip


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"missing\.json"):
        read_plan(tmp_path / "missing.json")
