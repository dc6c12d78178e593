"""From records to suppliers, places, tasks and travel times, with what holds between them."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple, TypeVar, cast

from bundler.domain import Competency, Location, Supplier, Task, TravelTime
from bundler.i18n import Text
from bundler.io.nearest import Names, maybe
from bundler.io.table import Record, Records
from bundler.io.tables import TASKS
from bundler.units import clock, decimal

_Value = TypeVar("_Value")


class Known(NamedTuple):
    """The ids that other tables may refer to; None where their own table could not be read."""

    suppliers: Names | None
    locations: Names | None


class Norms(NamedTuple):
    """The ids in the catalogues that a supplier can name."""

    caos: Names
    tables: Names


class Built(NamedTuple):
    """What the rows of all tables are, as far as they are right; and the ids that they may refer to."""

    known: Known
    suppliers: tuple[Supplier, ...]
    locations: tuple[Location, ...]
    tasks: tuple[Task, ...]
    travel: tuple[TravelTime, ...]
    competencies: tuple[Competency, ...]


def build_tables(tables: Mapping[str, Records], norms: Norms) -> Built:
    """Everything in the tables; a table that is not there, or that cannot be read, gives nothing."""
    suppliers, locations = tables.get("suppliers"), tables.get("locations")
    known = Known(
        names_of(None if suppliers is None else suppliers.by_id("supplier_id")),
        names_of(None if locations is None else locations.by_id("location_id")),
    )
    return Built(
        known,
        () if suppliers is None else build_suppliers(suppliers, norms),
        () if locations is None else build_locations(locations),
        build_tasks(tables["tasks"], known) if "tasks" in tables else (),
        build_travel(tables["travel"], known.locations) if "travel" in tables else (),
        build_competencies(tables["competencies"]) if "competencies" in tables else (),
    )


def build_suppliers(records: Records, norms: Norms) -> tuple[Supplier, ...]:
    """The suppliers whose rows are right; a CAO or a table that no catalogue has is a warning."""
    built = []
    for record in records.rows:
        if record.values.get("cao_id") not in ("none", "unknown"):
            _in_catalogue(records, record, "cao_id", "W-CAO", norms.caos)
        if record.values.get("social_return_model") == "B":
            _in_catalogue(records, record, "blocks_table", "W-BLOCKS-TABLE", norms.tables)
        percent = record.values.get("social_return_percent")
        if isinstance(percent, float) and 0 < percent < 1:
            times = Text(f"{decimal(percent * 100)} %", f"{decimal(percent * 100, 'nl')} %")
            shown = Text(decimal(percent), decimal(percent, "nl"))
            records.add("W-PERCENT", record, "social_return_percent", percent=shown, times=times)
        if "supplier_id" in record.values:
            built.append(Supplier(**record.values))  # type: ignore[arg-type]
    return tuple(built)


def build_locations(records: Records) -> tuple[Location, ...]:
    """The places whose rows are right."""
    built = []
    for record in records.rows:
        given = [name for name in ("lat", "lon") if name in record.texts]
        if len(given) == 1:
            records.add("E-POSITION", record, (given[0], "lat", "lon"))
            continue
        lat, lon = record.values.get("lat"), record.values.get("lon")
        if isinstance(lat, float) and isinstance(lon, float) and 3 <= lat <= 8 and 50 <= lon <= 54:
            records.add("W-LAT-LON", record, "lat")
        if "location_id" in record.values and (lat is None) == (lon is None):
            built.append(Location(**record.values))  # type: ignore[arg-type]
    return tuple(built)


def build_competencies(records: Records) -> tuple[Competency, ...]:
    """The competencies whose rows are right."""
    return tuple(
        Competency(**record.values)  # type: ignore[arg-type]
        for record in records.rows
        if "competency_id" in record.values
    )


def build_travel(records: Records, locations: Names | None) -> tuple[TravelTime, ...]:
    """The travel times whose rows are right; two different times for one journey are an error."""
    first: dict[tuple[str, str], tuple[int, float]] = {}
    built = []
    for record in records.rows:
        sure = [_refers(records, record, name, "E-UNKNOWN-LOCATION", locations) for name in ("from", "to")]
        minutes = _value(record, "minutes", float)
        origin, destination = record.texts.get("from"), record.texts.get("to")
        if origin is None or destination is None or minutes is None or not all(sure):
            continue
        if origin == destination:
            if minutes > 0:
                records.add("W-TRAVEL-SELF", record, "minutes")
            continue
        row, earlier = first.setdefault((origin, destination), (record.row, minutes))
        if earlier != minutes:
            records.add("E-TRAVEL-TWICE", record, "minutes", first_row=row, minutes=_number(earlier))
        elif row == record.row:
            whole = math.ceil(minutes - 1e-9)
            built.append(TravelTime(origin=origin, destination=destination, minutes=whole))
    return tuple(built)


def build_tasks(records: Records, known: Known) -> tuple[Task, ...]:
    """The tasks whose rows are right."""
    built = (_task(records, record, known) for record in records.rows)
    return tuple(task for task in built if task is not None)


def _task(records: Records, record: Record, known: Known) -> Task | None:
    sure = [
        _refers(records, record, "supplier_id", "E-UNKNOWN-SUPPLIER", known.suppliers),
        _refers(records, record, "location_id", "E-UNKNOWN-LOCATION", known.locations),
        _sessions_fit(records, record),
        _window_fits(records, record),
        _dates_in_order(records, record),
    ]
    hours = _value(record, "hours_per_session", float)
    if hours is not None:
        minutes = round(hours)
        if abs(hours - minutes) > 1e-6:
            clocked = f"{minutes // 60}:{minutes % 60:02d}"
            records.add(
                "W-MINUTES", record, "hours_per_session", given=_number(hours), minutes=minutes, clock=clocked
            )
    if not all(sure) or record.values.keys() != record.texts.keys() or not record.values.keys() >= _NEEDED:
        return None
    values = dict(record.values)
    values["session_minutes"] = round(cast(float, values.pop("hours_per_session")))
    values.setdefault("sessions_per_week", len(cast(tuple[int, ...], values["days"])))
    return Task(**values)  # type: ignore[arg-type]


_NEEDED = {column.name for column in TASKS.columns if column.required}


def _in_catalogue(records: Records, record: Record, column: str, code: str, known: Names) -> None:
    name = record.texts.get(column)
    if name is not None and name not in known.known:
        records.add(
            code, record, column, hint=maybe(known.suggest(name)), known=", ".join(sorted(known.known))
        )


def _refers(records: Records, record: Record, column: str, code: str, known: Names | None) -> bool:
    name = record.texts.get(column)
    if name is None or known is None or name in known.known:
        return True
    records.add(code, record, column, hint=maybe(known.suggest(name)))
    return False


def _sessions_fit(records: Records, record: Record) -> bool:
    days = _value(record, "days", tuple)
    sessions = _value(record, "sessions_per_week", int)
    if sessions is None:
        sessions = len(days) if days is not None and "sessions_per_week" not in record.texts else None
    elif days is not None and sessions > len(days):
        both = ("sessions_per_week", "days")
        records.add("E-SESSIONS", record, both, sessions=sessions, days=len(days))
        return False
    least = _value(record, "min_sessions_per_job", int)
    if least is not None and sessions is not None and least > sessions:
        about = ("min_sessions_per_job", "sessions_per_week", "days")
        records.add("E-MIN-SESSIONS", record, about, sessions=sessions)
        return False
    return True


def _window_fits(records: Records, record: Record) -> bool:
    start, end = _value(record, "earliest_start", int), _value(record, "latest_end", int)
    if start is None or end is None:
        return True
    if end <= start:
        records.add("E-WINDOW-ORDER", record, ("latest_end", "earliest_start"), start=clock(start))
        return False
    hours = _value(record, "hours_per_session", float)
    if hours is not None and round(hours) > end - start:
        session, room = clock(round(hours)), clock(end - start)
        records.add(
            "E-WINDOW",
            record,
            ("hours_per_session", "earliest_start", "latest_end"),
            session=session,
            start=clock(start),
            end=clock(end),
            room=room,
        )
        return False
    return True


def _dates_in_order(records: Records, record: Record) -> bool:
    start, end = _value(record, "valid_from", date), _value(record, "valid_until", date)
    if start is not None and end is not None and end < start:
        records.add("E-VALIDITY", record, ("valid_until", "valid_from"), start=start.isoformat())
        return False
    return True


def _value(record: Record, column: str, sort: type[_Value]) -> _Value | None:
    value = record.values.get(column)
    return value if isinstance(value, sort) else None


def _number(value: float) -> Text:
    return Text(decimal(value), decimal(value, "nl"))


def names_of(ids: Collection[str] | None) -> Names | None:
    """Known ids to check references against; None where they are not known."""
    return None if ids is None else Names(ids)
