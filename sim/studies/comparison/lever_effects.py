"""What each lever moves of what people care about: its two worlds over the same seeds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sim.outcomes import OUTCOMES, Outcome
from sim.runs import Run, needs_compiling, simulate
from sim.runs.executors import Crew, here
from sim.runs.precompile import compile_ahead
from sim.runs.progress import Begin, Progress, unwatched
from sim.statistics.intervals import Estimate, estimate
from sim.statistics.panel import panel
from sim.statistics.thresholds import threshold
from sim.studies.comparison.lever_tests import LeverTest

MONTHS, SIZE, CITY = 60, "neighbourhood", "ningbo"
WHOLE = slice(None)
BESIDE = ("registered_volunteer_rate", "association_share", "trust_mean")
CARED_FOR = tuple(one for one in OUTCOMES if one.headline or one.name in BESIDE)
"""Outcomes that a lever is judged by: the headline ones, registered volunteers, members of organizations and trust."""
TOGETHER = 1 - 0.05 / len(CARED_FOR)
"""Level of an interval that holds for all of them at once (Bonferroni)."""


@dataclass(frozen=True)
class Effect:
    """How much an outcome's value over the whole run differs between a lever's high and its low value.

    ``matters`` is the difference that matters in practice, in the outcome's unit; None where the value that it is a share
    of does not exist. ``together`` has the wider interval that holds for all outcomes at once.
    """

    test: LeverTest
    outcome: Outcome
    estimate: Estimate
    together: Estimate
    matters: float | None

    @property
    def times(self) -> float:
        """How many times what matters the difference is."""
        return abs(self.estimate.value or 0.0) / self.matters if self.matters else 0.0

    @property
    def shows(self) -> bool:
        """Whether it is as large as what matters, with an interval that excludes 0."""
        return self.estimate.excludes_zero and self.times >= 1


def effects(
    tests: Sequence[LeverTest], seeds: int, crew: Crew | None = None, begin: Begin = unwatched
) -> list[list[Effect]]:
    """Return for each test what its lever moves of ``CARED_FOR``, over the seeds from 0."""
    if needs_compiling():
        compile_ahead(begin("compiling"))
    jobs = [(test, range(seeds)) for test in tests]
    workers = crew if crew and (crew.remote or len(jobs) > 1) else here()
    return _counted(workers.stream(_all_of, jobs), len(jobs), begin("runs"))


def all_effects(test: LeverTest, seeds: Sequence[int]) -> list[Effect]:
    """Return a lever's effect on the outcomes of ``CARED_FOR`` that exist in both its worlds."""
    low, high = ([_run(test, value, seed) for seed in seeds] for value in (test.low, test.high))
    return compared(test, low=low, high=high)


def compared(test: LeverTest, *, low: Sequence[Run], high: Sequence[Run]) -> list[Effect]:
    """Return the effects that runs of a lever's two worlds over the same seeds show."""
    found = []
    for outcome in (one for one in CARED_FOR if one.name in low[0].city):
        before, after = panel(low, outcome), panel(high, outcome)
        alone, together = (estimate(before, alternative=after, months=WHOLE, level=level) for level in (0.95, TOGETHER))
        if alone.value is not None:
            found.append(Effect(test, outcome, alone, together, threshold(outcome, before.pooled(WHOLE), {})))
    return found


def strongest(found: Sequence[Effect]) -> Effect:
    """Return the largest effect by what matters, of those whose interval excludes 0.

    Where none does, it is the one on the outcome that the lever's test names first, or else the largest of all.
    """
    clear = [one for one in found if one.estimate.excludes_zero]
    named = [one for name in found[0].test.signs for one in found if one.outcome.name == name]
    return max(clear or named[:1] or found, key=lambda one: one.times)


def _all_of(job: tuple[LeverTest, Sequence[int]]) -> list[Effect]:
    return all_effects(*job)


def _run(test: LeverTest, value: float, seed: int) -> Run:
    return simulate(test.world(value), seed, months=MONTHS, size=SIZE, engine="compiled", city=CITY)


def _counted(found: Iterable[list[Effect]], total: int, progress: Progress) -> list[list[Effect]]:
    done = []
    for one in found:
        done.append(one)
        progress(len(done), total)
    return done
