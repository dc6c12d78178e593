"""The peers: whatever they find keeps every rule, and their bounds are no lower than what is possible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import combinations

import pytest

from bundler.bench.peers import BUNDLER, compact, mip, missing, solver_of
from bundler.bench.peers.compact import MOST_LITERALS, build
from bundler.bench.peers.greedy import Greedy
from bundler.bench.peers.greedy import solve as greedy
from bundler.bench.peers.model import Compact
from bundler.bench.peers.peer import Outcome, TooLarge, Trace
from bundler.bench.peers.timefold import decode
from bundler.bench.peers.timefold_facts import POINT, Limits, assignment, copies, limits
from bundler.bench.peers.timefold_week import LAID_OUT, crowded, judge
from bundler.bench.peers.timetable import Timetable
from bundler.domain import Problem, Session
from bundler.generate import generate
from bundler.rules import plan_score, plan_violations, violations

PROBLEM = generate(9, seed=4)
SMALL = generate(4, seed=1)
READS = 400
Steps = list[tuple[float, float | None, float | None]]


@pytest.fixture(autouse=True)
def fresh() -> None:
    """Timefold's model remembers days, as a process with one problem may."""
    LAID_OUT.clear()


class Ticking(Trace):
    """A clock that goes a second on each time it is read: as much work on any machine."""

    reads = 0

    @property
    def seconds(self) -> float:
        self.reads += 1
        return self.reads


@pytest.fixture(autouse=True)
def ticking(monkeypatch: pytest.MonkeyPatch) -> None:
    """The greedy's plan to begin with takes no share of the time."""
    monkeypatch.setattr(
        compact, "greedy", lambda problem, _trace: greedy(problem, Ticking(READS, 1, lambda *_: None))
    )


def run(name: str, problem: Problem, seconds: float = 600) -> tuple[Outcome, Steps]:
    steps: Steps = []
    clock = partial(Ticking, READS) if name == "greedy" else partial(Trace, seconds)
    return solver_of(name)(problem, clock(1, lambda *step: steps.append(step))), steps


def worth(problem: Problem, found: Outcome) -> float:
    assert found.rosters
    return plan_score(problem, found.rosters.values())


@pytest.mark.parametrize("name", ["compact", "mip"])
def test_models_that_prove_find_what_bundler_finds(name: str) -> None:
    """On a problem small enough to be solved to the end: the same score, and a bound equal to it."""
    best = worth(SMALL, run(BUNDLER, SMALL)[0])
    found, steps = run(name, SMALL)
    assert found.proved
    assert plan_violations(SMALL, found.rosters or {}) == {}
    assert worth(SMALL, found) == best
    assert found.bound == pytest.approx(best, abs=0.01)
    assert steps


@pytest.mark.parametrize("name", ["greedy", "compact"])
def test_every_plan_keeps_every_rule_and_no_bound_cuts_off_the_best(name: str) -> None:
    best = worth(PROBLEM, run(BUNDLER, PROBLEM)[0])
    found, steps = run(name, PROBLEM, 2)
    assert plan_violations(PROBLEM, found.rosters or {}) == {}
    score = worth(PROBLEM, found)
    assert 0.8 * best < score <= best + 0.01
    assert found.bound is None or (name == "compact" and found.bound >= best - 0.01)
    assert steps
    assert max(value for _, value, _ in steps if value is not None) <= score + 0.01


@pytest.mark.parametrize("seed", [1, 2])
def test_the_greedy_keeps_strict_rules_too(seed: int) -> None:
    problem = generate(14, seed=seed, tight=True)
    found, _ = run("greedy", problem)
    assert found.rosters is not None
    assert plan_violations(problem, found.rosters) == {}


def test_the_compact_model_can_begin_from_the_greedys_plan() -> None:
    """The plan, numbered as the model asks for, is a solution of the model."""
    _, start, values = build(generate(16, seed=2), Trace(600, 1, lambda *_: None))
    assert start
    assert values is not None


def test_the_mip_has_the_same_solutions_as_the_model_it_is_made_from() -> None:
    """The values of a plan in the CP-SAT model keep every row of the MIP, and breaking them breaks one."""
    model, _, values = build(PROBLEM, Trace(600, 1, lambda *_: None))
    assert values is not None
    made = list(mip.rows(model.model.proto))

    def kept(tried: list[int]) -> bool:
        totals = (sum(c * tried[v] for v, c in row.terms.items()) for row in made)
        return all(row.low <= total <= row.high for row, total in zip(made, totals, strict=True))

    assert kept(values)
    other = list(values)
    placed = model.placed[0].index
    other[placed] = 1 - other[placed]
    assert not kept(other)


def test_a_model_too_large_for_any_memory_is_refused_before_it_is_made() -> None:
    problem = generate(1500, sites=15, seed=1)
    assert Compact.literals(problem) > MOST_LITERALS
    with pytest.raises(TooLarge, match="million"):
        build(problem, Trace(5, 1, lambda *_: None))


