"""Who employs under each construction: the employers, their contracts and whose hours each covers."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal, NamedTuple, get_args

from bundler.attribution.facts import InForce
from bundler.attribution.parts import SupplierPart
from bundler.attribution.shown import sure
from bundler.domain import Attribution, Problem, Supplier
from bundler.domain.scenario import TargetGroup
from bundler.i18n import Text
from bundler.norms import Reading

Code = Literal["own_contract", "two_contracts", "lending", "sw_lending", "client"]
CODES: tuple[Code, ...] = get_args(Code)

# For whom the municipality can pay loonkostensubsidie, and so for whom the CAO Aan de slag is made.
WITH_WAGE_SUBSIDY: tuple[TargetGroup, ...] = (
    "banenafspraak",
    "participatiewet_short",
    "participatiewet_long",
)
# ``general`` holds what is not about one CAO.
_NO_CAO = ("", "none", "unknown", "general")
SW_COMPANY = Text(
    "the social employment company or the municipality", "het sociaal ontwikkelbedrijf of de gemeente"
)
CLIENT = Text("the client", "de opdrachtgever")


class Employer(NamedTuple):
    """Who pays the wages of hours in a job.

    Attributes:
        kind: ``client`` also where the client employs as its own facility service (``in_house``).
        supplier_id: the supplier, or the client's own service; None where that is no supplier of the problem.
    """

    kind: Literal["supplier", "sw_company", "client"]
    supplier_id: str | None = None


class Contract(NamedTuple):
    """One employment contract.

    Attributes:
        supplier_ids: the suppliers at whose tasks its hours are worked, most minutes first.
        minutes: task minutes a week.
        cao_id: the employer's CAO as it is in the data; ``unknown`` or ``none`` stay what they are.
        fraction: of that CAO's full-time week; None where that is not known.
    """

    employer: Employer
    supplier_ids: tuple[str, ...]
    minutes: int
    cao_id: str
    fraction: Fraction | None

    @property
    def lends_to(self) -> tuple[str, ...]:
        """The suppliers at whose tasks the hours are worked without being the employer."""
        return tuple(name for name in self.supplier_ids if name != self.employer.supplier_id)


def cao_norm(norms: InForce, cao_id: str, field: str) -> Reading | None:
    """What a CAO says on a subject; None where the CAO is not known or not in a catalogue."""
    return None if cao_id in _NO_CAO else norms.get(f"cao.{cao_id}.{field}")


def sw_fits(options: Attribution) -> bool:
    """Whether the vacancy's group is one that a social employment company or municipality employs."""
    return options.target_group in (*WITH_WAGE_SUBSIDY, "wsw")


def is_wsw(options: Attribution) -> bool:
    """Whether the vacancy's group is employed under the Wsw, and so by a social employment company."""
    return options.target_group == "wsw"


def employer_as(supplier: Supplier) -> Employer:
    """A supplier as employer; the client's own service is the client."""
    return Employer("client" if supplier.in_house else "supplier", supplier.supplier_id)


def client_service(problem: Problem, parts: Sequence[SupplierPart]) -> Supplier | None:
    """The client's own service: of the job where it has one, else the problem's only one, else None."""
    inside = [part.supplier for part in parts if part.supplier.in_house]
    employing = [supplier for supplier in inside if supplier.can_employ]
    if inside:
        return (employing or inside)[0]
    others = [supplier for supplier in problem.suppliers if supplier.in_house]
    return others[0] if len(others) == 1 else None


def lender(parts: Sequence[SupplierPart]) -> Supplier | None:
    """Which supplier of a job is the formal employer where it lends to the others.

    Of those that can employ and are not the client itself: rather not the security company, because
    all its staff need screening; then the larger part; then one with a job coach; then by id.
    """
    able = [part for part in parts if part.supplier.can_employ and not part.supplier.in_house]
    if not able:
        return None
    return min(
        able,
        key=lambda part: (
            part.supplier.service == "security",
            -part.minutes,
            not part.supplier.jobcoach,
            part.supplier.supplier_id,
        ),
    ).supplier


def contracts(
    problem: Problem, parts: Sequence[SupplierPart], code: Code, norms: InForce
) -> tuple[Contract, ...]:
    """The contracts under a construction; their minutes add up to the job's.

    The client's own services are one employer. Where nobody may be the formal employer of a lending,
    a supplier stands in: the construction is then shown with its objection.
    """
    service = client_service(problem, parts)
    if code in ("own_contract", "two_contracts"):
        inside = [part for part in parts if part.supplier.in_house]
        own = [(part.supplier, [part]) for part in parts if not part.supplier.in_house]
        if service is not None and inside:
            own.append((service, inside))
        made = [_contract(employer_as(each), each.cao_id, held, norms) for each, held in own]
        return tuple(sorted(made, key=lambda contract: -contract.minutes))
    if code == "lending":
        employer = lender(parts) or min((part.supplier for part in parts), key=lambda each: each.in_house)
        return (_contract(employer_as(employer), employer.cao_id, parts, norms),)
    if code == "sw_lending":
        return (_contract(Employer("sw_company"), _sw_cao(problem), parts, norms),)
    supplier_id, cao_id = (service.supplier_id, service.cao_id) if service else (None, "unknown")
    return (_contract(Employer("client", supplier_id), cao_id, parts, norms),)


def _sw_cao(problem: Problem) -> str:
    group = problem.scenario.attribution.target_group
    if group == "wsw":
        return "sw"
    return "aan_de_slag" if group in WITH_WAGE_SUBSIDY else "unknown"


def _contract(employer: Employer, cao_id: str, parts: Sequence[SupplierPart], norms: InForce) -> Contract:
    minutes = sum(part.minutes for part in parts)
    full_time = sure(cao_norm(norms, cao_id, "full_time_week"))
    fraction = Fraction(minutes, 60) / Fraction(full_time) if full_time else None
    return Contract(employer, tuple(part.supplier.supplier_id for part in parts), minutes, cao_id, fraction)
