"""The statements of paid hours as files: what they show, and what the publishable ones do not."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bundler.attribution.statements import Statement
from bundler.domain import Attribution, Location, Problem, Scenario, Supplier
from bundler.domain.realised import Realised
from bundler.i18n import LANGS, Lang
from bundler.norms import Catalogue, catalogue
from bundler.report.statement import COLUMNS, file_name, statement_csv, statement_files, statements_of
from bundler.report.statement_page import render_statement

PROBLEM = Problem(
    tasks=(),
    suppliers=(
        Supplier(supplier_id="asito", name="Asito"),
        Supplier(supplier_id="sodexo", name='=Sodexo & "Sons" <b>'),
    ),
    locations=(Location(location_id="hall"),),
    scenario=Scenario(name="Town hall"),
)


def paid(employer: str, jobs: int, quarter: int, hours: float, **more: object) -> list[Realised]:
    """So many jobs with the same hours in a quarter of 2026."""
    return [
        Realised(
            year=2026,
            quarter=quarter,
            employer=employer,
            job_id=f"{employer}{job}",
            minutes=round(hours * 60),
            **more,  # type: ignore[arg-type]
        )
        for job in range(jobs)
    ]


# In the second quarter the client pays two persons: that is left out, and sodexo with it.
HOURS = [
    *paid("asito", 6, 1, 200.5),
    *paid("sodexo", 6, 1, 110),
    *paid("asito", 7, 2, 190),
    *paid("sodexo", 6, 2, 137),
    *paid("client", 2, 2, 211),
    *paid("sw_company", 3, 2, 99, group="participatiewet_long"),
]
# Two persons of the client and three of the social employment company: hours, and minutes.
TOO_FEW = r"\b422[.,]00\b", r"\b297[.,]00\b", r"\b25320\b", r"\b17820\b"


def made(hours: list[Realised] = HOURS, norms: Catalogue | None = None) -> dict[str, Statement]:
    found = statements_of(hours, 2026, Attribution(), norms or catalogue())
    return {file_name(statement): statement for statement in found}


def page(statement: Statement, lang: Lang = "en") -> str:
    return render_statement(PROBLEM, statement, lang)


def text(html: str) -> str:
    """What a reader sees, on one line."""
    body = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def table_rows(statement: Statement) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(statement_csv(PROBLEM, statement, "en").decode())))


def test_each_quarter_with_hours_and_the_year_have_two_versions() -> None:
    assert list(made()) == [
        "statement-internal-2026-Q1",
        "statement-internal-2026-Q2",
        "statement-internal-2026",
        "statement-publishable-2026-Q1",
        "statement-publishable-2026-Q2",
        "statement-publishable-2026",
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_each_statement_is_a_page_and_a_table(lang: Lang) -> None:
    files = statement_files(PROBLEM, made().values(), lang)
    assert sorted(files) == sorted(f"{name}-{lang}.{end}" for name in made() for end in ("html", "csv"))
    assert files == statement_files(PROBLEM, made().values(), lang)


@pytest.mark.parametrize("lang", LANGS)
def test_a_page_needs_nothing_beside_itself(lang: Lang) -> None:
    for statement in made().values():
        html = page(statement, lang)
        assert f'<html lang="{lang}">' in html
        assert "default-src 'none'" in html
        assert re.findall(r"<(?:script|img|link|iframe)\b|\bsrc=|@import|url\(", html) == []


@pytest.mark.parametrize(
    ("lang", "due"), [("en", "no later than 28 February 2027"), ("nl", "uiterlijk op 28 februari 2027")]
)
def test_the_year_says_until_when_it_can_be_handed_in_and_how_sure_that_is(lang: Lang, due: str) -> None:
    shown = text(page(made()["statement-internal-2026"], lang))
    assert due in shown
    assert {"en": "confidence high", "nl": "zekerheid hoog"}[lang] in shown
    assert due not in text(page(made()["statement-internal-2026-Q1"], lang))


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "no hours are given for quarter 3 and quarter 4"), ("nl", "voor kwartaal 3 en kwartaal 4")],
)
def test_a_year_that_is_not_complete_says_so(lang: Lang, words: str) -> None:
    assert words in text(page(made()["statement-publishable-2026"], lang))


def shown_rows(statement: Statement, lang: Lang) -> list[list[str]]:
    """The cells of every row with figures, the employer first."""
    body = page(statement, lang).split('id="notes"')[0]
    return [
        re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", row)
        for row in re.findall(r'<tr><th scope="row">.*?</tr>', body)
    ]


def test_of_a_quarter_without_hours_no_figure_is_told() -> None:
    """A nought would say that nobody was paid; it is not known."""
    for row in shown_rows(made()["statement-internal-2026"], "nl"):
        quarters, year = row[3:5], row[5:]
        assert quarters == ["–", "–"]
        assert year == [] or year[0] not in ("–", "")


@pytest.mark.parametrize(("lang", "hours"), [("en", "1,203.00"), ("nl", "1.203,00")])
def test_hours_are_written_as_the_language_does(lang: Lang, hours: str) -> None:
    row = shown_rows(made()["statement-internal-2026-Q1"], lang)[0]
    assert row[:3] == ["Asito", hours, "6"]


def test_employers_stand_in_the_order_of_the_data() -> None:
    rows = shown_rows(made()["statement-internal-2026-Q2"], "en")
    names = [row[0] for row in rows]
    assert names[:4] == ["Asito", "=Sodexo &amp; &#34;Sons&#34; &lt;b&gt;", "The client", "Total"]


@pytest.mark.parametrize(
    ("name", "words"), [("internal", ("Not for publication",)), ("publishable", ("fewer than 5 persons",))]
)
def test_the_version_stands_at_the_top(name: str, words: tuple[str, ...]) -> None:
    for period in ("-Q1", ""):
        shown = page(made()[f"statement-{name}-2026{period}"])
        assert f"{name} version" in re.findall(r"<title>(.*?)</title>", shown)[0]
        assert all(word in text(shown).split("Formal employer")[0] for word in words)


@pytest.mark.parametrize("lang", LANGS)
def test_no_published_file_holds_a_figure_about_too_few(lang: Lang) -> None:
    """Not on the page, not in its source, not in the table; the internal ones hold them all."""
    found: dict[str, set[str]] = {"internal": set(), "publishable": set()}
    for name, content in statement_files(PROBLEM, made().values(), lang).items():
        found[name.split("-")[1]] |= {each for each in TOO_FEW if re.search(each, content.decode())}
    assert found == {"internal": set(TOO_FEW), "publishable": set()}


def test_what_is_left_out_is_said_and_explained() -> None:
    shown = text(page(made()["statement-publishable-2026-Q2"]))
    assert "not shown" in shown
    assert "or would give away one that is" in shown
    assert "not shown" not in text(page(made()["statement-internal-2026-Q2"]))


def test_the_table_adds_up_to_the_hours_that_were_given() -> None:
    rows = table_rows(made()["statement-internal-2026"])
    employers = [row for row in rows if row["row"] == "employer" and row["period"] != "year"]
    assert sum(int(row["minutes"]) for row in employers) == sum(row.minutes for row in HOURS)
    totals = [row for row in rows if row["row"] == "total" and row["period"] == "year"]
    assert sum(Decimal(row["hours"]) for row in totals) * 60 == sum(row.minutes for row in HOURS)
    assert list(rows[0]) == list(COLUMNS)


def test_what_may_not_be_shown_is_blank_in_the_table() -> None:
    rows = table_rows(made()["statement-publishable-2026-Q2"])
    hidden = [row for row in rows if row["shown"] == "no"]
    assert hidden
    for row in hidden:
        assert {row[name] for name in ("minutes", "hours", "persons", "banen")} == {""}


def test_users_text_is_neither_markup_nor_a_formula() -> None:
    assert "<b>" not in page(made()["statement-internal-2026"])
    names = {row["employer"] for row in table_rows(made()["statement-internal-2026"])}
    assert '\'=Sodexo & "Sons" <b>' in names


def test_the_norms_are_there_with_date_source_and_confidence() -> None:
    html = page(made()["statement-internal-2026"])
    norms = html[html.index('id="norms"') :]
    assert "25.5 hours a week" in norms
    assert "from 2013-01-01" in norms
    assert len(re.findall(r"<td>(?:high|medium|low, not verified)</td>", norms)) == 9


def test_a_norm_past_its_last_day_is_told_on_the_page(tmp_path: Path) -> None:
    """Norms are read on the last day of the year."""
    own = tmp_path / "own.toml"
    own.write_text(
        '[[norms]]\nid = "social_return.statement_months"\n[[norms.periods]]\nvalue = 3\n'
        'valid_from = 2026-01-01\nvalid_to = 2026-12-30\nsource = "test"\nconfidence = "high"\n'
    )
    shown = text(page(made(norms=catalogue([own]))["statement-internal-2026"]))
    assert "31 March 2027" in shown
    assert "holds until 2026-12-30" in shown


class _Outline(HTMLParser):
    """Headings, header cells and captions, in the order a screen reader meets them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.tables: list[list[str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        elif tag == "table":
            self.tables.append([])
        elif tag in ("caption", "th"):
            scope = dict(attrs).get("scope")
            self.tables[-1].append(f"{tag} {scope}" if scope else tag)


@pytest.mark.parametrize("name", list(made()))
def test_headings_go_down_by_one_and_cells_have_headers(name: str) -> None:
    outline = _Outline(page(made()[name]))
    assert outline.headings[0] == 1
    assert all(
        after - before <= 1 for before, after in zip(outline.headings, outline.headings[1:], strict=False)
    )
    assert outline.headings.count(1) == 1
    for cells in outline.tables:
        assert {"th col", "th row"} <= set(cells)
        assert "th" not in cells
