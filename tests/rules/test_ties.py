"""Activation of ties, on numbers worked out by hand."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.arithmetic import fixed
from sim.rules.ties import ACTIVE, WHOLE, be_seen, begin_ties, meet, take_in, warmed, warming

Usual = Callable[..., Any]
STILL = {"everyday_contact": 0.0, "contact_in_groups": 0.0, "contact_of_elders": 0.0, "tie_disuse": 0.0}
STILL |= {"activities": 1.0, "groups_reach": 0.0, "elders_reach": 0.0, "tie_activation": 1.0, "contact_together": 0.0}


def pair(usual: Usual, month: int = 5, **more: Any) -> tuple[list[int], list[int]]:
    """Two residents tied to each other once, at half activation: activation and sums after a month."""
    given = {"takes_part": [0, 0], "age_group": [3, 6], "belonging": [0.5, 0.5], "entered": [0, 0], "rumour": [0, 0]}
    own = {name: more.pop(name, value) for name, value in given.items()}
    setting = STILL | {"month": month} | more
    seen = [usual(be_seen, **{name: value[i] for name, value in own.items()}, **setting) for i in (0, 1)]
    ties = [meet(50, 0, theirs[0], *mine[1:], month) for mine, theirs in (seen, seen[::-1])]
    return [level for level, _ in ties], [take_in(carried)[0] for _, carried in ties]


def test_who_takes_part_together_moves_a_quarter_of_the_way_to_a_full_tie() -> None:
    """50 + 0.25 * 50 = 62.5, rounded by the month's threshold to 62 or 63."""
    kept, gained = fixed(0.75), fixed(25.0)
    assert {warmed(50, kept, gained, turn) for turn in range(64)} == {62, 63}
    assert sum(warmed(50, kept, gained, turn) for turn in range(64)) == 64 * 62.5


def test_changes_below_a_hundredth_are_not_lost() -> None:
    """0.03 of 10 is 0.3 a month: over 64 months it takes 19 of 64 steps."""
    assert sum(10 - warmed(10, fixed(0.97), 0, turn) for turn in range(64)) == 19


@given(st.integers(0, 100), st.integers(0, WHOLE), st.integers(0, WHOLE), st.integers(0, WHOLE), st.integers(0, 400))
def test_activation_stays_between_0_and_100(level: int, contact: int, together: int, disuse: int, month: int) -> None:
    words = [warming(min(reached, WHOLE), disuse, 1.0, False) for reached in (contact, contact + together)]
    assert all(0 <= meet(level, 7, shown, *words, month)[0] <= 100 for shown in (0, ACTIVE))


@pytest.mark.parametrize(("active", "warmer"), [([0, 0], False), ([1, 0], False), ([0, 1], False), ([1, 1], True)])
def test_common_participation_needs_both_ends(usual: Usual, active: list[int], warmer: bool) -> None:
    levels, sums = pair(usual, takes_part=active, contact_together=0.5)
    assert levels == sums == ([75, 75] if warmer else [50, 50])


def test_culture_groups_wake_all_ties_and_elder_care_associations_those_of_the_old(usual: Usual) -> None:
    assert pair(usual, groups_reach=1.0, contact_in_groups=0.5)[0] == [75, 75]
    assert pair(usual, elders_reach=1.0, contact_of_elders=0.5)[0] == [50, 75]


def test_ties_of_newcomers_and_to_newcomers_begin_asleep(usual: Usual) -> None:
    assert pair(usual, entered=[5, 0]) == ([0, 0], [0, 0])
    assert pair(usual, entered=[4, 0]) == ([50, 50], [50, 50])
    assert pair(usual, month=0)[0] == [50, 50]


def test_switched_off_every_tie_counts_fully(usual: Usual) -> None:
    assert pair(usual, tie_activation=0.0, entered=[5, 0], tie_disuse=1.0) == ([100, 100], [100, 100])


def test_a_tie_carries_by_its_activation_what_the_other_shows(usual: Usual) -> None:
    """Half active, the other takes part, believes a rumour and belongs by a half: 50, 50 and 50 halves in fixed point."""
    shown, *still = usual(be_seen, takes_part=1, rumour=1, entered=0, age_group=3, belonging=0.5, month=5, **STILL)
    level, carried = meet(50, 0, shown, *still, 5)
    assert level == 50
    assert take_in(carried) == (50, 50, 50, 50 * 2**19)
    assert take_in(8 * 100 * (shown + 2**19)) == (800, 800, 800, 800 * 2**20)


@pytest.mark.parametrize(("mean", "low", "high"), [(0.5, 48, 52), (0.0, 0, 0), (1.0, 74, 76)])
def test_ties_begin_spread_around_their_mean(mean: float, low: float, high: float) -> None:
    """Uniform up to twice the mean; above 0.5 part of it would be beyond 100: of (0, 2) half is 1, mean 0.75."""
    levels = [0] * 8000
    begin_ties([1] * 8000, levels, 0, 1, 2, 1.0, mean)
    assert low <= sum(levels) / 8000 <= high
    begin_ties([1] * 8000, levels, 0, 1, 2, 0.0, mean)
    assert set(levels) == {100}
