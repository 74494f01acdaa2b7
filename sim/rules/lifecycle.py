"""How social organizations are founded, registered, split, merged and dissolved (E32, E37, E49-E53)."""

from collections.abc import Sequence

from sim.parameters.culture import CultureGroups
from sim.parameters.lifecycle import Lifecycle
from sim.parameters.organization import OrganizationPolicy, Organizations
from sim.parameters.support import Support
from sim.parameters.world import World
from sim.rules import rule
from sim.rules.arithmetic import approach, fen, log
from sim.rules.culture import group_chance, line_factor
from sim.rules.street import Area, pay_in_street, street_end
from sim.state import City, Community, Many, Organization, OrganizationDraws
from sim.state.words import (
    BY_GROUP,
    CULTURE,
    DONATIONS,
    FILED,
    FOR_NEED,
    GRANT_PURSES,
    N_DOMAINS,
    ORGANIZATIONS,
    PRIVATE_CAPITAL,
    REGISTERED,
    SUPPORT,
)


@rule
def find_founders(me: Organization, here: Community, world: World, u: OrganizationDraws) -> None:
    """Whether a group forms in a vacant place: where people take part, needs are known and unmet, and incubation, networks
    and culture's grassroots line help.

    The rate holds where a tenth of adults takes part and a twentieth of residents has a known case; known needs beyond
    twice that add nothing. Where no such group forms, residents who organize may begin a culture group.
    """
    known = 0
    for d in range(N_DOMAINS):
        known += here.known_cases[d]
    association = 10.0 * here.active_residents / max(here.adults, 1)
    need = min(20.0 * known / max(here.n_residents, 1), 2.0)
    chance = (
        world.lifecycle.founding_rate
        / 12.0
        * association
        * need
        * (1.0 + world.lifecycle.incubation_effect * here.incubated)
    )
    chance *= line_factor(world.culture.grassroots_on_founding, reach=here.grassroots_reach)
    chance *= 1.0 + world.foresight.network_on_founding * here.network_strength
    both = chance + group_chance(here, world.groups)
    forms = FOR_NEED if u.founding < chance else BY_GROUP if u.founding < both else 0
    me.is_founded = forms if me.alive == 0 else 0


@rule
def begin_filed(
    me: Organization, here: Community, how: Organizations, groups: CultureGroups, month: int, u: OrganizationDraws
) -> None:
    """A filed group of up to one post that has no money yet, in a domain that is the likelier the more cases are known.

    Each domain has a uniform of its own: the first in a race of waiting times with rates by known cases. A culture group has
    its founders as members and no post.
    """
    waits = (u.field_0, u.field_1, u.field_2, u.field_3, u.field_4, u.field_5, u.field_6, u.field_7)
    domain, least = 0, 1e300
    for d in range(N_DOMAINS):
        wait = -log(waits[d]) / max(1.0 * here.known_cases[d], 0.000001)
        if wait < least:
            domain, least = d, wait
    me.alive = 1
    me.founded = month
    me.form = FILED
    cultural = me.is_founded == BY_GROUP
    posts = 0.0 if cultural else u.founders
    me.domain = CULTURE if cultural else domain
    me.members = groups.group_founders if cultural else 0.0
    me.staff = posts
    me.skill = how.novice_skill
    me.reputation = how.unknown_reputation
    me.usual_income = 0.0
    me.government_share = 0.0
    me.gift_share = 0.0
    me.posts_built_for = posts
    me.effect = 0.0
    me.months_insolvent = 0
    me.fee_steps = 0
    me.fee_places_lately = me.fee_taken_lately = me.places_lately = me.taken_lately = 0.0


