"""One moment of a session as the plain data of a screen."""

from __future__ import annotations

import re

from markupsafe import Markup

from bundler.board import words_screen as words
from bundler.board.pictures import fills, patterns
from bundler.board.view_figures import figures, stack
from bundler.board.view_jobs import groups, lanes
from bundler.board.view_model import Look, Option, Screen, Snapshot
from bundler.board.view_settings import decisions, objectives, rules, weights
from bundler.board.view_tasks import fields, own_tasks, proposals
from bundler.i18n import Lang
from bundler.report.colors import supplier_styles

_SIZE = re.compile(r'width="(\d+)" height="(\d+)"')


def screen(now: Snapshot, look: Look) -> Screen:
    """What one person sees of a moment."""
    problem, lang = now.problem, look.lang
    styles = supplier_styles(problem.suppliers)
    looks = fills(styles)
    leads = look.role == "facilitator"
    writes = leads or look.role == "supplier"
    return Screen(
        lang=lang,
        role=look.role,
        view=look.view,
        theme=look.theme,
        phone=look.phone,
        seq=now.seq,
        name=problem.scenario.name or words.LABELS["board"](lang),
        who=_who(now, look),
        t={key: text(lang) for key, text in words.LABELS.items()},
        patterns=patterns(styles),
        figures=tuple(figures(now, lang)),
        groups=tuple(groups(now, looks, look)),
        lanes=tuple(lanes(now, looks, look)),
        views=tuple(_views(look, lang)),
        stack=stack(now, lang),
        rules=tuple(rules(now, lang)) if leads else (),
        weights=tuple(weights(now, lang)) if leads else (),
        objectives=tuple(objectives(now, lang)) if leads else (),
        decisions=tuple(decisions(now, lang)) if leads else (),
        tasks=tuple(Option(task.task_id, f"{task.task_id} {task.title}") for task in problem.tasks if leads),
        suppliers=tuple(Option(style.supplier_id, style.name) for style in styles.values()),
        asked=tuple(proposals(now, looks, look)) if writes else (),
        fields=tuple(fields(problem, lang, first=True)) if writes else (),
        more_fields=tuple(fields(problem, lang, first=False)) if writes else (),
        own=tuple(own_tasks(now, look)) if writes else (),
        moments=tuple(Option(str(moment.seq), moment.name) for moment in now.moments),
        can_undo=now.can_undo,
        can_redo=now.can_redo,
        addresses=now.addresses if leads else (),
        join_code=now.join_code if leads else "",
        qr_svg=_scalable(now.qr_svg) if leads else Markup(),
    )


def _scalable(svg: str) -> Markup:
    """A picture of a fixed size as one that grows with its place; made by us, so nothing to escape."""
    return Markup(_SIZE.sub(r'viewBox="0 0 \1 \2"', svg, count=1))


def _who(now: Snapshot, look: Look) -> str:
    if look.role == "facilitator":
        return words.WHO_LEADS(look.lang)
    supplier = now.problem.supplier_by_id.get(look.supplier_id)
    if supplier is None or look.role == "viewer":
        return words.WHO_LOOKS(look.lang)
    return supplier.name or supplier.supplier_id


def _views(look: Look, lang: Lang) -> list[Option]:
    return [
        Option(view, words.LABELS[view](lang), view == look.view) for view in ("all", "indoor", "outdoor")
    ]
