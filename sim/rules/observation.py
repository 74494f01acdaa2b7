"""What is observed of a month: counts of residents, the spread of satisfaction, what offices see."""

from collections.abc import MutableSequence, Sequence

from sim.rules.arithmetic import ONE, approach
from sim.rules.rule import rule

BINS = 256


@rule
def count_resident(
    volunteer_minutes: int,
    organizes: int,
    organizing_share: float,
    case_domain: int,
    case_found: int,
    party_member: int,
) -> tuple[int, int, int, int, int]:
    """What the community's books take from a resident beside the counts by group.

    Minutes given, whether an organizer, the minutes that went into organizing, whether a case is open in the book of
    reports, whether a party member.
    """
    reported = 1 if case_domain > 0 and case_found > 0 else 0
    return volunteer_minutes, organizes, int(organizes * organizing_share * volunteer_minutes), reported, party_member


@rule
def spread_of_satisfaction(
    bin_of: Sequence[int],
    histogram: MutableSequence[int],
    gini: MutableSequence[float],
    worst_decile: MutableSequence[float],
) -> None:
    """The community's histogram of satisfaction in 256 bins of (0, 1), and what follows from it."""
    for b in range(BINS):
        histogram[b] = 0
    for i in range(len(bin_of)):
        histogram[bin_of[i]] += 1
    gini[0] = gini_of(histogram)
    worst_decile[0] = worst_decile_of(histogram)


@rule
def gini_of(histogram: Sequence[int]) -> float:
    """Gini coefficient of values at the middle of their bins: sum of (2 rank - n) value over n sum of values; 0 of nobody."""
    below, values, ranked = 0, 0.0, 0.0
    for b in range(BINS):
        value = (b + 0.5) / 256.0
        values += histogram[b] * value
        ranked += histogram[b] * value * (2 * below + histogram[b])
        below += histogram[b]
    return ranked / (below * values) - 1.0 if below > 0 else 0.0


@rule
def worst_decile_of(histogram: Sequence[int]) -> float:
    """Mean of the lowest tenth of all values, a bin counted in part where the tenth ends inside it; 0 of nobody."""
    everyone = 0
    for b in range(BINS):
        everyone += histogram[b]
    wanted = 0.1 * everyone
    left, total, b = wanted, 0.0, 0
    while left > 0.0:
        taken = min(left, histogram[b] * 1.0)
        total += taken * (b + 0.5) / 256.0
        left -= taken
        b += 1
    return total / wanted if everyone > 0 else 0.0


@rule
def report_upward(
    n_communities: int,
    histogram: Sequence[int],
    overall_histogram: MutableSequence[int],
    overall_gini: MutableSequence[float],
    overall_worst_decile: MutableSequence[float],
    role: Sequence[int],
    cases_seen: MutableSequence[int],
    out_of: MutableSequence[int],
    standing_seen: MutableSequence[float],
    n_residents: Sequence[int],
    district: Sequence[int],
    street: Sequence[int],
    known_cases: Sequence[int],
    claimed_cases: Sequence[int],
    need_seen: MutableSequence[float],
    n_organizations: Sequence[int],
    standing: Sequence[int],
) -> None:
    """Districts see known cases and residents, departments those of the entitled by domain, streets organizations."""
    for b in range(BINS):
        overall_histogram[b] = 0
    for o in range(len(role)):
        cases_seen[o] = out_of[o] = 0
        standing_seen[o] = 0.0
    for c in range(n_communities):
        for b in range(BINS):
            overall_histogram[b] += histogram[c * BINS + b]
        see(
            c,
            role,
            cases_seen,
            out_of,
            standing_seen,
            n_residents,
            district,
            street,
            known_cases,
            claimed_cases,
            need_seen,
            n_organizations,
            standing,
        )
    for o in range(len(role)):
        if role[o] == 3:
            standing_seen[o] = standing_seen[o] / (ONE * out_of[o]) if out_of[o] > 0 else 0.5
    overall_gini[0] = gini_of(overall_histogram)
    overall_worst_decile[0] = worst_decile_of(overall_histogram)


@rule
def see(
    c: int,
    role: Sequence[int],
    cases_seen: MutableSequence[int],
    out_of: MutableSequence[int],
    standing_seen: MutableSequence[float],
    n_residents: Sequence[int],
    district: Sequence[int],
    street: Sequence[int],
    known_cases: Sequence[int],
    claimed_cases: Sequence[int],
    need_seen: MutableSequence[float],
    n_organizations: Sequence[int],
    standing: Sequence[int],
) -> None:
    """Add one community to what the offices above it see; a district goes by a mean over about a year."""
    if len(role) == 0:
        return
    cases, claimed = 0, 0
    for d in range(8):
        cases += known_cases[c * 8 + d]
        claimed += claimed_cases[c * 8 + d]
    for d in range(8):
        cases_seen[1 + d] += claimed_cases[c * 8 + d]
        out_of[1 + d] += claimed
    need_seen[c] = approach(need_seen[c], cases, 1.0 / 12.0)
    cases_seen[district[c]] += int(need_seen[c] + 0.5)
    out_of[district[c]] += n_residents[c]
    standing_seen[street[c]] += standing[c] * 1.0
    out_of[street[c]] += n_organizations[c]
