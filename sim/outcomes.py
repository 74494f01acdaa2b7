"""The outcomes that the model reports: names, units, which direction is good, and what difference matters in practice."""

from dataclasses import dataclass
from typing import Literal

Unit = Literal["share", "index", "yuan", "cases", "months", "posts", "organizations"]


@dataclass(frozen=True)
class Outcome:
    """One reported quantity of a city or a community, per month.

    ``good`` is +1 where more is better, -1 where less is, 0 where neither is. ``matters`` is the practical threshold d of
    a verdict, in the outcome's unit, or as a share of the baseline's value where ``relative``. ``ratio_of`` names
    numerator and denominator where the value over several months is a ratio of sums. ``share_of`` names the outcomes whose
    sum is the denominator of a share or mean, which is then weighted by it, month by month and seed by seed.
    """

    name: str
    unit: Unit
    good: Literal[-1, 0, 1]
    matters: float
    relative: bool = False
    headline: bool = False
    ratio_of: tuple[str, str] | None = None
    share_of: tuple[str, ...] = ()


def _share(name: str, good: Literal[-1, 0, 1], headline: bool = False, share_of: tuple[str, ...] = ()) -> Outcome:
    return Outcome(name, "share", good, 0.01, headline=headline, share_of=share_of)


def _count(name: str, unit: Unit, good: Literal[-1, 0, 1], headline: bool = False) -> Outcome:
    return Outcome(name, unit, good, 0.01, relative=True, headline=headline)


OUTCOMES: list[Outcome] = [
    _share("participation_rate", 1, headline=True),
    _share("volunteer_rate", 1),
    _share("registered_volunteer_rate", 1),
    _share("association_share", 1),
    _share("election_turnout", 1),
    Outcome("satisfaction_mean", "index", 1, 0.01, headline=True),
    Outcome("satisfaction_gini", "index", -1, 0.01),
    Outcome("satisfaction_worst_decile", "index", 1, 0.01, headline=True),
    Outcome("trust_mean", "index", 1, 0.01),
    Outcome("belonging_mean", "index", 1, 0.01),
    _share("rumour_prevalence", -1),
    _count("arrived_cases", "cases", 0),
    _count("resolved_cases", "cases", 1),
    _count("mismatched_cases", "cases", -1),
    _count("withdrawn_cases", "cases", -1),
    _count("open_cases", "cases", -1),
    _count("standing_cases", "cases", 0),
    _share("standing_served_share", 1),
    _count("undecided_cases", "cases", -1),
    _count("known_open_cases", "cases", 0),
    _count("paper_closed_cases", "cases", -1),
    _share("reported_performance", 0),
    Outcome("waiting_months_mean", "months", -1, 0.1, headline=True, share_of=("resolved_cases", "open_cases")),
    _share("society_delivered_share", 0, share_of=("resolved_cases",)),
    _share("society_paid_share", 0, headline=True, share_of=("resolved_cases",)),
    _count("organizations_alive", "organizations", 0),
    _count("organization_staff", "posts", 0),
    _share("facility_supply", 1),
    _share("government_dependence", 0),
    Outcome("self_governance_index", "index", 1, 0.01),
    Outcome("quality_of_life_index", "index", 1, 0.01),
    _count("public_spending_yuan", "yuan", -1, headline=True),
    _share("budget_execution_rate", 0),
    _count("residents_fees_yuan", "yuan", -1),
    _count("total_cost_yuan", "yuan", -1),
    Outcome(
        "cost_per_resolved_case_yuan",
        "yuan",
        -1,
        0.01,
        relative=True,
        headline=True,
        ratio_of=("public_spending_yuan", "resolved_cases"),
    ),
    Outcome(
        "total_cost_per_resolved_case_yuan",
        "yuan",
        -1,
        0.01,
        relative=True,
        ratio_of=("total_cost_yuan", "resolved_cases"),
    ),
]

BY_NAME = {outcome.name: outcome for outcome in OUTCOMES}
HEADLINE = tuple(outcome for outcome in OUTCOMES if outcome.headline)
