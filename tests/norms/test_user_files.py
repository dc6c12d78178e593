"""A user's norms file adds and overrides; where it is wrong, everything is said at once, in plain words."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundler.errors import DataRefused, UsageError
from bundler.findings import Finding
from bundler.i18n import LANGS
from bundler.norms import Norm, catalogue, norms_file
from bundler.norms.codes import NORM_CODES
from bundler.norms.userfile import read_norms

NORMS = catalogue().norms
JULY = """
[[norms]]
id = "minimum_wage.21"

[[norms.periods]]
value = 14.99
valid_from = 2026-07-01
source = "Stcrt. 2026, 1"
confidence = "high"
"""
VENDING = """
[[norms]]
id = "cao.vending.full_time_week"
label = { en = "Vending: full-time week", nl = "Automaten: voltijdsweek" }
unit = "hours/week"
periods = [{ value = 40, undated = true, source = "HR", confidence = "medium" }]
"""


def written(folder: Path, text: str, name: str = "norms.toml") -> Path:
    """A norms file with this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def refused(*files: Path) -> tuple[Finding, ...]:
    """What is found in files that are refused."""
    with pytest.raises(DataRefused) as caught:
        catalogue(files)
    return caught.value.findings


def test_a_value_holds_from_its_first_day_and_what_was_there_stays_before_it(tmp_path: Path) -> None:
    norms = catalogue([written(tmp_path, JULY)])
    wages = [
        norms.at("minimum_wage.21", day)
        for day in (date(2025, 7, 1), date(2026, 6, 30), date(2026, 7, 1), date(2027, 1, 1))
    ]
    assert [str(wage.number) for wage in wages] == ["14.40", "14.71", "14.99", "14.99"]
    assert all(wage.in_time for wage in wages)


def test_a_norm_that_is_changed_keeps_its_label_and_its_unit(tmp_path: Path) -> None:
    norm = catalogue([written(tmp_path, JULY)]).norms["minimum_wage.21"]
    assert (norm.label, norm.unit) == (NORMS["minimum_wage.21"].label, "eur/hour")


def test_a_value_from_the_middle_of_a_period_ends_it_the_day_before(tmp_path: Path) -> None:
    text = JULY.replace("2026-07-01", "2026-03-15")
    norms = catalogue([written(tmp_path, text)])
    assert [period.valid_to for period in norms.norms["minimum_wage.21"].periods][-2] == date(2026, 3, 14)
    assert norms.at("minimum_wage.21", date(2026, 3, 14)).number == Decimal("14.71")
    assert norms.at("minimum_wage.21", date(2026, 3, 15)).number == Decimal("14.99")


def test_a_value_without_a_date_replaces_the_whole_norm(tmp_path: Path) -> None:
    text = JULY.replace("valid_from = 2026-07-01", "undated = true")
    (period,) = catalogue([written(tmp_path, text)]).norms["minimum_wage.21"].periods
    assert (period.value, period.undated) == (Decimal("14.99"), True)


def test_a_cao_can_be_added(tmp_path: Path) -> None:
    norms = catalogue([written(tmp_path, VENDING)])
    assert "vending" in norms.choices("cao")
    assert norms.at("cao.vending.full_time_week", date(2026, 3, 2)).number == 40


def test_a_user_can_make_a_value_unknown(tmp_path: Path) -> None:
    text = 'value = "unknown"\nundated = true'
    changed = JULY.replace("value = 14.99\nvalid_from = 2026-07-01", text)
    assert not catalogue([written(tmp_path, changed)]).at("minimum_wage.21", date(2026, 1, 1)).known


def test_a_users_file_changes_nothing_for_who_does_not_give_it(tmp_path: Path) -> None:
    catalogue([written(tmp_path, JULY + VENDING)])
    assert catalogue().norms == NORMS


def test_a_later_file_goes_over_an_earlier_one(tmp_path: Path) -> None:
    first = written(tmp_path, JULY, "first.toml")
    second = written(tmp_path, JULY.replace("14.99", "15.05"), "second.toml")
    day = date(2026, 8, 1)
    assert str(catalogue([first, second]).at("minimum_wage.21", day).number) == "15.05"
    assert str(catalogue([second, first]).at("minimum_wage.21", day).number) == "14.99"


def test_an_empty_file_and_a_byte_order_mark_are_fine(tmp_path: Path) -> None:
    assert catalogue([written(tmp_path, "")]).norms == NORMS
    marked = written(tmp_path, "\ufeff" + JULY.replace("\n", "\r\n"))
    assert catalogue([marked]).at("minimum_wage.21", date(2026, 8, 1)).in_time


