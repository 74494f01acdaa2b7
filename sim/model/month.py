"""The month, in order, once: both engines run this table."""

import functools

from sim.engine.program import Program
from sim.engine.steps import Each, Settle, Step, Ties, Total
from sim.model import own
from sim.model.tables import TABLES
from sim.parameters.flat import WORLD, offsets
from sim.rules import (
    accounts,
    associations,
    committee,
    culture,
    deliberation,
    demography,
    election,
    equity,
    escalation,
    facilities,
    firms,
    groups,
    health,
    help,
    indicators,
    information,
    lifecycle,
    market,
    membership,
    needs,
    networks,
    observation,
    office,
    organization,
    organizers,
    participation,
    planning,
    programmes,
    queue,
    satisfaction,
    spreading,
    standing,
    support,
    ties,
    uses,
    variety,
)

OFFICES: tuple[Step, ...] = (
    Settle(planning.set_calendar, ("rebudget_every", "governed"), city=True),
    Each("offices", office.look_back, ("claim",)),
    Settle(office.fall_due, ("grown", "due"), city=True),
    Settle(office.pool_money, ("kept", "pooled", "criterion"), city=True),
    Settle(office.weigh_communities, ("pool_weight",), city=True),
    Settle(office.share_out, ("pool_weight", "above_floor", "allotted", "reserve", "revenue"), city=True),
    Settle(office.tell_communities, ("domain_share", "reputation_standard"), city=True),
    Settle(support.share_people, ("people_weight", "people_shared", "trained_pool", "novice_pool"), city=True),
    Settle(
        planning.foresee,
        (
            "ages_ahead",
            "ages_seen",
            "ages_local",
            "ages_away",
            "domain_outlook",
            "domain_share",
            "places",
            "places_needed",
            "places_wanted",
            "need_expected",
            "surprise",
        ),
    ),
    Settle(
        office.pay_out,
        (
            "domain_part",
            "use_part",
            "returned",
            "committee_money",
            "department_money",
            "contract_purse",
            "grant_purse",
            "department_spent",
        ),
    ),
    Settle(
        planning.taper,
        (
            "social_capacity",
            "tapered",
            "use_part",
            "domain_part",
            "department_money",
            "contract_purse",
            "grant_purse",
        ),
    ),
    Settle(planning.build_networks, ("department_money", "process_paid", "network_strength")),
    Settle(
        facilities.run_facilities,
        (
            "places",
            "works",
            "works_begun",
            "places_lacking",
            "facility_purse",
            "facility_part",
            "facility_granted",
            "facility_returned",
            "upkeep_paid",
            "works_paid",
            "facility_reach",
        ),
    ),
    Settle(planning.keep_room, ("room_kept", "room_part", "room_released", "room_split", "department_money")),
    Settle(
        uses.fill_purses,
        (
            *("talent_purse", "platform_purse", "talent_part", "platform_part"),
            *("talent_returned", "platform_returned"),
        ),
    ),
)

