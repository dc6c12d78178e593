"""What may stand in a cell, and what it means."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bundler.io import cells
from bundler.io.cells import Wrong
from tests.io.sample import findings, locations, read, sole, suppliers, tasks


@pytest.mark.parametrize(
    ("cell", "minutes"), [("2.5", 150), ("2,5", 150), ("2:30", 150), ("0.25", 15), ("3.0", 180)]
)
def test_hours_in_all_their_forms(cell: str, minutes: int, tmp_path: Path) -> None:
    assert read(tmp_path, {"tasks.csv": tasks(hours_per_session=cell)}).tasks[0].session_minutes == minutes


def test_hours_between_minutes_are_rounded_with_a_warning(tmp_path: Path) -> None:
    files = {"tasks.csv": tasks(hours_per_session="2,33"), "scenario.toml": "[rules]\ngrid_minutes = 1\n"}
    finding = sole(tmp_path, files)
    assert read(tmp_path, files).tasks[0].session_minutes == 140
    assert (finding.code, finding.value, finding.hint.en) == (
        "W-MINUTES",
        "2,33",
        "Maybe write the hours as hours and minutes, 2:20.",
    )
    assert "139,8" in finding.text.nl


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("mon-fri", (0, 1, 2, 3, 4)),
        ("ma t/m vr", (0, 1, 2, 3, 4)),
        ("Mon;WED|fri", (0, 2, 4)),
        ("maandag, woensdag", (0, 2)),
        ("sat-mon", (0, 5, 6)),
    ],
)
def test_days_in_all_their_forms(cell: str, days: tuple[int, ...], tmp_path: Path) -> None:
    assert read(tmp_path, {"tasks.csv": tasks(days=cell)}).tasks[0].days == days


@pytest.mark.parametrize("cell", ["yes", "ja", "TRUE", "1", "Waar", "y"])
def test_yes_in_all_its_forms(cell: str, tmp_path: Path) -> None:
    assert read(tmp_path, {"tasks.csv": tasks(supervised=cell)}).tasks[0].supervised is True


@pytest.mark.parametrize("cell", ["no", "nee", "False", "0", "onwaar"])
def test_no_in_all_its_forms(cell: str, tmp_path: Path) -> None:
    files = {"suppliers.csv": suppliers(can_employ=cell)}
    assert read(tmp_path, files).suppliers[0].can_employ is False


@pytest.mark.parametrize("separator", [";", ",", "|", " ; "])
def test_lists_in_all_their_forms(separator: str, tmp_path: Path) -> None:
    files = {"tasks.csv": tasks(competencies=f"lifting{separator}host contact{separator}lifting")}
    assert read(tmp_path, files).tasks[0].competencies == ("lifting", "host contact")


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("service", "Schoonmaak", "cleaning"),
        ("service", "groenvoorziening", "landscaping"),
        ("service", "beveiliging", "security"),
        ("service", "overig", "other"),
        ("social_return_model", "b", "B"),
        ("social_return_model", "geen", "none"),
        ("cao_id", "onbekend", "unknown"),
        ("social_return_percent", "5 %", 5.0),
        ("contract_value_eur_year", "1.250.000,50", 1_250_000.5),
        ("contract_value_eur_year", "€ 1,250,000", 1_250_000.0),
        ("contract_value_eur_year", "123456782", 123_456_782.0),
        ("contract_end", "2028-12-31", date(2028, 12, 31)),
    ],
)
def test_supplier_cell(column: str, cell: str, value: object, tmp_path: Path) -> None:
    supplier = read(tmp_path, {"suppliers.csv": suppliers(**{column: cell})}).suppliers[0]
    assert getattr(supplier, column) == value


def test_blank_optional_cells_take_their_default(tmp_path: Path) -> None:
    """Sessions default to the number of days; a share of the series is not allowed unless it is given."""
    files = {"tasks.csv": tasks(days="mon;tue;thu", sessions_per_week="", headcount="", setting="", note="")}
    task = read(tmp_path, files).tasks[0]
    assert (task.sessions_per_week, task.headcount, task.setting, task.min_sessions_per_job) == (
        3,
        1,
        "indoor",
        None,
    )


def test_travel_minutes_are_rounded_up(tmp_path: Path) -> None:
    problem = read(tmp_path, {"travel.csv": "from;to;minutes\nhall;library;4,2\n"})
    assert problem.travel("library", "hall") == 5


def test_same_travel_time_twice_is_no_error(tmp_path: Path) -> None:
    problem = read(
        tmp_path, {"travel.csv": "from,to,minutes\nhall,library,4\nhall,library,4.0\nlibrary,hall,6\n"}
    )
    assert (problem.travel("hall", "library"), problem.travel("library", "hall")) == (4, 6)


@pytest.mark.parametrize(
    ("files", "hint"),
    [
        ({"tasks.csv": tasks(supplier_id="asitto")}, "asito"),
        ({"tasks.csv": tasks(supplier_id="ASITO")}, "asito"),
        ({"tasks.csv": tasks(location_id="Libary")}, "library"),
        ({"tasks.csv": tasks(days="mnday")}, "monday"),
        ({"tasks.csv": tasks(days="weekdays")}, "mon-fri"),
        ({"tasks.csv": tasks(days="monfri")}, "mon-fri"),
        ({"tasks.csv": tasks(days="ma di wo")}, "ma;di;wo"),
        ({"tasks.csv": tasks(earliest_start="7u30")}, "07:30"),
        ({"tasks.csv": tasks(earliest_start="7")}, "07:00"),
        ({"tasks.csv": tasks(hours_per_session="2u30")}, "2:30"),
        ({"tasks.csv": tasks(valid_from="31-12-2026")}, "2026-12-31"),
        ({"tasks.csv": tasks(setting="bbinnen")}, "indoor"),
        ({"suppliers.csv": suppliers(contract_value_eur_year="1.000")}, "1000"),
        ({"suppliers.csv": suppliers(social_return_percent="0,05")}, "5 % is meant."),
    ],
)
def test_hint_names_what_was_probably_meant(files: dict[str, str], hint: str, tmp_path: Path) -> None:
    assert sole(tmp_path, files).hint.en == f"Maybe {hint}"


@pytest.mark.parametrize("cell", ["0", "-2", "25", "0:00", "1e3", "24:01"])
def test_session_of_no_length_or_over_a_day_is_refused(cell: str, tmp_path: Path) -> None:
    assert sole(tmp_path, {"tasks.csv": tasks(hours_per_session=cell)}).code == "E-RANGE"


@pytest.mark.parametrize("cell", ["nan", "inf", "²", "1e999", "1.2.3", "--1", "0x10", "1 2"])
@pytest.mark.parametrize(
    "parse", [cells.number(cells.within()), cells.whole(cells.within()), cells.hours, cells.euro]
)
def test_odd_numbers_are_refused(cell: str, parse: cells.Parser) -> None:
    with pytest.raises(Wrong):
        parse(cell)


@pytest.mark.parametrize(("lat", "lon"), [("90.1", "5"), ("-91", "5"), ("52", "180.5"), ("52", "-181")])
def test_position_outside_the_globe_is_refused(lat: str, lon: str, tmp_path: Path) -> None:
    assert sole(tmp_path, {"locations.csv": locations(lat=lat, lon=lon)}).code == "E-RANGE"


def test_range_error_says_the_bounds_in_both_languages(tmp_path: Path) -> None:
    finding = sole(tmp_path, {"locations.csv": locations(lat="95,5")})
    assert finding.text.en == "This number must be at least -90 and at most 90."
    assert finding.text.nl == "Dit getal moet ten minste -90 en hooguit 90 zijn."


def test_long_value_is_cut_in_the_message(tmp_path: Path) -> None:
    finding = sole(tmp_path, {"tasks.csv": tasks(days="x" * 5_000)})
    assert len(finding.value) == 60


def test_min_sessions_equal_to_the_series_is_right(tmp_path: Path) -> None:
    assert findings(tmp_path, {"tasks.csv": tasks(min_sessions_per_job="5")}) == ()


def test_session_that_just_fits_its_window_is_right(tmp_path: Path) -> None:
    assert findings(tmp_path, {"tasks.csv": tasks(hours_per_session="5.5")}) == ()


@pytest.mark.parametrize("cell", [";", "|,"])
def test_list_of_no_days_is_refused(cell: str, tmp_path: Path) -> None:
    assert sole(tmp_path, {"tasks.csv": tasks(days=cell)}).code == "E-DAYS"


@pytest.mark.parametrize("cell", ["31-02-2026", "2026-02-31", "20260228", "2026-W01-1", "tomorrow"])
def test_date_that_is_none_has_no_date_as_hint(cell: str, tmp_path: Path) -> None:
    finding = sole(tmp_path, {"tasks.csv": tasks(valid_from=cell)})
    assert (finding.code, finding.hint.en) == ("E-DATE", "Maybe write it as 2028-12-31.")


@pytest.mark.parametrize("cell", ["1.000,5", "1,000", "12.345"])
def test_amount_with_one_mark_before_three_digits(cell: str) -> None:
    """With decimals behind it the mark is for thousands; without, it may be either and is refused."""
    if cell.endswith(",5"):
        assert cells.euro(cell) == 1000.5
    else:
        with pytest.raises(Wrong, match="E-AMOUNT"):
            cells.euro(cell)
