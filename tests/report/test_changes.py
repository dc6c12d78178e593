"""What changes for whom: the page and the CSV file say it all, safely, in both languages."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from bundler.i18n import LANGS, Lang
from bundler.report.changes_csv import CHANGES, changes_csv
from bundler.report.changes_page import render_changes
from bundler.report.changes_short import cost_sentences, count_sentences
from bundler.report.changes_view import job_rows
from tests.report import changes_sample as made
from tests.report.test_page import Page


@pytest.fixture(scope="module", params=LANGS)
def page(request: pytest.FixtureRequest) -> tuple[Lang, str]:
    done = made.replanned()
    return request.param, render_changes(done, made.known(done), request.param).decode("utf-8")


def cards(source: str) -> dict[str, str]:
    """The visible text of each job's card, by its code."""
    texts = [Page(part).text for part in re.findall(r"<article.*?</article>", source, re.DOTALL)]
    return {text.split()[0]: text for text in texts}


def sheet(lang: Lang = "en", *, remembered: bool = True) -> list[dict[str, str]]:
    done = made.replanned()
    text = changes_csv(done, made.known(done, remembered=remembered), lang).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_job_that_is_not_the_same_has_a_card_and_only_those(page: tuple[Lang, str]) -> None:
    assert list(cards(page[1])) == ["J02", "J05", "J03", "J06"]


def test_a_card_says_why_what_goes_comes_and_moves_and_the_hours(page: tuple[Lang, str]) -> None:
    lang, source = page
    found = cards(source)
    wanted = {
        "en": {
            "J02": ["changes", "Old & Co", "task O1 is no longer there", "20 → 22.5", "07:00",
                    "Mon–Wed 10:00–12:00 → 10:30–12:30", "no longer there", "Mon–Fri 07:00–09:30"],
            "J05": ["Wed, Sat 10:40–14:40", "on other days", "Fri, Sun 10:40–14:40", "could have stayed"],
            "J03": ["ends", "15:00–17:00", "left over", "14"],
            "J06": ["is new", "New beds", "N1 new", "20"],
        },
        "nl": {
            "J02": ["verandert", "taak O1 is er niet meer", "20 → 22,5", "ma–wo 10:00–12:00 → 10:30–12:30",
                    "is er niet meer", "ma–vr 07:00–09:30"],
            "J05": ["wo, za 10:40–14:40", "op andere dagen", "vr, zo 10:40–14:40", "had kunnen blijven"],
            "J03": ["vervalt", "blijft over", "14"],
            "J06": ["is nieuw", "New beds", "N1 nieuw", "20"],
        },
    }[lang]  # fmt: skip
    for code, texts in wanted.items():
        assert [text for text in texts if text not in found[code]] == [], code


def test_days_that_are_alike_share_a_row_and_marks_have_words(page: tuple[Lang, str]) -> None:
    lang, source = page
    text = cards(source)["J02"]
    assert {"en": "Mon–Wed", "nl": "ma–wo"}[lang] in text
    assert source.count('aria-hidden="true">−') == source.count(
        f'<span class="hidden">{ {"en": "Goes", "nl": "Vervalt"}[lang] }: '
    )
    assert {"en": "no work", "nl": "geen werk"}[lang] in cards(source)["J05"]


def test_jobs_that_stay_are_listed_with_a_supplier_that_is_another(page: tuple[Lang, str]) -> None:
    lang, source = page
    same = Page(source[source.index('<table class="same">') :]).text
    assert "J01" in same
    assert re.search(r"J04 \w+ Green → \w+ Clean & Co", same)
    assert {"en": "1 of the jobs that stay is now", "nl": "1 van de banen die blijven"}[lang] in Page(
        source
    ).text


def test_the_page_needs_nothing_and_hostile_text_stays_text(page: tuple[Lang, str]) -> None:
    lang, source = page
    parsed = Page(source)
    assert f'<html lang="{lang}">' in source
    assert all(reference.startswith("#") for reference in parsed.references)
    assert {reference[1:] for reference in parsed.references} <= set(parsed.ids)
    assert len(parsed.ids) == len(set(parsed.ids))
    assert not {"script", "link", "img", "iframe", "object", "embed", "base", "form"} & set(parsed.tags)
    assert "http:" not in source
    assert "url(" not in source
    assert '<script>alert("x")</script> & $x^2$' in parsed.text


def test_the_same_changes_give_the_same_bytes() -> None:
    first, second = (
        render_changes(done, made.known(done), "en") for done in (made.replanned(), made.replanned())
    )
    assert first == second


def test_what_is_gone_and_not_remembered_is_shown_by_its_id() -> None:
    done = made.replanned()
    found = cards(render_changes(done, made.known(done, remembered=False), "en").decode("utf-8"))
    assert "old" in found["J02"]
    assert "O1" in found["J02"]
    assert "Old & Co" not in found["J02"]


