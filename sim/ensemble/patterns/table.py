"""The patterns, their bands and sources, and what the model gives."""

import math
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Literal

import numpy as np

from sim.ensemble.patterns import observables as seen
from sim.ensemble.patterns import participation as taking_part
from sim.ensemble.patterns.watch import Watched, watch
from sim.errors import InputError
from sim.runs.progress import Progress, untold
from sim.scenario import load
from sim.scenario.library import shipped_folder

Runs = dict[str, Watched]
Observe = Callable[..., float]
"""Reads a number off runs, one an argument."""
Standing = Literal["fitted", "input", "structural"]
MONTHS = 120


@dataclass(frozen=True)
class Reading:
    """What is read off the runs of these scenarios, handed over in this order."""

    scenarios: tuple[str, ...]
    observe: Observe

    def __call__(self, runs: Runs) -> float:
        """Observe; not a number where a share or ratio has nothing below its line."""
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            try:
                return self.observe(*(runs[name] for name in self.scenarios))
            except ZeroDivisionError:
                return math.nan


@dataclass(frozen=True)
class Pattern:
    """A stylised fact: what is observed (a key of the catalogs), the band [low, high], and how it is read off runs.

    Without ``observe`` the model cannot speak to it, and the catalogs say why. ``reported`` marks what has no data to hold
    against. An open end of a band is infinite. ``out_of_reach`` marks what no set of the world's numbers is known to show: it
    is no target of plausible worlds, and docs/calibration.md has the evidence.

    ``kind`` says what a value in the band is worth: *fitted*, defaults were moved towards it; *input*, a source of the band
    sets a parameter; *structural*, neither, so that it follows from how the model is made. Patterns that are *held out*
    stand apart (docs/held-out.md).
    """

    id: str
    observable: str
    kind: Standing
    low: float = -math.inf
    high: float = math.inf
    observe: Reading | None = None
    reported: bool = False
    out_of_reach: bool = False

    @property
    def name(self) -> str:
        """Identifier and observable."""
        return f"{self.id} {self.observable}"


@dataclass(frozen=True)
class Finding:
    """A pattern's value, the mean over seeds, and whether it lies in the band; None where the model cannot speak."""

    pattern: Pattern
    value: float | None

    @property
    def holds(self) -> bool | None:
        """Whether the value lies in the band."""
        if self.value is None or self.pattern.reported:
            return None
        return self.pattern.low <= self.value <= self.pattern.high


def _baseline(observe: Observe) -> Reading:
    return Reading(("baseline",), observe)


def _grid(observe: Observe) -> Reading:
    return Reading(("grid_with_authority",), observe)


def _no_committees(observe: Observe) -> Reading:
    return Reading(("no_committees",), observe)


def _rumours(observe: Observe) -> Reading:
    return Reading(("no_rumours", "rumours_uncorrected", "rumours_corrected"), observe)


def _gain_left(better: Watched, usual: Watched) -> float:
    gain = better.city["satisfaction_mean"] - usual.city["satisfaction_mean"]
    return float(gain[72:84].mean() / gain[24:84].reshape(5, 12).mean(axis=1).max())


def _cut(outcome: str, *runs: Watched) -> float:
    """Share of what rumours do to an outcome that correction takes back, over the last five years."""
    none, open_, corrected = (run.city[outcome][60:].mean() for run in runs)
    return float((open_ - corrected) / (open_ - none))


def _belief_cut(*runs: Watched) -> float:
    return _cut("rumour_prevalence", *runs)


def _trust_against_belief(*runs: Watched) -> float:
    return _cut("trust_mean", *runs) / _belief_cut(*runs)


def _survives(tapered: Watched, usual: Watched) -> float:
    """Posts in organizations beyond the baseline's two years after the taper, against before it."""
    gain = tapered.city["organization_staff"] - usual.city["organization_staff"]
    return float(gain[108:120].mean() / gain[48:60].mean())


