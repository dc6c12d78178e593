"""`bundler report --calendar`: a folder with a calendar for each job."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bundler.io.planfile import plan_bytes, plan_document
from bundler.report.calendars import INSTALL
from tests.cli import sample
from tests.cli.conftest import Run


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "plan.json"
    file.write_bytes(plan_bytes(plan_document(sample.result())))
    return file


def test_a_folder_with_a_calendar_for_each_job_is_made(
    run: Run, data: Path, plan: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "calendars"
    ran = run("report", data, plan, "--calendar", folder, "--lang", "nl")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"Geschreven: 1 bestand in {folder}\n"
    (file,) = folder.iterdir()
    assert file.name == "job-J01.ics"
    text = file.read_text("utf-8")
    assert text.count("BEGIN:VEVENT") == 10
    assert "Leverancier: Cleaners Ltd" in text
    assert "DTSTART;TZID=Europe/Amsterdam:20260302T070000" in text


def test_without_the_library_nothing_is_written(
    run: Run, data: Path, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    folder = tmp_path / "calendars"
    ran = run("report", data, plan, "--out", tmp_path / "plan.html", "--calendar", folder)
    assert ran.code == 2
    assert INSTALL in ran.err
    assert not folder.exists()
    assert not (tmp_path / "plan.html").exists()


def test_calendars_are_among_the_files_that_are_told(
    run: Run, data: Path, plan: Path, tmp_path: Path
) -> None:
    ran = run("report", data, plan, "--calendar", tmp_path / "calendars", "--json")
    assert [Path(name).name for name in ran.document["files"]] == ["job-J01.ics"]
