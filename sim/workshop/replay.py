"""A past workshop, looked at event by event: nothing of its folder is changed."""

import asyncio
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from sim.errors import InputError
from sim.language import message
from sim.workshop import views
from sim.workshop.journal import Event, Journal
from sim.workshop.launch import HERE, JOURNAL, PLAN, SPOKEN, bound
from sim.workshop.plan import Plan, load_plan
from sim.workshop.request_checks import FONT, Guard
from sim.workshop.server import font, page, static, texts
from sim.workshop.session import Room, after


def rooms(events: list[Event], plan: Plan) -> list[Room]:
    """The room after each event."""
    result: list[Room] = []
    for event in events:
        result.append(after(result[-1] if result else None, event, plan))
    return result


def replay_app(events: list[Event], plan: Plan, hosts: frozenset[str]) -> ASGIApp:
    """Pages that show the board as it was."""
    states = rooms(events, plan)

    async def listed(_: Request) -> Response:
        told = [{"number": one.number, "at": one.at, "kind": one.kind} for one in events]
        return JSONResponse(told)

    async def at(request: Request) -> Response:
        number = request.path_params["number"]
        return JSONResponse(views.board(states[number - 1])) if 1 <= number <= len(states) else Response("", 404)

    routes = [
        Route("/", page("replay")),
        Route("/events.json", listed),
        Route("/at/{number:int}", at),
        Route("/texts.json", texts),
        Route(FONT, font(plan)),
        Route("/{name}", static),
    ]
    return Guard(Starlette(routes=routes), hosts, lambda _: None)


def replay(folder: Path, port: int, tell: Callable[[str], None]) -> None:
    """Show a workshop's folder to this machine alone, until it is interrupted.

    Raises
    ------
    InputError
        Where the folder is none of a workshop.
    """
    if not (folder / JOURNAL).exists():
        raise InputError(message("workshop.no_workshop", folder=folder))
    with closing(Journal(folder / JOURNAL, to_read=True)) as journal:
        events = journal.read()
    door = bound(HERE, port)
    number = door.getsockname()[1]
    hosts = frozenset(f"{name}:{number}" for name in (HERE, SPOKEN))
    app = replay_app(events, load_plan(str(folder / PLAN)), hosts)
    tell(f"http://{HERE}:{number}/")
    server = uvicorn.Server(
        uvicorn.Config(app, log_level="error", access_log=False, server_header=False, lifespan="off")
    )
    asyncio.run(server.serve(sockets=[door]))
