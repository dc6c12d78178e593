"""What each term of a job's score consists of."""

from __future__ import annotations

import random

import pytest

from bundler.explain.worth import TERM_NAMES, terms_of
from bundler.rules import TERMS, Week, score_terms
from bundler.rules.score import idle_minutes
from tests.oracle import Oracle
from tests.strategies import tiny_problem


def test_the_pieces_of_every_term_add_up_to_it() -> None:
    """On random jobs; what is counted in minutes or things adds up exactly."""
    seen = set()
    for seed in range(30):
        rng = random.Random(seed)
        problem = tiny_problem(rng)
        columns = Oracle(problem).columns()
        for column in rng.sample(columns, min(len(columns), 12)):
            terms = {term.code: term for term in terms_of(problem, column.roster)}
            assert tuple(terms) == TERMS
            for code, points in score_terms(problem, column.roster).items():
                assert terms[code].points == points
                assert sum(piece.points for piece in terms[code].pieces) == pytest.approx(points, abs=1e-9)
                seen |= {code} if terms[code].pieces else set()
            week = Week(problem, column.roster)
            counted = {code: sum(piece.amount for piece in term.pieces) for code, term in terms.items()}
            assert counted["hours"] == week.minutes
            assert counted["second_supplier"] == (len(week.suppliers) > 1)
            assert counted["extra_task"] == len(week.tasks) - 1
            assert counted["extra_location"] == len(week.locations) - 1
            assert counted["travel"] == sum(sum(day.travel) for day in week.days)
            assert counted["idle"] == idle_minutes(week)
            assert counted["irregular_start"] == week.start_spread
    assert seen == set(TERMS)


def test_a_term_that_is_nothing_has_no_pieces() -> None:
    problems = [tiny_problem(random.Random(seed)) for seed in range(9)]
    problem, alone = next(
        (problem, column)
        for problem in problems
        for column in Oracle(problem).columns()
        if len(column.tasks) == 1
    )
    terms = {term.code: term for term in terms_of(problem, alone.roster)}
    assert terms["extra_task"].pieces == terms["travel"].pieces == terms["second_supplier"].pieces == ()


def test_every_term_has_its_words() -> None:
    assert set(TERM_NAMES) == set(TERMS)
