"""All code in the documents runs: commands and Python, page by page, in the order in which it stands there.

Each page has a folder of its own with ``data/`` and, unless it makes its own, a folder ``mydata`` with the
lists of the tutorial and their plan in ``result``. A block under a line with nothing but a file's name is
saved as that file. Text right under commands or Python is what they print, but for lines left out with ``…``.

TOML and JSON are read by the program, as the kind of file that they are, beside data with the ids they name:
the lists on the page, else Utrecht. Commands of others are not run: they are there, with those options.
The commands and lists of README.md are run in ``tests/test_docs.py``, its board here.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.request import HTTPCookieProcessor, ProxyHandler, build_opener

import pytest

from bundler.cli import main
from bundler.io import read_problem
from bundler.io.write_overlay import overlay_toml
from bundler.norms import catalogue
from bundler.norms.userfile import read_norms
from bundler.scenarios.grid import cells_of
from bundler.scenarios.sweepfile import read_sweep
from tests.board.wires import served
from tests.docs.conftest import ROOT

DOCS = ROOT / "docs"
README = ROOT / "README.md"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"  # a page of the site that includes it
CHECKING = DOCS / "reference" / "checking.md"
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
# A server that waits for a browser; only that of README.md is started here.
SERVES = "bundler board "
DATA = {"csv", "toml", "json", "text"}
# For the plan by hand: the task that it names.
ONE_TASK = {
    "tasks.csv": "task_id,supplier_id,title,location_id,days,hours_per_session,earliest_start,latest_end\n"
    "T01,shine,Morning round,hall,mon,2.5,07:00,10:00\n",
    "suppliers.csv": "supplier_id,service\nshine,cleaning\n",
    "locations.csv": "location_id,site\nhall,centre\n",
    "scenario.toml": "[rules]\nmin_hours = 2\n",
}
# What a scenario can find wrong that is not wrong in itself: with rules that tight a task stays alone.
TIGHT = "W-NO-PARTNER"


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


# Files by their outermost keys.
KINDS = {
    "scenario": {"scenario", "rules", "weights", "solve", "attribution", "pins",
                 "tasks", "suppliers", "locations", "travel", "competencies"},
    "sweep": {"sweep", "axes"},
    "norms": {"norms"},
    "problem": {"format", "tasks", "suppliers", "locations", "travel", "competencies", "scenario"},
    "plan": {"jobs"},
}  # fmt: skip


def loaded(block: Block) -> dict[str, Any]:
    """What a block of TOML or JSON holds."""
    found: dict[str, Any] = (tomllib.loads if block.language == "toml" else json.loads)(block.text)
    return found


def kind(block: Block) -> str:
    """What sort of file a block is; empty where it is none that is known here."""
    keys = set(loaded(block))
    return next((name for name, own in KINDS.items() if keys and keys <= own), "")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix().removeprefix("docs/")


DOCUMENTS = [*sorted(DOCS.rglob("*.md")), CONTRIBUTING, README]
PAGES = [page for page in DOCUMENTS
         if page != README and any(block.language in ("sh", "python") for block in blocks(page))]  # fmt: skip
SETTINGS = [page for page in DOCUMENTS if any(block.language in ("toml", "json") for block in blocks(page))]


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
    found = [(page, block) for page in DOCUMENTS for block in blocks(page)]
    assert {block.language for page, block in found if page != README} - DATA == {"sh", "python"}
    assert {block.language for page, block in found if page == README} - DATA == {"sh"}
    read = [(name_of(page), kind(block)) for page, block in found if block.language in ("toml", "json")]
    assert [name for name, sort in read if sort not in READ] == []
    assert {sort for _, sort in read} == set(READ)


def test_every_line_to_type_is_a_command_of_ours_or_sets_up() -> None:
    lines = [
        line
        for page in DOCUMENTS
        for block in blocks(page)
        if block.language == "sh"
        for line in commands(block.text)
    ]
    assert [line for line in lines if not line.startswith(("bundler ", *SETTING_UP))] == []


@pytest.mark.usefixtures("one_process")
@pytest.mark.parametrize("page", PAGES, ids=name_of)
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
            capsys.readouterr()
            exec(compile(block.text, str(page), "exec"), names)
            printed = capsys.readouterr().out
        elif block.language == "sh":
            capsys.readouterr()
            for line in commands(block.text):
                if line.startswith("bundler ") and not line.startswith(SERVES):
                    language = [] if "--lang" in line else ["--lang", "en"]
                    assert main([*language, *words(line)]) == 0, line
            printed = capsys.readouterr().out
        elif block.language == "text" and block.under in ("sh", "python"):
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


def data_of(page: Path, folder: Path) -> Path:
    """Data as a page takes it to be there: its lists, else Utrecht, with its first whole scenario."""
    data = folder / "mydata"
    lists = [block for block in blocks(page) if block.file.endswith(".csv")]
    if lists:
        data.mkdir()
    else:
        shutil.copytree(ROOT / "data" / "utrecht", data)
    for block in lists:
        (data / Path(block.file).name).write_text(block.text, encoding="utf-8")
    for block in blocks(page):
        if block.language == "toml" and kind(block) == "scenario" and "inherits" not in block.text:
            (data / "scenario.toml").write_text(block.text, encoding="utf-8")
            break
    (data / "scenarios").mkdir(exist_ok=True)
    return data


def saved(file: Path, block: Block) -> Path:
    file.write_text(block.text, encoding="utf-8")
    return file


def read_scenario(data: Path, block: Block) -> None:
    file = saved(data / "scenarios" / "shown.toml", block)
    _, findings = read_problem(data, file)
    assert {item.code for item in findings if item.severity != "note"} <= {TIGHT}


def read_grid(data: Path, block: Block) -> None:
    """Each of its cells can be solved."""
    sweep = read_sweep(saved(data / "shown.toml", block))
    problem, _ = read_problem(data, sweep.scenario)
    assert [cell.values for cell in cells_of(problem, sweep.axes) if cell.problem is None] == []


def read_own_norms(data: Path, block: Block) -> None:
    assert read_norms("norms.toml", block.text.encode(), catalogue().norms).findings == ()


def read_whole(data: Path, block: Block) -> None:
    """A problem that is one file."""
    _, findings = read_problem(saved(data / "shown.json", block))
    assert {item.severity for item in findings} <= {"note"}


def checking(data: Path, block: Block) -> list[str]:
    """The command that checks a plan by hand, with data under which it is right."""
    folder = data / "small"
    folder.mkdir()
    for name, text in ONE_TASK.items():
        (folder / name).write_text(text, encoding="utf-8")
    return ["check", str(folder), "--plan", str(saved(folder / "plan.json", block)), "--json"]


def read_plan_by_hand(data: Path, block: Block) -> None:
    assert main(checking(data, block)) == 0


READ: Mapping[str, Callable[[Path, Block], None]] = {
    "scenario": read_scenario,
    "sweep": read_grid,
    "norms": read_own_norms,
    "problem": read_whole,
    "plan": read_plan_by_hand,
}


@pytest.mark.parametrize("page", SETTINGS, ids=name_of)
def test_the_program_reads_each_toml_and_json_block_without_errors(page: Path, tmp_path: Path) -> None:
    data = data_of(page, tmp_path)
    for block in blocks(page):
        if block.language in ("toml", "json"):
            READ[kind(block)](data, block)


def test_an_ask_as_a_scenario_is_as_the_program_writes_it() -> None:
    (block,) = (block for block in blocks(DOCS / "reference" / "answers.md") if block.language == "toml")
    rows = loaded(block)["tasks"]
    changed = [(row["task_id"], *cell) for row in rows for cell in row.items() if cell[0] != "task_id"]
    assert block.text == overlay_toml(**loaded(block)["scenario"], changed=changed)


def keys_of(document: object) -> set[str]:
    """All keys, at any depth."""
    if isinstance(document, dict):
        return set(document).union(*map(keys_of, document.values()))
    return set().union(*map(keys_of, document)) if isinstance(document, list) else set()


def test_a_plan_by_hand_has_no_key_that_a_plan_has_not(planned: Path) -> None:
    plan = json.loads((planned / "result" / "plan.json").read_text("utf-8"))
    (block,) = (block for block in blocks(CHECKING) if block.language == "json")
    assert keys_of(loaded(block)) <= keys_of(plan)


def test_a_proof_has_the_keys_that_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (block,) = (block for block in blocks(CHECKING) if block.language == "json")
    assert main([*checking(tmp_path, block), "--prove"]) == 0
    proof = json.loads(capsys.readouterr().out)["proof"]
    told = [
        re.findall(r'"(\w+)"', shape) for shape in re.findall(r'`({"[^`]*})`', CHECKING.read_text("utf-8"))
    ]
    assert told == [list(proof), list(proof["levels"][0])]


# Commands of others that have commands of their own.
WITH_COMMANDS = ("pip", "ruff")


def started(line: str) -> tuple[list[str], list[str]]:
    """How a tool is really started, up to its own command, and what it is given."""
    tool, *given = shlex.split(line)
    if tool == "python":
        program = [sys.executable, *given[:2]]
        tool, given = given[1], given[2:]
    else:
        path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]])
        program = [shutil.which(tool, path=path) or tool]
    if tool in WITH_COMMANDS:
        program.append(given.pop(0))
    return program, given


@cache
def told_by(*program: str) -> str:
    """What a tool says of itself."""
    own = {name: text for name, text in os.environ.items() if name not in ("PYTEST_ADDOPTS", "FORCE_COLOR")}
    return subprocess.run(
        [*program, "--help"], cwd=ROOT, env=own, capture_output=True, text=True, check=True
    ).stdout


def lines_of_others() -> list[str]:
    """Each command once that is not ours, of all documents."""
    parts = {
        part.strip(): None
        for page in DOCUMENTS
        for block in blocks(page)
        if block.language == "sh"
        for line in commands(block.text)
        for part in line.split("&&")
    }
    return [part for part in parts if not part.startswith("bundler ")]


@pytest.mark.parametrize("line", [line for line in lines_of_others() if line.split()[0] not in (".", "bash")])
def test_each_command_of_others_is_installed_and_has_the_options_that_it_gets(line: str) -> None:
    program, given = started(line)
    told = told_by(*program)
    options = [found[0] for word in given if (found := re.match(r"--[\w-]+|-\w", word))]
    assert [name for name in options if not re.search(rf"(?<![\w-]){name}(?![\w-])", told)] == []


def test_what_commands_of_others_are_given_is_there() -> None:
    """Extras that can be installed, the documents' source, tests, a script that a shell can read."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    for line in lines_of_others():
        words = shlex.split(line)
        for word in words:
            if asked := re.fullmatch(r"\.\[(.+)\]", word):
                assert set(asked[1].split(",")) <= set(extras), line
            if word.endswith("…"):
                assert (ROOT / word[:-1]).is_dir(), line
        if "sphinx" in words:
            assert (ROOT / words[-2] / "conf.py").is_file(), line
        if words[0] == "bash":
            assert subprocess.run(["bash", "-n", words[1]], cwd=ROOT, check=False).returncode == 0, line


def test_the_environment_that_is_made_is_the_one_that_is_begun(tmp_path: Path) -> None:
    lines = [line for line in lines_of_others() if line.startswith((". ", "python -m venv "))]
    made, begun = lines
    program, folders = started(made)
    subprocess.run([*program, "--without-pip", *folders], cwd=tmp_path, check=True)
    assert subprocess.run(
        ["sh", "-c", f"{begun}; command -v python"], cwd=tmp_path, check=True, capture_output=True, text=True
    ).stdout.strip() == str(tmp_path / ".venv" / "bin" / "python")


def test_the_board_of_the_readme_starts_with_its_lists_and_ends_when_told_to(tmp_path: Path) -> None:
    (line,) = (line for block in blocks(README) for line in commands(block.text) if line.startswith(SERVES))
    assert data_of(README, tmp_path) == tmp_path / shlex.split(line)[2]
    words = [*shlex.split(line)[1:], "--session", str(tmp_path / "session"), "--lang", "en"]
    with served(words, tmp_path) as told:
        browser = build_opener(ProxyHandler({}), HTTPCookieProcessor())
        with browser.open(str(told["facilitator"]), timeout=60) as page:
            assert "Morning round" in page.read().decode()
