"""The same posts and money over more or fewer organizations (E51, E52; model.md 7, H15)."""

from collections.abc import Sequence

from sim.rules.organization import OrganizationPolicy
from sim.rules.rule import rule
from sim.rules.street import Area, street_end
from sim.state import Community, Many, Organization
from sim.state.words import N_DOMAINS, REGISTERED


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