@rule
def seed_new(
    organizations: Many[Organization],
    communities: Many[Community],
    policies: Many[OrganizationPolicy],
    first_organizations: Sequence[int],
    month: int,
) -> None:
    """Every organization gets a seed grant in its first months, before other grants and as far as its street's purses last."""
    begin = 0
    while begin < len(communities):
        end = street_end(communities, begin)
        due = 0
        for k in range(begin, end):
            c = communities[k].by_street
            for j in range(first_organizations[c], first_organizations[c + 1]):
                young = (
                    organizations[j].alive == 1
                    and organizations[j].founded > 0
                    and month - organizations[j].founded <= policies[c].seed_months
                )
                organizations[j].weight = 1.0 * fen(policies[c].seed_grant) if young else 0.0
                due += fen(policies[c].seed_grant) if young else 0
        pay_in_street(
            due,
            organizations,
            communities,
            first_organizations,
            (begin, end),
            purses=communities.column(Community.grant_purse),
            incomes=organizations.column(Organization.seed_income),
        )
        for k in range(begin, end):
            c = communities[k].by_street
            communities[c].grants_paid += communities[c].paid_now
        begin = end


@rule
def register(me: Organization, how: Lifecycle, month: int, u: OrganizationDraws) -> None:
    """A filed group of some age that pays enough staff may register, the sooner the more it pays."""
    grown = me.alive == 1 and me.staff >= how.registration_staff and month - me.founded >= how.registration_age
    me.form = REGISTERED if grown and u.register < me.staff * how.registration_rate / 12.0 else me.form


@rule
def struggle(me: Organization, here: Community, how: Lifecycle, u: OrganizationDraws) -> None:
    """Posts that an organization is built for, months in a row in which it could not pay half of them, and whether it ends.

    A registered one is insolvent too where it pays less than registration asks for. It ends after long insolvency, a filed
    group by chance: the sooner, the fewer take part and the less staff it pays.
    """
    insolvent = me.form == REGISTERED and (me.staff < 0.5 * me.posts_built_for or me.staff < how.registration_staff)
    months = me.months_insolvent + 1 if insolvent and me.alive == 1 else 0
    life = max(10.0 * here.active_residents / max(here.adults, 1), 0.25) * (1.0 + how.posts_on_lapse * me.staff)
    lapses = me.form == FILED and u.lapse < how.filed_lapse / 12.0 / life
    me.posts_built_for = approach(me.posts_built_for, target=me.staff, share=how.posts_memory)
    me.months_insolvent = months
    me.dissolves = me.alive == 1 and (lapses or (me.form == REGISTERED and months >= how.dissolution_months))


@rule
def dissolve(me: Organization) -> None:
    """What is left is spent on winding up, nobody collects low fees still due, and the place is vacant."""
    me.alive = 0
    me.founded = 0
    me.members = 0.0
    me.activities_paid += me.balance
    me.balance = 0
    me.staff = 0.0
    me.usual_income = 0.0
    me.slots = 0
    me.spare_minutes = 0
    me.months_insolvent = 0
    me.low_fees = 0


@rule
def be_monitored(me: Organization, how: Support) -> None:
    """Cases resolved for a thousand yuan of public money (a thousand at least), as a running mean."""
    public = me.contract_income + me.grant_income + me.matched_income + me.supplement
    me.effect = approach(me.effect, target=me.succeeded / max(public / 100000.0, 1.0), share=how.effect_memory)


@rule
def close_organizations(communities: Many[Community], city: City) -> None:
    """Books of support (from grant purses to those who train, incubate, monitor), of private capital and donations."""
    city.organization_flow[SUPPORT] = city.organization_flow[PRIVATE_CAPITAL] = city.organization_flow[DONATIONS] = 0
    for c in range(len(communities)):
        city.organization_flow[SUPPORT] += communities[c].support_paid
        city.organization_flow[PRIVATE_CAPITAL] += communities[c].gifts_paid
        city.organization_flow[DONATIONS] += communities[c].donations_paid
    city.expected[GRANT_PURSES] -= city.organization_flow[SUPPORT]
    city.expected[ORGANIZATIONS] += city.organization_flow[PRIVATE_CAPITAL] + city.organization_flow[DONATIONS]


