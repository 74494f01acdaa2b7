"""How a city begins: the posts of each street's organizations, some large and most small; and the city's books."""

from collections.abc import Sequence

from sim.rules.arithmetic import exp, normal
from sim.rules.random_numbers import WORD, philox
from sim.rules.rule import rule
from sim.rules.street import street_end, weight_in_street
from sim.state import City, CommunityToBe, Many, OrganizationToBe
from sim.state.random_numbers import POSTS_OF
from sim.state.words import CASES, FILED, REGISTERED, REPORTED_CASES, STANDING_CASES


@rule
def share_posts(
    organizations: Many[OrganizationToBe],
    communities: Many[CommunityToBe],
    first_organizations: Sequence[int],
    *,
    key_low: int,
    key_high: int,
) -> None:
    """Each organization's share of its street's posts of its form; a vacant place has none.

    The posts of streets without an organization of a form go to all others of the form, so that none are lost.
    """
    for form in (REGISTERED, FILED):
        draw_weights(organizations, communities, form=form, key_low=key_low, key_high=key_high)
        everybody, served, begin = 0, 0, 0
        while begin < len(communities):
            end = street_end(communities, begin)
            residents = 0
            for k in range(begin, end):
                residents += communities[communities[k].by_street].n_residents
            everybody += residents
            served += (
                residents if weight_in_street(organizations, communities, first_organizations, (begin, end)) else 0
            )
            begin = end
        scale, begin = everybody / max(served, 1), 0
        while begin < len(communities):
            end = street_end(communities, begin)
            total = weight_in_street(organizations, communities, first_organizations, (begin, end))
            for k in range(begin, end):
                c = communities[k].by_street
                for j in range(first_organizations[c], first_organizations[c + 1]):
                    if organizations[j].alive == 1 and organizations[j].form == form:
                        organizations[j].share_of_posts = organizations[j].weight / total * scale
            begin = end
    for j in range(len(organizations)):
        organizations[j].weight = 0.0


@rule
def draw_weights(
    organizations: Many[OrganizationToBe],
    communities: Many[CommunityToBe],
    *,
    form: int,
    key_low: int,
    key_high: int,
) -> None:
    """Lognormal weights for the organizations of a form, 0 for all others; the luck of each is that of its place among all."""
    place = 0
    for j in range(len(organizations)):
        organizations[j].weight = 0.0
        if organizations[j].alive == 1 and organizations[j].form == form:
            word = philox(place, month=0, purpose=POSTS_OF, entered=0, key_low=key_low, key_high=key_high)[0]
            organizations[j].weight = exp(communities[0].organization_spread * normal((word + 0.5) / WORD))
        place += organizations[j].alive


@rule
def open_books(communities: Many[CommunityToBe], city: City) -> None:
    """The cases that the books begin with; what each community is used to, and has asked for so far, is what there is now."""
    held, reported, standing = 0, 0, 0
    for c in range(len(communities)):
        held += communities[c].cases_held
        reported += communities[c].known_open
        standing += communities[c].standing_held
        communities[c].organized = 1.0
        communities[c].need_seen = communities[c].cases_held
    city.held[CASES] = held
    city.held[REPORTED_CASES] = reported
    city.held[STANDING_CASES] = standing
