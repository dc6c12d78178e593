"""What the JSON Schemas have in common."""

from __future__ import annotations

from typing import Any, Final

from bundler.units import DAYS

Schema = dict[str, Any]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
TEXT: Final[Schema] = {"type": "string", "minLength": 1}
DAY: Final[Schema] = {"enum": list(DAYS)}
CLOCK: Final[Schema] = {
    "type": "string",
    "pattern": "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$",
    "examples": ["07:30"],
}
