"""Talent and the platform have purses of their own: what is in them goes first, the rest is paid as before."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.uses import fill_purses, pay_platform

Usual = Callable[..., Any]
shares = st.floats(0, 0.5)


class Purses:
    """A community with 1,000 fen allotted, half of it for other uses, and 70 and 30 fen in its two purses."""

    def __init__(self, month: int, talent: float, platform: float) -> None:
        self.talent, self.platform, self.parts, self.returned = [70], [30], [[9], [9]], [[9], [9]]
        uses = ([100, 100, 100, 100], 60, 40)
        fill_purses(month, 1000, *uses, talent, platform, self.talent, self.platform, *self.parts, *self.returned)


def test_each_gets_its_share_and_keeps_what_it_has() -> None:
    purses = Purses(5, 0.1, 0.02)
    assert (purses.talent, purses.platform, purses.parts) == ([170], [50], [[100], [20]])


def test_in_january_what_was_not_spent_goes_back() -> None:
    purses = Purses(12, 0.1, 0.02)
    assert (purses.talent, purses.platform, purses.returned) == ([100], [20], [[70], [30]])


@given(shares, shares)
def test_no_more_is_given_than_other_uses_leave(talent: float, platform: float) -> None:
    purses = Purses(5, talent, platform)
    assert 0 <= purses.parts[0][0] + purses.parts[1][0] <= 500


@pytest.mark.parametrize(
    ("purse", "paid"), [(0, (0, 0, 0.0, 2.4)), (10_000, (0, 10_000, 0.5, 1.2)), (50_000, (30_000, 20_000, 1.0, 0.0))]
)
def test_the_committee_pays_what_the_platforms_purse_does_not(purse: int, paid: tuple[float, ...]) -> None:
    """1,000 residents at 2.40 yuan a year are 200 yuan a month."""
    assert pay_platform(1_000, purse, 2.4) == pytest.approx(paid)
