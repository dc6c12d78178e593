"""Objects that show themselves: as lines at the Python prompt, as HTML in a notebook."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from bundler.errors import UsageError
from bundler.i18n import LANGS, Lang, Text, default_lang

if TYPE_CHECKING:
    from markupsafe import Markup

_NO_LANG = Text(
    "There is no language '{lang}' here. Maybe one of: {known}.",
    "De taal '{lang}' is er niet. Misschien een van: {known}.",
)


def language(lang: str | None) -> Lang:
    """The language asked for; None: Dutch in a Dutch locale, else English.

    Raises:
        UsageError: there is no such language.
    """
    if lang is None:
        return default_lang()
    for known in LANGS:
        if lang == known:
            return known
    raise UsageError(_NO_LANG.fill(lang=lang, known=", ".join(LANGS)))


class Shown:
    """Shows itself; what is not said otherwise is in the language of the locale, English or Dutch."""

    def _lines(self, lang: Lang) -> Iterable[str]:
        """A short report."""
        raise NotImplementedError

    def _markup(self, lang: Lang) -> Markup:
        """The same with tables and pictures."""
        raise NotImplementedError

    def text(self, lang: str | None = None) -> str:
        """The short report that the Python prompt shows, as one text.

        Args:
            lang: ``en`` or ``nl``; None: the language of the locale.

        Raises:
            UsageError: there is no such language.
        """
        return "\n".join(self._lines(language(lang)))

    def html(self, lang: str | None = None) -> str:
        """What a notebook shows, as HTML that needs nothing beside itself; text of users is escaped in it.

        Args:
            lang: ``en`` or ``nl``; None: the language of the locale.

        Raises:
            UsageError: there is no such language.
        """
        return str(self._markup(language(lang)))

    def show(self, lang: str | None = None) -> None:
        """Show it here, in a notebook or at the prompt, in a language of choice.

        Args:
            lang: ``en`` or ``nl``; None: the language of the locale.

        Raises:
            UsageError: there is no such language.
        """
        from bundler.api.notebook import show_html

        chosen = language(lang)
        if not show_html(self.html(chosen), self.text(chosen)):
            print(self.text(chosen))

    def __repr__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        return self.html()
