"""The door: who comes in, as whom, who goes, and how one wants to look at the board."""

from __future__ import annotations

from typing import get_args

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from bundler.board import forms, render
from bundler.board.access import NotLetIn
from bundler.board.replies import html_answer, one_of
from bundler.board.view_model import Look, View
from bundler.board.who import TOO_FAST, Denied, Who, address_of
from bundler.errors import BundlerError
from bundler.i18n import LANGS

_PLACES = {place: place for place in ("/", "/phone", "/join", *(f"/?view={v}" for v in get_args(View)))}


class Door:
    """Its pages and forms.

    Args:
        who: knows people by their cookie.
    """

    def __init__(self, who: Who) -> None:
        self._who = who

    async def door(self, request: Request) -> Response:
        """Where one joins; a code in the address is filled in."""
        code, own = (request.query_params.get(name, "") for name in ("code", "as"))
        return self._door(request, code[:16], own)

    def _door(self, request: Request, code: str, own: str = "", error: NotLetIn | None = None) -> Response:
        suppliers = [(one.supplier_id, one.name) for one in self._who.room.session.problem.suppliers]
        wrong = None if error is None else error.text
        look = Look(supplier_id=own, lang=self._who.lang(request), theme=self._who.theme(request), phone=True)
        markup = render.join_page(look, code, suppliers, wrong)
        return html_answer(request, markup, 200 if error is None else error.status)

    async def facilitate(self, request: Request) -> Response:
        """The facilitator's own address: it gives the cookie."""
        token = await run_in_threadpool(
            self._who.room.access.facilitate,
            request.path_params["secret"],
            address_of(request),
            one_of(LANGS, request.cookies.get(f"{self._who.cookie}-lang"), None),  # else that of the command
            self._who.theme(request),
        )
        response = RedirectResponse("/", 303)
        self._who.set_cookie(response, self._who.cookie, token)
        return response

    async def join(self, request: Request) -> Response:
        """Somebody comes in with the code."""
        form = forms.filled(forms.Join, forms.read_fields(await request.body()))
        suppliers = [one.supplier_id for one in self._who.room.session.problem.suppliers]
        try:
            token = await run_in_threadpool(
                self._who.room.access.join,
                form.code,
                form.supplier_id,
                suppliers,
                address_of(request),
                self._who.lang(request),
                self._who.theme(request),
            )
        except NotLetIn as error:
            return self._door(request, form.code[:16], form.supplier_id, error)
        self._who.room.guests.came_or_went()
        response = RedirectResponse(_PLACES.get(form.back, "/"), 303)
        self._who.set_cookie(response, self._who.cookie, token)
        return response

    async def leave(self, request: Request) -> Response:
        """Somebody goes; the cookie is worth nothing from here on."""
        person = self._who.known(request)
        await run_in_threadpool(self._who.room.access.leave, person)
        self._who.room.hub.end(person.key)
        self._who.room.guests.came_or_went()
        response = RedirectResponse("/join", 303)
        response.delete_cookie(self._who.cookie, path="/", httponly=True, samesite="strict")
        return response

    async def choose(self, request: Request) -> Response:
        """Another language or theme, for oneself."""
        form = forms.filled(forms.Choice, forms.read_fields(await request.body()))
        person = self._who.person(request)
        response = RedirectResponse(_PLACES.get(form.back, "/"), 303)
        if person is not None:
            if not self._who.changes.allow(person.key):
                raise Denied(429, TOO_FAST)
            await run_in_threadpool(
                lambda: self._who.room.access.choose(person, lang=form.lang, theme=form.theme)
            )
            return response
        for name, value in (("lang", form.lang), ("theme", form.theme)):
            if value is not None:
                self._who.set_cookie(response, f"{self._who.cookie}-{name}", value)
        return response

    async def invite(self, request: Request) -> Response:
        """How one comes in for a supplier."""
        person = self._who.known(request, "facilitator")
        supplier_id = forms.plain_text(request.path_params["supplier_id"])
        try:
            found = await run_in_threadpool(self._who.room.guests.invite, supplier_id)
        except BundlerError as error:
            return PlainTextResponse(error.text(person.lang), 409)
        return html_answer(
            request, render.sheet("invite", self._who.look(request, person, phone=False), found=found)
        )

    async def open_door(self, request: Request) -> Response:
        """Whether people may come in as a supplier of their choice."""
        return await self._who.change(
            request,
            ("facilitator",),
            lambda f, _: self._who.room.guests.let_choose(forms.filled(forms.Door, f).choose == "yes"),
        )

    async def dismiss(self, request: Request) -> Response:
        """Everyone who is in for a supplier goes."""
        return await self._who.change(
            request,
            ("facilitator",),
            lambda f, _: self._who.room.guests.dismiss(forms.filled(forms.Guest, f).supplier_id),
        )
