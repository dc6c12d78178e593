"""The optional table competencies: what is read, what is warned of, what is written back."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from pydantic import ValidationError

from bundler.domain import Competency
from bundler.io import read_problem
from bundler.io.write_problem import write_folder
from tests.io.sample import codes, read, sole, tasks

DATA = Path(__file__).parents[2] / "data"
CLEANING = "competency_id,label_nl,label_en,description,description_en,uri\n"
CLEANING += "cleaning,Schoonmaken,Cleaning,Je maakt schoon.,You clean.,https://example.org/skills/1\n"


def test_every_column_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, {"competencies.csv": CLEANING}).competencies == (
        Competency(
            competency_id="cleaning",
            label_nl="Schoonmaken",
            label_en="Cleaning",
            description="Je maakt schoon.",
            description_en="You clean.",
            uri="https://example.org/skills/1",
        ),
    )


def test_dutch_file_and_headers_are_understood(tmp_path: Path) -> None:
    """A sheet made in Dutch: ``competentie`` beside an id is the label."""
    text = (
        "id;competentie;label Engels;omschrijving;webadres\ncleaning;Schoonmaken;Cleaning;Je maakt schoon.;\n"
    )
    (found,) = read(tmp_path, {"competenties.csv": text}).competencies
    assert (found.competency_id, found.label_nl, found.label_en) == ("cleaning", "Schoonmaken", "Cleaning")
    assert (found.description, found.description_en, found.uri) == ("Je maakt schoon.", "", "")


def test_without_the_table_nothing_is_said_of_competencies(tmp_path: Path) -> None:
    """Also a table with a header only is no table."""
    asked = tasks(competencies="cleaning;lifting")
    assert codes(tmp_path, {"tasks.csv": asked}) == []
    assert codes(tmp_path, {"tasks.csv": asked, "competencies.csv": "competency_id\n"}) == []
    assert read(tmp_path, {"tasks.csv": asked}).competencies == ()


def test_a_misspelt_competency_is_warned_of_with_the_one_that_is_meant(tmp_path: Path) -> None:
    finding = sole(tmp_path, {"tasks.csv": tasks(competencies="claening"), "competencies.csv": CLEANING})
    assert (finding.code, finding.severity, finding.value) == ("W-COMPETENCY", "warning", "claening")
    assert finding.hint("en") == "Maybe cleaning"


def test_a_competency_that_no_task_asks_is_no_mistake(tmp_path: Path) -> None:
    assert codes(tmp_path, {"competencies.csv": CLEANING}) == []


def test_an_id_is_there_once(tmp_path: Path) -> None:
    twice = CLEANING + CLEANING.splitlines()[1] + "\n"
    assert codes(tmp_path, {"competencies.csv": twice}) == ["E-DUPLICATE-ID"]


@pytest.mark.parametrize(
    "uri",
    ["javascript:alert(1)", "data:text/html,x", "ftp://example.org", "https://", "//example.org",
     "https://a b", 'https://a"onclick=x', "https://a<b", "cleaning"],
)  # fmt: skip
def test_only_an_address_of_the_web_is_a_uri(tmp_path: Path, uri: str) -> None:
    """In a cell and in memory: what a page links to is never a script, and never ends an attribute."""
    quoted = uri.replace('"', '""')
    assert codes(tmp_path, {"competencies.csv": f'competency_id,uri\ncleaning,"{quoted}"\n'}) == ["E-URI"]
    with pytest.raises(ValidationError):
        Competency(competency_id="cleaning", uri=uri)


def test_an_address_without_its_scheme_is_suggested_with_one(tmp_path: Path) -> None:
    finding = sole(tmp_path, {"competencies.csv": "competency_id,uri\ncleaning,www.example.org/1\n"})
    assert finding.hint("nl") == "Misschien https://www.example.org/1"


def test_an_address_with_nine_digits_is_no_citizen_service_number(tmp_path: Path) -> None:
    text = "competency_id,uri\ncleaning,https://example.org/skills/123456782\n"
    assert codes(tmp_path, {"competencies.csv": text}) == []


def test_what_is_written_is_read_back_and_an_old_table_does_not_stay(tmp_path: Path) -> None:
    problem = read(tmp_path / "a", {"competencies.csv": CLEANING})
    write_folder(problem, tmp_path / "b")
    assert read_problem(tmp_path / "b")[0].competencies == problem.competencies
    write_folder(problem.model_copy(update={"competencies": ()}), tmp_path / "b")
    assert read_problem(tmp_path / "b")[0].competencies == ()
    write_folder(read(tmp_path / "c"), tmp_path / "d")
    assert not (tmp_path / "d" / "competencies.csv").exists()


def test_the_example_describes_every_competency_that_it_asks_and_no_other() -> None:
    """Labels and descriptions in both languages; no address is made up."""
    problem, _ = read_problem(DATA / "utrecht")
    asked = {name for task in problem.tasks for name in task.competencies}
    assert asked == set(problem.competency_by_id)
    for entry in problem.competencies:
        assert all((entry.label_nl, entry.label_en, entry.description, entry.description_en))
        assert entry.uri == ""


def test_the_examples_descriptions_are_short_sentences() -> None:
    with (DATA / "utrecht" / "competencies.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        for column in ("description", "description_en"):
            for sentence in row[column].replace("?", ".").split("."):
                assert len(sentence.split()) <= 14, sentence