@rule
def spread_organizations(
    organizations: Many[Organization],
    communities: Many[Community],
    policies: Many[OrganizationPolicy],
    first_organizations: Sequence[int],
) -> None:
    """Where the city wants more or fewer registered organizations the largest of a street split in two, or the smallest merge.

    It is done once for each value of the lever, which is a street's mean over residents, as far as there are vacant places.
    Posts, money and skill stay what they are together; one part of a whole starts with its name and its domain, and the smaller
    of two goes over to the larger.
    """
    begin = 0
    while begin < len(communities):
        end = street_end(communities, begin)
        first, factor = communities[begin].by_street, wanted_factor(communities, policies, (begin, end))
        if factor - 1.0 != communities[first].number_done:
            n = 0
            for k in range(begin, end):
                c = communities[k].by_street
                for j in range(first_organizations[c], first_organizations[c + 1]):
                    n += 1 if organizations[j].alive == 1 and organizations[j].form == REGISTERED else 0
            wanted = max(int(n * factor / (1.0 + communities[first].number_done) + 0.5), min(n, 1))
            communities[first].number_done = factor - 1.0
            for _ in range(wanted - n):
                whole = outstanding(organizations, communities, first_organizations, (begin, end), 1.0, -1)
                place = vacant(organizations, communities, first_organizations, (begin, end))
                if place >= 0:
                    split(organizations, whole=whole, place=place)
            for _ in range(n - wanted):
                small = outstanding(organizations, communities, first_organizations, (begin, end), -1.0, -1)
                large = outstanding(organizations, communities, first_organizations, (begin, end), -1.0, small)
                merge(organizations, small=small, large=large)
        begin = end


@rule
def wanted_factor(communities: Many[Community], policies: Many[OrganizationPolicy], street: Area) -> float:
    """The number of a street's organizations that is wanted against today's: the mean over residents, exact where all agree."""
    least, most, total, residents = 1e300, -1e300, 0.0, 0
    for k in range(street[0], street[1]):
        c = communities[k].by_street
        least, most = min(least, policies[c].number_factor), max(most, policies[c].number_factor)
        total += communities[c].n_residents * policies[c].number_factor
        residents += communities[c].n_residents
    return least if least == most else total / max(residents, 1)


@rule
def outstanding(
    organizations: Many[Organization],
    communities: Many[Community],
    first_organizations: Sequence[int],
    street: Area,
    sign: float,
    but: int,
) -> int:
    """The registered organization of most staff, or of least where the sign is -1, but for one; the first of equals."""
    best = -1
    for k in range(street[0], street[1]):
        c = communities[k].by_street
        for j in range(first_organizations[c], first_organizations[c + 1]):
            if (
                organizations[j].alive == 1
                and organizations[j].form == REGISTERED
                and j != but
                and (best < 0 or sign * (organizations[j].staff - organizations[best].staff) > 0.0)
            ):
                best = j
    return best


@rule
def vacant(
    organizations: Many[Organization],
    communities: Many[Community],
    first_organizations: Sequence[int],
    street: Area,
) -> int:
    """The first vacant place of a street; -1 where there is none."""
    for k in range(street[0], street[1]):
        place = vacant_at(organizations, first_organizations, communities[k].by_street)
        if place >= 0:
            return place
    return -1


@rule
def vacant_at(organizations: Many[Organization], first_organizations: Sequence[int], c: int) -> int:
    """The first vacant place of a community; -1 for none."""
    for j in range(first_organizations[c], first_organizations[c + 1]):
        if organizations[j].alive == 0:
            return j
    return -1


@rule
def carry_on(organizations: Many[Organization], *, place: int, model: int) -> None:
    """A vacant place goes on as another does: form, domain, age, ways, skill, name, where its income comes from."""
    organizations[place].alive = 1
    organizations[place].form = organizations[model].form
    organizations[place].domain = organizations[model].domain
    organizations[place].founded = organizations[model].founded
    organizations[place].fee_steps = organizations[model].fee_steps
    organizations[place].skill = organizations[model].skill
    organizations[place].reputation = organizations[model].reputation
    organizations[place].effect = organizations[model].effect
    organizations[place].government_share = organizations[model].government_share
    organizations[place].gift_share = organizations[model].gift_share