COMMITTEES: tuple[Step, ...] = (
    Each("communities", information.plan_information, ("information_time", "information_cost")),
    Each("communities", membership.plan_asking, ("information_time",)),
    Each(
        "communities",
        uses.pay_platform,
        ("platform_purse", "platform_paid", "platform_covered", "information_cost"),
    ),
    Each(
        "communities",
        networks.staff_front_line,
        ("front_line_wages", "front_line_posts", "committee_money", "spare_committee_minutes"),
    ),
    Each("communities", networks.watch, ("grid_finds", "party_finds")),
    Each("communities", planning.plan, ("planning_share",)),
    Each("communities", networks.pass_down_tasks, ("tasks_share",)),
    Each("communities", escalation.empower, ("decision_chance", "decision_slots", "spare_decisions")),
    Each("communities", programmes.plan_programmes, ("programme_time", "programme_cost")),
    Each("communities", variety.keep_patience, ("patience",)),
    Each(
        "communities",
        committee.run_committee,
        (
            "committee_wages",
            "committee_activities",
            "committee_money",
            "publicity_reach",
            "culture_reach",
            "survey_reach",
            "committee_slots",
            "spare_committee_minutes",
            "committee_ease",
            "paid_share",
        ),
    ),
    Each("communities", membership.ask_residents, ("committee_asks",)),
    Each("communities", programmes.carry_out, ("one_stop_open", "solving_reach", "brokered", "gathered")),
    Each("communities", information.inform, ("platform", "screened", "openness", "met_in_person", "publicity_reach")),
    Each("communities", firms.reach_workers, ("publicity_reach", "committee_asks")),
    Each("communities", facilities.open_doors, ("culture_reach",)),
    Each("communities", culture.split_culture, ("heritage_reach", "neighbourhood_reach", "grassroots_reach")),
    Each("communities", deliberation.deliberate, ("deliberated", "brokered")),
    Settle(deliberation.decide_here, ("department_money", "money_decided", "money_to_decide")),
    Each("communities", variety.fill_variants, ("variants_filled",)),
    Each(
        "communities",
        committee.prepare_month,
        (
            "mutual_slots",
            "spare_mutual_minutes",
            "filed_minutes",
            "activities",
            "variety_factor",
            "survey_knowledge",
            "adaptation",
            "habit_learning",
            "experience_learning",
            "gratitude_fading",
        ),
    ),
    Each("communities", organizers.organize, ("activities", "organized")),
    Each("communities", facilities.seat, ("activities", "places_open", "places_due")),
    Each("communities", equity.weigh_fairness, ("provision_felt", "entitlement_felt")),
    Each("communities", programmes.practise, ("practice_gained", "practice_lacking")),
    Settle(market.open_market, ("market_slots", "spare_market")),
)

ORGANIZATIONS: tuple[Step, ...] = (
    Settle(
        spreading.spread_organizations,
        (
            *("number_done", "alive", "form", "domain", "founded", "months_insolvent"),
            *("balance", "low_fees", "spare_minutes", "staff", "usual_income", "posts_built_for"),
            *("skill", "reputation", "effect", "government_share", "gift_share"),
        ),
    ),
    Settle(
        support.build_capacity,
        (
            *("grant_purse", "talent_purse", "support_paid", "talent_trained"),
            *("incubated", "monitored", "trained_now"),
        ),
    ),
    Settle(
        membership.support_groups,
        ("grant_purse", "support_paid", "openings_paid", "groups_reach", "elders_reach"),
    ),
    Each("communities", membership.open_places, ("member_places",)),
    Settle(support.supplement_wages, ("weight", "supplement", "grant_purse", "talent_purse", "talent_supplemented")),
    Settle(support.raise_private_capital, ("weight", "gift_income", "matched_income", "grant_purse")),
    Settle(firms.raise_donations, ("weight", "donation_income")),
    Settle(lifecycle.seed_new, ("weight", "seed_income", "grant_purse")),
    Settle(
        organization.fund_organizations,
        ("weight", "contract_income", "grant_income", "fee_income", "contract_purse", "grant_purse"),
    ),
    Each(
        "organizations",
        organization.manage,
        (
            "staff",
            "staff_wanted",
            "skill",
            "balance",
            "usual_income",
            "government_share",
            "gift_share",
            "fee_income",
            "wages",
            "activities_paid",
        ),
    ),
    Settle(support.hire, ("staff", "staff_staying", "skill", "posts_wanted", "trained_pool", "novice_pool")),
    Each("organizations", organization.offer, ("slots", "spare_minutes", "society_share")),
    Each(
        "organizations",
        market.price_tiers,
        ("slots", "fee_slots", "led_slots", "spare_fee_slots", "spare_led_slots"),
    ),
    Each("organizations", equity.open_to_all, ("open_slots",)),
)

