"""The lines about what lies around the contract: its transfer, the banenafspraak, licences to lend."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from bundler.attribution.case import Case
from bundler.attribution.contracts import Contract
from bundler.attribution.facts import Basis, Fact
from bundler.attribution.shown import (
    basis_of,
    capital,
    day_text,
    ended,
    hours,
    known,
    listed,
    plain,
    says,
    sentences,
    sure,
)
from bundler.attribution.wtta import wtta_applies, wtta_day
from bundler.domain import Supplier
from bundler.i18n import Text
from bundler.norms import Reading

IN_REGISTER = ("banenafspraak", "wsw")
_WHEN = Text(
    "When the contract of {name} ends{date}: {text}", "Als het contract van {name} afloopt{date}: {text}"
)
_ON = Text(" ({day})", " ({day})")
_OTHERS_STAY = Text(
    "The contract with another employer stays as it is; the job is then smaller.",
    "Het contract bij een andere werkgever blijft zoals het is; de baan is dan kleiner.",
)
_EITHER = Text("{first} or {last}", "{first} of {last}")
_LENDING_ENDS = Text(
    "the lending to it ends, and {who} remains the employer for all hours.",
    "het uitlenen daaraan stopt, en {who} blijft werkgever voor alle uren.",
)
_LENDER_LEAVES = Text(
    "When {who} no longer works here, the hours at {others} have to be arranged anew.",
    "Als {who} hier niet meer werkt, moeten de uren bij {others} opnieuw worden geregeld.",
)
_CLIENT_STAYS = Text(
    "The person is employed by the client, so nothing changes when a supplier's contract ends.",
    "De persoon is in dienst van de opdrachtgever, dus er verandert niets als het contract van een "
    "leverancier afloopt.",
)
_ONLY_REGISTER = Text(
    "These hours count only for someone who is in the doelgroepregister.",
    "Deze uren tellen alleen voor iemand die in het doelgroepregister staat.",
)
_BANEN = Text(
    "{who} pays {hours} h a week, {banen} baan of {unit} h.",
    "{who} betaalt {hours} uur per week, {banen} baan van {unit} uur.",
)
_WSW_NOT_LENT = Text(
    "Here nobody lends, so whether these hours count is not certain: ask UWV.",
    "Hier leent niemand uit. Of deze uren tellen, is dus niet zeker: vraag het UWV.",
)
_ONCE = Text("Each hour counts once.", "Elk uur telt één keer.")
_NOBODY_LENDS = Text(
    "Nobody lends, so no licence for lending is needed.",
    "Niemand leent uit, dus er is geen vergunning voor uitlenen nodig.",
)
_LENDS = Text("{who} lends to {others}.", "{who} leent uit aan {others}.")
_FROM = Text(
    "From {day} lending needs admission under the Wtta.",
    "Vanaf {day} is daarvoor een toelating nodig (Wtta).",
)
_CLIENT_DIRECTS = Text(
    "No licence for lending is needed as long as the client itself directs the work. Does a supplier direct "
    "it, then the client lends.",
    "Er is geen vergunning voor uitlenen nodig zolang de opdrachtgever het werk zelf aanstuurt. Stuurt een "
    "leverancier het aan, dan leent de opdrachtgever uit.",
)


def contract_transfer(case: Case) -> Fact:
    """What happens to the person when a supplier's contract with the client goes to another company."""
    label = Text("When a supplier's contract changes", "Als het contract van een leverancier wisselt")
    found: dict[tuple[Text, Text], list[str]] = {}
    readings: list[Reading | None] = []
    for part in case.parts:
        if part.supplier.in_house or case.code == "client":
            continue
        if case.lends and part.supplier in case.borrowers:
            text = _LENDING_ENDS.fill(who=case.employers)
        else:
            readings.append(case.on(part.supplier.cao_id, "transfer"))
            text = ended(says(readings[-1]))
        found.setdefault((_end(part.supplier), text), []).append(case.name(part.supplier.supplier_id))
    texts = [_WHEN.fill(name=_either(names), date=date, text=text) for (date, text), names in found.items()]
    if case.several:
        texts.append(_OTHERS_STAY)
    elif case.code == "lending":
        others = listed(case.names([supplier.supplier_id for supplier in case.borrowers]))
        texts.append(_LENDER_LEAVES.fill(who=case.employers, others=others))
    if not texts:
        texts.append(_CLIENT_STAYS)
    basis: Basis = basis_of("cao", *readings) if readings else "plan"
    return Fact("contract_transfer", label, sentences(*texts), basis, known(*readings))


