"""A headless Firefox, driven over WebDriver BiDi: pages are opened, scripts run in them, pictures taken."""

import asyncio
import base64
import itertools
import json
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import websockets
from websockets.asyncio.client import ClientConnection

Json = dict[str, Any]


def found() -> str | None:
    """The browser's command, where there is one."""
    return next((one for one in ("firefox-esr", "firefox") if shutil.which(one)), None)


class Page:
    """An open page, alone in its profile."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket, self.context, self._numbers = socket, "", itertools.count(1)
        self.said: list[str] = []
        """Errors that the page wrote on its console."""

    async def call(self, method: str, **params: Any) -> Json:
        """Call a method of the protocol; of what the browser says of its own accord only errors are kept."""
        number = next(self._numbers)
        await self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while (answer := json.loads(await asyncio.wait_for(self.socket.recv(), 60))).get("id") != number:
            if answer.get("method") == "log.entryAdded" and answer["params"].get("level") == "error":
                self.said.append(str(answer["params"].get("text")))
        if answer["type"] != "success":
            raise AssertionError(f"{method}: {answer}")
        result: Json = answer["result"]
        return result

    async def run(self, script: str) -> Any:
        """What a script in the page comes to: a text, a number, true or false."""
        answer = await self.call(
            "script.evaluate", expression=script, target={"context": self.context}, awaitPromise=True
        )
        if answer["type"] != "success":
            raise AssertionError(answer["exceptionDetails"])
        return answer["result"].get("value")

    async def until(self, script: str, seconds: float = 60.0) -> None:
        """Wait until a script in the page comes to something true."""
        end = time.monotonic() + seconds
        while not await self.run(f"!!({script})"):
            if time.monotonic() > end:
                raise AssertionError(f"{script} came to nothing: {await self.run('document.body.innerText')}")
            await asyncio.sleep(0.2)

    async def go(self, address: str) -> None:
        """Open an address."""
        await self.call("browsingContext.navigate", context=self.context, url=address, wait="complete")

    async def picture(self, file: Path) -> None:
        """Take a picture of the whole page."""
        answer = await self.call("browsingContext.captureScreenshot", context=self.context, origin="document")
        file.write_bytes(base64.b64decode(answer["data"]))


@asynccontextmanager
async def page(width: int = 390, height: int = 844) -> AsyncIterator[Page]:
    """Start a browser with one page of a phone's size, and end it with the block."""
    command = found()
    assert command is not None
    with TemporaryDirectory(prefix="shequ-", ignore_cleanup_errors=True) as profile:
        options = ("--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0", "about:blank")
        process = await asyncio.create_subprocess_exec(command, *options, stderr=asyncio.subprocess.PIPE)
        assert process.stderr is not None
        reading = None
        try:
            line = ""
            while "ws://" not in line:
                line = (await asyncio.wait_for(process.stderr.readline(), 120)).decode()
            reading = asyncio.create_task(process.stderr.read())  # or the pipe fills
            address = f"{line[line.index('ws://') :].strip()}/session"
            async with websockets.connect(address, max_size=None, proxy=None, ping_interval=None) as socket:
                one = Page(socket)
                await one.call("session.new", capabilities={})
                await one.call("session.subscribe", events=["log.entryAdded"])
                one.context = (await one.call("browsingContext.getTree"))["contexts"][0]["context"]
                size = {"width": width, "height": height}
                await one.call("browsingContext.setViewport", context=one.context, viewport=size)
                yield one
        finally:
            process.terminate()
            await process.wait()
            if reading:
                await reading
