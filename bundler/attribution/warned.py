"""What to look into before a job is agreed: when each warning is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from bundler.attribution.case import Case
from bundler.attribution.contracts import sw_fits
from bundler.attribution.facts import Warned
from bundler.attribution.lines_day import breaks_due, sanitary_and_food, short_shifts
from bundler.attribution.pay import entry_wage, minimum_wage, own_wage
from bundler.attribution.shown import day_text, euros, hours, known, listed, months_text, plain, says, sure
from bundler.attribution.warning_words import ENTRY, MINIMUM, NO_EXCEPTION, WARNINGS
from bundler.attribution.wtta import months_later, wtta_applies, wtta_day
from bundler.norms import Reading

_SECURITY = "security"


def warn(case: Case) -> tuple[Warned, ...]:
    """Everything to look into, in the order of the catalogue."""
    return tuple(warned for check in _CHECKS for warned in check(case))


def _warned(code: str, *readings: Reading | None, **values: object) -> Warned:
    return Warned(code, WARNINGS[code].fill(**values), known(*readings))


def _wtta(case: Case) -> Iterator[Warned]:
    wtta = wtta_day(case.norms)
    if not case.lends or wtta is None or not wtta_applies(case.options, case.norms):
        return
    reading, start = wtta
    exception = case.norms.get("wtta.exception")
    yield _warned(
        "A-WTTA" if start <= case.norms.day else "A-WTTA-AHEAD",
        reading,
        case.norms.get("wtta.admission"),
        exception,
        day=day_text(start),
        who=case.employers,
        exception=says(exception) if exception and exception.known else NO_EXCEPTION,
    )


def _lending(case: Case) -> Iterator[Warned]:
    if case.code == "lending":
        yield _warned("A-LENDING", case.norms.get("waadi.help"), who=case.employers)


def _screening(case: Case) -> Iterator[Warned]:
    screening = case.norms.get("security.screening")
    employing = {contract.employer.supplier_id for contract in case.contracts}
    for part in case.parts:
        name = part.supplier.supplier_id
        if part.supplier.service != _SECURITY:
            continue
        if name in employing:
            yield _warned("A-SCREENING", screening, who=case.name(name))
        else:
            rule = case.norms.get("security.formal_employer")
            yield _warned("A-SCREENING-LENT", screening, rule, who=case.name(name))


def _security_work(case: Case) -> Iterator[Warned]:
    tasks = [
        task.title
        for task in case.week.tasks
        if any(each.startswith(_SECURITY) for each in task.certificates)
    ]
    if tasks:
        yield _warned("A-SECURITY-WORK", case.norms.get("security.diploma"), tasks=listed(tasks))


def _second_cao(case: Case) -> Iterator[Warned]:
    if case.code != "lending":
        return
    own = case.contracts[0].cao_id
    drawn = [
        supplier
        for supplier in case.borrowers
        if supplier.cao_id != own and not supplier.in_house and case.knows(supplier.cao_id)
    ]
    if drawn:
        scopes = [case.on(supplier.cao_id, "scope") for supplier in drawn]
        yield _warned(
            "A-SECOND-CAO",
            case.norms.get("cao.general.second_cao"),
            *scopes,
            who=case.employers,
            others=listed(case.names([supplier.supplier_id for supplier in drawn])),
            caos=listed(dict.fromkeys(case.cao_of(supplier.cao_id) for supplier in drawn)),
        )


def _few_hours(case: Case) -> Iterator[Warned]:
    reading = case.norms.get("job_coach.minimum_hours")
    least = sure(reading)
    for contract in case.contracts:
        if least is not None and contract.minutes < least * 60:
            yield _warned(
                "A-FEW-HOURS",
                reading,
                hours=hours(contract.minutes),
                who=case.who(contract.employer),
                least=plain(least),
            )


def _short_contract(case: Case) -> Iterator[Warned]:
    reading = case.norms.get("job_coach.minimum_months")
    least, months = sure(reading), case.options.contract_months
    if least is not None and months < least and not case.options.permanent:
        yield _warned("A-SHORT-CONTRACT", reading, months=months_text(months), least=plain(least))


def _no_coach(case: Case) -> Iterator[Warned]:
    if not any(part.supplier.jobcoach for part in case.parts):
        yield _warned("A-NO-COACH")


def _contract_ends(case: Case) -> Iterator[Warned]:
    today = case.norms.day
    for part in case.parts:
        end = part.supplier.contract_end
        if end is not None and end <= months_later(today, 12):
            code = "A-CONTRACT-ENDED" if end < today else "A-CONTRACT-ENDS"
            yield _warned(code, name=case.name(part.supplier.supplier_id), day=day_text(end))


def _hire_cap(case: Case) -> Iterator[Warned]:
    for supplier in case.borrowers:
        cap = case.on(supplier.cao_id, "hire_in_cap")
        if cap is not None and cap.known:
            yield _warned("A-HIRE-CAP", cap, name=case.name(supplier.supplier_id), text=says(cap))


def _cao_past(case: Case) -> Iterator[Warned]:
    for cao_id in case.caos:
        reading = case.on(cao_id, "term_end")
        end = reading.period.value if reading else None
        if isinstance(end, date) and end < case.norms.day:
            yield _warned("A-CAO-PAST", reading, cao=case.cao_of(cao_id), day=day_text(end))


def _cao_unknown(case: Case) -> Iterator[Warned]:
    for cao_id in case.caos:
        if not case.knows(cao_id):
            code = "A-CAO-NONE" if cao_id == "none" else "A-CAO-UNKNOWN"
            yield _warned(code, who=case.owners(cao_id))


def _cao_bound(case: Case) -> Iterator[Warned]:
    private = [contract.cao_id for contract in case.contracts if contract.employer.kind == "supplier"]
    private += [supplier.cao_id for supplier in case.borrowers if not supplier.in_house]
    for cao_id in dict.fromkeys(private):
        reading = case.on(cao_id, "bound")
        if reading is not None and not reading.known:
            yield _warned("A-CAO-BOUND", reading, cao=case.cao(cao_id), who=case.owners(cao_id))


def _sw_group(case: Case) -> Iterator[Warned]:
    if case.code == "sw_lending" and not sw_fits(case.options):
        yield _warned("A-SW-GROUP", case.norms.get("cao.aan_de_slag.scope"), who=case.employers)


def _wage_low(case: Case) -> Iterator[Warned]:
    age = case.options.age
    for part in case.parts:
        own = own_wage(part)
        bounds = (
            (minimum_wage(case.norms, age), MINIMUM),
            (entry_wage(case.norms, part.supplier.cao_id, age), ENTRY),
        )
        for reading, what in bounds:
            least = sure(reading)
            if own is not None and least is not None and own < least:
                yield _warned(
                    "A-WAGE-LOW",
                    reading,
                    name=case.name(part.supplier.supplier_id),
                    own=euros(own),
                    least=euros(least),
                    what=what,
                )
                break


def _wage_past(case: Case) -> Iterator[Warned]:
    reading = minimum_wage(case.norms, case.options.age)
    if reading is not None and reading.warning is not None:
        yield _warned("A-WAGE-PAST", reading, text=reading.warning)


def _short_shift(case: Case) -> Iterator[Warned]:
    for name, minutes, least in short_shifts(case):
        reading = case.on(case.part(name).supplier.cao_id, "minimum_shift")
        yield _warned("A-SHORT-SHIFT", reading, name=case.name(name), minutes=minutes, least=least)


def _break(case: Case) -> Iterator[Warned]:
    lacking = sum(held < due for due, held in breaks_due(case))
    if lacking:
        rule = case.norms.get("working_time.one_shift")
        yield _warned("A-BREAK", rule, days=lacking, all=len(case.week.days))


def _hygiene(case: Case) -> Iterator[Warned]:
    if sanitary_and_food(case):
        rule = case.norms.get("hygiene.rule")
        yield _warned("A-HYGIENE", rule, text=says(rule))


_CHECKS: tuple[Callable[[Case], Iterator[Warned]], ...] = (
    _wtta,
    _lending,
    _screening,
    _security_work,
    _second_cao,
    _few_hours,
    _short_contract,
    _no_coach,
    _contract_ends,
    _hire_cap,
    _cao_past,
    _cao_unknown,
    _cao_bound,
    _sw_group,
    _wage_low,
    _wage_past,
    _short_shift,
    _break,
    _hygiene,
)
