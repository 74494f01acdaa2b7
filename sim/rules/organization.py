"""Social organizations: income, staff, what they can offer, how they are seen (E37, E50-E52; model.md 4.5)."""

from sim.parameters.levers import OrganizationPolicy
from sim.parameters.world import World
from sim.parameters.world.organizations import Organizations
from sim.rules.arithmetic import approach, fen, fixed
from sim.rules.division import divide
from sim.rules.firms import raising
from sim.rules.rule import rule
from sim.rules.support import grant_weight
from sim.state import Community, Many, Organization
from sim.state.words import CHILDREN_EDUCATION, ELDERLY_CARE, FILED, FOR_CHILDREN, FOR_ELDERLY, N_DOMAINS, REGISTERED


@rule
def fund_organizations(
    organizations: Many[Organization], here: Community, policy: OrganizationPolicy, how: Organizations
) -> None:
    """The street buys from registered organizations, grants go to all, and residents pay fees where they trust the name.

    The street gives more to those whose reputation stands above its standard. Grants go by form, and by need and monitored
    effect as far as the city says so, on top of what seeds the new. Of the fees that residents would pay an organization gets
    its reputation's share.
    """
    n = len(organizations)
    for j in range(n):
        preferred = max(1.0 + how.selectivity * (organizations[j].reputation - here.reputation_standard), 0.05)
        organizations[j].weight = (
            organizations[j].staff * preferred
            if organizations[j].form == REGISTERED and organizations[j].alive == 1
            else 0.0
        )
    here.contract_purse -= divide(
        here.contract_purse,
        organizations.column(Organization.weight),
        organizations.column(Organization.contract_income),
    )
    weigh_grants(organizations, here, policy, how)
    here.grant_purse -= divide(
        here.grant_purse, organizations.column(Organization.weight), organizations.column(Organization.grant_income)
    )
    for j in range(n):
        organizations[j].weight = organizations[j].alive * (
            organizations[j].staff if organizations[j].form == REGISTERED else 0.1 * organizations[j].staff
        )
    divide(
        fen(here.n_residents * how.fees_per_resident / 12.0),
        organizations.column(Organization.weight),
        organizations.column(Organization.fee_income),
    )
    for j in range(n):
        organizations[j].fee_income = int(organizations[j].fee_income * organizations[j].reputation)
        organizations[j].grant_income += organizations[j].seed_income


@rule
def weigh_grants(
    organizations: Many[Organization], here: Community, policy: OrganizationPolicy, how: Organizations
) -> None:
    """What each organization counts when grants are divided, its effect against others of its form; none where vacant."""
    known, registered, filed, n_registered, n_filed = 0, 0.0, 0.0, 0, 0
    for d in range(N_DOMAINS):
        known += here.known_cases[d]
    for j in range(len(organizations)):
        if organizations[j].form == REGISTERED:
            registered += organizations[j].effect * organizations[j].alive
            n_registered += organizations[j].alive
        else:
            filed += organizations[j].effect * organizations[j].alive
            n_filed += organizations[j].alive
    for j in range(len(organizations)):
        wanted = here.known_cases[organizations[j].domain]
        mean = registered / max(n_registered, 1) if organizations[j].form == REGISTERED else filed / max(n_filed, 1)
        counts = grant_weight(here, policy, how, organizations[j].form, wanted, known, organizations[j].effect, mean)
        organizations[j].weight = counts * organizations[j].alive


@rule
def manage(me: Organization, how: Organizations) -> None:
    """A month of an organization's money, and the staff that it would have.

    Grants crowd fees by ``crowding`` yuan a yuan. Wages come first and staff goes where pay cannot be met; then it would
    follow the usual income and a twelfth of what is put by. Where no more may be hired, a twelfth of what is put by goes
    into activities. What government adds to pay is handed on, and low fees of the last month pay the hours they stand for.

    Returns staff that is paid, staff wanted, skill, balance, usual income, shares of government and of gifts (private capital
    and donations) in income, fees kept, wages and activities paid.
    """
    government = me.contract_income + me.grant_income + me.matched_income
    fees = max(me.fee_income + int(how.crowding * (me.grant_income + me.matched_income)), 0)
    own = fees + me.gift_income + me.donation_income
    purse = me.balance + government + own
    wages = min(fen(me.staff * how.staff_pay), purse)
    paid = me.staff if wages == fen(me.staff * how.staff_pay) else wages / (100.0 * max(how.staff_pay, 0.01))
    income = (government + own) / 100.0
    usual = approach(me.usual_income, income, how.income_memory)
    limit = how.filed_staff_limit if me.form == FILED else 1e9
    afforded = (usual + (purse - wages) / 1200.0) / max(how.staff_pay, 0.01)
    activities = (purse - wages) // 12 if afforded >= limit else 0
    public = government + me.supplement
    source = approach(me.government_share, public / max(public + own, 1), how.income_memory)
    skilled = me.skill + how.skill_learning * (1.0 - me.skill)
    gifts = approach(me.gift_share, (me.gift_income + me.donation_income) / max(public + own, 1), how.income_memory)
    wanted = max(approach(paid, min(afforded, limit), how.hiring_speed), 0.0)
    left = purse - wages - activities
    me.staff = paid
    me.staff_wanted = wanted
    me.skill = skilled
    me.balance = left
    me.usual_income = usual
    me.government_share = source
    me.gift_share = gifts
    me.fee_income = fees + me.low_fees
    me.wages = wages + me.supplement + me.low_fees
    me.activities_paid = activities


@rule
def offer(me: Organization, here: Community, world: World) -> None:
    """Whole cases that an organization can take this month, minutes carried over, and the share not paid by government.

    Staff time follows the money: the government's share of income, ``gift_time`` of gifts' and ``public_time`` of
    the rest go to public cases, less what raising funds and running the organization itself take; filed groups add the hours
    of the volunteers whom they bring together. Facilities near by for the old and for children save
    time in their care.
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
    case = max(int(world.organizations.organization_case_minutes * (1.0 - saved)), 1)
    me.slots = minutes // case
    me.spare_minutes = minutes % case
    me.society_share = own / max(me.government_share + own, 0.000001)


@rule
def be_judged(me: Organization, how: Organizations) -> None:
    """Reputation follows the share of helped cases that fitted; without any it drifts to what an unknown name has."""
    if me.delivered > 0:
        me.reputation = approach(me.reputation, me.succeeded / me.delivered, how.reputation_memory)
        return
    me.reputation = approach(me.reputation, how.unknown_reputation, 0.25 * how.reputation_memory)


@rule
def count_organization(me: Organization, here: Community) -> None:
    """What the community's books take from an organization: number, whether filed, posts, standing, and its month's money.

    Grants are with what matches private capital and with what is added to pay. A vacant place counts nothing.
    """
    here.n_organizations += me.alive
    here.filed_organizations += me.alive if me.form == FILED else 0
    here.organization_staff += int(me.staff * 1000.0 + 0.5)
    here.standing += me.alive * fixed(me.reputation)
    here.contracts_paid += me.contract_income
    here.grants_paid += me.grant_income + me.matched_income + me.supplement
    here.fees_paid += me.fee_income
    here.gifts_paid += me.gift_income
    here.donations_paid += me.donation_income
    here.organization_wages += me.wages
    here.organization_activities += me.activities_paid
    here.organization_money += me.balance
