"""Luck and ignorance apart: the same comparison in other worlds that fit what is known as well."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

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
from sim.statistics.intervals import NOTHING, Estimate, variance
from sim.statistics.moderated_variance import moderated
from sim.statistics.multiplicity import ERROR, discoveries
from sim.statistics.panel import Panel, panel
from sim.statistics.thresholds import threshold
from sim.statistics.verdicts import FEWEST_SEEDS, OPEN, Verdict, verdict
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
        known = (one.estimate.value for one in self.effects if (one.scenario, one.outcome) == (scenario, outcome))
        return [one for one in known if one is not None]


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
    alike: dict[tuple[str, str], list[_Gap]] = {}
    known = observations(plausible.log) if plausible.city == city else {}
    asked = {name: one for name, one in known.items() if default and one.is_in(default[0])}
    seen = list[dict[str, float]]()
    for block in _blocks(plausible.worlds):
        arms = _arms((baseline, *alternatives), block)
        runs = simulate(list(arms.values()), seeds)
        for world in block:
            own = {
                one.reference: runs[arms[world.number, one.reference].reference] for one in (baseline, *alternatives)
            }
            seen.append(_read(asked, own[baseline.reference]))
            for gap in _gaps(world.number, baseline, alternatives, own):
                alike.setdefault((gap.scenario, gap.outcome.name), []).append(gap)
    judged = {key: list(_judged(gaps, seeds)) for key, gaps in alike.items()}
    tallies = (
        _tally(scenario, outcome=outcome, verdicts=[one.verdict for one in effects], plausible=plausible)
        for (scenario, outcome), effects in judged.items()
        if BY_NAME[outcome].headline
    )
    every = tuple(one for effects in judged.values() for one in effects)
    counted = tuple(
        Counted(name, asked[name], value, tuple(one[name] for one in seen))
        for name, value in _read(asked, default).items()
    )
    return Worlds(plausible, seeds, every, tuple(tallies), city, plausible.is_stale, counted=counted)


def read_in(plausible: Plausible) -> tuple[str, ...]:
    """What is read of a run in these worlds beside the city's outcomes: communities, where something was counted in one."""
    of_places = any(one.place is not None for one in observations(plausible.log).values())
    return ("communities",) if of_places else ()


def _read(asked: Mapping[str, Observation], runs: Sequence[Run]) -> dict[str, float]:
    """What was counted, as means over runs."""
    return {name: float(np.mean([one.read(run) for run in runs])) for name, one in asked.items()}


def _blocks(worlds: Sequence[World]) -> Iterator[list[World]]:
    left = iter(worlds)
    while block := list(islice(left, BLOCK)):
        yield block


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
    ours = runs[baseline.reference]
    cuts = [one.reference for one in alternatives if is_cut(baseline, other=one, months=ours[0].months)]
    for outcome in (one for one in READ if one.name in ours[0].city):
        base = panel(ours, outcome)
        for one in alternatives:
            theirs = panel(runs[one.reference], outcome)
            yield _gap(world, one, judged_as(outcome, one.reference in cuts), base, theirs=theirs)


def _gap(world: int, alternative: Scenario, outcome: Outcome, base: Panel, *, theirs: Panel) -> _Gap:
    before, after = base.pooled(LAST_YEAR), theirs.pooled(LAST_YEAR)
    matters = threshold(outcome, before, alternative.thresholds)
    luck = variance(base, alternative=theirs, months=LAST_YEAR)
    return _Gap(world, alternative.reference, outcome, before, after, luck, matters)


def _judged(gaps: Sequence[_Gap], seeds: int) -> Iterator[Effect]:
    """Judge one difference in all worlds: each world's variance over luck is drawn towards the usual one."""
    known = np.array([gap.variance for gap in gaps])
    finite = np.isfinite(known)
    drawn = np.full(len(known), np.nan)
    drawn[finite], freedom = moderated(known[finite], seeds - 1) if finite.any() else (known[finite], 1.0)
    factor = float(stdtrit(freedom, 1 - ERROR / 2))
    for gap, error in zip(gaps, np.sqrt(drawn), strict=True):
        difference = gap.alternative - gap.baseline
        whole = bool(np.isfinite(difference) and np.isfinite(error))
        found = (
            Estimate(difference, float(difference - factor * error), float(difference + factor * error))
            if whole
            else NOTHING
        )
        judged = _settled(found, verdict(found, gap.matters, gap.outcome.good, FEWEST_SEEDS), gap.outcome.good)
        before, after = (float(value) if np.isfinite(value) else None for value in (gap.baseline, gap.alternative))
        yield Effect(gap.world, gap.scenario, gap.outcome.name, before, after, found, judged)


def _settled(found: Estimate, judged: Verdict, good: int) -> Verdict:
    """In one world among many a settled direction counts as the verdict: how large it is over all, the worlds tell together."""
    if judged != "cannot_tell_yet_direction_settled":
        return judged
    rises = (found.value or 0.0) > 0
    if good == 0:
        return "more" if rises else "less"
    return "better" if rises == (good > 0) else "worse"


def _tally(scenario: str, *, outcome: str, verdicts: Sequence[Verdict], plausible: Plausible) -> Tally:
    counts = Counter(verdicts)
    leading = next((each for each, _ in counts.most_common() if each not in OPEN), None)
    n = len(verdicts)
    interval = None if leading is None else wilson(counts[leading] / n, n=n)
    agree = np.array([each == leading for each in verdicts])
    settled = np.array([each not in OPEN for each in verdicts])
    flips = flipping(plausible, agree, settled=settled) if settled.any() else ()
    return Tally(scenario, outcome, n, dict(counts), leading, interval, flips)


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
    return tuple(order[: min(3, discoveries(np.array(list(chances.values()))))])


def _chance(values: Floats, agree: npt.NDArray[np.bool_]) -> float:
    if np.ptp(values) == 0:
        return 1.0
    return float(mannwhitneyu(values[agree], values[~agree]).pvalue)
