"""Participation: who takes part through which channel, who gives hours, and what that leaves behind (E12, E22-E29, E36)."""

from sim.parameters.networks import Members
from sim.parameters.organization import Organizations
from sim.parameters.participation import Organizers, Participation, Ways, Worktime
from sim.parameters.ties import Contact
from sim.parameters.world import World
from sim.rules import rule
from sim.rules.arithmetic import ONE, approach, exp, lost_at_half_life
from sim.rules.culture import rooted_share
from sim.rules.networks import is_on_duty, minutes_of_visits
from sim.rules.organization import posts_present
from sim.rules.random_numbers import WORD, philox
from sim.rules.ties import awake_ties, tie_share
from sim.state import Community, Many, Resident, ResidentDraws
from sim.state.random_numbers import RANK_OF
from sim.state.words import ADULT, ASSOCIATION_PERSON, FULL_TIE, OLD

RANKS = 127


@rule
def take_part(me: Resident, here: Community, world: World, u: ResidentDraws) -> None:
    """Whether a resident of 15 or older takes part this month, and in which ways: helping, volunteering, attending.

    An inclination is common to all ways; each has openings, ages and luck of its own. Who did not take part last month may be
    asked by a person, which multiplies the odds of every way.
    """
    utility = inclination(me, here, world)
    against = exp(-utility * (1.0 / (world.participation.noise if world.participation.noise > 0.0 else 1.0)))
    chance = chance_asked(me, here, world.participation)
    asked = me.takes_part == 0 and u.asked < chance
    drawn = (world.participation.asked_odds if asked else 1.0) if world.participation.noise > 0.0 else 0.0
    grown = me.age_group >= ADULT
    helps = joins(against, odds=drawn * helping_odds(me, world.ways, world.contact), u=u.helps)
    volunteers = joins(against, odds=drawn * volunteering_odds(me, here, world), u=u.volunteer)
    attends = joins(against, odds=drawn * attending_odds(me, here, world.ways), u=u.take_part)
    certain = world.participation.noise == 0.0 and utility >= 0.0
    stays = world.participation.lapse == 0.0 and me.takes_part != 0
    me.takes_part = grown and (helps or volunteers or attends or certain or stays)
    me.helps = grown and helps
    me.volunteers = grown and volunteers
    me.attends = grown and attends
    me.asked = grown and asked


@rule
def inclination(me: Resident, here: Community, world: World) -> float:
    """What inclines a resident to take part at all.

    Peers count by the activation of the tie; an elder-care association makes the district's old people peers of the old.
    Under complete mixing peers are the whole community and the threshold is a whole number of persons, as in Granovetter
    (1978), else of hundredths of a tie: a share such as 1/3 has no exact float.
    """
    circle = FULL_TIE * max(me.n_peers, 1)
    afar = here.elders_tied if me.age_group >= OLD else 0.0
    known = me.peers_active * (1.0 - afar) + circle * here.elders_afar * afar
    mixed = world.participation.complete_mixing != 0.0
    peers, everyone = here.active_residents if mixed else known, here.n_residents if mixed else circle
    share = 1.0 / max(here.n_residents, 1) if mixed else tie_share(me)
    utility = (
        world.participation.participation_constant[here.kind]
        + (world.participation.peer_weight * peers - int(me.threshold * everyone + 0.5)) * share
    )
    utility += (
        world.participation.belonging_weight * (me.belonging - 0.5)
        + world.participation.trust_weight * (me.trust - 0.5)
        + world.participation.habit_weight * me.habit
    )
    utility += world.participation.reciprocity_weight * me.helped_lately - time_cost(me, here, world.worktime)
    utility += world.participation.party_weight * me.party_member + (
        world.participation.association_weight if me.stage == ASSOCIATION_PERSON else 0.0
    )
    return utility - world.participation.fatigue_weight * overload(
        me, here, world.participation, world.deliberation.meeting_load * here.deliberated
    )


@rule
def chance_asked(me: Resident, here: Community, how: Participation) -> float:
    """The chance of a month to be asked to join in: by tied residents who take part, by fellow members, by the committee."""
    unasked = (1.0 - min(how.asking_by_peers / FULL_TIE * me.peers_active, 1.0)) * (1.0 - here.committee_asks)
    return 1.0 - unasked * (1.0 - how.asked_in_association if me.stage == ASSOCIATION_PERSON else 1.0)


@rule
def overload(me: Resident, here: Community, how: Participation, meetings: float) -> float:
    """Meetings, surveys, staff's calls to join in, duties of members, registered volunteers, active party members."""
    duties = how.duty * ((1.0 if me.stage == ASSOCIATION_PERSON else 0.0) + me.registered_volunteer)
    duties += how.duty if is_on_duty(me, here) else 0.0
    return max(meetings + here.survey_reach + here.committee_asks + duties - how.bearable_load, 0.0)


@rule
def joins(against: float, *, odds: float, u: float) -> bool:
    """Whether a resident joins in one way: with the chance odds / (odds + against), compared without dividing."""
    return u * (odds + against) < odds


@rule
def volunteering_odds(me: Resident, here: Community, world: World) -> float:
    """Odds of volunteering with an organization: by openings, age and registration.

    People who would give many hours come more often than others, and so do registered volunteers.
    """
    local = 1.0 if me.registered != 0 else world.ways.unregistered_volunteering
    again = world.participation.registered_gain + world.membership.recognition_gain * here.recognized
    open_to_me = world.ways.volunteering * here.welcome * world.ways.volunteering_by_age[me.age_group]
    committed = me.effort / (me.effort + world.ways.half_committed)
    return open_to_me * committed * local * (1.0 + again * me.registered_volunteer)


