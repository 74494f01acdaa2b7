"""What is reported and what is true are two books; and levers that rest on something off do nothing, to the bit."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sim.runs.single import simulate

Make = Callable[..., Any]
MONTHS = 26


def played(scenario: Any, seed: int = 2, months: int = MONTHS) -> Any:
    return simulate(scenario, seed, months=months, size="neighbourhood", engine="compiled", city="ningbo")


def same(one: Any, other: Any) -> bool:
    return all(one.city[name].tobytes() == other.city[name].tobytes() for name in one.city)


@pytest.mark.parametrize("weight", [0.0, 1.0])
def test_reports_and_truth_each_add_up_and_agree_where_nothing_is_closed_on_paper(
    city: Make, varied: Make, weight: float
) -> None:
    place = city(varied({"evaluation.feedback_weight": weight}), "neighbourhood", months=MONTHS)
    residents, communities = place.state.residents, place.state.communities
    known = communities.known_open.sum()
    for _ in place.months():
        known += communities.reported_opened.sum() - communities.reported_closed.sum()
        open_now = residents.case_domain > 0
        assert known == ((residents.case_found > 0) & open_now).sum() == communities.known_open.sum()
        assert communities.cases_held.sum() == open_now.sum()
        assert (residents.case_complex <= open_now).all()
        assert (residents.case_decided <= residents.case_complex).all()
        if weight == 0.0:
            assert communities.closed_on_paper.sum() == 0


def test_gaming_makes_reports_better_and_nothing_else(varied: Make) -> None:
    fair, gamed = (played(varied({"evaluation.feedback_weight": weight}), months=36) for weight in (0.0, 1.0))
    assert gamed.city["reported_performance"][12:].mean() > 1.3 * fair.city["reported_performance"][12:].mean()
    assert gamed.city["trust_mean"][-1] < fair.city["trust_mean"][-1]
    assert gamed.city["resolved_cases"].sum() < 1.03 * fair.city["resolved_cases"].sum()


@pytest.mark.parametrize(
    ("off", "lever", "value"),
    [
        ({"grid.coverage": 0.0}, "grid.residents_per_cell", 100.0),
        ({"party.active_share": 0.0}, "party.layers", 3.0),
        ({"evaluation.regime": 0.0}, "evaluation.feedback_weight", 1.0),
    ],
)
def test_a_lever_that_rests_on_something_off_changes_nothing(
    varied: Make, off: dict[str, float], lever: str, value: float
) -> None:
    world = varied(off)
    assert same(played(varied({lever: value}, world)), played(world))


@pytest.mark.parametrize("lever", [{"grid.decision_level": 0.0}, {"grid.head_responsibility": 1.0}])
def test_without_complex_cases_it_does_not_matter_who_decides(varied: Make, lever: dict[str, float]) -> None:
    from sim.parameters import DOMAINS

    simple = varied({f"world.cases.complex_share.{domain}": 0.0 for domain in DOMAINS})
    run = played(simple)
    assert same(played(varied(lever, simple)), run)
    assert set(run.city["undecided_cases"].tolist()) == {0.0}


def test_a_finer_grid_without_capacity_lengthens_the_queue_and_resolves_no_more(varied: Make) -> None:
    """H09: sensors without servers. Waiting shortens by a twentieth at most, as departments spend idle money on cases found.

    Firms do not follow the demand that the grid brings to light here: they would be servers.
    """
    nobody_follows = {"world.market.demand_elasticity": 0.0}
    base, bare, staffed = (
        [played(varied(nobody_follows, name), seed, 48).city for seed in range(4)]
        for name in ("baseline", "grid_without_capacity", "grid_with_authority")
    )

    def mean(runs: list[Any], outcome: str) -> float:
        return float(np.mean([run[outcome][-24:].mean() for run in runs]))

    assert mean(bare, "known_open_cases") > 1.2 * mean(base, "known_open_cases")
    assert mean(bare, "undecided_cases") > mean(base, "undecided_cases") > mean(staffed, "undecided_cases")
    assert mean(bare, "resolved_cases") < 1.05 * mean(base, "resolved_cases")
    assert mean(bare, "waiting_months_mean") > 0.95 * mean(base, "waiting_months_mean")


def test_party_members_take_part_more(city: Make) -> None:
    """By habit, requests and a weight that was lowered for N16; P06's odds ratio of 1.5 to 2.5 is of voting."""
    active = np.zeros((2, 2))
    for seed in (3, 4, 5):
        place = city("baseline", "neighbourhood", months=48, seed=seed)
        for month in place.months():
            residents = place.state.residents
            for member in (0, 1):
                group = (residents.age_group > 1) & (residents.party_member == member)
                active[member] += (residents.takes_part[group].sum(), group.sum()) if month >= 24 else (0, 0)
    odds = active[:, 0] / (active[:, 1] - active[:, 0])
    assert 1.1 <= odds[1] / odds[0] <= 2.5
