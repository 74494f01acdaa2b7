"""Every lever moves an outcome, and in the direction that its own description gives."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pytest

from sim.parameters import LEVERS
from sim.runs.one import simulate

Make = Callable[..., Any]
MONTHS, SEEDS = 36, range(4)


class Case(NamedTuple):
    """Raising ``lever`` from ``low`` to ``high`` moves ``outcome`` by ``sign``; ``beside`` holds in both worlds."""

    lever: str
    low: float
    high: float
    outcome: str
    sign: int
    beside: dict[str, float] | None = None


MENU = {"provision.menu_share": 0.8, "provision.survey_effort": 1.0}
ROOM = {"funding.direct_share": 0.1}
AMPLE = {"funding.grant_share": 0.15, "funding.direct_share": 0.183}
HARD_TO_HIRE = AMPLE | {"world.support.novices_available": 10.0}
HARDER = {"funding.grant_share": 0.25, "funding.direct_share": 0.083, "world.support.novices_available": 5.0}
FINE = {"grid.coverage": 1.0, "grid.residents_per_cell": 300.0}
STAFFED = {"funding.committee_share": 0.587, "funding.direct_share": 0.28}
AGEING = {
    "funding.facilities_share": 0.1,
    "world.demography.years_in_group.age_50_59": 3.0,
    "funding.direct_share": 0.2,
}
TAPERING = {"exit.taper_per_year": 1.0}
CASES = (
    Case("funding.budget_per_resident", 150, 450, "resolved_cases", 1),
    Case("funding.budget_per_resident", 150, 450, "public_spending_yuan", 1),
    Case("funding.budget_growth", -0.05, 0.19, "public_spending_yuan", 1),
    Case("funding.committee_share", 0.3, 0.54, "participation_rate", 1, ROOM),
    Case("funding.direct_share", 0.1, 0.34, "resolved_cases", 1),
    Case("funding.purchase_share", 0.0, 0.15, "society_delivered_share", 1, ROOM),
    Case("funding.purchase_share", 0.0, 0.15, "government_dependence", 1, ROOM),
    Case("funding.grant_share", 0.0, 0.15, "organization_staff", 1, ROOM),
    Case("provision.menu_share", 0.0, 1.0, "mismatched_cases", -1, {"provision.survey_effort": 1.0}),
    Case("provision.variants_offered", 2, 6, "mismatched_cases", -1, MENU),
    Case("provision.survey_effort", 0.0, 1.0, "mismatched_cases", -1, MENU),
    Case("assessment.assessment_share", 0.7, 0.2, "resolved_cases", 1),
    Case("assessment.assessment_share", 0.7, 0.2, "belonging_mean", 1),
    Case("methods.publicity", 0.0, 2.0, "participation_rate", 1, {"methods.service": 0.0, "methods.culture": 0.0}),
    Case("methods.culture", 0.0, 2.0, "belonging_mean", 1),
    Case("methods.asking", 0.0, 2.0, "participation_rate", 1),
    Case("methods.asking", 0.0, 2.0, "belonging_mean", -1),  # the hours come from everything else
    Case("methods.service", 0.0, 1.0, "resolved_cases", 1),
    Case("information.platform_reach", 0.0, 1.0, "rumour_prevalence", 1, {"information.screening": 0.0}),
    Case("information.platform_reach", 0.0, 1.0, "resolved_cases", 1),
    Case("information.screening", 0.0, 1.0, "rumour_prevalence", -1, {"information.platform_reach": 0.9}),
    Case("information.screening", 0.0, 1.0, "trust_mean", 1, {"information.platform_reach": 0.9}),
    Case("information.transparency", 0.0, 1.0, "trust_mean", 1),
    Case("information.face_to_face", 0.0, 1.0, "rumour_prevalence", -1),
    Case("organizations.incubation", 0.0, 2.0, "organizations_alive", 1, AMPLE),
    Case("organizations.training_places", 0.0, 30.0, "organization_staff", 1, HARD_TO_HIRE),
    Case("organizations.wage_supplement", 0.0, 300.0, "organization_staff", 1, HARDER),  # at 500 the purse runs out
    Case("organizations.grants_by_need", 0.0, 1.0, "open_cases", -1, AMPLE),
    Case("organizations.openings", 0.0, 2.0, "association_share", 1, AMPLE),
    Case("organizations.culture_groups", 0.0, 2.0, "belonging_mean", 1, AMPLE),
    Case("organizations.culture_groups", 0.0, 2.0, "election_turnout", 1, AMPLE),
    Case("organizations.culture_groups", 0.0, 2.0, "organization_staff", -1, AMPLE),
    Case("organizations.elder_care_associations", 0.0, 2.0, "belonging_mean", 1, AMPLE),
    Case("organizations.elder_care_associations", 0.0, 2.0, "organization_staff", -1, AMPLE),
    Case("organizations.monitoring", 0.0, 1.0, "organization_staff", -1, AMPLE),  # who monitors is not paid as staff
    Case("funding.private_capital", 0.0, 1.0, "society_paid_share", 1),
    Case("funding.matching_rate", 0.0, 2.0, "society_paid_share", 1, AMPLE | {"funding.private_capital": 1.0}),
    Case("assessment.task_cap", 0.0, 1.0, "belonging_mean", 1, FINE),
    Case("grid.coverage", 0.0, 1.0, "known_open_cases", 1),
    Case("grid.coverage", 0.0, 1.0, "belonging_mean", -1),
    Case("grid.residents_per_cell", 3000, 300, "known_open_cases", 1, {"grid.coverage": 1.0}),
    Case("grid.front_line_staff", 0, 4, "public_spending_yuan", 1, STAFFED),
    Case("grid.front_line_staff", 0, 4, "resolved_cases", 1, STAFFED),
    Case("grid.decision_level", 2, 0, "undecided_cases", -1, STAFFED | {"grid.front_line_staff": 4.0}),
    Case("grid.head_responsibility", 0.0, 1.0, "undecided_cases", -1),
    Case("grid.cross_system_supervision", 0.0, 1.0, "undecided_cases", -1),
    Case("grid.cross_system_supervision", 0.0, 1.0, "belonging_mean", -1),
    Case("party.active_share", 0.0, 1.0, "known_open_cases", 1),
    Case("party.layers", 1, 3, "known_open_cases", 1, {"party.active_share": 0.8}),
    Case("party.firm_reach", 0.0, 1.0, "known_open_cases", 1, {"party.active_share": 1.0, "party.layers": 3.0}),
    Case("provision.one_stop", 0.0, 1.0, "resolved_cases", 1),
    Case("provision.one_stop", 0.0, 1.0, "belonging_mean", -1),
    Case("provision.priority_rule", 0.0, 1.0, "waiting_months_mean", 1),
    Case("provision.low_fee_share", 0.0, 0.5, "society_paid_share", 1, AMPLE),
    Case("provision.free_share", 0.3, 1.0, "resolved_cases", 1),
    Case("methods.problem_solving", 0.0, 1.0, "arrived_cases", -1),
    Case("methods.problem_solving", 0.0, 1.0, "belonging_mean", -1),
    Case("methods.organization_involvement", 0.0, 1.0, "mismatched_cases", -1, AMPLE),
    Case("triad.residents_community", 0.0, 1.0, "resolved_cases", 1),
    Case("triad.community_departments", 0.0, 1.0, "resolved_cases", 1),
    Case("triad.community_departments", 0.0, 1.0, "undecided_cases", -1),
    Case("triad.residents_departments", 0.0, 1.0, "trust_mean", 1),
    Case("learning.transfer", 0.0, 1.0, "mismatched_cases", -1),
    Case("learning.transfer", 0.0, 1.0, "belonging_mean", -1),
    Case("intensity.multiplier", 0.5, 1.0, "participation_rate", 1),
    Case("intensity.budget_follows", 0, 1, "public_spending_yuan", 1, {"intensity.multiplier": 1.5}),
    Case("evaluation.regime", 0, 1, "paper_closed_cases", 1),
    Case("evaluation.regime", 1, 2, "belonging_mean", -1),
    Case("evaluation.feedback_weight", 0.1, 0.9, "paper_closed_cases", 1),
    Case("evaluation.feedback_weight", 0.1, 0.9, "trust_mean", -1),
    Case("funding.facilities_share", 0.0, 0.04, "facility_supply", 1),
    Case("funding.facilities_share", 0.0, 0.04, "participation_rate", 1),
    Case("funding.facilities_grant", 0.0, 5.0, "facility_supply", 1),
    Case("funding.facilities_grant", 0.0, 5.0, "public_spending_yuan", 1),
    Case("funding.process_share", 0.0, 0.5, "participation_rate", 1),
    Case("funding.process_share", 0.0, 0.5, "resolved_cases", -1),
    Case("planning.horizon_years", 0.0, 10.0, "facility_supply", 1, AGEING),
    Case("planning.horizon_years", 0.0, 10.0, "belonging_mean", -1),  # it takes hours, and nothing is built for it
    Case("planning.reserve_share", 0.0, 0.1, "resolved_cases", 1, {"funding.direct_share": 0.2}),  # out of idle money
    Case("planning.rebudget_months", 12, 1, "belonging_mean", -1),
    Case("exit.taper_per_year", 0.0, 1.0, "government_dependence", -1, {"exit.capacity_threshold": 0.2}),
    Case("exit.taper_per_year", 0.0, 1.0, "resolved_cases", -1, {"exit.capacity_threshold": 0.2, "exit.tapers": 1.0}),
    Case("exit.capacity_threshold", 0.2, 0.9, "government_dependence", 1, TAPERING),
    Case("exit.tapers", 0.0, 1.0, "government_dependence", 1, TAPERING | {"exit.capacity_threshold": 0.2}),
)
BETWEEN_COMMUNITIES = tuple(
    f"funding.{name}" for name in ("need_weight", "load_weight", "outcome_weight", "rural_uplift", "equity_floor")
)
"""These divide money between communities: see test_allocation.py and test_equity.py."""


def paired(varied: Make, case: Case) -> list[float]:
    """The outcome's mean over the run, in the world with more of the lever less the one with less of it, by seed."""

    def mean(value: float, seed: int) -> float:
        run = simulate(
            varied((case.beside or {}) | {case.lever: value}), seed, MONTHS, "neighbourhood", "compiled", "ningbo"
        )
        return float(np.nanmean(run.city[case.outcome]))

    return [mean(case.high, seed) - mean(case.low, seed) for seed in SEEDS]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.lever} on {case.outcome}")
def test_a_lever_moves_an_outcome_the_way_it_says(varied: Make, case: Case) -> None:
    differences = paired(varied, case)
    assert [difference * case.sign > 0 for difference in differences] == [True] * len(SEEDS), differences


def test_every_lever_is_in_a_test_of_direction() -> None:
    on_equity = {lever.path for lever in LEVERS if lever.path.startswith(("entitlement.", "earmark."))}
    elsewhere = {*BETWEEN_COMMUNITIES, *on_equity}  # tests/model/test_equity.py looks at whom they are for
    assert {lever.path for lever in LEVERS} == {case.lever for case in CASES} | elsewhere
