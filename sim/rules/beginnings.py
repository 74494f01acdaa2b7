"""How a city begins: who its residents are, whom they know, what its organizations are."""

from collections.abc import MutableSequence, Sequence

from sim.rules.arithmetic import exp, log, normal
from sim.rules.luck import philox
from sim.rules.rule import rule

NEAR, FAR = 15, 16_000
"""How many doors away a tie leads at most."""
NEAR_TIES, TIES = 6, 8
FULL = 100
"""Activation of a tie that is fully awake."""
WORD = 4294967296


@rule
def be_someone(
    age_shares: Sequence[float],
    registered_share: float,
    threshold_mean: float,
    threshold_sd: float,
    effort_spread: float,
    u_age: float,
    u_registered: float,
    u_threshold: float,
    u_effort: float,
) -> tuple[int, bool, float, float]:
    """Age group, registration, threshold (not below 0) and effort (lognormal with mean 1) of a resident."""
    threshold, effort = character(threshold_mean, threshold_sd, effort_spread, u_threshold, u_effort)
    return age_reached(age_shares, u_age), u_registered < registered_share, threshold, effort


@rule
def age_reached(weights: Sequence[float], left: float) -> int:
    """The age group in which running through the weights uses up the given amount."""
    age = 0
    while age < 7 and left >= weights[age]:
        left -= weights[age]
        age += 1
    return age


@rule
def character(
    threshold_mean: float, threshold_sd: float, effort_spread: float, u_threshold: float, u_effort: float
) -> tuple[float, float]:
    """Threshold (not below 0) and effort (lognormal with mean 1), for life."""
    threshold = max(threshold_mean + threshold_sd * normal(u_threshold), 0.0)
    return threshold, exp(effort_spread * normal(u_effort) - 0.5 * effort_spread * effort_spread)


@rule
def feel_something(
    age_group: int,
    belonging_at_start: float,
    trust_at_start: float,
    experience_at_start: float,
    expectation_at_start: float,
    spread_at_start: Sequence[float],
    expectation_follows: float,
    expectation_apart: float,
    activity_at_start: Sequence[float],
    u_belonging: float,
    u_trust: float,
    u_experience: float,
    u_expectation: float,
    u_activity: float,
) -> tuple[float, float, float, float, float, bool]:
    """Belonging, trust, experience, expectation, habit and activity of the month before the first.

    Expectation has followed experience in part. Twice as many as take part are half used to it, so that habit is as common
    as the act.
    """
    active = age_group > 0 and u_activity < activity_at_start[age_group]
    used = age_group > 0 and u_activity < 2.0 * activity_at_start[age_group]
    belonging = around(belonging_at_start, spread_at_start[0], u_belonging)
    trust = around(trust_at_start, spread_at_start[1], u_trust)
    experience = around(experience_at_start, spread_at_start[2], u_experience)
    own = spread_at_start[3] * expectation_apart * normal(u_expectation)
    expectation = around(expectation_at_start + own, spread_at_start[3] * expectation_follows, u_experience)
    return belonging, trust, experience, expectation, 0.5 * used, active


@rule
def around(mean: float, spread: float, u: float) -> float:
    """A value spread normally around its mean, kept within 0 and 1."""
    return min(max(mean + spread * normal(u), 0.0), 1.0)


@rule
def make_ties(
    age_group: Sequence[int],
    registered: Sequence[int],
    tie: MutableSequence[int],
    n_peers: MutableSequence[int],
    lo_residents: int,
    key_low: int,
    key_high: int,
    homophily: float,
) -> None:
    """Six ties to people nearby and two to anyone in the community (a small world), more often to people alike.

    A second candidate takes the place of the first where the first differs in registration or by two age groups or more,
    with the chance ``homophily``.
    """
    n = len(age_group)
    for k in range(TIES):
        reach = min(NEAR if k < NEAR_TIES else FAR, n // 2)
        for i in range(n):
            a, b, c, _ = philox(lo_residents + i, k, 900, 0, key_low, key_high)
            first, second = candidate(i, n, reach, a), candidate(i, n, reach, b)
            unlike = (registered[first] != registered[i]) | (abs(age_group[first] - age_group[i]) > 1)
            chosen = second if unlike & (c < homophily * WORD) else first
            tie[k * n + i] = chosen - i
            n_peers[i] = (n_peers[i] if k > 0 else 0) + (chosen != i)


@rule
def candidate(i: int, n: int, reach: int, word: int) -> int:
    """Someone within so many doors whom resident i of n could be tied to, by a random word of 32 bits.

    Who would be beyond the last door lives as far on the other side.
    """
    step = (word * 2 * reach >> 32) - reach
    away = step + (1 if step >= 0 else 0)
    ahead, behind = i + away, i - away
    there = ahead if (ahead >= 0) & (ahead < n) else behind
    return there if (there >= 0) & (there < n) else i


@rule
def begin_organization(
    form: int,
    share_of_posts: float,
    n_residents: int,
    registered_posts: float,
    filed_posts: float,
    staff_pay: float,
    u_field: float,
    u_skill: float,
    u_reputation: float,
) -> tuple[int, float, float, float, float, float]:
    """Domain, posts, skill, reputation, usual income (what pays its posts) and posts it is built for."""
    staff = share_of_posts * n_residents * (registered_posts if form == 0 else filed_posts)
    return int(u_field * 8.0), staff, 0.5 + 0.2 * u_skill, 0.4 + 0.2 * u_reputation, staff * staff_pay, staff


@rule
def have_case(open_share_at_start: float, u_case: float) -> bool:
    """Whether a resident begins with an open case."""
    return u_case < open_share_at_start


@rule
def have_waited(case_opened: int, starting_month: int, waiting_at_start: float, u_waited: float) -> tuple[int, int]:
    """How long ago a case open at the start arose (geometric, with the given mean of months), and that it is known."""
    return case_opened + starting_month - int(-waiting_at_start * log(u_waited)), 1


@rule
def count_open(case_domain: Sequence[int], open_cases: MutableSequence[int]) -> None:
    """Open cases by domain."""
    for i in range(len(case_domain)):
        if case_domain[i] > 0:
            open_cases[case_domain[i] - 1] += 1


@rule
def join_party(kind: int, age_group: int, party_share: Sequence[float], u_party: float) -> bool:
    """Whether a resident is a party member: nobody under 18, of the others the type's share."""
    return age_group > 1 and u_party < party_share[kind]


@rule
def is_complex(case_domain: int, complex_share: Sequence[float], u_complex_start: float) -> bool:
    """Whether a case open at the start is complex; none is decided."""
    return u_complex_start < complex_share[case_domain - 1]


@rule
def believe_something(believers_at_start: float, rumour: MutableSequence[int]) -> None:
    """Residents who believe a rumour at the start (1), spread evenly over the community: whole parts of a running total."""
    for i in range(len(rumour)):
        rumour[i] = int((i + 1) * believers_at_start + 0.000001) - int(i * believers_at_start + 0.000001)


@rule
def tie_share(n_peers: int) -> float:
    """What a hundredth of a tie is of all the ties of a resident; of who has none, of one."""
    return 1.0 / (FULL * max(n_peers, 1))
