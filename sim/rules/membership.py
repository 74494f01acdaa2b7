"""Unit person, community person, association person; openings, registration, being asked (E26, E34, E36, E39; 4.2)."""

from sim.parameters.levers import Methods, OrganizationPolicy
from sim.parameters.world.committees import Committees
from sim.parameters.world.culture import Culture
from sim.parameters.world.membership import Membership
from sim.parameters.world.participation import Participation
from sim.rules.arithmetic import fen
from sim.rules.culture import line_factor
from sim.rules.rule import rule
from sim.state import Community, CommunityToBe, Many, Resident, ResidentAtStart, ResidentLuck
from sim.state.words import ADULT, ASSOCIATION_PERSON, COMMUNITY_PERSON, FULL_TIE, UNIT_PERSON


@rule
def begin_stage(me: Resident, here: CommunityToBe, how: Membership, u: ResidentAtStart) -> None:
    """Who takes part at the start is a community person; of those who would register as volunteers a share has."""
    willing = me.age_group >= ADULT and me.effort >= how.willing_effort
    stage = COMMUNITY_PERSON if me.takes_part != 0 else UNIT_PERSON
    me.stage = stage
    me.registered_volunteer = willing and u.registered_volunteer < here.registered_of_willing


@rule
def plan_asking(here: Community, policy: Methods, how: Membership) -> None:
    """Hours of information with those in which staff asks residents one by one to join in, as a share of usual hours."""
    here.information_time = here.information_time + how.asking_time * policy.asking


@rule
def ask_residents(here: Community, policy: Methods, committees: Committees, how: Membership) -> None:
    """The chance of a month that staff asks a resident of 15 or older: the minutes it has for that over those it takes."""
    minutes = here.n_residents * committees.usual_minutes * how.asking_time * policy.asking * here.committee_ease
    here.committee_asks = min(minutes / (max(how.asking_minutes, 0.01) * max(here.adults, 1)), 1.0)


@rule
def places_offered(here: Community, culture: Culture, how: Membership) -> float:
    """Places for members that organizations offer by themselves: by posts, and in each filed group by grassroots culture."""
    grouped = (
        here.filed_organizations
        * how.places_per_group
        * line_factor(culture.grassroots_on_places, here.grassroots_reach)
    )
    return here.organization_staff / 1000.0 * how.places_per_post + grouped


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
    """Whole places for members in the community's organizations this month."""
    places = places_offered(here, culture, how)
    here.member_places = int(here.openings_paid * places)


@rule
def sign_up(me: Resident, here: Community, how: Membership, u: ResidentLuck) -> None:
    """Whether a resident is registered as a volunteer: the willing register the sooner the more have here (Bass 1969)."""
    rate = how.sign_up_alone + how.sign_up_rate * here.registered_volunteers / max(here.n_residents, 1)
    willing = me.age_group >= ADULT and me.effort >= how.willing_effort
    me.registered_volunteer = me.registered_volunteer != 0 or (willing and u.sign_up * 12.0 < rate)


@rule
def climb(me: Resident, how: Membership) -> None:
    """The stage by habit, and whether a resident would join an organization; children do not.

    Habit above ``stage_habit`` makes a community person, who would join; habit below ``stage_lapse`` costs a stage.
    """
    lapsed = me.stage - 1 if me.stage > UNIT_PERSON and me.habit < how.stage_lapse else me.stage
    grown = me.age_group > 0
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
def chance_asked(me: Resident, here: Community, how: Participation) -> float:
    """The chance of a month to be asked to join in: by tied residents who take part, by fellow members, by the committee."""
    unasked = (1.0 - min(how.asking_by_peers / FULL_TIE * me.peers_active, 1.0)) * (1.0 - here.committee_asks)
    return 1.0 - unasked * (1.0 - how.asked_in_association if me.stage == ASSOCIATION_PERSON else 1.0)


@rule
def overload(me: Resident, here: Community, how: Participation, activities: float) -> float:
    """Activities, surveys, calls to join in, a member's and a registered volunteer's duties beyond what can be borne."""
    duties = how.duty * ((1.0 if me.stage == ASSOCIATION_PERSON else 0.0) + me.registered_volunteer)
    return max(activities + here.survey_reach + here.committee_asks + duties - how.bearable_load, 0.0)