MANY = """
[[norms]]
id = "minimum_wage.21"
unit = "euro"
periods = [
  { value = "14,99", valid_from = "1-7-2026", source = "x", confidence = "hoog" },
]

[[norms]]
id = "cao.vending.full_time_week"
label = "Week"
unit = "hours/week"
[[norms.periods]]
value = 40
source = ""
[[norms.periods]]
value = -3
valid_from = 2026-01-01
valid_to = 2025-01-01
source = "a"
confidence = "high"
foo = 1
"""
ORDER = "Maybe give the period before it a last day, valid_to, and put the periods in order of date."
# Line, field, value and hint of everything that is wrong above.
FOUND = {
    (4, "unit", "euro", "Maybe eur/hour"),
    (5, "value", "14,99", "Maybe 14.99"),
    (5, "valid_from", "1-7-2026", "Maybe 2026-07-01"),
    (5, "confidence", "hoog", "Maybe high"),
    (11, "label", "Week", 'Maybe label.en = "…", label.nl = "…"'),
    (13, "valid_from", "", "Maybe write undated = true where the source bears no date."),
    (15, "source", "", "Maybe add it; the reference has an example."),
    (13, "confidence", "", "Maybe add it; the reference has an example."),
    (17, "value", "-3", 'Maybe write "unknown" where nobody knows the value.'),
    (18, "valid_from", "2026-01-01", ORDER),
    (19, "valid_to", "2025-01-01", "Maybe the two days are swapped."),
    (22, "foo", "1", "Maybe remove the line; the reference lists all fields."),
}  # fmt: skip


def test_everything_wrong_is_said_at_once_with_its_line_and_field(tmp_path: Path) -> None:
    findings = refused(written(tmp_path, MANY))
    assert {(each.row, each.column, each.value, each.hint.en) for each in findings} == FOUND
    assert {each.file for each in findings} == {"norms.toml"}


@pytest.mark.parametrize("lang", LANGS)
def test_each_problem_names_its_norm_in_plain_words(tmp_path: Path, lang: str) -> None:
    """In both languages, the period too; nothing of the library that checks behind it."""
    period = {"en": "period", "nl": "periode"}[lang]
    for finding in refused(written(tmp_path, MANY)):
        text = f"{finding.text(lang)} {finding.hint(lang)}"
        norm = "minimum_wage.21" if (finding.row or 0) < 9 else "cao.vending.full_time_week"
        assert text.startswith(norm)
        assert (f", {period} " in text) == (finding.column not in ("unit", "label"))
        assert not re.search(r"pydantic|validation|Decimal|input_|Traceback|[{}]", text)


def test_problems_in_two_files_are_all_said(tmp_path: Path) -> None:
    first = written(tmp_path, "norms = 1", "first.toml")
    second = written(tmp_path, JULY.replace('"high"', '"sure"'), "second.toml")
    assert [finding.file for finding in refused(first, second)] == ["first.toml", "second.toml"]


def test_the_message_counts_the_errors(tmp_path: Path) -> None:
    with pytest.raises(DataRefused) as caught:
        catalogue([written(tmp_path, MANY)])
    assert caught.value.text.en == "The norms were refused: 12 errors."
    assert caught.value.text.nl == "De normen zijn geweigerd: 12 fouten."


def test_a_name_that_nothing_reads_is_a_warning_with_the_nearest_one() -> None:
    text = VENDING.replace("cao.vending.full_time_week", "cao.vending.fulltime_week")
    read = read_norms("norms.toml", text.encode(), NORMS)
    (finding,) = read.findings
    assert (finding.code, finding.severity) == ("W-NORM-UNUSED", "warning")
    assert finding.hint.en.startswith("Maybe cao.")
    assert len(read.norms) == 1


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"[[norms]]\nid = ", b"a = " + b"[" * 5000, b"a = " + b"9" * 9999]
)
def test_what_is_no_toml_is_one_finding(content: bytes) -> None:
    (finding,) = read_norms("norms.toml", content, NORMS).findings
    assert finding.code in ("E-NORM-TOML", "E-NORM-ENCODING")


@pytest.mark.parametrize("name", ["none.toml", "."])
def test_a_file_that_cannot_be_opened_is_wrong_usage(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        catalogue([tmp_path / name])


def test_a_file_that_is_far_too_large_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="larger than"):
        catalogue([written(tmp_path, "#" * 1_000_001)])


