"""Unit person, community person, association person: places, registration, asking, old people (E09, E26, E34, E36, E39)."""

from sim.parameters.committee import Committees
from sim.parameters.culture import Culture
from sim.parameters.membership import Membership
from sim.parameters.organization import OrganizationPolicy
from sim.parameters.world import World
from sim.rules import rule
from sim.rules.arithmetic import fen
from sim.rules.culture import line_factor
from sim.state import Community, CommunityToBe, Many, Office, Resident, ResidentAtStart, ResidentDraws
from sim.state.words import ADULT, ASK, ASSOCIATION_PERSON, COMMUNITY_PERSON, UNIT_PERSON

SUPPORTED = 1024
"""Support of an elder-care association in full."""


@rule
def begin_stage(me: Resident, here: CommunityToBe, how: Membership, u: ResidentAtStart) -> None:
    """Who takes part at the start is a community person; of those who would register as volunteers a share has."""
    willing = me.age_group >= ADULT and me.effort >= how.willing_effort
    me.stage = COMMUNITY_PERSON if me.takes_part != 0 else UNIT_PERSON
    me.registered_volunteer = willing and u.registered_volunteer < here.registered_of_willing


@rule
def plan_asking(here: Community, how: Membership) -> None:
    """Hours of information with those in which staff asks residents one by one to join in, as a share of usual hours."""
    here.information_time += how.asking_time * here.work[ASK]


@rule
def ask_residents(here: Community, committees: Committees, how: Membership) -> None:
    """The chance of a month that staff asks a resident of 15 or older: the minutes it has for that over those it takes."""
    minutes = here.n_residents * committees.usual_minutes * how.asking_time * here.work[ASK] * here.committee_ease
    here.committee_asks = min(minutes / (max(how.asking_minutes, 0.01) * max(here.adults, 1)), 1.0)


@rule
def places_offered(here: Community, culture: Culture, how: Membership) -> float:
    """Places for members that organizations offer by themselves: by posts, in each filed group by grassroots culture.

    A culture group has as many as it has members.
    """
    grouped = (
        max(here.filed_organizations - here.n_groups, 0)
        * how.places_per_group
        * line_factor(culture.grassroots_on_places, reach=here.grassroots_reach)
    )
    return here.organization_staff / 1000.0 * how.places_per_post + grouped + here.group_members


@rule
def support_groups(here: Community, policy: OrganizationPolicy, culture: Culture, how: Membership) -> None:
    """Further places, culture groups and elder-care associations are paid from the grant purse, in so far as it lasts."""
    places = places_offered(here, culture, how)
    yearly = here.n_residents * (
        how.groups_cost * policy.culture_groups + how.elders_cost * policy.elder_care_associations
    )
    due = fen((yearly + how.opening_cost * places * max(policy.openings - 1.0, 0.0)) / 12.0)
    paid = min(due, here.grant_purse)
    reach = paid / due if due > 0 else 1.0
    here.grant_purse -= paid
    here.support_paid += paid
    here.openings_paid = min(policy.openings, 1.0) + max(policy.openings - 1.0, 0.0) * reach
    here.groups_reach = policy.culture_groups * reach
    here.elders_reach = policy.elder_care_associations * reach


@rule
def open_places(here: Community, culture: Culture, how: Membership) -> None:
    """Whole places for members in the community's organizations this month, and the share of them in culture groups."""
    places = places_offered(here, culture, how)
    here.member_places = int(here.openings_paid * places)
    here.in_groups = min(here.group_members / max(places, 1.0), 1.0)


@rule
def sign_up(me: Resident, here: Community, world: World, u: ResidentDraws) -> None:
    """Whether a resident registers as a volunteer: the willing the sooner the more have here (Bass 1969), and who volunteers.

    A person's request multiplies the rate as it multiplies the odds of joining in; a platform where one can register, and
    recognition of registered hours, add to it.
    """
    rate = world.membership.sign_up_alone + (
        world.membership.sign_up_rate * here.registered_volunteers / max(here.n_residents, 1)
    )
    willing = me.age_group >= ADULT and me.effort >= world.membership.willing_effort
    rate = (rate if willing else 0.0) + (world.membership.sign_up_at_work if me.volunteers != 0 else 0.0)
    rate *= world.participation.asked_odds if me.asked != 0 else 1.0
    rate *= (
        1.0 + world.membership.sign_up_online * here.platform + world.membership.sign_up_recognized * here.recognized
    )
    me.registered_volunteer = me.registered_volunteer != 0 or u.sign_up * 12.0 < rate


@rule
def climb(me: Resident, how: Membership) -> None:
    """The stage by habit, and whether a resident would join an organization; children do not.

    Habit above ``stage_habit`` makes a community person, who would join; habit below ``stage_lapse`` costs a stage.
    """
    lapsed = me.stage - 1 if me.stage > UNIT_PERSON and me.habit < how.stage_lapse else me.stage
    grown = me.age_group >= ADULT
    now = COMMUNITY_PERSON if me.stage == UNIT_PERSON and me.habit >= how.stage_habit and grown else lapsed
    me.stage = now
    me.wants_place = now == COMMUNITY_PERSON and me.habit >= how.stage_habit


@rule
def admit(residents: Many[Resident], here: Community, month: int) -> None:
    """Whole places go to those who would join; where there are fewer places than members, members fall a stage.

    Each month begins at another door, so that no one is first for good.
    """
    n = len(residents)
    free = here.member_places
    for i in range(n):
        free -= residents[i].stage == ASSOCIATION_PERSON
    first, step = month * 7919 % max(n, 1), 0
    while step < n and free != 0:
        i = (first + step) % n
        step += 1
        if free > 0 and residents[i].wants_place != 0:
            residents[i].stage = ASSOCIATION_PERSON
            free -= 1
        elif free < 0 and residents[i].stage == ASSOCIATION_PERSON:
            residents[i].stage = COMMUNITY_PERSON
            free += 1


@rule
def link_elders(communities: Many[Community], offices: Many[Office], how: Membership) -> None:
    """Next month's share of old people's peers who live in other communities of the district, and how many of those take part.

    An association reaches out as far as it was paid for, to those communities that have one, in proportion to their elders and
    to what is paid there [1/1024].
    """
    for o in range(len(offices)):
        offices[o].linked_elders = offices[o].linked_active = 0
    for c in range(len(communities)):
        if len(offices) > 0:
            weight = int(communities[c].elders_reach * SUPPORTED)
            offices[communities[c].district].linked_elders += weight * communities[c].elders
            offices[communities[c].district].linked_active += weight * communities[c].active_elders
    for c in range(len(communities)):
        communities[c].elders_tied = communities[c].elders_afar = 0.0
        if len(offices) > 0:
            weight = int(communities[c].elders_reach * SUPPORTED)
            others = offices[communities[c].district].linked_elders - weight * communities[c].elders
            active = offices[communities[c].district].linked_active - weight * communities[c].active_elders
            communities[c].elders_tied = (
                min(how.elders_across * communities[c].elders_reach, 1.0) if others > 0 else 0.0
            )
            communities[c].elders_afar = active / others if others > 0 else 0.0
