"""People come and go: ageing, death and birth, moving; never by policy, so that twins stay twins (model.md section 3)."""

from collections.abc import Sequence

from sim.rules.beginnings import age_reached, around, character, join_party
from sim.rules.rule import rule
from sim.rules.worktime import RANKS

STAYS, DIES, MOVES = range(3)


@rule
def leave(
    age_group: int,
    registered: int,
    turnover: float,
    death_per_year: Sequence[float],
    move_per_year: float,
    move_per_year_unregistered: float,
    u_leave: float,
) -> int:
    """Whether a resident dies or moves away at the end of this month."""
    dying = turnover * death_per_year[age_group]
    moving = turnover * (move_per_year if registered != 0 else move_per_year_unregistered)
    drawn = u_leave * 12.0
    return DIES if drawn < dying else MOVES if drawn < dying + moving else STAYS


@rule
def comes_of_age(age_group: int, turnover: float, years_in_group: Sequence[float], u_ageing: float) -> bool:
    """Whether a resident enters the next age group.

    A group of y years is left with the chance 1 / (12 y); the last is never left.
    """
    return (age_group < 7) & (u_ageing * 12.0 * years_in_group[age_group] < turnover)


@rule
def grow_older(
    kind: int, age_group: int, party_member: int, party_share: Sequence[float], u_party_new: float
) -> tuple[int, int]:
    """The age group next month, and party membership: of those who come of age the type's share joins."""
    joins = age_group == 1 and join_party(kind, 2, party_share, u_party_new)
    return age_group + 1, 1 if joins else party_member


@rule
def arrive(
    leaving: int,
    registered: int,
    month: int,
    kind: int,
    arrival_age: Sequence[float],
    migration_shift: float,
    newcomer_belonging: Sequence[float],
    threshold_mean: float,
    threshold_sd: float,
    effort_spread: float,
    trust_usual: float,
    newcomer_experience: float,
    newcomer_spread: float,
    party_share: Sequence[float],
    u_age_new: float,
    u_origin: float,
    u_threshold_new: float,
    u_effort_new: float,
    u_belonging_new: float,
    u_trust_new: float,
    u_experience_new: float,
    u_party_new: float,
    u_work_new: float,
) -> tuple[
    int,
    int,
    bool,
    bool,
    float,
    float,
    float,
    float,
    float,
    float,
    float,
    float,
    int,
    int,
    int,
    int,
    int,
    int,
    int,
    int,
    int,
    int,
    int,
    int,
    float,
]:
    """Who takes the place of one who left: a newborn for the dead, a mover for who moved, with luck of their own.

    A newborn is registered as the one before; a mover too, but for the share ``migration_shift`` who come without local
    registration. Newcomers know nobody's habits yet, have no case and have heard no rumour; they are unit persons and no
    registered volunteers. Their rank in work is their own, and their health as usual.
    """
    age = age_arrived(arrival_age, u_age_new) if leaving == MOVES else 0
    local = registered != 0 and (leaving == DIES or u_origin >= migration_shift)
    threshold, effort = character(threshold_mean, threshold_sd, effort_spread, u_threshold_new, u_effort_new)
    belonging = around(newcomer_belonging[kind], newcomer_spread, u_belonging_new)
    trust = around(trust_usual, newcomer_spread, u_trust_new)
    lived = around(newcomer_experience, newcomer_spread, u_experience_new)
    member = join_party(kind, age, party_share, u_party_new)
    return (
        month + 1,
        age,
        local,
        member,
        threshold,
        effort,
        belonging,
        trust,
        lived,
        lived,
        0.0,
        0.0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        int(u_work_new * RANKS),
        0.0,
    )


@rule
def age_arrived(arrival_age: Sequence[float], u: float) -> int:
    """The age group of someone who moves in."""
    total = 0.0
    for age in range(8):
        total += arrival_age[age]
    return age_reached(arrival_age, u * total)
