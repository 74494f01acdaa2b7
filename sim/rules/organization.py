"""Social organizations: income, staff, what they can offer, how they are seen (E37, E50-E52; model.md 4.5)."""

from collections.abc import Sequence

from sim.parameters.organization import OrganizationPolicy, Organizations
from sim.parameters.world import World
from sim.rules import rule
from sim.rules.arithmetic import approach, exp, fen, fixed, log
from sim.rules.market import PAYER, raising
from sim.rules.street import Area, pay_in_street, presence, spread_in_street, street_end
from sim.state import Community, Many, Organization
from sim.state.words import CHILDREN_EDUCATION, ELDERLY_CARE, FILED, FOR_CHILDREN, FOR_ELDERLY, N_DOMAINS, REGISTERED


@rule
def fund_organizations(
    organizations: Many[Organization],
    communities: Many[Community],
    policies: Many[OrganizationPolicy],
    how: Organizations,
    first_organizations: Sequence[int],
) -> None:
    """A street buys from its registered organizations, and grants go to all, out of the purses of its communities.

    Grants go by form, and by need in the street and monitored effect as far as the city says so, on top of what seeds the new.
    """
    begin = 0
    while begin < len(communities):
        end = street_end(communities, begin)
        begin_contracts(organizations, communities, first_organizations, (begin, end))
        there, claimed = 0, 0.0
        for k in range(begin, end):
            c = communities[k].by_street
            there += communities[c].contract_purse
            for d in range(N_DOMAINS):
                claimed += communities[c].claimed_cases[d] * communities[c].bought_for[d]
        for d in range(N_DOMAINS):
            award(organizations, communities, how, first_organizations, (begin, end), d, (there, claimed))
        grant(organizations, communities, policies, how, first_organizations, (begin, end))
        begin = end


@rule
def begin_contracts(
    organizations: Many[Organization],
    communities: Many[Community],
    first_organizations: Sequence[int],
    street: Area,
) -> None:
    """No contract of the month is paid in a street yet."""
    for k in range(street[0], street[1]):
        c = communities[k].by_street
        communities[c].contracts_paid = 0
        for j in range(first_organizations[c], first_organizations[c + 1]):
            organizations[j].contract_income = 0


@rule
def award(
    organizations: Many[Organization],
    communities: Many[Community],
    how: Organizations,
    first_organizations: Sequence[int],
    street: Area,
    d: int,
    purse: tuple[int, float],
) -> None:
    """Divide a domain's part of a street's contract money among those who entered its tender, by posts, name and field.

    The part is that of the domain in known cases of the entitled, by how much departments buy in it. Organizations whose
    reputation stands above the street's standard count more, those of another domain less. None gets more than it asks for,
    and what nobody asks for waits.
    """
    first, wanted, total = communities[street[0]].by_street, 0.0, 0.0
    for k in range(street[0], street[1]):
        c = communities[k].by_street
        wanted += communities[c].claimed_cases[d] * communities[c].bought_for[d]
        for j in range(first_organizations[c], first_organizations[c + 1]):
            enters = (
                organizations[j].form == REGISTERED
                and organizations[j].alive == 1
                and organizations[j].left_out[d] == 0
            )
            preferred = max(
                1.0 + how.selectivity * (organizations[j].reputation - communities[c].reputation_standard), 0.05
            )
            fit = 1.0 if organizations[j].domain == d else 1.0 - how.main_field
            organizations[j].weight = organizations[j].staff * preferred * fit if enters else 0.0
            total += organizations[j].weight
    money = int(purse[0] * (wanted / purse[1])) if purse[1] > 0.0 else purse[0] // N_DOMAINS
    communities[first].tender_money[d], communities[first].tender_weight[d] = money, total
    asked = 0.0
    for k in range(street[0], street[1]):
        c = communities[k].by_street
        for j in range(first_organizations[c], first_organizations[c + 1]):
            due = money * (organizations[j].weight / total) if total > 0.0 else 0.0
            most = 100.0 * organizations[j].bid_limit - organizations[j].contract_income
            organizations[j].weight = max(min(due, most), 0.0) if organizations[j].bid_limit > 0.0 else due
            asked += organizations[j].weight
    pay_in_street(
        int(asked + 0.5),
        organizations,
        communities,
        first_organizations,
        street,
        purses=communities.column(Community.contract_purse),
        incomes=organizations.column(Organization.tender_income),
    )
    for k in range(street[0], street[1]):
        c = communities[k].by_street
        communities[c].contracts_paid += communities[c].paid_now
        for j in range(first_organizations[c], first_organizations[c + 1]):
            organizations[j].contract_income += organizations[j].tender_income


