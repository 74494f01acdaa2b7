"""Compare policies with a baseline, seed by seed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sim.outcomes import HEADLINE, OUTCOMES, Outcome
from sim.runs.result import Run
from sim.statistics.bands import DifferenceBand, Trajectory, difference_band, trajectory
from sim.statistics.intervals import (
    LOOKS,
    Estimate,
    count_missing,
    estimate,
    exploratory_level,
    headline_level,
    seeds_needed,
)
from sim.statistics.pairing import by_seed, check_pairs
from sim.statistics.panel import Panel, panel
from sim.statistics.thresholds import Thresholds, check_names, threshold
from sim.statistics.verdicts import FEWEST_SEEDS, OPEN, Verdict, verdict
from sim.statistics.windows import LAST, WINDOWS, Window, distinct, length_of, months_of

SPENT = ("public_spending_yuan", "total_cost_yuan")
"""What a cut lowers because it is one."""


@dataclass(frozen=True)
class Difference:
    """One outcome of one alternative against the baseline, over one window.

    ``baseline`` and ``alternative`` are the values over all seeds, ``matters`` the threshold d in the outcome's unit;
    None where the outcome does not exist in ``missing`` of the ``seeds``. ``level`` is the interval's: intervals of headline
    outcomes hold all at once with 95 %, those of others are ``exploratory``. ``more_seeds`` would settle an open verdict
    if the spread stays what it is; None where the verdict is not open, or no number of seeds settles it.
    """

    scenario: str
    outcome: Outcome
    window: Window
    baseline: float | None
    alternative: float | None
    estimate: Estimate
    matters: float | None
    seeds: int
    missing: int
    verdict: Verdict
    level: float
    more_seeds: int | None = None

    @property
    def exploratory(self) -> bool:
        """Whether the outcome is outside the family that was fixed before any run."""
        return not self.outcome.headline

    @property
    def is_open(self) -> bool:
        """Whether the runs cannot tell yet."""
        return self.verdict in OPEN

    @property
    def says(self) -> str:
        """The verdict, or where only the direction is settled that direction: ``direction_up``, ``direction_down``."""
        if self.verdict != "cannot_tell_yet_direction_settled":
            return self.verdict
        return "direction_up" if self.estimate.rises else "direction_down"

    @property
    def may_settle(self) -> bool:
        """Whether it is an open headline verdict that as many seeds as ``--seeds auto`` allows are likely to settle."""
        if self.exploratory or not self.is_open or self.more_seeds is None:
            return False
        return self.seeds + self.more_seeds <= LOOKS[-1]


@dataclass(frozen=True)
class Comparison:
    """Everything that the runs say about some alternatives and a baseline.

    ``begins`` is each alternative's first month, from 0, in which anything is set otherwise than in the baseline.
    """

    baseline: str
    alternatives: tuple[str, ...]
    seeds: tuple[int, ...]
    size: str
    residents: int
    start: str
    months: int
    differences: tuple[Difference, ...]
    trajectories: tuple[Trajectory, ...]
    bands: tuple[DifferenceBand, ...]
    begins: Mapping[str, int] = field(default_factory=dict)

    @property
    def last_months(self) -> int:
        """Length of the window ``last_year``: 12 months, or all of a shorter horizon."""
        return min(LAST, self.months)

    def length(self, scenario: str, window: Window) -> int:
        """How many months a window of an alternative has."""
        return length_of(window, self.begins.get(scenario, 0), months=self.months)

    def difference(self, scenario: str, *, outcome: str, window: Window = "last_year") -> Difference | None:
        """Find one difference; None where the runs do not report the outcome."""
        return next(
            (d for d in self.differences if (d.scenario, d.outcome.name, d.window) == (scenario, outcome, window)), None
        )

    def windows(self, scenario: str) -> tuple[Window, ...]:
        """The windows of an alternative that cover months of their own."""
        return distinct(self.begins.get(scenario, 0), months=self.months)

    def in_windows(self, scenario: str, *, outcome: str) -> tuple[Difference, ...]:
        """One outcome's differences in every window; none where the runs do not report it."""
        windows = (self.difference(scenario, outcome=outcome, window=window) for window in WINDOWS)
        return tuple(filter(None, windows))

    def disagreements(self, scenario: str) -> list[tuple[Difference, ...]]:
        """The headline outcomes whose verdict is not the same in all windows, each with its difference in every window."""
        every = (self.in_windows(scenario, outcome=outcome.name) for outcome in HEADLINE)
        return [windows for windows in every if len({one.says for one in windows}) > 1]


