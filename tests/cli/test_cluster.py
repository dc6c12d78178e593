"""`--cluster`: the same plan on a dask cluster, and clear words where it cannot be used."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bundler.generate import generate
from bundler.io.write_problem import write_folder
from tests.cli.conftest import Run
from tests.cli.test_process import ended, start

# Two workers, told to end when our side of the pipe closes; each line in is a worker to kill, the first
# that is seen to be busy, however long it takes until there is one.
CLUSTER = """
import os, signal, sys, time
from distributed import Client, LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, memory_limit=0, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, flush=True)
        for line in sys.stdin:
            with Client(cluster, set_as_default=False) as client:
                pids = client.run(os.getpid)
            print("watching", flush=True)
            busy, end = [], time.monotonic() + 300
            while not busy and time.monotonic() < end:
                time.sleep(0.002)
                workers = list(cluster.scheduler.workers.values())
                busy = [worker.address for worker in workers if worker.processing]
            if busy:
                os.kill(pids[busy[0]], signal.SIGKILL)
            print(len(busy), flush=True)
"""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[subprocess.Popen[str]]:
    script = tmp_path_factory.mktemp("cluster") / "cluster.py"
    script.write_text(CLUSTER, encoding="utf-8")
    here = str(Path(__file__).parents[2])
    process = subprocess.Popen(
        [sys.executable, str(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": here},
        cwd=script.parent,
        start_new_session=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    yield process
    process.stdin.close()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    process.stdout.close()


@pytest.fixture(scope="module")
def address(cluster: subprocess.Popen[str]) -> str:
    assert cluster.stdout is not None
    return cluster.stdout.readline().strip()


def test_a_cluster_gives_the_same_plan_also_when_a_worker_is_killed(
    cluster: subprocess.Popen[str], address: str, tmp_path: Path, run: Run
) -> None:
    write_folder(generate(45, sites=3, seed=2), tmp_path / "data")
    local = run("solve", tmp_path / "data", "--json").document
    assert local["status"] == "optimal"
    assert cluster.stdin is not None
    assert cluster.stdout is not None
    for kills in (False, True):
        if kills:
            cluster.stdin.write("kill\n")
            cluster.stdin.flush()
            assert cluster.stdout.readline() == "watching\n"
        process = start("solve", tmp_path / "data", "--json", "--cluster", address, "--time", "3000")
        out, err = ended(process)
        assert process.returncode == 0, err
        document = json.loads(out)
        assert document["jobs"] == local["jobs"]
        assert (document["status"], document["levels"]) == (local["status"], local["levels"])
    assert int(cluster.stdout.readline())


def test_workers_with_another_version_are_refused(
    address: str, data: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They might give another plan."""
    monkeypatch.setattr("bundler._version.__version__", "0.0.1")
    ran = run("solve", data, "--cluster", address)
    assert (ran.code, ran.out) == (2, "")
    assert "the same versions" in ran.err
    assert "0.0.1 here" in ran.err


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense", "ftp://127.0.0.1:1"])
def test_an_address_where_no_cluster_answers_is_named(
    address: str, data: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bundler.solver.cluster.CONNECT_SECONDS", 2)
    ran = run("solve", data, "--cluster", address)
    assert (ran.code, ran.out) == (2, "")
    assert f"No cluster answers at {address} within 2 seconds." in ran.err
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "the library distributed is needed"), ("nl", "de bibliotheek distributed nodig")],
)
@pytest.mark.parametrize("verb", ["solve", "compare"])
def test_without_the_library_the_command_to_install_it_is_shown(
    run: Run, data: Path, tmp_path: Path, verb: str, lang: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    file = tmp_path / "scenario.toml"
    file.write_text("", encoding="utf-8")
    more = [file] if verb == "compare" else []
    ran = run(verb, data, *more, "--cluster", "tcp://127.0.0.1:8786", "--lang", lang)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert 'python -m pip install "bundler[cluster]"' in ran.err
