"""Hosts a room: takes messages, writes events down, queues what is computed, and tells who watches that something is new."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from sim.city.profile import load_profile
from sim.errors import ProblemsError
from sim.language import speaking
from sim.scenario import Scenario, load
from sim.workshop import official_results as official
from sim.workshop.access import Keys
from sim.workshop.archive import close
from sim.workshop.commands import decide, join
from sim.workshop.job_queue import JobQueue
from sim.workshop.journal import Event, Journal, Json, News
from sim.workshop.messages import Refused, Request
from sim.workshop.official_results import Terms
from sim.workshop.plan import Plan, shocks
from sim.workshop.policy import Rule, baseline_of, changed, kept, laid, language, loaded, problems_told
from sim.workshop.session import Play, Room, after, fold
from sim.workshop.views import Presence

LOG = logging.getLogger("shequ")
TRY_SEEDS = 3
PAUSES_S = (0.5, 2.0, 8.0)
"""After how long something is tried again that failed."""
AUDIT_S = 20.0
ROOM = "room"


def terms_of(plan: Plan) -> Terms:
    """How a plan's policies are simulated."""
    outcomes = dict.fromkeys(name for each in plan.rounds for name in each.outcomes)
    return Terms(plan.city, plan.size, plan.months, tuple(outcomes))


