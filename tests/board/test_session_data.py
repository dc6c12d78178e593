"""Changes of the data: the checks and words of the file import, and nobody changes what is another's."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from bundler.board.data import Data
from bundler.board.judge import without_asking
from bundler.board.session import Refused, Session
from bundler.board.state import TaskChange
from bundler.domain import Location, Pin, Problem
from bundler.errors import DataRefused, UsageError
from bundler.io import read_problem
from bundler.io.tables import TASKS
from bundler.io.write_problem import write_folder
from bundler.rules import plan_violations
from tests.board.table import begun, table

NEW = {
    "title": "Windows", "location_id": "hall", "days": "ma-vr", "hours_per_session": "4,5",
    "earliest_start": "8:00", "latest_end": "12:30",
}  # fmt: skip
BAD = (
    ("title", ""),
    ("hours_per_session", "twee"),
    ("hours_per_session", "-1"),
    ("days", "someday"),
    ("sessions_per_week", "9"),
    ("earliest_start", "25:00"),
    ("latest_end", "7:00"),
    ("headcount", "0"),
    ("location_id", "Hal"),
    ("supplier_id", "nobody"),
    ("setting", "under water"),
    ("valid_from", "2027-02-30"),
    ("note", "burger 123456782"),
    ("title", "a\x00b"),
    ("nothing", "x"),
)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """At the small table."""
    made = begun(tmp_path)
    yield made
    made.close()


def toml(change: TaskChange) -> str:
    """A change as somebody would write it in a scenario file."""
    import json

    cells = {"task_id": change.task_id, "change": change.kind, **change.cells}
    rows = [f"{json.dumps(name)} = {json.dumps(text or '(blank)')}" for name, text in cells.items()]
    return "\n".join(['[scenario]\ninherits = "data"', "[[tasks]]", *rows])


def plain(problem: Problem) -> Problem:
    """Without its fingerprint; a task that goes and comes back may stand elsewhere in the table."""
    tasks = tuple(sorted(problem.tasks, key=lambda task: task.task_id))
    return problem.model_copy(update={"source_sha256": "", "tasks": tasks})


def refused(session: Session, words: str, change: str, *values: object) -> Refused:
    """The change is refused with these words, and leaves no trace."""
    before = session.now
    with pytest.raises(Refused, match=words) as caught:
        getattr(session, change)(*values, "who")
    assert (session.store.seq, session.now) == (before.seq, before)
    return caught.value


@pytest.mark.parametrize(("column", "text"), BAD)
def test_what_is_wrong_is_what_the_file_import_finds(
    session: Session, tmp_path: Path, column: str, text: str
) -> None:
    """Same code, column, value, text and hint as for the same row in a scenario file."""
    change = TaskChange("change", "noon", {column: text})
    (tmp_path / "mine.toml").write_text(toml(change), encoding="utf-8")
    with pytest.raises(DataRefused) as wanted:
        read_problem(tmp_path / "given", scenario=tmp_path / "mine.toml")
    found = refused(session, "is not right yet", "change_task", change)

    def seen(findings: tuple[object, ...]) -> list[tuple[object, ...]]:
        return [(f.code, f.column, f.value, f.text, f.hint) for f in findings if f.severity == "error"]  # type: ignore[attr-defined]

    assert seen(wanted.value.findings)
    assert seen(found.findings) == seen(wanted.value.findings)
    assert found.findings[0].text.nl in found.said.nl


def test_a_new_task_without_what_it_needs_names_every_column(session: Session) -> None:
    found = refused(session, "not right", "propose", "s1", TaskChange("add", "new", {"title": "x"}))
    assert {finding.column for finding in found.findings} == {
        "location_id", "days", "hours_per_session", "earliest_start", "latest_end",
    }  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        TaskChange("change", "noon", {"title": "mine"}),
        TaskChange("change", " noon ", {"title": "mine"}),
        TaskChange("change", "noon", {"supplier_id": "s1"}),
        TaskChange("drop", "noon"),
        TaskChange("add", "noon", NEW),
        TaskChange("change", "morning", {"supplier_id": "s2"}),
        TaskChange("change", "morning", {"leverancier": "s2"}),
        TaskChange("change", "morning", {"Supplier ID": "s2"}),
        TaskChange("add", "new", {**NEW, "supplier_id": "s2"}),
        TaskChange("add", "new", {**NEW, "Opdrachtnemer": "s2"}),
    ],
)
def test_a_supplier_cannot_touch_or_give_away_a_task(session: Session, change: TaskChange) -> None:
    refused(session, "of another supplier", "propose", "s1", change)


def test_a_supplier_that_is_not_there_can_ask_nothing(session: Session) -> None:
    refused(session, "no supplier 's9'", "propose", "s9", TaskChange("add", "new", NEW))


def test_a_row_in_the_row_is_no_way_around(session: Session) -> None:
    """A key or a kind among the cells does not make it another task or another change."""
    cells = {"task_id": "noon", "Taaknummer": "noon", "change": "drop", "title": "mine"}
    with pytest.raises(Refused):
        session.propose("s1", TaskChange("change", "morning", {**cells, "wijziging": "drop"}), "who")
    session.propose(
        "s1", TaskChange("change", "morning", {"task_id": "noon", "change": "drop", "title": "x"}), "who"
    )
    session.accept(1, "f")
    assert session.problem.task_by_id["morning"].title == "x"
    assert session.problem.task_by_id["noon"] == table().task_by_id["noon"]


def test_what_no_file_can_hold_is_refused(session: Session) -> None:
    refused(session, "cannot be kept", "change_task", TaskChange("change", "noon", {"title": "\ud800"}))
    refused(session, "cannot be kept", "change_task", TaskChange("drop", "\udfff"))


def test_typed_text_stays_text(session: Session) -> None:
    """Quotes, brackets, backslashes and markup come back as they were typed."""
    title = "\"]]\\n'''\n[[tasks]] <script>alert(1)</script> {x} é 漢".replace("\n", " ")
    session.change_task(TaskChange("change", "noon", {"title": title}), "f")
    assert session.problem.task_by_id["noon"].title == title
    done = session.change_task(TaskChange("add", "{x}", {**NEW, "supplier_id": "s1"}), "f")
    assert done.said.en == "Task {x} is new. All jobs stay as they are."
    assert session.move("{x}", None, "new", "f").said.en.startswith("{x} is in J01 now. J01 is viable")
    assert session.leave_out("{x}", "f").said.en.startswith("Agreed: {x} stays out.")
    assert session.undo("f").said.nl == "Ongedaan gemaakt: de afspraak '{x} blijft erbuiten'."
    refused(
        session, "no task|unknown|not in", "change_task", TaskChange("drop", '"]\n[[tasks]]\ntask_id="late')
    )


def test_a_proposal_waits_is_accepted_and_taken_back(session: Session) -> None:
    done = session.propose("s1", TaskChange("add", "windows", NEW), "s1")
    assert done.said.en == "Proposal 1 waits for the facilitator."
    assert "windows" not in session.problem.task_by_id
    (proposal,) = session.board.proposals
    assert dict(proposal.change.cells) == {"supplier_id": "s1", **NEW}
    assert session.accept(1, "f").said.en == "Proposal 1 is accepted. All jobs stay as they are."
    task = session.problem.task_by_id["windows"]
    assert (task.supplier_id, task.session_minutes, task.days) == ("s1", 270, (0, 1, 2, 3, 4))
    assert session.board.proposals == ()
    session.move("windows", None, "new", "f")
    session.undo("f")
    session.undo("f")
    assert "windows" not in session.problem.task_by_id
    assert session.board.proposals == (proposal,)


def test_a_refused_proposal_changes_nothing_and_cannot_be_answered_again(session: Session) -> None:
    session.propose("s1", TaskChange("drop", "morning"), "s1")
    session.refuse(1, "f")
    assert session.board.proposals == ()
    assert session.problem == session.data.base
    refused(session, "does not wait", "accept", 1)
    refused(session, "does not wait", "refuse", 1)


def test_a_proposal_is_checked_again_when_it_is_accepted(session: Session) -> None:
    """The other supplier's new task came first under the same id."""
    for supplier in ("s1", "s2"):
        session.propose(supplier, TaskChange("add", "windows", NEW), supplier)
    session.accept(1, "f")
    refused(session, "of another supplier", "accept", 2)


