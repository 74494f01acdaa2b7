"""Rooms for tests: a small city, a short plan, all in this process."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from sim.runs import executors
from sim.workshop.access import BOARD, FACILITATOR
from sim.workshop.host import RoomHost
from sim.workshop.journal import Journal
from sim.workshop.launch import HERE, JOURNAL, PLAN, Place, begin, bound, prepared, running
from tests.workshop.people import Someone, facilitator, member

SHORT = """
name = { en = "Short", zh = "短" }
size = "hamlet"
months = 24
seeds = 10
teams = 3
"""
ROUND = """
[[rounds]]
name = { en = "Menu", zh = "菜单" }
question = { en = "Menu?", zh = "菜单？" }
story = { en = "Choose.", zh = "选择。" }
brief = 1
predict = 1
steer = 5
talk = 2
starts = ["menu_services"]
budget = 330
levers = ["funding.budget_per_resident", "provision.menu_share", "provision.variants_offered", "provision.survey_effort"]
outcomes = ["satisfaction_mean", "public_spending_yuan"]
"""


def plan_file(folder: Path, rounds: int = 2) -> Path:
    """A plan of some equal rounds."""
    file = folder / "short.toml"
    file.write_text(SHORT + ROUND * rounds, "utf-8")
    return file


@asynccontextmanager
async def room(folder: Path, plan: Path) -> AsyncIterator[tuple[RoomHost, str]]:
    """A room that is served, and its address."""
    read, _ = prepared(folder, str(plan))
    journal, door = Journal(folder / JOURNAL), bound(HERE, 0)
    begin(journal, folder / PLAN)
    place = Place(folder, read, journal, door)
    try:
        async with running(place, executors.here(), aside=executors.here()) as host:
            yield host, place.address
    finally:
        journal.close()
        door.close()


Played = Callable[["Table"], Awaitable[None]]


class Table:
    """A room with its facilitator, and a hand for letting people in."""

    def __init__(self, host: RoomHost, address: str, head: Someone) -> None:
        self.host, self.address, self.head = host, address, head
        self.people: list[Someone] = []

    async def member(self, team: int, name: str = "Li") -> Someone:
        """Let somebody in."""
        self.people.append(await member(self.address, self.host.room.code, team, name))
        return self.people[-1]

    async def steer(self, number: int = 0) -> None:
        """Begin a round and go on to steering."""
        await self.head.ask("begin", round=number)
        await self.head.ask("phase", phase="steer")
        for one in (one for one in self.people if one.is_connected):
            await one.until(lambda view: view["round"] == number and view["phase"] == "steer")

    async def board(self) -> Someone:
        """The second screen."""
        self.people.append(await facilitator(self.address, self.host.keys.link(BOARD), BOARD))
        return self.people[-1]


def play(folder: Path, played: Played, rounds: int = 2) -> None:
    """Open a room in a folder and do in it what a test wants."""

    async def whole() -> None:
        async with room(folder, plan_file(folder.parent, rounds)) as (host, address):
            head = await facilitator(address, host.keys.link(FACILITATOR))
            table = Table(host, address, head)
            try:
                await played(table)
            finally:
                for one in (head, *table.people):
                    await one.leave()

    asyncio.run(whole())
