"""The month, in order, once: both engines run this table.

 1. **Offices** look back, obtain the month's money and share it out; communities foresee, pay out, build.
 2. **Committees** decide where their hours go, plan, pay, work: information, grid, programmes, culture, deliberation.
 3. **Organizations** choose field, home, tier and tenders once a year, are funded, pay and hire, and offer places.
 4. **Events**: who moves, ages, falls frail, comes to need help.
 5. **Ties** warm and cool, and carry what residents see of each other.
 6. **Needs**: cases arise, residents turn to somebody, cases are found, queue; streets lend places; cases are helped or not.
 7. **Election**, in January.
 8. **Information**: rumours are met, believed, doubted.
 9. **Taking part**: who takes part, volunteers, belongs, joins; how satisfied everybody is.
10. **Counting** by community and group.
11. **People** age, leave, arrive.
12. **Organizations come and go**: judged by what they did, founded, registered, dissolved, counted.
13. **Observation**: offices are told, the books are closed.

Within a step everybody sees the state as it was when the step began.
"""

import functools

from sim.engine.program import Program
from sim.engine.steps import Each, Settle, Step, Ties, Total
from sim.model import extensions as own
from sim.model.tables import TABLES
from sim.parameters.flat import WORLD, offsets
from sim.rules import (
    accounts,
    budget,
    committee,
    culture,
    demography,
    departments,
    equity,
    escalation,
    facilities,
    help,
    idle,
    indicators,
    information,
    lending,
    lifecycle,
    market,
    membership,
    method_choice,
    needs,
    networks,
    observation,
    organization,
    organization_choices,
    participation,
    planning,
    queue,
    recurring_needs,
    satisfaction,
    self_governance,
    street,
    support,
    ties,
)
from sim.state import OrganizationDraws, ResidentDraws
from sim.state.record import blocks

OFFICES: tuple[Step, ...] = (
    Settle(planning.set_calendar, city=True),
    Each("communities", budget.move_prices),
    Each("offices", budget.look_back),
    Settle(budget.fall_due, city=True),
    Settle(budget.pool_money, city=True),
    Settle(budget.weigh_communities, city=True),
    Settle(budget.share_out, city=True),
    Settle(budget.tell_communities, city=True),
    Settle(support.share_people, city=True),
    Settle(planning.foresee),
    Settle(budget.pay_out),
    Settle(departments.decide_purchases, city=True),
    Settle(departments.buy_services, city=True),
    Settle(planning.taper),
    Settle(planning.build_networks),
    Settle(facilities.run_facilities),
    Settle(planning.keep_room),
    Settle(budget.fill_purses),
    Each("communities", help.fill_variants),
    Settle(departments.move_money),
)

COMMITTEES: tuple[Step, ...] = (
    Settle(method_choice.decide_methods, city=True),
    Settle(method_choice.set_work),
    Each("communities", information.plan_information),
    Each("communities", membership.plan_asking),
    Each("communities", budget.pay_platform),
    Each("communities", networks.staff_front_line),
    Each("communities", networks.call_members),
    Each("communities", networks.walk_cells),
    Each("communities", planning.plan),
    Each("communities", networks.pass_down_tasks),
    Each("communities", escalation.empower),
    Each("communities", committee.plan_programmes),
    Each("communities", committee.keep_patience),
    Each("communities", committee.pay_committee),
    Each("communities", committee.run_committee),
    Each("communities", membership.ask_residents),
    Each("communities", committee.carry_out),
    Each("communities", information.inform),
    Each("communities", market.reach_workers),
    Each("communities", facilities.open_doors),
    Each("communities", culture.split_culture),
    Each("communities", self_governance.deliberate),
    Settle(self_governance.decide_here),
    Each("communities", committee.prepare_month),
    Each("communities", participation.organize),
    Each("communities", culture.meet_in_groups),
    Each("communities", facilities.seat),
    Each("communities", equity.weigh_fairness),
    Each("communities", committee.practise),
    Settle(market.open_market),
)

ORGANIZATIONS: tuple[Step, ...] = (
    Settle(lifecycle.spread_organizations, city=True),
    Settle(organization_choices.choose_fields, city=True),
    Settle(organization_choices.choose_tiers, city=True),
    Settle(organization_choices.choose_tenders, city=True),
    Settle(support.build_capacity),
    Settle(membership.support_groups),
    Each("communities", membership.open_places),
    Each("communities", participation.open_ways),
    Settle(support.supplement_wages, city=True),
    Settle(support.raise_private_capital, city=True),
    Settle(market.raise_donations, city=True),
    Settle(lifecycle.seed_new, city=True),
    Settle(organization.fund_organizations, city=True),
    Settle(organization.sell_services, city=True),
    Each("organizations", culture.collect_dues),
    Each("organizations", organization.manage),
    Total("organizations", market.count_own_fees),
    Settle(support.hire),
    Each("organizations", organization.offer),
    Each("organizations", market.price_tiers),
    Each("organizations", equity.open_to_all),
)

EVENTS: tuple[Step, ...] = (
    Each("residents", demography.leave),
    Each("residents", demography.comes_of_age),
    Each("residents", recurring_needs.turn_frail),
    Each("residents", recurring_needs.become_frail, where="standing_change"),
    Each("residents", needs.need_arises),
)

TIES: tuple[Step, ...] = (
    Each("residents", ties.be_seen),
    Ties(ties.meet),
    Each("residents", ties.take_in),
)

