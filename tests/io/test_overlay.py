"""What a scenario adds, drops and changes in the tables."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from bundler.domain import Problem
from bundler.errors import DataRefused, UsageError
from bundler.findings import Finding
from bundler.io import read_problem
from tests.io.sample import OTHER_TASK, SUPPLIERS, TASK, Content, findings, folder, read, table
from tests.io.test_robust import mutated
from tests.work import calls

NEW = """
task_id = "C01"
supplier_id = "asito"
title = "Windows"
location_id = "hall"
days = ["mon", "wed"]
hours_per_session = 2.5
earliest_start = 07:00:00
latest_end = "12:00"
"""
MAAS = {"suppliers.csv": table([*SUPPLIERS, {"supplier_id": "maas", "name": "Maas"}])}
MAAS_TASKS = {
    "tasks.csv": table(
        [TASK, OTHER_TASK, *(TASK | {"task_id": f"M0{n}", "supplier_id": "maas"} for n in (1, 2))]
    )
}


def made(path: Path, toml: str, files: dict[str, Content] | None = None) -> Problem:
    return read(path, (files or {}) | {"scenario.toml": toml})


def said(path: Path, toml: str, files: dict[str, Content] | None = None) -> tuple[Finding, ...]:
    return findings(path, (files or {}) | {"scenario.toml": toml})


def only(path: Path, toml: str, files: dict[str, Content] | None = None) -> Finding:
    (finding,) = said(path, toml, files)
    return finding


def test_change_is_of_the_given_columns_only(tmp_path: Path) -> None:
    """Every cell that the scenario does not name stays as it was; so does the order of the rows."""
    before = read(tmp_path)
    after = made(tmp_path, '[[tasks]]\ntask_id = "A01"\nlatest_end = "11:00"\nheadcount = 2\n')
    task = before.task_by_id["A01"].model_copy(update={"latest_end": 660, "headcount": 2})
    assert after.tasks == (task, before.task_by_id["B01"])
    assert (after.suppliers, after.locations) == (before.suppliers, before.locations)


def test_new_row_comes_last_and_dropped_row_is_gone(tmp_path: Path) -> None:
    toml = f'[[tasks]]\nchange = "add"\n{NEW}\n[[tasks]]\ntask_id = "A01"\nchange = "drop"\n'
    tasks = made(tmp_path, toml).tasks
    assert [task.task_id for task in tasks] == ["B01", "C01"]
    new = tasks[1]
    assert (new.days, new.session_minutes, new.earliest_start, new.sessions_per_week) == ((0, 2), 150, 420, 2)


@pytest.mark.parametrize("empty", ['""', "[]", '"(blank)"', '"leeg"', '" "'])
def test_empty_value_makes_a_cell_blank(empty: str, tmp_path: Path) -> None:
    data: dict[str, Content] = {"tasks.csv": table([TASK | {"competencies": "a;b"}, OTHER_TASK])}
    problem = made(tmp_path, f'[[tasks]]\ntask_id = "A01"\ncompetencies = {empty}\n', data)
    assert problem.task_by_id["A01"].competencies == ()


def test_cell_that_must_be_filled_cannot_become_blank(tmp_path: Path) -> None:
    finding = only(tmp_path, '[[tasks]]\ntask_id = "A01"\ntitle = ""\n')
    assert (finding.code, finding.row, finding.column) == ("E-REQUIRED", 3, "title")


def test_days_that_change_take_the_default_of_sessions_along(tmp_path: Path) -> None:
    """A blank cell is still blank after the change: the number of sessions is that of the new days."""
    task = made(tmp_path, '[[tasks]]\ntask_id = "A01"\ndays = "mon-wed"\n').task_by_id["A01"]
    assert task.sessions_per_week == 3


def test_dutch_words_mean_the_same(tmp_path: Path) -> None:
    dutch = """
        [[taken]]
        taak_id = "B01"
        wijziging = "anders"
        dagen = "ma t/m wo"
        uren_per_keer = "2,5"
        [[leveranciers]]
        leverancier_id = "maas"
        wijziging = "erbij"
        naam = "Maas"
        dienst = "automaten"
        [[taken]]
        taak_id = "A01"
        wijziging = "weg"
    """
    english = """
        [[tasks]]
        task_id = "B01"
        change = "change"
        days = "mon-wed"
        hours_per_session = 2.5
        [[suppliers]]
        supplier_id = "maas"
        change = "add"
        name = "Maas"
        service = "vending"
        [[tasks]]
        task_id = "A01"
        change = "drop"
    """
    one, other = made(tmp_path, dutch), made(tmp_path, english)
    assert one == other.model_copy(update={"source_sha256": one.source_sha256})


def test_supplier_that_joins_brings_place_and_task(tmp_path: Path) -> None:
    """A whole new supplier: its tasks may be at a place that the same scenario adds, with travel times."""
    toml = (
        '[[suppliers]]\nsupplier_id = "maas"\nchange = "add"\ncontract_end = 2028-12-31\njobcoach = true\n'
        '[[locations]]\nlocation_id = "shed"\nchange = "add"\n'
        '[[travel]]\nfrom = "shed"\nto = "hall"\nchange = "add"\nminutes = 4\n'
        '[[competencies]]\ncompetency_id = "glass"\nchange = "add"\nlabel_nl = "glas wassen"\n'
        + f'[[tasks]]\nchange = "add"\n{NEW}'.replace("asito", "maas").replace('"hall"', '"shed"')
    )
    problem = made(tmp_path, toml)
    assert problem.supplier_by_id["maas"].contract_end == date(2028, 12, 31)
    assert problem.supplier_by_id["maas"].jobcoach
    assert problem.task_by_id["C01"].location_id == "shed"
    assert (problem.travel("hall", "shed"), problem.travel("shed", "library")) == (4, None)
    assert problem.competency_by_id["glass"].label_nl == "glas wassen"


def test_supplier_that_leaves_takes_its_tasks_and_says_how_many(tmp_path: Path) -> None:
    finding = only(tmp_path, '[[suppliers]]\nsupplier_id = "maas"\nchange = "drop"\n', {**MAAS, **MAAS_TASKS})
    assert (finding.code, finding.value) == ("N-SUPPLIER-LEAVES", "maas")
    assert "(2): M01, M02" in finding.text.en
    problem = read_problem(tmp_path)[0]
    assert {task.supplier_id for task in problem.tasks} == {
        supplier.supplier_id for supplier in problem.suppliers
    }
    assert [task.task_id for task in problem.tasks] == ["A01", "B01"]


def test_task_that_another_supplier_takes_over_stays(tmp_path: Path) -> None:
    toml = '[[suppliers]]\nsupplier_id = "maas"\nchange = "leaves"\n[[tasks]]\ntask_id = "M02"\n'
    toml += 'supplier = "asito"\n'
    problem = made(tmp_path, toml, {**MAAS, **MAAS_TASKS})
    assert [task.task_id for task in problem.tasks] == ["A01", "B01", "M02"]


def test_new_task_of_a_supplier_that_leaves_is_an_error(tmp_path: Path) -> None:
    toml = f'[[suppliers]]\nsupplier_id = "asito"\nchange = "drop"\n[[tasks]]\nchange = "add"\n{NEW}'
    (finding,) = (item for item in said(tmp_path, toml) if item.severity == "error")
    assert (finding.code, finding.file, finding.row) == ("E-UNKNOWN-SUPPLIER", "scenario.toml", 8)


def test_location_goes_with_its_travel_times_once_no_task_is_there(tmp_path: Path) -> None:
    toml = '[[locations]]\nlocation_id = "hall"\nchange = "drop"\n'
    toml += '[[tasks]]\ntask_id = "B01"\nlocation_id = "library"\n'
    problem = made(tmp_path, toml, {"travel.csv": "from,to,minutes\nhall,library,5\n"})
    assert [place.location_id for place in problem.locations] == ["library"]
    assert problem.travel_times == ()


@pytest.mark.parametrize(
    ("change", "code", "row", "column"),
    [
        ('days = "mon;tue"\nsessions_per_week = 3', "E-SESSIONS", 4, "sessions_per_week"),
        ('latest_end = "08:00"', "E-WINDOW", 3, "latest_end"),
        ('earliest_start = "13:00"', "E-WINDOW-ORDER", 3, "earliest_start"),
        ("min_sessions_per_job = 6", "E-MIN-SESSIONS", 3, "min_sessions_per_job"),
        ("valid_from = 2027-01-01", "E-VALIDITY", 3, "valid_from"),
        ('days = "mon"', "E-SESSIONS", 3, "days"),
        ('location_id = "librari"', "E-UNKNOWN-LOCATION", 3, "location_id"),
        ('supplier_id = "asitto"', "E-UNKNOWN-SUPPLIER", 3, "supplier_id"),
        ('days = "funday"', "E-DAYS", 3, "days"),
        ("headcount = 1.5", "E-WHOLE", 3, "headcount"),
        ("headcount = {a = 1}", "E-SHAPE", 3, "headcount"),
        ("days = [[1]]", "E-SHAPE", 3, "days"),
        ('note = "a\\u0007b"', "E-CHARACTER", 3, "note"),
        ('geboortedatum = "x"', "E-PERSONAL-COLUMN", 3, "geboortedatum"),
        ('note = "123456782"', "E-BSN", 3, ""),
        ('note = "\\u003123456782"', "E-BSN", 3, "note"),
        ('dagen = "mon;tue"\ndays = "mon;wed"', "E-DUPLICATE-COLUMN", 4, "days"),
        ('change = "perhaps"', "E-CHOICE", 3, "change"),
    ],
)
def test_wrong_change_is_found_where_it_is_written(
    change: str, code: str, row: int, column: str, tmp_path: Path
) -> None:
    """What a change makes wrong is found at its own line, also where the other half is in the data."""
    full = TASK | {"valid_until": "2026-12-31", "sessions_per_week": "2"}
    data: dict[str, Content] = {"tasks.csv": table([full, OTHER_TASK])}
    errors = [
        item
        for item in said(tmp_path, f'[[tasks]]\ntask_id = "A01"\n{change}\n', data)
        if item.severity == "error"
    ]
    assert [(item.code, item.file, item.row, item.column) for item in errors] == [
        (code, "scenario.toml", row, column)
    ]


def test_mistake_in_the_data_is_found_in_the_data(tmp_path: Path) -> None:
    """A change of another cell does not draw it to the scenario."""
    data: dict[str, Content] = {"tasks.csv": table([TASK | {"hours_per_session": "5:31"}, OTHER_TASK])}
    finding = only(tmp_path, '[[tasks]]\ntask_id = "A01"\ntitle = "x"\n', data)
    assert (finding.code, finding.file, finding.row) == ("E-WINDOW", "tasks.csv", 2)


def test_every_mistake_of_every_file_is_found_at_once(tmp_path: Path) -> None:
    files: dict[str, Content] = {
        "tasks.csv": table([TASK | {"headcount": "0"}, OTHER_TASK]),
        "base.toml": '[[tasks]]\ntask_id = "A1"\nnote = "x"\n',
    }
    toml = '[scenario]\ninherits = "base.toml"\n[rules]\nmin_huors = 3\n'
    toml += '[[suppliers]]\nsupplier_id = "maas"\nname = "M"\n'
    assert {(item.code, item.file) for item in said(tmp_path, toml, files)} == {
        ("E-RANGE", "tasks.csv"),
        ("E-CHANGE-UNKNOWN", "base.toml"),
        ("E-KEY", "scenario.toml"),
        ("E-CHANGE-UNKNOWN", "scenario.toml"),
    }


def test_every_missing_cell_of_a_new_task_is_named(tmp_path: Path) -> None:
    found = said(tmp_path, '[[tasks]]\ntask_id = "C01"\nchange = "add"\ndays = "mon"\n')
    assert [(item.code, item.row, item.column) for item in found] == [
        ("E-REQUIRED", 1, name)
        for name in (
            "supplier_id",
            "title",
            "location_id",
            "hours_per_session",
            "earliest_start",
            "latest_end",
        )
    ]


def test_row_that_is_there_already_is_one_error(tmp_path: Path) -> None:
    """Whatever else is missing in it."""
    assert only(tmp_path, '[[tasks]]\ntask_id = "A01"\nchange = "add"\n').code == "E-CHANGE-EXISTS"


@pytest.mark.parametrize(
    ("block", "hint"),
    [
        ('[[tasks]]\ntask_id = "A1"\nnote = "x"\n', "A01"),
        ('[[tasks]]\ntask_id = "A1"\nchange = "drop"\n', "A01"),
        ('[[suppliers]]\nsupplier_id = "Asito"\nname = "x"\n', "asito"),
        (f"[[tasks]]\n{NEW}", 'it is new: give it change = "add".'),
        (f'[[tasks]]\nchange = "drop"\n{NEW}'.replace("C01", "B1"), "B01"),
        ('[[tasks]]\ntask_id = "A01"\ndrop = true\ntitle = "x"\n', 'change = "drop"'),
        ('[[tasks]]\ntask_id = "A01"\nlates_end = "11:00"\ntitle = "x"\n', "latest_end"),
        ('[[task]]\ntask_id = "A01"\ntitle = "x"\n[[taskz]]\n', "[[tasks]]"),
        ('[[tasks]]\ntask_id = "A01"\nchange = "dropp"\n', "drop"),
    ],
)
def test_hint_names_what_was_probably_meant(block: str, hint: str, tmp_path: Path) -> None:
    assert only(tmp_path, block).hint.en == f"Maybe {hint}"


@pytest.mark.parametrize(
    "value", ["tasks = 3", "[tasks]\nA01 = 3", "tasks = [3]", "[tasks.A01]\ndays = 'mon'"]
)
def test_changes_of_another_shape_are_one_error(value: str, tmp_path: Path) -> None:
    finding = only(tmp_path, value + "\n")
    assert (finding.code, finding.row) == ("E-SHAPE", 1)
    assert "[[tasks]]" in finding.text.en


def test_changes_between_brackets_on_one_line_are_changes_too(tmp_path: Path) -> None:
    toml = 'tasks = [{task_id = "A01", headcount = 2}, {task_id = "B01", headcount = 3}]\n'
    assert [task.headcount for task in made(tmp_path, toml).tasks] == [2, 3]


def test_key_without_a_name_is_one_error(tmp_path: Path) -> None:
    assert only(tmp_path, '[[tasks]]\ntask_id = "A01"\ntitle = "Halls"\n"" = "x"\n').code == "E-RAGGED"


@pytest.mark.parametrize("block", ['task_id = ""\nnote = "x"', 'note = "x"'])
def test_change_without_an_id_is_one_error(block: str, tmp_path: Path) -> None:
    finding = only(tmp_path, f"[[tasks]]\n{block}\n")
    assert finding.code in ("E-REQUIRED", "E-MISSING-COLUMN")
    assert finding.row in (1, 2)


def test_amounts_of_a_changed_supplier_may_have_nine_digits(tmp_path: Path) -> None:
    toml = '[[suppliers]]\nsupplier_id = "asito"\ncontract_value_eur_year = 123456782 # 1 year\n'
    assert said(tmp_path, toml) == ()
    found = said(tmp_path, toml.replace("# 1 year", "# 123456782"))
    assert [item.code for item in found] == ["E-BSN"]
    assert "123456782" not in str(found)


def test_mistake_that_shows_in_the_whole_is_found_at_the_new_row(tmp_path: Path) -> None:
    new = NEW.replace("2.5", "0.5").replace("hall", "library")
    found = said(tmp_path, f'[[tasks]]\nchange = "add"\nsetting = "outdoor"\n{new}')
    assert [(item.code, item.file, item.row) for item in found] == [("W-NO-PARTNER", "scenario.toml", 5)]


def test_changes_are_not_doubted_where_the_table_cannot_be_read(tmp_path: Path) -> None:
    toml = '[[suppliers]]\nsupplier_id = "maas"\nname = "x"\n[[travel]]\nfrom = "a"\nto = "b"\nminutes = 3\n'
    files: dict[str, Content] = {"suppliers.csv": b"\xff\xfe\0\0", "travel.csv": b"\xff\xfe\0\0"}
    assert [item.code for item in said(tmp_path, toml, files)] == ["E-ENCODING", "E-ENCODING"]


def test_overrides_of_the_command_line_win_over_the_changes_scenario(tmp_path: Path) -> None:
    data = folder(
        tmp_path, {"scenario.toml": '[rules]\nmax_days = 4\n[[tasks]]\ntask_id = "A01"\nheadcount = 2\n'}
    )
    problem = read_problem(data, None, {"rules": {"max_days": 3}})[0]
    assert (problem.scenario.rules.max_days, problem.task_by_id["A01"].headcount) == (3, 2)


def test_five_hundred_changes_with_keys_of_their_own_are_refused_in_time(tmp_path: Path) -> None:
    """Thousands of keys that no table knows are one error, not a search for each."""
    blocks = [
        '[[tasks]]\ntask_id = "A01"\n' + "".join(f"k{n}_{m} = 1\n" for m in range(20)) for n in range(500)
    ]
    with pytest.raises(DataRefused) as refused:
        made(tmp_path, "".join(blocks))
    assert [item.code for item in refused.value.findings] == ["E-TOO-MANY-COLUMNS"]


ALL = f"""
[scenario]
inherits = "base.toml"
keep_pins = true
[[pins]]
place = "A01"
change = "drop"
[[suppliers]]
supplier_id = "maas"
change = "add"
contract_value_eur_year = 1000000
[[tasks]]
change = "add"
{NEW}
[[tasks]]
task_id = "A01"
latest_end = "11:00"
"""
ALL_BASE = '[[pins]]\nplace = "A01"\n[[locations]]\nlocation_id = "shed"\nchange = "add"\nsite = "campus"\n'


@pytest.mark.parametrize("seed", range(4))
def test_changed_bytes_of_a_scenario_are_read_or_refused(seed: int, tmp_path: Path) -> None:
    """Sixty random changes of two right files: a problem, DataRefused or UsageError, nothing else."""
    rng = random.Random(seed)
    outcomes = set()
    for _ in range(60):
        files = {"scenario.toml": ALL.encode(), "base.toml": ALL_BASE.encode()}
        name = rng.choice(("scenario.toml", "scenario.toml", "base.toml"))
        try:
            read(tmp_path, files | {name: mutated(files[name], rng)})
            outcomes.add("read")
        except DataRefused as refused:
            outcomes.add("refused" if any(item.severity == "error" for item in refused.findings) else "empty")
        except UsageError:
            outcomes.add("usage")
    assert {"read", "refused"} <= outcomes <= {"read", "refused", "usage"}


def test_changes_take_work_by_their_number_only(tmp_path: Path) -> None:
    """Four times as many changes, wrong ones too, are read with four times the work."""
    work = []
    for count in (200, 800):
        rows = [TASK | {"task_id": f"T{number}"} for number in range(count)]
        blocks = [f'[[tasks]]\ntask_id = "T{number}"\nheadcount = 2\n' for number in range(count)]
        blocks += [f'[[tasks]]\ntask_id = "U{number}"\nnote = "x"\n' for number in range(count)]
        blocks += [
            f'[[suppliers]]\nsupplier_id = "firm{number}"\nchange = "drop"\n' for number in range(count)
        ]
        data = folder(tmp_path / str(count), {"tasks.csv": table(rows), "scenario.toml": "".join(blocks)})
        found: list[Finding] = []

        def refused(data: Path = data, found: list[Finding] = found) -> None:
            with pytest.raises(DataRefused) as info:
                read_problem(data)
            found += info.value.findings

        work.append(calls(refused))
        assert [item.code for item in found] == ["E-CHANGE-UNKNOWN"] * 2 * count
    assert work[1] < 6 * work[0]
