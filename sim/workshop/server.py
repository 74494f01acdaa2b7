"""The room's face to browsers: pages, joining, links, sockets; every request passes the guard first."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

import segno
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket

from sim.lab.page import page as lab_page
from sim.language import LANGUAGES
from sim.language.catalog import catalog
from sim.report.webfont import WIDE, woff
from sim.scenario.columns import ENTRIES
from sim.workshop.access import BOARD, FACILITATOR, Buckets
from sim.workshop.broadcast import Connections
from sim.workshop.host import RoomHost
from sim.workshop.journal import Json
from sim.workshop.messages import Refused
from sim.workshop.plan import Plan
from sim.workshop.request_checks import DEBRIEF, FONT, Guard

PAGES, FRAME = Path(__file__).parent / "pages", "frame.html"
MOST_BODY = 4_000
KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
PERSON = "person"
COOKIE_DAYS = 2
SHOWN = ("workshop.page.", "outcome.", "verdict.", "windows.", "group.", "unit.", "number.size.")
Handler = Callable[[Request], Awaitable[Response]]


class Face:
    """The handlers of a room's pages."""

    def __init__(self, host: RoomHost, connections: Connections, address: str) -> None:
        self.host, self.connections, self.address = host, connections, address
        self.guesses = Buckets(rate=0.5, burst=60.0)
        self._lab: asyncio.Task[str | None] | None = None

    def app(self, hosts: frozenset[str]) -> ASGIApp:
        """The application, guarded."""
        routes = [
            Route("/", page("join")),
            Route("/team", page("team")),
            Route("/facilitator", page("facilitator")),
            Route("/board", page("board")),
            Route("/enter/{who}/{link}", self.enter),
            Route("/join", self.join, methods=["POST"]),
            Route("/plan.json", self.plan),
            Route("/texts.json", texts),
            Route("/qr.svg", self.qr),
            Route("/lab.html", self.lab),
            Route(FONT, font(self.host.plan)),
            Route(DEBRIEF, self.debrief),
            Route("/{name}", static),
            WebSocketRoute("/ws", self.socket),
        ]

        def count(what: str) -> None:
            self.host.audit[what] += 1

        return Guard(Starlette(routes=routes), hosts, count)

    async def plan(self, request: Request) -> Response:
        """What somebody needs to join; and whether this browser is known."""
        who = self._who(request.cookies, PERSON)
        person = self.host.room.persons.get(who or "")
        known = person is not None and not person.gone
        return JSONResponse({"name": self.host.plan.name, "teams": self.host.plan.teams, "known": known})

    async def join(self, request: Request) -> Response:
        """Let somebody in who knows the room's code; or back in who knows the own return code."""
        if not self.guesses.passes(request.client.host if request.client else ""):
            return self._refused("too_fast", 429)
        data = await _body(request)
        if data is None:
            return self._refused("not_understood", 400)
        if str(data.get("code", "")).strip().upper() != self.host.room.code:
            return self._refused("wrong_code", 403)
        try:
            person = self._back(data["back"]) if "back" in data else await self._new(data)
        except Refused as refusal:
            return self._refused(refusal.key, 403)
        return self._welcome(PERSON, who=person, response=JSONResponse({"ok": True}))

    async def _new(self, data: Json) -> str:
        return await self.host.join(data.get("name"), team=data.get("team"), lang=data.get("lang"))

    def _back(self, given: object) -> str:
        code, persons = str(given).strip().upper(), self.host.room.persons.values()
        for person in persons:
            if not person.gone and self.host.keys.return_code(person.id) == code:
                return person.id
        raise Refused("wrong_code")

    async def enter(self, request: Request) -> Response:
        """The secret links of the facilitator and the board."""
        who, link = request.path_params["who"], request.path_params["link"]
        allowed = self.guesses.passes(request.client.host if request.client else "")
        if not allowed or who not in (FACILITATOR, BOARD) or not self.host.keys.is_link(who, given=link):
            return self._refused("wrong_link", 403)
        return self._welcome(who, who=who, response=RedirectResponse(f"/{who}", 303))

    def made_lab(self) -> "asyncio.Task[str | None]":
        """The lab's page, whose making begins with the first call."""
        if self._lab is None:
            self._lab = asyncio.create_task(asyncio.to_thread(_lab_page, self.host.plan))
        return self._lab

    async def lab(self, _: Request) -> Response:
        """The lab, in which a device computes for itself; made once, beside the event loop."""
        page = await asyncio.shield(self.made_lab())
        return Response(page, media_type=KINDS[".html"]) if page else Response("", 404)

    async def debrief(self, request: Request) -> Response:
        """The page to print, as it stands; for the facilitator alone."""
        from sim.workshop.debrief import debrief  # noqa: PLC0415  what draws is slow to import

        if self._who(request.cookies, FACILITATOR) != FACILITATOR:
            return self._refused("not_yours", 403)
        lang = next((one for one in LANGUAGES if one == request.query_params.get("lang")), LANGUAGES[0])
        return Response(debrief(self.host.room, lang), media_type=KINDS[".html"])

    async def socket(self, socket: WebSocket) -> None:
        """Connect a page."""
        role = socket.query_params.get("as", PERSON)
        who = self._who(socket.cookies, role)
        person = self.host.room.persons.get(who or "")
        if who is None or (role == PERSON) != (person is not None) or (person is not None and person.gone):
            self.host.audit["wrong_token"] += 1
            await socket.close(1008)
            return
        await self.connections.serve(socket, who)

    async def qr(self, _: Request) -> Response:
        """The address and code as a picture."""
        picture, way = BytesIO(), join_address(self.address, code=self.host.room.code)
        segno.make(way, error="m").save(picture, kind="svg", scale=6, border=2)
        return Response(picture.getvalue(), media_type="image/svg+xml")

    def _who(self, cookies: Mapping[str, str], role: str) -> str | None:
        """Whose browser it is in a role; a token of another role is nobody's."""
        who = self.host.keys.who(cookies.get(f"shequ_{role}", ""))
        return who if (who == role if role in (FACILITATOR, BOARD) else who not in (FACILITATOR, BOARD)) else None

    def _welcome(self, role: str, *, who: str, response: Response) -> Response:
        age = COOKIE_DAYS * 86_400
        response.set_cookie(f"shequ_{role}", self.host.keys.token(who), max_age=age, httponly=True, samesite="strict")
        return response

    def _refused(self, key: str, status: int) -> Response:
        self.host.audit[key] += 1
        return JSONResponse({"refused": key}, status)


