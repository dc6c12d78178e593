"""The pages and the verbs of the board: who asks, whether they may, and what they get."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from bundler.board import forms
from bundler.board.access import NotLetIn
from bundler.board.door import Door
from bundler.board.limits import BUG, App, Guard
from bundler.board.questions import Questions
from bundler.board.replies import file_answer, html_answer, packs, static_files
from bundler.board.room import Room
from bundler.board.stream import Live
from bundler.board.view_model import Look
from bundler.board.who import TOO_FAST, Denied, Who
from bundler.errors import BundlerError
from bundler.i18n import Text

_UNKNOWN = Text("The board knows no such page.", "Die pagina kent het bord niet.")


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
        self._room, self._who = room, Who(room, port)
        self._questions = Questions(room)
        self._static = static_files()

    def app(self) -> Starlette:
        """The routes."""
        door = Door(self._who)
        get = {
            "/": self.board,
            "/phone": self.phone,
            "/join": door.door,
            "/f/{secret}": door.facilitate,
            "/live": self.live,
            "/why/{task_id:path}": self.why,
            "/ask": self.ask,
            "/moments": self.moments,
            "/invite/{supplier_id:path}": door.invite,
            "/export/{name}": self.export,
            "/static/{name}": self.static,
        }
        post = {
            "/do/{verb}": self.do,
            "/stack": self.stack,
            "/stop": self.stop,
            "/door": door.open_door,
            "/dismiss": door.dismiss,
            "/join": door.join,
            "/leave": door.leave,
            "/lang": door.choose,
            "/theme": door.choose,
        }
        routes = [Route(path, endpoint, methods=["GET"]) for path, endpoint in get.items()]
        routes += [Route(path, endpoint, methods=["POST"]) for path, endpoint in post.items()]
        app = Starlette(
            routes=routes,
            lifespan=self._life,
            exception_handlers={
                Denied: self._denied,
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

    # the pages

    async def board(self, request: Request) -> Response:
        """The board on a large screen."""
        return await self._page(request, phone=False)

    async def phone(self, request: Request) -> Response:
        """The board on a phone."""
        return await self._page(request, phone=True)

    async def _page(self, request: Request, *, phone: bool) -> Response:
        person = self._who.person(request)
        if person is None:
            return RedirectResponse("/join", 303)
        look = self._who.look(request, person, phone=phone)
        return html_answer(request, await run_in_threadpool(self._room.page, look))

    async def static(self, request: Request) -> Response:
        """A file from our own table."""
        found = self._static.get(request.path_params["name"])
        if found is None:
            raise Denied(404, _UNKNOWN)
        return file_answer(request, found)

    async def live(self, request: Request) -> Response:
        """Every state, for as long as somebody looks."""
        if request.method != "GET":
            raise Denied(405, _UNKNOWN)
        person = self._who.known(request)
        look = self._who.look(request, person, phone=request.query_params.get("phone") == "yes")
        self._questions.wake()
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
        person = self._who.known(request)
        look = self._who.look(request, person, phone=False)
        with self._questions.turn(person) as free:
            if not free:
                raise Denied(429, TOO_FAST)
            try:
                return html_answer(request, await run_in_threadpool(answer, look))
            except BundlerError as error:
                return PlainTextResponse(error.text(person.lang), 409)

    async def export(self, request: Request) -> Response:
        """The session as a file."""
        person = self._who.known(request, "facilitator")
        with self._questions.turn(person) as free:
            if not free:
                raise Denied(429, TOO_FAST)
            try:
                made = await run_in_threadpool(
                    self._questions.export, request.path_params["name"], person.lang
                )
            except BundlerError as error:
                return PlainTextResponse(error.text(person.lang), 409)
        if made is None:
            raise Denied(404, _UNKNOWN)
        headers = {"content-disposition": f'attachment; filename="{made.name}"'}
        return Response(made.content, 200, headers, media_type=made.media_type)

    # changes

    async def do(self, request: Request) -> Response:
        """A change of the board."""
        verb = forms.VERBS.get(request.path_params["verb"])
        if verb is None:
            self._who.known(request)
            raise Denied(404, _UNKNOWN)
        name = request.path_params["verb"]
        return await self._who.change(request, verb.roles, lambda f, p: self._room.do(name, f, p))

    async def stack(self, request: Request) -> Response:
        """Let the solver stack the rest."""
        return await self._who.change(
            request,
            ("facilitator",),
            lambda f, p: self._room.stack(forms.filled(forms.Stack, f).seconds, p),
        )

    async def stop(self, request: Request) -> Response:
        """Stop it; its best plan comes onto the board, or not."""
        return await self._who.change(
            request,
            ("facilitator",),
            lambda f, p: self._room.stop(forms.filled(forms.Stop, f).keep == "yes", p),
        )

    # what goes no further

    async def _denied(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, Denied)
        return PlainTextResponse(error.said(self._who.lang(request)), error.status)

    async def _not_let_in(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, NotLetIn)
        return PlainTextResponse(error.text(self._who.lang(request)), error.status)

    async def _misread(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, forms.Misread)
        return PlainTextResponse(error.text(self._who.lang(request)), 422)

    async def _bug(self, request: Request, _error: Exception) -> Response:
        return PlainTextResponse(BUG(self._who.lang(request)), 500)

    async def _unknown(self, request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404
        return PlainTextResponse(_UNKNOWN(self._who.lang(request)), status)
