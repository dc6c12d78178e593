"""Which construction fits a job, why, and what would change that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bundler.attribution.constructions import Code, Construction, Contract, constructions, open_codes
from bundler.attribution.facts import InForce, Warned
from bundler.attribution.parts import supplier_parts
from bundler.attribution.reasons import View, names, reasons, wtta_start
from bundler.attribution.shown import capital, plain, small, sure
from bundler.attribution.situation import Situation, decide, situation
from bundler.attribution.words import LABELS
from bundler.domain import Job, Problem, Supplier
from bundler.i18n import Text

_ASKED = Text("The scenario asks for this construction.", "Het scenario vraagt om deze constructie.")
_AGAINST = Text("Against it stands: {text}", "Daar staat tegenover: {text}")
_NOTHING_TO_DIVIDE = Text(
    "The scenario asks for '{label}', but here there is only one employer.",
    "Het scenario vraagt om '{label}', maar hier is er maar één werkgever.",
)
_THEN = Text("{change}: {label}.", "{change}: {label}.")
_UNASKED = Text("Without the choice in the scenario", "Zonder de keuze in het scenario")
_ENOUGH = Text(
    "With at least {least} h a week at each employer",
    "Met ten minste {least} uur per week bij elke werkgever",
)
_TOO_FEW = Text(
    "With fewer than {least} h a week at one of them", "Met minder dan {least} uur per week bij een van hen"
)
_COULD = Text("If {names} could be an employer", "Als {names} werkgever kon zijn")
_SCREENED = Text("If the screening at {names} is no obstacle", "Als de screening bij {names} geen bezwaar is")
_ADMITTED = Text(
    "If one of the suppliers is admitted under the Wtta",
    "Als een van de leveranciers volgens de Wtta is toegelaten",
)
_UNDER_WTTA = Text("Once the Wtta holds, from {day}", "Zodra de Wtta geldt, vanaf {day}")
_OTHER_GROUP = Text(
    "For a group without loonkostensubsidie or Wsw", "Voor een groep zonder loonkostensubsidie of Wsw"
)
_NOT_WSW = Text("For a group without a Wsw indication", "Voor een groep zonder Wsw-indicatie")
_SUBSIDY_GROUP = Text(
    "For a group with loonkostensubsidie or Wsw", "Voor een groep met loonkostensubsidie of Wsw"
)


class Recommendation(NamedTuple):
    """A construction for a job: it supports a decision and is no legal advice.

    Attributes:
        construction: the one chosen.
        formal_employer: the supplier, or the client's own service, that employs for all hours; None where
            several employ, or somebody else does.
        asked: whether the scenario chose, not these rules.
        reasons: why, the one that decides first.
        what_would_change: what would lead to another construction, and to which.
        others: the other constructions that the job can be held against.
    """

    construction: Construction
    formal_employer: str | None
    asked: bool
    reasons: tuple[Text, ...]
    what_would_change: tuple[Text, ...]
    others: tuple[Construction, ...]

    @property
    def code(self) -> Code:
        """The chosen construction's code."""
        return self.construction.code

    @property
    def contracts(self) -> tuple[Contract, ...]:
        """The chosen construction's contracts."""
        return self.construction.contracts

    @property
    def warnings(self) -> tuple[Warned, ...]:
        """What to look into with the chosen construction."""
        return self.construction.warnings


def recommend(problem: Problem, job: Job, norms: InForce) -> Recommendation:
    """Which construction fits a job best, with its reasons in order and what would change it.

    ``construction`` in the scenario's section [attribution] goes before the rules; a construction
    that cannot be done as things are is still shown then, with its objections.

    Args:
        problem: the data, with the scenario's assumptions.
        job: a job of a plan.
        norms: the norms on the plan's day.
    """
    parts = supplier_parts(problem, job)
    wish = problem.scenario.attribution.construction
    codes = open_codes(problem, parts)
    asked: Code | None = wish if wish != "recommended" and wish in codes else None
    view = View(problem, parts, norms, situation(problem, parts, norms, asked))
    code = decide(view.now)
    found = {construction.code: construction for construction in constructions(problem, job, norms)}
    chosen = found.pop(code)
    single = chosen.contracts[0].employer.supplier_id if len(chosen.contracts) == 1 else None
    if asked is not None:
        why = [_ASKED, *(_AGAINST.fill(text=text) for text in chosen.objections)]
    else:
        why = [*reasons(view, code)]
        if wish != "recommended" and wish != "client":
            why.insert(0, _NOTHING_TO_DIVIDE.fill(label=LABELS[wish]))
    return Recommendation(
        chosen, single, asked is not None, tuple(why), tuple(_changes(view, code)), tuple(found.values())
    )


def _changes(view: View, code: Code) -> Iterator[Text]:
    """Every change of the situation that leads to another construction, with that construction."""
    for change, then in _variants(view):
        other = decide(then)
        if other != code:
            yield _THEN.fill(change=capital(change), label=small(LABELS[other]))


def _variants(view: View) -> Iterator[tuple[Text, Situation]]:
    now = view.now
    if now.asked is not None:
        yield _UNASKED, now._replace(asked=None)
        return
    if now.wsw:
        yield _NOT_WSW, now._replace(wsw=False)
        return
    if view.unable:
        yield _COULD.fill(names=names(view.unable)), _all_able(view)
    least = sure(view.coach)
    if least is not None and not now.single:
        text = _TOO_FEW if now.enough else _ENOUGH
        yield text.fill(least=plain(least)), now._replace(enough=not now.enough)
    if now.security:
        yield _SCREENED.fill(names=view.security), now._replace(security=False, lender_security=False)
    if now.wtta:
        yield _ADMITTED, now._replace(wtta=False)
    else:
        yield _UNDER_WTTA.fill(day=wtta_start(view)), now._replace(wtta=True)
    yield (_OTHER_GROUP if now.sw_fits else _SUBSIDY_GROUP), now._replace(sw_fits=not now.sw_fits)


def _all_able(view: View) -> Situation:
    """The situation if every supplier in the job could be an employer."""

    def able(supplier: Supplier) -> Supplier:
        return supplier.model_copy(update={"can_employ": True})

    held = {part.supplier.supplier_id for part in view.parts}
    suppliers = tuple(able(each) if each.supplier_id in held else each for each in view.problem.suppliers)
    problem = view.problem.model_copy(update={"suppliers": suppliers})
    parts = tuple(part._replace(supplier=able(part.supplier)) for part in view.parts)
    return situation(problem, parts, view.norms, None)
