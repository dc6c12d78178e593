"""Which scenario is better is said only where value and bound of both prove it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundler.domain import Level, Problem, Result, Weights
from bundler.i18n import LANGS
from bundler.scenarios.compare_order import Order, order
from tests.report import compare_sample, sample

OF = sample.problem()
HEAVY = compare_sample.problem("Heavy", weights=Weights(idle=50))


def found(*levels: tuple[str, float, float], objective: str = "balanced") -> Result:
    made = tuple(Level(name=name, value=value, bound=bound) for name, value, bound in levels)
    return sample.result(OF, objective=objective, levels=made)


def ordered(a: Result, b: Result, of: Problem = OF, other: Problem = OF) -> Order:
    return order("A", of, a, other, b)


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ((100, 100), (90, 90), "better"),
        ((100, 130), (90, 99.9), "better"),
        ((90, 99.9), (100, 130), "worse"),
        ((100, 100), (100, 100), "same"),
        ((100, 100.01), (100.01, 100.01), "same"),
        ((100, 100), (90, 101), "open"),
        ((100, 105), (100, 105), "open"),
        ((90, 130), (100, 120), "open"),
    ],
)
def test_better_is_who_passes_the_others_bound(
    a: tuple[float, float], b: tuple[float, float], relation: str
) -> None:
    assert ordered(found(("score", *a)), found(("score", *b))).relation == relation


@given(
    st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted),
    st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted),
    st.booleans(),
)
def test_a_proved_order_holds_whatever_the_best_plans_are(a: list[int], b: list[int], fewest: bool) -> None:
    """Against every value that the best plan of each can have, from its own value to its bound."""

    def solved(least: int, most: int) -> Result:
        if not fewest:
            return found(("jobs", least, most), ("score", 0, 0), objective="most-jobs")
        # the plan has the most, and the bound is below
        return found(("jobs", most, least), ("score", 0, 0), objective="fewest-jobs")

    possible = {
        (own > other) - (own < other) for own in range(a[0], a[1] + 1) for other in range(b[0], b[1] + 1)
    }
    better = -1 if fewest else 1
    expected = {frozenset({better}): "better", frozenset({-better}): "worse", frozenset({0}): "same"}
    assert ordered(solved(*a), solved(*b)).relation == expected.get(frozenset(possible), "open")


def test_the_second_level_decides_where_the_first_is_proved_the_same() -> None:
    a = found(("hours", 700, 700), ("score", 100, 100), objective="most-hours")
    b = found(("hours", 700, 700), ("score", 90, 95), objective="most-hours")
    made = ordered(a, b)
    assert made.relation == "better"
    assert "A and the baseline both reach 700 hours in jobs, proved." in made.text.en
    less = found(("hours", 699, 701), ("score", 10, 10), objective="most-hours")
    assert ordered(a, less).relation == "open"


def test_points_of_other_weights_are_no_measure_but_hours_are() -> None:
    assert ordered(found(("score", 9, 9)), found(("score", 1, 1)), OF, HEAVY).relation == "unlike"
    hours = [found(("hours", value, value), ("score", 1, 1), objective="most-hours") for value in (9.0, 8.0)]
    assert ordered(hours[0], hours[1], OF, HEAVY).relation == "better"
    assert ordered(hours[0], hours[0], OF, HEAVY).relation == "same"


def test_other_objectives_have_no_order() -> None:
    hours = found(("hours", 9, 9), ("score", 1, 1), objective="most-hours")
    assert ordered(hours, found(("score", 1, 1))).relation == "unlike"


def test_without_a_plan_there_is_no_order() -> None:
    none, some = sample.result(OF, status="none", plan=None, levels=()), found(("score", 1, 1))
    for a, b, said in ((none, some, "A has no plan"), (some, none, "The baseline has no plan")):
        made = ordered(a, b)
        assert made.relation == "none"
        assert made.text.en.startswith(said)
    assert order("A", OF, None, OF, some).relation == "none"


def test_the_sentence_has_the_figures_that_prove_it() -> None:
    made = ordered(found(("score", 100.5, 130)), found(("score", 90, 99.9)))
    assert made.text.en == (
        "Proved for the score: A is better than the baseline. A reaches 100.5 points; no plan of the "
        "baseline can pass 99.9 points."
    )
    assert made.text.nl == (
        "Bewezen voor de score: A is beter dan de basis. A haalt 100,5 punten; onder de basis komt geen plan "
        "voorbij 99,9 punten."
    )


def test_one_job_is_not_called_one_jobs() -> None:
    one = found(("jobs", 1, 1), ("score", 1, 1), objective="most-jobs")
    none = found(("jobs", 0, 0), ("score", 0, 0), objective="most-jobs")
    assert "A reaches 1 job;" in ordered(one, none).text.en
    assert "A haalt 1 baan;" in ordered(one, none).text.nl


@pytest.mark.parametrize("lang", LANGS)
def test_names_with_braces_stay_as_they_are(lang: str) -> None:
    made = order("{x}{}", OF, found(("score", 2, 2)), OF, found(("score", 1, 1)))
    assert "{x}{}" in made.text(lang)
