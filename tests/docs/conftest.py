"""The site, built once for all processes of a test run."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 300


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder with the pages. That it builds without a warning is what the first to come finds out."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "site"
    try:
        folder.mkdir()
    except FileExistsError:
        started = time.monotonic()
        while not (folder / "built").exists():
            assert time.monotonic() - started < PATIENCE, "the site was not built"
            time.sleep(0.2)
        said = (folder / "built").read_text("utf-8")
        assert not said, said
        return folder / "html"
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "docs", str(folder / "html")]
    said = "it stopped"
    try:
        ran = subprocess.run(
            [*command, "-d", str(folder / "doctrees")], cwd=ROOT, capture_output=True, text=True, check=False
        )
        said = ran.stderr + ran.stdout if ran.returncode else ""
    finally:
        (folder / "writing").write_text(said, encoding="utf-8")
        (folder / "writing").rename(folder / "built")
    assert not said, said
    return folder / "html"
