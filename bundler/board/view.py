"""One moment of a session as the plain data of a screen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property

from markupsafe import Markup

from bundler.board import words_screen as words
from bundler.board.pictures import Fill, fills, patterns
from bundler.board.view_figures import figures, stack
from bundler.board.view_jobs import groups, lanes
from bundler.board.view_model import (
    Asked,
    Decision,
    Field,
    Figure,
    Group,
    Guest,
    Lane,
    Look,
    Option,
    Own,
    Slider,
    Snapshot,
    Stack,
)
from bundler.board.view_settings import decisions, objectives, rules, weights
from bundler.board.view_tasks import answered, fields, own_tasks, proposals
from bundler.i18n import Lang
from bundler.report.colors import Style, supplier_styles

_SIZE = re.compile(r'width="(\d+)" height="(\d+)"')


class Screen:
    """What one person sees of a moment: everything that the templates loop over, made when it is asked for.

    Args:
        now: the moment, as it is for these eyes.
        look: who looks, and how.
    """

    def __init__(self, now: Snapshot, look: Look) -> None:
        self._now, self._look = now, look
        self.lang, self.role, self.view = look.lang, look.role, look.view
        self.theme, self.phone = look.theme, look.phone
        self.supplier_id = look.supplier_id
        self.seq = now.seq
        self.leads, self.supplies = look.role == "facilitator", look.role == "supplier"
        self._writes = self.leads or self.supplies
        self.can_undo, self.can_redo = now.can_undo, now.can_redo
        self.t = labels(look.lang)

    @property
    def name(self) -> str:
        """Of the meeting."""
        return self._now.problem.scenario.name or self.t["board"]

    @property
    def who(self) -> str:
        """Who looks, in a few words."""
        if self.leads:
            return words.WHO_LEADS(self.lang)
        supplier = self._now.problem.supplier_by_id.get(self.supplier_id)
        if supplier is None or not self.supplies:
            return words.WHO_LOOKS(self.lang)
        return supplier.name or supplier.supplier_id

    @cached_property
    def _styles(self) -> Mapping[str, Style]:
        return supplier_styles(self._now.problem.suppliers)

    @cached_property
    def _looks(self) -> Mapping[str, Fill]:
        return fills(self._styles)

    @property
    def patterns(self) -> Markup:
        """Every supplier's pattern, once a page."""
        return patterns(self._styles)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The key figures."""
        return tuple(figures(self._now, self.lang))

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """What is left over."""
        return tuple(groups(self._now, self._looks, self._look))

    @cached_property
    def lanes(self) -> tuple[Lane, ...]:
        """The jobs."""
        return tuple(lanes(self._now, self._looks, self._look))

    @property
    def views(self) -> tuple[Option, ...]:
        """The parts of the board that can be looked at."""
        return tuple(Option(view, self.t[view], view == self.view) for view in ("all", "indoor", "outdoor"))

    @cached_property
    def stack(self) -> Stack:
        """What the solver is doing."""
        return stack(self._now, self._looks, self.lang)

    @property
    def rules(self) -> tuple[Slider, ...]:
        """What can be set of the rules."""
        return tuple(rules(self._now, self.lang)) if self.leads else ()

    @property
    def weights(self) -> tuple[Slider, ...]:
        """What can be set of the weights."""
        return tuple(weights(self._now, self.lang)) if self.leads else ()

    @property
    def objectives(self) -> tuple[Option, ...]:
        """What the solver can aim at."""
        return tuple(objectives(self._now, self.lang)) if self.leads else ()

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """The agreements."""
        return tuple(decisions(self._now, self.lang)) if self.leads else ()

    @cached_property
    def tasks(self) -> tuple[Option, ...]:
        """Every task, to choose from."""
        tasks = self._now.problem.tasks if self.leads else ()
        return tuple(Option(task.task_id, f"{task.task_id} {task.title}") for task in tasks)

    @cached_property
    def suppliers(self) -> tuple[Option, ...]:
        """Every supplier, to choose from."""
        return tuple(Option(style.supplier_id, style.name) for style in self._styles.values())

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """The proposals that wait: all of them, or a supplier's own."""
        return tuple(proposals(self._now, self._looks, self._look)) if self._writes else ()

    @property
    def waiting(self) -> str:
        """How many proposals wait, in words; for the facilitator."""
        count = len(self._now.board.proposals)
        return words.WAITING[count != 1](self.lang, count=count) if count else ""

    @property
    def answered(self) -> str:
        """What became of a supplier's last proposal that was answered."""
        return answered(self._now, self._look)

    @property
    def fields(self) -> tuple[Field, ...]:
        """What a task cannot do without, as a form."""
        return tuple(fields(self._now.problem, self.lang, first=True)) if self._writes else ()

    @property
    def more_fields(self) -> tuple[Field, ...]:
        """What else there is to a task."""
        return tuple(fields(self._now.problem, self.lang, first=False)) if self._writes else ()

    @cached_property
    def own(self) -> tuple[Own, ...]:
        """A supplier's own tasks; the facilitator's are all."""
        return tuple(own_tasks(self._now, self._look)) if self._writes else ()

    @property
    def moments(self) -> tuple[Option, ...]:
        """The moments with a name."""
        return tuple(Option(str(moment.seq), moment.name) for moment in self._now.moments)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where people join; for the facilitator."""
        return self._now.addresses if self.leads else ()

    @property
    def join_code(self) -> str:
        """With which they join; for the facilitator."""
        return self._now.join_code if self.leads else ""

    @property
    def choose(self) -> bool:
        """Whether the code lets people in as a supplier of their choice."""
        return self._now.choose

    @property
    def people(self) -> tuple[Guest, ...]:
        """Who is in for each supplier; for the facilitator."""
        return tuple(_guests(self._now, self._styles, self.lang)) if self.leads else ()

    @property
    def qr_svg(self) -> Markup:
        """Address and code to scan; for the facilitator."""
        return self._now.qr_svg if self.leads else Markup()


def _guests(now: Snapshot, styles: Mapping[str, Style], lang: Lang) -> Iterator[Guest]:
    for style in styles.values():
        count = now.browsers.get(style.supplier_id, 0)
        told = words.BROWSERS[min(count, 2)](lang, count=count)
        yield Guest(style.supplier_id, style.name, told, count > 0)


@cache
def labels(lang: Lang) -> dict[str, str]:
    """All words that do not depend on the moment, by name."""
    return {key: text(lang) for key, text in words.LABELS.items()}


def scalable(svg: str) -> Markup:
    """A picture of a fixed size as one that grows with its place; made by us, so nothing to escape."""
    return Markup(_SIZE.sub(r'viewBox="0 0 \1 \2"', svg, count=1))
