"""The lines about the day itself: the ways, breaks, working times, clothing."""

from __future__ import annotations

from itertools import pairwise

from bundler.attribution.case import Case
from bundler.attribution.facts import Basis, Fact
from bundler.attribution.shown import (
    basis_of,
    capital,
    ended,
    known,
    listed,
    plain,
    says,
    sentences,
    sure,
)
from bundler.domain import Rules
from bundler.i18n import Text

_ADULT_AGE = 18
_NO_WAY = Text("No way between two suppliers on one day.", "Geen weg tussen twee leveranciers op één dag.")
_WAY = Text(
    "{minutes} minutes a week between the blocks of two suppliers.",
    "{minutes} minuten per week tussen de blokken van twee leveranciers.",
)
_NO_WALK = Text(
    "Nobody has to walk between the blocks of two suppliers.",
    "Tussen de blokken van twee leveranciers hoeft niemand te lopen.",
)
_WAY_ONE = Text(
    "With one employer this is working time. It is paid, on top of the task hours.",
    "Bij één werkgever is dit arbeidstijd. Het wordt betaald, boven op de taakuren.",
)
_LINE = Text("{cao}: {text}", "{cao}: {text}")
_AGREE = Text("Agree who pays the one journey a day.", "Spreek af wie de ene reis per dag betaalt.")
_BREAK = Text(
    "On {days} of {all} days a break is due, of {due} minutes.",
    "Op {days} van {all} dagen moet er een pauze zijn, van {due} minuten.",
)
_BREAK_DAILY = Text(
    "Every day a break is due, of {due} minutes.", "Elke dag moet er een pauze zijn, van {due} minuten."
)
_BREAK_HELD = Text("The plan has it every time.", "Het plan heeft die elke keer.")
_BREAK_LACKS = Text(
    "The plan lacks it on {lacking} of these days.", "In het plan ontbreekt die op {lacking} van deze dagen."
)
_NO_BREAK = Text("No break is due on any day.", "Op geen enkele dag moet er een pauze zijn.")
_FIXED = Text(
    "The days and times in the plan are fixed. So the rule about pay for each call does not apply.",
    "De dagen en tijden in het plan liggen vast. Daarom geldt de regel over loon per oproep niet.",
)
_SMALL = Text(
    "That also goes for the contract under {least} hours a week at {who}.",
    "Dat geldt ook voor het contract onder {least} uur per week bij {who}.",
)
_SHIFT = Text("{cao}: at least {least} h of pay.", "{cao}: ten minste {least} uur loon.")
_NO_SHIFT = Text("{cao}: unknown.", "{cao}: onbekend.")
_DUTY = Text(
    "{who} answers for the working times at {where}.",
    "{who} is verantwoordelijk voor de werktijden bij {where}.",
)
_DUTIES = Text(
    "{names} each answer for the working times of the hours worked there.",
    "{names} zijn elk verantwoordelijk voor de werktijden van de uren die daar worden gewerkt.",
)
_OWN_CLOTHES = Text("{name}'s clothing.", "Kleding van {name}.")
_CLOTHES = Text(
    "To be agreed: neutral clothing, the clothing of one supplier ({names}), or a change between the blocks.",
    "Af te spreken: neutrale kleding, kleding van één leverancier ({names}), of omkleden tussen de blokken.",
)
_CHANGE = Text(
    "Sanitary work and food are both in this job: a change of clothes and clean hands in between.",
    "Sanitair werk en voedsel zitten allebei in deze baan: tussendoor omkleden en handen wassen.",
)


def travel_between(case: Case) -> Fact:
    """Whether the way between two suppliers' blocks is paid."""
    label = Text("Way between the blocks", "Weg tussen de blokken")
    if not case.seams:
        return Fact("travel_between", label, _NO_WAY, "plan")
    walk = sum(seam.walk for seam in case.seams)
    if not walk:
        return Fact("travel_between", label, _NO_WALK, "plan")
    way = _WAY.fill(minutes=walk)
    if case.several:
        rule = case.norms.get("cao.general.travel_between")
        return Fact("travel_between", label, sentences(way, says(rule)), "unknown", known(rule))
    rules = [case.norms.get(f"working_time.{name}") for name in ("working_time_definition", "break_walking")]
    own = case.on(case.contracts[0].cao_id, "travel_between")
    text = sentences(way, _WAY_ONE, says(own) if own else None)
    return Fact("travel_between", label, text, basis_of("law", *rules), known(*rules, own))


def travel_home(case: Case) -> Fact:
    """What each contract's CAO pays for the way from home."""
    readings = [case.on(contract.cao_id, "travel") for contract in case.contracts]
    texts = [
        _LINE.fill(cao=capital(case.cao_of(contract.cao_id)), text=ended(says(reading)))
        for contract, reading in zip(case.contracts, readings, strict=True)
    ]
    extra = []
    if case.several:
        extra = [case.norms.get("cao.general.travel_two_schemes")]
        texts += [says(extra[0]), _AGREE]
    label = Text("Way from home", "Reis van huis")
    basis = basis_of("cao", *readings)
    return Fact("travel_home", label, sentences(*dict.fromkeys(texts)), basis, known(*readings, *extra))


def breaks_due(case: Case) -> tuple[tuple[int, int], ...]:
    """For each day on which the law asks for a break: the minutes due, and those that the plan has."""
    rules = Rules(break_rule="adult" if case.options.age >= _ADULT_AGE else "youth")
    days = ((rules.break_due(day.work), day.break_minutes) for day in case.week.days)
    return tuple((due, held) for due, held in days if due)


