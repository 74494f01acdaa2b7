"""Money between communities and domains, on numbers worked out by hand; whole amounts, to the fen."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters.budget import Funding, Offices
from sim.parameters.equity import Earmark
from sim.parameters.help import Help
from sim.rules.budget import fall_due, look_back, pool_money, share_out, tell_communities, weigh_communities
from sim.state import City, Community, Many, Office
from tests.records import many, office, place, record, usual

weights = st.floats(0, 1)
places = st.tuples(st.integers(0, 10**9), st.integers(0, 500), st.integers(0, 500), weights, weights, weights, weights)
LEVERS = ("need_weight", "load_weight", "outcome_weight", "rural_uplift", "equity_floor")


def allotted(due: list[int], **given: list[Any]) -> list[int]:
    """What each community gets; without offices need is not known, and each gets back what it pooled by need."""
    n = len(due)
    own = [{name: given[name][c] if name in given else 0.0 for name in LEVERS} for c in range(n)]
    policies = Many([usual(Funding, **levers) for levers in own])
    state: dict[str, object] = {"kind": 0, "load_lately": 1.0, "performance_seen": 1.0, "reported_lately": 1.0}
    state |= {"evaluations": 1, "n_residents": due, "pooled": [[0] * 4] * n, "criterion": [[0.0] * 4] * n}
    state |= {name: column for name, column in given.items() if name not in LEVERS}
    here = many(Community, n, due=due, need_seen=0.0, **state)
    city = record(City, reserve=0, revenue=0)
    pool_money(here, many(Office, 0), policies)
    weigh_communities(here, policies)
    share_out(here, city, policies)
    parts = [one.allotted for one in here]
    assert (city.revenue, city.reserve) == (sum(due), sum(due) - sum(parts))
    return parts


def test_what_falls_due_grows_once_a_year() -> None:
    here = place(n_residents=1000, grown=0.0, due=0)
    policies = Many([usual(Funding, budget_per_resident=300.0, budget_growth=0.1)])
    seen = []
    for month in range(25):
        fall_due(Many([here]), policies, month)
        seen.append(here.due)
    assert (seen[0], seen[11], seen[12], seen[24]) == (2_500_000, 2_500_000, 2_750_000, 3_025_000)


def test_by_head_everyone_keeps_what_is_due() -> None:
    assert allotted([100, 37, 0]) == [100, 37, 0]


def test_by_load_money_goes_where_cases_come_to_be_known() -> None:
    assert allotted([100, 100], load_weight=[1.0, 1.0], load_lately=[1.0, 3.0]) == [50, 150]
    assert allotted([100, 100], load_weight=[0.5, 0.5], load_lately=[1.0, 3.0]) == [75, 125]


def test_by_outcome_money_goes_by_residents_and_the_performance_that_offices_believe_in() -> None:
    believed: dict[str, list[float]] = {"performance_seen": [0.2, 0.6], "reported_lately": [0.5, 0.5]}
    assert allotted([100, 100], outcome_weight=[1.0, 1.0], **believed) == [50, 150]


def test_where_nothing_was_evaluated_reports_are_all_that_offices_know() -> None:
    believed: dict[str, list[float]] = {
        "performance_seen": [0.0, 0.0],
        "reported_lately": [0.6, 0.2],
        "evaluations": [0, 0],
    }
    assert allotted([100, 100], outcome_weight=[1.0, 1.0], **believed) == [150, 50]


@pytest.mark.parametrize(("insight", "error", "claim"), [(0.0, 0.3, 0.25), (0.5, 0.0, 0.3), (0.5, 0.04, 0.31)])
def test_a_department_catches_up_further_by_evaluations_of_outcome_and_errs_with_them(
    insight: float, error: float, claim: float
) -> None:
    """From a claim of 0.1 to 40 of 100 cases: half the way, then half of the rest by half the lag."""
    me = office(role=1, claim=0.1, cases_seen=40, out_of=100, standing_seen=0.5, rebudget_every=12.0)
    me.insight, me.insight_error = insight, error
    look_back(me, usual(Offices, catch_up=0.5), 12)
    assert me.claim == pytest.approx(claim + 0.025 * (insight > 0))


def test_weights_that_exceed_the_whole_count_in_proportion() -> None:
    both = {"load_weight": [1.0, 1.0], "outcome_weight": [1.0, 1.0], "load_lately": [1.0, 3.0]}
    assert allotted([100, 100], **both) == [75, 125]


def test_rural_communities_weigh_more_and_the_others_pay_for_it() -> None:
    """Weights 100 * 1.5 and 100 of a pool of 200."""
    assert allotted([100, 100], kind=[2, 0], rural_uplift=[0.5, 0.5]) == [120, 80]


def test_a_community_below_its_floor_is_lifted_by_those_above() -> None:
    """By load 0, 100 and 200 of 300; floors of 80: 240, and the other 60 by what is above the floor, 20 to 120."""
    given: dict[str, list[float]] = {"load_weight": [1.0] * 3, "load_lately": [0.0, 1.0, 2.0]}
    assert allotted([100, 100, 100], **given) == [0, 100, 200]
    assert allotted([100, 100, 100], **given, equity_floor=[0.8] * 3) == pytest.approx([80, 88, 132], abs=1)
    assert allotted([100, 100, 100], **given, equity_floor=[1.0] * 3) == [100, 100, 100]


def test_who_pools_nothing_is_not_touched_by_those_who_do() -> None:
    given = {"load_weight": [1.0, 0.0, 1.0], "load_lately": [0.0, 5.0, 1.0], "equity_floor": [0.5, 1.0, 0.5]}
    assert allotted([100, 33, 100], **given) == [50, 33, 150]


def test_who_has_nothing_to_pool_gets_nothing_from_the_pool() -> None:
    given = {"load_weight": [1.0] * 3, "load_lately": [9.0, 1.0, 1.0], "equity_floor": [1.0] * 3}
    assert allotted([0, 100, 300], **given) == [0, 100, 300]


@given(st.lists(places, min_size=1, max_size=12), st.floats(0, 1), st.floats(0, 1))
def test_every_fen_is_given_out_and_no_floor_is_broken(people: list[Any], floor: float, uplift: float) -> None:
    due, load, solved, load_weight, outcome_weight, _, _ = (list(column) for column in zip(*people, strict=True))
    n = len(due)
    parts = allotted(
        due,
        kind=[c % 4 for c in range(n)],
        load_lately=[1.0 * value for value in load],
        performance_seen=[value / 500.0 for value in solved],
        load_weight=load_weight,
        outcome_weight=outcome_weight,
        rural_uplift=[uplift] * n,
        equity_floor=[floor] * n,
    )
    assert sum(parts) == sum(due)
    assert all(part >= int(floor * own) for part, own in zip(parts, due, strict=True))


def told(old: float, young: float) -> list[float]:
    here = many(Community, 1, street=0, domain_share=[[0.0] * 8])
    claims = many(Office, 9, role=0, claim=[9.0, *[0.1] * 8])
    policies = Many([usual(Earmark, for_elderly_care=old, for_children=young)])
    tell_communities(here, claims, policies, usual(Help, unit_cost=[100.0] * 8))
    return [*here[0].domain_share]


def test_earmarks_are_taken_from_all_claims_and_added_to_two() -> None:
    """Eight claims of 10 yuan; a quarter of 80 for elderly care beyond its 7.5."""
    assert told(0.0, 0.0) == [10.0] * 8
    assert told(0.25, 0.0) == pytest.approx([27.5, *[7.5] * 7])
    assert told(0.25, 0.5) == pytest.approx([22.5, 42.5, *[2.5] * 6])
    assert told(1.0, 1.0) == pytest.approx([80.0, 80.0, *[0.0] * 6])