def test_scips_log_gives_value_and_bound() -> None:
    steps: Steps = []
    trace = Trace(5, 1, lambda *step: steps.append(step))
    line = (
        " 25.3s|     1 |     0 | 20712 |     - |   249M |   0 |  13k|  43k|  47k|   0 |  0 | 102 |   0 "
        "| 1.800000e+07 | 1.500000e+07 |  14.59%| unknown"
    )
    mip.follow(["presolving:", line, line.replace("1.500000e+07", "      --    ")], trace)
    assert [step[1:] for step in steps] == [(2500.0, 3000.0), (None, 3000.0)]


# Timefold itself needs Java; what it is given, how it judges and what is made of its answer do not.


class Held:
    """A holding as Timefold's model has it."""

    def __init__(self, number: int, days: int, rules: Limits, values: dict[str, object]) -> None:
        self.number, self.days, self.limits = number, days, rules
        vars(self).update(values)


def held(problem: Problem, rosters: Mapping[str, Sequence[Session]]) -> dict[int, list[Held]]:
    found, rules = copies(problem), limits(problem)
    jobs: dict[int, list[Held]] = {}
    for number, (job, days) in assignment(found, rosters).items():
        jobs.setdefault(job, []).append(Held(number, days, rules, found[number]._asdict()))
    return jobs


def test_without_timefold_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bundler.bench.peers.find_spec", lambda _name: None)
    why = missing("timefold", "balanced")
    assert why is not None
    assert 'python -m pip install "bundler[bench]"' in why.en
    assert "Java 17" in why.nl
    monkeypatch.setattr("bundler.bench.peers.find_spec", lambda _name: object())
    monkeypatch.setattr("bundler.bench.peers._has_java", lambda: False)
    assert "java" in str(missing("timefold", "balanced"))
    monkeypatch.setattr("bundler.bench.peers._has_java", lambda: True)
    assert missing("timefold", "balanced") is None


def test_other_objectives_are_bundlers_alone() -> None:
    assert missing(BUNDLER, "most-jobs") is None
    assert missing("greedy", "most-jobs") is not None


@pytest.mark.parametrize("tight", [False, True])
def test_timefolds_model_judges_jobs_as_the_rules_do(tight: bool) -> None:
    """Of the jobs that the greedy grows it finds nearly all viable, at nearly their worth."""
    problem = generate(24, seed=3, tight=tight)
    growing = Greedy(problem, Trace(1000, 1, lambda *_: None))
    for task in problem.tasks[:5]:
        growing.grow_from(task)
    jobs = growing.pool[:100]
    assert len(jobs) > 20
    near = 0
    for job in jobs:
        (holdings,) = held(problem, {"J1": job.roster}).values()
        verdict = judge(holdings)
        near += verdict.hard == 0 and abs(verdict.soft / POINT - job.points) < 10
    assert near >= 0.8 * len(jobs)


def test_timefolds_model_sees_what_is_no_job() -> None:
    """Pairs of tasks that no layout makes a job are hard failures or worth less than nothing."""
    problem = generate(14, seed=5)
    found, rules = copies(problem), limits(problem)
    timetable = Timetable(problem, 5)
    seen = 0
    for a, b in combinations(range(len(found)), 2):
        holdings = [Held(n, found[n].patterns[-1], rules, found[n]._asdict()) for n in (a, b)]
        verdict = judge(holdings)
        if verdict.hard == 0 and verdict.soft > 0:
            days = {found[n].task_id: [d for d in range(7) if found[n].patterns[-1] >> d & 1] for n in (a, b)}
            week = timetable.week(days)
            assert week is not None
            assert violations(problem, week[1]) == []
            seen += 1
    assert seen


def test_a_shared_task_has_no_more_persons_than_it_has() -> None:
    rules = limits(PROBLEM)
    both = [Held(n, days, rules, {"headcount": 1}) for n, days in enumerate((0b00111, 0b11000))]
    assert crowded(both) == 0
    both[1].days = 0b11100
    assert crowded(both) == 1


def test_what_timefold_answers_becomes_a_plan() -> None:
    """The greedy's plan put in Timefold's terms and read back is a plan again, of as many jobs."""
    found = copies(PROBLEM)
    rosters = dict(run("greedy", PROBLEM)[0].rosters or {})
    taken = assignment(found, rosters)

    class Slot:
        def __init__(self, number: int) -> None:
            self.number = number

    chosen = [
        (Slot(taken[n][0]), taken[n][1]) if n in taken else (None, found[n].patterns[0])
        for n in range(len(found))
    ]
    back = decode(PROBLEM, Timetable(PROBLEM, 5), found, chosen)
    assert len(back) == len(rosters)
    assert plan_violations(PROBLEM, back) == {}
