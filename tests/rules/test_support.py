"""Support of organizations is paid for, and nobody is hired who is not there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters.budget import Funding
from sim.parameters.organization import OrganizationPolicy, Organizations
from sim.parameters.support import Support
from sim.rules import support
from sim.rules.organization import grant_weight
from sim.state import Community, Many, Organization
from tests.records import many, place, street, usual

COSTS = usual(Support, incubation_cost=2.0, training_cost=6000.0, monitoring_cost=0.05)
STAFF = usual(Organizations, staff_pay=4000.0, staff_turnover=0.24, novice_skill=0.3)
LABOUR = usual(Support, reference_pay=4000.0, pay_elasticity=1.5, bearable_cases=2.0, burn_out=1.0, trained_skill=0.7)


def build(purse: int, talent: int = 0, **levers: float) -> Community:
    """A community of 12,000 residents with purses of grants and of talent in fen."""
    here = place(n_residents=12_000, grant_purse=purse, talent_purse=talent)
    off = {"incubation": 0.0, "training_places": 0.0, "monitoring": 0.0}
    support.build_capacity(here, usual(OrganizationPolicy, **(off | levers)), COSTS)
    assert here.grant_purse + here.support_paid == purse
    assert here.talent_purse + here.talent_trained == talent
    return here


def test_ten_places_a_year_and_10000_are_one_a_month_and_cost_what_a_place_costs() -> None:
    got = build(10_000_000, training_places=10.0)
    assert (got.trained_now, got.support_paid) == (1.0, 600_000)


@pytest.mark.parametrize(("talent", "paid"), [(300_000, (300_000, 300_000)), (900_000, (600_000, 0))])
def test_training_is_paid_from_talents_purse_first(talent: int, paid: tuple[int, int]) -> None:
    got = build(10_000_000, talent, training_places=10.0)
    assert (got.talent_trained, got.support_paid, got.trained_now) == (*paid, 1.0)


def test_talents_purse_pays_nothing_but_talent() -> None:
    got = build(0, 1_000_000, incubation=1.0, monitoring=1.0)
    assert (got.talent_trained, got.support_paid, got.incubated) == (0, 0, 0.0)


def shared(mobility: float, wanted: list[float]) -> tuple[list[float], list[float]]:
    """Two communities of 12,000 and 24,000; three were trained in the first; 10 in 10,000 come a year; nobody turns away."""
    pools = {"trained_pool": 0.0, "novice_pool": 0.0, "trained_now": [3.0, 0.0]}
    here = many(Community, 2, n_residents=[12_000, 24_000], posts_wanted=wanted, **pools)
    support.share_people(here, usual(Support, staff_mobility=mobility, novices_available=10.0, pool_fading=0.0))
    return [one.trained_pool for one in here], [one.novice_pool for one in here]


def test_in_one_pool_who_was_trained_anywhere_serves_where_posts_are_open() -> None:
    trained, novices = shared(1.0, [0.0, 5.0])
    assert trained == pytest.approx([0.0, 3.0], abs=0.05)
    assert novices == pytest.approx([0.0, 3.0], abs=0.05)
    assert shared(1.0, [1.0, 2.0])[0] == pytest.approx([1.0, 2.0], abs=0.05)


def test_without_mobility_everyone_stays_where_he_is() -> None:
    assert shared(0.0, [0.0, 5.0]) == ([3.0, 0.0], [1.0, 2.0])


@given(st.floats(0, 1), st.lists(st.floats(0, 50), min_size=2, max_size=2))
def test_nobody_is_lost_between_communities(mobility: float, wanted: list[float]) -> None:
    trained, novices = shared(mobility, wanted)
    assert sum(trained) == pytest.approx(3.0, abs=1e-9)
    assert sum(novices) == pytest.approx(3.0, abs=1e-9)


def test_incubation_costs_by_resident_and_monitoring_by_purse() -> None:
    assert build(10_000_000, incubation=1.0).support_paid == 200_000
    assert build(10_000_000, monitoring=0.5).support_paid == 250_000


def test_a_purse_that_is_half_enough_pays_half() -> None:
    got = build(400_000, training_places=10.0, incubation=1.0)
    assert (got.support_paid, got.trained_now, got.incubated) == (400_000, 0.5, 0.5)


def test_without_support_nothing_is_paid() -> None:
    assert build(1_000).support_paid == 0
    assert build(0, training_places=10.0).trained_now == 0.0


def hired(trained: float, novices: float) -> tuple[Many[Organization], Community]:
    """Two organizations of ten posts that would have ten and twelve."""
    two = many(Organization, 2, staff=10.0, staff_wanted=[10.0, 12.0], skill=0.5, supplement=0, delivered=0)
    here = place(trained_pool=trained, novice_pool=novices)
    support.hire(two, here, STAFF, LABOUR)
    return two, here


def staff_of(providers: Many[Organization]) -> list[float]:
    return [one.staff for one in providers]


def test_a_full_pool_fills_every_post_and_is_drained_by_as_many() -> None:
    """Two in a hundred leave in a month: 0.2 of each ten."""
    two, here = hired(0.0, 100.0)
    assert staff_of(two) == pytest.approx([10.0, 12.0])
    assert here.posts_wanted == pytest.approx(2.4)
    assert here.novice_pool == pytest.approx(100.0 - 2.4)
    assert [one.skill for one in two] == pytest.approx([0.5 - 0.02 * 0.2, 0.5 - 2.2 / 12 * 0.2])


def test_nobody_is_hired_who_is_not_there() -> None:
    assert staff_of(hired(0.0, 0.0)[0]) == pytest.approx([9.8, 9.8])


def test_a_pool_that_is_half_enough_gives_each_half_the_trained_first() -> None:
    two, here = hired(0.6, 0.6)
    assert staff_of(two) == pytest.approx([9.9, 10.9])
    assert here.trained_pool == 0.0
    assert here.novice_pool == pytest.approx(0.0)
    assert two[0].skill == pytest.approx(0.5)
    assert hired(0.6, 5.0)[1].novice_pool == pytest.approx(5.0 - 1.8)


@pytest.mark.parametrize(
    ("pay", "cases", "expected"), [(4000.0, 2.0, 0.24), (8000.0, 2.0, 0.24 / 2**1.5), (4000.0, 4.0, 0.48)]
)
def test_turnover_falls_with_pay_and_rises_beyond_bearable_cases(pay: float, cases: float, expected: float) -> None:
    assert support.turnover(STAFF, LABOUR, pay, cases_per_post=cases) == pytest.approx(expected)
    assert support.turnover(STAFF, LABOUR, 4000.0, cases_per_post=40.0) == 1.0


def supplemented(staff: list[float], alive: list[int], purse: int, talent: int) -> tuple[list[int], Community]:
    providers = many(Organization, len(staff), alive=alive, staff=staff)
    here = street(grant_purse=purse, talent_purse=talent)
    policies = Many([usual(OrganizationPolicy, wage_supplement=300.0)])
    support.supplement_wages(providers, here, policies, [0, len(staff)])
    assert here[0].grants_paid == sum(one.supplement for one in providers)
    return [one.supplement for one in providers], here[0]


def test_a_supplement_goes_to_every_post_and_no_further_than_the_purse() -> None:
    for purse, paid in ((1_000_000, [60_000, 30_000, 0]), (45_000, [30_000, 15_000, 0])):
        parts, here = supplemented([2.0, 1.0, 0.0], [1, 1, 0], purse, 0)
        assert (parts, here.grant_purse) == (paid, purse - sum(paid))


def test_a_supplement_is_paid_from_talents_purse_first() -> None:
    parts, here = supplemented([2.0, 1.0], [1, 1], 1_000_000, 60_000)
    assert parts == [60_000, 30_000]
    assert (here.grant_purse, here.talent_purse, here.talent_supplemented) == (970_000, 0, 60_000)


def raised(purse: int, rate: float, names: list[float]) -> tuple[int, int, int]:
    """Private capital and what matches it for two organizations of three posts and one, and what is left in the purse."""
    two = many(Organization, 2, alive=1, form=0, staff=[3.0, 1.0], reputation=names)
    here = street(grant_purse=purse, n_residents=1200, grants_paid=0)
    policies = Many([usual(Funding, private_capital=1.0, matching_rate=rate)])
    how = usual(Support, private_per_resident=24.0, matching_response=0.0)
    support.raise_private_capital(two, here, policies, how, [0, 2])
    assert here[0].gifts_paid == sum(one.gift_income for one in two)
    return sum(one.gift_income for one in two), sum(one.matched_income for one in two), here[0].grant_purse


def test_private_capital_is_matched_as_far_as_the_purse_lasts() -> None:
    assert raised(1_000_000, 0.5, [0.5, 0.5]) == (120_000, 60_000, 940_000)
    assert raised(10_000, 0.5, [0.5, 0.5]) == (120_000, 10_000, 0)
    assert raised(10_000, 0.0, [0.5, 0.5]) == (120_000, 0, 10_000)


def test_grants_go_by_form_need_and_monitored_effect() -> None:
    def weight(
        form: int, cases: tuple[int, int], effects: tuple[float, float], by_need: float, watched: float
    ) -> float:
        how = usual(Organizations, grant_to_registered=2.0)
        here, everywhere = cases
        effect, mean = effects
        return grant_weight(
            how,
            form,
            by_need,
            known_here=here,
            known_everywhere=everywhere,
            monitored=watched,
            effect=effect,
            mean_effect=mean,
        )

    assert weight(0, (9, 90), (5.0, 1.0), 0.0, 0.0) == 2.0
    assert weight(1, (30, 120), (5.0, 1.0), 1.0, 0.0) == 2.0
    assert weight(1, (30, 120), (2.0, 1.0), 0.0, 0.5) == 1.5
    assert weight(1, (30, 120), (9.0, 1.0), 0.0, 1.0) == 3.0
    assert weight(1, (0, 0), (0.0, 0.0), 1.0, 1.0) == 1.0


@pytest.mark.parametrize(("names", "given_"), [([1.0, 1.0], 240_000), ([1.0, 0.0], 180_000), ([0.0, 0.0], 0)])
def test_better_names_draw_more_private_capital(names: list[float], given_: int) -> None:
    """Three posts and one; 24 yuan a year of each of 1,200 residents at full reputation."""
    assert raised(0, 0.0, names)[0] == given_
