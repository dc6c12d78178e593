"""The drafts for the Algorithm Register keep to publication standard 1.0: fields, lengths and choices."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PUBLIC = Path(__file__).parents[2] / "docs" / "public"
PAGES = {"nl": "algoritmeregister.md", "en": "algorithm-register.md"}
OWN = {"nl": "**[organisatie]**", "en": "**[organisation]**"}
# Fields of the standard with the most characters of each; 0: a choice, a list or given by the register.
FIELDS = {
    "name": 100, "description_short": 350, "organization": 100, "category": 0, "status": 0, "begin_date": 7,
    "end_date": 7, "contact_email": 500, "website": 500, "publication_category": 0, "url": 500, "goal": 2500,
    "proportionality": 2500, "human_intervention": 2500, "risks": 2500, "lawful_basis": 2500,
    "lawful_basis_grouping": 0, "process_index_url": 500, "impacttoetsen_grouping": 0, "impacttoetsen": 2500,
    "source_data": 2500, "source_data_grouping": 0, "methods_and_models": 5000, "provider": 200,
    "publiccode": 500, "lang": 0, "standard_version": 0, "source_id": 100, "tags": 2500, "lars": 0,
}  # fmt: skip
THEMES = {"Organisatie en bedrijfsvoering", "Werk"}
# What only the organisation can know: nobody is made up here.
ITS_OWN = {
    "organization", "status", "begin_date", "contact_email", "website", "publication_category", "url",
    "lawful_basis", "process_index_url", "impacttoetsen_grouping", "impacttoetsen", "source_data_grouping",
    "publiccode", "source_id",
}  # fmt: skip
# What the standard asks for and the draft can give.
FILLED = {"name", "description_short", "lang", "goal", "source_data", "methods_and_models"}


def fields(lang: str) -> dict[str, str]:
    """The text of each field of a draft."""
    text = (PUBLIC / PAGES[lang]).read_text("utf-8")
    found = re.findall(r"^### `(\w+)` · .+?\n\n(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL)
    assert len(found) == len(dict(found))
    return {name: content.strip() for name, content in found}


@pytest.mark.parametrize("lang", PAGES)
def test_every_field_of_the_standard_is_there_and_in_its_order(lang: str) -> None:
    assert list(fields(lang)) == list(FIELDS)
    assert all(fields(lang).values())


@pytest.mark.parametrize("lang", PAGES)
def test_texts_fit(lang: str) -> None:
    texts = {name: text for name, text in fields(lang).items() if FIELDS[name] and OWN[lang] not in text}
    del texts["end_date"]  # it is blank
    assert {name: len(text) for name, text in texts.items() if len(text) > FIELDS[name]} == {}


@pytest.mark.parametrize("lang", PAGES)
def test_what_only_the_organisation_knows_is_left_to_it(lang: str) -> None:
    given = fields(lang)
    assert [name for name in ITS_OWN if not given[name].startswith(OWN[lang])] == []
    assert [name for name in FILLED if OWN[lang] in given[name]] == []


def test_choices_are_among_those_of_the_standard() -> None:
    for lang in PAGES:
        given = fields(lang)
        assert set(given["category"].split("; ")) == THEMES
        assert given["lang"] == "nld"
        assert given["standard_version"] == "1.0"
    assert "In ontwikkeling, In gebruik, Buiten gebruik" in fields("nl")["status"]


def test_both_drafts_leave_the_same_to_the_organisation() -> None:
    left = [{name for name, text in fields(lang).items() if OWN[lang] in text} for lang in PAGES]
    assert left[0] == left[1]
