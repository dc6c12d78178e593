"""Who employs for a job: the advice with its reasons, the contracts, every line, the other constructions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from markupsafe import Markup

from bundler.attribution.constructions import Construction
from bundler.attribution.contracts import Contract, cao_norm
from bundler.attribution.facts import UNKNOWN, Fact, InForce, Warned
from bundler.attribution.pay import PartPay
from bundler.attribution.recommend import Recommendation
from bundler.attribution.shown import capital, euros, hours, percent, says, small
from bundler.domain import Problem
from bundler.i18n import Lang, Text
from bundler.report.employer_words import (
    LABELS,
    MAY_BE_MORE,
    NO,
    NO_CAO,
    NO_WARNINGS,
    OF_FULL_TIME,
    YES,
    employer_name,
    short_warning,
)
from bundler.report.norm_rows import Norms
from bundler.report.norm_words import BASES, CONFIDENCE

# What constructions differ in most; who employs and the pay of a week stand in their table.
_APART = (
    "cao",
    "pay_floor",
    "loonwaarde",
    "job_coach",
    "travel_between",
    "contract_transfer",
    "banenafspraak",
    "licences",
)
_HOW_SURE = Text("{basis}, confidence {confidence}", "{basis}, zekerheid {confidence}")


class Line(NamedTuple):
    """One line about a job under a construction.

    Attributes:
        basis: what it rests on and how sure that is, in words.
        unsure: whether nobody knows, or it is only assumed.
        refs: the norms with the day since when they hold.
    """

    label: str
    text: Markup
    basis: str
    unsure: bool
    refs: Markup


class WarningRow(NamedTuple):
    """Something to look into, with its code."""

    code: str
    text: Markup
    refs: Markup


class PartRow(NamedTuple):
    """The hours of a contract at one supplier."""

    works_at: str
    hours: str
    least_hour: str
    least_week: str


class ContractRow(NamedTuple):
    """One contract."""

    employer: str
    size: str
    cao: str
    parts: tuple[PartRow, ...]


class Other(NamedTuple):
    """A construction that is not the one advised.

    Attributes:
        lines: what is about and what holds, where that matters most and is another than advised.
    """

    label: str
    possible: str
    contracts: str
    least_week: str
    warnings: str
    lines: tuple[tuple[str, Markup], ...]


class EmployerView(NamedTuple):
    """Who employs for one job, as the page shows it."""

    label: str
    advice: str
    reasons: tuple[str, ...]
    changes: tuple[str, ...]
    objections: tuple[str, ...]
    warnings: tuple[WarningRow, ...]
    contracts: tuple[ContractRow, ...]
    least_week: str
    lines: tuple[Line, ...]
    others: tuple[Other, ...]

    @property
    def parts(self) -> int:
        """In how many parts the pay of a week stands, one for each contract and supplier."""
        return sum(len(contract.parts) for contract in self.contracts)


def employer_view(problem: Problem, chosen: Recommendation, norms: InForce, shown: Norms) -> EmployerView:
    """Who employs for a job.

    Args:
        problem: the data, for names.
        chosen: the recommendation.
        norms: the norms on the plan's day.
        shown: the same norms as the report numbers them; it holds the report's language.
    """
    lang, one = shown.lang, chosen.construction
    advice = LABELS["asked" if chosen.asked else "advice"]
    told = {fact.topic: fact.text for fact in one.facts}
    return EmployerView(
        one.label(lang),
        advice(lang, label=small(one.label)(lang)),
        tuple(text(lang) for text in chosen.reasons),
        tuple(text(lang) for text in chosen.what_would_change),
        tuple(text(lang) for text in one.objections),
        tuple(warning_row(warned, shown) for warned in one.warnings),
        tuple(_contract(problem, contract, one.pay, norms, lang) for contract in one.contracts),
        _week(one.pay)(lang),
        tuple(fact_line(fact, shown) for fact in one.facts),
        tuple(_other(problem, each, told, shown) for each in chosen.others),
    )


def fact_line(fact: Fact, shown: Norms) -> Line:
    """A line, the long words of its rules told elsewhere."""
    text, left_out = shown.told(fact.text(shown.lang), fact.readings)
    basis = capital(BASES[fact.basis])
    if fact.confidence is not None and fact.basis != "unknown":
        basis = _HOW_SURE.fill(basis=basis, confidence=CONFIDENCE[fact.confidence])
    unsure = fact.basis in ("unknown", "assumption")
    return Line(fact.label(shown.lang), text, basis(shown.lang), unsure, shown.refs(fact.readings, left_out))


def warning_row(warned: Warned, shown: Norms) -> WarningRow:
    """A warning, the long words of its rules told elsewhere."""
    text, left_out = shown.told(warned.text(shown.lang), warned.readings)
    return WarningRow(warned.code, text, shown.refs(warned.readings, left_out))


def _contract(
    problem: Problem, contract: Contract, pay: Sequence[PartPay], norms: InForce, lang: Lang
) -> ContractRow:
    share = percent(contract.fraction) if contract.fraction is not None else UNKNOWN
    by_supplier = {part.supplier_id: part for part in pay}
    return ContractRow(
        capital(employer_name(problem, contract.employer))(lang),
        OF_FULL_TIME(lang, hours=hours(contract.minutes), share=share),
        cao_name(contract.cao_id, norms)(lang),
        tuple(_part(problem, by_supplier[name], lang) for name in contract.supplier_ids),
    )


def _part(problem: Problem, part: PartPay, lang: Lang) -> PartRow:
    least = euros(part.floor.eur_hour) if part.floor else UNKNOWN
    more = f" ({MAY_BE_MORE(lang)})" if part.floor and part.missing else ""
    return PartRow(
        problem.supplier_by_id[part.supplier_id].name or part.supplier_id,
        hours(part.minutes)(lang),
        f"{least(lang)}{more}",
        (euros(part.eur_week) if part.eur_week is not None else UNKNOWN)(lang),
    )


def cao_name(cao_id: str, norms: InForce) -> Text:
    """A CAO by name; unknown where no catalogue has it."""
    if cao_id == "none":
        return NO_CAO
    name = cao_norm(norms, cao_id, "name")
    return says(name) if name is not None and name.known else UNKNOWN


def _week(pay: Iterable[PartPay]) -> Text:
    """The least that the whole job pays a week."""
    found = [part.eur_week for part in pay]
    known = [week for week in found if week is not None]
    return euros(sum(known, Decimal())) if len(known) == len(found) else UNKNOWN


def _other(problem: Problem, one: Construction, told: dict[str, Text], shown: Norms) -> Other:
    lang = shown.lang
    contracts = [
        f"{capital(employer_name(problem, contract.employer))(lang)}: {hours(contract.minutes)(lang)}"
        for contract in one.contracts
    ]
    codes = dict.fromkeys(warned.code for warned in one.warnings)
    warnings = "; ".join(short_warning(code)(lang) for code in codes) or NO_WARNINGS(lang)
    against = " ".join(text(lang) for text in one.objections)
    return Other(
        one.label(lang),
        YES(lang) if one.possible else f"{NO(lang)}: {against}",
        "; ".join(contracts),
        _week(one.pay)(lang),
        warnings,
        tuple(
            (fact.label(lang), shown.told(fact.text(lang), fact.readings)[0])
            for fact in map(one.fact, _APART)
            if fact.text != told[fact.topic]
        ),
    )
