"""Opens a room: its folder, journal and address; serves it until somebody ends it."""

import asyncio
import errno
import hashlib
import os
import shutil
import signal
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import uvicorn

from sim.errors import InputError
from sim.language import message
from sim.runs import executors
from sim.runs.executors import Crew
from sim.runs.folder import LOCK, alone_in
from sim.workshop.access import BOARD, FACILITATOR, SECRET, Keys, new_code
from sim.workshop.broadcast import Connections
from sim.workshop.demo import Demo
from sim.workshop.host import ROOM, RoomHost, terms_of
from sim.workshop.job_queue import JobQueue
from sim.workshop.journal import Journal, News
from sim.workshop.plan import Plan, load_plan, shipped
from sim.workshop.server import Face, join_address

JOURNAL, PLAN = "journal.sqlite", "plan.toml"
MOST_MESSAGE = 32_768
BEGUN = {PLAN, LOCK, SECRET}
"""What a folder may hold in which a room was begun and has no journal yet."""
HERE, LOOP = "127.0.0.1", "127."
ELSEWHERE = "192.0.2.1"
"""An address that is nobody's, by which the way out of this machine is found."""
HOTSPOTS = ("10.42.0.1", "192.168.137.1", "192.168.2.1")
"""What a laptop is called in its own hotspot: on Linux, Windows and macOS."""
SPOKEN = "local" + "host"


@dataclass(frozen=True)
class Opened:
    """What there is to tell of an open room: addresses, code, folder, and whether it goes on from before."""

    address: str
    code: str
    facilitator: str
    board: str
    folder: Path
    again: bool
    others: tuple[str, ...] = ()

    @property
    def join(self) -> str:
        """The address that brings a device in."""
        return join_address(self.address, code=self.code)


def lan_address() -> str:
    """This machine's address in the network that it reaches others by.

    Raises
    ------
    InputError
        Where it is in none.
    """
    if address := _address_towards(ELSEWHERE):
        return address
    raise InputError(message("workshop.no_network", known=", ".join(other_addresses() or [HERE])))


def other_addresses(than: str = "") -> list[str]:
    """Further addresses of this machine: by its name, and where it is itself the hotspot that phones join."""
    with suppress(OSError):
        by_name = socket.gethostbyname_ex(socket.gethostname())[2]
        ways = (_address_towards(one) for one in (ELSEWHERE, *HOTSPOTS))
        return sorted({one for one in (*by_name, *ways) if one and not one.startswith(LOOP)} - {than})
    return []


def _address_towards(other: str) -> str | None:
    """The address by which this machine would reach another one; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way, suppress(OSError):
        way.connect((other, 9))
        return str(way.getsockname()[0])
    return None


def prepared(folder: Path, plan: str) -> tuple[Plan, bool]:
    """Lay a plan into a new room's folder, or read the one that a room began with.

    Raises
    ------
    InputError
        Where the folder holds something else, or its plan is no longer the one that it began with.
    """
    own, again = folder / PLAN, (folder / JOURNAL).exists()
    if not again:
        if folder.exists() and {one.name for one in folder.iterdir()} - BEGUN:
            raise InputError(message("workshop.folder_used", folder=folder))
        load_plan(plan)
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(shipped().get(plan, Path(plan)), own)
    return load_plan(str(own)), again


def begin(journal: Journal, plan_file: Path) -> None:
    """Write down that a room is open; of a room that goes on, check that its plan is the one that it began with.

    Raises
    ------
    InputError
        Where it is not.
    """
    digest, events = hashlib.sha256(plan_file.read_bytes()).hexdigest(), journal.read()
    if not events:
        journal.append([News("opened", ROOM, {"code": new_code(), "plan": digest})])
    elif events[0].data["plan"] != digest:
        raise InputError(message("workshop.plan_changed", file=plan_file))
    else:
        journal.append([News("opened_again", ROOM, {})])


def serve(
    plan: str, folder: Path | None, address: str, port: int, speed: float, demo: bool, tell: Callable[[Opened], None]
) -> None:
    """Open a room and serve it until it is interrupted; ``speed`` is its clock's, ``demo`` fills it with scripted teams.

    Raises
    ------
    InputError
        Where plan, folder or address will not do.
    """
    folder = folder or Path("results") / f"workshop-{datetime.now():%Y%m%d-%H%M%S}"
    with bound(address, port) as door:
        read, again = prepared(folder, plan)
        with alone_in(folder), closing(Journal(folder / JOURNAL)) as journal:
            begin(journal, folder / PLAN)
            asyncio.run(_until_ended(Place(folder, read, journal, door), speed, demo, again=again, tell=tell))


def bound(address: str, port: int) -> socket.socket:
    """A socket at one address of this machine.

    Raises
    ------
    InputError
        Where the port is taken, or the address is not this machine's.
    """
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((address, port))
    except OSError as error:
        door.close()
        if error.errno == errno.EADDRNOTAVAIL:
            raise InputError(
                message("workshop.no_address", address=address, known=", ".join(other_addresses() or [HERE]))
            ) from None
        raise InputError(message("workshop.no_port", address=address, port=port, reason=error.strerror)) from None
    return door


class _Server(uvicorn.Server):
    """Leaves signals to who opened the room."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