def test_where_a_task_goes_and_comes_from_is_said() -> None:
    done = made.replanned()
    notes = {
        (row.job_id, line.kind, line.task_id): line.note
        for row in job_rows(done, made.known(done), "en")
        for line in row.lines
    }
    assert notes == {
        ("J02", "removed", "O1"): "no longer there",
        ("J02", "moved", "K2"): "",
        ("J02", "added", "K1"): "",
        ("J03", "removed", "O2"): "no longer there",
        ("J03", "removed", "X1"): "left over",
        ("J05", "removed", "G2"): "on other days",
        ("J05", "added", "G2"): "",
        ("J06", "added", "N1"): "new",
    }


def test_in_short_it_counts_jobs_and_hours() -> None:
    done = made.replanned()
    assert count_sentences(done, "en") == [
        "5 agreed jobs: 2 stay exactly as they are, 2 change, 1 ends. 1 job is new. "
        "1 of the jobs that stay is now with another supplier.",
        "Hours a week in jobs: 91.83 agreed, 100.33 now.",
    ]
    assert count_sentences(done, "nl")[1] == "Uren per week in banen: 91,83 afgesproken, 100,33 nu."


def test_what_keeping_costs_is_at_most_the_distance_to_the_bound_of_any_plan() -> None:
    done = made.replanned()
    frozen = cost_sentences(done, "en")
    assert "costs at most 40.5 points" in frozen[0]
    assert frozen[1] == "Proved: no plan that keeps these jobs is better."
    assert "can be at most" in cost_sentences(done._replace(bound=done.value + 3), "en")[1]
    priced = cost_sentences(done._replace(price=20.0, bound=done.value + 3), "nl")
    assert "meer dan 20 punten" in priced[1]
    assert "is niet bekend" in cost_sentences(done._replace(of_all=False), "nl")[0]
    best = done._replace(result=done.result.model_copy(update={"status": "optimal"}))
    assert cost_sentences(best, "en") == [
        "Proved: no plan at all is better, whatever it would do with the agreed jobs."
    ]
    assert len(cost_sentences(best._replace(price=5.0), "en")) == 2


@pytest.mark.parametrize(
    ("objective", "name", "bound", "text"),
    [
        ("most-hours", "hours", 101.75, "costs at most 1.42 hours: this plan has 100.33 hours"),
        ("most-jobs", "jobs", 6.9, "costs at most 1 jobs: this plan has 5"),
        ("fewest-jobs", "jobs", 2.1, "costs at most 2 jobs more: this plan has 5"),
    ],
)
def test_under_another_objective_it_is_in_hours_or_jobs(
    objective: str, name: str, bound: float, text: str
) -> None:
    done = made.replanned()
    level = done.result.first.model_copy(
        update={"name": name, "value": 100.33 if name == "hours" else 5.0, "bound": bound}
    )
    result = done.result.model_copy(update={"objective": objective, "levels": (level, done.result.first)})
    assert text in cost_sentences(done._replace(result=result), "en")[0]


def test_the_sheet_has_a_line_for_each_job_and_each_session_that_is_not_the_same() -> None:
    rows = sheet()
    assert list(rows[0]) == list(CHANGES)
    jobs = {row["job_id"]: row for row in rows if row["row"] == "job"}
    assert {code: row["change"] for code, row in jobs.items()} == {
        "J01": "same", "J02": "changed", "J03": "ends", "J04": "same", "J05": "changed", "J06": "new"
    }  # fmt: skip
    assert (jobs["J02"]["hours_before"], jobs["J02"]["hours_after"]) == ("20", "22.5")
    assert (jobs["J03"]["hours_after"], jobs["J06"]["hours_before"]) == ("", "")
    assert jobs["J04"]["suppliers_before"] + "→" + jobs["J04"]["suppliers_after"] == "green→clean"
    sessions = [row for row in rows if row["row"] == "session"]
    done = made.replanned()
    assert len(sessions) == sum(len(c.removed) + len(c.added) + len(c.moved) for c in done.changes)
    moved = next(row for row in sessions if row["change"] == "moved")
    told = {name: moved[name] for name in CHANGES[3:9]}
    assert list(told.values()) == ["mon", "10:00", "12:00", "10:30", "12:30", "K2"]


def test_no_cell_of_the_sheet_is_a_formula_and_reasons_are_in_the_users_words() -> None:
    for lang, words in (("en", "task O1 is no longer there"), ("nl", "taak O1 is er niet meer")):
        rows = sheet(lang)
        assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
        assert words in {row["why"] for row in rows}


def test_the_columns_of_the_sheet_are_in_the_reference() -> None:
    reference = (Path(__file__).parents[2] / "docs" / "reference" / "output.md").read_text("utf-8")
    assert f"`{', '.join(CHANGES)}`" in reference
