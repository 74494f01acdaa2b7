"""Talent and the platform have purses of their own: what is in them goes first, the rest is paid as before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters.budget import Funding
from sim.rules.budget import fill_purses, pay_platform
from sim.state import Community
from tests.records import place, usual

shares = st.floats(0, 0.5)


def filled(month: int, talent: float, platform: float) -> Community:
    """A community with 1,000 fen allotted, half of it for other uses, and 70 and 30 fen in its two purses."""
    here = place(allotted=1000, use_part=[100] * 4, facility_part=60, room_part=40, talent_purse=70, platform_purse=30)
    fill_purses(here, usual(Funding, talent_share=talent, platform_share=platform), month)
    return here


def test_each_gets_its_share_and_keeps_what_it_has() -> None:
    here = filled(5, 0.1, 0.02)
    assert (here.talent_purse, here.platform_purse, here.talent_part, here.platform_part) == (170, 50, 100, 20)


def test_in_january_what_was_not_spent_goes_back() -> None:
    here = filled(12, 0.1, 0.02)
    assert (here.talent_purse, here.platform_purse) == (100, 20)
    assert (here.talent_returned, here.platform_returned) == (70, 30)


@given(shares, shares)
def test_no_more_is_given_than_other_uses_leave(talent: float, platform: float) -> None:
    here = filled(5, talent, platform)
    assert 0 <= here.talent_part + here.platform_part <= 500


@pytest.mark.parametrize(
    ("purse", "paid"), [(0, (0, 0, 0.0, 2.4)), (10_000, (0, 10_000, 0.5, 1.2)), (50_000, (30_000, 20_000, 1.0, 0.0))]
)
def test_the_committee_pays_what_the_platforms_purse_does_not(purse: int, paid: tuple[float, ...]) -> None:
    """1,000 residents at 2.40 yuan a year are 200 yuan a month."""
    here = place(n_residents=1_000, platform_purse=purse, information_cost=2.4)
    pay_platform(here)
    left = (here.platform_purse, here.platform_paid, here.platform_covered, here.information_cost)
    assert left == pytest.approx(paid)
