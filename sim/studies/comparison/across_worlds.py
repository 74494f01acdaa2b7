"""The same comparison in other plausible worlds: calibrated parameter sets that fit what is known as well."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.special import stdtrit
from scipy.stats import mannwhitneyu

from sim.ensemble.observed import Observation, observations
from sim.ensemble.prior import in_world
from sim.ensemble.shipped import Plausible, World
from sim.limits import SEEDS_A_WORLD
from sim.outcomes import BY_NAME, HEADLINE, Outcome
from sim.runs.result import Floats, Run
from sim.scenario import Scenario
from sim.scenario.compare import is_cut
from sim.statistics.intervals import ERROR, NOTHING, Estimate, discoveries, moderated, variance
from sim.statistics.panel import Panel, panel
from sim.statistics.thresholds import threshold
from sim.statistics.verdicts import FEWEST_SEEDS, OPEN, Verdict, direction, verdict
from sim.studies.comparison.comparison import judged_as
from sim.studies.comparison.payers import OUTCOMES as PAID
from sim.studies.comparison.payers import Who, parts

BLOCK = 10
"""Worlds whose runs are held in memory at the same time."""
LAST_YEAR = slice(-12, None)
READ = tuple(dict.fromkeys((*HEADLINE, *(BY_NAME[name] for name in PAID.values()))))
"""Outcomes whose changes are kept of each world: those of which verdicts are counted, and what everybody pays."""
Simulate = Callable[[list[Scenario], int], dict[str, list[Run]]]
"""Runs scenarios with so many seeds; results by the scenario's reference."""


@dataclass(frozen=True)
class Effect:
    """What an alternative changes in one world over the last 12 months: values, the difference with its 95 % interval, and the
    verdict. ``world`` is the world's number."""

    world: int
    scenario: str
    outcome: str
    baseline: float | None
    alternative: float | None
    estimate: Estimate
    verdict: Verdict


@dataclass(frozen=True)
class Tally:
    """In how many of ``worlds`` a headline outcome got which verdict.

    ``leading`` is the verdict of most worlds that could be told, ``interval`` Wilson's for its share of all worlds;
    ``flips`` names the quantities that go with its change.
    """

    scenario: str
    outcome: str
    worlds: int
    verdicts: Mapping[Verdict, int]
    leading: Verdict | None
    interval: tuple[float, float] | None
    flips: tuple[str, ...]

    @property
    def undecided(self) -> int:
        """Worlds in which the runs cannot tell."""
        return sum(self.verdicts.get(each, 0) for each in OPEN)


@dataclass(frozen=True)
class Counted:
    """What was counted in a city, and the same in the baseline: with the default numbers, and in each plausible world.

    ``name`` says what, when and where; values are means over seeds.
    """

    name: str
    observation: Observation
    default: float
    worlds: tuple[float, ...]


@dataclass(frozen=True)
class Worlds:
    """A comparison in other plausible worlds: which, with how many seeds each, what policies change in each, and tallies.

    ``city`` is where the policies are compared; ``stale`` says that the model is no longer the one that worlds were fitted to;
    ``broken`` are the patterns that the baseline breaks in a city that worlds were not fitted to; ``counted`` is what was
    counted in the city that they were fitted to, beside the baseline.
    """

    plausible: Plausible
    seeds: int
    effects: tuple[Effect, ...]
    tallies: tuple[Tally, ...]
    city: str
    stale: bool = False
    broken: tuple[str, ...] = ()
    counted: tuple[Counted, ...] = ()

    @property
    def elsewhere(self) -> bool:
        """Whether the worlds were fitted to another city."""
        return self.plausible.city != self.city

    @property
    def count(self) -> int:
        """How many worlds were looked at."""
        return len(self.plausible.worlds)

    def tally(self, scenario: str, *, outcome: str) -> Tally | None:
        """The tally of an alternative and a headline outcome."""
        return next((one for one in self.tallies if (one.scenario, one.outcome) == (scenario, outcome)), None)

    def paid(self, scenario: str, *, who: Who) -> Floats:
        """What somebody pays more a year [yuan] under an alternative, one value a world; none where it is not known."""
        whole, *less = (np.array(self.changes(scenario, outcome=name)) for name in parts(who))
        return 12 * (whole - sum(less))

    def changes(self, scenario: str, *, outcome: str) -> list[float]:
        """What an alternative changes, one value a world in which that is known."""
        values = (one.estimate.value for one in self.effects if (one.scenario, one.outcome) == (scenario, outcome))
        return [value for value in values if value is not None]


