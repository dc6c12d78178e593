"""What the choice of a construction hangs on, and the rule that chooses."""

from __future__ import annotations

from typing import Literal, NamedTuple

from bundler.attribution.contracts import Code, client_service, contracts, is_wsw, lender, sw_fits
from bundler.attribution.facts import InForce
from bundler.attribution.parts import SupplierPart
from bundler.attribution.shown import sure
from bundler.attribution.wtta import wtta_applies
from bundler.domain import Problem, Supplier


class Situation(NamedTuple):
    """What the choice of a construction hangs on.

    Attributes:
        asked: what the scenario asks for, where the job can have it.
        single: all hours are at one supplier.
        inside: the client's own services: ``none``, ``some``, ``largest`` part or ``all`` of the job.
        client_can: the client's own service can employ.
        all_can: every employer of two contracts can employ.
        enough: every one of these contracts has the hours that a job coach asks for.
        lender: a supplier can be the formal employer that lends.
        security: a security company is one of several employers.
        lender_security: the lender would be the security company.
        wtta: lending would fall under the Wtta.
        sw_fits: the vacancy's group is one for a social employment company or municipality.
        wsw: it is the group that such a company employs already, under the Wsw.
    """

    asked: Code | None
    single: bool
    inside: Literal["none", "some", "largest", "all"]
    client_can: bool
    all_can: bool
    enough: bool
    lender: bool
    security: bool
    lender_security: bool
    wtta: bool
    sw_fits: bool
    wsw: bool = False


def situation(
    problem: Problem, parts: tuple[SupplierPart, ...], norms: InForce, asked: Code | None
) -> Situation:
    """The situation of a job."""
    options = problem.scenario.attribution
    own = contracts(problem, parts, "two_contracts", norms)
    employers = employing(problem, parts, norms)
    least = sure(norms.get("job_coach.minimum_hours"))
    service, lends = client_service(problem, parts), lender(parts)
    inside: Literal["none", "some", "largest", "all"] = "some"
    if not any(part.supplier.in_house for part in parts):
        inside = "none"
    elif all(part.supplier.in_house for part in parts):
        inside = "all"
    elif own[0].employer.kind == "client":
        inside = "largest"
    return Situation(
        asked=asked,
        single=len(parts) == 1,
        inside=inside,
        client_can=service is not None and service.can_employ,
        all_can=all(supplier.can_employ for supplier in employers),
        enough=least is None or all(contract.minutes >= least * 60 for contract in own),
        lender=lends is not None,
        security=len(employers) > 1 and any(supplier.service == "security" for supplier in employers),
        lender_security=lends is not None and lends.service == "security",
        wtta=wtta_applies(options, norms),
        sw_fits=sw_fits(options),
        wsw=is_wsw(options),
    )


def employing(problem: Problem, parts: tuple[SupplierPart, ...], norms: InForce) -> tuple[Supplier, ...]:
    """Who would employ where each supplier gives a contract."""
    names = (contract.employer.supplier_id for contract in contracts(problem, parts, "two_contracts", norms))
    return tuple(problem.supplier_by_id[name] for name in names if name is not None)


def decide(now: Situation) -> Code:
    """The construction for a situation; every situation has one."""
    if now.asked is not None:
        return now.asked
    if now.wsw:
        return "sw_lending"
    if now.single:
        return _single(now)
    if now.inside == "all":
        return "client" if now.client_can else "sw_lending"
    if now.all_can and now.enough and not now.security:
        return "two_contracts"
    if now.inside == "largest" and now.client_can:
        return "client"
    fit_to_lend = now.lender and not now.lender_security
    if fit_to_lend and not now.wtta:
        return "lending"
    if now.sw_fits:
        return "sw_lending"
    if fit_to_lend:
        return "lending"
    if now.inside != "none" and now.client_can:
        return "client"
    return "lending" if now.lender else "sw_lending"


def _single(now: Situation) -> Code:
    if now.all_can:
        return "own_contract"
    return "client" if now.client_can and not now.sw_fits else "sw_lending"
