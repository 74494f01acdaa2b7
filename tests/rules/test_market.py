"""The market of low-fee services, and price tiers."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.market import fee_part, find_means, open_market, price_tiers

Usual = Callable[..., Any]
shares = st.floats(0, 1)
PAY = {"staff_pay": 4_000.0, "post_minutes": 8_000.0, "organization_case_minutes": 400.0}


def test_firms_take_whole_cases_and_the_rest_is_carried_over() -> None:
    """0.4 cases per 1,000 residents and month among 2,000 residents: 0.8 a month."""
    slots, spare = [0] * 8, [0.0] * 8
    taken = []
    for _ in range(5):
        open_market(2_000, [0.4] + [0.0] * 7, slots, spare)
        taken.append(slots[0])
    assert (sum(taken), max(taken)) == (4, 1)
    assert slots[1:] == [0] * 7


@given(st.integers(0, 50))
def test_without_tiers_every_place_is_free_as_before(usual: Usual, slots: int) -> None:
    tiers = usual(price_tiers, slots=slots, spare_fee_slots=0.0, spare_led_slots=0.0)
    assert tiers == (slots, 0, 0, 0.0, 0.0)


@given(st.integers(0, 50), shares, shares, shares, shares)
def test_no_place_is_offered_twice(
    usual: Usual, slots: int, fee: float, free: float, spare: float, other: float
) -> None:
    """At no fee and no gain by leading, the tiers' places are those that there were."""
    flat = {"low_fee": 0.0, "leading_time": 1.0, "low_fee_share": fee, "free_share": free}
    at = usual(price_tiers, slots=slots, spare_fee_slots=spare, spare_led_slots=other, **flat)
    assert sum(at[:3]) == slots
    assert min(at) >= 0


def test_a_fee_pays_for_more_cases(usual: Usual) -> None:
    """A case costs 4,000 / 8,000 * 400 = 200 yuan of staff, a fee of 50 pays a quarter: of 10 places 4 become 5."""
    assert fee_part(50.0, *PAY.values()) == 0.25
    assert fee_part(500.0, *PAY.values()) == 1.0
    tiers = {"low_fee_share": 0.4, "free_share": 0.5, "low_fee": 50.0, "leading_time": 0.5}
    at = usual(price_tiers, slots=10, spare_fee_slots=0.0, spare_led_slots=0.0, **tiers, **PAY)
    assert at == (3, 5, 6, 0.0, 0.0)


def means(entered: int, **more: Any) -> list[int]:
    n, found = 4_000, [9] * 4_000
    given_ = {"registered": [1] * n, "pays_share": [0.5] * 8, "unregistered_means": 0.5} | more
    people = ([3] * n, given_["registered"], [entered] * n, range(n), n)
    find_means(*people, found, 0, 5, 0, given_["pays_share"], given_["unregistered_means"])
    return found


def test_who_can_pay_can_pay_every_month_and_the_newcomer_is_somebody_else() -> None:
    assert means(0) == means(0) != means(7)


def test_as_many_can_pay_as_the_share_says_fewer_without_registration() -> None:
    assert sum(means(0)) / 4_000 == pytest.approx(0.5, abs=0.03)
    assert sum(means(0, registered=[0] * 4_000)) / 4_000 == pytest.approx(0.25, abs=0.03)


@given(shares, shares)
def test_a_larger_share_never_takes_the_means_from_anyone(share: float, more: float) -> None:
    fewer, others = (means(0, pays_share=[s] * 8)[:50] for s in (share, min(share + more, 1.0)))
    assert all(a <= b for a, b in zip(fewer, others, strict=True))
