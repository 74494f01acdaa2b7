"""A whole workshop against a real server: thirty sessions, people who mean no good, and the server killed in its commits.

``python -m tests.workshop.stress FOLDER [SESSIONS BROWSERS KILLS SPEED]`` prints figures.
"""

import asyncio
import contextlib
import json
import os
import random
import signal
import sqlite3
import statistics
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import websockets

from sim.workshop.launch import JOURNAL
from tests.workshop.chromium import Tab, browser, found
from tests.workshop.people import Json, Someone, toml
from tests.workshop.trouble import TROUBLES

TEAMS, PORT = 6, 8461
POLICIES: tuple[dict[str, float], ...] = (
    {"funding.budget_per_resident": 330},
    {"provision.menu_share": 0.8, "provision.variants_offered": 6, "provision.survey_effort": 1},
    {"provision.menu_share": 0.5},
    {},
    {"funding.budget_per_resident": 315, "provision.menu_share": 0.8},
    {"provision.survey_effort": 2},
)
SEED: tuple[dict[str, float], ...] = (
    {"organizations.openings": 2},
    {"organizations.monitoring": 1},
    {"funding.direct_share": 0.2},
    {},
    {"organizations.openings": 0},
    {"funding.purchase_share": 0.05},
)
GRID: tuple[dict[str, float], ...] = (
    {"grid.coverage": 1},
    {"grid.front_line_staff": 2},
    {"grid.decision_level": 0},
    {},
    {"grid.residents_per_cell": 500},
    {"grid.head_responsibility": 1},
)


class Steady(Someone):
    """A participant whose page comes back by itself, and sends again what was not answered."""

    def __init__(self, address: str, role: str = "person") -> None:
        super().__init__(address, role)
        self.times: list[float] = []
        self.tries: list[float] = []

    async def again(self) -> None:
        """Connect until it is connected."""
        while not self.is_connected:
            try:
                self.seen.clear()
                await self.connect()
            except (OSError, websockets.WebSocketException, TimeoutError):
                await asyncio.sleep(0.2 + 0.3 * random.random())

    async def surely(self, do: str, **given: Any) -> Json:
        """Ask until there is an answer."""
        given.setdefault("id", f"{id(self):x}-{time.monotonic_ns()}")
        while True:
            await self.again()
            start = time.monotonic()
            asking = asyncio.create_task(self.ask(do, **dict(given)))
            assert self._listening
            await asyncio.wait([asking, self._listening], return_when=asyncio.FIRST_COMPLETED)
            if asking.done() and not asking.exception():
                (self.tries if do == "try" else self.times).append(time.monotonic() - start)
                return asking.result()
            asking.cancel()
            with contextlib.suppress(BaseException):
                await asking


@dataclass
class Server:
    """The command as a process of its own, which may be killed and started again in the same folder."""

    folder: Path
    speed: float
    process: asyncio.subprocess.Process | None = None
    links: dict[str, str] = field(default_factory=dict)
    code: str = ""
    samples: list[tuple[float, float, float]] = field(default_factory=list)

    async def start(self) -> None:
        """Start, and wait until it has told its addresses."""
        options = (
            "--plan",
            "90",
            "--speed",
            str(self.speed),
            "--port",
            str(PORT),
            "--out",
            str(self.folder),
            "--lang",
            "en",
        )
        self.process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "sim.cli",
            "workshop",
            *options,
            stdout=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
        assert self.process.stdout
        while line := (await self.process.stdout.readline()).decode():
            if "/enter/" in line:
                parts = line.strip().rsplit("/", 2)
                self.links[parts[1]] = parts[2]
            if "room code" in line:
                self.code = line.split()[-1]
            if str(self.folder) in line:
                return
        raise AssertionError("the server did not start")

    async def kill(self) -> None:
        """End it as a power cut would, and its workers with it."""
        assert self.process
        os.killpg(self.process.pid, signal.SIGKILL)
        await self.process.wait()

    async def stop(self) -> None:
        """End it as Ctrl-C does."""
        assert self.process
        self.process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(self.process.wait(), 30)

    async def watch(self) -> None:
        """Note memory [MB] and processor time [s] of the server alone, and the memory of all its processes."""
        while True:
            await asyncio.sleep(2)
            with contextlib.suppress(OSError, AssertionError):
                assert self.process
                own = self.process.pid
                self.samples.append((_memory(own), processor(own), sum(map(_memory, group_of(own)))))


def group_of(leader: int) -> list[int]:
    """The processes that were started by one that leads a group, and itself."""
    return [pid for pid in map(int, filter(str.isdigit, os.listdir("/proc"))) if _group(pid) == leader]


def _group(pid: int) -> int:
    try:
        return os.getpgid(pid)
    except OSError:
        return 0


