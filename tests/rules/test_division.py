import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.arithmetic import divide

amounts = st.integers(0, 10**13)
weights = st.lists(st.one_of(st.just(0.0), st.floats(1e-6, 1e9)), min_size=1, max_size=40)


def parts_of(amount: int, given_weights: list[float]) -> list[int]:
    parts = [7] * len(given_weights)
    assert divide(amount, given_weights, parts) == sum(parts)
    return parts


@given(amounts, weights)
def test_parts_add_up_to_the_amount_unless_nobody_has_a_weight(amount: int, shares: list[float]) -> None:
    assert sum(parts_of(amount, shares)) == (amount if any(shares) else 0)


@given(amounts, weights)
def test_no_part_is_negative_and_none_is_one_away_from_its_due(amount: int, shares: list[float]) -> None:
    total = sum(shares) or 1.0
    for part, share in zip(parts_of(amount, shares), shares, strict=True):
        assert part >= 0
        assert abs(part - amount * share / total) < 1 + 1e-12 * amount


@given(amounts, weights)
def test_who_has_no_weight_gets_nothing(amount: int, shares: list[float]) -> None:
    assert all(part == 0 for part, share in zip(parts_of(amount, shares), shares, strict=True) if share == 0.0)


@pytest.mark.parametrize(
    ("amount", "shares", "parts"),
    [
        (10, [1.0, 1.0], [5, 5]),
        (10, [1.0, 1.0, 1.0], [3, 3, 4]),  # running totals 3.33, 6.67, 10
        (1, [1.0, 3.0], [0, 1]),
        (7, [0.0, 2.0, 0.0], [0, 7, 0]),
        (0, [1.0, 2.0], [0, 0]),
        (5, [], []),
    ],
)
def test_a_whole_amount_is_divided_by_running_totals(amount: int, shares: list[float], parts: list[int]) -> None:
    assert parts_of(amount, shares) == parts