def compare(
    baseline: list[Run],
    alternatives: Mapping[str, list[Run]],
    thresholds: Thresholds | None = None,
    looks: int = 1,
    begins: Mapping[str, int] | None = None,
    cuts: Collection[str] = (),
) -> Comparison:
    """Compare alternatives with a baseline in every window: the last year, the horizon, the first years of the policy.

    Parameters
    ----------
    baseline, alternatives
        Runs over the same seeds, months and size, in any order.
    thresholds
        Practical thresholds by alternative and outcome instead of `sim.outcomes`'; relative where the outcome's is.
    looks
        How often the runs may be looked at, this time included; the 5 % error is shared among the looks.
    begins
        First month of each policy, from 0; 0 where none is given.
    cuts
        Alternatives that give less public money than the baseline: that they spend less is neither good nor bad.

    Raises
    ------
    InputError
        Where the runs cannot be paired, or a threshold names something unknown.
    """
    base = by_seed(baseline, "baseline")
    worlds = {name: by_seed(runs, name) for name, runs in alternatives.items()}
    for name, runs in worlds.items():
        check_pairs(base, alternative=runs, who=name)
    check_names(thresholds or {}, worlds)
    first, begins = base[0], begins or {}
    outcomes = [outcome for outcome in OUTCOMES if outcome.name in first.city]
    before = {outcome.name: panel(base, outcome) for outcome in outcomes}
    after = {name: {outcome.name: panel(runs, outcome) for outcome in outcomes} for name, runs in worlds.items()}
    pairs = [
        Pair(name, judged_as(one, name in cuts), before[one.name], panels[one.name], begins.get(name, 0))
        for name, panels in after.items()
        for one in outcomes
    ]
    arms = {first.scenario: before} | after
    return Comparison(
        baseline=first.scenario,
        alternatives=tuple(worlds),
        seeds=tuple(run.seed for run in base),
        size=first.size,
        residents=first.residents,
        start=first.start,
        months=first.months,
        differences=differences(pairs, thresholds or {}, headline_level(len(worlds), looks=looks)),
        trajectories=tuple(
            trajectory(arm, outcome=name, world=world) for arm, panels in arms.items() for name, world in panels.items()
        ),
        bands=tuple(
            difference_band(one.scenario, outcome=one.outcome.name, baseline=one.baseline, alternative=one.alternative)
            for one in pairs
        ),
        begins=begins,
    )


def judged_as(outcome: Outcome, is_cut: bool) -> Outcome:
    """Return an outcome as it is judged: what a cut spends less is no merit of it."""
    return replace(outcome, good=0) if is_cut and outcome.name in SPENT else outcome


@dataclass(frozen=True, eq=False)
class Pair:
    """An outcome in the baseline and in an alternative, whose policy begins in a month."""

    scenario: str
    outcome: Outcome
    baseline: Panel
    alternative: Panel
    begins: int = 0

    def estimate(self, window: Window, level: float = 0.95) -> Estimate:
        """The difference over a window."""
        return estimate(self.baseline, alternative=self.alternative, months=months_of(window, self.begins), level=level)


def differences(pairs: Sequence[Pair], thresholds: Thresholds, headline: float) -> tuple[Difference, ...]:
    """Judge every pair in every window: headline outcomes at the level given, others at one found by their p-values."""
    exploratory = exploratory_level(
        pair.estimate(window).p for pair in pairs if not pair.outcome.headline for window in WINDOWS
    )
    return tuple(
        _difference(pair, window, thresholds, headline if pair.outcome.headline else exploratory)
        for pair in pairs
        for window in WINDOWS
    )


def _difference(pair: Pair, window: Window, thresholds: Thresholds, level: float) -> Difference:
    months, seeds, outcome = months_of(window, pair.begins), pair.baseline.seeds, pair.outcome
    missing = count_missing(pair.baseline, alternative=pair.alternative, months=months)
    gap = pair.estimate(window, level)
    before, after = (None if missing else world.pooled(months) for world in (pair.baseline, pair.alternative))
    matters = threshold(outcome, before, thresholds.get(pair.scenario, {}))
    judged = verdict(gap, matters, outcome.good, seeds)
    is_open = judged in OPEN and matters is not None and seeds > 1
    needed = seeds_needed(gap, matters or 0.0, seeds, level) if is_open else None
    more = None if needed is None else max(needed, FEWEST_SEEDS) - seeds
    return Difference(pair.scenario, outcome, window, before, after, gap, matters, seeds, missing, judged, level, more)
