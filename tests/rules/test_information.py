from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.information import inform, meet_rumour, plan_information, unheard, unheard_from_peers, weigh_rumours
from sim.state.words import BELIEVER, IGNORANT, IMMUNE

Usual = Callable[..., Any]
shares = st.floats(0, 1)
SOMEONE: dict[str, Any] = {
    **{"rumour": IGNORANT, "age_group": 3, "trust": 0.5, "peers_believing": 0, "n_peers": 8},
    **{"heard_by_mixing": 0.0, "heard_online": 0.0, "credulity": 0.7, "doubt": 0.5, "complete_mixing": 0.0},
}
COMMUNITY: dict[str, Any] = {
    **{"passing_on": 20, "adults": 1000, "platform": 0.5, "screened": 0.0, "openness": 0.0, "met_in_person": 0.0},
}
PLACE: dict[str, Any] = {"publicity_reach": 1.0, "culture_reach": 1.0, "committee_ease": 1.0, "paid_share": 1.0}
PLACE["platform_covered"] = 0.0


def test_hearing_from_nobody_is_certain_where_nobody_believes() -> None:
    assert unheard(2.0, 1000, 0) == 1.0
    assert unheard_from_peers(2.0, 8, 0) == 1.0


@pytest.mark.parametrize(("contacts", "among", "believers"), [(1.5, 100_000, 100), (3.0, 300, 250), (1.0, 8, 3)])
def test_the_chance_to_hear_is_reed_and_frosts(contacts: float, among: int, believers: int) -> None:
    assert unheard(contacts, among, believers) == pytest.approx((1 - contacts / among) ** believers, rel=1e-6)


def test_one_of_eight_ties_who_tells_two_of_them_is_heard_by_a_quarter() -> None:
    assert 1.0 - unheard_from_peers(2.0, 8, 100) == 0.25
    assert unheard_from_peers(9.0, 8, 100) == 0.0


@pytest.mark.parametrize(("u", "becomes"), [(0.69, BELIEVER), (0.71, IGNORANT)])
def test_who_surely_hears_believes_seven_times_in_ten(usual: Usual, u: float, becomes: int) -> None:
    heard = SOMEONE | {"heard_online": 1.0}
    assert usual(meet_rumour, **heard, u_rumour=u)[0] == becomes


@pytest.mark.parametrize(
    ("rumour", "u", "becomes"),
    [(BELIEVER, 0.49, IMMUNE), (BELIEVER, 0.51, BELIEVER), (IMMUNE, 0.04, IGNORANT), (IMMUNE, 0.06, IMMUNE)],
)
def test_believers_become_immune_and_that_wears_off(usual: Usual, rumour: int, u: float, becomes: int) -> None:
    assert usual(meet_rumour, **(SOMEONE | {"rumour": rumour}), u_rumour=u)[0] == becomes


def test_children_hear_no_rumour(usual: Usual) -> None:
    assert usual(meet_rumour, **(SOMEONE | {"age_group": 0, "heard_online": 1.0}), u_rumour=1e-9)[0] == IGNORANT


def test_only_who_believes_loses_trust(usual: Usual) -> None:
    trust = {rumour: usual(meet_rumour, **(SOMEONE | {"rumour": rumour}), u_rumour=0.999)[1] for rumour in range(3)}
    assert trust[IGNORANT] == trust[IMMUNE] == 0.5
    assert trust[BELIEVER] == pytest.approx(0.5 * 0.96)


@pytest.mark.parametrize("louder", ["heard_online", "peers_believing", "credulity"])
@given(start=shares, more=shares, u=st.floats(1e-9, 1 - 1e-9))
def test_hearing_more_never_frees_anyone_of_a_rumour(
    usual: Usual, louder: str, start: float, more: float, u: float
) -> None:
    levels = (start, min(start + more, 1.0))
    given_levels = [int(800 * level) for level in levels] if louder == "peers_believing" else levels
    states = [usual(meet_rumour, **(SOMEONE | {louder: level}), u_rumour=u)[0] for level in given_levels]
    assert states[1] >= states[0]


def test_belief_with_half_life_0_lasts_one_month(usual: Usual) -> None:
    assert usual(weigh_rumours, **COMMUNITY, belief_half_life=0.0)[3] == 1.0


def test_nobody_hears_on_a_platform_that_reaches_nobody(usual: Usual) -> None:
    assert usual(weigh_rumours, **(COMMUNITY | {"platform": 0.0}))[1] == 0.0


def test_full_screening_takes_down_what_it_can(usual: Usual) -> None:
    open_to_all, screened = (usual(weigh_rumours, **(COMMUNITY | {"screened": share}))[1] for share in (0.0, 1.0))
    assert screened == pytest.approx(0.2 * open_to_all, rel=0.05)


@pytest.mark.parametrize("by", [{"platform": 1.0, "screened": 1.0}, {"platform": 0.0, "met_in_person": 1.0}])
def test_a_correction_that_reaches_everybody_convinces_a_quarter_of_those_who_go_on(
    usual: Usual, by: dict[str, float]
) -> None:
    """P22: belief is cut by 10 to 35 % of the gap."""
    silent = 1.0 - usual(weigh_rumours, **(COMMUNITY | {"platform": 0.0}))[3]
    corrected = 1.0 - usual(weigh_rumours, **(COMMUNITY | by))[3]
    assert 1.0 - corrected / silent == pytest.approx(0.25)


def test_openness_lowers_belief(usual: Usual) -> None:
    assert usual(weigh_rumours, **(COMMUNITY | {"openness": 1.0}))[2] == pytest.approx(0.7 * 0.7)


def test_nothing_asked_costs_nothing(usual: Usual) -> None:
    nothing = dict.fromkeys(("platform_reach", "screening", "transparency", "face_to_face"), 0.0)
    assert usual(plan_information, **nothing) == (0.0, 0.0)
    assert usual(inform, **nothing, **PLACE) == (0.0, 0.0, 0.0, 0.0, 1.0)


@pytest.mark.parametrize("lever", ["screening", "transparency", "face_to_face", "platform_reach"])
def test_every_lever_costs_hours_or_money(usual: Usual, lever: str) -> None:
    less, more = (usual(plan_information, **{lever: value}) for value in (0.1, 0.9))
    assert more > less
    assert all(dearer >= cheaper for cheaper, dearer in zip(less, more, strict=True))


def test_a_platform_that_is_not_paid_reaches_nobody(usual: Usual) -> None:
    assert usual(inform, **(PLACE | {"paid_share": 0.0}))[:2] == (0.0, 0.0)


def test_a_platform_with_a_purse_of_its_own_reaches_as_many_whatever_else_is_paid(usual: Usual) -> None:
    paid, own = PLACE, PLACE | {"paid_share": 0.0, "platform_covered": 1.0}
    half = PLACE | {"paid_share": 0.5, "platform_covered": 0.5}
    assert usual(inform, **own)[:2] == usual(inform, **paid)[:2]
    assert usual(inform, **half)[0] == pytest.approx(0.75 * usual(inform, **paid)[0])


def test_nobody_is_met_where_neither_publicity_nor_culture_brings_people_together(usual: Usual) -> None:
    assert usual(inform, **(PLACE | {"publicity_reach": 0.0, "culture_reach": 0.0}), face_to_face=1.0)[3] == 0.0