def _memory(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def processor(pid: int) -> float:
    """Processor time [s] of a process so far."""
    parts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


async def _page(tab: Tab, address: str, code: str, team: int) -> None:
    """Join as a browser does, and open the participant's page."""
    await tab.size(390, 844)
    await tab.call("Page.addScriptToEvaluateOnNewDocument", source="delete window.WebAssembly")  # the laptop computes
    await tab.go(f"{address}/?c={code}")
    body = json.dumps({"code": code, "name": f"browser {team}", "team": team, "lang": "zh"})
    headers = "{'Content-Type': 'application/json'}"
    await tab.run(
        f"fetch('/join', {{method: 'POST', headers: {headers}, body: {json.dumps(body)}}}).then((a) => a.json())"
    )
    await tab.go(f"{address}/team")
    await tab.run("window.confirm = () => true")


async def _predict_in(tab: Tab) -> None:
    """Fill in the form of guesses and send it."""
    await tab.until("document.querySelector('#predict select')", 60)
    await tab.run(
        "document.querySelectorAll('#predict select').forEach((one) => { one.value = '1'; });"
        "document.querySelectorAll('#predict input').forEach((one) => { one.value = '2'; });"
        "document.querySelector('#predict .card > button').click()"
    )


async def _agree_in(tab: Tab) -> None:
    """Agree to what the team has before it."""
    await tab.until("document.querySelector('#ours .row button') || document.querySelector('#ours .done')", 40)
    await tab.run("document.querySelector('#ours .row button')?.click()")


async def _team(
    members: Sequence[Steady], tabs: Sequence[Tab], number: int, policy: dict[str, float], phase_s: float
) -> None:
    """One team through the steering of a round: tries, a proposal, agreement, a reload, a commit."""
    lead, at = members[0], members[0].view["round"]
    await asyncio.sleep(random.random() * phase_s * 0.3)
    await lead.surely("try", round=at, toml=toml(policy))
    name = f"p{at}-{number}-{time.monotonic_ns()}"
    answer = await lead.surely("propose", round=at, toml=toml(policy), id=name)
    assert answer.get("ok"), answer
    for one in members[1:]:
        await one.until(lambda view: view.get("proposal") and view["proposal"]["id"] == name)
        if random.random() < 0.3:
            await one.leave()  # a reload
        await one.surely("agree", round=at, proposal=name, on=True)
    for tab in tabs:
        await _agree_in(tab)
    await asyncio.sleep(random.random() * phase_s * 0.2)
    answer = await lead.surely("commit", round=at, proposal=name)
    assert answer.get("ok"), answer


async def _round(
    head: Steady, teams: list[list[Steady]], tabs: dict[int, list[Tab]], number: int, speed: float
) -> None:
    everybody = [one for team in teams for one in team]
    minutes = head.view["rounds"][number]["minutes"]
    await head.surely("begin", round=number)
    await asyncio.sleep(minutes[0] * 60 / speed * 0.5)
    await head.surely("phase", phase="predict")
    await asyncio.gather(
        *(one.until(lambda view: view["round"] == number and view["phase"] == "predict", 60) for one in everybody)
    )
    guesses = {one["id"]: 0.02 for one in everybody[0].view["outcomes"]}
    await asyncio.gather(*(one.surely("predict", round=number, values=guesses) for one in everybody))
    await asyncio.gather(*(_predict_in(tab) for own in tabs.values() for tab in own))
    await asyncio.sleep(minutes[1] * 60 / speed * 0.3)
    await head.surely("phase", phase="steer")
    await asyncio.gather(*(one.until(lambda view: view["phase"] == "steer", 60) for one in everybody))
    chosen = (POLICIES, SEED, GRID)[number]
    await asyncio.gather(
        *(_team(own, tabs.get(k + 1, []), k + 1, chosen[k], minutes[2] * 60 / speed) for k, own in enumerate(teams))
    )
    await asyncio.gather(*(one.until(lambda view: view["results"] is not None, 120) for one in everybody))
    await head.surely("phase", phase="talk")
    await asyncio.sleep(minutes[3] * 60 / speed * 0.3)


async def _kills(server: Server, head: Steady, teams: list[list[Steady]], kills: int) -> None:
    """Kill the server in the middle of commits, again and again; what it had answered has to be there."""
    leads = [own[0] for own in teams]
    for turn in range(kills):
        await head.surely("begin", round=0)
        await head.surely("phase", phase="steer")
        await asyncio.gather(
            *(
                one.until(lambda view: view["round"] == 0 and view["phase"] == "steer" and not view["committed"], 60)
                for one in leads
            )
        )
        names = [f"k{turn}-{k}" for k in range(len(leads))]
        for lead, name, policy in zip(leads, names, POLICIES, strict=True):
            assert (await lead.surely("propose", round=0, toml=toml(policy), id=name)).get("ok")
        for own, name in zip(teams, names, strict=True):
            await asyncio.gather(*(one.surely("agree", round=0, proposal=name, on=True) for one in own[1:]))
        commits = [
            asyncio.create_task(lead.surely("commit", round=0, proposal=name))
            for lead, name in zip(leads, names, strict=True)
        ]
        await asyncio.sleep(random.random() * 0.06)
        answered = [name for task, name in zip(commits, names, strict=True) if task.done() and task.result().get("ok")]
        await server.kill()
        kept = _committed(server.folder)
        assert set(answered) <= set(kept), "a commit that was answered is lost"
        await server.start()
        answers = await asyncio.gather(*commits)
        assert all(answer.get("ok") for answer in answers), answers
        assert sorted(one for one in _committed(server.folder) if one.startswith(f"k{turn}-")) == names, (
            "each commit once"
        )
    await asyncio.gather(*(one.until(lambda view: view["results"] is not None, 120) for one in leads))


def _committed(folder: Path) -> list[str]:
    with contextlib.closing(sqlite3.connect(folder / JOURNAL)) as file:
        return [
            json.loads(data)["proposal"] for (data,) in file.execute("SELECT data FROM events WHERE kind = 'committed'")
        ]


def _waits(folder: Path) -> list[float]:
    """Seconds from the last commit of each judged round to its results."""
    with contextlib.closing(sqlite3.connect(folder / JOURNAL)) as file:
        last, waits = 0.0, []
        for at, kind in file.execute("SELECT at, kind FROM events ORDER BY number"):
            last = at if kind == "committed" else last
            if kind == "judged":
                waits.append(at - last)
        return waits


@asynccontextmanager
async def seated(server: Server, sessions: int) -> AsyncIterator[tuple[Steady, list[list[Steady]]]]:
    """The facilitator and six teams of clients."""
    address = f"http://127.0.0.1:{PORT}"
    head = Steady(address, "facilitator")
    await head.ask_http("GET", f"/enter/facilitator/{server.links['facilitator']}")
    teams: list[list[Steady]] = [[] for _ in range(TEAMS)]
    for k in range(sessions):
        one = Steady(address)
        assert (await one.join(server.code, k % TEAMS + 1, f"person {k}")).status_code == 200
        teams[k % TEAMS].append(one)
    everybody = [head, *(one for own in teams for one in own)]
    await asyncio.gather(*(one.again() for one in everybody))
    try:
        yield head, teams
    finally:
        await asyncio.gather(*(one.leave() for one in everybody), return_exceptions=True)


async def stress(folder: Path, *, sessions: int = 30, browsers: int = 4, kills: int = 20, speed: float = 10.0) -> Json:
    """Hold a whole workshop, with trouble, then kill the server in its commits; figures of how it went."""
    server = Server(folder, speed)
    await server.start()
    watching = asyncio.create_task(server.watch())
    try:
        async with contextlib.AsyncExitStack() as stack:
            tabs = await _browsers(stack, server, browsers if found() else 0)
            head, teams = await stack.enter_async_context(seated(server, sessions - browsers))
            figures = await _held(server, head, teams, tabs, speed)
            print(json.dumps(figures), file=sys.stderr)
            watching.cancel()
            await _kills(server, head, teams, kills)
            await head.surely("close")
        await server.stop()
    finally:
        watching.cancel()
        with contextlib.suppress(OSError):
            await server.kill()
    return {"sessions": sessions, "browsers": browsers} | figures | {"kills": kills, "commits_lost": 0}


async def _browsers(stack: contextlib.AsyncExitStack, server: Server, count: int) -> dict[int, list[Tab]]:
    """Participants in real browsers, by team."""
    tabs: dict[int, list[Tab]] = {}
    if count:
        one = await stack.enter_async_context(browser())
        for k in range(count):
            tab = await one.tab()
            await _page(tab, f"http://127.0.0.1:{PORT}", server.code, k % TEAMS + 1)
            tabs.setdefault(k % TEAMS + 1, []).append(tab)
    return tabs


async def _held(
    server: Server, head: Steady, teams: list[list[Steady]], tabs: dict[int, list[Tab]], speed: float
) -> Json:
    """All rounds of the plan, while others make trouble."""
    began = time.monotonic()
    troubles = [asyncio.create_task(trouble(f"http://127.0.0.1:{PORT}", server.code)) for trouble in TROUBLES]
    try:
        for number in range(3):
            await _round(head, teams, tabs, number, speed)
            print("round", number, "after", round(time.monotonic() - began), "s", file=sys.stderr)
    finally:
        for task in troubles:
            task.cancel()
        ended = await asyncio.gather(*troubles, return_exceptions=True)
    times = sorted(one for own in teams for person in own for one in person.times)
    tries = [one for own in teams for person in own for one in person.tries]
    held, samples = time.monotonic() - began, server.samples
    return {
        "workshop_s": round(held),
        "answers": len(times),
        "answer_median_ms": round(1000 * statistics.median(times)),
        "answer_95_ms": round(1000 * times[int(0.95 * len(times))]),
        "answer_slowest_ms": round(1000 * times[-1]),
        "tries_s": [round(min(tries), 2), round(max(tries), 2)],
        "last_commit_to_results_s": [round(one, 2) for one in _waits(server.folder)],
        "server_memory_mb": round(max(one[0] for one in samples)),
        "all_memory_mb": round(max(one[2] for one in samples)),
        "server_processor_share": round(samples[-1][1] / held, 3),
        "troubles_that_ended": [repr(one) for one in ended if not isinstance(one, asyncio.CancelledError)],
    }


if __name__ == "__main__":
    given = dict(zip(("sessions", "browsers", "kills", "speed"), map(int, sys.argv[2:]), strict=False))
    print(json.dumps(asyncio.run(stress(Path(sys.argv[1]), **given)), indent=1))