@rule
def grant(
    organizations: Many[Organization],
    communities: Many[Community],
    policies: Many[OrganizationPolicy],
    how: Organizations,
    first_organizations: Sequence[int],
    street: Area,
) -> None:
    """Divide what is left of a street's grant purses among its organizations, and add what seeded the new."""
    there = 0
    for k in range(street[0], street[1]):
        there += communities[communities[k].by_street].grant_purse
    weigh_grants(organizations, communities, policies, how, first_organizations, street)
    pay_in_street(
        there,
        organizations,
        communities,
        first_organizations,
        street,
        purses=communities.column(Community.grant_purse),
        incomes=organizations.column(Organization.grant_income),
    )
    follow_grants(organizations, communities, first_organizations, street)
    for k in range(street[0], street[1]):
        c = communities[k].by_street
        communities[c].grants_paid += communities[c].paid_now
        for j in range(first_organizations[c], first_organizations[c + 1]):
            organizations[j].grant_income += organizations[j].seed_income


@rule
def follow_grants(
    organizations: Many[Organization],
    communities: Many[Community],
    first_organizations: Sequence[int],
    street: Area,
) -> None:
    """How much of a street's grants went to other organizations than by the shares of a month before; nothing in the first."""
    before, now, moved = 0, 0, 0.0
    for k in range(street[0], street[1]):
        c = communities[k].by_street
        for j in range(first_organizations[c], first_organizations[c + 1]):
            before += organizations[j].grant_before
            now += organizations[j].grant_income
    for k in range(street[0], street[1]):
        c = communities[k].by_street
        for j in range(first_organizations[c], first_organizations[c + 1]):
            usual = organizations[j].grant_before * (now / before) if before > 0 else organizations[j].grant_income
            moved += max(organizations[j].grant_income - usual, 0.0)
            organizations[j].grant_before = organizations[j].grant_income
    spread_in_street(now, communities, street, communities.column(Community.grants_divided))
    spread_in_street(int(moved), communities, street, communities.column(Community.grants_moved))


@rule
def weigh_grants(
    organizations: Many[Organization],
    communities: Many[Community],
    policies: Many[OrganizationPolicy],
    how: Organizations,
    first_organizations: Sequence[int],
    street: Area,
) -> None:
    """What each organization counts when grants are divided, its effect against others of its form; none where vacant."""
    known, registered, filed, n_registered, n_filed = 0, 0.0, 0.0, 0, 0
    for k in range(street[0], street[1]):
        c = communities[k].by_street
        for d in range(N_DOMAINS):
            known += communities[c].known_cases[d]
        for j in range(first_organizations[c], first_organizations[c + 1]):
            if organizations[j].form == REGISTERED:
                registered += organizations[j].effect * organizations[j].alive
                n_registered += organizations[j].alive
            else:
                filed += organizations[j].effect * organizations[j].alive
                n_filed += organizations[j].alive
    for d in range(N_DOMAINS):
        wanted = 0
        for k in range(street[0], street[1]):
            wanted += communities[communities[k].by_street].known_cases[d]
        for k in range(street[0], street[1]):
            c = communities[k].by_street
            for j in range(first_organizations[c], first_organizations[c + 1]):
                if organizations[j].domain == d:
                    mean = (
                        registered / max(n_registered, 1)
                        if organizations[j].form == REGISTERED
                        else filed / max(n_filed, 1)
                    )
                    organizations[j].weight = organizations[j].alive * grant_weight(
                        how,
                        organizations[j].form,
                        policies[c].grants_by_need,
                        known_here=wanted,
                        known_everywhere=known,
                        monitored=communities[c].monitored,
                        effect=organizations[j].effect,
                        mean_effect=mean,
                    )


