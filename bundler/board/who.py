"""Who sends a request: whether they may, in which language and how they look at the board."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import get_args

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bundler.board import forms
from bundler.board.access import Person
from bundler.board.limits import Rate
from bundler.board.outcome import Reply
from bundler.board.replies import one_of
from bundler.board.room import Room
from bundler.board.view_model import Look, Theme, View
from bundler.i18n import LANGS, Lang, Text

MOST_CHANGES = 60  # a minute of anyone but the facilitator, and of anyone's own language or theme
MOST_ONCE = 80  # signs of what tells that a form is the same as one before
_MONTH = 30 * 24 * 3600

_ENTER = Text(
    "Join the board first, with the code on the screen in the room.",
    "Doe eerst mee met het bord, met de code op het scherm in de zaal.",
)
_MAY_NOT = Text("Only the facilitator can do that here.", "Dat kan hier alleen de begeleider.")
TOO_FAST = Text("That is too much at once. Wait a moment.", "Dat is te veel tegelijk. Wacht even.")


class Denied(Exception):
    """The request goes no further; the answer says why."""

    def __init__(self, status: int, said: Text) -> None:
        super().__init__(said.en)
        self.status, self.said = status, said


class Who:
    """Knows people by their cookie.

    Args:
        room: session, people and solver.
        port: part of the cookies' names, as browsers keep them by host alone.

    Attributes:
        room: as given.
        cookie: what the cookie is called.
        changes: how much everyone but the facilitator may send.
    """

    def __init__(self, room: Room, port: int) -> None:
        self.room = room
        self.cookie = f"bundler-board-{port}"
        self.changes = Rate(MOST_CHANGES, 60.0)

    def person(self, request: Request) -> Person | None:
        """Who sends this; None where it is nobody whom we let in."""
        return self.room.access.person(request.cookies.get(self.cookie))

    def known(self, request: Request, *roles: str) -> Person:
        """Who sends this.

        Raises:
            Denied: it is nobody, or somebody of another role.
        """
        person = self.person(request)
        if person is None:
            raise Denied(401, _ENTER)
        if roles and person.role not in roles:
            raise Denied(403, _MAY_NOT)
        return person

    def lang(self, request: Request) -> Lang:
        """The language of the answer."""
        person = self.person(request)
        if person is not None:
            return person.lang
        chosen = one_of(LANGS, request.cookies.get(f"{self.cookie}-lang"), None)
        if chosen is not None:
            return chosen
        asked = request.headers.get("accept-language", "").casefold()
        return "nl" if asked.startswith("nl") else "en"

    def theme(self, request: Request) -> Theme:
        """The room of the answer."""
        person = self.person(request)
        if person is not None:
            return person.theme
        return one_of(get_args(Theme), request.cookies.get(f"{self.cookie}-theme"), "light")

    def look(self, request: Request, person: Person, *, phone: bool) -> Look:
        """How they look at the board."""
        view = one_of(get_args(View), request.query_params.get("view"), "all")
        return Look(person.role, person.supplier_id, person.lang, view, person.theme, phone)

    def set_cookie(self, response: Response, name: str, value: str) -> None:
        """Let the browser keep something."""
        response.set_cookie(name, value, max_age=_MONTH, path="/", httponly=True, samesite="strict")

    async def change(
        self,
        request: Request,
        roles: Iterable[str],
        act: Callable[[dict[str, list[str]], Person], Reply],
    ) -> Response:
        """Do what a form asks, once.

        Raises:
            Denied: they may not, or send too much.
            bundler.board.forms.Misread: it cannot be what our pages send.
        """
        person = self.known(request, *roles)
        if person.role != "facilitator" and not self.changes.allow(person.key):
            raise Denied(429, TOO_FAST)
        fields = forms.read_fields(await request.body())
        once = " ".join(fields.pop("once", []))[:MOST_ONCE]
        reply = await run_in_threadpool(self.room.once, person, once, lambda: act(fields, person))
        headers = {} if reply.seq is None else {"x-board-seq": str(reply.seq)}
        return PlainTextResponse(reply.said(person.lang), reply.status, headers)


def address_of(request: Request) -> str:
    """From which address it comes."""
    return request.client.host if request.client is not None else "?"
