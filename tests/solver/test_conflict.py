"""Why no plan exists: the smallest set of pins, tasks, dates and rules that cannot all hold, verified."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator
from functools import cache
from itertools import combinations, islice
from pathlib import Path
from typing import Any

import pytest

from bundler.cli import main
from bundler.domain import Pin, Problem, Task, Weights
from bundler.domain.own import Own
from bundler.errors import ProofError
from bundler.i18n import Text
from bundler.io import read_problem
from bundler.solver import conflict_trials, solve
from bundler.solver.asked import ASKING
from bundler.solver.conflict import conflict_text, smallest_conflict
from bundler.solver.conflict_members import Member, Members
from bundler.solver.conflict_search import Conflict, Found, find_conflicts
from bundler.solver.conflict_values import STEPS
from tests.oracle import Column, Oracle
from tests.oracle_plan import Caps, Plan, _allowed, _meets, _minus, _packed, _Selection
from tests.solver.feasible import has_plan
from tests.strategies import Dice, _pins, tiny_problem

DATA = Path(__file__).parents[2] / "data" / "utrecht"
SECONDS = 600.0
GRID = 15
CASES = 8
pytestmark = pytest.mark.usefixtures("patient")
LICENCES = 'excluded_certificates = ["security_diploma", "spraying_licence"]'


@cache
def _utrecht() -> Problem:
    return read_problem(DATA)[0]


def _asking(*pins: Pin, objective: str = "balanced", without: Collection[str] = (), **rules: Any) -> Problem:
    """The example with other pins, objective and rules, without some tasks."""
    problem = _utrecht()
    scenario = problem.scenario
    changed = {
        "pins": pins,
        "rules": scenario.rules.model_copy(update=rules),
        "solve": scenario.solve.model_copy(update={"objective": objective}),
    }
    tasks = tuple(task for task in problem.tasks if task.task_id not in without)
    return problem.model_copy(update={"tasks": tasks, "scenario": scenario.model_copy(update=changed)})


def _said(found: Found, conflict: Conflict) -> set[str]:
    return {found.members.words(member).en for member in conflict.members}


@pytest.mark.parametrize(
    ("pins", "rules", "expected"),
    [
        ((Pin(place="A05"), Pin(leave="A05")), {}, {"pin place A05", "pin leave A05"}),
        (
            (Pin(together=("A05", "A06")), Pin(apart=("A05", "A06", "A02"))),
            {},
            {"pin together A05, A06", "pin apart A05, A06, A02"},
        ),
        (
            (Pin(together=("A01", "S01")), Pin(forbid_suppliers=("asito", "sodexo"))),
            {},
            {"pin together A01, S01", "pin forbid_suppliers asito, sodexo"},
        ),
        (
            (Pin(together=("A01", "S01")),),
            {"max_suppliers": 1},
            {"pin together A01, S01", "max_suppliers = 1"},
        ),
        ((Pin(place="V07"),), {}, {"pin place V07", LICENCES}),
        (
            (Pin(place="V08"),),
            {},
            {
                "pin place V08",
                "V08 is valid from 2026-10-01 until 2026-12-15 and not on the plan date 2026-03-02",
            },
        ),
        ((Pin(together=("A01", "A04")),), {}, {"pin together A01, A04"}),
        ((Pin(job=("A05", "A06")),), {}, {"pin job A05, A06", "min_hours = 20"}),
        (
            (Pin(job=("A02", "A05", "A06")), Pin(job=("A02", "S02"))),
            {},
            {"pin job A02, A05, A06", "pin job A02, S02"},
        ),
        ((Pin(place="V04"),), {"max_tasks": 1}, {"pin place V04", "min_hours = 20", "max_tasks = 1"}),
        (
            (Pin(place="A05"),),
            {"day_start": 900, "day_end": 1320},
            {"pin place A05", 'day_start = "15:00", day_end = "22:00"'},
        ),
        ((Pin(job=("A01", "A07")),), {}, {"pin job A01, A07", "separate_settings = true"}),
        (
            (Pin(place="A09"), Pin(place="W02"), Pin(leave="W02"), Pin(leave="S01")),
            {},
            {"pin place W02", "pin leave W02"},
        ),
    ],
)
def test_the_smallest_conflict_of_contradicting_pins(
    pins: tuple[Pin, ...], rules: dict[str, Any], expected: set[str]
) -> None:
    """Its members are exactly these, and a whole solve without any one of them finds a plan."""
    problem = _asking(*pins, **rules)
    found = find_conflicts(problem, SECONDS)
    assert [_said(found, conflict) for conflict in found.conflicts] == [expected]
    (conflict,) = found.conflicts
    assert conflict.smallest
    assert all(conflict.needed)
    for member, enough in zip(conflict.members, conflict.enough, strict=True):
        kept, must = found.members.keep(set(found.members.all) - {member})
        assert has_plan(kept, must, SECONDS) is enough
    result = solve(problem)
    assert (result.status, result.stopped_by) == ("none", "proof")
    assert result.why_none == conflict_text(found)
    for text in expected:
        assert text in result.why_none.en


def test_contradictions_that_have_nothing_in_common_are_all_named() -> None:
    """The smallest comes first, and a plan without the pins of all of them is verified."""
    problem = _asking(
        Pin(place="V08"),
        Pin(together=("A05", "A06")),
        Pin(apart=("A05", "A06")),
        Pin(together=("A01", "A04")),
    )
    found = find_conflicts(problem, SECONDS)
    first, *others = [_said(found, one) for one in found.conflicts]
    assert first == {"pin together A01, A04"}
    assert {"pin together A05, A06", "pin apart A05, A06"} in others
    assert any("pin place V08" in said for said in others)
    assert len(found.conflicts) == 3
    assert found.all
    assert "Without all pins and tasks named here a plan exists." in conflict_text(found).en


def test_a_task_that_fewest_jobs_cannot_place_is_named_with_the_rule() -> None:
    """Under fewest-jobs a task's own placing is a member."""
    problem = _asking(objective="fewest-jobs", min_hours=12, without={"B06", "B07"})
    found = find_conflicts(problem, SECONDS)
    assert _said(found, found.conflicts[0]) == {"V07 placed in full (fewest-jobs)", LICENCES}
    assert found.conflicts[0].smallest
    assert found.conflicts[0].enough == (True, True)
    problem = _asking(Pin(leave="A05"), objective="fewest-jobs", min_hours=12, without={"V07", "B06", "B07"})
    found = find_conflicts(problem, SECONDS)
    assert _said(found, found.conflicts[0]) == {"pin leave A05", "A05 placed in full (fewest-jobs)"}