def test_jobs_that_hold_a_changed_task_are_judged_again(session: Session) -> None:
    session.move("morning", None, "new", "f")
    session.move("again", None, "new", "f")
    done = session.change_task(TaskChange("change", "morning", {"hours_per_session": "3"}), "f")
    assert done.said.en == "Task morning is changed. Not viable any more: J01."
    assert [each.job_id for each in done.judged] == ["J01"]
    assert session.judged["J01"].why[0].en == "has 15 hours a week: 5 hours short of 20"
    assert session.judged["J02"].viable
    assert session.undo("f").said.en == "Taken back: a change of task morning."
    assert session.judged["J01"].viable


def test_a_task_that_goes_leaves_its_jobs(session: Session) -> None:
    session.move("morning", None, "new", "f")
    session.move("short", None, "new", "f")
    session.move("twice", None, "J02", "f")
    assert session.change_task(TaskChange("drop", "morning"), "f").said.en.endswith(
        "Without tasks, and so gone: J01."
    )
    session.change_task(TaskChange("drop", "twice"), "f")
    assert [job.task_ids for job in session.board.jobs] == [("short",)]
    session.undo("f")
    session.undo("f")
    assert [job.viable for job in session.board.jobs] == [True, True]


def test_fewer_persons_leave_the_first_job_its_task(session: Session) -> None:
    session.set_rule("min_hours", 12, "f")
    session.move("twice", None, "new", "f")
    session.move("twice", None, "new", "f")
    session.change_task(TaskChange("change", "twice", {"headcount": "1"}), "f")
    assert [job.viable for job in session.board.jobs] == [True, False]
    assert "nothing of it is left" in session.judged["J02"].why[0].en


