"""Vacant places are as if nothing were there; founding, dissolution and support in a running city."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

Make = Callable[..., Any]
NOBODY_COMES = {"world.lifecycle.founding_rate": 0.0, "world.lifecycle.filed_lapse": 0.0}
RATE = "world.lifecycle.founding_rate"


def test_a_vacant_place_has_no_money_no_staff_no_slots_and_is_not_counted(city: Make, varied: Make) -> None:
    place = city(varied({RATE: 2.0, "world.lifecycle.filed_lapse": 2.0}, "private_capital"), "neighbourhood", months=40)
    for _ in place.months():
        rows = place.state.organizations
        vacant = rows.alive == 0
        for name in ("balance", "staff", "slots", "spare_minutes", "founded"):
            assert not rows.columns[name][vacant].any(), name
        assert place.state.communities.n_organizations.sum() == (~vacant).sum()
    assert (rows.founded > 0).any()


def test_without_founding_and_lapse_numbers_stay(city: Make, varied: Make) -> None:
    still = varied(NOBODY_COMES | {"world.lifecycle.dissolution_months": 1200.0})
    place = city(still, "neighbourhood", months=30)
    assert len({int(place.state.communities.n_organizations.sum()) for _ in place.months()}) == 1


def test_whether_and_where_a_group_forms_is_its_places_luck_and_not_the_policys(city: Make, varied: Make) -> None:
    """Nobody takes less part than nobody: with more incubation the same places fill, and more of them."""
    alive = []
    for incubation in (0.0, 2.0):
        levers = {"organizations.incubation": incubation, "world.lifecycle.filed_lapse": 0.0, RATE: 0.5}
        place = city(varied(levers), "neighbourhood", months=2)
        list(place.months())
        alive.append(place.state.organizations.alive.copy())
    assert (alive[1] >= alive[0]).all()


def test_organizations_that_lose_their_income_are_dissolved_and_the_books_balance(city: Make, varied: Make) -> None:
    poor = {"world.market.services_per_payer": 0.0, "funding.grant_share": 0.0, "funding.purchase_share": 0.0}
    poor |= {"world.firms.donation_per_active": 0.0, "world.firms.firm_giving": 0.0}
    place = city(varied(poor | NOBODY_COMES), "neighbourhood", months=20)
    counts = [
        int((place.state.organizations.alive & (place.state.organizations.form == 0)).sum()) for _ in place.months()
    ]
    assert counts[0] == 2
    assert counts[-1] == 0
    assert place.state.communities.organization_money.sum() == 0


@pytest.mark.parametrize("lever", ["training_places", "wage_supplement", "incubation", "monitoring"])
def test_support_spends_the_grant_purse_and_not_a_fen_more(city: Make, varied: Make, lever: str) -> None:
    ends = {"training_places": 1000.0, "wage_supplement": 10_000.0, "incubation": 2.0, "monitoring": 1.0}
    place = city(varied({f"organizations.{lever}": ends[lever]}), "neighbourhood", months=3)
    for _ in place.months():
        rows = place.state.communities
        spent = rows.support_paid + rows.grants_paid
        assert (spent <= rows.use_part.reshape(-1, 4)[:, 3]).all()
        assert spent.sum() > 0


def test_monitored_money_moves_to_those_of_more_effect(city: Make, varied: Make) -> None:
    """H11: grants among registered organizations follow cases resolved for a thousand yuan.

    Where places go to need in the whole street, organizations differ little in that but for skill: so does what moves.
    """
    follows = []
    for monitoring in (0.0, 1.0):
        place = city(varied({"organizations.monitoring": monitoring}), "district", months=24)
        list(place.months())
        rows = place.state.organizations
        some = (rows.alive == 1) & (rows.form == 0)
        total = rows.grant_income[some].sum()
        follows.append(float((rows.grant_income[some] / total * rows.effect[some]).sum() / rows.effect[some].mean()))
    assert follows[1] > follows[0] + 0.005


def test_crowding_eats_what_matching_adds(city: Make, varied: Make) -> None:
    """H17: where every matched yuan takes a yuan of fees, organizations have no more for it."""
    posts = {}
    for crowding in (0.0, -1.0):
        for rate in (0.0, 1.0):
            levers = {"funding.private_capital": 1.0, "funding.matching_rate": rate, "funding.grant_share": 0.12}
            levers |= {"funding.direct_share": 0.2, "world.organizations.crowding": crowding}
            place = city(varied(levers | {"world.support.matching_response": 0.0}), "neighbourhood", months=24)
            list(place.months())
            posts[crowding, rate] = float(place.state.organizations.staff.sum())
    assert posts[-1.0, 1.0] < posts[0.0, 1.0]
    assert np.isfinite(list(posts.values())).all()


def young_staff(place: Any) -> list[float]:
    """Posts of organizations founded in a year or more before the run's end."""
    list(place.months())
    rows = place.state.organizations
    return [float(posts) for posts in rows.staff[(rows.alive == 1) & (rows.founded > 0) & (rows.founded <= 12)]]