EVENTS: tuple[Step, ...] = (
    Each("residents", demography.leave, ("leaving",)),
    Each("residents", demography.comes_of_age, ("is_older",)),
    Each("residents", standing.turn_frail, ("standing_change",)),
    Each(
        "residents",
        standing.become_frail,
        ("standing_domain", "standing_found", "standing_missed"),
        where="standing_change",
    ),
    Each("residents", needs.need_arises, ("is_new",)),
)

TIES: tuple[Step, ...] = (
    Each("residents", ties.be_seen, ("shown", "alone", "together")),
    Ties(ties.meet, ("activation", "carried")),
    Each("residents", ties.take_in, ("active_ties", "peers_active", "peers_believing", "peers_belonging")),
)

NEEDS: tuple[Step, ...] = (
    Each("residents", needs.open_case, ("case_domain", "case_variant", "case_opened", "case_found"), where="is_new"),
    Each("residents", escalation.weigh_case, ("case_complex", "case_decided"), where="is_new"),
    Each("residents", needs.is_spared, ("spared",), where="is_new"),
    Each("residents", programmes.avert, ("is_new", "case_domain", "case_complex"), where="is_new"),
    Settle(queue.call_up, ("holders", "n_holders")),
    Settle(equity.entitle, ("chosen", "entitled", "standing_entitled")),
    Each(
        "residents", needs.find_case, ("case_found", "priority", "neighbours_able", "newly_found"), where="case_domain"
    ),
    Each(
        "residents",
        standing.find_standing,
        ("standing_found", "standing_turn", "standing_able", "standing_passed"),
        where="standing_domain",
    ),
    Each("residents", help.pass_on_case, ("passed_on",), where="case_domain"),
    Settle(market.find_means, ("can_pay",)),
    Settle(queue.line_up, ("chosen", "queue", "crowd", "queue_length", "known_cases", "claimed_cases")),
    Each("residents", escalation.press, ("case_pressed",), where="case_complex"),
    Settle(escalation.decide, ("case_decided", "decision_slots", "undecided", "decided_now")),
    Settle(
        help.ration,
        (
            "helped_by",
            "helper",
            "fee_paid",
            "standing_by",
            "mutual_slots",
            "committee_slots",
            "department_money",
            "department_spent",
            "slots",
            "open_slots",
            "market_slots",
            "fee_slots",
            "led_slots",
            "low_fees",
            "next_asked",
        ),
    ),
    Settle(market.follow_demand, ("market_sought", "market_demand")),
    Each("residents", help.end_case, ("case_end",), where="case_domain"),
    Settle(indicators.feel_pressure, ("pressure",)),
    Each("residents", indicators.close_on_paper, ("paper_closed",), where="case_domain"),
    Settle(indicators.book_reports, ("reported_opened", "reported_closed", "closed_on_paper")),
    Settle(
        help.book_cases,
        (
            "chosen",
            "arrived",
            "resolved",
            "withdrawn",
            "mismatched",
            "open_cases",
            "waited",
            "society_delivered",
            "society_paid",
            "delivered",
            "succeeded",
        ),
    ),
    Settle(groups.book_group_cases, ("group_cases",)),
    Settle(standing.book_standing, ("standing_begun", "standing_ended", "standing_known", "standing_served")),
    Each("residents", satisfaction.experience_help, ("experience", "trust", "helped_lately"), where="case_domain"),
    Each(
        "residents",
        standing.live_with_help,
        ("standing_domain", "standing_found", "standing_missed", "experience", "trust", "helped_lately"),
        where="standing_domain",
    ),
    Each("residents", indicators.resent_paper, ("trust",), where="case_domain"),
    Each(
        "residents",
        help.close_case,
        ("case_domain", "case_found", "case_complex", "case_decided"),
        where="case_domain",
    ),
    Each("organizations", organization.be_judged, ("reputation",)),
)

