"""The initial state of a city: its residents, its organizations and its books."""

from collections.abc import Sequence

from sim.parameters.escalation import Cases
from sim.parameters.networks import Members
from sim.parameters.organization import Organizations
from sim.parameters.participation import Participation
from sim.rules import rule
from sim.rules.arithmetic import exp, log, normal
from sim.rules.networks import RANKS, rank_among
from sim.rules.random_numbers import WORD, philox
from sim.rules.street import street_end, weight_in_street
from sim.state import (
    City,
    Community,
    CommunityToBe,
    Many,
    OrganizationAtStart,
    OrganizationToBe,
    Resident,
    ResidentAtStart,
)
from sim.state.random_numbers import POSTS_OF
from sim.state.record import Numbers
from sim.state.words import (
    ADULT,
    AGE_80_PLUS,
    BELONGING,
    CASES,
    EXPECTATION,
    EXPERIENCE,
    FILED,
    N_DOMAINS,
    OF_AGE,
    REGISTERED,
    REPORTED_CASES,
    STANDING_CASES,
    TRUST,
)


@rule
def be_someone(me: Resident, here: CommunityToBe, how: Participation, u: ResidentAtStart) -> None:
    """Age group, registration, threshold (not below 0) and effort (lognormal with mean 1) of a resident."""
    threshold, effort = character(how, u.threshold, u_effort=u.effort)
    me.age_group = age_reached(here.age_shares, u.age)
    me.registered = u.registered < here.registered_share
    me.threshold = threshold
    me.effort = effort


@rule
def age_reached(weights: Numbers, left: float) -> int:
    """The age group in which running through the weights uses up the given amount."""
    age = 0
    while age < AGE_80_PLUS and left >= weights[age]:
        left -= weights[age]
        age += 1
    return age


@rule
def character(how: Participation, u_threshold: float, *, u_effort: float) -> tuple[float, float]:
    """Threshold (not below 0) and effort (lognormal with mean 1), for life."""
    threshold = max(how.threshold_mean + how.threshold_sd * normal(u_threshold), 0.0)
    return threshold, exp(how.effort_spread * normal(u_effort) - 0.5 * how.effort_spread * how.effort_spread)


@rule
def feel_something(me: Resident, here: CommunityToBe, u: ResidentAtStart) -> None:
    """Belonging, trust, experience, expectation, habit and activity of the month before the first.

    Expectation has followed experience in part. Twice as many as take part are half used to it, so that habit is as common
    as the act.
    """
    used = me.age_group >= ADULT and u.activity < 2.0 * here.activity_at_start[me.age_group]
    own = here.spread_at_start[EXPECTATION] * here.expectation_apart * normal(u.expectation)
    me.belonging = around(here.belonging_at_start, spread=here.spread_at_start[BELONGING], u=u.belonging)
    me.trust = around(here.trust_at_start, spread=here.spread_at_start[TRUST], u=u.trust)
    me.experience = around(here.experience_at_start, spread=here.spread_at_start[EXPERIENCE], u=u.experience)
    me.expectation = around(
        here.expectation_at_start + own,
        spread=here.spread_at_start[EXPECTATION] * here.expectation_follows,
        u=u.experience,
    )
    me.habit = 0.5 * used
    me.takes_part = me.age_group >= ADULT and u.activity < here.activity_at_start[me.age_group]


@rule
def around(mean: float, *, spread: float, u: float) -> float:
    """A value spread normally around its mean, kept within 0 and 1."""
    return min(max(mean + spread * normal(u), 0.0), 1.0)


@rule
def begin_organization(me: OrganizationToBe, here: CommunityToBe, how: Organizations, u: OrganizationAtStart) -> None:
    """Domain, posts (its share of its street's), skill, reputation, usual income (what pays its posts), and who pays it."""
    posts = here.registered_posts if me.form == REGISTERED else here.filed_posts
    staff = me.share_of_posts * here.street_residents * posts
    me.domain = int(u.field * N_DOMAINS)
    me.staff = staff
    me.skill = 0.5 + 0.2 * u.skill
    me.reputation = 0.4 + 0.2 * u.reputation
    me.usual_income = staff * how.staff_pay
    me.government_share = here.government_share_at_start
    me.posts_built_for = staff


@rule
def have_case(me: Resident, here: CommunityToBe, u: ResidentAtStart) -> None:
    """Whether a resident begins with an open case."""
    me.is_new = u.case < here.open_share_at_start


@rule
def have_waited(me: Resident, here: CommunityToBe, u: ResidentAtStart) -> None:
    """How long ago a case open at the start arose (geometric, with the given mean of months), and that it is known."""
    me.case_opened = me.case_opened + here.starting_month - int(-here.waiting_at_start * log(u.waited))
    me.case_found = 1


@rule
def count_open(residents: Many[Resident], here: Community) -> None:
    """Open cases by domain."""
    for i in range(len(residents)):
        if residents[i].case_domain > 0:
            here.open_cases[residents[i].case_domain - 1] += 1


@rule
def join_party(me: Resident, here: Community, how: Members, u: ResidentAtStart) -> None:
    """Whether a resident begins as a party member, and the rank among them."""
    me.party_member, me.duty_rank = membership(here, how, me.age_group, u.party)


@rule
def membership(here: Community, how: Members, age_group: int, drawn: float) -> tuple[bool, int]:
    """Whether a resident is a party member, nobody under 18, of the others the type's share; and the rank among members."""
    joins = age_group >= OF_AGE and drawn < how.party_share[here.kind]
    return joins, rank_among(how, here.kind, drawn) if joins else RANKS


@rule
def is_complex(me: Resident, how: Cases, u: ResidentAtStart) -> None:
    """Whether a case open at the start is complex; none is decided."""
    me.case_complex = u.complex_start < how.complex_share[me.case_domain - 1]


@rule
def believe_something(residents: Many[Resident], here: CommunityToBe) -> None:
    """Residents who believe a rumour at the start (1), spread evenly over the community: whole parts of a running total."""
    for i in range(len(residents)):
        residents[i].rumour = int((i + 1) * here.believers_at_start + 0.000001) - int(
            i * here.believers_at_start + 0.000001
        )


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
