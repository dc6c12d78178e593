"""Sentences in English and Dutch."""

from __future__ import annotations

import locale
import os
from typing import Literal, NamedTuple

Lang = Literal["en", "nl"]
LANGS: tuple[Lang, ...] = ("en", "nl")


class Text(NamedTuple):
    """One sentence in both languages; ``{name}`` marks a value that is filled in."""

    en: str
    nl: str

    def __call__(self, lang: str, **values: object) -> str:
        """The sentence in ``lang``, its values filled in; a ``Text`` value is put in that language too."""
        shown = {key: value(lang) if isinstance(value, Text) else value for key, value in values.items()}
        template = self.nl if lang == "nl" else self.en
        return template.format(**shown) if shown else template

    def fill(self, **values: object) -> Text:
        """The same sentence with its values filled in, still in both languages.

        A value may be a ``Text`` itself, or a function of the language (``lambda lang: …``).
        """

        def shown(lang: str) -> dict[str, object]:
            return {
                key: value(lang) if isinstance(value, Text) or callable(value) else value
                for key, value in values.items()
            }

        return Text(self.en.format(**shown("en")), self.nl.format(**shown("nl")))


def default_lang() -> Lang:
    """The language of the user's locale: ``nl`` where that is Dutch, else ``en``."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "nl" if value.lower().startswith("nl") else "en"
    try:
        tag = locale.getlocale()[0] or ""
    except ValueError:
        tag = ""
    return "nl" if tag.lower().startswith(("nl", "dutch")) else "en"
