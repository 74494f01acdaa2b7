"""The patterns, their bands and sources, and what the model gives."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import fmean

from sim.errors import InputError
from sim.patterns import observables as seen
from sim.patterns.watch import Watched, watch
from sim.scenario import load
from sim.scenario.library import shipped_folder

Runs = dict[str, Watched]
Observe = Callable[[Runs], float]
MONTHS = 120


@dataclass(frozen=True)
class Pattern:
    """A stylised fact: what is observed, the band [low, high], or why the model cannot speak to it.

    ``reported`` marks what has no data to hold against. An open end of a band is infinite.
    """

    id: str
    observable: str
    low: float = -math.inf
    high: float = math.inf
    observe: Observe | None = None
    because: str = ""
    reported: bool = False


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


def _base(observe: Callable[[Watched], float]) -> Observe:
    return lambda runs: observe(runs["baseline"])


def _grid(observe: Callable[[Watched], float]) -> Observe:
    return lambda runs: observe(runs["grid_with_authority"])


def _gain_left(runs: Runs) -> float:
    gain = runs["better_help"].city["satisfaction_mean"] - runs["baseline"].city["satisfaction_mean"]
    return float(gain[72:84].mean() / gain[24:84].reshape(5, 12).mean(axis=1).max())


def _cut(runs: Runs, outcome: str) -> float:
    """Share of what rumours do to an outcome that correction takes back, over the last five years."""
    none, open_, corrected = (
        runs[name].city[outcome][60:].mean() for name in ("no_rumours", "rumours_uncorrected", "rumours_corrected")
    )
    return float((open_ - corrected) / (open_ - none))


def _trust_against_belief(runs: Runs) -> float:
    return _cut(runs, "trust_mean") / _cut(runs, "rumour_prevalence")


def _survives(runs: Runs) -> float:
    """Posts in organizations beyond the baseline's two years after the taper, against before it."""
    gain = runs["seed_then_taper"].city["organization_staff"] - runs["baseline"].city["organization_staff"]
    return float(gain[108:120].mean() / gain[48:60].mean())


PATTERNS: tuple[Pattern, ...] = (
    Pattern("P01", "adults of 18-69 who took part at least once in a year", 0.22, 0.35, _base(seen.participation)),
    Pattern(
        "P02", "growth of registered volunteers a year, first four years", 0.15, 0.30, _base(seen.registered_growth)
    ),
    Pattern("P02", "registered volunteers among residents, last year", 0.20, 0.25, _base(seen.registered_level)),
    Pattern("P02", "growth of registered volunteers, last year", -0.05, 0.02, _base(seen.registered_late_growth)),
    Pattern("P03", "share of hours that the top third gives", 0.80, 0.95, _base(seen.concentration)),
    Pattern("P04", "active in a year and not in the next", 0.25, 0.50, _base(seen.drop_out)),
    Pattern("P04", "change of the active share a year [points]", 0, 3, _base(seen.rate_change)),
    Pattern("P05", "turnout of 70-79 against 18-29", 3, 7, _base(seen.turnout_by_age)),
    Pattern("P06", "odds ratio of voting, party members against others", 1.5, 2.5, _base(seen.turnout_of_members)),
    Pattern("P07", "participation of migrants against locals", 0.4, 0.9, _base(seen.migrants_against_locals)),
    Pattern("P07", "slope of migrants' participation on ties with locals", 0, observe=_base(seen.cross_tie_slope)),
    Pattern("P08", "mean satisfaction of 100", 55, 68, _base(seen.satisfaction)),
    Pattern("P09", "change of satisfaction a year [points]", 0.5, 3, _base(seen.satisfaction_trend)),
    Pattern("P10", "satisfaction by level of government", because="residents judge one government, not its levels"),
    Pattern("P11", "gain from better help that is left after four years", 0.20, 0.65, _gain_left),
    Pattern("P12", "unresolved elderly care a year per 100 of 60 or older", 15, 27, _base(seen.elder_gap)),
    Pattern("P12", "worse rank of elderly care and health by unresolved", 1, 2, _base(seen.elder_and_medical_rank)),
    Pattern("P13", "crowding of private money by grants", because="needs many worlds of other crowding: a later issue"),
    Pattern("P14", "registered organizations per 10,000, first four years", 7, 8, _base(seen.registered_density)),
    Pattern("P14", "filed organizations a committee, first four years", 3, 4, _base(seen.filed_density)),
    Pattern("P14", "growth of organizations a year, first four years", 0.05, 0.10, _base(seen.density_growth)),
    Pattern("P14", "growth of organizations a year, last three years", -0.05, 0.02, _base(seen.late_density_growth)),
    Pattern("P15", "posts of a registered organization", 8, 16, _base(seen.staff)),
    Pattern("P15", "mean against median posts", 1.05, observe=_base(seen.staff_skew)),
    Pattern("P15", "posts left in a year", 0.2, 0.55, _base(seen.staff_turnover)),
    Pattern("P16", "reported closed in a month, without a grid", 0.25, 0.45, _base(seen.answered_at_once)),
    Pattern("P16", "reported closed in the end, with a grid", 0.95, 1, _grid(seen.answered_in_the_end)),
    Pattern("P17", "events per resident and year, with a grid", 0.2, 0.7, _grid(seen.events_per_resident)),
    Pattern("P17", "solved without a decision from above, with a grid", 0.95, 1, _grid(seen.solved_locally)),
    Pattern("P18", "speed-up of simple cases by a grid", because="simple cases take minutes; a step is a month"),
    Pattern("P19", "share of committees' time that tasks take", 0.35, 0.65, _base(seen.admin_load)),
    Pattern("P20", "residents who know little of governance", because="what residents know is not modelled"),
    Pattern("P21", "daily and rare contacts", because="ties have a strength, not a frequency of contact"),
    Pattern(
        "P22", "belief in rumours that correction takes off", 0.10, 0.35, lambda runs: _cut(runs, "rumour_prevalence")
    ),
    Pattern("P22", "trust recovered against belief recovered", 0, 1, _trust_against_belief),
    Pattern("P23", "posts beyond the baseline left two years after grants taper", observe=_survives, reported=True),
)
SCENARIOS = (
    *("baseline", "grid_with_authority", "seed_then_taper"),
    *("better_help", "no_rumours", "rumours_uncorrected", "rumours_corrected"),
)


def findings(seeds: Iterable[int], size: str = "neighbourhood", city: str = "ningbo") -> list[Finding]:
    """Observe every pattern in the baseline, and in a few scenarios that it compares; means over seeds.

    Raises
    ------
    InputError
        If there is no seed.
    """
    worlds = [_runs(seed, size, city) for seed in seeds]
    if not worlds:
        raise InputError("patterns: no seeds; at least one is needed")
    return [Finding(pattern, _mean(pattern, worlds)) for pattern in PATTERNS]


def _runs(seed: int, size: str, city: str) -> Runs:
    return {name: watch(load(_reference(name)), seed, MONTHS, size, city) for name in SCENARIOS}


def _reference(name: str) -> str:
    own = shipped_folder() / "patterns" / f"{name}.toml"
    return str(own) if own.exists() else name


def _mean(pattern: Pattern, worlds: list[Runs]) -> float | None:
    return fmean(pattern.observe(runs) for runs in worlds) if pattern.observe else None
