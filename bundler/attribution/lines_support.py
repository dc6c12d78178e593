"""The lines about support: loonwaarde, loonkostensubsidie, job coach, loonkostenvoordeel, no-risk."""

from __future__ import annotations

from decimal import Decimal

from bundler.attribution.case import Case
from bundler.attribution.contracts import WITH_WAGE_SUBSIDY
from bundler.attribution.facts import UNKNOWN, Fact
from bundler.attribution.shown import (
    basis_of,
    capital,
    cents,
    euros,
    hours,
    known,
    listed,
    months_text,
    plain,
    says,
    sentences,
)
from bundler.i18n import Text
from bundler.norms import Reading

_NO_SUBSIDY = Text(
    "Does not play here: this group works without loonkostensubsidie.",
    "Speelt hier niet: deze groep werkt zonder loonkostensubsidie.",
)
_ONE_MEASUREMENT = Text(
    "One measurement at {who}, over the tasks of the whole job.",
    "Eén meting bij {who}, over de taken van de hele baan.",
)
_MORE_MEASUREMENTS = Text(
    "{count} measurements, one at each employer: {who}.", "{count} metingen, bij elke werkgever één: {who}."
)
_ASKS = Text("To be arranged through {who}.", "Te regelen via {who}.")
_COACH = Text("With a job coach: {names}.", "Met een jobcoach: {names}.")
_NO_COACH = Text(
    "No supplier in this job has a job coach of its own.",
    "Geen leverancier in deze baan heeft zelf een jobcoach.",
)
_LEAST = Text(
    "A job coach needs at least {least} h a week. {contracts}.",
    "Een jobcoach vraagt ten minste {least} uur per week. {contracts}.",
)
_ENOUGH = Text("{who}: {hours} h, {verdict}", "{who}: {hours} uur, {verdict}")
_LEAST_UNKNOWN = Text("Whether the hours are enough is unknown.", "Of de uren genoeg zijn, is onbekend.")
_YES, _NO = Text("enough", "genoeg"), Text("not enough", "niet genoeg")
_MONTHS = Text(
    "The contract must also last at least {least} months. It lasts {months}: {verdict}.",
    "Ook moet het contract ten minste {least} maanden duren. Het duurt {months}: {verdict}.",
)
_PERMANENT = Text("The contract has no end date.", "Het contract heeft geen einddatum.")
_LKV = Text(
    "{who}: at most {eur} ({hours} h × {weeks} weeks × {rate}).",
    "{who}: hooguit {eur} ({hours} uur × {weeks} weken × {rate}).",
)
_LKV_MOST = Text(
    "That is over a full year, and never more than {most}.",
    "Dat is over een vol jaar, en nooit meer dan {most}.",
)
_LKV_OTHER = Text(
    "The benefit for the banenafspraak is not for this group; whether another one applies: unknown.",
    "Het voordeel voor de banenafspraak is niet voor deze groep; of een ander geldt: onbekend.",
)
_PAID_TO = Text("Paid to {who}, per contract.", "Wordt betaald aan {who}, per contract.")
_EACH_CLAIMS = Text("Claimed by {who}, per contract.", "Aan te vragen door {who}, per contract.")


def loonwaarde(case: Case) -> Fact:
    """How many loonwaarde measurements there are, and where."""
    label = Text("Loonwaarde measurements", "Loonwaardemetingen")
    if case.options.target_group not in WITH_WAGE_SUBSIDY:
        return Fact("loonwaarde", label, _NO_SUBSIDY, "assumption")
    readings = (case.norms.get("loonwaarde.per_employer"), case.norms.get("loonwaarde.two_contracts"))
    template = _MORE_MEASUREMENTS if case.several else _ONE_MEASUREMENT
    text = template.fill(count=len(case.contracts), who=case.employers)
    return Fact(
        "loonwaarde", label, sentences(text, says(readings[1])), basis_of("law", *readings), known(*readings)
    )


def wage_subsidy(case: Case) -> Fact:
    """Who is paid the loonkostensubsidie."""
    label = Text("Wage subsidy (loonkostensubsidie)", "Loonkostensubsidie")
    if case.options.target_group not in WITH_WAGE_SUBSIDY:
        return Fact("wage_subsidy", label, _NO_SUBSIDY, "assumption")
    payer, rule = case.norms.get("lks.payer"), case.norms.get("lks.rule")
    texts = sentences(_PAID_TO.fill(who=case.employers), says(payer), says(rule) if rule else None)
    return Fact("wage_subsidy", label, texts, basis_of("law", payer), known(payer, rule))


