"""How a city begins: who its residents are, what its organizations are."""

from sim.rules.arithmetic import exp, log, normal
from sim.rules.escalation import Cases
from sim.rules.members import RANKS, Members, rank_among
from sim.rules.organization import Organizations
from sim.rules.participation import Participation
from sim.rules.rule import rule
from sim.state import Community, CommunityToBe, Many, OrganizationAtStart, OrganizationToBe, Resident, ResidentAtStart
from sim.state.record import Numbers
from sim.state.words import (
    ADULT,
    AGE_80_PLUS,
    BELONGING,
    EXPECTATION,
    EXPERIENCE,
    N_DOMAINS,
    OF_AGE,
    REGISTERED,
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