@rule
def grant_weight(
    how: Organizations,
    form: int,
    by_need: float,
    *,
    known_here: int,
    known_everywhere: int,
    monitored: float,
    effect: float,
    mean_effect: float,
) -> float:
    """What an organization counts when grants are divided: by form, by its domain's known cases, by monitored effect."""
    need = N_DOMAINS * known_here / known_everywhere if known_everywhere > 0 else 1.0
    merit = min(effect / mean_effect, 3.0) if mean_effect > 0.0 else 1.0
    size = how.grant_to_registered if form == REGISTERED else 1.0
    return size * (1.0 + by_need * (need - 1.0)) * (1.0 + monitored * (merit - 1.0))


@rule
def sell_services(
    organizations: Many[Organization], communities: Many[Community], world: World, first_organizations: Sequence[int]
) -> None:
    """Residents of a street who can pay buy services of organizations: courses, minding of children, help at home, meals.

    The price keeps step with pay.

    An organization sells with the hours of staff that neither government nor donors pay for. It is asked by hours for sale
    and by its name, and never sells more than these hours make: where residents ask for little it sells nearly all of that,
    where they ask for much nearly all that it can.
    """
    begin = 0
    while begin < len(communities):
        end = street_end(communities, begin)
        payers, offered = 0, 0.0
        for k in range(begin, end):
            c = communities[k].by_street
            payers += communities[c].payers
            for j in range(first_organizations[c], first_organizations[c + 1]):
                organizations[j].weight = services_for_sale(organizations, j, world)
                offered += organizations[j].weight
        asked = payers / PAYER * world.market.services_per_payer / max(offered, 0.000001)
        for k in range(begin, end):
            c = communities[k].by_street
            for j in range(first_organizations[c], first_organizations[c + 1]):
                sold = organizations[j].weight * filled(asked * organizations[j].reputation)
                organizations[j].fee_income = fen(sold * world.market.service_price * communities[c].wage_level)
        begin = end


@rule
def services_for_sale(organizations: Many[Organization], j: int, world: World) -> float:
    """Services that an organization could sell in a month, a filed group a tenth, with hours that do not go to cases."""
    own = max(1.0 - organizations[j].government_share - organizations[j].gift_share, 0.0)
    here = presence(organizations[j].form, alive=organizations[j].alive, staff=organizations[j].staff)
    run = min(world.organizations.running_posts, 0.5 * here) if organizations[j].form == REGISTERED else 0.0
    working = (here - run) * (1.0 - world.firms.raising_time * raising(world.firms, organizations[j].government_share))
    minutes = working * world.committees.post_minutes * own * (1.0 - world.organizations.public_time)
    return minutes / max(60.0 * world.market.service_hours, 0.000001)


@rule
def filled(asked: float) -> float:
    """What is sold of what could be where ``asked`` times that is asked for: below 1 and ``asked``, near to the lower."""
    return asked * exp(-0.5 * log(1.0 + asked * asked))


@rule
def manage(me: Organization, here: Community, how: Organizations) -> None:
    """A month of an organization's money, and the staff that it would have.

    Grants crowd fees by ``crowding`` yuan a yuan. Wages come first and staff goes where pay cannot be met; then it would
    follow the usual income and a twelfth of what is put by. Where no more may be hired, a twelfth of what is put by goes
    into activities. What government adds to pay is handed on, and low fees of the last month pay the hours they stand for.
    """
    government = me.contract_income + me.grant_income + me.matched_income
    fees = max(me.fee_income + int(how.crowding * (me.grant_income + me.matched_income)), 0)
    own = fees + me.gift_income + me.donation_income
    purse = me.balance + government + own
    pay = max(how.staff_pay * here.wage_level, 0.01)
    wages = min(fen(me.staff * pay), purse)
    paid = me.staff if wages == fen(me.staff * pay) else wages / (100.0 * pay)
    income = (government + own) / 100.0
    usual = approach(me.usual_income, target=income, share=how.income_memory)
    limit = how.filed_staff_limit if me.form == FILED else 1e9
    afforded = (usual + (purse - wages) / 1200.0) / pay
    activities = (purse - wages) // 12 if afforded >= limit else 0
    public = government + me.supplement
    me.staff = paid
    me.staff_wanted = max(approach(paid, target=min(afforded, limit), share=how.hiring_speed), 0.0)
    me.skill += how.skill_learning * (1.0 - me.skill)
    me.balance = purse - wages - activities
    me.usual_income = usual
    me.government_share = approach(me.government_share, target=public / max(public + own, 1), share=how.income_memory)
    me.gift_share = approach(
        me.gift_share, target=(me.gift_income + me.donation_income) / max(public + own, 1), share=how.income_memory
    )
    me.fee_income = fees + me.low_fees
    me.wages = wages + me.supplement + me.low_fees
    me.activities_paid = activities


