"""Taking part: who joins in, who gives hours, and what that leaves behind (E12, E22-E29; model.md 4.2)."""

from sim.parameters.world import World
from sim.parameters.world.organizers import Organizers
from sim.parameters.world.participation import Participation
from sim.rules.arithmetic import ONE, approach, exp
from sim.rules.beginnings import tie_share
from sim.rules.culture import rooted_share
from sim.rules.membership import chance_asked, overload
from sim.rules.rule import rule
from sim.rules.worktime import time_cost
from sim.state import Community, Resident, ResidentLuck
from sim.state.words import ADULT, ASSOCIATION_PERSON, FULL_TIE, OLD


@rule
def take_part(me: Resident, here: Community, world: World, u: ResidentLuck) -> None:
    """Whether a resident of 15 or older takes part this month.

    Peers count by the activation of the tie; an elder-care association makes the district's old people peers of the old.
    Under complete mixing peers are the whole community and the threshold is a whole number of persons, as in Granovetter
    (1978), else of hundredths of a tie: a share such as 1/3 has no exact float. Who did not take part last month may be asked.
    """
    circle = FULL_TIE * max(me.n_peers, 1)
    afar = here.elders_tied if me.age_group >= OLD else 0.0
    known = me.peers_active * (1.0 - afar) + circle * here.elders_afar * afar
    mixed = world.participation.complete_mixing != 0.0
    peers, everyone = here.active_residents if mixed else known, here.n_residents if mixed else circle
    share = 1.0 / max(here.n_residents, 1) if mixed else tie_share(me)
    around = world.participation.participation_constant[here.kind] + world.participation.activity_weight * (
        here.activities - 1.0
    )
    utility = (
        around
        + world.participation.publicity_weight * (here.publicity_reach - 1.0)
        + world.participation.participation_by_age[me.age_group]
    )
    utility += (world.participation.peer_weight * peers - int(me.threshold * everyone + 0.5)) * share
    utility += (
        world.participation.belonging_weight * (me.belonging - 0.5)
        + world.participation.trust_weight * (me.trust - 0.5)
        + world.participation.habit_weight * me.habit
    )
    utility += world.participation.reciprocity_weight * me.helped_lately - (
        0.0 if me.registered != 0 else world.participation.unregistered_cost
    )
    utility -= time_cost(me, here, world.worktime)
    utility += world.participation.party_weight * me.party_member + (
        world.participation.association_weight if me.stage == ASSOCIATION_PERSON else 0.0
    )
    utility -= world.participation.fatigue_weight * overload(
        me, here, world.participation, here.activities + world.deliberation.meeting_load * here.deliberated
    )
    asked = chance_asked(me, here, world.participation)
    asked = 0.0 if me.takes_part != 0 or world.participation.asked_odds == 1.0 else asked
    stays = (world.participation.lapse == 0.0) & (me.takes_part != 0)
    me.takes_part = (me.age_group >= ADULT) & (stays | joins(world.participation, utility, asked, u.take_part))


@rule
def joins(how: Participation, utility: float, asked: float, u: float) -> bool:
    """Whether a resident joins in. Being asked multiplies the odds; without noise it does nothing.

    The chance (1 - asked) / (1 + e) + asked odds / (odds + e), with e = exp(-utility / noise), is compared without dividing.
    """
    against = exp(-utility * (1.0 / (how.noise if how.noise > 0.0 else 1.0)))
    unasked, when_asked = 1.0 + against, how.asked_odds + against
    drawn = u * unasked * when_asked < (1.0 - asked) * when_asked + asked * how.asked_odds * unasked
    return drawn if how.noise > 0.0 else utility >= 0.0


@rule
def volunteer(me: Resident, organizers: Organizers, how: Participation, u: ResidentLuck) -> None:
    """Whether one who takes part volunteers, the minutes given, and whether one organizes what others join.

    Hours are concentrated by a personal effort (P03). Registered volunteers come more often, members organize more often.
    Part of the time goes into asking those one knows.
    """
    chance = how.volunteer_share * (1.0 + how.registered_gain * me.registered_volunteer)
    gives = me.takes_part != 0 and u.volunteer < chance
    leading = organizers.organizer_share + (organizers.member_organizers if me.stage == ASSOCIATION_PERSON else 0.0)
    asking = how.asking_by_peers * how.peer_asking_minutes / FULL_TIE * me.active_ties
    minutes = min(int(max(60.0 * how.volunteer_hours * me.effort - asking, 0.0)), 30000) if gives else 0
    me.volunteers = gives
    me.volunteer_minutes = minutes
    me.organizes = gives and u.volunteer < chance * leading


@rule
def belong(me: Resident, here: Community, world: World, month: int) -> None:
    """Habit follows one's own participation; belonging grows by it, by culture and by resonance along active ties, and fades.

    A part of what culture does is by its line of heritage, which speaks most to those who have roots here. Belonging grows by
    culture groups too, in elder-care associations for the old, in organizations for their members, and for who takes part
    where the community decides for itself.
    """
    resonance = (me.peers_belonging / ONE - me.active_ties * me.belonging) * tie_share(me)
    roots = rooted_share(me, world.culture, month)
    growth = (
        world.belonging.belonging_from_participation + world.deliberation.belonging_from_deliberation * here.deliberated
    ) * me.takes_part
    growth += world.belonging.belonging_from_culture * (
        here.culture_reach + world.culture.heritage_part * (here.heritage_reach * roots - here.culture_reach)
    )
    growth += world.belonging.belonging_from_groups * here.groups_reach + (
        world.belonging.belonging_of_elders * here.elders_reach if me.age_group >= OLD else 0.0
    )
    growth += world.belonging.belonging_of_members if me.stage == ASSOCIATION_PERSON else 0.0
    felt = (
        me.belonging
        + growth * (1.0 - me.belonging)
        + world.belonging.belonging_spread * resonance
        - world.belonging.belonging_decay * me.belonging
    )
    me.habit = approach(me.habit, me.takes_part, here.habit_learning)
    me.belonging = min(max(felt, 0.0), 1.0)
