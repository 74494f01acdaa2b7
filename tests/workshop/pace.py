"""How long the board waits after the last commit: six teams, ten seeds, the command as a process of its own, no browser.

``python -m tests.workshop.pace FOLDER`` prints a line a round, with the processor time of the room and of all others meanwhile.
In the first round the teams commit one after the other; in the second all at once what they had proposed long before; in
the third all at once, as soon as they have proposed and agreed.
"""

import asyncio
import contextlib
import json
import os
import sqlite3
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from sim.workshop.launch import JOURNAL
from tests.workshop.people import toml
from tests.workshop.stress import GRID, POLICIES, SEED, TEAMS, Server, Steady, group_of, processor, seated

MEMBERS = 3
TICK_S = 1 / os.sysconf("SC_CLK_TCK")
LINE = "{name:36} {wait:>8} {own:>12} {others:>12} {load:>6}"
HEAD = {
    "name": "how the six teams commit",
    "wait": "wait [s]",
    "own": "own [cpu s]",
    "others": "other [cpu s]",
    "load": "load",
}


@dataclass(frozen=True)
class Clock:
    """Processor time [s] of the workshop's processes and of the whole machine, at a time [s]."""

    at: float
    own: float
    all: float

    @classmethod
    def of(cls, server: Server) -> "Clock":
        """What it is now."""
        assert server.process
        busy = [int(one) for one in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
        own = sum(map(processor, group_of(server.process.pid)))
        return cls(time.time(), own, (sum(busy) - busy[3] - busy[4]) * TICK_S)


async def _propose(teams: list[list[Steady]], number: int, pause: float) -> list[str]:
    """Let every team propose and agree; the proposals' names."""
    names = [f"p{number}-{team}" for team in range(TEAMS)]
    for own, name, policy in zip(teams, names, (POLICIES, SEED, GRID)[number], strict=True):
        assert (await own[0].surely("propose", round=number, toml=toml(policy), id=name)).get("ok")
        await asyncio.gather(*(one.surely("agree", round=number, proposal=name, on=True) for one in own[1:]))
    await asyncio.sleep(pause)
    return names


async def _round(server: Server, head: Steady, teams: list[list[Steady]], number: int) -> None:
    name, ahead, between = ROUNDS[number]
    await head.surely("begin", round=number)
    await head.surely("phase", phase="steer")
    await asyncio.gather(*(one.until(lambda view: view["phase"] == "steer", 60) for own in teams for one in own))
    await asyncio.sleep(15)  # people talk; baseline and shocks are computed
    names = await _propose(teams, number, ahead)
    before = Clock.of(server)
    for own, proposal in zip(teams, names, strict=True):
        assert (await own[0].surely("commit", round=number, proposal=proposal)).get("ok")
        await asyncio.sleep(between)
    await teams[0][0].until(lambda view: view["results"] is not None, 300)
    after = Clock.of(server)
    shown = {
        "name": name,
        "wait": f"{_wait(server.folder, number):.2f}",
        "own": f"{after.own - before.own:.1f}",
        "others": f"{after.all - before.all - after.own + before.own:.1f}",
        "load": f"{os.getloadavg()[0]:.1f}",
    }
    print(LINE.format(**shown), flush=True)
    await asyncio.sleep(30)  # the board is talked about; lives are told


def _wait(folder: Path, number: int) -> float:
    """Seconds from a round's last commit to its results, by the journal."""
    with contextlib.closing(sqlite3.connect(folder / JOURNAL)) as file:
        events: list[tuple[str, float]] = [
            (kind, at)
            for at, kind, data in file.execute(
                "SELECT at, kind, data FROM events WHERE kind IN ('committed', 'judged')"
            )
            if json.loads(data)["round"] == number
        ]
    return max(at for kind, at in events if kind == "judged") - max(at for kind, at in events if kind == "committed")


ROUNDS = (
    ("one after the other, 8 s apart", 0.0, 8.0),
    ("at once, proposed 20 s before", 20.0, 0.1),
    ("at once, proposed just before", 0.0, 0.0),
)


async def pace(folder: Path) -> None:
    """Hold three rounds and print how long each took to be judged."""
    print(f"{os.cpu_count()} processors; load before: {os.getloadavg()[0]:.1f}")
    server = Server(folder, speed=1.0)
    await server.start()
    try:
        async with seated(server, TEAMS * MEMBERS) as (head, teams):
            print(LINE.format(**HEAD), flush=True)
            for number in range(len(ROUNDS)):
                await _round(server, head, teams, number)
    finally:
        await server.kill()


if __name__ == "__main__":
    asyncio.run(pace(Path(sys.argv[1])))
