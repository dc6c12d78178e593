"""The documents say what the program does: their tables, codes and commands are held against the code."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import get_args

import click
import pytest

from bundler.attribution.constructions import CODES as CODES_OF_CONSTRUCTIONS
from bundler.cli import main
from bundler.cli.app import build
from bundler.domain import Attribution, Pin, Rules, SolveOptions, Weights
from bundler.domain.reasons import CATALOGUE, reasons_markdown
from bundler.errors import DataRefused, NoPlan, ProofError, UsageError
from bundler.io import planread
from bundler.io.codes import CODES, codes_markdown
from bundler.io.tables import columns_markdown
from bundler.kpis import KPI
from bundler.kpis.shown import kpis_markdown
from bundler.report import sheets, statement
from bundler.rules import RULES, TERMS
from bundler.solver.reasons import REASONS
from bundler.units import clock
from bundler.verbs.documents import SUFFIXES
from bundler.verbs.given import REASON
from bundler.verbs.results import RESULT_FILES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
DOCS = ROOT / "docs"
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "data/README.md", "data/utrecht/README.md"]
# What is typed on the command line is told on these pages of the reference.
COMMANDS = ("cli", "workbooks", "answers", "what-if", "documents", "board", "measuring", "checking")
INSTALLS = [
    "python -m pip install . && bundler demo --out demo-out",
    'python -m pip install -e ".[dev]" && pytest',
]


def one_down(text: str) -> str:
    """The text with each heading a level lower, as a chapter of a book."""
    parts = re.split(r"(^```.*?^```$)", text, flags=re.MULTILINE | re.DOTALL)
    return "".join(
        part if part.startswith("```") else re.sub("^(#+ )", r"#\1", part, flags=re.MULTILINE)
        for part in parts
    )


# The pages that say what holds, as one text: a page is a chapter.
REFERENCE = "\n".join(
    one_down(page.read_text("utf-8"))
    for folder in ("reference", "explanation")
    for page in sorted((DOCS / folder).glob("*.md"))
)


def blocks(text: str) -> list[str]:
    """What is inside the fenced blocks, one text for each."""
    return re.findall(r"^```\w*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def rows(text: str) -> Iterator[list[str]]:
    """The cells of every table row."""
    for line in text.splitlines():
        if line.startswith("| "):
            yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next of the same or a higher level."""
    level = heading.split(" ")[0]
    found = re.search(
        rf"^{re.escape(heading)}$(.*?)(?=^#{{1,{len(level)}}} |\Z)", text, re.MULTILINE | re.DOTALL
    )
    assert found, heading
    return found[1]


def defaults(model: type[Rules] | type[Weights] | type[SolveOptions] | type[Attribution]) -> dict[str, str]:
    """Each field with its default as the documents write it."""
    shown = {}
    for name, field in model.model_fields.items():
        value = field.default
        if name in ("day_start", "day_end"):
            shown[name] = clock(value)
        elif value is None:
            shown[name] = "none"
        elif isinstance(value, bool):
            shown[name] = str(value).lower()
        else:
            shown[name] = "[]" if value == () else f"{value:g}" if isinstance(value, float) else str(value)
    return shown


def given_in(table: str) -> dict[str, str]:
    """Name and default of the rows whose first cell is a name in code."""
    return {
        cells[0].strip("`"): cells[1] for cells in rows(table) if len(cells) > 2 and cells[0].startswith("`")
    }


@pytest.fixture
def commands() -> click.Group:
    return build("en")


def command_lines(text: str) -> list[str]:
    """Every line in a fenced block that starts bundler, without what is before `&&`."""
    parts = (
        part.strip() for block in blocks(text) for line in block.splitlines() for part in line.split("&&")
    )
    return [part for part in parts if part.startswith("bundler ")]


@pytest.mark.parametrize("line", INSTALLS)
def test_each_set_up_command_is_alone_in_its_block(line: str) -> None:
    """CI takes these lines from the README as they stand and runs them."""
    assert blocks(README).count(line + "\n") == 1
    assert README.splitlines().count(line) == 1


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document: str) -> None:
    """Every relative link names a file that is there, every anchor a heading that is there."""
    file = ROOT / document
    for target in re.findall(r"\]\(([^)\s]+)\)", file.read_text("utf-8")):
        if target.startswith("https://"):
            continue
        name, _, anchor = target.partition("#")
        other = file.parent / name if name else file
        assert other.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)$", other.read_text("utf-8"), re.MULTILINE)
            anchors = [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]
            assert anchor in anchors, target


