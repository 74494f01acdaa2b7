"""What government does for social organizations beside giving grants, and who can be hired (E50-E52, E63, E79; 4.5)."""

from collections.abc import MutableSequence

from sim.parameters.levers import Funding, OrganizationPolicy
from sim.parameters.world.organizations import Organizations
from sim.parameters.world.support import Support
from sim.rules.arithmetic import ONE, exp, fen, log
from sim.rules.division import divide
from sim.rules.rule import rule
from sim.state import Community, Many, Organization
from sim.state.words import N_DOMAINS, REGISTERED


@rule
def build_capacity(here: Community, policy: OrganizationPolicy, how: Support) -> None:
    """Training places are paid from talent's purse, and the rest, incubation and monitoring from the grant purse.

    Each is paid in so far as the purses last. Who was trained waits to be hired from the next month on.
    """
    places = here.n_residents * policy.training_places / 120000.0
    monitors = min(policy.monitoring * how.monitoring_cost, 1.0) * here.grant_purse / 100.0
    training = fen(places * how.training_cost)
    here.talent_trained = min(training, here.talent_purse)
    here.talent_purse -= here.talent_trained
    covered = here.talent_trained / training if training > 0 else 0.0
    untrained = places * how.training_cost * (1.0 - covered)
    due = fen(here.n_residents * policy.incubation * how.incubation_cost / 12.0 + untrained + monitors)
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
def supplement_wages(organizations: Many[Organization], here: Community, policy: OrganizationPolicy) -> None:
    """Government adds to the pay of every post, from talent's purse and then from the grant purse, in so far as they last."""
    posts = 0.0
    for j in range(len(organizations)):
        organizations[j].weight = organizations[j].staff * organizations[j].alive
        posts += organizations[j].weight
    added = divide(
        min(fen(posts * policy.wage_supplement), here.talent_purse + here.grant_purse),
        organizations.column(Organization.weight),
        organizations.column(Organization.supplement),
    )
    here.talent_supplemented = min(added, here.talent_purse)
    here.talent_purse -= here.talent_supplemented
    here.grant_purse -= added - here.talent_supplemented


@rule
def raise_private_capital(organizations: Many[Organization], here: Community, policy: Funding, how: Support) -> None:
    """Private capital goes where staff and a good name are; the grant purse matches it as far as it lasts.

    Better names draw more of it in all, and so does matching.
    """
    named, there = 0.0, 0.0
    for j in range(len(organizations)):
        posts = organizations[j].alive * (
            organizations[j].staff if organizations[j].form == REGISTERED else 0.1 * organizations[j].staff
        )
        organizations[j].weight = organizations[j].reputation * posts
        named += organizations[j].weight
        there += posts
    drawn = (
        policy.private_capital
        * (1.0 + how.matching_response * policy.matching_rate)
        * (named / there if there > 0.0 else 0.0)
    )
    given = divide(
        fen(here.n_residents * how.private_per_resident * drawn / 12.0),
        organizations.column(Organization.weight),
        organizations.column(Organization.gift_income),
    )
    due = min(int(given * policy.matching_rate), here.grant_purse)
    here.grant_purse -= divide(
        due, organizations.column(Organization.weight), organizations.column(Organization.matched_income)
    )


@rule
def grant_weight(
    here: Community,
    policy: OrganizationPolicy,
    how: Organizations,
    form: int,
    known_here: int,
    known_everywhere: int,
    effect: float,
    mean_effect: float,
) -> float:
    """What an organization counts when grants are divided: by form, by its domain's known cases, by monitored effect."""
    need = N_DOMAINS * known_here / known_everywhere if known_everywhere > 0 else 1.0
    merit = min(effect / mean_effect, 3.0) if mean_effect > 0.0 else 1.0
    size = how.grant_to_registered if form == REGISTERED else 1.0
    return size * (1.0 + policy.grants_by_need * (need - 1.0)) * (1.0 + here.monitored * (merit - 1.0))


@rule
def turnover(how: Organizations, support: Support, pay: float, cases_per_post: float) -> float:
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
        pay = how.staff_pay + organizations[j].supplement / 100.0 / posts
        cases = organizations[j].delivered / posts if organizations[j].staff >= 0.5 else 0.0
        leaves = turnover(how, support, pay, cases) / 12.0
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
