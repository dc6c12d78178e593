"""Why a construction is chosen for a job, the reason that decides first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bundler.attribution.contracts import Code, contracts, lender
from bundler.attribution.facts import UNKNOWN, InForce
from bundler.attribution.parts import SupplierPart
from bundler.attribution.shown import CONFIDENCE, day_text, hours, listed, plain, says, sure
from bundler.attribution.situation import Situation, employing
from bundler.attribution.wtta import wtta_day
from bundler.domain import Problem, Supplier
from bundler.i18n import Text
from bundler.norms import Reading

_SINGLE = Text(
    "All hours are at {who}, so nothing has to be divided.",
    "Alle uren zijn bij {who}, dus er valt niets te verdelen.",
)
_CANNOT = Text("{names} cannot be an employer.", "{names} kan geen werkgever zijn.")
_FEW = Text(
    "With a contract each, {who} would have {hours} h a week. A job coach needs {least} h ({sure}).",
    "Met een contract per leverancier is er bij {who} {hours} uur per week. Voor een jobcoach is {least} "
    "uur nodig ({sure}).",
)
_SECURITY = Text(
    "{names} is a security company. Everyone it employs has to be screened, so rather somebody else employs.",
    "{names} is een beveiligingsbedrijf. Iedereen in dienst wordt gescreend, dus liever is een ander de "
    "werkgever.",
)
_WTTA = Text(
    "Lending would fall under the Wtta, from {day}. A supplier that lends for one job would then need "
    "admission.",
    "Uitlenen valt dan onder de Wtta, vanaf {day}. Een leverancier die voor één baan uitleent, heeft dan "
    "een toelating nodig.",
)
_NO_LENDER = Text(
    "No supplier can be the employer that lends.", "Geen leverancier kan de werkgever zijn die uitleent."
)
_LENDER_SECURITY = Text(
    "Only the security company could lend.", "Alleen het beveiligingsbedrijf zou kunnen uitlenen."
)
_NO_SW = Text(
    "A social employment company is not for the group of this vacancy.",
    "Een sociaal ontwikkelbedrijf is niet voor de groep van deze vacature.",
)
_TWO = Text(
    "Each employer has at least {least} h a week, which a job coach needs ({sure}).",
    "Elke werkgever heeft ten minste {least} uur per week; dat is nodig voor een jobcoach ({sure}).",
)
_TWO_UNKNOWN = Text(
    "How many hours a job coach needs is unknown.", "Hoeveel uur voor een jobcoach nodig is, is onbekend."
)
_TWO_LENDS = Text(
    "Nobody lends, so the rules on lending play no part.",
    "Niemand leent uit, dus de regels over uitlenen spelen niet.",
)
_TWO_CAO = Text(
    "For the hours of each supplier its own CAO holds.",
    "Voor de uren van elke leverancier geldt de eigen cao.",
)
_TWO_CAO_OR_RULES = Text(
    "For the hours of each supplier its own CAO holds, or its own rules where it has none.",
    "Voor de uren van elke leverancier geldt de eigen cao, of de eigen regels als er geen cao is.",
)
_LENDER = Text("{who} employs: {why}.", "{who} is de werkgever: {why}.")
_ONLY = Text("no other supplier can", "geen andere leverancier kan dat")
_LARGER = Text("it has the largest part, {hours} h a week", "daar is het grootste deel, {hours} uur per week")
_NOT_SECURITY = Text("it is no security company", "het is geen beveiligingsbedrijf")
_COACH = Text("the parts are equal and it has a job coach", "de delen zijn gelijk en er is een jobcoach")
_FIRST = Text(
    "the parts are equal, so it could as well be the other",
    "de delen zijn gelijk, dus het kan net zo goed de ander zijn",
)
_SW = Text(
    "A social employment company or municipality can employ for all hours and lend to the suppliers.",
    "Een sociaal ontwikkelbedrijf of gemeente kan werkgever zijn voor alle uren en uitlenen aan de "
    "leveranciers.",
)
_SW_WTTA = Text(
    "Lending is its daily work. Whether the Wtta has an exception for it is unknown.",
    "Uitlenen is daar dagelijks werk. Of de Wtta er een uitzondering voor heeft, is onbekend.",
)
_WSW = Text(
    "Someone with a Wsw indication is usually employed by a social employment company or municipality, which "
    "lends them.",
    "Iemand met een Wsw-indicatie is meestal in dienst van een sociaal ontwikkelbedrijf of gemeente, die "
    "uitleent.",
)
_WSW_COUNTS = Text("For the banenafspraak: {text}", "Voor de banenafspraak: {text}")
_NOTHING_ELSE = Text(
    "Nothing else is left; whether someone wants this has to be asked.",
    "Iets anders blijft niet over; of iemand dit wil, moet worden gevraagd.",
)
_CLIENT_ALL = Text(
    "All hours are the client's own work, so the client employs.",
    "Alle uren zijn eigen werk van de opdrachtgever, dus die is werkgever.",
)
_CLIENT_LARGEST = Text(
    "The largest part is the client's own work, so the client can best employ for all hours.",
    "Het grootste deel is eigen werk van de opdrachtgever, dus die kan het best werkgever zijn voor alle "
    "uren.",
)
_CLIENT = Text("The client can employ for all hours.", "De opdrachtgever kan werkgever zijn voor alle uren.")


class View(NamedTuple):
    """A job as the recommendation looks at it; ``now`` is its situation."""

    problem: Problem
    parts: tuple[SupplierPart, ...]
    norms: InForce
    now: Situation

    @property
    def employing(self) -> tuple[Supplier, ...]:
        """Who would employ where each supplier gives a contract."""
        return employing(self.problem, self.parts, self.norms)

    @property
    def security(self) -> Text:
        """The security companies among them."""
        return names(supplier for supplier in self.employing if supplier.service == "security")

    @property
    def unable(self) -> tuple[Supplier, ...]:
        """Those among them that cannot employ."""
        return tuple(supplier for supplier in self.employing if not supplier.can_employ)

    @property
    def coach(self) -> Reading | None:
        """Hours a week that a job coach needs."""
        return self.norms.get("job_coach.minimum_hours")


def names(suppliers: Iterable[Supplier]) -> Text:
    """Names of suppliers, as ``a, b and c``."""
    return listed(supplier.name or supplier.supplier_id for supplier in suppliers)


def reasons(view: View, code: Code) -> Iterator[Text]:
    """Why a construction is chosen: first why not a simpler one, then what speaks for it."""
    now = view.now
    if now.single and code == "own_contract":
        yield _SINGLE.fill(who=names(view.employing))
        return
    if now.wsw and code == "sw_lending":
        yield _WSW
        counts = view.norms.get("banenafspraak.counted_wsw_lent")
        if counts is not None and counts.known:
            yield _WSW_COUNTS.fill(text=says(counts))
    elif now.inside != "all" or not now.client_can:
        yield from _why_not_each(view, code)
    if now.inside != "all" and not now.single and not now.wsw and code in ("sw_lending", "client"):
        yield from _why_not_lent(view, code)
    yield from _why(view, code)


def _why_not_each(view: View, code: Code) -> Iterator[Text]:
    if code == "two_contracts":
        return
    if view.unable:
        yield _CANNOT.fill(names=names(view.unable))
    if view.now.security:
        yield _SECURITY.fill(names=view.security)
    least = sure(view.coach)
    if view.now.enough or view.now.single or view.coach is None or least is None:
        return
    how_sure = CONFIDENCE[view.coach.period.confidence]
    for contract in contracts(view.problem, view.parts, "two_contracts", view.norms):
        if contract.minutes < least * 60 and contract.employer.supplier_id is not None:
            who = names([view.problem.supplier_by_id[contract.employer.supplier_id]])
            yield _FEW.fill(who=who, hours=hours(contract.minutes), least=plain(least), sure=how_sure)


def _why_not_lent(view: View, code: Code) -> Iterator[Text]:
    now = view.now
    if code == "client" and now.inside == "largest":
        return
    if not now.lender:
        yield _NO_LENDER
    elif now.lender_security:
        yield _LENDER_SECURITY
    elif now.wtta:
        yield _WTTA.fill(day=wtta_start(view))
    if code == "client":
        yield _NO_SW


def _why(view: View, code: Code) -> Iterator[Text]:
    now = view.now
    if code == "two_contracts":
        least, coach = sure(view.coach), view.coach
        if coach is None or least is None:
            yield _TWO_UNKNOWN
        else:
            yield _TWO.fill(least=plain(least), sure=CONFIDENCE[coach.period.confidence])
        yield _TWO_LENDS
        without = any(supplier.cao_id == "none" for supplier in view.employing)
        yield _TWO_CAO_OR_RULES if without else _TWO_CAO
    elif code == "lending":
        if not now.sw_fits and now.wtta:
            yield _NO_SW
        yield _why_lender(view)
    elif code == "sw_lending":
        yield _SW if now.sw_fits else _NOTHING_ELSE
        if now.wtta:
            yield _SW_WTTA
    elif now.inside == "all":
        yield _CLIENT_ALL
    else:
        yield _CLIENT_LARGEST if now.inside == "largest" else _CLIENT


def _why_lender(view: View) -> Text:
    chosen = lender(view.parts)
    able = [part for part in view.parts if part.supplier.can_employ and not part.supplier.in_house]
    own = next(part for part in able if part.supplier == chosen)
    rivals = [part for part in able if part is not own]
    equal = [part for part in rivals if part.minutes == own.minutes and part.supplier.service != "security"]
    if not rivals:
        why = _ONLY
    elif any(part.minutes > own.minutes for part in rivals):
        why = _NOT_SECURITY
    elif not equal:
        why = _LARGER.fill(hours=hours(own.minutes))
    elif own.supplier.jobcoach and not any(part.supplier.jobcoach for part in equal):
        why = _COACH
    else:
        why = _FIRST
    return _LENDER.fill(who=names([own.supplier]), why=why)


def wtta_start(view: View) -> Text:
    """The day on which the Wtta starts; ``unknown`` where the catalogue does not have it."""
    found = wtta_day(view.norms)
    return day_text(found[1]) if found else UNKNOWN