@rule
def split(organizations: Many[Organization], *, whole: int, place: int) -> None:
    """Half of an organization's posts and money goes to a vacant place, which carries on as it does."""
    carry_on(organizations, place=place, model=whole)
    organizations[place].months_insolvent, organizations[place].low_fees, organizations[place].spare_minutes = 0, 0, 0
    organizations[place].balance = organizations[whole].balance // 2
    organizations[whole].balance -= organizations[place].balance
    organizations[whole].members = 0.5 * organizations[whole].members
    organizations[place].members = organizations[whole].members
    organizations[whole].staff = 0.5 * organizations[whole].staff
    organizations[whole].usual_income = 0.5 * organizations[whole].usual_income
    organizations[whole].posts_built_for = 0.5 * organizations[whole].posts_built_for
    organizations[place].staff = organizations[whole].staff
    organizations[place].usual_income = organizations[whole].usual_income
    organizations[place].posts_built_for = organizations[whole].posts_built_for
    organizations[whole].fee_places_lately = 0.5 * organizations[whole].fee_places_lately
    organizations[whole].fee_taken_lately = 0.5 * organizations[whole].fee_taken_lately
    organizations[whole].places_lately = 0.5 * organizations[whole].places_lately
    organizations[whole].taken_lately = 0.5 * organizations[whole].taken_lately
    organizations[whole].bid_limit = 0.5 * organizations[whole].bid_limit
    organizations[whole].contract_lately = 0.5 * organizations[whole].contract_lately
    organizations[place].bid_limit = organizations[whole].bid_limit
    organizations[place].contract_lately = organizations[whole].contract_lately
    organizations[place].tenders_entered = organizations[whole].tenders_entered
    for d in range(N_DOMAINS):
        organizations[place].left_out[d] = organizations[whole].left_out[d]
    organizations[place].fee_places_lately = organizations[whole].fee_places_lately
    organizations[place].fee_taken_lately = organizations[whole].fee_taken_lately
    organizations[place].places_lately = organizations[whole].places_lately
    organizations[place].taken_lately = organizations[whole].taken_lately


@rule
def merge(organizations: Many[Organization], *, small: int, large: int) -> None:
    """An organization goes over to another with posts, money and what is due to it; its place becomes vacant.

    Skill and reputation mix by posts, sources of income by income.
    """
    part = organizations[small].staff / max(organizations[small].staff + organizations[large].staff, 0.000001)
    paid = organizations[small].usual_income / max(
        organizations[small].usual_income + organizations[large].usual_income, 0.000001
    )
    organizations[large].skill += part * (organizations[small].skill - organizations[large].skill)
    organizations[large].reputation += part * (organizations[small].reputation - organizations[large].reputation)
    organizations[large].effect += part * (organizations[small].effect - organizations[large].effect)
    organizations[large].government_share += paid * (
        organizations[small].government_share - organizations[large].government_share
    )
    organizations[large].gift_share += paid * (organizations[small].gift_share - organizations[large].gift_share)
    organizations[large].balance += organizations[small].balance
    organizations[large].bid_limit = 0.0
    organizations[large].contract_lately += organizations[small].contract_lately
    organizations[large].low_fees += organizations[small].low_fees
    organizations[large].spare_minutes += organizations[small].spare_minutes
    organizations[large].members += organizations[small].members
    organizations[large].staff += organizations[small].staff
    organizations[large].usual_income += organizations[small].usual_income
    organizations[large].posts_built_for += organizations[small].posts_built_for
    organizations[small].alive, organizations[small].founded, organizations[small].months_insolvent = 0, 0, 0
    organizations[small].members = 0.0
    organizations[small].balance, organizations[small].low_fees, organizations[small].spare_minutes = 0, 0, 0
    organizations[small].staff, organizations[small].usual_income, organizations[small].posts_built_for = 0.0, 0.0, 0.0
