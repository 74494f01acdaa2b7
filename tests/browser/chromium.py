"""Debian's Chromium, asked through a pipe to do what a user does: open a page, and look at what it says."""

import base64
import json
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

PATIENCE = 120.0
"""Seconds that a page has to say something."""


class CutShortError(AssertionError):
    """The page went on to another, or loaded again, before it answered."""


class Page:
    """A page that is open in Chromium."""

    def __init__(self, to: BinaryIO, back: BinaryIO) -> None:
        self._to, self._back, self._n, self._session = to, back, 0, ""
        self.said: list[str] = []
        """What the page wrote on its console: errors, and refusals of its policy."""

    def open(self, address: str) -> None:
        """Open an address."""
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Runtime", "Log", "Page"):
            self._ask(f"{domain}.enable")
        self._ask("Page.navigate", url=address)

    def reload(self) -> None:
        """Load the page again; `until` waits for what the new one says."""
        self._ask("Page.reload")

    def offline(self) -> None:
        """Cut the page's network, for as long as it is open."""
        self._ask("Network.enable")
        self._ask("Network.emulateNetworkConditions", offline=True, latency=0, downloadThroughput=0, uploadThroughput=0)

    def value(self, expression: str) -> Any:
        """What an expression of JavaScript is on the page, once its promise is kept."""
        found = self._ask("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def until(self, expression: str) -> Any:
        """What an expression is as soon as it is something."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with suppress(CutShortError):
                if found := self.value(expression):
                    return found
            time.sleep(0.05)
        raise AssertionError(f"{expression} came to nothing; the page said {self.said}")

    def picture(self, file: Path, width: int, *, height: int) -> None:
        """Take a picture of the page as wide as that."""
        self._ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        file.write_bytes(base64.b64decode(self._ask("Page.captureScreenshot")["data"]))

    def _ask(self, method: str, **given: Any) -> dict[str, Any]:
        self._n += 1
        asked = {"id": self._n, "method": method, "params": given}
        self._to.write(json.dumps(asked | ({"sessionId": self._session} if self._session else {})).encode() + b"\0")
        self._to.flush()
        while True:
            answer = json.loads(self._message())
            if answer.get("id") == self._n:
                if "navigated" in answer.get("error", {}).get("message", ""):
                    raise CutShortError(answer)
                assert "error" not in answer, answer
                return dict(answer["result"])
            if answer.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded"):
                self.said.append(json.dumps(answer["params"]))

    def _message(self) -> bytes:
        read = bytearray()
        while (byte := self._back.read(1)) != b"\0":
            assert byte, "Chromium has ended"
            read += byte
        return bytes(read)


@contextmanager
def chromium(program: str, folder: Path) -> Iterator[Page]:
    """Chromium without a window, with a profile of its own in a folder; it ends with the block."""
    read, to = os.pipe()
    back, write = os.pipe()
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", f"--user-data-dir={folder}"]
    command = ["bash", "-c", f'exec "$0" "$@" 3<&{read} 4>&{write}', program, *options]
    with subprocess.Popen(command, pass_fds=(read, write), stderr=subprocess.DEVNULL) as process:
        os.close(read)
        os.close(write)
        with os.fdopen(to, "wb") as asking, os.fdopen(back, "rb") as answering:
            try:
                yield Page(asking, answering)
            finally:
                process.terminate()