def in_worlds(
    baseline: Scenario,
    alternatives: Sequence[Scenario],
    plausible: Plausible,
    simulate: Simulate,
    city: str,
    default: Sequence[Run] = (),
    *,
    seeds: int = SEEDS_A_WORLD,
) -> Worlds:
    """Compare policies with a baseline in each of the plausible worlds, over so many ``seeds``, two at least.

    ``default`` are the baseline's runs with the default numbers, to hold what was counted in the city against.
    """
    scenarios = (baseline, *alternatives)
    gaps: dict[tuple[str, str], list[_Gap]] = {}
    counted = observations(plausible.log) if plausible.city == city else {}
    counted = {name: one for name, one in counted.items() if default and one.is_in(default[0])}
    in_each = list[dict[str, float]]()
    for first in range(0, len(plausible.worlds), BLOCK):
        block = plausible.worlds[first : first + BLOCK]
        arms = _arms(scenarios, block)
        runs = simulate(list(arms.values()), seeds)
        for world in block:
            own = {one.reference: runs[arms[world.number, one.reference].reference] for one in scenarios}
            in_each.append(_read(counted, own[baseline.reference]))
            for gap in _gaps(world.number, baseline, alternatives, own):
                gaps.setdefault((gap.scenario, gap.outcome.name), []).append(gap)
    effects = {key: tuple(_judged(of_worlds, seeds)) for key, of_worlds in gaps.items()}
    return Worlds(
        plausible,
        seeds,
        tuple(effect for each in effects.values() for effect in each),
        tuple(_tally(each, plausible) for (_, outcome), each in effects.items() if BY_NAME[outcome].headline),
        city,
        plausible.is_stale,
        counted=tuple(
            Counted(name, counted[name], value, tuple(world[name] for world in in_each))
            for name, value in _read(counted, default).items()
        ),
    )


def read_in(plausible: Plausible) -> tuple[str, ...]:
    """Return what is read of a run in these worlds beside the city's outcomes: communities, where one was counted in."""
    of_places = any(one.place is not None for one in observations(plausible.log).values())
    return ("communities",) if of_places else ()


def _read(counted: Mapping[str, Observation], runs: Sequence[Run]) -> dict[str, float]:
    """What was counted, as means over runs."""
    return {name: float(np.mean([one.read(run) for run in runs])) for name, one in counted.items()}


@dataclass(frozen=True)
class _Gap:
    """A difference in one world before it is judged: over so many seeds, with the variance of its mean."""

    world: int
    scenario: str
    outcome: Outcome
    baseline: float
    alternative: float
    variance: float
    matters: float | None


def _arms(scenarios: Sequence[Scenario], worlds: Sequence[World]) -> dict[tuple[int, str], Scenario]:
    """Each scenario in each world, by the world's number and the scenario's reference."""
    return {
        (world.number, one.reference): replace(in_world(one, world.values), reference=f"{one.reference}@{world.number}")
        for world in worlds
        for one in scenarios
    }


def _gaps(
    world: int, baseline: Scenario, alternatives: Sequence[Scenario], runs: Mapping[str, Sequence[Run]]
) -> Iterator[_Gap]:
    """Differences in one world, of which ``runs`` are, by the scenario's reference."""
    before = runs[baseline.reference]
    cuts = [one.reference for one in alternatives if is_cut(baseline, other=one, months=before[0].months)]
    for outcome in (one for one in READ if one.name in before[0].city):
        base = panel(before, outcome)
        for one in alternatives:
            after = panel(runs[one.reference], outcome)
            yield _gap(world, one, judged_as(outcome, one.reference in cuts), base, after=after)