@rule
def give_time(
    me: Resident, here: Community, organizers: Organizers, how: Participation, members: Members, u: ResidentDraws
) -> None:
    """The minutes that a volunteer gives, and whether one organizes what others join.

    Hours are concentrated by a personal effort (P03). Members organize more often. Part of the time goes into asking those
    one knows, and a party member's into visits.
    """
    leading = organizers.organizer_share + (organizers.member_organizers if me.stage == ASSOCIATION_PERSON else 0.0)
    asking = how.asking_by_peers * how.peer_asking_minutes / FULL_TIE * me.active_ties
    for_others = 60.0 * how.volunteer_hours * me.effort - asking - minutes_of_visits(me, here, members)
    me.volunteer_minutes = min(int(max(for_others, 0.0)), 30000) if me.volunteers != 0 else 0
    me.organizes = me.volunteers != 0 and u.organize < leading


@rule
def belong(me: Resident, here: Community, world: World, month: int) -> None:
    """Habit follows one's own participation; belonging grows by it, by culture and by resonance along active ties, and fades.

    A part of what culture does is by its line of heritage, which speaks most to those who have roots here. Belonging grows in
    elder-care associations for the old too, in organizations for their members, and for who takes part where the community
    decides for itself. Resonance goes from the more to the less attached: who belongs less than those tied to is drawn along,
    who belongs more loses nothing.
    """
    resonance = max(me.peers_belonging / ONE - me.active_ties * me.belonging, 0.0) * tie_share(me)
    roots = rooted_share(me, world.culture, month)
    growth = (
        world.belonging.belonging_from_participation + world.deliberation.belonging_from_deliberation * here.deliberated
    ) * me.takes_part
    growth += world.belonging.belonging_from_culture * (
        here.culture_reach + world.culture.heritage_part * (here.heritage_reach * roots - here.culture_reach)
    )
    growth += world.belonging.belonging_of_elders * here.elders_reach if me.age_group >= OLD else 0.0
    growth += world.belonging.belonging_of_members if me.stage == ASSOCIATION_PERSON else 0.0
    felt = (
        me.belonging
        + growth * (1.0 - me.belonging)
        + world.belonging.belonging_spread * resonance
        - world.belonging.belonging_decay * me.belonging
    )
    me.habit = approach(me.habit, target=me.takes_part, share=here.habit_learning)
    me.belonging = min(max(felt, 0.0), 1.0)


@rule
def open_ways(here: Community, how: Ways, organizations: Organizations) -> None:
    """How many are drawn by what there is to join, against practice around 2016.

    What the committee offers and organizations' openings are known as far as publicity carries, and the more there is, the
    fewer each brings who were not there before. Neighbours are there without either.
    """
    told = 1.0 + how.publicity_on_openings * (here.publicity_reach - 1.0)
    here.welcome = brought(how, posts_present(here, organizations) * here.openings_paid * told)
    here.gatherings = brought(how, here.activities * told)


@rule
def brought(how: Ways, openings: float) -> float:
    """How many are brought by openings, 1 by the usual ones; the tenth adds few who were not there before."""
    return openings * (1.0 + how.half_openings) / (openings + how.half_openings)


@rule
def helping_odds(me: Resident, how: Ways, contact: Contact) -> float:
    """Odds of helping a neighbour: by the ties that are awake, age and registration."""
    local = 1.0 if me.registered != 0 else how.unregistered_helping
    return how.helping * awake_ties(me, contact) * how.helping_by_age[me.age_group] * local


@rule
def attending_odds(me: Resident, here: Community, how: Ways) -> float:
    """Odds of attending what the committee offers: by how much there is, age and registration."""
    local = 1.0 if me.registered != 0 else how.unregistered_attending
    return how.attending * here.gatherings * how.attending_by_age[me.age_group] * local


@rule
def begin_rank(residents: Many[Resident], lo_residents: int, *, key_low: int, key_high: int) -> None:
    """Everyone's rank in work, for life: of equals the lowest ranks work shifts, the next by day, the last not."""
    for i in range(len(residents)):
        word, _, _, _ = philox(
            lo_residents + i, month=0, purpose=RANK_OF, entered=0, key_low=key_low, key_high=key_high
        )
        residents[i].work_rank = word * RANKS // WORD


@rule
def time_cost(me: Resident, here: Community, how: Worktime) -> float:
    """What having a job takes from the utility of taking part, and what working shifts takes beyond that."""
    employed = min(how.employed_share[me.age_group] * (1.0 if me.registered != 0 else how.migrant_employment), 1.0)
    rank = (me.work_rank + 0.5) * (1.0 / RANKS)
    return (how.work_cost if rank < employed else 0.0) + (
        how.shift_cost if rank < employed * how.shift_share[here.kind] else 0.0
    )


@rule
def organize(here: Community, how: Organizers) -> None:
    """Opportunities to take part with those that residents organize, and their hours against practice around 2016.

    What organizers have set up lasts for a while after they stop. More hours add less and less: none take the effect away,
    no number doubles it.
    """
    usual = how.organizing_usual * here.n_residents
    hours = here.organizing_minutes / usual if usual > 0.0 else 1.0
    lately = approach(here.organized, target=hours, share=lost_at_half_life(how.organizing_half_life))
    here.activities = max(here.activities + how.organizers_on_activity * (2.0 * lately / (1.0 + lately) - 1.0), 0.0)
    here.organized = lately
