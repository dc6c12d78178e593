"""The mark by which the example row of a template is known, so that it is never taken for data."""

from __future__ import annotations

import re
from typing import Final

from bundler.i18n import Text

MARK: Final = Text("(example)", "(voorbeeld)")
"""What marked cells of an example row begin with."""

IS_MARKED: Final = re.compile(r"^\((?:example|voorbeeld)\)", re.IGNORECASE | re.MULTILINE)

MARKED: Final = {
    "tasks": ("task_id", "title"),
    "suppliers": ("supplier_id", "name"),
    "locations": ("location_id", "name"),
    "travel": ("from", "to"),
    "competencies": ("competency_id", "label_nl"),
    "scenario": ("section", "key"),
}
"""The cells that all have the mark as long as nobody has touched the example row of a table."""