def test_an_agreement_about_a_task_that_goes_stays_for_the_others(session: Session) -> None:
    session.add_pin(Pin(apart=("morning", "noon", "late")), "f")
    session.add_pin(Pin(place="late"), "f")
    session.change_task(TaskChange("drop", "late"), "f")
    assert session.problem.scenario.pins == (Pin(apart=("morning", "noon")),)
    session.undo("f")
    assert len(session.problem.scenario.pins) == 2


def test_a_task_that_goes_and_comes_back_has_nothing_of_what_it_was(session: Session) -> None:
    session.change_task(TaskChange("change", "twice", {"note": "heavy", "competencies": "lifting"}), "f")
    session.change_task(TaskChange("drop", "twice"), "f")
    session.change_task(TaskChange("add", "twice", {**NEW, "supplier_id": "s1"}), "f")
    task = session.problem.task_by_id["twice"]
    assert (task.note, task.competencies, task.headcount, task.supplier_id) == ("", (), 1, "s1")


def test_a_cell_that_is_emptied_is_blank(session: Session) -> None:
    session.change_task(TaskChange("change", "twice", {"note": "heavy", "headcount": "3"}), "f")
    session.change_task(TaskChange("change", "twice", {"note": "", "headcount": " "}), "f")
    task = session.problem.task_by_id["twice"]
    assert (task.note, task.headcount) == ("", 1)


def test_the_last_task_cannot_go(tmp_path: Path) -> None:
    problem = table()
    session = begun(tmp_path, problem.model_copy(update={"tasks": problem.tasks[:1]}))
    refused(session, "not right", "change_task", TaskChange("drop", "morning"))
    session.close()


@pytest.mark.parametrize("seed", range(4))
def test_all_changes_as_one_scenario_are_what_they_are_one_by_one(tmp_path: Path, seed: int) -> None:
    """Against a chain of scenario files, each inheriting from the one before; reopened, it is the same."""
    session, rng = begun(tmp_path), random.Random(seed)
    files = 0
    for _ in range(24):
        name = rng.choice(["morning", "noon", "new", "other"])
        cells = {**NEW, "supplier_id": "s1"} if rng.random() < 0.6 else {}
        cells |= rng.choice(
            [{"title": "Other"}, {"note": "x"}, {"note": ""}, {"headcount": "2"}, {"headcount": ""}]
        )
        change = TaskChange(rng.choice(["add", "change", "drop"]), name, cells)
        try:
            session.change_task(change, "f")
        except Refused:
            continue
        cells = (
            {} if change.kind == "drop" else {k: v for k, v in cells.items() if v or change.kind == "change"}
        )
        text = toml(change._replace(cells=cells)).replace('"data"', f'"{files}.toml"' if files else '"data"')
        files += 1
        (tmp_path / f"{files}.toml").write_text(text, encoding="utf-8")
        problem, _ = read_problem(tmp_path / "given", scenario=tmp_path / f"{files}.toml")
        assert plain(session.data.with_changes(session.board.changes)) == plain(problem)
    assert files >= 4
    now = session.now
    session.close()
    again = Session.open(tmp_path / "session")
    assert again.now == now
    assert plan_violations(without_asking(again.problem), again.board.rosters) == {}
    again.close()


def test_the_data_is_copied_as_it_is(tmp_path: Path) -> None:
    """Without a change the session's problem has the fingerprint of the files that it came from."""
    session = begun(tmp_path)
    assert session.problem == read_problem(tmp_path / "given")[0]
    (tmp_path / "given" / "tasks.csv").write_text("gone")
    session.close()
    again = Session.open(tmp_path / "session")
    assert len(again.problem.tasks) == 8
    again.close()