def test_the_norms_of_a_data_folder_are_found_by_their_name(tmp_path: Path) -> None:
    assert norms_file(tmp_path) is None
    path = written(tmp_path, JULY, "Norms.toml")
    assert norms_file(tmp_path) == path
    assert norms_file(path) is None


@pytest.mark.parametrize("code", NORM_CODES, ids=lambda code: code.code)
def test_every_code_has_a_hint_and_the_same_gaps_in_both_languages(code: object) -> None:
    message, todo = code.message, code.todo  # type: ignore[attr-defined]
    assert sorted(re.findall(r"\{\w+\}", message.en)) == sorted(re.findall(r"\{\w+\}", message.nl))
    assert todo.en.startswith("Maybe ")
    assert todo.nl.startswith("Misschien ")


# fmt: off
LITERALS = [
    "1", "-1", "0.5", "nan", "inf", "1e400", "true", '"x"', '""', '"unknown"', '"{}"', "2026-07-01",
    "2026-07-01T00:00:00", "07:00:00", "[]", "[1]", "{}", '{en="a",nl="b"}', '{en="a",nl=""}',
    '{en="{a}",nl="b"}', '[{name={en="a",nl="b"},value=1}]', '[{name="a",value=1}]', '["a","b"]',
    '"high"', '"low"', '"eur"', '"text"', '"date"', '"yes_no"', '"a.b"', '"minimum_wage.21"',
    '"cao.x.name"', '"\\u0007"', '"1-7-2026"', "99999999999999999999999999999999", '"€1,5"',
]
# fmt: on
NORM_FIELDS = {"label": '{en="a",nl="b"}', "unit": '"eur"'}
PERIOD_FIELDS = {"value": "1", "source": '"x"', "confidence": '"high"'}


@st.composite
def norms_files(draw: st.DrawFn) -> str:
    """A right norms file of which some fields are left out, or have another sort of value."""

    def changed(fields: dict[str, str], extra: list[str]) -> list[str]:
        some = draw(st.integers(0, 3)) == 3
        keys = draw(st.sets(st.sampled_from([*fields, *extra]), max_size=2)) if some else ()
        values = fields | {key: draw(st.sampled_from([*LITERALS, "absent"])) for key in keys}
        return [f"{key} = {value}" for key, value in values.items() if value != "absent"]

    lines = []
    for name in draw(st.sampled_from(["x", "xy", "xx"])):
        lines += ["[[norms]]", *changed(NORM_FIELDS | {"id": f'"cao.{name}.entry_wage"'}, ["extra"])]
        for year in draw(st.sampled_from([(2026,), (2026, 2027), (2027, 2026), ()])):
            days = {"valid_from": f"{year}-01-01", "valid_to": f"{year}-12-31"}
            lines += ["[[norms.periods]]"]
            lines += changed(PERIOD_FIELDS | days, ["undated", "derived", "note", "extra"])
    return "\n".join(lines)


@given(norms_files())
def test_any_file_gives_norms_or_findings_and_nothing_else(text: str) -> None:
    """The check is at least as strict as the model: what it lets through is a norm."""
    read = read_norms("norms.toml", text.encode(), NORMS)
    assert bool(read.norms) != any(finding.severity == "error" for finding in read.findings)
    for norm in read.norms:
        assert isinstance(norm, Norm)
    for finding in read.findings:
        assert finding.row is not None
        assert all(finding.text(lang) and finding.hint(lang) for lang in LANGS)


@given(
    value=st.sampled_from(["1", "-1", "nan", "true", '"x"', "2026-07-01", '{en="a",nl="b"}', '"unknown"'])
    | st.just('[{name={en="a",nl="b"},value=1}]'),
    unit=st.sampled_from(["eur", "percent", "text", "yes_no", "date"]),
)
def test_a_value_passes_only_with_a_unit_that_it_goes_with(value: str, unit: str) -> None:
    text = VENDING.replace('"hours/week"', f'"{unit}"').replace("value = 40", f"value = {value}")
    fits = {
        "1": ("eur", "percent"),
        '[{name={en="a",nl="b"},value=1}]': ("eur", "percent"),
        "true": ("yes_no",),
        "2026-07-01": ("date",),
        '{en="a",nl="b"}': ("text",),
        '"unknown"': ("eur", "percent", "text", "yes_no", "date"),
    }
    assert bool(read_norms("norms.toml", text.encode(), NORMS).norms) == (unit in fits.get(value, ()))
