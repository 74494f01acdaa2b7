"""People in a room as their pages behave: joined over HTTP, connected by a socket, answers by the message's number."""

import asyncio
import itertools
import json
from collections.abc import Mapping
from typing import Any

import httpx
import websockets
from websockets.asyncio.client import ClientConnection

Json = dict[str, Any]
MORE: dict[str, float] = {"funding.budget_per_resident": 330}


def toml(levers: Mapping[str, float], extends: str = "baseline", name: str = "policy?") -> str:
    """A scenario as a team's page writes it."""
    words = json.dumps(name)
    lines = [f'extends = "{extends}"', f"[name]\nen = {words}\nzh = {words}", '[question]\nen = "?"\nzh = "？"']
    groups: dict[str, list[str]] = {}
    for path, value in levers.items():
        group, _, key = path.rpartition(".")
        groups.setdefault(group, []).append(f"{key} = {value}")
    return "\n".join([*lines, *(f"[levers.{group}]\n" + "\n".join(own) for group, own in groups.items())]) + "\n"


class Someone:
    """A browser with its cookies, and its connection to the room."""

    def __init__(self, address: str, role: str = "person") -> None:
        self.address, self.role, self.cookies = address, role, dict[str, str]()
        self.view: Json = {}
        self.beats = 0
        self.seen = asyncio.Event()
        self.socket: ClientConnection | None = None
        self._numbers, self._waiting = itertools.count(), dict[str, asyncio.Future[Json]]()
        self._listening: asyncio.Task[None] | None = None

    async def ask_http(self, method: str, path: str, body: object = None, origin: str | None = None) -> httpx.Response:
        """Ask for a page, or join."""
        async with httpx.AsyncClient(base_url=self.address, cookies=self.cookies, trust_env=False) as http:
            answer = await http.request(method, path, json=body, headers={"Origin": origin or self.address})
            self.cookies.update(dict(http.cookies))
            return answer

    async def join(self, code: str, team: int, name: str = "Li", lang: str = "en") -> httpx.Response:
        """Join a team."""
        return await self.ask_http("POST", "/join", {"code": code, "name": name, "team": team, "lang": lang})

    async def connect(self, origin: str | None = None) -> None:
        """Open the socket and wait for the first view."""
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.socket = await websockets.connect(
            f"{self.address.replace('http', 'ws')}/ws?as={self.role}",
            additional_headers={"Cookie": cookie},
            origin=origin or self.address,  # type: ignore[arg-type]
            compression=None,
            max_size=None,
            proxy=None,
            ping_interval=None,
        )
        self._listening = asyncio.create_task(self._listen(self.socket))
        await asyncio.wait_for(self.seen.wait(), 20)

    async def _listen(self, socket: ClientConnection) -> None:
        try:
            async for text in socket:
                message = json.loads(text)
                if "view" in message:
                    self.view = message["view"]
                    self.seen.set()
                elif "re" not in message:
                    self.beats += 1
                elif (waiting := self._waiting.pop(message["re"] or "", None)) and not waiting.done():
                    waiting.set_result(message)
        except websockets.ConnectionClosed:
            pass

    async def ask(self, do: str, **given: Any) -> Json:
        """Ask the room for something and wait for its answer."""
        assert self.socket is not None
        name = given.pop("id", f"{id(self):x}-{next(self._numbers)}")
        answer = self._waiting[name] = asyncio.get_running_loop().create_future()
        await self.socket.send(json.dumps({"do": do, "id": name, "lang": "en"} | given))
        return await asyncio.wait_for(answer, 60)

    async def until(self, true: Any, seconds: float = 30.0) -> None:
        """Wait until a view is as wanted."""
        async with asyncio.timeout(seconds):
            while not (self.view and true(self.view)):
                self.seen.clear()
                await self.seen.wait()

    @property
    def is_connected(self) -> bool:
        """Whether the socket is open."""
        return self._listening is not None and not self._listening.done()

    async def leave(self) -> None:
        """Close the connection."""
        if self.socket:
            await self.socket.close()
        if self._listening:
            await self._listening


async def facilitator(address: str, link: str, role: str = "facilitator") -> Someone:
    """The facilitator, or the board, in by the secret link."""
    found = Someone(address, role)
    await found.ask_http("GET", f"/enter/{role}/{link}")
    await found.connect()
    return found


async def member(address: str, code: str, team: int, name: str = "Li") -> Someone:
    """A participant who has joined and is connected."""
    found = Someone(address)
    answer = await found.join(code, team, name)
    assert answer.status_code == 200, answer.text
    await found.connect()
    return found


async def commit(person: Someone, levers: Mapping[str, float], name: str) -> Json:
    """Predict, propose and commit, as a team of one does."""
    at = person.view["round"]
    values = {one["id"]: 0.01 for one in person.view["outcomes"]}
    await person.ask("predict", round=at, values=values)
    answer = await person.ask("propose", round=at, toml=toml(levers), id=name)
    return answer if "ok" not in answer else await person.ask("commit", round=at, proposal=name)
