"""Objects show themselves: in text, in HTML, in both languages, in light and in dark."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest

from bundler import api
from bundler.api import Plan, Problem
from bundler.api.shown import Shown
from bundler.errors import UsageError

HOSTILE = '<script>alert("1")</script>&<b>'
VOID = ("br",)


@pytest.fixture(scope="module")
def hostile(problem: Problem, plan: Plan) -> Plan:
    """The plan, every name of it a piece of HTML."""
    data = problem.data
    worst = data.model_copy(
        update={
            "tasks": tuple(each.model_copy(update={"title": HOSTILE}) for each in data.tasks),
            "suppliers": tuple(each.model_copy(update={"name": HOSTILE}) for each in data.suppliers),
            "locations": tuple(each.model_copy(update={"name": HOSTILE}) for each in data.locations),
            "scenario": data.scenario.model_copy(update={"name": HOSTILE}),
        }
    )
    return Plan(problem.of(worst), plan.result)


@pytest.fixture(scope="module")
def objects(hostile: Plan) -> dict[str, Shown]:
    """One of each sort."""
    problem = hostile.problem
    strict = problem.with_rules(max_hours=13)
    without = hostile.result.jobs[1:]
    smaller = Plan(problem, hostile.result.model_copy(update={"plan": without}))
    left = hostile.result.jobs[0].task_ids[0]
    return {
        "problem": problem,
        "plan": hostile,
        "job": hostile.job(hostile.result.jobs[0].job_id),
        "findings": api.check(strict, hostile),
        "nothing found": api.check(problem, hostile),
        "explanations": api.explain(smaller, left, seconds=5),
        "recommendations": api.recommend(smaller, left, count=1),
        "comparison": api.compare(hostile, {HOSTILE: hostile}),
        "sweep": api.compare(problem, grid={"max_suppliers": [1, 2]}, time_limit=20),
        "replanned": api.replan(problem.with_pins({"leave": left}), hostile, time_limit=20),
    }


NAMES = [
    "problem", "plan", "job", "findings", "nothing found", "explanations", "recommendations", "comparison",
    "sweep", "replanned",
]  # fmt: skip


class WellFormed(HTMLParser):
    """Every tag that is opened is closed, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize("name", NAMES)
def test_html_is_well_formed_and_text_of_users_is_escaped(
    objects: dict[str, Shown], name: str, lang: str
) -> None:
    html = objects[name].html(lang)
    page = WellFormed()
    page.feed(html)
    page.close()
    assert page.open == []
    assert page.tags & {"script", "b"} == set()
    assert "<script" not in html


@pytest.mark.parametrize("name", NAMES)
def test_only_pictures_and_letters_of_suppliers_set_a_colour(objects: dict[str, Shown], name: str) -> None:
    """So that it is read in a light and in a dark notebook: a ground comes with its ink."""
    html = re.sub(r"<svg.*?</svg>", "", objects[name].html("en"), flags=re.DOTALL)
    for style in re.findall(r'style="([^"]*)"', html):
        grounds, inks = ("background:" in style), bool(re.search(r"(?<![a-z-])color:", style))
        assert grounds == inks


@pytest.mark.parametrize("name", NAMES)
def test_the_two_languages_say_it_in_their_own_words(objects: dict[str, Shown], name: str) -> None:
    shown = objects[name]
    assert shown.text("en") != shown.text("nl")
    assert shown.html("en") != shown.html("nl")


def test_the_locale_decides_where_nothing_is_said(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    assert repr(plan) == plan.text("en")
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")
    assert repr(plan) == plan.text("nl")
    assert plan._repr_html_() == plan.html("nl")
    assert "uur" in plan.kpis.set_index("code").unit["hours"]


def test_another_language_is_refused(plan: Plan) -> None:
    with pytest.raises(UsageError, match="no language 'fr'"):
        plan.text("fr")


def test_a_plan_reads_like_a_short_report(utrecht_plan: Plan) -> None:
    lines = repr(utrecht_plan).splitlines()
    assert lines[0] == "Utrecht University, all suppliers at one table"
    assert lines[1].startswith("J01  Asito + Securitas")
    assert lines[-2].startswith("Score 55")
    assert len(lines) < 30


def test_a_job_is_a_picture_of_its_week(utrecht_plan: Plan) -> None:
    html = utrecht_plan.job("J01")._repr_html_()
    assert html.count("<svg") == 1
    assert 'role="img"' in html
    assert "13:30" in html


def test_two_jobs_on_a_page_have_no_id_in_common(utrecht_plan: Plan) -> None:
    ids = [re.findall(r' id="([^"]*)"', utrecht_plan.job(name).html()) for name in ("J01", "J02")]
    assert set(ids[0]).isdisjoint(ids[1])


def test_a_job_that_is_not_there_is_said_with_the_nearest(utrecht_plan: Plan) -> None:
    with pytest.raises(UsageError, match=r"no job 'j1' .* Maybe J\d\d"):
        utrecht_plan.job("j1")


def test_showing_prints_where_there_is_no_notebook(plan: Plan, capsys: pytest.CaptureFixture[str]) -> None:
    plan.show("nl")
    assert capsys.readouterr().out == plan.text("nl") + "\n"


def test_showing_in_a_notebook_gives_html_and_text(plan: Plan, notebook: list[Any]) -> None:
    plan.show("nl")
    assert notebook == [{"text/html": plan.html("nl"), "text/plain": plan.text("nl")}]


def test_nothing_loads_ipython() -> None:
    assert "IPython" not in sys.modules


@pytest.fixture
def notebook(notebook_of: Callable[[], list[Any]]) -> list[Any]:
    return notebook_of()
