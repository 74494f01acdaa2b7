"""Donations follow who takes part, firms, a name and effort; firms reach their workers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters.market import Firms
from sim.parameters.networks import Party
from sim.rules.market import raise_donations, raising, reach_workers
from sim.state import Organization
from tests.records import many, place, street, usual

shares = st.floats(0, 1)


def donated(
    active_residents: int = 100, kind: int = 3, how: dict[str, float] | None = None, **two: object
) -> list[int]:
    """Two registered organizations of three posts and one, among 1,000 residents; 12 yuan a year of 100 who take part."""
    usually = {"alive": 1, "form": 0, "staff": [3.0, 1.0], "reputation": 1.0, "government_share": 0.0}
    providers = many(Organization, 2, **(usually | two))
    giving = {"donation_per_active": 12.0, "firm_giving": 0.0, "effort_crowding": 0.5} | (how or {})
    here = street(n_residents=1_000, active_residents=active_residents, kind=kind)
    raise_donations(providers, here, usual(Firms, firm_presence=[0.0, 0.0, 0.0, 1.0], **giving), [0, 2])
    assert here[0].donations_paid == sum(one.donation_income for one in providers)
    return [one.donation_income for one in providers]


def test_donations_come_from_all_communities_of_a_street() -> None:
    """The organization lives in the second of two communities; who takes part lives in both, three to one."""
    one = many(Organization, 1, alive=1, form=0, staff=2.0, reputation=0.5, government_share=0.0)
    here = street(2, n_residents=1_000, active_residents=[300, 100], kind=0)
    how = usual(Firms, firm_presence=[0.0] * 4, donation_per_active=12.0, effort_crowding=0.5)
    raise_donations(one, here, how, [0, 0, 1])
    assert [place.donations_paid for place in here] == [15_000, 5_000]
    assert one[0].donation_income == 20_000


def test_donations_go_by_posts_and_come_from_those_who_take_part() -> None:
    assert donated() == [7_500, 2_500]
    assert donated(active_residents=0) == [0, 0]


def test_firms_give_where_they_are() -> None:
    assert donated(how={"firm_giving": 1.2}) == [15_000, 5_000]
    assert donated(how={"firm_giving": 1.2}, kind=0) == [7_500, 2_500]


def test_an_organization_gets_what_its_name_and_its_effort_bring_in() -> None:
    """Half a name brings half; with all income from government effort is down by a half."""
    assert donated(reputation=[0.5, 1.0]) == [3_750, 2_500]
    assert donated(government_share=[1.0, 0.0]) == [3_750, 2_500]
    assert donated(government_share=[1.0, 0.0], how={"effort_crowding": 0.0}) == [7_500, 2_500]
    assert donated(alive=[0, 1]) == [0, 10_000]


@given(shares, shares, st.floats(-1, 1))
def test_effort_moves_one_way_with_public_money_and_never_below_nothing(few: float, many: float, k: float) -> None:
    less, more = (raising(usual(Firms, effort_crowding=k), share) for share in sorted((few, many)))
    assert (more - less) * k <= 0.0
    assert min(less, more) >= 0.0


def test_firms_reach_their_workers_as_far_as_there_are_firms_with_a_party_organization() -> None:
    """A half of firms reached: publicity 1 + 0.3 * 0.5, asked 1 - 0.9 * (1 - 0.05 * 0.5)."""
    how = usual(Firms, firm_presence=[0.0, 0.0, 0.0, 1.0], firm_on_publicity=0.3, firm_asks=0.05)

    def reached(kind: int) -> tuple[float, float]:
        here = place(kind=kind, publicity_reach=1.0, committee_asks=0.1)
        reach_workers(here, usual(Party, firm_reach=0.5), how)
        return here.publicity_reach, here.committee_asks

    assert reached(0) == pytest.approx((1.0, 0.1))
    assert reached(3) == pytest.approx((1.15, 1.0 - 0.9 * 0.975))
