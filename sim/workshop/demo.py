"""Scripted teams that behave like people, to rehearse alone: they join, guess, propose, agree and commit in their time."""

import asyncio
import random
import time

from sim.workshop.commands import STEERING, may_commit
from sim.workshop.host import RoomHost
from sim.workshop.plan import PHASES
from sim.workshop.policy import written
from sim.workshop.session import Person, Play
from sim.workshop.views import levers

NAMES = (
    "Li Na",
    "王芳",
    "Zhang Wei",
    "刘洋",
    "Chen Jie",
    "杨敏",
    "Zhao Lei",
    "黄丽",
    "Wu Gang",
    "周涛",
    "Xu Jing",
    "孙强",
)
A_TEAM = 3
TICK_S = 1.0
AT = {"predict": (0.1, 0.8), "propose": (0.15, 0.45), "agree": (0.45, 0.6), "commit": (0.6, 0.85)}
"""Part of a phase after which something is done, at the earliest and the latest."""
SLOW, SLOWER = 5, 1.12
"""The team that takes longer, so that the facilitator sees what a stuck one looks like."""


class Demo:
    """The scripted people of a room, and what they do next."""

    def __init__(self, host: RoomHost) -> None:
        self.host, self.people = host, list[str]()
        self._done: set[tuple[object, ...]] = set()

    async def run(self) -> None:
        """Fill the room and act until the room is closed."""
        await self._come_in()
        while not self.host.room.closed:
            play = self.host.room.play
            if play is not None and play.phase in STEERING and not play.closed and not self.host.room.held:
                await self._act(play, self._elapsed(play))
            await asyncio.sleep(TICK_S / self.host.speed)

    async def _come_in(self) -> None:
        room, plan = self.host.room, self.host.plan
        here = [one.id for one in room.persons.values() if one.name in NAMES and not one.gone]
        wanted = [(k % plan.teams + 1, NAMES[k % len(NAMES)]) for k in range(plan.teams * A_TEAM)]
        for team, name in wanted[len(here) :]:
            here.append(await self.host.join(name, team=team, lang="en" if name.isascii() else "zh"))
        self.people = here
        self.host.scripted = frozenset(here)

    def _elapsed(self, play: Play) -> float:
        """Part of the phase that is over, beyond 1 where it takes longer."""
        whole = self.host.plan.rounds[play.round].minutes[PHASES.index(play.phase)] * 60 / self.host.speed
        left = play.left if play.left is not None else (play.ends_at or 0.0) - time.time()
        return 1 - left / whole if whole else 1.0

    async def _act(self, play: Play, elapsed: float) -> None:
        for who in self.people:
            person = self.host.room.persons[who]
            if person.gone:
                continue
            for what in ("predict",) if play.phase == "predict" else tuple(AT):
                when = self._lot(play, who, what=what).uniform(*AT[what]) * (SLOWER if person.team == SLOW else 1.0)
                key = (play.round, what, who, play.shocks, play.phase)
                if what == "commit" and not may_commit(self.host.room, person.team, frozenset(self.people)):
                    continue
                if elapsed >= when and key not in self._done:
                    self._done.add(key)
                    await self._do(what, play, person)

    async def _do(self, what: str, play: Play, person: Person) -> None:
        now = self.host.room.play
        proposal = now.proposals.get(person.team) if now else None
        leads = person.id == min(one.id for one in self.host.room.team(person.team) if one.id in self.people)
        if what == "predict" and person.id not in play.predictions:
            await self.host.do(person.id, {"do": what, "round": play.round, "values": self._guess(play, person)})
        elif what == "propose" and leads and proposal is None:
            await self._propose(play, person)
        elif what == "agree" and proposal:
            await self.host.do(person.id, self._about(play, what, proposal=proposal.id) | {"on": True})
        elif what == "commit" and leads and proposal:
            await self.host.do(person.id, self._about(play, what, proposal=proposal.id))

    def _about(self, play: Play, what: str, *, proposal: str) -> dict[str, object]:
        return {"do": what, "round": play.round, "proposal": proposal}

    async def _propose(self, play: Play, person: Person) -> None:
        """Propose what the team's lot says; something simpler where the round does not allow it."""
        for boldness in (2, 1, 0):
            name = f"demo-{play.round}-{person.team}-{boldness}-{len(play.shocks)}"
            text = written(self._policy(play, person.team, boldness=boldness))
            answer = await self.host.do(person.id, {"do": "propose", "round": play.round, "id": name, "toml": text})
            if "ok" in answer:
                return

    def _policy(self, play: Play, team: int, *, boldness: int) -> dict[str, object]:
        planned, lot = self.host.plan.rounds[play.round], self._lot(play, str(team), what="policy")
        start = lot.choice((planned.baseline, *planned.starts)) if boldness else planned.baseline
        known = levers(planned.baseline, play.levers)
        free = [one for one in known if not one["path"].startswith("funding.") or "budget" in one["path"]]
        set_to: dict[str, dict[str, float]] = {}
        for lever in lot.sample(free, min(boldness, len(free))):
            group, _, key = lever["path"].rpartition(".")
            high = min(lever["high"], planned.budget or lever["high"]) if "budget" in key else lever["high"]
            low = 0.9 * high if "budget" in key else lever["low"]
            value = lot.uniform(low, high)
            set_to.setdefault(group, {})[key] = round(value) if lever["whole"] else round(value, 2)
        words = {"en": "Scripted", "zh": "脚本"}
        return {"extends": start, "name": words, "question": {"en": "?", "zh": "？"}, "levers": set_to}

    def _guess(self, play: Play, person: Person) -> dict[str, float]:
        lot = self._lot(play, person.id, what="guess")
        return {name: round(lot.gauss(0.02, 0.03), 3) for name in self.host.plan.rounds[play.round].outcomes}

    def _lot(self, play: Play, who: str, *, what: str) -> random.Random:
        return random.Random(f"{play.round} {who} {what}")