def test_seed_grants_give_the_new_staff_and_the_longer_the_more(city: Make, varied: Make) -> None:
    """seed_grant, seed_months: the same groups form, and those seeded pay more posts; older ones pay for it."""
    alike = {RATE: 1.0, "world.lifecycle.filed_lapse": 0.0}
    alike |= {"funding.grant_share": 0.1, "funding.direct_share": 0.2}
    staff = {}
    for grant, months in ((0.0, 12.0), (2_000.0, 6.0), (2_000.0, 36.0)):
        levers = {"organizations.seed_grant": grant, "organizations.seed_months": months}
        place = city(varied(alike | levers), "neighbourhood", months=26)
        staff[grant, months] = np.mean(young_staff(place))
    assert staff[0.0, 12.0] < staff[2_000.0, 6.0] < staff[2_000.0, 36.0]


def test_the_same_posts_do_less_in_one_organization_than_in_two_or_three(city: Make, varied: Make) -> None:
    """H15: number_factor splits and merges registered organizations, and no post appears or is lost by it.

    One counts less for cases of other domains than its own; that more of them run themselves is made up for by their choice of
    field.
    """
    found: dict[float, list[float]] = {}
    for factor in (0.5, 1.0, 1.5):
        place = city(varied({"organizations.number_factor": factor} | NOBODY_COMES), "neighbourhood", months=18)
        rows, served = place.state.organizations, 0
        for month in place.months():
            served += int(rows.delivered.sum())
            if month == 0:
                found[factor] = [int(((rows.alive == 1) & (rows.form == 0)).sum()), float(rows.staff.sum())]
        found[factor].append(served)
    assert [found[factor][0] for factor in (0.5, 1.0, 1.5)] == [1, 2, 3]
    assert found[0.5][1] == pytest.approx(found[1.5][1], rel=0.05)  # after a month of hiring
    assert found[0.5][2] < min(found[1.0][2], found[1.5][2])


def test_people_trained_in_one_community_are_hired_in_another(city: Make, varied: Make) -> None:
    """Training in rural communities alone raises skill elsewhere through the city's staff pool, and not without it.

    It is paid from talent's purse, which is not shared with the street as grants are; and neither burn-out nor a name carries
    over what rural organizations do better.
    """
    skill = {}
    apart = {"world.offices.catch_up": 0.0, "world.satisfaction.fairness_weight": 0.0}
    apart |= {"world.cases.shortfall_on_paper": 0.0, "funding.talent_share": 0.1, "funding.direct_share": 0.2}
    apart |= {"world.support.burn_out": 0.0, "world.organizations.reputation_memory": 0.0}
    for mobility in (0.0, 1.0):
        base = varied(apart | {"world.support.staff_mobility": mobility})
        for places in (0.0, 30.0):
            place = city(
                varied({"organizations.training_places": places}, base, kind="rural"), "neighbourhood", months=24
            )
            list(place.months())
            rows, first = place.state.organizations, place.state.first["organizations"]
            elsewhere = slice(0, int(first[2]))  # traditional and market communities
            skill[mobility, places] = float(rows.skill[elsewhere][rows.alive[elsewhere] == 1].mean())
    assert skill[0.0, 30.0] == pytest.approx(skill[0.0, 0.0], abs=2e-3)  # places lent leave a trace
    assert skill[1.0, 30.0] > skill[1.0, 0.0] + 0.005