ELECTION: tuple[Step, ...] = (
    Each("residents", election.call_to_vote, ("electing",)),
    Each("residents", election.vote, ("votes", "belonging"), where="electing"),
    Settle(election.hold_election, ("electors", "voters")),
)

INFORMATION: tuple[Step, ...] = (
    Total("residents", information.count_passing_on, ("passing_on",)),
    Each("communities", information.weigh_rumours, ("heard_by_mixing", "heard_online", "credulity", "doubt")),
    Each("residents", information.meet_rumour, ("rumour", "trust")),
)

ORGANIZATIONS_COME_AND_GO: tuple[Step, ...] = (
    Each("organizations", lifecycle.be_monitored, ("effect",)),
    Each("organizations", lifecycle.find_founders, ("is_founded",)),
    Each(
        "organizations",
        lifecycle.begin_filed,
        (
            "alive",
            "founded",
            "form",
            "domain",
            "staff",
            "skill",
            "reputation",
            "usual_income",
            "government_share",
            "gift_share",
            "posts_built_for",
            "effect",
            "months_insolvent",
        ),
        where="is_founded",
    ),
    Each("organizations", lifecycle.register, ("form",)),
    Each("organizations", lifecycle.struggle, ("posts_built_for", "months_insolvent", "dissolves")),
    Each(
        "organizations",
        lifecycle.dissolve,
        (
            "alive",
            "founded",
            "balance",
            "activities_paid",
            "staff",
            "usual_income",
            "slots",
            "spare_minutes",
            "months_insolvent",
            "low_fees",
        ),
        where="dissolves",
    ),
)

TAKING_PART: tuple[Step, ...] = (
    Each("residents", participation.take_part, ("takes_part",)),
    Each("residents", participation.volunteer, ("volunteers", "volunteer_minutes", "organizes")),
    Each("residents", participation.belong, ("habit", "belonging")),
    Each("residents", health.keep_health, ("health",)),
    Each("residents", membership.sign_up, ("registered_volunteer",)),
    Each("residents", membership.climb, ("stage", "wants_place")),
    Each("residents", satisfaction.judge, ("satisfaction", "expectation", "trust", "helped_lately")),
    Settle(membership.admit, ("stage",)),
)

COUNTING: tuple[Step, ...] = (
    Each("residents", groups.sum_up, ("cell", "acts", "bears", "lacks", "satisfied", "trusting", "belonged", "bin_of")),
    Total(
        "residents",
        observation.count_resident,
        ("volunteer_minutes_given", "organizers", "organizing_minutes", "known_open", "party_members"),
    ),
    Settle(groups.count_groups, ("group_states",)),
    Settle(
        groups.add_up_cells,
        (
            *("persons", "adults", "active_residents", "volunteers_here", "believers", "cases_held", "months_open"),
            *("satisfaction_sum", "trust_sum", "belonging_sum"),
            *("registered_volunteers", "association_persons", "standing_held", "elders", "active_elders"),
        ),
    ),
    Total(
        "organizations",
        organization.count_organization,
        (
            "n_organizations",
            "filed_organizations",
            "organization_staff",
            "standing",
            "contracts_paid",
            "grants_paid",
            "fees_paid",
            "gifts_paid",
            "donations_paid",
            "organization_wages",
            "organization_activities",
            "organization_money",
        ),
    ),
    Each("communities", committee.count_own_time, ("staff_time", "own_time")),
    Settle(observation.spread_of_satisfaction, ("histogram", "gini", "worst_decile")),
)