def test_each_picture_has_a_text_for_who_cannot_see_it() -> None:
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", README)
    assert [name for _, name in pictures] == ["README-plan.png", "README-board.png"]
    assert all(len(text) > 80 for text, _ in pictures)


def test_the_figures_of_the_readme_are_among_those_of_the_page_about_benchmarks() -> None:
    page = (DOCS / "explanation" / "benchmarks.md").read_text("utf-8")
    table = [cells for cells in rows(section(README, "## For developers")) if cells[0].isdigit()]
    assert table
    assert [cells for cells in table if cells not in list(rows(page))] == []


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= 200


@pytest.mark.parametrize(
    ("text", "heading"),
    [(README, "## The rules of a job"), (REFERENCE, "## Rules")],
    ids=["readme", "reference"],
)
def test_the_rule_table_has_every_rule_with_its_default_and_no_other(text: str, heading: str) -> None:
    assert given_in(section(text, heading)) == defaults(Rules)


@pytest.mark.parametrize(
    ("model", "heading"),
    [
        (Weights, "## Score"),
        (SolveOptions, "## Solve options"),
        (Attribution, "## Employers and social return"),
    ],
    ids=["weights", "solve", "attribution"],
)
def test_weights_and_options_are_there_with_their_defaults(
    model: type[Weights] | type[SolveOptions] | type[Attribution], heading: str
) -> None:
    found = given_in(section(REFERENCE, heading))
    assert {name: found.get(name) for name in model.model_fields} == defaults(model)


def test_every_choice_of_the_attribution_settings_is_listed() -> None:
    cells = {row[0].strip("`"): row[2] for row in rows(section(REFERENCE, "### Settings"))}
    for name, field in Attribution.model_fields.items():
        for choice in get_args(field.annotation):
            assert f"`{choice}`" in cells[name], (name, choice)


def test_every_construction_is_explained() -> None:
    table = {cells[0].strip("`") for cells in rows(section(REFERENCE, "### Constructions"))} - {"code", "---"}
    assert table == set(CODES_OF_CONSTRUCTIONS)


def test_every_rule_that_can_be_broken_is_named() -> None:
    named = {cells[0].strip("`") for cells in rows(section(REFERENCE, "## Rules"))}
    assert set(RULES) - named == set()


def test_every_term_of_the_score_is_in_the_formula() -> None:
    formula = blocks(section(REFERENCE, "## Score"))[0]
    assert [term for term in TERMS if f"{term} ·" not in formula] == []


def test_every_kind_of_pin_has_its_meaning() -> None:
    table = {cells[0].strip("`") for cells in rows(section(REFERENCE, "## Pins")) if cells[0].startswith("`")}
    assert table == set(Pin.model_fields)


def test_tables_that_the_code_writes_are_in_the_reference_as_they_are() -> None:
    """Every row the code makes is there word for word: to repair it, paste what the function gives."""
    lines = set(REFERENCE.splitlines())
    made = columns_markdown("en").splitlines()
    assert [line for line in made if line.startswith("|") and line not in lines] == []


@pytest.mark.parametrize(
    ("make", "codes"),
    [(codes_markdown, CODES), (kpis_markdown, KPI), (reasons_markdown, {**CATALOGUE, REASON: None})],
    ids=["codes", "kpis", "reasons"],
)
def test_tables_of_the_site_have_every_code_and_no_other(
    make: Callable[[str], str], codes: Mapping[str, object]
) -> None:
    """They are made while the site is built, in both languages."""
    for lang in ("en", "nl"):
        table = [cells[0].strip("`") for cells in rows(make(lang)) if cells[0].startswith("`")]
        assert sorted(table) == sorted(codes)


@pytest.mark.parametrize(
    ("page", "heading"), [("codes", "## Plan files"), ("codes-nl", "## Planbestanden")], ids=["en", "nl"]
)
def test_every_code_of_a_plan_file_is_in_the_reference_and_no_other(page: str, heading: str) -> None:
    made = set(re.findall(r'"(E-PLAN-[A-Z]+)"', Path(planread.__file__).read_text("utf-8")))
    table = section((DOCS / "reference" / f"{page}.md").read_text("utf-8"), heading)
    assert made
    assert {cells[0].strip("`") for cells in rows(table) if cells[0].startswith("`")} == made


def test_each_reason_says_what_the_program_says() -> None:
    said = {cells[0].strip("`"): cells[1] for cells in rows(reasons_markdown("en"))}
    for code, text in REASONS.items():
        assert said[code] == re.sub(r"\{\w+\}", "…", text.en)