def breaks(case: Case) -> Fact:
    """Where a break is due; a day is one shift, whoever employs."""
    days = breaks_due(case)
    lacking = sum(held < due for due, held in days)
    who = "adult" if case.options.age >= _ADULT_AGE else "youth"
    readings = [case.norms.get(f"working_time.break_{who}")]
    texts = [_NO_BREAK]
    if days:
        due = "–".join(str(minutes) for minutes in sorted({minutes for minutes, _ in days}))
        form = _BREAK_DAILY if len(days) == len(case.week.days) else _BREAK
        texts = [form.fill(days=len(days), all=len(case.week.days), due=due)]
        texts.append(_BREAK_LACKS.fill(lacking=lacking) if lacking else _BREAK_HELD)
        readings.append(case.norms.get("working_time.break_pay"))
        texts.append(says(readings[-1]))
    if case.seams:
        readings.append(case.norms.get("working_time.one_shift"))
        texts.append(says(readings[-1]))
    label = Text("Breaks", "Pauzes")
    return Fact("breaks", label, sentences(*texts), basis_of("law", *readings), known(*readings))


def working_time(case: Case) -> Fact:
    """Who carries the duties of the working time act, and for which hours."""
    label = Text("Working times", "Werktijden")
    ids = ["working_time.registration"]
    if case.lends:
        ids.append("working_time.employer_of_lent_worker")
        answering = case.names([part.supplier.supplier_id for part in case.parts])
        texts = [_DUTY.fill(who=answering[0], where=answering[0])]
        if len(answering) > 1:
            texts = [_DUTIES.fill(names=listed(answering))]
    elif case.several and not any(contract.lends_to for contract in case.contracts):
        texts = [_DUTIES.fill(names=capital(case.employers))]
        ids.append("working_time.several_employers")
    else:
        texts = [
            capital(
                _DUTY.fill(who=case.who(contract.employer), where=listed(case.names(contract.supplier_ids)))
            )
            for contract in case.contracts
        ]
        ids += ["working_time.several_employers"] if case.several else []
    readings = [case.norms.get(name) for name in ids]
    texts += [says(reading) for reading in readings]
    return Fact("working_time", label, sentences(*texts), basis_of("law", *readings), known(*readings))


def fixed_times(case: Case) -> Fact:
    """That fixed times keep the rule on least pay for a call away, also from a small contract."""
    rule, below = case.norms.get("minimum_call.rule"), case.norms.get("minimum_call.below_hours_week")
    texts = [_FIXED]
    least = sure(below)
    small = [contract for contract in case.contracts if least is not None and contract.minutes < least * 60]
    if least is not None and small:
        who = listed(case.who(contract.employer) for contract in small)
        texts.append(_SMALL.fill(least=plain(least), who=who))
    texts.append(says(rule))
    label = Text("Fixed times", "Vaste tijden")
    return Fact("fixed_times", label, sentences(*texts), basis_of("law", rule, below), known(rule, below))


def minimum_shift(case: Case) -> Fact:
    """What each CAO pays at least for a shift, however short."""
    shifts = [case.on(cao_id, "minimum_shift") for cao_id in case.caos]
    texts = []
    for cao_id, shift in zip(case.caos, shifts, strict=True):
        number, cao = sure(shift), capital(case.cao_of(cao_id))
        texts.append(_NO_SHIFT.fill(cao=cao) if number is None else _SHIFT.fill(cao=cao, least=plain(number)))
    label = Text("Least pay for a shift", "Minste loon per dienst")
    return Fact("minimum_shift", label, sentences(*texts), basis_of("cao", *shifts), known(*shifts))


def short_shifts(case: Case) -> tuple[tuple[str, int, int], ...]:
    """Where a block is shorter than what its CAO pays at least: supplier id, shortest block, that least.

    Both in minutes. A block is what a supplier has in one go: sessions with nobody else's in between.
    """
    owner = {task.task_id: task.supplier_id for task in case.week.tasks}
    blocks: dict[str, list[int]] = {}
    for day in case.week.days:
        lengths = [(owner[day.sessions[0].task_id], day.sessions[0].end - day.sessions[0].start)]
        for before, after in pairwise(day.sessions):
            name, length = owner[after.task_id], after.end - after.start
            if owner[before.task_id] == name:
                length += lengths.pop()[1]
            lengths.append((name, length))
        for name, length in lengths:
            blocks.setdefault(name, []).append(length)
    found = []
    for part in case.parts:
        name = part.supplier.supplier_id
        least = sure(case.on(part.supplier.cao_id, "minimum_shift"))
        if least is not None and min(blocks[name]) < least * 60:
            found.append((name, min(blocks[name]), int(least * 60)))
    return tuple(found)


def sanitary_and_food(case: Case) -> bool:
    """Whether the job has both sanitary work and work with food."""
    return {"sanitary", "food"} <= {task.hygiene for task in case.week.tasks}


def clothing(case: Case) -> Fact:
    """Whose clothing; not settled by any rule."""
    label = Text("Clothing", "Kleding")
    names = case.names([part.supplier.supplier_id for part in case.parts])
    if len(case.parts) == 1:
        texts = [_OWN_CLOTHES.fill(name=names[0])]
    else:
        texts = [_CLOTHES.fill(names=listed(names))]
    if sanitary_and_food(case):
        texts.append(_CHANGE)
    rules = [case.norms.get("uniform.choice")] if len(case.parts) > 1 else []
    rules += [case.norms.get("hygiene.rule")] if sanitary_and_food(case) else []
    basis: Basis = "assumption" if sanitary_and_food(case) else "choice"
    return Fact("clothing", label, sentences(*texts), basis, known(*rules))
