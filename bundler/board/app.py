"""The pages and the verbs of the board: who asks, whether they may, and what they get."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from typing import get_args

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from bundler.board import forms, render
from bundler.board.access import NotLetIn, Person
from bundler.board.limits import BUG, App, Guard, Rate
from bundler.board.questions import Questions
from bundler.board.replies import file_answer, html_answer, one_of, packs, static_files
from bundler.board.room import Reply, Room
from bundler.board.stream import Live
from bundler.board.view_model import Look, Theme, View
from bundler.errors import BundlerError
from bundler.i18n import LANGS, Lang, Text

MOST_CHANGES = 60  # a minute of anyone but the facilitator, and of anyone's own language or theme
_MONTH = 30 * 24 * 3600
_PLACES = {place: place for place in ("/", "/phone", "/join", *(f"/?view={v}" for v in get_args(View)))}

_ENTER = Text(
    "Join the board first, with the code on the screen in the room.",
    "Doe eerst mee met het bord, met de code op het scherm in de zaal.",
)
_MAY_NOT = Text("Only the facilitator can do that here.", "Dat kan hier alleen de begeleider.")
_UNKNOWN = Text("The board knows no such page.", "Die pagina kent het bord niet.")
_TOO_FAST = Text("That is too much at once. Wait a moment.", "Dat is te veel tegelijk. Wacht even.")

Endpoint = Callable[[Request], Awaitable[Response]]


class _Denied(Exception):
    """The request goes no further; the answer says why."""

    def __init__(self, status: int, said: Text) -> None:
        super().__init__(said.en)
        self.status, self.said = status, said


def make_app(room: Room, *, port: int = 8765, names: Iterable[str] = ()) -> App:
    """The board as an ASGI application.

    Args:
        room: session, people and solver; closed by whoever made it.
        port: part of the cookies' names, as browsers keep them by host alone.
        names: names of this machine, beside its numbers and ``localhost``.
    """
    return Guard(_Pages(room, port).app(), names)


class _Pages:
    def __init__(self, room: Room, port: int) -> None:
        self._room = room
        self._cookie = f"bundler-board-{port}"
        self._questions = Questions(room)
        self._changes = Rate(MOST_CHANGES, 60.0)
        self._static = static_files()

    def app(self) -> Starlette:
        """The routes."""
        get = {
            "/": self.board,
            "/phone": self.phone,
            "/join": self.door,
            "/f/{secret}": self.facilitate,
            "/live": self.live,
            "/why/{task_id}": self.why,
            "/ask": self.ask,
            "/moments": self.moments,
            "/export/{name}": self.export,
            "/static/{name}": self.static,
        }
        post = {
            "/do/{verb}": self.do,
            "/stack": self.stack,
            "/stop": self.stop,
            "/join": self.join,
            "/leave": self.leave,
            "/lang": self.choose,
            "/theme": self.choose,
        }
        routes = [Route(path, endpoint, methods=["GET"]) for path, endpoint in get.items()]
        routes += [Route(path, endpoint, methods=["POST"]) for path, endpoint in post.items()]
        app = Starlette(
            routes=routes,
            lifespan=self._life,
            exception_handlers={
                _Denied: self._denied,
                NotLetIn: self._not_let_in,
                forms.Misread: self._misread,
                404: self._unknown,
                405: self._unknown,
                Exception: self._bug,
            },
        )
        app.router.redirect_slashes = False
        return app

    @asynccontextmanager
    async def _life(self, _app: Starlette) -> AsyncIterator[None]:
        self._room.hub.start()
        try:
            yield
        finally:
            await self._room.hub.stop()
            await run_in_threadpool(self._questions.close)

    # who asks

    def _person(self, request: Request) -> Person | None:
        return self._room.access.person(request.cookies.get(self._cookie))

    def _known(self, request: Request, *roles: str) -> Person:
        person = self._person(request)
        if person is None:
            raise _Denied(401, _ENTER)
        if roles and person.role not in roles:
            raise _Denied(403, _MAY_NOT)
        return person

    def _lang(self, request: Request) -> Lang:
        person = self._person(request)
        if person is not None:
            return person.lang
        chosen = one_of(LANGS, request.cookies.get(f"{self._cookie}-lang"), None)
        if chosen is not None:
            return chosen
        asked = request.headers.get("accept-language", "").casefold()
        return "nl" if asked.startswith("nl") else "en"

    def _theme(self, request: Request) -> Theme:
        person = self._person(request)
        if person is not None:
            return person.theme
        return one_of(get_args(Theme), request.cookies.get(f"{self._cookie}-theme"), "light")

    def _look(self, request: Request, person: Person, *, phone: bool) -> Look:
        view = one_of(get_args(View), request.query_params.get("view"), "all")
        return Look(person.role, person.supplier_id, person.lang, view, person.theme, phone)

    def _set(self, response: Response, name: str, value: str) -> None:
        response.set_cookie(name, value, max_age=_MONTH, path="/", httponly=True, samesite="strict")

    # the pages

    async def board(self, request: Request) -> Response:
        """The board on a large screen."""
        return await self._page(request, phone=False)

    async def phone(self, request: Request) -> Response:
        """The board on a phone."""
        return await self._page(request, phone=True)

    async def _page(self, request: Request, *, phone: bool) -> Response:
        person = self._person(request)
        if person is None:
            return RedirectResponse("/join", 303)
        look = self._look(request, person, phone=phone)
        return html_answer(request, await run_in_threadpool(self._room.page, look))

    async def door(self, request: Request) -> Response:
        """Where one joins; a code in the address is filled in."""
        return self._door(request, request.query_params.get("code", "")[:16])

    def _door(self, request: Request, code: str, error: NotLetIn | None = None) -> Response:
        suppliers = [(one.supplier_id, one.name) for one in self._room.session.problem.suppliers]
        wrong = None if error is None else error.text
        markup = render.join_page(self._lang(request), self._theme(request), code, suppliers, wrong)
        return html_answer(request, markup, 200 if error is None else error.status)

    async def facilitate(self, request: Request) -> Response:
        """The facilitator's own address: it gives the cookie."""
        token = await run_in_threadpool(
            self._room.access.facilitate,
            request.path_params["secret"],
            _address(request),
            one_of(LANGS, request.cookies.get(f"{self._cookie}-lang"), None),  # else that of the command
            self._theme(request),
        )
        response = RedirectResponse("/", 303)
        self._set(response, self._cookie, token)
        return response

    async def static(self, request: Request) -> Response:
        """A file from our own table."""
        found = self._static.get(request.path_params["name"])
        if found is None:
            raise _Denied(404, _UNKNOWN)
        return file_answer(request, found)

    async def live(self, request: Request) -> Response:
        """Every state, for as long as somebody looks."""
        if request.method != "GET":
            raise _Denied(405, _UNKNOWN)
        person = self._known(request)
        look = self._look(request, person, phone=request.query_params.get("phone") == "yes")
        return Live(self._room.hub, look, person.key, packs(request))

    # questions

    async def why(self, request: Request) -> Response:
        """Why a task is left over."""
        task_id = forms.plain_text(request.path_params["task_id"])
        return await self._answer(request, lambda look: self._questions.why(task_id, look))

    async def ask(self, request: Request) -> Response:
        """What would help most."""
        return await self._answer(request, self._questions.ask)

    async def moments(self, request: Request) -> Response:
        """What differs between two moments."""
        a, b = (forms.plain_text(request.query_params.get(name, "")) for name in ("a", "b"))
        return await self._answer(request, lambda look: self._questions.moments(a, b, look))

    async def _answer(self, request: Request, answer: Callable[[Look], str]) -> Response:
        person = self._known(request)
        look = self._look(request, person, phone=False)
        with self._questions.turn(person.key) as free:
            if not free:
                raise _Denied(429, _TOO_FAST)
            try:
                return html_answer(request, await run_in_threadpool(answer, look))
            except BundlerError as error:
                return PlainTextResponse(error.text(person.lang), 409)

    async def export(self, request: Request) -> Response:
        """The session as a file."""
        person = self._known(request, "facilitator")
        with self._questions.turn(person.key) as free:
            if not free:
                raise _Denied(429, _TOO_FAST)
            try:
                made = await run_in_threadpool(
                    self._questions.export, request.path_params["name"], person.lang
                )
            except BundlerError as error:
                return PlainTextResponse(error.text(person.lang), 409)
        if made is None:
            raise _Denied(404, _UNKNOWN)
        headers = {"content-disposition": f'attachment; filename="{made.name}"'}
        return Response(made.content, 200, headers, media_type=made.media_type)

    # changes

    async def do(self, request: Request) -> Response:
        """A change of the board."""
        verb = forms.VERBS.get(request.path_params["verb"])
        if verb is None:
            self._known(request)
            raise _Denied(404, _UNKNOWN)
        name = request.path_params["verb"]
        return await self._change(request, verb.roles, lambda f, p: self._room.do(name, f, p))

    async def stack(self, request: Request) -> Response:
        """Let the solver stack the rest."""
        return await self._change(
            request,
            ("facilitator",),
            lambda f, p: self._room.stack(forms.filled(forms.Stack, f).seconds, p),
        )

    async def stop(self, request: Request) -> Response:
        """Stop it; its best plan comes onto the board, or not."""
        return await self._change(
            request,
            ("facilitator",),
            lambda f, p: self._room.stop(forms.filled(forms.Stop, f).keep == "yes", p),
        )

    async def _change(
        self,
        request: Request,
        roles: Iterable[str],
        act: Callable[[dict[str, list[str]], Person], Reply],
    ) -> Response:
        person = self._known(request, *roles)
        if person.role != "facilitator" and not self._changes.allow(person.key):
            raise _Denied(429, _TOO_FAST)
        fields = forms.read_fields(await request.body())
        once = " ".join(fields.pop("once", []))
        reply = await run_in_threadpool(self._room.once, person, once, lambda: act(fields, person))
        headers = {} if reply.seq is None else {"x-board-seq": str(reply.seq)}
        return PlainTextResponse(reply.said(person.lang), reply.status, headers)

    # coming, going, and how one looks at it

    async def join(self, request: Request) -> Response:
        """Somebody comes in with the code."""
        form = forms.filled(forms.Join, forms.read_fields(await request.body()))
        suppliers = [one.supplier_id for one in self._room.session.problem.suppliers]
        try:
            token = await run_in_threadpool(
                self._room.access.join,
                form.code,
                form.supplier_id,
                suppliers,
                _address(request),
                self._lang(request),
                self._theme(request),
            )
        except NotLetIn as error:
            return self._door(request, form.code[:16], error)
        response = RedirectResponse(_PLACES.get(form.back, "/"), 303)
        self._set(response, self._cookie, token)
        return response

    async def leave(self, request: Request) -> Response:
        """Somebody goes; the cookie is worth nothing from here on."""
        person = self._known(request)
        await run_in_threadpool(self._room.access.leave, person)
        self._room.hub.end(person.key)
        response = RedirectResponse("/join", 303)
        response.delete_cookie(self._cookie, path="/", httponly=True, samesite="strict")
        return response

    async def choose(self, request: Request) -> Response:
        """Another language or theme, for oneself."""
        form = forms.filled(forms.Choice, forms.read_fields(await request.body()))
        person = self._person(request)
        response = RedirectResponse(_PLACES.get(form.back, "/"), 303)
        if person is not None:
            if not self._changes.allow(person.key):
                raise _Denied(429, _TOO_FAST)
            await run_in_threadpool(
                lambda: self._room.access.choose(person, lang=form.lang, theme=form.theme)
            )
            return response
        for name, value in (("lang", form.lang), ("theme", form.theme)):
            if value is not None:
                self._set(response, f"{self._cookie}-{name}", value)
        return response

    # what goes no further

    async def _denied(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, _Denied)
        return PlainTextResponse(error.said(self._lang(request)), error.status)

    async def _not_let_in(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, NotLetIn)
        return PlainTextResponse(error.text(self._lang(request)), error.status)

    async def _misread(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, forms.Misread)
        return PlainTextResponse(error.text(self._lang(request)), 422)

    async def _bug(self, request: Request, _error: Exception) -> Response:
        return PlainTextResponse(BUG(self._lang(request)), 500)

    async def _unknown(self, request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404
        return PlainTextResponse(_UNKNOWN(self._lang(request)), status)


def _address(request: Request) -> str:
    return request.client.host if request.client is not None else "?"
