"""What government does for social organizations beside giving grants, and who can be hired (E50-E52, E63, E79; 4.5)."""

from collections.abc import MutableSequence, Sequence

from sim.parameters.budget import Funding
from sim.parameters.organization import OrganizationPolicy, Organizations
from sim.parameters.support import Support
from sim.rules import rule
from sim.rules.arithmetic import ONE, divide, exp, fen, log
from sim.rules.street import divide_in_street, presence, street_end, take_in_street
from sim.state import Community, Many, Organization


@rule
def build_capacity(here: Community, policy: OrganizationPolicy, how: Support) -> None:
    """Training places are paid from talent's purse, and the rest, incubation and monitoring from the grant purse.

    Each is paid in so far as the purses last. Who was trained waits to be hired from the next month on.
    """
    places = here.n_residents * policy.training_places / 120000.0
    monitors = min(policy.monitoring * how.monitoring_cost, 1.0) * here.grant_purse / 100.0
    course = how.training_cost * here.cost_level
    training = fen(places * course)
    here.talent_trained = min(training, here.talent_purse)
    here.talent_purse -= here.talent_trained
    covered = here.talent_trained / training if training > 0 else 0.0
    untrained = places * course * (1.0 - covered)
    due = fen(
        here.n_residents * policy.incubation * how.incubation_cost * here.cost_level / 12.0 + untrained + monitors
    )
    here.support_paid = min(due, here.grant_purse)
    here.grant_purse -= here.support_paid
    reach = here.support_paid / due if due > 0 else 1.0
    here.incubated = policy.incubation * reach
    here.monitored = policy.monitoring * reach
    here.trained_now = places * (covered + (1.0 - covered) * reach)


@rule
def share_people(communities: Many[Community], how: Support) -> None:
    """The city's staff pool: who waits to be hired goes where posts are open, wherever in the city he was trained.

    A share of those who wait turns elsewhere every month; those trained last month and untrained newcomers join them. Of
    all of them the mobile look for work in the whole city, the others stay. Where no post was open they follow residents.
    """
    for c in range(len(communities)):
        communities[c].people_weight = communities[c].posts_wanted + 0.000001 * communities[c].n_residents
        communities[c].trained_pool = communities[c].trained_pool * (1.0 - how.pool_fading) + communities[c].trained_now
        communities[c].novice_pool = (
            communities[c].novice_pool * (1.0 - how.pool_fading)
            + communities[c].n_residents * how.novices_available / 120000.0
        )
    move_people(communities, how, len(communities), communities.column(Community.trained_pool))
    move_people(communities, how, len(communities), communities.column(Community.novice_pool))


@rule
def move_people(communities: Many[Community], how: Support, n_communities: int, pool: MutableSequence[float]) -> None:
    """Divide the mobile of a pool among communities by posts wanted, in whole 2^-20, so that nobody is lost."""
    mobile = 0
    for c in range(n_communities):
        leaving = int(pool[c] * how.staff_mobility * ONE)
        pool[c] -= leaving / ONE
        mobile += leaving
    divide(mobile, communities.column(Community.people_weight), communities.column(Community.people_shared))
    for c in range(n_communities):
        pool[c] += communities[c].people_shared / ONE


@rule
def supplement_wages(
    organizations: Many[Organization],
    communities: Many[Community],
    policies: Many[OrganizationPolicy],
    first_organizations: Sequence[int],
) -> None:
    """Government adds to the pay of every post: a street's talent purses and then its grant purses, as far as they last."""
    begin = 0
    while begin < len(communities):
        end = street_end(communities, begin)
        wanted = 0.0
        for k in range(begin, end):
            c = communities[k].by_street
            for j in range(first_organizations[c], first_organizations[c + 1]):
                organizations[j].weight = organizations[j].staff * organizations[j].alive * policies[c].wage_supplement
                wanted += organizations[j].weight
        due = fen(wanted)
        from_talent = take_in_street(due, communities, (begin, end), communities.column(Community.talent_purse))
        for k in range(begin, end):
            c = communities[k].by_street
            communities[c].talent_supplemented = communities[c].grants_paid = communities[c].paid_now
        left = due - from_talent
        from_grants = take_in_street(left, communities, (begin, end), communities.column(Community.grant_purse))
        for k in range(begin, end):
            c = communities[k].by_street
            communities[c].grants_paid += communities[c].paid_now
        divide_in_street(
            from_talent + from_grants,
            organizations,
            communities,
            first_organizations,
            (begin, end),
            organizations.column(Organization.supplement),
        )
        begin = end


