"""People who mean no good, again and again until they are sent away."""

import asyncio
import contextlib
import itertools
import json
import random

import websockets

from tests.workshop.people import Someone

_TEAMS = itertools.cycle(range(1, 7))
GONE = (websockets.WebSocketException, OSError, TimeoutError)


async def _in(address: str, code: str, name: str) -> Someone:
    """Join a team, each another one as far as there are teams: nowhere are they so many that nothing is agreed."""
    one = Someone(address)
    await one.join(code, next(_TEAMS), name)
    return one


async def floods(address: str, code: str) -> None:
    """Send a thousand messages a second, and come back."""
    one = await _in(address, code, "flood")
    message = json.dumps({"do": "lang", "lang": "zh", "id": "x"})
    while True:
        with contextlib.suppress(*GONE):
            await one.connect()
            assert one.socket
            while True:
                for _ in range(50):
                    await one.socket.send(message)
                await asyncio.sleep(0.05)
        await asyncio.sleep(0.5)


async def sends_ten_megabytes(address: str, code: str) -> None:
    """Send more than anybody means."""
    one = await _in(address, code, "large")
    while True:
        with contextlib.suppress(*GONE):
            await one.connect()
            assert one.socket
            await one.socket.send("x" * 10_000_000)
        await asyncio.sleep(3)


async def sends_garbage(address: str, code: str) -> None:
    """Send what nobody understands."""
    one, lot = await _in(address, code, "garbage"), random.Random(1)
    while True:
        with contextlib.suppress(*GONE):
            await one.connect()
            assert one.socket
            while True:
                given = bytes(lot.randrange(256) for _ in range(200)).decode("latin-1")
                await one.socket.send(
                    lot.choice((given, "[" * 9_000, '{"do": "commit", "round": 0, "proposal": []}', "{}"))
                )
                await asyncio.sleep(0.2)
        await asyncio.sleep(1)


async def takes_another_s_token(address: str, code: str) -> None:
    """Try tokens that were changed."""
    one = await _in(address, code, "token")
    who = one.cookies["shequ_person"].partition(".")[0]
    while True:
        one.cookies = {"shequ_person": f"{who}.{random.getrandbits(170):043x}"}
        with contextlib.suppress(*GONE):
            await one.connect()
            raise AssertionError("a forged token was let in")
        await asyncio.sleep(0.5)


async def writes_script(address: str, code: str) -> None:
    """Have a script for a name."""
    one = await _in(address, code, "<script>alert(1)</script>")
    await one.connect()
    await asyncio.Event().wait()


async def sleeps(address: str, code: str) -> None:
    """Connect, and then read nothing."""
    one = await _in(address, code, "asleep")
    await one.connect()
    assert one.socket
    one.socket.transport.pause_reading()
    await asyncio.Event().wait()


async def is_there_twice(address: str, code: str) -> None:
    """Open the same page on eight devices."""
    one = await _in(address, code, "twice")
    others = []
    for _ in range(8):
        other = Someone(address)
        other.cookies = one.cookies
        with contextlib.suppress(*GONE):
            await other.connect()
        others.append(other)
    await asyncio.Event().wait()


TROUBLES = (
    floods,
    sends_ten_megabytes,
    sends_garbage,
    takes_another_s_token,
    writes_script,
    sleeps,
    is_there_twice,
)
