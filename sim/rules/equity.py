"""Equity: what the unregistered are entitled to, and provision here against the city (E74-E76; model.md 4.3, 4.7)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.arithmetic import approach
from sim.rules.luck import philox
from sim.rules.rule import rule

TRAIT = 910


@rule
def entitle(
    case_domain: Sequence[int],
    standing_domain: Sequence[int],
    registered: Sequence[int],
    entered: Sequence[int],
    holders: Sequence[int],
    n_holders: int,
    lo_residents: int,
    key_low: int,
    key_high: int,
    elderly_care_entitled: float,
    children_entitled: float,
    health_entitled: float,
    culture_entitled: float,
    social_security_entitled: float,
    housing_entitled: float,
    population_services_entitled: float,
    convenience_entitled: float,
    chosen: MutableSequence[int],
    entitled: MutableSequence[int],
    standing_entitled: MutableSequence[int],
) -> None:
    """Who may have public help with an open and with a standing case: the registered, and the share that the domain entitles.

    A person's uniform for a domain never changes, so a larger share takes nobody's entitlement away.
    """
    low = (elderly_care_entitled, children_entitled, health_entitled, culture_entitled)
    high = (social_security_entitled, housing_entitled, population_services_entitled, convenience_entitled)
    shares = low + high
    count = 0
    for place in range(n_holders):
        i = holders[place]
        entitled[i] = standing_entitled[i] = 1
        chosen[count] = i
        count += registered[i] == 0
    for place in range(count):
        i = chosen[place]
        slot = lo_residents + i
        entitled[i] = may_claim(slot, case_domain[i], entered[i], key_low, key_high, shares)
        standing_entitled[i] = may_claim(slot, standing_domain[i], entered[i], key_low, key_high, shares)


@rule
def may_claim(slot: int, wanted: int, entered: int, key_low: int, key_high: int, shares: tuple[float, ...]) -> int:
    """Whether an unregistered resident is entitled in a domain, 1 to 8; without a case nothing is denied."""
    if wanted == 0:
        return 1
    word, _, _, _ = philox(slot, wanted, TRAIT, entered, key_low, key_high)
    return 1 if word + 0.5 < shares[wanted - 1] * 4294967296.0 else 0


@rule
def open_to_all(slots: int, society_share: float) -> int:
    """Slots of an organization that government does not pay for, rounded: the entitled and the others may have them."""
    return int(slots * society_share + 0.5)


@rule
def weigh_fairness(
    provision_gap: float,
    response_gap: float,
    fairness_weight: float,
    negativity: float,
    responsiveness_weight: float,
    entitlement_gap_weight: float,
    elderly_care_entitled: float,
    children_entitled: float,
    health_entitled: float,
    culture_entitled: float,
    social_security_entitled: float,
    housing_entitled: float,
    population_services_entitled: float,
    convenience_entitled: float,
    domain_weight: Sequence[float],
    unregistered_interest: Sequence[float],
) -> tuple[float, float]:
    """What provision here means for anyone's satisfaction, and what entitlements withheld mean for the unregistered's.

    Being worse off than the city weighs ``negativity`` times as much as being better off. Entitlements count by how often
    the unregistered need a domain.
    """
    low = (elderly_care_entitled, children_entitled, health_entitled, culture_entitled)
    high = (social_security_entitled, housing_entitled, population_services_entitled, convenience_entitled)
    shares = low + high
    withheld, total = 0.0, 0.0
    for d in range(8):
        total += domain_weight[d] * unregistered_interest[d]
        withheld += domain_weight[d] * unregistered_interest[d] * (1.0 - shares[d])
    fairness = fairness_weight * provision_gap * (negativity if provision_gap < 0.0 else 1.0)
    felt = fairness + responsiveness_weight * response_gap
    return felt, -entitlement_gap_weight * withheld / total if total > 0.0 else 0.0


@rule
def compare_communities(
    n_communities: int,
    known_cases: Sequence[int],
    resolved: Sequence[int],
    reported_opened: Sequence[int],
    pressure: Sequence[float],
    response_usual: float,
    known_lately: MutableSequence[float],
    resolved_lately: MutableSequence[float],
    load_lately: MutableSequence[float],
    response_gap: MutableSequence[float],
    provision_gap: MutableSequence[float],
) -> None:
    """Means over about a year: known, resolved and newly known cases, and the share that was taken up against the usual.

    The gap of provision is (here - city) / (here + city), in the share of known cases that a month resolves.
    """
    known, solved = 0.0, 0.0
    for c in range(n_communities):
        known_lately[c] = approach(known_lately[c], total_of(known_cases, c), 1.0 / 12.0)
        resolved_lately[c] = approach(resolved_lately[c], total_of(resolved, c), 1.0 / 12.0)
        load_lately[c] = approach(load_lately[c], reported_opened[c], 1.0 / 12.0)
        response_gap[c] = approach(response_gap[c], 1.0 - pressure[c] - response_usual, 1.0 / 12.0)
        known += known_lately[c]
        solved += resolved_lately[c]
    city = solved / known if known > 0.0 else 0.0
    for c in range(n_communities):
        here = resolved_lately[c] / known_lately[c] if known_lately[c] > 0.0 else city
        provision_gap[c] = (here - city) / (here + city) if here + city > 0.0 else 0.0


@rule
def total_of(by_domain: Sequence[int], c: int) -> int:
    """A community's cases of all domains."""
    total = 0
    for d in range(8):
        total += by_domain[c * 8 + d]
    return total