PATTERNS: tuple[Pattern, ...] = (
    Pattern("P01", "participation", "fitted", 0.22, 0.35, _baseline(taking_part.participation)),
    Pattern("P02", "registered_growth", "fitted", 0.15, 0.30, _baseline(taking_part.registered_growth)),
    Pattern("P02", "registered_level", "fitted", 0.20, 0.25, _baseline(taking_part.registered_level)),
    Pattern("P02", "registered_late_growth", "fitted", -0.05, 0.02, _baseline(taking_part.registered_late_growth)),
    Pattern("P03", "concentration", "input", 0.80, 0.95, _baseline(taking_part.concentration)),
    Pattern("P04", "drop_out", "structural", 0.25, 0.50, _baseline(taking_part.drop_out)),
    Pattern("P04", "rate_change", "structural", 0, 3, _baseline(taking_part.rate_change)),
    Pattern("P05", "turnout_by_age", "fitted", 3, 7, _baseline(seen.turnout_by_age)),
    Pattern("P06", "turnout_of_members", "input", 1.5, 2.5, _baseline(seen.turnout_of_members)),
    Pattern("P07", "cross_tie_slope", "fitted", 0, observe=_baseline(taking_part.cross_tie_slope)),
    Pattern("P08", "satisfaction", "fitted", 55, 68, _baseline(seen.satisfaction)),
    Pattern("P09", "satisfaction_trend", "fitted", 0.5, 3, _baseline(seen.satisfaction_trend)),
    Pattern("P10", "levels", "input"),
    Pattern(
        "P11", "gain_left", "input", 0.20, 0.65, Reading(("better_help", "baseline"), _gain_left), out_of_reach=True
    ),
    Pattern("P12", "elder_gap", "fitted", 15, 27, _baseline(seen.elder_gap)),
    Pattern("P12", "elder_and_medical_rank", "fitted", 1, 2, _baseline(seen.elder_and_medical_rank)),
    Pattern("P13", "crowding", "input"),
    Pattern("P14", "registered_density", "fitted", 2, 2.6, _baseline(seen.registered_density)),
    Pattern("P14", "filed_density", "fitted", 3, 4, _baseline(seen.filed_density)),
    Pattern("P14", "density_growth", "fitted", 0.05, 0.10, _baseline(seen.density_growth)),
    Pattern("P14", "late_density_growth", "fitted", -0.05, 0.02, _baseline(seen.late_density_growth)),
    Pattern("P15", "staff", "input", 6, 16, _baseline(seen.staff)),
    Pattern("P15", "staff_skew", "input", 1.05, observe=_baseline(seen.staff_skew)),
    Pattern("P15", "staff_turnover", "input", 0.2, 0.55, _baseline(seen.staff_turnover)),
    Pattern("P16", "answered_at_once", "input", 0.25, 0.45, _baseline(seen.answered_at_once)),
    Pattern("P16", "answered_in_the_end", "input", 0.95, 1, _grid(seen.answered_in_the_end)),
    Pattern("P17", "events_per_resident", "input", 0.2, 0.7, _grid(seen.events_per_resident)),
    Pattern("P17", "solved_locally", "input", 0.95, 1, _grid(seen.solved_locally)),
    Pattern("P18", "speed_up", "input"),
    Pattern("P19", "admin_load", "input", 0.35, 0.65, _baseline(seen.admin_load)),
    Pattern("P20", "ignorance", "structural"),
    Pattern("P21", "contacts", "input"),
    Pattern("P22", "belief_cut", "input", 0.10, 0.35, _rumours(_belief_cut)),
    Pattern("P22", "trust_recovery", "input", 0, 1, _rumours(_trust_against_belief)),
    Pattern(
        "P23", "survives", "structural", observe=Reading(("seed_then_taper", "baseline"), _survives), reported=True
    ),
    Pattern("P24", "dependence", "fitted", 0.2, 0.7, _baseline(seen.dependence)),
    Pattern("N01", "helped_or_gave", "fitted", 0.35, 0.50, _baseline(taking_part.helped_or_gave)),
    Pattern("N01", "old_helped_or_gave", "fitted", 0.9, 1.3, _baseline(taking_part.old_helped_or_gave)),
    Pattern("N02", "old_volunteered", "fitted", 0.5, 1.1, _baseline(taking_part.old_volunteered)),
    Pattern("N03", "old_attended", "fitted", 3, 7, _baseline(taking_part.old_attended)),
    Pattern("N04", "outside_every_register", "structural", 0.20, 0.35, _baseline(taking_part.outside_every_register)),
    Pattern("N05", "starts_after_being_asked", "fitted", 0.30, 0.55, _baseline(taking_part.starts_after_being_asked)),
    Pattern("N06", "without_committees", "fitted", 0.08, 0.20, _no_committees(taking_part.late_helped_or_gave)),
    Pattern("N07", "migrants_help", "fitted", 1.0, 1.5, _baseline(taking_part.migrants_help)),
    Pattern("N07", "migrants_volunteer", "fitted", 0.4, 0.9, _baseline(taking_part.migrants_volunteer)),
    Pattern("N16", "members_who_turn_up", "fitted", 0.20, 0.40, _baseline(taking_part.members_who_turn_up)),
)
SCENARIOS = (
    *("baseline", "grid_with_authority", "seed_then_taper"),
    *("better_help", "no_committees", "no_rumours", "rumours_uncorrected", "rumours_corrected"),
)


def findings(
    seeds: Sequence[int], size: str = "neighbourhood", *, city: str = "ningbo", progress: Progress = untold
) -> list[Finding]:
    """Observe every pattern in the baseline, and in a few scenarios that it compares; means over seeds.

    Raises
    ------
    InputError
        If there is no seed.
    """
    if not seeds:
        raise InputError("patterns: no seeds; at least one is needed")
    worlds = []
    for seed in seeds:
        worlds.append(_runs(seed, size, city=city))
        progress(len(worlds), len(seeds))
    return [Finding(pattern, _mean(pattern, worlds)) for pattern in PATTERNS]


def _runs(seed: int, size: str, *, city: str) -> Runs:
    return {name: watch(load(reference(name)), seed, months=MONTHS, size=size, city=city) for name in SCENARIOS}


def reference(name: str) -> str:
    """The scenario that patterns mean by a name: one of their own, or a shipped one."""
    own = shipped_folder() / "patterns" / f"{name}.toml"
    return str(own) if own.exists() else name


def _mean(pattern: Pattern, worlds: list[Runs]) -> float | None:
    return fmean(pattern.observe(runs) for runs in worlds) if pattern.observe else None