def job_coach(case: Case) -> Fact:
    """Who asks for a job coach, and whether the contracts are long enough for one."""
    least, months = case.norms.get("job_coach.minimum_hours"), case.norms.get("job_coach.minimum_months")
    asks, each = case.norms.get("job_coach.asks"), case.norms.get("job_coach.per_contract")
    texts = [_ASKS.fill(who=case.employers)]
    texts.append(_enough(case, least))
    if case.options.permanent:
        texts.append(_PERMANENT)
    elif months is not None and months.number is not None:
        long = case.options.contract_months >= months.number
        texts.append(
            _MONTHS.fill(
                months=months_text(case.options.contract_months),
                least=plain(months.number),
                verdict=_YES if long else _NO,
            )
        )
    coached = [part.supplier for part in case.parts if part.supplier.jobcoach]
    texts.append(
        _COACH.fill(names=listed(case.names([supplier.supplier_id for supplier in coached])))
        if coached
        else _NO_COACH
    )
    texts += [says(asks) if asks else Text("Who asks: unknown.", "Wie aanvraagt: onbekend.")]
    texts += [says(each)] if each and case.several else []
    return Fact(
        "job_coach",
        Text("Job coach", "Jobcoach"),
        sentences(*texts),
        basis_of("law", least, months, asks),
        known(least, months, asks, each),
    )


def _enough(case: Case, least: Reading | None) -> Text:
    if least is None or least.number is None:
        return _LEAST_UNKNOWN
    found = [
        _ENOUGH.fill(
            who=capital(case.who(contract.employer)),
            hours=hours(contract.minutes),
            verdict=_YES if contract.minutes >= least.number * 60 else _NO,
        )
        for contract in case.contracts
    ]
    contracts = Text(*("; ".join(each) for each in zip(*found, strict=True)))
    return _LEAST.fill(least=plain(least.number), contracts=contracts)


def lkv(case: Case) -> Fact:
    """Who gets the loonkostenvoordeel, and how much at most in a full year."""
    label = Text("Wage cost benefit (LKV)", "Loonkostenvoordeel (LKV)")
    if case.options.target_group != "banenafspraak":
        return Fact("lkv", label, _LKV_OTHER, "unknown")
    rate, most = case.norms.get("lkv.banenafspraak_hour"), case.norms.get("lkv.banenafspraak_year")
    extra = case.norms.get("lkv.per_employer")
    if rate is None or most is None or rate.number is None or most.number is None:
        return Fact("lkv", label, UNKNOWN, "unknown", known(rate, most))
    weeks = Decimal(str(case.options.weeks_per_year))
    texts = []
    for contract in case.contracts:
        year = min(cents(rate.number * contract.minutes / 60 * weeks), most.number)
        texts.append(
            _LKV.fill(
                who=capital(case.who(contract.employer)),
                eur=euros(year),
                hours=hours(contract.minutes),
                weeks=plain(weeks),
                rate=euros(rate.number),
            )
        )
    texts.append(_LKV_MOST.fill(most=euros(most.number)))
    texts += [says(extra)] if extra else []
    return Fact("lkv", label, sentences(*texts), basis_of("law", rate, most), known(rate, most, extra))


def no_risk(case: Case) -> Fact:
    """Who claims sick pay under the no-riskpolis."""
    label = Text("Sick pay through UWV (no-riskpolis)", "Ziekengeld via UWV (no-riskpolis)")
    if case.options.target_group not in ("banenafspraak", "wsw"):
        text = Text("Whether it holds for this group: unknown.", "Of deze geldt voor deze groep: onbekend.")
        return Fact("no_risk", label, text, "unknown")
    rule, claimed = case.norms.get("no_risk.rule"), case.norms.get("no_risk.claimed_by")
    text = sentences(_EACH_CLAIMS.fill(who=case.employers), says(rule))
    return Fact("no_risk", label, text, basis_of("law", rule, claimed), known(rule, claimed))
