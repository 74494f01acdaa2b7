"""Deciding here, three lines of culture, associations across a district, patience, small menus."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.associations import link_elders
from sim.rules.culture import line_factor, rooted_share, split_culture
from sim.rules.deliberation import decide_here, deliberate
from sim.rules.needs import help_by_ties
from sim.rules.variety import fill_variants, keep_patience

Usual = Callable[..., Any]
ABLE = {"committee_ease": 1.0, "paid_share": 1.0, "active_residents": 10, "adults": 100, "quorum": 0.1}


def decided(usual: Usual, share: float, cases: list[int], money: list[int]) -> tuple[list[int], int, int]:
    held, moved, at_hand = list(money), [0], [0]
    columns = {"department_money": held, "money_decided": moved, "money_to_decide": at_hand}
    usual(decide_here, deliberated=share, claimed_cases=cases, unit_cost=[100.0, 300.0, *[1.0] * 6], **columns)
    return held, moved[0], at_hand[0]


def test_half_of_the_money_goes_to_known_cases_by_their_cost(usual: Usual) -> None:
    """Of 800 fen 400 are pooled; 3 cases at 100 and 1 at 300 get half of that each."""
    money = [100] * 8
    assert decided(usual, 0.5, [3, 1, *[0] * 6], money) == ([250, 250, *[50] * 6], 400, 800)
    assert decided(usual, 0.0, [3, 1, *[0] * 6], money) == (money, 0, 800)
    assert decided(usual, 1.0, [0] * 8, money) == (money, 0, 800)


@given(
    st.floats(0, 1),
    st.lists(st.integers(0, 50), min_size=8, max_size=8),
    st.lists(st.integers(0, 10**9), min_size=8, max_size=8),
)
def test_deciding_here_loses_no_fen(usual: Usual, share: float, cases: list[int], money: list[int]) -> None:
    held, _, at_hand = decided(usual, share, cases, money)
    assert sum(held) == sum(money) == at_hand
    assert min(held) >= 0


@pytest.mark.parametrize(
    ("less", "share"),
    [({}, 0.8), ({"active_residents": 5}, 0.4), ({"committee_ease": 0.5}, 0.4), ({"paid_share": 0.5}, 0.4)],
)
def test_deciding_here_takes_hours_money_and_residents_who_come(
    usual: Usual, less: dict[str, float], share: float
) -> None:
    deliberated, spared = usual(deliberate, decided_here=0.8, brokered=0.2, deliberation_on_fit=0.5, **(ABLE | less))
    assert deliberated == pytest.approx(share)
    assert spared == pytest.approx(1 - 0.8 * (1 - 0.5 * share))


@pytest.mark.parametrize(
    ("weights", "reach"),
    [
        ((1, 1, 1), (1.2, 1.2, 1.2)),
        ((2, 2, 2), (1.2, 1.2, 1.2)),
        ((2, 1, 1), (1.8, 0.9, 0.9)),
        ((0, 0, 0), (1.2, 1.2, 1.2)),
    ],
)
def test_three_lines_share_cultures_reach_by_their_weights(weights: tuple[int, ...], reach: tuple[float, ...]) -> None:
    assert split_culture(1.2, *map(float, weights)) == pytest.approx(reach)


def test_heritage_speaks_most_to_those_registered_here_who_did_not_come_lately() -> None:
    assert rooted_share(1, 0, 5, 60.0, 0.5) == 1.0
    assert rooted_share(1, 10, 69, 60.0, 0.5) == 0.5
    assert rooted_share(1, 10, 70, 60.0, 0.5) == 1.0
    assert rooted_share(0, 0, 70, 60.0, 0.5) == 0.5


@given(st.floats(0, 5), st.floats(0, 9))
def test_a_line_never_takes_away_more_than_there_is(effect: float, reach: float) -> None:
    assert line_factor(effect, reach) >= 0.0
    assert line_factor(effect, 1.0) == line_factor(0.0, reach) == 1.0


def linked(reach: list[float], districts: list[int]) -> tuple[list[float], list[float]]:
    """Three communities of 10 elders, of whom 2, 5 and 9 take part, under offices 9 and 10."""
    tied, afar, sums = [0.0] * 3, [0.0] * 3, ([0] * 11, [0] * 11)
    link_elders(3, [10] * 3, [2, 5, 9], reach, districts, [1] * 11, 0.3, *sums, tied, afar)
    return tied, afar


def test_associations_make_the_districts_old_people_each_others_peers() -> None:
    assert linked([1.0, 1.0, 1.0], [9, 9, 9]) == (pytest.approx([0.3] * 3), pytest.approx([0.7, 0.55, 0.35]))
    assert linked([1.0, 0.5, 0.0], [9, 9, 9]) == (
        pytest.approx([0.3, 0.15, 0.0]),
        pytest.approx([0.5, 0.2, 0.3], abs=0.04),
    )


def test_no_association_reaches_beyond_its_district_or_to_a_community_without_one() -> None:
    assert linked([1.0, 0.0, 1.0], [9, 9, 10]) == ([0.0] * 3, [0.0, 0.2, 0.0])
    assert linked([0.0] * 3, [9, 9, 9]) == ([0.0] * 3, [0.0] * 3)


def test_neighbours_help_as_far_as_ties_are_awake() -> None:
    assert help_by_ties(400, 8, 1.0, 0.5) == 1.0
    assert help_by_ties(200, 8, 1.0, 0.5) == 0.5
    assert help_by_ties(0, 0, 1.0, 0.5) == 0.0
    assert help_by_ties(200, 8, 0.0, 0.5) == 1.0


def test_patience_starts_where_surveys_lead_fades_by_half_and_comes_back(usual: Usual) -> None:
    """At fatigue 1 one survey a year leaves a half; with a half-life of one month half of the way is gone in one."""
    given = {"survey_fatigue": 1.0, "patience_half_life": 1.0}
    assert usual(keep_patience, patience=0.0, survey_effort=1.0, **given) == 0.5
    assert usual(keep_patience, patience=1.0, survey_effort=1.0, **given) == pytest.approx(0.75)
    assert usual(keep_patience, patience=0.5, survey_effort=0.0, **given) == pytest.approx(0.75)


@pytest.mark.parametrize(("residents", "variants"), [(100, 1), (899, 2), (900, 3), (5000, 4)])
def test_a_small_place_fills_fewer_variants(residents: int, variants: int) -> None:
    assert fill_variants(4.0, residents, 300.0) == variants
    assert fill_variants(4.0, residents, 0.0) == 4