def _gap(world: int, alternative: Scenario, outcome: Outcome, base: Panel, *, after: Panel) -> _Gap:
    value = base.pooled(LAST_YEAR)
    matters = threshold(outcome, value, alternative.thresholds)
    over_seeds = variance(base, alternative=after, months=LAST_YEAR)
    return _Gap(world, alternative.reference, outcome, value, after.pooled(LAST_YEAR), over_seeds, matters)


def _judged(gaps: Sequence[_Gap], seeds: int) -> Iterator[Effect]:
    """Judge one difference in all worlds: each world's variance over seeds is drawn towards the usual one.

    In one world among many a settled direction counts as the verdict: how large it is over all, the worlds tell together.
    """
    variances = np.array([gap.variance for gap in gaps])
    finite = np.isfinite(variances)
    drawn = np.full(len(variances), np.nan)
    drawn[finite], freedom = moderated(variances[finite], seeds - 1) if finite.any() else (variances[finite], 1.0)
    factor = float(stdtrit(freedom, 1 - ERROR / 2))
    for gap, half in zip(gaps, factor * np.sqrt(drawn), strict=True):
        difference, good = gap.alternative - gap.baseline, gap.outcome.good
        known = bool(np.isfinite(difference) and np.isfinite(half))
        effect = Estimate(difference, float(difference - half), float(difference + half)) if known else NOTHING
        judged = verdict(effect, gap.matters, good, FEWEST_SEEDS)
        if judged == "cannot_tell_yet_direction_settled":
            judged = direction(rises=effect.rises, good=good)
        before, after = (float(value) if np.isfinite(value) else None for value in (gap.baseline, gap.alternative))
        yield Effect(gap.world, gap.scenario, gap.outcome.name, before, after, effect, judged)


def _tally(effects: Sequence[Effect], plausible: Plausible) -> Tally:
    verdicts, n = [one.verdict for one in effects], len(effects)
    counts = Counter(verdicts)
    leading = next((each for each, _ in counts.most_common() if each not in OPEN), None)
    interval = None if leading is None else wilson(counts[leading] / n, n=n)
    agree = np.array([each == leading for each in verdicts])
    settled = np.array([each not in OPEN for each in verdicts])
    flips = flipping(plausible, agree, settled=settled) if settled.any() else ()
    return Tally(effects[0].scenario, effects[0].outcome, n, dict(counts), leading, interval, flips)


def wilson(share: float, *, n: float, z: float = 1.959964) -> tuple[float, float]:
    """Wilson's interval (1927), of 95 % unless ``z`` says otherwise, of a share seen in so many independent cases."""
    z2 = z**2
    centre, half = n * share + z2 / 2, (z2 * (n * share * (1 - share) + z2 / 4)) ** 0.5
    return (centre - half) / (n + z2), (centre + half) / (n + z2)


def flipping(plausible: Plausible, agree: npt.NDArray[np.bool_], *, settled: npt.NDArray[np.bool_]) -> tuple[str, ...]:
    """Up to three quantities whose values differ most between worlds with and without a verdict (Mann and Whitney).

    All quantities are looked through, so by Benjamini and Hochberg; of a vector the entry that tells most, times their number.
    """
    if agree[settled].all() or not agree[settled].any():
        return ()
    chances = {
        name: min(1.0, len(values) * min(_chance(one[settled], agree[settled]) for one in values))
        for name, values in plausible.by_quantity().items()
    }
    order = sorted(chances, key=lambda name: chances[name])
    return tuple(order[: min(3, discoveries(chances.values()))])


def _chance(values: Floats, agree: npt.NDArray[np.bool_]) -> float:
    if np.ptp(values) == 0:
        return 1.0
    return float(mannwhitneyu(values[agree], values[~agree]).pvalue)
