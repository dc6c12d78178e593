"""What people can ask the board to do: one form for each verb, who may send it, and what it does."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple, get_args
from urllib.parse import parse_qsl

from bundler.board.access import Person
from bundler.board.session import Done, Session
from bundler.board.state import ChangeKind, TaskChange
from bundler.board.view_model import Role, Theme
from bundler.domain import Pin
from bundler.domain.model import Frozen
from bundler.domain.scenario import Objective, Rules, Weights
from bundler.errors import BundlerError
from bundler.i18n import Lang, Text
from bundler.units import parse_number

Fields = Mapping[str, list[str]]

MOST_FIELDS = 100
MOST_TEXT = 2000  # characters in one field
MOST_IDS = 60
_MOST_NUMBER = 1_000_000
# Line breaks in a text area and a tab pasted from a table become blanks; the rest of these is no text.
_BLANK = str.maketrans({"\r": " ", "\n": " ", "\t": " "})
_NO_TEXT = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_BLANK_CELL = "(blank)"  # the word that empties a cell in a table of changes
_DAYS = "days"
_JOINERS = "\u200c\u200d\u00ad"

_FORM = Text("The board did not understand this form.", "Het bord begreep dit formulier niet.")
_FIELD = Text(
    "The board did not understand the field {field} of this form.",
    "Het bord begreep het veld {field} van dit formulier niet.",
)
_LONG = Text(
    "This is too long: at most {most} characters in a field.",
    "Dit is te lang: hooguit {most} tekens in een veld.",
)
_SIGNS = Text(
    "There are characters in this that are no text.",
    "Hier staan tekens in die geen tekst zijn.",
)
_OWN = Text("Not your own supplier's.", "Niet van uw eigen leverancier.")

Kind = Literal["together", "apart", "place", "leave", "job", "forbid_suppliers"]


class Misread(BundlerError):
    """A form that cannot be what our pages send."""


class _Nothing(Frozen):
    pass


class _Move(Frozen):
    task_id: str
    source: str = ""
    target: str = ""


class _Lock(Frozen):
    job_id: str
    locked: Literal["yes", "no"]


class _Job(Frozen):
    job_id: str


class _Task(Frozen):
    task_id: str


class _Pin(Frozen):
    kind: Kind
    ids: tuple[str, ...]

    def pin(self) -> Pin:
        """The pin; one that cannot be raises ValueError."""
        if not 1 <= len(self.ids) <= MOST_IDS or not all(self.ids):
            raise ValueError("ids")
        if self.kind in ("place", "leave"):
            (one,) = self.ids
            return Pin.model_validate({self.kind: one})
        if len(set(self.ids)) != len(self.ids) or (len(self.ids) < 2 and self.kind != "job"):
            raise ValueError("ids")
        return Pin.model_validate({self.kind: self.ids})


class _Setting(Frozen):
    code: str
    value: str


class _Objective(Frozen):
    value: Objective


class _Name(Frozen):
    name: str


class _Number(Frozen):
    number: int


class _Change(Frozen):
    kind: ChangeKind
    task_id: str
    cells: Mapping[str, str] = {}


class Stack(Frozen):
    """How long the solver may look."""

    seconds: float = 60.0


class Stop(Frozen):
    """Whether the plan that was found is kept."""

    keep: Literal["yes", "no"] = "yes"


class Join(Frozen):
    """Somebody at the door."""

    code: str
    supplier_id: str = ""
    back: str = "/"


class Door(Frozen):
    """Whether people may come in as a supplier of their choice."""

    choose: Literal["yes", "no"]


class Guest(Frozen):
    """A supplier, of those who are in."""

    supplier_id: str


class Choice(Frozen):
    """How somebody wants to look at the board."""

    lang: Lang | None = None
    theme: Theme | None = None
    back: str = "/"


class _Verb(NamedTuple):
    """One verb: its form, who may use it, and what it does to the session."""

    form: type[Frozen]
    act: Callable[[Session, Any, Person], Done]
    roles: tuple[Role, ...] = ("facilitator",)


def _move(session: Session, form: _Move, person: Person) -> Done:
    return session.move(form.task_id, form.source or None, form.target or None, person.who)


def _rule(session: Session, form: _Setting, person: Person) -> Done:
    return session.set_rule(form.code, _rule_value(form.code, form.value), person.who)


def _weight(session: Session, form: _Setting, person: Person) -> Done:
    if form.code not in Weights.model_fields:
        raise Misread(_FIELD.fill(field="code"))
    return session.set_weight(form.code, _number(form.value), person.who)


def _propose(session: Session, form: _Change, person: Person) -> Done:
    return session.propose(person.supplier_id, _task_change(form, person.supplier_id), person.who)


VERBS: dict[str, _Verb] = {
    "move": _Verb(_Move, _move),
    "lock": _Verb(_Lock, lambda s, f, p: s.lock(f.job_id, f.locked == "yes", p.who)),
    "dissolve": _Verb(_Job, lambda s, f, p: s.dissolve(f.job_id, p.who)),
    "leave-out": _Verb(_Task, lambda s, f, p: s.leave_out(f.task_id, p.who)),
    "pin": _Verb(_Pin, lambda s, f, p: s.add_pin(f.pin(), p.who)),
    "unpin": _Verb(_Pin, lambda s, f, p: s.remove_pin(f.pin(), p.who)),
    "rule": _Verb(_Setting, _rule),
    "weight": _Verb(_Setting, _weight),
    "objective": _Verb(_Objective, lambda s, f, p: s.set_objective(f.value, p.who)),
    "undo": _Verb(_Nothing, lambda s, _, p: s.undo(p.who)),
    "redo": _Verb(_Nothing, lambda s, _, p: s.redo(p.who)),
    "moment": _Verb(_Name, lambda s, f, p: s.name_moment(f.name, p.who)),
    "accept": _Verb(_Number, lambda s, f, p: s.accept(f.number, p.who)),
    "refuse": _Verb(_Number, lambda s, f, p: s.refuse(f.number, p.who)),
    "change": _Verb(_Change, lambda s, f, p: s.change_task(_task_change(f, ""), p.who)),
    "propose": _Verb(_Change, _propose, ("supplier",)),
}


def read_fields(body: bytes) -> dict[str, list[str]]:
    """The fields of a form, each with its texts in order.

    Raises:
        Misread: it is no form, has too many or too long fields, or signs that are no text.
    """
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS
        )
    except ValueError:  # not ASCII, not UTF-8, or too many fields
        raise Misread(_FORM) from None
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        if len(name) > 64 or not name.isascii() or not name.isprintable():
            raise Misread(_FORM)
        fields.setdefault(name, []).append(plain_text(value))
    return fields


def plain_text(value: str) -> str:
    """A text on one line without anything that steers: no control signs, no change of direction.

    Raises:
        Misread: it is too long, or has such signs.
    """
    if len(value) > MOST_TEXT:
        raise Misread(_LONG.fill(most=MOST_TEXT))
    value = unicodedata.normalize("NFC", value.translate(_BLANK)).strip()
    if any(unicodedata.category(sign) in _NO_TEXT and sign not in _JOINERS for sign in value):
        raise Misread(_SIGNS)
    return value


def filled(form: type[Frozen], fields: Fields) -> Any:
    """The form with its fields filled in.

    Raises:
        Misread: a field is missing, is too many, or has no value that it can have.
    """
    values: dict[str, object] = {}
    cells: dict[str, str] = {}
    for name, texts in fields.items():
        if name == "ids" and "ids" in form.model_fields:
            values[name] = tuple(texts)
        elif name == _DAYS and "cells" in form.model_fields:
            cells[name] = ";".join(texts)  # a box for each day
        elif len(texts) > 1:
            raise Misread(_FIELD.fill(field=name))
        elif name in form.model_fields and name != "cells":
            values[name] = (
                _number(texts[0]) if form.model_fields[name].annotation in (int, float) else texts[0]
            )
        elif "cells" in form.model_fields and name in task_columns():
            cells[name] = texts[0]
        else:
            raise Misread(_FIELD.fill(field=name))
    if cells:
        values["cells"] = cells
    try:
        return form.model_validate(values)
    except ValueError:
        raise Misread(_FORM) from None


def act(session: Session, verb: str, fields: Fields, person: Person) -> Done:
    """Do what a form asks; that the person may is asked before.

    Raises:
        Misread: the form cannot be what our pages send.
        bundler.board.session.Refused: it cannot be done; nothing changed.
    """
    known = VERBS[verb]
    form = filled(known.form, fields)
    if isinstance(form, _Pin):
        try:
            form.pin()
        except ValueError:
            raise Misread(_FIELD.fill(field="ids")) from None
    return known.act(session, form, person)


def task_columns() -> frozenset[str]:
    """The columns of the table of tasks, but for its key."""
    from bundler.io.tables_tasks import TASKS

    return frozenset(column.name for column in TASKS.columns) - {"task_id"}


def _task_change(form: _Change, supplier_id: str) -> TaskChange:
    """The change of a row; where a supplier asks for it, the row is that supplier's.

    Raises:
        Misread: it names another supplier.
    """
    cells = {name: text or _BLANK_CELL for name, text in form.cells.items() if text or form.kind == "change"}
    if supplier_id and cells.get("supplier_id", supplier_id) != supplier_id:
        raise Misread(_OWN)
    if supplier_id and form.kind == "add":
        cells["supplier_id"] = supplier_id
    return TaskChange(form.kind, form.task_id, {} if form.kind == "drop" else cells)


def _number(text: str) -> float:
    try:
        number = parse_number(text)
    except ValueError:
        raise Misread(_FIELD.fill(field="value")) from None
    if abs(number) > _MOST_NUMBER:
        raise Misread(_FIELD.fill(field="value"))
    return number


def _rule_value(code: str, text: str) -> bool | int | float | str | tuple[str, ...] | None:
    """A rule's value as its field in ``Rules`` wants it."""
    known = Rules.model_fields.get(code)
    if known is None:
        raise Misread(_FIELD.fill(field="code"))
    kind = known.annotation
    kinds = get_args(kind) or (kind,)
    if type(None) in kinds and not text:
        return None
    if bool in kinds:
        if text not in ("yes", "no", "1", "0"):
            raise Misread(_FIELD.fill(field="value"))
        return text in ("yes", "1")
    if int in kinds or float in kinds:
        number = _number(text)
        return int(number) if number == int(number) else number
    if str in kinds:  # a tuple of texts
        return tuple(part for part in (piece.strip() for piece in text.split(",")) if part)
    return text