OBSERVATION: tuple[Step, ...] = (
    Settle(
        observation.report_upward,
        (
            "overall_histogram",
            "overall_gini",
            "overall_worst_decile",
            "cases_seen",
            "out_of",
            "standing_seen",
            "need_seen",
        ),
        city=True,
    ),
    Settle(
        equity.compare_communities,
        ("known_lately", "resolved_lately", "load_lately", "response_gap", "provision_gap"),
        city=True,
    ),
    Settle(associations.link_elders, ("linked_elders", "linked_active", "elders_tied", "elders_afar"), city=True),
    Settle(groups.add_up_groups, ("place_cases", "place_states"), city=True),
    Settle(
        indicators.evaluate,
        (
            *("reported_lately", "true_lately", "evaluations", "performance_seen", "judged"),
            *("shortfall", "insight", "insight_error"),
        ),
        city=True,
    ),
    Settle(accounts.close_books, ("reserve", "held", "expected", "flow"), city=True),
    Settle(standing.close_standing, ("expected", "held"), city=True),
    Settle(programmes.solve_causes, ("solved_gain", "solved_causes", "district_gain", "district_places"), city=True),
    Settle(lifecycle.close_organizations, ("expected", "organization_flow"), city=True),
    Settle(facilities.close_facilities, ("reserve", "held", "expected", "flow", "works_flow"), city=True),
    Settle(uses.close_uses, ("reserve", "held", "expected", "flow", "use_flow"), city=True),
    Settle(accounts.find_overdrawn, ("overdrawn",), city=True),
)

PEOPLE: tuple[Step, ...] = (
    Each("residents", demography.grow_older, ("age_group", "party_member"), where="is_older"),
    Each(
        "residents",
        demography.arrive,
        (
            "entered",
            "age_group",
            "registered",
            "party_member",
            "threshold",
            "effort",
            "belonging",
            "trust",
            "experience",
            "expectation",
            "habit",
            "helped_lately",
            "takes_part",
            "volunteers",
            "volunteer_minutes",
            "case_domain",
            "case_found",
            "rumour",
            "standing_domain",
            "standing_found",
            "standing_missed",
            "stage",
            "registered_volunteer",
            "work_rank",
            "health",
        ),
        where="leaving",
    ),
)

PASSES = {
    "offices": OFFICES,
    "committees": COMMITTEES,
    "organizations": ORGANIZATIONS,
    "events": EVENTS,
    "ties": TIES,
    "needs": NEEDS,
    "organizations come and go": ORGANIZATIONS_COME_AND_GO,
    "election": ELECTION,
    "information": INFORMATION,
    "taking part": TAKING_PART,
    "counting": COUNTING,
    "people": PEOPLE,
    "observation": OBSERVATION,
}
MONTH = tuple(step for steps in PASSES.values() for step in steps)

DRAWS = {
    # Everybody needs the first two blocks every month; the others are drawn for those whom a step concerns, and again where
    # steps of another condition have drawn the block in between: so a block serves one condition, or conditions far apart.
    "residents": (
        ("u_need", "u_take_part", "u_volunteer", "u_rumour"),
        ("u_leave", "u_ageing", "u_sign_up", "u_frail"),
        ("u_domain", "u_variant", "u_averted", "u_complex"),
        ("u_found", "u_priority", "u_neighbours", "u_practice"),
        ("u_menu", "u_known", "u_fit", "u_withdraw"),
        ("u_paper", "u_passed"),
        ("u_standing_found", "u_standing_turn", "u_standing_neighbours", "u_standing_passed"),
        ("u_vote", "u_decision"),
        ("u_age_new", "u_origin", "u_threshold_new", "u_effort_new"),
        ("u_belonging_new", "u_trust_new", "u_experience_new", "u_party_new"),
        ("u_work_new",),
    ),
    "organizations": (
        ("u_founding", "u_register", "u_lapse", "u_founders"),
        ("u_field_0", "u_field_1", "u_field_2", "u_field_3"),
        ("u_field_4", "u_field_5", "u_field_6", "u_field_7"),
    ),
}


@functools.cache
def month_program(steps: tuple[Step, ...] = MONTH) -> Program:
    """The month as a program for the engines, with what extensions added."""
    return Program(TABLES, own.placed(steps), offsets(WORLD), DRAWS, own_draws=own.DRAWS)
