"""What every part of the document tree is made from, and tables that several parts have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bundler.attribution.dossier import Dossier
from bundler.domain import Problem, Result
from bundler.i18n import Lang, Text
from bundler.report import employer_words, social_words, words
from bundler.report.colors import Style
from bundler.report.content_text import rich
from bundler.report.content_tree import Table
from bundler.report.norm_rows import Norms
from bundler.report.settings import Setting

_STAR = "★ "


class View(NamedTuple):
    """A plan, looked at in one language.

    Attributes:
        styles: the suppliers' looks, by id.
        found: the plan as its employers look at it.
        norms: those of ``found``, as the report numbers them.
    """

    problem: Problem
    result: Result
    lang: Lang
    styles: dict[str, Style]
    found: Dossier
    norms: Norms

    def t(self, key: str) -> str:
        """One of the report's words."""
        return words.LABELS[key](self.lang)

    def e(self, key: str) -> str:
        """One of the words around employers."""
        return employer_words.LABELS[key](self.lang)

    def s(self, key: str) -> str:
        """One of the words around social return, contracts and norms."""
        return social_words.LABELS[key](self.lang)

    def say(self, text: Text) -> str:
        """A sentence in the report's language."""
        return text(self.lang)

    def say_with(self, key: str, **values: object) -> str:
        """One of the sentences of ``s``, its values filled in."""
        return social_words.LABELS[key](self.lang, **values)


def settings_table(view: View, head: str, rows: Sequence[Setting]) -> Table:
    """Settings with their values; a star and a colour mark what is not as usual."""
    return Table(
        "",
        (head, view.t("value"), view.t("default")),
        tuple(
            (rich(row.sentence, row.name), f"{_STAR if row.changed else ''}{row.value}", row.default)
            for row in rows
        ),
        (6, 2.2, 1.8),
        numeric=(1, 2),
        marked=tuple(number for number, row in enumerate(rows) if row.changed),
    )
