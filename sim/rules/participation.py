"""Taking part: who joins in, who gives hours, and what that leaves behind (E12, E22-E29; model.md 4.2)."""

from collections.abc import Sequence

from sim.rules.arithmetic import ONE, approach, exp
from sim.rules.beginnings import FULL, tie_share
from sim.rules.culture import rooted_share
from sim.rules.membership import ASSOCIATION_PERSON, OLD, chance_asked, overload
from sim.rules.rule import rule
from sim.rules.worktime import time_cost


@rule
def take_part(
    takes_part: int,
    age_group: int,
    registered: int,
    party_member: int,
    stage: int,
    registered_volunteer: int,
    threshold: float,
    belonging: float,
    trust: float,
    habit: float,
    helped_lately: float,
    peers_active: int,
    n_peers: int,
    active_residents: int,
    n_residents: int,
    kind: int,
    activities: float,
    publicity_reach: float,
    survey_reach: float,
    committee_asks: float,
    deliberated: float,
    elders_tied: float,
    elders_afar: float,
    work_rank: int,
    participation_constant: Sequence[float],
    participation_by_age: Sequence[float],
    peer_weight: float,
    complete_mixing: float,
    belonging_weight: float,
    trust_weight: float,
    habit_weight: float,
    reciprocity_weight: float,
    activity_weight: float,
    publicity_weight: float,
    unregistered_cost: float,
    employed_share: Sequence[float],
    migrant_employment: float,
    shift_share: Sequence[float],
    work_cost: float,
    shift_cost: float,
    party_weight: float,
    association_weight: float,
    fatigue_weight: float,
    bearable_load: float,
    duty: float,
    meeting_load: float,
    asked_odds: float,
    asking_by_peers: float,
    asked_in_association: float,
    noise: float,
    lapse: float,
    u_take_part: float,
) -> bool:
    """Whether a resident of 15 or older takes part this month.

    Peers count by the activation of the tie; an elder-care association makes the district's old people peers of the old.
    Under complete mixing peers are the whole community and the threshold is a whole number of persons, as in Granovetter
    (1978), else of hundredths of a tie: a share such as 1/3 has no exact float. Who did not take part last month may be asked.
    """
    circle = FULL * max(n_peers, 1)
    afar = elders_tied if age_group >= OLD else 0.0
    known = peers_active * (1.0 - afar) + circle * elders_afar * afar
    mixed = complete_mixing != 0.0
    peers, everyone = active_residents if mixed else known, n_residents if mixed else circle
    share = 1.0 / max(n_residents, 1) if mixed else tie_share(n_peers)
    here = participation_constant[kind] + activity_weight * (activities - 1.0)
    utility = here + publicity_weight * (publicity_reach - 1.0) + participation_by_age[age_group]
    utility += (peer_weight * peers - int(threshold * everyone + 0.5)) * share
    utility += belonging_weight * (belonging - 0.5) + trust_weight * (trust - 0.5) + habit_weight * habit
    utility += reciprocity_weight * helped_lately - (0.0 if registered != 0 else unregistered_cost)
    utility -= time_cost(
        age_group,
        registered,
        kind,
        work_rank,
        employed_share,
        migrant_employment,
        shift_share,
        work_cost,
        shift_cost,
    )
    utility += party_weight * party_member + (association_weight if stage == ASSOCIATION_PERSON else 0.0)
    utility -= fatigue_weight * overload(
        activities + meeting_load * deliberated,
        survey_reach,
        committee_asks,
        stage,
        registered_volunteer,
        duty,
        bearable_load,
    )
    asked = chance_asked(peers_active, stage, committee_asks, asking_by_peers, asked_in_association)
    asked = 0.0 if takes_part != 0 or asked_odds == 1.0 else asked
    stays = (lapse == 0.0) & (takes_part != 0)
    return (age_group > 0) & (stays | joins(utility, noise, asked, asked_odds, u_take_part))


@rule
def joins(utility: float, noise: float, asked: float, asked_odds: float, u: float) -> bool:
    """Whether a resident joins in. Being asked multiplies the odds; without noise it does nothing.

    The chance (1 - asked) / (1 + e) + asked odds / (odds + e), with e = exp(-utility / noise), is compared without dividing.
    """
    against = exp(-utility * (1.0 / (noise if noise > 0.0 else 1.0)))
    unasked, when_asked = 1.0 + against, asked_odds + against
    drawn = u * unasked * when_asked < (1.0 - asked) * when_asked + asked * asked_odds * unasked
    return drawn if noise > 0.0 else utility >= 0.0


@rule
def volunteer(
    takes_part: int,
    effort: float,
    stage: int,
    registered_volunteer: int,
    active_ties: int,
    volunteer_share: float,
    registered_gain: float,
    volunteer_hours: float,
    asking_by_peers: float,
    peer_asking_minutes: float,
    organizer_share: float,
    member_organizers: float,
    u_volunteer: float,
) -> tuple[bool, int, bool]:
    """Whether one who takes part volunteers, the minutes given, and whether one organizes what others join.

    Hours are concentrated by a personal effort (P03). Registered volunteers come more often, members organize more often.
    Part of the time goes into asking those one knows.
    """
    chance = volunteer_share * (1.0 + registered_gain * registered_volunteer)
    gives = takes_part != 0 and u_volunteer < chance
    leading = organizer_share + (member_organizers if stage == ASSOCIATION_PERSON else 0.0)
    asking = asking_by_peers * peer_asking_minutes / FULL * active_ties
    minutes = min(int(max(60.0 * volunteer_hours * effort - asking, 0.0)), 30000) if gives else 0
    return gives, minutes, gives and u_volunteer < chance * leading


@rule
def belong(
    takes_part: int,
    age_group: int,
    registered: int,
    entered: int,
    month: int,
    stage: int,
    habit: float,
    belonging: float,
    peers_belonging: int,
    active_ties: int,
    n_peers: int,
    culture_reach: float,
    heritage_reach: float,
    groups_reach: float,
    elders_reach: float,
    deliberated: float,
    habit_learning: float,
    belonging_from_participation: float,
    belonging_from_culture: float,
    belonging_from_groups: float,
    belonging_of_elders: float,
    belonging_of_members: float,
    belonging_from_deliberation: float,
    heritage_part: float,
    settling_months: float,
    heritage_elsewhere: float,
    belonging_spread: float,
    belonging_decay: float,
) -> tuple[float, float]:
    """Habit follows one's own participation; belonging grows by it, by culture and by resonance along active ties, and fades.

    A part of what culture does is by its line of heritage, which speaks most to those who have roots here. Belonging grows by
    culture groups too, in elder-care associations for the old, in organizations for their members, and for who takes part
    where the community decides for itself.
    """
    resonance = (peers_belonging / ONE - active_ties * belonging) * tie_share(n_peers)
    roots = rooted_share(registered, entered, month, settling_months, heritage_elsewhere)
    growth = (belonging_from_participation + belonging_from_deliberation * deliberated) * takes_part
    growth += belonging_from_culture * (culture_reach + heritage_part * (heritage_reach * roots - culture_reach))
    growth += belonging_from_groups * groups_reach + (belonging_of_elders * elders_reach if age_group >= OLD else 0.0)
    growth += belonging_of_members if stage == ASSOCIATION_PERSON else 0.0
    felt = belonging + growth * (1.0 - belonging) + belonging_spread * resonance - belonging_decay * belonging
    return approach(habit, takes_part, habit_learning), min(max(felt, 0.0), 1.0)
