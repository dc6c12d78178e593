"""Planning again and comparing keep the user's own rules and count the own costs."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from bundler.domain import Problem, Session
from bundler.domain.own import Shift
from bundler.rules import violations
from bundler.scenarios.compare import Outcome, compare
from bundler.scenarios.replan import Agreed, replan
from bundler.solver import solve
from tests.explain.test_own_paths import CENT, EVENING, LATE_DAYS, cases, keeps, points
from tests.oracle_plan import best_plan
from tests.rules.micro import problem as micro
from tests.rules.micro import roster, task
from tests.solver.conftest import terse
from tests.solver.test_keep import some_jobs, under
from tests.solver.test_own import own

__all__ = ["terse"]

pytestmark = pytest.mark.usefixtures("terse")


def agreed_of(rosters: Sequence[tuple[Session, ...]]) -> list[Agreed]:
    return [Agreed(f"J{at:02d}", each) for at, each in enumerate(rosters, 1)]


def without_rule(problem: Problem) -> Problem:
    return problem.model_copy(update={"own": (LATE_DAYS,)})


def test_around_agreed_jobs_that_keep_the_rule_the_plan_is_the_best_there_is() -> None:
    tried = 0
    for seed, problem, _ in cases(range(14)):
        free = under(problem, pins=())
        kept = some_jobs(free, random.Random(seed))
        new, best = replan(free, agreed_of(kept)), best_plan(free, keep=kept)
        rosters = [job.roster for job in new.result.jobs]
        assert best is not None
        assert keeps(free, rosters), f"seed {seed}"
        assert new.result.score == pytest.approx(best.score, abs=CENT), f"seed {seed}"
        assert new.result.score == pytest.approx(points(free, rosters), abs=CENT), f"seed {seed}"
        tried += bool(kept)
    assert tried > 9


@pytest.mark.parametrize("price", [None, 0.0, 10.0])
def test_agreed_jobs_that_break_a_new_rule_change_and_say_so(price: float | None) -> None:
    """Where changes cost nothing the plan is the best there is."""
    broken = 0
    for seed, problem, result in cases(range(16)):
        before = without_rule(problem)
        agreed = agreed_of([job.roster for job in solve(before).jobs])
        new = replan(problem, agreed, price=price)
        assert keeps(problem, [job.roster for job in new.result.jobs]), f"seed {seed}"
        assert new.result.score == pytest.approx(
            points(problem, [j.roster for j in new.result.jobs]), abs=CENT
        )
        if price == 0:
            assert new.result.score == pytest.approx(result.score, abs=CENT), f"seed {seed}"
        change = {each.job_id: each for each in new.changes}
        for job in agreed:
            if any(verdict.code == EVENING for verdict in violations(problem, job.roster)):
                broken += 1
                assert change[job.job_id].kind != "same", f"seed {seed}"
                assert any("'Mine'" in text.en for text in change[job.job_id].why), f"seed {seed}"
    assert broken > 20


def test_a_scenario_under_a_rule_is_worse_where_trying_everything_says_so_and_else_the_same() -> None:
    """Points count the own cost; where costs differ points are no measure."""
    worse = 0
    for seed, problem, result in cases(range(20)):
        free = without_rule(problem)
        plain = free.model_copy(update={"own": ()})
        sides = [(free, solve(free)), (problem, result), (plain, solve(plain))]
        made = compare([Outcome(name, "", *side) for name, side in zip("ABC", sides, strict=True)])
        relations = [side.order.relation for side in made.others if side.order]
        best = [best_plan(each) for each in (free, problem)]
        assert best[0] is not None
        assert best[1] is not None
        differs = best[0].score - best[1].score > CENT
        assert relations == ["worse" if differs else "same", "unlike"], f"seed {seed}"
        for side, (of, found) in zip(made.sides[:2], sides, strict=False):
            told = side.measures.plan["score"] if side.measures else None
            late = points(of, [job.roster for job in found.jobs])
            assert told == pytest.approx(late, abs=CENT), f"seed {seed}"
        worse += differs
    assert worse > 8


def early(shift: Shift) -> bool:
    return {8: True, 9: True, 10: True}[int(shift.start_hour)]


@pytest.mark.parametrize(
    "visits",
    [
        "A mon 06:00, B mon 07:00, A tue 06:00, B tue 07:00",
        "A mon 08:00, B mon 09:00, C mon 06:00, A tue 08:00, B tue 07:00",
    ],
    ids=["what-was-agreed", "what-is-tried-on-the-way-back-to-it"],
)
def test_a_rule_that_fails_at_times_that_no_job_can_have_does_not_end_a_new_plan(visits: str) -> None:
    tasks = [task(name, 60, "mon,tue", window) for name, window in
             (("A", "08:00-09:00"), ("B", "08:00-11:00"), ("C", "08:00-12:00"))]  # fmt: skip
    problem = micro(*tasks, min_hours=4, max_hours=6)
    problem = problem.model_copy(update={"own": (own(early, "day"),)})
    new = replan(problem, [Agreed("J01", tuple(roster(problem, visits)))])
    assert [violations(problem, job.roster) for job in new.result.jobs] == [[]]
    assert new.changes[0].why
