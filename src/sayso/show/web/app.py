"""The explorer as an application: routes, and the way from a request to a view and back."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, replace
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from sayso.problems import Failure, problem
from sayso.record import Problem
from sayso.show.visible import short, visible
from sayso.show.web.answers import Answer, Asked, Bytes, Download, Json, Moved, Page
from sayso.show.web.desk import Desk
from sayso.show.web.door import enter
from sayso.show.web.guard import HEADERS, LONGEST_BODY, Guard
from sayso.show.web.links import Links, ServerLinks
from sayso.show.web.rendering import STATIC, Frame, environment, render
from sayso.show.web.views.actors import actor_page, actors_page, pair_page
from sayso.show.web.views.adding import add_page
from sayso.show.web.views.agreement import agreement_page
from sayso.show.web.views.article import article_page
from sayso.show.web.views.claims import claims_page, disputes_page
from sayso.show.web.views.events import ledger_page
from sayso.show.web.views.files import ledger_file
from sayso.show.web.views.network import network_page
from sayso.show.web.views.predictions import prediction_page, predictions_page, resolve_page, trials_page
from sayso.show.web.views.programs import takers, views
from sayso.show.web.views.review import decide_page, review_page
from sayso.show.web.views.runs import runs_page, sources_page
from sayso.show.web.views.trials import figure_file, plan_page

View = Callable[[Desk, Links, Asked], Answer]
COOKIE = "sayso"
STATUS = {
    "S741": 401,
    **dict.fromkeys(("S310", "S311", "S312", "S622", "S626", "S705", "S742", "S760"), 400),
    **dict.fromkeys(("S706", "S707", "S743"), 403),
    **dict.fromkeys(("S304", "S306", "S307", "S308", "S740"), 404),
    "S303": 503,
    "S708": 429,
    "S709": 413,
}

NOT_HELD = ("S310", "S311", "S312")  # what is sent is sound, but the ledger cannot hold it

READ: Mapping[str, View] = {
    "/ledger": ledger_page,
    "/ledger.{format:str}": ledger_file,
    "/article/{article:str}": article_page,
    "/review": review_page,
    "/agreement": agreement_page,
    "/actors": actors_page,
    "/actor": actor_page,
    "/pair": pair_page,
    "/network": network_page,
    "/claims": claims_page,
    "/predictions": predictions_page,
    "/prediction": prediction_page,
    "/trials": trials_page,
    "/plan": plan_page,
    "/figure/{verdict:str}/{kind:str}.svg": figure_file,
    "/disputes": disputes_page,
    "/runs": runs_page,
    "/sources": sources_page,
}
WRITE: Mapping[str, View] = {"/decide": decide_page, "/add": add_page, "/resolve": resolve_page}


def application(desk: Desk, guard: Guard) -> Starlette:
    """Return the explorer of the ledger at *desk*."""
    server = _Server(desk, guard)
    routes = [
        Route("/", server.home, methods=["GET"]),
        Route("/enter", server.enter, methods=["GET", "POST"]),
        *(Route(path, server.reading(view), methods=["GET"]) for path, view in READ.items()),
        *(Route(path, server.reading(view), methods=["GET"]) for path, view in views().items()),
        *(Route(path, server.writing(view), methods=["POST"]) for path, view in WRITE.items()),
        Route("/api/token", server.token, methods=["GET"]),
        *(Route(path, server.taking(view), methods=["POST"]) for path, view in takers().items()),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    handlers: Any = {HTTPException: server.missing, Failure: server.failed}
    app = Starlette(routes=routes, exception_handlers=handlers)
    app.add_middleware(_Doorkeeper, guard=guard)
    return app


class _Server:
    """The desk, the guard and the templates that the answers are made with."""

    def __init__(self, desk: Desk, guard: Guard) -> None:
        self.desk = desk
        self.guard = guard
        self.templates = environment()
        self.links = ServerLinks()

    async def home(self, _request: Request) -> Response:
        """Lead to the ledger."""
        return RedirectResponse("/ledger", 303)

    def reading(self, view: View) -> Callable[[Request], Awaitable[Response]]:
        """Return what answers a request for the page that *view* makes."""

        async def answer(request: Request) -> Response:
            asked = Asked(request.path_params, dict(request.query_params))
            return await run_in_threadpool(self._answered, view, asked)

        return answer

    def writing(self, view: View) -> Callable[[Request], Awaitable[Response]]:
        """Return what answers a form that *view* takes."""

        async def answer(request: Request) -> Response:
            form = await form_of(request)
            if not self.guard.own_form(form, request.headers):
                raise Failure(problem("S706", request.url.path))
            if self.desk.read_only:
                raise Failure(problem("S707", str(self.desk.path)))
            asked = Asked(request.path_params, dict(request.query_params), form)
            return await run_in_threadpool(self._answered, view, asked)

        return answer

    def taking(self, view: View) -> Callable[[Request], Awaitable[Response]]:
        """Return what answers a program that sends what *view* takes."""

        async def answer(request: Request) -> Response:
            sent = json_of(await body_of(request), request)
            if not self.guard.own_program(request.headers):
                raise Failure(problem("S743", request.url.path))
            if self.desk.read_only:
                raise Failure(problem("S707", str(self.desk.path)))
            asked = Asked(request.path_params, dict(request.query_params), body=sent)
            return await run_in_threadpool(self._answered, view, asked)

        return answer

    async def token(self, request: Request) -> Response:
        """Tell the token that a program has to send along with a decision."""
        if request.query_params:
            raise Failure(problem("S705", request.url.path, reason="nothing can be asked for here"))
        return JSONResponse({"token": self.guard.token})

    async def enter(self, request: Request) -> Response:
        """Ask for the password, or take it."""
        form = await form_of(request) if request.method == "POST" else {}
        given = form.get("password", "") or request.query_params.get("token", "")
        client = request.client.host if request.client else ""
        answer = enter(self.guard, client, given)
        made = self._response(answer)
        if isinstance(answer, Moved):
            made.set_cookie(COOKIE, self.guard.pass_mark, httponly=True, samesite="strict")
        return made

    async def missing(self, request: Request, error: HTTPException) -> Response:
        """Answer where there is no such page, or not to such a request."""
        found = self._problem(request, problem("S710", request.url.path), error.status_code)
        found.headers.update(error.headers or {})
        return found

    async def failed(self, request: Request, error: Failure) -> Response:
        """Answer with the problem that a page met."""
        return self._problem(request, error.problem, STATUS.get(error.problem.code, 500))

    def _problem(self, request: Request, found: Problem, status: int) -> Response:
        told = replace(found, where=visible(short(found.where, 500)), what=visible(short(found.what, 1000)))
        if request.url.path.startswith("/api/"):
            return JSONResponse(asdict(told), 409 if told.code in NOT_HELD else status)
        return self._response(Page("problem.html", "Problem", "", {"problem": told}, status))

    def _answered(self, view: View, asked: Asked) -> Response:
        return self._response(view(self.desk, self.links, asked))

    def _response(self, answer: Answer) -> Response:
        match answer:
            case Page():
                frame = Frame(self.desk.path.name, self.links, self.guard.token, self.desk.read_only)
                return HTMLResponse(render(self.templates, answer, frame), answer.status)
            case Moved(address):
                return RedirectResponse(address, 303)
            case Json(value, status):
                return JSONResponse(value, status)
            case Bytes(content, media):
                return Response(content, media_type=media)
            case Download(path, media, name):
                return FileResponse(
                    path, media_type=media, filename=name, background=BackgroundTask(path.unlink)
                )


async def body_of(request: Request) -> bytes:
    """Return what *request* brings. Raises Failure (S709) where it is too large."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LONGEST_BODY:
            raise Failure(problem("S709", request.url.path, limit=LONGEST_BODY))
    return body


