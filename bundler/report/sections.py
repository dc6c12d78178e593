"""The report's sections beside the jobs: places, social return, contracts, norms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from bundler.attribution.dossier import Dossier
from bundler.attribution.facts import InForce
from bundler.attribution.screening import ORDER
from bundler.attribution.shown import day_text
from bundler.attribution.worth import OVER_A_YEAR, WAGES_ONLY
from bundler.domain import Problem, Result
from bundler.i18n import Lang
from bundler.report.bars import bars_picture
from bundler.report.canvas import Canvas, as_svg
from bundler.report.colors import Style
from bundler.report.contract_rows import ContractCard, contract_cards
from bundler.report.ledger_rows import LedgerView, ledger_view
from bundler.report.norm_rows import NormGroup, Norms, Stale
from bundler.report.places import Site, sites_of
from bundler.report.sketch import site_sketch
from bundler.report.social_words import BARS_ALT, LABELS, SITE_ALT, SITE_ALT_ONE, SPLITS
from bundler.units import hours_text

# More would make a sketch unreadable, or the report long; the table has them all.
_SITES, _PLACES, _BARS = 12, 40, 12
_SOCIAL_NORMS = ("ledgers", "tested_apart", "own_contract", "double_count", "bonus_split", "usual_percent")


class PlaceRow(NamedTuple):
    """One place of the table."""

    number: int
    name: str
    suppliers: list[Style]
    jobs: int
    hours: str
    left: str


class SiteRows(NamedTuple):
    """The places of one site; ``picture`` is None where it is not drawn."""

    name: str
    rows: list[PlaceRow]
    picture: Markup | None


class PlacesView(NamedTuple):
    """Where the work is; ``more`` says so where not every site is drawn."""

    sites: list[SiteRows]
    more: str


class SocialView(NamedTuple):
    """The three ledgers, with the pictures of the obligations and what goes for all of them."""

    ledgers: LedgerView
    bars: list[Markup]
    split: str
    notes: list[str]
    refs: Markup


class ContractsView(NamedTuple):
    """The screening of the suppliers' contracts."""

    top: list[ContractCard]
    rest: list[ContractCard]
    order: str


class NormsView(NamedTuple):
    """The norms used, and those of another time."""

    groups: list[NormGroup]
    note: str
    stale: list[Stale]
    stale_title: str
    loonwaarde_refs: Markup


def ask_norms(norms: InForce) -> None:
    """Ask for the norms that only these sections speak of, before the report numbers all of them."""
    for name in _SOCIAL_NORMS:
        norms.get(f"social_return.{name}")


def drawn_sites(sites: Iterable[Site]) -> list[Site]:
    """The sites of which a sketch is made, those with most hours first."""
    return [site for site in sites if site.placed][:_SITES]


def not_all_drawn(sites: Sequence[Site], lang: Lang) -> str:
    """That not every site or place is drawn; empty where all are, or none is."""
    drawn = drawn_sites(sites)
    fewer = len(drawn) < len(sites) or any(len(site.places) > _PLACES for site in drawn)
    return LABELS["sites_more"](lang, shown=len(drawn)) if fewer and drawn else ""


def sketch_of(site: Site, sites: Iterable[Site], styles: dict[str, Style], lang: Lang) -> tuple[Canvas, str]:
    """The sketch of one of the sites, to the scale of all of them, and what it shows in a sentence."""
    most = max(place.placed for each in sites for place in each.places)
    title, few = site_title(site, lang), site._replace(places=site.places[:_PLACES])
    count = len(few.places)
    alt = (SITE_ALT_ONE if count == 1 else SITE_ALT)(lang, site=title, places=count)
    return site_sketch(few, title, styles, most, lang), alt


def site_title(site: Site, lang: Lang) -> str:
    """A site's name, or that it has none."""
    return site.name or LABELS["no_site"](lang)


def places_section(problem: Problem, result: Result, styles: dict[str, Style], lang: Lang) -> PlacesView:
    """Every place with its hours; call it inside ``canvas.drawing()``."""
    sites = sites_of(problem, result)
    drawn = drawn_sites(sites)

    def picture(site: Site, number: int) -> Markup | None:
        if site not in drawn:
            return None
        canvas, alt = sketch_of(site, sites, styles, lang)
        return as_svg(canvas, f"site-{number}", alt)

    shown = [
        SiteRows(
            site_title(site, lang),
            [
                PlaceRow(
                    place.number,
                    place.name,
                    [styles[who] for who in place.suppliers],
                    place.jobs,
                    hours_text(place.placed, lang),
                    hours_text(place.left, lang),
                )
                for place in site.places
            ],
            picture(site, number),
        )
        for number, site in enumerate(sites)
    ]
    return PlacesView(shown, not_all_drawn(sites, lang))


def bars_pictures(ledgers: LedgerView, lang: Lang) -> list[Canvas]:
    """Each supplier's obligation as bars, so many suppliers a picture."""
    rows = [(row.supplier, *row.bars) for row in ledgers.obligations if row.bars is not None]
    return [bars_picture(rows[first : first + _BARS], lang) for first in range(0, len(rows), _BARS)]


def social_section(problem: Problem, found: Dossier, styles: dict[str, Style], shown: Norms) -> SocialView:
    """The ledgers and the obligations; call it inside ``canvas.drawing()``."""
    lang = shown.lang
    ledgers = ledger_view(problem, found.attributed, styles, shown)
    bars = [
        as_svg(canvas, f"bars-{number}", BARS_ALT(lang))
        for number, canvas in enumerate(bars_pictures(ledgers, lang))
    ]
    readings = [found.norms.get(f"social_return.{name}") for name in _SOCIAL_NORMS]
    known = [reading for reading in readings if reading is not None]
    split = problem.scenario.attribution.split
    notes = [OVER_A_YEAR(lang), WAGES_ONLY(lang)]
    return SocialView(ledgers, bars, SPLITS[split](lang), notes, shown.refs(known, known))


def contracts_section(found: Dossier, styles: dict[str, Style], shown: Norms) -> ContractsView:
    """The contracts in order, the first three with their reasons."""
    top, rest = contract_cards(found.screened, styles, shown)
    return ContractsView(top, rest, ORDER(shown.lang))


def norms_section(found: Dossier, shown: Norms) -> NormsView:
    """Everything that the report rests on."""
    lang, day = shown.lang, day_text(found.norms.day)
    count = len(shown.past)
    title = LABELS["stale_one" if count == 1 else "stale_many"](lang, count=count, day=day)
    loonwaarde = [reading for reading in shown.used if reading.norm.norm_id.startswith("loonwaarde.")]
    return NormsView(
        shown.groups(),
        LABELS["norms_note"](lang, count=len(shown.used), day=day),
        shown.stale(),
        title,
        shown.refs(loonwaarde, loonwaarde),
    )