def _either(names: Sequence[str]) -> Text:
    """``a``, or ``a or b``."""
    if len(names) == 1:
        return Text(names[0], names[0])
    return _EITHER.fill(first=", ".join(names[:-1]), last=names[-1])


def _end(supplier: Supplier) -> Text:
    if supplier.contract_end is None:
        return Text("", "")
    return _ON.fill(day=day_text(supplier.contract_end))


def banenafspraak(case: Case) -> Fact:
    """At whom the hours count for the banenafspraak, and for how many banen."""
    label = Text("Banenafspraak", "Banenafspraak")
    group = case.options.target_group
    if group not in IN_REGISTER:
        rule = case.norms.get("banenafspraak.not_counted")
        text = sentences(_ONLY_REGISTER, says(rule))
        return Fact("banenafspraak", label, text, basis_of("law", rule), known(rule))
    unit = case.norms.get("banenafspraak.hours_per_baan")
    where = [case.norms.get(f"banenafspraak.{name}") for name in _counted(case)]
    texts = [_banen(case, contract, unit) for contract in case.contracts]
    texts += [says(reading) for reading in where]
    texts += [_WSW_NOT_LENT] if group == "wsw" and not case.lends else []
    texts.append(_ONCE)
    basis = basis_of("law", unit, *where)
    return Fact("banenafspraak", label, sentences(*texts), basis, known(unit, *where))


def _counted(case: Case) -> tuple[str, ...]:
    if case.options.target_group == "wsw":
        return ("counted_wsw_lent",)
    if not case.lends:
        return ("counted_at_employer",)
    return ("counted_when_lent", "counted_other_lent") if case.code == "lending" else ("counted_when_lent",)


def _banen(case: Case, contract: Contract, unit: Reading | None) -> Text:
    who = capital(case.who(contract.employer))
    number = sure(unit)
    if number is None:
        return Text("{who}: unknown.", "{who}: onbekend.").fill(who=who)
    banen = (Decimal(contract.minutes) / 60 / number).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return _BANEN.fill(who=who, hours=hours(contract.minutes), banen=plain(banen), unit=plain(number))


def licences(case: Case) -> Fact:
    """What lending asks."""
    label = Text("Lending and licences", "Uitlenen en vergunningen")
    if case.code == "client":
        lending = case.norms.get("waadi.lending")
        return Fact("licences", label, _CLIENT_DIRECTS, basis_of("law", lending), known(lending))
    if not case.lends:
        return Fact("licences", label, _NOBODY_LENDS, "plan")
    names = ["waadi.lending", *(["waadi.help"] if case.code == "lending" else [])]
    readings = [case.norms.get(name) for name in (*names, "waadi.register", "waadi.facilities")]
    others = listed(case.names([supplier.supplier_id for supplier in case.borrowers]))
    texts = [_LENDS.fill(who=capital(case.employers), others=others)]
    texts += [says(reading) for reading in known(*readings)]
    wtta, admission = wtta_day(case.norms), case.norms.get("wtta.admission")
    if wtta is not None and wtta_applies(case.options, case.norms):
        texts.append(_FROM.fill(day=day_text(wtta[1])))
        readings += [wtta[0], admission]
    return Fact("licences", label, sentences(*texts), basis_of("law", *readings), known(*readings))
