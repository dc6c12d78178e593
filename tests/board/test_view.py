"""What a screen shows of a moment: figures, cards, lanes, sliders and words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from markupsafe import Markup

from bundler.board import words_screen as words
from bundler.board.pictures import patterns
from bundler.board.session import Session
from bundler.board.state import TaskChange
from bundler.board.view import Screen
from bundler.board.view_model import Look, Snapshot, Stacking
from bundler.board.view_tasks import cells_of
from bundler.domain import Pin, Rules, Supplier, Weights
from bundler.domain.scenario import Objective
from bundler.i18n import Lang
from bundler.io.tables_tasks import TASKS
from bundler.report.colors import supplier_styles
from tests.board.table import begun

LEAD = Look("facilitator")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    found = begun(tmp_path)
    yield found
    found.close()


def moment(session: Session, stacking: Stacking | None = None) -> Snapshot:
    return Snapshot(
        *session.now, stacking or Stacking(), ("http://192.0.2.7:8765",), "ABCD-2345", Markup("<svg/>")
    )


def seen(session: Session, look: Look = LEAD, stacking: Stacking | None = None) -> Screen:
    return Screen(moment(session, stacking), look)


def shown(found: Screen) -> dict[str, str]:
    return {figure.code: figure.value for figure in found.figures}


def viable(session: Session) -> None:
    session.move("noon", None, "new", "facilitator")
    session.move("short", None, "J01", "facilitator")


def test_the_figures_count_what_viable_jobs_hold(session: Session) -> None:
    """32.5 of 152.5 hours are in a job; a draft counts for nothing but itself."""
    viable(session)
    session.move("late", None, "new", "facilitator")
    found = seen(session)
    figures = shown(found)
    assert (figures["jobs"], figures["hours"], figures["left"], figures["banen"]) == (
        "1", "32.5", "120", "1.3",
    )  # fmt: skip
    assert found.figures[0].note == "and 1 draft"
    judged = session.judged["J01"].points
    assert judged is not None
    assert figures["value"] == f"{judged:.0f}"


@pytest.mark.parametrize(
    ("above", "said"), [(0.0, "proved best"), (0.01, "at most 0.1 % better"), (None, "not known yet")]
)
def test_how_good_it_is_never_promises_too_much(session: Session, above: float | None, said: str) -> None:
    """A gap is rounded up; without a bound nothing is claimed."""
    viable(session)
    points = session.judged["J01"].points
    assert points is not None
    bound = None if above is None else points + above
    assert shown(seen(session, stacking=Stacking(bound=bound)))["gap"] == said


def test_a_bound_is_held_against_what_the_objective_counts(session: Session) -> None:
    """With the most hours as aim, 65 hours at most are twice the 32.5 that are there."""
    viable(session)
    session.set_objective("most-hours", "facilitator")
    assert shown(seen(session, stacking=Stacking(bound=65.0)))["gap"] == "at most 100 % better"


def test_a_bound_of_other_rules_is_not_told(session: Session) -> None:
    """What was proved under the rules of before says nothing about those of now; undone, it does again."""
    viable(session)
    points = session.judged["J01"].points
    stacking = Stacking(bound=points, problem=session.problem)
    assert shown(seen(session, stacking=stacking))["gap"] == "proved best"
    session.set_rule("max_suppliers", 3, "facilitator")
    assert shown(seen(session, stacking=stacking))["gap"] == "not known yet"
    session.undo("facilitator")
    assert shown(seen(session, stacking=stacking))["gap"] == "proved best"


def test_an_empty_board_promises_nothing(session: Session) -> None:
    """Nothing can be said in percent of nothing."""
    assert shown(seen(session, stacking=Stacking(bound=900.0)))["gap"] == "not known yet"


def test_a_card_tells_what_is_left_of_its_task(session: Session) -> None:
    """Two persons, then one after one of them is in a job."""
    cards = {card.task_id: card for group in seen(session).groups for card in group.cards}
    assert cards["twice"].more == "2 persons"
    assert cards["twice"].hours == "30 h"
    session.move("twice", None, "new", "facilitator")
    cards = {card.task_id: card for group in seen(session).groups for card in group.cards}
    assert (cards["twice"].more, cards["twice"].hours) == ("", "15 h")
    assert cards["garden"].outdoor


def test_a_draft_says_why_and_a_viable_job_shows_its_week(session: Session) -> None:
    """The reason by how much; then the week with its hours."""
    session.move("noon", None, "new", "facilitator")
    lane = seen(session).lanes[0]
    assert (lane.state, lane.week) == ("draft", "")
    assert "5 hours short of 20" in lane.why[0]
    session.move("short", None, "J01", "facilitator")
    lane = seen(session, LEAD._replace(lang="nl")).lanes[0]
    assert (lane.state, lane.told, lane.why) == ("viable", "Haalbaar", ())
    assert "ma 08:00–15:00" in lane.week
    assert "32,5 uur van 20 tot 36" in lane.bar
    session.lock("J01", True, "facilitator")
    assert seen(session).lanes[0].locked


def test_two_groups_see_their_own_half(session: Session) -> None:
    """Outdoor tasks outside, the others inside, and no job of the other half."""
    viable(session)
    outdoor = seen(session, LEAD._replace(view="outdoor"))
    indoor = seen(session, LEAD._replace(view="indoor"))
    assert [card.task_id for group in outdoor.groups for card in group.cards] == ["garden"]
    assert "garden" not in [card.task_id for group in indoor.groups for card in group.cards]
    assert (len(outdoor.lanes), len(indoor.lanes)) == (0, 1)


def test_every_supplier_has_its_own_letter_and_pattern(session: Session) -> None:
    """Never by colour alone."""
    found = seen(session)
    swatches = [group.swatch for group in found.groups]
    assert len({swatch.split("url(")[1].split(")")[0] for swatch in swatches}) == 3
    assert len({swatch.rpartition("</text>")[0].rpartition(">")[2] for swatch in swatches}) == 3
    assert all(f'id="supplier-{number}"' in found.patterns for number in range(3))


def test_of_many_suppliers_no_two_have_the_same_colour_and_pattern() -> None:
    styles = supplier_styles([Supplier(supplier_id=f"s{n}", name=f"S {n}") for n in range(40)])
    tiles = [tile.partition("<rect")[2] for tile in patterns(styles).split("<pattern ")[1:]]
    assert len(set(tiles)) == len(tiles) == 40


def test_who_only_looks_is_told_nothing_that_is_not_theirs(session: Session) -> None:
    """No code, no sliders, no form; a supplier gets the form, its own tasks and its own proposals."""
    session.propose("s1", TaskChange("drop", "short"), "supplier s1")
    viewer, other, own = (
        seen(session, Look("viewer")),
        seen(session, Look("supplier", "s2")),
        seen(session, Look("supplier", "s1")),
    )
    for found in (viewer, other, own):
        assert (found.join_code, found.addresses, found.rules, found.decisions) == ("", (), (), ())
    assert (viewer.own, viewer.fields, viewer.asked, other.asked) == ((), (), (), ())
    assert {task.task_id for task in own.own} == {"morning", "short", "garden"}
    assert own.asked[0].sentence == "Take short off the board: Task short"
    assert seen(session).join_code == "ABCD-2345"


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "Not taken over: Take short off"), ("nl", "Niet overgenomen: Haal short")]
)
def test_a_supplier_is_told_what_became_of_its_proposal(session: Session, lang: Lang, said: str) -> None:
    """And nobody else; what is taken back is not told."""
    own, other = Look("supplier", "s1", lang), Look("supplier", "s2", lang)
    session.propose("s1", TaskChange("drop", "short"), "supplier s1")
    assert seen(session).waiting == "1 proposal waits."
    session.refuse(1, "facilitator")
    assert seen(session, own).answered.startswith(said)
    assert (seen(session, other).answered, seen(session).answered, seen(session).waiting) == ("", "", "")
    session.undo("facilitator")
    assert seen(session, own).answered == ""
    session.accept(1, "facilitator")
    assert seen(session, own._replace(lang="en")).answered == "Taken over: Take short off the board"


@pytest.mark.parametrize(
    ("objective", "said"),
    [
        ("balanced", "4 s · 2 jobs · 60 points · "),
        ("most-hours", "4 s · 2 jobs · 60 hours · "),
        ("most-jobs", "4 s · 2 jobs · "),
    ],
)
def test_what_the_solver_has_is_told_as_what_the_objective_counts(
    session: Session, objective: Objective, said: str
) -> None:
    session.set_objective(objective, "facilitator")
    stacking = Stacking(running=True, seconds=4.2, jobs=2, best=60.0, bound=60.0)
    assert seen(session, stacking=stacking).stack.figures.startswith(said)


def test_sliders_are_of_real_rules_and_hold_their_value(session: Session) -> None:
    """Each within its range, in both languages, marked once it was changed."""
    session.set_rule("min_hours", 18.5, "facilitator")
    session.set_weight("travel", 60, "facilitator")
    found = seen(session, LEAD._replace(lang="nl"))
    assert {slider.code for slider in found.rules} <= set(Rules.model_fields)
    assert {slider.code for slider in found.weights} == set(Weights.model_fields)
    for slider in (*found.rules, *found.weights):
        assert float(slider.bottom) <= float(slider.value) <= float(slider.top), slider.code
        assert slider.sentence
    changed = {slider.code: slider.shown for slider in (*found.rules, *found.weights) if slider.changed}
    assert changed == {"min_hours": "18,5", "travel": "60"}


def test_agreements_are_told_with_what_takes_them_away(session: Session) -> None:
    """In words, with the ids behind them."""
    session.add_pin(Pin(apart=("noon", "late")), "facilitator")
    decision = seen(session).decisions[0]
    assert (decision.kind, decision.ids) == ("apart", ("noon", "late"))
    assert "Task noon" in decision.sentence


def test_a_task_is_the_same_after_its_own_cells_are_sent_back(session: Session) -> None:
    """In both languages: the form shows what the import reads."""
    for lang in ("en", "nl"):
        before = session.problem.task_by_id["short"]
        cells = {name: text for name, text in cells_of(before, lang).items() if text}
        session.change_task(TaskChange("change", "short", cells), "facilitator")
        assert session.problem.task_by_id["short"] == before


def test_every_column_of_the_import_has_a_field(session: Session) -> None:
    """But for its key and its supplier; the needed ones come first."""
    found = seen(session, Look("supplier", "s1"))
    names = [field.name for field in (*found.fields, *found.more_fields)]
    assert sorted(names) == sorted(column.name for column in TASKS.columns if column.name not in (
        "task_id", "supplier_id",
    ))  # fmt: skip
    assert all(not field.required for field in found.more_fields)


def test_every_word_is_there_in_both_languages() -> None:
    """None is empty."""
    assert all(text.en and text.nl for text in (*words.LABELS.values(), *words.FIELDS.values()))
