"""Equity: what the unregistered are entitled to, and provision here against the city (E74-E76; model.md 4.3, 4.7)."""

from collections.abc import Sequence

from sim.parameters.equity import Entitlement
from sim.parameters.satisfaction import Satisfaction
from sim.parameters.world import World
from sim.rules import rule
from sim.rules.arithmetic import approach
from sim.rules.random_numbers import WORD, philox
from sim.state import Community, Many, Organization, Resident
from sim.state.random_numbers import ENTITLEMENT_OF
from sim.state.words import N_DOMAINS


@rule
def entitle(
    residents: Many[Resident], here: Community, policy: Entitlement, lo_residents: int, *, key_low: int, key_high: int
) -> None:
    """Who may have public help with an open and with a standing case: the registered, and the share that the domain entitles.

    A person's uniform for a domain never changes, so a larger share takes nobody's entitlement away.
    """
    holders = residents.column(Resident.holders)
    chosen = residents.column(Resident.chosen)

    shares = entitled_shares(policy)
    count = 0
    for place in range(here.n_holders):
        i = holders[place]
        residents[i].entitled = residents[i].standing_entitled = 1
        chosen[count] = i
        count += residents[i].registered == 0
    for place in range(count):
        i = chosen[place]
        slot = lo_residents + i
        residents[i].entitled = may_claim(
            slot,
            wanted=residents[i].case_domain,
            entered=residents[i].entered,
            key_low=key_low,
            key_high=key_high,
            shares=shares,
        )
        residents[i].standing_entitled = may_claim(
            slot,
            wanted=residents[i].standing_domain,
            entered=residents[i].entered,
            key_low=key_low,
            key_high=key_high,
            shares=shares,
        )


@rule
def entitled_shares(policy: Entitlement) -> tuple[float, ...]:
    """The share of the unregistered that may have public help, domain by domain."""
    low = (policy.elderly_care_entitled, policy.children_entitled, policy.health_entitled, policy.culture_entitled)
    high = (
        policy.social_security_entitled,
        policy.housing_entitled,
        policy.population_services_entitled,
        policy.convenience_entitled,
    )
    return low + high


@rule
def may_claim(slot: int, *, wanted: int, entered: int, key_low: int, key_high: int, shares: tuple[float, ...]) -> int:
    """Whether an unregistered resident is entitled in a domain, 1 to 8; without a case nothing is denied."""
    if wanted == 0:
        return 1
    word, _, _, _ = philox(
        slot, month=wanted, purpose=ENTITLEMENT_OF, entered=entered, key_low=key_low, key_high=key_high
    )
    return 1 if word + 0.5 < shares[wanted - 1] * WORD else 0


@rule
def open_to_all(me: Organization) -> None:
    """Slots of an organization that government does not pay for, rounded: the entitled and the others may have them."""
    me.open_slots = int(me.slots * me.society_share + 0.5)


@rule
def weigh_fairness(here: Community, policy: Entitlement, world: World) -> None:
    """What provision here means for anyone's satisfaction, and what entitlements withheld mean for the unregistered's.

    Being worse off than the city weighs ``negativity`` times as much as being better off. Entitlements count by how often
    the unregistered need a domain.
    """
    shares = entitled_shares(policy)
    withheld, total = 0.0, 0.0
    for d in range(N_DOMAINS):
        total += world.needs.domain_weight[d] * world.equity.unregistered_interest[d]
        withheld += world.needs.domain_weight[d] * world.equity.unregistered_interest[d] * (1.0 - shares[d])
    fairness = (
        world.satisfaction.fairness_weight
        * here.provision_gap
        * (world.satisfaction.negativity if here.provision_gap < 0.0 else 1.0)
    )
    here.provision_felt = fairness + world.satisfaction.responsiveness_weight * here.response_gap
    here.entitlement_felt = -world.satisfaction.entitlement_gap_weight * withheld / total if total > 0.0 else 0.0


@rule
def compare_communities(communities: Many[Community], how: Satisfaction) -> None:
    """Means over about a year: known, resolved and newly known cases, and the share of true cases helped against the usual.

    The gap of provision is (here - city) / (here + city), in the share of known cases that a month resolves.
    """
    known, solved = 0.0, 0.0
    for c in range(len(communities)):
        communities[c].known_lately = approach(
            communities[c].known_lately, target=total_of(communities.column(Community.known_cases), c), share=1.0 / 12.0
        )
        communities[c].resolved_lately = approach(
            communities[c].resolved_lately, target=total_of(communities.column(Community.resolved), c), share=1.0 / 12.0
        )
        communities[c].load_lately = approach(
            communities[c].load_lately, target=communities[c].reported_opened, share=1.0 / 12.0
        )
        communities[c].response_gap = approach(
            communities[c].response_gap, target=communities[c].helped_share - how.response_usual, share=1.0 / 12.0
        )
        known += communities[c].known_lately
        solved += communities[c].resolved_lately
    usual = solved / known if known > 0.0 else 0.0
    for c in range(len(communities)):
        found = (
            communities[c].resolved_lately / communities[c].known_lately if communities[c].known_lately > 0.0 else usual
        )
        communities[c].provision_gap = (found - usual) / (found + usual) if found + usual > 0.0 else 0.0


@rule
def total_of(by_domain: Sequence[int], c: int) -> int:
    """A community's cases of all domains."""
    total = 0
    for d in range(N_DOMAINS):
        total += by_domain[c * N_DOMAINS + d]
    return total
