"""`bundler report`: which documents come out, and which plans do not get that far."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bundler.domain import Level, Pin, Problem, Result, Scenario
from bundler.errors import DataRefused, NoPlan
from bundler.io.planfile import plan_bytes, plan_document
from bundler.io.write_problem import write_folder
from bundler.report import render_html
from bundler.report.proof import NOT_SAID, stopped_text
from bundler.verbs.given import LEFT_OUT
from bundler.verbs.planned import read_planned
from tests.cli import sample
from tests.cli.conftest import Run

MAGIC = {".html": b"<!doctype html>", ".pdf": b"%PDF-", ".xlsx": b"PK", ".docx": b"PK"}
HOURS = "period,supplier_id,job_id,hours\n2026-Q1,cleaners,J01,160\n2026-Q1,caterers,J01,130\n"
LATER = sample.problem(scenario=Scenario(plan_date=sample.PROBLEM.scenario.plan_date.replace(year=2027)))  # type: ignore[union-attr]


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def write_plan(path: Path, document: dict[str, Any]) -> Path:
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The sample's plan, as a solve would have written it."""
    file = tmp_path / "plan.json"
    file.write_bytes(plan_bytes(plan_document(sample.result())))
    return file


@pytest.fixture
def hours(tmp_path: Path) -> Path:
    file = tmp_path / "hours.csv"
    file.write_text(HOURS, encoding="utf-8")
    return file


