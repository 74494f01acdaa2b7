"""Culture groups and resonance in runs."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

Make = Callable[..., Any]
AMPLE = {"funding.grant_share": 0.15, "funding.direct_share": 0.183}


@pytest.mark.parametrize("seed", [1, 2])
def test_supported_culture_groups_are_founded_have_members_and_some_register(
    city: Make, varied: Make, seed: int
) -> None:
    """Those who look to needs alone are founded too, and have no members."""
    place = city(varied(AMPLE | {"organizations.culture_groups": 1.0}), "neighbourhood", months=120, seed=seed)
    groups, registered = set(), set()
    for _ in place.months():
        rows, here = place.state.organizations, place.state.communities
        for j in np.flatnonzero(rows.members > 0):
            groups.add((j, int(rows.founded[j])))
            if rows.form[j] == 0:
                registered.add((j, int(rows.founded[j])))
        assert (rows.members[rows.alive == 0] == 0).all()
        assert here.n_groups.sum() == (rows.members > 0).sum()
    assert len(groups) > 5
    assert registered
    assert rows.members.sum() > 5 * (rows.members > 0).sum()
    assert (rows.domain[rows.members > 0] == 3).all()


def test_without_support_no_culture_group_is_founded(city: Make) -> None:
    place = city("baseline", "neighbourhood", months=24)
    for _ in place.months():
        assert not place.state.organizations.members[:].any()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_resonance_lowers_nobodys_belonging(city: Make, varied: Make, seed: int) -> None:
    """In the first month, before anything else follows from it; and after two years the mean is higher."""
    still, resounding = (
        city(varied({"world.belonging.belonging_spread": spread}), "neighbourhood", months=24, seed=seed)
        for spread in (0.0, 0.1)
    )
    for month, _ in enumerate(zip(still.months(), resounding.months(), strict=True)):
        before, after = (place.state.residents.belonging for place in (still, resounding))
        if month == 0:
            assert (after >= before).all()
            assert after.mean() > before.mean()
    assert after.mean() > before.mean()
