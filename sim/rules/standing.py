"""Standing cases: the frail need a slot every month, until recovery, death or moving away (E08, E65; model.md 4.1)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.arithmetic import approach
from sim.rules.help import COMMITTEE, DEPARTMENT, NEIGHBOURS, NOBODY, ORGANIZATION, pass_on_case
from sim.rules.needs import help_by_ties, hidden_chance, place_in_queue
from sim.rules.rule import rule

CARE, HEALTH = 1, 3
STAYS, BEGINS, RECOVERS = 0, 1, -1


@rule
def turn_frail(
    standing_domain: int,
    age_group: int,
    health: float,
    standing_per_year: Sequence[float],
    standing_recovery: float,
    health_effect: float,
    u_frail: float,
) -> int:
    """Whether a resident becomes frail this month, or recovers. Who is healthier becomes frail less often."""
    drawn = u_frail * 12.0
    begins = drawn < frailty(age_group, health, standing_per_year, health_effect)
    ends = RECOVERS if drawn < standing_recovery else STAYS
    return ends if standing_domain > 0 else BEGINS if begins else STAYS


@rule
def frailty(age_group: int, health: float, standing_per_year: Sequence[float], health_effect: float) -> float:
    """A year's hazard to become frail."""
    return standing_per_year[age_group] * (1.0 - health_effect * health)


@rule
def become_frail(
    standing_change: int,
    age_group: int,
    health: float,
    standing_per_year: Sequence[float],
    standing_care_share: float,
    health_effect: float,
    u_frail: float,
) -> tuple[int, int, int]:
    """The standing case of who has just become frail, or none of who has recovered; nobody knows of it, nobody has missed it.

    The frail of 60 or older need elderly care or, but for ``standing_care_share``, health services; younger ones need health
    services. The uniform that made them frail decides, by nested thresholds.

    Returns the domain (0 without a standing case), whether it is known, and months in a row without help.
    """
    care = standing_care_share * frailty(age_group, health, standing_per_year, health_effect)
    needed = CARE if age_group >= 5 and u_frail * 12.0 < care else HEALTH
    return needed if standing_change == BEGINS else 0, 0, 0


@rule
def find_standing(
    standing_domain: int,
    standing_found: int,
    standing_missed: int,
    standing_entitled: int,
    unentitled_report: float,
    trust: float,
    publicity_reach: float,
    platform: float,
    survey_reach: float,
    grid_finds: float,
    party_finds: float,
    one_stop_open: float,
    residents_community: float,
    residents_departments: float,
    community_departments: float,
    self_report: float,
    trust_on_report: float,
    publicity_on_report: float,
    platform_on_report: float,
    one_stop_on_report: float,
    found_by_survey: float,
    direct_report: float,
    waiting_priority: float,
    elder_priority: float,
    standing_priority: float,
    age_group: int,
    priority_rule: float,
    domain_urgency: Sequence[float],
    urgency_priority: float,
    old_first: float,
    young_first: float,
    group_priority: float,
    neighbours_can: Sequence[float],
    active_ties: int,
    n_peers: int,
    ties_on_help: float,
    active_at_start: float,
    u_standing_found: float,
    u_standing_turn: float,
    u_standing_neighbours: float,
    u_standing_passed: float,
) -> tuple[bool, float, bool, bool]:
    """Whether a standing case is known, its priority in [0, 1), whether neighbours can help, whether departments hear of it.

    It comes to light as other cases do, and stays known. It stands in the same queue by the same rule; months in a row without
    help count as waiting, and being frail counts as ``standing_priority`` times being old.
    """
    hidden = hidden_chance(
        trust,
        publicity_reach,
        platform,
        survey_reach,
        grid_finds,
        party_finds,
        one_stop_open,
        residents_community,
        residents_departments,
        self_report,
        trust_on_report,
        publicity_on_report,
        platform_on_report,
        one_stop_on_report,
        found_by_survey,
        direct_report,
        1.0 if standing_entitled != 0 else unentitled_report,
    )
    turn = place_in_queue(
        u_standing_turn,
        min(standing_missed, 12) / 12.0,
        standing_priority,
        domain_urgency[standing_domain - 1],
        age_group,
        waiting_priority,
        elder_priority,
        urgency_priority,
        group_priority,
        priority_rule,
        old_first,
        young_first,
    )
    passed = pass_on_case(community_departments, residents_departments, direct_report, u_standing_passed)
    ties = help_by_ties(active_ties, n_peers, ties_on_help, active_at_start)
    able = u_standing_neighbours < neighbours_can[standing_domain - 1] * ties
    return standing_found != 0 or u_standing_found >= hidden, min(turn, 0.999999), able, passed


