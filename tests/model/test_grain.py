"""Results do not hang on how finely people are divided into communities: what crosses boundaries crosses them (W6)."""

import pytest

from sim.city.profile import load_profile
from sim.model.advance import advance
from sim.runs.single import build
from tests.grain import divided, measured, steady


@pytest.mark.parametrize("residents", [3_000, 1_000, 300, 100])
def test_a_city_begins_with_the_same_posts_however_it_is_divided(residents: int) -> None:
    profile = divided(residents)
    machine = build(profile, steady().schedule(1), 3, "city", engine="compiled", threads=1)
    due = 30_000 * (profile.organizations.registered_posts + profile.organizations.filed_posts)
    assert machine.state.organizations.staff.sum() == pytest.approx(due, rel=1e-3)  # sizes are whole


def test_contract_money_is_spent_where_no_organization_has_its_home() -> None:
    schedule = steady().schedule(6)
    machine = build(divided(300), schedule, 3, "city", engine="compiled", threads=1)
    for month in range(6):
        advance(machine, schedule, month, seed=3)
        communities = machine.state.communities
        assert communities.contract_purse.max() <= 8  # fen that rounding leaves, one for each domain at most
        assert (communities.contracts_paid > 0).all()


def test_communities_of_a_thousand_fare_as_those_of_three_thousand_do() -> None:
    coarse, fine = (measured(divided(residents), steady(), 36, range(4)) for residents in (3_000, 1_000))
    assert fine["satisfaction_mean"] == pytest.approx(coarse["satisfaction_mean"], abs=0.01)
    assert fine["waiting_months_mean"] == pytest.approx(coarse["waiting_months_mean"], rel=0.1)
    assert fine["organization_staff"] == pytest.approx(coarse["organization_staff"], rel=0.05)


@pytest.mark.verify
def test_communities_of_three_hundred_fare_as_those_of_three_thousand_do() -> None:
    coarse, fine = (measured(divided(residents), steady(), 120, range(10)) for residents in (3_000, 300))
    assert fine["satisfaction_mean"] == pytest.approx(coarse["satisfaction_mean"], abs=0.01)
    assert fine["organization_staff"] == pytest.approx(coarse["organization_staff"], rel=0.05)
    assert fine["waiting_months_mean"] == pytest.approx(coarse["waiting_months_mean"], rel=0.1)


def test_half_of_what_organizations_live_on_or_less_is_governments() -> None:
    """Residents pay for services, and posts of a registered organization are those of a small agency."""
    found = measured(load_profile("ningbo"), steady(), 36, range(2), "district")
    assert 0.25 < found["government_dependence"] < 0.55
    assert found["organization_staff"] == pytest.approx(2.0, rel=0.25)
