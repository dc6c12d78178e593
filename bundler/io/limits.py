"""How much is read at most: beyond this a file is not what the user meant, and would only cost time."""

from __future__ import annotations

from typing import Final

MEGABYTE: Final = 1_000_000
MOST_BYTES: Final = 50 * MEGABYTE
MOST_SCENARIO_BYTES: Final = 1 * MEGABYTE
MOST_UNPACKED_BYTES: Final = 500 * MEGABYTE
MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 1_000
MOST_CELLS: Final = 5_000_000