@rule
def book_standing(
    standing_domain: Sequence[int],
    standing_found: Sequence[int],
    standing_change: Sequence[int],
    standing_by: Sequence[int],
    leaving: Sequence[int],
    holders: Sequence[int],
    n_holders: int,
    standing_begun: MutableSequence[int],
    standing_ended: MutableSequence[int],
    standing_known: MutableSequence[int],
    standing_served: MutableSequence[int],
) -> None:
    """Count the month's standing cases: begun, ended by recovery, death or moving, known, and served."""
    begun, ended, known, served = 0, 0, 0, 0
    for place in range(n_holders):
        i = holders[place]
        has = standing_domain[i] > 0
        begun += standing_change[i] == BEGINS
        ended += (standing_change[i] == RECOVERS) | (has & (leaving[i] != 0))
        known += has & (standing_found[i] > 0)
        served += has & (standing_by[i] != NOBODY)
    standing_begun[0], standing_ended[0], standing_known[0], standing_served[0] = begun, ended, known, served


@rule
def live_with_help(
    standing_domain: int,
    standing_found: int,
    standing_missed: int,
    standing_by: int,
    leaving: int,
    experience: float,
    trust: float,
    helped_lately: float,
    experience_learning: float,
    standing_strength: float,
    help_quality: float,
    negativity: float,
    trust_gain: float,
    trust_loss: float,
) -> tuple[int, int, int, float, float, float]:
    """What a month with or without the help that is needed every month does to the frail; who leaves takes the case along.

    Being left alone is experienced as no help at all. A month weighs ``standing_strength`` of what an ended case does.

    Returns the domain, whether known, months in a row without help, experience, trust, having been helped lately.
    """
    if leaving != 0:
        return 0, 0, 0, experience, trust, helped_lately
    served = standing_by != NOBODY
    quality = help_quality if served else 0.0
    share = min(experience_learning * standing_strength * (negativity if quality < experience else 1.0), 1.0)
    public = standing_by == COMMITTEE or standing_by == DEPARTMENT
    trusted = trust + (standing_strength * trust_gain * (1.0 - trust) if public else 0.0)
    trusted -= standing_strength * trust_loss * trust if standing_found != 0 and not served else 0.0
    by_society = standing_by == NEIGHBOURS or standing_by == ORGANIZATION
    missed = 0 if served else min(standing_missed + 1, 120)
    felt = approach(experience, quality, share)
    return standing_domain, standing_found, missed, felt, trusted, 1.0 if by_society else helped_lately


@rule
def close_standing(
    n_communities: int,
    standing_held: Sequence[int],
    standing_begun: Sequence[int],
    standing_ended: Sequence[int],
    held: MutableSequence[int],
    expected: MutableSequence[int],
) -> None:
    """The account of standing cases: those held before, and begun, less those ended."""
    expected[11] = held[11]
    held[11] = 0
    for c in range(n_communities):
        expected[11] += standing_begun[c] - standing_ended[c]
        held[11] += standing_held[c]


@rule
def have_standing(
    age_group: int,
    standing_per_year: Sequence[float],
    standing_care_share: float,
    standing_recovery: float,
    death_per_year: Sequence[float],
    u_frail_start: float,
) -> tuple[int, int]:
    """Standing cases at the start: as many as hazard, recovery and death leave standing, at most half of an age; known."""
    over = standing_recovery + death_per_year[age_group]
    share = min(standing_per_year[age_group] / max(over, 0.000001), 0.5)
    if u_frail_start >= share:
        return 0, 0
    return CARE if age_group >= 5 and u_frail_start < share * standing_care_share else HEALTH, 1
