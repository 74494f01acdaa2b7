"""What a policy moves first, what follows, and who then resolves cases: differences period by period, with their intervals."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.outcomes import BY_NAME, Outcome
from sim.runs.result import Run
from sim.statistics.intervals import Estimate, estimate, exploratory_level
from sim.statistics.panel import Panel, panel
from sim.statistics.thresholds import threshold
from sim.statistics.verdicts import FEWEST_SEEDS

CHANNELS = tuple(
    f"resolved_{by}"
    for by in ("by_departments", "by_organizations", "by_committee", "by_neighbours", "by_firms", "alone")
)
"""Cases resolved, by who resolved them."""
FOLLOWED = (
    *("arrived_cases", "known_open_cases", "mismatched_cases", "withdrawn_cases", *CHANNELS, "waiting_months_mean"),
    *("asked_rate", "participation_rate", "volunteer_rate", "trust_mean", "belonging_mean", "rumour_prevalence"),
    *("satisfaction_mean", "satisfaction_worst_decile", "organization_staff", "society_paid_share"),
    *("public_spending_yuan", "residents_fees_yuan"),
)
"""Outcomes whose course is told."""
HALF, YEAR, HALVES = 6, 12, 4
"""Months of the first periods after a policy begins, of the later ones, and how many are the first."""
FADED = 0.5
"""Part of the largest difference of which less is left where an effect fades."""


Pair = tuple[Outcome, Panel, Panel]
"""An outcome in the baseline and in an alternative."""


@dataclass(frozen=True)
class Course:
    """An outcome's differences over the periods.

    ``shows`` is, by period, +1 or -1 where the outcome is higher or lower by what matters and its interval excludes 0, else 0.
    """

    outcome: Outcome
    estimates: tuple[Estimate, ...]
    shows: tuple[int, ...]

    @property
    def onset(self) -> int | None:
        """The first period in which a difference shows."""
        return next((k for k, one in enumerate(self.shows) if one), None)

    @property
    def turns(self) -> bool:
        """Whether the difference shows in one direction first and in the other one at the end."""
        return self.onset is not None and self.shows[-1] == -self.shows[self.onset]

    @property
    def fades(self) -> bool:
        """Whether the last difference is less than half of the largest that shows, and the runs exclude that it is as large."""
        shown = [one for one, shows in zip(self.estimates, self.shows, strict=True) if shows]
        last = self.estimates[-1]
        if not shown or self.turns or last.low is None or last.high is None:
            return False
        largest = max((one.value or 0.0 for one in shown), key=abs)
        return last.size < FADED * abs(largest) and not last.low <= largest <= last.high


@dataclass(frozen=True)
class Timeline:
    """The courses of one alternative in the order in which they part from the baseline, those that never do at the end.

    ``periods`` are first months, from 0, and months beyond the last, of halves of a year at first and of years then.
    """

    scenario: str
    periods: tuple[tuple[int, int], ...]
    courses: tuple[Course, ...]

    @property
    def shown(self) -> tuple[Course, ...]:
        """Courses that part from the baseline."""
        return tuple(one for one in self.courses if one.onset is not None)

    def course(self, outcome: str) -> Course | None:
        """The course of an outcome."""
        return next((one for one in self.courses if one.outcome.name == outcome), None)


def timeline(scenario: str, baseline: Sequence[Run], *, alternative: Sequence[Run], begins: int) -> Timeline:
    """Follow the outcomes of an alternative whose policy begins in a month, over the seeds of the baseline.

    All intervals together miss the truth in at most 5 % of those that exclude 0 (Benjamini and Yekutieli 2005). With fewer
    seeds than a verdict takes nothing shows.
    """
    periods = tuple(spans(begins, months=baseline[0].months))
    outcomes = [BY_NAME[name] for name in FOLLOWED if name in baseline[0].city]
    pairs = [(outcome, panel(baseline, outcome), panel(alternative, outcome)) for outcome in outcomes]
    level = exploratory_level(_gap(pair, months).p for pair in pairs for months in periods)
    courses = [_course(pair, periods, level) for pair in pairs]
    order = sorted(courses, key=lambda one: len(periods) if one.onset is None else one.onset)
    return Timeline(scenario, periods, tuple(order))


def spans(begins: int, *, months: int) -> Iterator[tuple[int, int]]:
    """Whole periods of a run after a policy begins."""
    at, count = begins, 0
    while at + (length := HALF if count < HALVES else YEAR) <= months:
        yield at, at + length
        at, count = at + length, count + 1


def _course(pair: Pair, periods: Sequence[tuple[int, int]], level: float) -> Course:
    outcome, baseline, _ = pair
    estimates = tuple(_gap(pair, months, level) for months in periods)
    matters = [threshold(outcome, baseline.pooled(slice(*months)), {}) for months in periods]
    counts = [
        baseline.seeds >= FEWEST_SEEDS and gap.counts(least) for gap, least in zip(estimates, matters, strict=True)
    ]
    shows = (int(np.sign(gap.value or 0.0)) * known for gap, known in zip(estimates, counts, strict=True))
    return Course(outcome, estimates, tuple(shows))


def _gap(pair: Pair, months: tuple[int, int], level: float = 0.95) -> Estimate:
    _, baseline, alternative = pair
    return estimate(baseline, alternative=alternative, months=slice(*months), level=level)


def timelines(
    baseline: Sequence[Run], alternatives: Mapping[str, Sequence[Run]], begins: Mapping[str, int]
) -> tuple[Timeline, ...]:
    """Follow each alternative."""
    return tuple(
        timeline(name, baseline, alternative=runs, begins=begins.get(name, 0)) for name, runs in alternatives.items()
    )
