"""Compare policies with a baseline, seed by seed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from sim.analysis.bands import DifferenceBand, Trajectory, difference_band, trajectory
from sim.analysis.intervals import Estimate, count_missing, estimate
from sim.analysis.pairing import by_seed, check_pairs
from sim.analysis.panel import Panel, panel
from sim.analysis.thresholds import Thresholds, check_names, threshold
from sim.analysis.verdicts import Verdict, verdict
from sim.outcomes import OUTCOMES, Outcome
from sim.runs.result import Run

Window = Literal["last_year", "horizon"]
WINDOWS: tuple[Window, ...] = get_args(Window)


def months_of(window: Window) -> slice:
    """The months of a window; a horizon shorter than a year is its own last year."""
    return slice(-12, None) if window == "last_year" else slice(None)


@dataclass(frozen=True)
class Difference:
    """One outcome of one alternative against the baseline, over one window.

    ``baseline`` and ``alternative`` are the values over all seeds, ``matters`` the threshold d in the outcome's unit;
    None where the outcome does not exist in ``missing`` of the ``seeds``. Intervals are 95 %, each on its own.
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


@dataclass(frozen=True)
class Comparison:
    """Everything that the runs say about some alternatives and a baseline."""

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

    @property
    def last_months(self) -> int:
        """Length of the window ``last_year``: 12 months, or all of a shorter horizon."""
        return min(12, self.months)

    def difference(self, scenario: str, outcome: str, window: Window = "last_year") -> Difference | None:
        """Find one difference; None where the runs do not report the outcome."""
        return next(
            (d for d in self.differences if (d.scenario, d.outcome.name, d.window) == (scenario, outcome, window)), None
        )


def compare(
    baseline: list[Run], alternatives: Mapping[str, list[Run]], thresholds: Thresholds | None = None
) -> Comparison:
    """Compare alternatives with a baseline over the last 12 months and the whole horizon.

    Parameters
    ----------
    baseline, alternatives
        Runs over the same seeds, months and size, in any order.
    thresholds
        Practical thresholds by alternative and outcome instead of `sim.outcomes`'; relative where the outcome's is.

    Raises
    ------
    InputError
        Where the runs cannot be paired, or a threshold names something unknown.
    """
    ours = by_seed(baseline, "baseline")
    worlds = {name: by_seed(runs, name) for name, runs in alternatives.items()}
    for name, runs in worlds.items():
        check_pairs(ours, runs, name)
    check_names(thresholds or {}, worlds)
    return _compare(ours, worlds, thresholds or {})


def _compare(baseline: list[Run], worlds: Mapping[str, list[Run]], thresholds: Thresholds) -> Comparison:
    first = baseline[0]
    outcomes = [outcome for outcome in OUTCOMES if outcome.name in first.city]
    base = {outcome.name: panel(baseline, outcome) for outcome in outcomes}
    panels = {name: {outcome.name: panel(runs, outcome) for outcome in outcomes} for name, runs in worlds.items()}
    pairs = [(name, outcome, base[outcome.name], panels[name][outcome.name]) for name in worlds for outcome in outcomes]
    arms = {first.scenario: base} | panels
    return Comparison(
        baseline=first.scenario,
        alternatives=tuple(worlds),
        seeds=tuple(run.seed for run in baseline),
        size=first.size,
        residents=first.residents,
        start=first.start,
        months=first.months,
        differences=tuple(_difference(*pair, window, thresholds) for pair in pairs for window in WINDOWS),
        trajectories=tuple(trajectory(arm, name, world) for arm, of in arms.items() for name, world in of.items()),
        bands=tuple(difference_band(name, outcome.name, ours, theirs) for name, outcome, ours, theirs in pairs),
    )


def _difference(
    scenario: str, outcome: Outcome, baseline: Panel, alternative: Panel, window: Window, thresholds: Thresholds
) -> Difference:
    months = months_of(window)
    missing = count_missing(baseline, alternative, months)
    gap = estimate(baseline, alternative, months)
    ours, theirs = (None if missing else world.pooled(months) for world in (baseline, alternative))
    matters = threshold(outcome, ours, thresholds.get(scenario, {}))
    judged = verdict(gap, matters, outcome.good, baseline.seeds)
    return Difference(scenario, outcome, window, ours, theirs, gap, matters, baseline.seeds, missing, judged)