class RoomHost:
    """One room with its journal, job queue and folder.

    ``watching`` are called after every change; ``presence`` is what is known of people beside the journal.
    """

    def __init__(
        self, folder: Path, plan: Plan, journal: Journal, keys: Keys, queue: JobQueue, speed: float = 1.0
    ) -> None:
        self.folder, self.plan, self.speed = folder, plan, speed
        self.journal, self.keys, self.queue = journal, keys, queue
        self.room: Room = fold(journal.read(), plan)
        self.presence, self.acted, self.refused = Presence(), dict[str, float](), Counter[str]()
        self.scripted = frozenset[str]()
        self.watching: list[Callable[[], None]] = []
        self.audit: Counter[str] = Counter()
        self._start = load_profile(plan.city).city.start
        self._writing = asyncio.Lock()
        self._under_way: set[tuple[Any, ...]] = set()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._background(self._keep_audit())
        for play in self.room.plays.values():
            self._go_on(play)
        if self.room.play and not self.room.play.levels:
            self._once(("opening", self.room.last), partial(self._prepare, self.room.play))
        if self.room.closed:
            self._background(close(self.folder, lambda: self.room))

    def warm(self) -> None:
        """Let the workers load what they need before somebody waits for it."""
        first = self.plan.rounds[0]
        self.queue.of(load("+".join((first.baseline, *first.shocks)), start=self._start))
        self._background(self.queue.warm())

    async def join(self, name: object, *, team: object, lang: object) -> str:
        """Let somebody in; return the person's id."""
        async with self._writing:
            person, news = join(self.room, name=name, team=team, lang=lang)
            await self._write(news)
        return person

    async def do(self, who: str, message: Json) -> Json:
        """Do what a message asks, and say what came of it."""
        self.acted[who] = time.time()
        try:
            answer = await self._done(who, message)
        except Refused as refusal:
            self.refused[who] += 1
            return {"refused": refusal.key}
        except ProblemsError as error:
            self.refused[who] += 1
            return {"problems": problems_told(error, language(message.get("lang")))}
        if message.get("do") in ("propose", "commit"):
            self.refused.pop(who, None)
        return answer

    async def _done(self, who: str, message: Json) -> Json:
        if message.get("do") == "try":
            return await self._tried(who, message)
        policy: Json = {}
        if message.get("do") == "propose":
            toml, _, changes = await self._policy(who, message)
            policy = {"toml": toml, "changed": tuple(changes)}
        async with self._writing:
            news = decide(self.room, Request(who, message, self.presence.here, self.speed, **policy))
            await self._write(news)
        return {"ok": True}

    async def _policy(self, who: str, message: Json) -> tuple[str, Scenario, list[Json]]:
        """The policy of a message as the room keeps it, as it is run, and what it changes; read beside the event loop."""
        person, play, toml = self.room.persons.get(who), self.room.play, message.get("toml")
        if person is None or person.gone or play is None or not isinstance(toml, str):
            raise Refused("not_understood")
        rule = self.rule(play)

        def read() -> tuple[str, Scenario, list[Json]]:
            with speaking(language(message.get("lang"))):
                canonical = kept(toml, rule, person.team)
                changes = changed(loaded(canonical, start=rule.start), rule)  # what befalls the city is not the team's
                return canonical, loaded(canonical, start=rule.start, shocks=play.shocks), changes

        return await asyncio.to_thread(read)

    async def _tried(self, who: str, message: Json) -> Json:
        _, scenario, _ = await self._policy(who, message)
        play, team = self.room.play, self.room.persons[who].team
        if play is None:
            raise Refused("round_over")
        planned = self.plan.rounds[play.round]
        reference = "+".join((planned.baseline, *play.shocks))
        result = await self.queue.attempt(team, reference, scenario, planned.outcomes, TRY_SEEDS)
        return {"superseded": True} if result is None else {"tried": result}

    def rule(self, play: Play) -> Rule:
        """What a policy may be in a round as it is played."""
        return Rule.of(self.plan.rounds[play.round], play, start=self._start, months=self.plan.months)

    async def _write(self, news: Sequence[News]) -> None:
        """Write events down, and only then let the room be another one."""
        if not news:
            return
        events = await asyncio.to_thread(self.journal.append, news)
        for event in events:
            self.room = after(self.room, event, self.plan)
            self._follow(event)
        for tell in self.watching:
            tell()

    def _follow(self, event: Event) -> None:
        """What an event sets going."""
        play = self.room.play
        if event.kind in ("begun", "shocked") and play:
            self._once(("opening", event.number), partial(self._prepare, play))
        if event.kind in ("proposed", "shocked") and play:
            for team in [event.data["team"]] if event.kind == "proposed" else play.proposals:
                self._background(self._run_ahead(play, team))
        if event.kind == "closed":
            self._background(close(self.folder, lambda: self.room))
        if event.kind in ("committed", "closed_round", "person", "taken_back") and play:
            self._go_on(play)

    def _go_on(self, play: Play) -> None:
        """Compute what a round still lacks: runs of commits at once, results when all have committed or the round is closed."""
        if play.judged:
            for team, commit in play.commits.items():
                if team not in play.stories and str(team) in play.judged["teams"]:
                    self._once(("story", play.round, team, commit.id, play.shocks), partial(self._story, play, team))
            return
        ids = tuple(sorted((team, one.id) for team, one in play.commits.items()))
        for team, commit in play.commits.items():
            self._once(("runs", play.round, team, commit.id, play.shocks), partial(self._run, play, team))
        if ids and (play.closed or (self.room.current == play.round and self.room.all_committed)):
            self._once(("judge", play.round, ids, play.shocks), partial(self._judge, play))

    def _once(self, key: tuple[Any, ...], work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        if key not in self._under_way:
            self._under_way.add(key)
            self._background(self._again(key, work))

    async def _again(self, key: tuple[Any, ...], work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do something once, or again where it failed: nobody is left without results because a disk was full for a moment."""
        for pause in PAUSES_S:
            try:
                await work()
                return
            except Exception:
                LOG.exception(" ".join(map(str, key[:2])))
                await asyncio.sleep(pause)
        self._under_way.discard(key)

    def _background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _prepare(self, play: Play) -> None:
        """Run what all teams are compared with; then ahead, what they would be compared with under one shock more."""
        rule, outcomes = self.rule(play), self.plan.rounds[play.round].outcomes
        base = await self.queue.of(await asyncio.to_thread(baseline_of, rule, play.shocks))
        levels = await asyncio.to_thread(official.levels, base, outcomes)
        async with self._writing:
            if self.room.plays[play.round].shocks == play.shocks:
                await self._write([News("levels", ROOM, {"round": play.round, "levels": levels})])
        for one in shocks():
            if one not in play.shocks:
                self.queue.ahead(one, await asyncio.to_thread(baseline_of, rule, (*play.shocks, one)))

    async def _run_ahead(self, play: Play, team: int) -> None:
        """Begin the runs of what a team may commit."""
        toml = play.proposals[team].toml
        self.queue.ahead(team, await asyncio.to_thread(loaded, toml, start=self._start, shocks=play.shocks))

    async def _run(self, play: Play, team: int) -> None:
        await self.queue.of((await self._policies(play, (team,)))[team])

    async def _judge(self, play: Play) -> None:
        baseline, policies = baseline_of(self.rule(play), play.shocks), await self._policies(play, tuple(play.commits))
        result = await self.queue.judge(baseline, policies, play, self.plan.rounds[play.round].outcomes)
        async with self._writing:
            now = self.room.plays[play.round]
            if now.judged is None and now.commits == play.commits and now.shocks == play.shocks:
                await self._write([News("judged", ROOM, result)])
                self._go_on(self.room.plays[play.round])

    async def _story(self, play: Play, team: int) -> None:
        baseline, policies = baseline_of(self.rule(play), play.shocks), await self._policies(play, (team,))
        result = await self.queue.story(baseline, policy=policies[team], team=team)
        async with self._writing:
            if self.room.plays[play.round].commits.get(team) == play.commits[team]:
                await self._write([News("told", ROOM, {"round": play.round, "team": team, "story": result})])

    async def _policies(self, play: Play, teams: Sequence[int]) -> dict[int, Scenario]:
        """What teams have committed, as scenarios; their files are laid into the room's folder."""

        def read() -> dict[int, Scenario]:
            return {team: self._read(play, team) for team in teams}

        return await asyncio.to_thread(read)

    def _read(self, play: Play, team: int) -> Scenario:
        folder, toml = self.folder / "rounds" / str(play.round + 1) / f"team-{team}", play.commits[team].toml
        folder.mkdir(parents=True, exist_ok=True)
        laid(folder, toml, play.shocks)
        return loaded(toml, start=self._start, shocks=play.shocks)

    async def _keep_audit(self) -> None:
        """Write down what was refused at the door, summed up: nobody can fill the disk by knocking."""
        while True:
            await asyncio.sleep(AUDIT_S)
            if self.audit:
                counts, self.audit = dict(self.audit), Counter()
                async with self._writing:
                    await self._write([News("refused", ROOM, counts)])

    async def close(self) -> None:
        """End what is under way; nothing is lost by it."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.queue.close()