def test_the_message_in_both_languages() -> None:
    """Pins and rules as the user writes them; what is verified; in Dutch too."""
    text = smallest_conflict(_asking(Pin(job=("A05", "A06"))), SECONDS)
    assert text.en == (
        "No plan exists. These cannot all hold: pin job A05, A06; min_hours = 20. "
        "Without any one of them a plan exists. Maybe set min_hours = 16: that is enough."
    )
    assert text.nl == (
        "Er bestaat geen plan. Dit kan niet allemaal tegelijk: vastgezette keuze job A05, A06; "
        "min_hours = 20. Laat er één weg en er bestaat wel een plan. "
        "Misschien min_hours = 16 instellen: dat is genoeg."
    )
    lone = smallest_conflict(_asking(Pin(together=("A01", "A04"))), SECONDS)
    assert "A04 Mon Tue Wed Thu Fri 06:30–10:30: 5 × 3 h" in lone.en
    assert "A04 ma di wo do vr 06:30–10:30: 5 × 3 uur" in lone.nl


def test_the_value_that_is_enough_is_the_nearest() -> None:
    """With each value a plan exists, a step nearer to the rule's own none does."""
    problem = _asking(Pin(place="V04"), max_suppliers=1)
    found = find_conflicts(problem, SECONDS)
    values = {str(enough.rule.at): enough.value for enough in found.values}
    assert set(values) == {"max_suppliers", "min_hours", "max_travel_minutes"}
    for name, value in values.items():
        for tried, expected in ((value, True), (value - STEPS[name], False)):
            changed = _asking(Pin(place="V04"), **{"max_suppliers": 1, name: tried})
            assert has_plan(changed, (), SECONDS) is expected, (name, tried)
    text = conflict_text(found)
    assert f"min_hours = {values['min_hours']:g}" in text.en
    assert f"min_hours = {values['min_hours']:g}" in text.nl


