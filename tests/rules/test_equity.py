"""Entitlement as a fixed trait, and fairness on numbers worked out by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.parameters.equity import Entitlement
from sim.parameters.satisfaction import Satisfaction
from sim.parameters.world import World
from sim.quantities import DOMAINS
from sim.rules.equity import compare_communities, entitle, open_to_all, weigh_fairness
from sim.rules.random_numbers import philox
from sim.state import Community
from tests.records import many, place, provider, residents, usual

SHARES = [f"{name.removesuffix('_education')}_entitled" for name in DOMAINS]
NOBODY, EVERYBODY = (dict.fromkeys(SHARES, share) for share in (0.0, 1.0))


def entitled(domain: int, shares: dict[str, float], n: int = 4000, registered: int = 0, entered: int = 0) -> list[int]:
    """Who of n residents with a case in a domain is entitled; a standing case there gives the same answer."""
    people = residents(n, case_domain=domain, standing_domain=domain, registered=registered, entered=entered)
    policy = usual(Entitlement, **(NOBODY | shares))
    entitle(people, place(n_holders=n), policy, lo_residents=500, key_low=7, key_high=9)
    found = [one.entitled for one in people]
    assert found == [one.standing_entitled for one in people]
    return found


def test_the_registered_are_entitled_whatever_the_levers_say() -> None:
    assert entitled(3, NOBODY, registered=1) == [1] * 4000


@pytest.mark.parametrize("domain", range(1, 9))
def test_of_the_unregistered_the_domains_share_is_entitled(domain: int) -> None:
    own = SHARES[domain - 1]
    assert entitled(domain, {own: 0.0}) == [0] * 4000
    assert entitled(domain, {own: 1.0}) == [1] * 4000
    assert sum(entitled(domain, {own: 0.3})) == pytest.approx(1200, abs=4 * (4000 * 0.21) ** 0.5)
    assert entitled(domain, EVERYBODY | {own: 0.0}) == [0] * 4000


@settings(deadline=None)
@given(st.integers(1, 8), st.floats(0, 1), st.floats(0, 1))
def test_a_larger_share_takes_nobodys_entitlement_away(domain: int, one: float, other: float) -> None:
    low, high = (entitled(domain, {SHARES[domain - 1]: share}, 200) for share in sorted((one, other)))
    assert all(more >= less for less, more in zip(low, high, strict=True))


def test_a_newcomer_has_luck_of_their_own() -> None:
    found = [entitled(1, {SHARES[0]: 0.5}, 500, entered=entered) for entered in (0, 13)]
    assert 150 < sum(a != b for a, b in zip(*found, strict=True)) < 350


def test_slots_open_to_all_are_those_that_government_does_not_pay() -> None:
    def opened(slots: int, share: float) -> int:
        me = provider(slots=slots, society_share=share)
        open_to_all(me)
        return me.open_slots

    assert [opened(10, share) for share in (0.0, 0.24, 0.26, 1.0)] == [0, 2, 3, 10]
    assert opened(0, 1.0) == 0


def felt(
    world: World, provision: float = 0.0, response: float = 0.0, shares: dict[str, float] = EVERYBODY
) -> tuple[float, float]:
    here = place(provision_gap=provision, response_gap=response)
    weigh_fairness(here, usual(Entitlement, **shares), world)
    return here.provision_felt, here.entitlement_felt


def test_being_worse_off_than_the_city_weighs_more_than_being_better_off() -> None:
    world = usual(fairness_weight=0.5, negativity=2.0, responsiveness_weight=0.4)
    assert felt(world, 0.2) == pytest.approx((0.1, 0.0))
    assert felt(world, -0.2) == pytest.approx((-0.2, 0.0))
    assert felt(world, 0.0, 0.25) == pytest.approx((0.1, 0.0))


def test_withheld_entitlements_count_by_how_often_they_are_needed() -> None:
    """Domain weights 1 and 3 times an interest of 2 and 1: 2 of 5 withheld in the first alone."""

    def withheld(shares: dict[str, float]) -> float:
        needs = {"domain_weight": [1, 3, 0, 0, 0, 0, 0, 0], "unregistered_interest": [2, 1, 1, 1, 1, 1, 1, 1]}
        return felt(usual(entitlement_gap_weight=0.5, **needs), shares=EVERYBODY | shares)[1]

    assert withheld({}) == 0.0
    assert withheld({SHARES[0]: 0.0}) == pytest.approx(-0.2)
    assert withheld({SHARES[0]: 0.5, SHARES[1]: 0.0}) == pytest.approx(-0.4)


def test_without_weights_fairness_is_nothing() -> None:
    world = usual(fairness_weight=0.0, responsiveness_weight=0.0, entitlement_gap_weight=0.0)
    assert felt(world, -0.3, 0.2, NOBODY) == (0.0, 0.0)


def compared(known: list[int], resolved: list[int]) -> dict[str, list[float]]:
    means = dict.fromkeys(("known_lately", "resolved_lately", "load_lately", "response_gap", "provision_gap"), 0.0)
    cases = {"known_cases": [[n, *[0] * 7] for n in known], "resolved": [[n, *[0] * 7] for n in resolved]}
    here = many(Community, len(known), **cases, **means, reported_opened=known, helped_share=0.5)
    compare_communities(here, usual(Satisfaction, response_usual=0.38))
    return {name: [getattr(one, name) for one in here] for name in means}


def test_provision_is_compared_with_the_citys_share_resolved() -> None:
    """Half of 20 and none of 20 resolved: the city resolves a quarter; (1/2 - 1/4) / (1/2 + 1/4) = 1/3."""
    means = compared([20, 20], [10, 0])
    assert means["provision_gap"] == pytest.approx([1 / 3, -1.0])
    assert means["known_lately"] == means["load_lately"] == pytest.approx([20 / 12] * 2)
    assert means["response_gap"] == pytest.approx([0.01, 0.01])


def test_where_nothing_is_known_or_resolved_nobody_is_better_off() -> None:
    assert compared([0, 8], [0, 4])["provision_gap"] == [0.0, 0.0]
    assert compared([0, 8], [0, 0])["provision_gap"] == [0.0, 0.0]


def test_who_is_entitled_is_what_the_words_of_purpose_910_say() -> None:
    words = [philox(500 + i, month=3, purpose=910, entered=5, key_low=7, key_high=9)[0] for i in range(60)]
    assert entitled(3, {SHARES[2]: 0.5}, 60, entered=5) == [int(word + 0.5 < 2**31) for word in words]
