"""What the checks of the file import warn of is told, and stays with the task."""

from __future__ import annotations

from pathlib import Path

from bundler.board.session import Session
from bundler.board.state import TaskChange
from tests.board.table import begun

NEW = {
    "title": "Windows", "location_id": "hall", "days": "ma-vr", "hours_per_session": "4,5",
    "earliest_start": "8:00", "latest_end": "12:30",
}  # fmt: skip


def test_what_the_checks_warn_of_is_told_with_the_proposal_and_stays_with_the_task(tmp_path: Path) -> None:
    """To who sends it, who accepts it, and on return; taken back with it; without codes of a file."""
    session = begun(tmp_path)
    long = NEW | {"latest_end": "20:00", "hours_per_session": "10", "title": "Long"}
    done = session.propose("s1", TaskChange("add", "long", long), "supplier s1")
    (waiting,) = session.board.proposals
    assert len(waiting.warnings) > 1
    assert "Note: The task fits no job" in done.said.en
    assert f"{len(waiting.warnings) - 1} × more" in done.said.en
    assert all(text.en != text.nl and "_" not in text.en for text in waiting.warnings)
    said = session.accept(waiting.number, "facilitator").said
    assert "Let op: De taak past in geen enkele baan" in said.nl
    assert session.board.warnings == {"long": waiting.warnings}
    session.undo("facilitator")
    assert session.board.warnings == {}
    session.redo("facilitator")
    folder = session.folder
    session.close()
    again = Session.open(folder)
    assert again.board.warnings == {"long": waiting.warnings}
    mended = TaskChange("change", "long", {"hours_per_session": "4", "latest_end": "12:00"})
    assert "Note" not in again.change_task(mended, "facilitator").said.en
    assert again.board.warnings == {}
    again.close()


def test_warnings_are_under_the_rules_of_the_board(tmp_path: Path) -> None:
    """A task that fits under those of the data may be too long at the table."""
    session = begun(tmp_path)
    long = TaskChange("add", "long", NEW | {"supplier_id": "s1", "hours_per_session": "4"})
    session.set_rule("max_hours_per_day", 3, "facilitator")
    session.change_task(long, "facilitator")
    assert any("too long" in text.en for text in session.board.warnings["long"])
    session.close()
