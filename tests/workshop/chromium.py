"""A headless Chromium, driven over its own protocol: pages are opened, scripts run in them, pictures taken."""

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
    return next((one for one in ("chromium", "chromium-browser", "google-chrome") if shutil.which(one)), None)


class Tab:
    """An open page in a profile of its own."""

    def __init__(self, browser: "Browser", session: str) -> None:
        self.browser, self.session = browser, session

    async def call(self, method: str, **params: Any) -> Json:
        """Call a method of the protocol."""
        return await self.browser.call(method, params, self.session)

    async def run(self, script: str) -> Any:
        """What a script in the page comes to."""
        answer = await self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise AssertionError(answer["exceptionDetails"])
        return answer["result"].get("value")

    async def until(self, script: str, seconds: float = 20.0) -> None:
        """Wait until a script in the page comes to something true."""
        end = time.monotonic() + seconds
        while not await self.run(f"!!({script})"):
            if time.monotonic() > end:
                raise AssertionError(f"{script} came to nothing: {await self.run('document.body.innerText')}")
            await asyncio.sleep(0.1)

    async def go(self, address: str) -> None:
        """Open an address."""
        await self.call("Page.navigate", url=address)
        await self.until("document.readyState === 'complete'")

    async def size(self, width: int, height: int, scale: float = 1.0) -> None:
        """Give the page a screen."""
        await self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=scale,
            mobile=width < 600,
        )

    async def picture(self, file: Path) -> None:
        """Take a picture of the whole page."""
        answer = await self.call("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        file.write_bytes(base64.b64decode(answer["data"]))


class Browser:
    """A running browser."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket, self._numbers = socket, itertools.count(1)
        self._waiting: dict[int, asyncio.Future[Json]] = {}
        self.listening = asyncio.create_task(self._listen())

    async def _listen(self) -> None:
        async for text in self.socket:
            message = json.loads(text)
            if (waiting := self._waiting.pop(message.get("id", 0), None)) and not waiting.done():
                waiting.set_result(message)

    async def call(self, method: str, params: Json, session: str | None = None) -> Json:
        """Call a method of the protocol."""
        number = next(self._numbers)
        answer = self._waiting[number] = asyncio.get_running_loop().create_future()
        whole: Json = {"id": number, "method": method, "params": params} | ({"sessionId": session} if session else {})
        await self.socket.send(json.dumps(whole))
        message = await asyncio.wait_for(answer, 60)
        if "error" in message:
            raise AssertionError(f"{method}: {message['error']}")
        result: Json = message["result"]
        return result

    async def tab(self) -> Tab:
        """A new page, which shares cookies with no other."""
        context = (await self.call("Target.createBrowserContext", {}))["browserContextId"]
        target = await self.call("Target.createTarget", {"url": "about:blank", "browserContextId": context})
        attached = await self.call("Target.attachToTarget", {"targetId": target["targetId"], "flatten": True})
        tab = Tab(self, attached["sessionId"])
        await tab.call("Page.enable")
        return tab


@asynccontextmanager
async def browser(lang: str = "en") -> AsyncIterator[Browser]:
    """Start a browser and end it with the block."""
    command = found()
    assert command is not None
    with TemporaryDirectory(prefix="shequ-", ignore_cleanup_errors=True) as profile:
        options = ("--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", "--no-first-run")
        process = await asyncio.create_subprocess_exec(
            command,
            *options,
            f"--lang={lang}",
            f"--user-data-dir={profile}",
            "about:blank",
            stderr=asyncio.subprocess.PIPE,
        )
        assert process.stderr is not None
        try:
            line = ""
            while "ws://" not in line:
                line = (await asyncio.wait_for(process.stderr.readline(), 60)).decode()
            async with websockets.connect(
                line[line.index("ws://") :].strip(), max_size=None, proxy=None, ping_interval=None
            ) as socket:
                one = Browser(socket)
                yield one
                one.listening.cancel()
        finally:
            process.terminate()
            await process.wait()
