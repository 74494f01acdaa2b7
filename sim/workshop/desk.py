"""The desk where the laptop computes: official runs first, then lives, then tries, one waiting for each team in turn."""

import asyncio
import logging
import multiprocessing
import os
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any, TypeVar

from sim.language import LANGUAGES, text
from sim.runs.executors import Crew
from sim.runs.result import Run
from sim.scenario import Scenario
from sim.workshop import official
from sim.workshop.journal import Json
from sim.workshop.official import Case, Terms
from sim.workshop.room import Play

Found = TypeVar("Found")
LOG = logging.getLogger("shequ")
MOMENT_S = 0.2


def politely(work: Callable[..., Found], *given: Any) -> Found:
    """Work in a process that lets those go first that compute what counts."""
    if multiprocessing.parent_process() is not None:
        _stand_back()
    return work(*given)


@cache
def _stand_back() -> None:
    if hasattr(os, "nice"):
        os.nice(5)


@dataclass
class _Waiting:
    """A try that a team waits for; a later one of the same team takes its place."""

    work: Callable[..., Json]
    answer: "asyncio.Future[Json | None]"


@dataclass
class Desk:
    """Worker processes, and what they have computed; nothing here blocks the event loop.

    ``crew`` does what counts, ``aside`` lives and tries; both last as long as the desk. ``urgent`` is how many official
    calculations are under way: as long as there is one, no try begins.
    """

    crew: Crew
    aside: Crew
    terms: Terms
    seeds: int
    runs: dict[tuple[str, ...], "asyncio.Task[list[Run]]"] = field(default_factory=dict)
    waiting: "OrderedDict[int, _Waiting]" = field(default_factory=OrderedDict)
    urgent: int = 0

    def __post_init__(self) -> None:
        self._idle, self._telling = asyncio.Event(), asyncio.Semaphore(1)
        self._tries = asyncio.create_task(self._answer_tries())

    async def call(self, crew: Crew, work: Callable[..., Found], *given: Any) -> Found:
        """Let a worker do something; once more by a new one where it has died."""
        try:
            return await asyncio.wrap_future(crew.hire().submit(work, *given))
        except BrokenExecutor:
            LOG.warning(text("workshop.worker_died", "en"))
            return await asyncio.wrap_future(crew.hire().submit(work, *given))

    async def warm(self) -> None:
        """Let the worker for lives and tries load what it needs."""
        await self.call(self.aside, politely, official.warm, self.terms)

    async def official(self, work: Awaitable[Found]) -> Found:
        """Do something that tries have to wait for."""
        self.urgent += 1
        try:
            return await work
        finally:
            self.urgent -= 1
            self._idle.set()

    def of(self, scenario: Scenario) -> "asyncio.Task[list[Run]]":
        """The runs of a scenario over all seeds, begun at once and kept: equal policies share them."""
        key = (str(scenario.canonical()),)
        if key not in self.runs or (self.runs[key].done() and self.runs[key].exception()):
            self.runs[key] = asyncio.create_task(self.official(self._run(scenario)))
        return self.runs[key]

    async def _run(self, scenario: Scenario) -> list[Run]:
        """All seeds, spread over the workers."""
        seeds, width = range(self.seeds), max(1, self.crew.width)
        parts = [seeds[at::width] for at in range(min(width, self.seeds))]
        found = await asyncio.gather(
            *(self.call(self.crew, official.runs_of, scenario, self.terms, tuple(part)) for part in parts)
        )
        return sorted((run for part in found for run in part), key=lambda run: run.seed)

    async def judge(
        self, baseline: Scenario, policies: dict[int, Scenario], play: Play, outcomes: tuple[str, ...]
    ) -> Json:
        """Official results of a round: computed from the committed scenarios alone."""
        tasks = {team: self.of(one) for team, one in policies.items()}
        base = await self.of(baseline)
        runs = {team: await task for team, task in tasks.items()}
        found = await self.official(
            self.call(self.crew, official.judged, Case(baseline, policies, runs, base, outcomes))
        )
        commits = {str(team): one.id for team, one in play.commits.items()}
        return found | {"round": play.round, "commits": commits, "shocks": list(play.shocks)}

    async def story(self, baseline: Scenario, *, policy: Scenario, team: int) -> Json:
        """One resident's two lives; waits for nobody, and nobody for it."""
        names = {
            lang: {
                baseline.reference: text("workshop.baseline", lang),
                policy.reference: text("workshop.team", lang, number=team),
            }
            for lang in LANGUAGES
        }
        work = partial(official.story, baseline, policy=policy, terms=self.terms, names=names)
        async with self._telling:  # one at a time, so that a worker is left for tries
            while self.urgent:
                await asyncio.sleep(MOMENT_S)
            return await self.call(self.aside, politely, work)

    async def attempt(
        self, team: int, reference: str, policy: Scenario, outcomes: tuple[str, ...], seeds: int
    ) -> Json | None:
        """A first look at a team's policy; None where a later one of the same team took its place."""
        work = partial(official.tried, reference, policy, self.terms, tuple(range(seeds)), outcomes)
        if (before := self.waiting.get(team)) and not before.answer.done():
            before.answer.set_result(None)
        answer: asyncio.Future[Json | None] = asyncio.get_running_loop().create_future()
        self.waiting[team] = _Waiting(work, answer)  # at the place of the one before it
        self._idle.set()
        return await answer

    async def _answer_tries(self) -> None:
        while True:
            await self._idle.wait()
            self._idle.clear()
            while self.waiting and not self.urgent:
                _, one = self.waiting.popitem(last=False)
                try:
                    found = await self.call(self.aside, politely, one.work)
                    if not one.answer.done():
                        one.answer.set_result(found)
                except Exception as error:
                    if not one.answer.done():
                        one.answer.set_exception(error)

    async def close(self) -> None:
        """Begin nothing more."""
        self._tries.cancel()
