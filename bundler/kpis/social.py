"""Social return by supplier, from the ledgers of the plan's dossier."""

from __future__ import annotations

from bundler.attribution.obligations import Obligation
from bundler.kpis.facts import Facts


def social_return(facts: Facts, supplier_id: str) -> float | None:
    """Euros that the plan books for the supplier's obligation in a year; None where not known."""
    booked = _obligation(facts, supplier_id).booked
    return None if booked is None else float(booked)


def social_return_share(facts: Facts, supplier_id: str) -> float | None:
    """Percent of the obligation that is reached with the plan; None where not known or nothing is due."""
    reached = _obligation(facts, supplier_id).after
    return None if reached is None else float(100 * reached)


def social_return_missing(facts: Facts, supplier_id: str) -> float | None:
    """Euros still to be reached with the plan; None where it is not known."""
    missing = _obligation(facts, supplier_id).shortfall_after
    return None if missing is None else float(missing)


def _obligation(facts: Facts, supplier_id: str) -> Obligation:
    assert facts.dossier is not None  # `measure` asks for these KPIs only with a dossier
    return facts.dossier.attributed.obligations[supplier_id]
