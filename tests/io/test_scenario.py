"""The scenario: sections, keys, values and pins."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bundler.domain import Rules, SolveOptions, Weights
from bundler.errors import DataRefused, UsageError
from bundler.findings import Finding
from bundler.io import read_problem
from bundler.io.settings import SETTINGS
from tests.io.sample import findings, folder, read


def said(tmp_path: Path, toml: str) -> tuple[Finding, ...]:
    return findings(tmp_path, {"scenario.toml": toml})


def only(tmp_path: Path, toml: str) -> Finding:
    (finding,) = said(tmp_path, toml)
    return finding


def test_all_of_a_scenario(tmp_path: Path) -> None:
    toml = """
        [scenario]
        name = "Base"
        description = "As agreed"
        plan_date = "2026-03-01"
        [rules]
        day_start = "05:30"
        day_end = "24:00"
        max_start_spread_minutes = 90
        separate_settings = "nee"
        food_after_sanitary = true
        excluded_certificates = "vog; security_diploma"
        min_hours = "10,5"
        max_tasks = 4.0
        [weights]
        target_hours = 20
        [solve]
        objective = "fewest-jobs"
        time_limit = 12.5
        gap = 0.01
        seed = 7
        [[pins]]
        apart = ["A01", "B01"]
        [[pins]]
        place = "A01"
        [[pins]]
        forbid_suppliers = ["asito", "sodexo"]
    """
    scenario = read(tmp_path, {"scenario.toml": toml}).scenario
    assert (scenario.name, scenario.description, str(scenario.plan_date)) == (
        "Base",
        "As agreed",
        "2026-03-01",
    )
    assert scenario.rules == Rules(
        day_start=330,
        day_end=1440,
        max_start_spread_minutes=90,
        separate_settings=False,
        food_after_sanitary=True,
        excluded_certificates=("vog", "security_diploma"),
        min_hours=10.5,
        max_tasks=4,
    )
    assert scenario.weights == Weights(target_hours=20)
    assert scenario.solve == SolveOptions(objective="fewest-jobs", time_limit=12.5, gap=0.01, seed=7)
    assert [(pin.kind, pin.ids) for pin in scenario.pins] == [
        ("apart", ("A01", "B01")),
        ("place", ("A01",)),
        ("forbid_suppliers", ("asito", "sodexo")),
    ]


def test_start_spread_may_be_none(tmp_path: Path) -> None:
    rules = read(tmp_path, {"scenario.toml": '[rules]\nmax_start_spread_minutes = "none"\n'}).scenario.rules
    assert rules.max_start_spread_minutes is None


@pytest.mark.parametrize(
    ("line", "code", "part"),
    [
        ("max_suppliers = 0", "E-RANGE", "at least 1."),
        ("max_suppliers = 1.5", "E-WHOLE", ""),
        ("max_suppliers = true", "E-WHOLE", ""),
        ("max_tasks = 99999999999999999999", "E-RANGE", "at most 1000000000"),
        ("max_tasks = 0x" + "f" * 5_000, "E-RANGE", "at most 1000000000"),
        ("min_hours = 200", "E-RANGE", "at most 168"),
        ("min_hours = nan", "E-NUMBER", ""),
        ("max_hours = 0", "E-RANGE", "more than 0"),
        ("walking_speed_kmh = inf", "E-NUMBER", ""),
        ('day_start = "7 o clock"', "E-CLOCK", ""),
        ('break_rule = "adults"', "E-CHOICE", "adult, youth, none"),
        ('separate_settings = "perhaps"', "E-YES-NO", ""),
        ("excluded_certificates = [1.5]", "E-SHAPE", "a list of texts"),
        ("excluded_certificates = true", "E-SHAPE", "a list of texts"),
        ('grid_minutes = "x"', "E-WHOLE", ""),
        ("min_supervised_share = 1.01", "E-RANGE", "at most 1"),
        ("max_days = {a = 1}", "E-SHAPE", "one value"),
        ("max_start_spread_minutes = -1", "E-RANGE", "at least 0"),
    ],
)
def test_wrong_value_of_a_rule(line: str, code: str, part: str, tmp_path: Path) -> None:
    finding = only(tmp_path, f"# a comment\n[rules]\n{line}\n")
    assert (finding.code, finding.row, finding.column) == (code, 3, line.split(" ")[0])
    assert part in finding.text.en


@pytest.mark.parametrize(
    ("toml", "code"),
    [
        ("[solve]\ngap = 1\n", "E-RANGE"),
        ("[solve]\nseed = -1\n", "E-RANGE"),
        ("[solve]\ntime_limit = 0\n", "E-RANGE"),
        ("[solve]\nobjective = 'most_hours'\n", "E-CHOICE"),
        ("[weights]\nhours = -1\n", "E-RANGE"),
        ("[scenario]\nname = 3\n", "E-SHAPE"),
        ("[scenario]\nplan_date = 'today'\n", "E-DATE"),
        ("[scenario]\nplan_date = 12:00:00\n", "E-DATE"),
        ("rules = 3\n", "E-SHAPE"),
        ("pins = 3\n", "E-SHAPE"),
        ("[pins]\ntogether = ['A01']\n", "E-SHAPE"),
        ("[[rules]]\nmin_hours = 3\n", "E-SHAPE"),
    ],
)
def test_wrong_value_elsewhere(toml: str, code: str, tmp_path: Path) -> None:
    assert only(tmp_path, toml).code == code


@pytest.mark.parametrize("section", SETTINGS)
def test_every_rule_refuses_a_value_of_the_wrong_sort(section: str, tmp_path: Path) -> None:
    """An array of tables fits no key; each gives one finding of its own."""
    lines = [f"{key} = [[{{}}]]" for key in SETTINGS[section]]
    found = said(tmp_path, "\n".join([f"[{section}]", *lines]))
    assert [(finding.column, finding.severity) for finding in found] == [
        (key, "error") for key in SETTINGS[section]
    ]


def test_settings_are_the_fields_of_the_models() -> None:
    for section, model in (("rules", Rules), ("weights", Weights), ("solve", SolveOptions)):
        assert set(SETTINGS[section]) == set(model.model_fields)


@pytest.mark.parametrize(
    ("toml", "hint"),
    [
        ("[rulez]\n", "[rules]"),
        ("[pin]\n", "[[pins]]"),
        ("min_hours = 3\n", "put it below [rules]"),
        ("[rules]\nmax_huors = 3\n", "max_hours"),
        ("[rules]\ntime_limit = 3\n", "put it below [solve]"),
        ("[solve]\nobjective = 'most jobs'\n", "most-jobs"),
        ("[rules]\nbreak_rule = 'adults'\n", "adult"),
        ("[rules]\nday_start = 07:30\n", 'day_start = "07:30"'),
        ("[rules]\nmin_hours = 2,5\n", "min_hours = 2.5"),
        ("[rules]\nseparate_settings = yes\n", "separate_settings = true"),
        ("[rules]\nseparate_settings = nee\n", "separate_settings = false"),
        ("[rules]\nbreak_rule = youth\n", 'break_rule = "youth"'),
        ("[[pins]]\ntogther = ['A01', 'B01']\n", "together"),
        ("[[pins]]\nplace = 'A1'\n", "A01"),
        ("[[pins]]\nforbid_suppliers = ['asito', 'sodex']\n", "sodexo"),
    ],
)
def test_hint_names_what_was_probably_meant(toml: str, hint: str, tmp_path: Path) -> None:
    assert only(tmp_path, toml).hint.en == f"Maybe {hint}"


def test_syntax_error_has_line_and_position(tmp_path: Path) -> None:
    finding = only(tmp_path, '[rules]\nmin_hours = 8\nmax_hours = "12\n')
    assert (finding.code, finding.row, finding.value) == ("E-TOML", 3, 'max_hours = "12')
    assert re.search(r"line 3, position \d+", finding.text.en)


@pytest.mark.parametrize(
    "toml",
    [
        "[" * 5_000,
        "a = " + "[" * 5_000,
        "a = " + "9" * 5_000,
        "a = {" * 2_000,
        '"""',
        "[[pins]]\n[[pins]",
        "\ufeff\ufeff",
    ],
)
def test_toml_that_breaks_the_reader_is_one_error(toml: str, tmp_path: Path) -> None:
    assert only(tmp_path, toml).code == "E-TOML"


