"""Neighbours of one type cannot change places in a rule without somebody noticing."""

import pytest

from tests.swaps.swapped import survivors


@pytest.mark.verify
def test_no_swap_of_neighbours_in_a_rule_goes_unnoticed() -> None:
    assert survivors() == []
