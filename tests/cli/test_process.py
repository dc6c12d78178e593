"""`bundler` as a process of its own: signals, streams and pipes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

# A program that never ends is ended after this; no slow or busy machine comes near it.
HANG_SECONDS = 400
# The command with a solver that waits until it is told to stop, and then gives the sample's plan.
PATIENT = """
import sys, time
import bundler.solver
from tests.cli import sample
def solve(problem, *, on_progress=None, stop=None):
    print("solving", file=sys.stderr, flush=True)
    stop.wait(900)
    {then}
    return sample.result(status="feasible", stopped_by="user")
bundler.solver.solve = solve
from bundler.cli import main
sys.exit(main())
"""


def start(*args: object, code: str | None = None, **more: str) -> subprocess.Popen[str]:
    program = ["-m", "bundler"] if code is None else ["-c", code]
    return subprocess.Popen(
        [sys.executable, *program, *map(str, args)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "LC_ALL": "C.UTF-8", **more},
    )


def ended(process: subprocess.Popen[str]) -> tuple[str, str]:
    """What a process says until it ends by itself, on stdout and on stderr."""
    try:
        return process.communicate(timeout=HANG_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise


def solving(process: subprocess.Popen[str]) -> None:
    """Wait until the stand-in solver runs."""
    assert process.stderr is not None
    assert process.stderr.readline() == "solving\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_the_solve_and_writes_the_best_plan(data: Path, tmp_path: Path, number: int) -> None:
    process = start("solve", data, "--out", tmp_path / "out", "--json", code=PATIENT.format(then=""))
    solving(process)
    process.send_signal(number)
    out, err = ended(process)
    assert process.returncode == 0
    assert json.loads(out)["stopped_by"] == "user"
    assert json.loads((tmp_path / "out" / "plan.json").read_bytes())["jobs"]
    assert "Stopping" in err


def test_a_second_signal_aborts_at_once_and_writes_nothing(data: Path, tmp_path: Path) -> None:
    code = PATIENT.format(then="time.sleep(900)")
    process = start("solve", data, "--out", tmp_path / "out", code=code)
    solving(process)
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    assert "Stopping" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    out, err = ended(process)
    assert (process.returncode, out, err) == (130, "", "Aborted.\n")
    assert not (tmp_path / "out").exists()


def test_a_reader_that_leaves_early_is_no_error() -> None:
    process = start("versions")
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait(HANG_SECONDS) == 141


def test_without_any_stdout_it_still_works() -> None:
    code = "import sys; sys.stdout = None; from bundler.cli import main; sys.exit(main(['versions']))"
    process = start(code=code)
    assert ended(process) == ("", "")
    assert process.returncode == 0


def test_a_terminal_without_unicode_gets_question_marks_and_json_stays_whole(data: Path) -> None:
    suppliers = data / "suppliers.csv"
    text = suppliers.read_text(encoding="utf-8")
    suppliers.write_text(text.replace("facility", "schoonmaak-é€"), encoding="utf-8")
    tasks = data / "tasks.csv"
    tasks.write_text(tasks.read_text(encoding="utf-8").replace("A,cleaners", "A,é€"), encoding="utf-8")
    process = start("check", data, PYTHONIOENCODING="ascii")
    out, err = ended(process)
    assert (process.returncode, err) == (1, "")
    assert "??" in out
    process = start("check", data, "--json", PYTHONIOENCODING="ascii")
    document = json.loads(ended(process)[0])
    assert "é€" in {item["value"] for item in document["findings"]}


def test_json_is_the_only_thing_on_stdout_of_the_demo(tmp_path: Path) -> None:
    process = start("demo", "--json", "--out", tmp_path / "out")
    out, err = ended(process)
    assert process.returncode == 0, err
    assert json.loads(out) == json.loads((tmp_path / "out" / "plan.json").read_bytes())