NEEDS: tuple[Step, ...] = (
    Each("residents", needs.open_case, where="is_new"),
    Each("residents", escalation.weigh_case, where="is_new"),
    Each("residents", needs.is_spared, where="is_new"),
    Each("residents", committee.avert, where="is_new"),
    Settle(queue.call_up),
    Settle(equity.entitle),
    Settle(networks.cover_homes),
    Settle(market.find_means),
    Each("residents", needs.consider, where="case_domain"),
    Each("residents", needs.turn_to, where="seeks"),
    Each("residents", needs.find_case, where="case_domain"),
    Each("residents", recurring_needs.find_standing, where="standing_domain"),
    Each("residents", help.pass_on_case, where="case_domain"),
    Settle(queue.line_up),
    Each("residents", escalation.press, where="case_complex"),
    Settle(lending.count_claims),
    Settle(lending.lend_places, city=True, by="street"),
    Settle(lending.lend_decisions, city=True, by="street"),
    Settle(escalation.decide),
    Settle(help.ration),
    Settle(lending.lend_rest, city=True, by="street"),
    Settle(help.buy_help),
    Settle(idle.count_waiting),
    Settle(market.follow_demand),
    Each("residents", help.end_case, where="case_domain"),
    Settle(indicators.feel_pressure),
    Each("residents", indicators.close_on_paper, where="case_domain"),
    Settle(indicators.book_reports),
    Settle(help.book_cases),
    Settle(observation.book_group_cases),
    Settle(recurring_needs.book_standing),
    Settle(departments.book_providers),
    Each("residents", satisfaction.experience_help, where="case_domain"),
    Each("residents", recurring_needs.live_with_help, where="standing_domain"),
    Each("residents", indicators.resent_paper, where="case_domain"),
    Each("residents", help.close_case, where="case_domain"),
)

ELECTION: tuple[Step, ...] = (
    Each("residents", self_governance.call_to_vote),
    Each("residents", self_governance.vote, where="electing"),
    Settle(self_governance.hold_election),
)

INFORMATION: tuple[Step, ...] = (
    Total("residents", information.count_passing_on),
    Each("communities", information.weigh_rumours),
    Each("residents", information.meet_rumour),
)

ORGANIZATIONS_COME_AND_GO: tuple[Step, ...] = (
    Settle(lending.give_credit, city=True, by="street"),
    Settle(idle.explain_idle, city=True, by="street"),
    Each("organizations", organization_choices.take_stock),
    Each("organizations", organization.be_judged),
    Each("organizations", lifecycle.be_monitored),
    Each("organizations", culture.keep_members),
    Each("organizations", lifecycle.find_founders),
    Each("organizations", lifecycle.begin_filed, where="is_founded"),
    Each("organizations", lifecycle.register),
    Each("organizations", lifecycle.struggle),
    Each("organizations", lifecycle.dissolve, where="dissolves"),
    Total("organizations", organization.count_organization),
    Settle(street.count_reach, city=True),
    Settle(market.pool_fees, city=True),
    Settle(market.allot_fees),
    Settle(organization_choices.count_fields, city=True),
)

TAKING_PART: tuple[Step, ...] = (
    Each("residents", participation.take_part),
    Each("residents", participation.give_time),
    Each("residents", participation.belong),
    Each("residents", needs.keep_health),
    Each("residents", membership.sign_up),
    Each("residents", membership.climb),
    Total("residents", satisfaction.count_experience),
    Each("residents", satisfaction.judge),
    Settle(membership.admit),
)

COUNTING: tuple[Step, ...] = (
    Each("residents", observation.sum_up),
    Total("residents", observation.count_resident),
    Settle(observation.count_groups),
    Settle(observation.add_up_cells),
    Each("communities", committee.count_own_time),
    Settle(observation.spread_of_satisfaction),
)

OBSERVATION: tuple[Step, ...] = (
    Settle(observation.report_upward, city=True),
    Settle(equity.compare_communities, city=True),
    Settle(membership.link_elders, city=True),
    Settle(observation.add_up_groups, city=True),
    Settle(indicators.evaluate, city=True),
    Settle(accounts.close_books, city=True),
    Settle(recurring_needs.close_standing, city=True),
    Settle(committee.solve_causes, city=True),
    Settle(departments.account_for, city=True),
    Settle(lifecycle.close_organizations, city=True),
    Settle(facilities.close_facilities, city=True),
    Settle(budget.close_uses, city=True),
    Settle(market.close_fees, city=True),
    Settle(accounts.find_overdrawn, city=True),
)

PEOPLE: tuple[Step, ...] = (
    Each("residents", demography.grow_older, where="is_older"),
    Each("residents", demography.arrive, where="leaving"),
    Settle(demography.settle_in),
)

PASSES = {
    "offices": OFFICES,
    "committees": COMMITTEES,
    "organizations": ORGANIZATIONS,
    "events": EVENTS,
    "ties": TIES,
    "needs": NEEDS,
    "election": ELECTION,
    "information": INFORMATION,
    "taking part": TAKING_PART,
    "counting": COUNTING,
    "people": PEOPLE,
    "organizations come and go": ORGANIZATIONS_COME_AND_GO,
    "observation": OBSERVATION,
}
MONTH = tuple(step for steps in PASSES.values() for step in steps)

DRAWS = blocks(ResidentDraws, OrganizationDraws)


@functools.cache
def month_program(steps: tuple[Step, ...] = MONTH) -> Program:
    """The month as a program for the engines, with what extensions added."""
    return Program(TABLES, own.placed(steps), offsets(WORLD), DRAWS, own_draws=own.DRAWS)
