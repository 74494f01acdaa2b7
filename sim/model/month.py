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
    bidding,
    choosing,
    committee,
    culture,
    culture_groups,
    deliberation,
    demography,
    election,
    equity,
    escalation,
    facilities,
    fees,
    firms,
    groups,
    help,
    idle,
    indicators,
    information,
    lending,
    lifecycle,
    market,
    members,
    membership,
    needs,
    networks,
    observation,
    office,
    organization,
    organizers,
    participation,
    planning,
    prices,
    programmes,
    purchasing,
    queue,
    satisfaction,
    seeking,
    spreading,
    street,
    support,
    ties,
    virement,
)
from sim.rules import grid_visits as rounds
from sim.rules import method_choice as leaning
from sim.rules import participation_channels as ways
from sim.rules import recurring_needs as standing
from sim.rules import talent_and_platform as uses
from sim.state import OrganizationDraws, ResidentDraws
from sim.state.record import blocks

OFFICES: tuple[Step, ...] = (
    Settle(planning.set_calendar, city=True),
    Each("communities", prices.move_prices),
    Each("offices", office.look_back),
    Settle(office.fall_due, city=True),
    Settle(office.pool_money, city=True),
    Settle(office.weigh_communities, city=True),
    Settle(office.share_out, city=True),
    Settle(office.tell_communities, city=True),
    Settle(support.share_people, city=True),
    Settle(planning.foresee),
    Settle(office.pay_out),
    Settle(purchasing.decide_purchases, city=True),
    Settle(purchasing.buy_services, city=True),
    Settle(planning.taper),
    Settle(planning.build_networks),
    Settle(facilities.run_facilities),
    Settle(planning.keep_room),
    Settle(uses.fill_purses),
    Each("communities", help.fill_variants),
    Settle(virement.move_money),
)

COMMITTEES: tuple[Step, ...] = (
    Settle(leaning.decide_methods, city=True),
    Settle(leaning.set_work),
    Each("communities", information.plan_information),
    Each("communities", membership.plan_asking),
    Each("communities", uses.pay_platform),
    Each("communities", networks.staff_front_line),
    Each("communities", members.call_members),
    Each("communities", rounds.walk_cells),
    Each("communities", planning.plan),
    Each("communities", networks.pass_down_tasks),
    Each("communities", escalation.empower),
    Each("communities", programmes.plan_programmes),
    Each("communities", committee.keep_patience),
    Each("communities", committee.pay_committee),
    Each("communities", committee.run_committee),
    Each("communities", membership.ask_residents),
    Each("communities", programmes.carry_out),
    Each("communities", information.inform),
    Each("communities", firms.reach_workers),
    Each("communities", facilities.open_doors),
    Each("communities", culture.split_culture),
    Each("communities", deliberation.deliberate),
    Settle(deliberation.decide_here),
    Each("communities", committee.prepare_month),
    Each("communities", organizers.organize),
    Each("communities", culture_groups.meet_in_groups),
    Each("communities", facilities.seat),
    Each("communities", equity.weigh_fairness),
    Each("communities", programmes.practise),
    Settle(market.open_market),
)

ORGANIZATIONS: tuple[Step, ...] = (
    Settle(spreading.spread_organizations, city=True),
    Settle(choosing.choose_fields, city=True),
    Settle(choosing.choose_tiers, city=True),
    Settle(bidding.choose_tenders, city=True),
    Settle(support.build_capacity),
    Settle(membership.support_groups),
    Each("communities", membership.open_places),
    Each("communities", ways.open_ways),
    Settle(support.supplement_wages, city=True),
    Settle(support.raise_private_capital, city=True),
    Settle(firms.raise_donations, city=True),
    Settle(lifecycle.seed_new, city=True),
    Settle(organization.fund_organizations, city=True),
    Settle(organization.sell_services, city=True),
    Each("organizations", culture_groups.collect_dues),
    Each("organizations", organization.manage),
    Total("organizations", fees.count_own_fees),
    Settle(support.hire),
    Each("organizations", organization.offer),
    Each("organizations", market.price_tiers),
    Each("organizations", equity.open_to_all),
)

EVENTS: tuple[Step, ...] = (
    Each("residents", demography.leave),
    Each("residents", demography.comes_of_age),
    Each("residents", standing.turn_frail),
    Each("residents", standing.become_frail, where="standing_change"),
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
    Each("residents", programmes.avert, where="is_new"),
    Settle(queue.call_up),
    Settle(equity.entitle),
    Settle(rounds.cover_homes),
    Settle(market.find_means),
    Each("residents", seeking.consider, where="case_domain"),
    Each("residents", seeking.turn_to, where="seeks"),
    Each("residents", needs.find_case, where="case_domain"),
    Each("residents", standing.find_standing, where="standing_domain"),
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
    Settle(groups.book_group_cases),
    Settle(standing.book_standing),
    Settle(purchasing.book_providers),
    Each("residents", satisfaction.experience_help, where="case_domain"),
    Each("residents", standing.live_with_help, where="standing_domain"),
    Each("residents", indicators.resent_paper, where="case_domain"),
    Each("residents", help.close_case, where="case_domain"),
)

ELECTION: tuple[Step, ...] = (
    Each("residents", election.call_to_vote),
    Each("residents", election.vote, where="electing"),
    Settle(election.hold_election),
)

INFORMATION: tuple[Step, ...] = (
    Total("residents", information.count_passing_on),
    Each("communities", information.weigh_rumours),
    Each("residents", information.meet_rumour),
)

ORGANIZATIONS_COME_AND_GO: tuple[Step, ...] = (
    Settle(lending.give_credit, city=True, by="street"),
    Settle(idle.explain_idle, city=True, by="street"),
    Each("organizations", choosing.take_stock),
    Each("organizations", organization.be_judged),
    Each("organizations", lifecycle.be_monitored),
    Each("organizations", culture_groups.keep_members),
    Each("organizations", lifecycle.find_founders),
    Each("organizations", lifecycle.begin_filed, where="is_founded"),
    Each("organizations", lifecycle.register),
    Each("organizations", lifecycle.struggle),
    Each("organizations", lifecycle.dissolve, where="dissolves"),
    Total("organizations", organization.count_organization),
    Settle(street.count_reach, city=True),
    Settle(fees.pool_fees, city=True),
    Settle(fees.allot_fees),
    Settle(choosing.count_fields, city=True),
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
    Each("residents", groups.sum_up),
    Total("residents", observation.count_resident),
    Settle(groups.count_groups),
    Settle(groups.add_up_cells),
    Each("communities", committee.count_own_time),
    Settle(observation.spread_of_satisfaction),
)

OBSERVATION: tuple[Step, ...] = (
    Settle(observation.report_upward, city=True),
    Settle(equity.compare_communities, city=True),
    Settle(membership.link_elders, city=True),
    Settle(groups.add_up_groups, city=True),
    Settle(indicators.evaluate, city=True),
    Settle(accounts.close_books, city=True),
    Settle(standing.close_standing, city=True),
    Settle(programmes.solve_causes, city=True),
    Settle(purchasing.account_for, city=True),
    Settle(lifecycle.close_organizations, city=True),
    Settle(facilities.close_facilities, city=True),
    Settle(uses.close_uses, city=True),
    Settle(fees.close_fees, city=True),
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
