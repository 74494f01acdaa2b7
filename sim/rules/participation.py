"""Taking part: who joins in, who gives hours, and what that leaves behind (E12, E22-E29; model.md 4.2)."""

from collections.abc import Sequence

from sim.rules.arithmetic import approach, chosen
from sim.rules.rule import rule


@rule
def take_part(
    takes_part: int,
    age_group: int,
    registered: int,
    party_member: int,
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
    party_weight: float,
    noise: float,
    lapse: float,
    u_take_part: float,
) -> bool:
    """Whether a resident of 15 or older takes part this month.

    Under complete mixing peers are the whole community and the threshold is a whole number of persons, as in Granovetter
    (1978): a share such as 3/100 has no exact float.
    """
    crowd = int(threshold * n_residents + 0.5)
    mixed = (peer_weight * active_residents - crowd) / max(n_residents, 1)
    known = peer_weight * peers_active / max(n_peers, 1) - threshold
    utility = (
        participation_constant[kind] + participation_by_age[age_group] + (mixed if complete_mixing != 0.0 else known)
    )
    utility += belonging_weight * (belonging - 0.5) + trust_weight * (trust - 0.5) + habit_weight * habit
    utility += reciprocity_weight * helped_lately + activity_weight * (activities - 1.0)
    utility += publicity_weight * (publicity_reach - 1.0) - (0.0 if registered != 0 else unregistered_cost)
    utility += party_weight * party_member
    stays = lapse == 0.0 and takes_part != 0
    return age_group > 0 and (stays or chosen(utility, noise, u_take_part))


@rule
def volunteer(
    takes_part: int, effort: float, volunteer_share: float, volunteer_hours: float, u_volunteer: float
) -> tuple[bool, int]:
    """Whether one who takes part volunteers, and the minutes given; hours are concentrated by a personal effort (P03)."""
    gives = takes_part != 0 and u_volunteer < volunteer_share
    return gives, min(int(60.0 * volunteer_hours * effort), 30000) if gives else 0


@rule
def belong(
    takes_part: int,
    habit: float,
    belonging: float,
    peers_belonging: float,
    n_peers: int,
    culture_reach: float,
    habit_learning: float,
    belonging_from_participation: float,
    belonging_from_culture: float,
    belonging_spread: float,
    belonging_decay: float,
) -> tuple[float, float]:
    """Habit follows one's own participation; belonging grows by it, by culture and by resonance along ties, and fades."""
    resonance = peers_belonging / n_peers if n_peers > 0 else belonging
    growth = belonging_from_participation * takes_part + belonging_from_culture * culture_reach
    felt = (
        belonging
        + growth * (1.0 - belonging)
        + belonging_spread * (resonance - belonging)
        - belonging_decay * belonging
    )
    return approach(habit, takes_part, habit_learning), min(max(felt, 0.0), 1.0)
