"""Open connections: each has one place for the newest view and a short list of answers, so that a slow one holds up nobody."""

import asyncio
import contextlib
import json
import time
from collections import deque
from dataclasses import dataclass, field

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from sim.workshop import views
from sim.workshop.access import BOARD, FACILITATOR, Bucket
from sim.workshop.host import RoomHost
from sim.workshop.journal import Json

PER_SECOND, AT_ONCE, PATIENCE = 10.0, 40.0, 200
"""Messages of a connection that are answered, and how many more are overlooked before it is closed."""
EVERY_S, BEAT_S = 0.1, 4.0
"""How often there is a new view at most, and how long nobody is left without a sign of life."""
MOST_ANSWERS, MOST_OF_ONE, MOST_OF_ALL = 64, 6, 500
TOO_FAST, GONE, TOO_MANY = 1008, 4003, 1013


@dataclass(eq=False)
class Client:
    """A connection of somebody."""

    socket: WebSocket
    who: str
    answers: deque[str] = field(default_factory=lambda: deque(maxlen=MOST_ANSWERS))
    view: str | None = None
    sent: str = ""
    is_due: bool = False
    bucket: Bucket = field(default_factory=lambda: Bucket(PER_SECOND, AT_ONCE))
    overlooked: int = 0
    wake: asyncio.Event = field(default_factory=asyncio.Event)


class Connections:
    """All connections of a room."""

    def __init__(self, host: RoomHost) -> None:
        self.host, self.clients, self._stale = host, set[Client](), asyncio.Event()
        host.watching.append(self._stale.set)
        self._spreading = asyncio.create_task(self._spread())

    async def serve(self, socket: WebSocket, who: str) -> None:
        """Serve a connection until it ends."""
        await socket.accept()
        own = [one for one in self.clients if one.who == who]
        if len(self.clients) >= MOST_OF_ALL:
            await socket.close(TOO_MANY)
            return
        if len(own) >= MOST_OF_ONE and who not in (FACILITATOR, BOARD):
            await _close(own[0], TOO_MANY)
        client = Client(socket, who)
        self.clients.add(client)
        self._note()
        writing = asyncio.create_task(self._write(client))
        try:
            while client.overlooked < PATIENCE:
                await self._read(client, await socket.receive_text())
            self.host.audit["too_fast"] += 1
            await _close(client, TOO_FAST)
        except (WebSocketDisconnect, KeyError, RuntimeError):
            pass  # gone, or it sent bytes where text was due
        finally:
            writing.cancel()
            self.clients.discard(client)
            self._note()

    async def _read(self, client: Client, text: str) -> None:
        if not client.bucket.passes():
            client.overlooked += 1
            return
        try:
            message = json.loads(text)
            if not isinstance(message, dict):
                raise ValueError
        except (ValueError, RecursionError):
            self.host.audit["garbage"] += 1
            client.answers.append(json.dumps({"re": None, "refused": "not_understood"}))
            client.wake.set()
            return
        if message.get("do") == "try":
            asyncio.create_task(self._answer(client, message))  # noqa: RUF006  it answers, or its connection is gone
        else:
            await self._answer(client, message)

    async def _answer(self, client: Client, message: Json) -> None:
        answer = await self.host.do(client.who, message)
        given = message.get("id")
        client.answers.append(
            json.dumps({"re": given if isinstance(given, str) else None} | answer, ensure_ascii=False)
        )
        client.wake.set()

    async def _write(self, client: Client) -> None:
        with contextlib.suppress(WebSocketDisconnect, RuntimeError, OSError):
            while True:
                await client.wake.wait()
                client.wake.clear()
                while client.answers:
                    await client.socket.send_text(client.answers.popleft())
                if client.is_due and client.view is None:
                    await client.socket.send_text(f'{{"now": {time.time()}}}')
                client.is_due = False
                if client.view is not None:
                    view, client.view = client.view, None
                    await client.socket.send_text(f'{{"now": {time.time()}, "view": {view}}}')

    def _note(self) -> None:
        """Note who is here."""
        self.host.presence.here = frozenset(one.who for one in self.clients) | self.host.scripted
        self._stale.set()

    async def _spread(self) -> None:
        """Give everybody the newest view, a few times a second at most, or a sign of life: networks break in silence."""
        beat = 0.0
        while True:
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._stale.wait(), BEAT_S)
            self._stale.clear()
            if is_beat := time.monotonic() - beat >= BEAT_S:
                beat = time.monotonic()
            room = self.host.room
            self.host.presence.acted, self.host.presence.refused = (
                self.host.acted,
                self.host.refused,
            )
            for client in tuple(self.clients):
                if client.who in room.persons and room.persons[client.who].gone:
                    await _close(client, GONE)
                    continue
                view = json.dumps(self.view_of(client.who), ensure_ascii=False)
                if view != client.sent:
                    client.sent = client.view = view
                client.is_due = client.is_due or is_beat
                if client.is_due or client.view is not None:
                    client.wake.set()
            await asyncio.sleep(EVERY_S)

    def view_of(self, who: str) -> Json:
        """What somebody is shown."""
        room, presence = self.host.room, self.host.presence
        if who == FACILITATOR:
            codes = {one.id: self.host.keys.return_code(one.id) for one in room.persons.values()}
            return views.facilitator(room, presence, time.time()) | {"return_codes": codes}
        if who == BOARD:
            return views.board(room)
        return views.participant(room, room.persons[who], presence) | {"return_code": self.host.keys.return_code(who)}

    async def close(self) -> None:
        """Say goodbye to everybody."""
        self._spreading.cancel()
        for client in tuple(self.clients):
            await _close(client, 1001)


async def _close(client: Client, code: int) -> None:
    with contextlib.suppress(RuntimeError, OSError):
        if client.socket.application_state is WebSocketState.CONNECTED:
            await asyncio.wait_for(client.socket.close(code), 1.0)
