"""DataFrames from rows with the same dtypes in every version of pandas, and rows from DataFrames."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from bundler.errors import UsageError
from bundler.i18n import Text

if TYPE_CHECKING:
    import pandas as pd

    from bundler.io.workbook import TypedCell

# by column its dtype; a text that is not there is empty, a number or a date that is not known is missing
Columns = Mapping[str, str]

_NO_FRAME = Text(
    "{name} is no pandas DataFrame but {kind}. Maybe pandas.DataFrame({name}).",
    "{name} is geen DataFrame van pandas maar {kind}. Misschien pandas.DataFrame({name}).",
)
_LISTS = (list, tuple, set, frozenset)


def frame_of(columns: Columns, rows: Iterable[Sequence[object]]) -> pd.DataFrame:
    """A DataFrame with these columns and a new index."""
    import pandas as pd

    listed = list(rows)
    return pd.DataFrame(
        {
            name: pd.Series([row[at] for row in listed], dtype=dtype)
            for at, (name, dtype) in enumerate(columns.items())
        }
    )


def tables_of(**frames: pd.DataFrame | None) -> dict[str, list[list[TypedCell]]]:
    """The rows of each table by its name; one that may be absent and has no rows is left out.

    Raises:
        UsageError: something is no DataFrame.
    """
    from bundler.io.tables import TABLES

    read = {name: rows_of(name, frame) for name, frame in frames.items() if frame is not None}
    return {name: rows for name, rows in read.items() if len(rows) > 1 or TABLES[name].required}


def rows_of(name: str, frame: pd.DataFrame) -> list[list[TypedCell]]:
    """The rows of a DataFrame as a workbook has them, the headers first.

    An index that has names goes along as columns.

    Raises:
        UsageError: it is no DataFrame.
    """
    import pandas as pd

    if not isinstance(frame, pd.DataFrame):
        raise UsageError(_NO_FRAME.fill(name=name, kind=type(frame).__name__))
    whole = frame.reset_index() if any(part is not None for part in frame.index.names) else frame
    columns = [[_cell(value) for value in whole.iloc[:, at].tolist()] for at in range(whole.shape[1])]
    return [[str(header) for header in whole.columns], *(list(row) for row in zip(*columns, strict=True))]


def _cell(value: Any) -> TypedCell:
    """One value of a DataFrame as a cell of a workbook has it."""
    import pandas as pd

    if isinstance(value, _LISTS):
        return ";".join(str(item) for item in value)
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return None
    plain = value.item() if hasattr(value, "item") else value
    return plain if isinstance(plain, str | int | float | bool | date | time | timedelta) else str(plain)
