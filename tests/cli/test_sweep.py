"""`bundler sweep`: a grid of settings, killed and stopped half-way, and what it writes."""

from __future__ import annotations

import csv
import io
import json
import shutil
import signal
import time
from pathlib import Path
from uuid import uuid4

import pytest

import bundler.scenarios.run
import bundler.scenarios.store
from bundler.cli import main
from bundler.domain import Problem
from bundler.generate import generate
from bundler.io import read_problem
from bundler.io.write_problem import write_folder
from bundler.scenarios import crew
from bundler.solver import solve
from tests.cli.conftest import Run
from tests.cli.test_process import HANG_SECONDS, ended, start

GRID = ("--axis", "max_suppliers=1,2", "--axis", "min_hours=12,16,20")


@pytest.fixture(scope="module")
def campus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sweep") / "data"
    write_folder(generate(24, suppliers=4, seed=3), folder)
    return folder


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> list[Problem]:
    """Solve in this process and note what is solved."""
    given: list[Problem] = []

    class Here(bundler.scenarios.run._Many):
        def _solve(self, todo: list[int], workers: int, engine: object) -> list[int]:
            for at in todo:
                given.append(self._problems[at][1])
                self._finish(at, solve(self._with_cores(at, todo, workers)), fresh=True)
            return []

    monkeypatch.setattr(bundler.scenarios.run, "_Many", Here)
    return given


@pytest.fixture(scope="module")
def whole(campus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a sweep over the grid that nothing interrupts leaves; tests that go on from it take a copy."""
    out = tmp_path_factory.mktemp("whole") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LC_ALL", "C.UTF-8")
        patch.setattr(bundler.scenarios.run, "place_for", lambda *_: crew.here())
        assert main(["sweep", str(campus), *GRID, "--out", str(out), "--time", "900", "--quiet"]) == 0
    return out


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_sweep_that_is_killed_and_started_again_ends_with_the_same_files(
    campus: Path, whole: Path, tmp_path: Path, run: Run, here: list[Problem]
) -> None:
    """Killed by the system, with no chance to tidy up; what was finished is not solved again."""
    ours = tmp_path / "killed"
    process = start("sweep", campus, *GRID, "--out", ours, "--workers", "2", "--time", "900")
    end = time.monotonic() + HANG_SECONDS
    while len(list(ours.glob("solved/*.json"))) < 2:
        assert process.poll() is None
        assert time.monotonic() < end
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    there = len(list(ours.glob("solved/*.json")))
    assert not (ours / "sweep.csv").exists()
    assert run("sweep", campus, *GRID, "--out", ours, "--time", "900").code == 0
    assert len(here) == 6 - there
    files = files_in(whole)
    assert set(files) == {"sweep.html", "sweep.xlsx", "sweep.csv", "sweep.json"}
    assert files_in(ours) == files


def workers_of(mark: str) -> list[str]:
    """Worker processes that have this text in their environment."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            is_worker = b"bundler.scenarios.worker" in (folder / "cmdline").read_bytes()
            if is_worker and mark.encode() in (folder / "environ").read_bytes():
                found.append(folder.name)
        except OSError:
            continue
    return found


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="reads /proc")
def test_workers_do_not_outlive_a_sweep_that_is_killed(tmp_path: Path) -> None:
    mark = f"sweep-{uuid4().hex}"
    write_folder(generate(60, seed=1), tmp_path / "data")
    process = start("sweep", tmp_path / "data", "--axis", "max_suppliers=3", "--time", "900", MARK=mark)
    end = time.monotonic() + HANG_SECONDS
    while not workers_of(mark):
        assert time.monotonic() < end
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    while workers_of(mark):
        assert time.monotonic() < end
        time.sleep(0.02)


