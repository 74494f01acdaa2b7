"""Equity: what the unregistered are entitled to, and provision here against the city (E74-E76; model.md 4.3, 4.7)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.quantities import ByDomain, ByType, Group, factor, share
from sim.rules.arithmetic import approach
from sim.rules.random_numbers import WORD, philox
from sim.rules.rule import rule
from sim.rules.satisfaction import Satisfaction
from sim.state import Community, Many, Organization, Resident
from sim.state.random_numbers import ENTITLEMENT_OF
from sim.state.words import N_DOMAINS

if TYPE_CHECKING:
    from sim.parameters import World


class Equity(Group):
    """Whose needs differ, and what being without an entitlement or ahead in the queue means."""

    unregistered_interest: ByDomain = factor(
        ByDomain(
            elderly_care=0.7,
            children_education=1.0,
            health=1.0,
            culture=1.0,
            social_security=1.3,
            housing=1.5,
            population_services=4.0,
            convenience=0.8,
        ),
        (0.3, 8),
    ).means(
        "how often needs of the unregistered fall in a domain, against those of the registered",
        "非户籍居民各领域需求相对户籍居民的频度",
    )
    need_by_type: ByType = factor(ByType(traditional=1.1, market=0.95, rural=1.0, industrial=0.95), (0.5, 2)).means(
        "new needs by type of community, against the mean at equal age", "各类社区的新增需求（年龄相同时相对平均水平）"
    )
    unentitled_report: float = share(0.4, (0.1, 1)).means(
        "own reports by those who are not entitled, against others", "无资格者主动求助相对他人的比例"
    )
    group_priority: float = factor(2.0, (0.5, 4)).means(
        "weight of full priority of a group in the queue against chance", "群体完全优先在排队中相对随机的权重"
    )


class Entitlement(Group):
    """Residents without local registration who may have public help, by domain; 1 covers all residents."""

    elderly_care_entitled: float = share(0.4, (0, 1)).means(
        "unregistered entitled to elderly care", "非户籍居民享有养老服务的比例"
    )
    children_entitled: float = share(0.6, (0, 1)).means(
        "unregistered entitled to children's services and education", "非户籍居民享有儿童与教育服务的比例"
    )
    health_entitled: float = share(0.6, (0, 1)).means(
        "unregistered entitled to health services", "非户籍居民享有卫生健康服务的比例"
    )
    culture_entitled: float = share(0.8, (0, 1)).means(
        "unregistered entitled to culture", "非户籍居民享有文化服务的比例"
    )
    social_security_entitled: float = share(0.4, (0, 1)).means(
        "unregistered entitled to social security and employment services", "非户籍居民享有社保就业服务的比例"
    )
    housing_entitled: float = share(0.3, (0, 1)).means(
        "unregistered entitled to help with housing", "非户籍居民享有住房服务的比例"
    )
    population_services_entitled: float = share(0.7, (0, 1)).means(
        "unregistered entitled to population services", "非户籍居民享有人口服务的比例"
    )
    convenience_entitled: float = share(0.8, (0, 1)).means(
        "unregistered entitled to convenience services", "非户籍居民享有便民服务的比例"
    )


class Earmark(Group):
    """What is reserved for the old and for children; others have that much less."""

    for_elderly_care: float = share(0.0, (0, 1)).means(
        "direct provision reserved for elderly care, beyond its claim",
        "直接提供经费中为养老服务专列的比例（其申报份额之外）",
    )
    for_children: float = share(0.0, (0, 1)).means(
        "direct provision reserved for children and education, beyond its claim",
        "直接提供经费中为儿童与教育服务专列的比例（其申报份额之外）",
    )
    elderly_places: float = share(0.0, (0, 1)).means(
        "building money reserved for places for the old, before what each kind of facility lacks",
        "设施建设经费中为老年设施优先预留的比例（其余按各类设施缺口分配）",
    )
    children_places: float = share(0.0, (0, 1)).means(
        "building money reserved for places for children, before what each kind of facility lacks",
        "设施建设经费中为儿童设施优先预留的比例（其余按各类设施缺口分配）",
    )
    old_first: float = share(0.0, (0, 1)).means(
        "priority in the queue for residents of 60 or older", "60岁及以上居民在排队中的优先程度"
    )
    young_first: float = share(0.0, (0, 1)).means(
        "priority in the queue for children under 15", "15岁以下儿童在排队中的优先程度"
    )


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
