"""The screening of the suppliers' contracts as rows: the first three with reasons, then the others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup

from bundler.attribution.screening import CRITERIA, TOP, Screened
from bundler.attribution.shown import capital, ended
from bundler.report.colors import Style
from bundler.report.norm_rows import Norms
from bundler.report.social_words import LABELS, MET


class CriterionRow(NamedTuple):
    """One criterion held against one contract; ``met`` is yes, no or unknown."""

    label: str
    met: str
    text: str
    refs: Markup


class ContractCard(NamedTuple):
    """One contract with its place in the ranking."""

    rank: int
    supplier: Style
    score: str
    unknown: int
    criteria: tuple[CriterionRow, ...]


def contract_cards(
    screened: Iterable[Screened], styles: dict[str, Style], shown: Norms
) -> tuple[list[ContractCard], list[ContractCard]]:
    """The first three contracts, and the others."""
    cards = [_card(one, styles[one.supplier.supplier_id], shown) for one in screened]
    return cards[:TOP], cards[TOP:]


def _card(one: Screened, style: Style, shown: Norms) -> ContractCard:
    lang = shown.lang
    return ContractCard(
        one.rank,
        style,
        LABELS["met_of"](lang, met=one.met, all=len(one.criteria)),
        one.unknown,
        tuple(
            CriterionRow(
                CRITERIA[each.key](lang),
                MET[each.met](lang),
                capital(ended(each.text))(lang),
                shown.refs(each.readings),
            )
            for each in one.criteria
        ),
    )