def test_without_time_nothing_is_claimed_as_verified() -> None:
    """Every member that no trial decided is said to be so."""
    text = smallest_conflict(_asking(Pin(place="V04"), max_tasks=1), 0.0)
    assert "pin place V04" in text.en
    assert "pin place V04; other rules." in text.en
    assert "A plan exists without pin place V04." in text.en
    assert "Which of the other rules it takes was not found out in time." in text.en
    assert "Without any one" not in text.en
    assert "Maybe" not in text.en
    assert "Welke andere regels meespelen, is niet op tijd gevonden." in text.nl
    stopped = smallest_conflict(_asking(Pin(place="V04"), max_tasks=1), SECONDS, lambda: True)
    assert stopped == text


def test_a_plan_that_keeps_everything_refutes_the_proof() -> None:
    """Where the proof that there is no plan was wrong, that is a bug and nothing is reported."""
    with pytest.raises(ProofError):
        find_conflicts(_asking(Pin(place="A05")), SECONDS)


def test_the_same_problem_gives_the_same_words() -> None:
    """Also where several conflicts overlap."""
    problem = _asking(Pin(job=("A06", "S01", "M02")), Pin(job=("A02", "A05", "A06")))
    assert smallest_conflict(problem, SECONDS) == smallest_conflict(problem, SECONDS)


