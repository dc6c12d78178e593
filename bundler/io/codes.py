"""The catalogue of everything that can be found in the input; the reference is made from it."""

from __future__ import annotations

import re
from typing import Final

from bundler.i18n import Text
from bundler.io.code import Code
from bundler.io.codes_changes import CHANGE_CODES
from bundler.io.codes_realised import REALISED_CODES
from bundler.io.codes_rows import ROW_CODES, SCENARIO_CODES, SENSE_CODES
from bundler.io.codes_tables import CELL_CODES, FILE_CODES
from bundler.io.codes_template import MERGE_CODES, TEMPLATE_CODES
from bundler.norms.codes import NORM_CODES

__all__ = ["CODES", "Code", "codes_markdown"]

_GROUPS: Final = (
    (Text("Files, sheets and columns", "Bestanden, werkbladen en kolommen"), FILE_CODES),
    (Text("Cells", "Cellen"), CELL_CODES),
    (Text("Rows", "Rijen"), (*ROW_CODES, *TEMPLATE_CODES)),
    (Text("Scenario", "Scenario"), SCENARIO_CODES),
    (Text("What a scenario inherits and changes", "Wat een scenario erft en wijzigt"), CHANGE_CODES),
    (Text("The problem as a whole", "Het geheel"), SENSE_CODES),
    (Text("Workbooks that are merged", "Werkmappen die worden samengevoegd"), MERGE_CODES),
    (Text("Realised hours", "Gerealiseerde uren"), REALISED_CODES),
    (Text("Norms file", "Normenbestand"), tuple(Code(*code) for code in NORM_CODES)),
)
_HEADER: Final = Text("| code | what it says | what to do |", "| code | wat er staat | wat te doen |")

CODES: Final[dict[str, Code]] = {code.code: code for _, codes in _GROUPS for code in codes}


def codes_markdown(lang: str) -> str:
    """The catalogue as Markdown tables, one for each group, in language ``lang``."""
    lines = []
    for title, codes in _GROUPS:
        lines += [f"### {title(lang)}", "", _HEADER(lang), "|---|---|---|"]
        lines += [
            f"| `{code.code}` | {_plain(code.message(lang))} | {_plain(code.todo(lang))} |" for code in codes
        ]
        lines.append("")
    return "\n".join(lines)


def _plain(template: str) -> str:
    return re.sub(r"\{\w+\}", "…", template).replace("|", "\\|")