@rule
def raise_private_capital(
    organizations: Many[Organization],
    communities: Many[Community],
    policies: Many[Funding],
    how: Support,
    first_organizations: Sequence[int],
) -> None:
    """Private capital goes where staff and a good name are; the grant purse matches it as far as it lasts.

    Better names in the street draw more of it in all, and so does matching.
    """
    begin = 0
    while begin < len(communities):
        end = street_end(communities, begin)
        named, there = 0.0, 0.0
        for k in range(begin, end):
            c = communities[k].by_street
            for j in range(first_organizations[c], first_organizations[c + 1]):
                posts = presence(organizations[j].form, alive=organizations[j].alive, staff=organizations[j].staff)
                organizations[j].weight = organizations[j].reputation * posts
                named += organizations[j].weight
                there += posts
        given, matched = 0, 0
        for k in range(begin, end):
            c = communities[k].by_street
            drawn = (
                policies[c].private_capital
                * (1.0 + how.matching_response * policies[c].matching_rate)
                * (named / there if there > 0.0 else 0.0)
            )
            communities[c].gifts_paid = fen(
                communities[c].n_residents * how.private_per_resident * drawn * communities[c].wage_level / 12.0
            )
            due = min(int(communities[c].gifts_paid * policies[c].matching_rate), communities[c].grant_purse)
            communities[c].grant_purse -= due
            communities[c].grants_paid += due
            given += communities[c].gifts_paid
            matched += due
        divide_in_street(
            given,
            organizations,
            communities,
            first_organizations,
            (begin, end),
            organizations.column(Organization.gift_income),
        )
        divide_in_street(
            matched,
            organizations,
            communities,
            first_organizations,
            (begin, end),
            organizations.column(Organization.matched_income),
        )
        begin = end


@rule
def turnover(how: Organizations, support: Support, pay: float, *, cases_per_post: float) -> float:
    """Staff that leaves in a year: fewer where pay is above the reference, more where posts have more cases than bearable."""
    relative = max(pay, 0.01) / max(support.reference_pay, 0.01)
    excess = max(cases_per_post / max(support.bearable_cases, 0.000001) - 1.0, 0.0)
    return min(
        how.staff_turnover * exp(-support.pay_elasticity * log(relative)) * (1.0 + support.burn_out * excess),
        1.0,
    )


@rule
def hire(organizations: Many[Organization], here: Community, how: Organizations, support: Support) -> None:
    """Who leaves is replaced, and posts are filled, by people at hand: the trained first, to each organization its share.

    Leaving staff takes skill along, and new staff brings its own.
    """
    wanted = 0.0
    for j in range(len(organizations)):
        posts = max(organizations[j].staff, 0.000001)
        pay = how.staff_pay + organizations[j].supplement / 100.0 / posts / here.wage_level
        cases = organizations[j].delivered / posts if organizations[j].staff >= 0.5 else 0.0
        leaves = turnover(how, support, pay, cases_per_post=cases) / 12.0
        organizations[j].staff_staying = min(organizations[j].staff * (1.0 - leaves), organizations[j].staff_wanted)
        wanted += organizations[j].staff_wanted - organizations[j].staff_staying
    here.posts_wanted = wanted
    trained = min(here.trained_pool, wanted)
    novices = min(here.novice_pool, wanted - trained)
    here.trained_pool -= trained
    here.novice_pool -= novices
    filled = (trained + novices) / wanted if wanted > 0.0 else 0.0
    brought = (trained * support.trained_skill + novices * how.novice_skill) / max(trained + novices, 0.000001)
    for j in range(len(organizations)):
        hired = filled * (organizations[j].staff_wanted - organizations[j].staff_staying)
        organizations[j].staff = organizations[j].staff_staying + hired
        organizations[j].skill += (
            hired / max(organizations[j].staff, 0.000001) * (brought - organizations[j].skill) if hired > 0.0 else 0.0
        )