def page(name: str) -> Handler:
    """A page, the same for everybody: its script fills it with what comes through its socket."""
    whole = _content(FRAME).replace(b"{name}", name.encode())

    async def serve(_: Request) -> Response:
        return Response(whole, media_type=KINDS[".html"])

    return serve


def font(plan: Plan) -> Handler:
    """Chinese letters of a room's texts, which a browser asks for where its machine has none."""

    async def serve(_: Request) -> Response:
        return Response(await asyncio.to_thread(_font, _letters(plan)), media_type="font/woff")

    return serve


def join_address(address: str, *, code: str) -> str:
    """The address that brings a device into the room."""
    return f"{address}/?c={code}"


async def _body(request: Request) -> Json | None:
    """A small JSON table; None where it is none."""
    whole = b""
    async for chunk in request.stream():
        whole += chunk
        if len(whole) > MOST_BODY:
            return None
    try:
        result = json.loads(whole)
    except (ValueError, RecursionError):
        return None
    return result if isinstance(result, dict) else None


async def static(request: Request) -> Response:
    """A style sheet or script."""
    name = request.path_params["name"]
    if name not in _files() or name.endswith(".html"):
        return Response("", 404)
    return Response(_content(name), media_type=KINDS[Path(name).suffix])


async def texts(_: Request) -> Response:
    """Every text that a page may show, in both languages, so that switching needs no reload."""
    return Response(_all_texts(), media_type="application/json")


@cache
def _all_texts() -> bytes:
    result = {lang: {key: one for key, one in catalog(lang).items() if key.startswith(SHOWN)} for lang in LANGUAGES}
    return json.dumps(result, ensure_ascii=False).encode()


@lru_cache(maxsize=1)
def _font(letters: frozenset[str]) -> bytes:
    return woff(letters)


def _letters(plan: Plan) -> frozenset[str]:
    """Letters beyond ASCII that the room's pages may show; names apart, which a browser shows in a font of its own."""
    planned = (words["zh"] for each in plan.rounds for words in (each.name, each.question, each.story))
    texts = (
        *catalog("zh").values(),
        *planned,
        plan.name["zh"],
        *(quantity.meaning("zh") for quantity in ENTRIES.values()),
    )
    return frozenset(one for text in texts for one in text if ord(one) > 0x7F and one.isprintable()) - set(WIDE)


def _lab_page(plan: Plan) -> str | None:
    return lab_page(city=plan.city, worlds=0) if plan.has_lab else None


@cache
def _files() -> frozenset[str]:
    return frozenset(path.name for path in PAGES.iterdir() if path.suffix in KINDS)


@cache
def _content(name: str) -> bytes:
    return (PAGES / name).read_bytes()