def test_every_verb_and_option_is_in_the_reference(commands: click.Group) -> None:
    text = "\n".join((DOCS / "reference" / f"{page}.md").read_text("utf-8") for page in COMMANDS)
    for verb, command in commands.commands.items():
        assert f"`bundler {verb}" in text
        for parameter in (*command.params, *commands.params):
            if isinstance(parameter, click.Option):
                assert any(re.search(rf"{name}\b", text) for name in parameter.opts), (verb, parameter.opts)


def test_every_exit_code_of_the_program_is_listed() -> None:
    listed = {cells[0] for cells in rows(section(REFERENCE, "### Exit codes"))}
    assert {str(error.exit_code) for error in (DataRefused, UsageError, NoPlan, ProofError)} | {"0"} <= listed


def test_result_files_and_their_columns_are_listed() -> None:
    text = section(REFERENCE, "## Output files")
    assert [name for name in RESULT_FILES if f"`{name}`" not in text] == []
    for columns in (sheets.JOBS, sheets.ROSTER, sheets.UNPLACED, sheets.ATTRIBUTION):
        assert ", ".join(columns) in text.replace("` (with `;`)", "").replace("suppliers, `", "suppliers, ")


def test_the_columns_of_a_statement_are_listed() -> None:
    table = section(REFERENCE, "## Documents of a plan")
    assert re.findall(
        r"`(\w+)`", " ".join(cells[0] for cells in rows(table) if "--" not in cells[0])
    ) == list(statement.COLUMNS)


def test_the_four_forms_of_a_report_are_named() -> None:
    text = section(REFERENCE, "## Documents of a plan")
    assert [suffix for suffix in SUFFIXES if f"`{suffix}`" not in text] == []


@pytest.mark.parametrize("line", [line for text in (README, REFERENCE) for line in command_lines(text)])
def test_command_lines_in_the_documents_parse(line: str, commands: click.Group) -> None:
    verb, *arguments = shlex.split(line, comments=True)[1:]
    command = commands.get_command(click.Context(commands), verb)
    assert command is not None, verb
    command.make_context(verb, arguments)


def test_the_other_commands_of_the_readme_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What needs neither the example nor one's own lists, in the order of the README."""
    monkeypatch.chdir(tmp_path)
    lines = [line for line in command_lines(README) if "mydata" not in line and "demo" not in line]
    assert [line.split()[1] for line in lines] == ["generate", "versions"]
    for line in lines:
        assert main(["--lang", "en", *shlex.split(line, comments=True)[1:]]) == 0, line
    assert "bundler solve campus" in capsys.readouterr().out
    assert main(["check", "campus"]) == 0


def test_the_readmes_own_lists_do_what_it_says_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The three lists and the scenario, saved as they stand, pass every command that follows them."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "mydata"
    folder.mkdir()
    lists = re.findall(r"^`(\w+\.csv)`\n\n```csv\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert [name for name, _ in lists] == ["tasks.csv", "suppliers.csv", "locations.csv"]
    scenario = re.findall(r"^```toml\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    for name, text in [*lists, *(("scenario.toml", text) for text in scenario)]:
        (folder / name).write_text(text, encoding="utf-8")
    ours = [line for line in command_lines(README) if "mydata" in line]
    assert [line.split()[1] for line in ours] == ["check", "solve", "check", "report", "board"]
    for line in ours[:-1]:
        assert main(["--lang", "en", *shlex.split(line, comments=True)[1:]]) == 0, line
    said = capsys.readouterr()
    assert "0 errors, 0 warnings" in said.out
    assert "J01" in said.out
    assert "The plan holds: 1 job" in said.out
    assert {path.name for path in (tmp_path / "result").iterdir()} == set(RESULT_FILES)
    assert {"plan.html", "plan.xlsx", "vacancies"} <= {path.name for path in tmp_path.iterdir()}


def test_what_the_readme_shows_of_the_demo_is_what_it_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Line for line but for the time it took, and in that order."""
    monkeypatch.chdir(tmp_path)
    shown = next(block for block in blocks(README) if block.startswith("Example utrecht")).splitlines()
    assert main(["--lang", "en", "demo", "--out", "demo-out"]) == 0
    printed = iter(capsys.readouterr().out.splitlines())
    for line in shown:
        if line != "…" and not line.startswith("Ready in "):
            assert line in printed, line


def test_the_readme_has_a_dutch_summary() -> None:
    dutch = section(README, "## In het kort").split()
    assert len(dutch) > 60
    assert {"leveranciers", "banen", "taken"} & {word.strip(".,:") for word in dutch}
