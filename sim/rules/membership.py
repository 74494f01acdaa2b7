"""Unit person, community person, association person; openings, registration, being asked (E26, E34, E36, E39; 4.2)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.arithmetic import fen
from sim.rules.beginnings import FULL
from sim.rules.culture import line_factor
from sim.rules.rule import rule

UNIT_PERSON, COMMUNITY_PERSON, ASSOCIATION_PERSON = range(3)
OLD = 5


@rule
def begin_stage(
    takes_part: int,
    age_group: int,
    effort: float,
    registered_of_willing: float,
    willing_effort: float,
    u_registered_volunteer: float,
) -> tuple[int, bool]:
    """Who takes part at the start is a community person; of those who would register as volunteers a share has."""
    willing = age_group > 0 and effort >= willing_effort
    stage = COMMUNITY_PERSON if takes_part != 0 else UNIT_PERSON
    return stage, willing and u_registered_volunteer < registered_of_willing


@rule
def plan_asking(information_time: float, asking: float, asking_time: float) -> float:
    """Hours of information with those in which staff asks residents one by one to join in, as a share of usual hours."""
    return information_time + asking_time * asking


@rule
def ask_residents(
    n_residents: int,
    adults: int,
    committee_ease: float,
    asking: float,
    asking_time: float,
    usual_minutes: float,
    asking_minutes: float,
) -> float:
    """The chance of a month that staff asks a resident of 15 or older: the minutes it has for that over those it takes."""
    minutes = n_residents * usual_minutes * asking_time * asking * committee_ease
    return min(minutes / (max(asking_minutes, 0.01) * max(adults, 1)), 1.0)


@rule
def places_offered(
    organization_staff: int,
    filed_organizations: int,
    grassroots_reach: float,
    places_per_post: float,
    places_per_group: float,
    grassroots_on_places: float,
) -> float:
    """Places for members that organizations offer by themselves: by posts, and in each filed group by grassroots culture."""
    grouped = filed_organizations * places_per_group * line_factor(grassroots_on_places, grassroots_reach)
    return organization_staff / 1000.0 * places_per_post + grouped


@rule
def support_groups(
    n_residents: int,
    organization_staff: int,
    filed_organizations: int,
    grassroots_reach: float,
    grant_purse: MutableSequence[int],
    support_paid: MutableSequence[int],
    openings_paid: MutableSequence[float],
    groups_reach: MutableSequence[float],
    elders_reach: MutableSequence[float],
    openings: float,
    culture_groups: float,
    elder_care_associations: float,
    places_per_post: float,
    places_per_group: float,
    grassroots_on_places: float,
    opening_cost: float,
    groups_cost: float,
    elders_cost: float,
) -> None:
    """Further places, culture groups and elder-care associations are paid from the grant purse, in so far as it lasts."""
    places = places_offered(
        organization_staff,
        filed_organizations,
        grassroots_reach,
        places_per_post,
        places_per_group,
        grassroots_on_places,
    )
    yearly = n_residents * (groups_cost * culture_groups + elders_cost * elder_care_associations)
    due = fen((yearly + opening_cost * places * max(openings - 1.0, 0.0)) / 12.0)
    paid = min(due, grant_purse[0])
    reach = paid / due if due > 0 else 1.0
    grant_purse[0] -= paid
    support_paid[0] += paid
    openings_paid[0] = min(openings, 1.0) + max(openings - 1.0, 0.0) * reach
    groups_reach[0] = culture_groups * reach
    elders_reach[0] = elder_care_associations * reach


@rule
def open_places(
    organization_staff: int,
    filed_organizations: int,
    grassroots_reach: float,
    openings_paid: float,
    places_per_post: float,
    places_per_group: float,
    grassroots_on_places: float,
) -> int:
    """Whole places for members in the community's organizations this month."""
    places = places_offered(
        organization_staff,
        filed_organizations,
        grassroots_reach,
        places_per_post,
        places_per_group,
        grassroots_on_places,
    )
    return int(openings_paid * places)


@rule
def sign_up(
    registered_volunteer: int,
    age_group: int,
    effort: float,
    registered_volunteers: int,
    n_residents: int,
    willing_effort: float,
    sign_up_alone: float,
    sign_up_rate: float,
    u_sign_up: float,
) -> bool:
    """Whether a resident is registered as a volunteer: the willing register the sooner the more have here (Bass 1969)."""
    rate = sign_up_alone + sign_up_rate * registered_volunteers / max(n_residents, 1)
    willing = age_group > 0 and effort >= willing_effort
    return registered_volunteer != 0 or (willing and u_sign_up * 12.0 < rate)


@rule
def climb(stage: int, age_group: int, habit: float, stage_habit: float, stage_lapse: float) -> tuple[int, bool]:
    """The stage by habit, and whether a resident would join an organization; children do not.

    Habit above ``stage_habit`` makes a community person, who would join; habit below ``stage_lapse`` costs a stage.
    """
    lapsed = stage - 1 if stage > UNIT_PERSON and habit < stage_lapse else stage
    now = COMMUNITY_PERSON if stage == UNIT_PERSON and habit >= stage_habit and age_group > 0 else lapsed
    return now, now == COMMUNITY_PERSON and habit >= stage_habit


@rule
def admit(stage: MutableSequence[int], wants_place: Sequence[int], member_places: int, month: int) -> None:
    """Whole places go to those who would join; where there are fewer places than members, members fall a stage.

    Each month begins at another door, so that no one is first for good.
    """
    n = len(stage)
    free = member_places
    for i in range(n):
        free -= stage[i] == ASSOCIATION_PERSON
    first, step = month * 7919 % max(n, 1), 0
    while step < n and free != 0:
        i = (first + step) % n
        step += 1
        if free > 0 and wants_place[i] != 0:
            stage[i] = ASSOCIATION_PERSON
            free -= 1
        elif free < 0 and stage[i] == ASSOCIATION_PERSON:
            stage[i] = COMMUNITY_PERSON
            free += 1


@rule
def chance_asked(
    peers_active: int,
    stage: int,
    committee_asks: float,
    asking_by_peers: float,
    asked_in_association: float,
) -> float:
    """The chance of a month to be asked to join in: by tied residents who take part, by fellow members, by the committee."""
    unasked = (1.0 - min(asking_by_peers / FULL * peers_active, 1.0)) * (1.0 - committee_asks)
    return 1.0 - unasked * (1.0 - asked_in_association if stage == ASSOCIATION_PERSON else 1.0)


@rule
def overload(
    activities: float,
    survey_reach: float,
    committee_asks: float,
    stage: int,
    registered_volunteer: int,
    duty: float,
    bearable_load: float,
) -> float:
    """Activities, surveys, calls to join in, a member's and a registered volunteer's duties beyond what can be borne."""
    duties = duty * ((1.0 if stage == ASSOCIATION_PERSON else 0.0) + registered_volunteer)
    return max(activities + survey_reach + committee_asks + duties - bearable_load, 0.0)
