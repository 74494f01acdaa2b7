"""Who pays what residents pay: groups add up to it, and a policy that sells more is paid by those who can pay."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sim.errors import AccountError
from sim.model.advance import check_books
from sim.model.groups import AGES, COLUMNS, PLACES, STAGES
from sim.quantities import AGES as AGE_GROUPS
from sim.runs.result import Run
from sim.runs.single import simulate
from sim.scenario import Scenario
from sim.state.words import CELLS

Make = Callable[..., Any]
DIVISIONS = (AGES, ("unregistered", "registered"), STAGES)
AT_A_FEE = {"provision.low_fee_share": 0.5, "methods.culture": 2.0, "organizations.culture_groups": 2.0}


@pytest.mark.parametrize("name", ["baseline", "menu_services", "one_stop_services", "best_mode", "funding_cut"])
def test_cells_add_up_to_what_residents_pay_in_every_place_and_month(city: Make, name: str) -> None:
    place = city(name, "neighbourhood", months=30)
    for _ in place.months():
        here, whole = place.state.communities.columns, place.state.city.columns
        paid = here["fees_paid"] + here["market_fees"]
        cells = here["group_fees"].reshape(-1, CELLS)
        assert (cells.sum(axis=1) == paid).all()
        assert cells.min() >= 0
        by_place = whole["place_fees"].reshape(len(PLACES), CELLS).sum(axis=1)
        assert by_place.tolist() == [paid.sum(), *(paid[here["kind"] == kind].sum() for kind in range(4))]


@pytest.mark.parametrize("division", DIVISIONS)
def test_groups_of_a_division_add_up_to_the_citys_fees(division: tuple[str, ...], varied: Make) -> None:
    run = _run(varied(AT_A_FEE), months=15)
    columns = [COLUMNS.index(f"city.{group}") for group in division]
    assert run.groups["residents_fees_yuan"][:, columns].sum(axis=1) == pytest.approx(run.city["residents_fees_yuan"])


@pytest.mark.parametrize("engine", ["compiled", "mesa"])
def test_a_fen_that_no_group_paid_stops_the_run(city: Make, engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place = city(engine=engine, months=9)
    months = place.months()
    for _ in range(3):
        next(months)
    monkeypatch.setattr("sim.model.advance.check_books", _with_a_fen_less)
    with pytest.raises(AccountError, match=r"'fees of groups'.*month 3.*fen"):
        next(months)


def _with_a_fen_less(state: Any, month: int) -> None:
    state.city.columns["held"][14] -= 1
    check_books(state, month)


def test_who_cannot_pay_pays_nothing(varied: Make) -> None:
    """Nobody of 60 or more can pay, and members owe no dues: all fees are the others'."""
    no_old = {f"world.market.pays_share.{age}": 0.0 for age in AGE_GROUPS[5:]}
    run = _run(varied(AT_A_FEE | no_old | {"world.groups.group_dues": 0.0}), months=15)
    fees = {group: run.groups["residents_fees_yuan"][:, COLUMNS.index(f"city.{group}")] for group in AGES}
    assert fees["age_60_79"].sum() == fees["age_80_plus"].sum() == 0.0
    assert min(fees[group].min() for group in AGES[:3]) > 0.0


def test_a_menu_makes_those_who_can_pay_pay_more() -> None:
    """Those registered elsewhere can pay four fifths as often, and pay less a head in both worlds."""
    before, after = (_run(name, months=36) for name in ("baseline", "menu_services"))
    for group in (*AGES, "registered", "unregistered"):
        assert _a_head(after, group) > 1.1 * _a_head(before, group)
    for run in (before, after):
        assert _a_head(run, "unregistered") < _a_head(run, "registered")
        assert _a_head(run, "age_80_plus") < _a_head(run, "age_30_59")


def test_low_fees_are_paid_by_those_who_have_cases(varied: Make) -> None:
    """The old have more cases than others, so that low fees raise what they pay beside the others."""
    services, both = (_run(varied({"provision.low_fee_share": share}), months=24) for share in (0.0, 0.5))
    assert _part_of_old(both) > _part_of_old(services)


def test_charges_for_help_are_low_fees_and_firms_fees_and_the_rest_is_bought(varied: Make) -> None:
    """Where nobody can pay of their own accord and no dues are owed, nothing is left of fees but what is charged for help."""
    bought = _run(varied(AT_A_FEE), months=15).city
    assert (bought["help_fees_yuan"] >= 0.0).all()
    assert (bought["residents_fees_yuan"] > bought["help_fees_yuan"]).all()
    nothing_sold = {"world.groups.group_dues": 0.0, "world.market.services_per_payer": 0.0}
    charged = _run(varied(AT_A_FEE | nothing_sold), months=15).city
    assert charged["help_fees_yuan"] == pytest.approx(charged["residents_fees_yuan"], abs=0.001)
    assert charged["help_fees_yuan"].sum() > 0.0


def test_both_engines_say_who_pays_to_the_bit(varied: Make) -> None:
    of_one, of_other = (
        _run(varied(AT_A_FEE), months=8, engine=engine, size="hamlet") for engine in ("mesa", "compiled")
    )
    for name in ("residents_fees_yuan", "fees_per_resident_yuan"):
        assert of_one.groups[name].tobytes() == of_other.groups[name].tobytes()
    assert np.nansum(of_one.groups["residents_fees_yuan"]) > 0


def _run(scenario: Scenario | str, months: int, engine: str = "compiled", size: str = "neighbourhood") -> Run:
    return simulate(scenario, 3, months=months, size=size, engine=engine, city="ningbo")


def _a_head(run: Run, group: str) -> float:
    return float(run.groups["fees_per_resident_yuan"][-12:, COLUMNS.index(f"city.{group}")].mean())


def _part_of_old(run: Run) -> float:
    fees = run.groups["residents_fees_yuan"][-12:].astype(float).sum(axis=0)
    old = sum(fees[COLUMNS.index(f"city.{group}")] for group in AGES[3:])
    return float(old / sum(fees[COLUMNS.index(f"city.{group}")] for group in AGES))
