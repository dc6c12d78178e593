"""All code in the documents runs: commands and Python, page by page, in the order in which it stands there.

Each page has a folder of its own with ``data/`` and, unless it makes its own, a folder ``mydata`` with the
lists of the tutorial and their plan in ``result``. A block under a line with nothing but a file's name is
saved as that file. Text right under commands is what they print, but for lines left out with ``…``. Scenarios
and norms are held to the program in ``tests/io`` and ``tests/norms``, README.md in ``tests/test_docs.py``.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from bundler.cli import main
from tests.docs.conftest import ROOT

DOCS = ROOT / "docs"
# What is about setting up, and is run by .ci/run itself or by people.
SETTING_UP = (
    "python -m pip ",
    "python -m sphinx ",
    "python -m venv ",
    ". .venv/",
    "pytest",
    "bash .ci/run",
    "ruff ",
    "mypy",
)
# A server that waits for a browser; that it starts is for tests/board.
SERVES = "bundler board "
DATA = {"csv", "toml", "json", "text"}


class Block(NamedTuple):
    """A block of code.

    Attributes:
        language: what is after the three signs.
        file: where it is to be saved; empty where nothing says so.
        under: the language of the block right above, with nothing in between.
    """

    language: str
    file: str
    text: str
    under: str


def blocks(page: Path) -> Iterator[Block]:
    """The blocks of a page in order; those of the site's own directives are not code."""
    text = page.read_text("utf-8")
    ended, above = 0, ""
    for found in re.finditer(
        r"(?:^`([\w./-]+)`\n\n)?^```([^\n]*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL
    ):
        file, language, code = found.groups(default="")
        if not language.startswith("{"):
            yield Block(language, file, code, "" if text[ended : found.start()].strip() else above)
        ended, above = found.end(), language


def save(folder: Path, block: Block) -> None:
    """Save a block as the file that it says it is."""
    (folder / block.file).parent.mkdir(exist_ok=True)
    (folder / block.file).write_text(block.text, encoding="utf-8")


def commands(text: str) -> list[str]:
    """The lines that start something, without remarks."""
    return [line.partition("  #")[0].strip() for line in text.splitlines() if line.strip()]


PAGES = [page for page in sorted(DOCS.rglob("*.md"))
         if any(block.language in ("sh", "python") for block in blocks(page))]  # fmt: skip


@pytest.fixture(scope="session")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with data and its plan, as the pages take them to be there."""
    folder = tmp_path_factory.mktemp("planned")
    for block in blocks(DOCS / "tutorial.md"):
        if block.file:
            save(folder, block)
    data, result = str(folder / "mydata"), str(folder / "result")
    assert main(["--lang", "en", "--quiet", "solve", data, "--out", result]) == 0
    return folder


@pytest.fixture
def here(planned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder but for data and the plan of it, to be in."""
    shutil.copytree(planned, tmp_path, dirs_exist_ok=True)
    shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return tmp_path


def words(line: str) -> list[str]:
    """The words of a command after the program's name, as a shell gives them."""
    given = shlex.split(line)[1:]
    return [
        name for word in given for name in (sorted(map(str, Path().glob(word))) if "*" in word else [word])
    ]


def shown_is_printed(shown: str, printed: str) -> None:
    """Each line that is shown was printed, in that order."""
    rest = iter(printed.splitlines())
    for line in shown.splitlines():
        if line != "…":
            assert line in rest, line


def test_no_block_of_code_is_of_a_kind_that_nobody_runs() -> None:
    kinds = {block.language for page in DOCS.rglob("*.md") for block in blocks(page)}
    assert kinds - DATA == {"sh", "python"}


def test_every_line_to_type_is_a_command_of_ours_or_sets_up() -> None:
    lines = [
        line
        for page in PAGES
        for block in blocks(page)
        if block.language == "sh"
        for line in commands(block.text)
    ]
    assert [line for line in lines if not line.startswith(("bundler ", *SETTING_UP))] == []


@pytest.mark.usefixtures("one_process")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS)))
def test_the_code_of_a_page_runs(page: Path, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, object] = {"__name__": "__main__"}
    own = [block.file for block in blocks(page) if block.file.startswith("mydata/")]
    if own:
        shutil.rmtree(here / "mydata")
        shutil.rmtree(here / "result")
    printed = ""
    for block in blocks(page):
        if block.file:
            save(here, block)
        elif block.language == "python":
            exec(compile(block.text, str(page), "exec"), names)
        elif block.language == "sh":
            capsys.readouterr()
            for line in commands(block.text):
                if line.startswith("bundler ") and not line.startswith(SERVES):
                    language = [] if "--lang" in line else ["--lang", "en"]
                    assert main([*language, *words(line)]) == 0, line
            printed = capsys.readouterr().out
        elif block.language == "text" and block.under == "sh":
            shown_is_printed(block.text, printed)


def test_each_board_command_is_one_that_there_is(here: Path) -> None:
    """Asked for its replay it does not wait: there is no session yet, and that is what it says."""
    lines = [
        line
        for page in PAGES
        for block in blocks(page)
        for line in commands(block.text)
        if line.startswith(SERVES)
    ]
    assert lines
    for line in lines:
        assert main([*shlex.split(line)[1:], "--replay"]) in (0, 2), line
