"""What the laptop computes, in turn: what was committed first, then what may be, then lives and tries."""

import asyncio
import logging
import multiprocessing
import os
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any, TypeVar

from sim.language import LANGUAGES, text
from sim.runs.executors import Crew
from sim.runs.result import Run
from sim.scenario import Scenario
from sim.workshop import official_results as official
from sim.workshop.journal import Json
from sim.workshop.official_results import Terms
from sim.workshop.session import Play

Found = TypeVar("Found")
_Try = tuple[Callable[..., Json], "asyncio.Future[Json | None]"]
"""What computes a try that a team waits for, and its answer; a later one of the same team takes its place."""
LOG = logging.getLogger("shequ")
MOMENT_S = 0.2
LAST = 10
"""How far lives and tries stand back behind what counts."""
AHEAD = 2
"""How many runs a worker is handed at a time, so that it waits for nobody between two of them."""


def politely(work: Callable[..., Found], *given: Any) -> Found:
    """Work in a process that lets those go first that compute what counts."""
    if multiprocessing.parent_process() is not None:
        _stand_back()
    return work(*given)


@cache
def _stand_back() -> None:
    if hasattr(os, "nice"):
        os.nice(LAST)


@dataclass(eq=False)
class _Job:
    """A scenario's runs over all seeds. Those that do not count are made ahead, in case that they will."""

    scenario: Scenario
    counts: bool
    left: list[int]
    answer: "asyncio.Future[list[Run]]"
    found: list[Run] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether somebody may wait for it."""
        return not self.answer.done()


@dataclass
class JobQueue:
    """Worker processes, and what they have computed; nothing here blocks the event loop.

    ``crew`` does what counts and what may come to count, ``aside`` lives and tries; both last as long as the queue. As long as
    something that counts is under way, no try begins.
    """

    crew: Crew
    aside: Crew
    terms: Terms
    seeds: int
    jobs: dict[str, _Job] = field(default_factory=dict)
    waiting: "OrderedDict[int, _Try]" = field(default_factory=OrderedDict)
    judging: int = 0

    def __post_init__(self) -> None:
        self._idle, self._telling = asyncio.Event(), asyncio.Semaphore(1)
        self._ahead: dict[object, _Job] = {}
        self._running: set[asyncio.Task[None]] = set()
        self._tries = asyncio.create_task(self._answer_tries())

    @property
    def is_urgent(self) -> bool:
        """Whether something that counts is under way."""
        return self.judging > 0 or any(job.counts and job.is_open for job in self.jobs.values())

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

    def of(self, scenario: Scenario) -> "asyncio.Future[list[Run]]":
        """The runs of a scenario that counts, begun at once and kept: equal policies share them."""
        job = self._job(scenario)
        job.counts = True
        self._begin()
        return job.answer

    def ahead(self, asker: object, scenario: Scenario) -> None:
        """Begin the runs of a scenario that may come to count, in place of the asker's last one that did not."""
        before, job = self._ahead.get(asker), self._job(scenario)
        self._ahead[asker] = job
        if before is not None and not before.counts and before not in self._ahead.values():
            before.left.clear()
            before.answer.cancel()
            self.jobs = {key: one for key, one in self.jobs.items() if one is not before}
        self._begin()

    def _job(self, scenario: Scenario) -> _Job:
        key = str(scenario.canonical())
        known = self.jobs.get(key)
        if known is None or (not known.is_open and known.answer.exception()):
            answer: asyncio.Future[list[Run]] = asyncio.get_running_loop().create_future()
            self.jobs[key] = _Job(scenario, counts=False, left=list(range(self.seeds)), answer=answer)
        return self.jobs[key]

    def _begin(self) -> None:
        """Hand runs to the workers, a seed each: first what counts, in the order in which it was asked for."""
        while len(self._running) < AHEAD * self.crew.width:
            ready = [job for job in self.jobs.values() if job.left and (job.counts or not self.judging)]
            if not ready:
                return
            job = min(ready, key=lambda one: not one.counts)
            task = asyncio.create_task(self._run(job, job.left.pop(0)))
            self._running.add(task)
            task.add_done_callback(self._ran)

    def _ran(self, task: "asyncio.Task[None]") -> None:
        self._running.discard(task)
        if not task.cancelled():
            self._begin()
            self._idle.set()

    async def _run(self, job: _Job, seed: int) -> None:
        try:
            job.found += await self.call(self.crew, official.runs_of, job.scenario, self.terms, (seed,))
        except Exception as error:
            job.left.clear()
            if job.is_open:
                job.answer.set_exception(error)
                job.answer.exception()  # where nobody waits for it, nobody is told
        if job.is_open and len(job.found) == self.seeds:
            job.answer.set_result(sorted(job.found, key=lambda run: run.seed))

    async def judge(
        self, baseline: Scenario, policies: dict[int, Scenario], play: Play, outcomes: tuple[str, ...]
    ) -> Json:
        """Official results of a round: computed from the committed scenarios alone."""
        answers = {team: self.of(one) for team, one in policies.items()}
        base = await self.of(baseline)
        runs = {team: await answer for team, answer in answers.items()}
        self.judging += 1
        try:
            found = await self.call(self.crew, official.judged, baseline, base, policies, runs, outcomes)
        finally:
            self.judging -= 1
            self._begin()
            self._idle.set()
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
            while self.is_urgent:
                await asyncio.sleep(MOMENT_S)
            return await self.call(self.aside, politely, work)

    async def attempt(
        self, team: int, reference: str, policy: Scenario, outcomes: tuple[str, ...], seeds: int
    ) -> Json | None:
        """A first look at a team's policy; None where a later one of the same team took its place."""
        work = partial(official.tried, reference, policy, self.terms, tuple(range(seeds)), outcomes)
        if team in self.waiting and not self.waiting[team][1].done():
            self.waiting[team][1].set_result(None)
        answer: asyncio.Future[Json | None] = asyncio.get_running_loop().create_future()
        self.waiting[team] = work, answer  # at the place of the one before it
        self._idle.set()
        return await answer

    async def _answer_tries(self) -> None:
        while True:
            await self._idle.wait()
            self._idle.clear()
            while self.waiting and not self.is_urgent:
                _, (work, answer) = self.waiting.popitem(last=False)
                try:
                    result = await self.call(self.aside, politely, work)
                    if not answer.done():
                        answer.set_result(result)
                except Exception as error:
                    if not answer.done():
                        answer.set_exception(error)

    async def close(self) -> None:
        """Begin nothing more."""
        for task in (self._tries, *self._running):
            task.cancel()
