"""The outcomes that the model reports: names, units, which direction is good, and what difference matters in practice."""

from dataclasses import dataclass
from typing import Any, Literal

Unit = Literal["share", "index", "yuan", "cases", "months", "posts", "organizations", "domains"]


@dataclass(frozen=True)
class Outcome:
    """One reported quantity of a city or a community, per month.

    ``good`` is +1 where more is better, -1 where less is, 0 where neither is. ``matters`` is the practical threshold d of
    a verdict, in the outcome's unit, or as a share of the baseline's value where ``relative``. ``ratio_of`` names
    numerator and denominator where the value over several months is a ratio of sums. ``share_of`` names the outcomes whose
    sum is the denominator of a share or mean, which is then weighted by it, month by month and seed by seed.

    An outcome that is ``scale`` times one ``count`` of communities, over another one where ``per`` is given, is declared here
    alone: ``count`` and ``per`` are fields of ``Community`` with whole numbers, summed over communities before they are
    divided; ``sim/language/outcomes.toml`` has its names and says it in words. Of all others the formula stands in
    ``sim.model.books``.
    """

    name: str
    unit: Unit
    good: Literal[-1, 0, 1]
    matters: float
    relative: bool = False
    headline: bool = False
    ratio_of: tuple[str, str] | None = None
    share_of: tuple[str, ...] = ()
    count: str = ""
    per: str = ""
    scale: float = 1.0


def _share(name: str, good: Literal[-1, 0, 1], **facts: Any) -> Outcome:
    return Outcome(name, "share", good, 0.01, **facts)


def _count(name: str, unit: Unit, good: Literal[-1, 0, 1], **facts: Any) -> Outcome:
    return Outcome(name, unit, good, 0.01, relative=True, **facts)


OUTCOMES: list[Outcome] = [
    _share("participation_rate", 1, headline=True),
    _share("helping_rate", 1, count="helpers_here", per="adults"),
    _share("volunteer_rate", 1),
    _share("attendance_rate", 1, count="attendants_here", per="adults"),
    _share("asked_rate", 0, count="asked_here", per="adults"),
    _share("registered_volunteer_rate", 1),
    _share("association_share", 1),
    _share("election_turnout", 1, count="voters", per="electors"),
    Outcome("satisfaction_mean", "index", 1, 0.01, headline=True),
    Outcome("satisfaction_gini", "index", -1, 0.01),
    Outcome("satisfaction_worst_decile", "index", 1, 0.01, headline=True),
    Outcome("trust_mean", "index", 1, 0.01),
    Outcome("belonging_mean", "index", 1, 0.01),
    _share("rumour_prevalence", -1),
    _count("arrived_cases", "cases", 0),
    _count("resolved_cases", "cases", 1),
    _count("resolved_alone", "cases", 0, count="resolved_alone"),
    _count("resolved_by_neighbours", "cases", 0, count="resolved_by_neighbours"),
    _count("resolved_by_organizations", "cases", 0, count="resolved_by_organizations"),
    _count("resolved_by_committee", "cases", 0, count="resolved_by_committee"),
    _count("resolved_by_departments", "cases", 0, count="resolved_by_departments"),
    _count("resolved_by_firms", "cases", 0, count="resolved_by_firms"),
    _count("mismatched_cases", "cases", -1),
    _count("withdrawn_cases", "cases", -1),
    _count("open_cases", "cases", -1),
    _count("standing_cases", "cases", 0),
    _share("standing_served_share", 1, count="standing_served", per="standing_known"),
    _count("undecided_cases", "cases", -1, count="undecided"),
    _count("known_open_cases", "cases", 0, count="known_open"),
    _count("cases_by_report", "cases", 0, count="cases_by_report"),
    _count("cases_by_platform", "cases", 0, count="cases_by_platform"),
    _count("cases_by_survey", "cases", 0, count="cases_by_survey"),
    _count("cases_by_grid", "cases", 0, count="cases_by_grid"),
    _count("cases_by_party", "cases", 0, count="cases_by_party"),
    _count("paper_closed_cases", "cases", -1, count="closed_on_paper"),
    _share("reported_performance", 0),
    Outcome("waiting_months_mean", "months", -1, 0.1, headline=True, share_of=("resolved_cases", "open_cases")),
    Outcome("median_months_to_solution", "months", -1, 0.1),
    _share("society_delivered_share", 0, share_of=("resolved_cases",)),
    _share("society_paid_share", 0, headline=True, share_of=("resolved_cases",)),
    _count("organizations_alive", "organizations", 0, count="n_organizations"),
    _count("organization_staff", "posts", 0),
    Outcome("fields_in_reach", "domains", 1, 0.1, count="fields_in_reach", per="n_residents"),
    _share("grants_moved_share", 0, count="grants_moved", per="grants_divided"),
    _share("places_used_share", 1, count="places_used", per="places_offered"),
    _count("idle_for_price", "cases", -1, count="idle_for_price"),
    _count("idle_for_entitlement", "cases", -1, count="idle_for_entitlement"),
    _count("idle_for_decision", "cases", -1, count="idle_for_decision"),
    _count("idle_for_unknown", "cases", -1, count="idle_for_unknown"),
    _count("idle_for_domain", "cases", -1, count="idle_for_domain"),
    _count("idle_for_hands", "cases", -1, count="idle_for_hands"),
    _count("idle_for_others", "cases", 0, count="idle_for_others"),
    _count("idle_for_no_case", "cases", 0, count="idle_for_no_case"),
    _count("idle_unexplained", "cases", -1, count="idle_unexplained"),
    _share("facility_supply", 1, count="places_open", per="places_due"),
    _share("government_dependence", 0),
    Outcome("self_governance_index", "index", 1, 0.01),
    Outcome("quality_of_life_index", "index", 1, 0.01),
    _count("public_spending_yuan", "yuan", -1, headline=True),
    _share("budget_execution_rate", 0),
    _count("residents_fees_yuan", "yuan", 0),
    _count("help_fees_yuan", "yuan", -1),
    _count("fees_per_resident_yuan", "yuan", 0),
    _count("total_cost_yuan", "yuan", -1),
    Outcome(
        "cost_per_resolved_case_yuan",
        "yuan",
        -1,
        0.01,
        headline=True,
        relative=True,
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