@pytest.mark.parametrize(
    ("pin", "code"),
    [
        ("", "E-PIN"),
        ("place = 'A01'\nleave = 'B01'", "E-PIN"),
        ("near = 'A01'", "E-PIN"),
        ("together = []", "E-PIN-IDS"),
        ("together = ['A01', 'A01']", "E-PIN-IDS"),
        ("apart = 'A01'", "E-PIN-IDS"),
        ("job = []", "E-PIN-IDS"),
        ("place = ''", "E-PIN-IDS"),
        ("leave = ['A01', 'B01']", "E-PIN-IDS"),
        ("forbid_suppliers = ['asito']", "E-PIN-IDS"),
        ("together = [['A01'], 'B01']", "E-SHAPE"),
        ("together = {a = 1}", "E-SHAPE"),
        ("job = [" + "[" * 80 + "]" * 80 + "]", "E-SHAPE"),
        ("place = true", "E-SHAPE"),
        ("place = 'asito'", "E-PIN-TASK"),
        ("forbid_suppliers = ['asito', 'A01']", "E-PIN-SUPPLIER"),
    ],
)
def test_wrong_pin(pin: str, code: str, tmp_path: Path) -> None:
    """Each wrong pin is one finding, at its own line."""
    finding = only(tmp_path, f"[[pins]]\nplace = 'A01'\n[[pins]]\n{pin}\n")
    assert (finding.code, finding.row) == (code, 3)