def test_ctrl_c_keeps_what_is_finished_and_says_how_to_go_on(tmp_path: Path) -> None:
    out = tmp_path / "out"
    hard = ("--axis", "max_suppliers=1,3", "--axis", "min_hours=12")
    data = tmp_path / "data"
    write_folder(generate(60, seed=1), data)
    process = start("sweep", data, *hard, "--out", out, "--workers", "1", "--time", "900", "--json")
    end = time.monotonic() + HANG_SECONDS
    while not list(out.glob("solved/*.json")):
        assert time.monotonic() < end
        time.sleep(0.01)
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    text, err = ended(process)
    assert process.returncode == 0, err
    assert "Stopped: 1 of 2 cells were finished." in err
    assert "The same command goes on from there." in err
    first, second = json.loads(text)["cells"]
    assert (first["outcome"], first["stopped_by"]) == ("proved", "proof")
    assert second["outcome"] in ("open", "not_solved")
    assert json.loads((out / "sweep.json").read_bytes()) == json.loads(text)


def test_more_time_is_given_only_to_what_the_clock_ended(
    campus: Path, whole: Path, tmp_path: Path, run: Run, here: list[Problem]
) -> None:
    out = shutil.copytree(whole, tmp_path / "out")
    solved = sorted((out / "solved").iterdir())
    document = json.loads(solved[0].read_bytes())
    body = document["result"] | {"stopped_by": "time"}
    document |= {"result": body, "check": bundler.scenarios.store._check(body)}
    solved[0].write_text(json.dumps(document), encoding="utf-8")
    ran = run("sweep", campus, *GRID, "--out", out, "--time", "900")
    assert (here, "6 of 6 were solved before" in ran.err) == ([], True)
    ran = run("sweep", campus, *GRID, "--out", out, "--time", "901")
    assert (len(here), "5 of 6 were solved before" in ran.err) == (1, True)


def test_a_damaged_file_in_the_store_is_said_and_solved_again(
    campus: Path, whole: Path, tmp_path: Path, run: Run, here: list[Problem]
) -> None:
    out = shutil.copytree(whole, tmp_path / "out")
    broken = sorted((out / "solved").iterdir())[0]
    broken.write_bytes(broken.read_bytes()[:100])
    ran = run("sweep", campus, *GRID, "--out", out, "--time", "900", "--json")
    assert ran.document == json.loads((whole / "sweep.json").read_bytes())
    assert len(here) == 1
    assert f"{broken} is not used: it is damaged." in ran.err


@pytest.mark.usefixtures("here")
def test_the_files_say_the_same(campus: Path, whole: Path, tmp_path: Path, run: Run) -> None:
    shutil.copytree(whole / "solved", tmp_path / "a.solved")
    ran = run("sweep", campus, *GRID, "--out", tmp_path / "a.csv", "--out", tmp_path / "a.json", "--json")
    document = ran.document
    assert document == json.loads((tmp_path / "a.json").read_bytes())
    rows = list(csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text("utf-8"))))
    assert len(rows) == len(document["cells"]) == 6
    for row, cell in zip(rows, document["cells"], strict=True):
        assert row["rules.max_suppliers"] == str(cell["settings"]["rules.max_suppliers"])
        assert row["outcome"] == cell["outcome"] == "proved"
        assert float(row["hours"]) == cell["kpis"]["hours"]
        assert (row["on_front"] == "yes") is cell["on_front"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "a.json", "a.solved"]


@pytest.mark.usefixtures("here")
def test_the_ready_sweep_tells_what_the_rule_of_two_suppliers_costs(tmp_path: Path, run: Run) -> None:
    campus = tmp_path / "data"
    write_folder(generate(14, suppliers=4, seed=3), campus)
    ran = run("sweep", campus, "two-suppliers", "--out", tmp_path / "price.html", "--time", "900")
    assert ran.code == 0
    assert "Suppliers per job, at most: 2 instead of 3:" in ran.out
    best = {}
    for suppliers in (1, 2, 3):
        for objective in ("balanced", "most-hours", "most-jobs"):
            overrides = {"rules": {"max_suppliers": suppliers}, "solve": {"objective": objective}}
            problem, _ = read_problem(campus, overrides=overrides)
            best[suppliers, objective] = solve(problem).first.value
    document = run("sweep", campus, "two-suppliers", "--store", tmp_path / "price.solved", "--json",
                   "--time", "900").document  # fmt: skip
    for against in document["price"]["against"]:
        cells = {cell["cell"]: cell["settings"] for cell in document["cells"]}
        other = cells[against["other_cell"]]["rules.max_suppliers"]
        objective = against["objective"]
        expected = best[other, objective] - best[2, objective]
        assert against["proved"]
        assert against["at_least"] == pytest.approx(expected, abs=0.011)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(("lang", "words"), [("en", "proved"), ("nl", "bewezen")])
