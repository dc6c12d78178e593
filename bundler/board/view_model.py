"""What a screen of the board shows, as plain data: the templates only loop over it.

The screen posts these forms to ``/do/<verb>``; the answer is one sentence as plain text, 200 where it is done
and 409 where it is refused (the new state itself comes over ``/live``):

=============  =========================================================================================
``move``       ``task_id``, ``source`` and ``target``: a job id, empty for the left-overs, target ``new``
``lock``       ``job_id``, ``locked``: yes or no
``leave-out``  ``task_id``
``dissolve``   ``job_id``: all its tasks back to the left-overs
``pin``        ``kind``, ``ids`` (repeated); ``unpin`` takes the same two away
``rule``       ``code``, ``value``; ``weight`` the same; ``objective`` has ``value``
``undo``       nothing; ``redo`` too
``moment``     ``name``
``propose``    ``kind`` (add, change, drop), ``task_id`` and one field for each column of the table of tasks
``change``     the same, by the facilitator: done at once
``accept``     ``number``; ``refuse`` too
=============  =========================================================================================

Beside those ``/stack`` (``seconds``) and ``/stop`` (``keep``: yes or no), and plain forms that answer with a
redirect: ``/lang`` (``lang``), ``/theme`` (``theme``) and ``/join`` (``code``, ``supplier_id``), each with
``back``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from markupsafe import Markup

from bundler.i18n import Lang, Text

if TYPE_CHECKING:
    from bundler.board.events import Moment
    from bundler.board.judge import Judged
    from bundler.board.state import Board
    from bundler.domain import Problem, Session

Role = Literal["facilitator", "supplier", "viewer"]
View = Literal["all", "indoor", "outdoor"]
Theme = Literal["light", "dark"]


class Look(NamedTuple):
    """Who looks at the board, and how; with ``Snapshot.seq`` it decides every byte of the screen.

    Attributes:
        supplier_id: of a supplier; empty for the others.
        phone: one column, made for a small screen.
    """

    role: Role = "viewer"
    supplier_id: str = ""
    lang: Lang = "en"
    view: View = "all"
    theme: Theme = "light"
    phone: bool = False


class Stacking(NamedTuple):
    """What the solver in the room is doing.

    Attributes:
        running: whether it is at work now.
        said: the last thing to tell, in words; None before the first time.
        seconds: since it began.
        jobs: in the best plan so far, the locked ones too.
        best: value of the best plan so far, points (or what the objective counts first).
        bound: nothing can be worth more.
        problem: what the bound holds for; under any other nothing is claimed. None: for whatever is there.
        kept: the weeks of the jobs that were locked; the bound is that of plans that hold them.
        plan: the weeks of the best plan so far, while it is at work.
    """

    running: bool = False
    said: Text | None = None
    seconds: float = 0.0
    jobs: int | None = None
    best: float | None = None
    bound: float | None = None
    problem: Problem | None = None
    kept: tuple[tuple[Session, ...], ...] = ()
    plan: tuple[tuple[Session, ...], ...] = ()


class Snapshot(NamedTuple):
    """One moment of a session: everything that a screen is made from.

    Attributes:
        left: task id to sessions a week that no viable job holds.
        shelf: task id to sessions a week that no viable job and no draft holds.
        judged: every job held against the rules, by job id.
        addresses: what to type or scan to join, with the code; shown to the facilitator only.
        choose: whether the code lets people in as a supplier of their choice; for the facilitator.
        browsers: how many are in for each supplier; for the facilitator.
    """

    seq: int
    board: Board
    problem: Problem
    left: Mapping[str, int]
    shelf: Mapping[str, int]
    judged: Mapping[str, Judged]
    can_undo: bool
    can_redo: bool
    moments: tuple[Moment, ...] = ()
    stacking: Stacking = Stacking()
    addresses: tuple[str, ...] = ()
    join_code: str = ""
    qr_svg: Markup = Markup()
    choose: bool = True
    browsers: Mapping[str, int] = {}


class Card(NamedTuple):
    """One task, in a job or left over.

    Attributes:
        card_id: unique on the page.
        job_id: the job it is in; empty where it is left over.
        when: such as ``Mon–Fri``, ``3 h``, ``06:30–10:00``.
        hours: a week, such as ``15 h``.
        more: what is special about it, such as ``2 persons``.
    """

    card_id: str
    task_id: str
    job_id: str
    title: str
    swatch: Markup
    supplier: str
    place: str
    when: tuple[str, ...]
    hours: str
    more: str
    outdoor: bool


class Group(NamedTuple):
    """The left-over tasks of one supplier; ``hours`` such as ``42.5 h``."""

    supplier_id: str
    name: str
    swatch: Markup
    hours: str
    cards: tuple[Card, ...]


class Lane(NamedTuple):
    """One job.

    Attributes:
        state: ``viable``, ``draft`` or ``locked``.
        told: the state in a word.
        label: the job in a few words, for a list to choose from.
        why: why it is a draft, rule by rule.
    """

    job_id: str
    state: str
    told: str
    locked: bool
    label: str
    hours: str
    points: str
    bar: Markup
    week: Markup
    why: tuple[str, ...]
    cards: tuple[Card, ...]
    lock_label: str
    dissolve_label: str


class Figure(NamedTuple):
    """One figure of the strip: its value large, its name small."""

    code: str
    value: str
    name: str
    note: str = ""


class Slider(NamedTuple):
    """One rule or weight that can be set with a slider, or a yes and no (then ``top`` is 1).

    ``value`` is what the slider holds, ``shown`` what people read: ``times`` as much.
    """

    verb: str
    code: str
    sentence: str
    bottom: str
    top: str
    step: str
    value: str
    shown: str
    unit: str
    times: str
    changed: bool
    switch: bool


class Decision(NamedTuple):
    """A pin in words, and what takes it away."""

    kind: str
    ids: tuple[str, ...]
    sentence: str


class Option(NamedTuple):
    """Something to choose from."""

    value: str
    label: str
    chosen: bool = False


class Asked(NamedTuple):
    """A proposal that waits for an answer; ``cells`` is what changes, in words."""

    number: int
    swatch: Markup
    supplier: str
    sentence: str
    cells: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]


class Field(NamedTuple):
    """One field of the form for a task: a column of the table of tasks.

    ``kind`` is ``text``, ``select`` or ``days``; ``hint`` says what to fill in.
    """

    name: str
    label: str
    hint: str
    required: bool
    kind: str
    options: tuple[Option, ...] = ()


class Own(NamedTuple):
    """One task of the supplier that looks, with what became of it and its cells as they are now (JSON)."""

    task_id: str
    title: str
    when: str
    place: str
    told: str
    placed: bool
    cells: str
    warnings: tuple[str, ...]


class Guest(NamedTuple):
    """A supplier at the door: who is in for it, in words, and whether that is anyone."""

    supplier_id: str
    name: str
    told: str
    there: bool


class Stack(NamedTuple):
    """What the solver is doing, to show."""

    running: bool
    said: str
    figures: str
    plan: Markup