def test_the_command_line_says_it_and_ends_with_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In the language asked for, on stderr."""
    scenario = tmp_path / "pins.toml"
    scenario.write_text('[rules]\nmax_suppliers = 1\n[[pins]]\ntogether = ["A01", "S01"]\n', "utf-8")
    assert main(["--lang", "nl", "solve", str(DATA), "--scenario", str(scenario)]) == 3
    said = " ".join(capsys.readouterr().err.split())
    assert "vastgezette keuze together A01, S01; max_suppliers = 1." in said


# --- against an oracle that tries everything ---


def _tiny(number: int) -> Problem:
    """Few tasks, some pins; all times are multiples of a quarter, so that no finer grid helps."""
    rng = random.Random(number)
    problem = tiny_problem(rng)
    tasks = tuple(_on_the_grid(task) for task in problem.tasks[:4])
    objective = rng.choice(("balanced", "balanced", "fewest-jobs"))
    scenario = problem.scenario
    changed = {
        "pins": _pins(Dice(rng), tasks, 4 if objective == "balanced" else 1),
        "rules": scenario.rules.model_copy(update={"grid_minutes": GRID, "same_site_minutes": GRID}),
        "solve": scenario.solve.model_copy(update={"objective": objective, "workers": 1}),
    }
    return problem.model_copy(
        update={"tasks": tasks, "travel_times": (), "scenario": scenario.model_copy(update=changed)}
    )


def _on_the_grid(task: Task) -> Task:
    length = task.session_minutes // GRID * GRID
    latest = min(task.latest_end, task.earliest_start + length + 4 * GRID) // GRID * GRID
    return task.model_copy(update={"session_minutes": length, "latest_end": latest})


class _Some(_Selection):
    """Any plan that places some tasks in full and meets the pins that ask for a job."""

    def __init__(self, problem: Problem, columns: list[Column], must: Collection[str]) -> None:
        super().__init__(problem, columns, True)
        self.must = [task.task_id in must for task in problem.tasks]
        self.demand = cache(self._met)

    def exists(self, demands: tuple[Pin, ...]) -> bool:
        return self.demand(demands, self.caps)

    def _met(self, demands: tuple[Pin, ...], caps: Caps) -> bool:
        if not demands:
            return self.fill(0, _packed(caps)) is not None
        lefts = ((column, _minus(caps, use)) for column, use in self.columns if _meets(demands[0], column))
        return any(
            self.demand(tuple(pin for pin in demands if not _meets(pin, column)), left)
            for column, left in lefts
            if left is not None
        )

    def _fill(self, number: int, caps: int) -> Plan | None:
        if number == len(self.first_row):
            return (0.0, 0.0), ()
        done = not (self.must[number] and self.left(number, caps))
        if done and self.fill(number + 1, self.beyond(number, caps)):
            return (0.0, 0.0), ()
        lefts = (self.less(caps, use) for _, use in self.by_first[number])
        found = any(left is not None and self.fill(number, left) for left in lefts)
        return ((0.0, 0.0), ()) if found else None


# No job is worth more than another.
WORTHLESS = Weights(**dict.fromkeys(Weights.model_fields, 0))


class _Truth:
    """Whether a plan keeps some members, by trying everything."""

    def __init__(self, members: Members) -> None:
        self.members = members
        self._columns = cache(self._all_columns)

    def holds(self, kept: Collection[Member]) -> bool:
        problem, must = self.members.keep(frozenset(kept))
        pins = problem.scenario.pins
        rules = frozenset(member for member in kept if member.kind in ("rule", "date"))
        columns = [
            column for column in self._columns(rules) if all(_allowed(pin, column, problem) for pin in pins)
        ]
        demands = tuple(pin for pin in pins if pin.kind in ASKING)
        return _Some(problem, columns, must).exists(demands)

    def _all_columns(self, kept: frozenset[Member]) -> list[Column]:
        problem, _ = self.members.keep(kept)
        rules = problem.scenario.rules.model_copy(update={"grid_minutes": GRID})
        # All that is asked is whether there is a job: where none is worth more, the first found will do.
        scenario = problem.scenario.model_copy(update={"rules": rules, "weights": WORTHLESS})
        return Oracle(problem.model_copy(update={"scenario": scenario})).columns()


def _wishes(members: Members) -> set[Member]:
    return {
        member
        for member in members.all
        if member.kind == "task" or (member.kind == "pin" and members.pin(member).kind in ASKING)
    }


def _without_a_plan(begin: int) -> Iterator[Problem]:
    """Tiny problems that, by trying everything, have no plan."""
    for number in range(begin, begin + 50):
        problem = _tiny(number)
        members = Members(problem)
        if not _Truth(members).holds(members.all):
            yield problem


@pytest.mark.parametrize(("companions", "begin"), [(2, 0), (8, 100)])
def test_conflicts_are_what_an_oracle_that_tries_everything_says(
    companions: int, begin: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each set conflicts by itself and no longer without any one member; one said to be smallest is.

    So it is for every claim about the whole problem too: with a member left out, with all conflicts
    left out. With few companions trials begin with a part of the tasks.
    """
    monkeypatch.setattr(conflict_trials, "COMPANIONS", companions)
    sizes = []
    for problem in islice(_without_a_plan(begin), CASES):
        found = find_conflicts(problem, SECONDS)
        truth = _Truth(found.members)
        everything = frozenset(found.members.all)
        for conflict in found.conflicts:
            kept = frozenset(conflict.members)
            assert not truth.holds(kept), _said(found, conflict)
            assert conflict.needed == (True,) * len(kept)
            for member, enough in zip(conflict.members, conflict.enough, strict=True):
                assert truth.holds(kept - {member}), member
                assert truth.holds(everything - {member}) is enough, member
        named = {member for one in found.conflicts for member in one.members if member.kind != "rule"}
        assert (found.all, found.more) == (
            truth.holds(everything - named),
            not truth.holds(everything - named),
        )
        best = found.conflicts[0]
        assert best.smallest or len(found.conflicts) > 1
        if best.smallest and len(best.members) < 4:
            asking = _wishes(found.members)
            for fewer in combinations(found.members.all, len(best.members) - 1):
                # without a wish the plan without jobs will do
                assert not asking & set(fewer) or truth.holds(fewer), fewer
        sizes.append((len(best.members), len(found.conflicts)))
    assert {size for size, _ in sizes} >= {2, 3}
    assert {count for _, count in sizes} >= {1, 2}


def test_an_own_rule_that_contradicts_a_pin_is_named() -> None:
    """And that leaving out either is enough was verified."""
    never = Own("own_alone", Text("Never alone", "Nooit alleen"), "tasks", False, _with_another)
    problem = _asking(Pin(job=("A07",)), min_hours=0).model_copy(update={"own": (never,)})
    found = find_conflicts(problem, SECONDS)
    (conflict,) = found.conflicts
    assert "your own rule 'Never alone'" in _said(found, conflict)
    assert all(conflict.needed)


def _with_another(tasks: tuple[Task, ...]) -> bool:
    return len(tasks) > 1
