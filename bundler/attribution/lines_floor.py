"""The line about the least that an hour pays: for whose hours, what it rests on, what is not known."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bundler.attribution.case import Case
from bundler.attribution.contracts import WITH_WAGE_SUBSIDY
from bundler.attribution.facts import Basis, Fact
from bundler.attribution.pay import ADULT, PartPay, Wage, below, entry_age, entry_wage, minimum_wage, pay
from bundler.attribution.shown import CONFIDENCE, euros, known, listed, plain, says, sentences
from bundler.i18n import Text
from bundler.norms import Reading

_WHY = {
    "minimum_wage": Text("the minimum wage", "het minimumloon"),
    "cao": Text("the entry wage of {cao}", "het aanvangsloon van {cao}"),
    "supplier": Text("what {name} says it pays", "wat {name} zegt te betalen"),
}
_FLOOR = Text("At {name} at least {eur} an hour: {why}.", "Bij {name} ten minste {eur} per uur: {why}.")
_NO_FLOOR = Text("At {name}: unknown.", "Bij {name}: onbekend.")
_NO_ENTRY = Text(
    "The entry wage of {caos} is unknown. It may be higher: ask for it.",
    "Het aanvangsloon van {caos} is onbekend. Het kan hoger zijn: vraag het na.",
)
_OLD_ENTRY = Text(
    "The last known entry wage of {cao}, {eur}, is below the minimum wage. What holds there now is unknown. "
    "It may be higher than the minimum wage: ask for it.",
    "Het laatst bekende aanvangsloon van {cao}, {eur}, ligt onder het minimumloon. Wat daar nu geldt, is "
    "onbekend. Het kan hoger zijn dan het minimumloon: vraag het na.",
)
_NO_YOUTH = Text(
    "The wages at age {age} in {caos} are unknown: youth wages are not in the catalogue. They may be higher: "
    "ask for them.",
    "De lonen op {age} jaar in {caos} zijn onbekend: jeugdlonen staan niet in de catalogus. Ze kunnen hoger "
    "zijn: vraag ze na.",
)
_FROM_AGE = Text(
    "Under {cao} this wage holds from age {from_age} ({sure}).",
    "In {cao} geldt dit loon vanaf {from_age} jaar ({sure}).",
)
_MAY_BE_LOWER = Text(
    "With loonkostensubsidie {caos} may allow less: see 'Pay with wage subsidy'.",
    "Met loonkostensubsidie laat {caos} misschien minder toe: zie 'Loon met loonkostensubsidie'.",
)


def pay_floor(case: Case) -> Fact:
    """The least that an hour pays, for each supplier's hours, and what that rests on."""
    parts = pay(case)
    texts = [_floor(case, part) for part in parts]
    missing = tuple(dict.fromkeys(cao_id for part in parts for cao_id in part.missing))
    told, old = _not_known(case, missing)
    texts += told
    lower = _with_own_subsidy_rule(case, parts)
    if lower:
        texts.append(_MAY_BE_LOWER.fill(caos=listed(case.cao_of(cao_id) for cao_id in lower)))
    readings = [part.floor.reading for part in parts if part.floor]
    readings += [minimum_wage(case.norms, case.options.age), *old]
    for cao_id, age in _young(case, parts):
        texts.insert(
            len(parts),
            _FROM_AGE.fill(
                cao=case.cao_of(cao_id),
                from_age=plain(age.number or Decimal()),
                sure=CONFIDENCE[age.period.confidence],
            ),
        )
        readings.append(age)
    if case.lends:
        equal = [case.norms.get("waadi.equal_pay")]
        if case.options.target_group in (*WITH_WAGE_SUBSIDY, "wsw"):
            equal.append(case.norms.get("waadi.draft_exception"))
        texts += [says(reading) for reading in equal]
        readings += equal
    return Fact(
        "pay_floor",
        Text("Least pay an hour", "Minste loon per uur"),
        sentences(*texts),
        pay_basis(parts),
        known(*dict.fromkeys(readings)),
    )


def _not_known(case: Case, missing: Sequence[str]) -> tuple[list[Text], list[Reading | None]]:
    """What is said of the CAO's whose entry wage is not known, and the old wages that were found of them."""
    age, least = case.options.age, minimum_wage(case.norms, case.options.age)
    found = {cao_id: entry_wage(case.norms, cao_id, age) for cao_id in missing}
    old = {cao_id: reading for cao_id, reading in found.items() if reading is not None}
    texts = [
        _OLD_ENTRY.fill(cao=case.cao_of(cao_id), eur=euros(reading.number or Decimal()))
        for cao_id, reading in old.items()
        if below(reading.number, least)
    ]
    unknown = [case.cao_of(cao_id) for cao_id in missing if cao_id not in old]
    if unknown:
        text = _NO_ENTRY if age >= ADULT else _NO_YOUTH
        texts.append(text.fill(caos=listed(unknown), age=age))
    return texts, [*old.values()]


def _young(case: Case, parts: Sequence[PartPay]) -> list[tuple[str, Reading]]:
    """The CAO's whose wage is a floor for someone under 21, with the age from which it holds."""
    if case.options.age >= ADULT:
        return []
    floors = dict.fromkeys(part.floor.whose for part in parts if part.floor and part.floor.rests_on == "cao")
    ages = {cao_id: entry_age(case.norms, cao_id) for cao_id in floors}
    return [(cao_id, age) for cao_id, age in ages.items() if age is not None]


def _with_own_subsidy_rule(case: Case, parts: tuple[PartPay, ...]) -> tuple[str, ...]:
    """The CAO's whose entry wage is a floor and that have other pay where there is a wage subsidy."""
    if case.options.target_group not in WITH_WAGE_SUBSIDY:
        return ()
    floors = dict.fromkeys(part.floor.whose for part in parts if part.floor and part.floor.rests_on == "cao")
    rules = {cao_id: case.on(cao_id, "participation_wage") for cao_id in floors}
    return tuple(cao_id for cao_id, rule in rules.items() if rule is not None and rule.known)


def _floor(case: Case, part: PartPay) -> Text:
    name = case.name(part.supplier_id)
    if part.floor is None:
        return _NO_FLOOR.fill(name=name)
    return _FLOOR.fill(name=name, eur=euros(part.floor.eur_hour), why=wage_source(case, part.floor))


def wage_source(case: Case, wage: Wage) -> Text:
    """What a wage rests on and how sure that is: ``the minimum wage (confidence high)``."""
    why = _WHY[wage.rests_on].fill(
        cao=case.cao_of(wage.whose) if wage.rests_on == "cao" else "",
        name=case.name(wage.whose) if wage.rests_on == "supplier" else "",
    )
    if wage.reading is None:
        return why
    sure = CONFIDENCE[wage.reading.period.confidence]
    return Text("{why} ({sure})", "{why} ({sure})").fill(why=why, sure=sure)


def pay_basis(parts: Sequence[PartPay]) -> Basis:
    """What the least pay of all parts rests on."""
    if any(part.floor is None for part in parts):
        return "unknown"
    rests_on = {part.floor.rests_on for part in parts if part.floor}
    if "cao" in rests_on:
        return "cao"
    return "law" if "minimum_wage" in rests_on else "choice"
