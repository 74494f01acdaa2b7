"""In whole runs: every empty place of an organization has a reason, and organizations that choose leave fewer empty."""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from sim.runs.single import simulate

Make = Callable[..., Any]
REASONS = ("price", "entitlement", "decision", "unknown", "domain", "hands", "others", "no_case")
YEARS, SEEDS = 5, range(4)
WORLDS: dict[str, dict[str, float]] = {
    "baseline": {},
    "fees and led volunteers": {"provision.low_fee_share": 0.4, "provision.free_share": 0.5},
    "narrow entitlement": {f"entitlement.{one}_entitled": 0.0 for one in ("health", "housing", "elderly_care")},
}


@pytest.fixture
def yearly(varied: Make) -> Callable[..., dict[str, npt.NDArray[np.float64]]]:
    """Return sums by year of outcomes of a neighbourhood under levers."""

    def run(values: dict[str, float], seed: int) -> dict[str, npt.NDArray[np.float64]]:
        city = simulate(
            varied(values), seed, months=12 * YEARS, size="neighbourhood", engine="compiled", city="ningbo"
        ).city
        names = [*(f"idle_for_{one}" for one in REASONS), "idle_unexplained"]
        sums = {name: city[name].reshape(YEARS, 12).sum(axis=1) for name in names}
        return sums | {"used": city["places_used_share"].reshape(YEARS, 12).mean(axis=1)}

    return run


@pytest.mark.parametrize("world", WORLDS)
def test_less_than_a_twentieth_of_empty_places_is_unexplained_in_any_year(yearly: Make, world: str) -> None:
    for seed in SEEDS:
        found = yearly(WORLDS[world], seed)
        empty = sum(found[f"idle_for_{one}"] for one in REASONS) + found["idle_unexplained"]
        assert (found["idle_unexplained"] <= 0.05 * empty + 1.0).all(), (seed, found)


def test_places_of_organizations_that_choose_their_field_are_used_more(yearly: Make) -> None:
    kept, chosen = (
        np.array([yearly({"world.choosing.fields_chosen": switch}, seed)["used"][2:].mean() for seed in range(8)])
        for switch in (0.0, 1.0)
    )
    gain = chosen - kept
    assert gain.mean() > 2.0 * gain.std(ddof=1) / len(gain) ** 0.5, gain
