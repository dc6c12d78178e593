"""Vacancies as pages, as postings for job sites and as a Word document: safe, whole, readable by all."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from bundler.attribution.vacancy import vacancy
from bundler.attribution.vacancy_model import Pay, Vacancy
from bundler.domain import Competency, Job, Problem
from bundler.errors import UsageError
from bundler.i18n import LANGS, Lang
from bundler.report.jobposting import as_script, job_posting
from bundler.report.vacancies import file_names, vacancy_pages
from bundler.report.vacancy_docx import vacancies_docx
from bundler.report.word import INSTALL
from tests.attribution.sample import asito_sodexo, norms, one_job, supplier
from tests.report.test_page import Page

HOSTILE = '</script><script>alert(1)</script><!-- & \u2028 "x" <b>'
URI = "https://example.org/skills/1?a=1&b=2"
SHEET = (
    Competency(
        competency_id="cleaning", label_nl="Schoonmaken", label_en="Cleaning",
        description="Je maakt schoon.", description_en="You clean.", uri=URI,
    ),
)  # fmt: skip


def made(title: str = "Morning round", job_id: str = "J01", **more: Any) -> Vacancy:
    """The worked example: cleaning, a walk, a break and catering."""
    problem, job = _job(title)
    return vacancy(problem, job.model_copy(update={"job_id": job_id}), norms(), **more)


def _job(title: str) -> tuple[Problem, Job]:
    tasks = {"asito": {"title": title, "competencies": ("cleaning",)}, "sodexo": {"certificates": ("vog",)}}
    problem, job = asito_sodexo(tasks=tasks)
    places = (
        problem.locations[0].model_copy(update={"name": "Hall", "lat": 52.1, "lon": 5.2}),
        problem.locations[1].model_copy(update={"name": "Mess"}),
    )
    return problem.model_copy(update={"locations": places, "competencies": SHEET}), job


@cache
def pages(lang: Lang) -> dict[str, str]:
    found = vacancy_pages([made(), made(HOSTILE, "J02")], lang)
    return {name: content.decode("utf-8") for name, content in found.items()}


def posting(lang: Lang = "nl", **more: Any) -> dict[str, Any]:
    """What a job site reads in the page of one vacancy."""
    page = vacancy_pages([made(**more)], lang)[f"vacancy-J01-{lang}.html"].decode("utf-8")
    (found,) = scripts(page)
    return found


def scripts(page: str) -> list[dict[str, Any]]:
    """Every script element of a page as a browser delimits it, its text read as JSON."""
    found = re.findall(r"<script([^>]*)>(.*?)</script", page, re.DOTALL | re.IGNORECASE)
    assert all(attributes == ' type="application/ld+json"' for attributes, _ in found)
    return [json.loads(text) for _, text in found]


@pytest.mark.parametrize("lang", LANGS)
def test_there_is_a_page_with_all_and_one_for_each_job(lang: Lang) -> None:
    assert set(pages(lang)) == {
        f"vacancies-{lang}.html",
        f"vacancy-J01-{lang}.html",
        f"vacancy-J02-{lang}.html",
    }


@pytest.mark.parametrize("lang", LANGS)
def test_a_page_says_its_language_and_title(lang: Lang) -> None:
    for source in pages(lang).values():
        assert f'<html lang="{lang}">' in source
        assert len(re.findall(r"<title>[^<]+</title>", source)) == 1
    assert {"en": "Vacancies", "nl": "Vacatures"}[lang] in Page(pages(lang)[f"vacancies-{lang}.html"]).text


@pytest.mark.parametrize("lang", LANGS)
def test_headings_go_down_one_level_at_a_time(lang: Lang) -> None:
    """One h1 a page, no level skipped, and every section has a heading."""
    for source in pages(lang).values():
        levels = [int(level) for level in re.findall(r"<h([1-6])", source)]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert source.count("<section") == len(re.findall(r"<section[^>]*>\s*<h[23]>", source))


@pytest.mark.parametrize("lang", LANGS)
def test_a_page_loads_nothing_and_runs_nothing(lang: Lang) -> None:
    for source in pages(lang).values():
        parsed = Page(source)
        assert "default-src 'none'; style-src 'unsafe-inline'" in source
        assert not {"link", "img", "iframe", "object", "embed", "base", "form", "svg"} & set(parsed.tags)
        assert all(reference.startswith("#") or reference == URI for reference in parsed.references)
        assert "url(" not in source
        assert not any(name.startswith("on") for name, _ in parsed.attributes)


@pytest.mark.parametrize("lang", LANGS)
def test_no_text_gets_out_of_the_posting_or_into_the_page_as_markup(lang: Lang) -> None:
    """A title that closes a script element stays a title, in the data and on the page."""
    source = pages(lang)[f"vacancy-J02-{lang}.html"]
    assert source.lower().count("<script") == source.lower().count("</script") == 1
    assert "<!--" not in source
    (found,) = scripts(source)
    assert found["responsibilities"][0] == HOSTILE
    assert "<b>" not in source
    assert "alert(1)</script><!-- &" in Page(source).text


def test_no_character_ends_a_script_early() -> None:
    text = str(as_script({"title": "<>&\u2028\u2029 {} {0}"}))
    inside = text.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&\u2028\u2029") & set(inside)
    assert json.loads(inside) == {"title": "<>&\u2028\u2029 {} {0}"}


@pytest.mark.parametrize("lang", LANGS)
def test_ids_are_unique_and_every_reference_has_one(lang: Lang) -> None:
    for source in pages(lang).values():
        parsed = Page(source)
        assert len(parsed.ids) == len(set(parsed.ids))
        wanted = {reference[1:] for reference in parsed.references if reference.startswith("#")}
        wanted |= {value or "" for name, value in parsed.attributes if name == "aria-labelledby"}
        assert wanted <= set(parsed.ids)


def test_the_week_is_a_table_with_headers_that_can_be_scrolled_by_keyboard() -> None:
    source = pages("nl")["vacancy-J01-nl.html"]
    assert source.count('<th scope="col">') == 4
    assert source.count('<th scope="row">') == 3
    assert 'role="region" tabindex="0" aria-label="Je week J01"' in source
    assert "Maandag tot en met vrijdag 07:00–10:00 Morning round Hall" in Page(source).text


def test_a_skill_links_to_the_public_skills_language() -> None:
    source = pages("nl")["vacancy-J01-nl.html"]
    assert '<a href="https://example.org/skills/1?a=1&amp;b=2"' in source


def test_the_posting_has_what_a_job_site_reads() -> None:
    found = posting("en")
    assert (found["@context"], found["@type"]) == ("https://schema.org", "JobPosting")
    assert found["title"] == "Work at campus: cleaning, and serving food and drink"
    assert found["datePosted"] == "2026-03-02"
    assert found["employmentType"] == "PART_TIME"
    assert found["workHours"] == "30 hours a week; Monday to Friday 07:00–13:35"
    assert found["jobLocation"] == [
        {
            "@type": "Place",
            "name": "Hall",
            "geo": {"@type": "GeoCoordinates", "latitude": 52.1, "longitude": 5.2},
        },
        {"@type": "Place", "name": "Mess"},
    ]
    assert found["responsibilities"] == ["Morning round", "Task of Sodexo"]
    assert found["skills"] == [
        {"@type": "DefinedTerm", "name": "Cleaning", "description": "You clean.", "url": URI}
    ]
    assert found["qualifications"] == ["a certificate of conduct (VOG)"]
    assert "What will you do?" in found["description"]
    assert "draft" not in found["description"]


def test_the_posting_leaves_out_what_is_not_known() -> None:
    assert not {"hiringOrganization", "baseSalary", "validThrough"} & set(posting())


def test_the_posting_names_the_employers_that_are_known() -> None:
    assert posting(employers=["Asito"])["hiringOrganization"] == {"@type": "Organization", "name": "Asito"}
    two = posting(employers=["Asito", "Sodexo"])["hiringOrganization"]
    assert [item["name"] for item in two] == ["Asito", "Sodexo"]


@pytest.mark.parametrize(("high", "most"), [(None, {}), (Decimal("15.52"), {"maxValue": 15.52})])
def test_pay_is_an_amount_of_money_an_hour(high: Decimal | None, most: dict[str, float]) -> None:
    salary = posting(pay=Pay(Decimal("14.71"), high))["baseSalary"]
    assert salary == {
        "@type": "MonetaryAmount",
        "currency": "EUR",
        "value": {"@type": "QuantitativeValue", "minValue": 14.71, "unitText": "HOUR", **most},
    }


def test_pay_that_rests_on_what_is_not_verified_stays_out_of_the_posting() -> None:
    """Text can say "not certain"; data for machines cannot."""
    reading = norms()("minimum_wage.21")
    doubtful = reading._replace(period=reading.period.model_copy(update={"confidence": "low"}))
    assert "baseSalary" not in posting(pay=Pay(Decimal("14.71"), None, (doubtful,)))


def test_a_full_time_week_is_full_time() -> None:
    whole = vacancy(*one_job((supplier("asito"), 8)), norms())
    assert job_posting(whole, "nl")["employmentType"] == "FULL_TIME"


def test_whatever_a_job_is_called_its_file_stays_in_the_folder() -> None:
    names = file_names([made(job_id=name) for name in ("../../etc/x", "J1", "j1", "", "é", "a" * 300, "J1")])
    assert names == [
        "vacancy-etc-x", "vacancy-J1", "vacancy-j1-2", "vacancy-job", "vacancy-job-2", f"vacancy-{'a' * 40}",
        "vacancy-J1-3",
    ]  # fmt: skip


def test_a_plan_without_jobs_gives_one_page_that_says_so() -> None:
    found = vacancy_pages([], "nl")
    assert list(found) == ["vacancies-nl.html"]
    assert "Dit plan heeft geen banen." in found["vacancies-nl.html"].decode("utf-8")


def test_the_same_vacancies_give_the_same_bytes() -> None:
    assert vacancy_pages([made()], "nl") == vacancy_pages([made()], "nl")
    assert vacancies_docx([made()], "nl") == vacancies_docx([made()], "nl")


def opened(vacancies: list[Vacancy], lang: Lang = "nl") -> Any:
    from docx import Document

    return Document(io.BytesIO(vacancies_docx(vacancies, lang)))


def texts(document: Any, style: str) -> list[str]:
    return [item.text for item in document.paragraphs if item.style.name == style]


@pytest.mark.parametrize("lang", LANGS)
def test_the_document_has_the_text_of_the_vacancy_under_real_headings(lang: Lang) -> None:
    source = made()
    document = opened([source], lang)
    assert texts(document, "Heading 1") == [source.heading(lang)]
    assert texts(document, "Heading 2") == [section.heading(lang) for section in source.sections]
    whole = "\n".join(item.text for item in document.paragraphs)
    for section in source.sections:
        for block in section.blocks:
            for text in (*block.sentences, *(line.text for line in block.lines)):
                assert text(lang) in whole


@pytest.mark.parametrize(("lang", "tag"), [("nl", "nl-NL"), ("en", "en-GB")])
def test_the_document_says_its_language_and_title(lang: Lang, tag: str) -> None:
    from docx.oxml.ns import qn

    document = opened([made()], lang)
    languages = {item.get(qn("w:val")) for item in document.styles.element.iter(qn("w:lang"))}
    assert languages == {tag}
    assert document.core_properties.language == tag
    assert document.core_properties.title == made().heading(lang)
    assert document.core_properties.author == ""


def test_the_week_repeats_its_header_row_and_breaks_no_row() -> None:
    from docx.oxml.ns import qn

    document = opened([made()])
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Dagen", "Tijd", "Wat", "Waar"]
    headers = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert headers == [True, False, False, False]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert table.rows[1].cells[1].text == "07:00–10:00"


def test_several_vacancies_each_begin_on_a_page() -> None:
    document = opened([made(), made(job_id="J02"), made(job_id="J03")])
    heads = [item for item in document.paragraphs if item.style.name == "Heading 1"]
    assert [item.paragraph_format.page_break_before for item in heads] == [None, True, True]
    assert document.core_properties.title == "Vacatures"
    assert opened([]).core_properties.title == "Vacatures"


def test_the_page_is_a4() -> None:
    page = opened([made()]).sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)


def test_a_skill_in_the_document_is_a_link() -> None:
    document = opened([made()])
    assert URI in [item.target_ref for item in document.part.rels.values() if item.is_external]
    assert "Schoonmaken" in [link.text for item in document.paragraphs for link in item.hyperlinks]


def test_signs_that_xml_cannot_hold_are_left_out_of_the_document() -> None:
    document = opened([made("Bell \x07 and \ufffe and \ud800 and 🧹 <b>")])
    assert "Bell  and  and  and 🧹 <b>" in "\n".join(item.text for item in document.paragraphs)


def test_without_the_library_the_command_that_installs_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(UsageError) as caught:
        vacancies_docx([made()], "nl")
    assert INSTALL == 'python -m pip install "bundler[docx]"'
    assert all(INSTALL in text for text in caught.value.text)


def test_the_extra_that_the_command_names_is_there() -> None:
    import tomllib

    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    assert any(item.startswith("python-docx") for item in project["optional-dependencies"]["docx"])


def test_the_library_is_loaded_only_when_a_document_is_made() -> None:
    script = (
        "import sys, bundler.report.vacancy_docx; sys.exit('docx' in sys.modules or 'jinja2' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
