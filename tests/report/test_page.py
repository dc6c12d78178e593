"""The page: safe, complete, in two languages, and the same bytes each time."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from bundler.domain import Pin, Rules, Scenario, Weights
from bundler.i18n import LANGS, Lang
from bundler.report import write_report
from tests.report import sample


class Page(HTMLParser):
    """Tags, ids, references and visible text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.references: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in ("src", "href", "xlink:href", "srcset", "action", "data", "poster"):
                self.references.append(value or "")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def html(lang: Lang = "en", **changes: object) -> str:
    of = sample.problem(**changes)
    return write_report(of, sample.result(of), sample.FINDINGS, lang)["report.html"].decode("utf-8")


@pytest.fixture(scope="module", params=LANGS)
def page(request: pytest.FixtureRequest) -> tuple[Lang, str]:
    return request.param, html(request.param)


def test_files_are_named_as_the_contract_says() -> None:
    of = sample.problem()
    assert set(write_report(of, sample.result(of), (), "en")) == {
        "jobs.csv", "roster.csv", "unplaced.csv", "attribution.csv", "report.html"
    }  # fmt: skip


def test_page_says_its_language(page: tuple[Lang, str]) -> None:
    lang, source = page
    assert f'<html lang="{lang}">' in source
    heading = {"en": "Combination jobs: Sample", "nl": "Combinatiebanen: Sample"}[lang]
    assert heading in Page(source).text


def test_page_asks_nothing_of_the_network(page: tuple[Lang, str]) -> None:
    _, source = page
    parsed = Page(source)
    assert all(reference.startswith("#") for reference in parsed.references)
    assert not {"script", "link", "img", "iframe", "object", "embed", "base", "form"} & set(parsed.tags)
    styles = re.findall(r"<style>(.*?)</style>", source, re.DOTALL)
    styles += [value or "" for name, value in parsed.attributes if name == "style"]
    assert styles
    assert not any("url(" in style or "@import" in style for style in styles)
    assert "http:" not in source
    assert "https:" not in source


def test_hostile_text_stays_text(page: tuple[Lang, str]) -> None:
    _, source = page
    assert "<script" not in source.lower()
    assert not any(name.startswith("on") for name, _ in Page(source).attributes)
    assert '<script>alert("x")</script> & $x^2$ -- -->' in Page(source).text


def test_ids_are_unique_and_every_reference_has_one(page: tuple[Lang, str]) -> None:
    parsed = Page(page[1])
    assert len(parsed.ids) == len(set(parsed.ids))
    wanted = {reference[1:] for reference in parsed.references}
    for name, value in parsed.attributes:
        if name == "aria-labelledby":
            wanted.update((value or "").split())
    assert wanted <= set(parsed.ids)


def test_every_picture_has_words(page: tuple[Lang, str]) -> None:
    _, source = page
    pictures = re.findall(r"<svg [^>]*>\s*<title[^>]*>[^<]+</title>", source)
    # the overview, the site, a week for each job; nobody of the sample owes social return
    assert len(pictures) == source.count("<svg ") == 2 + len(sample.ROSTERS)
    assert all('role="img"' in picture for picture in pictures)


def test_every_job_shows_its_sessions_collapsed_by_day(page: tuple[Lang, str]) -> None:
    lang, source = page
    text = Page(source).text
    for shown in {
        "en": ("Mon–Fri 07:00–10:00", "Mon, Wed 10:40–14:40", "Sat 08:00–12:00"),
        "nl": ("ma–vr 07:00–10:00", "ma, wo 10:40–14:40", "za 08:00–12:00"),
    }[lang]:
        assert shown in text


def test_summary_counts_jobs_hours_and_banen(page: tuple[Lang, str]) -> None:
    lang, source = page
    text = Page(source).text
    for shown in {
        "en": (
            "3 jobs hold 77 of the 89.33 hours on offer a week (86 %)",
            "3.02 banen",
            "12.33 hours are left",
        ),
        "nl": ("3 banen omvatten 77 van de 89,33 uren", "3,02 banen", "Er blijft 12,33 uur over"),
    }[lang]:
        assert shown in text


def test_remarks_and_leftovers_are_told(page: tuple[Lang, str]) -> None:
    lang, source = page
    text = Page(source).text
    for shown in {
        "en": ("No room left.", "Warning", "tasks.csv, row 3, column title", "Maybe change."),
        "nl": ("Geen ruimte over.", "Waarschuwing", "tasks.csv, rij 3, kolom title", "Misschien anders."),
    }[lang]:
        assert shown in text


def test_same_input_gives_the_same_bytes() -> None:
    of = sample.problem()
    first, second = (write_report(of, sample.result(of), sample.FINDINGS, "en") for _ in range(2))
    assert first == second


def test_the_users_matplotlib_settings_change_nothing_and_are_kept() -> None:
    import matplotlib

    before = html()
    with matplotlib.rc_context({"font.size": 30, "svg.fonttype": "path", "text.usetex": True}):
        assert html() == before
        assert matplotlib.rcParams["font.size"] == 30


def test_changed_rules_and_weights_are_marked_and_pins_told() -> None:
    scenario = Scenario(
        name="Changed",
        description="A <b>bold</b> try",
        rules=Rules(max_hours=40, max_start_spread_minutes=30),
        weights=Weights(idle=7),
        pins=(Pin(place="C1"), Pin(forbid_suppliers=("clean", "green"))),
    )
    source = html(scenario=scenario)
    changed = re.findall(r'<tr class="changed">.*?<code>(\w+)</code>', source)
    assert changed == ["max_hours", "max_start_spread_minutes", "idle"]
    text = Page(source).text
    assert "Must be in a job: Morning round of the lecture halls and the long corridor (C1)." in text
    assert "Never two of these suppliers in one job: Clean & Co; Green." in text
    assert "<b>" not in source


def test_plan_without_jobs_is_still_a_page() -> None:
    of = sample.problem()
    source = write_report(of, sample.result(of, rosters=[]), (), "en")["report.html"].decode("utf-8")
    assert "0 jobs hold 0 of the 89.33 hours" in source
    assert "<svg" not in source


def test_title_in_a_script_matplotlib_lacks_and_one_long_word_are_drawn() -> None:
    tasks = list(sample.TASKS)
    tasks[0] = tasks[0].model_copy(update={"title": "清掃 🧹 " + "x" * 500})
    assert "清掃" in Page(html(tasks=tuple(tasks))).text


def test_many_jobs_make_several_overviews_and_a_page_under_5_mb() -> None:
    of, plan = sample.scaled(80)
    source = write_report(of, plan, (), "en")["report.html"]
    assert source.count(b'id="overview-') == 8
    assert len(source) < 5_000_000


def test_summary_says_how_many_jobs_combine_suppliers() -> None:
    of = sample.problem()

    def summary(rosters: object) -> str:
        plan = sample.result(of, rosters=rosters)
        return write_report(of, plan, (), "en")["report.html"].decode("utf-8")

    assert "2 of the jobs combine two suppliers." in summary(sample.ROSTERS)
    assert "1 of the jobs combines two suppliers." in summary(sample.ROSTERS[1:])
    assert "Every job combines two suppliers." in summary(sample.ROSTERS[:2])