def test_every_unknown_id_of_a_pin_is_named(tmp_path: Path) -> None:
    found = said(tmp_path, "[[pins]]\njob = ['A01', 'Z8', 'Z9']\n")
    assert [(finding.code, finding.value) for finding in found] == [
        ("E-PIN-TASK", "Z8"),
        ("E-PIN-TASK", "Z9"),
    ]


def test_pins_are_not_doubted_where_the_tasks_cannot_be_read(tmp_path: Path) -> None:
    files = {"tasks.csv": b"\xff\xfe\0\0", "scenario.toml": "[[pins]]\nplace = 'A01'\n"}
    assert [finding.code for finding in findings(tmp_path, files)] == ["E-ENCODING"]


def test_overrides_win_over_the_file(tmp_path: Path) -> None:
    data = folder(tmp_path, {"scenario.toml": "[solve]\ntime_limit = 99\nseed = 3\n[rules]\nmax_days = 4\n"})
    overrides = {
        "solve": {"time_limit": 10, "objective": None},
        "rules": {"day_start": "05:00", "max_days": "3"},
    }
    scenario = read_problem(data, None, overrides)[0].scenario
    assert (scenario.solve.time_limit, scenario.solve.seed, scenario.solve.objective) == (10, 3, "balanced")
    assert (scenario.rules.day_start, scenario.rules.max_days) == (300, 3)


@pytest.mark.parametrize(
    ("overrides", "part"),
    [
        ({"solve": {"time_limit": -1}}, r"solve\.time_limit -1: This number must be more than 0"),
        ({"solve": {"timelimit": 3}}, r"no option solve\.timelimit\. Maybe time_limit"),
        ({"rulez": {"min_hours": 3}}, r"no option rulez\.min_hours"),
        ({"solve": {"objective": "best"}}, r"balanced, most-hours, most-jobs, fewest-jobs"),
    ],
)
def test_wrong_override_is_wrong_usage(
    overrides: dict[str, dict[str, object]], part: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match=part):
        read_problem(folder(tmp_path), None, overrides)


def test_override_that_crosses_a_rule_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataRefused) as refused:
        read_problem(folder(tmp_path), None, {"rules": {"min_hours": 40}})
    assert [finding.code for finding in refused.value.findings] == ["E-RULES-ORDER"]


def test_other_scenario_replaces_the_one_in_the_folder(tmp_path: Path) -> None:
    """Its values, its findings and its place in the fingerprint."""
    data = folder(tmp_path, {"scenario.toml": "[rules]\nmin_hours = 'wrong'\nmax_days = 4\n"})
    other = tmp_path / "what if.toml"
    other.write_text("[rules]\nmin_hours = 9\n", encoding="utf-8")
    problem = read_problem(data, other)[0]
    assert (problem.scenario.rules.min_hours, problem.scenario.rules.max_days) == (9, 5)
    other.write_text("[rules]\nmin_hours = 8\n", encoding="utf-8")
    assert read_problem(data, other)[0].source_sha256 != problem.source_sha256


@pytest.mark.parametrize("name", ["nowhere.toml", "."])
def test_scenario_that_cannot_be_read_is_wrong_usage(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        read_problem(folder(tmp_path), tmp_path / name)


def test_no_english_of_the_model_library_is_shown(tmp_path: Path) -> None:
    """Every message comes from the catalogue, in Dutch too."""
    found = said(tmp_path, '[rules]\nmin_hours = -1\nmax_days = "x"\nday_end = 5\n[solve]\nworkers = 1000\n')
    assert len(found) == 4
    for finding in found:
        assert not re.search(
            r"(?i)input should|pydantic|greater than|valid", finding.text.en + finding.text.nl
        )
