"""The lines about contract and pay: who employs, which CAO, a week's pay, the share of a full-time week."""

from __future__ import annotations

from bundler.attribution.case import Case
from bundler.attribution.contracts import WITH_WAGE_SUBSIDY, Contract
from bundler.attribution.facts import UNKNOWN, Basis, Fact
from bundler.attribution.lines_floor import pay_basis
from bundler.attribution.pay import pay
from bundler.attribution.shown import (
    basis_of,
    capital,
    ended,
    euros,
    hours,
    known,
    listed,
    percent,
    plain,
    says,
    sentences,
    sure,
)
from bundler.i18n import Text
from bundler.norms import Reading

# What is so under a construction whatever the CAO's are.
_GENERAL = {
    "two_contracts": "two_contracts",
    "lending": "lent",
    "sw_lending": "sw_lending",
    "client": "client",
}
_LINE = Text("{cao}: {text}", "{cao}: {text}")
_PLACEHOLDER = Text(
    "As an assumption where nothing is known: {text}", "Als aanname waar niets bekend is: {text}"
)


def employer(case: Case) -> Fact:
    """Who employs, for how many hours, and to whom it lends."""
    texts = [_employs(case, contract) for contract in case.contracts]
    return Fact("employer", Text("Employer", "Werkgever"), sentences(*texts), "choice")


def _employs(case: Case, contract: Contract) -> Text:
    others = listed(case.names(contract.lends_to))
    tail = Text("", "")
    if contract.lends_to and case.lends:
        tail = Text("; lends to {others}", "; leent uit aan {others}").fill(others=others)
    elif contract.lends_to and case.code == "client":
        tail = Text("; takes over the hours at {others}", "; neemt de uren bij {others} over").fill(
            others=others
        )
    elif contract.lends_to:
        tail = Text("; also for {others}", "; ook voor {others}").fill(others=others)
    text = Text(
        "{who}: one contract of {hours} h a week{tail}.",
        "{who}: één contract van {hours} uur per week{tail}.",
    )
    return capital(text.fill(who=case.who(contract.employer), hours=hours(contract.minutes), tail=tail))


def cao(case: Case) -> Fact:
    """Which CAO covers which hours."""
    texts, readings = [], []
    for contract in case.contracts:
        readings.append(case.on(contract.cao_id, "name"))
        where = listed(case.names(contract.supplier_ids))
        covers = Text("Hours at {where}: {cao}.", "Uren bij {where}: {cao}.")
        texts.append(covers.fill(where=where, cao=case.cao(contract.cao_id)))
    for supplier in case.borrowers:
        lent = Text(
            "For the hours at {name} also its own rules on pay and working hours: {cao}.",
            "Voor de uren bij {name} ook de regels daar over loon en werktijden: {cao}.",
        )
        texts.append(lent.fill(name=case.name(supplier.supplier_id), cao=case.cao(supplier.cao_id)))
        readings.append(case.on(supplier.cao_id, "name"))
    general = case.norms.get(f"cao.general.{_GENERAL[case.code]}") if case.code in _GENERAL else None
    texts += [says(general)] if general else []
    more = [case.on(cao_id, field) for cao_id in case.caos for field in ("term_end", "scope")]
    basis = basis_of("cao", *readings)
    return Fact(
        "cao", Text("CAO", "Cao"), sentences(*texts), basis, known(*dict.fromkeys(readings), general, *more)
    )


def pay_week(case: Case) -> Fact:
    """The least that a week pays, and how that is worked out."""
    label = Text("Least pay a week", "Minste loon per week")
    parts = pay(case)
    found = [(part, part.floor, part.eur_week) for part in parts]
    texts, total = [], []
    for part, floor, week in found:
        if floor is None or week is None:
            return Fact("pay_week", label, UNKNOWN, "unknown")
        text = Text("{name}: {hours} h × {eur} = {week}.", "{name}: {hours} uur × {eur} = {week}.")
        texts.append(
            text.fill(
                name=case.name(part.supplier_id),
                hours=hours(part.minutes),
                eur=euros(floor.eur_hour),
                week=euros(week),
            )
        )
        total.append(week)
    if len(total) > 1:
        texts.append(
            Text("Together at least {eur} a week.", "Samen ten minste {eur} per week.").fill(
                eur=euros(sum(total[1:], total[0]))
            )
        )
    texts.append(Text("Task hours only, without holiday allowance.", "Alleen taakuren, zonder vakantiegeld."))
    readings = known(*dict.fromkeys(floor.reading for _, floor, _ in found if floor))
    return Fact("pay_week", label, sentences(*texts), pay_basis(parts), readings)


def participation_pay(case: Case) -> Fact:
    """Whether a CAO has pay for people who cannot earn the minimum wage."""
    label = Text("Pay with wage subsidy", "Loon met loonkostensubsidie")
    if case.options.target_group not in WITH_WAGE_SUBSIDY:
        text = Text(
            "Does not play here: this group works without loonkostensubsidie.",
            "Speelt hier niet: deze groep werkt zonder loonkostensubsidie.",
        )
        return Fact("participation_pay", label, text, "assumption")
    readings = [case.on(cao_id, "participation_wage") for cao_id in case.caos]
    texts = [
        _LINE.fill(cao=capital(case.cao_of(cao_id)), text=ended(says(reading)))
        for cao_id, reading in zip(case.caos, readings, strict=True)
    ]
    general = None
    if any(reading is None or not reading.known for reading in readings):
        general = case.norms.get("cao.general.lowest_scales")
        texts.append(_PLACEHOLDER.fill(text=says(general)))
    basis: Basis = "assumption" if general else basis_of("cao", *readings)
    return Fact("participation_pay", label, sentences(*texts), basis, known(*readings, general))


def full_time(case: Case) -> Fact:
    """Each contract as a share of its CAO's full-time week."""
    texts, readings = [], []
    for contract in case.contracts:
        reading = case.on(contract.cao_id, "full_time_week")
        readings.append(reading)
        texts.append(_share(case, contract, reading))
    label = Text("Share of a full-time week", "Deel van een voltijdweek")
    return Fact("full_time", label, sentences(*texts), basis_of("cao", *readings), known(*readings))


def _share(case: Case, contract: Contract, reading: Reading | None) -> Text:
    who = capital(case.who(contract.employer))
    week = sure(reading)
    if contract.fraction is None or week is None:
        return Text("{who}: unknown.", "{who}: onbekend.").fill(who=who)
    text = Text("{who}: {hours} of {week} h, {share}.", "{who}: {hours} van {week} uur, {share}.")
    return text.fill(
        who=who,
        hours=hours(contract.minutes),
        week=plain(week),
        share=percent(contract.fraction),
    )
