"""What each supplier owes in social return, and how far it is before and after the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from bundler.attribution.facts import InForce
from bundler.attribution.shown import cents
from bundler.domain import Supplier
from bundler.domain.model import SocialReturnModel
from bundler.i18n import Text
from bundler.norms import Reading
from bundler.shares import half_up

_NO_PERCENT = Text(
    "The percentage of {name} is not given, so what it owes is unknown. It is agreed in the contract.",
    "Het percentage van {name} is niet opgegeven; de verplichting is dus onbekend. Het staat in het "
    "contract.",
)
_NO_BASE = Text(
    "The base of {name} (model A: wage sum, model B: contract sum) is not given, so what it owes is unknown.",
    "De grondslag van {name} (model A: loonsom, model B: opdrachtsom) is niet opgegeven; de verplichting is "
    "dus onbekend.",
)
_BASE_IS_VALUE = Text(
    "The base of {name} is not given; the value of its contract a year is taken as contract sum.",
    "De grondslag van {name} is niet opgegeven; de contractwaarde per jaar is als opdrachtsom genomen.",
)
_NO_REALISED = Text(
    "What {name} has reached so far is not given, so its progress is unknown.",
    "Wat {name} tot nu toe heeft gerealiseerd, is niet opgegeven; de voortgang is dus onbekend.",
)


@dataclass(frozen=True)
class Obligation:
    """What one supplier owes a year, and how far it is before and after the plan.

    No two of them can be added: each supplier's obligation is tested by itself.

    Attributes:
        due: euros a year, to the cent; 0 without an obligation; None where it is not known.
        realised: what was reached before the plan; None where it is not given.
        booked: what the plan adds in a year; None where that of one of its hours is not known.
        booked_at_least: what the plan adds as far as it is known.
        notes: what was not given and what was taken instead.
    """

    supplier: Supplier
    model: SocialReturnModel
    due: Decimal | None
    realised: Decimal | None
    booked: Decimal | None
    booked_at_least: Decimal
    notes: tuple[Text, ...]
    readings: tuple[Reading, ...]

    @property
    def before(self) -> Fraction | None:
        """Part of the obligation reached without the plan; None where not known or nothing is due."""
        return self._part(self.realised)

    @property
    def after(self) -> Fraction | None:
        """Part of the obligation reached with the plan; None where not known or nothing is due."""
        return self._part(self._with_plan)

    @property
    def shortfall_before(self) -> Decimal | None:
        """Euros still to be reached without the plan; None where it is not known."""
        return self._shortfall(self.realised)

    @property
    def shortfall_after(self) -> Decimal | None:
        """Euros still to be reached with the plan; None where it is not known."""
        return self._shortfall(self._with_plan)

    @property
    def _with_plan(self) -> Decimal | None:
        return None if self.realised is None or self.booked is None else self.realised + self.booked

    def _part(self, reached: Decimal | None) -> Fraction | None:
        return None if reached is None or not self.due else Fraction(reached) / Fraction(self.due)

    def _shortfall(self, reached: Decimal | None) -> Decimal | None:
        if self.due == 0:
            return Decimal("0.00")
        return None if reached is None or self.due is None else max(Decimal("0.00"), self.due - reached)


def obligation(supplier: Supplier, booked: Sequence[Decimal | None], norms: InForce) -> Obligation:
    """A supplier's obligation, with what the plan books for it.

    Args:
        supplier: the client's own service and a supplier without a model owe nothing.
        booked: the amount of every line that it books, to the cent; None where it is not known.
        norms: the norms in force.
    """
    known = sum((amount for amount in booked if amount is not None), Decimal("0.00"))
    total = None if None in booked else known
    if supplier.in_house or supplier.social_return_model == "none":
        return Obligation(supplier, "none", Decimal("0.00"), _given(supplier), total, known, (), ())
    notes, name = [], supplier.name or supplier.supplier_id
    readings = []
    percent, base = supplier.social_return_percent, supplier.social_return_base_eur_year
    if percent is None:
        notes.append(_NO_PERCENT.fill(name=name))
        usual = norms.get("social_return.usual_percent")
        readings += [usual] if usual else []
    if base is None and supplier.social_return_model == "B" and supplier.contract_value_eur_year is not None:
        base = supplier.contract_value_eur_year
        notes.append(_BASE_IS_VALUE.fill(name=name))
    elif base is None:
        notes.append(_NO_BASE.fill(name=name))
    due = None
    if percent is not None and base is not None:
        due = Decimal(half_up(Fraction(str(percent)) * Fraction(str(base)))).scaleb(-2)
    if supplier.social_return_realised_eur is None:
        notes.append(_NO_REALISED.fill(name=name))
    model = supplier.social_return_model
    return Obligation(supplier, model, due, _given(supplier), total, known, tuple(notes), tuple(readings))


def _given(supplier: Supplier) -> Decimal | None:
    realised = supplier.social_return_realised_eur
    return None if realised is None else cents(Decimal(str(realised)))
