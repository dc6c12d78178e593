"""Social return in the report: three ledgers, each supplier's obligation, and the contracts to begin with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bundler.attribution.screening import ORDER
from bundler.report.content_text import rich, spans
from bundler.report.content_tree import Block, Heading, Named, Note, Paragraph, Picture, Rich, Span, Table
from bundler.report.content_view import View
from bundler.report.contract_rows import ContractCard, contract_cards
from bundler.report.ledger_rows import CountRow, LedgerView
from bundler.report.sections import SocialView, bars_pictures
from bundler.report.social_words import BARS_ALT


def social_blocks(view: View, social: SocialView) -> Iterator[Block]:
    """The three ledgers, which are never added up, and the obligations before and after the plan."""
    ledgers = social.ledgers
    yield Heading(1, view.s("social_return"), "social-return")
    yield Paragraph(view.s("three"))
    yield Heading(2, view.s("paid"))
    yield Paragraph(view.s("paid_note"), lead=True)
    yield _counts(view, ledgers.paid, "")
    if ledgers.counted_apart:
        yield _counts(view, ledgers.counted, view.s("counted"))
    if ledgers.not_sure:
        yield Paragraph(view.s("not_sure"))
    yield Note(_norms(view, ledgers.paid_refs))
    yield Heading(2, view.s("owed"))
    yield Paragraph(view.s("owed_note"), lead=True)
    yield Table(
        "",
        (view.t("supplier"), view.s("adds")),
        tuple((Named((row.supplier,)), row.adds) for row in ledgers.obligations),
        (6, 2),
        numeric=(1,),
    )
    yield Paragraph(f"{view.s('split')}. {social.split}")
    yield Heading(2, view.s("memo"))
    yield Paragraph(view.s("memo_note"), lead=True)
    yield Table("", (view.s("column"), view.t("hours_week")), ledgers.memo, (6, 2), numeric=(1,))
    yield Note(_norms(view, ledgers.memo_refs))
    yield from _progress(view, ledgers)
    for note in social.notes:
        yield Paragraph(note)
    yield Note(_norms(view, social.refs))


def _counts(view: View, rows: Sequence[CountRow], caption: str) -> Table:
    return Table(
        caption,
        (view.s("employer"), view.s("hours_year"), view.s("banen")),
        tuple((row.employer, row.year, row.banen) for row in rows),
        (5, 1.5, 1.5),
        numeric=(1, 2),
        total=True,
    )


def _norms(view: View, refs: str) -> Rich:
    return Rich((Span(f"{view.s('norms_here')}: "), *spans(refs)))


def _progress(view: View, ledgers: LedgerView) -> Iterator[Block]:
    keys = ("model", "due", "before", "adds", "after", "short")
    yield Heading(2, view.s("progress"))
    yield Paragraph(view.s("models_note"), lead=True)
    yield Table(
        "",
        (view.t("supplier"), *(view.s(key) for key in keys)),
        tuple(
            (
                Named((row.supplier,)),
                rich(row.model, " ".join(row.notes)),
                row.due,
                row.before,
                row.adds,
                row.after,
                row.short,
            )
            for row in ledgers.obligations
        ),
        (2.5, 1.9, 1.5, 1.7, 1.6, 1.2, 1.5),
        numeric=(2, 3, 4, 5, 6),
    )
    pictures = bars_pictures(ledgers, view.lang)
    if pictures:
        yield Paragraph(view.s("bars_note"), lead=True)
    for picture in pictures:
        yield Picture(picture, view.say(BARS_ALT))


def contracts_blocks(view: View) -> Iterator[Block]:
    """The suppliers' contracts in order, the first three with reasons."""
    top, rest = contract_cards(view.found.screened, view.styles, view.norms)
    yield Heading(1, view.s("screening"), "contracts")
    if not top:
        yield Paragraph(view.s("no_contracts"))
        return
    yield Paragraph(f"{view.s('screening_note')} {view.say(ORDER)}")
    yield Heading(2, view.s("top"))
    for card in top:
        yield _reasons(view, card)
    if rest:
        yield Heading(2, view.s("rest"))
        yield _ranked(view, rest)


def _reasons(view: View, card: ContractCard) -> Table:
    return Table(
        f"{card.rank}. {card.supplier.name} ({card.score})",
        (view.s("criterion"), view.s("met"), view.t("why")),
        tuple((row.label, row.met, rich(row.text, row.refs)) for row in card.criteria),
        (2.6, 1, 6.4),
    )


def _ranked(view: View, cards: Sequence[ContractCard]) -> Table:
    return Table(
        "",
        (view.s("rank"), view.t("supplier"), *(row.label for row in cards[0].criteria)),
        tuple(
            (str(card.rank), Named((card.supplier,)), *(row.met for row in card.criteria)) for card in cards
        ),
        (0.9, 2.4, *(1.8 for _ in cards[0].criteria)),
        numeric=(0,),
    )
