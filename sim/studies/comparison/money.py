"""At what cost: where money came from and went, sums and present values, and what was got for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from sim.runs.result import Floats, Run
from sim.statistics.intervals import Estimate, of_pairs
from sim.statistics.pairing import by_seed

SOURCES = ("revenue", "facilities_grants", "private_capital", "donations", "fees", "market_fees")
PUBLIC_USES = (
    *("committee_wages", "committee_activities", "department_spending", "process_spending"),
    *("contracts", "grants", "support", "facilities_upkeep", "facilities_works"),
    *("talent_training", "platform_spending"),
)


USES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "committees": {
        "allotted": ("committee_budget",),
        "moved_in": ("moved_to_committees",),
        "spent": ("committee_wages", "committee_activities"),
        "returned": ("committee_returned",),
    },
    "departments": {
        "allotted": ("department_budget",),
        "moved_in": ("room_released",),
        "moved_out": ("moved_to_committees", "moved_to_contracts"),
        "spent": ("department_spending", "process_spending"),
        "returned": ("department_returned",),
    },
    "contracts": {
        "allotted": ("contract_budget",),
        "moved_in": ("moved_to_contracts",),
        "spent": ("contracts",),
        "returned": ("contract_returned",),
    },
    "grants": {
        "allotted": ("grant_budget",),
        "moved_in": ("talent_supplements",),
        "spent": ("grants", "support"),
        "returned": ("grant_returned",),
    },
    "facilities": {
        "allotted": ("facilities_budget", "facilities_grants"),
        "spent": ("facilities_upkeep", "facilities_works"),
    },
    "talent": {"allotted": ("talent_budget",), "moved_out": ("talent_supplements",), "spent": ("talent_training",)},
    "platform": {"allotted": ("platform_budget",), "spent": ("platform_spending",)},
    "room": {"allotted": ("room_budget",), "moved_out": ("room_released",)},
    "unassigned": {"allotted": ("unspent",), "returned": ("unspent",)},
}
"""Every use of what finance gives out, with flows of money: given to it, moved to it and from it, spent, gone back.

What facilities, talent and the platform give back is not booked apart.
"""
GIVEN = ("private_capital", "donations")
"""What donors and firms pay."""
ORGANIZATIONS_USES = ("organization_wages", "organization_activities")
DISCOUNT = 0.03


@dataclass(frozen=True)
class Use:
    """What became of a use's money [yuan a year]; ``returned`` is None where it is not booked, and then within ``left``."""

    allotted: float
    moved: float
    spent: float
    returned: float | None

    @property
    def left(self) -> float:
        """What was neither spent nor went back, as far as that is booked."""
        return self.allotted + self.moved - self.spent - (self.returned or 0.0)


@dataclass(frozen=True)
class Ledger:
    """Yuan a year by source, by public use and by use of social organizations: means over seeds of the horizon's mean year.

    Contracts and grants are what organizations get from government. What is in none of the parts stays at hand with
    finance, committees, departments, organizations and works under way. ``uses`` has what became of what finance gave out.
    """

    scenario: str
    sources: dict[str, float]
    public: dict[str, float]
    organizations: dict[str, float]
    reported: float | None
    truly: float | None
    uses: dict[str, Use] = field(default_factory=dict)

    @property
    def given(self) -> float:
        """What donors and firms pay [yuan a year]."""
        return sum(self.sources.get(flow, 0.0) for flow in GIVEN)


@dataclass(frozen=True, eq=False)
class Value:
    """What an alternative costs and brings beside the baseline over the whole horizon.

    ``sums`` and ``present`` are public spending in both worlds, plain and discounted; ``spent`` and ``solved`` are by seed:
    difference in present value of spending [yuan per resident], and in truly resolved cases [per 1,000 residents].
    Intervals are of one level, that of the comparison's joint ones, so that its verdict on cost and these say the same.
    """

    scenario: str
    sums: tuple[float, float]
    present: tuple[float, float]
    sum_difference: Estimate
    present_difference: Estimate
    per_case: tuple[float | None, float | None]
    spent: Floats
    solved: Floats
    discount: float


def ledger(scenario: str, runs: Sequence[Run]) -> Ledger:
    """One world's money, and how well it is reported to perform and truly performs."""
    sources, public, organizations = (
        {name: _yuan_a_year(runs, name) for name in names if name in runs[0].money}
        for names in (SOURCES, PUBLIC_USES, ORGANIZATIONS_USES)
    )
    reported = _mean(runs, "reported_performance")
    uses = {name: _used(runs, flows) for name, flows in USES.items() if flows["allotted"][0] in runs[0].money}
    return Ledger(scenario, sources, public, organizations, reported, true_performance(runs), uses)


def _used(runs: Sequence[Run], flows: Mapping[str, tuple[str, ...]]) -> Use:
    allotted, moved_in, moved_out, spent, returned = (
        sum(_yuan_a_year(runs, flow) for flow in flows.get(kind, ()) if flow in runs[0].money)
        for kind in ("allotted", "moved_in", "moved_out", "spent", "returned")
    )
    return Use(allotted, moved_in - moved_out, spent, returned if "returned" in flows else None)


def true_performance(runs: Sequence[Run]) -> float | None:
    """Truly resolved cases over those and the truly open ones: what reported performance is in the book of reports."""
    if not {"resolved_cases", "open_cases"} <= runs[0].city.keys():
        return None
    resolved, still = (np.stack([run.city[name] for run in runs]) for name in ("resolved_cases", "open_cases"))
    return float(np.nanmean(resolved / np.maximum(resolved + still, 1)))


def value(
    scenario: str, baseline: list[Run], *, runs: list[Run], discount: float = DISCOUNT, level: float = 0.95
) -> Value:
    """What an alternative costs and brings beside the baseline, paired by seed, with intervals of a level."""
    worlds = by_seed(baseline, "baseline"), by_seed(runs, scenario)
    plain = [_spending(world, 0.0) for world in worlds]
    now = [_spending(world, discount) for world in worlds]
    cases = [np.array([run.city["resolved_cases"].sum() for run in world]) for world in worlds]
    residents = baseline[0].residents
    return Value(
        scenario=scenario,
        sums=(float(plain[0].mean()), float(plain[1].mean())),
        present=(float(now[0].mean()), float(now[1].mean())),
        sum_difference=of_pairs(plain[1] - plain[0], level),
        present_difference=of_pairs(now[1] - now[0], level),
        per_case=(_ratio(now[0], cases=cases[0]), _ratio(now[1], cases=cases[1])),
        spent=(now[1] - now[0]) / residents,
        solved=1_000 * (cases[1] - cases[0]) / residents,
        discount=discount,
    )


def _spending(runs: Sequence[Run], discount: float) -> Floats:
    """Public spending over the horizon by seed, discounted month by month to the start [yuan]."""
    weights = (1 + discount) ** (-np.arange(runs[0].months) / 12)
    return np.array([float((run.city["public_spending_yuan"] * weights).sum()) for run in runs])


def _ratio(money: Floats, *, cases: Floats) -> float | None:
    return float(money.sum() / cases.sum()) if cases.sum() > 0 else None


def _yuan_a_year(runs: Sequence[Run], flow: str) -> float:
    return float(np.mean([run.money[flow].sum() * 12 / run.months for run in runs])) / 100


def _mean(runs: Sequence[Run], outcome: str) -> float | None:
    if outcome not in runs[0].city:
        return None
    values = np.stack([run.city[outcome] for run in runs])
    return None if np.isnan(values).all() else float(np.nanmean(values))
