"""Which suppliers' contracts lend themselves to a partnership: step 3 of the 2019 guide, as a ranking.

There is no weighted sum. Each contract is held against five criteria that are said in words; first comes
who meets most of them, then who offers most task hours, then who has most social return still to reach,
then the largest contract, then the supplier's id. An unknown is neither met nor missed: it is a question.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from bundler.attribution.facts import InForce
from bundler.attribution.obligations import Obligation, obligation
from bundler.attribution.shown import day_text, euros, hours, known
from bundler.attribution.wtta import months_later
from bundler.domain import Problem, Supplier
from bundler.domain.model import Service
from bundler.i18n import Text
from bundler.norms import Reading
from bundler.rules import task_obstacles
from bundler.units import at_least_minutes

Key = Literal["value", "labour", "term", "shortfall", "hours"]
TOP = 3
TERM_MONTHS = 12
CRITERIA: dict[Key, Text] = {
    "value": Text("Large contract", "Groot contract"),
    "labour": Text("Labour-intensive", "Arbeidsintensief"),
    "term": Text("Runs for long enough", "Loopt lang genoeg"),
    "shortfall": Text("Social return still to reach", "Nog social return te halen"),
    "hours": Text("Offers work for a job", "Biedt werk voor een baan"),
}
ORDER = Text(
    "First who meets most criteria, then who offers most task hours, then who has most social return still "
    "to reach, then the largest contract. The soft side, such as trust and energy, is for the people at the "
    "table.",
    "Eerst wie aan de meeste criteria voldoet, dan wie de meeste taakuren aanbiedt, dan wie de meeste social "
    "return nog moet halen, dan het grootste contract. De zachte kant, zoals vertrouwen en energie, is aan "
    "de mensen aan tafel.",
)
# Named in the guide as examples of such contracts; of the other services it says nothing.
_LABOUR: dict[Service, Text] = {
    "cleaning": Text("cleaning", "schoonmaak"),
    "catering": Text("catering", "catering"),
    "security": Text("security", "beveiliging"),
    "landscaping": Text("landscaping", "groenvoorziening"),
}

_VALUE = Text("{value} a year; above {least}", "{value} per jaar; meer dan {least}")
_VALUE_LOW = Text("{value} a year; not above {least}", "{value} per jaar; niet meer dan {least}")
_VALUE_UNKNOWN = Text(
    "the value a year is not given: ask", "de waarde per jaar is niet opgegeven: vraag ernaar"
)
_LABOUR_YES = Text(
    "{service}: one of the 2019 guide's examples; that it is labour-intensive here too is our reading",
    "{service}: een van de voorbeelden in de handreiking uit 2019; dat het ook hier arbeidsintensief is, is "
    "onze lezing",
)
_LABOUR_UNKNOWN = Text(
    "the service is none of the 2019 guide's examples; whether it is labour-intensive is for you to judge",
    "de dienst staat niet bij de voorbeelden in de handreiking uit 2019; of die "
    "arbeidsintensief is, is aan u",
)
_TERM = Text(
    "runs until {day}; a year or more is left, which we read as long enough",
    "loopt tot en met {day}; dat is nog een jaar of meer, wat wij lezen als lang genoeg",
)
_TERM_SHORT = Text(
    "runs until {day}, less than a year; the guide then advises to wait for the next tender, or to use an "
    "extension for new agreements",
    "loopt tot en met {day}, nog geen jaar; de handreiking raadt dan aan te wachten op de volgende "
    "aanbesteding, of een verlenging te gebruiken voor nieuwe afspraken",
)
_TERM_OVER = Text("ended on {day}", "is afgelopen op {day}")
_TERM_UNKNOWN = Text("the last day is not given: ask", "de laatste dag is niet opgegeven: vraag ernaar")
_EXTENSION = Text(
    "whether it can be extended is not in the data", "of het verlengd kan worden, staat niet in de gegevens"
)
_SHORTFALL = Text("{short} of {due} a year still to reach", "nog {short} van {due} per jaar te halen")
_REACHED = Text(
    "the obligation of {due} a year has been reached", "de verplichting van {due} per jaar is gehaald"
)
_NO_OBLIGATION = Text(
    "no social-return obligation is given; agreements can be made on top",
    "er is geen verplichting voor social return opgegeven; aanvullende afspraken kunnen wel",
)
_SHORTFALL_UNKNOWN = Text(
    "what is due or what was reached is not given: ask",
    "wat moet of wat al gehaald is, is niet opgegeven: vraag ernaar",
)
_HOURS = Text("{hours} task hours a week offered", "{hours} taakuren per week aangeboden")
_HOURS_FEW = Text(
    "{hours} task hours a week offered, fewer than the {least} of one job",
    "{hours} taakuren per week aangeboden, minder dan de {least} van één baan",
)


class Criterion(NamedTuple):
    """One criterion held against one contract.

    Attributes:
        met: None where it is not known.
        text: why, as the end of a sentence.
    """

    key: Key
    met: bool | None
    text: Text
    readings: tuple[Reading, ...] = ()


class Screened(NamedTuple):
    """One supplier's contract in the ranking.

    Attributes:
        rank: 1 is first.
        criteria: always all of them in the same order.
        offered_minutes: task minutes a week that it offers and that fit a job.
    """

    rank: int
    supplier: Supplier
    criteria: tuple[Criterion, ...]
    offered_minutes: int
    obligation: Obligation

    @property
    def met(self) -> int:
        """How many criteria are met."""
        return sum(criterion.met is True for criterion in self.criteria)

    @property
    def unknown(self) -> int:
        """How many criteria nobody can judge from the data."""
        return sum(criterion.met is None for criterion in self.criteria)


def screen(
    problem: Problem, norms: InForce, obligations: Mapping[str, Obligation] | None = None
) -> tuple[Screened, ...]:
    """All contracts in order; the first ``TOP`` are the guide's top-3. The client's own service has none.

    Args:
        problem: suppliers and tasks; tasks that fit no job by themselves (not valid on the plan's day, a
            certificate that the scenario excludes, too long) are not counted.
        norms: the norms on the plan's day.
        obligations: by supplier id; made here where they are not given. Only what was reached before
            the plan counts, because the screening comes before it.
    """
    offered = dict.fromkeys(problem.supplier_by_id, 0)
    for task in problem.tasks:
        if not task_obstacles(problem, task):
            offered[task.supplier_id] += task.offered_minutes
    found = []
    for supplier in problem.suppliers:
        if supplier.in_house:
            continue
        owed = (obligations or {}).get(supplier.supplier_id) or obligation(supplier, (), norms)
        criteria = (
            _value(supplier, norms),
            _labour(supplier, norms),
            _term(supplier, norms.day),
            _shortfall(owed),
            _hours(offered[supplier.supplier_id], problem),
        )
        found.append(Screened(0, supplier, criteria, offered[supplier.supplier_id], owed))
    found.sort(key=_order)
    return tuple(each._replace(rank=rank) for rank, each in enumerate(found, start=1))


def _order(each: Screened) -> tuple[int, int, Decimal, float, str]:
    shortfall = each.obligation.shortfall_before or Decimal()
    value = each.supplier.contract_value_eur_year or 0
    return -each.met, -each.offered_minutes, -shortfall, -value, each.supplier.supplier_id


def _value(supplier: Supplier, norms: InForce) -> Criterion:
    threshold = norms("social_return.contract_threshold")
    value, least = supplier.contract_value_eur_year, threshold.number
    if value is None or least is None:
        return Criterion("value", None, _VALUE_UNKNOWN, (threshold,))
    amount = Decimal(str(value))
    text = _VALUE if amount > least else _VALUE_LOW
    return Criterion(
        "value", amount > least, text.fill(value=euros(amount), least=euros(least)), (threshold,)
    )


def _labour(supplier: Supplier, norms: InForce) -> Criterion:
    scope = known(norms.get("social_return.scope"))
    service = _LABOUR.get(supplier.service)
    if service is None:
        return Criterion("labour", None, _LABOUR_UNKNOWN, scope)
    return Criterion("labour", True, _LABOUR_YES.fill(service=service), scope)


def _term(supplier: Supplier, day: date) -> Criterion:
    end = supplier.contract_end
    if end is None:
        return Criterion("term", None, _also(_TERM_UNKNOWN))
    if end < day:
        return Criterion("term", False, _TERM_OVER.fill(day=day_text(end)))
    long = end >= months_later(day, TERM_MONTHS)
    text = _TERM if long else _TERM_SHORT
    return Criterion("term", long, _also(text.fill(day=day_text(end))))


def _also(text: Text) -> Text:
    return Text(f"{text.en}; {_EXTENSION.en}", f"{text.nl}; {_EXTENSION.nl}")


def _shortfall(owed: Obligation) -> Criterion:
    if owed.model == "none":
        return Criterion("shortfall", False, _NO_OBLIGATION)
    short, due = owed.shortfall_before, owed.due
    if short is None or due is None:
        return Criterion("shortfall", None, _SHORTFALL_UNKNOWN, owed.readings)
    text = _SHORTFALL if short > 0 else _REACHED
    return Criterion("shortfall", short > 0, text.fill(short=euros(short), due=euros(due)), owed.readings)


def _hours(minutes: int, problem: Problem) -> Criterion:
    least = at_least_minutes(problem.scenario.rules.min_hours)
    enough = minutes > 0 and minutes >= least
    text = _HOURS if enough else _HOURS_FEW
    return Criterion("hours", enough, text.fill(hours=hours(minutes), least=hours(least)))
