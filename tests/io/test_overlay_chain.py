"""Scenarios that inherit from one another: what holds, what was read, what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from bundler.errors import DataRefused, UsageError
from bundler.findings import Finding
from bundler.io import read_problem
from tests.io.sample import OTHER_TASK, SUPPLIERS, TASK, folder, table

THREE = {
    "suppliers.csv": table([*SUPPLIERS, {"supplier_id": "maas"}]),
    "tasks.csv": table([TASK, OTHER_TASK, TASK | {"task_id": "M01", "supplier_id": "maas"}]),
}
PINS = """
[[pins]]
together = ["A01", "B01"]
[[pins]]
apart = ["A01", "B01", "M01"]
[[pins]]
forbid_suppliers = ["asito", "maas"]
[[pins]]
place = "M01"
"""


def write(tmp_path: Path, **files: str) -> Path:
    """The sample data with a folder of scenarios; gives that folder."""
    folder(tmp_path / "data", THREE)
    home = tmp_path / "scenarios"
    home.mkdir(exist_ok=True)
    for name, text in files.items():
        (home / f"{name}.toml").write_text(text, encoding="utf-8")
    return home


def heir(of: str, text: str = "") -> str:
    return f'[scenario]\ninherits = "{of}"\n{text}\n'


def found(home: Path, name: str = "top.toml") -> tuple[Finding, ...]:
    try:
        return read_problem(home.parent / "data", home / name)[1]
    except DataRefused as refused:
        return refused.findings


def pins(home: Path, name: str = "top.toml") -> list[tuple[str, tuple[str, ...]]]:
    problem = read_problem(home.parent / "data", home / name)[0]
    return [(pin.kind, pin.ids) for pin in problem.scenario.pins]


def test_later_value_wins_along_the_chain(tmp_path: Path) -> None:
    home = write(
        tmp_path,
        base='[scenario]\nname = "Base"\nplan_date = 2026-03-01\n[rules]\nmax_days = 3\nmax_tasks = 2\n',
        middle=heir("base.toml", "[rules]\nmax_days = 4\n[weights]\nidle = 3"),
        top=heir("middle.toml", "[weights]\nidle = 1"),
    )
    scenario = read_problem(tmp_path / "data", home / "top.toml")[0].scenario
    assert (scenario.rules.max_days, scenario.rules.max_tasks, scenario.weights.idle) == (4, 2, 1)
    assert str(scenario.plan_date) == "2026-03-01"


def test_name_and_description_are_not_inherited(tmp_path: Path) -> None:
    """They say what a scenario is: the heir of "Base" is not "Base"."""
    home = write(tmp_path, base='[scenario]\nname = "Base"\ndescription = "x"\n', top=heir("base.toml"))
    scenario = read_problem(tmp_path / "data", home / "top.toml")[0].scenario
    assert (scenario.name, scenario.description) == ("", "")


def test_changes_are_made_in_the_order_of_the_chain(tmp_path: Path) -> None:
    """What one scenario adds, an heir may change or drop again; what one drops, an heir may add."""
    new = '[[locations]]\nlocation_id = "shed"\nchange = "add"\nname = "Old"\n'
    home = write(
        tmp_path,
        base=new + '[[tasks]]\ntask_id = "M01"\nchange = "drop"\n',
        top=heir("base.toml", '[[locations]]\nlocation_id = "shed"\nname = "New"'),
        end=heir("top.toml", '[[locations]]\nlocation_id = "shed"\nchange = "drop"'),
    )
    data = tmp_path / "data"
    assert read_problem(data, home / "base.toml")[0].location_by_id["shed"].name == "Old"
    assert read_problem(data, home / "top.toml")[0].location_by_id["shed"].name == "New"
    assert "shed" not in read_problem(data, home / "end.toml")[0].location_by_id
    assert "M01" not in read_problem(data, home / "end.toml")[0].task_by_id


@pytest.mark.parametrize("word", ["data", "gegevens", "../data/scenario.toml"])
def test_scenario_in_the_data_can_be_inherited(word: str, tmp_path: Path) -> None:
    home = write(tmp_path, top=heir(word, "[rules]\nmax_days = 4"))
    (tmp_path / "data" / "scenario.toml").write_text(
        "[rules]\nmin_hours = 9\nmax_days = 3\n", encoding="utf-8"
    )
    rules = read_problem(tmp_path / "data", home / "top.toml")[0].scenario.rules
    assert (rules.min_hours, rules.max_days) == (9, 4)


def test_inheriting_from_data_without_a_scenario_is_inheriting_the_defaults(tmp_path: Path) -> None:
    home = write(tmp_path, top=heir("data", "[rules]\nmax_days = 4"))
    assert read_problem(tmp_path / "data", home / "top.toml")[0].scenario.rules.max_days == 4


def test_scenario_of_the_data_may_inherit_and_change_too(tmp_path: Path) -> None:
    write(tmp_path, base='[[tasks]]\ntask_id = "A01"\nheadcount = 2\n')
    text = heir("../scenarios/base.toml", '[[tasks]]\ntask_id = "B01"\nheadcount = 3')
    (tmp_path / "data" / "scenario.toml").write_text(text, encoding="utf-8")
    problem = read_problem(tmp_path / "data")[0]
    assert [task.headcount for task in problem.tasks] == [2, 3, 1]


def test_fingerprint_is_of_every_file_that_is_read(tmp_path: Path) -> None:
    """A byte more in any file of the chain changes it; where the files lie does not."""
    texts = {"base": "[rules]\nmax_days = 4\n", "middle": heir("base.toml"), "top": heir("middle.toml")}

    def fingerprint(home: Path) -> str:
        return read_problem(home.parent / "data", home / "top.toml")[0].source_sha256

    seen = {fingerprint(write(tmp_path, **texts))}
    for name, text in texts.items():
        seen.add(fingerprint(write(tmp_path, **(texts | {name: f"{text}# x\n"}))))
    assert len(seen) == 4
    (tmp_path / "elsewhere").mkdir()
    assert fingerprint(write(tmp_path / "elsewhere", **texts)) in seen


@pytest.mark.parametrize(
    ("files", "names", "file"),
    [
        ({"top": "top.toml"}, "top.toml → top.toml", "top.toml"),
        ({"top": "a.toml", "a": "b.toml", "b": "a.toml"}, "a.toml → b.toml → a.toml", "b.toml"),
        ({"top": "../scenarios/a.toml", "a": "top.toml"}, "top.toml → a.toml → top.toml", "a.toml"),
    ],
)
def test_circle_is_refused_with_all_names_in_it(
    files: dict[str, str], names: str, file: str, tmp_path: Path
) -> None:
    home = write(tmp_path, **{name: heir(of) for name, of in files.items()})
    (finding,) = found(home)
    assert (finding.code, finding.file, finding.row) == ("E-INHERITS-CIRCLE", file, 2)
    assert names in finding.text.en
    assert names in finding.text.nl


@pytest.mark.parametrize(
    ("inherits", "hint"),
    [
        ("bas.toml", "Maybe base.toml"),
        ("../scenarios/bas.toml", "Maybe ../scenarios/base.toml"),
        ("elsewhere/x.toml", "the path is counted from the folder of this file"),
        (".", "the path is counted from the folder of this file"),
        ("a\\u0000b", "the path is counted from the folder of this file"),
    ],
)
def test_scenario_to_inherit_from_that_cannot_be_read(inherits: str, hint: str, tmp_path: Path) -> None:
    """One error at the line that names it, with what was probably meant; the rest is still checked."""
    home = write(tmp_path, base="", top=heir(inherits, "[rules]\nmin_huors = 3"))
    first, second = found(home)
    assert (first.code, first.file, first.row, first.column) == ("E-INHERITS", "top.toml", 2, "inherits")
    assert hint in first.hint.en
    assert second.code == "E-KEY"


def test_finding_in_an_inherited_file_names_it_with_its_path(tmp_path: Path) -> None:
    home = write(tmp_path, top=heir("../base.toml"))
    (tmp_path / "base.toml").write_text("[rules]\nmax_days = 9\n", encoding="utf-8")
    (finding,) = found(home)
    assert (finding.code, finding.file, finding.row) == ("E-RANGE", "../base.toml", 2)


def test_order_of_two_rules_is_held_against_the_outcome_only(tmp_path: Path) -> None:
    """A base that needs its heir to be right is no error; one that its heir makes wrong is."""
    home = write(
        tmp_path,
        base="[rules]\nmin_hours = 40\n",
        top=heir("base.toml", "[rules]\nmax_hours = 60"),
        wrong=heir("base.toml", "[rules]\nmax_hours = 30"),
    )
    assert {item.severity for item in found(home)} == {"warning"}
    (finding,) = found(home, "wrong.toml")
    assert (finding.code, finding.file, finding.row) == ("E-RULES-ORDER", "base.toml", 2)


@pytest.mark.parametrize("value", ["3", "[3]", '["base.toml"]', "true"])
def test_inherits_that_is_no_text_is_one_error(value: str, tmp_path: Path) -> None:
    (finding,) = found(write(tmp_path, top=f"[scenario]\ninherits = {value}\n"))
    assert (finding.code, finding.column) == ("E-SHAPE", "inherits")


def test_inherits_outside_its_section_is_sent_there(tmp_path: Path) -> None:
    (finding,) = found(write(tmp_path, top='inherits = "base.toml"\n'))
    assert finding.hint.en == "Maybe put it below [scenario]"


@pytest.mark.parametrize("key", ["inherits", "keep_pins"])
def test_what_is_about_the_file_is_no_option(key: str, tmp_path: Path) -> None:
    write(tmp_path)
    with pytest.raises(UsageError, match="no option"):
        read_problem(tmp_path / "data", None, {"scenario": {key: "base.toml"}})


def test_pins_add_up_and_the_same_one_counts_once(tmp_path: Path) -> None:
    home = write(
        tmp_path, base=PINS, top=heir("base.toml", '[[pins]]\nleave = "A01"\n[[pins]]\nplace = "M01"')
    )
    assert [kind for kind, _ in pins(home)] == ["together", "apart", "forbid_suppliers", "place", "leave"]


def test_inherited_pin_can_be_dropped(tmp_path: Path) -> None:
    """In whatever order its ids are given."""
    drop = '[[pins]]\napart = ["M01", "B01", "A01"]\nchange = "drop"\n[[pins]]\nplace = "M01"\nchange = "weg"'
    home = write(tmp_path, base=PINS, top=heir("base.toml", drop))
    assert [kind for kind, _ in pins(home)] == ["together", "forbid_suppliers"]


def test_dropping_a_pin_that_is_not_inherited_names_the_nearest(tmp_path: Path) -> None:
    drop = '[[pins]]\ntogether = ["A01", "B02"]\nchange = "drop"'
    (finding,) = found(write(tmp_path, base=PINS, top=heir("base.toml", drop)))
    assert (finding.code, finding.row, finding.hint.en) == ("E-PIN-DROP", 3, "Maybe together A01, B01")


def test_all_inherited_pins_can_be_dropped_at_once(tmp_path: Path) -> None:
    home = write(tmp_path, base=PINS, top=heir("base.toml", 'keep_pins = false\n[[pins]]\nplace = "A01"\n'))
    assert pins(home) == [("place", ("A01",))]


@pytest.mark.parametrize(
    "change",
    ['[[tasks]]\ntask_id = "M01"\nchange = "drop"', '[[suppliers]]\nsupplier_id = "maas"\nchange = "drop"'],
)
def test_inherited_pins_on_what_is_dropped_fall_away_with_a_note(change: str, tmp_path: Path) -> None:
    """Of tasks kept apart the others stay apart; a pin that says nothing more is gone."""
    home = write(tmp_path, base=PINS, top=heir("base.toml", change))
    kept = [("together", ("A01", "B01")), ("apart", ("A01", "B01"))]
    if "tasks" in change:
        kept.append(("forbid_suppliers", ("asito", "maas")))
    assert pins(home) == kept
    notes = [item for item in found(home) if item.code.startswith("N-PIN")]
    assert {(item.code, item.file) for item in notes} == {
        ("N-PIN-SMALLER", "base.toml"),
        ("N-PIN-DROPPED", "base.toml"),
    }


@pytest.mark.parametrize("where", ["same", "later"])
def test_own_pin_on_what_is_dropped_is_an_error(where: str, tmp_path: Path) -> None:
    """Who drops a task and pins it in one file, or pins what was dropped before, contradicts himself."""
    drop, pin = '[[tasks]]\ntask_id = "M01"\nchange = "drop"\n', '[[pins]]\nplace = "M01"\n'
    if where == "same":
        home = write(tmp_path, top=drop + pin)
    else:
        home = write(tmp_path, base=drop, top=heir("base.toml", pin))
    assert "E-PIN-TASK" in {item.code for item in found(home)}


def test_pin_on_a_task_that_comes_later_in_the_chain_is_right(tmp_path: Path) -> None:
    new = "\n".join(f'{name} = "{value}"' for name, value in (TASK | {"task_id": "Z01"}).items())
    home = write(
        tmp_path, base='[[pins]]\nplace = "Z01"\n', top=heir("base.toml", f'[[tasks]]\nchange = "add"\n{new}')
    )
    assert pins(home) == [("place", ("Z01",))]
    assert [item.code for item in found(home, "base.toml")] == ["E-PIN-TASK"]


def test_wrong_word_of_a_pin_is_one_error(tmp_path: Path) -> None:
    (finding,) = found(write(tmp_path, top='[[pins]]\nplace = "M01"\nchange = "change"\n'))
    assert (finding.code, finding.row, finding.column) == ("E-CHOICE", 3, "change")