async def form_of(request: Request) -> dict[str, str]:
    """Return the fields of the form that *request* brings. Raises Failure (S706, S709)."""
    body = await body_of(request)
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=1000))
    except ValueError as error:
        raise Failure(problem("S706", request.url.path)) from error


def json_of(body: bytes, request: Request) -> object:
    """Return what a program sends. Raises Failure (S742) where it is no JSON, or does not say that it is."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Failure(problem("S742", request.url.path, reason="its type is not application/json"))
    try:
        return json.loads(body.decode(), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Failure(problem("S742", request.url.path, reason="it is no JSON")) from error


def _no_number(name: str) -> object:
    raise ValueError(name)


class _Doorkeeper:
    """Lets nobody in by a foreign name or without the password; gives every answer its headers."""

    def __init__(self, app: Any, guard: Guard) -> None:
        self.app = app
        self.guard = guard

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message.get("headers", ()),
                    *((name.encode(), value.encode()) for name, value in HEADERS.items()),
                ]
            await send(message)

        refused = self._refused(Request(scope))
        await (refused or self.app)(scope, receive, with_headers)

    def _refused(self, request: Request) -> Response | None:
        """Return the answer to who may not come in."""
        if not self.guard.knows_host(request.headers.get("host", "")):
            return Response("This server does not answer to that name.", 400, media_type="text/plain")
        path = request.url.path
        if self.guard.entered(request.cookies.get(COOKIE, "")) or path == "/enter":
            return None
        if path.startswith("/static/"):
            return None
        if path.startswith("/api/"):
            return JSONResponse(asdict(problem("S741", path)), 401)
        return RedirectResponse("/enter", 303)