def test_a_workbook_is_copied_as_it_is(tmp_path: Path) -> None:
    book = Path(__file__).parents[2] / "data" / "utrecht.xlsx"
    session = Session.begin(tmp_path / "session", book)
    assert session.problem == read_problem(book)[0]
    session.close()


def test_a_scenario_from_elsewhere_comes_along(tmp_path: Path) -> None:
    """One that inherits, with another rule and a task less: also once its files are gone."""
    write_folder(table(), tmp_path / "given")
    scenario = tmp_path / "tight.toml"
    scenario.write_text(
        '[scenario]\ninherits = "data"\n[rules]\nmin_hours = 16\n'
        '[[tasks]]\ntask_id = "late"\nchange = "drop"\n[[pins]]\nplace = "noon"\n'
    )
    wanted = plain(read_problem(tmp_path / "given", scenario=scenario)[0])
    session = Session.begin(tmp_path / "session", tmp_path / "given", scenario)
    scenario.unlink()
    session.close()
    again = Session.open(tmp_path / "session")
    assert plain(again.problem) == wanted
    assert again.board.pins == (Pin(place="noon"),)
    again.close()


def test_a_scenario_in_the_data_that_inherits_from_elsewhere_comes_along(tmp_path: Path) -> None:
    write_folder(table(), tmp_path / "given")
    (tmp_path / "base.toml").write_text("[rules]\nmin_hours = 17\n")
    (tmp_path / "given" / "scenario.toml").write_text('[scenario]\ninherits = "../base.toml"\n')
    session = Session.begin(tmp_path / "far" / "session", tmp_path / "given")
    assert session.problem.scenario.rules.min_hours == 17
    session.close()


def test_data_with_errors_begins_no_session(tmp_path: Path) -> None:
    problem = table()
    write_folder(
        problem.model_copy(update={"locations": (Location(location_id="other"),)}), tmp_path / "given"
    )
    with pytest.raises(DataRefused):
        Session.begin(tmp_path / "session", tmp_path / "given")
    with pytest.raises(UsageError, match="no session"):
        Session.open(tmp_path / "session")
    write_folder(problem, tmp_path / "given")
    Session.begin(tmp_path / "session", tmp_path / "given").close()


ODD_NAMES = (
    "",
    " ",
    "change",
    "wijziging",
    "nothing",
    "é",
    '"',
    "'",
    "]",
    "[[tasks]]",
    "=",
    "a b",
    "leverancier",
)
ODD_TEXTS = (
    "", "(blank)", "leeg", "\x00", "\x1b", "\u202e", "9" * 400, "1e999", "nan", "-5", "mon", "ma-vr", "2,5",
    "8:00", "s1", "s2", "hall", "\ud800", "\n[[tasks]]", "'''", '"""', "\\u0000", "{0}", "{x}", "%s", "=1+1",
    "123456782", "\u2028", "x" * 3000,
)  # fmt: skip
ODD_IDS = ("morning", "noon", "new", "", " noon", "a\nb", "\ud800", "(blank)", "{x}", "x" * 300)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_a_supplier_sends_is_refused_or_touches_its_own_tasks_only(
    session: Session, seed: int
) -> None:
    """Hostile names, texts and ids: never another exception, and the session opens again."""
    rng, columns, accepted, no = random.Random(seed), [column.name for column in TASKS.columns], 0, 0
    for _ in range(150):
        names = rng.choices([*columns, *ODD_NAMES], k=rng.randint(0, 3))
        cells = (NEW if rng.random() < 0.5 else {}) | {name: rng.choice(ODD_TEXTS) for name in names}
        change = TaskChange(rng.choice(["add", "change", "drop"]), rng.choice(ODD_IDS), cells)
        before = {task.task_id: task for task in session.data.with_changes(session.board.changes).tasks}
        try:
            session.propose("s1", change, "s1")
            session.accept(session.history.last_proposal, "f")
        except Refused:
            no += 1
            continue
        accepted += 1
        after = {task.task_id: task for task in session.data.with_changes(session.board.changes).tasks}
        touched = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
        assert {
            task.supplier_id for name in touched for task in (before.get(name), after.get(name)) if task
        } <= {"s1"}
        if rng.random() < 0.7:
            session.undo("f")
    assert (accepted > 5, no > 50) == (True, True)
    now = session.now
    session.close()
    again = Session.open(session.folder)
    assert again.now == now
    again.close()


def test_problems_at_hand_are_few(session: Session) -> None:
    for number in range(12):
        session.change_task(TaskChange("change", "noon", {"note": str(number)}), "f")
    data: Data = session.data
    assert len(data._read) <= 8
    assert session.problem.task_by_id["noon"].note == "11"
