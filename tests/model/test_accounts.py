"""Money balances to the fen, cases to the case and people to the person, every month, in production code."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.errors import AccountError
from sim.parameters import LEVERS
from sim.parameters.levers import BUDGET_SHARES
from sim.runs.single import simulate

Make = Callable[..., Any]
SHARES = BUDGET_SHARES
levers = st.fixed_dictionaries(
    {
        lever.path: st.integers(int(lever.plausible[0]), int(lever.plausible[1])).map(float)
        if lever.integer
        else st.floats(*lever.plausible)
        for lever in LEVERS
    }
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=levers, seed=st.integers(0, 2**32 - 1))
def test_the_books_balance_under_any_levers(city: Make, varied: Make, values: dict[str, float], seed: int) -> None:
    over = max(sum(values[path] for path in SHARES), 1.0)
    shares = {path: values[path] / over for path in SHARES}
    place = city(varied(values | shares), "neighbourhood", months=14, seed=seed)
    for _ in place.months():
        money = (
            "committee_money",
            "contract_purse",
            "grant_purse",
            "department_money",
            "facility_purse",
            "works",
            "room_kept",
            "talent_purse",
            "platform_purse",
        )
        assert all((place.state.communities.columns[name] >= 0).all() for name in money)
        assert (place.state.organizations.balance >= 0).all()
        assert place.state.city.reserve[0] >= 0
        assert place.state.communities.persons.sum() == place.state.residents.n


@pytest.mark.parametrize(
    "policy", ["seed_then_taper", "private_capital", "foresight", "culture_centres_2016", "process_first"]
)
def test_every_fen_of_revenue_is_somewhere(city: Make, policy: str) -> None:
    """What came in (revenue, fees, gifts) = what went out (wages, activities, services, support, works) + what is held."""
    place, earned, spent = city(policy, "neighbourhood", months=30), 0, 0
    for _ in place.months():
        flow, (support, gifts, donations) = place.state.city.flow, place.state.city.organization_flow
        _, _, granted, *works, _ = place.state.city.works_flow
        _, _, training, _, platform, *_ = place.state.city.use_flow
        earned += int(flow[0] + flow[11] + gifts + donations + granted)
        spent += int(flow[[6, 7, 8, 12, 13]].sum() + support + sum(works) + training + platform)
        assert earned == spent + int(place.state.city.held[[*range(6), 9, 10, 12, 13]].sum())


@pytest.mark.parametrize(
    ("table", "column", "account"),
    [
        ("communities", "committee_money", "committees"),
        ("communities", "contract_purse", "contract purses"),
        ("communities", "grant_purse", "grant purses"),
        ("communities", "department_money", "departments"),
        ("organizations", "balance", "organizations"),
        ("city", "reserve", "finance"),
        ("communities", "facility_purse", "facilities"),
        ("communities", "room_kept", "room for change"),
        ("communities", "talent_purse", "talent purses"),
        ("communities", "platform_purse", "platform purses"),
    ],
)
@pytest.mark.parametrize("engine", ["compiled", "mesa"])
def test_a_fen_from_nowhere_stops_the_run(city: Make, table: str, column: str, account: str, engine: str) -> None:
    place = city(engine=engine, months=9)
    months = place.months()
    for _ in range(7):
        next(months)
    place.state.tables[table].columns[column][0] += 1
    with pytest.raises(AccountError) as stopped:
        next(months)
    held, expected = (int(place.state.city.columns[side][_place(account)]) for side in ("held", "expected"))
    assert held == expected + 1
    assert all(word in str(stopped.value) for word in (f"{account!r}", "month 7", f"{held} fen", str(expected)))


def test_a_case_that_vanishes_stops_the_run(city: Make) -> None:
    place = city(months=9)
    months = place.months()
    for _ in range(7):
        next(months)
    waiting = np.flatnonzero(place.state.residents.case_domain > 0)
    place.state.residents.case_domain[waiting[0]] = 0
    with pytest.raises(AccountError, match=r"'cases'.*month 7.*cases"):
        next(months)


def test_a_report_that_vanishes_stops_the_run(city: Make) -> None:
    """The case itself is still there: only the book of reports misses it."""
    place = city(months=9)
    months = place.months()
    for _ in range(7):
        next(months)
    residents = place.state.residents
    known = np.flatnonzero((residents.case_domain > 0) & (residents.case_found > 0))
    residents.case_found[known[0]] = 0
    place.state.communities.known_open[0] -= 1
    place.state.city.held[8] += 1
    with pytest.raises(AccountError, match=r"'reported cases'.*month 7.*cases"):
        next(months)


def test_no_money_spends_exactly_nothing(varied: Make) -> None:
    """X9; the equity floor is on, and committees have staff whose wages would be due."""
    penniless = varied({"funding.budget_per_resident": 0.0, "funding.equity_floor": 1.0, "funding.need_weight": 0.5})
    run = simulate(penniless, 1, months=26, size="neighbourhood", engine="compiled", city="ningbo")
    society = ("fees", "market_fees", "donations", "organization_wages", "organization_activities")
    public = [name for name in run.money if name not in society]
    assert {name: int(np.abs(run.money[name]).sum()) for name in public} == dict.fromkeys(public, 0)
    assert set(run.city["public_spending_yuan"].tolist()) == {0.0}


def test_finance_pays_out_what_the_budget_says(varied: Make) -> None:
    """10,000 residents at 300 yuan a year are 250,000 yuan a month, growing by 10 % a year."""
    run = simulate(
        varied({"funding.budget_growth": 0.1}), 1, months=25, size="neighbourhood", engine="compiled", city="ningbo"
    )
    budgets = [run.money[name] for name in run.money if name == "unspent" or name.endswith("_budget")]
    given_out = np.sum(budgets, axis=0)
    assert abs(given_out[[0, 11, 12, 24]] - np.array([1, 1, 1.1, 1.21]) * 25_000_000).max() <= 4


def _place(account: str) -> int:
    from sim.state.words import ACCOUNTS

    return ACCOUNTS.index(account)