@dataclass(frozen=True)
class Place:
    """Where a room is: its folder with plan and journal, and the socket at which it is reached."""

    folder: Path
    plan: Plan
    journal: Journal
    door: socket.socket

    @property
    def address(self) -> str:
        """The address for browsers."""
        host, port = self.door.getsockname()
        return f"http://{host}:{port}"

    @property
    def hosts(self) -> frozenset[str]:
        """The names by which a browser may ask for it."""
        host, port = self.door.getsockname()
        return frozenset(f"{name}:{port}" for name in ((host, SPOKEN) if host == HERE else (host,)))


@asynccontextmanager
async def running(
    place: Place, crew: Crew, *, aside: Crew, speed: float = 1.0, warm: bool = False
) -> AsyncIterator[RoomHost]:
    """Serve a room as long as the block lasts."""
    queue = JobQueue(crew, aside, terms_of(place.plan), place.plan.seeds)
    host = RoomHost(place.folder, place.plan, place.journal, Keys.of(place.folder), queue, speed)
    connections = Connections(host)
    face = Face(host, connections, place.address)
    settings = uvicorn.Config(
        face.app(place.hosts),
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="off",
        ws="websockets-sansio",
        ws_max_size=MOST_MESSAGE,
        ws_per_message_deflate=False,
        ws_ping_interval=20.0,
        ws_ping_timeout=20.0,
        timeout_graceful_shutdown=2,
    )
    server = _Server(settings)
    serving = asyncio.create_task(server.serve(sockets=[place.door]))
    if warm:
        host.warm()
        face.made_lab()
    try:
        yield host
    finally:
        await connections.close()
        server.should_exit = True
        await serving
        await host.close()


async def _until_ended(place: Place, speed: float, demo: bool, *, again: bool, tell: Callable[[Opened], None]) -> None:
    end, loop = asyncio.Event(), asyncio.get_running_loop()
    for one in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(one, end.set)
    counts, aside = executors.processes(os.cpu_count() or 1), executors.processes(2)
    with executors.lasting(counts) as crew, executors.lasting(aside) as other:
        async with running(place, crew, aside=other, speed=speed, warm=True) as host:
            head, board = (f"{place.address}/enter/{who}/{host.keys.link(who)}" for who in (FACILITATOR, BOARD))
            address = str(place.door.getsockname()[0])
            others = () if address == HERE else tuple(other_addresses(address))
            tell(Opened(place.address, host.room.code, head, board, place.folder, again, others))
            playing = asyncio.create_task(Demo(host).run()) if demo else None
            await end.wait()
            if playing:
                playing.cancel()
