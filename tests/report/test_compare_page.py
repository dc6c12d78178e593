"""The comparison as a page: what it says is what the comparison found, in both languages, and safe."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from string import Formatter

import pytest

from bundler.i18n import LANGS, Lang, Text
from bundler.kpis import KPI
from bundler.kpis.shown import signed_text, value_text
from bundler.report import compare_words as words
from bundler.report.compare_page import render_comparison
from bundler.scenarios.compare import compare
from tests.report import compare_sample as made


class _Page(HTMLParser):
    """The texts of table rows, cell by cell, and all the text there is."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.text = ""
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append("")
            self._open = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._open = False

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._open:
            self.rows[-1][-1] += data


@cache
def source(lang: Lang) -> str:
    return render_comparison(made.comparison(), lang).decode()


@cache
def page(lang: Lang) -> _Page:
    parsed = _Page()
    parsed.feed(source(lang))
    return parsed


@pytest.fixture(params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    return request.param


def test_the_same_comparison_gives_the_same_bytes(lang: Lang) -> None:
    assert render_comparison(compare(made.outcomes()), lang).decode() == source(lang)


def test_every_key_figure_is_there_with_difference_and_meaning(lang: Lang) -> None:
    """In tables of the baseline and some others, until all had their column."""
    comparison = made.comparison()
    seen = 0
    for kpi in (each for each in comparison.kpis if each.by == "plan"):
        named = kpi.name(lang) + kpi.unit(lang)
        # the two tables of key figures come before those of suppliers
        rows = [row for row in page(lang).rows if row and row[0].startswith(named)][:2]
        cells = [cell for row in rows for cell in row[2:]]
        assert {row[1] for row in rows} == {value_text(kpi, comparison.baseline.value(kpi), lang)}
        for side, cell in zip(comparison.others, cells, strict=True):
            by, verdict = comparison.difference(side, kpi)
            shown = "" if by is None or verdict == "same" else f"{signed_text(kpi, by, lang)} "
            wanted = f"{value_text(kpi, side.value(kpi), lang)}{shown}{words.VERDICTS[verdict](lang)}"
            assert cell.strip() == wanted.strip(), (kpi.code, side.name)
            seen += 1
    assert seen == 18 * 6


def test_better_and_worse_are_words_beside_their_colour(lang: Lang) -> None:
    for look in ("better", "worse"):
        said = set(re.findall(rf'<span class="{look}">([^<]*)</span>', source(lang)))
        assert said == {words.VERDICTS[look](lang)}  # type: ignore[index]


def test_what_is_not_proved_is_said_before_the_figures(lang: Lang) -> None:
    text = source(lang)
    alert = text[text.index('<div class="alert">') : text.index('id="figures"')]
    wanted = {
        "en": ["Not proved which is better for the score", "the gap is larger than the difference",
               "weigh differently", "Never: no plan. Nothing fits.", "Waiting: not solved.",
               "Data has other tasks than the baseline"],
        "nl": ["Niet bewezen welke beter is voor de score", "er is misschien nog meer te winnen",
               "wegen anders", "Never: geen plan. Er past niets.", "Waiting: niet opgelost.",
               "Data heeft andere taken dan de basis"],
    }[lang]  # fmt: skip
    assert [part for part in wanted if part not in alert] == []


def test_moved_tasks_stand_under_what_happened_with_their_jobs(lang: Lang) -> None:
    rows = [[" ".join(cell.split()) for cell in row] for row in page(lang).rows]
    nowhere, sessions = words.NOTHING_HELD(lang), words.LABELS["sessions"](lang)
    dinner = next(row for row in rows if row[0].endswith("Evening dinner X1") and len(row) == 3)
    assert dinner[1:] == [nowhere, "J03: with K1" if lang == "en" else "J03: met K1"]
    fewer = next(row for row in rows if row[0].endswith("C2") and len(row) == 3)
    assert fewer[2].endswith(f"(4 {sessions})")
    kinds = [row[0] for row in rows if len(row) == 1]
    assert f"{words.MOVES['placed'](lang)} (1)" in kinds


def test_settings_that_differ_have_a_star_and_those_that_do_not_are_left_out(lang: Lang) -> None:
    rows = [[" ".join(cell.split()) for cell in row] for row in page(lang).rows]
    most = next(row for row in rows if row[0].endswith("max_suppliers"))
    assert most[1] == "2"
    assert re.fullmatch(r"★ ?.* 3", most[2])
    assert "★" not in "".join(most[3:])
    assert [row for row in rows if row[0].endswith("max_locations")] == []


def test_data_that_differ_are_shown_as_the_sheet_has_them(lang: Lang) -> None:
    rows = [[" ".join(cell.split()) for cell in row] for row in page(lang).rows]
    changed = {row[1].split()[-1]: row[2:] for row in rows if len(row) == 4 and row[0].endswith("X1")}
    assert changed["hours_per_session"] == ["2", "1.5" if lang == "en" else "1,5"]
    assert changed["days"] == (["Mon, Tue", "Mon–Wed"] if lang == "en" else ["ma, di", "ma–wo"])


def test_names_of_users_are_text_and_nothing_else(lang: Lang) -> None:
    assert "<i>far</i>" not in source(lang)
    assert "Near &amp; &lt;i&gt;far&lt;/i&gt;" in source(lang)
    assert "<script" not in source(lang)


def test_the_page_needs_nothing_beside_itself(lang: Lang) -> None:
    assert re.findall(r'(?:src|href)="(?!#)[^"]*"', source(lang)) == []
    assert "default-src 'none'" in source(lang)


def test_every_id_is_there_once(lang: Lang) -> None:
    ids = re.findall(r'\sid="([^"]*)"', source(lang))
    assert len(ids) == len(set(ids)) > 10


def test_a_page_speaks_one_language() -> None:
    """No sentence of the other language; words that are the same in both do not count."""
    for lang, other in (("en", "nl"), ("nl", "en")):
        texts = [each for each in words.LABELS.values() if "{" not in each.en and each.en != each.nl]
        own = page(lang).text  # type: ignore[arg-type]
        wrong = [text(other) for text in texts if len(text(other)) > 25 and text(other) in own]
        assert wrong == []


def test_social_return_of_suppliers_is_never_added_up(lang: Lang) -> None:
    rows = [row[0] for row in page(lang).rows if row]
    assert not any(KPI["social_return"].name(lang) in text and "totaal" in text.casefold() for text in rows)
    name = KPI["social_return"].name(lang) + KPI["social_return"].unit(lang)
    # one row for each supplier whose amount is known, in each of two tables; and never of the plan
    assert sum(text.startswith(name) for text in rows) == 2 * 3


def test_thirty_scenarios_fit_in_tables_of_five_and_pictures_of_sixteen(lang: Lang) -> None:
    base, other = made.outcomes()[:2]
    many = [base, *(other._replace(name=f"Scenario {number}") for number in range(29))]
    text = render_comparison(compare(many), lang).decode()
    heads = re.findall(r"<thead><tr>(.*?)</tr></thead>", text)
    sides = [head.count("<th ") - 1 for head in heads if 'class="n base"' in head]
    assert max(sides) <= 5
    assert sum(sides) == 4 * (29 + 8)
    assert text.count('role="img"') == 2 * 6


def test_two_scenarios_without_any_difference_say_so(lang: Lang) -> None:
    base = made.outcomes()[0]
    text = render_comparison(compare([base, base._replace(name="Again")]), lang).decode()
    assert words.LABELS["asked_same"](lang) in text.replace("&#39;", "'")
    assert words.LABELS["all_same"](lang) in text
    assert 'class="alert"' not in text


def test_one_scenario_alone_is_a_page_too(lang: Lang) -> None:
    text = render_comparison(compare(made.outcomes()[:1]), lang).decode()
    assert 'id="moved"' not in text
    assert 'id="pictures"' not in text


def test_without_any_plan_there_is_still_a_page(lang: Lang) -> None:
    text = render_comparison(compare(made.outcomes()[5:]), lang).decode()
    assert 'id="figures"' in text


@pytest.mark.parametrize("texts", [words.LABELS, words.VERDICTS, words.MOVES, words.TABS, words.ASKED])
def test_both_languages_have_the_same_places_to_fill_in(texts: dict[str, Text]) -> None:
    for key, text in texts.items():
        found = [{name for _, name, _, _ in Formatter().parse(each) if name} for each in text]
        assert found[0] == found[1], key
