"""What hours of a job are worth for a supplier's social return.

Model A counts wages of people in the register, model B an effort in building blocks.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from bundler.attribution.facts import InForce, Warned
from bundler.attribution.shown import known, plain
from bundler.domain import Attribution, Supplier
from bundler.domain.scenario import TargetGroup
from bundler.i18n import Text
from bundler.norms import Reading

YEAR_MONTHS = 12
# Wet banenafspraak art. 2: who is in the register (doelgroepregister); Wsw-indicated people are in it too.
REGISTER: tuple[TargetGroup, ...] = ("banenafspraak", "wsw")
GROUPS: dict[TargetGroup, Text] = {
    "banenafspraak": Text("jobs agreement (register)", "banenafspraak (doelgroepregister)"),
    "participatiewet_short": Text(
        "Participation Act, under two years", "Participatiewet, korter dan twee jaar"
    ),
    "participatiewet_long": Text(
        "Participation Act, two years or longer", "Participatiewet, twee jaar of langer"
    ),
    "ww_short": Text("unemployment benefit, under a year", "WW, korter dan een jaar"),
    "ww_long": Text("unemployment benefit, a year or longer", "WW, een jaar of langer"),
    "wia": Text("disability benefit (WIA or WAO)", "WIA of WAO"),
    "wsw": Text("Wsw indication", "Wsw-indicatie"),
    "nug": Text("looking for work without a benefit", "werkzoekend zonder uitkering"),
}
OVER_A_YEAR = Text(
    "Amounts are for one year. A contract of more than twelve months counts again in the next year only as "
    "far as the table allows; that differs by table and by group.",
    "Bedragen gelden voor één jaar. Een contract van meer dan twaalf maanden telt in het volgende jaar "
    "alleen opnieuw mee zover de tabel dat toelaat; dat verschilt per tabel en per groep.",
)
WAGES_ONLY = Text(
    "Wages are hours × pay per hour, without holiday allowance and employer's costs. Check that the wage sum "
    "of the obligation is counted in the same way. With loonkostensubsidie a CAO may allow lower pay than "
    "its entry wage; the wages are then lower too.",
    "Loon is uren × uurloon, zonder vakantiebijslag en werkgeverslasten. Controleer of de loonsom van de "
    "verplichting net zo is geteld. Met loonkostensubsidie laat een cao soms een lager loon toe dan het "
    "aanvangsloon; de loonsom is dan ook lager.",
)

_NO_TABLE = Text(
    "Which table of building blocks goes with the contract of {name} is not given. It follows from the award "
    "documents; without it the value is unknown.",
    "Welke bouwblokkentabel bij het contract van {name} hoort, is niet opgegeven. Dat volgt uit de "
    "gunningsstukken; zonder tabel is de waarde onbekend.",
)
_NOT_THERE = Text(
    "The table of building blocks '{table}' of {name} is not in the catalogue, so the value is unknown.",
    "De bouwblokkentabel '{table}' van {name} staat niet in de catalogus; de waarde is dus onbekend.",
)
_NO_VALUE = Text(
    "The table {table} has no known amount for the group {group}, so the value is unknown.",
    "De tabel {table} heeft geen bekend bedrag voor de groep {group}; de waarde is dus onbekend.",
)
_NO_WEEK = Text(
    "How many hours a full-time week has in the table {table} is not known, so the value is unknown.",
    "Hoeveel uren een voltijdsweek in de tabel {table} heeft, is niet bekend; de waarde is dus onbekend.",
)
_NO_BONUS = Text(
    "The table {table} has no known extra for a permanent contract; none is counted.",
    "De tabel {table} heeft geen bekende toeslag voor een vast contract; er is geen toeslag geteld.",
)
_OVER_FULL_TIME = Text(
    "The job has more hours than the full-time week of {week} hours of the table {table}. Whether hours "
    "above it count is not said; they are counted in proportion.",
    "De baan heeft meer uren dan de voltijdsweek van {week} uur van de tabel {table}. Of uren daarboven "
    "tellen, staat er niet; ze zijn naar verhouding geteld.",
)
_NO_PAY = Text(
    "No pay per hour is known for the hours at {name}, so their wages are unknown.",
    "Voor de uren bij {name} is geen uurloon bekend; de loonsom ervan is dus onbekend.",
)
_NOT_IN_REGISTER = Text(
    "Model A counts people in the register (doelgroepregister) only. This job is meant for another group, so "
    "nothing is booked.",
    "Model A telt alleen mensen uit het doelgroepregister. Deze baan is voor een andere groep bedoeld, dus "
    "er wordt niets geboekt.",
)


class Worth(NamedTuple):
    """What hours of a job are worth for one supplier's obligation, in one year.

    Attributes:
        eur: exact, not rounded; None where it is not known.
        readings: the norms that it used.
        warnings: why it is not known, or what to look into.
    """

    eur: Fraction | None
    readings: tuple[Reading, ...] = ()
    warnings: tuple[Warned, ...] = ()


def months_a_year(options: Attribution) -> int:
    """Months of the contract that fall in its first year: all twelve where it is permanent or longer."""
    return YEAR_MONTHS if options.permanent else min(YEAR_MONTHS, options.contract_months)


def year_share(options: Attribution) -> Fraction:
    """The part of a year that the contract lasts, at most 1."""
    return Fraction(months_a_year(options), YEAR_MONTHS)


def weeks(options: Attribution) -> Fraction:
    """Paid weeks in a year, exactly as the scenario writes the number."""
    return Fraction(str(options.weeks_per_year))


def worth(
    supplier: Supplier, minutes: int, pay: Decimal | None, options: Attribution, norms: InForce
) -> Worth:
    """What weekly minutes of a job are worth for the obligation of the supplier that books them.

    Args:
        supplier: who books them.
        minutes: task minutes a week.
        pay: euros an hour; model A only.
        options: group, months and weeks that the scenario assumes.
        norms: the norms in force.
    """
    if supplier.in_house or supplier.social_return_model == "none":
        return Worth(Fraction())
    if supplier.social_return_model == "A":
        return _wages(supplier, minutes, pay, options, norms)
    return _blocks(supplier, minutes, options, norms)


def _named(text: Text, supplier: Supplier) -> Text:
    return text.fill(name=supplier.name or supplier.supplier_id, table=supplier.blocks_table)


def _wages(
    supplier: Supplier, minutes: int, pay: Decimal | None, options: Attribution, norms: InForce
) -> Worth:
    register = norms.get("banenafspraak.register")
    readings = (register,) if register else ()
    if options.target_group not in REGISTER:
        return Worth(Fraction(), readings, (Warned("A-SR-REGISTER", _NOT_IN_REGISTER, readings),))
    if pay is None:
        return Worth(None, readings, (Warned("A-SR-PAY", _named(_NO_PAY, supplier)),))
    return Worth(Fraction(minutes, 60) * weeks(options) * year_share(options) * Fraction(pay), readings)


def _blocks(supplier: Supplier, minutes: int, options: Attribution, norms: InForce) -> Worth:
    table, group = supplier.blocks_table, options.target_group
    if not table:
        return Worth(None, (), (Warned("A-BLOCKS-TABLE", _named(_NO_TABLE, supplier)),))
    week, value = norms.get(f"blocks.{table}.full_time_week"), norms.get(f"blocks.{table}.{group}")
    if week is None:
        return Worth(None, (), (Warned("A-BLOCKS-TABLE", _named(_NOT_THERE, supplier)),))
    full_time, amount = _sure(week), _sure(value)
    rules = [norms.get(f"blocks.{table}.{name}") for name in ("proration", "duration")]
    if not full_time:
        return Worth(None, (week,), (Warned("A-BLOCKS-WEEK", _named(_NO_WEEK, supplier), (week,)),))
    if amount is None:
        found = known(week, value)
        text = _NO_VALUE.fill(table=table, group=GROUPS[group])
        return Worth(None, found, (Warned("A-BLOCKS-GROUP", text, found),))
    warnings = []
    if options.permanent:
        bonus = norms.get(f"blocks.{table}.permanent_bonus")
        rules += [bonus, norms.get("social_return.bonus_split")]
        extra = _sure(bonus)
        if extra is None:
            warnings.append(Warned("A-BLOCKS-BONUS", _named(_NO_BONUS, supplier), known(bonus)))
        amount += extra or 0
    exact = Fraction(amount) * Fraction(minutes, 60) / Fraction(full_time) * year_share(options)
    return Worth(exact, known(week, value, *rules), tuple(warnings))


def over_full_time(supplier: Supplier, job_minutes: int, norms: InForce) -> Warned | None:
    """That a whole job has more hours than the full-time week of the supplier's table; None where not."""
    week = norms.get(f"blocks.{supplier.blocks_table}.full_time_week") if supplier.blocks_table else None
    full_time = _sure(week)
    if supplier.social_return_model != "B" or not week or not full_time or job_minutes <= full_time * 60:
        return None
    text = _OVER_FULL_TIME.fill(week=plain(full_time), table=supplier.blocks_table)
    return Warned("A-BLOCKS-HOURS", text, (week,))


def _sure(reading: Reading | None) -> Decimal | None:
    """The number of a norm; None where nobody knows it or it is not verified."""
    if reading is None or reading.period.confidence == "low":
        return None
    return reading.number