def test_the_result_is_told_in_both_languages(campus: Path, run: Run, lang: str, words: str) -> None:
    ran = run("sweep", campus, "--axis", "max_suppliers=1,2", "--lang", lang)
    assert ran.code == 0
    assert words in ran.out
    assert {"en": "not kept", "nl": "niet bewaard"}[lang] in ran.err


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ((), "nothing to sweep over"),
        (("--axis", "max_supplier=1,2"), "Maybe rules.max_suppliers"),
        (("--axis", "max_suppliers=1,x"), "no whole number"),
        (("two-supplier",), "Maybe one of: two-suppliers"),
        ((*GRID, "--kpi", "hour"), "Maybe hours"),
        ((*GRID, "--price", "max_tasks"), "none of the axes"),
        ((*GRID, "--out", "x.pdf"), ".html, .xlsx, .csv or .json"),
    ],
)
def test_wrong_usage_is_told_with_what_to_do(
    campus: Path, run: Run, args: tuple[str, ...], words: str
) -> None:
    ran = run("sweep", campus, *args)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_input_is_not_overwritten(campus: Path, tmp_path: Path, run: Run) -> None:
    file = tmp_path / "sweep.json"
    file.write_text('[axes]\n"rules.max_suppliers" = [1, 2]\n', encoding="utf-8")
    ran = run("sweep", campus, file, "--out", tmp_path)
    assert ran.code == 2
    assert "would be overwritten" in ran.err
    assert "[axes]" in file.read_text("utf-8")


@pytest.mark.usefixtures("here")
def test_a_sweep_in_which_no_cell_has_a_plan_is_exit_code_3(campus: Path, run: Run) -> None:
    ran = run("sweep", campus, "--axis", "min_hours=30,31", "--axis", "max_tasks=1", "--objective",
              "fewest-jobs", "--time", "1", "--json")  # fmt: skip
    assert ran.code == 3
    assert {cell["outcome"] for cell in ran.document["cells"]} == {"none"}
    assert all(cell["why"] for cell in ran.document["cells"])
    assert "None of the cells has a plan." in ran.err


def test_a_cell_whose_process_is_lost_is_named(
    campus: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Lost(bundler.scenarios.run._Many):
        def _solve(self, todo: list[int], workers: int, engine: object) -> list[int]:
            self._finish(todo[0], solve(self._problems[todo[0]][1]), fresh=True)
            return []

    monkeypatch.setattr(bundler.scenarios.run, "_Many", Lost)
    ran = run("sweep", campus, "--axis", "max_suppliers=1,2", "--json")
    assert ran.code == 0
    assert [cell["outcome"] for cell in ran.document["cells"]] == ["proved", "not_solved"]
    assert "Cell 2: its process was ended" in ran.err


@pytest.mark.parametrize(("tasks", "seconds"), [(24, 5.0), (60, 5.0), (120, 10.0)])
def test_without_a_time_limit_a_cell_has_some_seconds(
    campus: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tasks: int, seconds: float
) -> None:
    limits: set[float] = set()

    class Noted(bundler.scenarios.run._Many):
        def _solve(self, todo: list[int], workers: int, engine: object) -> list[int]:
            limits.update(problem.scenario.solve.time_limit for _, problem in self._problems)
            return []

    monkeypatch.setattr(bundler.scenarios.run, "_Many", Noted)
    write_folder(generate(tasks, seed=1), tmp_path / "data")
    run("sweep", tmp_path / "data", "--axis", "max_suppliers=1,2")
    assert limits == {seconds}