@pytest.fixture
def no_render(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing may be rendered."""

    def render(*args: object) -> bytes:
        raise AssertionError("must not render")

    monkeypatch.setattr(sys.modules["bundler.report"], "render_html", render)


@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize("suffix", MAGIC)
def test_a_report_is_made_in_the_form_that_its_name_says(
    run: Run, data: Path, plan: Path, tmp_path: Path, suffix: str, lang: str
) -> None:
    out = tmp_path / "new" / f"report{suffix.upper()}"
    ran = run("report", data, plan, "--out", out, "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"{'Geschreven' if lang == 'nl' else 'Written'}: {out}\n"
    assert out.read_bytes()[: len(MAGIC[suffix])] == MAGIC[suffix]


def test_several_documents_come_from_one_run(
    run: Run, data: Path, plan: Path, hours: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    ran = run(
        "report", data, plan, "--out", out / "a.html", "--out", out / "b.xlsx", "--vacancies", out / "jobs",
        "--realised", hours, "--statement", out / "paid", "--json",
    )  # fmt: skip
    assert (ran.code, ran.err) == (0, "")
    document = ran.document
    assert document["format"] == "bundler-report/1"
    assert {Path(name) for name in document["files"]} == {path for path in out.rglob("*") if path.is_file()}
    assert (document["warnings"], document["norms"]) == ([], [])
    assert names(out / "jobs") == {"vacancies-en.html", "vacancy-J01-en.html", "vacancy-J01-en.docx"}


def test_documents_of_one_run_are_those_of_runs_of_their_own(
    run: Run, data: Path, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What they share is worked out once, and what one form asks for does not change another."""
    from bundler.report import day

    counted: list[object] = []

    def counting(*args: Any) -> Any:
        counted.append(args)
        return made(*args)

    made = day.dossier_of
    for suffix in MAGIC:
        assert run("report", data, plan, "--out", tmp_path / f"alone{suffix}").code == 0
    assert run("report", data, plan, "--vacancies", tmp_path / "alone").code == 0
    monkeypatch.setattr(day, "dossier_of", counting)
    outs = [part for suffix in reversed(MAGIC) for part in ("--out", tmp_path / f"with{suffix}")]
    assert run("report", data, plan, *outs, "--vacancies", tmp_path / "with").code == 0
    assert len(counted) == 1
    for suffix in MAGIC:
        alone, together = (tmp_path / f"{name}{suffix}" for name in ("alone", "with"))
        assert alone.read_bytes() == together.read_bytes()
    for name in names(tmp_path / "alone"):
        assert (tmp_path / "alone" / name).read_bytes() == (tmp_path / "with" / name).read_bytes()


def test_the_report_of_a_plan_file_is_that_of_its_solve(
    run: Run, data: Path, tmp_path: Path, fake_solve: Callable[..., None]
) -> None:
    """Byte for byte: nothing is lost on the way through plan.json."""
    folder, out = tmp_path / "out", tmp_path / "again.html"
    fake_solve(sample.result(seconds=0.12, unplaced=(left("R-NO-JOB"),)))
    assert run("solve", data, "--out", folder).code == 0
    assert run("report", data, folder / "plan.json", "--out", out).code == 0
    assert out.read_bytes() == (folder / "report.html").read_bytes()


def left(reason: str) -> Any:
    from bundler.domain.reasons import REASONS

    return sample.LEFT.model_copy(update={"reason": reason, "text": REASONS[reason]})


def test_quiet_says_nothing(run: Run, data: Path, plan: Path, tmp_path: Path) -> None:
    ran = run("report", data, plan, "--out", tmp_path / "a.html", "--quiet")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


@pytest.mark.usefixtures("no_render")
def test_a_plan_with_violations_is_refused_with_all_of_them(run: Run, data: Path, tmp_path: Path) -> None:
    """Broken rules and untrue claims alike; nothing is written."""
    document = plan_document(sample.result())
    document["jobs"][0]["roster"].pop()
    document["jobs"][0]["hours"] = 99
    out = tmp_path / "a.html"
    ran = run("report", data, write_plan(tmp_path / "bad.json", document), "--out", out, "--json")
    assert ran.code == 1
    codes = {finding["code"] for finding in ran.document["findings"]}
    assert {"session_count", "hours"} <= codes
    assert "bad.json J01: session_count B: 4 sessions a week, must be 5" in ran.err
    assert not out.exists()


@pytest.mark.usefixtures("no_render")
def test_a_plan_of_other_data_is_refused(run: Run, data: Path, tmp_path: Path) -> None:
    document = plan_document(sample.result())
    for session in document["jobs"][0]["roster"]:
        session["task_id"] += "9"
    ran = run("report", data, write_plan(tmp_path / "other.json", document), "--out", tmp_path / "a.html")
    assert ran.code == 1
    assert "known_task" in ran.err


@pytest.mark.usefixtures("no_render")
@pytest.mark.parametrize(("lang", "words"), [("en", "ended without a plan"), ("nl", "geen plan is gevonden")])
def test_a_file_without_a_plan_ends_with_3(
    run: Run, data: Path, tmp_path: Path, lang: str, words: str
) -> None:
    file = write_plan(tmp_path / "none.json", plan_document(sample.no_plan()))
    ran = run("report", data, file, "--out", tmp_path / "a.html", "--lang", lang)
    assert ran.code == NoPlan.exit_code == 3
    assert words in ran.err


@pytest.mark.usefixtures("no_render")
def test_a_file_that_is_no_plan_is_refused(run: Run, data: Path, tmp_path: Path) -> None:
    file = tmp_path / "broken.json"
    file.write_text("{", encoding="utf-8")
    ran = run("report", data, file, "--out", tmp_path / "a.html")
    assert ran.code == DataRefused.exit_code == 1
    assert "E-PLAN-JSON" in ran.err


def test_a_plan_made_under_another_scenario_is_told_but_used(run: Run, data: Path, tmp_path: Path) -> None:
    """So that the same plan can be reported under other assumptions."""
    document = plan_document(sample.result(input_sha256="0" * 64))
    file = write_plan(tmp_path / "plan.json", document)
    ran = run("report", data, file, "--out", tmp_path / "a.html", "--json")
    assert ran.code == 0
    assert "other data or another scenario" in ran.err
    assert len(ran.document["warnings"]) == 1


def test_an_input_is_never_overwritten(run: Run, data: Path, plan: Path, tmp_path: Path) -> None:
    book = tmp_path / "mine.html"
    book.symlink_to(plan)
    before = plan.read_bytes()
    ran = run("report", data, plan, "--out", book)
    assert ran.code == 2
    assert "is input of this command" in ran.err
    assert plan.read_bytes() == before


def test_one_file_is_not_written_twice(run: Run, data: Path, plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.html"
    assert run("report", data, plan, "--out", out, "--out", out).code == 2
    assert not out.exists()


def test_nothing_is_written_where_one_document_cannot_be_made(
    run: Run, data: Path, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here the library for Word files is not installed."""
    monkeypatch.setitem(sys.modules, "docx", None)
    ran = run("report", data, plan, "--out", tmp_path / "a.html", "--out", tmp_path / "a.docx")
    assert ran.code == 2
    assert "bundler[docx]" in ran.err
    assert not (tmp_path / "a.html").exists()


def test_a_folder_that_cannot_be_written_is_said_before_rendering(
    run: Run, data: Path, plan: Path, tmp_path: Path, no_render: None
) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    ran = run("report", data, plan, "--out", tmp_path / "out" / "a.html")
    assert ran.code == 2
    assert "in the way" in ran.err


@pytest.mark.parametrize(("lang", "words"), [("en", "as HTML only"), ("nl", "alleen als HTML")])
def test_vacancies_without_the_library_for_word_are_html_and_say_so(
    run: Run, data: Path, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, words: str
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    folder = tmp_path / "jobs"
    ran = run("report", data, plan, "--vacancies", folder, "--lang", lang, "--json")
    assert ran.code == 0
    assert names(folder) == {f"vacancies-{lang}.html", f"vacancy-J01-{lang}.html"}
    assert words in ran.err
    assert "bundler[docx]" in ran.document["warnings"][0]


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_statements_are_made_of_each_quarter_with_hours_and_of_the_year(
    run: Run, data: Path, plan: Path, hours: Path, tmp_path: Path, lang: str
) -> None:
    """Internal and publishable, as HTML and CSV."""
    folder = tmp_path / "paid"
    ran = run("report", data, plan, "--realised", hours, "--statement", folder, "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    assert names(folder) == {
        f"statement-{version}-2026{period}-{lang}.{suffix}"
        for version in ("internal", "publishable")
        for period in ("-Q1", "")
        for suffix in ("html", "csv")
    }


def test_hours_of_two_years_ask_for_the_year(
    run: Run, data: Path, plan: Path, hours: Path, tmp_path: Path
) -> None:
    hours.write_text(HOURS + "2025-Q4,cleaners,J01,100\n", encoding="utf-8")
    asked = ["report", data, plan, "--realised", hours, "--statement", tmp_path / "paid"]
    ran = run(*asked)
    assert ran.code == 2
    assert "several years: 2025, 2026" in ran.err
    assert run(*asked, "--year", "2025").code == 0
    assert {name.split("-")[2] for name in names(tmp_path / "paid")} == {"2025"}


def test_a_year_without_hours_is_wrong_usage(
    run: Run, data: Path, plan: Path, hours: Path, tmp_path: Path
) -> None:
    asked = ["--realised", hours, "--statement", tmp_path / "paid", "--year", "2030"]
    ran = run("report", data, plan, *asked)
    assert ran.code == 2
    assert "no hours of 2030; it has those of 2026" in ran.err


def test_realised_hours_with_errors_are_refused(
    run: Run, data: Path, plan: Path, hours: Path, tmp_path: Path
) -> None:
    hours.write_text(HOURS.replace("caterers", "nobody"), encoding="utf-8")
    ran = run("report", data, plan, "--realised", hours, "--statement", tmp_path / "paid")
    assert ran.code == 1
    assert "E-UNKNOWN-SUPPLIER" in ran.err


def test_hours_of_a_job_that_is_not_in_the_plan_are_a_warning(
    run: Run, data: Path, plan: Path, hours: Path, tmp_path: Path
) -> None:
    hours.write_text(HOURS.replace("J01,130", "J77,130"), encoding="utf-8")
    ran = run("report", data, plan, "--realised", hours, "--statement", tmp_path / "paid", "--json")
    assert ran.code == 0
    assert "W-REALISED-JOB" in ran.err
    assert "W-REALISED-JOB" in {finding["code"] for finding in ran.document["findings"]}


WAGE = """
[[norms]]
id = "minimum_wage.21"
[[norms.periods]]
value = 15.55
valid_from = 2026-07-01
valid_to = 2027-12-31
source = "test"
confidence = "high"
"""


def test_norms_past_their_last_known_day_are_told(run: Run, tmp_path: Path, plan: Path) -> None:
    write_folder(LATER, tmp_path / "later")
    ran = run("report", tmp_path / "later", plan, "--out", tmp_path / "a.html", "--json")
    assert ran.code == 0
    assert "known for 2027-03-02; its last known value was used" in ran.err
    assert "Minimum wage, 21 and over: known until 2026-06-30" in ran.err
    assert [norm["id"] for norm in ran.document["norms"]] == ["minimum_wage.21"]


def test_norms_that_are_given_are_used_and_nothing_is_past_then(run: Run, tmp_path: Path, plan: Path) -> None:
    """As a file on the command line and as norms.toml in the data alike."""
    write_folder(LATER, tmp_path / "later")
    (tmp_path / "wage.toml").write_text(WAGE, encoding="utf-8")
    given = run(
        "report", tmp_path / "later", plan, "--out", tmp_path / "a.html", "--norms", tmp_path / "wage.toml"
    )
    assert (given.code, given.err) == (0, "")
    assert "15.55" in (tmp_path / "a.html").read_text("utf-8")
    (tmp_path / "wage.toml").rename(tmp_path / "later" / "norms.toml")
    own = run("report", tmp_path / "later", plan, "--out", tmp_path / "b.html", "--quiet")
    assert own.code == 0
    assert "15.55" in (tmp_path / "b.html").read_text("utf-8")


def test_solve_and_check_take_norms_too(run: Run, tmp_path: Path, fake_solve: Callable[..., None]) -> None:
    write_folder(LATER, tmp_path / "later")
    (tmp_path / "wage.toml").write_text(WAGE, encoding="utf-8")
    (tmp_path / "bad.toml").write_text("norms = 1", encoding="utf-8")
    fake_solve(sample.result())
    out = tmp_path / "out"
    told = run("solve", tmp_path / "later", "--out", out, "--lang", "nl")
    assert told.code == 0
    assert "Minimumloon, 21 jaar en ouder: bekend tot en met 2026-06-30" in told.err
    given = run("solve", tmp_path / "later", "--out", out, "--norms", tmp_path / "wage.toml")
    assert (given.code, given.err) == (0, "")
    assert "15.55" in (out / "report.html").read_text("utf-8")
    assert run("check", tmp_path / "later", "--norms", tmp_path / "wage.toml").code == 0
    refused = run("check", tmp_path / "later", "--norms", tmp_path / "bad.toml")
    assert refused.code == 1
    assert "E-NORM-SHAPE" in refused.out


def test_a_solve_that_writes_nothing_needs_no_norms(
    run: Run, tmp_path: Path, fake_solve: Callable[..., None]
) -> None:
    write_folder(LATER, tmp_path / "later")
    fake_solve(sample.result())
    assert run("solve", tmp_path / "later").err == ""


def planned(tmp_path: Path, document: dict[str, Any], problem: Problem = sample.PROBLEM) -> Result:
    return read_planned(problem, str(write_plan(tmp_path / "plan.json", document))).result


@pytest.mark.parametrize(
    "result",
    [
        sample.result(unplaced=(left("R-OPEN"),), seconds=0.12),
        sample.result(
            status="feasible",
            stopped_by="time",
            unplaced=(left("R-NOT-BETTER"),),
            levels=(Level(name="score", value=205, bound=215),),
            seconds=12.5,
        ),
        sample.result(
            objective="most-hours",
            unplaced=(left("R-NO-JOB"),),
            seconds=1,
            levels=(
                Level(name="hours", value=22.5, bound=22.5),
                Level(name="score", value=205, bound=205),
            ),
        ),
    ],
    ids=["optimal", "feasible", "two levels"],
)
def test_a_result_comes_back_from_its_file_as_it_was(tmp_path: Path, result: Result) -> None:
    assert planned(tmp_path, plan_document(result)) == result


def test_a_plan_by_hand_gets_what_is_true_of_any_plan(tmp_path: Path) -> None:
    """Its own worth, a bound that always holds, and no reason where none is proved."""
    document = {"jobs": [{"roster": plan_document(sample.result())["jobs"][0]["roster"]}]}
    made = planned(tmp_path, document)
    assert (made.status, made.version, made.score) == ("feasible", NOT_SAID, 205)
    assert made.first.bound == pytest.approx(325)
    assert [(item.task_id, item.sessions, item.reason) for item in made.unplaced] == [("C", 10, "R-GIVEN")]
    assert "by hand" in stopped_text(made, 300, 0).en


def test_a_plan_that_is_optimal_on_one_level_only_is_not_said_to_be_optimal(tmp_path: Path) -> None:
    """Without its second level nothing is known of that."""
    document = plan_document(
        sample.result(
            objective="most-hours",
            levels=(
                Level(name="hours", value=22.5, bound=22.5),
                Level(name="score", value=205, bound=205),
            ),
        )
    )
    del document["levels"]
    assert planned(tmp_path, document).status == "feasible"


def test_what_keeps_a_task_out_of_every_plan_is_the_reason_whatever_the_file_says(tmp_path: Path) -> None:
    scenario = sample.PROBLEM.scenario.model_copy(update={"pins": (Pin(leave="C"),)})
    document = plan_document(sample.result())
    made = planned(tmp_path, document, sample.problem(scenario=scenario))
    assert [(item.task_id, item.reason) for item in made.unplaced] == [("C", "R-PINNED-OUT")]


def test_a_reason_that_is_not_known_is_told_as_it_is_written(tmp_path: Path) -> None:
    document = plan_document(sample.result())
    document["unplaced"][0] |= {"reason": "R-OURS", "text": "{We} agreed so."}
    (item,) = planned(tmp_path, document).unplaced
    assert (item.reason, item.text("nl")) == ("R-OURS", "{We} agreed so.")


def test_the_reason_of_a_plan_that_was_given_is_in_both_languages(tmp_path: Path) -> None:
    document = plan_document(sample.result(unplaced=(left("R-OPEN"),)))
    document["unplaced"][0] |= {"reason": "R-GIVEN", "text": LEFT_OUT.nl}
    (item,) = planned(tmp_path, document).unplaced
    assert item.text == LEFT_OUT


ODD: list[object] = [None, "", "x", "<b>", -1, 0, 1.5, 1e308, True, [], [[]], {}, {"name": 1}]


@pytest.mark.parametrize("key", [*plan_document(sample.result()), "why"])
def test_whatever_a_file_says_of_itself_is_refused_or_reported(tmp_path: Path, key: str) -> None:
    """And never a bug of the program."""
    for value in ODD:
        document = plan_document(sample.result()) | {key: value}
        try:
            made = planned(tmp_path, document)
        except (DataRefused, NoPlan):
            continue
        assert render_html(sample.PROBLEM, made, (), "en")


@pytest.mark.parametrize(
    ("changes", "limit", "gap"),
    [
        ({"stopped_by": "time", "seconds": 300.4}, 300, 0),
        ({"stopped_by": "time", "seconds": 60.2}, 60, 0),
        ({"stopped_by": "gap", "seconds": 2}, 300, 0.0466),
    ],
)
def test_limits_that_the_file_contradicts_are_not_told_as_asked(
    tmp_path: Path, changes: dict[str, Any], limit: float, gap: float
) -> None:
    level = Level(name="score", value=205, bound=215)
    document = plan_document(sample.result(status="feasible", levels=(level,), **changes))
    file = write_plan(tmp_path / "plan.json", document)
    options = read_planned(sample.PROBLEM, str(file)).problem.scenario.solve
    assert (options.time_limit, options.gap) == (limit, gap)