@rule
def offer(me: Organization, here: Community, world: World) -> None:
    """Whole cases that an organization can take this month, minutes carried over, and the share not paid by government.

    Staff time follows the money: the government's share of income, ``gift_time`` of gifts' and ``public_time`` of
    the rest go to public cases, less what raising funds, tenders and running the organization itself take. Filed groups add
    the hours of the volunteers whom they bring together. Facilities near by save time in the care of the old and of children;
    variety takes time.
    """
    own = (
        1.0 - me.government_share - me.gift_share
    ) * world.organizations.public_time + me.gift_share * world.support.gift_time
    run = min(world.organizations.running_posts, 0.5 * me.staff) if me.form == REGISTERED else 0.0
    working = (me.staff - run) * (1.0 - world.firms.raising_time * raising(world.firms, me.government_share))
    minutes = (
        int(working * world.committees.post_minutes * 2.0 * me.skill * (me.government_share + own)) + me.spare_minutes
    )
    minutes += here.filed_minutes // max(here.filed_organizations, 1) if me.form == FILED and me.alive == 1 else 0
    minutes = max(minutes - int(5.0 * world.bidding.tender_hours * me.tenders_entered), 0)
    saved = (
        world.facilities.day_care_saving * (here.facility_reach[FOR_ELDERLY] - 1.0)
        if me.domain == ELDERLY_CARE
        else 0.0
    )
    saved = (
        world.facilities.child_care_saving * (here.facility_reach[FOR_CHILDREN] - 1.0)
        if me.domain == CHILDREN_EDUCATION
        else saved
    )
    case = max(int(world.organizations.organization_case_minutes * (1.0 - saved) * here.variety_factor), 1)
    me.slots = minutes // case
    me.spare_minutes = minutes % case
    me.society_share = own / max(me.government_share + own, 0.000001)


@rule
def be_judged(me: Organization, how: Organizations) -> None:
    """Reputation follows the share of helped cases that fitted; without any it drifts to what an unknown name has."""
    if me.delivered > 0:
        me.reputation = approach(me.reputation, target=me.succeeded / me.delivered, share=how.reputation_memory)
        return
    me.reputation = approach(me.reputation, target=how.unknown_reputation, share=0.25 * how.reputation_memory)


@rule
def count_organization(me: Organization, here: Community) -> None:
    """What the community's books take from an organization: number, whether filed, members, posts, standing, its month's money.

    Contracts and grants are counted where they are paid, private capital and donations where they come from. A vacant place
    counts nothing.
    """
    here.n_organizations += me.alive
    here.filed_organizations += me.alive if me.form == FILED else 0
    here.n_groups += me.members > 0.0
    here.group_members += int(me.members + 0.5)
    here.organization_staff += int(me.staff * 1000.0 + 0.5)
    here.standing += me.alive * fixed(me.reputation)
    here.fees_paid += me.fee_income
    here.organization_wages += me.wages
    here.organization_activities += me.activities_paid
    here.organization_money += me.balance


@rule
def posts_present(here: Community, how: Organizations) -> float:
    """Posts in organizations that serve a community, against the usual number for its residents."""
    return here.organization_staff / max(here.n_residents * how.organization_posts_usual * 1000.0, 0.001)
