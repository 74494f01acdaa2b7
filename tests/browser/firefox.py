"""Debian's Firefox, asked over WebDriver BiDi to do what a user does: open a page, and look at what it says."""

import asyncio
import base64
import json
import socket
import subprocess
import time
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tornado.websocket import WebSocketClientConnection, websocket_connect

PATIENCE = 180.0
"""Seconds that a page has to say something, and Firefox to start."""


class Firefox:
    """A page that is open in Firefox."""

    def __init__(self, loop: asyncio.AbstractEventLoop, port: int) -> None:
        self._loop, self._n = loop, 0
        self._socket: WebSocketClientConnection = self._now(self._connected(port))
        self.said: list[str] = []
        """Errors that the page wrote on its console."""
        self._ask("session.new", capabilities={})
        self._ask("session.subscribe", events=["log.entryAdded"])
        self._context = self._ask("browsingContext.getTree")["contexts"][0]["context"]

    def open(self, address: str) -> None:
        """Open an address."""
        self._ask("browsingContext.navigate", context=self._context, url=address, wait="complete")

    def value(self, expression: str) -> Any:
        """What an expression of JavaScript is on the page, once its promise is kept: a number, a text, a truth or nothing."""
        target = {"context": self._context}
        found = self._ask("script.evaluate", expression=expression, target=target, awaitPromise=True)
        assert found["type"] == "success", found
        return found["result"].get("value")

    def until(self, expression: str) -> Any:
        """What an expression is as soon as it is something."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if found := self.value(expression):
                return found
            time.sleep(0.1)
        raise AssertionError(f"{expression} came to nothing; the page said {self.said}")

    def picture(self, file: Path) -> None:
        """Take a picture of the page."""
        file.write_bytes(
            base64.b64decode(self._ask("browsingContext.captureScreenshot", context=self._context)["data"])
        )

    def _ask(self, method: str, **given: Any) -> dict[str, Any]:
        self._n += 1
        self._now(self._sent(json.dumps({"id": self._n, "method": method, "params": given})))
        while True:
            answer = json.loads(self._now(self._read()))
            if answer.get("id") == self._n:
                assert answer.get("type") == "success", answer
                return dict(answer["result"])
            if answer.get("method") == "log.entryAdded" and answer["params"].get("level") == "error":
                self.said.append(str(answer["params"].get("text")))

    def _now(self, asked: Coroutine[Any, Any, Any]) -> Any:
        return self._loop.run_until_complete(asked)

    async def _sent(self, text: str) -> None:
        await self._socket.write_message(text)

    async def _read(self) -> Any:
        return await self._socket.read_message()

    async def _connected(self, port: int) -> WebSocketClientConnection:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return await websocket_connect(f"ws://127.0.0.1:{port}/session", max_message_size=10**8)
            except OSError:
                assert time.monotonic() < end, "Firefox did not start"
                await asyncio.sleep(0.5)


@contextmanager
def firefox(program: str, folder: Path) -> Iterator[Firefox]:
    """Firefox without a window, with a profile of its own in a folder; it ends with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [program, "--headless", "--no-remote", "--profile", str(folder), "--remote-debugging-port", str(port)]
    loop = asyncio.new_event_loop()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield Firefox(loop, port)
        finally:
            process.terminate()
            process.wait()
            loop.close()
