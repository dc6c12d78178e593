"""What the report says in words: the proof, the days, the fitting of text, and the two languages."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundler.attribution import warned, warning_words
from bundler.domain import Attribution, Level, Rules, Session, Weights
from bundler.i18n import Text
from bundler.norms import catalogue
from bundler.report import employer_words, norm_words, people, social_words, words
from bundler.report.lettering import cut, width_of, wrap
from bundler.report.proof import NOT_SAID, PROVED, gap_text, stopped_text
from bundler.report.settings import setting_text
from bundler.report.summary import run_rows
from bundler.report.weekdays import days_text, same_sessions
from bundler.rules import RULES, TERMS
from tests.report import sample


def gap_of(objective: str, *levels: tuple[str, float, float], status: str = "feasible") -> Text:
    made = tuple(Level(name=name, value=value, bound=bound) for name, value, bound in levels)
    return gap_text(sample.result(sample.problem(), objective=objective, status=status, levels=made))


def test_optimal_is_called_proved() -> None:
    assert gap_of("balanced", ("score", 100, 100), status="optimal") == PROVED
    assert PROVED("en") == "Proved: no better plan exists under these rules."
    assert PROVED("nl") == "Bewezen: onder deze regels bestaat er geen beter plan."


@pytest.mark.parametrize(
    ("objective", "levels", "english", "dutch"),
    [
        ("balanced", [("score", 1000, 1012)], "at most 1.2 % better", "hooguit 1,2 % beter"),
        ("balanced", [("score", 1000, 1012.01)], "at most 1.3 % better", "hooguit 1,3 % beter"),
        ("balanced", [("score", 0, 35.5)], "at most 35.5 points more", "hooguit 35,5 punten meer"),
        ("balanced", [("score", -8, 2)], "at most 10 points more", "hooguit 10 punten meer"),
        ("most-hours", [("hours", 100, 102.5), ("score", 9, 9)], "at most 2.5 more", "hooguit 2,5 uur"),
        ("most-jobs", [("jobs", 10, 11), ("score", 9, 9)], "at most 1 more job is", "hooguit 1 baan meer"),
        ("most-jobs", [("jobs", 10, 13), ("score", 9, 9)], "at most 3 more jobs", "hooguit 3 banen meer"),
        ("fewest-jobs", [("jobs", 10, 8), ("score", 9, 9)], "at most 2 jobs fewer", "hooguit 2 banen minder"),
        ("fewest-jobs", [("jobs", 10, 9), ("score", 9, 9)], "at most 1 job fewer", "hooguit 1 baan minder"),
    ],
)  # fmt: skip
def test_gap_says_what_is_still_possible_rounded_up(
    objective: str, levels: list[tuple[str, float, float]], english: str, dutch: str
) -> None:
    text = gap_of(objective, *levels)
    assert english in text("en")
    assert dutch in text("nl")


def test_proved_first_level_with_an_open_score_says_both() -> None:
    text = gap_of("most-jobs", ("jobs", 10, 10), ("score", 200, 203))
    assert text("en") == (
        "Proved: under these rules no plan has more jobs. "
        "Among plans that are as good in that, no score can pass 203 points: "
        "at most 1.5 % better is possible."
    )
    assert "hooguit 1,5 % beter" in text("nl")


@pytest.mark.parametrize(
    ("stopped_by", "english"),
    [
        ("proof", "with the proof"),
        ("gap", "within 2.5 %"),
        ("time", "limit of 60 seconds"),
        ("user", "user stopped"),
    ],
)
def test_every_way_to_stop_has_its_sentence(stopped_by: str, english: str) -> None:
    result = sample.result(sample.problem(), stopped_by=stopped_by)
    assert english in stopped_text(result, 60, 0.025)("en")


def test_of_a_plan_that_nobody_searched_for_no_search_is_told() -> None:
    """A plan made by hand: no user stopped anything, and nothing says that it is the best found."""
    made = sample.result(sample.problem(), stopped_by="user", status="feasible")
    searched = dict(run_rows(made, date(2026, 3, 2), "en"))
    assert (searched["Stopped by"], searched["Status"]) == ("user", "feasible (best found)")
    rows = dict(run_rows(made.model_copy(update={"version": NOT_SAID}), date(2026, 3, 2), "en"))
    assert rows["Stopped by"] == "not said in the plan's file"
    assert rows["Status"] == "feasible (keeps every rule)"
    assert {rows[name] for name in ("Seconds of search", "Seed", "Version")} == {"–"}


@pytest.mark.parametrize(
    ("days", "english", "dutch"),
    [
        ((0, 1, 2, 3, 4), "Mon–Fri", "ma–vr"),
        ((0, 2, 4), "Mon, Wed, Fri", "ma, wo, vr"),
        ((0, 1), "Mon, Tue", "ma, di"),
        ((4, 1, 2, 3, 6), "Tue–Fri, Sun", "di–vr, zo"),
        ((0, 1, 3, 4, 5), "Mon, Tue, Thu–Sat", "ma, di, do–za"),
        ((2,), "Wed", "wo"),
    ],
)
def test_days_in_a_row_become_a_range(days: tuple[int, ...], english: str, dutch: str) -> None:
    assert days_text(days, "en") == english
    assert days_text(days, "nl") == dutch


def test_sessions_group_only_where_task_and_times_agree() -> None:
    roster = [
        *sample.sessions("A", 420, 60, (0, 1, 2)),
        *sample.sessions("B", 420, 60, (3,)),
        Session(day=4, start=430, end=490, task_id="A"),
    ]
    groups = same_sessions(roster)
    assert [(g.task_id, g.days, g.start) for g in groups] == [
        ("A", (0, 1, 2), 420), ("B", (3,), 420), ("A", (4,), 430)
    ]  # fmt: skip


@given(st.text(max_size=120), st.floats(15, 200), st.integers(0, 4))
def test_wrapped_text_fits_its_box(text: str, width: float, lines: int) -> None:
    found = wrap(text, width, 9, lines)
    assert len(found) <= lines
    assert all(width_of(line, 9) <= width for line in found)


def test_text_too_long_ends_in_an_ellipsis() -> None:
    assert cut("Morning round", 1000, 9) == "Morning round"
    assert cut("Morning round", 40, 9).endswith("…")
    assert wrap("Morning round of the lecture halls", 60, 9, 2)[-1].endswith("…")
    assert cut("Morning", 1, 9) == ""


def test_every_text_is_in_both_languages_and_fills_in_the_same_values() -> None:
    def texts(value: object) -> list[Text]:
        if isinstance(value, Text):
            return [value]
        if isinstance(value, dict):
            return [text for item in value.values() for text in texts(item)]
        if isinstance(value, tuple):
            return [text for item in value for text in texts(item)]
        return []

    modules = (words, employer_words, social_words, norm_words, people)
    found = [text for module in modules for value in vars(module).values() for text in texts(value)]
    assert len(found) > 350
    for text in found:
        assert text.en
        assert text.nl
        names = [{name for _, name, _, _ in Formatter().parse(one) if name} for one in text]
        assert names[0] == names[1], text


def test_every_rule_weight_and_term_has_words() -> None:
    assert set(Rules.model_fields) <= set(RULES) | set(words.SETTING_LABELS)
    assert set(Weights.model_fields) == set(words.WEIGHT_LABELS)
    assert set(TERMS) == set(words.TERM_LABELS)


def test_every_warning_of_the_attribution_has_a_few_words() -> None:
    """No code stands in a report without words, whether of the catalogue or given in the code."""
    package = Path(warned.__file__).parent
    codes = {
        code
        for file in package.glob("*.py")
        for code in re.findall(r'"(A-[A-Z-]+)"', file.read_text("utf-8"))
    }
    assert set(warning_words.WARNINGS) <= codes
    assert codes == set(employer_words.WARNINGS)


def test_every_assumption_and_every_kind_of_norm_has_words() -> None:
    assert set(Attribution.model_fields) == set(social_words.ASSUMPTIONS)
    assert {norm_id.partition(".")[0] for norm_id in catalogue().norms} == set(norm_words.KINDS)


@pytest.mark.parametrize(
    ("value", "en", "nl"),
    [
        ("adult", "for adults", "voor volwassenen"),
        ("youth", "for 16 and 17", "voor 16 en 17 jaar"),
        ("none", "none", "geen"),
    ],
)
def test_the_rule_on_breaks_is_told_in_words(value: str, en: str, nl: str) -> None:
    assert (setting_text("break_rule", value, "en"), setting_text("break_rule", value, "nl")) == (en, nl)
