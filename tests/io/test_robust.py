"""Whatever is at the path: one clear message of the right sort, never another exception."""

from __future__ import annotations

import random
import re
from functools import partial
from pathlib import Path

import pytest

from bundler.errors import DataRefused, UsageError
from bundler.findings import Finding
from bundler.io import read_problem
from tests.io.sample import (
    OTHER_TASK,
    TASK,
    codes,
    findings,
    folder,
    locations,
    read,
    sole,
    suppliers,
    table,
    tasks,
)
from tests.work import calls

SCENARIO = '[rules]\nday_start = "06:30"\nmin_hours = 10\n[[pins]]\ntogether = ["A01", "B01"]\n'
NASTY = [
    *[
        b'"',
        b"'",
        b",",
        b";",
        b"\n",
        b"\r",
        b"\0",
        b"\xff",
        b"\xe9",
        b"[",
        b"]",
        b"{",
        b"=",
        b"[[",
        b"'''",
        b'"""',
    ],
    *[
        b"-",
        b"1e400",
        b"nan",
        b"9" * 5_000,
        b"0x" + b"f" * 5_000,
        "²".encode(),
        "٣".encode(),
        b"\xe2\x80\xa8",
        b"{0}",
    ],
]


def mutated(content: bytes, rng: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        at = rng.randrange(len(changed) + 1)
        length = rng.randrange(40)
        change = rng.randrange(5)
        if change == 0:
            changed[at : at + length] = b""
        elif change == 1:
            changed[at:at] = changed[at : at + length] * rng.choice((1, 30))
        elif change == 2:
            changed[at : at + 1] = rng.randbytes(1)
        elif change == 3:
            changed[at:at] = rng.choice(NASTY)
        else:
            del changed[at + 10 * length :]
    return bytes(changed)


@pytest.mark.parametrize("seed", range(8))
def test_changed_bytes_are_read_or_refused(seed: int, tmp_path: Path) -> None:
    """Forty random changes of a right input: a problem, DataRefused or UsageError, nothing else."""
    rng = random.Random(seed)
    right = folder(
        tmp_path / "right", {"scenario.toml": SCENARIO, "travel.csv": "from,to,minutes\nhall,library,5\n"}
    )
    files = {path.name: path.read_bytes() for path in right.iterdir()}
    outcomes = set()
    for _ in range(40):
        name = rng.choice(sorted(files))
        try:
            read(tmp_path / "changed", files | {name: mutated(files[name], rng)})
            outcomes.add("read")
        except DataRefused as refused:
            outcomes.add("refused" if any(item.severity == "error" for item in refused.findings) else "empty")
        except UsageError:
            outcomes.add("usage")
    assert {"read", "refused"} <= outcomes <= {"read", "refused", "usage"}


@pytest.mark.parametrize("name", ["nowhere", "a\0b", "x" * 5_000])
def test_path_that_does_not_exist(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"does not exist|cannot be read"):
        read_problem(tmp_path / name)


def test_folder_without_tasks_says_what_it_has(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no tasks\.csv .*locations\.csv, suppliers\.csv"):
        read(tmp_path, {"tasks.csv": None})


def test_one_csv_file_instead_of_its_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"give the folder"):
        read_problem(folder(tmp_path) / "tasks.csv")


def test_files_left_behind_by_other_programs_are_not_read(tmp_path: Path) -> None:
    assert codes(tmp_path, {"._tasks.csv": b"\0\0", "~tasks.csv": "x", ".~lock.tasks.csv#": "x"}) == []


def test_path_that_is_neither_a_file_nor_a_folder() -> None:
    with pytest.raises(UsageError, match=r"neither a folder"):
        read_problem(Path("/dev/null"))


def test_folder_named_as_a_table_is_no_table(tmp_path: Path) -> None:
    (tmp_path / "tasks.csv").mkdir()
    with pytest.raises(UsageError, match=r"no tasks\.csv"):
        read(tmp_path, {"tasks.csv": None})


@pytest.mark.parametrize("locked", ["tasks.csv", "travel.csv", "scenario.toml"])
def test_file_that_may_not_be_read(locked: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is locked by another program is named, with what to do."""
    data = folder(tmp_path, {"scenario.toml": SCENARIO, "travel.csv": "from,to,minutes\n"})
    real = Path.open

    def refuse(self: Path, *args: object, **options: object) -> object:
        if self.name == locked:
            raise PermissionError(13, "Permission denied", str(self))
        return real(self, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UsageError, match=re.escape(locked) + ".*may not be read"):
        read_problem(data)


def test_file_above_the_limit_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of 100 MB (sparse on the disk) is refused by its size, and the other files are still checked."""
    data = folder(tmp_path, {"suppliers.csv": suppliers(service="x")})
    with (data / "tasks.csv").open("wb") as file:
        file.truncate(100_000_000)
    opened: list[str] = []
    real = Path.open

    def note(self: Path, *args: object, **options: object) -> object:
        opened.append(self.name)
        return real(self, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", note)
    with pytest.raises(DataRefused) as refused:
        read_problem(data)
    assert sorted(opened) == ["locations.csv", "suppliers.csv"]
    assert [finding.code for finding in refused.value.findings] == ["E-TOO-LARGE", "E-CHOICE"]
    assert "100 MB; at most 50 MB" in refused.value.findings[0].text.en


@pytest.mark.parametrize("content", [b"", b"\n\n  \r\n", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("name", ["tasks.csv", "suppliers.csv", "locations.csv", "travel.csv"])
def test_empty_file(content: bytes, name: str, tmp_path: Path) -> None:
    """One message about the file, none about the ids that are not in it."""
    found = sole(tmp_path, {name: content})
    assert (found.code, found.file, found.row) == ("E-EMPTY-FILE", name, None)


@pytest.mark.parametrize("name", ["tasks.csv", "suppliers.csv", "locations.csv"])
def test_binary_file_is_one_message(name: str, tmp_path: Path) -> None:
    found = sole(tmp_path, {name: bytes(range(256)) * 20})
    assert (found.code, found.file) == ("E-BINARY", name)


def test_travel_table_without_rows_is_right(tmp_path: Path) -> None:
    assert codes(tmp_path, {"travel.csv": "from,to,minutes\n"}) == []


def test_header_with_a_very_great_number_of_columns(tmp_path: Path) -> None:
    text = ",".join(f"column{index}" for index in range(200_000))
    assert sole(tmp_path, {"travel.csv": f"from,to,minutes,{text}\n"}).code == "E-TOO-MANY-COLUMNS"


def test_unknown_columns_take_work_by_their_number_only(tmp_path: Path) -> None:
    """Four times as many are looked up with four times the work, and each is named."""
    work = []
    for count in (200, 800):
        text = "from,to,minutes," + ",".join(f"some other column {index}" for index in range(count))
        data = folder(tmp_path / str(count), {"travel.csv": text})
        work.append(calls(partial(read_problem, data)))
        found = read_problem(data)[1]
        assert [finding.code for finding in found] == ["W-UNKNOWN-COLUMN"] * count
    assert work[1] < 6 * work[0]


def test_quotation_mark_that_swallows_a_long_file_is_one_error(tmp_path: Path) -> None:
    """The cell grows beyond what the reader of CSV takes; the row where it opens is named."""
    text = table([TASK]) + '"open,\n' + table([OTHER_TASK]) * 2_000
    found = [finding for finding in findings(tmp_path, {"tasks.csv": text}) if finding.code == "E-QUOTES"]
    assert [finding.row for finding in found] == [3]


def test_file_cut_off_in_the_middle_of_a_row(tmp_path: Path) -> None:
    found = findings(tmp_path, {"tasks.csv": tasks()[:-12]})
    assert {(finding.file, finding.row) for finding in found} == {("tasks.csv", 3)}


def test_ids_are_not_doubted_where_their_table_cannot_be_read(tmp_path: Path) -> None:
    assert codes(tmp_path, {"locations.csv": None}) == ["E-MISSING-TABLE"]
    assert codes(tmp_path, {"locations.csv": locations().replace("location_id", "loc")}) == [
        "E-MISSING-COLUMN",
        "W-UNKNOWN-COLUMN",
    ]


def test_id_in_a_row_with_another_error_is_known_all_the_same(tmp_path: Path) -> None:
    assert codes(tmp_path, {"suppliers.csv": suppliers(service="x")}) == ["E-CHOICE"]


def test_braces_in_the_data_are_shown_as_they_are(tmp_path: Path) -> None:
    finding = sole(tmp_path, {"tasks.csv": tasks(days="{0} {name}")})
    assert "{0} {name}" in finding.text("nl")


def bad_rows(tmp_path: Path, count: int) -> Path:
    """A folder with seven mistakes in each of so many rows."""
    wrong = {"days": "mo-fr", "hours_per_session": "two", "earliest_start": "25:00"}
    wrong |= {"headcount": "0", "supervised": "perhaps"}
    rows = [
        TASK | wrong | {"task_id": f"T{row}", "supplier_id": f"firm{row}", "location_id": f"lib{row}"}
        for row in range(count)
    ]
    return folder(tmp_path / str(count), {"tasks.csv": table(rows)})


def refused(data: Path) -> list[Finding]:
    with pytest.raises(DataRefused) as info:
        read_problem(data)
    return list(info.value.findings)


def test_every_mistake_of_five_thousand_bad_rows_is_reported(tmp_path: Path) -> None:
    found = refused(bad_rows(tmp_path, 5_000))
    assert len(found) == 5_000 * 7
    assert {finding.row for finding in found} == set(range(2, 5_002))


def test_bad_rows_take_work_by_their_number_only(tmp_path: Path) -> None:
    """Also with as many unknown ids as rows, for each of which the nearest known one is looked for."""
    few, many = (bad_rows(tmp_path, count) for count in (250, 1_000))
    assert calls(lambda: refused(many)) < 6 * calls(lambda: refused(few))


def test_scenario_as_csv_is_not_silently_left_out(tmp_path: Path) -> None:
    finding = sole(tmp_path, {"scenario.csv": "section,key,value\nrules,max_days,3\n"})
    assert (finding.code, finding.hint.en) == ("W-UNKNOWN-TABLE", "Maybe scenario.toml")


def test_scenario_above_the_limit_is_refused_unread(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"at most 1 MB"):
        read(tmp_path, {"scenario.toml": b"#" * 1_100_000})


def test_folder_that_may_not_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> object:
        raise PermissionError(13, "Permission denied")

    data = folder(tmp_path)
    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(UsageError, match=r"may not be read"):
        read_problem(data)


def test_scenario_in_another_encoding_still_shows_what_else_is_wrong(tmp_path: Path) -> None:
    toml = '[scenario]\nname = "Café"\n[rules]\nmax_days = 9\n'.encode("cp1252")
    assert codes(tmp_path, {"scenario.toml": toml}) == ["E-ENCODING", "E-RANGE"]


def test_scenario_that_is_no_text_is_one_error(tmp_path: Path) -> None:
    assert codes(tmp_path, {"scenario.toml": b"a = \0"}) == ["E-BINARY"]
