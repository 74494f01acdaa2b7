"""Tiers, programmes, links and intensity at their limits: off is off, to the bit; and who is not reached stays as he was."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sim.model.advance import INTERVENTIONS, PLACES, intensified
from sim.parameters import LEVERS
from sim.runs.single import simulate

Make = Callable[..., Any]
MONTHS = 26


def played(scenario: Any, seed: int = 2, months: int = MONTHS) -> Any:
    return simulate(scenario, seed, months=months, size="neighbourhood", engine="compiled", city="ningbo")


def same(one: Any, other: Any) -> bool:
    return all(one.city[name].tobytes() == other.city[name].tobytes() for name in one.city)


@pytest.mark.parametrize(
    ("off", "lever", "value"),
    [
        ({"world.programmes.practice.rural": 1.0, "world.programmes.transfer_misfit": 0.0,
          "world.programmes.transfer_time": 0.0, "world.programmes.transfer_cost": 0.0}, "learning.transfer", 1.0),
        ({"world.programmes.solving_effect": 0.0, "world.programmes.solving_time": 0.0,
          "world.programmes.solving_cost": 0.0}, "methods.problem_solving", 2.0),
        ({"world.programmes.broker_on_volunteers": 0.0,
          "world.programmes.involvement_time": 0.0, "world.programmes.involvement_cost": 0.0},
         "methods.organization_involvement", 2.0),
        ({"world.programmes.one_stop_saving": 0.0, "world.programmes.one_stop_on_report": 0.0,
          "world.seeking.presence_on_turning": 0.0,
          "world.programmes.one_stop_time": 0.0, "world.programmes.one_stop_cost": 0.0}, "provision.one_stop", 1.0),
        ({}, "intensity.budget_follows", 1.0),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_lever_without_its_mechanism_changes_nothing(
    varied: Make, off: dict[str, float], lever: str, value: float
) -> None:
    assert same(played(varied(off)), played(varied(off | {lever: value})))


def test_practice_from_elsewhere_is_taken_over_by_rural_communities_only(city: Make, varied: Make) -> None:
    """In the first quarter that they can decide in nobody outside rural communities takes anything over."""
    one_quarter = {"world.leaning.review_share": 1.0}
    bare, learning = (
        city(varied({"learning.transfer": t} | one_quarter), "neighbourhood", months=4) for t in (0.0, 1.0)
    )
    for _ in zip(bare.months(), learning.months(), strict=True):
        pass
    rural = bare.state.communities.kind == 2
    assert not bare.state.communities.practice_gained.any()
    assert (learning.state.communities.practice_gained > 0).tolist() == rural.tolist()


def test_what_fees_bring_is_paid_out_as_hours(city: Make, varied: Make) -> None:
    """Fees from residents enter the organizations' account and leave it as wages; nobody else pays for them."""
    without, tiers = (
        city(varied({"provision.low_fee_share": share}), "neighbourhood", months=14) for share in (0.0, 0.5)
    )
    due = 0
    for _, _ in zip(without.months(), tiers.months(), strict=True):
        wages = int(tiers.state.communities.organization_wages.sum())
        assert wages >= due
        due = int(tiers.state.organizations.low_fees.sum())
    assert due > 0
    assert without.state.organizations.low_fees.sum() == 0


def test_intensity_multiplies_interventions_within_their_domains_and_money_only_where_it_follows() -> None:
    chosen = np.array([[lever.default[0] for lever in LEVERS]] * 3)
    chosen[:, PLACES["multiplier"]], chosen[2, PLACES["budget_follows"]] = [1.0, 1.5, 1.5], 1.0
    chosen[:, PLACES["coverage"]] = 0.9
    result = intensified(chosen)
    assert (result[0] == chosen[0]).all()
    assert result[1, PLACES["culture"]] == 1.5
    assert result[1, PLACES["coverage"]] == 1.0
    assert result[1, PLACES["budget_per_resident"]] == 300.0
    assert result[2, PLACES["budget_per_resident"]] == 450.0
    touched = {LEVERS[k].name for k in np.flatnonzero((result != chosen).any(axis=0))}
    assert touched <= set(INTERVENTIONS) | {"budget_per_resident"}


@pytest.mark.parametrize("name", INTERVENTIONS)
def test_every_intervention_begins_at_nought(name: str) -> None:
    """Half an intensity of something that cannot be nought would leave its domain."""
    assert LEVERS[PLACES[name]].domain[0] == 0
    assert not LEVERS[PLACES[name]].integer
