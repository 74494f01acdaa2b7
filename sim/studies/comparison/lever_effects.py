"""What each lever moves of what people care about: its two worlds over the same seeds."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from sim.language import Language
from sim.language.numbers import NONE, between, change, places_for, with_unit
from sim.outcomes import OUTCOMES, Outcome
from sim.runs import Run, needs_compiling, simulate
from sim.runs.executors import Crew, here
from sim.runs.precompile import compile_ahead
from sim.runs.progress import Begin, unwatched
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
        return self.estimate.size / self.matters if self.matters else 0.0

    @property
    def shows(self) -> bool:
        """Whether it is as large as what matters, with an interval that excludes 0."""
        return self.estimate.excludes_zero and self.times >= 1

    @property
    def times_text(self) -> str:
        """How many times what matters it is, as text."""
        return f"{self.times:.2g}" if self.times < 10 else f"{self.times:.0f}"

    def texts(self, lang: Language) -> tuple[str, str]:
        """Write the difference with its unit, and its interval."""
        gap, unit = self.estimate, self.outcome.unit
        places = places_for(gap.half_width, gap.value or 0.0, unit)
        written = with_unit(change(gap.value, places, unit, lang), unit=unit, lang=lang)
        if gap.low is None or gap.high is None:
            return written, NONE
        return written, between((gap.low, gap.high), places, unit, lang)


def effects(
    tests: Sequence[LeverTest], seeds: int, crew: Crew | None = None, begin: Begin = unwatched
) -> list[list[Effect]]:
    """Return for each test what its lever moves of ``CARED_FOR``, as far as that exists in both worlds, over seeds from 0."""
    if needs_compiling():
        compile_ahead(begin("compiling"))
    workers = crew if crew and (crew.remote or len(tests) > 1) else here()
    progress, done = begin("runs"), list[list[Effect]]()
    for of_lever in workers.stream(partial(_effects, range(seeds)), tests):
        done.append(of_lever)
        progress(len(done), len(tests))
    return done


def _effects(seeds: Sequence[int], test: LeverTest) -> list[Effect]:
    low, high = ([_run(test, value, seed) for seed in seeds] for value in (test.low, test.high))
    effects = []
    for outcome in (one for one in CARED_FOR if one.name in low[0].city):
        before, after = panel(low, outcome), panel(high, outcome)
        alone, together = (estimate(before, alternative=after, months=WHOLE, level=level) for level in (0.95, TOGETHER))
        if alone.value is not None:
            effects.append(Effect(test, outcome, alone, together, threshold(outcome, before.pooled(WHOLE), {})))
    return effects


def strongest(effects: Sequence[Effect]) -> Effect:
    """Return the largest effect by what matters, of those whose interval excludes 0.

    Where none does, it is the one on the outcome that the lever's test names first, or else the largest of all.
    """
    clear = [one for one in effects if one.estimate.excludes_zero]
    named = [one for name in effects[0].test.signs for one in effects if one.outcome.name == name]
    return max(clear or named[:1] or effects, key=lambda one: one.times)


def _run(test: LeverTest, value: float, seed: int) -> Run:
    return simulate(test.world(value), seed, months=MONTHS, size=SIZE, engine="compiled", city=CITY)
